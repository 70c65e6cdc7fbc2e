package apptest

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// CheckFigures reads a page and holds every figure on it (api.Figure) against
// the list that it opens onto, for the same reader: the number of its rows, or the
// sum of the field that the figure names. It returns how many it compared.
func CheckFigures(t *testing.T, cl *Client, path string) int {
	t.Helper()
	n := 0
	walkFigures(cl.Get(path).Want(200).Body, "", func(at string, value any, rows, sum string) {
		n++
		if value == nil {
			return // unknown: the rows tell why, not how many
		}
		want, err := value.(json.Number).Int64()
		if err != nil {
			t.Errorf("%s %s: %v is no whole number", path, at, value)
			return
		}
		if got := total(t, cl, rows, sum); got != want {
			t.Errorf("%s, %s: %s shows %d, its rows %s (%s) give %d", cl.login, path, at, want, rows, sum, got)
		}
	})
	if n == 0 {
		t.Errorf("%s shows no figure", path)
	}
	return n
}

// walkFigures calls fn for each figure with rows in a body.
func walkFigures(body any, at string, fn func(at string, value any, rows, sum string)) {
	switch b := body.(type) {
	case map[string]any:
		value, figure := b["value"]
		rows, _ := b["rows"].(string)
		if figure && strings.HasPrefix(rows, "/") {
			sum, _ := b["sum"].(string)
			fn(at, value, rows, sum)
		}
		for key, v := range b {
			walkFigures(v, at+"."+key, fn)
		}
	case []any:
		for i, v := range b {
			walkFigures(v, at+"."+strconv.Itoa(i), fn)
		}
	}
}

// total counts or adds up every page of a list.
func total(t *testing.T, cl *Client, rows, sum string) int64 {
	t.Helper()
	path, query, _ := strings.Cut(rows, "?")
	values, err := url.ParseQuery(query)
	must(t, err)
	values.Set("limit", "200")
	n := int64(0)
	for {
		page := cl.Get(path + "?" + values.Encode()).Want(200)
		if sum == "" {
			n += int64(page.Len("items"))
		} else {
			for i := range page.Len("items") {
				n += int64(page.Int("items." + strconv.Itoa(i) + "." + sum))
			}
		}
		next := page.Str("next")
		if next == "" {
			return n
		}
		values.Set("cursor", next)
	}
}
