INSERT INTO application (kind, applicant_id, target_id, reason, remark, status, changed_at, asked_at, room_id)
SELECT $1, a, $3, $4, $5, $6, $7, $7, $8 FROM unnest($2::integer[]) AS a
ON CONFLICT (kind, applicant_id, target_id) DO UPDATE
SET application_id = excluded.application_id, reason = excluded.reason, remark = excluded.remark,
    status = excluded.status, changed_at = excluded.changed_at, asked_at = excluded.asked_at, room_id = excluded.room_id
RETURNING application_id, applicant_id, target_id, reason, status, changed_at, kind, room_id, asked_at
