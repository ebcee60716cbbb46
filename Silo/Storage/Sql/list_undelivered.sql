-- What others said to a user and none of his devices confirmed: of direct conversations ($2), of rooms ($3), only what
-- a device was given ($4). $6 is his conversation with himself, where his own words wait for him.
SELECT m.conv_id, m.seq, m.msg_id, m.sender_id, m.client_msg_id, m.kind, m.body, m.snap, m.created_at, m.wording,
    w.is_handed
FROM waiting_stretches($1) w
CROSS JOIN LATERAL (
    SELECT * FROM message m
    WHERE m.conv_id = w.conv_id AND m.seq >= lower(w.stretch) AND m.seq < upper(w.stretch)
        AND m.kind <> 100 AND m.recalled = 0 AND (m.sender_id <> $1 OR m.conv_id = $6)
    ORDER BY m.seq LIMIT $5) m
WHERE CASE WHEN w.conv_id < 'e' THEN $2 ELSE $3 END AND (w.is_handed OR NOT $4)
ORDER BY m.created_at, m.conv_id, m.seq LIMIT $5
