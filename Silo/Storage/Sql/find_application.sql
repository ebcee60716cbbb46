SELECT application_id, applicant_id, target_id, reason, status, changed_at, kind, room_id, asked_at
FROM application WHERE kind = $1 AND applicant_id = $2 AND target_id = $3
