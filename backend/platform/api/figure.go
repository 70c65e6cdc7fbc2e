package api

// Figure is a number of a page that opens onto exactly the rows it was computed
// from. The list and the number are made by the same query, so they cannot differ.
type Figure struct {
	Value    *int64 `json:"value" doc:"Null when nobody knows; never 0 for unknown"`
	Rows     string `json:"rows" doc:"The list whose rows were counted, as path and query below /api/v1; the app has a page at the same address. Empty when there is none"`
	Sum      string `json:"sum,omitempty" doc:"When set, value is not the number of these rows but the sum of this field over them"`
	Previous *int64 `json:"previous,omitempty" doc:"The same figure at the moment compared with"`
}

// Count is a figure that counts the rows of a list.
func Count[N int | int64](n N, rows string) Figure {
	v := int64(n)
	return Figure{Value: &v, Rows: rows}
}

// Sum is a figure that adds up a field over the rows of a list.
func Sum[N int | int64](n N, rows, field string) Figure {
	v := int64(n)
	return Figure{Value: &v, Rows: rows, Sum: field}
}

// Unknown is a figure whose value nobody knows, with the rows that leave it open.
func Unknown(rows string) Figure { return Figure{Rows: rows} }

// Since is the figure beside its value at an earlier moment.
func (f Figure) Since(previous int64) Figure {
	f.Previous = &previous
	return f
}
