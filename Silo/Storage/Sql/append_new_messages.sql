-- As append_messages, without looking for client keys and message ids first: a known one ends in a unique violation, and
-- the rows are offered again to append_messages. Keys of retries are rare here, because conversations recognise recent
-- ones themselves.
WITH place AS MATERIALIZED (
    SELECT p.conv_id, p.last_seq, coalesce(c.next_seq, 0) + 1 <> p.first_seq AS is_taken
    FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS p (conv_id, first_seq, last_seq)
    LEFT JOIN LATERAL (SELECT next_seq FROM conversation WHERE conv_id = p.conv_id OFFSET 0) c ON true
), stored AS (
    INSERT INTO message (conv_id, seq, msg_id, sender_id, kind, snap, created_at, client_msg_id, body, wording)
    SELECT o.*
    FROM unnest(
        $4::text[], $5::bigint[], $6::bigint[], $7::integer[], $8::smallint[], $9::boolean[], $10::bigint[],
        $11::text[], $12::text[], $13::text[])
        AS o (conv_id, seq, msg_id, sender_id, kind, snap, created_at, client_msg_id, body, wording)
    WHERE o.conv_id NOT IN (SELECT conv_id FROM place WHERE is_taken)
), counted AS (
    INSERT INTO conversation (conv_id, next_seq)
    SELECT conv_id, last_seq FROM place WHERE NOT is_taken
    ON CONFLICT (conv_id) DO UPDATE SET next_seq = excluded.next_seq
)
SELECT conv_id, NULL::bigint FROM place WHERE is_taken
