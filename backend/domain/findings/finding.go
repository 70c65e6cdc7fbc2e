// Package findings holds what audits found and recommended, and what became of it: two keys close a finding, the
// auditee's report and the auditor's verification, and neither turns the other.
package findings

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Draft is what an auditor writes of a finding. After the notice only corrections are possible, with a reason.
type Draft struct {
	Code             string             `json:"code,omitempty" validate:"max=40" doc:"Given by the program when left empty"`
	Title            string             `json:"title" validate:"required,max=200"`
	TitleEn          string             `json:"titleEn,omitempty" validate:"max=200"`
	Kind             string             `json:"kind" validate:"required,max=40" doc:"Kind of the catalogue, valid on the day of the audit and of the notice"`
	Source           string             `json:"source" validate:"required,max=40" doc:"Audit of the catalogue"`
	AuditName        string             `json:"auditName,omitempty" validate:"max=200" doc:"The audit and its report, as they are called"`
	AuditedOn        fiscal.Date        `json:"auditedOn,omitzero" doc:"Day of the audit"`
	SectionID        string             `json:"sectionId" validate:"required,max=64" doc:"Section that has to answer (auditee)"`
	Theme            string             `json:"theme" validate:"required,max=40" doc:"Theme of the catalogue"`
	Criteria         string             `json:"criteria,omitempty" validate:"max=4000" doc:"What should be (基準)"`
	Condition        string             `json:"condition,omitempty" validate:"max=4000" doc:"What is (現状)"`
	Cause            string             `json:"cause,omitempty" validate:"max=4000"`
	Effect           string             `json:"effect,omitempty" validate:"max=4000"`
	Recommendation   string             `json:"recommendation,omitempty" validate:"max=4000"`
	Impact           *int64             `json:"impact" validate:"required,min=1,max=5" doc:"Of the inherent risk"`
	Likelihood       *int64             `json:"likelihood" validate:"required,min=1,max=5" doc:"Of the inherent risk"`
	TargetImpact     *int64             `json:"targetImpact,omitempty" validate:"omitempty,min=1,max=5" doc:"Of the risk that should be left"`
	TargetLikelihood *int64             `json:"targetLikelihood,omitempty" validate:"omitempty,min=1,max=5"`
	SystemIDs        store.List[string] `json:"systemIds,omitempty" gorm:"-" validate:"max=50,dive,required,max=64" doc:"Systems concerned"`
	ProjectIDs       store.List[string] `json:"projectIds,omitempty" gorm:"-" validate:"max=50,dive,required,max=64" doc:"Projects concerned"`
	RecursOf         store.Ref          `json:"recursOf,omitempty" validate:"max=64" doc:"Earlier finding that this one repeats"`
}

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	out := append(repeated("systemIds", d.SystemIDs), repeated("projectIds", d.ProjectIDs)...)
	if (d.TargetImpact == nil) != (d.TargetLikelihood == nil) {
		out = append(out, fault.Field{Field: "targetLikelihood", Rule: "both_or_none"})
	} else if above(d.TargetImpact, d.TargetLikelihood, d.Impact, d.Likelihood) {
		out = append(out, fault.Field{Field: "targetImpact", Rule: "above_inherent"})
	}
	return out
}

// above tells whether a risk that should have been lowered is higher than it was.
func above(impact, likelihood, ofImpact, ofLikelihood *int64) bool {
	if impact == nil || likelihood == nil || ofImpact == nil || ofLikelihood == nil {
		return false
	}
	return Score(*impact, *likelihood) > Score(*ofImpact, *ofLikelihood)
}

func repeated(field string, ids []string) []fault.Field {
	var out []fault.Field
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			out = append(out, fault.Field{Field: elem(field, i), Rule: "duplicate"})
		}
	}
	return out
}

func elem(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// missing names what the notice needs and the draft lacks.
func (d *Draft) missing() []string {
	out := []string{}
	for _, part := range []struct{ field, text string }{
		{"criteria", d.Criteria}, {"condition", d.Condition}, {"cause", d.Cause}, {"effect", d.Effect}, {"recommendation", d.Recommendation},
	} {
		if blank(part.text) {
			out = append(out, part.field)
		}
	}
	return out
}

// Rating is the weight of the risk: as found, as it should become, and as it was left or accepted.
type Rating struct {
	Score              int64  `json:"score" doc:"Impact times likelihood, 1 to 25"`
	Band               Band   `json:"band" enum:"low,medium,high,critical" doc:"An impact of 5 is at least high"`
	TargetScore        *int64 `json:"targetScore,omitempty"`
	TargetBand         Band   `json:"targetBand,omitempty" enum:"low,medium,high,critical,"`
	ResidualImpact     *int64 `json:"residualImpact,omitempty"`
	ResidualLikelihood *int64 `json:"residualLikelihood,omitempty"`
	ResidualScore      *int64 `json:"residualScore,omitempty"`
	ResidualBand       Band   `json:"residualBand,omitempty" enum:"low,medium,high,critical,"`
}

// Clock holds the days of a finding. The original due day never changes.
type Clock struct {
	RaisedBy      store.Ref   `json:"raisedById,omitempty"`
	RaisedOn      fiscal.Date `json:"raisedOn"`
	NoticeOn      fiscal.Date `json:"noticeOn,omitzero"`
	NoticeFY      int         `json:"noticeFy,omitempty" gorm:"column:notice_fy" doc:"Fiscal year of the notice"`
	ReceivedOn    fiscal.Date `json:"receivedOn,omitzero"`
	ReplyDueOn    fiscal.Date `json:"replyDueOn,omitzero"`
	OriginalDueOn fiscal.Date `json:"originalDueOn,omitzero" doc:"By the band, from the notice; never changes"`
	CurrentDueOn  fiscal.Date `json:"currentDueOn,omitzero" doc:"After a later plan, extensions and findings sent back"`
	ReportedOn    fiscal.Date `json:"reportedOn,omitzero"`
	ClosedOn      fiscal.Date `json:"closedOn,omitzero"`
	WithdrawnOn   fiscal.Date `json:"withdrawnOn,omitzero"`
}

// Keys are the two keys: what the auditee planned and reported, and what the auditor approved and verified.
type Keys struct {
	Answer         string               `json:"answer,omitempty"`
	Action         string               `json:"action,omitempty" doc:"Measures planned"`
	ActionOwnerID  store.Ref            `json:"actionOwnerId,omitempty"`
	PlanDueOn      fiscal.Date          `json:"planDueOn,omitzero"`
	PlanReason     string               `json:"planReason,omitempty" doc:"Why the plan ends after the limit of the band"`
	AnsweredBy     store.Ref            `json:"answeredById,omitempty"`
	AnsweredOn     fiscal.Date          `json:"answeredOn,omitzero"`
	PlanApprovedBy store.Ref            `json:"planApprovedById,omitempty"`
	PlanApprovedOn fiscal.Date          `json:"planApprovedOn,omitzero"`
	Report         string               `json:"report,omitempty" doc:"Measures taken"`
	Evidence       store.List[Evidence] `json:"evidence"`
	ReportedBy     store.Ref            `json:"reportedById,omitempty"`
	VerifyMethod   string               `json:"verifyMethod,omitempty"`
	VerifyResult   string               `json:"verifyResult,omitempty"`
	RetestOn       fiscal.Date          `json:"retestOn,omitzero" doc:"Day of the test that the measures work"`
	RetestResult   string               `json:"retestResult,omitempty"`
	VerifiedBy     store.Ref            `json:"verifiedById,omitempty"`
	SentBackCount  int                  `json:"sentBackCount,omitempty"`
	WithdrawReason string               `json:"withdrawReason,omitempty"`
}

// Evidence is where the proof of a measure can be looked up.
type Evidence struct {
	Title     string      `json:"title" validate:"required,max=200"`
	Reference string      `json:"reference" validate:"required,max=500" doc:"Number of the document"`
	Place     string      `json:"place,omitempty" validate:"max=200" doc:"Where it is kept"`
	Date      fiscal.Date `json:"date,omitzero"`
}

// Finding is a row.
type Finding struct {
	store.Base
	Draft
	State State `json:"state" enum:"draft,notified,awaiting_reply,plan_review,in_action,reported,verifying,closed,accepted,withdrawn"`
	Rating
	Clock
	Keys
	Extensions        store.List[Extension]  `json:"extensions"`
	ExtensionCount    int                    `json:"extensionCount" doc:"Approved ones"`
	ExtensionPending  bool                   `json:"extensionPending"`
	Acceptances       store.List[Acceptance] `json:"acceptances"`
	AcceptancePending bool                   `json:"acceptancePending"`
	AcceptUntil       fiscal.Date            `json:"acceptUntil,omitzero"`
	AcceptanceExpired bool                   `json:"acceptanceExpired" doc:"An acceptance ran out and nothing has replaced it"`
	Search            string                 `json:"-"`

	steps []Step // to be written with the row
}

// TableName names the table.
func (Finding) TableName() string { return "findings" }

// facts are what the policy may ask about a finding. Whoever answers for the measures owns the risk, and so does
// whoever asked to accept it.
func (f *Finding) facts(s Settings) *authz.Record { return factsOf(f.ID, f.SectionID, f.Band, f, s) }

// parties of a finding.
type parties interface {
	people() (own, owners, reporters []string)
}

func (f *Finding) people() (own, owners, reporters []string) {
	own, reporters = persons(f.ActionOwnerID), persons(f.ReportedBy)
	owners = persons(f.ActionOwnerID)
	if a := f.acceptance(); a != nil {
		owners = append(owners, a.RequestedBy)
	}
	return own, owners, reporters
}

func factsOf(id, section string, band Band, p parties, s Settings) *authz.Record {
	own, owners, reporters := p.people()
	return &authz.Record{
		Noun: "findings", ID: id, Section: section, Own: own, Authority: s.AcceptanceBy[band],
		Parties: map[string][]string{"finding_owner": owners, "finding_reporter": reporters},
	}
}

// persons drops the empty reference.
func persons(ref store.Ref) []string {
	if ref == "" {
		return nil
	}
	return []string{string(ref)}
}

// concerned is a record that a finding points at.
type concernedSystem struct {
	FindingID string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	SystemID  string
}

// TableName names the table of systems concerned.
func (concernedSystem) TableName() string { return "finding_systems" }

type concernedProject struct {
	FindingID string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	ProjectID string
}

// TableName names the table of projects concerned.
func (concernedProject) TableName() string { return "finding_projects" }

// LoadParts reads systems and projects.
func (f *Finding) LoadParts(db *gorm.DB) (err error) {
	f.SystemIDs, err = store.Column[string](db.Table("finding_systems").Where("finding_id = ?", f.ID).Order("position").Select("system_id"))
	if err == nil {
		f.ProjectIDs, err = store.Column[string](db.Table("finding_projects").Where("finding_id = ?", f.ID).Order("position").Select("project_id"))
	}
	return err
}

// SaveParts writes systems and projects, and adds the steps just made.
func (f *Finding) SaveParts(tx *store.Tx, before *Finding) error {
	if err := store.ReplaceParts(tx, "finding_id", f.ID, before.systems(), f.systems()); err != nil {
		return err
	}
	if err := store.ReplaceParts(tx, "finding_id", f.ID, before.projects(), f.projects()); err != nil {
		return err
	}
	for i := range f.steps {
		f.steps[i].ID, f.steps[i].FindingID = store.NewID(), f.ID
	}
	err := store.ReplaceParts(tx, "finding_id", f.ID, nil, f.steps)
	f.steps = nil
	return err
}

func (f *Finding) systems() (out []concernedSystem) {
	if f != nil {
		for i, id := range f.SystemIDs {
			out = append(out, concernedSystem{f.ID, i, id})
		}
	}
	return out
}

func (f *Finding) projects() (out []concernedProject) {
	if f != nil {
		for i, id := range f.ProjectIDs {
			out = append(out, concernedProject{f.ID, i, id})
		}
	}
	return out
}

// Derive fills the columns that follow from the others.
func (f *Finding) Derive() {
	f.Code = store.Code(f.Code)
	f.Score, f.Band = Score(*f.Impact, *f.Likelihood), BandOf(*f.Impact, *f.Likelihood)
	f.TargetScore, f.TargetBand = rated(f.TargetImpact, f.TargetLikelihood)
	f.ResidualScore, f.ResidualBand = rated(f.ResidualImpact, f.ResidualLikelihood)
	f.NoticeFY = fiscal.FY(f.NoticeOn)
	f.Search = store.Fold(f.Code, f.Title, f.TitleEn, f.AuditName, f.Recommendation)
}

// rated is the score and band of a risk; nil and empty while it is not rated.
func rated(impact, likelihood *int64) (*int64, Band) {
	if impact == nil || likelihood == nil {
		return nil, ""
	}
	score := Score(*impact, *likelihood)
	return &score, BandOf(*impact, *likelihood)
}
