-- Of friends and rooms: level 0 is of those who talk without being friends.
-- The row with which a stay begins is the one that says so: it is not unread. Nor is what a device of any protocol
-- confirmed, or what was cleared in the list of chats.
SELECT n.conv_id, n.seq, n.msg_id, n.sender_id, n.client_msg_id, n.kind, n.body, n.snap, n.created_at, u.unread
FROM member b
LEFT JOIN unnest($4::text[], $5::bigint[]) AS p (conv_id, seq) ON p.conv_id = b.conv_id
LEFT JOIN device_cursor q ON q.user_id = b.user_id AND q.device_id = '+' AND q.conv_id = b.conv_id
LEFT JOIN chat_row r ON r.user_id = b.user_id AND r.conv_id = b.conv_id
CROSS JOIN LATERAL (
    SELECT coalesce(sum(o.unread), 0)::bigint AS unread
    FROM (SELECT greatest(p.seq, q.acked_seq, r.cleared_seq, b.from_seq) + 1 AS first, 9223372036854775807 AS after) l
    CROSS JOIN LATERAL unnest(CASE WHEN q.ahead IS NULL THEN ARRAY[int8range(l.first, l.after)]
        ELSE cut_stretches(ARRAY[int8range(l.first, l.after)], q.ahead) END) AS g (gap)
    CROSS JOIN LATERAL (
        SELECT count(*) AS unread FROM message m
        WHERE m.conv_id = b.conv_id AND m.seq >= lower(g.gap) AND m.seq < upper(g.gap)
            AND m.sender_id <> b.user_id AND m.kind <> 100 AND m.recalled = 0) o) u
CROSS JOIN LATERAL (
    SELECT * FROM message m
    WHERE m.conv_id = b.conv_id AND m.seq >= b.from_seq AND m.kind <> 100 AND m.recalled = 0 ORDER BY m.seq DESC LIMIT 1) n
WHERE b.user_id = $1 AND b.to_seq IS NULL AND b.level > 0 AND b.conv_id >= $2 AND b.conv_id < $3 AND u.unread > 0
ORDER BY n.created_at DESC, n.conv_id
