SELECT conv_id, acked_seq FROM device_cursor WHERE user_id = $1 AND device_id = '*'
