WITH present AS (
    SELECT 1
    WHERE ($3 LIKE 'd:%' AND $2::int::text IN (split_part($3, ':', 2), split_part($3, ':', 3)))
       OR EXISTS (SELECT 1 FROM member m WHERE m.user_id = $2 AND m.conv_id = $3 AND m.to_seq IS NULL)
), shared AS (
    INSERT INTO file_share (name, conv_id) SELECT $1, $3 FROM present
    ON CONFLICT (name, conv_id) DO NOTHING
)
SELECT EXISTS (SELECT 1 FROM present)
