package rationalisation

import (
	"context"
	"fmt"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Answer is what somebody says to a criterion.
type Answer struct {
	Criterion string `json:"criterion" validate:"required,max=40" doc:"Criterion of the settings"`
	Score     *int64 `json:"score,omitempty" validate:"omitempty,min=1,max=5" doc:"Left out when nobody knows; never filled in by the program"`
	Note      string `json:"note,omitempty" validate:"max=1000"`
}

// AssessmentBody is what people say of a system.
type AssessmentBody struct {
	Statutory   bool               `json:"statutory,omitempty" doc:"Law demands the system's work: it is never eliminated by itself"`
	Answers     store.List[Answer] `json:"answers,omitempty" validate:"max=40,dive"`
	Disposition Disposition        `json:"disposition,omitempty" validate:"omitempty,oneof=retire retain relocate rehost repurchase replatform refactor" doc:"What is to become of it (7R); the quadrant says which"`
	Rationale   string             `json:"rationale,omitempty" validate:"max=4000"`
	AssessedOn  fiscal.Date        `json:"assessedOn,omitzero" doc:"Today unless given"`
}

// AssessmentDraft is what people may write of an assessment.
type AssessmentDraft struct {
	SystemID string `json:"systemId" validate:"required,max=64"`
	AssessmentBody
}

// Check states the rules that tags cannot.
func (d *AssessmentBody) Check() []fault.Field {
	var out []fault.Field
	seen := map[string]bool{}
	for i, a := range d.Answers {
		if seen[a.Criterion] {
			out = append(out, fault.Field{Field: at("answers", i, "criterion"), Rule: "duplicate"})
		}
		seen[a.Criterion] = true
	}
	return out
}

func at(list string, i int, field string) string { return fmt.Sprintf("%s[%d].%s", list, i, field) }

// Verdict is what follows from the answers by the settings of the day.
type Verdict struct {
	Edition       string   `json:"edition" doc:"Of the criteria that held"`
	Business      *int64   `json:"business" doc:"Hundredths, rounded down; null when nothing is answered"`
	Technical     *int64   `json:"technical" doc:"Hundredths, rounded down; null when nothing is answered"`
	BusinessOpen  int64    `json:"businessOpen" doc:"Weight of the axis that is unanswered, percent"`
	TechnicalOpen int64    `json:"technicalOpen"`
	Quadrant      Quadrant `json:"quadrant" enum:"invest,tolerate,migrate,eliminate,unjudged"`
	Merger        bool     `json:"merger" doc:"Low on both axes, but law demands its work: to be merged, not eliminated"`
}

// Verdict judges by the settings.
func (s *Settings) Verdict(d *AssessmentBody) Verdict {
	answers := map[string]int64{}
	for _, a := range d.Answers {
		if a.Score != nil {
			answers[a.Criterion] = *a.Score
		}
	}
	biz, tech := ScoreOf(s.Business, answers), ScoreOf(s.Technical, answers)
	v := Verdict{
		Edition: s.Edition, Business: biz.Hundredths(), Technical: tech.Hundredths(),
		BusinessOpen: biz.Weight - biz.Answered, TechnicalOpen: tech.Weight - tech.Answered,
	}
	v.Quadrant, v.Merger = Judge(biz, tech, d.Statutory, s.Rules)
	return v
}

// Assessment is a system as judged on a day. It is never changed: a new one takes its place and it stays readable.
type Assessment struct {
	store.Base
	AssessmentDraft
	Verdict
	AssessedByID store.Ref `json:"assessedById,omitempty"`
	SupersededBy string    `json:"supersededBy,omitempty" doc:"The assessment that took its place; empty for the present one"`
}

// TableName names the table.
func (Assessment) TableName() string { return "time_assessments" }

// Root puts the assessment into the system's history.
func (a *Assessment) Root() (noun, id string) { return "systems", a.SystemID }

// Service holds the use cases of rationalisation.
type Service struct {
	store    *store.Store
	settings *Settings
	register Register
}

// New makes the service over its neighbours.
func New(s *store.Store, set *Settings, r Register) *Service { return &Service{s, set, r} }

// Words are the settings in force.
func (s *Service) Words() *Settings { return s.settings }

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }

// Assess judges a system anew. before is the present assessment that the author saw, empty for none: when somebody else was
// faster, nothing is written.
func (s *Service) Assess(ctx context.Context, d AssessmentDraft, before string, why store.Why) (*Assessment, error) {
	var row *Assessment
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.assessIn(ctx, tx, d, before, why)
		return err
	})
	return row, err
}

func (s *Service) assessIn(ctx context.Context, tx *store.Tx, d AssessmentDraft, before string, why store.Why) (*Assessment, error) {
	if _, err := s.may(ctx, tx, d.SystemID, "rationalisation:assess"); err != nil {
		return nil, err
	}
	row := &Assessment{AssessmentDraft: d, AssessedByID: store.Ref(tx.Actor.PersonID)}
	row.ID = store.NewID()
	if err := s.accept(tx, row); err != nil {
		return nil, err
	}
	present, err := store.Column[string](tx.Table("time_assessments").Where("system_id = ? AND superseded_by = ''", d.SystemID).Select("id"))
	if err != nil {
		return nil, err
	}
	if seen := slices.Contains(present, before); len(present) > 0 && !seen || len(present) == 0 && before != "" {
		return nil, fault.Clash("assessed_meanwhile", nil)
	}
	if before != "" {
		_, err := store.Update(tx, before, store.Latest, store.Why{Action: "supersede", Reason: why.Reason}, func(old *Assessment) error {
			old.SupersededBy = row.ID
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return row, store.Create(tx, row, store.Why{Action: "assess_system", Reason: why.Reason})
}

// accept checks an assessment against the settings and judges it.
func (s *Service) accept(tx *store.Tx, row *Assessment) error {
	var bad []fault.Field
	row.Answers = slices.DeleteFunc(slices.Clone(row.Answers), func(a Answer) bool { return a.Score == nil && a.Note == "" }) // says nothing
	for i, a := range row.Answers {
		if !s.settings.knows(a.Criterion) {
			bad = append(bad, fault.Field{Field: at("answers", i, "criterion"), Rule: "not_found"})
		}
	}
	if row.AssessedOn.IsZero() {
		row.AssessedOn = today(tx)
	}
	if row.AssessedOn.After(today(tx)) {
		bad = append(bad, fault.Field{Field: "assessedOn", Rule: "future"})
	}
	row.Verdict = s.settings.Verdict(&row.AssessmentBody)
	if row.Disposition != "" && !s.settings.Allows(row.Quadrant, row.Disposition) {
		bad = append(bad, fault.Field{Field: "disposition", Rule: "disposition_of_quadrant", Params: fault.Params{"quadrant": row.Quadrant}})
	}
	return fault.BadFields(bad)
}

// may asks the policy about a system; the answer is its owner.
func (s *Service) may(ctx context.Context, tx *store.Tx, systemID, perm string) (owner string, err error) {
	owners, err := store.Column[string](tx.Table("systems").Where("id = ?", systemID).Select("owner_id"))
	if err != nil {
		return "", err
	}
	if len(owners) == 0 {
		return "", fault.Bad("systemId", "not_found", nil)
	}
	return owners[0], authz.Require(ctx, perm, factsOf(systemID, owners[0]))
}

// factsOf are what the policy may ask: rationalisation follows the system.
func factsOf(systemID, owner string) *authz.Record {
	return &authz.Record{Noun: "systems", ID: systemID, Section: owner}
}
