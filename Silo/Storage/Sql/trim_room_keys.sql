-- What is left of older keys of the room, for each of these users.
DELETE FROM room_key k USING unnest($2::integer[]) AS u (user_id)
WHERE k.room_id = $1 AND k.user_id = u.user_id AND k.key_id < (
    SELECT o.key_id FROM room_key o
    WHERE o.room_id = $1 AND o.user_id = u.user_id ORDER BY o.key_id DESC OFFSET $3 LIMIT 1)
