package history

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// named are the tables whose rows have names that people know. Every id of the
// product is unique across tables, so an id can be looked up in all of them.
var named = []struct{ table, name, nameEn string }{
	{"organisations", "name", "name_en"},
	{"people", "name", "name_en"},
	{"systems", "name", "name_en"},
	{"projects", "name", "name_en"},
	{"posts", "title", "title_en"},
	{"findings", "title", "title_en"},
	{"maturity_appraisals", "code", "code"},
	{"availability_calendars", "name", "name_en"},
	{"availability_outages", "title", "title"},
	{"availability_maintenance", "title", "title"},
	{"budget_lines", "name", "name"},
	{"strategies", "name", "name_en"},
	{"plans", "name", "name_en"},
	{"plan_themes", "name", "name_en"},
	{"plan_actions", "name", "name_en"},
	{"procedures", "name", "name_en"},
	{"datasets", "name", "name_en"},
	{"logic_models", "name", "name_en"},
	{"pilots", "name", "name_en"},
	{"capabilities", "name", "name_en"},
	{"consolidation_cases", "name", "name_en"},
	{"meetings", "'第' || number || '回ICT戦略本部会議'", "'ICT Strategy Headquarters, meeting ' || number"},
	{"meeting_items", "title", "title_en"},
	{"directives", "title", "title"},
	{"disasters", "name", "name_en"},
	{"tokens", "label", "label"},
}

// ownProject is what makes a project somebody's own.
const ownProject = "id IN (SELECT project_id FROM project_people WHERE person_id = ?)"

// Readable narrows a query of a table to the rows whose names the caller may
// know. All but projects, findings, appraisals, budget lines, agendas and directives
// are open to everyone; an id may stand in any text that somebody typed.
func Readable(ctx context.Context, q *gorm.DB, table string) (*gorm.DB, error) {
	switch table {
	case "projects":
		scope, err := authz.From(ctx).Scope("projects:read")
		return store.Within(q, scope.All, "applicant_id", scope.Sections, ownProject, scope.Person), err
	case "findings":
		scope, err := authz.From(ctx).Scope("findings:read")
		return store.Within(q.Where("notice_on IS NOT NULL"), scope.All, "section_id", scope.Sections, "action_owner_id = ?", scope.Person), err
	case "maturity_appraisals":
		scope, err := authz.From(ctx).Scope("maturity:read")
		return store.Within(q, scope.All, "section_id", scope.Sections, "", ""), err
	case "meetings":
		scope, err := authz.From(ctx).Scope("meetings:read")
		if !scope.All {
			q = q.Where("state = 'confirmed'")
		}
		return q, err
	case "meeting_items":
		scope, err := authz.From(ctx).Scope("meetings:read")
		if !scope.All {
			q = q.Where("meeting_id IN (SELECT id FROM meetings WHERE state = 'confirmed')")
		}
		return q, err
	case "directives":
		scope, err := authz.From(ctx).Scope("directives:read")
		return store.Within(q, scope.All, "owner_id", scope.Sections, "", ""), err
	case "budget_lines":
		scope, err := authz.From(ctx).Scope("budgets:read")
		return store.Within(q, scope.All, "section_id", scope.Sections, "", ""), err
	}
	return q, nil
}

// maxIDs bounds the look-up of one page.
const maxIDs = 500

func (s *Service) labels(ctx context.Context, events []Event) (map[string]Label, error) {
	ids := map[string]bool{}
	for _, e := range events {
		collect(e.RecordID, ids)
		collect(e.RootID, ids)
		for _, c := range e.Changes {
			collect(c.Before, ids)
			collect(c.After, ids)
		}
	}
	out := map[string]Label{}
	list := make([]string, 0, len(ids))
	for id := range ids {
		if len(list) < maxIDs {
			list = append(list, id)
		}
	}
	for _, t := range named {
		if len(list) == 0 {
			break
		}
		type row struct{ ID, Name, NameEn string }
		q, err := Readable(ctx, s.store.Read(ctx).Table(t.table), t.table)
		if err != nil {
			return nil, err
		}
		rows, err := store.Scan[row](q.Where("id IN ?", list).
			Select("id, " + t.name + " AS name, " + t.nameEn + " AS name_en"))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.ID] = Label{r.Name, r.NameEn}
		}
	}
	return out, nil
}

// collect gathers everything in a JSON value that looks like one of our ids.
func collect(v any, into map[string]bool) {
	switch x := v.(type) {
	case string:
		if len(x) == 36 && uuid.Validate(x) == nil {
			into[x] = true
		}
	case []any:
		for _, e := range x {
			collect(e, into)
		}
	case map[string]any:
		for _, e := range x {
			collect(e, into)
		}
	}
}

// Open are those of some records of a table whose pages the caller may open: a page links to no others.
func Open(ctx context.Context, db *gorm.DB, table string, ids ...string) (map[string]bool, error) {
	out := map[string]bool{}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	if len(ids) == 0 {
		return out, nil
	}
	q, err := Readable(ctx, db.Table(table), table)
	if err != nil {
		return nil, err
	}
	found, err := store.Column[string](q.Where("id IN ?", ids).Limit(maxIDs).Select("id"))
	for _, id := range found {
		out[id] = true
	}
	return out, err
}
