-- 2: confirmed; 1: given to a device; 0: neither.
SELECT CASE
    WHEN p.seq <= greatest(s.acked_seq, q.acked_seq) OR p.seq <@ ANY (q.ahead) THEN 2
    WHEN p.seq <@ ANY (q.handed) THEN 1
    ELSE 0 END
FROM unnest($3::bigint[]) WITH ORDINALITY AS p (seq, number)
LEFT JOIN device_cursor s ON s.user_id = $1 AND s.device_id = '*' AND s.conv_id = $2
LEFT JOIN device_cursor q ON q.user_id = $1 AND q.device_id = '+' AND q.conv_id = $2
ORDER BY p.number
