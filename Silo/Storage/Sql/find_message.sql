SELECT conv_id, seq, msg_id, sender_id, client_msg_id, kind, body, snap, created_at, wording
FROM message WHERE sender_id = $2 AND conv_id = $1 AND client_msg_id = $3
