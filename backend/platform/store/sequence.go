package store

// Next counts up the named sequence and returns its new value, from 1. The count is part of the transaction: what is
// rolled back leaves no gap, and two transactions never get the same value.
func (tx *Tx) Next(name string) (int64, error) {
	return Value[int64](door(tx.DB).Raw(`INSERT INTO sequences (name, value) VALUES (?, 1)
		ON CONFLICT (name) DO UPDATE SET value = sequences.value + 1 RETURNING value`, name))
}
