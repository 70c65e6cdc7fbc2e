-- +goose Up
CREATE TABLE meetings (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    number       BIGINT NOT NULL CHECK (number > 0),
    held_on      DATE NOT NULL,
    starts_at    TEXT NOT NULL DEFAULT '',
    ends_at      TEXT NOT NULL DEFAULT '',
    place        TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT '',
    state        TEXT NOT NULL CHECK (state IN ('preparing', 'held', 'confirmed')),
    left_out     TEXT NOT NULL DEFAULT '[]',
    minutes      TEXT NOT NULL DEFAULT '',
    minutes_hash TEXT NOT NULL DEFAULT '',
    confirmed_at TIMESTAMPTZ,
    confirmed_by TEXT COLLATE "C" REFERENCES people (id),
    search       TEXT NOT NULL
);
CREATE UNIQUE INDEX meetings_number_key ON meetings (number);
CREATE INDEX meetings_held ON meetings (held_on, id);
CREATE INDEX meetings_state ON meetings (state, held_on);

-- Who sat in a meeting, by post as it was called then.
CREATE TABLE meeting_attendees (
    meeting_id  TEXT COLLATE "C" NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    position    BIGINT NOT NULL,
    post_id     TEXT COLLATE "C" NOT NULL REFERENCES posts (id),
    person_id   TEXT COLLATE "C" REFERENCES people (id),
    title       TEXT NOT NULL,
    title_en    TEXT NOT NULL DEFAULT '',
    part        TEXT NOT NULL,
    attendance  TEXT NOT NULL,
    substitute  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (meeting_id, position)
);
CREATE INDEX meeting_attendees_post ON meeting_attendees (post_id, meeting_id);

CREATE TABLE meeting_items (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    meeting_id   TEXT COLLATE "C" NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    position     BIGINT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('report', 'approval')),
    title        TEXT NOT NULL,
    title_en     TEXT NOT NULL DEFAULT '',
    proposal     TEXT NOT NULL DEFAULT '',
    proposer_id  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    material     TEXT NOT NULL DEFAULT '',
    subject_noun TEXT NOT NULL DEFAULT '',
    subject_id   TEXT COLLATE "C",
    subject_version BIGINT NOT NULL DEFAULT 0,
    subject_hash TEXT NOT NULL DEFAULT '',
    rule         TEXT NOT NULL DEFAULT '',
    blocks       TEXT NOT NULL DEFAULT '[]',
    decision     TEXT NOT NULL DEFAULT '',
    remark       TEXT NOT NULL DEFAULT '',
    decided_at   TIMESTAMPTZ,
    decided_by   TEXT COLLATE "C" REFERENCES people (id),
    decided_as   TEXT NOT NULL DEFAULT '',
    effect       TEXT NOT NULL DEFAULT 'null'
);
CREATE INDEX meeting_items_meeting ON meeting_items (meeting_id, position);
CREATE INDEX meeting_items_subject ON meeting_items (subject_id, meeting_id);

-- What was put before the headquarters (付議) for approval: taking it off an agenda does not make it unasked.
CREATE TABLE meeting_referrals (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    meeting_id   TEXT COLLATE "C" NOT NULL,
    title        TEXT NOT NULL,
    subject_noun TEXT NOT NULL,
    subject_id   TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX meeting_referrals_subject_id_key ON meeting_referrals (subject_id);

CREATE TABLE meeting_opinions (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    meeting_id TEXT COLLATE "C" NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    item_id    TEXT COLLATE "C" REFERENCES meeting_items (id),
    post_id    TEXT COLLATE "C" NOT NULL REFERENCES posts (id),
    title      TEXT NOT NULL,
    title_en   TEXT NOT NULL DEFAULT '',
    text       TEXT NOT NULL
);
CREATE INDEX meeting_opinions_meeting ON meeting_opinions (meeting_id, created_at);
CREATE INDEX meeting_opinions_item ON meeting_opinions (item_id);

CREATE TABLE directives (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    code         TEXT COLLATE "C" NOT NULL,
    title        TEXT NOT NULL,
    text         TEXT NOT NULL DEFAULT '',
    priority     TEXT NOT NULL,
    meeting_id   TEXT COLLATE "C" NOT NULL REFERENCES meetings (id),
    item_id      TEXT COLLATE "C" REFERENCES meeting_items (id),
    opinion_id   TEXT COLLATE "C" REFERENCES meeting_opinions (id),
    owner_id     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    post_id      TEXT COLLATE "C" REFERENCES posts (id),
    due_on       DATE NOT NULL,
    given_on     DATE NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'reported', 'done', 'withdrawn')),
    progress     TEXT NOT NULL DEFAULT '',
    reported_on  DATE,
    reported_by  TEXT COLLATE "C" REFERENCES people (id),
    settled_on   DATE,
    settled_by   TEXT COLLATE "C" REFERENCES people (id),
    settled_note TEXT NOT NULL DEFAULT '',
    search       TEXT NOT NULL
);
CREATE UNIQUE INDEX directives_code_key ON directives (code);
CREATE INDEX directives_due ON directives (state, due_on, owner_id, id);
CREATE INDEX directives_owner ON directives (owner_id, state);
CREATE INDEX directives_meeting ON directives (meeting_id, state);
CREATE INDEX directives_item ON directives (item_id);
CREATE INDEX directives_opinion ON directives (opinion_id);
CREATE INDEX directives_updated ON directives (updated_at, id);

-- What was done about a directive (対応状況): never changed, never removed.
CREATE TABLE directive_reports (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    directive_id TEXT COLLATE "C" NOT NULL REFERENCES directives (id),
    as_of        DATE NOT NULL,
    progress     TEXT NOT NULL,
    text         TEXT NOT NULL,
    reported_by  TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    title        TEXT NOT NULL DEFAULT '',
    title_en     TEXT NOT NULL DEFAULT ''
);
CREATE INDEX directive_reports_directive ON directive_reports (directive_id, created_at);

-- The material of a meeting as it was at a moment, with the SHA-256 of its content.
CREATE TABLE packs (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    meeting_id TEXT COLLATE "C" NOT NULL REFERENCES meetings (id),
    edition    BIGINT NOT NULL,
    name       TEXT NOT NULL DEFAULT '',
    as_of      TIMESTAMPTZ NOT NULL,
    frozen_by  TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    items      BIGINT NOT NULL,
    blocks     BIGINT NOT NULL,
    content    TEXT NOT NULL,
    hash       TEXT NOT NULL
);
CREATE UNIQUE INDEX packs_edition_key ON packs (meeting_id, edition);

-- A decision at a gate may have been made in a meeting.
ALTER TABLE gate_decisions ADD COLUMN meeting_id TEXT COLLATE "C";

-- +goose StatementBegin
CREATE FUNCTION meeting_records_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER directive_reports_no_change BEFORE UPDATE OR DELETE ON directive_reports FOR EACH ROW EXECUTE FUNCTION meeting_records_frozen();
CREATE TRIGGER directive_reports_no_truncate BEFORE TRUNCATE ON directive_reports FOR EACH STATEMENT EXECUTE FUNCTION meeting_records_frozen();
CREATE TRIGGER meeting_referrals_no_change BEFORE UPDATE OR DELETE ON meeting_referrals FOR EACH ROW EXECUTE FUNCTION meeting_records_frozen();
CREATE TRIGGER meeting_referrals_no_truncate BEFORE TRUNCATE ON meeting_referrals FOR EACH STATEMENT EXECUTE FUNCTION meeting_records_frozen();
CREATE TRIGGER packs_no_change BEFORE UPDATE OR DELETE ON packs FOR EACH ROW EXECUTE FUNCTION meeting_records_frozen();
CREATE TRIGGER packs_no_truncate BEFORE TRUNCATE ON packs FOR EACH STATEMENT EXECUTE FUNCTION meeting_records_frozen();

-- +goose Down
ALTER TABLE gate_decisions DROP COLUMN meeting_id;
DROP TABLE packs;
DROP TABLE directive_reports;
DROP TABLE directives;
DROP TABLE meeting_opinions;
DROP TABLE meeting_referrals;
DROP TABLE meeting_items;
DROP TABLE meeting_attendees;
DROP TABLE meetings;
DROP FUNCTION meeting_records_frozen();
