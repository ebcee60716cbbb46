INSERT INTO room_key (user_id, room_id, key_id, log_id, sender_id, body)
SELECT u.user_id, $1, $2, u.log_id, $3, u.body
FROM unnest($4::integer[], $5::bigint[], $6::text[]) AS u (user_id, log_id, body)
