// Package disasters is the board of a disaster or a drill: who is asked, what each system and office answered and when, and
// who has not answered. Reports are only ever added; one that is sent again is known again.
package disasters

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Phase is whether answers are still taken.
type Phase string

// A disaster runs from its declaration to its end.
const (
	Running Phase = "running"
	Ended   Phase = "ended"
)

// Subject is what is asked about.
type Subject string

// Systems are asked whether they run, offices whether they can open.
const (
	OfSystem Subject = "system"
	OfOffice Subject = "office"
)

// Scope says how those asked were chosen.
type Scope string

// By the rule of the city, one by one, or none.
const (
	ByRule Scope = "default"
	Chosen Scope = "chosen"
	Nobody Scope = "none"
)

// Draft is what people may write of a disaster.
type Draft struct {
	Name         string             `json:"name" validate:"required,max=200"`
	NameEn       string             `json:"nameEn,omitempty" validate:"max=200"`
	Kind         string             `json:"kind" validate:"required,oneof=earthquake tsunami storm blackout outage cyber infection other"`
	Drill        bool               `json:"drill,omitempty" doc:"A drill: everything works as in earnest, and says that it is one"`
	StartedAt    store.Time         `json:"startedAt,omitzero" doc:"Since when it holds, now unless given"`
	StaleMinutes int64              `json:"staleMinutes,omitempty" validate:"omitempty,min=5,max=1440" doc:"A report older than this is shown as old; 120 unless given"`
	Note         string             `json:"note,omitempty" validate:"max=2000" doc:"What those asked should know"`
	SystemScope  Scope              `json:"systemScope" validate:"required,oneof=default chosen none" doc:"default: all systems in operation of the two highest criticalities"`
	SystemIDs    store.List[string] `json:"systemIds,omitempty" gorm:"-" validate:"max=500,dive,required,max=64"`
	OfficeScope  Scope              `json:"officeScope" validate:"required,oneof=default chosen none" doc:"default: all wards and bureaus"`
	OfficeIDs    store.List[string] `json:"officeIds,omitempty" gorm:"-" validate:"max=200,dive,required,max=64"`
}

// staleAfter is how old a report may be unless the disaster says otherwise.
const staleAfter = 120

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	for _, of := range []struct {
		field string
		scope Scope
		ids   []string
	}{{"systemIds", d.SystemScope, d.SystemIDs}, {"officeIds", d.OfficeScope, d.OfficeIDs}} {
		if of.scope == Chosen && len(of.ids) == 0 {
			out = append(out, fault.Field{Field: of.field, Rule: "required"})
		}
	}
	if d.SystemScope == Nobody && d.OfficeScope == Nobody {
		out = append(out, fault.Field{Field: "officeScope", Rule: "nobody_asked"})
	}
	return out
}

// Disaster is a row.
type Disaster struct {
	store.Base
	Draft
	Code       string     `json:"code"`
	State      Phase      `json:"state" enum:"running,ended"`
	DeclaredBy store.Ref  `json:"declaredById,omitempty"`
	EndedAt    store.Time `json:"endedAt,omitzero"`
	EndedBy    store.Ref  `json:"endedById,omitempty"`
	Lessons    string     `json:"lessons" doc:"What was learnt, written after the end"`
	Search     string     `json:"-"`
	targets    []Target
}

// TableName names the table.
func (Disaster) TableName() string { return "disasters" }

// facts are what the policy may ask about a disaster: it belongs to the whole city.
func (d *Disaster) facts() *authz.Record { return &authz.Record{Noun: "disasters", ID: d.ID} }

// Target is a system or an office that is asked.
type Target struct {
	DisasterID string    `gorm:"primaryKey"`
	TargetID   string    `gorm:"primaryKey"`
	Position   int64     // systems by weight and code, offices in the order of the city
	Subject    Subject   `gorm:"type:string"`
	SystemID   store.Ref `gorm:"type:string"`
	OfficeID   store.Ref `gorm:"type:string"`
	SectionID  string
	PostID     store.Ref `gorm:"type:string"`
}

// TableName names the table.
func (Target) TableName() string { return "disaster_targets" }

func (t *Target) facts() *authz.Record {
	return &authz.Record{Noun: "disasters", ID: t.DisasterID, Section: t.SectionID}
}

// LoadParts reads who is asked.
func (d *Disaster) LoadParts(db *gorm.DB) (err error) {
	d.targets, err = store.Scan[Target](db.Table("disaster_targets").Where("disaster_id = ?", d.ID).Order("position"))
	d.ask(d.targets)
	return err
}

// SaveParts writes who is asked.
func (d *Disaster) SaveParts(tx *store.Tx, before *Disaster) error {
	var was []Target
	if before != nil {
		was = before.targets
	}
	for i := range d.targets {
		d.targets[i].DisasterID = d.ID
	}
	return store.ReplaceParts(tx, "disaster_id", d.ID, was, d.targets)
}

// ask takes over who is asked, and their ids for readers.
func (d *Disaster) ask(targets []Target) {
	d.targets, d.SystemIDs, d.OfficeIDs = targets, nil, nil
	for _, t := range targets {
		if t.Subject == OfSystem {
			d.SystemIDs = append(d.SystemIDs, t.TargetID)
		} else {
			d.OfficeIDs = append(d.OfficeIDs, t.TargetID)
		}
	}
}

// find is the target with an id, nil when it is not asked.
func (d *Disaster) find(id string) *Target {
	i := slices.IndexFunc(d.targets, func(t Target) bool { return t.TargetID == id })
	if i < 0 {
		return nil
	}
	return &d.targets[i]
}

// derive fills in what follows from the draft.
func (d *Disaster) derive() {
	d.Name = strings.TrimSpace(d.Name)
	if d.StaleMinutes == 0 {
		d.StaleMinutes = staleAfter
	}
	d.Search = store.Fold(d.Code, d.Name, d.NameEn)
}

// reference is the moment against which the age of reports is told: now, or the end.
func (d *Disaster) reference(now store.Time) store.Time {
	if d.State == Ended {
		return d.EndedAt
	}
	return now
}
