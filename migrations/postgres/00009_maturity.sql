-- +goose Up
-- The columns from level on follow from the areas; they stand here because lists show, filter and sort by them.
CREATE TABLE maturity_appraisals (
    id            TEXT COLLATE "C" PRIMARY KEY,
    version       BIGINT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    code          TEXT COLLATE "C" NOT NULL,
    model         TEXT COLLATE "C" NOT NULL,
    model_digest  TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('self', 'assessor')),
    subject       TEXT NOT NULL CHECK (subject IN ('organisation', 'project')),
    subject_id    TEXT COLLATE "C" NOT NULL,
    section_id    TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    project_id    TEXT COLLATE "C" REFERENCES projects (id),
    fiscal_year   BIGINT NOT NULL,
    due_on        DATE,
    note          TEXT NOT NULL DEFAULT '',
    state         TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'confirmed')),
    raters        TEXT NOT NULL DEFAULT '[]',
    submitted_by  TEXT COLLATE "C" REFERENCES people (id),
    submitted_at  TIMESTAMPTZ,
    confirmed_by  TEXT COLLATE "C" REFERENCES people (id),
    confirmed_at  TIMESTAMPTZ,
    return_reason TEXT NOT NULL DEFAULT '',
    level         BIGINT,
    pending       BIGINT NOT NULL DEFAULT 0,
    unanswered    BIGINT NOT NULL DEFAULT 0,
    unrated       BIGINT NOT NULL DEFAULT 0,
    search        TEXT NOT NULL
);
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
    appraisal_id    TEXT COLLATE "C" NOT NULL REFERENCES maturity_appraisals (id) ON DELETE CASCADE,
    position        BIGINT NOT NULL,
    key             TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('project', 'support')),
    name            TEXT NOT NULL,
    project_id      TEXT COLLATE "C" REFERENCES projects (id),
    organisation_id TEXT COLLATE "C" REFERENCES organisations (id),
    areas           TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (appraisal_id, position)
);
CREATE INDEX maturity_instances_project ON maturity_instances (project_id);
CREATE INDEX maturity_instances_organisation ON maturity_instances (organisation_id);

-- One row an area of the model: what people entered, last, and what follows from it, before it.
CREATE TABLE maturity_areas (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    appraisal_id TEXT COLLATE "C" NOT NULL REFERENCES maturity_appraisals (id) ON DELETE CASCADE,
    area         TEXT COLLATE "C" NOT NULL,
    scope        TEXT NOT NULL CHECK (scope IN ('in', 'na', 'out')),
    scope_reason TEXT NOT NULL DEFAULT '',
    status       TEXT NOT NULL,
    capability   BIGINT,
    pending      BIGINT NOT NULL DEFAULT 0,
    unanswered   BIGINT NOT NULL DEFAULT 0,
    unrated      BIGINT NOT NULL DEFAULT 0,
    rated        BIGINT NOT NULL DEFAULT 0,
    ratings      TEXT NOT NULL DEFAULT '[]',
    goals        TEXT NOT NULL DEFAULT '[]',
    judgements   TEXT NOT NULL DEFAULT '[]'
);
CREATE UNIQUE INDEX maturity_areas_area_key ON maturity_areas (appraisal_id, area);

CREATE TABLE maturity_targets (
    id          TEXT COLLATE "C" PRIMARY KEY,
    version     BIGINT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL,
    code        TEXT COLLATE "C" NOT NULL,
    section_id  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    model       TEXT COLLATE "C" NOT NULL,
    fiscal_year BIGINT NOT NULL,
    level       BIGINT NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    search      TEXT NOT NULL
);
CREATE UNIQUE INDEX maturity_targets_code_key ON maturity_targets (code);
CREATE UNIQUE INDEX maturity_targets_fiscal_year_key ON maturity_targets (section_id, model, fiscal_year);
CREATE INDEX maturity_targets_model ON maturity_targets (model, fiscal_year);

-- Actions of a plan that were made of what was missing.
CREATE TABLE maturity_actions (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    appraisal_id TEXT COLLATE "C" NOT NULL REFERENCES maturity_appraisals (id),
    area         TEXT COLLATE "C" NOT NULL,
    group_id     TEXT COLLATE "C" NOT NULL DEFAULT '',
    practice     TEXT COLLATE "C" NOT NULL DEFAULT '',
    action_id    TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX maturity_actions_practice_key ON maturity_actions (appraisal_id, area, group_id, practice);
CREATE INDEX maturity_actions_action ON maturity_actions (action_id);

-- What was confirmed stays as it was.
-- +goose StatementBegin
CREATE FUNCTION maturity_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'maturity_areas' THEN
        IF EXISTS (SELECT 1 FROM maturity_appraisals a WHERE a.id = OLD.appraisal_id AND a.state = 'confirmed') THEN
            RAISE EXCEPTION 'a confirmed appraisal is immutable';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'only a draft can be deleted';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state = 'confirmed' THEN
        RAISE EXCEPTION 'a confirmed appraisal is immutable';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER maturity_appraisals_frozen BEFORE UPDATE OR DELETE ON maturity_appraisals FOR EACH ROW EXECUTE FUNCTION maturity_frozen();
CREATE TRIGGER maturity_areas_frozen BEFORE UPDATE ON maturity_areas FOR EACH ROW EXECUTE FUNCTION maturity_frozen();

-- +goose Down
DROP TABLE maturity_actions;
DROP TABLE maturity_targets;
DROP TABLE maturity_areas;
DROP TABLE maturity_instances;
DROP TABLE maturity_appraisals;
DROP FUNCTION maturity_frozen();
