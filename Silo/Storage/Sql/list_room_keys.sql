SELECT log_id, room_id, sender_id, user_id, key_id, body FROM room_key
WHERE user_id = $1
ORDER BY key_id <= $2 DESC, key_id DESC, room_id LIMIT $3
