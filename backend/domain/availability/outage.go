// Package availability measures how much of the time that the city promised its systems were there: service calendars,
// planned maintenance, outages, targets, and the figures that follow from them, each down to the minute.
package availability

import (
	"strings"
	"time"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Bases say what the share of an outage was counted in.
const (
	BasisFull      = "full"
	BasisUsers     = "users"
	BasisWards     = "wards"
	BasisFunctions = "functions"
)

// maxShare bounds the numbers of a share, so that two shares can be compared without overflow.
const maxShare = 100_000_000

// OutageDraft is what a person may write of an outage.
type OutageDraft struct {
	Code          string             `json:"code,omitempty" validate:"max=40" doc:"Given when left empty"`
	SystemID      string             `json:"systemId" validate:"required,max=64"`
	Title         string             `json:"title" validate:"required,max=200"`
	Description   string             `json:"description,omitempty" validate:"max=4000"`
	StartedAt     store.Time         `json:"startedAt" validate:"required"`
	EndedAt       store.Time         `json:"endedAt,omitzero" doc:"Null while it goes on"`
	Basis         string             `json:"basis,omitempty" validate:"omitempty,oneof=full users wards functions" doc:"What the share was counted in; full when left empty"`
	Affected      int64              `json:"affected,omitempty" validate:"min=0,max=100000000" doc:"Of the users, wards or functions; not for full"`
	Total         int64              `json:"total,omitempty" validate:"min=0,max=100000000"`
	Cause         string             `json:"cause,omitempty" validate:"omitempty,oneof=hardware software operation network facility external unknown" doc:"Empty until somebody looked into it"`
	CitizenImpact bool               `json:"citizenImpact,omitempty"`
	Functions     store.List[string] `json:"functions,omitempty" validate:"max=50,dive,required,max=100" doc:"Business functions that stood still"`
	DetectedAt    store.Time         `json:"detectedAt,omitzero"`
	Detection     string             `json:"detection,omitempty" validate:"max=2000" doc:"How it was noticed"`
	Recovery      string             `json:"recovery,omitempty" validate:"max=4000" doc:"What brought it back"`
}

// earliest is the first day that figures are kept for: the rules of the holidays begin there.
var earliest = fiscal.MustDate("2007-01-01")

// Check states the rules that tags cannot.
func (d *OutageDraft) Check() []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	if !d.StartedAt.IsZero() && d.StartedAt.Before(earliest.Start()) {
		bad("startedAt", "not_before", fault.Params{"limit": earliest.String()})
	}
	if !d.EndedAt.IsZero() && !d.EndedAt.After(d.StartedAt.Time) {
		bad("endedAt", "after", fault.Params{"field": "startedAt"})
	}
	if !d.DetectedAt.IsZero() && !d.EndedAt.IsZero() && d.DetectedAt.After(d.EndedAt.Time) {
		bad("detectedAt", "date_order", fault.Params{"field": "endedAt"})
	}
	if d.Basis == BasisFull || d.Basis == "" {
		if d.Affected != d.Total {
			bad("affected", "full_outage", nil)
		}
		return out
	}
	if d.Total < 1 {
		bad("total", "min", fault.Params{"limit": "1"})
	} else if d.Affected < 1 || d.Affected > d.Total {
		bad("affected", "share", fault.Params{"limit": d.Total})
	}
	return out
}

// share is the part of the service that the outage takes away.
func (d *OutageDraft) share() Share {
	if d.Total == 0 {
		return full
	}
	return Share{d.Affected, d.Total}
}

// Exclusion is the decision that an outage by a disaster does not count.
type Exclusion struct {
	ExcludedAt      store.Time `json:"excludedAt,omitzero"`
	ExcludedBy      store.Ref  `json:"excludedBy,omitempty" doc:"Person who decided it"`
	ExclusionReason string     `json:"exclusionReason,omitempty"`
}

// Outage is a row.
type Outage struct {
	store.Base
	OutageDraft
	Exclusion
	ReportedBy string `json:"reportedBy" doc:"Person who reported it"`
	Search     string `json:"-"`
}

// TableName names the table.
func (Outage) TableName() string { return "availability_outages" }

// normalise brings times to whole seconds and derives what follows.
func (o *Outage) normalise() {
	o.StartedAt, o.EndedAt, o.DetectedAt = second(o.StartedAt), second(o.EndedAt), second(o.DetectedAt)
	if o.Basis == "" {
		o.Basis = BasisFull
	}
	if o.Basis == BasisFull {
		o.Affected, o.Total = 0, 0
	}
	o.Code = store.Code(o.Code)
	o.Search = store.Fold(o.Code, o.Title, o.Description, strings.Join(o.Functions, " "))
}

func second(t store.Time) store.Time {
	if t.IsZero() {
		return store.Time{}
	}
	return store.At(t.Truncate(time.Second))
}

// span is the time that the outage took, up to now while it goes on.
func (o *Outage) span(now time.Time) Span { return spanOf(o.StartedAt, o.EndedAt, now) }

func spanOf(from, to store.Time, now time.Time) Span {
	if to.IsZero() {
		to = store.At(now)
	}
	return Span{from.Unix(), to.Unix()}
}

func (o *Outage) stop(now time.Time) Stop {
	return Stop{Span: o.span(now), Share: o.share(), Kind: StopOutage, ID: o.ID, Excluded: !o.ExcludedAt.IsZero()}
}

// excludes is the authority that may leave an outage out, besides the executives.
const excludes = "ict_director"

// facts are what the policy may ask about an outage of a system that a section owns.
func (o *Outage) facts(section string) *authz.Record {
	r := &authz.Record{Noun: "outages", ID: o.ID, Section: section, Authority: excludes, Parties: map[string][]string{}}
	if o.ReportedBy != "" {
		r.Parties["reporter"] = []string{o.ReportedBy}
	}
	return r
}
