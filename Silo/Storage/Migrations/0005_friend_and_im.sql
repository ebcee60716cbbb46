-- What friend chat and IM need beside what is there.

-- One user follows another, which takes no consent and gives no right.
ALTER TABLE relation ADD COLUMN follows boolean NOT NULL DEFAULT false;

-- Bytes that files are made of; they lie in a folder of the frontends under the name that stands here.
CREATE TABLE file_blob (
    sha256 text COLLATE "C" NOT NULL,       -- 64 lower hexadecimal digits
    size bigint NOT NULL,
    blob text COLLATE "C" NOT NULL UNIQUE,  -- 32 lower hexadecimal digits
    PRIMARY KEY (sha256, size)
);

-- Uploaded files. Equal bytes are stored once and have a name for each upload.
CREATE TABLE file (
    name text COLLATE "C" PRIMARY KEY,      -- 32 lower hexadecimal digits
    uploader_id integer NOT NULL,           -- 0: nobody signed in
    sha256 text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    extension text COLLATE "C" NOT NULL,
    content_type text COLLATE "C" NOT NULL,
    original_name text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,             -- milliseconds since 1970, UTC
    is_public boolean NOT NULL DEFAULT false,
    FOREIGN KEY (sha256, size) REFERENCES file_blob
);

CREATE INDEX file_of_uploader ON file (uploader_id) INCLUDE (size);

-- Conversations whose people may read a file.
CREATE TABLE file_share (
    name text COLLATE "C" NOT NULL REFERENCES file ON DELETE CASCADE,
    conv_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (name, conv_id)
);

-- How the sender's own protocol said it, where the body cannot hold that; null mostly.
ALTER TABLE message ADD COLUMN wording text COLLATE "C";

