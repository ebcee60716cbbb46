-- Only for batches whose first row was stored just now.
-- OFFSET 0 keeps that question out of the join: without statistics its plan would walk all members of the room.
UPDATE member b
SET to_seq = l.seq, ended_at = l.at, changed_at = l.at
FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::integer[], $5::bigint[], $6::bigint[])
    AS l (conv_id, batch_seq, batch_msg_id, user_id, seq, at)
WHERE b.conv_id = l.conv_id AND b.user_id = l.user_id AND b.to_seq IS NULL
    AND EXISTS (
        SELECT 1 FROM message m WHERE m.conv_id = l.conv_id AND m.seq = l.batch_seq AND m.msg_id = l.batch_msg_id
        OFFSET 0)
