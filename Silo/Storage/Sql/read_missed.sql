SELECT m.conv_id, m.seq, m.msg_id, m.sender_id, m.client_msg_id, m.kind, m.body, m.snap, m.created_at
FROM message m
JOIN member b ON b.user_id = $1 AND b.conv_id = m.conv_id AND b.conv_id >= 'd:' AND b.to_seq IS NULL AND b.level > 0
    AND b.from_seq <= m.seq
WHERE m.msg_id = ANY ($2) AND m.kind <> 100 AND m.recalled = 0
ORDER BY m.created_at, m.conv_id, m.seq
