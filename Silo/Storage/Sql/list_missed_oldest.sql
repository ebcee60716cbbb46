-- The oldest messages of all conversations of a user within a time, which never goes back within a conversation. Chat
-- rooms, whose keys come before those of friends and rooms, are left out: nobody misses what he did not enter. Level 0
-- is of those who talk without being friends.
SELECT m.msg_id
FROM member b
JOIN conversation c ON c.conv_id = b.conv_id
JOIN message n ON n.conv_id = c.conv_id AND n.seq = c.next_seq
CROSS JOIN LATERAL (
    SELECT s.msg_id, s.created_at, s.conv_id, s.seq FROM message s
    WHERE s.conv_id = b.conv_id AND s.kind <> 100 AND s.recalled = 0
        AND s.seq >= greatest(b.from_seq, last_place_until(b.conv_id, $2 - 1) + 1)
        AND s.seq <= last_place_until(b.conv_id, $3)
    ORDER BY s.seq LIMIT $4) m
WHERE b.user_id = $1 AND b.conv_id >= 'd:' AND b.to_seq IS NULL AND b.level > 0 AND n.created_at >= $2
ORDER BY m.created_at, m.conv_id, m.seq LIMIT $4
