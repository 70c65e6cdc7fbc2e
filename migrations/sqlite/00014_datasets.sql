-- +goose Up
-- From stars on the columns follow from the others and from the last measurement; parts of the score are hundredths of a
-- percent, NULL while not measured. What depends on the day is reckoned from data_day and may_age when it is read.
CREATE TABLE datasets (
    id              TEXT NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL,
    code            TEXT NOT NULL,
    name            TEXT NOT NULL,
    kana            TEXT NOT NULL DEFAULT '',
    name_en         TEXT NOT NULL DEFAULT '',
    section_id      TEXT NOT NULL REFERENCES organisations (id),
    content         TEXT NOT NULL DEFAULT '',
    standard        TEXT NOT NULL DEFAULT '',
    columns         TEXT NOT NULL DEFAULT '[]',
    personal_data   TEXT NOT NULL DEFAULT '',
    anonymisation   TEXT NOT NULL DEFAULT '',
    update_interval TEXT NOT NULL DEFAULT '',
    updated_on      TEXT,
    format          TEXT NOT NULL DEFAULT '',
    structured      TEXT NOT NULL DEFAULT '',
    uris            TEXT NOT NULL DEFAULT '',
    linked          TEXT NOT NULL DEFAULT '',
    publication     TEXT NOT NULL DEFAULT '' CHECK (publication IN ('', 'public', 'limited', 'closed')),
    basis           TEXT NOT NULL DEFAULT '',
    licence         TEXT NOT NULL DEFAULT '',
    address         TEXT NOT NULL DEFAULT '',
    note            TEXT NOT NULL DEFAULT '',
    stars           INTEGER NOT NULL CHECK (stars BETWEEN 0 AND 5),
    completeness    INTEGER CHECK (completeness BETWEEN 0 AND 10000),
    schema_fit      INTEGER CHECK (schema_fit BETWEEN 0 AND 10000),
    uniqueness      INTEGER CHECK (uniqueness BETWEEN 0 AND 10000),
    machine         INTEGER CHECK (machine BETWEEN 0 AND 10000),
    metadata        INTEGER NOT NULL CHECK (metadata BETWEEN 0 AND 10000),
    sample          TEXT NOT NULL,
    measured_on     TEXT,
    row_count       INTEGER CHECK (row_count >= 0),
    use_fy          INTEGER NOT NULL DEFAULT 0,
    use_count       INTEGER CHECK (use_count >= 0),
    proposed        TEXT NOT NULL DEFAULT '',
    proposed_on     TEXT,
    proposed_by     TEXT REFERENCES people (id),
    data_day        INTEGER,
    may_age         INTEGER CHECK (may_age > 0),
    use_rank        INTEGER NOT NULL,
    search          TEXT NOT NULL,
    CHECK (publication NOT IN ('limited', 'closed') OR basis <> '')
) STRICT;
CREATE UNIQUE INDEX datasets_code_key ON datasets (code);
-- Holding all that figures are tallied by and scores are reckoned from.
CREATE INDEX datasets_figures ON datasets (section_id, stars, personal_data, publication, sample, completeness, schema_fit, uniqueness, machine, metadata, data_day, may_age, proposed, use_count, id);
CREATE INDEX datasets_kept ON datasets (format, update_interval, section_id);
CREATE INDEX datasets_uses ON datasets (use_rank, id, section_id);
CREATE INDEX datasets_stars ON datasets (stars, id);
CREATE INDEX datasets_updated ON datasets (updated_at, id);
CREATE INDEX datasets_proposed ON datasets (proposed, proposed_on, code);

-- The year in front: uses are summed by it.
CREATE TABLE dataset_uses (
    dataset_id  TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    fiscal_year INTEGER NOT NULL,
    uses        INTEGER CHECK (uses >= 0),
    example     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (dataset_id, fiscal_year)
) STRICT;
CREATE INDEX dataset_uses_year ON dataset_uses (fiscal_year, dataset_id, uses);

CREATE TABLE dataset_systems (
    dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    system_id  TEXT NOT NULL REFERENCES systems (id),
    PRIMARY KEY (dataset_id, position)
) STRICT;
CREATE INDEX dataset_systems_system ON dataset_systems (system_id, dataset_id);

CREATE TABLE dataset_procedures (
    dataset_id   TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    procedure_id TEXT NOT NULL REFERENCES procedures (id),
    PRIMARY KEY (dataset_id, position)
) STRICT;
CREATE INDEX dataset_procedures_procedure ON dataset_procedures (procedure_id, dataset_id);

-- What a sample showed on a day; the file is not kept.
CREATE TABLE dataset_measurements (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    dataset_id   TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    measured_on  TEXT NOT NULL,
    measured_by  TEXT REFERENCES people (id),
    by_name      TEXT NOT NULL DEFAULT '',
    file_name    TEXT NOT NULL,
    file_bytes   INTEGER NOT NULL,
    checksum     TEXT NOT NULL,
    format       TEXT NOT NULL,
    encoding     TEXT NOT NULL DEFAULT '',
    sheet        TEXT NOT NULL DEFAULT '',
    header_row   INTEGER NOT NULL,
    row_count    INTEGER NOT NULL CHECK (row_count >= 0),
    definition   TEXT NOT NULL,
    completeness INTEGER,
    schema_fit   INTEGER,
    uniqueness   INTEGER,
    checks       TEXT NOT NULL,
    found        TEXT NOT NULL
) STRICT;
CREATE INDEX dataset_measurements_dataset ON dataset_measurements (dataset_id, id);

CREATE TABLE dataset_proposals (
    id            TEXT NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    dataset_id    TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    publication   TEXT NOT NULL,
    basis         TEXT NOT NULL DEFAULT '',
    licence       TEXT NOT NULL DEFAULT '',
    anonymisation TEXT NOT NULL DEFAULT '',
    reason        TEXT NOT NULL,
    before        TEXT NOT NULL DEFAULT '',
    state         TEXT NOT NULL,
    proposed_on   TEXT NOT NULL,
    proposed_by   TEXT REFERENCES people (id),
    by_name       TEXT NOT NULL DEFAULT '',
    decided_on    TEXT,
    decided_by    TEXT REFERENCES people (id),
    decider       TEXT NOT NULL DEFAULT '',
    comment       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX dataset_proposals_dataset ON dataset_proposals (dataset_id, id);
-- Two cannot wait at once, whoever comes first.
CREATE UNIQUE INDEX dataset_proposals_waiting_key ON dataset_proposals (dataset_id) WHERE state = 'waiting';

CREATE TABLE logic_models (
    id              TEXT NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL,
    code            TEXT NOT NULL,
    name            TEXT NOT NULL,
    kana            TEXT NOT NULL DEFAULT '',
    name_en         TEXT NOT NULL DEFAULT '',
    section_id      TEXT NOT NULL REFERENCES organisations (id),
    theme           TEXT NOT NULL DEFAULT '',
    fy_from         INTEGER NOT NULL DEFAULT 0,
    fy_to           INTEGER NOT NULL DEFAULT 0,
    issue           TEXT NOT NULL DEFAULT '',
    evidence        TEXT NOT NULL DEFAULT '',
    evidence_url    TEXT NOT NULL DEFAULT '',
    because         TEXT NOT NULL DEFAULT '',
    therefore       TEXT NOT NULL DEFAULT '',
    nodes           TEXT NOT NULL DEFAULT '[]',
    links           TEXT NOT NULL DEFAULT '[]',
    indicators      TEXT NOT NULL DEFAULT '[]',
    actuals         TEXT NOT NULL DEFAULT '[]',
    external        TEXT NOT NULL DEFAULT '',
    cost            INTEGER CHECK (cost >= 0),
    evidence_level  INTEGER NOT NULL DEFAULT 0 CHECK (evidence_level BETWEEN 0 AND 4),
    action_id       TEXT REFERENCES plan_actions (id),
    project_id      TEXT REFERENCES projects (id),
    review_due_on   TEXT,
    note            TEXT NOT NULL DEFAULT '',
    gap_count       INTEGER NOT NULL,
    indicator_count INTEGER NOT NULL,
    measured_count  INTEGER NOT NULL,
    reached_count   INTEGER NOT NULL,
    verdict         TEXT NOT NULL DEFAULT '',
    reviewed_on     TEXT,
    search          TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX logic_models_code_key ON logic_models (code);
CREATE INDEX logic_models_figures ON logic_models (theme, evidence_level, verdict, gap_count, measured_count, review_due_on, section_id);
CREATE INDEX logic_models_section ON logic_models (section_id, review_due_on);
CREATE INDEX logic_models_updated ON logic_models (updated_at, id);
CREATE INDEX logic_models_gaps ON logic_models (gap_count, id);
CREATE INDEX logic_models_action ON logic_models (action_id);
CREATE INDEX logic_models_project ON logic_models (project_id);

-- What stands in the indicators, guarded by the database.
CREATE TABLE logic_model_datasets (
    model_id   TEXT NOT NULL REFERENCES logic_models (id) ON DELETE CASCADE,
    dataset_id TEXT NOT NULL REFERENCES datasets (id),
    PRIMARY KEY (model_id, dataset_id)
) STRICT;
CREATE INDEX logic_model_datasets_dataset ON logic_model_datasets (dataset_id, model_id);

CREATE TABLE logic_model_reviews (
    id          TEXT NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    model_id    TEXT NOT NULL REFERENCES logic_models (id) ON DELETE CASCADE,
    verdict     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    next        TEXT NOT NULL DEFAULT '',
    next_due_on TEXT,
    reviewed_on TEXT NOT NULL,
    reviewed_by TEXT REFERENCES people (id),
    by_name     TEXT NOT NULL DEFAULT '',
    lines       TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX logic_model_reviews_model ON logic_model_reviews (model_id, id);

-- +goose Down
DROP TABLE logic_model_reviews;
DROP TABLE logic_model_datasets;
DROP TABLE logic_models;
DROP TABLE dataset_proposals;
DROP TABLE dataset_measurements;
DROP TABLE dataset_procedures;
DROP TABLE dataset_systems;
DROP TABLE dataset_uses;
DROP TABLE datasets;
