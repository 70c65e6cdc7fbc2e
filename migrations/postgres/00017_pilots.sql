-- +goose Up
CREATE TABLE pilots (
    id             TEXT COLLATE "C" PRIMARY KEY,
    version        BIGINT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL,
    code           TEXT COLLATE "C" NOT NULL,
    name           TEXT NOT NULL,
    kana           TEXT NOT NULL DEFAULT '',
    name_en        TEXT NOT NULL DEFAULT '',
    business       TEXT NOT NULL,
    business_en    TEXT NOT NULL DEFAULT '',
    technology     TEXT NOT NULL,
    purpose        TEXT NOT NULL,
    section_id     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    manager_id     TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    starts_on      DATE NOT NULL,
    ends_on        DATE NOT NULL,
    target_cases   BIGINT NOT NULL CHECK (target_cases > 0),
    project_id     TEXT COLLATE "C" REFERENCES projects (id),
    personal_data  TEXT NOT NULL,
    privacy_note   TEXT NOT NULL DEFAULT '',
    accountability TEXT NOT NULL DEFAULT '',
    human_check    TEXT NOT NULL,
    one_off_cost   BIGINT CHECK (one_off_cost >= 0),
    yearly_cost    BIGINT CHECK (yearly_cost >= 0),
    readings       TEXT NOT NULL DEFAULT '[]',
    note           TEXT NOT NULL DEFAULT '',
    stage          TEXT NOT NULL CHECK (stage IN ('planned', 'running', 'widened', 'ended')),
    started_on     DATE,
    started_by     TEXT COLLATE "C" REFERENCES people (id),
    closed_on      DATE,
    set_no         BIGINT NOT NULL DEFAULT 0,
    criteria_no    BIGINT NOT NULL DEFAULT 0,
    search         TEXT NOT NULL,
    CHECK ((stage = 'planned') = (started_on IS NULL)),
    CHECK ((stage IN ('widened', 'ended')) = (closed_on IS NOT NULL))
);
CREATE UNIQUE INDEX pilots_code_key ON pilots (code);
CREATE INDEX pilots_ends ON pilots (ends_on, id);
CREATE INDEX pilots_starts ON pilots (starts_on, id);
CREATE INDEX pilots_updated ON pilots (updated_at, id);
CREATE INDEX pilots_section ON pilots (section_id, stage);
CREATE INDEX pilots_stage ON pilots (stage, ends_on);
CREATE INDEX pilots_project ON pilots (project_id);

CREATE TABLE pilot_wards (
    pilot_id TEXT COLLATE "C" NOT NULL REFERENCES pilots (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    ward_id  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (pilot_id, position)
);
CREATE INDEX pilot_wards_ward ON pilot_wards (ward_id, pilot_id);

-- What must be shown: a version never changes, the next one stands beside it.
CREATE TABLE pilot_criteria (
    id                TEXT COLLATE "C" PRIMARY KEY,
    version           BIGINT NOT NULL,
    created_at        TIMESTAMPTZ NOT NULL,
    updated_at        TIMESTAMPTZ NOT NULL,
    pilot_id          TEXT COLLATE "C" NOT NULL REFERENCES pilots (id) ON DELETE CASCADE,
    no                BIGINT NOT NULL,
    metric            TEXT NOT NULL CHECK (metric IN ('top1', 'top3')),
    target_percent    BIGINT NOT NULL CHECK (target_percent BETWEEN 1 AND 99),
    min_cases         BIGINT NOT NULL CHECK (min_cases > 0),
    min_seconds_saved BIGINT,
    min_timed         BIGINT,
    min_satisfied     BIGINT,
    min_asked         BIGINT,
    give_up           TEXT NOT NULL,
    reason            TEXT NOT NULL DEFAULT '',
    set_on            DATE NOT NULL,
    set_by            TEXT COLLATE "C" REFERENCES people (id),
    after_start       BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX pilot_criteria_no_key ON pilot_criteria (pilot_id, no);

CREATE TABLE pilot_sets (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    pilot_id   TEXT COLLATE "C" NOT NULL REFERENCES pilots (id) ON DELETE CASCADE,
    no         BIGINT NOT NULL,
    edition    TEXT NOT NULL,
    what       TEXT NOT NULL,
    since      DATE NOT NULL
);
CREATE UNIQUE INDEX pilot_sets_no_key ON pilot_sets (pilot_id, no);
CREATE UNIQUE INDEX pilot_sets_edition_key ON pilot_sets (pilot_id, edition);

-- The edition stands in the case as well: a file, a filter and a figure name it so.
CREATE TABLE pilot_cases (
    id             TEXT COLLATE "C" PRIMARY KEY,
    version        BIGINT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL,
    code           TEXT COLLATE "C" NOT NULL,
    pilot_id       TEXT COLLATE "C" NOT NULL REFERENCES pilots (id),
    set_id         TEXT COLLATE "C" NOT NULL REFERENCES pilot_sets (id),
    ward_id        TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    edition        TEXT NOT NULL,
    rank           TEXT NOT NULL CHECK (rank IN ('top1', 'top3', 'none')),
    seconds_before BIGINT CHECK (seconds_before >= 0),
    seconds_after  BIGINT CHECK (seconds_after >= 0),
    handled_on     DATE,
    checked_by_id  TEXT COLLATE "C" REFERENCES people (id),
    note           TEXT NOT NULL DEFAULT '',
    voided_on      DATE,
    voided_by      TEXT COLLATE "C" REFERENCES people (id),
    void_reason    TEXT NOT NULL DEFAULT '',
    search         TEXT NOT NULL,
    CHECK ((voided_on IS NULL) = (void_reason = ''))
);
CREATE UNIQUE INDEX pilot_cases_code_key ON pilot_cases (code);
-- Holding all that the results are counted from.
CREATE INDEX pilot_cases_result ON pilot_cases (pilot_id, set_id, ward_id, rank, checked_by_id, seconds_before, seconds_after, voided_on, version);
CREATE INDEX pilot_cases_list ON pilot_cases (pilot_id, code);
CREATE INDEX pilot_cases_set ON pilot_cases (set_id);
CREATE INDEX pilot_cases_ward ON pilot_cases (ward_id, code);
CREATE INDEX pilot_cases_rank ON pilot_cases (rank, checked_by_id, pilot_id, voided_on);
CREATE INDEX pilot_cases_updated ON pilot_cases (updated_at, id);

-- What was decided, with the figures of that moment: never changed, never removed.
CREATE TABLE pilot_decisions (
    id              TEXT COLLATE "C" PRIMARY KEY,
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    pilot_id        TEXT COLLATE "C" NOT NULL REFERENCES pilots (id),
    no              BIGINT NOT NULL,
    outcome         TEXT NOT NULL CHECK (outcome IN ('widen', 'continue', 'end')),
    reason          TEXT NOT NULL,
    scope           TEXT NOT NULL DEFAULT '',
    ends_on         DATE,
    lessons         TEXT NOT NULL DEFAULT '',
    meeting         TEXT NOT NULL DEFAULT '',
    decided_on      DATE NOT NULL,
    decided_by      TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    decided_by_name TEXT NOT NULL,
    set_no          BIGINT NOT NULL,
    edition         TEXT NOT NULL,
    criteria_no     BIGINT NOT NULL,
    after_start     BOOLEAN NOT NULL DEFAULT FALSE,
    metric          TEXT NOT NULL,
    target_percent  BIGINT NOT NULL,
    correct         BIGINT NOT NULL,
    cases           BIGINT NOT NULL,
    corrected       BIGINT NOT NULL DEFAULT 0,
    voided          BIGINT NOT NULL DEFAULT 0,
    verdict         TEXT NOT NULL
);
CREATE UNIQUE INDEX pilot_decisions_no_key ON pilot_decisions (pilot_id, no);

-- +goose StatementBegin
CREATE FUNCTION pilot_rows_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER pilot_decisions_no_change BEFORE UPDATE OR DELETE ON pilot_decisions FOR EACH ROW EXECUTE FUNCTION pilot_rows_frozen();
CREATE TRIGGER pilot_decisions_no_truncate BEFORE TRUNCATE ON pilot_decisions FOR EACH STATEMENT EXECUTE FUNCTION pilot_rows_frozen();
CREATE TRIGGER pilot_criteria_no_update BEFORE UPDATE ON pilot_criteria FOR EACH ROW EXECUTE FUNCTION pilot_rows_frozen();

-- +goose Down
DROP TABLE pilot_decisions;
DROP TABLE pilot_cases;
DROP TABLE pilot_sets;
DROP TABLE pilot_criteria;
DROP TABLE pilot_wards;
DROP TABLE pilots;
DROP FUNCTION pilot_rows_frozen();
