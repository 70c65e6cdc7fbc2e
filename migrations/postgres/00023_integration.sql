-- +goose Up
-- Keys with which a person's programs call the API. Of the key only its SHA-256 is kept; ending is what people tell it by.
CREATE TABLE tokens (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    person_id    TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    label        TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    expires_on   DATE NOT NULL,
    token_hash   TEXT COLLATE "C" NOT NULL,
    ending       TEXT NOT NULL,
    revoked_at   TIMESTAMPTZ,
    last_used_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX tokens_token_hash_key ON tokens (token_hash);
CREATE INDEX tokens_person ON tokens (person_id, created_at);

-- Requests that all replicas let in, by caller and minute (seconds since 1970).
CREATE TABLE rate_windows (
    subject  TEXT COLLATE "C" NOT NULL,
    started  BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    PRIMARY KEY (subject, started)
);
CREATE INDEX rate_windows_started ON rate_windows (started);

-- +goose Down
DROP TABLE rate_windows;
DROP TABLE tokens;
