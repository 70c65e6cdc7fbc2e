package store

import (
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// Facets counts records by property and value: {"phase": {"operation": 210}}.
type Facets map[string]map[string]int

// CountBy counts the rows of a filtered query by each column. Names of columns
// come from code, never from a request. Every row is read once: the rows are
// counted by all columns together, along an index that holds these columns where
// there is one, and these few counts are then added up for each column.
func CountBy(q *gorm.DB, columns ...string) (Facets, error) {
	names := make([]string, len(columns))
	parts := make([]string, len(columns))
	for i, c := range columns {
		names[i] = fmt.Sprintf("%s AS c%d", c, i)
		parts[i] = fmt.Sprintf("SELECT %d AS facet, CAST(c%d AS TEXT) AS value, SUM(n) AS n FROM counted GROUP BY c%d", i, i, i)
	}
	counted := q.Session(&gorm.Session{}).Select(strings.Join(names, ", ") + ", count(*) AS n").Group(strings.Join(columns, ", "))
	type count struct {
		Facet int
		Value string
		N     int
	}
	rows, err := Scan[count](q.Session(&gorm.Session{NewDB: true}).
		Raw("WITH counted AS MATERIALIZED (?) "+strings.Join(parts, " UNION ALL "), counted))
	if err != nil {
		return nil, err
	}
	out := make(Facets, len(columns))
	for _, c := range columns {
		out[bare(c)] = map[string]int{}
	}
	for _, r := range rows {
		c := columns[r.Facet]
		out[bare(c)][boolean(r.Value, c)] += r.N
	}
	return out, nil
}

// bare is what a column is called in an answer; it may be named with its table.
func bare(column string) string { return camel(column[strings.LastIndexByte(column, '.')+1:]) }

// boolean gives both databases the same words for a boolean column.
func boolean(v, column string) string {
	if strings.HasSuffix(column, "_facing") || strings.HasSuffix(column, "_impact") || column == "core" {
		switch v {
		case "1":
			return "true"
		case "0":
			return "false"
		}
	}
	return v
}
