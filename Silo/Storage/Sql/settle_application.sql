UPDATE application SET status = $4, changed_at = $5 WHERE kind = $1 AND applicant_id = $2 AND target_id = $3
