-- Who may not speak, and by which of a room's lists.
ALTER TABLE member
    ADD COLUMN muted_until bigint NOT NULL DEFAULT 0,   -- milliseconds since 1970, UTC; 7258089600000 is for ever
    ADD COLUMN mute_list smallint NOT NULL DEFAULT 1;   -- 1 on none, 2 on the black list, 3 on the white list
