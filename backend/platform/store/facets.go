package store

import (
	"strings"

	"gorm.io/gorm"
)

// Facets counts records by property and value: {"phase": {"operation": 210}}.
type Facets map[string]map[string]int

// CountBy counts the rows of a filtered query by each column. Names of columns
// come from code, never from a request.
func CountBy(q *gorm.DB, columns ...string) (Facets, error) {
	q = q.Session(&gorm.Session{})
	out := Facets{}
	for _, c := range columns {
		type count struct {
			Value string
			N     int
		}
		rows, err := Scan[count](q.Select("CAST(" + c + " AS TEXT) AS value, count(*) AS n").Group(c))
		if err != nil {
			return nil, err
		}
		name := camel(c)
		out[name] = make(map[string]int, len(rows))
		for _, r := range rows {
			out[name][boolean(r.Value, c)] += r.N
		}
	}
	return out, nil
}

// boolean gives both databases the same words for a boolean column.
func boolean(v, column string) string {
	if strings.HasSuffix(column, "_facing") || column == "core" {
		switch v {
		case "1":
			return "true"
		case "0":
			return "false"
		}
	}
	return v
}
