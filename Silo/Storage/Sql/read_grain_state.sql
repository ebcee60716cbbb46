SELECT payloadbinary, version FROM OrleansStorage
WHERE grainidhash = $1 AND graintypehash = $2 AND grainidn0 = $3 AND grainidn1 = $4 AND graintypestring = $5
    AND grainidextensionstring IS NOT DISTINCT FROM $6 AND serviceid = $7
