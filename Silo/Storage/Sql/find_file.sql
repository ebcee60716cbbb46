SELECT f.name, f.uploader_id, f.sha256, f.size, f.extension, f.content_type, f.original_name, b.blob, f.created_at,
       f.is_public
FROM file f JOIN file_blob b USING (sha256, size) WHERE f.name = $1
