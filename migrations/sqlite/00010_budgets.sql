-- +goose Up
-- The amounts from requested on follow from the entries of a line; they stand here because lists show, sort and add them up.
CREATE TABLE budget_lines (
    id              TEXT NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL,
    code            TEXT NOT NULL,
    name            TEXT NOT NULL,
    fiscal_year     INTEGER NOT NULL CHECK (fiscal_year BETWEEN 1989 AND 2199),
    section_id      TEXT NOT NULL REFERENCES organisations (id),
    system_id       TEXT REFERENCES systems (id),
    project_id      TEXT REFERENCES projects (id),
    account         TEXT NOT NULL,
    kan             TEXT NOT NULL DEFAULT '',
    kou             TEXT NOT NULL DEFAULT '',
    moku            TEXT NOT NULL DEFAULT '',
    setsu           TEXT NOT NULL DEFAULT '',
    category        TEXT NOT NULL,
    kind            TEXT NOT NULL,
    estimate        INTEGER NOT NULL DEFAULT 0 CHECK (estimate BETWEEN 0 AND 9007199254740991),
    commitment      TEXT NOT NULL,
    commitments     TEXT NOT NULL DEFAULT '[]',
    national_funds  INTEGER NOT NULL DEFAULT 0 CHECK (national_funds BETWEEN 0 AND 9007199254740991),
    bond_funds      INTEGER NOT NULL DEFAULT 0 CHECK (bond_funds BETWEEN 0 AND 9007199254740991),
    contract_no     TEXT NOT NULL DEFAULT '',
    contract_amount INTEGER NOT NULL DEFAULT 0 CHECK (contract_amount BETWEEN 0 AND 9007199254740991),
    note            TEXT NOT NULL DEFAULT '',
    state           TEXT NOT NULL,
    requested       INTEGER NOT NULL DEFAULT 0,
    assessed        INTEGER NOT NULL DEFAULT 0,
    initial         INTEGER NOT NULL DEFAULT 0,
    supplementary   INTEGER NOT NULL DEFAULT 0,
    carried_in      INTEGER NOT NULL DEFAULT 0,
    reserve         INTEGER NOT NULL DEFAULT 0,
    diverted        INTEGER NOT NULL DEFAULT 0,
    revised         INTEGER NOT NULL DEFAULT 0,
    spent           INTEGER NOT NULL DEFAULT 0,
    carried_out     INTEGER NOT NULL DEFAULT 0,
    unused          INTEGER NOT NULL DEFAULT 0,
    planned         INTEGER NOT NULL DEFAULT 0,
    search          TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX budget_lines_code_key ON budget_lines (code);
-- Holding all that the overview of the years adds up, so that it reads nothing else.
CREATE INDEX budget_lines_year ON budget_lines (fiscal_year, category, kind, state, requested, planned, initial, revised, spent, section_id);
-- The properties that a list is filtered by, counted together in this order.
CREATE INDEX budget_lines_facets ON budget_lines (fiscal_year, category, kind, state, account, commitment, section_id);
CREATE INDEX budget_lines_year_system ON budget_lines (fiscal_year, system_id, category, planned, revised, spent, section_id, kind);
CREATE INDEX budget_lines_section ON budget_lines (section_id, fiscal_year);
-- And what systems have cost.
CREATE INDEX budget_lines_system ON budget_lines (system_id, fiscal_year, category, kind, planned, project_id);
-- And what is linked to renewals.
CREATE INDEX budget_lines_renewal ON budget_lines (project_id, fiscal_year, category, system_id, planned, section_id, account) WHERE kind = 'renewal';
CREATE INDEX budget_lines_project ON budget_lines (project_id, fiscal_year);
CREATE INDEX budget_lines_order ON budget_lines (fiscal_year, id);
CREATE INDEX budget_lines_planned ON budget_lines (planned, id);
CREATE INDEX budget_lines_initial ON budget_lines (initial, id);
CREATE INDEX budget_lines_unused ON budget_lines (unused, id);
CREATE INDEX budget_lines_revised ON budget_lines (revised, id);
CREATE INDEX budget_lines_spent ON budget_lines (spent, id);
CREATE INDEX budget_lines_updated ON budget_lines (updated_at, id);

-- The ledger of a line. It is only added to.
CREATE TABLE budget_entries (
    id           TEXT NOT NULL PRIMARY KEY,
    version      INTEGER NOT NULL,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    line_id      TEXT NOT NULL REFERENCES budget_lines (id),
    kind         TEXT NOT NULL,
    amount       INTEGER NOT NULL CHECK (amount BETWEEN -9007199254740991 AND 9007199254740991),
    posted_on    TEXT NOT NULL,
    document_no  TEXT NOT NULL DEFAULT '',
    number       INTEGER NOT NULL DEFAULT 0,
    carry_kind   TEXT NOT NULL DEFAULT '',
    adjusts      TEXT NOT NULL DEFAULT '',
    reason       TEXT NOT NULL DEFAULT '',
    pair_line_id TEXT REFERENCES budget_lines (id),
    posted_by    TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX budget_entries_line ON budget_entries (line_id, posted_on);
CREATE INDEX budget_entries_pair ON budget_entries (pair_line_id);

CREATE TABLE budget_requests (
    id              TEXT NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL,
    line_id         TEXT NOT NULL REFERENCES budget_lines (id),
    amount          INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 9007199254740991),
    document_no     TEXT NOT NULL,
    basis           TEXT NOT NULL,
    basis_note      TEXT NOT NULL DEFAULT '',
    state           TEXT NOT NULL,
    requested_by    TEXT NOT NULL REFERENCES people (id),
    requested_on    TEXT NOT NULL,
    assessed_amount INTEGER,
    assess_reason   TEXT NOT NULL DEFAULT '',
    assessed_by     TEXT REFERENCES people (id),
    assessed_on     TEXT,
    adopted_on      TEXT
) STRICT;
-- One request at a time, whatever two people do at once.
CREATE UNIQUE INDEX budget_requests_line_id_key ON budget_requests (line_id) WHERE state IN ('submitted', 'assessed');
CREATE INDEX budget_requests_line ON budget_requests (line_id);
CREATE INDEX budget_requests_state ON budget_requests (state, requested_on);
CREATE INDEX budget_requests_requested ON budget_requests (requested_on, id);

CREATE TABLE budget_years (
    id            TEXT NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    fiscal_year   INTEGER NOT NULL,
    state         TEXT NOT NULL,
    settled_on    TEXT,
    settled_by    TEXT REFERENCES people (id),
    certified_on  TEXT,
    certified_by  TEXT REFERENCES people (id),
    scope_note    TEXT NOT NULL,
    scope_note_en TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX budget_years_fiscal_year_key ON budget_years (fiscal_year);

-- +goose Down
DROP TABLE budget_years;
DROP TABLE budget_requests;
DROP TABLE budget_entries;
DROP TABLE budget_lines;
