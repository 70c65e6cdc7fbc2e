package exchange

import (
	"context"

	"miotsukushi/backend/platform/api"
)

// Sheet is a table to download that nobody brings back: its rows are only ever read. format is xlsx or csv; rows gives
// each line to put, the header first, while it reads.
func Sheet(name, format string, rows func(ctx context.Context, put func(cells []string) error) error) api.File {
	return api.File{Name: name + "." + format, Type: types[format], Write: func(ctx context.Context, w interface{ Write([]byte) (int, error) }) error {
		out, err := newSink(w, format, name)
		if err != nil {
			return err
		}
		if err := rows(ctx, out.put); err != nil {
			return err
		}
		return out.end()
	}}
}
