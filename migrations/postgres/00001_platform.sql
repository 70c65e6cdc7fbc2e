-- +goose Up
CREATE TABLE audit_entries (
    id         TEXT COLLATE "C" PRIMARY KEY,
    at         TIMESTAMPTZ NOT NULL,
    person_id  TEXT NOT NULL,
    actor      TEXT NOT NULL,
    noun       TEXT NOT NULL,
    record_id  TEXT NOT NULL,
    root_noun  TEXT NOT NULL,
    root_id    TEXT NOT NULL,
    action     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    version    BIGINT NOT NULL,
    before     TEXT,
    after      TEXT
);
CREATE INDEX audit_entries_record ON audit_entries (record_id, id);
CREATE INDEX audit_entries_root ON audit_entries (root_id, id);
-- The ledger is read by time, as a whole or of one person or noun.
CREATE INDEX audit_entries_at ON audit_entries (at, id);
CREATE INDEX audit_entries_person ON audit_entries (person_id, at, id);
CREATE INDEX audit_entries_noun ON audit_entries (noun, at, id);

-- +goose StatementBegin
CREATE FUNCTION audit_entries_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_entries is append-only';
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION audit_entries_frozen();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_frozen();

CREATE TABLE idempotency_keys (
    person_id   TEXT NOT NULL,
    request_key TEXT NOT NULL,
    digest      TEXT NOT NULL,
    status      BIGINT NOT NULL DEFAULT 0,
    body        TEXT,
    e_tag       TEXT NOT NULL DEFAULT '',
    created_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, request_key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

-- Counters that replicas compare to know whether what they remember still holds.
CREATE TABLE stamps (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO stamps (name, value) VALUES ('access', 1);

CREATE TABLE sequences (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE jobs (
    id           TEXT COLLATE "C" PRIMARY KEY,
    kind         TEXT NOT NULL,
    args         TEXT NOT NULL,
    run_at       TIMESTAMPTZ NOT NULL,
    leased_until TIMESTAMPTZ,
    attempts     BIGINT NOT NULL DEFAULT 0,
    last_error   TEXT NOT NULL DEFAULT '',
    done_at      TIMESTAMPTZ,
    created_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX jobs_waiting ON jobs (run_at) WHERE done_at IS NULL;

-- +goose Down
DROP TABLE jobs;
DROP TABLE sequences;
DROP TABLE stamps;
DROP TABLE idempotency_keys;
DROP TABLE audit_entries;
DROP FUNCTION audit_entries_frozen();
