-- +goose Up
-- People of a section by the level of a skill that they reach and do not pass: counts, never names.
CREATE TABLE skill_holdings (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    code       TEXT NOT NULL,
    section_id TEXT NOT NULL REFERENCES organisations (id),
    skill      TEXT NOT NULL,
    level1     INTEGER NOT NULL DEFAULT 0 CHECK (level1 >= 0),
    level2     INTEGER NOT NULL DEFAULT 0 CHECK (level2 >= 0),
    level3     INTEGER NOT NULL DEFAULT 0 CHECK (level3 >= 0),
    level4     INTEGER NOT NULL DEFAULT 0 CHECK (level4 >= 0),
    as_of      TEXT NOT NULL,
    trainings  TEXT NOT NULL DEFAULT '[]',
    note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX skill_holdings_code_key ON skill_holdings (code);
CREATE UNIQUE INDEX skill_holdings_skill_key ON skill_holdings (section_id, skill);

CREATE TABLE skill_needs (
    id         TEXT NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    skill      TEXT NOT NULL,
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
    count      INTEGER NOT NULL CHECK (count > 0),
    filled     INTEGER CHECK (filled >= 0),
    note       TEXT NOT NULL DEFAULT '',
    CHECK (filled IS NULL OR filled <= count)
) STRICT;
CREATE UNIQUE INDEX skill_needs_level_key ON skill_needs (project_id, skill, level);

-- How many people can do the essential work, as the owner said on a day; the newest counts.
CREATE TABLE skill_answers (
    id               TEXT NOT NULL PRIMARY KEY,
    version          INTEGER NOT NULL,
    created_at       TEXT NOT NULL,
    updated_at       TEXT NOT NULL,
    system_id        TEXT REFERENCES systems (id),
    project_id       TEXT REFERENCES projects (id),
    people           INTEGER CHECK (people >= 0),
    work             TEXT NOT NULL,
    backup_post_id   TEXT REFERENCES posts (id),
    answered_on      TEXT NOT NULL,
    note             TEXT NOT NULL DEFAULT '',
    answered_by      TEXT NOT NULL REFERENCES people (id),
    answered_by_name TEXT NOT NULL,
    CHECK ((system_id IS NULL) <> (project_id IS NULL))
) STRICT;
CREATE INDEX skill_answers_system ON skill_answers (system_id, id);
CREATE INDEX skill_answers_project ON skill_answers (project_id, id);

-- +goose Down
DROP TABLE skill_answers;
DROP TABLE skill_needs;
DROP TABLE skill_holdings;
