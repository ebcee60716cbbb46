INSERT INTO application (applicant_id, target_id, reason, remark, status, changed_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (kind, applicant_id, target_id) DO UPDATE
SET application_id = excluded.application_id, reason = excluded.reason, remark = excluded.remark,
    status = excluded.status, changed_at = excluded.changed_at
RETURNING application_id, applicant_id, target_id, reason, status, changed_at
