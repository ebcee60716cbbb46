-- Numbers grow with every time of asking. Who applied to a room and manages it now sees his row once.
WITH managed AS (
    SELECT substr(conv_id, 3)::bigint AS room_id FROM member
    WHERE user_id = $1 AND to_seq IS NULL AND level >= 2 AND conv_id >= 'r:' AND conv_id < 'r;'
)
SELECT application_id, applicant_id, target_id, reason, status, changed_at, kind, room_id, asked_at
FROM (
    (SELECT * FROM application
     WHERE applicant_id = $1 AND application_id <= $2 ORDER BY application_id DESC LIMIT $3)
    UNION
    (SELECT * FROM application
     WHERE target_id = $1 AND kind = 0 AND application_id <= $2 ORDER BY application_id DESC LIMIT $3)
    UNION
    (SELECT r.* FROM managed
     CROSS JOIN LATERAL (
        SELECT * FROM application
        WHERE target_id = managed.room_id AND kind = 1 AND application_id <= $2
        ORDER BY application_id DESC LIMIT $3) r)
) a
ORDER BY application_id DESC LIMIT $3
