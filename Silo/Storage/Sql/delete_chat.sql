UPDATE chat_row r SET row_id = NULL, deleted_seq = greatest(r.deleted_seq, c.next_seq)
FROM conversation c
WHERE r.row_id = $2 AND r.user_id = $1 AND c.conv_id = r.conv_id
