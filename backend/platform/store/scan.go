package store

import (
	"reflect"
	"sync"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"miotsukushi/backend/platform/fault"
)

// Scan runs the query and reads its rows into flat structs. Columns are matched
// to fields by GORM's naming; the plan is made once per type and column set.
// It exists because GORM's own row scan is half the cost of a list.
func Scan[T any](q *gorm.DB) ([]T, error) {
	out, _, err := scan[T](q, 0)
	return out, err
}

// One reads the single row of the query, or says which record is missing.
func One[T any](q *gorm.DB, noun, id string) (T, error) {
	items, err := Scan[T](q.Limit(1))
	if err != nil || len(items) == 0 {
		var zero T
		if err == nil {
			err = fault.Missing(noun, id)
		}
		return zero, err
	}
	return items[0], nil
}

// Value reads the first column of the first row into T; no row gives the zero value.
func Value[T any](q *gorm.DB) (T, error) {
	var v T
	rows, err := q.Rows() // not Row: it answers nil when the query was refused
	if err != nil {
		return v, translate(err)
	}
	defer rows.Close()
	if rows.Next() {
		if err := rows.Scan(&v); err != nil {
			return v, err
		}
	}
	return v, translate(rows.Err())
}

// Column reads the first column of all rows.
func Column[T any](q *gorm.DB) ([]T, error) {
	rows, err := q.Rows()
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, translate(rows.Err())
}

// keyColumn carries the sort key of a list row for its cursor; no struct has it.
const keyColumn = "sort_key"

func scan[T any](q *gorm.DB, hint int) (out []T, keys []any, err error) {
	rows, err := q.Rows()
	if err != nil {
		return nil, nil, translate(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, nil, err
	}
	plan, err := planFor(reflect.TypeFor[T]())
	if err != nil {
		return nil, nil, err
	}
	// One item is the target of every row and is copied out: the fields are looked up once.
	var item, zero T
	v := reflect.ValueOf(&item).Elem()
	var sink any
	hasKey := false
	targets := make([]any, len(columns))
	for i, c := range columns {
		if index, ok := plan[c]; ok {
			targets[i] = v.FieldByIndex(index).Addr().Interface()
			continue
		}
		targets[i] = &sink
		hasKey = hasKey || c == keyColumn
	}
	out = make([]T, 0, hint)
	for rows.Next() {
		item = zero
		if err := rows.Scan(targets...); err != nil {
			return nil, nil, err
		}
		out = append(out, item)
		if hasKey {
			keys = append(keys, sink)
		}
	}
	return out, keys, translate(rows.Err())
}

var (
	plans       sync.Map // reflect.Type → map[string][]int
	schemaCache sync.Map
	naming      = schema.NamingStrategy{}
)

func planFor(t reflect.Type) (map[string][]int, error) {
	if p, ok := plans.Load(t); ok {
		return p.(map[string][]int), nil
	}
	s, err := schema.Parse(reflect.New(t).Interface(), &schemaCache, naming)
	if err != nil {
		return nil, err
	}
	plan := map[string][]int{}
	for column, f := range s.FieldsByDBName {
		plan[column] = f.StructField.Index
	}
	plans.Store(t, plan)
	return plan, nil
}
