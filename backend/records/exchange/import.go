package exchange

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// State is where an import stands.
type State string

// The states, in their order. A failed import wrote nothing and may be checked again.
const (
	Uploaded   State = "uploaded"
	Checking   State = "checking"
	Checked    State = "checked"
	Committing State = "committing"
	Committed  State = "committed"
	Failed     State = "failed"
	Cancelled  State = "cancelled"
)

// Settings are what a person decides about the reading of a file.
type Settings struct {
	Mapping    store.Doc[map[string]string]            `json:"mapping" doc:"Header → field; an empty field ignores the column"`
	Defaults   store.Doc[map[string]string]            `json:"defaults" doc:"Field → text for new records whose row leaves it open"`
	Words      store.Doc[map[string]map[string]string] `json:"words" doc:"Field → what cells hold → what is meant"`
	ClearEmpty bool                                    `json:"clearEmpty" doc:"An empty cell of a mapped column clears the field of an existing record"`
	DateOrder  string                                  `json:"dateOrder" doc:"How 04/01/2026 is meant: mdy, dmy, or empty to refuse it"`
}

// Counts are the rows by outcome.
type Counts struct {
	Creates   int `json:"create"`
	Updates   int `json:"update"`
	Unchanged int `json:"unchanged"`
	Errors    int `json:"error"`
	Conflicts int `json:"conflict" doc:"Rows whose record changed between check and commit"`
}

func (c *Counts) add(o Outcome) {
	switch o {
	case Creates:
		c.Creates++
	case Updates:
		c.Updates++
	case Unchanged:
		c.Unchanged++
	case Errors:
		c.Errors++
	case Conflicts:
		c.Conflicts++
	}
}

// Trouble is why an import failed as a whole.
type Trouble struct {
	Code   fault.Code    `json:"code"`
	Params fault.Params  `json:"params,omitempty"`
	Errors []fault.Field `json:"errors,omitempty"`
}

func troubleOf(err error) *Trouble {
	f := fault.Of(err)
	return &Trouble{f.Code, f.Params, f.Fields}
}

// Import is a file on its way into a register.
type Import struct {
	store.Base
	Noun     string `json:"noun"`
	FileName string `json:"fileName"`
	Size     int    `json:"size" doc:"Bytes"`
	Book
	Settings
	OnlyValid bool                `json:"onlyValid" doc:"The commit left the rows with errors out"`
	State     State               `json:"state" enum:"uploaded,checking,checked,committing,committed,failed,cancelled"`
	Run       int                 `json:"run" doc:"Grows with every check"`
	Total     int                 `json:"total" doc:"Rows below the header; 0 while unknown"`
	Done      int                 `json:"done" doc:"Rows checked or written so far"`
	Counts    Counts              `json:"counts" gorm:"embedded"`
	Problem   store.Doc[*Trouble] `json:"problem,omitzero" doc:"Why it failed"`
	CreatedBy string              `json:"createdById"`
	EndedAt   store.Time          `json:"endedAt,omitzero"`
}

// TableName names the table.
func (Import) TableName() string { return "imports" }

func (i *Import) facts() *authz.Record {
	return &authz.Record{Noun: "imports", ID: i.ID, Own: []string{i.CreatedBy}}
}

// file is the upload as it came.
type file struct {
	ImportID string `gorm:"primaryKey"`
	Content  []byte
}

// TableName names the table of files.
func (file) TableName() string { return "import_files" }

// checkedRow is what a check said about a row.
type checkedRow struct {
	ImportID      string `gorm:"primaryKey"`
	Run           int    `gorm:"primaryKey"`
	RowNo         int    `gorm:"primaryKey"`
	Outcome       Outcome
	Code          string
	RecordID      string
	RecordVersion int64
	Cells         store.List[string]
	Changes       store.List[Change]
	Errors        store.List[RowError]
}

// TableName names the table of rows.
func (checkedRow) TableName() string { return "import_rows" }

func (r *checkedRow) row() Row { return Row{No: r.RowNo, Cells: r.Cells} }

// settingsFor brings what a person decided into the form that rows are read with.
func (i *Import) settingsFor() *settings {
	s := &settings{
		at: map[string]int{}, headers: i.Columns, defaults: i.Defaults.V, words: i.Words.V, clear: i.ClearEmpty, order: i.DateOrder,
		serial: i.Format == XLSX, era1904: i.Date1904, first: map[string]int{},
	}
	for n, h := range i.Columns {
		s.units = append(s.units, unitOf(h))
		if field := i.Mapping.V[h]; field != "" {
			s.at[field] = n
		}
	}
	return s
}

// inspectCells adds to a row what is wrong with the text of its mapped cells.
func (s *settings) inspectCells(row *Row) {
	for field, n := range s.at {
		if n >= len(row.Cells) {
			continue
		}
		rule := flaw(row.Cells[n])
		if s.serial && rule == "" {
			for _, e := range cellErrors {
				if row.Cells[n] == e {
					rule = "cell_error"
				}
			}
		}
		if rule != "" {
			row.Broken = append(row.Broken, RowError{
				Field: field, Header: s.headers[n], Rule: rule, Params: fault.Params{"column": letters(n + 1)}, Given: cut(row.Cells[n]),
			})
		}
	}
}

// content reads the stored upload.
func (s *Service) content(db *gorm.DB, id string) ([]byte, error) {
	f, err := store.One[file](db.Table("import_files").Where("import_id = ?", id), "imports", id)
	return f.Content, err
}

// checkSettings refuses a mapping that names what does not exist, or one field twice.
func checkSettings(s *Settings, columns []string, fields []Field) error {
	known := map[string]*Field{}
	for i := range fields {
		known[fields[i].Key] = &fields[i]
	}
	headers, taken := map[string]bool{}, map[string]bool{}
	for _, h := range columns {
		headers[h] = true
	}
	var bad []fault.Field
	refuse := func(path, rule string, p fault.Params) {
		bad = append(bad, fault.Field{Field: path, Rule: rule, Params: p})
	}
	for h, field := range s.Mapping.V {
		switch {
		case !headers[h]:
			refuse("mapping", "unknown_field", fault.Params{"header": cut(h)})
		case field == "":
		case known[field] == nil:
			refuse("mapping", "oneof", fault.Params{"header": h, "field": cut(field)})
		case taken[field]:
			refuse("mapping", "duplicate", fault.Params{"field": field})
		}
		taken[field] = true
	}
	for field := range s.Defaults.V {
		if known[field] == nil {
			refuse("defaults", "unknown_field", fault.Params{"field": cut(field)})
		}
	}
	for field := range s.Words.V {
		if known[field] == nil {
			refuse("words", "unknown_field", fault.Params{"field": cut(field)})
		}
	}
	return fault.BadFields(bad)
}
