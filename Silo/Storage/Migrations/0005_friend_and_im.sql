-- What friend chat and IM need beside what is there.

-- One user follows another, which takes no consent and gives no right.
ALTER TABLE relation ADD COLUMN follows boolean NOT NULL DEFAULT false;
