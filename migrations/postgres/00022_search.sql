-- +goose Up
-- One row for each record that can be found, kept by the database itself as records come, change and go: whatever
-- writes a record, within whatever transaction, the row follows. text is the record's column "search", in which also
-- dashes and long vowel marks are one character and old forms of kanji are the ones in use; backend/records/search
-- folds what is asked for in the same way. code_key and label are what a search begins with.
CREATE TABLE search_entries (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    noun       text NOT NULL,
    record_id  text NOT NULL,
    code       text NOT NULL,
    name       text NOT NULL,
    name_en    text NOT NULL,
    section_id text NOT NULL,
    state      text NOT NULL,
    search     text NOT NULL,
    text       text NOT NULL GENERATED ALWAYS AS (translate(search, '‐‒–—―−─ー髙﨑德濵邊邉齋澤嶋廣國眞槗𠮷冨櫻龍瀨縣區', '--------高崎徳浜辺辺斎沢島広国真橋吉富桜竜瀬県区')) STORED,
    code_key   text NOT NULL GENERATED ALWAYS AS (translate(lower(code), '‐‒–—―−─ー髙﨑德濵邊邉齋澤嶋廣國眞槗𠮷冨櫻龍瀨縣區', '--------高崎徳浜辺辺斎沢島広国真橋吉富桜竜瀬県区')) STORED,
    label      text NOT NULL GENERATED ALWAYS AS (substr(translate(search, '‐‒–—―−─ー髙﨑德濵邊邉齋澤嶋廣國眞槗𠮷冨櫻龍瀨縣區', '--------高崎徳浜辺辺斎沢島広国真橋吉富桜竜瀬県区'), CASE WHEN code = '' THEN 1 ELSE length(code) + 2 END, 60)) STORED
);
CREATE UNIQUE INDEX search_entries_record_id_key ON search_entries (record_id);
CREATE INDEX search_entries_noun_idx ON search_entries (noun);

-- Every three characters of the texts, so that a word of three or more is found without reading them all. The extension
-- belongs to PostgreSQL's own package; where it is not installed or not allowed, all texts are read, and mio doctor says so.
-- +goose StatementBegin
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX search_entries_text_idx ON search_entries USING gin (text gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
END $$;
-- +goose StatementEnd

-- search_follow keeps a record's row. Its arguments are the columns for code, name, English name, section and state.
-- +goose StatementBegin
CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    r jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entries WHERE record_id = OLD.id;
        RETURN NULL;
    END IF;
    r := to_jsonb(NEW);
    IF TG_TABLE_NAME = 'meetings' THEN
        r := r || jsonb_build_object('ja', '第' || NEW.number || '回ICT戦略本部会議', 'en', 'ICT Strategy Headquarters, meeting ' || NEW.number);
    END IF;
    INSERT INTO search_entries AS e (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES (TG_TABLE_NAME, NEW.id, COALESCE(r ->> TG_ARGV[0], ''), COALESCE(r ->> TG_ARGV[1], ''), COALESCE(r ->> TG_ARGV[2], ''),
        COALESCE(r ->> TG_ARGV[3], ''), COALESCE(r ->> TG_ARGV[4], ''), NEW.search)
    ON CONFLICT (record_id) DO UPDATE SET code = excluded.code, name = excluded.name, name_en = excluded.name_en,
        section_id = excluded.section_id, state = excluded.state, search = excluded.search
    WHERE (e.code, e.name, e.name_en, e.section_id, e.state, e.search)
        IS DISTINCT FROM (excluded.code, excluded.name, excluded.name_en, excluded.section_id, excluded.state, excluded.search);
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER organisations_found AFTER INSERT OR UPDATE OR DELETE ON organisations FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'parent_id', '');
CREATE TRIGGER people_found AFTER INSERT OR UPDATE OR DELETE ON people FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', '', '');
CREATE TRIGGER posts_found AFTER INSERT OR UPDATE OR DELETE ON posts FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'title', 'title_en', 'organisation_id', '');
CREATE TRIGGER systems_found AFTER INSERT OR UPDATE OR DELETE ON systems FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'owner_id', 'phase');
CREATE TRIGGER projects_found AFTER INSERT OR UPDATE OR DELETE ON projects FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'applicant_id', 'state');
CREATE TRIGGER plans_found AFTER INSERT OR UPDATE OR DELETE ON plans FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', '', 'state');
CREATE TRIGGER plan_actions_found AFTER INSERT OR UPDATE OR DELETE ON plan_actions FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'owner_id', 'outcome');
CREATE TRIGGER findings_found AFTER INSERT OR UPDATE OR DELETE ON findings FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'title', 'title_en', 'section_id', 'state');
CREATE TRIGGER maturity_appraisals_found AFTER INSERT OR UPDATE OR DELETE ON maturity_appraisals FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'code', '', 'section_id', 'state');
CREATE TRIGGER budget_lines_found AFTER INSERT OR UPDATE OR DELETE ON budget_lines FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', '', 'section_id', 'state');
CREATE TRIGGER availability_calendars_found AFTER INSERT OR UPDATE OR DELETE ON availability_calendars FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', '', '');
CREATE TRIGGER availability_outages_found AFTER INSERT OR UPDATE OR DELETE ON availability_outages FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'title', '', '', '');
CREATE TRIGGER availability_maintenance_found AFTER INSERT OR UPDATE OR DELETE ON availability_maintenance FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'title', '', '', '');
CREATE TRIGGER procedures_found AFTER INSERT OR UPDATE OR DELETE ON procedures FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'section_id', '');
CREATE TRIGGER datasets_found AFTER INSERT OR UPDATE OR DELETE ON datasets FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'section_id', 'publication');
CREATE TRIGGER logic_models_found AFTER INSERT OR UPDATE OR DELETE ON logic_models FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'section_id', '');
CREATE TRIGGER capabilities_found AFTER INSERT OR UPDATE OR DELETE ON capabilities FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', '', '');
CREATE TRIGGER consolidation_cases_found AFTER INSERT OR UPDATE OR DELETE ON consolidation_cases FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'section_id', 'state');
CREATE TRIGGER meetings_found AFTER INSERT OR UPDATE OR DELETE ON meetings FOR EACH ROW EXECUTE FUNCTION search_follow('', 'ja', 'en', '', 'state');
CREATE TRIGGER directives_found AFTER INSERT OR UPDATE OR DELETE ON directives FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'title', '', 'owner_id', 'state');
CREATE TRIGGER pilots_found AFTER INSERT OR UPDATE OR DELETE ON pilots FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', 'section_id', 'stage');
CREATE TRIGGER disasters_found AFTER INSERT OR UPDATE OR DELETE ON disasters FOR EACH ROW EXECUTE FUNCTION search_follow('code', 'name', 'name_en', '', 'state');

-- What is there already.
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'organisations', r.id, r.code, r.name, r.name_en, COALESCE(r.parent_id, ''), '', r.search FROM organisations r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'people', r.id, r.code, r.name, r.name_en, '', '', r.search FROM people r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'posts', r.id, r.code, r.title, r.title_en, COALESCE(r.organisation_id, ''), '', r.search FROM posts r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'systems', r.id, r.code, r.name, r.name_en, COALESCE(r.owner_id, ''), r.phase, r.search FROM systems r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'projects', r.id, r.code, r.name, r.name_en, COALESCE(r.applicant_id, ''), r.state, r.search FROM projects r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'plans', r.id, r.code, r.name, r.name_en, '', r.state, r.search FROM plans r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'plan_actions', r.id, r.code, r.name, r.name_en, COALESCE(r.owner_id, ''), r.outcome, r.search FROM plan_actions r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'findings', r.id, r.code, r.title, r.title_en, COALESCE(r.section_id, ''), r.state, r.search FROM findings r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'maturity_appraisals', r.id, r.code, r.code, '', COALESCE(r.section_id, ''), r.state, r.search FROM maturity_appraisals r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'budget_lines', r.id, r.code, r.name, '', COALESCE(r.section_id, ''), r.state, r.search FROM budget_lines r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'availability_calendars', r.id, r.code, r.name, r.name_en, '', '', r.search FROM availability_calendars r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'availability_outages', r.id, r.code, r.title, '', '', '', r.search FROM availability_outages r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'availability_maintenance', r.id, r.code, r.title, '', '', '', r.search FROM availability_maintenance r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'procedures', r.id, r.code, r.name, r.name_en, COALESCE(r.section_id, ''), '', r.search FROM procedures r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'datasets', r.id, r.code, r.name, r.name_en, COALESCE(r.section_id, ''), r.publication, r.search FROM datasets r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'logic_models', r.id, r.code, r.name, r.name_en, COALESCE(r.section_id, ''), '', r.search FROM logic_models r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'capabilities', r.id, r.code, r.name, r.name_en, '', '', r.search FROM capabilities r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'consolidation_cases', r.id, r.code, r.name, r.name_en, COALESCE(r.section_id, ''), r.state, r.search FROM consolidation_cases r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'meetings', r.id, '', '第' || r.number || '回ICT戦略本部会議', 'ICT Strategy Headquarters, meeting ' || r.number, '', r.state, r.search FROM meetings r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'directives', r.id, r.code, r.title, '', COALESCE(r.owner_id, ''), r.state, r.search FROM directives r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'pilots', r.id, r.code, r.name, r.name_en, COALESCE(r.section_id, ''), r.stage, r.search FROM pilots r;
INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    SELECT 'disasters', r.id, r.code, r.name, r.name_en, '', r.state, r.search FROM disasters r;

-- +goose Down
DROP TRIGGER organisations_found ON organisations;
DROP TRIGGER people_found ON people;
DROP TRIGGER posts_found ON posts;
DROP TRIGGER systems_found ON systems;
DROP TRIGGER projects_found ON projects;
DROP TRIGGER plans_found ON plans;
DROP TRIGGER plan_actions_found ON plan_actions;
DROP TRIGGER findings_found ON findings;
DROP TRIGGER maturity_appraisals_found ON maturity_appraisals;
DROP TRIGGER budget_lines_found ON budget_lines;
DROP TRIGGER availability_calendars_found ON availability_calendars;
DROP TRIGGER availability_outages_found ON availability_outages;
DROP TRIGGER availability_maintenance_found ON availability_maintenance;
DROP TRIGGER procedures_found ON procedures;
DROP TRIGGER datasets_found ON datasets;
DROP TRIGGER logic_models_found ON logic_models;
DROP TRIGGER capabilities_found ON capabilities;
DROP TRIGGER consolidation_cases_found ON consolidation_cases;
DROP TRIGGER meetings_found ON meetings;
DROP TRIGGER directives_found ON directives;
DROP TRIGGER pilots_found ON pilots;
DROP TRIGGER disasters_found ON disasters;
DROP FUNCTION search_follow();
DROP TABLE search_entries;
