-- The rows of a user's list of chats. A row appeared with the first message after it was deleted, even if that was
-- recalled since.
SELECT n.conv_id, n.seq, n.msg_id, n.sender_id, n.client_msg_id, n.kind, n.body, n.snap, n.created_at, n.wording,
    coalesce(p.row_id, 0), p.on_top, u.unread, f.created_at
FROM chat_places($1) p
CROSS JOIN LATERAL (
    SELECT * FROM message m
    WHERE m.conv_id = p.conv_id AND m.seq > p.after_seq AND m.kind <> 100 AND m.recalled = 0
    ORDER BY m.seq DESC LIMIT 1) n
CROSS JOIN LATERAL (
    SELECT count(*) AS unread FROM message m
    WHERE m.conv_id = p.conv_id AND m.seq > greatest(p.after_seq, p.cleared_seq)
        AND m.sender_id <> $1 AND m.kind <> 100 AND m.recalled = 0) u
CROSS JOIN LATERAL (
    SELECT m.created_at FROM message m
    WHERE m.conv_id = p.conv_id AND m.seq > p.after_seq AND m.kind <> 100
    ORDER BY m.seq LIMIT 1) f
ORDER BY p.on_top DESC, n.created_at DESC, n.conv_id
