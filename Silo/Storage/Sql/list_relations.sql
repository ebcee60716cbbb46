SELECT user_id, other_id, blocked, ext_remark, follows FROM relation
WHERE user_id = $1 AND (blocked OR ext_remark <> '' OR follows)
ORDER BY blocked DESC, ext_remark <> '' DESC, other_id LIMIT $2
