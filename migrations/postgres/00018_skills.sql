-- +goose Up
-- People of a section by the level of a skill that they reach and do not pass: counts, never names.
CREATE TABLE skill_holdings (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    section_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    skill      TEXT NOT NULL,
    level1     BIGINT NOT NULL DEFAULT 0 CHECK (level1 >= 0),
    level2     BIGINT NOT NULL DEFAULT 0 CHECK (level2 >= 0),
    level3     BIGINT NOT NULL DEFAULT 0 CHECK (level3 >= 0),
    level4     BIGINT NOT NULL DEFAULT 0 CHECK (level4 >= 0),
    as_of      DATE NOT NULL,
    trainings  TEXT NOT NULL DEFAULT '[]',
    note       TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX skill_holdings_code_key ON skill_holdings (code);
CREATE UNIQUE INDEX skill_holdings_skill_key ON skill_holdings (section_id, skill);

CREATE TABLE skill_needs (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    skill      TEXT NOT NULL,
    level      BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
    count      BIGINT NOT NULL CHECK (count > 0),
    filled     BIGINT CHECK (filled >= 0),
    note       TEXT NOT NULL DEFAULT '',
    CHECK (filled IS NULL OR filled <= count)
);
CREATE UNIQUE INDEX skill_needs_level_key ON skill_needs (project_id, skill, level);

-- How many people can do the essential work, as the owner said on a day; the newest counts.
CREATE TABLE skill_answers (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    system_id        TEXT COLLATE "C" REFERENCES systems (id),
    project_id       TEXT COLLATE "C" REFERENCES projects (id),
    people           BIGINT CHECK (people >= 0),
    work             TEXT NOT NULL,
    backup_post_id   TEXT COLLATE "C" REFERENCES posts (id),
    answered_on      DATE NOT NULL,
    note             TEXT NOT NULL DEFAULT '',
    answered_by      TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    answered_by_name TEXT NOT NULL,
    CHECK ((system_id IS NULL) <> (project_id IS NULL))
);
CREATE INDEX skill_answers_system ON skill_answers (system_id, id);
CREATE INDEX skill_answers_project ON skill_answers (project_id, id);

-- +goose Down
DROP TABLE skill_answers;
DROP TABLE skill_needs;
DROP TABLE skill_holdings;
