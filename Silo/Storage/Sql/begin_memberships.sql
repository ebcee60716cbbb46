-- Only for batches whose first row was stored just now.
INSERT INTO member (conv_id, user_id, from_seq, level, alias, since_at, changed_at, muted_until, mute_list)
SELECT j.conv_id, j.user_id, j.seq, j.level, j.alias, j.at, j.at,
    coalesce(j.muted_until, 0), coalesce(j.mute_list, 1)
FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::integer[], $5::bigint[], $6::bigint[], $7::smallint[],
    $8::text[], $9::bigint[], $10::smallint[])
    AS j (conv_id, batch_seq, batch_msg_id, user_id, seq, at, level, alias, muted_until, mute_list)
WHERE EXISTS (SELECT 1 FROM message m WHERE m.conv_id = j.conv_id AND m.seq = j.batch_seq AND m.msg_id = j.batch_msg_id)
ON CONFLICT (user_id, conv_id) WHERE to_seq IS NULL DO NOTHING
