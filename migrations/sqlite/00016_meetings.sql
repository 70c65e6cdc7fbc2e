-- +goose Up
CREATE TABLE meetings (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    number       INTEGER NOT NULL CHECK (number > 0),
    held_on      TEXT NOT NULL,
    starts_at    TEXT NOT NULL DEFAULT '',
    ends_at      TEXT NOT NULL DEFAULT '',
    place        TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT '',
    state        TEXT NOT NULL CHECK (state IN ('preparing', 'held', 'confirmed')),
    left_out     TEXT NOT NULL DEFAULT '[]',
    minutes      TEXT NOT NULL DEFAULT '',
    minutes_hash TEXT NOT NULL DEFAULT '',
    confirmed_at TEXT,
    confirmed_by TEXT REFERENCES people (id),
    search       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX meetings_number_key ON meetings (number);
CREATE INDEX meetings_held ON meetings (held_on, id);
CREATE INDEX meetings_state ON meetings (state, held_on);

-- Who sat in a meeting, by post as it was called then.
CREATE TABLE meeting_attendees (
    meeting_id  TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    post_id     TEXT NOT NULL REFERENCES posts (id),
    person_id   TEXT REFERENCES people (id),
    title       TEXT NOT NULL,
    title_en    TEXT NOT NULL DEFAULT '',
    part        TEXT NOT NULL,
    attendance  TEXT NOT NULL,
    substitute  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (meeting_id, position)
) STRICT;
CREATE INDEX meeting_attendees_post ON meeting_attendees (post_id, meeting_id);

CREATE TABLE meeting_items (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    meeting_id   TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('report', 'approval')),
    title        TEXT NOT NULL,
    title_en     TEXT NOT NULL DEFAULT '',
    proposal     TEXT NOT NULL DEFAULT '',
    proposer_id  TEXT NOT NULL REFERENCES organisations (id),
    material     TEXT NOT NULL DEFAULT '',
    subject_noun TEXT NOT NULL DEFAULT '',
    subject_id   TEXT,
    subject_version INTEGER NOT NULL DEFAULT 0,
    subject_hash TEXT NOT NULL DEFAULT '',
    rule         TEXT NOT NULL DEFAULT '',
    blocks       TEXT NOT NULL DEFAULT '[]',
    decision     TEXT NOT NULL DEFAULT '',
    remark       TEXT NOT NULL DEFAULT '',
    decided_at   TEXT,
    decided_by   TEXT REFERENCES people (id),
    decided_as   TEXT NOT NULL DEFAULT '',
    effect       TEXT NOT NULL DEFAULT 'null'
) STRICT;
CREATE INDEX meeting_items_meeting ON meeting_items (meeting_id, position);
CREATE INDEX meeting_items_subject ON meeting_items (subject_id, meeting_id);

-- What was put before the headquarters (付議) for approval: taking it off an agenda does not make it unasked.
CREATE TABLE meeting_referrals (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    meeting_id   TEXT NOT NULL,
    title        TEXT NOT NULL,
    subject_noun TEXT NOT NULL,
    subject_id   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX meeting_referrals_subject_id_key ON meeting_referrals (subject_id);

CREATE TABLE meeting_opinions (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    item_id    TEXT REFERENCES meeting_items (id),
    post_id    TEXT NOT NULL REFERENCES posts (id),
    title      TEXT NOT NULL,
    title_en   TEXT NOT NULL DEFAULT '',
    text       TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_opinions_meeting ON meeting_opinions (meeting_id, created_at);
CREATE INDEX meeting_opinions_item ON meeting_opinions (item_id);

CREATE TABLE directives (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    code         TEXT NOT NULL,
    title        TEXT NOT NULL,
    text         TEXT NOT NULL DEFAULT '',
    priority     TEXT NOT NULL,
    meeting_id   TEXT NOT NULL REFERENCES meetings (id),
    item_id      TEXT REFERENCES meeting_items (id),
    opinion_id   TEXT REFERENCES meeting_opinions (id),
    owner_id     TEXT NOT NULL REFERENCES organisations (id),
    post_id      TEXT REFERENCES posts (id),
    due_on       TEXT NOT NULL,
    given_on     TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'reported', 'done', 'withdrawn')),
    progress     TEXT NOT NULL DEFAULT '',
    reported_on  TEXT,
    reported_by  TEXT REFERENCES people (id),
    settled_on   TEXT,
    settled_by   TEXT REFERENCES people (id),
    settled_note TEXT NOT NULL DEFAULT '',
    search       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX directives_code_key ON directives (code);
CREATE INDEX directives_due ON directives (state, due_on, owner_id, id);
CREATE INDEX directives_owner ON directives (owner_id, state);
CREATE INDEX directives_meeting ON directives (meeting_id, state);
CREATE INDEX directives_item ON directives (item_id);
CREATE INDEX directives_opinion ON directives (opinion_id);
CREATE INDEX directives_updated ON directives (updated_at, id);

-- What was done about a directive (対応状況): never changed, never removed.
CREATE TABLE directive_reports (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    directive_id TEXT NOT NULL REFERENCES directives (id),
    as_of        TEXT NOT NULL,
    progress     TEXT NOT NULL,
    text         TEXT NOT NULL,
    reported_by  TEXT NOT NULL REFERENCES people (id),
    title        TEXT NOT NULL DEFAULT '',
    title_en     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX directive_reports_directive ON directive_reports (directive_id, created_at);

-- The material of a meeting as it was at a moment, with the SHA-256 of its content.
CREATE TABLE packs (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    edition    INTEGER NOT NULL,
    name       TEXT NOT NULL DEFAULT '',
    as_of      TEXT NOT NULL,
    frozen_by  TEXT NOT NULL REFERENCES people (id),
    items      INTEGER NOT NULL,
    blocks     INTEGER NOT NULL,
    content    TEXT NOT NULL,
    hash       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX packs_edition_key ON packs (meeting_id, edition);

-- A decision at a gate may have been made in a meeting.
ALTER TABLE gate_decisions ADD COLUMN meeting_id TEXT;

-- +goose StatementBegin
CREATE TRIGGER directive_reports_no_update BEFORE UPDATE ON directive_reports
BEGIN
    SELECT RAISE(ABORT, 'directive_reports is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER directive_reports_no_delete BEFORE DELETE ON directive_reports
BEGIN
    SELECT RAISE(ABORT, 'directive_reports is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER packs_no_update BEFORE UPDATE ON packs
BEGIN
    SELECT RAISE(ABORT, 'packs is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER packs_no_delete BEFORE DELETE ON packs
BEGIN
    SELECT RAISE(ABORT, 'packs is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER meeting_referrals_no_update BEFORE UPDATE ON meeting_referrals
BEGIN
    SELECT RAISE(ABORT, 'meeting_referrals is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER meeting_referrals_no_delete BEFORE DELETE ON meeting_referrals
BEGIN
    SELECT RAISE(ABORT, 'meeting_referrals is append-only');
END;
-- +goose StatementEnd

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
