-- +goose Up
CREATE TABLE organisations (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    kana       TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind       TEXT NOT NULL,
    parent_id  TEXT COLLATE "C" REFERENCES organisations (id),
    valid_from DATE NOT NULL,
    valid_to   DATE,
    sort_order BIGINT NOT NULL DEFAULT 0,
    search     TEXT NOT NULL
);
CREATE UNIQUE INDEX organisations_code_key ON organisations (code);
CREATE INDEX organisations_parent ON organisations (parent_id);

CREATE TABLE people (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    mail       TEXT NOT NULL DEFAULT '',
    active     BOOLEAN NOT NULL DEFAULT TRUE,
    search     TEXT NOT NULL
);
CREATE UNIQUE INDEX people_code_key ON people (code);

CREATE TABLE posts (
    id              TEXT COLLATE "C" PRIMARY KEY,
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    code            TEXT COLLATE "C" NOT NULL,
    title           TEXT NOT NULL,
    title_en        TEXT NOT NULL DEFAULT '',
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    authority       TEXT NOT NULL DEFAULT '',
    search          TEXT NOT NULL
);
CREATE UNIQUE INDEX posts_code_key ON posts (code);
CREATE INDEX posts_organisation ON posts (organisation_id);

-- Which roles a post carries, and who holds it, each from a day to a day (inclusive).
CREATE TABLE post_roles (
    post_id   TEXT COLLATE "C" NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    role      TEXT NOT NULL,
    from_on   DATE NOT NULL,
    to_on     DATE,
    PRIMARY KEY (post_id, role, from_on)
);
CREATE TABLE post_holders (
    post_id   TEXT COLLATE "C" NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    from_on   DATE NOT NULL,
    to_on     DATE,
    acting    BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (post_id, person_id, from_on)
);
CREATE INDEX post_holders_person ON post_holders (person_id);

CREATE TABLE accounts (
    id              TEXT COLLATE "C" PRIMARY KEY,
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    person_id       TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    login           TEXT COLLATE "C" NOT NULL,
    password_hash   TEXT NOT NULL,
    must_change     BOOLEAN NOT NULL,
    disabled        BOOLEAN NOT NULL DEFAULT FALSE,
    totp_secret     TEXT NOT NULL DEFAULT '',
    totp_confirmed  BOOLEAN NOT NULL DEFAULT FALSE,
    totp_last_step  BIGINT NOT NULL DEFAULT 0,
    demo            BOOLEAN NOT NULL DEFAULT FALSE,
    last_sign_in_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX accounts_login_key ON accounts (login);
CREATE UNIQUE INDEX accounts_person_id_key ON accounts (person_id);

CREATE TABLE sessions (
    token_hash   TEXT COLLATE "C" PRIMARY KEY,
    account_id   TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at   TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL,
    client       TEXT NOT NULL DEFAULT '',
    address      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE sign_in_failures (
    subject    TEXT COLLATE "C" PRIMARY KEY,
    failures   BIGINT NOT NULL,
    blocked_until TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);

-- +goose Down
DROP TABLE sign_in_failures;
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE post_holders;
DROP TABLE post_roles;
DROP TABLE posts;
DROP TABLE people;
DROP TABLE organisations;
