-- every query must return zero rows
-- D1 sequence of a conversation is 1..n without gaps
SELECT 'D1', conv_id, '' FROM message GROUP BY conv_id HAVING min(seq) <> 1 OR max(seq) <> count(*)
UNION ALL
-- D2 the counter equals the last committed sequence
SELECT 'D2', c.conv_id, CAST(c.next_seq AS text)
FROM conversation c LEFT JOIN message m ON m.conv_id = c.conv_id
GROUP BY c.conv_id, c.next_seq HAVING c.next_seq <> coalesce(max(m.seq), 0)
UNION ALL
-- D3 one row per (sender, conversation, client message id)
SELECT 'D3', conv_id, CAST(sender_id AS text)
FROM message WHERE client_msg_id IS NOT NULL GROUP BY sender_id, conv_id, client_msg_id HAVING count(*) > 1
UNION ALL
-- D4 server time never goes back inside a conversation
SELECT 'D4', conv_id, CAST(seq AS text)
FROM (SELECT conv_id, seq, created_at, lag(created_at) OVER (PARTITION BY conv_id ORDER BY seq) AS previous FROM message) t
WHERE previous > created_at
UNION ALL
-- D5 nobody acknowledged what does not exist
SELECT 'D5', d.conv_id, CAST(d.user_id AS text) || ' ' || d.device_id
FROM device_cursor d LEFT JOIN conversation c ON c.conv_id = d.conv_id
WHERE d.acked_seq > coalesce(c.next_seq, 0) OR d.acked_seq < 0
UNION ALL
-- D6 every sender was a member when the message was written (system sender 0 excepted)
SELECT 'D6', m.conv_id, CAST(m.seq AS text)
FROM message m
WHERE m.sender_id <> 0 AND NOT EXISTS (
    SELECT 1 FROM member b
    WHERE b.conv_id = m.conv_id AND b.user_id = m.sender_id AND m.seq >= b.from_seq AND (b.to_seq IS NULL OR m.seq <= b.to_seq))
UNION ALL
-- D7 a recalled message keeps its place and loses its body
SELECT 'D7', conv_id, CAST(seq AS text) FROM message WHERE recalled = 1 AND body IS NOT NULL
