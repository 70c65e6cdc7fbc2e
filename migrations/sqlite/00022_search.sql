-- +goose Up
-- One row for each record that can be found, kept by the database itself as records come, change and go: whatever
-- writes a record, within whatever transaction, the row follows. text is the record's column "search", in which also
-- dashes and long vowel marks are one character and old forms of kanji are the ones in use; backend/records/search
-- folds what is asked for in the same way. code_key and label are what a search begins with.
CREATE TABLE search_entries (
    id         INTEGER NOT NULL PRIMARY KEY,
    noun       TEXT NOT NULL,
    record_id  TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    section_id TEXT NOT NULL,
    state      TEXT NOT NULL,
    search     TEXT NOT NULL,
    text       TEXT NOT NULL GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search, '‐', '-'), '‒', '-'), '–', '-'), '—', '-'), '―', '-'), '−', '-'), '─', '-'), 'ー', '-'), '髙', '高'), '﨑', '崎'), '德', '徳'), '濵', '浜'), '邊', '辺'), '邉', '辺'), '齋', '斎'), '澤', '沢'), '嶋', '島'), '廣', '広'), '國', '国'), '眞', '真'), '槗', '橋'), '𠮷', '吉'), '冨', '富'), '櫻', '桜'), '龍', '竜'), '瀨', '瀬'), '縣', '県'), '區', '区')) STORED,
    code_key   TEXT NOT NULL GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(code), '‐', '-'), '‒', '-'), '–', '-'), '—', '-'), '―', '-'), '−', '-'), '─', '-'), 'ー', '-'), '髙', '高'), '﨑', '崎'), '德', '徳'), '濵', '浜'), '邊', '辺'), '邉', '辺'), '齋', '斎'), '澤', '沢'), '嶋', '島'), '廣', '広'), '國', '国'), '眞', '真'), '槗', '橋'), '𠮷', '吉'), '冨', '富'), '櫻', '桜'), '龍', '竜'), '瀨', '瀬'), '縣', '県'), '區', '区')) STORED,
    label      TEXT NOT NULL GENERATED ALWAYS AS (substr(text, CASE WHEN code = '' THEN 1 ELSE length(code) + 2 END, 60)) STORED
) STRICT;
CREATE UNIQUE INDEX search_entries_record_id_key ON search_entries (record_id);
CREATE INDEX search_entries_noun_idx ON search_entries (noun);

-- Every three characters of the texts, so that a word of three or more is found without reading them all.
CREATE VIRTUAL TABLE search_text USING fts5(text, content = 'search_entries', content_rowid = 'id', tokenize = 'trigram case_sensitive 1',
    detail = none, columnsize = 0);
-- +goose StatementBegin
CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
    INSERT INTO search_text (rowid, text) VALUES (new.id, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries WHEN old.text <> new.text BEGIN
    INSERT INTO search_text (search_text, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search_text (rowid, text) VALUES (new.id, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN
    INSERT INTO search_text (search_text, rowid, text) VALUES ('delete', old.id, old.text);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER organisations_found AFTER INSERT ON organisations BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('organisations', new.id, new.code, new.name, new.name_en, COALESCE(new.parent_id, ''), '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organisations_found_anew AFTER UPDATE ON organisations WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.parent_id IS NOT new.parent_id OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.parent_id, ''), search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organisations_found_no_more AFTER DELETE ON organisations BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER people_found AFTER INSERT ON people BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('people', new.id, new.code, new.name, new.name_en, '', '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER people_found_anew AFTER UPDATE ON people WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER people_found_no_more AFTER DELETE ON people BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER posts_found AFTER INSERT ON posts BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('posts', new.id, new.code, new.title, new.title_en, COALESCE(new.organisation_id, ''), '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER posts_found_anew AFTER UPDATE ON posts WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.title_en IS NOT new.title_en OR old.organisation_id IS NOT new.organisation_id OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.title, name_en = new.title_en, section_id = COALESCE(new.organisation_id, ''), search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER posts_found_no_more AFTER DELETE ON posts BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER systems_found AFTER INSERT ON systems BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('systems', new.id, new.code, new.name, new.name_en, COALESCE(new.owner_id, ''), new.phase, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER systems_found_anew AFTER UPDATE ON systems WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.owner_id IS NOT new.owner_id OR old.phase IS NOT new.phase OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.owner_id, ''), state = new.phase, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER systems_found_no_more AFTER DELETE ON systems BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER projects_found AFTER INSERT ON projects BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('projects', new.id, new.code, new.name, new.name_en, COALESCE(new.applicant_id, ''), new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER projects_found_anew AFTER UPDATE ON projects WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.applicant_id IS NOT new.applicant_id OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.applicant_id, ''), state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER projects_found_no_more AFTER DELETE ON projects BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plans_found AFTER INSERT ON plans BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('plans', new.id, new.code, new.name, new.name_en, '', new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plans_found_anew AFTER UPDATE ON plans WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plans_found_no_more AFTER DELETE ON plans BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plan_actions_found AFTER INSERT ON plan_actions BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('plan_actions', new.id, new.code, new.name, new.name_en, COALESCE(new.owner_id, ''), new.outcome, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plan_actions_found_anew AFTER UPDATE ON plan_actions WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.owner_id IS NOT new.owner_id OR old.outcome IS NOT new.outcome OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.owner_id, ''), state = new.outcome, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plan_actions_found_no_more AFTER DELETE ON plan_actions BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER findings_found AFTER INSERT ON findings BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('findings', new.id, new.code, new.title, new.title_en, COALESCE(new.section_id, ''), new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER findings_found_anew AFTER UPDATE ON findings WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.title_en IS NOT new.title_en OR old.section_id IS NOT new.section_id OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.title, name_en = new.title_en, section_id = COALESCE(new.section_id, ''), state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER findings_found_no_more AFTER DELETE ON findings BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER maturity_appraisals_found AFTER INSERT ON maturity_appraisals BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('maturity_appraisals', new.id, new.code, new.code, '', COALESCE(new.section_id, ''), new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER maturity_appraisals_found_anew AFTER UPDATE ON maturity_appraisals WHEN old.code IS NOT new.code OR old.section_id IS NOT new.section_id OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.code, section_id = COALESCE(new.section_id, ''), state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER maturity_appraisals_found_no_more AFTER DELETE ON maturity_appraisals BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER budget_lines_found AFTER INSERT ON budget_lines BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('budget_lines', new.id, new.code, new.name, '', COALESCE(new.section_id, ''), new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER budget_lines_found_anew AFTER UPDATE ON budget_lines WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.section_id IS NOT new.section_id OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, section_id = COALESCE(new.section_id, ''), state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER budget_lines_found_no_more AFTER DELETE ON budget_lines BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_calendars_found AFTER INSERT ON availability_calendars BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('availability_calendars', new.id, new.code, new.name, new.name_en, '', '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_calendars_found_anew AFTER UPDATE ON availability_calendars WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_calendars_found_no_more AFTER DELETE ON availability_calendars BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_outages_found AFTER INSERT ON availability_outages BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('availability_outages', new.id, new.code, new.title, '', '', '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_outages_found_anew AFTER UPDATE ON availability_outages WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.title, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_outages_found_no_more AFTER DELETE ON availability_outages BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_maintenance_found AFTER INSERT ON availability_maintenance BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('availability_maintenance', new.id, new.code, new.title, '', '', '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_maintenance_found_anew AFTER UPDATE ON availability_maintenance WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.title, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER availability_maintenance_found_no_more AFTER DELETE ON availability_maintenance BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER procedures_found AFTER INSERT ON procedures BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('procedures', new.id, new.code, new.name, new.name_en, COALESCE(new.section_id, ''), '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER procedures_found_anew AFTER UPDATE ON procedures WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.section_id IS NOT new.section_id OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.section_id, ''), search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER procedures_found_no_more AFTER DELETE ON procedures BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER datasets_found AFTER INSERT ON datasets BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('datasets', new.id, new.code, new.name, new.name_en, COALESCE(new.section_id, ''), new.publication, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER datasets_found_anew AFTER UPDATE ON datasets WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.section_id IS NOT new.section_id OR old.publication IS NOT new.publication OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.section_id, ''), state = new.publication, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER datasets_found_no_more AFTER DELETE ON datasets BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER logic_models_found AFTER INSERT ON logic_models BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('logic_models', new.id, new.code, new.name, new.name_en, COALESCE(new.section_id, ''), '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER logic_models_found_anew AFTER UPDATE ON logic_models WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.section_id IS NOT new.section_id OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.section_id, ''), search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER logic_models_found_no_more AFTER DELETE ON logic_models BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER capabilities_found AFTER INSERT ON capabilities BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('capabilities', new.id, new.code, new.name, new.name_en, '', '', new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER capabilities_found_anew AFTER UPDATE ON capabilities WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER capabilities_found_no_more AFTER DELETE ON capabilities BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER consolidation_cases_found AFTER INSERT ON consolidation_cases BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('consolidation_cases', new.id, new.code, new.name, new.name_en, COALESCE(new.section_id, ''), new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER consolidation_cases_found_anew AFTER UPDATE ON consolidation_cases WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.section_id IS NOT new.section_id OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.section_id, ''), state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER consolidation_cases_found_no_more AFTER DELETE ON consolidation_cases BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER meetings_found AFTER INSERT ON meetings BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('meetings', new.id, '', '第' || new.number || '回ICT戦略本部会議', 'ICT Strategy Headquarters, meeting ' || new.number, '', new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER meetings_found_anew AFTER UPDATE ON meetings WHEN old.number IS NOT new.number OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET name = '第' || new.number || '回ICT戦略本部会議', name_en = 'ICT Strategy Headquarters, meeting ' || new.number, state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER meetings_found_no_more AFTER DELETE ON meetings BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER directives_found AFTER INSERT ON directives BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('directives', new.id, new.code, new.title, '', COALESCE(new.owner_id, ''), new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER directives_found_anew AFTER UPDATE ON directives WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.owner_id IS NOT new.owner_id OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.title, section_id = COALESCE(new.owner_id, ''), state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER directives_found_no_more AFTER DELETE ON directives BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pilots_found AFTER INSERT ON pilots BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('pilots', new.id, new.code, new.name, new.name_en, COALESCE(new.section_id, ''), new.stage, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pilots_found_anew AFTER UPDATE ON pilots WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.section_id IS NOT new.section_id OR old.stage IS NOT new.stage OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, section_id = COALESCE(new.section_id, ''), state = new.stage, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pilots_found_no_more AFTER DELETE ON pilots BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER disasters_found AFTER INSERT ON disasters BEGIN
    INSERT INTO search_entries (noun, record_id, code, name, name_en, section_id, state, search)
    VALUES ('disasters', new.id, new.code, new.name, new.name_en, '', new.state, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER disasters_found_anew AFTER UPDATE ON disasters WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.name_en IS NOT new.name_en OR old.state IS NOT new.state OR old.search IS NOT new.search BEGIN
    UPDATE search_entries SET code = new.code, name = new.name, name_en = new.name_en, state = new.state, search = new.search WHERE record_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER disasters_found_no_more AFTER DELETE ON disasters BEGIN
    DELETE FROM search_entries WHERE record_id = old.id;
END;
-- +goose StatementEnd

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
DROP TRIGGER organisations_found;
DROP TRIGGER organisations_found_anew;
DROP TRIGGER organisations_found_no_more;
DROP TRIGGER people_found;
DROP TRIGGER people_found_anew;
DROP TRIGGER people_found_no_more;
DROP TRIGGER posts_found;
DROP TRIGGER posts_found_anew;
DROP TRIGGER posts_found_no_more;
DROP TRIGGER systems_found;
DROP TRIGGER systems_found_anew;
DROP TRIGGER systems_found_no_more;
DROP TRIGGER projects_found;
DROP TRIGGER projects_found_anew;
DROP TRIGGER projects_found_no_more;
DROP TRIGGER plans_found;
DROP TRIGGER plans_found_anew;
DROP TRIGGER plans_found_no_more;
DROP TRIGGER plan_actions_found;
DROP TRIGGER plan_actions_found_anew;
DROP TRIGGER plan_actions_found_no_more;
DROP TRIGGER findings_found;
DROP TRIGGER findings_found_anew;
DROP TRIGGER findings_found_no_more;
DROP TRIGGER maturity_appraisals_found;
DROP TRIGGER maturity_appraisals_found_anew;
DROP TRIGGER maturity_appraisals_found_no_more;
DROP TRIGGER budget_lines_found;
DROP TRIGGER budget_lines_found_anew;
DROP TRIGGER budget_lines_found_no_more;
DROP TRIGGER availability_calendars_found;
DROP TRIGGER availability_calendars_found_anew;
DROP TRIGGER availability_calendars_found_no_more;
DROP TRIGGER availability_outages_found;
DROP TRIGGER availability_outages_found_anew;
DROP TRIGGER availability_outages_found_no_more;
DROP TRIGGER availability_maintenance_found;
DROP TRIGGER availability_maintenance_found_anew;
DROP TRIGGER availability_maintenance_found_no_more;
DROP TRIGGER procedures_found;
DROP TRIGGER procedures_found_anew;
DROP TRIGGER procedures_found_no_more;
DROP TRIGGER datasets_found;
DROP TRIGGER datasets_found_anew;
DROP TRIGGER datasets_found_no_more;
DROP TRIGGER logic_models_found;
DROP TRIGGER logic_models_found_anew;
DROP TRIGGER logic_models_found_no_more;
DROP TRIGGER capabilities_found;
DROP TRIGGER capabilities_found_anew;
DROP TRIGGER capabilities_found_no_more;
DROP TRIGGER consolidation_cases_found;
DROP TRIGGER consolidation_cases_found_anew;
DROP TRIGGER consolidation_cases_found_no_more;
DROP TRIGGER meetings_found;
DROP TRIGGER meetings_found_anew;
DROP TRIGGER meetings_found_no_more;
DROP TRIGGER directives_found;
DROP TRIGGER directives_found_anew;
DROP TRIGGER directives_found_no_more;
DROP TRIGGER pilots_found;
DROP TRIGGER pilots_found_anew;
DROP TRIGGER pilots_found_no_more;
DROP TRIGGER disasters_found;
DROP TRIGGER disasters_found_anew;
DROP TRIGGER disasters_found_no_more;
DROP TABLE search_text;
DROP TABLE search_entries;
