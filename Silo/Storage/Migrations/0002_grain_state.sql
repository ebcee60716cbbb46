-- Columns and types are those that the ADO.NET grain storage of Orleans reads and writes.
CREATE TABLE OrleansStorage (
    grainidhash integer NOT NULL,
    grainidn0 bigint NOT NULL,
    grainidn1 bigint NOT NULL,
    graintypehash integer NOT NULL,
    graintypestring varchar(512) NOT NULL,
    grainidextensionstring varchar(512),
    serviceid varchar(150) NOT NULL,
    payloadbinary bytea,
    modifiedon timestamp NOT NULL,
    version integer
);

-- Two activations that race for a first write must not both get a row.
DO $$
BEGIN
    IF current_setting('server_version_num')::int >= 150000 THEN
        EXECUTE 'CREATE UNIQUE INDEX ix_orleansstorage ON OrleansStorage (grainidhash, graintypehash, grainidn0, grainidn1, '
            || 'graintypestring, grainidextensionstring, serviceid) NULLS NOT DISTINCT';
    ELSE
        EXECUTE 'CREATE INDEX ix_orleansstorage ON OrleansStorage (grainidhash, graintypehash)';
    END IF;
END
$$;
