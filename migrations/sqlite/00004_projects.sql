-- +goose Up
-- The columns from tier on follow from other records; they stand here because lists show, filter and sort by them.
CREATE TABLE projects (
    id                   TEXT NOT NULL PRIMARY KEY,
    version              INTEGER NOT NULL,
    created_at           TEXT NOT NULL,
    updated_at           TEXT NOT NULL,
    code                 TEXT NOT NULL,
    name                 TEXT NOT NULL,
    kana                 TEXT NOT NULL DEFAULT '',
    name_en              TEXT NOT NULL DEFAULT '',
    purpose              TEXT NOT NULL DEFAULT '',
    applicant_id         TEXT NOT NULL REFERENCES organisations (id),
    manager_id           TEXT NOT NULL REFERENCES people (id),
    head_id              TEXT REFERENCES people (id),
    build_cost           INTEGER NOT NULL DEFAULT 0 CHECK (build_cost BETWEEN 0 AND 9007199254740991),
    run_cost             INTEGER NOT NULL DEFAULT 0 CHECK (run_cost BETWEEN 0 AND 9007199254740991),
    risk_level           TEXT NOT NULL DEFAULT '',
    hq_designated        INTEGER NOT NULL DEFAULT 0,
    start_on             TEXT,
    finish_on            TEXT,
    state                TEXT NOT NULL,
    activated_on         TEXT,
    execution_started_on TEXT,
    ended_on             TEXT,
    stop_reason          TEXT NOT NULL DEFAULT '',
    baseline_finish_on   TEXT,
    tier                 TEXT NOT NULL,
    tier_reasons         TEXT NOT NULL DEFAULT '[]',
    tier_notes           TEXT NOT NULL DEFAULT '[]',
    declared_health      TEXT NOT NULL DEFAULT '',
    reported_on          TEXT,
    slip_days            INTEGER,
    open_baseline_on     TEXT,
    next_gate            TEXT NOT NULL DEFAULT '',
    gate_states          TEXT NOT NULL DEFAULT '[]',
    search               TEXT NOT NULL
) STRICT;
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
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    role       TEXT NOT NULL,
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (project_id, role, position)
) STRICT;
CREATE INDEX project_people_person ON project_people (person_id, project_id);

CREATE TABLE project_systems (
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    system_id  TEXT NOT NULL REFERENCES systems (id),
    PRIMARY KEY (project_id, position)
) STRICT;
CREATE INDEX project_systems_system ON project_systems (system_id, project_id);

CREATE TABLE project_milestones (
    id          TEXT NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    project_id  TEXT NOT NULL REFERENCES projects (id),
    name        TEXT NOT NULL,
    gate        TEXT NOT NULL DEFAULT '',
    baseline_on TEXT,
    current_on  TEXT,
    forecast_on TEXT,
    actual_on   TEXT,
    baselines   TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX project_milestones_project ON project_milestones (project_id, current_on);
CREATE INDEX project_milestones_open ON project_milestones (current_on) WHERE actual_on IS NULL;

CREATE TABLE project_reports (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    project_id   TEXT NOT NULL REFERENCES projects (id),
    as_of        TEXT NOT NULL,
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
    progress     INTEGER CHECK (progress BETWEEN 0 AND 100),
    published_at TEXT,
    published_by TEXT NOT NULL DEFAULT '',
    published_by_name TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX project_reports_project ON project_reports (project_id, as_of);
-- One draft at a time, whatever two requests do at once.
CREATE UNIQUE INDEX project_reports_draft_key ON project_reports (project_id) WHERE state = 'draft';

CREATE TABLE project_risks (
    id          TEXT NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    project_id  TEXT NOT NULL REFERENCES projects (id),
    kind        TEXT NOT NULL,
    title       TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    impact      INTEGER NOT NULL CHECK (impact BETWEEN 1 AND 5),
    likelihood  INTEGER NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
    score       INTEGER NOT NULL,
    band        TEXT NOT NULL,
    owner_id    TEXT REFERENCES people (id),
    due_on      TEXT,
    response    TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,
    closed_on   TEXT
) STRICT;
CREATE INDEX project_risks_project ON project_risks (project_id, score);
CREATE INDEX project_risks_owner ON project_risks (owner_id, due_on) WHERE state <> 'closed';

-- +goose Down
DROP TABLE project_risks;
DROP TABLE project_reports;
DROP TABLE project_milestones;
DROP TABLE project_systems;
DROP TABLE project_people;
DROP TABLE projects;
