-- Messages with these ids that others said to a user while he was there, each as the stretch of places that it ends:
-- his own words and hidden rows before it are part of it, up to 64. $3 is his conversation with himself.
SELECT m.conv_id, coalesce(p.seq, greatest(m.seq - 65, 0)), m.seq
FROM message m
LEFT JOIN LATERAL (
    SELECT p.seq FROM message p
    WHERE p.conv_id = m.conv_id AND p.seq < m.seq AND p.seq >= m.seq - 64 AND p.kind <> 100 AND p.recalled = 0
        AND (p.sender_id <> $1 OR p.conv_id = $3)
    ORDER BY p.seq DESC LIMIT 1) p ON true
WHERE m.msg_id = ANY ($2) AND m.kind <> 100 AND (m.sender_id <> $1 OR m.conv_id = $3) AND EXISTS (
    SELECT 1 FROM member b
    WHERE b.conv_id = m.conv_id AND b.user_id = $1
        AND (b.conv_id < 'e' AND b.conv_id >= 'd:'
            OR b.conv_id >= 'r:' AND b.from_seq < m.seq AND (b.to_seq IS NULL OR m.seq <= b.to_seq)))
