package history

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
)

// guarded are the fields that a page shows to some readers of a record only. Whoever reads the ledger as a whole reads them
// no more than there.
var guarded = map[string]struct {
	noun, perm string // what the policy calls the record, and who sees the fields
	section    string // the field that holds the record's section
	fields     []string
}{
	"skill_holdings": {"skills", "skills:count", "sectionId", []string{"level1", "level2", "level3", "level4", "trainings", "note"}},
}

// guard takes the values of such fields out of an event, unless the caller sees them on the page as well.
func guard(ctx context.Context, e *Event, before, after *string) error {
	g, ok := guarded[e.Noun]
	if !ok {
		return nil
	}
	image := after
	if image == nil {
		image = before
	}
	row, err := fields(image)
	if err != nil {
		return err
	}
	section, _ := row[g.section].(string)
	err = authz.Require(ctx, g.perm, &authz.Record{Noun: g.noun, ID: e.RecordID, Section: section})
	if err == nil || !fault.Is(err, fault.Forbidden) {
		return err
	}
	for i := range e.Changes {
		if c := &e.Changes[i]; slices.Contains(g.fields, c.Field) {
			*c = Change{Field: c.Field, Hidden: true}
		}
	}
	return nil
}
