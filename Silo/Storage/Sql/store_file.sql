WITH fitting AS (
    SELECT 1 FROM file WHERE uploader_id = $2 AND name <> $1
    HAVING count(*) < $9 AND coalesce(sum(size), 0) + $4 <= $10
), known AS (
    INSERT INTO file_blob (sha256, size, blob) SELECT $3, $4, $8 FROM fitting
    ON CONFLICT (sha256, size) DO UPDATE SET blob = file_blob.blob -- so that it is returned
    RETURNING blob
), stored AS (
    INSERT INTO file (name, uploader_id, sha256, size, extension, content_type, original_name, created_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $11 FROM known
    ON CONFLICT (name) DO NOTHING
)
SELECT blob FROM known
