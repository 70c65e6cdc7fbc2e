// Package systems is the register of the city's information systems: what runs,
// who owns it, what is risky or expiring, and how sure we are of it.
package systems

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Phase is where a system stands in its life.
type Phase string

// The phases, in their order.
const (
	Planning      Phase = "planning"
	Build         Phase = "build"
	Operation     Phase = "operation"
	RenewalReview Phase = "renewal_review"
	WindDown      Phase = "wind_down"
	Retired       Phase = "retired"
)

// Phases lists the phases in their order.
var Phases = []Phase{Planning, Build, Operation, RenewalReview, WindDown, Retired}

// PhaseSpan says since when a phase holds, and until when.
type PhaseSpan struct {
	Phase Phase       `json:"phase" validate:"required,oneof=planning build operation renewal_review wind_down retired"`
	From  fiscal.Date `json:"from" validate:"required"`
	To    fiscal.Date `json:"to,omitzero"`
}

// Component is a part whose end of support the city must watch.
type Component struct {
	Name        string      `json:"name" validate:"required,max=200"`
	Version     string      `json:"version,omitempty" validate:"max=100"`
	Kind        string      `json:"kind,omitempty" validate:"omitempty,oneof=os database middleware package hardware other"`
	EOLMain     fiscal.Date `json:"eolMainstream,omitzero" doc:"End of mainstream support"`
	EOLExtended fiscal.Date `json:"eolExtended,omitzero" doc:"End of extended support"`
	Source      string      `json:"source,omitempty" validate:"max=500" doc:"Where the dates come from"`
	CheckedOn   fiscal.Date `json:"checkedOn,omitzero"`
}

// Interface is a connection to another system of the register.
type Interface struct {
	SystemID  string `json:"-" gorm:"primaryKey"`
	Position  int    `json:"-" gorm:"primaryKey"`
	TargetID  string `json:"targetId" validate:"required,max=64"`
	Direction string `json:"direction" validate:"required,oneof=out in both"`
	Method    string `json:"method" validate:"required,oneof=file api database manual"`
	Data      string `json:"data,omitempty" validate:"max=500" doc:"What is exchanged"`
	Note      string `json:"note,omitempty" validate:"max=1000"`
}

// TableName names the table of interfaces.
func (Interface) TableName() string { return "system_interfaces" }

// Draft is what a person may write of a system.
type Draft struct {
	Code                 string                `json:"code" validate:"required,max=40"`
	Name                 string                `json:"name" validate:"required,max=200"`
	Kana                 string                `json:"kana,omitempty" validate:"max=200"`
	NameEn               string                `json:"nameEn,omitempty" validate:"max=200"`
	Summary              string                `json:"summary,omitempty" validate:"max=4000"`
	OwnerID              string                `json:"ownerId" validate:"required,max=64" doc:"Organisation that owns the system"`
	Kind                 string                `json:"kind" validate:"required,oneof=scratch package saas native_app common_platform other"`
	NetworkZone          string                `json:"networkZone" validate:"required,oneof=my_number lgwan internet"`
	Criticality          string                `json:"criticality" validate:"required,oneof=critical high medium low"`
	CitizenFacing        bool                  `json:"citizenFacing,omitempty"`
	Core                 bool                  `json:"core,omitempty" doc:"One of the core systems (基幹系)"`
	Phase                Phase                 `json:"phase" validate:"required,oneof=planning build operation renewal_review wind_down retired"`
	Phases               store.List[PhaseSpan] `json:"phases,omitempty" validate:"max=20,dive"`
	ServiceDays          string                `json:"serviceDays,omitempty" validate:"omitempty,oneof=every_day weekdays other"`
	ServiceFrom          string                `json:"serviceFrom,omitempty" validate:"omitempty,datetime=15:04"`
	ServiceTo            string                `json:"serviceTo,omitempty" validate:"omitempty,len=5" doc:"24:00 for midnight"`
	ServiceNote          string                `json:"serviceNote,omitempty" validate:"max=1000"`
	Vendor               string                `json:"vendor,omitempty" validate:"max=200"`
	ContractNo           string                `json:"contractNo,omitempty" validate:"max=100"`
	ContractEndsOn       fiscal.Date           `json:"contractEndsOn,omitzero"`
	LastRenewalOn        fiscal.Date           `json:"lastRenewalOn,omitzero"`
	NextRenewalOn        fiscal.Date           `json:"nextRenewalOn,omitzero" doc:"Five years after the last renewal unless given"`
	ClassificationScheme string                `json:"classificationScheme,omitempty" validate:"omitempty,oneof=R4 R6"`
	Confidentiality      string                `json:"confidentiality,omitempty" validate:"omitempty,oneof=1 2 3 3A 3B 3C"`
	Integrity            string                `json:"integrity,omitempty" validate:"omitempty,oneof=1 2"`
	Availability         string                `json:"availability,omitempty" validate:"omitempty,oneof=1 2"`
	UserCount            *int64                `json:"userCount,omitempty" validate:"omitempty,min=0,max=100000000"`
	UserNote             string                `json:"userNote,omitempty" validate:"max=1000"`
	Components           store.List[Component] `json:"components,omitempty" validate:"max=200,dive"`
	Functions            store.List[string]    `json:"functions,omitempty" validate:"max=100,dive,required,max=100" doc:"Business functions that it serves"`
	Interfaces           store.List[Interface] `json:"interfaces,omitempty" gorm:"-" validate:"max=200,dive"`
}

// levels of the classification schemes, which changed with the guideline of 2024.
var levels = map[string][]string{"R4": {"1", "2", "3"}, "R6": {"1", "2", "3A", "3B", "3C"}}

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	if d.Confidentiality != "" && !slices.Contains(levels[d.ClassificationScheme], d.Confidentiality) {
		bad("confidentiality", "oneof", fault.Params{"allowed": levels[d.ClassificationScheme]})
	}
	if d.ServiceTo != "" && !validEnd(d.ServiceTo) {
		bad("serviceTo", "format", nil)
	}
	if d.ServiceFrom != "" && d.ServiceTo != "" && d.ServiceFrom >= d.ServiceTo {
		bad("serviceTo", "after", fault.Params{"field": "serviceFrom"})
	}
	if !d.LastRenewalOn.IsZero() && !d.NextRenewalOn.IsZero() && d.NextRenewalOn.Before(d.LastRenewalOn) {
		bad("nextRenewalOn", "date_order", fault.Params{"field": "lastRenewalOn"})
	}
	for i, s := range d.Phases {
		if !s.To.IsZero() && s.To.Before(s.From) {
			bad(at("phases", i, "to"), "date_order", fault.Params{"field": "from"})
		}
		if i > 0 && s.From.Before(d.Phases[i-1].From) {
			bad(at("phases", i, "from"), "date_order", fault.Params{"field": at("phases", i-1, "from")})
		}
	}
	for i, c := range d.Components {
		if !c.EOLMain.IsZero() && !c.EOLExtended.IsZero() && c.EOLExtended.Before(c.EOLMain) {
			bad(at("components", i, "eolExtended"), "date_order", fault.Params{"field": "eolMainstream"})
		}
	}
	return out
}

// System is a row of the register.
type System struct {
	store.Base
	Draft
	ConfirmedOn  fiscal.Date `json:"confirmedOn,omitzero" doc:"When somebody last said that the entry is still true"`
	ConfirmedBy  string      `json:"confirmedBy,omitempty"`
	ConfirmBy    fiscal.Date `json:"confirmBy" doc:"Until when the entry counts as fresh"`
	Completeness int         `json:"completeness" doc:"Share of the expected fields that are filled, percent"`
	NextEOLOn    fiscal.Date `json:"nextEolOn,omitzero" gorm:"column:next_eol_on" doc:"Earliest end of support of a component"`
	Search       string      `json:"-"`
}

// TableName names the table.
func (System) TableName() string { return "systems" }

// facts are what the policy may ask about a system.
func (s *System) facts() *authz.Record { return factsOf(s.ID, s.OwnerID) }

func factsOf(id, ownerID string) *authz.Record {
	return &authz.Record{Noun: "systems", ID: id, Section: ownerID}
}

// LoadParts reads the interfaces.
func (s *System) LoadParts(db *gorm.DB) (err error) {
	s.Interfaces, err = store.Scan[Interface](db.Table("system_interfaces").Where("system_id = ?", s.ID).Order("position"))
	return err
}

// SaveParts writes the interfaces.
func (s *System) SaveParts(tx *store.Tx, before *System) error {
	rows := slices.Clone(s.Interfaces)
	for i := range rows {
		rows[i].SystemID, rows[i].Position = s.ID, i
	}
	s.Interfaces = rows
	var old []Interface
	if before != nil {
		old = before.Interfaces
	}
	return store.ReplaceParts(tx, "system_id", s.ID, old, rows)
}

// Derive fills the columns that follow from the others.
func (s *System) Derive() {
	s.Code = store.Code(s.Code)
	s.Completeness, _ = s.completeness()
	s.NextEOLOn = s.EOL(fiscal.Date{}).On
	s.Search = store.Fold(s.Code, s.Name, s.Kana, s.NameEn, s.Vendor, strings.Join(s.Functions, " "))
}
