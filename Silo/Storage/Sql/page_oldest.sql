-- A page of what people said, by number, the oldest first: one row at least, with the total. The server's own words and
-- recalled rows do not count. Places are dense, so that only these exceptions are counted, by an index of their own, and
-- of the rest only the page is read.
WITH exception AS MATERIALIZED (
    SELECT seq - row_number() OVER (ORDER BY seq) AS said_before
    FROM message WHERE conv_id = $1 AND (kind IN (6, 100) OR recalled = 1)
), whole AS MATERIALIZED (
    SELECT coalesce((SELECT next_seq FROM conversation WHERE conv_id = $1), 0) - (SELECT count(*) FROM exception) AS total
), first AS MATERIALIZED (
    SELECT total, $2::bigint + 1 AS number FROM whole
), edge AS MATERIALIZED (
    SELECT total, number + (SELECT count(*) FROM exception WHERE said_before < number) AS seq FROM first
)
SELECT m.conv_id, m.seq, m.msg_id, m.sender_id, m.client_msg_id, m.kind, m.body, m.snap, m.created_at, m.wording, e.total
FROM edge e
LEFT JOIN LATERAL (
    SELECT * FROM message
    WHERE conv_id = $1 AND seq >= e.seq AND kind NOT IN (6, 100) AND recalled = 0
    ORDER BY seq LIMIT $3) m ON true
ORDER BY m.seq
