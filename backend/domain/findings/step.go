package findings

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Step is a change of state, or a request within one: who, in which post of then, when and why. The database refuses to
// change or remove it.
type Step struct {
	ID                 string      `json:"id" gorm:"primaryKey"`
	FindingID          string      `json:"-"`
	At                 store.Time  `json:"at"`
	Action             string      `json:"action" doc:"notify, receive, answer, approve_plan, return_plan, report_measures, start_verification, close, send_back, request_extension, …"`
	FromState          State       `json:"fromState" enum:"draft,notified,awaiting_reply,plan_review,in_action,reported,verifying,closed,accepted,withdrawn"`
	ToState            State       `json:"toState" enum:"draft,notified,awaiting_reply,plan_review,in_action,reported,verifying,closed,accepted,withdrawn"`
	DueOn              fiscal.Date `json:"dueOn,omitzero" doc:"Due day in force afterwards"`
	Reason             string      `json:"reason,omitempty"`
	PersonID           store.Ref   `json:"personId,omitempty"`
	PersonName         string      `json:"personName"`
	PersonNameEn       string      `json:"personNameEn,omitempty"`
	PostTitle          string      `json:"postTitle,omitempty"`
	PostTitleEn        string      `json:"postTitleEn,omitempty"`
	OrganisationName   string      `json:"organisationName,omitempty"`
	OrganisationNameEn string      `json:"organisationNameEn,omitempty"`
}

// TableName names the table.
func (Step) TableName() string { return "finding_steps" }

// maxSteps of a finding that its page shows.
const maxSteps = 200

// move changes the state and notes the step.
func (f *Finding) move(tx *store.Tx, action string, to State, reason string) {
	from := f.State
	f.State = to
	f.note(tx.Actor, tx.Now, action, from, reason)
}

func (f *Finding) note(a audit.Actor, at store.Time, action string, from State, reason string) {
	s := Step{
		At: at, Action: action, FromState: from, ToState: f.State, DueOn: f.CurrentDueOn, Reason: reason,
		PersonID: store.Ref(a.PersonID), PersonName: a.Name, PersonNameEn: a.NameEn, PostTitle: a.PostTitle, PostTitleEn: a.PostTitleEn,
		OrganisationName: a.OrganisationName, OrganisationNameEn: a.OrganisationNameEn,
	}
	if a.PersonID == audit.System.PersonID {
		s.PersonID = ""
	}
	f.steps = append(f.steps, s)
}

// stepsOf reads what happened to a finding, in order.
func stepsOf(db *gorm.DB, id string) ([]Step, error) {
	return store.Scan[Step](db.Table("finding_steps").Where("finding_id = ?", id).Order("at, id").Limit(maxSteps))
}
