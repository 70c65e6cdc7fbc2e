// Package pilots is the register of trials of new technology (AI等の実証): what was to be shown before it began, how often
// the answers were right and how sure that is, and what was decided.
package pilots

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

// Stage is where a pilot stands.
type Stage string

// A pilot is planned, runs, and ends widened or given up. A decision to continue leaves it running.
const (
	Planned Stage = "planned"
	Running Stage = "running"
	Widened Stage = "widened"
	Ended   Stage = "ended"
)

// Reading is what was counted of the use on a day: uses since the reading before, and how many of those asked were satisfied.
type Reading struct {
	On          fiscal.Date `json:"on" validate:"required"`
	Uses        *int64      `json:"uses,omitempty" validate:"omitempty,min=0,max=100000000" doc:"Since the reading before; left out is unknown"`
	Respondents *int64      `json:"respondents,omitempty" validate:"omitempty,min=0,max=1000000" doc:"Staff who were asked"`
	Satisfied   *int64      `json:"satisfied,omitempty" validate:"omitempty,min=0,max=1000000" doc:"Of these, satisfied"`
}

// Draft is what people may write of a pilot.
type Draft struct {
	Code           string              `json:"code,omitempty" validate:"max=40" doc:"Given by the program when left empty"`
	Name           string              `json:"name" validate:"required,max=200"`
	Kana           string              `json:"kana,omitempty" validate:"max=200"`
	NameEn         string              `json:"nameEn,omitempty" validate:"max=200"`
	Business       string              `json:"business" validate:"required,max=200" doc:"The one line of work that is tried (業務)"`
	BusinessEn     string              `json:"businessEn,omitempty" validate:"max=200"`
	Technology     string              `json:"technology" validate:"required,max=40" doc:"A technology of the settings"`
	Purpose        string              `json:"purpose" validate:"required,max=4000" doc:"What it is to make better"`
	SectionID      string              `json:"sectionId" validate:"required,max=64" doc:"Section that is responsible"`
	ManagerID      string              `json:"managerId" validate:"required,max=64" doc:"Person who runs it, and so never decides on it"`
	WardIDs        store.List[string]  `json:"wardIds" gorm:"-" validate:"max=50,dive,required,max=64" doc:"Wards that take part"`
	StartsOn       fiscal.Date         `json:"startsOn" validate:"required"`
	EndsOn         fiscal.Date         `json:"endsOn" validate:"required" doc:"Day by which is decided"`
	TargetCases    int64               `json:"targetCases" validate:"required,min=1,max=1000000" doc:"Cases that are to be verified"`
	ProjectID      store.Ref           `json:"projectId,omitempty" validate:"max=64"`
	PersonalData   string              `json:"personalData" validate:"required,oneof=none masked personal" doc:"What the answers are drawn from"`
	PrivacyNote    string              `json:"privacyNote,omitempty" validate:"max=4000" doc:"How personal data are handled; required unless there are none"`
	Accountability string              `json:"accountability,omitempty" validate:"max=4000" doc:"How an answer is explained to those concerned"`
	HumanCheck     string              `json:"humanCheck" validate:"required,max=4000" doc:"Who looks at an answer before it counts, and what happens to a wrong one"`
	OneOffCost     *int64              `json:"oneOffCost,omitempty" validate:"omitempty,min=0,max=1000000000000" doc:"Yen; left out is unknown"`
	YearlyCost     *int64              `json:"yearlyCost,omitempty" validate:"omitempty,min=0,max=1000000000000" doc:"Yen"`
	Readings       store.List[Reading] `json:"readings,omitempty" validate:"max=120,dive"`
	Note           string              `json:"note,omitempty" validate:"max=4000"`
}

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	for i, id := range d.WardIDs {
		if slices.Contains(d.WardIDs[:i], id) {
			bad(elem("wardIds", i), "duplicate", nil)
		}
	}
	if !d.StartsOn.IsZero() && !d.EndsOn.IsZero() && d.EndsOn.Before(d.StartsOn) {
		bad("endsOn", "date_order", fault.Params{"field": "startsOn"})
	}
	if d.PersonalData != "" && d.PersonalData != "none" && blank(d.PrivacyNote) {
		bad("privacyNote", "required", nil)
	}
	for i, r := range d.Readings {
		if slices.ContainsFunc(d.Readings[:i], func(x Reading) bool { return x.On == r.On }) {
			bad(fmt.Sprintf("readings[%d].on", i), "duplicate", nil)
		}
		if (r.Respondents == nil) != (r.Satisfied == nil) {
			bad(fmt.Sprintf("readings[%d].satisfied", i), "with_respondents", nil)
		} else if r.Satisfied != nil && *r.Satisfied > *r.Respondents {
			bad(fmt.Sprintf("readings[%d].satisfied", i), "above", fault.Params{"limit": *r.Respondents})
		}
	}
	return out
}

func elem(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Pilot is a row of the register.
type Pilot struct {
	store.Base
	Draft
	Stage      Stage       `json:"stage" enum:"planned,running,widened,ended"`
	StartedOn  fiscal.Date `json:"startedOn,omitzero" doc:"Day on which it really began"`
	StartedBy  store.Ref   `json:"startedById,omitempty"`
	ClosedOn   fiscal.Date `json:"closedOn,omitzero" doc:"Day on which it was widened or ended"`
	SetNo      int         `json:"setNo" doc:"The evaluation set in force; 0 before the first"`
	CriteriaNo int         `json:"criteriaNo" doc:"The criteria in force; 0 before the first"`
	Search     string      `json:"-"`
}

// TableName names the table.
func (Pilot) TableName() string { return "pilots" }

// decides is the authority that decides on a pilot, besides the executives.
const decides = "ict_director"

// facts are what the policy may ask about a pilot. Who manages it and who started it run it: they never decide on it.
func (p *Pilot) facts() *authz.Record {
	r := &authz.Record{
		Noun: "pilots", ID: p.ID, Section: p.SectionID, Authority: decides, Parties: map[string][]string{},
	}
	for _, id := range []string{p.ManagerID, string(p.StartedBy)} {
		if id != "" {
			r.Parties["runner"] = append(r.Parties["runner"], id)
		}
	}
	if p.ManagerID != "" {
		r.Own = []string{p.ManagerID}
	}
	return r
}

// ward is a ward that takes part.
type ward struct {
	PilotID  string `gorm:"primaryKey"`
	Position int    `gorm:"primaryKey"`
	WardID   string
}

// TableName names the table of wards.
func (ward) TableName() string { return "pilot_wards" }

// LoadParts reads the wards.
func (p *Pilot) LoadParts(db *gorm.DB) (err error) {
	p.WardIDs, err = store.Column[string](db.Table("pilot_wards").Where("pilot_id = ?", p.ID).Order("position").Select("ward_id"))
	return err
}

// SaveParts writes the wards.
func (p *Pilot) SaveParts(tx *store.Tx, before *Pilot) error {
	return store.ReplaceParts(tx, "pilot_id", p.ID, before.wards(), p.wards())
}

func (p *Pilot) wards() (out []ward) {
	if p != nil {
		for i, id := range p.WardIDs {
			out = append(out, ward{p.ID, i, id})
		}
	}
	return out
}

// derive fills the columns that follow from the others.
func (p *Pilot) derive() {
	p.Code = store.Code(p.Code)
	slices.SortStableFunc(p.Readings, func(a, b Reading) int { return strings.Compare(a.On.String(), b.On.String()) })
	p.Search = store.Fold(p.Code, p.Name, p.Kana, p.NameEn, p.Business, p.BusinessEn)
}

// Use is what the readings add up to. What no reading tells stays unknown.
type Use struct {
	Uses      *int64 `json:"uses" doc:"Sum of the readings that tell it; null when none does"`
	Satisfied Share  `json:"satisfied" doc:"Of the newest reading that asked"`
}

// use adds the readings up. They are in the order of their days.
func (d *Draft) use() (u Use) {
	for _, r := range d.Readings {
		if r.Uses != nil {
			sum := *r.Uses
			if u.Uses != nil {
				sum += *u.Uses
			}
			u.Uses = &sum
		}
		if r.Respondents != nil && r.Satisfied != nil {
			u.Satisfied = ShareOf(*r.Satisfied, *r.Respondents)
		}
	}
	return u
}
