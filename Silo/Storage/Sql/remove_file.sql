DELETE FROM file WHERE uploader_id = $1 AND name = $2
