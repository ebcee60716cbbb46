UPDATE member
SET alias = coalesce($3, alias), no_disturbing = coalesce($4, no_disturbing), on_top = coalesce($5, on_top), changed_at = $6
WHERE conv_id = $1 AND user_id = $2 AND to_seq IS NULL
