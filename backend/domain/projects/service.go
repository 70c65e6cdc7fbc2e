package projects

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Systems is what projects ask of the register: what the tier looks at. Ids that
// the register does not know are left out of the answer.
type Systems interface {
	ForTier(db *gorm.DB, ids []string) ([]TierSystem, error)
}

// ExecutionGuard says whether its gates let a project go under contract, or end
// with its work done. The refusal is a not_ready fault; "unmet" among its
// parameters are the rules that stand against it (R1, R4).
type ExecutionGuard interface {
	CanEnter(db *gorm.DB, projectID string, to State) error
}

// Stepper lists the gates of a project at a tier with their latest rounds, and
// the next one to pass; a project that ends a system has one more. It is asked
// when a project is made or changes its tier or systems; after that the gates keep
// the row up to date by SetGates.
type Stepper interface {
	Steps(tx *store.Tx, projectID string, tier Tier, endsSystem bool) (next string, states []GateState, err error)
}

// Settings are the figures that a city may change.
type Settings struct {
	Thresholds
	// ReportFreshDays is how long a published report speaks for today.
	ReportFreshDays int
}

// Service holds the use cases of projects.
type Service struct {
	store    *store.Store
	settings Settings
	systems  Systems
	guard    ExecutionGuard
	stepper  Stepper
}

// New makes the service over its neighbours.
func New(s *store.Store, settings Settings, systems Systems, guard ExecutionGuard, stepper Stepper) *Service {
	return &Service{s, settings, systems, guard, stepper}
}

// Create adds a project as a draft. The caller needs the right in the section
// that applies for it.
func (s *Service) Create(ctx context.Context, d Draft) (*Project, error) {
	var row *Project
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Project, error) {
	row := &Project{Draft: d, State: StateDraft}
	if err := authz.Require(ctx, "projects:create", row.facts()); err != nil {
		return nil, err
	}
	row.ID = store.NewID()
	if err := s.accept(ctx, tx, row, nil); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// Update replaces what people may write of a project. Moving it to another
// section needs the right on both.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Project, error) {
	return s.transition(ctx, id, version, "projects:update", store.Why{Reason: reason}, s.rewrite(ctx, d))
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Project, error) {
	if _, err := s.open(ctx, tx, id, "projects:update"); err != nil {
		return nil, err
	}
	change := s.rewrite(ctx, d)
	return store.Update(tx, id, version, why, func(row *Project) error { return change(tx, row) })
}

// rewrite puts a new draft into a project.
func (s *Service) rewrite(ctx context.Context, d Draft) func(tx *store.Tx, row *Project) error {
	return func(tx *store.Tx, row *Project) error {
		if row.State.ended() {
			return wrongState(row.State)
		}
		before := *row
		row.Draft = d
		if d.ApplicantID != before.ApplicantID {
			if err := authz.Require(ctx, "projects:update", row.facts()); err != nil {
				return err
			}
		}
		return s.accept(ctx, tx, row, &before)
	}
}

// Delete removes a project registered by mistake. What was reported or handed in
// to a gate stays: such a project is stopped instead.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := s.open(ctx, tx, id, "projects:delete")
		if err != nil {
			return err
		}
		if version != row.Version {
			return stale(row)
		}
		if row.State != StateDraft {
			return wrongState(row.State)
		}
		if n, err := store.Value[int](tx.Table("project_reports").Where("project_id = ?", id).Select("count(*)")); err != nil || n > 0 {
			if err == nil {
				err = fault.Clash("in_use", fault.Params{"noun": "reports", "count": n})
			}
			return err
		}
		if err := deleteChildren[Milestone](tx, "project_milestones", id, reason); err != nil {
			return err
		}
		if err := deleteChildren[Risk](tx, "project_risks", id, reason); err != nil {
			return err
		}
		return store.Delete[Project](tx, id, version, store.Why{Reason: reason})
	})
}

// deleteChildren removes the children one by one, so that the ledger keeps each.
func deleteChildren[T any, P store.Row[T]](tx *store.Tx, table, projectID, reason string) error {
	ids, err := store.Column[string](tx.Table(table).Where("project_id = ?", projectID).Select("id"))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := store.Delete[T, P](tx, id, store.Latest, store.Why{Reason: reason}); err != nil {
			return err
		}
	}
	return nil
}

// lock makes the use cases of one project wait for each other: the figures on
// its row follow from several tables, and two writers would each miss the other.
func lock(tx *store.Tx, id string) error { return tx.Lock("projects/" + id) }

// open locks and loads a project for a use case that needs the permission on it.
// Nobody learns more of a project than a refusal tells before this has passed.
func (s *Service) open(ctx context.Context, tx *store.Tx, id, perm string) (*Project, error) {
	if err := lock(tx, id); err != nil {
		return nil, err
	}
	row, err := store.Load[Project](tx.DB, id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, perm, row.facts())
}

// transition runs a change of the project row itself.
func (s *Service) transition(ctx context.Context, id string, version int64, perm string, why store.Why, change func(tx *store.Tx, row *Project) error) (*Project, error) {
	var row *Project
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := s.open(ctx, tx, id, perm); err != nil {
			return err
		}
		var err error
		row, err = store.Update(tx, id, version, why, func(row *Project) error { return change(tx, row) })
		return err
	})
	return row, err
}

// within runs a write of a record that belongs to the project, and then brings
// the project's figures up to date. Ended projects take no more.
func (s *Service) within(ctx context.Context, projectID, perm string, change func(tx *store.Tx, p *Project) error) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		p, err := s.open(ctx, tx, projectID, perm)
		if err != nil {
			return err
		}
		if p.State.ended() {
			return wrongState(p.State)
		}
		if err := change(tx, p); err != nil {
			return err
		}
		return refresh(tx, projectID)
	})
}

func wrongState(at State) error { return fault.Clash("wrong_state", fault.Params{"state": at}) }

func stale(row *Project) error {
	return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": row.Version}, Current: row}
}

// accept checks a draft against the other records and derives what follows.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row, before *Project) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.ApplicantID); !ok {
		return fault.Bad("applicantId", "not_found", nil)
	}
	if err := checkPeople(tx.DB, row, before); err != nil {
		return err
	}
	if row.MemberIDs == nil {
		row.MemberIDs = store.List[string]{}
	}
	if row.SystemIDs == nil {
		row.SystemIDs = store.List[string]{}
	}
	if row.BaselineFinishOn.IsZero() && row.State != StateDraft {
		row.BaselineFinishOn = row.FinishOn
	}
	if err := s.assess(tx, row, before); err != nil {
		return err
	}
	row.Code = store.Code(row.Code)
	row.Search = store.Fold(row.Code, row.Name, row.Kana, row.NameEn)
	return figure(tx.DB, row)
}

// assess derives the tier, and the gates when what they follow from is new.
func (s *Service) assess(tx *store.Tx, row, before *Project) error {
	known := []TierSystem{}
	if len(row.SystemIDs) > 0 {
		var err error
		if known, err = s.systems.ForTier(tx.DB, row.SystemIDs); err != nil {
			return err
		}
	}
	var bad []fault.Field
	for i, id := range row.SystemIDs {
		if !slices.ContainsFunc(known, func(k TierSystem) bool { return k.ID == id }) {
			bad = append(bad, fault.Field{Field: item("systemIds", i), Rule: "not_found"})
		}
	}
	if len(bad) > 0 {
		return fault.BadFields(bad)
	}
	r := AssessTier(TierFacts{BuildCost: row.BuildCost, RunCost: row.RunCost, Risk: row.RiskLevel, Systems: known}, s.settings.Thresholds)
	row.Tier, row.TierReasons, row.TierNotes = r.Tier, r.Reasons, r.Notes
	if before != nil && before.Tier == row.Tier && slices.Equal(before.SystemIDs, row.SystemIDs) {
		return nil
	}
	ends := slices.ContainsFunc(known, func(k TierSystem) bool { return k.Ends })
	next, states, err := s.stepper.Steps(tx, row.ID, row.Tier, ends)
	if err == nil {
		row.NextGate, row.GateStates = next, states
	}
	return err
}

// checkPeople wants everyone named to exist, and who is newly named to work here.
func checkPeople(db *gorm.DB, row, before *Project) error {
	named := row.people()
	ids := make([]string, len(named))
	for i, n := range named {
		ids[i] = n.PersonID
	}
	active, err := store.Column[string](db.Table("people").Where("id IN ? AND active = ?", ids, true).Select("id"))
	if err != nil {
		return err
	}
	var kept []string
	for _, n := range before.people() {
		kept = append(kept, n.PersonID)
	}
	var bad []fault.Field
	for _, n := range named {
		if slices.Contains(active, n.PersonID) || slices.Contains(kept, n.PersonID) {
			continue
		}
		field := map[string]string{roleManager: "managerId", roleHead: "headId", roleMember: item("memberIds", n.Position)}[n.Role]
		bad = append(bad, fault.Field{Field: field, Rule: "not_found"})
	}
	return fault.BadFields(bad)
}

// today is the day of the transaction.
func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }
