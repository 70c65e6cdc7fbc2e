package exchange

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// Item is an import in a list.
type Item struct {
	store.Base
	Noun      string     `json:"noun"`
	FileName  string     `json:"fileName"`
	State     State      `json:"state" enum:"uploaded,checking,checked,committing,committed,failed,cancelled"`
	Total     int        `json:"total"`
	Done      int        `json:"done"`
	Counts    Counts     `json:"counts" gorm:"embedded"`
	CreatedBy string     `json:"createdById"`
	Author    string     `json:"createdByName" gorm:"column:author"`
	EndedAt   store.Time `json:"endedAt,omitzero"`
}

const itemColumns = `imports.id, imports.version, imports.created_at, imports.updated_at, imports.noun, imports.file_name, imports.state,
	imports.total, imports.done, imports.creates, imports.updates, imports.unchanged, imports.errors, imports.conflicts, imports.created_by,
	imports.ended_at, COALESCE((SELECT name FROM people WHERE people.id = imports.created_by), '') AS author`

// Filter narrows the list of imports.
type Filter struct {
	api.List
	Noun  string `query:"noun" validate:"max=100"`
	State string `query:"state" validate:"max=200"`
}

// List finds imports, newest first.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	scope, err := authz.From(ctx).Scope("imports:read")
	if err != nil {
		return store.Page[Item]{}, err
	}
	// An import belongs to no section: short of the scope all, people see their own.
	q := store.Within(s.store.Read(ctx).Table("imports"), scope.All, "imports.created_by", nil, "imports.created_by = ?", scope.Person)
	q = store.AnyOf(q, "imports.noun", f.Noun).Where("imports.noun IN ?", s.makeable(ctx))
	q = store.AnyOf(q, "imports.state", f.State)
	return store.FindPage[Item](q, itemColumns, f.Paging(), store.Sorts{"createdAt": "imports.created_at"}, "-createdAt")
}

// Detail is an import with all that its page shows.
type Detail struct {
	Import
	Sample  [][]string               `json:"sample" doc:"The first rows, as they are read"`
	Ignored []string                 `json:"ignored" doc:"Columns that no field takes"`
	Author  string                   `json:"createdByName"`
	Can     map[string]authz.Verdict `json:"can"`
}

// Get reads one import.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Import](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := s.permit(ctx, "imports:read", row); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Import) (*Detail, error) {
	d := &Detail{Import: *row, Sample: row.Sample, Ignored: []string{}}
	for _, h := range row.Columns {
		if row.Mapping.V[h] == "" {
			d.Ignored = append(d.Ignored, h)
		}
	}
	if done, ok := s.progress.Load(row.ID); ok && row.State == Committing {
		d.Done = max(d.Done, done.(int))
	}
	var err error
	d.Author, err = store.Value[string](s.store.Read(ctx).Table("people").Where("id = ?", row.CreatedBy).Select("name"))
	if err == nil {
		d.Can, err = authz.Can(ctx, "imports", row.facts(), "create", "commit")
	}
	return d, err
}

// RowItem is what the check said about a row, with its cells by header.
type RowItem struct {
	Row      int               `json:"row" doc:"As the spreadsheet numbers it"`
	Outcome  Outcome           `json:"outcome" enum:"create,update,unchanged,error,conflict"`
	Code     string            `json:"code"`
	RecordID string            `json:"recordId"`
	Changes  []Change          `json:"changes"`
	Errors   []RowError        `json:"errors"`
	Cells    map[string]string `json:"cells" doc:"What the row holds, by header, each cut to 100 characters"`
}

// RowsIn asks for the rows of an import.
type RowsIn struct {
	api.ID
	Outcome string `query:"outcome" validate:"max=100" doc:"Comma list of create, update, unchanged, error, conflict"`
	Limit   int    `query:"limit" validate:"omitempty,min=1,max=200"`
	After   int    `query:"cursor" validate:"min=0" doc:"next of the page before"`
}

// RowPage is a page of rows, in the order of the file.
type RowPage struct {
	Items []RowItem `json:"items"`
	Next  int       `json:"next" doc:"Cursor of the next page, 0 on the last"`
}

// Rows lists what the last check said.
func (s *Service) Rows(ctx context.Context, in *RowsIn) (RowPage, error) {
	out := RowPage{Items: []RowItem{}}
	row, err := store.Load[Import](s.store.Read(ctx), in.ID.ID)
	if err != nil {
		return out, err
	}
	if err := s.permit(ctx, "imports:read", row); err != nil {
		return out, err
	}
	limit := in.Limit
	if limit == 0 {
		limit = store.DefaultLimit
	}
	q := s.store.Read(ctx).Table("import_rows").Where("import_id = ? AND run = ? AND row_no > ?", row.ID, row.Run, in.After)
	rows, err := store.Scan[checkedRow](store.AnyOf(q, "outcome", in.Outcome).Order("row_no").Limit(limit + 1))
	if err != nil {
		return out, err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		out.Next = rows[limit-1].RowNo
	}
	for i := range rows {
		r := &rows[i]
		item := RowItem{r.RowNo, r.Outcome, r.Code, r.RecordID, r.Changes, r.Errors, map[string]string{}}
		for n, c := range r.Cells {
			if n < len(row.Columns) && c != "" {
				item.Cells[row.Columns[n]] = cut(c)
			}
		}
		out.Items = append(out.Items, item)
	}
	return out, nil
}
