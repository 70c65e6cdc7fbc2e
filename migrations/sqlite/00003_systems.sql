-- +goose Up
CREATE TABLE systems (
    id                    TEXT NOT NULL PRIMARY KEY,
    version               INTEGER NOT NULL,
    created_at            TEXT NOT NULL,
    updated_at            TEXT NOT NULL,
    code                  TEXT NOT NULL,
    name                  TEXT NOT NULL,
    kana                  TEXT NOT NULL DEFAULT '',
    name_en               TEXT NOT NULL DEFAULT '',
    summary               TEXT NOT NULL DEFAULT '',
    owner_id              TEXT NOT NULL REFERENCES organisations (id),
    kind                  TEXT NOT NULL,
    network_zone          TEXT NOT NULL,
    criticality           TEXT NOT NULL,
    citizen_facing        INTEGER NOT NULL DEFAULT 0,
    core                  INTEGER NOT NULL DEFAULT 0,
    phase                 TEXT NOT NULL,
    phases                TEXT NOT NULL DEFAULT '[]',
    service_days          TEXT NOT NULL DEFAULT '',
    service_from          TEXT NOT NULL DEFAULT '',
    service_to            TEXT NOT NULL DEFAULT '',
    service_note          TEXT NOT NULL DEFAULT '',
    vendor                TEXT NOT NULL DEFAULT '',
    contract_no           TEXT NOT NULL DEFAULT '',
    contract_ends_on      TEXT,
    last_renewal_on       TEXT,
    next_renewal_on       TEXT,
    classification_scheme TEXT NOT NULL DEFAULT '',
    confidentiality       TEXT NOT NULL DEFAULT '',
    integrity             TEXT NOT NULL DEFAULT '',
    availability          TEXT NOT NULL DEFAULT '',
    user_count            INTEGER,
    user_note             TEXT NOT NULL DEFAULT '',
    components            TEXT NOT NULL DEFAULT '[]',
    functions             TEXT NOT NULL DEFAULT '[]',
    confirmed_on          TEXT,
    confirmed_by          TEXT NOT NULL DEFAULT '',
    confirm_by            TEXT NOT NULL,
    completeness          INTEGER NOT NULL,
    next_eol_on           TEXT,
    search                TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX systems_code_key ON systems (code);
CREATE INDEX systems_owner ON systems (owner_id, code);
CREATE INDEX systems_kana ON systems (kana, id);
CREATE INDEX systems_updated ON systems (updated_at, id);
CREATE INDEX systems_confirm_by ON systems (confirm_by, id);
CREATE INDEX systems_next_eol ON systems (next_eol_on, id);
CREATE INDEX systems_contract_ends ON systems (contract_ends_on, id);

CREATE TABLE system_interfaces (
    system_id TEXT NOT NULL REFERENCES systems (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    target_id TEXT NOT NULL REFERENCES systems (id),
    direction TEXT NOT NULL,
    method    TEXT NOT NULL,
    data      TEXT NOT NULL DEFAULT '',
    note      TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (system_id, position)
) STRICT;
CREATE INDEX system_interfaces_target ON system_interfaces (target_id);

-- +goose Down
DROP TABLE system_interfaces;
DROP TABLE systems;
