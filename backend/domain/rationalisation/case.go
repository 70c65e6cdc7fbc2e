package rationalisation

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// CaseState is where a consolidation case stands.
type CaseState string

// The states.
const (
	Proposed CaseState = "proposed"
	Approved CaseState = "approved"
	Done     CaseState = "done"
	Dropped  CaseState = "dropped"
)

// CaseStates lists them in their order.
var CaseStates = []CaseState{Proposed, Approved, Done, Dropped}

// Member is a system that a case absorbs into another and retires.
type Member struct {
	CaseID     string      `json:"-" gorm:"primaryKey"`
	Position   int         `json:"-" gorm:"primaryKey"`
	SystemID   string      `json:"systemId" validate:"required,max=64"`
	AbsorbedBy string      `json:"absorbedBy" validate:"required,max=64" doc:"System that takes over its work"`
	RetireOn   fiscal.Date `json:"retireOn" validate:"required"`
	Claim      string      `json:"-"`
}

// TableName names the table.
func (Member) TableName() string { return "consolidation_members" }

// CaseDraft is what people may write of a consolidation case (統合案件).
type CaseDraft struct {
	Code      string             `json:"code,omitempty" validate:"max=40" doc:"Given by the program when left empty"`
	Name      string             `json:"name" validate:"required,max=200"`
	NameEn    string             `json:"nameEn,omitempty" validate:"max=200"`
	Summary   string             `json:"summary,omitempty" validate:"max=4000"`
	SectionID string             `json:"sectionId" validate:"required,max=64" doc:"Section that leads it"`
	Members   store.List[Member] `json:"members" gorm:"-" validate:"required,min=1,max=50,dive"`
	RunBefore *int64             `json:"runBefore,omitempty" validate:"omitempty,min=0,max=1000000000000" doc:"Cost of a year before, of all systems of the case, yen"`
	RunAfter  *int64             `json:"runAfter,omitempty" validate:"omitempty,min=0,max=1000000000000" doc:"Cost of a year afterwards, yen"`
	OneOff    *int64             `json:"oneOff,omitempty" validate:"omitempty,min=0,max=1000000000000" doc:"One-off cost of the consolidation, yen"`
	Basis     string             `json:"basis,omitempty" validate:"max=2000" doc:"Where the amounts come from"`
}

// Check states the rules that tags cannot.
func (d *CaseDraft) Check() []fault.Field {
	var out []fault.Field
	seen := map[string]bool{}
	for i, m := range d.Members {
		if seen[m.SystemID] {
			out = append(out, fault.Field{Field: at("members", i, "systemId"), Rule: "duplicate"})
		}
		if m.SystemID == m.AbsorbedBy {
			out = append(out, fault.Field{Field: at("members", i, "absorbedBy"), Rule: "self"})
		}
		seen[m.SystemID] = true
	}
	return out
}

// Case is a consolidation case.
type Case struct {
	store.Base
	CaseDraft
	State        CaseState          `json:"state" enum:"proposed,approved,done,dropped"`
	ProposedByID store.Ref          `json:"proposedById,omitempty"`
	WrittenBy    store.List[string] `json:"writtenBy" doc:"People who wrote it or changed it; none of them approves it"`
	DecidedOn    fiscal.Date        `json:"decidedOn,omitzero" doc:"When it was approved or dropped"`
	DecidedByID  store.Ref          `json:"decidedById,omitempty"`
	DecisionNote string             `json:"decisionNote,omitempty" doc:"Why"`
	FinishedOn   fiscal.Date        `json:"finishedOn,omitzero"`
	Saving       int64              `json:"-"` // a year's, 0 when unknown: what lists are sorted by
	Search       string             `json:"-"`
}

// TableName names the table.
func (Case) TableName() string { return "consolidation_cases" }

// facts are what the policy may ask about a case. Everybody who had a hand in its words proposes it.
func (c *Case) facts() *authz.Record {
	return &authz.Record{Noun: "consolidation_cases", ID: c.ID, Section: c.SectionID, Parties: map[string][]string{"proposer": c.WrittenBy}}
}

// wrote adds somebody to those who had a hand in it.
func (c *Case) wrote(personID string) {
	if !slices.Contains(c.WrittenBy, personID) {
		c.WrittenBy = append(slices.Clone(c.WrittenBy), personID)
	}
}

// holds tells whether the case has its systems to itself: a proposal and a dropped case take nothing from others.
func (c *Case) holds() bool { return c.State == Approved || c.State == Done }

// LoadParts reads the systems of the case.
func (c *Case) LoadParts(db *gorm.DB) (err error) {
	c.Members, err = store.Scan[Member](db.Table("consolidation_members").Where("case_id = ?", c.ID).Order("position"))
	return err
}

// SaveParts writes the systems of the case, with the claim of one that holds them.
func (c *Case) SaveParts(tx *store.Tx, before *Case) error {
	rows := slices.Clone(c.Members)
	for i := range rows {
		rows[i].CaseID, rows[i].Position, rows[i].Claim = c.ID, i, ""
		if !c.holds() {
			rows[i].Claim = c.ID
		}
	}
	c.Members = rows
	var old []Member
	if before != nil {
		old = before.Members
	}
	return store.ReplaceParts(tx, "case_id", c.ID, old, rows)
}

// Derive fills the columns that follow from the others.
func (c *Case) Derive() {
	c.Code, c.Saving = store.Code(c.Code), 0
	if s := c.saving(); s != nil {
		c.Saving = *s
	}
	c.Search = store.Fold(c.Code, c.Name, c.NameEn, c.Summary)
}

// saving is what a year costs less afterwards; nil when an amount is unknown.
func (d *CaseDraft) saving() *int64 {
	if d.RunBefore == nil || d.RunAfter == nil {
		return nil
	}
	v := *d.RunBefore - *d.RunAfter
	return &v
}

// paidBackOn is the day on which the one-off cost of a finished case has come back; zero when it never does, when an amount is
// unknown, or while it goes on.
func (c *Case) paidBackOn() (on fiscal.Date) {
	saving := c.saving()
	if c.State != Done || saving == nil || *saving <= 0 || c.OneOff == nil || *c.OneOff > 100**saving {
		return on
	}
	return c.FinishedOn.AddDays(int((*c.OneOff*365 + *saving - 1) / *saving))
}

// Absorption finds what forbids a set of merged systems: a system that ends in itself after all is named.
func Absorption(into map[string]string) (loop string) {
	starts := make([]string, 0, len(into))
	for id := range into {
		starts = append(starts, id)
	}
	slices.SortFunc(starts, strings.Compare)
	for _, start := range starts {
		id, steps := into[start], 0
		for id != "" && id != start && steps <= len(into) {
			id, steps = into[id], steps+1
		}
		if id == start {
			return start
		}
	}
	return ""
}
