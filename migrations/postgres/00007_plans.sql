-- +goose Up
CREATE TABLE strategies (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    edition    BIGINT NOT NULL CHECK (edition BETWEEN 1 AND 999),
    decided_on DATE,
    summary    TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX strategies_code_key ON strategies (code);
CREATE UNIQUE INDEX strategies_edition_key ON strategies (edition);

CREATE TABLE plans (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    code             TEXT COLLATE "C" NOT NULL,
    name             TEXT NOT NULL,
    name_en          TEXT NOT NULL DEFAULT '',
    strategy_id      TEXT COLLATE "C" NOT NULL REFERENCES strategies (id),
    fy_from          BIGINT NOT NULL,
    fy_to            BIGINT NOT NULL,
    summary          TEXT NOT NULL DEFAULT '',
    state            TEXT NOT NULL,
    proposed_on      DATE,
    approved_on      DATE,
    approved_meeting TEXT NOT NULL DEFAULT '',
    versions         BIGINT NOT NULL DEFAULT 0,
    closed_on        DATE,
    closing_note     TEXT NOT NULL DEFAULT '',
    search           TEXT NOT NULL,
    CHECK (fy_from <= fy_to)
);
CREATE UNIQUE INDEX plans_code_key ON plans (code);
CREATE INDEX plans_period ON plans (fy_from, id);
CREATE INDEX plans_strategy ON plans (strategy_id);
CREATE INDEX plans_updated ON plans (updated_at, id);

CREATE TABLE plan_themes (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    plan_id    TEXT COLLATE "C" NOT NULL REFERENCES plans (id),
    code       TEXT COLLATE "C" NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    field      TEXT NOT NULL,
    position   BIGINT NOT NULL,
    summary    TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX plan_themes_code_key ON plan_themes (code);
CREATE INDEX plan_themes_plan ON plan_themes (plan_id, position);

-- The columns from plan_id on follow from other records and from what happened; lists filter and sort by them.
CREATE TABLE plan_actions (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    code             TEXT COLLATE "C" NOT NULL,
    name             TEXT NOT NULL,
    kana             TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en          TEXT NOT NULL DEFAULT '',
    theme_id         TEXT COLLATE "C" NOT NULL REFERENCES plan_themes (id),
    owner_id         TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    person_id        TEXT COLLATE "C" REFERENCES people (id),
    summary          TEXT NOT NULL DEFAULT '',
    budget_note      TEXT NOT NULL DEFAULT '',
    starts_on        DATE NOT NULL,
    ends_on          DATE NOT NULL,
    added_on         DATE,
    added_why        TEXT NOT NULL DEFAULT '',
    plan_id          TEXT COLLATE "C" NOT NULL REFERENCES plans (id),
    origin           TEXT NOT NULL,
    revised_on       DATE,
    revisions        BIGINT NOT NULL DEFAULT 0,
    declared         TEXT NOT NULL DEFAULT '',
    reported_on      DATE,
    progress         BIGINT CHECK (progress BETWEEN 0 AND 100),
    outcome          TEXT NOT NULL,
    outcome_on       DATE,
    outcome_reason   TEXT NOT NULL DEFAULT '',
    outcome_by       TEXT NOT NULL DEFAULT '',
    outcome_by_name  TEXT NOT NULL DEFAULT '',
    carried_from_id  TEXT COLLATE "C" REFERENCES plan_actions (id),
    milestone_count  BIGINT NOT NULL DEFAULT 0,
    milestones_done  BIGINT NOT NULL DEFAULT 0,
    milestone_due_on DATE,
    kpi_count        BIGINT NOT NULL DEFAULT 0,
    kpi_state        TEXT NOT NULL,
    kpi_due_on       DATE,
    search           TEXT NOT NULL
);
CREATE UNIQUE INDEX plan_actions_code_key ON plan_actions (code);
-- What is not finished is carried over into one action at most.
CREATE UNIQUE INDEX plan_actions_carried_from_id_key ON plan_actions (carried_from_id) WHERE carried_from_id IS NOT NULL;
CREATE INDEX plan_actions_plan ON plan_actions (plan_id, code);
CREATE INDEX plan_actions_theme ON plan_actions (theme_id, code);
CREATE INDEX plan_actions_owner ON plan_actions (owner_id, code);
CREATE INDEX plan_actions_person ON plan_actions (person_id, code);
CREATE INDEX plan_actions_outcome ON plan_actions (outcome, code);
CREATE INDEX plan_actions_ends ON plan_actions (ends_on, id);
CREATE INDEX plan_actions_updated ON plan_actions (updated_at, id);

CREATE TABLE plan_milestones (
    action_id TEXT COLLATE "C" NOT NULL REFERENCES plan_actions (id) ON DELETE CASCADE,
    quarter   TEXT COLLATE "C" NOT NULL,
    text      TEXT NOT NULL,
    done_on   DATE,
    PRIMARY KEY (action_id, quarter)
);
CREATE INDEX plan_milestones_quarter ON plan_milestones (quarter, action_id);

CREATE TABLE plan_action_systems (
    action_id TEXT COLLATE "C" NOT NULL REFERENCES plan_actions (id) ON DELETE CASCADE,
    position  BIGINT NOT NULL,
    system_id TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    PRIMARY KEY (action_id, position)
);
CREATE INDEX plan_action_systems_system ON plan_action_systems (system_id, action_id);

CREATE TABLE plan_action_projects (
    action_id  TEXT COLLATE "C" NOT NULL REFERENCES plan_actions (id) ON DELETE CASCADE,
    position   BIGINT NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    PRIMARY KEY (action_id, position)
);
CREATE INDEX plan_action_projects_project ON plan_action_projects (project_id, action_id);

-- Targets and actuals are lists that only grow: a revision stands beside what it revises.
CREATE TABLE plan_kpis (
    id            TEXT COLLATE "C" PRIMARY KEY,
    version       BIGINT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    action_id     TEXT COLLATE "C" NOT NULL REFERENCES plan_actions (id),
    name          TEXT NOT NULL,
    name_en       TEXT NOT NULL DEFAULT '',
    unit          TEXT NOT NULL DEFAULT '',
    direction     TEXT NOT NULL,
    baseline      DOUBLE PRECISION,
    baseline_year BIGINT NOT NULL DEFAULT 0,
    source        TEXT NOT NULL DEFAULT '',
    targets       TEXT NOT NULL DEFAULT '[]',
    actuals       TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX plan_kpis_action ON plan_kpis (action_id, id);

CREATE TABLE plan_updates (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    action_id    TEXT COLLATE "C" NOT NULL REFERENCES plan_actions (id),
    as_of        DATE NOT NULL,
    status       TEXT NOT NULL,
    progress     BIGINT CHECK (progress BETWEEN 0 AND 100),
    text         TEXT NOT NULL,
    done         TEXT NOT NULL DEFAULT '[]',
    published_by TEXT NOT NULL,
    published_by_name TEXT NOT NULL
);
CREATE INDEX plan_updates_action ON plan_updates (action_id, as_of, id);

-- A plan as it was approved. Nobody changes it afterwards.
CREATE TABLE plan_versions (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    plan_id          TEXT COLLATE "C" NOT NULL REFERENCES plans (id),
    number           BIGINT NOT NULL,
    approved_on      DATE NOT NULL,
    meeting          TEXT NOT NULL,
    meeting_ref      TEXT NOT NULL DEFAULT '',
    approved_by      TEXT NOT NULL,
    approved_by_name TEXT NOT NULL,
    note             TEXT NOT NULL DEFAULT '',
    actions          BIGINT NOT NULL,
    content          TEXT NOT NULL,
    hash             TEXT NOT NULL
);
CREATE UNIQUE INDEX plan_versions_number_key ON plan_versions (plan_id, number);
-- +goose StatementBegin
CREATE FUNCTION plan_versions_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER plan_versions_no_change BEFORE UPDATE OR DELETE ON plan_versions
    FOR EACH ROW EXECUTE FUNCTION plan_versions_frozen();
-- Nor does anybody change what was published.
CREATE TRIGGER plan_updates_no_change BEFORE UPDATE ON plan_updates
    FOR EACH ROW EXECUTE FUNCTION plan_versions_frozen();

-- +goose Down
DROP TABLE plan_versions;
DROP TABLE plan_updates;
DROP FUNCTION plan_versions_frozen;
DROP TABLE plan_kpis;
DROP TABLE plan_action_projects;
DROP TABLE plan_action_systems;
DROP TABLE plan_milestones;
DROP TABLE plan_actions;
DROP TABLE plan_themes;
DROP TABLE plans;
DROP TABLE strategies;
