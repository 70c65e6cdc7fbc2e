// Package backend_test holds the rules about the sources themselves: which way imports run, how long a file may be, and what
// both databases' migrations share. .golangci.yml states the arrows for editors; this test needs nothing installed.
package backend_test

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the repository, seen from this package's folder, where go test runs it.
var root = os.DirFS("..")

const module = "miotsukushi/"

// wings says, for each folder under backend/, which other ones its program code may import.
var wings = map[string][]string{
	"platform": {},
	"records":  {"platform"},
	"domain":   {"platform", "records"},
	"app":      {"platform", "records", "domain"},
	"cmd":      {"platform", "records", "domain", "app"},
	"bench":    {"platform", "records", "domain", "app"},
	// For tests only: no program code may import them.
	"testkit": {"platform"},
	"apptest": {"platform", "records", "domain", "app", "testkit"},
}

// homes says which third-party packages may be used in which folders only, so that each can be swapped in one place.
var homes = []struct {
	prefix string
	in     []string
	why    string
}{
	{"github.com/gin-gonic/", []string{"backend/platform/", "backend/app/"}, "HTTP belongs to platform; a domain declares routes through platform/api"},
	{"github.com/danielgtaylor/huma", []string{"backend/platform/", "backend/app/"}, "the contract is made in platform/api"},
	{"github.com/casbin/", []string{"backend/platform/authz"}, "who may do what is asked of platform/authz"},
	{"gorm.io/driver/", []string{"backend/platform/store"}, "which database it is, only the store knows"},
	{"modernc.org/sqlite", []string{"backend/platform/store", "backend/bench"}, "which database it is, only the store knows"},
	{"github.com/jackc/pgx", []string{"backend/platform/store", "backend/testkit", "backend/bench"}, "which database it is, only the store knows"},
	{"github.com/mattn/go-sqlite3", nil, "it needs a C compiler; the program is built without one"},
}

// walk calls f for every file of the given folders that ends in one of the endings, without packages fetched by npm.
func walk(t *testing.T, folders, endings []string, f func(name string)) {
	t.Helper()
	for _, folder := range folders {
		err := fs.WalkDir(root, folder, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil && name == folder:
				return nil // a folder that is not there yet holds nothing to judge
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "dist"):
				return fs.SkipDir
			case entry.IsDir():
				return nil
			}
			if slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(name, end) }) {
				f(name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// imports lists what a Go file imports.
func imports(t *testing.T, name string) []string {
	t.Helper()
	source, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, imported)
	}
	return list
}

// wingOf splits backend/domain/gates/service.go into its wing and the part within it: "domain", "gates".
func wingOf(name string) (wing, part string) {
	if strings.HasPrefix(name, "backend/app/apptest/") {
		return "apptest", ""
	}
	pieces := strings.Split(name, "/")
	if len(pieces) < 2 || pieces[0] != "backend" {
		return "", ""
	}
	if len(pieces) > 2 && !strings.HasSuffix(pieces[2], ".go") {
		part = pieces[2]
	}
	return pieces[1], part
}

// judge says why a file in the folder of name may not import imported; "" when it may. Tests may reach further than program
// code (a scenario drives the whole app), so only program code is judged.
func judge(name, imported string) string {
	for _, home := range homes {
		if strings.HasPrefix(imported, home.prefix) &&
			!slices.ContainsFunc(home.in, func(folder string) bool { return strings.HasPrefix(name, folder) }) {
			return home.why
		}
	}
	if !strings.HasPrefix(imported, module+"backend/") {
		return ""
	}
	fromWing, fromPart := wingOf(name)
	toWing, toPart := wingOf(strings.TrimPrefix(imported, module) + "/x.go")
	switch {
	case fromWing == toWing && fromWing == "domain" && fromPart != toPart:
		return "a domain never imports another: declare the small interface it needs, and let app satisfy it"
	case fromWing == toWing || slices.Contains(wings[fromWing], toWing):
		return ""
	case toWing == "testkit" || toWing == "apptest":
		return toWing + " is for tests"
	}
	return fmt.Sprintf("%s may import %v of backend/, not %s", fromWing, wings[fromWing], toWing)
}

func TestArchImportsRunOneWay(t *testing.T) {
	walk(t, []string{"backend"}, []string{".go"}, func(name string) {
		wing, _ := wingOf(name)
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		if _, known := wings[wing]; !known {
			t.Errorf("%s: %q is not a wing of backend/; say in arch_test.go what it may import", name, wing)
		}
		for _, imported := range imports(t, name) {
			if why := judge(name, imported); why != "" {
				t.Errorf("%s imports %s: %s", name, imported, why)
			}
		}
	})
}

// TestArchJudge proves that the judge says no: a rule that never bites would pass on any tree.
func TestArchJudge(t *testing.T) {
	for _, c := range []struct {
		name, imported string
		allowed        bool
	}{
		{"backend/domain/gates/service.go", module + "backend/platform/store", true},
		{"backend/domain/gates/service.go", module + "backend/records/history", true},
		{"backend/domain/gates/service.go", module + "backend/domain/gates/rules", true},
		{"backend/domain/gates/service.go", module + "backend/domain/projects", false},
		{"backend/domain/gates/service.go", module + "backend/app", false},
		{"backend/domain/gates/routes.go", "github.com/gin-gonic/gin", false},
		{"backend/domain/gates/routes.go", "github.com/danielgtaylor/huma/v2", false},
		{"backend/domain/gates/service.go", "github.com/casbin/casbin/v2", false},
		{"backend/domain/gates/service.go", "gorm.io/driver/postgres", false},
		{"backend/domain/gates/service.go", "gorm.io/gorm", true},
		{"backend/platform/store/open.go", "modernc.org/sqlite", true},
		{"backend/platform/store/open.go", "github.com/mattn/go-sqlite3", false},
		{"backend/platform/auth/auth.go", module + "backend/records/history", false},
		{"backend/records/history/history.go", module + "backend/domain/gates", false},
		{"backend/app/app.go", module + "backend/domain/gates", true},
		{"backend/app/app.go", module + "backend/cmd/mio", false},
		{"backend/cmd/mio/main.go", module + "backend/app", true},
		{"backend/cmd/mio/main.go", module + "backend/testkit", false},
		{"backend/app/app.go", module + "backend/app/apptest", false},
		{"backend/app/apptest/city.go", module + "backend/testkit", true},
	} {
		if why := judge(c.name, c.imported); (why == "") != c.allowed {
			t.Errorf("judge(%s, %s) = %q, want allowed: %v", c.name, c.imported, why, c.allowed)
		}
	}
}

// maxLines is where a file is two ideas.
const maxLines = 400

// A note to oneself is either done or an issue; the words are put together here so that this file passes its own test.
var notes = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)

// generated is Go's own mark, which the app's generators write too.
var generated = regexp.MustCompile(`(?i)(code generated .*do not edit|auto-?generated)`)

func TestArchFilesAreShortAndFinished(t *testing.T) {
	folders := []string{"backend", "migrations", "policies", "frontend/src", "frontend/e2e", "frontend/scripts", "scripts"}
	endings := []string{".go", ".ts", ".tsx", ".css", ".mjs", ".sh"}
	walk(t, folders, endings, func(name string) {
		content, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		if generated.Match(content[:min(len(content), 600)]) || strings.Contains(name, "/gen/") || strings.Contains(name, ".gen.") {
			return
		}
		lines := bytes.Count(content, []byte("\n"))
		for i, line := range bytes.Split(content, []byte("\n")) {
			if found := notes.Find(line); found != nil {
				t.Errorf("%s:%d: %s", name, i+1, found)
			}
		}
		if lines > maxLines {
			t.Errorf("%s has %d lines, more than %d: it is two ideas", name, lines, maxLines)
		}
	})
}

func TestArchMigrationsComeInPairs(t *testing.T) {
	names := func(kind string) []string {
		var list []string
		walk(t, []string{"migrations/" + kind}, []string{".sql"}, func(name string) { list = append(list, path.Base(name)) })
		slices.Sort(list)
		return list
	}
	sqlite, postgres := names("sqlite"), names("postgres")
	if len(sqlite) == 0 {
		t.Error("migrations/sqlite holds no migration")
	}
	if !slices.Equal(sqlite, postgres) {
		t.Errorf("the folders differ:\n  sqlite   %v\n  postgres %v", sqlite, postgres)
	}
	numbers := map[string]string{}
	for _, name := range sqlite {
		number, _, _ := strings.Cut(name, "_")
		if other, taken := numbers[number]; taken {
			t.Errorf("%s and %s have the same number", other, name)
		}
		numbers[number] = name
	}
}
