PRAGMA application_id = 0x4E54524C; -- "NTRL"

-- 'public_key': the kiosk's Ed25519 key, whose secret half is in keys/kiosk.key.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a start of the program. The signature covers all of it and the epoch before.
CREATE TABLE start (
    epoch     INTEGER PRIMARY KEY CHECK (epoch > 0),
    size      INTEGER NOT NULL CHECK (size >= 0),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

-- The hash stands before the bytes so that loading the tree need not follow overflow pages.
CREATE TABLE leaf (
    idx     INTEGER PRIMARY KEY CHECK (idx >= 0),
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    device  TEXT,
    request TEXT,
    bytes   BLOB NOT NULL,
    CHECK ((device IS NULL) = (request IS NULL))
) STRICT;

CREATE UNIQUE INDEX leaf_request ON leaf (device, request) WHERE device IS NOT NULL;

-- One row a commit.
CREATE TABLE head (
    size      INTEGER PRIMARY KEY CHECK (size > 0),
    epoch     INTEGER NOT NULL REFERENCES start (epoch),
    root      BLOB NOT NULL CHECK (length(root) = 32),
    history   BLOB NOT NULL CHECK (length(history) = 32),
    at_ms     INTEGER NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
