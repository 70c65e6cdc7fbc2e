-- +goose Up
-- An application is one round at one gate of a project. What is decided stays as it is: a correction is a new round.
CREATE TABLE gate_applications (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL,
    project_id   TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    gate         TEXT COLLATE "C" NOT NULL,
    round        BIGINT NOT NULL CHECK (round >= 1),
    tier         TEXT COLLATE "C" NOT NULL,
    state        TEXT COLLATE "C" NOT NULL,
    outcome      TEXT NOT NULL DEFAULT '',
    number       TEXT COLLATE "C",
    applicant_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    head_id      TEXT COLLATE "C" REFERENCES people (id),
    submitted_by TEXT COLLATE "C" REFERENCES people (id),
    answers      TEXT NOT NULL DEFAULT '[]',
    documents    TEXT NOT NULL DEFAULT '[]',
    submitted_at TIMESTAMPTZ,
    started_at   TIMESTAMPTZ,
    decided_at   TIMESTAMPTZ,
    due_on       DATE,
    -- A round is decided or it is not; a number is given to what passed and to nothing else.
    CHECK ((outcome <> '') = (state IN ('decided', 'conditions', 'done'))),
    CHECK ((number IS NOT NULL) = (outcome IN ('approved', 'conditional')))
);
CREATE UNIQUE INDEX gate_applications_round_key ON gate_applications (project_id, gate, round);
CREATE UNIQUE INDEX gate_applications_number_key ON gate_applications (number);
-- One round at a time, whatever two requests do at once.
CREATE UNIQUE INDEX gate_applications_open_key ON gate_applications (project_id, gate)
    WHERE state IN ('draft', 'submitted', 'coordination', 'review');
CREATE INDEX gate_applications_state ON gate_applications (state, tier, due_on);
CREATE INDEX gate_applications_updated ON gate_applications (updated_at, id);

-- Who wrote the documents, and who was asked to review: whose work it is, in one look-up.
CREATE TABLE gate_people (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES gate_applications (id),
    role           TEXT COLLATE "C" NOT NULL CHECK (role IN ('preparer', 'reviewer')),
    position       BIGINT NOT NULL,
    person_id      TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    PRIMARY KEY (application_id, role, position)
);
CREATE INDEX gate_people_person ON gate_people (person_id, role, application_id);

CREATE TABLE gate_opinions (
    id             TEXT COLLATE "C" PRIMARY KEY,
    version        BIGINT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES gate_applications (id),
    project_id     TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    reviewer_id    TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    dca            TEXT NOT NULL DEFAULT '',
    scale          BIGINT NOT NULL,
    comment        TEXT NOT NULL,
    recommendation TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX gate_opinions_reviewer_id_key ON gate_opinions (application_id, reviewer_id);

CREATE TABLE gate_decisions (
    id              TEXT COLLATE "C" PRIMARY KEY,
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    application_id  TEXT COLLATE "C" NOT NULL REFERENCES gate_applications (id),
    project_id      TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    gate            TEXT COLLATE "C" NOT NULL,
    round           BIGINT NOT NULL,
    outcome         TEXT NOT NULL,
    reason          TEXT NOT NULL DEFAULT '',
    number          TEXT COLLATE "C",
    decider_id      TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    decider_title   TEXT NOT NULL DEFAULT '',
    decider_title_en TEXT NOT NULL DEFAULT '',
    authority       TEXT NOT NULL,
    substitute_for  TEXT COLLATE "C" REFERENCES posts (id),
    policy_sha      TEXT NOT NULL,
    readiness       TEXT NOT NULL
);
CREATE UNIQUE INDEX gate_decisions_application_id_key ON gate_decisions (application_id);
CREATE UNIQUE INDEX gate_decisions_number_key ON gate_decisions (number);
CREATE INDEX gate_decisions_project ON gate_decisions (project_id);

CREATE TABLE gate_conditions (
    id             TEXT COLLATE "C" PRIMARY KEY,
    version        BIGINT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES gate_applications (id),
    project_id     TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    gate           TEXT COLLATE "C" NOT NULL,
    no             BIGINT NOT NULL,
    text           TEXT NOT NULL,
    criticality    TEXT COLLATE "C" NOT NULL,
    owner_id       TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    due_on         DATE,
    due_gate       TEXT COLLATE "C" NOT NULL DEFAULT '',
    state          TEXT COLLATE "C" NOT NULL,
    evidence       TEXT NOT NULL DEFAULT '[]',
    comment        TEXT NOT NULL DEFAULT '',
    reported_by    TEXT COLLATE "C" REFERENCES people (id),
    reported_at    TIMESTAMPTZ,
    verified_by    TEXT COLLATE "C" REFERENCES people (id),
    verified_at    TIMESTAMPTZ,
    verify_comment TEXT NOT NULL DEFAULT '',
    waived_by      TEXT COLLATE "C" REFERENCES people (id),
    waived_at      TIMESTAMPTZ,
    waived_reason  TEXT NOT NULL DEFAULT '',
    CHECK (due_on IS NOT NULL OR due_gate <> ''),
    -- Two keys: who owns or reported a condition never verifies it.
    CHECK (verified_by IS NULL OR (verified_by <> owner_id AND verified_by <> reported_by)),
    CHECK (state <> 'verified' OR verified_by IS NOT NULL),
    CHECK (state <> 'waived' OR (waived_by IS NOT NULL AND waived_by <> owner_id AND waived_reason <> ''))
);
CREATE UNIQUE INDEX gate_conditions_no_key ON gate_conditions (application_id, no);
CREATE INDEX gate_conditions_project ON gate_conditions (project_id, state);
CREATE INDEX gate_conditions_state ON gate_conditions (state, due_on, id);
CREATE INDEX gate_conditions_owner ON gate_conditions (owner_id, state, due_on);

CREATE TABLE gate_skips (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    gate       TEXT COLLATE "C" NOT NULL,
    tier       TEXT NOT NULL,
    reason     TEXT NOT NULL CHECK (reason <> ''),
    authority  TEXT NOT NULL,
    decider_id TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    policy_sha TEXT NOT NULL
);
CREATE UNIQUE INDEX gate_skips_gate_key ON gate_skips (project_id, gate);

-- +goose StatementBegin
CREATE FUNCTION gate_records_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER gate_opinions_no_change BEFORE UPDATE OR DELETE ON gate_opinions FOR EACH ROW EXECUTE FUNCTION gate_records_frozen();
CREATE TRIGGER gate_opinions_no_truncate BEFORE TRUNCATE ON gate_opinions FOR EACH STATEMENT EXECUTE FUNCTION gate_records_frozen();
CREATE TRIGGER gate_decisions_no_change BEFORE UPDATE OR DELETE ON gate_decisions FOR EACH ROW EXECUTE FUNCTION gate_records_frozen();
CREATE TRIGGER gate_decisions_no_truncate BEFORE TRUNCATE ON gate_decisions FOR EACH STATEMENT EXECUTE FUNCTION gate_records_frozen();
CREATE TRIGGER gate_skips_no_change BEFORE UPDATE OR DELETE ON gate_skips FOR EACH ROW EXECUTE FUNCTION gate_records_frozen();
CREATE TRIGGER gate_skips_no_truncate BEFORE TRUNCATE ON gate_skips FOR EACH STATEMENT EXECUTE FUNCTION gate_records_frozen();

-- A decided round keeps what it was decided on; only its conditions may still bring it from conditions to done.
-- +goose StatementBegin
CREATE FUNCTION gate_round_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'gate_applications is append-only';
    END IF;
    IF NEW.project_id <> OLD.project_id OR NEW.gate <> OLD.gate OR NEW.round <> OLD.round
        OR (OLD.outcome <> '' AND (NEW.outcome <> OLD.outcome OR NEW.number IS DISTINCT FROM OLD.number OR NEW.tier <> OLD.tier
            OR NEW.answers <> OLD.answers OR NEW.documents <> OLD.documents OR NEW.submitted_by IS DISTINCT FROM OLD.submitted_by
            OR (NEW.state <> OLD.state AND NOT (OLD.state = 'conditions' AND NEW.state = 'done'))))
        OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') THEN
        RAISE EXCEPTION 'a round that ended is immutable';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER gate_applications_frozen BEFORE UPDATE OR DELETE ON gate_applications FOR EACH ROW EXECUTE FUNCTION gate_round_frozen();

-- +goose Down
DROP TABLE gate_skips;
DROP TABLE gate_conditions;
DROP TABLE gate_decisions;
DROP TABLE gate_opinions;
DROP TABLE gate_people;
DROP TABLE gate_applications;
DROP FUNCTION gate_round_frozen();
DROP FUNCTION gate_records_frozen();
