SELECT count(*), coalesce(sum(size), 0)::bigint FROM file WHERE uploader_id = $1
