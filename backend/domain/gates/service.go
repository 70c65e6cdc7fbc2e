package gates

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of review gates.
type Service struct {
	store    *store.Store
	set      *Set
	projects Projects
}

// New makes the service over a checked gate set.
func New(s *store.Store, set *Set, p Projects) *Service { return &Service{s, set, p} }

// dayOf is the day of a transaction.
func dayOf(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }

// known refuses a gate that the set does not have.
func (s *Service) known(gate GateID) error {
	if _, ok := s.set.Gate(gate); !ok {
		return fault.Missing("gates", string(gate))
	}
	return nil
}

// Apply opens the next round at a gate as a draft. It starts from the answers and documents of the round before.
func (s *Service) Apply(ctx context.Context, projectID string, gate GateID) (*ApplicationRecord, error) {
	var row *ApplicationRecord
	if err := s.known(gate); err != nil {
		return nil, err
	}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := s.projects.Lock(tx, projectID); err != nil {
			return err
		}
		d, err := s.dossier(tx.DB, projectID)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "gates:apply", d.project.record(s.set, d.project.Tier)); err != nil {
			return err
		}
		if d.project.ended() {
			return fault.Clash("wrong_state", fault.Params{"state": d.project.State})
		}
		round, v := CanOpenRound(s.set, d.facts(d.project.Tier), gate, d.states())
		if err := refusal(v); err != nil {
			return err
		}
		row = &ApplicationRecord{
			ProjectID: projectID, Gate: gate, Round: round, Tier: d.project.Tier, State: StateDraft,
			ApplicantID: d.project.SectionID, HeadID: store.Ref(d.project.HeadID),
		}
		row.Answers, row.Documents, row.Reviewers = store.List[Answer]{}, store.List[Document]{}, store.List[string]{}
		row.PreparedBy = store.List[string]{tx.Actor.PersonID}
		if err := s.carryOver(tx.DB, d, row); err != nil {
			return err
		}
		if err := store.Create(tx, row, store.Why{Action: "apply"}); err != nil {
			return err
		}
		return s.restate(tx, projectID)
	})
	return row, oneRound(err)
}

// oneRound words what the database says when two requests open a round at once.
func oneRound(err error) error {
	if f := fault.Of(err); err != nil && f.Code == fault.Invalid && len(f.Fields) == 1 && f.Fields[0].Rule == "duplicate" {
		return fault.Clash("wrong_state", fault.Params{"unmet": []string{"R7"}})
	}
	return err
}

// carryOver copies what the round before said, as far as the gate set still asks for it.
func (s *Service) carryOver(db *gorm.DB, d *dossier, row *ApplicationRecord) error {
	before := ""
	for _, r := range d.rounds {
		if r.Gate == row.Gate {
			before = r.ID // rounds come in their order: the last one stays
		}
	}
	if before == "" {
		return nil
	}
	old, err := store.Load[ApplicationRecord](db, before)
	if err != nil {
		return err
	}
	lines := s.set.Criteria(row.Gate, row.Tier)
	for _, a := range old.Answers {
		if slices.ContainsFunc(lines, func(c Criterion) bool { return c.ID == a.CriterionID }) {
			row.Answers = append(row.Answers, a)
		}
	}
	for _, doc := range old.Documents {
		if slices.Contains(s.set.handedIn(), doc.Kind) {
			row.Documents = append(row.Documents, doc)
		}
	}
	row.PreparedBy = persons(append(slices.Clone(old.PreparedBy), row.PreparedBy...)...)
	return nil
}

// restate brings the project's stepper up to date.
func (s *Service) restate(tx *store.Tx, projectID string) error {
	d, err := s.dossier(tx.DB, projectID)
	if err != nil {
		return err
	}
	next, steps := d.steps(d.project.Tier)
	return s.projects.SetGates(tx, projectID, next, steps)
}

// Edit replaces what a draft says. Whoever edits has prepared it from then on; nobody is taken off that list.
func (s *Service) Edit(ctx context.Context, id string, version int64, draft Draft, reason string) (*ApplicationRecord, error) {
	return s.change(ctx, id, version, "gates:apply", store.Why{Reason: reason}, func(c *changing) error {
		if c.row.State != StateDraft {
			return refusal(breaks("R7", "not_a_draft", "state", c.row.State, "round", c.row.Round, "ids", []string{id}))
		}
		if err := draft.fits(s.set, c.row.Gate, c.project.Tier); err != nil {
			return err
		}
		prepared := persons(append(append(slices.Clone(c.row.PreparedBy), c.tx.Actor.PersonID), draft.PreparedBy...)...)
		if err := exist(c.tx.DB, "preparedBy", prepared); err != nil {
			return err
		}
		c.apply = func(row *ApplicationRecord) error {
			row.Answers, row.Documents, row.PreparedBy = filled(draft.Answers), filled(draft.Documents), prepared
			row.Tier, row.ApplicantID, row.HeadID = c.project.Tier, c.project.SectionID, store.Ref(c.project.HeadID)
			return nil
		}
		return nil
	})
}

func filled[T any](l store.List[T]) store.List[T] {
	if l == nil {
		return store.List[T]{}
	}
	return l
}

// exist wants every person named to be known.
func exist(db *gorm.DB, field string, ids []string) error {
	found, err := names(db, ids)
	if err != nil {
		return err
	}
	for i, id := range ids {
		if _, ok := found[id]; !ok {
			return fault.Bad(elem(field, i), "not_found", nil)
		}
	}
	return nil
}

// Name is how a person or post is called.
type Name struct {
	Name   string `json:"name"`
	NameEn string `json:"nameEn,omitempty"`
}

// maxNames bounds a look-up of names.
const maxNames = 1000

// names finds people by id in one statement; those unknown are left out.
func names(db *gorm.DB, ids []string) (map[string]Name, error) {
	out := map[string]Name{}
	ids = persons(ids...)
	if len(ids) == 0 {
		return out, nil
	}
	type row struct {
		ID string
		Name
	}
	rows, err := store.Scan[row](db.Table("people").Where("id IN ?", ids[:min(len(ids), maxNames)]).Select("id, name, name_en"))
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, err
}

// changing is a write of one application under way: what the use case may look at, and what it decides to change.
type changing struct {
	*dossier
	ctx      context.Context
	tx       *store.Tx
	row      *ApplicationRecord // as it is now; apply gets the copy that is written
	record   *authz.Record
	opinions []OpinionRecord
	apply    func(row *ApplicationRecord) error
	after    func() error
}

// change runs a use case on one application: lock, load, permission, version, rules, write, stepper. The caller learns of
// a missing permission before anything else, and of an outdated version before any rule.
func (s *Service) change(ctx context.Context, id string, version int64, perm string, why store.Why, do func(c *changing) error, amend ...func(*authz.Record)) (*ApplicationRecord, error) {
	var row *ApplicationRecord
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.changeIn(ctx, tx, id, version, perm, why, do, amend...)
		return err
	})
	return row, err
}

// changeIn is change within a larger write.
func (s *Service) changeIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(c *changing) error, amend ...func(*authz.Record)) (*ApplicationRecord, error) {
	c, err := s.begin(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	for _, more := range amend {
		more(c.record)
	}
	if err := authz.Require(ctx, perm, c.record); err != nil {
		return nil, err
	}
	if c.project.ended() {
		return nil, fault.Clash("wrong_state", fault.Params{"state": c.project.State})
	}
	if c.row.State.Open() { // what has ended is told by the rules, whatever version the caller saw
		if err := seen(c.row, version); err != nil {
			return nil, err
		}
	}
	if err := do(c); err != nil {
		return nil, err
	}
	row, err := store.Update(tx, id, version, why, c.apply)
	if err != nil {
		return nil, err
	}
	if c.after != nil {
		if err := c.after(); err != nil {
			return nil, err
		}
	}
	return row, s.restate(tx, row.ProjectID)
}

// begin locks the application's project and reads all about it.
func (s *Service) begin(ctx context.Context, tx *store.Tx, id string) (*changing, error) {
	project, err := store.Value[string](tx.Table("gate_applications").Where("id = ?", id).Select("project_id"))
	if err != nil {
		return nil, err
	}
	if project == "" {
		return nil, fault.Missing("gate_applications", id)
	}
	if err := s.projects.Lock(tx, project); err != nil {
		return nil, err
	}
	c := &changing{ctx: ctx, tx: tx}
	if c.row, err = store.Load[ApplicationRecord](tx.DB, id); err != nil {
		return nil, err
	}
	if c.dossier, err = s.dossier(tx.DB, project); err != nil {
		return nil, err
	}
	if c.opinions, err = opinions(tx.DB, id); err != nil {
		return nil, err
	}
	c.record = c.row.record(s.set, c.project, c.opinions)
	return c, nil
}

func seen(row *ApplicationRecord, version int64) error {
	if version != store.Latest && version != row.Version {
		return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": row.Version}, Current: row}
	}
	return nil
}
