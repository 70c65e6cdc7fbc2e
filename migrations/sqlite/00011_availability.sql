-- +goose Up
CREATE TABLE availability_calendars (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT '',
    editions   TEXT NOT NULL,
    search     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX availability_calendars_code_key ON availability_calendars (code);

-- The service level of a system from a day on; without a calendar it promises nothing.
CREATE TABLE availability_targets (
    id          TEXT NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    system_id   TEXT NOT NULL REFERENCES systems (id),
    valid_from  TEXT NOT NULL,
    calendar_id TEXT REFERENCES availability_calendars (id),
    target      INTEGER CHECK (target BETWEEN 1 AND 1000000),
    note        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX availability_targets_valid_from_key ON availability_targets (system_id, valid_from);
CREATE INDEX availability_targets_calendar ON availability_targets (calendar_id, system_id);
CREATE INDEX availability_targets_from ON availability_targets (valid_from, id);

CREATE TABLE availability_maintenance (
    id            TEXT NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    code          TEXT NOT NULL,
    system_id     TEXT NOT NULL REFERENCES systems (id),
    title         TEXT NOT NULL,
    description   TEXT NOT NULL DEFAULT '',
    starts_at     TEXT NOT NULL,
    ends_at       TEXT NOT NULL CHECK (ends_at > starts_at),
    planned_by    TEXT NOT NULL,
    approved_at   TEXT,
    approved_by   TEXT REFERENCES people (id),
    announced_at  TEXT,
    announced_by  TEXT REFERENCES people (id),
    announced_how TEXT NOT NULL DEFAULT '',
    actual_start  TEXT,
    actual_end    TEXT,
    cancelled_at  TEXT,
    cancelled_by  TEXT REFERENCES people (id),
    cancel_reason TEXT NOT NULL DEFAULT '',
    search        TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX availability_maintenance_code_key ON availability_maintenance (code);
CREATE INDEX availability_maintenance_system ON availability_maintenance (system_id, starts_at);
CREATE INDEX availability_maintenance_starts ON availability_maintenance (starts_at, id);
CREATE INDEX availability_maintenance_running ON availability_maintenance (system_id) WHERE actual_start IS NOT NULL AND actual_end IS NULL AND cancelled_at IS NULL;

CREATE TABLE availability_outages (
    id               TEXT NOT NULL PRIMARY KEY,
    version          INTEGER NOT NULL,
    created_at       TEXT NOT NULL,
    updated_at       TEXT NOT NULL,
    code             TEXT NOT NULL,
    system_id        TEXT NOT NULL REFERENCES systems (id),
    title            TEXT NOT NULL,
    description      TEXT NOT NULL DEFAULT '',
    started_at       TEXT NOT NULL,
    ended_at         TEXT CHECK (ended_at > started_at),
    basis            TEXT NOT NULL,
    affected         INTEGER NOT NULL DEFAULT 0,
    total            INTEGER NOT NULL DEFAULT 0,
    cause            TEXT NOT NULL DEFAULT '',
    citizen_impact   INTEGER NOT NULL DEFAULT 0,
    functions        TEXT NOT NULL DEFAULT '[]',
    detected_at      TEXT,
    detection        TEXT NOT NULL DEFAULT '',
    recovery         TEXT NOT NULL DEFAULT '',
    reported_by      TEXT NOT NULL,
    excluded_at      TEXT,
    excluded_by      TEXT REFERENCES people (id),
    exclusion_reason TEXT NOT NULL DEFAULT '',
    search           TEXT NOT NULL,
    CHECK (affected BETWEEN 0 AND total)
) STRICT;
CREATE UNIQUE INDEX availability_outages_code_key ON availability_outages (code);
CREATE INDEX availability_outages_system ON availability_outages (system_id, started_at);
-- Holding all that outages are counted by, so that it reads nothing else.
CREATE INDEX availability_outages_facets ON availability_outages (system_id, cause, citizen_impact, ended_at, started_at, excluded_at);
CREATE INDEX availability_outages_started ON availability_outages (started_at, id);
CREATE INDEX availability_outages_ongoing ON availability_outages (started_at, id, system_id) WHERE ended_at IS NULL;
CREATE INDEX availability_outages_open ON availability_outages (system_id) WHERE ended_at IS NULL;
CREATE INDEX availability_outages_cause ON availability_outages (ended_at, id) WHERE cause = '';

-- What each system reached in each month. It follows from the tables above and is written with every change of them; see docs/adr/0013.
CREATE TABLE availability_months (
    id                 TEXT NOT NULL PRIMARY KEY,
    system_id          TEXT NOT NULL REFERENCES systems (id) ON DELETE CASCADE,
    month              TEXT NOT NULL,
    state              TEXT NOT NULL,
    service_seconds    INTEGER NOT NULL,
    planned_seconds    INTEGER NOT NULL,
    agreed_seconds     INTEGER NOT NULL,
    downtime_ms        INTEGER NOT NULL,
    downtime_all_ms    INTEGER NOT NULL,
    unweighted_seconds INTEGER NOT NULL,
    clusters           INTEGER NOT NULL,
    target             INTEGER,
    until              TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX availability_months_month_key ON availability_months (system_id, month);
-- Holding all that the months of many systems are added up from, and what the systems of a view are chosen and ordered by.
CREATE INDEX availability_months_of ON availability_months (month, system_id, agreed_seconds, downtime_ms, target);
CREATE INDEX systems_service ON systems (phase, criticality, citizen_facing, owner_id, id);

-- +goose Down
DROP INDEX systems_service;
DROP TABLE availability_months;
DROP TABLE availability_outages;
DROP TABLE availability_maintenance;
DROP TABLE availability_targets;
DROP TABLE availability_calendars;
