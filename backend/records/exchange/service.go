package exchange

import (
	"context"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/jobs"
	"miotsukushi/backend/platform/store"
)

// Callers gives a job the rights of the person for whom it works, as they are now.
type Callers interface {
	As(ctx context.Context, personID string) (context.Context, error)
}

// Kinds of jobs.
const (
	checkJob  = "imports.check"
	commitJob = "imports.commit"
	forgetJob = "imports.forget"
)

// keep is how long the file and the rows of an import are kept.
const keep = 90 * 24 * time.Hour

// task is the argument of a job: the import, the run that it belongs to, and the
// person who asked for it.
type task struct {
	ImportID string `json:"importId"`
	Run      int    `json:"run"`
	PersonID string `json:"personId"`
}

// Service holds the use cases of imports.
type Service struct {
	store   *store.Store
	queue   *jobs.Queue
	callers Callers
	lookups map[string]Lookup
	nouns   map[string]Noun
	order   []string
	// progress of commits in this process: SQLite cannot show it while it writes.
	progress sync.Map
}

// New makes the service over the nouns that may be exchanged, and takes over its
// kinds of jobs. lookups find the records that fields refer to, by noun.
func New(s *store.Store, q *jobs.Queue, c Callers, lookups map[string]Lookup, nouns ...Noun) *Service {
	x := &Service{store: s, queue: q, callers: c, lookups: lookups, nouns: map[string]Noun{}}
	for _, n := range nouns {
		x.nouns[n.Name()] = n
		x.order = append(x.order, n.Name())
	}
	q.Handle(checkJob, jobs.On(x.runCheck, x.failed))
	q.Handle(commitJob, jobs.On(x.runCommit, x.failed))
	q.Handle(forgetJob, jobs.On(x.forget, nil))
	return x
}

func (s *Service) noun(name string) (Noun, error) {
	n, ok := s.nouns[name]
	if !ok {
		return nil, fault.Bad("noun", "oneof", fault.Params{"allowed": s.order})
	}
	return n, nil
}

// File is an uploaded file with what the reader knows about it beforehand; the
// zero values let the program find out.
type File struct {
	Noun    string
	Name    string
	Content []byte
}

// Upload stores a file, finds out how to read it and begins the check.
func (s *Service) Upload(ctx context.Context, f File) (*Import, error) {
	if err := authz.Require(ctx, "imports:create", nil); err != nil {
		return nil, err
	}
	// Who may make no such record at all need not wait for the check of its rows to hear it.
	if n := s.nouns[f.Noun]; n != nil {
		if err := authz.Require(ctx, n.makes(), nil); err != nil {
			return nil, err
		}
	}
	row, err := s.recognise(ctx, f, Book{})
	if err != nil {
		return nil, err
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row.CreatedBy = tx.Actor.PersonID
		row.State, row.Run = Checking, 1
		if err := s.keepFile(tx, row, f.Content); err != nil {
			return err
		}
		return s.queue.Enqueue(tx, checkJob, task{row.ID, row.Run, row.CreatedBy}, time.Time{})
	})
	s.queue.Wake()
	return row, err
}

// keepFile writes the import and its file, and says when both are forgotten.
func (s *Service) keepFile(tx *store.Tx, row *Import, content []byte) error {
	if err := store.Create(tx, row, store.Why{Action: "upload"}); err != nil {
		return err
	}
	err := tx.Internal(func(db *gorm.DB) error { return db.Create(&file{row.ID, content}).Error })
	if err != nil {
		return err
	}
	return s.queue.Enqueue(tx, forgetJob, task{ImportID: row.ID}, tx.Now.Add(keep))
}

// recognise makes the record of a file that is not stored yet.
func (s *Service) recognise(ctx context.Context, f File, ask Book) (*Import, error) {
	n, err := s.noun(f.Noun)
	if err != nil {
		return nil, err
	}
	b, err := inspect(ctx, f.Content, ask, n.Fields())
	if err != nil {
		return nil, err
	}
	row := &Import{Noun: f.Noun, FileName: FileName(f.Name), Size: len(f.Content), Book: b, Total: b.rows}
	row.Mapping.V = automatic(b.Columns, n.Fields(), nil)
	row.Defaults.V, row.Words.V = map[string]string{}, map[string]map[string]string{}
	return row, nil
}

// automatic maps every column to the field that its header means, or to none. What
// was decided before stays.
func automatic(columns []string, fields []Field, before map[string]string) map[string]string {
	found, out, taken := match(columns, fields), map[string]string{}, map[string]bool{}
	for _, h := range columns {
		if field, ok := before[h]; ok {
			out[h] = field
			taken[field] = true
		}
	}
	for _, h := range columns {
		if _, ok := before[h]; !ok {
			out[h] = ""
			if !taken[found[h]] {
				out[h] = found[h]
			}
		}
	}
	return out
}

// FileName is the last part of the name of an upload, as far as it can be shown.
func FileName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.Map(visible, name), `\`, "/"))
	if !utf8.ValidString(name) || name == "." || name == "/" || strings.TrimSpace(name) == "" {
		return "import"
	}
	if r := []rune(name); len(r) > 200 {
		name = string(r[len(r)-200:])
	}
	return name
}

// Reading says anew how a file is to be read. Nil keeps what holds.
type Reading struct {
	Mapping    *map[string]string            `json:"mapping,omitempty" doc:"Header → field, \"\" to ignore the column; headers left out are mapped automatically"`
	Defaults   *map[string]string            `json:"defaults,omitempty"`
	Words      *map[string]map[string]string `json:"words,omitempty"`
	ClearEmpty *bool                         `json:"clearEmpty,omitempty"`
	DateOrder  *string                       `json:"dateOrder,omitempty" doc:"mdy, dmy or empty"`
	Encoding   *string                       `json:"encoding,omitempty" validate:"omitempty,oneof=utf-8 utf-16le utf-16be cp932 windows-1252"`
	Separator  *string                       `json:"separator,omitempty" validate:"omitempty,len=1"`
	Sheet      *string                       `json:"sheet,omitempty" validate:"omitempty,max=100"`
	HeaderRow  *int                          `json:"headerRow,omitempty" validate:"omitempty,min=1,max=1000"`
}

// Check states the rules that tags cannot.
func (r *Reading) Check() []fault.Field {
	var out []fault.Field
	for _, c := range []struct {
		field   string
		given   *string
		allowed []string
	}{{"separator", r.Separator, []string{",", ";", "\t", "|"}}, {"dateOrder", r.DateOrder, []string{"", "mdy", "dmy"}}} {
		if c.given != nil && !slices.Contains(c.allowed, *c.given) {
			out = append(out, fault.Field{Field: c.field, Rule: "oneof", Params: fault.Params{"allowed": c.allowed}})
		}
	}
	return out
}

// Reread changes how the file is read and begins a new check.
func (s *Service) Reread(ctx context.Context, id string, version int64, r Reading) (*Import, error) {
	// The file is looked at before the transaction: a workbook takes its time.
	next, err := store.Load[Import](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := s.permit(ctx, "imports:create", next); err != nil {
		return nil, err
	}
	if next.Version == version {
		if err := s.reread(ctx, next, r); err != nil {
			return nil, err
		}
	}
	var row *Import
	err = s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.move(ctx, tx, id, version, "imports:create", "map", func(row *Import) error {
			row.Book, row.Settings, row.Total = next.Book, next.Settings, next.Total
			row.State, row.Run = Checking, row.Run+1
			row.Done, row.Counts, row.Problem.V = 0, Counts{}, nil
			return s.queue.Enqueue(tx, checkJob, task{row.ID, row.Run, tx.Actor.PersonID}, time.Time{})
		}, Uploaded, Checking, Checked, Failed)
		return err
	})
	s.queue.Wake()
	return row, err
}

func (s *Service) reread(ctx context.Context, row *Import, r Reading) error {
	n, err := s.noun(row.Noun)
	if err != nil {
		return err
	}
	ask := Book{Encoding: row.Encoding, Separator: row.Separator, Sheet: row.Sheet, HeaderRow: row.HeaderRow}
	// Another encoding, separator or sheet may move the header.
	for _, c := range []struct {
		to *string
		at *string
	}{{r.Encoding, &ask.Encoding}, {r.Separator, &ask.Separator}, {r.Sheet, &ask.Sheet}} {
		if c.to != nil && *c.to != *c.at {
			*c.at, ask.HeaderRow = *c.to, 0
		}
	}
	if r.HeaderRow != nil {
		ask.HeaderRow = *r.HeaderRow
	}
	if ask.Encoding != row.Encoding || ask.Separator != row.Separator || ask.Sheet != row.Sheet || ask.HeaderRow != row.HeaderRow {
		content, err := s.content(s.store.Read(ctx), row.ID)
		if err != nil {
			return err
		}
		b, err := inspect(ctx, content, ask, n.Fields())
		if err != nil {
			return err
		}
		row.Book, row.Total = b, b.rows
		row.Mapping.V = automatic(b.Columns, n.Fields(), nil)
	}
	if r.Mapping != nil {
		row.Mapping.V = automatic(row.Columns, n.Fields(), *r.Mapping)
		if err := checkSettings(&Settings{Mapping: store.Doc[map[string]string]{V: *r.Mapping}}, row.Columns, n.Fields()); err != nil {
			return err
		}
	}
	if r.Defaults != nil {
		row.Defaults.V = *r.Defaults
	}
	if r.Words != nil {
		row.Words.V = *r.Words
	}
	if r.ClearEmpty != nil {
		row.ClearEmpty = *r.ClearEmpty
	}
	if r.DateOrder != nil {
		row.DateOrder = *r.DateOrder
	}
	return checkSettings(&row.Settings, row.Columns, n.Fields())
}

// Cancel ends an import that has not been committed.
func (s *Service) Cancel(ctx context.Context, id string, version int64) (*Import, error) {
	var row *Import
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.move(ctx, tx, id, version, "imports:create", "cancel", func(row *Import) error {
			row.State, row.EndedAt = Cancelled, tx.Now
			return nil
		}, Uploaded, Checking, Checked, Failed)
		return err
	})
	return row, err
}

// Commit begins the writing of all rows, or of the valid ones when that is asked
// for. Errors that stand against it are told at once.
func (s *Service) Commit(ctx context.Context, id string, version int64, onlyValid bool) (*Import, error) {
	var row *Import
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.move(ctx, tx, id, version, "imports:commit", "commit", func(row *Import) error {
			if err := row.mayCommit(onlyValid); err != nil {
				return err
			}
			row.State, row.OnlyValid, row.Done = Committing, onlyValid, 0
			return s.queue.Enqueue(tx, commitJob, task{row.ID, row.Run, tx.Actor.PersonID}, time.Time{})
		}, Checked)
		return err
	})
	s.queue.Wake()
	return row, err
}

func (i *Import) mayCommit(onlyValid bool) error {
	if i.Counts.Errors > 0 && !onlyValid {
		return fault.Clash("has_errors", fault.Params{"count": i.Counts.Errors})
	}
	if i.Counts.Creates+i.Counts.Updates == 0 {
		return fault.Clash("nothing_to_do", nil)
	}
	return nil
}

// move is a transition of an import by a person.
func (s *Service) move(ctx context.Context, tx *store.Tx, id string, version int64, perm, action string, change func(*Import) error, from ...State) (*Import, error) {
	return store.Update(tx, id, version, store.Why{Action: action}, func(row *Import) error {
		if err := s.permit(ctx, perm, row); err != nil {
			return err
		}
		if !slices.Contains(from, row.State) {
			return fault.Clash("wrong_state", fault.Params{"state": row.State})
		}
		return change(row)
	})
}

// permit asks for a right on an import, and for the right to make such records at
// all: the rows of a file are no more open than what it makes, which others may
// not see before its time.
func (s *Service) permit(ctx context.Context, perm string, row *Import) error {
	if err := authz.Require(ctx, perm, row.facts()); err != nil {
		return err
	}
	n := s.nouns[row.Noun]
	if n == nil {
		return nil
	}
	// The job that writes has all rights of the person: whoever starts it with a token needs one that also opens changes.
	noun, _, _ := strings.Cut(n.makes(), ":")
	if changes := noun + ":update"; perm == "imports:commit" && !authz.From(ctx).Opens(changes) {
		return authz.Require(ctx, changes, nil)
	}
	return authz.Require(ctx, n.makes(), nil)
}

// makeable are the nouns of which the caller may make records.
func (s *Service) makeable(ctx context.Context) []string {
	out := []string{""} // keeps an empty list valid
	for _, name := range s.order {
		if authz.Require(ctx, s.nouns[name].makes(), nil) == nil {
			out = append(out, name)
		}
	}
	return out
}
