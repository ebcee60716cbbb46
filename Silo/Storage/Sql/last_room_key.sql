SELECT coalesce(max(key_id), 0) FROM room_key WHERE room_id = $1
