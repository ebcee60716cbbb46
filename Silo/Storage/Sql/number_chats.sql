-- A row that has a number keeps it.
INSERT INTO chat_row AS r (user_id, conv_id, row_id)
SELECT $1, n.conv_id, n.row_id FROM unnest($2::text[], $3::bigint[]) AS n (conv_id, row_id)
ORDER BY n.conv_id
ON CONFLICT (user_id, conv_id) DO UPDATE SET row_id = coalesce(r.row_id, excluded.row_id)
RETURNING conv_id, row_id
