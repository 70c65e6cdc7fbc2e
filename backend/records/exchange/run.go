package exchange

import (
	"context"
	"fmt"
	"io"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// RunOptions are an import from the command line.
type RunOptions struct {
	Noun    string
	Name    string // of the file, for the ledger
	Content []byte
	// Mapping, Defaults and Words are as in Settings; headers that Mapping leaves
	// out are mapped automatically.
	Mapping  map[string]string
	Defaults map[string]string
	Words    map[string]map[string]string
	// Encoding, Separator, Sheet and HeaderRow are found out when empty.
	Encoding, Separator, Sheet string
	HeaderRow                  int
	ClearEmpty                 bool
	// DateOrder is mdy or dmy for days such as 04/01/2026.
	DateOrder string
	// Commit writes; without it the run only tells what it would do.
	Commit    bool
	OnlyValid bool
}

// Report is what a run found and did.
type Report struct {
	Book
	Mapping map[string]string `json:"mapping"`
	Ignored []string          `json:"ignored"`
	Counts  Counts            `json:"counts"`
	Errors  []RowReport       `json:"errors" doc:"The first rows with errors"`
	// ImportID is set when the run was committed.
	ImportID string `json:"importId,omitempty"`
}

// RowReport is a refused row.
type RowReport struct {
	Row    int        `json:"row"`
	Code   string     `json:"code"`
	Errors []RowError `json:"errors"`
}

// maxReported bounds the refused rows of a report.
const maxReported = 1000

// Run imports a file at once, by the same steps as the jobs: the check, and with
// Commit one transaction for all rows. The context must carry a person's session
// and actor, as Callers makes it. Errors in rows are in the report and no error;
// a commit that they stand against is a fault.
func (s *Service) Run(ctx context.Context, o RunOptions) (*Report, error) {
	if err := authz.Require(ctx, "imports:create", nil); err != nil {
		return nil, err
	}
	row, err := s.recognise(ctx, File{o.Noun, o.Name, o.Content}, Book{Encoding: o.Encoding, Separator: o.Separator, Sheet: o.Sheet, HeaderRow: o.HeaderRow})
	if err != nil {
		return nil, err
	}
	n, err := s.noun(o.Noun)
	if err != nil {
		return nil, err
	}
	given := Settings{ClearEmpty: o.ClearEmpty}
	given.Mapping.V, given.Defaults.V, given.Words.V = o.Mapping, o.Defaults, o.Words
	if err := checkSettings(&given, row.Columns, n.Fields()); err != nil {
		return nil, err
	}
	row.Mapping.V = automatic(row.Columns, n.Fields(), o.Mapping)
	row.ClearEmpty, row.DateOrder = o.ClearEmpty, o.DateOrder
	if o.Defaults != nil {
		row.Defaults.V = o.Defaults
	}
	if o.Words != nil {
		row.Words.V = o.Words
	}
	if err := checkSettings(&row.Settings, row.Columns, n.Fields()); err != nil {
		return nil, err
	}
	report, err := s.dryRun(ctx, row, o.Content)
	if err != nil || !o.Commit {
		return report, err
	}
	row.Counts = report.Counts
	if err := row.mayCommit(o.OnlyValid); err != nil {
		return report, err
	}
	report.ImportID, err = s.runAtOnce(ctx, row, o)
	return report, err
}

func (s *Service) dryRun(ctx context.Context, row *Import, content []byte) (*Report, error) {
	out := &Report{Book: row.Book, Mapping: row.Mapping.V, Ignored: []string{}, Errors: []RowReport{}}
	for _, h := range row.Columns {
		if row.Mapping.V[h] == "" {
			out.Ignored = append(out.Ignored, h)
		}
	}
	err := s.survey(ctx, s.store.Read(ctx), row, content, func(_ []Row, plans []Plan) error {
		for i := range plans {
			p := &plans[i]
			out.Counts.add(p.Outcome)
			if p.Outcome == Errors && len(out.Errors) < maxReported {
				out.Errors = append(out.Errors, RowReport{p.Row, p.Code, p.Errors})
			}
		}
		return nil
	})
	return out, err
}

// runAtOnce keeps the file and does the work of both jobs here and now.
func (s *Service) runAtOnce(ctx context.Context, row *Import, o RunOptions) (id string, err error) {
	if err := authz.Require(ctx, "imports:commit", nil); err != nil {
		return "", err
	}
	person := authz.From(ctx).PersonID
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row.State, row.Run, row.CreatedBy, row.Counts = Checking, 1, tx.Actor.PersonID, Counts{}
		return s.keepFile(tx, row, o.Content)
	})
	if err != nil {
		return "", err
	}
	if err := s.check(ctx, row); err != nil {
		return row.ID, err
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		_, err := s.move(ctx, tx, row.ID, store.Latest, "imports:commit", "commit", func(row *Import) error {
			if err := row.mayCommit(o.OnlyValid); err != nil {
				return err
			}
			row.State, row.OnlyValid, row.Done = Committing, o.OnlyValid, 0
			return nil
		}, Checked)
		return err
	})
	if err != nil {
		return row.ID, err
	}
	if err := s.runCommit(ctx, task{row.ID, row.Run, person}); err != nil {
		return row.ID, err
	}
	end, err := store.Load[Import](s.store.Read(ctx), row.ID)
	if err != nil {
		return row.ID, err
	}
	if end.State != Committed {
		f := &fault.Fault{Code: fault.Internal}
		if p := end.Problem.V; p != nil {
			f = &fault.Fault{Code: p.Code, Params: p.Params, Fields: p.Errors}
		}
		return row.ID, f
	}
	return row.ID, nil
}

// Say words a row's errors for people, in "ja" or "en".
func (s *Service) Say(noun string, r RowReport, lang string) string {
	var fields []Field
	if n, ok := s.nouns[noun]; ok {
		fields = n.Fields()
	}
	if lang == "en" {
		return fmt.Sprintf("Row %d (%s): %s", r.Row, r.Code, say(r.Errors, fields, "en"))
	}
	return fmt.Sprintf("%d行目（%s）%s", r.Row, r.Code, say(r.Errors, fields, "ja"))
}

// Export writes all records of a noun that the caller may see, with the headers
// and words of a language, so that importing the file again changes nothing.
// format is xlsx or csv. It gives the number of records.
func (s *Service) Export(ctx context.Context, noun, format, lang string, w io.Writer) (int, error) {
	n, err := s.noun(noun)
	if err != nil {
		return 0, err
	}
	if err := authz.Require(ctx, n.reads(), nil); err != nil {
		return 0, err
	}
	out, err := newSink(w, format, noun)
	if err != nil {
		return 0, err
	}
	if err := out.put(labels(n.Fields(), lang)); err != nil {
		return 0, err
	}
	env := newEnv(ctx, s.store.Read(ctx), s.lookups)
	env.Lang = lang
	total := 0
	for last := ""; ; {
		lines, next, err := n.export(env, last, batch)
		if err != nil {
			return total, err
		}
		for _, l := range lines {
			if err := out.put(l); err != nil {
				return total, err
			}
		}
		total += len(lines)
		if len(lines) < batch {
			return total, out.end()
		}
		last = next
	}
}
