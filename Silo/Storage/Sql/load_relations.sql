SELECT user_id, other_id, blocked, ext_remark, follows FROM relation
WHERE (user_id = $1 AND other_id = $2) OR (user_id = $2 AND other_id = $1)
