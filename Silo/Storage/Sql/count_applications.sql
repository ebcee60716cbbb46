-- All that a user may see.
WITH managed AS (
    SELECT substr(conv_id, 3)::bigint AS room_id FROM member
    WHERE user_id = $1 AND to_seq IS NULL AND level >= 2 AND conv_id >= 'r:' AND conv_id < 'r;'
)
SELECT (SELECT count(*) FROM application WHERE applicant_id = $1)
    + (SELECT count(*) FROM application WHERE target_id = $1 AND kind = 0 AND applicant_id <> $1)
    + (SELECT count(*) FROM managed
       JOIN application r ON r.target_id = managed.room_id AND r.kind = 1 AND r.applicant_id <> $1)
