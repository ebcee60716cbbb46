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

-- The last place of a conversation that was taken at or before a time, which never goes back within a conversation.
CREATE FUNCTION last_place_until(_conv_id text, _at bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS
$$
DECLARE
    low bigint := 0;
    high bigint;
    middle bigint;
BEGIN
    SELECT c.next_seq INTO high FROM conversation c WHERE c.conv_id = _conv_id;
    WHILE low < coalesce(high, 0) LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT m.created_at FROM message m WHERE m.conv_id = _conv_id AND m.seq = middle) <= _at THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END
$$;

-- The place of a message id; where the conversation has none such, the last place until the time in it. Clients choose
-- ids too: they do not grow with places.
CREATE OR REPLACE FUNCTION last_place_not_after(_conv_id text, _msg_id bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS
$$
DECLARE
    exact bigint;
BEGIN
    SELECT m.seq INTO exact FROM message m WHERE m.msg_id = _msg_id AND m.conv_id = _conv_id;
    IF FOUND THEN
        RETURN exact;
    END IF;
    RETURN last_place_until(_conv_id, (_msg_id >> 22) + 1420041600000);
END
$$;

-- Device '+' is what devices of protocols that confirm each message have confirmed: acked_seq and everything before it,
-- and stretches of places ahead of it. Messages at places in neither wait for the user, unless device '*' has come past
-- them. Stretches stand in order, with gaps between them; without any there is no array, as in rows of other devices.
ALTER TABLE device_cursor
    ADD COLUMN ahead int8range[],           -- confirmed after acked_seq
    ADD COLUMN handed int8range[];          -- given to a device and not confirmed

-- All places of the stretches, which come in any order, in the fewest stretches, in order.
CREATE FUNCTION join_stretches(_stretches int8range[]) RETURNS int8range[] LANGUAGE plpgsql IMMUTABLE AS
$$
BEGIN
    IF cardinality(_stretches) < 2 THEN
        RETURN _stretches;
    END IF;
    IF cardinality(_stretches) = 2 AND (_stretches[1] && _stretches[2] OR _stretches[1] -|- _stretches[2]) THEN
        RETURN ARRAY[_stretches[1] + _stretches[2]];
    END IF;
    RETURN (
        SELECT array_agg(j.stretch ORDER BY j.stretch)
        FROM (
            SELECT int8range(min(n.first), max(n.after)) AS stretch
            FROM (
                SELECT b.first, b.after,
                    count(*) FILTER (WHERE b.begins) OVER (ORDER BY b.first ROWS UNBOUNDED PRECEDING) AS number
                FROM (
                    SELECT lower(s.stretch) AS first, upper(s.stretch) AS after,
                        lower(s.stretch) > max(upper(s.stretch)) OVER (
                            ORDER BY lower(s.stretch) ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS begins
                    FROM unnest(_stretches) AS s (stretch)) b) n
            GROUP BY n.number) j);
END
$$;

-- The places of stretches, which are in order, that are in none of others, which come in any order. Each place where
-- one begins or ends is a step up or down: what is at height 1 stays.
CREATE FUNCTION cut_stretches(_stretches int8range[], _others int8range[]) RETURNS int8range[]
LANGUAGE plpgsql IMMUTABLE AS
$$
BEGIN
    IF coalesce(cardinality(_stretches), 0) = 0 OR coalesce(cardinality(_others), 0) = 0 THEN
        RETURN _stretches;
    END IF;
    IF cardinality(_stretches) = 1 AND cardinality(_others) = 1 AND lower(_others[1]) <= lower(_stretches[1]) THEN
        RETURN CASE WHEN upper(_others[1]) < upper(_stretches[1]) THEN ARRAY[_stretches[1] - _others[1]] END;
    END IF;
    RETURN (
        SELECT array_agg(int8range(h.place, h.next) ORDER BY h.place)
        FROM (
            SELECT e.place, lead(e.place) OVER o AS next, sum(sum(e.step)) OVER o AS height
            FROM (
                SELECT lower(s.stretch) AS place, 1 AS step FROM unnest(_stretches) AS s (stretch)
                UNION ALL SELECT upper(s.stretch), -1 FROM unnest(_stretches) AS s (stretch)
                UNION ALL SELECT lower(s.stretch), -1 FROM unnest(_others) AS s (stretch)
                UNION ALL SELECT upper(s.stretch), 1 FROM unnest(_others) AS s (stretch)) e
            GROUP BY e.place WINDOW o AS (ORDER BY e.place)) h
        WHERE h.height = 1);
END
$$;

-- Stretches of places, with the gaps between them closed that hold nothing that others said to the user. Another node
-- may have told of places that this statement does not see yet: they are left alone.
CREATE FUNCTION close_gaps(_user_id integer, _conv_id text, _stretches int8range[]) RETURNS int8range[]
LANGUAGE sql STABLE AS
$$
    SELECT join_stretches(_stretches || array_agg(int8range(g.first, g.after)))
    FROM (
        SELECT upper(s.stretch) AS first, lead(lower(s.stretch)) OVER (ORDER BY s.stretch) AS after
        FROM unnest(_stretches) AS s (stretch)) g
    WHERE g.after <= (SELECT c.next_seq FROM conversation c WHERE c.conv_id = _conv_id) + 1 AND NOT EXISTS (
        SELECT 1 FROM message m
        WHERE m.conv_id = _conv_id AND m.seq >= g.first AND m.seq < g.after AND m.kind <> 100 AND m.recalled = 0
            AND (m.sender_id <> _user_id OR _conv_id = format('d:%s:%s', _user_id, _user_id)))
$$;

-- A row of device '+' after more was handed and confirmed. Nothing goes back, in whatever order it is told. Most rows
-- are one stretch. When there are many, gaps are closed each time that 32 more have come; of more than 1,000 the oldest
-- are forgotten, and their messages come again.
CREATE FUNCTION merge_receipts(
    _user_id integer, _conv_id text, _confirmed int8range[], _handed int8range[],
    INOUT acked_seq bigint, INOUT ahead int8range[], INOUT handed int8range[]) LANGUAGE plpgsql STABLE AS
$$
DECLARE
    done int8range[] := join_stretches(ARRAY[int8range(0, acked_seq, '[]')] || ahead || _confirmed);
    waiting int8range[] := cut_stretches(join_stretches(handed || _handed), done);
BEGIN
    IF cardinality(done) / 32 > (coalesce(cardinality(ahead), 0) + 1) / 32 OR cardinality(done) > 1001 THEN
        done := close_gaps(_user_id, _conv_id, done);
        waiting := cut_stretches(waiting, done);
    END IF;
    IF cardinality(waiting) / 32 > coalesce(cardinality(handed), 0) / 32 OR cardinality(waiting) > 1000 THEN
        waiting := cut_stretches(close_gaps(_user_id, _conv_id, waiting), done);
    END IF;
    acked_seq := upper(done[1]) - 1;
    ahead := nullif(done[greatest(2, cardinality(done) - 999):], '{}');
    handed := waiting[greatest(1, cardinality(waiting) - 999):];
END
$$;

-- For each direct conversation that a user ever had and each room that he is in: the places that no device confirmed,
-- those that a device was given apart from the others. Not only what others said is there.
CREATE FUNCTION waiting_stretches(_user_id integer)
RETURNS TABLE (conv_id text, stretch int8range, is_handed boolean) LANGUAGE sql STABLE AS
$$
    SELECT w.conv_id, s.stretch, s.is_handed
    FROM (
        SELECT b.conv_id, int8range(p.place, c.next_seq, '(]') AS places, q.ahead, q.handed
        FROM (
            SELECT b.conv_id, 0 AS from_seq FROM member b
            WHERE b.user_id = _user_id AND b.conv_id >= 'd:' AND b.conv_id < 'd;' GROUP BY b.conv_id
            UNION ALL
            SELECT b.conv_id, b.from_seq FROM member b
            WHERE b.user_id = _user_id AND b.conv_id >= 'r:' AND b.conv_id < 'r;' AND b.to_seq IS NULL) b
        JOIN conversation c ON c.conv_id = b.conv_id
        LEFT JOIN device_cursor s ON s.user_id = _user_id AND s.device_id = '*' AND s.conv_id = b.conv_id
        LEFT JOIN device_cursor q ON q.user_id = _user_id AND q.device_id = '+' AND q.conv_id = b.conv_id
        CROSS JOIN LATERAL (SELECT greatest(b.from_seq, coalesce(s.acked_seq, 0), coalesce(q.acked_seq, 0)) AS place) p
        WHERE p.place < c.next_seq) w
    CROSS JOIN LATERAL (
        SELECT w.places AS stretch, false AS is_handed WHERE w.ahead IS NULL AND w.handed IS NULL
        UNION ALL
        SELECT r.stretch, false FROM unnest(cut_stretches(ARRAY[w.places], w.ahead || w.handed)) AS r (stretch)
        WHERE NOT (w.ahead IS NULL AND w.handed IS NULL)
        UNION ALL
        SELECT r.stretch * w.places, true FROM unnest(w.handed) AS r (stretch) WHERE r.stretch && w.places) s
$$;

-- What people said is paged by number: alerts, hidden rows and recalled ones are few, and are counted out.
CREATE INDEX message_exception ON message (conv_id, seq) WHERE kind IN (6, 100) OR recalled = 1;

-- What a user did to the rows of his list of chats; everything else of them follows from the log.
CREATE TABLE chat_row (
    user_id integer NOT NULL,
    conv_id text COLLATE "C" NOT NULL,
    row_id bigint UNIQUE,                   -- null until it is shown, and again when it is deleted
    cleared_seq bigint NOT NULL DEFAULT 0,  -- what others said up to here is read
    deleted_seq bigint NOT NULL DEFAULT 0,  -- what was said up to here brings no row
    PRIMARY KEY (user_id, conv_id)
);

-- Rows that a user may have, and the place after which something must have been said for it.
CREATE FUNCTION chat_places(_user_id integer)
RETURNS TABLE (conv_id text, on_top boolean, after_seq bigint, cleared_seq bigint, row_id bigint) LANGUAGE sql STABLE AS
$$
    SELECT b.conv_id, b.on_top,
        greatest(CASE WHEN b.conv_id < 'e' THEN 0 ELSE b.from_seq END, coalesce(r.deleted_seq, 0)),
        coalesce(r.cleared_seq, 0), r.row_id
    FROM (
        SELECT DISTINCT ON (b.conv_id) b.conv_id, b.on_top, b.from_seq, b.to_seq FROM member b
        WHERE b.user_id = _user_id AND b.conv_id >= 'd:'
        ORDER BY b.conv_id, b.from_seq DESC) b
    LEFT JOIN chat_row r ON r.user_id = _user_id AND r.conv_id = b.conv_id
    WHERE b.conv_id < 'e' OR b.to_seq IS NULL
$$;
