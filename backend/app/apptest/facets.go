package apptest

import (
	"encoding/json"
	"net/url"
	"testing"
)

// CheckFacets holds every count beside a list against the list itself, narrowed to that value, and gives back how many it
// compared. A field that the query narrows already is left out: its other values are not of the view.
func CheckFacets(t *testing.T, cl *Client, path, query string) int {
	t.Helper()
	given, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	facets := cl.Get(path + "/facets?" + query).Want(200).Body
	for field, values := range facets {
		counts, _ := values.(map[string]any)
		for value, count := range counts {
			if given.Has(field) {
				continue
			}
			n++
			want, _ := count.(json.Number).Int64()
			list := path + "?limit=1&" + query + "&" + url.Values{field: {value}}.Encode()
			if got := cl.Get(list).Want(200).Int("total"); int64(got) != want {
				t.Errorf("%s, %s: %s=%s is counted %d, the list has %d", cl.login, list, field, value, want, got)
			}
		}
	}
	return n
}
