-- Direct conversations of a user, with friends or not, with a message at or after a time: its place, and the last one.
SELECT c.conv_id, last_place_until(c.conv_id, $4 - 1) + 1, c.next_seq
FROM member b
JOIN conversation c ON c.conv_id = b.conv_id
JOIN message m ON m.conv_id = c.conv_id AND m.seq = c.next_seq
WHERE b.user_id = $1 AND b.to_seq IS NULL AND b.conv_id >= $2 AND b.conv_id < $3 AND m.created_at >= $4
ORDER BY c.conv_id
