SELECT conv_id, cleared_seq FROM chat_row
WHERE user_id = $1 AND cleared_seq > 0 AND (cardinality($2::text[]) = 0 OR conv_id = ANY ($2))
