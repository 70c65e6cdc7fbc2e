-- +goose Up
-- From current_class on the columns follow from the others; lists show, filter and sort by them.
CREATE TABLE procedures (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    code             TEXT COLLATE "C" NOT NULL,
    name             TEXT NOT NULL,
    kana             TEXT NOT NULL DEFAULT '',
    name_en          TEXT NOT NULL DEFAULT '',
    summary          TEXT NOT NULL DEFAULT '',
    section_id       TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    kind             TEXT NOT NULL,
    actor            TEXT NOT NULL DEFAULT '',
    recipient        TEXT NOT NULL DEFAULT '',
    basis_kind       TEXT NOT NULL DEFAULT '',
    legal_basis      TEXT NOT NULL DEFAULT '',
    ward_scope       TEXT NOT NULL DEFAULT '',
    priority_groups  TEXT NOT NULL DEFAULT '[]',
    form_now         TEXT NOT NULL DEFAULT '',
    form_goal        TEXT NOT NULL DEFAULT '',
    identity_now     TEXT NOT NULL DEFAULT '',
    identity_goal    TEXT NOT NULL DEFAULT '',
    payment_now      TEXT NOT NULL DEFAULT '',
    payment_goal     TEXT NOT NULL DEFAULT '',
    attachments_now  TEXT NOT NULL DEFAULT '',
    attachments_goal TEXT NOT NULL DEFAULT '',
    delivery_now     TEXT NOT NULL DEFAULT '',
    delivery_goal    TEXT NOT NULL DEFAULT '',
    visit_reason     TEXT NOT NULL DEFAULT '',
    seal             BOOLEAN NOT NULL DEFAULT FALSE,
    attachments      TEXT NOT NULL DEFAULT '[]',
    fee_note         TEXT NOT NULL DEFAULT '',
    online_method    TEXT NOT NULL DEFAULT '',
    online_since     DATE,
    standard_days    BIGINT CHECK (standard_days >= 0),
    obstacles        TEXT NOT NULL DEFAULT '[]',
    bpr_state        TEXT NOT NULL DEFAULT '',
    project_id       TEXT COLLATE "C" REFERENCES projects (id),
    target_fy        BIGINT NOT NULL DEFAULT 0,
    note             TEXT NOT NULL DEFAULT '',
    current_class    TEXT NOT NULL CHECK (current_class IN ('A', 'B', 'C', 'unknown')),
    potential_class  TEXT NOT NULL CHECK (potential_class IN ('A', 'B', 'C', 'unknown')),
    progress         TEXT NOT NULL,
    reached_on       DATE,
    reached_fy       BIGINT NOT NULL DEFAULT 0,
    volume_fy        BIGINT NOT NULL DEFAULT 0,
    volume           BIGINT CHECK (volume >= 0),
    online_volume    BIGINT CHECK (online_volume >= 0),
    held_attachments BIGINT NOT NULL DEFAULT 0,
    volume_rank      BIGINT NOT NULL,
    search           TEXT NOT NULL,
    CHECK (visit_reason = '' OR current_class = 'C')
);
CREATE UNIQUE INDEX procedures_code_key ON procedures (code);
-- Holding all that the shares are summed from.
CREATE INDEX procedures_class ON procedures (current_class, potential_class, progress, target_fy, section_id, volume, online_volume, held_attachments, project_id, id);
-- Each property that figures are tallied by stands in its own order, so that groups are read one after the other.
CREATE INDEX procedures_ladder ON procedures (bpr_state, form_now, identity_now, payment_now, attachments_now, delivery_now, section_id, volume, project_id);
CREATE INDEX procedures_obstacles ON procedures (obstacles, section_id, volume, project_id);
CREATE INDEX procedures_groups ON procedures (priority_groups, current_class, potential_class, section_id, project_id);
CREATE INDEX procedures_potential ON procedures (potential_class, section_id);
CREATE INDEX procedures_progress ON procedures (progress, volume_rank, id);
CREATE INDEX procedures_plan ON procedures (section_id, target_fy, reached_fy, progress, current_class, potential_class, project_id);
CREATE INDEX procedures_target ON procedures (target_fy, id);
CREATE INDEX procedures_kind ON procedures (kind, section_id);
CREATE INDEX procedures_volume ON procedures (volume_rank, id, section_id, volume, project_id);
CREATE INDEX procedures_updated ON procedures (updated_at, id);
CREATE INDEX procedures_project ON procedures (project_id, volume_rank);

-- The whole year in the index: volumes by year and channel are summed in it alone.
CREATE TABLE procedure_volumes (
    procedure_id TEXT COLLATE "C" NOT NULL REFERENCES procedures (id) ON DELETE CASCADE,
    fiscal_year  BIGINT NOT NULL,
    online       BIGINT CHECK (online >= 0),
    post         BIGINT CHECK (post >= 0),
    counter      BIGINT CHECK (counter >= 0),
    other        BIGINT CHECK (other >= 0),
    total        BIGINT CHECK (total >= 0),
    counted      BIGINT CHECK (counted >= 0),
    PRIMARY KEY (procedure_id, fiscal_year)
);
CREATE INDEX procedure_volumes_year ON procedure_volumes (fiscal_year, procedure_id, counted, online, post, counter, other);

CREATE TABLE procedure_systems (
    procedure_id TEXT COLLATE "C" NOT NULL REFERENCES procedures (id) ON DELETE CASCADE,
    position     BIGINT NOT NULL,
    system_id    TEXT COLLATE "C" NOT NULL REFERENCES systems (id),
    PRIMARY KEY (procedure_id, position)
);
CREATE INDEX procedure_systems_system ON procedure_systems (system_id, procedure_id);

CREATE TABLE procedure_wards (
    procedure_id TEXT COLLATE "C" NOT NULL REFERENCES procedures (id) ON DELETE CASCADE,
    position     BIGINT NOT NULL,
    ward_id      TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (procedure_id, position)
);
CREATE INDEX procedure_wards_ward ON procedure_wards (ward_id, procedure_id);

-- Counts as they were on a day, with the definition that held: never changed, never removed.
CREATE TABLE procedure_snapshots (
    id            TEXT COLLATE "C" PRIMARY KEY,
    version       BIGINT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    name          TEXT NOT NULL,
    note          TEXT NOT NULL DEFAULT '',
    taken_on      DATE NOT NULL,
    taken_by      TEXT COLLATE "C" REFERENCES people (id),
    edition       TEXT NOT NULL,
    definition    TEXT NOT NULL,
    definition_en TEXT NOT NULL DEFAULT '',
    at_most       BIGINT NOT NULL,
    total         BIGINT NOT NULL CHECK (total >= 0),
    current       TEXT NOT NULL,
    potential     TEXT NOT NULL,
    sections      TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX procedure_snapshots_taken ON procedure_snapshots (taken_on, id);

-- +goose StatementBegin
CREATE FUNCTION procedure_snapshots_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER procedure_snapshots_no_change BEFORE UPDATE OR DELETE ON procedure_snapshots FOR EACH ROW EXECUTE FUNCTION procedure_snapshots_frozen();
CREATE TRIGGER procedure_snapshots_no_truncate BEFORE TRUNCATE ON procedure_snapshots FOR EACH STATEMENT EXECUTE FUNCTION procedure_snapshots_frozen();

-- +goose Down
DROP TABLE procedure_snapshots;
DROP TABLE procedure_wards;
DROP TABLE procedure_systems;
DROP TABLE procedure_volumes;
DROP TABLE procedures;
DROP FUNCTION procedure_snapshots_frozen();
