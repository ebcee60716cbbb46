-- The oldest messages of all conversations of a user within a time. Ids grow with places and begin with the time at which
-- they were given out: $2 and $5 are bounds of them, a little wider than the time. Chat rooms, whose keys come before
-- those of friends and rooms, are left out: nobody misses what he did not enter. Level 0 is of those who talk without
-- being friends.
SELECT m.msg_id
FROM member b
JOIN conversation c ON c.conv_id = b.conv_id
JOIN message n ON n.conv_id = c.conv_id AND n.seq = c.next_seq
CROSS JOIN LATERAL (
    SELECT s.msg_id FROM message s
    WHERE s.conv_id = b.conv_id AND s.kind <> 100 AND s.recalled = 0 AND s.created_at BETWEEN $3 AND $4
        AND s.seq >= greatest(b.from_seq, last_place_not_after(b.conv_id, $2) + 1)
        AND s.seq <= last_place_not_after(b.conv_id, $5)
    ORDER BY s.seq LIMIT $6) m
WHERE b.user_id = $1 AND b.conv_id >= 'd:' AND b.to_seq IS NULL AND b.level > 0 AND n.msg_id > $2
ORDER BY m.msg_id LIMIT $6
