SELECT conv_id, seq, msg_id, sender_id, client_msg_id, kind, body, snap, created_at
FROM message
WHERE conv_id = $1 AND seq >= $3 AND kind = 0 AND recalled = 0 AND ($2::bigint IS NULL OR msg_id <= $2)
ORDER BY seq DESC LIMIT $4
