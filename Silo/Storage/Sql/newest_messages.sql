SELECT conv_id, seq, msg_id, sender_id, client_msg_id, kind, body, snap, created_at, wording
FROM message WHERE conv_id = $1 ORDER BY seq DESC LIMIT $2
