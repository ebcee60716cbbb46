-- Without a time: those that the user is in. With one: the latest stay in each conversation, if it changed at or after
-- that time. Those who talk without being friends (level 0) are on no list.
SELECT b.conv_id, b.alias, b.no_disturbing, b.on_top, b.to_seq IS NULL, coalesce(b.ended_at, b.since_at)
FROM member b
WHERE b.user_id = $1 AND b.conv_id >= $2 AND b.conv_id < $3 AND b.level > 0
    AND CASE WHEN $4 = 0 THEN b.to_seq IS NULL ELSE b.changed_at >= $4 END
    AND NOT EXISTS (
        SELECT 1 FROM member l
        WHERE l.conv_id = b.conv_id AND l.user_id = b.user_id AND l.from_seq > b.from_seq AND l.level > 0)
ORDER BY b.since_at, b.from_seq, b.conv_id
