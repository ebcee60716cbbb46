-- Stretches of places that users' devices were given and have confirmed; what passes the end of its conversation is
-- cut off, and what is of no conversation dropped. They are put to what the row holds when it is locked, whichever node
-- wrote it last; many are put to the row that is seen before that, or the oldest of them might be forgotten too soon.
-- Most rows and most of what is told are one stretch that continues, which costs no call.
WITH told AS (
    SELECT s.user_id, s.conv_id,
        count(*) = 1 OR count(*) = 2 AND coalesce(max(upper(s.stretch)) FILTER (WHERE s.is_confirmed)
            <= min(lower(s.stretch)) FILTER (WHERE NOT s.is_confirmed), false) AS is_plain,
        array_agg(s.stretch) FILTER (WHERE s.is_confirmed) AS confirmed,
        array_agg(s.stretch) FILTER (WHERE NOT s.is_confirmed) AS handed
    FROM (
        SELECT r.user_id, r.conv_id, r.is_confirmed, int8range(b.after, b.seq, '(]') AS stretch
        FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[], $5::boolean[])
            AS r (user_id, conv_id, after, seq, is_confirmed)
        CROSS JOIN LATERAL (SELECT next_seq FROM conversation WHERE conv_id = r.conv_id OFFSET 0) c
        CROSS JOIN LATERAL (SELECT greatest(r.after, 0) AS after, least(r.seq, c.next_seq) AS seq) b
        WHERE b.after < b.seq) s
    GROUP BY s.user_id, s.conv_id
)
INSERT INTO device_cursor AS d (user_id, device_id, conv_id, acked_seq, ahead, handed)
SELECT t.user_id, '+', t.conv_id, m.acked_seq, m.ahead, m.handed
FROM told t
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN lower(t.confirmed[1]) = 1 THEN upper(t.confirmed[1]) - 1 ELSE 0 END AS acked_seq,
        CASE WHEN lower(t.confirmed[1]) = 1 THEN NULL ELSE t.confirmed END AS ahead,
        t.handed
    WHERE t.is_plain
    UNION ALL
    SELECT m.acked_seq, m.ahead, m.handed
    FROM (SELECT) x
    LEFT JOIN device_cursor o ON o.user_id = t.user_id AND o.device_id = '+' AND o.conv_id = t.conv_id
    CROSS JOIN LATERAL merge_receipts(
        t.user_id, t.conv_id, t.confirmed, t.handed, coalesce(o.acked_seq, 0), o.ahead, o.handed) m
    WHERE NOT t.is_plain) m
ORDER BY t.user_id, t.conv_id
ON CONFLICT (user_id, device_id, conv_id) DO UPDATE
SET (acked_seq, ahead, handed) = (
    SELECT greatest(d.acked_seq, excluded.acked_seq, upper(excluded.ahead[1]) - 1), NULL::int8range[], NULL::int8range[]
    WHERE d.ahead IS NULL AND d.handed IS NULL AND excluded.handed IS NULL AND (
        excluded.ahead IS NULL OR cardinality(excluded.ahead) = 1 AND lower(excluded.ahead[1]) <= d.acked_seq + 1)
    UNION ALL
    SELECT m.acked_seq, m.ahead, m.handed
    FROM merge_receipts(
        d.user_id, d.conv_id, excluded.ahead, excluded.handed,
        greatest(d.acked_seq, excluded.acked_seq), d.ahead, d.handed) m
    WHERE NOT (d.ahead IS NULL AND d.handed IS NULL AND excluded.handed IS NULL AND (
        excluded.ahead IS NULL OR cardinality(excluded.ahead) = 1 AND lower(excluded.ahead[1]) <= d.acked_seq + 1)))
