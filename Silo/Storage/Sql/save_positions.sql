-- A position never moves back, and never passes the end of its conversation; one of no conversation is dropped.
INSERT INTO device_cursor (user_id, device_id, conv_id, acked_seq)
SELECT p.user_id, '*', p.conv_id, least(greatest(p.seq, 0), c.next_seq)
FROM unnest($1::integer[], $2::text[], $3::bigint[]) AS p (user_id, conv_id, seq)
CROSS JOIN LATERAL (SELECT next_seq FROM conversation WHERE conv_id = p.conv_id OFFSET 0) c
ON CONFLICT (user_id, device_id, conv_id) DO UPDATE
SET acked_seq = excluded.acked_seq WHERE device_cursor.acked_seq < excluded.acked_seq
