-- +goose Up
-- Earned value of a project on a day: what was planned, earned and spent until then, in whole yen.
CREATE TABLE health_evm (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    as_of      TEXT NOT NULL,
    bac        INTEGER NOT NULL CHECK (bac BETWEEN 1 AND 9007199254740991),
    pv         INTEGER NOT NULL CHECK (pv BETWEEN 0 AND 9007199254740991),
    ev         INTEGER NOT NULL CHECK (ev BETWEEN 0 AND 9007199254740991),
    ac         INTEGER NOT NULL CHECK (ac BETWEEN 0 AND 9007199254740991),
    note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX health_evm_as_of_key ON health_evm (project_id, as_of);

-- The present verdict on every running project and every system in the register that is not retired. It follows from other
-- records and can be made anew at any time; lists filter and sort by it.
CREATE TABLE health_states (
    id            TEXT NOT NULL PRIMARY KEY,
    subject       TEXT NOT NULL CHECK (subject IN ('project', 'system')),
    section_id    TEXT NOT NULL,
    overall       TEXT NOT NULL,
    severity      INTEGER NOT NULL,
    declared      TEXT NOT NULL,
    disagreement  INTEGER NOT NULL,
    report_stale  INTEGER NOT NULL,
    gate_waiting  INTEGER NOT NULL,
    dimensions    TEXT NOT NULL,
    fired         TEXT NOT NULL,
    reasons       TEXT NOT NULL,
    slip_days     INTEGER,
    spent         INTEGER,
    budget        INTEGER,
    open_high     INTEGER,
    overdue       INTEGER,
    year_cost     INTEGER,
    users         INTEGER,
    user_cost     INTEGER,
    kpi_permille  INTEGER,
    kpi_cost      INTEGER,
    judged_on     TEXT NOT NULL,
    judged_at     TEXT NOT NULL
) STRICT;
-- Both indexes hold all that figures count, so that these read nothing else.
CREATE INDEX health_states_subject ON health_states (subject, severity, id, overall, disagreement, report_stale, gate_waiting);
CREATE INDEX health_states_section ON health_states (subject, section_id);
CREATE INDEX health_states_judged ON health_states (subject, judged_on);

-- The verdict of each day, kept.
CREATE TABLE health_snapshots (
    subject_id    TEXT NOT NULL,
    day           TEXT NOT NULL,
    subject       TEXT NOT NULL,
    overall       TEXT NOT NULL,
    severity      INTEGER NOT NULL,
    declared      TEXT NOT NULL,
    disagreement  INTEGER NOT NULL,
    report_stale  INTEGER NOT NULL,
    gate_waiting  INTEGER NOT NULL,
    dimensions    TEXT NOT NULL,
    fired         TEXT NOT NULL,
    slip_days     INTEGER,
    spent         INTEGER,
    budget        INTEGER,
    open_high     INTEGER,
    overdue       INTEGER,
    PRIMARY KEY (subject_id, day)
) STRICT;
CREATE INDEX health_snapshots_day ON health_snapshots (day, subject, overall, disagreement, report_stale, gate_waiting);

-- The days on which everything was judged, so that a day without a snapshot is known from one that found nothing.
CREATE TABLE health_days (
    day       TEXT NOT NULL PRIMARY KEY,
    judged_at TEXT NOT NULL,
    projects  INTEGER NOT NULL,
    systems   INTEGER NOT NULL
) STRICT;

-- What is deleted, because it was registered by mistake, leaves no verdicts behind: figures of the past count verdicts alone.
-- +goose StatementBegin
CREATE TRIGGER systems_take_verdicts AFTER DELETE ON systems
BEGIN
    DELETE FROM health_states WHERE id = OLD.id;
    DELETE FROM health_snapshots WHERE subject_id = OLD.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER projects_take_verdicts AFTER DELETE ON projects
BEGIN
    DELETE FROM health_states WHERE id = OLD.id;
    DELETE FROM health_snapshots WHERE subject_id = OLD.id;
END;
-- +goose StatementEnd

-- Up to where in the ledger the present verdicts have been brought, in microseconds.
INSERT INTO stamps (name, value) VALUES ('health', 0);

-- +goose Down
DROP TRIGGER projects_take_verdicts;
DROP TRIGGER systems_take_verdicts;
DELETE FROM stamps WHERE name = 'health';
DROP TABLE health_days;
DROP TABLE health_snapshots;
DROP TABLE health_states;
DROP TABLE health_evm;
