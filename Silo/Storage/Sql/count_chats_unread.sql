-- The sum of what list_chats says is unread.
SELECT count(*)
FROM chat_places($1) p
JOIN message m ON m.conv_id = p.conv_id AND m.seq > greatest(p.after_seq, p.cleared_seq)
WHERE m.sender_id <> $1 AND m.kind <> 100 AND m.recalled = 0
