package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Time is an instant in UTC with microseconds, the precision that both
// databases keep. It is written as text of fixed width, so that it also sorts
// in SQLite, which has no time type.
type Time struct{ time.Time }

const timeLayout = "2006-01-02T15:04:05.000000Z"

// At cuts an instant to the precision of the database.
func At(t time.Time) Time { return Time{t.UTC().Truncate(time.Microsecond)} }

// Value writes the instant as text; the zero instant is NULL.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UTC().Format(timeLayout), nil
}

// Scan reads what either driver returns.
func (t *Time) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		t.Time = time.Time{}
		return nil
	case time.Time:
		t.Time = v.UTC()
		return nil
	case []byte:
		return t.parse(string(v))
	case string:
		return t.parse(v)
	}
	return fmt.Errorf("store: cannot read %T as a time", src)
}

func (t *Time) parse(s string) error {
	p, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return fmt.Errorf("store: time %q: %w", s, err)
	}
	t.Time = p.UTC()
	return nil
}

// GormDataType keeps GORM from stamping the field by itself.
func (Time) GormDataType() string { return "string" }

// MarshalJSON gives RFC 3339, or null for the zero instant.
func (t Time) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	b := make([]byte, 0, len(timeLayout)+2)
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, timeLayout)
	return append(b, '"'), nil
}
