package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"miotsukushi/backend/platform/fault"
)

var testFields = []Field{
	{Key: "code", Ja: "コード", En: "Code"}, {Key: "name", Ja: "名称", En: "Name"},
	{Key: "buildCost", Ja: "構築費", En: "Build cost", Kind: YenKind}, {Key: "startOn", Ja: "開始日", En: "Start", Kind: DateKind},
}

func mustInspect(t *testing.T, data []byte, ask Book) Book {
	t.Helper()
	b, err := inspect(context.Background(), data, ask, testFields)
	if err != nil {
		t.Fatalf("inspect: %v", err)
	}
	return b
}

func rowsOf(t *testing.T, data []byte, b Book) []Row {
	t.Helper()
	var out []Row
	b.turn = reading
	if _, err := b.each(context.Background(), data, func(r Row) error { out = append(out, r); return nil }); err != nil {
		t.Fatalf("each: %v", err)
	}
	return out
}

func reasonOf(err error) string {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return fmt.Sprint(err)
	}
	if f.Params["reason"] != nil {
		return fmt.Sprint(f.Params["reason"])
	}
	return fmt.Sprintf("%s %v", f.Code, f.Params["what"])
}

func encoded(t *testing.T, e interface{ String(string) (string, error) }, s string) []byte {
	t.Helper()
	out, err := e.String(s)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(out)
}

func TestEncodingsAreRecognised(t *testing.T) {
	const japaneseText = "コード,名称\r\nS-1,\"税務\nシステム\"\r\nS-2,ﾎｰﾑﾍﾟｰｼﾞ髙﨑①表示\r\n"
	const frenchText = "code,name\nS-1,Registre québécois – l’état civil\nS-2,Çà et là: “naïve façade” été\n"
	cases := []struct {
		name     string
		data     []byte
		encoding string
		guessed  bool
		cell     string
	}{
		{"utf-8", []byte(japaneseText), UTF8, false, "税務\nシステム"},
		{"utf-8 with mark", []byte("\uFEFF" + japaneseText), UTF8, false, "税務\nシステム"},
		{"cp932", encoded(t, japanese.ShiftJIS.NewEncoder(), japaneseText), CP932, true, "税務\nシステム"},
		{"cp932 short", encoded(t, japanese.ShiftJIS.NewEncoder(), "コード,名称\r\n1,表\r\n"), CP932, true, "表"},
		{"windows-1252", encoded(t, charmap.Windows1252.NewEncoder(), frenchText), CP1252, true, "Registre québécois – l’état civil"},
		{"utf-16le", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), japaneseText), UTF16LE, false, "税務\nシステム"},
		{"utf-16be", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), japaneseText), UTF16BE, false, "税務\nシステム"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := mustInspect(t, c.data, Book{})
			if b.Encoding != c.encoding || b.Guessed != c.guessed {
				t.Fatalf("recognised as %s (guessed %v), want %s (%v)", b.Encoding, b.Guessed, c.encoding, c.guessed)
			}
			rows := rowsOf(t, c.data, b)
			if rows[0].Cells[1] != c.cell || rows[0].No != 2 {
				t.Errorf("row %d holds %q, want %q", rows[0].No, rows[0].Cells[1], c.cell)
			}
			if flaw(strings.Join(rows[0].Cells, "")) != "" {
				t.Error("a clean row has a flaw")
			}
		})
	}
	// The choice can be overruled: the same bytes read as something else.
	data := encoded(t, charmap.Windows1252.NewEncoder(), frenchText)
	if b := mustInspect(t, data, Book{Encoding: CP932}); b.Encoding != CP932 || b.Guessed {
		t.Errorf("asked for cp932, read as %s (guessed %v)", b.Encoding, b.Guessed)
	}
}

func TestFlawedCellsAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"plain\ttext\n": "", "a\x00b": "nul", "a\x01b": "control_character", "a\uFFFDb": "encoding", "a\u0085b": "control_character",
	} {
		if got := flaw(text); got != want {
			t.Errorf("flaw(%q) = %q, want %q", text, got, want)
		}
	}
	data := []byte("コード,名称\nS-1,good\nS-2,b\xffd\n")
	b := mustInspect(t, data, Book{Encoding: UTF8})
	rows := rowsOf(t, data, b)
	s := (&Import{Book: b, Settings: Settings{}}).settingsFor()
	s.at = map[string]int{"name": 1}
	s.inspectCells(&rows[1])
	if len(rows[1].Broken) != 1 || rows[1].Broken[0].Rule != "encoding" || rows[1].Broken[0].Params["column"] != "B" {
		t.Errorf("broken: %+v", rows[1].Broken)
	}
}

func TestCSVShapes(t *testing.T) {
	cases := []struct {
		name, text, sep string
		want            [][]string
	}{
		{"quotes and newlines", "code,name\r\n1,\"a \"\"b\"\"\r\nc\"\r\n2,\"x,y\"\r\n", ",", [][]string{{"1", "a \"b\"\nc"}, {"2", "x,y"}}},
		{"semicolons", "code;name\n1;a,b\n2;c,d\n", ";", [][]string{{"1", "a,b"}, {"2", "c,d"}}},
		{"tabs", "code\tname\n1\ta, b\n", "\t", [][]string{{"1", "a, b"}}},
		{"CR only", "code,name\r1,a\r2,b\r", ",", [][]string{{"1", "a"}, {"2", "b"}}},
		{"no end of line", "code,name\n1,a", ",", [][]string{{"1", "a"}}},
		{"sep line", "sep=;\ncode;name\n1;a\n", ";", [][]string{{"1", "a"}}},
		{"quote within a cell", "code,name\n1,24\" screen\n", ",", [][]string{{"1", `24" screen`}}},
		{"blank lines", "\n\ncode,name\n\n1,a\n,\n2,b\n", ",", [][]string{{"1", "a"}, {"2", "b"}}},
		{"title above", "システム一覧,\n,\nコード,名称\n1,a\n", ",", [][]string{{"1", "a"}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := mustInspect(t, []byte(c.text), Book{})
			if b.Separator != c.sep {
				t.Fatalf("separator %q, want %q", b.Separator, c.sep)
			}
			var got [][]string
			for _, r := range rowsOf(t, []byte(c.text), b) {
				if len(r.Broken) > 0 {
					t.Errorf("row %d: %+v", r.No, r.Broken)
				}
				got = append(got, r.Cells)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRaggedRowsAndBrokenFilesAreNamed(t *testing.T) {
	data := []byte("code,name\n1,a,b\n2\n3,c,\n")
	rows := rowsOf(t, data, mustInspect(t, data, Book{}))
	if len(rows) != 3 || rows[0].Broken[0].Rule != "ragged" || rows[1].Broken[0].Rule != "ragged" || rows[2].Broken != nil {
		t.Errorf("rows: %+v", rows)
	}
	for name, c := range map[string]struct{ data, reason string }{
		"empty":            {"", "empty"},
		"only blanks":      {" \n,,\n", "no_header"},
		"unclosed quote":   {"code,name\n1,\"a\n2,b\n", "unclosed_quote"},
		"old excel":        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 100), "encrypted_or_old_excel"},
		"an image":         {"\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x00", 100), "not_a_table"},
		"no zip":           {"PK\x03\x04 something", "broken_workbook"},
		"too many columns": {strings.Repeat("x,", 250) + "x\n", "too_large columns"},
		"too large":        {strings.Repeat("x", maxFile+1), "too_large bytes"},
	} {
		_, err := inspect(context.Background(), []byte(c.data), Book{}, testFields)
		if got := reasonOf(err); got != c.reason {
			t.Errorf("%s: %q, want %q", name, got, c.reason)
		}
	}
	many := []byte("code\n" + strings.Repeat("1\n", maxRows+1))
	if _, err := inspect(context.Background(), many, Book{}, testFields); reasonOf(err) != "too_large rows" {
		t.Errorf("too many rows: %v", err)
	}
}

func TestHeadersAreNamedAndMatched(t *testing.T) {
	data := []byte("コード*, Ｎａｍｅ ,構築費（千円）,,名称,名称\n1,a,2,x,y,z\n")
	b := mustInspect(t, data, Book{})
	want := []string{"コード*", "Ｎａｍｅ", "構築費（千円）", "[D]", "名称", "名称 (2)"}
	if !reflect.DeepEqual([]string(b.Columns), want) {
		t.Fatalf("columns %q", b.Columns)
	}
	got := match(b.Columns, testFields)
	if !reflect.DeepEqual(got, map[string]string{"コード*": "code", "Ｎａｍｅ": "name", "構築費（千円）": "buildCost"}) {
		t.Errorf("matched %v", got)
	}
	if unitOf("構築費（千円）") != 1000 || unitOf("構築費 [百万円]") != 1_000_000 || unitOf("構築費") != 1 {
		t.Error("units of headers")
	}
}

func TestGuardIsTakenBack(t *testing.T) {
	for _, s := range []string{"=1+1", "+cmd", "-x", "@a", "＝A1", "'=x", "''=x", "plain", "'quoted'", "-5", "+1,234.5", "-5 items", "'-5"} {
		g := guarded(s)
		if back := plain(g); back != s {
			t.Errorf("%q is guarded as %q and read as %q", s, g, back)
		}
	}
	for s, want := range map[string]string{"=1": "'=1", "-5": "-5", "-1,234.50": "-1,234.50", "\t=x": "'\t=x", "＠x": "'＠x", "a=b": "a=b"} {
		if got := guarded(s); got != want {
			t.Errorf("guarded(%q) = %q, want %q", s, got, want)
		}
	}
}

// FuzzCSV: whatever the bytes, reading ends without a panic, and what the standard
// library reads strictly is read the same.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "a;b\r\n\"x\"\"y\";2\r\n", "\xef\xbb\xbf\"a\nb\",c", "\xff\xfea\x00,\x00", "a\tb\r1\t2", "\x83R\x81[\x83h,x\n", "\"", "sep=,\n1", "a,b\n\n\n1"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := inspect(context.Background(), data, Book{}, testFields)
		if err == nil && b.Format == CSV {
			b.turn = reading
			if _, err := b.each(context.Background(), data, func(r Row) error {
				for _, c := range r.Cells {
					if !utf8.ValidString(c) {
						t.Errorf("cell %q is no UTF-8", c)
					}
				}
				return nil
			}); err != nil && reasonOf(err) == fmt.Sprint(err) {
				t.Errorf("no clear reason: %v", err)
			}
		}
		if !utf8.Valid(data) || bytes.ContainsAny(data, "\r\x00") || bytes.HasPrefix(data, []byte("\uFEFF")) || bytes.Contains(data, []byte("\n\n")) {
			return
		}
		std := csv.NewReader(bytes.NewReader(data))
		std.FieldsPerRecord = -1
		own := csvReader{text: string(data), sep: ','}
		for {
			want, err := std.Read()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					return
				}
				want = nil
			}
			got, ok, err := own.next()
			if err != nil && want != nil && len(want) <= maxColumns {
				t.Fatalf("refused what is well formed: %v", err)
			}
			if want == nil || err != nil {
				return
			}
			for ok && len(got) == 1 && got[0] == "" { // the library skips empty lines
				got, ok, _ = own.next()
			}
			if !ok || !reflect.DeepEqual(got, want) {
				t.Fatalf("read %q, want %q", got, want)
			}
		}
	})
}

func TestOrderOfDayAndMonth(t *testing.T) {
	for _, c := range []struct{ text, order, want string }{
		{"04/01/2026", "mdy", "2026-04-01"}, {"04/01/2026", "dmy", "2026-01-04"}, {"04/01/2026", "", "date_format"},
		{"27.1.2026", "dmy", "2026-01-27"}, {"27/1/2026", "mdy", "no_such_day"}, {"2026/4/1", "mdy", "2026-04-01"},
	} {
		got := ""
		if d, err := parseDay(cell{text: c.text, order: c.order}); err != nil {
			got = parseProblem(err).Rule
		} else {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("%s as %q is %s, want %s", c.text, c.order, got, c.want)
		}
	}
}

func TestFileNamesAreShown(t *testing.T) {
	for given, want := range map[string]string{
		`C:\data\施設.csv`: "施設.csv", "../../etc/a.csv": "a.csv", "a\x07b\r.csv": "ab.csv", "  ": "import", "": "import", "/": "import",
	} {
		if got := FileName(given); got != want {
			t.Errorf("%q is shown as %q", given, got)
		}
	}
}
