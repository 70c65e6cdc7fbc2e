package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// Base is what every record has. Embed it first in a row type.
type Base struct {
	ID        string `gorm:"primaryKey" json:"id" doc:"UUIDv7"`
	Version   int64  `json:"version" doc:"Grows by one with every write; the ETag"`
	CreatedAt Time   `json:"createdAt"`
	UpdatedAt Time   `json:"updatedAt"`
}

func (b *Base) base() *Base { return b }

// ETag gives the version to the endpoint, which sends it as the ETag header.
func (b Base) ETag() int64 { return b.Version }

// Row is a pointer to a struct that embeds Base.
type Row[T any] interface {
	*T
	TableName() string
	base() *Base
}

// Parts is what a row implements when some of it lives in tables of its own
// (references to other records). LoadParts fills them; SaveParts writes what
// differs from before, which is nil on creation. A use case replaces a list of
// parts and never edits it in place.
type Parts[T any] interface {
	LoadParts(db *gorm.DB) error
	SaveParts(tx *Tx, before *T) error
}

// Rooted is what a row implements when its history belongs to another record
// as well, such as a milestone's to its project.
type Rooted interface {
	Root() (noun, id string)
}

// NewID makes an id that sorts by its time of making.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// List is a list of values inside a row, kept as JSON text. References to other
// records belong into a table, where the database guards them.
type List[T any] []T

// Value writes the list as JSON; nil is the empty list.
func (l List[T]) Value() (driver.Value, error) {
	if l == nil {
		return "[]", nil
	}
	b, err := json.Marshal([]T(l))
	return string(b), err
}

// Scan reads JSON text.
func (l *List[T]) Scan(src any) error { return scanJSON(src, (*[]T)(l)) }

// GormDataType marks the field as one column.
func (List[T]) GormDataType() string { return "string" }

// MarshalJSON never writes null, so that readers need no second case.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]T(l))
}

// Doc is one value inside a row, kept as JSON text.
type Doc[T any] struct{ V T }

// Value writes the document as JSON.
func (d Doc[T]) Value() (driver.Value, error) {
	b, err := json.Marshal(d.V)
	return string(b), err
}

// Scan reads JSON text.
func (d *Doc[T]) Scan(src any) error { return scanJSON(src, &d.V) }

// GormDataType marks the field as one column.
func (Doc[T]) GormDataType() string { return "string" }

// MarshalJSON writes the value itself.
func (d Doc[T]) MarshalJSON() ([]byte, error) { return json.Marshal(d.V) }

func scanJSON(src, into any) error {
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), into)
	case []byte:
		return json.Unmarshal(v, into)
	}
	return fmt.Errorf("store: cannot read %T as JSON", src)
}

// RowID is the id, for what needs no more than that.
func (b Base) RowID() string { return b.ID }

// Ref is an optional reference to another record: empty is NULL.
type Ref string

// Value writes the id, or NULL.
func (r Ref) Value() (driver.Value, error) {
	if r == "" {
		return nil, nil
	}
	return string(r), nil
}

// Scan reads an id or NULL.
func (r *Ref) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*r = ""
	case string:
		*r = Ref(v)
	case []byte:
		*r = Ref(v)
	default:
		return fmt.Errorf("store: cannot read %T as a reference", src)
	}
	return nil
}
