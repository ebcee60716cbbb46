INSERT INTO relation (user_id, other_id, blocked, ext_remark, follows) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id, other_id) DO UPDATE
SET blocked = excluded.blocked, ext_remark = excluded.ext_remark, follows = excluded.follows
