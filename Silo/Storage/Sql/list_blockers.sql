SELECT user_id FROM relation WHERE user_id = ANY ($2) AND other_id = $1 AND blocked
