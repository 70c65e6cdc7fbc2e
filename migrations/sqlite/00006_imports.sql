-- +goose Up
CREATE TABLE imports (
    id               TEXT NOT NULL PRIMARY KEY,
    version          INTEGER NOT NULL,
    created_at       TEXT NOT NULL,
    updated_at       TEXT NOT NULL,
    noun             TEXT NOT NULL,
    file_name        TEXT NOT NULL,
    size             INTEGER NOT NULL,
    format           TEXT NOT NULL,
    encoding         TEXT NOT NULL DEFAULT '',
    encoding_guessed INTEGER NOT NULL DEFAULT 0,
    separator        TEXT NOT NULL DEFAULT '',
    sheet            TEXT NOT NULL DEFAULT '',
    sheets           TEXT NOT NULL DEFAULT '[]',
    header_row       INTEGER NOT NULL,
    date1904         INTEGER NOT NULL DEFAULT 0,
    columns          TEXT NOT NULL DEFAULT '[]',
    sample           TEXT NOT NULL DEFAULT '[]',
    mapping          TEXT NOT NULL DEFAULT '{}',
    defaults         TEXT NOT NULL DEFAULT '{}',
    words            TEXT NOT NULL DEFAULT '{}',
    clear_empty      INTEGER NOT NULL DEFAULT 0,
    date_order       TEXT NOT NULL DEFAULT '',
    only_valid       INTEGER NOT NULL DEFAULT 0,
    state            TEXT NOT NULL,
    run              INTEGER NOT NULL DEFAULT 0,
    total            INTEGER NOT NULL DEFAULT 0,
    done             INTEGER NOT NULL DEFAULT 0,
    creates          INTEGER NOT NULL DEFAULT 0,
    updates          INTEGER NOT NULL DEFAULT 0,
    unchanged        INTEGER NOT NULL DEFAULT 0,
    errors           INTEGER NOT NULL DEFAULT 0,
    conflicts        INTEGER NOT NULL DEFAULT 0,
    problem          TEXT NOT NULL DEFAULT 'null',
    created_by       TEXT NOT NULL,
    ended_at         TEXT
) STRICT;
CREATE INDEX imports_created ON imports (created_at, id);

-- The file as it came, apart from the record, which is read far more often.
CREATE TABLE import_files (
    import_id TEXT NOT NULL PRIMARY KEY REFERENCES imports (id) ON DELETE CASCADE,
    content   BLOB NOT NULL
) STRICT;

-- What the check of one run said about each row.
CREATE TABLE import_rows (
    import_id      TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    run            INTEGER NOT NULL,
    row_no         INTEGER NOT NULL,
    outcome        TEXT NOT NULL,
    code           TEXT NOT NULL DEFAULT '',
    record_id      TEXT NOT NULL DEFAULT '',
    record_version INTEGER NOT NULL DEFAULT 0,
    cells          TEXT NOT NULL,
    changes        TEXT NOT NULL DEFAULT '[]',
    errors         TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (import_id, run, row_no)
) STRICT;
CREATE INDEX import_rows_outcome ON import_rows (import_id, run, outcome, row_no);

-- +goose Down
DROP TABLE import_rows;
DROP TABLE import_files;
DROP TABLE imports;
