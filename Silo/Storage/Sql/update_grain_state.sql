UPDATE OrleansStorage
SET payloadbinary = $8, modifiedon = now() AT TIME ZONE 'utc', version = version + 1
WHERE grainidhash = $1 AND graintypehash = $2 AND grainidn0 = $3 AND grainidn1 = $4 AND graintypestring = $5
    AND grainidextensionstring IS NOT DISTINCT FROM $6 AND serviceid = $7 AND version = $9
RETURNING version
