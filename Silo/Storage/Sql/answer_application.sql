-- Only when the batch that it came with was stored just now, and no older than that. A number of 0 asks for a new one.
INSERT INTO application (kind, applicant_id, target_id, application_id, reason, status, changed_at, asked_at)
SELECT $10, $4, $5, CASE WHEN $6 = 0 THEN nextval('application_number') ELSE $6 END, $7, $8,
    greatest($9, m.created_at), greatest($9, m.created_at)
FROM message m WHERE m.conv_id = $1 AND m.seq = $2 AND m.msg_id = $3
ON CONFLICT (kind, applicant_id, target_id) DO UPDATE
SET application_id = excluded.application_id, reason = excluded.reason, status = excluded.status,
    changed_at = excluded.changed_at
