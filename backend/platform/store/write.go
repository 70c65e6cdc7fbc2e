package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fault"
)

// Why tells the ledger what a write was: the verb of the use case (default:
// create, update, delete) and the reason that the actor gave.
type Why struct {
	Action string
	Reason string
}

// Create inserts the row with a fresh id and version 1, its parts and its audit
// entry. An id that is already set is kept (the demo city sets them).
func Create[T any, P Row[T]](tx *Tx, row P, why Why) error {
	b := row.base()
	if b.ID == "" {
		b.ID = NewID()
	}
	b.Version, b.CreatedAt, b.UpdatedAt = 1, tx.Now, tx.Now
	if err := door(tx.DB).Create(row).Error; err != nil {
		return translate(err)
	}
	if p, ok := any(row).(Parts[T]); ok {
		if err := p.SaveParts(tx, nil); err != nil {
			return err
		}
	}
	return record(tx, row, why.or(audit.Create), nil, row)
}

// Load reads a row with its parts, or says that it is missing.
func Load[T any, P Row[T]](db *gorm.DB, id string) (P, error) {
	var zero T
	noun := P(&zero).TableName()
	row, err := One[T](db.Table(noun).Where("id = ?", id), noun, id)
	if err != nil {
		return nil, err
	}
	p := P(&row)
	if parts, ok := any(p).(Parts[T]); ok {
		if err := parts.LoadParts(db); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Latest is the version to pass when the caller saw none: transitions inside a
// larger use case, imports that compare content themselves.
const Latest int64 = 0

// Update loads the row, checks its version, lets change alter it and writes row,
// parts and audit entry. A stale version is a fault that carries the present
// row. A change that alters nothing writes nothing.
func Update[T any, P Row[T]](tx *Tx, id string, version int64, why Why, change func(row P) error) (P, error) {
	row, err := Load[T, P](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if version != Latest && row.base().Version != version {
		return nil, &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": row.base().Version}, Current: row}
	}
	before := *row
	if err := change(row); err != nil {
		return nil, err
	}
	if why.Action == "" && why.Reason == "" {
		same, err := unchanged(tx, P(&before), row)
		if err != nil || same {
			return row, err
		}
	}
	b := row.base()
	seen := P(&before).base().Version
	b.ID, b.Version, b.UpdatedAt = id, seen+1, tx.Now
	res := door(tx.DB).Model(row).Select("*").Omit("id", "created_at").Where("version = ?", seen).Updates(row)
	if res.Error != nil {
		return nil, translate(res.Error)
	}
	if res.RowsAffected != 1 {
		// Someone else wrote between our read and our write.
		current, err := Load[T, P](tx.DB, id)
		if err != nil {
			return nil, err
		}
		return nil, &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": current.base().Version}, Current: current}
	}
	if p, ok := any(row).(Parts[T]); ok {
		if err := p.SaveParts(tx, &before); err != nil {
			return nil, err
		}
	}
	return row, record(tx, row, why.or(audit.Update), P(&before), row)
}

// unchanged tells whether a row would be stored as it is: the same columns, and
// the same image for the parts that live in other tables. A draft from outside
// differs from a loaded row in ways that mean nothing, such as nil for empty.
func unchanged[T any, P Row[T]](tx *Tx, before, after P) (bool, error) {
	s, err := schema.Parse(after, &schemaCache, naming)
	if err != nil {
		return false, err
	}
	was, is := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	for _, f := range s.DBNames {
		old, err := driven(tx, s.FieldsByDBName[f], was)
		if err != nil {
			return false, err
		}
		present, err := driven(tx, s.FieldsByDBName[f], is)
		if err != nil || !reflect.DeepEqual(old, present) {
			return false, err
		}
	}
	old, err := image(before)
	if err != nil {
		return false, err
	}
	present, err := image(after)
	return err == nil && *old == *present, err
}

// driven is the value that the driver gets for a field.
func driven(tx *Tx, f *schema.Field, row reflect.Value) (any, error) {
	v, _ := f.ValueOf(tx.ctx, row)
	return driver.DefaultParameterConverter.ConvertValue(v)
}

// Delete removes the row at this version. The audit entry keeps its last state.
func Delete[T any, P Row[T]](tx *Tx, id string, version int64, why Why) error {
	row, err := Load[T, P](tx.DB, id)
	if err != nil {
		return err
	}
	if version != Latest && row.base().Version != version {
		return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": row.base().Version}, Current: row}
	}
	res := door(tx.DB).Where("id = ? AND version = ?", id, row.base().Version).Delete(row)
	if res.Error != nil {
		return translate(res.Error)
	}
	if res.RowsAffected != 1 {
		return &fault.Fault{Code: fault.Stale, Current: row}
	}
	return record(tx, row, why.or(audit.Delete), row, nil)
}

// ReplaceParts makes the rows of a part table equal to after. owner is the
// column that points at the record. Rows carry no identity of their own.
func ReplaceParts[C any](tx *Tx, owner, id string, before, after []C) error {
	if len(before) == 0 && len(after) == 0 || reflect.DeepEqual(before, after) {
		return nil
	}
	db := door(tx.DB)
	if len(before) > 0 {
		var zero C
		if err := db.Where(owner+" = ?", id).Delete(&zero).Error; err != nil {
			return translate(err)
		}
	}
	if len(after) == 0 {
		return nil
	}
	return translate(db.CreateInBatches(after, 100).Error)
}

func (w Why) or(action string) Why {
	if w.Action == "" {
		w.Action = action
	}
	return w
}

func record[T any, P Row[T]](tx *Tx, row P, why Why, before, after P) error {
	e, err := entryOf(tx, row, why, before, after)
	if err != nil {
		return err
	}
	return translate(door(tx.DB).Create(e).Error)
}

func entryOf[T any, P Row[T]](tx *Tx, row P, why Why, before, after P) (*Entry, error) {
	e := &Entry{
		ID: NewID(), At: tx.Now, PersonID: tx.Actor.PersonID, Actor: Doc[audit.Actor]{tx.Actor},
		Noun: row.TableName(), RecordID: row.base().ID, Action: why.Action, Reason: why.Reason,
		Version: row.base().Version,
	}
	e.RootNoun, e.RootID = e.Noun, e.RecordID
	if r, ok := any(row).(Rooted); ok {
		e.RootNoun, e.RootID = r.Root()
	}
	var err error
	if before != nil {
		if e.Before, err = image(before); err != nil {
			return nil, err
		}
	}
	if after != nil {
		e.After, err = image(after)
	}
	return e, err
}

func image(row any) (*string, error) {
	b, err := json.Marshal(row)
	if err != nil {
		return nil, fmt.Errorf("store: image of %T: %w", row, err)
	}
	s := string(b)
	return &s, nil
}

// Entry is a line of the ledger: who did what to which record, with the row
// before and after. The database refuses to change or remove it.
type Entry struct {
	ID       string `gorm:"primaryKey"`
	At       Time
	PersonID string
	Actor    Doc[audit.Actor]
	Noun     string
	RecordID string
	RootNoun string
	RootID   string
	Action   string
	Reason   string
	Version  int64
	Before   *string
	After    *string
}

// TableName names the ledger's table.
func (Entry) TableName() string { return "audit_entries" }
