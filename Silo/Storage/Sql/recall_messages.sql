-- Only for batches whose first row was stored just now. The place stays. OFFSET 0 keeps that question out of the join.
UPDATE message m SET recalled = 1, body = NULL, wording = NULL
FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) AS r (conv_id, batch_seq, batch_msg_id, msg_id)
WHERE m.msg_id = r.msg_id AND m.conv_id = r.conv_id
    AND EXISTS (
        SELECT 1 FROM message b WHERE b.conv_id = r.conv_id AND b.seq = r.batch_seq AND b.msg_id = r.batch_msg_id
        OFFSET 0)
