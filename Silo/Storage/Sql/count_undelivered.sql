-- How much of list_undelivered no device was given, and how much one was. $2 is his conversation with himself.
SELECT coalesce(sum(n.total - n.handed), 0)::bigint, coalesce(sum(n.handed), 0)::bigint
FROM waiting_places($1) w
CROSS JOIN LATERAL unnest(w.places) AS g (gap)
CROSS JOIN LATERAL (
    SELECT count(*) AS total, count(*) FILTER (WHERE m.seq <@ w.handed) AS handed FROM message m
    WHERE m.conv_id = w.conv_id AND m.seq >= lower(g.gap) AND m.seq < upper(g.gap) AND m.kind <> 100 AND m.recalled = 0
        AND (m.sender_id <> $1 OR m.conv_id = $2)) n
