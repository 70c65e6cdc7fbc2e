package app

import (
	"context"
	"fmt"

	"miotsukushi/backend/platform/store"
)

// trigramCheck asks PostgreSQL for the index of texts, and whether the database's locale knows Japanese letters as letters:
// with the locale C of older versions the index holds none of them and every search reads it all.
const trigramCheck = `SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN 'extension'
	WHEN to_regclass('search_entries_text_idx') IS NULL THEN 'index' WHEN '税' !~ '\w' THEN 'locale' ELSE '' END`

// search looks at what makes the search over all records quick.
func (d *doctor) search(ctx context.Context, s *store.Store) {
	const check = "search"
	n, err := store.Value[int64](s.Read(ctx).Table("search_entries").Select("count(*)"))
	missing := ""
	if err == nil && s.Dialect == store.Postgres {
		missing, err = store.Value[string](s.Read(ctx).Raw(trigramCheck))
	}
	found := fmt.Sprintf("%d records can be found", n)
	switch {
	case err != nil:
		d.say(check, Fail, err.Error(), "look at the database's log")
	case missing == "extension":
		d.say(check, Warn, found+", without the index of texts: pg_trgm is missing", "as a superuser: CREATE EXTENSION pg_trgm; then CREATE INDEX search_entries_text_idx ON search_entries USING gin (text gin_trgm_ops)")
	case missing == "index":
		d.say(check, Warn, found+", without the index of texts", "CREATE INDEX search_entries_text_idx ON search_entries USING gin (text gin_trgm_ops)")
	case missing == "locale":
		d.say(check, Warn, found+", but the database's locale knows no Japanese letters: their index does not help", "make the database anew with a UTF-8 locale such as C.UTF-8 or ja_JP.UTF-8")
	default:
		d.say(check, OK, found, "")
	}
}
