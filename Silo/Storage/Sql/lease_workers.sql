-- The lowest block that nobody holds. No row when somebody else was faster, or when all are held.
WITH free AS (
    SELECT b.block, coalesce(l.used_until_ms, 0) AS used_until_ms
    FROM generate_series(0, 127) AS b (block) LEFT JOIN worker_lease l ON l.block = b.block
    WHERE l.block IS NULL OR l.expires_at <= now()
    ORDER BY b.block LIMIT 1
), taken AS (
    INSERT INTO worker_lease (block, owner, expires_at, used_until_ms)
    SELECT block, $1, now() + $2, greatest(used_until_ms, $3) + $4 FROM free
    ON CONFLICT (block) DO UPDATE
    SET owner = excluded.owner, expires_at = excluded.expires_at, used_until_ms = excluded.used_until_ms
    WHERE worker_lease.expires_at <= now()
    RETURNING block, used_until_ms
)
SELECT taken.block::integer, free.used_until_ms, taken.used_until_ms FROM taken JOIN free ON free.block = taken.block
