package store

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
)

// Limits of every list.
const (
	DefaultLimit = 50
	MaxLimit     = 200
	// CountCap bounds the count: an exact count of a million rows costs more
	// than the page itself and nobody reads its last digit.
	CountCap = 1000
)

// Page is one page of a list.
type Page[T any] struct {
	Items       []T    `json:"items"`
	Total       int    `json:"total" doc:"Number of records, counted up to 1,000"`
	TotalCapped bool   `json:"totalCapped" doc:"True when there are more than total"`
	Next        string `json:"next" doc:"Cursor of the next page, empty on the last"`
}

// Paging is the part of a list request that says which page.
type Paging struct {
	Limit  int
	Page   int
	Cursor string
	Sort   string
}

// Sorts maps the sort names of a list to SQL expressions that are never NULL.
type Sorts map[string]string

// FindPage runs a list query: count (capped), order, page or cursor. sorts is
// the allow-list; fallback is the sort used when none is asked for.
func FindPage[T any](q *gorm.DB, columns string, p Paging, sorts Sorts, fallback string) (Page[T], error) {
	out := Page[T]{Items: []T{}}
	if p.Limit == 0 {
		p.Limit = DefaultLimit
	}
	if p.Sort == "" {
		p.Sort = fallback
	}
	name, desc := strings.CutPrefix(p.Sort, "-")
	expr, ok := sorts[name]
	if !ok {
		return out, fault.Bad("query.sort", "oneof", fault.Params{"allowed": keys(sorts)})
	}
	q = q.Session(&gorm.Session{})
	total, err := Value[int](q.Session(&gorm.Session{NewDB: true}).
		Table("(?) AS counted", q.Select("1").Limit(CountCap+1)).Select("count(*)"))
	if err != nil {
		return out, err
	}
	out.Total, out.TotalCapped = min(total, CountCap), total > CountCap

	table := q.Statement.Table
	order, compare := " ASC", ">"
	if desc {
		order, compare = " DESC", "<"
	}
	ordered := func(q *gorm.DB) *gorm.DB { return q.Order(expr + order + ", " + table + ".id" + order) }
	page := ordered(q.Select(fmt.Sprintf("%s, %s AS %s", columns, expr, keyColumn)))
	rows := page
	if !indexed(expr, table) {
		// Every row has to be looked at to find the first ones: by its id and sort key only, and the columns of the page after that.
		rows = ordered(q.Select(table + ".id"))
	}
	rows = rows.Limit(p.Limit + 1)
	switch {
	case p.Cursor != "":
		key, id, err := parseCursor(p.Cursor, p.Sort)
		if err != nil {
			return out, err
		}
		rows = rows.Where(fmt.Sprintf("(%s, %s.id) %s (?, ?)", expr, table, compare), key, id)
	case p.Page > 1:
		rows = rows.Offset((p.Page - 1) * p.Limit)
	}
	if indexed(expr, table) {
		page = rows
	} else {
		delete(page.Statement.Clauses, "WHERE")
		page = page.Where(table+".id IN (?)", rows)
	}
	items, sortKeys, err := scan[T](page, p.Limit+1)
	if err != nil && p.Cursor != "" && isBadValue(err) {
		return out, fault.Bad("query.cursor", "format", nil)
	}
	if err != nil {
		return out, err
	}
	if len(items) > p.Limit {
		items = items[:p.Limit]
		last := any(&items[p.Limit-1]).(interface{ RowID() string })
		out.Next = makeCursor(sortKeys[p.Limit-1], last.RowID(), p.Sort)
	}
	out.Items = items
	return out, nil
}

// indexed tells whether a sort is a column of the table itself, which an index keeps in order.
func indexed(expr, table string) bool {
	column, own := strings.CutPrefix(expr, table+".")
	return own && !strings.ContainsAny(column, " (")
}

type cursor struct {
	Sort string `json:"s"`
	Key  any    `json:"k"`
	ID   string `json:"i"`
}

func makeCursor(key any, id, sort string) string {
	if b, ok := key.([]byte); ok {
		key = string(b)
	}
	b, _ := json.Marshal(cursor{sort, key, id}) // strings and numbers always marshal
	return base64.RawURLEncoding.EncodeToString(b)
}

func parseCursor(s, sort string) (key any, id string, err error) {
	bad := fault.Bad("query.cursor", "format", nil)
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return nil, "", bad
	}
	var c cursor
	dec := json.NewDecoder(strings.NewReader(string(b)))
	dec.UseNumber()
	if dec.Decode(&c) != nil || c.Sort != sort || c.ID == "" {
		return nil, "", bad
	}
	switch k := c.Key.(type) {
	case json.Number:
		n, err := k.Int64()
		if err != nil {
			return nil, "", bad
		}
		return n, c.ID, nil
	case string:
		return k, c.ID, nil
	}
	return nil, "", bad
}

func keys(s Sorts) []string {
	out := make([]string, 0, len(s))
	for k := range s {
		out = append(out, k)
	}
	return out
}

// Within narrows a query to the sections and own records of a scope. section is
// the column of the owning organisation; own, if not empty, an SQL condition
// with one ? for the person.
func Within(q *gorm.DB, all bool, section string, sections []string, own, person string) *gorm.DB {
	if all {
		return q
	}
	if own != "" && person != "" {
		return q.Where(section+" IN ? OR "+own, orNone(sections), person)
	}
	return q.Where(section+" IN ?", orNone(sections))
}

// orNone keeps an empty IN list valid: it matches nothing.
func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

// AnyOf narrows a query to the values of a comma list; an empty list narrows nothing.
func AnyOf(q *gorm.DB, column, list string) *gorm.DB {
	if list == "" {
		return q
	}
	return q.Where(column+" IN ?", strings.Split(list, ","))
}
