/**
 * What makes a database of version n into one of version n + 1, first to last. Append only: a folder somewhere is at each of these.
 * The version is SQLite's `user_version`.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE organisation (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    name TEXT NOT NULL
  ) STRICT;

  CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    standing TEXT NOT NULL,
    departed INTEGER NOT NULL,
    password_hash TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id),
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX session_of_person ON session (person);

  CREATE TABLE file (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    owner TEXT NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    trashed_at INTEGER,
    head INTEGER NOT NULL DEFAULT 0,
    epoch INTEGER NOT NULL DEFAULT 1,
    acl_version INTEGER NOT NULL DEFAULT 1,
    schema INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_of_owner ON file (owner);

  CREATE TABLE access_grant (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL REFERENCES file (id),
    person TEXT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    given_by TEXT NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    UNIQUE (file, person)
  ) STRICT;
  CREATE INDEX grant_of_person ON access_grant (person);

  CREATE TABLE opened (
    file TEXT NOT NULL REFERENCES file (id),
    person TEXT NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (person, file)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE blob (
    file TEXT NOT NULL REFERENCES file (id),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (file, id)
  ) STRICT, WITHOUT ROWID;

  -- The log and what belongs to it have no foreign keys: their rows are written only under the file's own row, on the hot path.
  CREATE TABLE log (
    file TEXT NOT NULL,
    seq INTEGER NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (file, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE claim (
    file TEXT NOT NULL,
    client INTEGER NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (file, client)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE checkpoint (
    file TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    state_vector BLOB NOT NULL,
    delete_set BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (file, epoch, seq)
  ) STRICT;

  CREATE TABLE quarantine (
    file TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    reason TEXT NOT NULL,
    moved_at INTEGER NOT NULL,
    PRIMARY KEY (file, epoch, seq)
  ) STRICT, WITHOUT ROWID;
  `,
]
