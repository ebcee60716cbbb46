SELECT application_id, applicant_id, target_id, reason, status, changed_at
FROM application WHERE kind = 0 AND applicant_id = $1 AND target_id = $2
