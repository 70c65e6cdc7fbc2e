package disasters

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of the board.
type Service struct {
	store    *store.Store
	reviewed int // reports that a review reads one by one
}

// New makes the service.
func New(s *store.Store) *Service { return &Service{s, maxReports} }

// Declare opens the board: from now on everyone in scope is asked.
func (s *Service) Declare(ctx context.Context, d Draft) (*Disaster, error) {
	var row *Disaster
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := authz.Require(ctx, "disasters:declare", (&Disaster{}).facts()); err != nil {
			return err
		}
		row = &Disaster{Draft: d, State: Running, DeclaredBy: store.Ref(tx.Actor.PersonID)}
		if row.StartedAt.IsZero() {
			row.StartedAt = tx.Now
		}
		row.StartedAt = store.At(row.StartedAt.Time)
		if err := s.accept(ctx, tx, row, nil); err != nil {
			return err
		}
		n, err := tx.Next("disasters")
		if err != nil {
			return err
		}
		row.Code = fmt.Sprintf("D%04d", n)
		row.derive()
		return store.Create(tx, row, store.Why{Action: "declare"})
	})
	return row, err
}

// Edit is a new state of a running disaster.
type Edit struct {
	Draft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

// Update changes a running disaster. Whoever has answered stays asked, and what the answers are measured by stays as it was.
func (s *Service) Update(ctx context.Context, id string, version int64, e Edit) (*Disaster, error) {
	return s.change(ctx, id, version, "disasters:update", store.Why{Reason: e.Reason}, func(tx *store.Tx, row *Disaster) error {
		if row.State != Running {
			return fault.Clash("disaster_ended", nil)
		}
		answered, err := store.Column[string](tx.Table("disaster_reports").Where("disaster_id = ?", id).Distinct("target_id"))
		if err != nil {
			return err
		}
		was := *row
		row.Draft = e.Draft
		if row.StartedAt.IsZero() {
			row.StartedAt = was.StartedAt
		}
		row.StartedAt = store.At(row.StartedAt.Time)
		if len(answered) > 0 && !row.StartedAt.Equal(was.StartedAt.Time) {
			return fault.Bad("startedAt", "has_reports", nil)
		}
		if len(answered) > 0 && row.Drill != was.Drill {
			return fault.Bad("drill", "has_reports", nil)
		}
		var kept []Target
		for _, t := range was.targets {
			if slices.Contains(answered, t.TargetID) {
				kept = append(kept, t)
			}
		}
		if err := s.accept(ctx, tx, row, kept); err != nil {
			return err
		}
		row.derive()
		return nil
	})
}

// Closing is what is said at the end.
type Closing struct {
	Reason  string `json:"reason,omitempty" validate:"max=500" doc:"Why it ends; stands in the history"`
	Lessons string `json:"lessons,omitempty" validate:"max=8000"`
}

// End closes the board: nothing is taken any more, and the report on it can be written.
func (s *Service) End(ctx context.Context, id string, version int64, c Closing) (*Disaster, error) {
	return s.change(ctx, id, version, "disasters:end", store.Why{Action: "end", Reason: c.Reason}, func(tx *store.Tx, row *Disaster) error {
		if row.State != Running {
			return fault.Clash("disaster_ended", nil)
		}
		row.State, row.EndedAt, row.EndedBy = Ended, tx.Now, store.Ref(tx.Actor.PersonID)
		if row.EndedAt.Before(row.StartedAt.Time) {
			row.EndedAt = row.StartedAt
		}
		row.Lessons = strings.TrimSpace(c.Lessons)
		return nil
	})
}

// Learnt is what a disaster taught.
type Learnt struct {
	Lessons string `json:"lessons" validate:"max=8000"`
}

// Learn writes down the lessons, once the disaster is over.
func (s *Service) Learn(ctx context.Context, id string, version int64, l Learnt) (*Disaster, error) {
	return s.change(ctx, id, version, "disasters:learn", store.Why{Action: "learn"}, func(_ *store.Tx, row *Disaster) error {
		if row.State != Ended {
			return fault.Clash("disaster_running", nil)
		}
		row.Lessons = strings.TrimSpace(l.Lessons)
		return nil
	})
}

// change asks the policy, then waits for the reports under way, then writes.
func (s *Service) change(ctx context.Context, id string, version int64, perm string, why store.Why, do func(*store.Tx, *Disaster) error) (*Disaster, error) {
	var row *Disaster
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		if err := lock(tx, id); err != nil {
			return err
		}
		if row, err = store.Load[Disaster](tx.DB, id); err != nil {
			return err
		}
		if err := authz.Require(ctx, perm, row.facts()); err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, why, func(row *Disaster) error { return do(tx, row) })
		return err
	})
	return row, err
}

// maxAsked bounds how many are asked: a board is one page.
const maxAsked = 1000

// accept checks a draft against the other records and finds out who is asked. kept have answered and stay.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row *Disaster, kept []Target) error {
	if row.StartedAt.After(tx.Now.Time) {
		return fault.Bad("startedAt", "future", nil)
	}
	systems, err := systemsOf(tx.DB, &row.Draft)
	if err != nil {
		return err
	}
	offices, err := officesOf(ctx, tx.DB, &row.Draft)
	if err != nil {
		return err
	}
	targets := slices.Concat(systems, offices)
	for _, t := range kept {
		if slices.ContainsFunc(targets, func(o Target) bool { return o.TargetID == t.TargetID }) {
			continue
		}
		if scope, field := row.SystemScope, "systemIds"; t.Subject == OfSystem && scope != ByRule {
			return fault.Bad(field, "has_reports", nil)
		}
		if scope, field := row.OfficeScope, "officeIds"; t.Subject == OfOffice && scope != ByRule {
			return fault.Bad(field, "has_reports", nil)
		}
		targets = append(targets, t)
	}
	switch {
	case len(targets) == 0:
		return fault.Bad("systemScope", "nobody_asked", nil)
	case len(targets) > maxAsked:
		return fault.Bad("systemScope", "max", fault.Params{"limit": maxAsked})
	}
	dir := authz.DirectoryOf(ctx)
	heads := dir.WithRole(authz.SectionHead)
	for i := range targets {
		t := &targets[i]
		t.Position = int64(i)
		t.PostID = store.Ref(Contact(dir.Path(t.SectionID), heads))
	}
	row.ask(targets)
	return nil
}

// running are the phases in which a system serves somebody.
var running = []string{"operation", "renewal_review", "wind_down"}

// systemsOf are the systems that a draft asks about, the most critical first.
func systemsOf(db *gorm.DB, d *Draft) ([]Target, error) {
	q := db.Table("systems").
		Order("CASE criticality WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, code").
		Select("id AS target_id, id AS system_id, owner_id AS section_id, 'system' AS subject")
	switch d.SystemScope {
	case Nobody:
		return nil, nil
	case ByRule:
		return store.Scan[Target](q.Where("criticality IN ? AND phase IN ?", []string{"critical", "high"}, running).Limit(maxAsked + 1))
	}
	found, err := store.Scan[Target](q.Where("id IN ?", []string(d.SystemIDs)))
	if err != nil {
		return nil, err
	}
	return found, missing("systemIds", d.SystemIDs, found)
}

// officesOf are the organisations that a draft asks about, in the order of the city.
func officesOf(ctx context.Context, db *gorm.DB, d *Draft) ([]Target, error) {
	q := db.Table("organisations").Order("sort_order, code").
		Select("id AS target_id, id AS office_id, id AS section_id, 'office' AS subject")
	switch d.OfficeScope {
	case Nobody:
		return nil, nil
	case ByRule:
		q = q.Where("kind IN ?", []string{"ward", "bureau"}).Limit(maxAsked + 1)
	default:
		q = q.Where("id IN ?", []string(d.OfficeIDs))
	}
	found, err := store.Scan[Target](q)
	if err != nil {
		return nil, err
	}
	dir := authz.DirectoryOf(ctx)
	found = slices.DeleteFunc(found, func(t Target) bool {
		o, ok := dir.Organisation(t.TargetID)
		return !ok || !o.Active
	})
	if d.OfficeScope == ByRule {
		return found, nil
	}
	return found, missing("officeIds", d.OfficeIDs, found)
}

// missing names the ids that nothing was found for.
func missing(field string, ids []string, found []Target) error {
	var bad []fault.Field
	for i, id := range ids {
		if !slices.ContainsFunc(found, func(t Target) bool { return t.TargetID == id }) {
			bad = append(bad, fault.Field{Field: fmt.Sprintf("%s[%d]", field, i), Rule: "not_found"})
		}
	}
	return fault.BadFields(bad)
}
