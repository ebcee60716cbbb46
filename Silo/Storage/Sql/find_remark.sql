SELECT remark FROM application WHERE kind = 0 AND applicant_id = $1 AND target_id = $2
