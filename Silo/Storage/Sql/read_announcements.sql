SELECT conv_id, seq, msg_id, sender_id, client_msg_id, kind, body, snap, created_at
FROM message
WHERE conv_id = $1 AND seq >= $3 AND kind = 0 AND recalled = 0
    AND seq <= (SELECT CASE WHEN $2::bigint IS NULL THEN 9223372036854775807 ELSE last_place_not_after($1, $2) END)
ORDER BY seq DESC LIMIT $4
