INSERT INTO OrleansStorage (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, grainidextensionstring,
    serviceid, payloadbinary, modifiedon, version)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, now() AT TIME ZONE 'utc', 1
WHERE NOT EXISTS (
    SELECT 1 FROM OrleansStorage
    WHERE grainidhash = $1 AND graintypehash = $2 AND grainidn0 = $3 AND grainidn1 = $4 AND graintypestring = $5
        AND grainidextensionstring IS NOT DISTINCT FROM $6 AND serviceid = $7)
ON CONFLICT DO NOTHING
RETURNING version
