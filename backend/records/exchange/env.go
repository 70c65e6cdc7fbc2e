package exchange

import (
	"context"
	"strings"

	"gorm.io/gorm"
)

// Lookup finds records of a noun that others point at.
type Lookup interface {
	// Find gives the ids of the records that a text may mean: none, one, or several
	// when it is ambiguous.
	Find(ctx context.Context, db *gorm.DB, text string) ([]string, error)
	// Label gives the code and the name of a record; both are "" when it is unknown.
	Label(ctx context.Context, db *gorm.DB, id string) (code, name string, err error)
}

// Env is what reading and writing of drafts needs: the database as the caller
// sees it, the look-ups with what they already answered, and the language of
// words ("ja", "en", or "" for the values themselves).
type Env struct {
	Ctx     context.Context
	DB      *gorm.DB
	Lang    string
	lookups map[string]Lookup
	found   map[string][]string
	labels  map[string]string
	// named adds the record's name to the code of a reference, for people's eyes.
	named bool
}

func newEnv(ctx context.Context, db *gorm.DB, lookups map[string]Lookup) *Env {
	return &Env{Ctx: ctx, DB: db, lookups: lookups, found: map[string][]string{}, labels: map[string]string{}}
}

func (e *Env) resolve(noun, text string) (id string, p *Problem, err error) {
	key := noun + "\x00" + text
	ids, ok := e.found[key]
	if !ok {
		if ids, err = e.lookups[noun].Find(e.Ctx, e.DB, text); err != nil {
			return "", nil, err
		}
		e.found[key] = ids
	}
	switch len(ids) {
	case 0:
		return "", problem("not_found", "noun", noun), nil
	case 1:
		return ids[0], nil, nil
	}
	return "", problem("ambiguous", "noun", noun, "count", len(ids)), nil
}

// label is the code of a record, with its name behind when people read it.
func (e *Env) label(noun, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	key := noun + "\x00" + id
	if e.named {
		key += "\x00named"
	}
	if s, ok := e.labels[key]; ok {
		return s, nil
	}
	code, name, err := e.lookups[noun].Label(e.Ctx, e.DB, id)
	if err != nil {
		return "", err
	}
	if code == "" {
		code = id
	}
	if e.named {
		code = strings.TrimSpace(code + " " + name)
	}
	e.labels[key] = code
	return code, nil
}
