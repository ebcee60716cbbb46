SELECT user_id, from_seq, level, alias, no_disturbing, on_top, since_at, muted_until, mute_list
FROM member WHERE conv_id = $1 AND to_seq IS NULL ORDER BY from_seq, user_id
