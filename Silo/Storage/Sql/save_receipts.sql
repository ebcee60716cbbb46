-- Stretches of places that users' devices were given and have confirmed; what passes the end of its conversation is
-- cut off, and what is of no conversation dropped. They are put to the row that is there, and once more to the row
-- that another node may have written meanwhile.
WITH told AS (
    SELECT s.user_id, s.conv_id,
        coalesce(range_agg(s.stretch) FILTER (WHERE s.is_confirmed), '{}') AS confirmed,
        coalesce(range_agg(s.stretch) FILTER (WHERE NOT s.is_confirmed), '{}') AS handed
    FROM (
        SELECT r.user_id, r.conv_id, r.is_confirmed, int8range(b.after, greatest(b.after, b.seq), '(]') AS stretch
        FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[], $5::boolean[])
            AS r (user_id, conv_id, after, seq, is_confirmed)
        CROSS JOIN LATERAL (SELECT next_seq FROM conversation WHERE conv_id = r.conv_id OFFSET 0) c
        CROSS JOIN LATERAL (SELECT least(greatest(r.after, 0), c.next_seq) AS after, least(r.seq, c.next_seq) AS seq) b) s
    GROUP BY s.user_id, s.conv_id
)
INSERT INTO device_cursor AS d (user_id, device_id, conv_id, acked_seq, ahead, handed)
SELECT t.user_id, '+', t.conv_id, m.acked_seq, m.ahead, m.handed
FROM told t
LEFT JOIN LATERAL (
    SELECT * FROM device_cursor WHERE user_id = t.user_id AND device_id = '+' AND conv_id = t.conv_id OFFSET 0) o ON true
CROSS JOIN LATERAL merge_receipts(
    t.user_id, t.conv_id, t.confirmed, t.handed, coalesce(o.acked_seq, 0), coalesce(o.ahead, '{}'), coalesce(o.handed, '{}')) m
ORDER BY t.user_id, t.conv_id
ON CONFLICT (user_id, device_id, conv_id) DO UPDATE
SET (acked_seq, ahead, handed) = (
    SELECT greatest(d.acked_seq, excluded.acked_seq), excluded.ahead, excluded.handed
    WHERE isempty(d.ahead) AND isempty(d.handed) AND isempty(excluded.ahead) AND isempty(excluded.handed)
    UNION ALL
    SELECT m.acked_seq, m.ahead, m.handed
    FROM merge_receipts(
        d.user_id, d.conv_id, excluded.ahead + int8multirange(int8range(0, excluded.acked_seq, '[]')), excluded.handed,
        d.acked_seq, d.ahead, d.handed) m
    WHERE NOT (isempty(d.ahead) AND isempty(d.handed) AND isempty(excluded.ahead) AND isempty(excluded.handed)))
