-- A page of what people said, by number, the newest first or the oldest: one row at least, with the total. The server's
-- own words and recalled rows do not count. Places are dense, so that only these exceptions are counted, by an index of
-- their own, and of the rest only the page is read, whatever the plan: its first and its last place are known.
WITH exception AS MATERIALIZED (
    SELECT seq - row_number() OVER (ORDER BY seq) AS said_before
    FROM message WHERE conv_id = $1 AND (kind IN (6, 100) OR recalled = 1)
), whole AS MATERIALIZED (
    SELECT coalesce((SELECT next_seq FROM conversation WHERE conv_id = $1), 0) - (SELECT count(*) FROM exception) AS total
), page AS MATERIALIZED (
    SELECT total, CASE WHEN $4 THEN total - $2 - $3 + 1 ELSE $2 + 1 END AS first,
        CASE WHEN $4 THEN total - $2 ELSE $2 + $3 END AS last
    FROM whole
), edge AS MATERIALIZED (
    SELECT total, first + (SELECT count(*) FROM exception WHERE said_before < first) AS first_seq,
        last + (SELECT count(*) FROM exception WHERE said_before < last) AS last_seq
    FROM page
)
SELECT m.conv_id, m.seq, m.msg_id, m.sender_id, m.client_msg_id, m.kind, m.body, m.snap, m.created_at, m.wording, e.total
FROM edge e
LEFT JOIN LATERAL (
    SELECT * FROM message
    WHERE conv_id = $1 AND seq BETWEEN e.first_seq AND e.last_seq AND kind NOT IN (6, 100) AND recalled = 0
    OFFSET 0) m ON true
ORDER BY CASE WHEN $4 THEN -m.seq ELSE m.seq END
