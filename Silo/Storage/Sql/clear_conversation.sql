-- Only of a direct conversation that the user ever had, and of a room that he is in.
INSERT INTO chat_row AS r (user_id, conv_id, cleared_seq)
SELECT $1, c.conv_id, c.next_seq
FROM conversation c
WHERE c.conv_id = $2 AND EXISTS (
    SELECT 1 FROM member b
    WHERE b.conv_id = c.conv_id AND b.user_id = $1 AND b.conv_id >= 'd:' AND (b.conv_id < 'e' OR b.to_seq IS NULL))
ON CONFLICT (user_id, conv_id) DO UPDATE SET cleared_seq = greatest(r.cleared_seq, excluded.cleared_seq)
