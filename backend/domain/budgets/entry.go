package budgets

import (
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// EntryKind is what an entry of a line's ledger says.
type EntryKind string

// The kinds of entries.
const (
	EntryRequest       EntryKind = "request"
	EntryAssessment    EntryKind = "assessment"
	EntryInitial       EntryKind = "initial"
	EntrySupplementary EntryKind = "supplementary"
	EntryCarryIn       EntryKind = "carry_in"
	EntryReserve       EntryKind = "reserve"
	EntryDiversion     EntryKind = "diversion"
	EntrySpending      EntryKind = "spending"
	EntryCarryOut      EntryKind = "carry_out"
	EntryAdjustment    EntryKind = "adjustment" // 決算修正
)

// EntryDraft is what a person writes of an entry.
type EntryDraft struct {
	Kind       EntryKind   `json:"kind" validate:"required,oneof=request assessment initial supplementary carry_in reserve diversion spending carry_out adjustment"`
	Amount     int64       `json:"amount" validate:"min=-9007199254740991,max=9007199254740991" doc:"Whole yen; negative takes away"`
	PostedOn   fiscal.Date `json:"postedOn" validate:"required"`
	DocumentNo string      `json:"documentNo,omitempty" validate:"max=100"`
	Number     int         `json:"number,omitempty" validate:"min=0,max=99" doc:"Of a supplementary budget (第n号)"`
	CarryKind  string      `json:"carryKind,omitempty" validate:"omitempty,oneof=continuing approved accident" doc:"逓次繰越 (continuing), 繰越明許費 (approved) or 事故繰越 (accident)"`
	Adjusts    string      `json:"adjusts,omitempty" validate:"omitempty,oneof=initial supplementary carriedIn reserve diverted spent carriedOut" doc:"Column that an adjustment corrects"`
	Reason     string      `json:"reason,omitempty" validate:"max=1000"`
	PairLineID store.Ref   `json:"pairLineId,omitempty" validate:"max=64" doc:"Line that the money goes to or comes from"`
}

// Check states the rules that tags cannot.
func (d *EntryDraft) Check() []fault.Field {
	var out []fault.Field
	need := func(field string, missing bool) {
		if missing {
			out = append(out, fault.Field{Field: field, Rule: "required"})
		}
	}
	carry := d.Kind == EntryCarryIn || d.Kind == EntryCarryOut
	need("amount", d.Amount == 0 && d.Kind != EntryAssessment)
	need("number", d.Kind == EntrySupplementary && d.Number == 0)
	need("carryKind", carry && d.CarryKind == "")
	need("adjusts", d.Kind == EntryAdjustment && d.Adjusts == "")
	switch d.Kind {
	case EntryAdjustment, EntryReserve, EntryDiversion, EntryCarryOut:
		if d.Reason == "" {
			out = append(out, fault.Field{Field: "reason", Rule: "reason_required"})
		}
	}
	if d.PairLineID != "" && !carry && d.Kind != EntryDiversion {
		out = append(out, fault.Field{Field: "pairLineId", Rule: "unknown_field"})
	}
	return out
}

// window are the days on which an entry of the kind may be posted in the books of a fiscal year.
func (k EntryKind) window(fy int) (first, last fiscal.Date) {
	begin, end := fiscal.FYBounds(fy)
	switch k {
	case EntryRequest, EntryAssessment, EntryInitial:
		return fiscal.FYStart(fy - 2), end
	case EntrySpending, EntryCarryOut, EntryCarryIn:
		return begin, booksClose(fy)
	case EntryAdjustment:
		return settlesFrom(fy), fiscal.MustDate("9999-12-31")
	}
	return begin, end
}

// posted checks the day of an entry: within the books of the year, and not ahead of today.
func (d *EntryDraft) posted(fy int, today fiscal.Date) error {
	first, last := d.Kind.window(fy)
	if d.PostedOn.Before(first) || d.PostedOn.After(last) {
		return fault.Bad("postedOn", "books", fault.Params{"from": first.String(), "to": last.String()})
	}
	if d.PostedOn.After(today) {
		return fault.Bad("postedOn", "future", nil)
	}
	return nil
}

// Entry is a line of the ledger. It never changes: what was wrong is put right by another entry.
type Entry struct {
	store.Base
	LineID string `json:"lineId"`
	EntryDraft
	PostedBy store.Ref `json:"postedBy,omitempty"`
}

// TableName names the table.
func (Entry) TableName() string { return "budget_entries" }

// Root makes an entry part of its line's history.
func (e Entry) Root() (noun, id string) { return "budget_lines", e.LineID }

// Compute adds up the ledger of a line. The last request and the last assessment count, all other entries add. A request
// of nothing is one that was withdrawn.
func Compute(estimate int64, entries []Entry) (Amounts, State) {
	var a Amounts
	requested, assessed, budgeted := false, false, false
	for i := range entries {
		e := &entries[i]
		switch e.Kind {
		case EntryRequest:
			a.Requested, requested = e.Amount, e.Amount != 0
		case EntryAssessment:
			a.Assessed, assessed = e.Amount, true
		default:
			*a.column(e) += e.Amount
			budgeted = true
		}
	}
	a.Revised = a.Initial + a.Supplementary + a.CarriedIn + a.Reserve + a.Diverted
	a.Unused = a.Revised - a.Spent - a.CarriedOut
	state := Planned
	switch {
	case budgeted:
		a.Planned, state = a.Initial, Budgeted
	case assessed:
		a.Planned, state = a.Assessed, Assessed
	case requested:
		a.Planned, state = a.Requested, Requested
	default:
		a.Planned = estimate
	}
	return a, state
}

// column is the amount that an entry adds to.
func (a *Amounts) column(e *Entry) *int64 {
	name := e.Adjusts
	if e.Kind != EntryAdjustment {
		name = map[EntryKind]string{
			EntryInitial: "initial", EntrySupplementary: "supplementary", EntryCarryIn: "carriedIn", EntryReserve: "reserve",
			EntryDiversion: "diverted", EntrySpending: "spent", EntryCarryOut: "carriedOut",
		}[e.Kind]
	}
	switch name {
	case "initial":
		return &a.Initial
	case "supplementary":
		return &a.Supplementary
	case "carriedIn":
		return &a.CarriedIn
	case "reserve":
		return &a.Reserve
	case "diverted":
		return &a.Diverted
	case "spent":
		return &a.Spent
	}
	return &a.CarriedOut
}

// sound refuses a ledger that no budget can have: less than nothing, or more spent and carried over than there is.
func (a Amounts) sound() error {
	for _, v := range []int64{a.Requested, a.Assessed, a.Initial, a.CarriedIn, a.Revised, a.Spent, a.CarriedOut} {
		if v < 0 {
			return fault.Bad("amount", "below_zero", nil)
		}
		if v > fiscal.MaxYen {
			return fault.Bad("amount", "max", fault.Params{"limit": fiscal.MaxYen})
		}
	}
	if a.Unused < 0 {
		return fault.Bad("amount", "exceeds_budget", fault.Params{"over": -a.Unused})
	}
	return nil
}
