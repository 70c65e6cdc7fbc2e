-- +goose Up
-- Earned value of a project on a day: what was planned, earned and spent until then, in whole yen.
CREATE TABLE health_evm (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    as_of      DATE NOT NULL,
    bac        BIGINT NOT NULL CHECK (bac BETWEEN 1 AND 9007199254740991),
    pv         BIGINT NOT NULL CHECK (pv BETWEEN 0 AND 9007199254740991),
    ev         BIGINT NOT NULL CHECK (ev BETWEEN 0 AND 9007199254740991),
    ac         BIGINT NOT NULL CHECK (ac BETWEEN 0 AND 9007199254740991),
    note       TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX health_evm_as_of_key ON health_evm (project_id, as_of);

-- The present verdict on every running project and every system in the register that is not retired. It follows from other
-- records and can be made anew at any time; lists filter and sort by it.
CREATE TABLE health_states (
    id            TEXT COLLATE "C" PRIMARY KEY,
    subject       TEXT COLLATE "C" NOT NULL CHECK (subject IN ('project', 'system')),
    section_id    TEXT COLLATE "C" NOT NULL,
    overall       TEXT NOT NULL,
    severity      BIGINT NOT NULL,
    declared      TEXT NOT NULL,
    disagreement  BOOLEAN NOT NULL,
    report_stale  BOOLEAN NOT NULL,
    gate_waiting  BOOLEAN NOT NULL,
    dimensions    TEXT NOT NULL,
    fired         TEXT NOT NULL,
    reasons       TEXT NOT NULL,
    slip_days     BIGINT,
    spent         BIGINT,
    budget        BIGINT,
    open_high     BIGINT,
    overdue       BIGINT,
    year_cost     BIGINT,
    users         BIGINT,
    user_cost     BIGINT,
    kpi_permille  BIGINT,
    kpi_cost      BIGINT,
    judged_on     DATE NOT NULL,
    judged_at     TIMESTAMPTZ NOT NULL
);
-- Both indexes hold all that figures count, so that these read nothing else.
CREATE INDEX health_states_subject ON health_states (subject, severity, id, overall, disagreement, report_stale, gate_waiting);
CREATE INDEX health_states_section ON health_states (subject, section_id);
CREATE INDEX health_states_judged ON health_states (subject, judged_on);

-- The verdict of each day, kept.
CREATE TABLE health_snapshots (
    subject_id    TEXT COLLATE "C" NOT NULL,
    day           DATE NOT NULL,
    subject       TEXT COLLATE "C" NOT NULL,
    overall       TEXT NOT NULL,
    severity      BIGINT NOT NULL,
    declared      TEXT NOT NULL,
    disagreement  BOOLEAN NOT NULL,
    report_stale  BOOLEAN NOT NULL,
    gate_waiting  BOOLEAN NOT NULL,
    dimensions    TEXT NOT NULL,
    fired         TEXT NOT NULL,
    slip_days     BIGINT,
    spent         BIGINT,
    budget        BIGINT,
    open_high     BIGINT,
    overdue       BIGINT,
    PRIMARY KEY (subject_id, day)
);
CREATE INDEX health_snapshots_day ON health_snapshots (day, subject, overall, disagreement, report_stale, gate_waiting);

-- The days on which everything was judged, so that a day without a snapshot is known from one that found nothing.
CREATE TABLE health_days (
    day       DATE PRIMARY KEY,
    judged_at TIMESTAMPTZ NOT NULL,
    projects  BIGINT NOT NULL,
    systems   BIGINT NOT NULL
);

-- What is deleted, because it was registered by mistake, leaves no verdicts behind: figures of the past count verdicts alone.
-- +goose StatementBegin
CREATE FUNCTION take_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM health_states WHERE id = OLD.id;
    DELETE FROM health_snapshots WHERE subject_id = OLD.id;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER systems_take_verdicts AFTER DELETE ON systems FOR EACH ROW EXECUTE FUNCTION take_verdicts();
CREATE TRIGGER projects_take_verdicts AFTER DELETE ON projects FOR EACH ROW EXECUTE FUNCTION take_verdicts();

-- Up to where in the ledger the present verdicts have been brought, in microseconds.
INSERT INTO stamps (name, value) VALUES ('health', 0);

-- +goose Down
DROP TRIGGER projects_take_verdicts ON projects;
DROP TRIGGER systems_take_verdicts ON systems;
DROP FUNCTION take_verdicts();
DELETE FROM stamps WHERE name = 'health';
DROP TABLE health_days;
DROP TABLE health_snapshots;
DROP TABLE health_states;
DROP TABLE health_evm;
