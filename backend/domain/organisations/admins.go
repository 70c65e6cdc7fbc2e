package organisations

import (
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// span is a time from a day to a day, both included; a zero end is no end.
type span struct{ from, to fiscal.Date }

// guardAdmins makes a change and refuses it when a day from today on would then
// have no administrator who can sign in, and had one before: nobody could
// repair that from inside the program.
func guardAdmins(tx *store.Tx, change func() error) error {
	// Two changes at once could each leave only the other's administrator.
	if err := tx.Lock("admins"); err != nil {
		return err
	}
	today := fiscal.Today(tx.Now.Time)
	before, err := adminSpans(tx.DB, today)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, err := adminSpans(tx.DB, today)
	if err != nil {
		return err
	}
	was, is := firstGap(before, today), firstGap(after, today)
	if !is.IsZero() && (was.IsZero() || is.Before(was)) {
		return fault.Clash("last_admin", fault.Params{"on": is})
	}
	return nil
}

// firstGap is the first day from today on that no span covers, or the zero date
// when all are covered.
func firstGap(spans []span, today fiscal.Date) fiscal.Date {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b span) int { return a.from.Compare(b.from) })
	day := today
	for _, s := range spans {
		if s.from.After(day) {
			return day
		}
		if s.to.IsZero() {
			return fiscal.Date{}
		}
		if !s.to.Before(day) {
			day = s.to.AddDays(1)
		}
	}
	return day
}

// adminSpans lists when people who can sign in hold a post that has the role.
func adminSpans(db *gorm.DB, today fiscal.Date) ([]span, error) {
	type row struct{ RoleFrom, RoleTo, HeldFrom, HeldTo fiscal.Date }
	rows, err := store.Scan[row](db.Table("post_roles r").
		Joins("JOIN post_holders h ON h.post_id = r.post_id").Joins("JOIN people pe ON pe.id = h.person_id").
		Joins("JOIN accounts a ON a.person_id = pe.id").
		Where("r.role = ? AND pe.active = ? AND a.disabled = ?", authz.Admin, true, false).
		Where("(r.to_on IS NULL OR r.to_on >= ?) AND (h.to_on IS NULL OR h.to_on >= ?)", today, today).
		Select("r.from_on AS role_from, r.to_on AS role_to, h.from_on AS held_from, h.to_on AS held_to"))
	var out []span
	for _, r := range rows {
		if s, ok := meet(span{r.RoleFrom, r.RoleTo}, span{r.HeldFrom, r.HeldTo}); ok {
			out = append(out, s)
		}
	}
	return out, err
}

// meet is the time that two spans share.
func meet(a, b span) (span, bool) {
	if a.from.Before(b.from) {
		a.from = b.from
	}
	if endsAfter(a.to, b.to) {
		a.to = b.to
	}
	return a, a.to.IsZero() || !a.to.Before(a.from)
}
