package store

import "miotsukushi/backend/platform/audit"

// batch is how many rows one statement inserts: SQLite takes 32,766 values in one.
const batch = 200

// CreateAll is Create for many rows at once, each with its own audit entry. It is for taking over records that another
// book already holds; the rows must have no parts in other tables.
func CreateAll[T any, P Row[T]](tx *Tx, rows []T, why Why) error {
	if len(rows) == 0 {
		return nil
	}
	entries := make([]Entry, len(rows))
	for i := range rows {
		row := P(&rows[i])
		b := row.base()
		if b.ID == "" {
			b.ID = NewID()
		}
		b.Version, b.CreatedAt, b.UpdatedAt = 1, tx.Now, tx.Now
		e, err := entryOf(tx, row, why.or(audit.Create), nil, row)
		if err != nil {
			return err
		}
		entries[i] = *e
	}
	if err := door(tx.DB).CreateInBatches(rows, batch).Error; err != nil {
		return translate(err)
	}
	return translate(door(tx.DB).CreateInBatches(entries, batch).Error)
}
