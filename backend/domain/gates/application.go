package gates

import (
	"fmt"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Draft is what a person may write of an application.
type Draft struct {
	Answers    store.List[Answer]   `json:"answers" validate:"max=60,dive"`
	Documents  store.List[Document] `json:"documents" validate:"max=60,dive"`
	PreparedBy store.List[string]   `json:"preparedBy,omitempty" gorm:"-" validate:"max=30,dive,required,max=64" doc:"Who wrote the documents; whoever edits is added, nobody is taken away"`
}

// Check states the rules that tags cannot: one answer a criterion.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	for i, a := range d.Answers {
		if slices.ContainsFunc(d.Answers[:i], func(o Answer) bool { return o.CriterionID == a.CriterionID }) {
			out = append(out, fault.Field{Field: at("answers", i, "criterionId"), Rule: "duplicate"})
		}
	}
	return out
}

// fits checks a draft against the gate set: only lines that the tier answers, only documents that are handed in.
func (d *Draft) fits(s *Set, gate GateID, tier Tier) error {
	var out []fault.Field
	lines := s.Criteria(gate, tier)
	for i, a := range d.Answers {
		if !slices.ContainsFunc(lines, func(c Criterion) bool { return c.ID == a.CriterionID }) {
			out = append(out, fault.Field{Field: at("answers", i, "criterionId"), Rule: "not_found"})
		}
	}
	for i, doc := range d.Documents {
		if !slices.ContainsFunc(s.Documents, func(k DocumentDef) bool { return k.Kind == doc.Kind && !k.Issued }) {
			out = append(out, fault.Field{Field: at("documents", i, "kind"), Rule: "oneof", Params: fault.Params{"allowed": s.handedIn()}})
		}
	}
	return fault.BadFields(out)
}

func (s *Set) handedIn() []string {
	out := []string{}
	for _, k := range s.Documents {
		if !k.Issued {
			out = append(out, k.Kind)
		}
	}
	return out
}

// at and elem are paths into a list of the body.
func at(list string, i int, field string) string { return elem(list, i) + "." + field }

func elem(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// ApplicationRecord is a row: one round at one gate of a project.
type ApplicationRecord struct {
	store.Base
	ProjectID   string    `json:"projectId"`
	Gate        GateID    `json:"gate"`
	Round       int       `json:"round"`
	Tier        Tier      `json:"tier" enum:"A,B,C"`
	State       State     `json:"state" enum:"draft,submitted,coordination,review,decided,conditions,done,withdrawn"`
	Outcome     Outcome   `json:"outcome" enum:"approved,conditional,returned,deferred,rejected,"`
	Number      store.Ref `json:"number,omitempty" doc:"Approval number, once it has passed"`
	ApplicantID string    `json:"applicantId" doc:"Section that applies"`
	HeadID      store.Ref `json:"headId,omitempty" doc:"Head of that section (所管所属長)"`
	SubmittedBy store.Ref `json:"submittedBy,omitempty"`
	Draft
	Reviewers   store.List[string] `json:"reviewers" gorm:"-" doc:"Who was asked to review"`
	SubmittedAt store.Time         `json:"submittedAt,omitzero"`
	StartedAt   store.Time         `json:"startedAt,omitzero" doc:"When the review began"`
	DecidedAt   store.Time         `json:"decidedAt,omitzero"`
	DueOn       fiscal.Date        `json:"dueOn,omitzero" doc:"Until when a decision is wanted"`
}

// TableName names the table.
func (ApplicationRecord) TableName() string { return "gate_applications" }

// Root is the project.
func (a ApplicationRecord) Root() (noun, id string) { return "projects", a.ProjectID }

// Roles of people in an application.
const (
	rolePreparer = "preparer"
	roleReviewer = "reviewer"
)

// involved is a person of an application, as gate_people keeps it.
type involved struct {
	ApplicationID string `gorm:"primaryKey"`
	Role          string `gorm:"primaryKey"`
	Position      int    `gorm:"primaryKey"`
	PersonID      string
}

// TableName names the table of people.
func (involved) TableName() string { return "gate_people" }

// LoadParts reads preparers and reviewers.
func (a *ApplicationRecord) LoadParts(db *gorm.DB) error {
	rows, err := store.Scan[involved](db.Table("gate_people").Where("application_id = ?", a.ID).Order("role, position"))
	if err != nil {
		return err
	}
	a.PreparedBy, a.Reviewers = store.List[string]{}, store.List[string]{}
	a.take(rows)
	return nil
}

func (a *ApplicationRecord) take(rows []involved) {
	for _, r := range rows {
		switch {
		case r.ApplicationID != a.ID:
		case r.Role == rolePreparer:
			a.PreparedBy = append(a.PreparedBy, r.PersonID)
		default:
			a.Reviewers = append(a.Reviewers, r.PersonID)
		}
	}
}

// SaveParts writes preparers and reviewers.
func (a *ApplicationRecord) SaveParts(tx *store.Tx, before *ApplicationRecord) error {
	return store.ReplaceParts(tx, "application_id", a.ID, before.people(), a.people())
}

func (a *ApplicationRecord) people() []involved {
	if a == nil {
		return nil
	}
	var out []involved
	for i, id := range a.PreparedBy {
		out = append(out, involved{a.ID, rolePreparer, i, id})
	}
	for i, id := range a.Reviewers {
		out = append(out, involved{a.ID, roleReviewer, i, id})
	}
	return out
}

// preparers are who wrote the documents, and whoever works in the project: its members stand behind what it hands in.
func (a *ApplicationRecord) preparers(p Project) []string {
	return persons(append(slices.Clone(a.PreparedBy), p.MemberIDs...)...)
}

// rules is the application of a project as the pure rules look at it.
func (a *ApplicationRecord) rules(p Project, opinions []OpinionRecord) *Application {
	app := &Application{
		ID: a.ID, ProjectID: a.ProjectID, Gate: a.Gate, Round: a.Round, Tier: a.Tier, State: a.State,
		ApplicantID: string(a.HeadID), SubmittedByID: string(a.SubmittedBy), ApplicantOrganisationID: a.ApplicantID,
		PreparedBy: a.preparers(p), Reviewers: a.Reviewers, Answers: a.Answers, Documents: a.Documents,
	}
	for _, o := range opinions {
		app.Opinions = append(app.Opinions, Opinion{
			ID: o.ID, ReviewerID: o.ReviewerID, DCA: o.DCA, Scale: o.Scale, Comment: o.Comment, At: o.CreatedAt.Time,
		})
	}
	return app
}

// state is the round as the order of gates looks at it.
func (a *ApplicationRecord) state() GateState {
	return GateState{Gate: a.Gate, Round: a.Round, ApplicationID: a.ID, State: a.State, Outcome: a.Outcome}
}
