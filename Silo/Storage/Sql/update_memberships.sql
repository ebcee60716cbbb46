-- Only for batches whose first row was stored just now. What is null stays as it is.
-- OFFSET 0 keeps that question out of the join: without statistics its plan would walk all members of the room.
UPDATE member b
SET level = coalesce(u.level, b.level), muted_until = coalesce(u.muted_until, b.muted_until),
    mute_list = coalesce(u.mute_list, b.mute_list), changed_at = u.at
FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::integer[], $5::bigint[], $6::bigint[], $7::smallint[],
    $8::bigint[], $9::smallint[])
    AS u (conv_id, batch_seq, batch_msg_id, user_id, seq, at, level, muted_until, mute_list)
WHERE b.conv_id = u.conv_id AND b.user_id = u.user_id AND b.to_seq IS NULL
    AND EXISTS (
        SELECT 1 FROM message m WHERE m.conv_id = u.conv_id AND m.seq = u.batch_seq AND m.msg_id = u.batch_msg_id
        OFFSET 0)
