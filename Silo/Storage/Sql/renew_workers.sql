UPDATE worker_lease SET expires_at = now() + $3, used_until_ms = greatest(used_until_ms, $4)
WHERE block = $1 AND owner = $2 AND expires_at > now()
RETURNING used_until_ms
