-- The conversation of a message, if the user is or was in it.
SELECT m.conv_id FROM message m
WHERE m.msg_id = $2 AND EXISTS (SELECT 1 FROM member b WHERE b.conv_id = m.conv_id AND b.user_id = $1)
