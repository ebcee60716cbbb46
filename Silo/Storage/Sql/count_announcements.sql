SELECT count(*) FROM message WHERE conv_id = $1 AND seq >= $2 AND kind = 0 AND recalled = 0
