-- What a user said to others and others to him, the newest first. Of each of his direct conversations, whatever became
-- of it, no more is read than could stand on the page or before it.
SELECT m.conv_id, m.seq, m.msg_id, m.sender_id, m.client_msg_id, m.kind, m.body, m.snap, m.created_at, m.wording
FROM (SELECT DISTINCT conv_id FROM member WHERE user_id = $1 AND conv_id >= 'd:' AND conv_id < 'd;') b
CROSS JOIN LATERAL (
    SELECT * FROM message s
    WHERE s.conv_id = b.conv_id AND s.kind NOT IN (6, 100) AND s.recalled = 0
    ORDER BY s.seq DESC LIMIT $2::bigint + $3::bigint) m
ORDER BY m.created_at DESC, m.conv_id, m.seq DESC
OFFSET $2::bigint LIMIT $3::bigint
