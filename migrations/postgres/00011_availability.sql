-- +goose Up
CREATE TABLE availability_calendars (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT '',
    editions   TEXT NOT NULL,
    search     TEXT NOT NULL
);
CREATE UNIQUE INDEX availability_calendars_code_key ON availability_calendars (code);

-- The service level of a system from a day on; without a calendar it promises nothing.
CREATE TABLE availability_targets (
    id          TEXT COLLATE "C" PRIMARY KEY,
    version     BIGINT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL,
    system_id   TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    valid_from  DATE NOT NULL,
    calendar_id TEXT COLLATE "C" REFERENCES availability_calendars (id),
    target      BIGINT CHECK (target BETWEEN 1 AND 1000000),
    note        TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX availability_targets_valid_from_key ON availability_targets (system_id, valid_from);
CREATE INDEX availability_targets_calendar ON availability_targets (calendar_id, system_id);
CREATE INDEX availability_targets_from ON availability_targets (valid_from, id);

CREATE TABLE availability_maintenance (
    id            TEXT COLLATE "C" PRIMARY KEY,
    version       BIGINT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    code          TEXT COLLATE "C" NOT NULL,
    system_id     TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    title         TEXT NOT NULL,
    description   TEXT NOT NULL DEFAULT '',
    starts_at     TIMESTAMPTZ NOT NULL,
    ends_at       TIMESTAMPTZ NOT NULL CHECK (ends_at > starts_at),
    planned_by    TEXT COLLATE "C" NOT NULL,
    approved_at   TIMESTAMPTZ,
    approved_by   TEXT COLLATE "C" REFERENCES people (id),
    announced_at  TIMESTAMPTZ,
    announced_by  TEXT COLLATE "C" REFERENCES people (id),
    announced_how TEXT NOT NULL DEFAULT '',
    actual_start  TIMESTAMPTZ,
    actual_end    TIMESTAMPTZ,
    cancelled_at  TIMESTAMPTZ,
    cancelled_by  TEXT COLLATE "C" REFERENCES people (id),
    cancel_reason TEXT NOT NULL DEFAULT '',
    search        TEXT NOT NULL
);
CREATE UNIQUE INDEX availability_maintenance_code_key ON availability_maintenance (code);
CREATE INDEX availability_maintenance_system ON availability_maintenance (system_id, starts_at);
CREATE INDEX availability_maintenance_starts ON availability_maintenance (starts_at, id);
CREATE INDEX availability_maintenance_running ON availability_maintenance (system_id) WHERE actual_start IS NOT NULL AND actual_end IS NULL AND cancelled_at IS NULL;

CREATE TABLE availability_outages (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    code             TEXT COLLATE "C" NOT NULL,
    system_id        TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    title            TEXT NOT NULL,
    description      TEXT NOT NULL DEFAULT '',
    started_at       TIMESTAMPTZ NOT NULL,
    ended_at         TIMESTAMPTZ CHECK (ended_at > started_at),
    basis            TEXT COLLATE "C" NOT NULL,
    affected         BIGINT NOT NULL DEFAULT 0,
    total            BIGINT NOT NULL DEFAULT 0,
    cause            TEXT COLLATE "C" NOT NULL DEFAULT '',
    citizen_impact   BOOLEAN NOT NULL DEFAULT FALSE,
    functions        TEXT NOT NULL DEFAULT '[]',
    detected_at      TIMESTAMPTZ,
    detection        TEXT NOT NULL DEFAULT '',
    recovery         TEXT NOT NULL DEFAULT '',
    reported_by      TEXT COLLATE "C" NOT NULL,
    excluded_at      TIMESTAMPTZ,
    excluded_by      TEXT COLLATE "C" REFERENCES people (id),
    exclusion_reason TEXT NOT NULL DEFAULT '',
    search           TEXT NOT NULL,
    CHECK (affected BETWEEN 0 AND total)
);
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
    id                 TEXT COLLATE "C" PRIMARY KEY,
    system_id          TEXT COLLATE "C" NOT NULL REFERENCES systems (id) ON DELETE CASCADE,
    month              TEXT COLLATE "C" NOT NULL,
    state              TEXT COLLATE "C" NOT NULL,
    service_seconds    BIGINT NOT NULL,
    planned_seconds    BIGINT NOT NULL,
    agreed_seconds     BIGINT NOT NULL,
    downtime_ms        BIGINT NOT NULL,
    downtime_all_ms    BIGINT NOT NULL,
    unweighted_seconds BIGINT NOT NULL,
    clusters           BIGINT NOT NULL,
    target             BIGINT,
    until              TIMESTAMPTZ NOT NULL
);
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
