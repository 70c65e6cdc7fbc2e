-- +goose Up
-- From state on the columns follow from what people did; lists show, filter and sort by them.
CREATE TABLE findings (
    id                  TEXT NOT NULL PRIMARY KEY,
    version             INTEGER NOT NULL,
    created_at          TEXT NOT NULL,
    updated_at          TEXT NOT NULL,
    code                TEXT NOT NULL,
    title               TEXT NOT NULL,
    title_en            TEXT NOT NULL DEFAULT '',
    kind                TEXT NOT NULL,
    source              TEXT NOT NULL,
    audit_name          TEXT NOT NULL DEFAULT '',
    audited_on          TEXT,
    section_id          TEXT NOT NULL REFERENCES organisations (id),
    theme               TEXT NOT NULL,
    criteria            TEXT NOT NULL DEFAULT '',
    condition           TEXT NOT NULL DEFAULT '',
    cause               TEXT NOT NULL DEFAULT '',
    effect              TEXT NOT NULL DEFAULT '',
    recommendation      TEXT NOT NULL DEFAULT '',
    impact              INTEGER NOT NULL CHECK (impact BETWEEN 1 AND 5),
    likelihood          INTEGER NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
    target_impact       INTEGER CHECK (target_impact BETWEEN 1 AND 5),
    target_likelihood   INTEGER CHECK (target_likelihood BETWEEN 1 AND 5),
    recurs_of           TEXT REFERENCES findings (id),
    state               TEXT NOT NULL,
    score               INTEGER NOT NULL,
    band                TEXT NOT NULL,
    target_score        INTEGER,
    target_band         TEXT NOT NULL DEFAULT '',
    residual_impact     INTEGER CHECK (residual_impact BETWEEN 1 AND 5),
    residual_likelihood INTEGER CHECK (residual_likelihood BETWEEN 1 AND 5),
    residual_score      INTEGER,
    residual_band       TEXT NOT NULL DEFAULT '',
    raised_by           TEXT REFERENCES people (id),
    raised_on           TEXT NOT NULL,
    notice_on           TEXT,
    notice_fy           INTEGER NOT NULL DEFAULT 0,
    received_on         TEXT,
    reply_due_on        TEXT,
    original_due_on     TEXT,
    current_due_on      TEXT,
    answer              TEXT NOT NULL DEFAULT '',
    action              TEXT NOT NULL DEFAULT '',
    action_owner_id     TEXT REFERENCES people (id),
    plan_due_on         TEXT,
    plan_reason         TEXT NOT NULL DEFAULT '',
    answered_by         TEXT REFERENCES people (id),
    answered_on         TEXT,
    plan_approved_by    TEXT REFERENCES people (id),
    plan_approved_on    TEXT,
    report              TEXT NOT NULL DEFAULT '',
    evidence            TEXT NOT NULL DEFAULT '[]',
    reported_by         TEXT REFERENCES people (id),
    reported_on         TEXT,
    verify_method       TEXT NOT NULL DEFAULT '',
    verify_result       TEXT NOT NULL DEFAULT '',
    retest_on           TEXT,
    retest_result       TEXT NOT NULL DEFAULT '',
    verified_by         TEXT REFERENCES people (id),
    closed_on           TEXT,
    sent_back_count     INTEGER NOT NULL DEFAULT 0,
    extensions          TEXT NOT NULL DEFAULT '[]',
    extension_count     INTEGER NOT NULL DEFAULT 0 CHECK (extension_count >= 0),
    extension_pending   INTEGER NOT NULL DEFAULT 0,
    acceptances         TEXT NOT NULL DEFAULT '[]',
    acceptance_pending  INTEGER NOT NULL DEFAULT 0,
    accept_until        TEXT,
    acceptance_expired  INTEGER NOT NULL DEFAULT 0,
    withdrawn_on        TEXT,
    withdraw_reason     TEXT NOT NULL DEFAULT '',
    search              TEXT NOT NULL,
    CHECK (state <> 'accepted' OR accept_until IS NOT NULL),
    CHECK (state <> 'closed' OR (verified_by IS NOT NULL AND verified_by <> reported_by))
) STRICT;
CREATE UNIQUE INDEX findings_code_key ON findings (code);
-- Holding all that the standing of a finding follows from: what is late and who has to act is counted in it alone.
CREATE INDEX findings_state ON findings (state, current_due_on, accept_until, band, score, notice_on, acceptance_expired, acceptance_pending,
    extension_pending, recurs_of, section_id, id);
-- The properties that a list is filtered by, counted together in this order.
CREATE INDEX findings_facets ON findings (state, band, kind, source, theme, notice_fy, accept_until, section_id);
CREATE INDEX findings_year ON findings (notice_fy, state, section_id);
CREATE INDEX findings_follow_up ON findings (section_id, notice_fy, state, current_due_on, accept_until);
CREATE INDEX findings_section ON findings (section_id, state);
CREATE INDEX findings_owner ON findings (action_owner_id, state);
CREATE INDEX findings_notice ON findings (notice_on, state, section_id);
CREATE INDEX findings_due ON findings (current_due_on, id);
CREATE INDEX findings_original_due ON findings (original_due_on, state, reported_on, section_id);
CREATE INDEX findings_closed ON findings (closed_on, state, section_id);
CREATE INDEX findings_updated ON findings (updated_at, id);
CREATE INDEX findings_theme ON findings (theme, section_id, state);
CREATE INDEX findings_recurs ON findings (recurs_of, state, section_id) WHERE recurs_of IS NOT NULL;

CREATE TABLE finding_systems (
    finding_id TEXT NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    system_id  TEXT NOT NULL REFERENCES systems (id),
    PRIMARY KEY (finding_id, position)
) STRICT;
CREATE INDEX finding_systems_system ON finding_systems (system_id, finding_id);

CREATE TABLE finding_projects (
    finding_id TEXT NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    PRIMARY KEY (finding_id, position)
) STRICT;
CREATE INDEX finding_projects_project ON finding_projects (project_id, finding_id);

-- Every change of state from the notice on: who, in which post of then, why. A finding that has one cannot be deleted.
CREATE TABLE finding_steps (
    id                   TEXT NOT NULL PRIMARY KEY,
    finding_id           TEXT NOT NULL REFERENCES findings (id),
    at                   TEXT NOT NULL,
    action               TEXT NOT NULL,
    from_state           TEXT NOT NULL,
    to_state             TEXT NOT NULL,
    due_on               TEXT,
    reason               TEXT NOT NULL DEFAULT '',
    person_id            TEXT REFERENCES people (id),
    person_name          TEXT NOT NULL DEFAULT '',
    person_name_en       TEXT NOT NULL DEFAULT '',
    post_title           TEXT NOT NULL DEFAULT '',
    post_title_en        TEXT NOT NULL DEFAULT '',
    organisation_name    TEXT NOT NULL DEFAULT '',
    organisation_name_en TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX finding_steps_finding ON finding_steps (finding_id, id);

-- +goose StatementBegin
CREATE TRIGGER finding_steps_no_update BEFORE UPDATE ON finding_steps
BEGIN
    SELECT RAISE(ABORT, 'finding_steps is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER finding_steps_no_delete BEFORE DELETE ON finding_steps
BEGIN
    SELECT RAISE(ABORT, 'finding_steps is append-only');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE finding_steps;
DROP TABLE finding_projects;
DROP TABLE finding_systems;
DROP TABLE findings;
