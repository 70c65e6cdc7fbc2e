-- +goose Up
-- From state on the columns follow from what people did; lists show, filter and sort by them.
CREATE TABLE findings (
    id                  TEXT COLLATE "C" PRIMARY KEY,
    version             BIGINT NOT NULL,
    created_at          TIMESTAMPTZ NOT NULL,
    updated_at          TIMESTAMPTZ NOT NULL,
    code                TEXT COLLATE "C" NOT NULL,
    title               TEXT NOT NULL,
    title_en            TEXT NOT NULL DEFAULT '',
    kind                TEXT NOT NULL,
    source              TEXT NOT NULL,
    audit_name          TEXT NOT NULL DEFAULT '',
    audited_on          DATE,
    section_id          TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    theme               TEXT NOT NULL,
    criteria            TEXT NOT NULL DEFAULT '',
    condition           TEXT NOT NULL DEFAULT '',
    cause               TEXT NOT NULL DEFAULT '',
    effect              TEXT NOT NULL DEFAULT '',
    recommendation      TEXT NOT NULL DEFAULT '',
    impact              BIGINT NOT NULL CHECK (impact BETWEEN 1 AND 5),
    likelihood          BIGINT NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
    target_impact       BIGINT CHECK (target_impact BETWEEN 1 AND 5),
    target_likelihood   BIGINT CHECK (target_likelihood BETWEEN 1 AND 5),
    recurs_of           TEXT COLLATE "C" REFERENCES findings (id),
    state               TEXT NOT NULL,
    score               BIGINT NOT NULL,
    band                TEXT NOT NULL,
    target_score        BIGINT,
    target_band         TEXT NOT NULL DEFAULT '',
    residual_impact     BIGINT CHECK (residual_impact BETWEEN 1 AND 5),
    residual_likelihood BIGINT CHECK (residual_likelihood BETWEEN 1 AND 5),
    residual_score      BIGINT,
    residual_band       TEXT NOT NULL DEFAULT '',
    raised_by           TEXT COLLATE "C" REFERENCES people (id),
    raised_on           DATE NOT NULL,
    notice_on           DATE,
    notice_fy           BIGINT NOT NULL DEFAULT 0,
    received_on         DATE,
    reply_due_on        DATE,
    original_due_on     DATE,
    current_due_on      DATE,
    answer              TEXT NOT NULL DEFAULT '',
    action              TEXT NOT NULL DEFAULT '',
    action_owner_id     TEXT COLLATE "C" REFERENCES people (id),
    plan_due_on         DATE,
    plan_reason         TEXT NOT NULL DEFAULT '',
    answered_by         TEXT COLLATE "C" REFERENCES people (id),
    answered_on         DATE,
    plan_approved_by    TEXT COLLATE "C" REFERENCES people (id),
    plan_approved_on    DATE,
    report              TEXT NOT NULL DEFAULT '',
    evidence            TEXT NOT NULL DEFAULT '[]',
    reported_by         TEXT COLLATE "C" REFERENCES people (id),
    reported_on         DATE,
    verify_method       TEXT NOT NULL DEFAULT '',
    verify_result       TEXT NOT NULL DEFAULT '',
    retest_on           DATE,
    retest_result       TEXT NOT NULL DEFAULT '',
    verified_by         TEXT COLLATE "C" REFERENCES people (id),
    closed_on           DATE,
    sent_back_count     BIGINT NOT NULL DEFAULT 0,
    extensions          TEXT NOT NULL DEFAULT '[]',
    extension_count     BIGINT NOT NULL DEFAULT 0 CHECK (extension_count >= 0),
    extension_pending   BOOLEAN NOT NULL DEFAULT FALSE,
    acceptances         TEXT NOT NULL DEFAULT '[]',
    acceptance_pending  BOOLEAN NOT NULL DEFAULT FALSE,
    accept_until        DATE,
    acceptance_expired  BOOLEAN NOT NULL DEFAULT FALSE,
    withdrawn_on        DATE,
    withdraw_reason     TEXT NOT NULL DEFAULT '',
    search              TEXT NOT NULL,
    CHECK (state <> 'accepted' OR accept_until IS NOT NULL),
    CHECK (state <> 'closed' OR (verified_by IS NOT NULL AND verified_by <> reported_by))
);
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
    finding_id TEXT COLLATE "C" NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    position   BIGINT NOT NULL,
    system_id  TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    PRIMARY KEY (finding_id, position)
);
CREATE INDEX finding_systems_system ON finding_systems (system_id, finding_id);

CREATE TABLE finding_projects (
    finding_id TEXT COLLATE "C" NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    position   BIGINT NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    PRIMARY KEY (finding_id, position)
);
CREATE INDEX finding_projects_project ON finding_projects (project_id, finding_id);

-- Every change of state from the notice on: who, in which post of then, why. A finding that has one cannot be deleted.
CREATE TABLE finding_steps (
    id                   TEXT COLLATE "C" PRIMARY KEY,
    finding_id           TEXT COLLATE "C" NOT NULL REFERENCES findings (id),
    at                   TIMESTAMPTZ NOT NULL,
    action               TEXT NOT NULL,
    from_state           TEXT NOT NULL,
    to_state             TEXT NOT NULL,
    due_on               DATE,
    reason               TEXT NOT NULL DEFAULT '',
    person_id            TEXT COLLATE "C" REFERENCES people (id),
    person_name          TEXT NOT NULL DEFAULT '',
    person_name_en       TEXT NOT NULL DEFAULT '',
    post_title           TEXT NOT NULL DEFAULT '',
    post_title_en        TEXT NOT NULL DEFAULT '',
    organisation_name    TEXT NOT NULL DEFAULT '',
    organisation_name_en TEXT NOT NULL DEFAULT ''
);
CREATE INDEX finding_steps_finding ON finding_steps (finding_id, id);

-- +goose StatementBegin
CREATE FUNCTION finding_steps_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER finding_steps_no_change BEFORE UPDATE OR DELETE ON finding_steps FOR EACH ROW EXECUTE FUNCTION finding_steps_frozen();
CREATE TRIGGER finding_steps_no_truncate BEFORE TRUNCATE ON finding_steps FOR EACH STATEMENT EXECUTE FUNCTION finding_steps_frozen();

-- +goose Down
DROP TABLE finding_steps;
DROP TABLE finding_projects;
DROP TABLE finding_systems;
DROP TABLE findings;
DROP FUNCTION finding_steps_frozen();
