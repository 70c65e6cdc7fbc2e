-- +goose Up
CREATE TABLE imports (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    noun             TEXT NOT NULL,
    file_name        TEXT NOT NULL,
    size             BIGINT NOT NULL,
    format           TEXT NOT NULL,
    encoding         TEXT NOT NULL DEFAULT '',
    encoding_guessed BOOLEAN NOT NULL DEFAULT FALSE,
    separator        TEXT NOT NULL DEFAULT '',
    sheet            TEXT NOT NULL DEFAULT '',
    sheets           TEXT NOT NULL DEFAULT '[]',
    header_row       BIGINT NOT NULL,
    date1904         BOOLEAN NOT NULL DEFAULT FALSE,
    columns          TEXT NOT NULL DEFAULT '[]',
    sample           TEXT NOT NULL DEFAULT '[]',
    mapping          TEXT NOT NULL DEFAULT '{}',
    defaults         TEXT NOT NULL DEFAULT '{}',
    words            TEXT NOT NULL DEFAULT '{}',
    clear_empty      BOOLEAN NOT NULL DEFAULT FALSE,
    date_order       TEXT NOT NULL DEFAULT '',
    only_valid       BOOLEAN NOT NULL DEFAULT FALSE,
    state            TEXT NOT NULL,
    run              BIGINT NOT NULL DEFAULT 0,
    total            BIGINT NOT NULL DEFAULT 0,
    done             BIGINT NOT NULL DEFAULT 0,
    creates          BIGINT NOT NULL DEFAULT 0,
    updates          BIGINT NOT NULL DEFAULT 0,
    unchanged        BIGINT NOT NULL DEFAULT 0,
    errors           BIGINT NOT NULL DEFAULT 0,
    conflicts        BIGINT NOT NULL DEFAULT 0,
    problem          TEXT NOT NULL DEFAULT 'null',
    created_by       TEXT NOT NULL,
    ended_at         TIMESTAMPTZ
);
CREATE INDEX imports_created ON imports (created_at, id);

-- The file as it came, apart from the record, which is read far more often.
CREATE TABLE import_files (
    import_id TEXT COLLATE "C" PRIMARY KEY REFERENCES imports (id) ON DELETE CASCADE,
    content   BYTEA NOT NULL
);

-- What the check of one run said about each row.
CREATE TABLE import_rows (
    import_id      TEXT COLLATE "C" NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    run            BIGINT NOT NULL,
    row_no         BIGINT NOT NULL,
    outcome        TEXT NOT NULL,
    code           TEXT NOT NULL DEFAULT '',
    record_id      TEXT NOT NULL DEFAULT '',
    record_version BIGINT NOT NULL DEFAULT 0,
    cells          TEXT NOT NULL,
    changes        TEXT NOT NULL DEFAULT '[]',
    errors         TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (import_id, run, row_no)
);
CREATE INDEX import_rows_outcome ON import_rows (import_id, run, outcome, row_no);

-- +goose Down
DROP TABLE import_rows;
DROP TABLE import_files;
DROP TABLE imports;
