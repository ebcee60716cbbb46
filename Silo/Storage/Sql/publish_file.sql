UPDATE file SET is_public = true WHERE name = $1
