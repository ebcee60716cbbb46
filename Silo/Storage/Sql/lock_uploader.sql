SELECT pg_advisory_xact_lock(1718185061, $1) -- any first number, the same in every node: 'file'
