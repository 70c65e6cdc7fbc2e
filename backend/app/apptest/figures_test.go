package apptest

import "testing"

func TestFiguresAreFoundWhereverTheyStand(t *testing.T) {
	body := map[string]any{
		"open":   map[string]any{"value": 3, "rows": "/findings?state=open"},
		"spent":  []any{map[string]any{"value": 9, "rows": "/budgets/lines", "sum": "spent"}},
		"plain":  map[string]any{"value": 1, "rows": ""},
		"nested": map[string]any{"a": map[string]any{"value": nil, "rows": "/x"}},
	}
	found := map[string]string{}
	walkFigures(body, "", func(at string, _ any, rows, sum string) { found[at] = rows + " " + sum })
	want := map[string]string{".open": "/findings?state=open ", ".spent.0": "/budgets/lines spent", ".nested.a": "/x "}
	if len(found) != len(want) {
		t.Errorf("found %v", found)
	}
	for at, w := range want {
		if found[at] != w {
			t.Errorf("%s: %q, want %q", at, found[at], w)
		}
	}
}
