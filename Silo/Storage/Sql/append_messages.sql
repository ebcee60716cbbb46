-- Takes the rows of many conversations. A conversation whose next place is not the first one offered, or that has one
-- of the offered client keys already, gets none of its rows and is named in the answer: without a row for the first
-- reason, with the stored rows for the second. So does one with an offered message id that any conversation has. A
-- race between two writers ends in a unique violation instead.
WITH place AS MATERIALIZED (
    SELECT p.conv_id, p.last_seq, coalesce(c.next_seq, 0) + 1 <> p.first_seq AS is_taken
    FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS p (conv_id, first_seq, last_seq)
    LEFT JOIN LATERAL (SELECT next_seq FROM conversation WHERE conv_id = p.conv_id OFFSET 0) c ON true
), offered AS MATERIALIZED (
    SELECT * FROM unnest(
        $4::text[], $5::bigint[], $6::bigint[], $7::integer[], $8::smallint[], $9::boolean[], $10::bigint[],
        $11::text[], $12::text[], $13::text[])
        AS o (conv_id, seq, msg_id, sender_id, kind, snap, created_at, client_msg_id, body, wording)
), known AS MATERIALIZED (
    SELECT o.conv_id AS refused_id, m.*
    FROM offered o
    CROSS JOIN LATERAL (
        SELECT * FROM message
        WHERE sender_id = o.sender_id AND conv_id = o.conv_id AND client_msg_id = o.client_msg_id OFFSET 0) m
    WHERE o.client_msg_id IS NOT NULL
    UNION ALL
    SELECT o.conv_id, m.*
    FROM offered o
    CROSS JOIN LATERAL (SELECT * FROM message WHERE msg_id = o.msg_id OFFSET 0) m
), refused AS MATERIALIZED (
    SELECT conv_id FROM place WHERE is_taken UNION ALL SELECT refused_id FROM known
), stored AS (
    INSERT INTO message (conv_id, seq, msg_id, sender_id, kind, snap, created_at, client_msg_id, body, wording)
    SELECT conv_id, seq, msg_id, sender_id, kind, snap, created_at, client_msg_id, body, wording
    FROM offered WHERE conv_id NOT IN (SELECT conv_id FROM refused)
), counted AS (
    INSERT INTO conversation (conv_id, next_seq)
    SELECT conv_id, last_seq FROM place WHERE conv_id NOT IN (SELECT conv_id FROM refused)
    ON CONFLICT (conv_id) DO UPDATE SET next_seq = excluded.next_seq
)
SELECT conv_id, NULL::text, NULL::bigint, NULL::bigint, NULL::integer, NULL::text, NULL::smallint, NULL::text,
    NULL::boolean, NULL::bigint, NULL::text
FROM place WHERE is_taken
UNION ALL
SELECT refused_id, conv_id, seq, msg_id, sender_id, client_msg_id, kind, body, snap, created_at, wording FROM known
