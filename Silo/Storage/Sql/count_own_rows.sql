SELECT count(*) FROM unnest($2::bigint[], $3::bigint[]) AS o (seq, msg_id)
JOIN message m ON m.conv_id = $1 AND m.seq = o.seq AND m.msg_id = o.msg_id
