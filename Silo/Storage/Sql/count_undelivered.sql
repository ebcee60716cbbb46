-- How much of list_undelivered no device was given, and how much one was. $2 is his conversation with himself.
SELECT coalesce(sum(n.count) FILTER (WHERE NOT w.is_handed), 0)::bigint,
    coalesce(sum(n.count) FILTER (WHERE w.is_handed), 0)::bigint
FROM waiting_stretches($1) w
CROSS JOIN LATERAL (
    SELECT count(*) AS count FROM message m
    WHERE m.conv_id = w.conv_id AND m.seq >= lower(w.stretch) AND m.seq < upper(w.stretch)
        AND m.kind <> 100 AND m.recalled = 0 AND (m.sender_id <> $1 OR m.conv_id = $2)) n
