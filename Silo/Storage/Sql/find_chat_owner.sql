SELECT user_id FROM chat_row WHERE row_id = $1
