package history

import (
	"context"

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
}

// ownProject is what makes a project somebody's own.
const ownProject = "id IN (SELECT project_id FROM project_people WHERE person_id = ?)"

// readable are the rows of a table that the caller may know of. All but projects
// are open to everyone; a project's id may stand in any text that somebody typed.
func (s *Service) readable(ctx context.Context, table string) (*gorm.DB, error) {
	q := s.store.Read(ctx).Table(table)
	if table != "projects" {
		return q, nil
	}
	scope, err := authz.From(ctx).Scope("projects:read")
	return store.Within(q, scope.All, "applicant_id", scope.Sections, ownProject, scope.Person), err
}

// maxIDs bounds the look-up of one page.
const maxIDs = 500

func (s *Service) labels(ctx context.Context, events []Event) (map[string]Label, error) {
	ids := map[string]bool{}
	for _, e := range events {
		collect(e.RecordID, ids)
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
		q, err := s.readable(ctx, t.table)
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
