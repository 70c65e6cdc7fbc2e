-- +goose Up
-- What a system is worth and how fit it is, as judged on a day. The present one of a system has superseded_by ''; the others
-- name the one that took their place, so that there is one present one and one line of them.
CREATE TABLE time_assessments (
    id             TEXT COLLATE "C" PRIMARY KEY,
    version        BIGINT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL,
    system_id      TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    statutory      BOOLEAN NOT NULL DEFAULT FALSE,
    answers        TEXT NOT NULL DEFAULT '[]',
    disposition    TEXT NOT NULL DEFAULT '',
    rationale      TEXT NOT NULL DEFAULT '',
    assessed_on    DATE NOT NULL,
    assessed_by_id TEXT COLLATE "C" REFERENCES people (id),
    edition        TEXT NOT NULL,
    business       BIGINT CHECK (business BETWEEN 100 AND 500),
    technical      BIGINT CHECK (technical BETWEEN 100 AND 500),
    business_open  BIGINT NOT NULL CHECK (business_open BETWEEN 0 AND 100),
    technical_open BIGINT NOT NULL CHECK (technical_open BETWEEN 0 AND 100),
    quadrant       TEXT NOT NULL CHECK (quadrant IN ('invest', 'tolerate', 'migrate', 'eliminate', 'unjudged')),
    merger         BOOLEAN NOT NULL DEFAULT FALSE,
    superseded_by  TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX time_assessments_system_id_key ON time_assessments (superseded_by, system_id);
CREATE INDEX time_assessments_system ON time_assessments (system_id, assessed_on);
-- Holding all that the quadrants are counted from.
CREATE INDEX time_assessments_quadrant ON time_assessments (superseded_by, quadrant, merger, disposition, statutory, assessed_on, business, technical, system_id);

CREATE TABLE capabilities (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT '',
    parent_id  TEXT COLLATE "C" REFERENCES capabilities (id),
    level      BIGINT NOT NULL CHECK (level BETWEEN 1 AND 3),
    search     TEXT NOT NULL
);
CREATE UNIQUE INDEX capabilities_code_key ON capabilities (code);
CREATE INDEX capabilities_parent ON capabilities (parent_id, code);

-- What rationalisation has to know of a system beyond the register.
CREATE TABLE rationalisation_profiles (
    id                TEXT COLLATE "C" PRIMARY KEY,
    version           BIGINT NOT NULL,
    created_at        TIMESTAMPTZ NOT NULL,
    updated_at        TIMESTAMPTZ NOT NULL,
    system_id         TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    product           TEXT NOT NULL DEFAULT '',
    data_entities     TEXT NOT NULL DEFAULT '[]',
    maintainers       BIGINT CHECK (maintainers >= 0),
    lease_ends_on     DATE,
    successor_id      TEXT COLLATE "C" REFERENCES systems (id),
    successor_live_on DATE,
    renewal_amount    BIGINT CHECK (renewal_amount >= 0),
    renewal_basis     TEXT NOT NULL DEFAULT '',
    note              TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX rationalisation_profiles_system_id_key ON rationalisation_profiles (system_id);
CREATE INDEX rationalisation_profiles_lease ON rationalisation_profiles (lease_ends_on, id);
CREATE INDEX rationalisation_profiles_successor ON rationalisation_profiles (successor_id);

CREATE TABLE capability_systems (
    profile_id    TEXT COLLATE "C" NOT NULL REFERENCES rationalisation_profiles (id) ON DELETE CASCADE,
    position      BIGINT NOT NULL,
    capability_id TEXT COLLATE "C" NOT NULL REFERENCES capabilities (id),
    system_id     TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    PRIMARY KEY (profile_id, position)
);
CREATE INDEX capability_systems_capability ON capability_systems (capability_id, system_id);
CREATE INDEX capability_systems_system ON capability_systems (system_id, capability_id);

-- Pairs of systems that share business functions; follows from capability_systems with every change of it. From which percent
-- on two of them are candidates for a merger, the settings say.
CREATE TABLE capability_overlaps (
    id       TEXT COLLATE "C" PRIMARY KEY,
    a_id     TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    b_id     TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    shared   BIGINT NOT NULL,
    together BIGINT NOT NULL,
    percent  BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100)
);
CREATE INDEX capability_overlaps_percent ON capability_overlaps (percent, id);
CREATE INDEX capability_overlaps_a ON capability_overlaps (a_id, b_id);
CREATE INDEX capability_overlaps_b ON capability_overlaps (b_id, a_id);

CREATE TABLE consolidation_cases (
    id             TEXT COLLATE "C" PRIMARY KEY,
    version        BIGINT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL,
    code           TEXT COLLATE "C" NOT NULL,
    name           TEXT NOT NULL,
    name_en        TEXT NOT NULL DEFAULT '',
    summary        TEXT NOT NULL DEFAULT '',
    section_id     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    run_before     BIGINT CHECK (run_before >= 0),
    run_after      BIGINT CHECK (run_after >= 0),
    one_off        BIGINT CHECK (one_off >= 0),
    basis          TEXT NOT NULL DEFAULT '',
    state          TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'done', 'dropped')),
    proposed_by_id TEXT COLLATE "C" REFERENCES people (id),
    written_by     TEXT NOT NULL DEFAULT '[]',
    decided_on     DATE,
    decided_by_id  TEXT COLLATE "C" REFERENCES people (id),
    decision_note  TEXT NOT NULL DEFAULT '',
    finished_on    DATE,
    saving         BIGINT NOT NULL DEFAULT 0,
    search         TEXT NOT NULL
);
CREATE UNIQUE INDEX consolidation_cases_code_key ON consolidation_cases (code);
CREATE INDEX consolidation_cases_state ON consolidation_cases (state, id);
CREATE INDEX consolidation_cases_saving ON consolidation_cases (saving, id);
CREATE INDEX consolidation_cases_updated ON consolidation_cases (updated_at, id);
CREATE INDEX consolidation_cases_section ON consolidation_cases (section_id, id);

-- claim is '' once the case is approved, and the case's id while it is only proposed or was dropped: a system is absorbed by
-- exactly one.
CREATE TABLE consolidation_members (
    case_id     TEXT COLLATE "C" NOT NULL REFERENCES consolidation_cases (id) ON DELETE CASCADE,
    position    BIGINT NOT NULL,
    system_id   TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    absorbed_by TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    retire_on   DATE NOT NULL,
    claim       TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (case_id, position),
    CHECK (system_id <> absorbed_by)
);
CREATE UNIQUE INDEX consolidation_members_system_id_key ON consolidation_members (claim, system_id);
CREATE INDEX consolidation_members_system ON consolidation_members (system_id);
CREATE INDEX consolidation_members_absorber ON consolidation_members (absorbed_by, system_id);

-- +goose Down
DROP TABLE consolidation_members;
DROP TABLE consolidation_cases;
DROP TABLE capability_overlaps;
DROP TABLE capability_systems;
DROP TABLE rationalisation_profiles;
DROP TABLE capabilities;
DROP TABLE time_assessments;
