SELECT EXISTS (
    SELECT 1 FROM file_share s
    WHERE s.name = $1
      AND ((s.conv_id LIKE 'd:%' AND $2::int::text IN (split_part(s.conv_id, ':', 2), split_part(s.conv_id, ':', 3)))
        OR EXISTS (SELECT 1 FROM member m WHERE m.user_id = $2 AND m.conv_id = s.conv_id AND m.to_seq IS NULL)))
