SELECT user_id, other_id, blocked, ext_remark FROM relation
WHERE user_id = $1 AND (blocked OR ext_remark <> '')
ORDER BY blocked DESC, other_id LIMIT $2
