-- +goose Up
-- An application is one round at one gate of a project. What is decided stays as it is: a correction is a new round.
CREATE TABLE gate_applications (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    project_id   TEXT NOT NULL REFERENCES projects (id),
    gate         TEXT NOT NULL,
    round        INTEGER NOT NULL CHECK (round >= 1),
    tier         TEXT NOT NULL,
    state        TEXT NOT NULL,
    outcome      TEXT NOT NULL DEFAULT '',
    number       TEXT,
    applicant_id TEXT NOT NULL REFERENCES organisations (id),
    head_id      TEXT REFERENCES people (id),
    submitted_by TEXT REFERENCES people (id),
    answers      TEXT NOT NULL DEFAULT '[]',
    documents    TEXT NOT NULL DEFAULT '[]',
    submitted_at TEXT,
    started_at   TEXT,
    decided_at   TEXT,
    due_on       TEXT,
    -- A round is decided or it is not; a number is given to what passed and to nothing else.
    CHECK ((outcome <> '') = (state IN ('decided', 'conditions', 'done'))),
    CHECK ((number IS NOT NULL) = (outcome IN ('approved', 'conditional')))
) STRICT;
CREATE UNIQUE INDEX gate_applications_round_key ON gate_applications (project_id, gate, round);
CREATE UNIQUE INDEX gate_applications_number_key ON gate_applications (number);
-- One round at a time, whatever two requests do at once.
CREATE UNIQUE INDEX gate_applications_open_key ON gate_applications (project_id, gate)
    WHERE state IN ('draft', 'submitted', 'coordination', 'review');
CREATE INDEX gate_applications_state ON gate_applications (state, tier, due_on);
CREATE INDEX gate_applications_updated ON gate_applications (updated_at, id);

-- Who wrote the documents, and who was asked to review: whose work it is, in one look-up.
CREATE TABLE gate_people (
    application_id TEXT NOT NULL REFERENCES gate_applications (id),
    role           TEXT NOT NULL CHECK (role IN ('preparer', 'reviewer')),
    position       INTEGER NOT NULL,
    person_id      TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (application_id, role, position)
) STRICT;
CREATE INDEX gate_people_person ON gate_people (person_id, role, application_id);

CREATE TABLE gate_opinions (
    id             TEXT NOT NULL PRIMARY KEY,
    version        INTEGER NOT NULL,
    created_at     TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    application_id TEXT NOT NULL REFERENCES gate_applications (id),
    project_id     TEXT NOT NULL REFERENCES projects (id),
    reviewer_id    TEXT NOT NULL REFERENCES people (id),
    dca            TEXT NOT NULL DEFAULT '',
    scale          INTEGER NOT NULL,
    comment        TEXT NOT NULL,
    recommendation TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX gate_opinions_reviewer_id_key ON gate_opinions (application_id, reviewer_id);

CREATE TABLE gate_decisions (
    id              TEXT NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL,
    application_id  TEXT NOT NULL REFERENCES gate_applications (id),
    project_id      TEXT NOT NULL REFERENCES projects (id),
    gate            TEXT NOT NULL,
    round           INTEGER NOT NULL,
    outcome         TEXT NOT NULL,
    reason          TEXT NOT NULL DEFAULT '',
    number          TEXT,
    decider_id      TEXT NOT NULL REFERENCES people (id),
    decider_title   TEXT NOT NULL DEFAULT '',
    decider_title_en TEXT NOT NULL DEFAULT '',
    authority       TEXT NOT NULL,
    substitute_for  TEXT REFERENCES posts (id),
    policy_sha      TEXT NOT NULL,
    readiness       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX gate_decisions_application_id_key ON gate_decisions (application_id);
CREATE UNIQUE INDEX gate_decisions_number_key ON gate_decisions (number);
CREATE INDEX gate_decisions_project ON gate_decisions (project_id);

CREATE TABLE gate_conditions (
    id             TEXT NOT NULL PRIMARY KEY,
    version        INTEGER NOT NULL,
    created_at     TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    application_id TEXT NOT NULL REFERENCES gate_applications (id),
    project_id     TEXT NOT NULL REFERENCES projects (id),
    gate           TEXT NOT NULL,
    no             INTEGER NOT NULL,
    text           TEXT NOT NULL,
    criticality    TEXT NOT NULL,
    owner_id       TEXT NOT NULL REFERENCES people (id),
    due_on         TEXT,
    due_gate       TEXT NOT NULL DEFAULT '',
    state          TEXT NOT NULL,
    evidence       TEXT NOT NULL DEFAULT '[]',
    comment        TEXT NOT NULL DEFAULT '',
    reported_by    TEXT REFERENCES people (id),
    reported_at    TEXT,
    verified_by    TEXT REFERENCES people (id),
    verified_at    TEXT,
    verify_comment TEXT NOT NULL DEFAULT '',
    waived_by      TEXT REFERENCES people (id),
    waived_at      TEXT,
    waived_reason  TEXT NOT NULL DEFAULT '',
    CHECK (due_on IS NOT NULL OR due_gate <> ''),
    -- Two keys: who owns or reported a condition never verifies it.
    CHECK (verified_by IS NULL OR (verified_by <> owner_id AND verified_by <> reported_by)),
    CHECK (state <> 'verified' OR verified_by IS NOT NULL),
    CHECK (state <> 'waived' OR (waived_by IS NOT NULL AND waived_by <> owner_id AND waived_reason <> ''))
) STRICT;
CREATE UNIQUE INDEX gate_conditions_no_key ON gate_conditions (application_id, no);
CREATE INDEX gate_conditions_project ON gate_conditions (project_id, state);
CREATE INDEX gate_conditions_state ON gate_conditions (state, due_on, id);
CREATE INDEX gate_conditions_owner ON gate_conditions (owner_id, state, due_on);

CREATE TABLE gate_skips (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    gate       TEXT NOT NULL,
    tier       TEXT NOT NULL,
    reason     TEXT NOT NULL CHECK (reason <> ''),
    authority  TEXT NOT NULL,
    decider_id TEXT NOT NULL REFERENCES people (id),
    policy_sha TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX gate_skips_gate_key ON gate_skips (project_id, gate);

-- +goose StatementBegin
CREATE TRIGGER gate_opinions_no_update BEFORE UPDATE ON gate_opinions
BEGIN
    SELECT RAISE(ABORT, 'gate_opinions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gate_opinions_no_delete BEFORE DELETE ON gate_opinions
BEGIN
    SELECT RAISE(ABORT, 'gate_opinions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gate_decisions_no_update BEFORE UPDATE ON gate_decisions
BEGIN
    SELECT RAISE(ABORT, 'gate_decisions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gate_decisions_no_delete BEFORE DELETE ON gate_decisions
BEGIN
    SELECT RAISE(ABORT, 'gate_decisions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gate_skips_no_update BEFORE UPDATE ON gate_skips
BEGIN
    SELECT RAISE(ABORT, 'gate_skips is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gate_skips_no_delete BEFORE DELETE ON gate_skips
BEGIN
    SELECT RAISE(ABORT, 'gate_skips is append-only');
END;
-- +goose StatementEnd

-- A decided round keeps what it was decided on; only its conditions may still bring it from conditions to done.
-- +goose StatementBegin
CREATE TRIGGER gate_applications_no_delete BEFORE DELETE ON gate_applications
BEGIN
    SELECT RAISE(ABORT, 'gate_applications is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gate_applications_frozen BEFORE UPDATE ON gate_applications
WHEN NEW.project_id <> OLD.project_id OR NEW.gate <> OLD.gate OR NEW.round <> OLD.round
    OR (OLD.outcome <> '' AND (NEW.outcome <> OLD.outcome OR NEW.number IS NOT OLD.number OR NEW.tier <> OLD.tier
        OR NEW.answers <> OLD.answers OR NEW.documents <> OLD.documents OR NEW.submitted_by IS NOT OLD.submitted_by
        OR (NEW.state <> OLD.state AND NOT (OLD.state = 'conditions' AND NEW.state = 'done'))))
    OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn')
BEGIN
    SELECT RAISE(ABORT, 'a round that ended is immutable');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE gate_skips;
DROP TABLE gate_conditions;
DROP TABLE gate_decisions;
DROP TABLE gate_opinions;
DROP TABLE gate_people;
DROP TABLE gate_applications;
