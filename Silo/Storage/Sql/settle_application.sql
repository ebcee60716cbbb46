UPDATE application SET status = $3, changed_at = $4 WHERE kind = 0 AND applicant_id = $1 AND target_id = $2
