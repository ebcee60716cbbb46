INSERT INTO report (reporter_id, msg_id, conv_id, sender_id, reported_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (reporter_id, msg_id) DO NOTHING
