-- +goose Up
-- The columns from level on follow from the areas; they stand here because lists show, filter and sort by them.
CREATE TABLE maturity_appraisals (
    id            TEXT NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    code          TEXT NOT NULL,
    model         TEXT NOT NULL,
    model_digest  TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('self', 'assessor')),
    subject       TEXT NOT NULL CHECK (subject IN ('organisation', 'project')),
    subject_id    TEXT NOT NULL,
    section_id    TEXT NOT NULL REFERENCES organisations (id),
    project_id    TEXT REFERENCES projects (id),
    fiscal_year   INTEGER NOT NULL,
    due_on        TEXT,
    note          TEXT NOT NULL DEFAULT '',
    state         TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'confirmed')),
    raters        TEXT NOT NULL DEFAULT '[]',
    submitted_by  TEXT REFERENCES people (id),
    submitted_at  TEXT,
    confirmed_by  TEXT REFERENCES people (id),
    confirmed_at  TEXT,
    return_reason TEXT NOT NULL DEFAULT '',
    level         INTEGER,
    pending       INTEGER NOT NULL DEFAULT 0,
    unanswered    INTEGER NOT NULL DEFAULT 0,
    unrated       INTEGER NOT NULL DEFAULT 0,
    search        TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX maturity_appraisals_code_key ON maturity_appraisals (code);
-- One appraisal of a kind, a year and a subject.
CREATE UNIQUE INDEX maturity_appraisals_fiscal_year_key ON maturity_appraisals (model, subject_id, kind, fiscal_year);
CREATE INDEX maturity_appraisals_year ON maturity_appraisals (model, fiscal_year, kind, state);
CREATE INDEX maturity_appraisals_section ON maturity_appraisals (section_id, model, fiscal_year);
CREATE INDEX maturity_appraisals_project ON maturity_appraisals (project_id);
CREATE INDEX maturity_appraisals_due ON maturity_appraisals (due_on, id);
CREATE INDEX maturity_appraisals_updated ON maturity_appraisals (updated_at, id);
CREATE INDEX maturity_appraisals_open ON maturity_appraisals (state, due_on) WHERE state <> 'confirmed';

-- What was looked at: projects, or units that support them. areas empty = all.
CREATE TABLE maturity_instances (
    appraisal_id    TEXT NOT NULL REFERENCES maturity_appraisals (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    key             TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('project', 'support')),
    name            TEXT NOT NULL,
    project_id      TEXT REFERENCES projects (id),
    organisation_id TEXT REFERENCES organisations (id),
    areas           TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (appraisal_id, position)
) STRICT;
CREATE INDEX maturity_instances_project ON maturity_instances (project_id);
CREATE INDEX maturity_instances_organisation ON maturity_instances (organisation_id);

-- One row an area of the model: what people entered, last, and what follows from it, before it.
CREATE TABLE maturity_areas (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    appraisal_id TEXT NOT NULL REFERENCES maturity_appraisals (id) ON DELETE CASCADE,
    area         TEXT NOT NULL,
    scope        TEXT NOT NULL CHECK (scope IN ('in', 'na', 'out')),
    scope_reason TEXT NOT NULL DEFAULT '',
    status       TEXT NOT NULL,
    capability   INTEGER,
    pending      INTEGER NOT NULL DEFAULT 0,
    unanswered   INTEGER NOT NULL DEFAULT 0,
    unrated      INTEGER NOT NULL DEFAULT 0,
    rated        INTEGER NOT NULL DEFAULT 0,
    ratings      TEXT NOT NULL DEFAULT '[]',
    goals        TEXT NOT NULL DEFAULT '[]',
    judgements   TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE UNIQUE INDEX maturity_areas_area_key ON maturity_areas (appraisal_id, area);

CREATE TABLE maturity_targets (
    id          TEXT NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    code        TEXT NOT NULL,
    section_id  TEXT NOT NULL REFERENCES organisations (id),
    model       TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    level       INTEGER NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    search      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX maturity_targets_code_key ON maturity_targets (code);
CREATE UNIQUE INDEX maturity_targets_fiscal_year_key ON maturity_targets (section_id, model, fiscal_year);
CREATE INDEX maturity_targets_model ON maturity_targets (model, fiscal_year);

-- Actions of a plan that were made of what was missing.
CREATE TABLE maturity_actions (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    appraisal_id TEXT NOT NULL REFERENCES maturity_appraisals (id),
    area         TEXT NOT NULL,
    group_id     TEXT NOT NULL DEFAULT '',
    practice     TEXT NOT NULL DEFAULT '',
    action_id    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX maturity_actions_practice_key ON maturity_actions (appraisal_id, area, group_id, practice);
CREATE INDEX maturity_actions_action ON maturity_actions (action_id);

-- What was confirmed stays as it was.
-- +goose StatementBegin
CREATE TRIGGER maturity_appraisals_frozen BEFORE UPDATE ON maturity_appraisals WHEN OLD.state = 'confirmed'
BEGIN
    SELECT RAISE(ABORT, 'a confirmed appraisal is immutable');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER maturity_appraisals_kept BEFORE DELETE ON maturity_appraisals WHEN OLD.state <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'only a draft can be deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER maturity_areas_frozen BEFORE UPDATE ON maturity_areas
WHEN EXISTS (SELECT 1 FROM maturity_appraisals a WHERE a.id = OLD.appraisal_id AND a.state = 'confirmed')
BEGIN
    SELECT RAISE(ABORT, 'a confirmed appraisal is immutable');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE maturity_actions;
DROP TABLE maturity_targets;
DROP TABLE maturity_areas;
DROP TABLE maturity_instances;
DROP TABLE maturity_appraisals;
