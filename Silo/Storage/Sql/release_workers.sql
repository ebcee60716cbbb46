UPDATE worker_lease SET expires_at = now(), used_until_ms = $3 WHERE block = $1 AND owner = $2
