package exchange

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// TemplateIn asks for an empty table.
type TemplateIn struct {
	Noun   string `query:"noun" validate:"required,max=40"`
	Format string `query:"format" validate:"omitempty,oneof=xlsx csv"`
	Lang   string `query:"lang" validate:"omitempty,oneof=ja en" doc:"Language of the headers, ja unless given"`
}

func lang(asked string) string {
	if asked == "en" {
		return "en"
	}
	return "ja"
}

func (s *Service) template(_ context.Context, in *TemplateIn) (api.File, error) {
	n, err := s.noun(in.Noun)
	if err != nil {
		return api.File{}, err
	}
	format, l := in.Format, lang(in.Lang)
	if format == "" {
		format = XLSX
	}
	return api.File{Name: in.Noun + "-template." + format, Type: types[format], Write: func(_ context.Context, w interface{ Write([]byte) (int, error) }) error {
		if format == CSV {
			out := newCSV(w, ",")
			_ = out.put(labels(n.Fields(), l))
			return out.end()
		}
		out, err := newXLSX(w, in.Noun)
		if err != nil {
			return err
		}
		if err := out.put(labels(n.Fields(), l)); err != nil {
			return err
		}
		if err := dropDowns(out, n.Fields(), l); err != nil {
			return err
		}
		if err := explain(out.file, n.Fields(), l, out.bold); err != nil {
			return err
		}
		return out.end()
	}}, nil
}

func labels(fields []Field, l string) []string {
	out := make([]string, len(fields))
	for i := range fields {
		out[i] = fields[i].Label(l)
	}
	return out
}

// ErrorsIn asks for the refused rows.
type ErrorsIn struct {
	api.ID
	Lang string `query:"lang" validate:"omitempty,oneof=ja en" doc:"Language of the reasons, ja unless given"`
}

// errorFile gives the refused rows back in the form in which they came, so that
// they can be mended and uploaded again. The added column is ignored then.
func (s *Service) errorFile(ctx context.Context, in *ErrorsIn) (api.File, error) {
	row, err := store.Load[Import](s.store.Read(ctx), in.ID.ID)
	if err != nil {
		return api.File{}, err
	}
	if err := s.permit(ctx, "imports:read", row); err != nil {
		return api.File{}, err
	}
	if row.Counts.Errors+row.Counts.Conflicts == 0 {
		return api.File{}, fault.Clash("no_errors", nil)
	}
	n, err := s.noun(row.Noun)
	if err != nil {
		return api.File{}, err
	}
	name := strings.TrimSuffix(row.FileName, path.Ext(row.FileName)) + "-errors." + row.Format
	return api.File{Name: name, Type: types[row.Format], Write: func(c context.Context, w interface{ Write([]byte) (int, error) }) error {
		if row.Encoding != CP932 {
			return s.writeErrors(c, w, row, n, lang(in.Lang))
		}
		var buf bytes.Buffer
		if err := s.writeErrors(c, &buf, row, n, lang(in.Lang)); err != nil {
			return err
		}
		text := buf.String()
		if back, ok := inCP932(text); ok {
			text = back
		}
		_, err := w.Write([]byte(text))
		return err
	}}, nil
}

func (s *Service) writeErrors(ctx context.Context, w interface{ Write([]byte) (int, error) }, row *Import, n Noun, l string) error {
	var out sink
	var err error
	if row.Format == XLSX {
		out, err = newXLSX(w, "errors")
	} else {
		out = newCSV(w, row.Separator)
	}
	if err != nil {
		return err
	}
	column := map[string]string{"ja": "エラー", "en": "Errors"}[l]
	if err := out.put(append(append([]string{}, row.Columns...), column)); err != nil {
		return err
	}
	for last := 0; ; {
		rows, err := store.Scan[checkedRow](s.store.Read(ctx).Table("import_rows").
			Where("import_id = ? AND run = ? AND row_no > ? AND outcome IN ?", row.ID, row.Run, last, []Outcome{Errors, Conflicts}).
			Order("row_no").Limit(batch))
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return out.end()
		}
		last = rows[len(rows)-1].RowNo
		for i := range rows {
			where := fmt.Sprintf("%d行目 ", rows[i].RowNo)
			if l == "en" {
				where = fmt.Sprintf("Row %d: ", rows[i].RowNo)
			}
			cells := make([]string, 0, len(rows[i].Cells)+1)
			for _, c := range rows[i].Cells {
				cells = append(cells, plain(c))
			}
			if err := out.put(append(cells, where+say(rows[i].Errors, n.Fields(), l))); err != nil {
				return err
			}
		}
	}
}
