-- The log. Everything that must never be lost once acknowledged stands in these three tables.
CREATE TABLE conversation (
    conv_id text COLLATE "C" PRIMARY KEY,
    next_seq bigint NOT NULL DEFAULT 0,     -- the last place taken (its name is that of the invariants)
    owner_epoch bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);                   -- a counter moves with every commit: room on the page keeps the update off the index

CREATE TABLE message (
    conv_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    msg_id bigint NOT NULL,
    sender_id integer NOT NULL,
    kind smallint NOT NULL,
    recalled smallint NOT NULL DEFAULT 0,
    snap boolean NOT NULL DEFAULT false,
    created_at bigint NOT NULL,             -- milliseconds since 1970, UTC
    client_msg_id text COLLATE "C",
    body text COLLATE "C",
    CONSTRAINT message_place PRIMARY KEY (conv_id, seq),
    CONSTRAINT message_id UNIQUE (msg_id)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_analyze_scale_factor = 0.2);

-- Partial, because most rows of some protocols carry no key.
CREATE UNIQUE INDEX message_client_key ON message (sender_id, conv_id, client_msg_id) WHERE client_msg_id IS NOT NULL;

CREATE TABLE member (
    conv_id text COLLATE "C" NOT NULL,
    user_id integer NOT NULL,
    from_seq bigint NOT NULL,
    to_seq bigint,                          -- the last place of the stay; null while it lasts
    level smallint NOT NULL DEFAULT 1,
    alias text COLLATE "C" NOT NULL DEFAULT '',
    no_disturbing boolean NOT NULL DEFAULT false,
    on_top boolean NOT NULL DEFAULT false,
    since_at bigint NOT NULL,
    ended_at bigint,
    changed_at bigint NOT NULL,
    PRIMARY KEY (conv_id, user_id, from_seq)
);

CREATE UNIQUE INDEX member_open ON member (user_id, conv_id) WHERE to_seq IS NULL;
CREATE INDEX member_changed ON member (user_id, changed_at);

-- How far a device has confirmed; device '*' is the user's own read position.
CREATE TABLE device_cursor (
    user_id integer NOT NULL,
    device_id text COLLATE "C" NOT NULL,
    conv_id text COLLATE "C" NOT NULL,
    acked_seq bigint NOT NULL,
    PRIMARY KEY (user_id, device_id, conv_id)
) WITH (fillfactor = 70);

CREATE SEQUENCE application_number;

CREATE TABLE application (
    kind smallint NOT NULL DEFAULT 0,       -- 0: friendship
    applicant_id integer NOT NULL,
    target_id integer NOT NULL,
    application_id bigint NOT NULL DEFAULT nextval('application_number'),
    reason text COLLATE "C" NOT NULL DEFAULT '',
    remark text COLLATE "C" NOT NULL DEFAULT '',
    status smallint NOT NULL,
    changed_at bigint NOT NULL,
    PRIMARY KEY (kind, applicant_id, target_id)
);

CREATE INDEX application_by_applicant ON application (applicant_id, application_id);
CREATE INDEX application_by_target ON application (target_id, application_id);

-- Workers of message ids: 128 blocks of eight.
CREATE TABLE worker_lease (
    block smallint PRIMARY KEY CHECK (block BETWEEN 0 AND 127),
    owner text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL,
    used_until_ms bigint NOT NULL DEFAULT 0 -- no id of a later millisecond of the id epoch was given out when this was written
);

-- The last place of a conversation whose message id is not above the given one; ids grow with places.
CREATE FUNCTION last_place_not_after(_conv_id text, _msg_id bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS
$$
DECLARE
    low bigint := 0;
    high bigint;
    middle bigint;
    exact bigint;
BEGIN
    SELECT m.seq INTO exact FROM message m WHERE m.msg_id = _msg_id AND m.conv_id = _conv_id;
    IF FOUND THEN
        RETURN exact;
    END IF;
    SELECT c.next_seq INTO high FROM conversation c WHERE c.conv_id = _conv_id;
    WHILE low < coalesce(high, 0) LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT m.msg_id FROM message m WHERE m.conv_id = _conv_id AND m.seq = middle) <= _msg_id THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END
$$;
