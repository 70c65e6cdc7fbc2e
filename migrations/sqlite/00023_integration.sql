-- +goose Up
-- Keys with which a person's programs call the API. Of the key only its SHA-256 is kept; ending is what people tell it by.
CREATE TABLE tokens (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    person_id    TEXT NOT NULL REFERENCES people (id),
    label        TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    expires_on   TEXT NOT NULL,
    token_hash   TEXT NOT NULL,
    ending       TEXT NOT NULL,
    revoked_at   TEXT,
    last_used_at TEXT
) STRICT;
CREATE UNIQUE INDEX tokens_token_hash_key ON tokens (token_hash);
CREATE INDEX tokens_person ON tokens (person_id, created_at);

-- Requests that all replicas let in, by caller and minute (seconds since 1970).
CREATE TABLE rate_windows (
    subject  TEXT NOT NULL,
    started  INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY (subject, started)
) STRICT;
CREATE INDEX rate_windows_started ON rate_windows (started);

-- +goose Down
DROP TABLE rate_windows;
DROP TABLE tokens;
