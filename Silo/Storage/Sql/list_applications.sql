SELECT application_id, applicant_id, target_id, reason, status, changed_at, kind, room_id, asked_at
FROM (
    (SELECT * FROM application WHERE applicant_id = $1 AND kind = 0 ORDER BY application_id DESC LIMIT $2)
    UNION ALL
    (SELECT * FROM application WHERE target_id = $1 AND kind = 0 ORDER BY application_id DESC LIMIT $2)
) a
ORDER BY application_id DESC LIMIT $2
