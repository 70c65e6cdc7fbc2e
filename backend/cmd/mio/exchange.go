package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// maxImport bounds the file, as the upload does.
const maxImport = 20 << 20

// importArgs are the flags of mio import.
type importArgs struct {
	exchange.RunOptions
	mapping  []string
	defaults []string
	words    []string
	as       string
	lang     string
	json     bool
}

func importCmd(cfg *config.Config) *cobra.Command {
	var a importArgs
	cmd := &cobra.Command{
		Use:   "import NOUN FILE --as LOGIN",
		Short: "Import records from .xlsx or CSV",
		Long: "NOUN is systems, projects, findings or another kind of record; a wrong one is answered with all there are.\n" +
			"Reads FILE (.xlsx, or CSV in UTF-8, UTF-16, CP932 or Windows-1252) and says for each row what it would do: create,\n" +
			"update by code, nothing, or why not. With --commit it writes, all rows in one transaction. A missing row never deletes.",
		Example: "  mio import systems register.xlsx --as ict\n" +
			"  mio import systems inventory.csv --as ict --map 'Use_Case_ID=code' --default ownerId=0010 --commit --only-valid",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), cfg, func(p *app.App) error { return a.run(cmd, p, args[0], args[1]) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&a.as, "as", "", "sign-in name of the person in whose name the rows are written (required)")
	f.StringArrayVar(&a.mapping, "map", nil, "HEADER=FIELD for a column that is not recognised; HEADER= ignores it (repeatable)")
	f.StringArrayVar(&a.defaults, "default", nil, "FIELD=VALUE where the file has none (repeatable)")
	f.StringArrayVar(&a.words, "word", nil, "FIELD:GIVEN=MEANT for a word of the file that is not understood (repeatable)")
	f.StringVar(&a.DateOrder, "date-order", "", "mdy or dmy for dates such as 03/04/2012, which are refused otherwise")
	f.StringVar(&a.Separator, "separator", "", "of a CSV, when it is guessed wrong: comma, semicolon or tab as the character itself")
	f.IntVar(&a.HeaderRow, "header-row", 0, "row that holds the heads (default: the first that looks like it)")
	f.StringVar(&a.Encoding, "encoding", "", "utf-8, utf-16le, utf-16be, cp932 or windows-1252, when it is guessed wrong")
	f.StringVar(&a.Sheet, "sheet", "", "sheet of a workbook (default: the first that is not empty)")
	f.BoolVar(&a.ClearEmpty, "clear-empty", false, "an empty cell empties the field of an existing record")
	f.BoolVar(&a.Commit, "commit", false, "write; without it the run only tells")
	f.BoolVar(&a.OnlyValid, "only-valid", false, "with --commit: write the right rows although others are wrong")
	f.StringVar(&a.lang, "lang", "ja", "language of the messages: ja or en")
	f.BoolVar(&a.json, "json", false, "print the report as JSON")
	_ = cmd.MarkFlagRequired("as") // the flag exists
	return cmd
}

func (a *importArgs) run(cmd *cobra.Command, p *app.App, noun, path string) error {
	ctx, err := actAs(cmd.Context(), p, a.as)
	if err != nil {
		return err
	}
	if a.Content, err = readBounded(path); err != nil {
		return err
	}
	a.Noun, a.Name = noun, filepath.Base(path)
	if a.Mapping, err = pairs("--map", a.mapping); err != nil {
		return err
	}
	if a.Defaults, err = pairs("--default", a.defaults); err != nil {
		return err
	}
	if a.Words, err = meanings(a.words); err != nil {
		return err
	}
	report, err := p.Imports.Run(ctx, a.RunOptions)
	if report != nil {
		if err := a.print(cmd.OutOrStdout(), p, report); err != nil {
			return err
		}
	}
	return app.Explain(err)
}

func (a *importArgs) print(w io.Writer, p *app.App, r *exchange.Report) error {
	if a.json {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(r)
	}
	for _, row := range r.Errors {
		fmt.Fprintln(w, p.Imports.Say(a.Noun, row, a.lang))
	}
	if len(r.Ignored) > 0 {
		fmt.Fprintf(w, "columns not used: %s\n", strings.Join(r.Ignored, ", "))
	}
	c := r.Counts
	done := "would be"
	if r.ImportID != "" {
		done = "were"
	}
	fmt.Fprintf(w, "%s: %d %s created, %d updated, %d unchanged, %d wrong\n", r.Encoding, c.Creates, done, c.Updates, c.Unchanged, c.Errors)
	return nil
}

// pairs splits NAME=VALUE arguments.
func pairs(flag string, args []string) (map[string]string, error) {
	if len(args) == 0 {
		return nil, nil
	}
	out := map[string]string{}
	for _, a := range args {
		name, value, ok := strings.Cut(a, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("%s %q: want NAME=VALUE", flag, a)
		}
		out[name] = value
	}
	return out, nil
}

// meanings splits FIELD:GIVEN=MEANT arguments.
func meanings(args []string) (map[string]map[string]string, error) {
	var out map[string]map[string]string
	for _, a := range args {
		field, rest, ok := strings.Cut(a, ":")
		given, meant, found := strings.Cut(rest, "=")
		if !ok || !found || field == "" || given == "" {
			return nil, fmt.Errorf("--word %q: want FIELD:GIVEN=MEANT", a)
		}
		if out == nil {
			out = map[string]map[string]string{}
		}
		if out[field] == nil {
			out[field] = map[string]string{}
		}
		out[field][given] = meant
	}
	return out, nil
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxImport+1))
	if err == nil && len(content) > maxImport {
		err = fmt.Errorf("%s is larger than %d MiB", path, maxImport>>20)
	}
	return content, err
}

// actAs gives a context with the rights of the person behind a sign-in name.
func actAs(ctx context.Context, p *app.App, login string) (context.Context, error) {
	ids, err := store.Column[string](p.Store.Read(ctx).Table("accounts").Where("login = ?", strings.ToLower(login)).Select("person_id"))
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("nobody signs in as %q", login)
	}
	return p.SignIn.As(ctx, ids[0])
}

func exportCmd(cfg *config.Config) *cobra.Command {
	var as, format, out, lang string
	cmd := &cobra.Command{
		Use:     "export NOUN --as LOGIN",
		Short:   "Export records to CSV or .xlsx, ready to be imported again",
		Long:    "NOUN is systems, projects, findings or another kind of record; a wrong one is answered with all there are.\nWrites what the person may read, with all fields that an import knows. Texts that a spreadsheet would take for a\nformula are marked with a leading ', which the import takes off again.",
		Example: "  mio export systems --as ict --format xlsx --out register.xlsx",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), cfg, func(p *app.App) (err error) {
				ctx, err := actAs(cmd.Context(), p, as)
				if err != nil {
					return err
				}
				w := cmd.OutOrStdout()
				if out != "-" {
					f, err := os.OpenFile(out, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
					if err != nil {
						return err
					}
					defer func() {
						if closed := f.Close(); err == nil {
							err = closed
						}
					}()
					w = f
				}
				n, err := p.Imports.Export(ctx, args[0], format, lang, w)
				if err == nil {
					fmt.Fprintf(cmd.ErrOrStderr(), "%d rows\n", n)
				}
				return app.Explain(err)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&as, "as", "", "sign-in name of the person who reads (required)")
	f.StringVar(&format, "format", "csv", "csv or xlsx")
	f.StringVar(&out, "out", "-", "file to write; - is standard output")
	f.StringVar(&lang, "lang", "ja", "language of the column heads: ja or en")
	_ = cmd.MarkFlagRequired("as") // the flag exists
	return cmd
}
