-- Who may not speak, and by which of a room's lists.
ALTER TABLE member
    ADD COLUMN muted_until bigint NOT NULL DEFAULT 0,   -- milliseconds since 1970, UTC; 7258089600000 is for ever
    ADD COLUMN mute_list smallint NOT NULL DEFAULT 1;   -- 1 on none, 2 on the black list, 3 on the white list

-- Applications to rooms: kind 1, the target is the room. They are shown in the order in which they were asked last.
ALTER TABLE application
    ADD COLUMN room_id bigint,                          -- the room through which two who want to be friends met
    ADD COLUMN asked_at bigint NOT NULL DEFAULT 0;      -- milliseconds since 1970, UTC
UPDATE application SET asked_at = changed_at;
CREATE INDEX application_waiting ON application (kind, target_id) WHERE status = 1;

-- Stays that ended were written one place too short: the last word of one who left lay outside of his stay.
UPDATE member SET to_seq = to_seq + 1 WHERE to_seq IS NOT NULL;

-- Keys of encrypted rooms on their way from one member to another; the server can read none of them.
CREATE TABLE room_key (
    user_id integer NOT NULL,               -- whom it is for
    room_id bigint NOT NULL,
    key_id bigint NOT NULL,                 -- milliseconds since 1970, UTC; grows within a room
    log_id bigint NOT NULL,                 -- unique beside message ids
    sender_id integer NOT NULL,
    body text COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, room_id, key_id)
);

CREATE INDEX room_key_of_room ON room_key (room_id, key_id);

-- What a user keeps of another for himself, friends or not.
CREATE TABLE relation (
    user_id integer NOT NULL,
    other_id integer NOT NULL,
    blocked boolean NOT NULL DEFAULT false, -- the other may send nothing, nor ask for friendship
    ext_remark text COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (user_id, other_id)
);

-- What users report of what others said in chat rooms.
CREATE TABLE report (
    reporter_id integer NOT NULL,
    msg_id bigint NOT NULL,
    conv_id text COLLATE "C" NOT NULL,
    sender_id integer NOT NULL,
    reported_at bigint NOT NULL,            -- milliseconds since 1970, UTC
    PRIMARY KEY (reporter_id, msg_id)
);

-- Files, pictures and films of a conversation.
CREATE INDEX message_media ON message (conv_id, seq) WHERE kind IN (3, 5, 9);

-- Announcements are few among many messages.
CREATE INDEX message_announcement ON message (conv_id, seq) WHERE kind = 0;
