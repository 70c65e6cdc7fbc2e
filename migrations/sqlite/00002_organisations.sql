-- +goose Up
CREATE TABLE organisations (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    kana       TEXT NOT NULL DEFAULT '',
    kind       TEXT NOT NULL,
    parent_id  TEXT REFERENCES organisations (id),
    valid_from TEXT NOT NULL,
    valid_to   TEXT,
    sort_order INTEGER NOT NULL DEFAULT 0,
    search     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX organisations_code_key ON organisations (code);
CREATE INDEX organisations_parent ON organisations (parent_id);

CREATE TABLE people (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    mail       TEXT NOT NULL DEFAULT '',
    active     INTEGER NOT NULL DEFAULT 1,
    search     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX people_code_key ON people (code);

CREATE TABLE posts (
    id              TEXT NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL,
    code            TEXT NOT NULL,
    title           TEXT NOT NULL,
    title_en        TEXT NOT NULL DEFAULT '',
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    authority       TEXT NOT NULL DEFAULT '',
    search          TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX posts_code_key ON posts (code);
CREATE INDEX posts_organisation ON posts (organisation_id);

-- Which roles a post carries, and who holds it, each from a day to a day (inclusive).
CREATE TABLE post_roles (
    post_id   TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    role      TEXT NOT NULL,
    from_on   TEXT NOT NULL,
    to_on     TEXT,
    PRIMARY KEY (post_id, role, from_on)
) STRICT;
CREATE TABLE post_holders (
    post_id   TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id),
    from_on   TEXT NOT NULL,
    to_on     TEXT,
    acting    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (post_id, person_id, from_on)
) STRICT;
CREATE INDEX post_holders_person ON post_holders (person_id);

CREATE TABLE accounts (
    id              TEXT NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL,
    person_id       TEXT NOT NULL REFERENCES people (id),
    login           TEXT NOT NULL,
    password_hash   TEXT NOT NULL,
    must_change     INTEGER NOT NULL,
    disabled        INTEGER NOT NULL DEFAULT 0,
    totp_secret     TEXT NOT NULL DEFAULT '',
    totp_confirmed  INTEGER NOT NULL DEFAULT 0,
    totp_last_step  INTEGER NOT NULL DEFAULT 0,
    demo            INTEGER NOT NULL DEFAULT 0,
    last_sign_in_at TEXT
) STRICT;
CREATE UNIQUE INDEX accounts_login_key ON accounts (login);
CREATE UNIQUE INDEX accounts_person_id_key ON accounts (person_id);

CREATE TABLE sessions (
    token_hash   TEXT NOT NULL PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at   TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    client       TEXT NOT NULL DEFAULT '',
    address      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE sign_in_failures (
    subject    TEXT NOT NULL PRIMARY KEY,
    failures   INTEGER NOT NULL,
    blocked_until TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- +goose Down
DROP TABLE sign_in_failures;
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE post_holders;
DROP TABLE post_roles;
DROP TABLE posts;
DROP TABLE people;
DROP TABLE organisations;
