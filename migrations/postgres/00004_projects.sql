-- +goose Up
-- The columns from tier on follow from other records; they stand here because lists show, filter and sort by them.
CREATE TABLE projects (
    id                   TEXT COLLATE "C" PRIMARY KEY,
    version              BIGINT NOT NULL,
    created_at           TIMESTAMPTZ NOT NULL,
    updated_at           TIMESTAMPTZ NOT NULL,
    code                 TEXT COLLATE "C" NOT NULL,
    name                 TEXT NOT NULL,
    kana                 TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en              TEXT NOT NULL DEFAULT '',
    purpose              TEXT NOT NULL DEFAULT '',
    applicant_id         TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    manager_id           TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    head_id              TEXT COLLATE "C" REFERENCES people (id),
    build_cost           BIGINT NOT NULL DEFAULT 0 CHECK (build_cost BETWEEN 0 AND 9007199254740991),
    run_cost             BIGINT NOT NULL DEFAULT 0 CHECK (run_cost BETWEEN 0 AND 9007199254740991),
    risk_level           TEXT NOT NULL DEFAULT '',
    hq_designated        BOOLEAN NOT NULL DEFAULT FALSE,
    start_on             DATE,
    finish_on            DATE,
    state                TEXT NOT NULL,
    activated_on         DATE,
    execution_started_on DATE,
    ended_on             DATE,
    stop_reason          TEXT NOT NULL DEFAULT '',
    baseline_finish_on   DATE,
    tier                 TEXT NOT NULL,
    tier_reasons         TEXT NOT NULL DEFAULT '[]',
    tier_notes           TEXT NOT NULL DEFAULT '[]',
    declared_health      TEXT NOT NULL DEFAULT '',
    reported_on          DATE,
    slip_days            BIGINT,
    open_baseline_on     DATE,
    next_gate            TEXT NOT NULL DEFAULT '',
    gate_states          TEXT NOT NULL DEFAULT '[]',
    search               TEXT NOT NULL
);
CREATE UNIQUE INDEX projects_code_key ON projects (code);
CREATE INDEX projects_applicant ON projects (applicant_id, code);
CREATE INDEX projects_manager ON projects (manager_id, code);
CREATE INDEX projects_head ON projects (head_id);
CREATE INDEX projects_state ON projects (state, code);
CREATE INDEX projects_kana ON projects (kana, id);
CREATE INDEX projects_updated ON projects (updated_at, id);
CREATE INDEX projects_finish ON projects (finish_on, id);
CREATE INDEX projects_reported ON projects (reported_on, id);

-- Manager, head and members once more: whose project it is, in one look-up.
CREATE TABLE project_people (
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    role       TEXT NOT NULL,
    position   BIGINT NOT NULL,
    person_id  TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    PRIMARY KEY (project_id, role, position)
);
CREATE INDEX project_people_person ON project_people (person_id, project_id);

CREATE TABLE project_systems (
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position   BIGINT NOT NULL,
    system_id  TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    PRIMARY KEY (project_id, position)
);
CREATE INDEX project_systems_system ON project_systems (system_id, project_id);

CREATE TABLE project_milestones (
    id          TEXT COLLATE "C" PRIMARY KEY,
    version     BIGINT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL,
    project_id  TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    name        TEXT NOT NULL,
    gate        TEXT NOT NULL DEFAULT '',
    baseline_on DATE,
    current_on  DATE,
    forecast_on DATE,
    actual_on   DATE,
    baselines   TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX project_milestones_project ON project_milestones (project_id, current_on);
CREATE INDEX project_milestones_open ON project_milestones (current_on) WHERE actual_on IS NULL;

CREATE TABLE project_reports (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    project_id   TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    as_of        DATE NOT NULL,
    state        TEXT NOT NULL,
    overall      TEXT NOT NULL,
    scope        TEXT NOT NULL,
    schedule     TEXT NOT NULL,
    cost         TEXT NOT NULL,
    quality      TEXT NOT NULL,
    risk         TEXT NOT NULL,
    summary      TEXT NOT NULL,
    achieved     TEXT NOT NULL DEFAULT '',
    next_steps   TEXT NOT NULL DEFAULT '',
    issues       TEXT NOT NULL DEFAULT '',
    progress     BIGINT CHECK (progress BETWEEN 0 AND 100),
    published_at TIMESTAMPTZ,
    published_by TEXT NOT NULL DEFAULT '',
    published_by_name TEXT NOT NULL DEFAULT ''
);
CREATE INDEX project_reports_project ON project_reports (project_id, as_of);
-- One draft at a time, whatever two requests do at once.
CREATE UNIQUE INDEX project_reports_draft_key ON project_reports (project_id) WHERE state = 'draft';

CREATE TABLE project_risks (
    id          TEXT COLLATE "C" PRIMARY KEY,
    version     BIGINT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL,
    project_id  TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    kind        TEXT NOT NULL,
    title       TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    impact      BIGINT NOT NULL CHECK (impact BETWEEN 1 AND 5),
    likelihood  BIGINT NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
    score       BIGINT NOT NULL,
    band        TEXT NOT NULL,
    owner_id    TEXT COLLATE "C" REFERENCES people (id),
    due_on      DATE,
    response    TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,
    closed_on   DATE
);
CREATE INDEX project_risks_project ON project_risks (project_id, score);
CREATE INDEX project_risks_owner ON project_risks (owner_id, due_on) WHERE state <> 'closed';

-- +goose Down
DROP TABLE project_risks;
DROP TABLE project_reports;
DROP TABLE project_milestones;
DROP TABLE project_systems;
DROP TABLE project_people;
DROP TABLE projects;
