-- +goose Up
-- A disaster, or a drill: while it runs, the offices and systems in its scope are asked how they are.
CREATE TABLE disasters (
    id            TEXT COLLATE "C" PRIMARY KEY,
    version       BIGINT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    code          TEXT COLLATE "C" NOT NULL,
    name          TEXT NOT NULL,
    name_en       TEXT NOT NULL DEFAULT '',
    kind          TEXT NOT NULL,
    drill         BOOLEAN NOT NULL,
    started_at    TIMESTAMPTZ NOT NULL,
    note          TEXT NOT NULL DEFAULT '',
    stale_minutes BIGINT NOT NULL CHECK (stale_minutes > 0),
    system_scope  TEXT NOT NULL,
    office_scope  TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('running', 'ended')),
    declared_by   TEXT COLLATE "C" REFERENCES people (id),
    ended_at      TIMESTAMPTZ,
    ended_by      TEXT COLLATE "C" REFERENCES people (id),
    lessons       TEXT NOT NULL DEFAULT '',
    search        TEXT NOT NULL,
    CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX disasters_code_key ON disasters (code);
CREATE INDEX disasters_started ON disasters (started_at, id);
CREATE INDEX disasters_state ON disasters (state, started_at);

-- Who is asked: a system or an office, with the section that answers and the post to call. target_id is the id of either.
CREATE TABLE disaster_targets (
    disaster_id TEXT COLLATE "C" NOT NULL REFERENCES disasters (id),
    target_id   TEXT COLLATE "C" NOT NULL,
    position    BIGINT NOT NULL,
    subject     TEXT NOT NULL CHECK (subject IN ('system', 'office')),
    system_id   TEXT COLLATE "C" REFERENCES systems (id),
    office_id   TEXT COLLATE "C" REFERENCES organisations (id),
    section_id  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    post_id     TEXT COLLATE "C" REFERENCES posts (id),
    PRIMARY KEY (disaster_id, target_id),
    CHECK (target_id = coalesce(system_id, office_id))
);
CREATE INDEX disaster_targets_section ON disaster_targets (section_id, disaster_id);
CREATE INDEX disaster_targets_system ON disaster_targets (system_id);
CREATE INDEX disaster_targets_office ON disaster_targets (office_id);
CREATE INDEX disaster_targets_post ON disaster_targets (post_id);

-- What was answered: never changed, never removed; the latest by the time it was made on the phone holds. client_id is made
-- where the report is made, so that a report that is sent again is known again.
CREATE TABLE disaster_reports (
    id                   TEXT COLLATE "C" PRIMARY KEY,
    version              BIGINT NOT NULL,
    created_at           TIMESTAMPTZ NOT NULL,
    updated_at           TIMESTAMPTZ NOT NULL,
    disaster_id          TEXT COLLATE "C" NOT NULL REFERENCES disasters (id),
    seq                  BIGINT NOT NULL,
    client_id            TEXT COLLATE "C" NOT NULL,
    target_id            TEXT COLLATE "C" NOT NULL,
    subject              TEXT NOT NULL,
    state                TEXT NOT NULL CHECK (state IN ('up', 'partial', 'down', 'checking')),
    note                 TEXT NOT NULL DEFAULT '',
    made_at              TIMESTAMPTZ NOT NULL,
    at                   TIMESTAMPTZ NOT NULL,
    received_at          TIMESTAMPTZ NOT NULL,
    reporter_id          TEXT COLLATE "C" REFERENCES people (id),
    post_title           TEXT NOT NULL DEFAULT '',
    post_title_en        TEXT NOT NULL DEFAULT '',
    organisation_name    TEXT NOT NULL DEFAULT '',
    organisation_name_en TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX disaster_reports_client_id_key ON disaster_reports (client_id);
CREATE UNIQUE INDEX disaster_reports_seq_key ON disaster_reports (disaster_id, seq);
CREATE INDEX disaster_reports_latest ON disaster_reports (disaster_id, target_id, at, seq);

-- +goose StatementBegin
CREATE FUNCTION disaster_reports_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER disaster_reports_no_change BEFORE UPDATE OR DELETE ON disaster_reports FOR EACH ROW EXECUTE FUNCTION disaster_reports_frozen();
CREATE TRIGGER disaster_reports_no_truncate BEFORE TRUNCATE ON disaster_reports FOR EACH STATEMENT EXECUTE FUNCTION disaster_reports_frozen();

-- +goose Down
DROP TABLE disaster_reports;
DROP TABLE disaster_targets;
DROP TABLE disasters;
DROP FUNCTION disaster_reports_frozen();
