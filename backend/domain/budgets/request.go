package budgets

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// RequestState is how far a request has come.
type RequestState string

// The states of a request.
const (
	RequestSubmitted RequestState = "submitted"
	RequestAssessed  RequestState = "assessed"
	RequestAdopted   RequestState = "adopted" // its result is the initial budget
	RequestWithdrawn RequestState = "withdrawn"
)

// RequestDraft is what a section writes when it asks for the budget of a year to come.
type RequestDraft struct {
	LineID     string `json:"lineId" validate:"required,max=64"`
	Amount     int64  `json:"amount" validate:"required,min=1,max=9007199254740991" doc:"Whole yen, tax included"`
	DocumentNo string `json:"documentNo" validate:"required,max=100"`
	Basis      string `json:"basis" validate:"required,oneof=quotations quotation calculation actuals contract" doc:"What the estimate rests on"`
	BasisNote  string `json:"basisNote,omitempty" validate:"max=2000"`
}

// AssessDraft is what the ICT office finds.
type AssessDraft struct {
	Amount int64  `json:"amount" validate:"min=0,max=9007199254740991" doc:"0 refuses the request"`
	Reason string `json:"reason" validate:"required,max=2000"`
}

// Request is a section's request for one line.
type Request struct {
	store.Base
	RequestDraft
	State          RequestState `json:"state" enum:"submitted,assessed,adopted,withdrawn"`
	RequestedBy    string       `json:"requestedBy"`
	RequestedOn    fiscal.Date  `json:"requestedOn"`
	AssessedAmount *int64       `json:"assessedAmount" doc:"Null until assessed"`
	AssessReason   string       `json:"assessReason,omitempty"`
	AssessedBy     store.Ref    `json:"assessedBy,omitempty"`
	AssessedOn     fiscal.Date  `json:"assessedOn,omitzero"`
	AdoptedOn      fiscal.Date  `json:"adoptedOn,omitzero"`
}

// TableName names the table.
func (Request) TableName() string { return "budget_requests" }

// Root makes a request part of its line's history.
func (r Request) Root() (noun, id string) { return "budget_lines", r.LineID }

// facts are what the policy may ask: whoever requested never assesses.
func (r *Request) facts(l *Line) *authz.Record {
	return &authz.Record{Noun: "budget_requests", ID: r.ID, Section: l.SectionID, Own: []string{r.RequestedBy}, Parties: map[string][]string{"requester": {r.RequestedBy}}}
}

// request reads a request with its line.
func request(db *gorm.DB, id string) (*Request, *Line, error) {
	r, err := store.Load[Request](db, id)
	if err != nil {
		return nil, nil, err
	}
	l, err := store.Load[Line](db, r.LineID)
	return r, l, err
}

// Submit asks for the budget of a line of a year to come. One request a line is under way at a time.
func (s *Service) Submit(ctx context.Context, d RequestDraft) (*Request, error) {
	var row *Request
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := lock(tx, d.LineID); err != nil {
			return err
		}
		line, err := store.Load[Line](tx.DB, d.LineID)
		if fault.Is(err, fault.NotFound) {
			return fault.Bad("lineId", "not_found", nil)
		}
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "budgets:request", line.facts()); err != nil {
			return err
		}
		today := fiscal.Today(tx.Now.Time)
		if line.FiscalYear <= fiscal.FY(today) {
			return fault.Bad("lineId", "year_begun", fault.Params{"year": line.FiscalYear})
		}
		if line.State == Budgeted {
			return fault.Clash("wrong_state", fault.Params{"state": line.State})
		}
		row = &Request{RequestDraft: d, State: RequestSubmitted, RequestedBy: tx.Actor.PersonID, RequestedOn: today}
		if err := store.Create(tx, row, store.Why{}); err != nil {
			return err
		}
		_, err = post(tx, line.ID, EntryDraft{Kind: EntryRequest, Amount: d.Amount, PostedOn: today, DocumentNo: d.DocumentNo, Reason: d.BasisNote})
		return err
	})
	return row, err
}

// Assess settles what of a request the budget shall hold (査定), with the reason.
func (s *Service) Assess(ctx context.Context, id string, version int64, d AssessDraft) (*Request, error) {
	return s.move(ctx, id, version, "budgets:assess", store.Why{Action: "assess", Reason: d.Reason}, func(tx *store.Tx, r *Request) error {
		if r.State != RequestSubmitted && r.State != RequestAssessed {
			return fault.Clash("wrong_state", fault.Params{"state": r.State})
		}
		today := fiscal.Today(tx.Now.Time)
		r.State, r.AssessedAmount, r.AssessReason = RequestAssessed, &d.Amount, d.Reason
		r.AssessedBy, r.AssessedOn = store.Ref(tx.Actor.PersonID), today
		_, err := post(tx, r.LineID, EntryDraft{Kind: EntryAssessment, Amount: d.Amount, PostedOn: today, DocumentNo: r.DocumentNo, Reason: d.Reason})
		return err
	})
}

// Withdraw takes a request back that nobody has assessed yet.
func (s *Service) Withdraw(ctx context.Context, id string, version int64, reason string) (*Request, error) {
	return s.move(ctx, id, version, "budgets:request", store.Why{Action: "withdraw", Reason: reason}, func(tx *store.Tx, r *Request) error {
		if r.State != RequestSubmitted {
			return fault.Clash("wrong_state", fault.Params{"state": r.State})
		}
		r.State = RequestWithdrawn
		_, err := post(tx, r.LineID, EntryDraft{Kind: EntryRequest, PostedOn: fiscal.Today(tx.Now.Time), DocumentNo: r.DocumentNo, Reason: reason})
		return err
	})
}

func (s *Service) move(ctx context.Context, id string, version int64, perm string, why store.Why, change func(tx *store.Tx, r *Request) error) (*Request, error) {
	var row *Request
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		r, l, err := request(tx.DB, id)
		if err != nil {
			return err
		}
		if err := lock(tx, l.ID); err != nil {
			return err
		}
		if err := authz.Require(ctx, perm, r.facts(l)); err != nil {
			return err
		}
		if err := openYear(tx, l.FiscalYear); err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, why, func(r *Request) error { return change(tx, r) })
		return err
	})
	return row, err
}

// AdoptDraft says by which document and when a budget was passed.
type AdoptDraft struct {
	AdoptedOn  fiscal.Date `json:"adoptedOn" validate:"required" doc:"When the assembly passed the budget (議決日)"`
	DocumentNo string      `json:"documentNo" validate:"required,max=100"`
}

// Adopt copies what was assessed for a year into its initial budget, all requests at once, as the assembly passes it.
func (s *Service) Adopt(ctx context.Context, yearID string, version int64, d AdoptDraft) (*Year, error) {
	return s.changeYear(ctx, yearID, version, "budgets:appropriate", "adopt", "", func(tx *store.Tx, y *Year) error {
		if y.closed() {
			return y.clash()
		}
		if d.AdoptedOn.After(fiscal.Today(tx.Now.Time)) {
			return fault.Bad("adoptedOn", "future", nil)
		}
		waiting, err := store.Scan[Request](tx.Table("budget_requests").Joins("JOIN budget_lines l ON l.id = budget_requests.line_id").
			Where("l.fiscal_year = ? AND budget_requests.state = ?", y.FiscalYear, RequestAssessed).Order("budget_requests.id").Select("budget_requests.*"))
		if err != nil {
			return err
		}
		if len(waiting) == 0 {
			return fault.Clash("nothing_to_do", nil)
		}
		for i := range waiting {
			if err := adopt(tx, &waiting[i], d); err != nil {
				return err
			}
		}
		return nil
	})
}

func adopt(tx *store.Tx, r *Request, d AdoptDraft) error {
	if err := lock(tx, r.LineID); err != nil {
		return err
	}
	_, err := store.Update(tx, r.ID, store.Latest, store.Why{Action: "adopt"}, func(r *Request) error {
		r.State, r.AdoptedOn = RequestAdopted, d.AdoptedOn
		return nil
	})
	if err != nil || *r.AssessedAmount == 0 {
		return err
	}
	_, err = post(tx, r.LineID, EntryDraft{Kind: EntryInitial, Amount: *r.AssessedAmount, PostedOn: d.AdoptedOn, DocumentNo: d.DocumentNo})
	return err
}
