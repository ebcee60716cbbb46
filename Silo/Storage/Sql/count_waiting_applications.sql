WITH managed AS (
    SELECT substr(conv_id, 3)::bigint AS room_id FROM member
    WHERE user_id = $1 AND to_seq IS NULL AND level >= 2 AND conv_id >= 'r:' AND conv_id < 'r;'
)
SELECT (SELECT count(*) FROM application WHERE kind = 0 AND target_id = $1 AND status = 1)
    + (SELECT count(*) FROM managed JOIN application r ON r.kind = 1 AND r.target_id = managed.room_id AND r.status = 1)
