-- The kinds are named for the index message_media, which has no others.
SELECT conv_id, seq, msg_id, sender_id, client_msg_id, kind, body, snap, created_at
FROM message
WHERE conv_id = $1 AND seq >= $3 AND kind IN (3, 5, 9) AND kind = ANY ($5) AND recalled = 0 AND NOT snap
    AND ($6 = 0 OR sender_id = $6)
    AND ($7 = '' OR strpos(lower(body::json ->> 'name'), lower($7)) > 0)
    AND seq <= (SELECT CASE WHEN $2::bigint IS NULL THEN 9223372036854775807 ELSE last_place_not_after($1, $2) END)
ORDER BY seq DESC LIMIT $4
