-- By the message's id, else by its sender's own id for it. Chat rooms alone.
(
    SELECT conv_id, msg_id FROM message
    WHERE msg_id = $2 AND sender_id = $1 AND conv_id >= 'c:' AND conv_id < 'c;'
)
UNION ALL
(
    SELECT conv_id, msg_id FROM message
    WHERE sender_id = $1 AND conv_id >= 'c:' AND conv_id < 'c;' AND client_msg_id = $3
    ORDER BY created_at DESC, conv_id, seq DESC LIMIT 1
)
LIMIT 1
