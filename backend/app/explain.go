package app

import (
	"fmt"
	"strings"

	"miotsukushi/backend/platform/fault"
)

// reasons word, for the command line, why a file cannot be read or an import not be written.
var reasons = map[string]string{
	"already_done":           "nothing to do: it is so already",
	"has_errors":             "nothing was written: some rows are wrong; mend them, or add --only-valid to write the others",
	"nothing_to_do":          "nothing was written: the file changes nothing",
	"empty":                  "the file is empty",
	"no_header":              "no row of heads was found; the first row should name the columns (--header-row says where it is)",
	"no_rows":                "there are no rows below the heads",
	"broken_workbook":        "the workbook is damaged; open it in a spreadsheet and save it again",
	"unclosed_quote":         "a quotation mark is never closed, so the file cannot be read to its end",
	"not_a_table":            "this cannot be read as a table; give .xlsx or CSV",
	"not_a_workbook":         "this is no workbook; save it as .xlsx",
	"encrypted_or_old_excel": "a workbook with a password, or in the old format (.xls); save it as .xlsx without one",
}

// rules word what is wrong with a value on the command line.
var rules = map[string]string{
	"required": "is missing", "duplicate": "is taken by another record", "not_found": "does not exist",
	"format": "is not in the right form (2 to 64 small letters, digits and . _ @ -)", "max": "is too long", "oneof": "is not one of the values",
}

// Explain words a refusal for the command line, in plain English. Any other
// error stays as it is.
func Explain(err error) error {
	if err == nil {
		return nil
	}
	f := fault.Of(err)
	reason, known := reasons[fmt.Sprint(f.Params["reason"])]
	switch {
	case f.Code == fault.Internal:
		return err
	case f.Code == fault.NotFound:
		return fmt.Errorf("there is no %v %v", strings.TrimSuffix(fmt.Sprint(f.Params["noun"]), "s"), f.Params["id"])
	case known:
		if row, ok := f.Params["row"]; ok {
			reason += fmt.Sprintf(" (row %v)", row)
		}
		return fmt.Errorf("%s", reason)
	case f.Code == fault.TooLarge:
		return fmt.Errorf("the file has too many %v: %v at most", f.Params["what"], f.Params["limit"])
	case f.Code != fault.Invalid:
		return err
	}
	var out []string
	for _, x := range f.Fields {
		text := rules[x.Rule]
		if text == "" {
			text = "breaks the rule " + x.Rule
		}
		if x.Field == "code" {
			x.Field = "login"
		}
		line := "--" + x.Field + " " + text
		for list, intro := range map[string]string{"allowed": ": ", "known": "; there are: "} {
			if values, ok := x.Params[list].([]string); ok {
				line += intro + strings.Join(values, ", ")
			}
		}
		out = append(out, line)
	}
	return fmt.Errorf("%s", strings.Join(out, "; "))
}
