-- Form 1 of a project, as dce wrote it, with two images: the first approved, with one edit; the second new.
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE images(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    relative BLOB,
    sha256 TEXT,
    width INTEGER,
    height INTEGER,
    bytes INTEGER,
    modified_ns INTEGER,
    status TEXT NOT NULL DEFAULT 'new',
    failure TEXT,
    labels TEXT NOT NULL DEFAULT '',
    texts TEXT NOT NULL DEFAULT '',
    caption TEXT NOT NULL DEFAULT '',
    warnings INTEGER NOT NULL DEFAULT 0,
    conflicts INTEGER NOT NULL DEFAULT 0,
    stale INTEGER NOT NULL DEFAULT 0,
    unsupported INTEGER NOT NULL DEFAULT 0,
    disagreement REAL NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL DEFAULT 0,
    edited_at_ms INTEGER,
    setup TEXT,
    epoch INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX images_by_sha256 ON images(sha256);
CREATE TABLE records(
    image INTEGER PRIMARY KEY REFERENCES images(id) ON DELETE CASCADE,
    body BLOB NOT NULL
);
CREATE TABLE journal(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    image INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    edit TEXT NOT NULL,
    inverse TEXT NOT NULL
);
CREATE INDEX journal_by_image ON journal(image, epoch, id);
PRAGMA application_id = 1145259344;
PRAGMA user_version = 1;
INSERT INTO settings VALUES('title', 'From form 1');
INSERT INTO images(id, path, sha256, width, height, status, labels, texts, caption, note, edited_at_ms, epoch, revision)
    VALUES(1, CAST('/photographs/bus.jpg' AS BLOB), 'ab', 640, 480, 'approved', 'bus' || char(31) || 'person', '', 'A bus.', 'good', 5, 1, 0);
INSERT INTO images(id, path) VALUES(2, CAST('/photographs/cat.jpg' AS BLOB));
INSERT INTO journal(image, epoch, state, author, at_ms, edit, inverse) VALUES(1, 1, 'done', 'Ada', 5,
    '{"edit":"reject_region","region":1,"rejected":true}', '{"edit":"reject_region","region":1,"rejected":false}');
