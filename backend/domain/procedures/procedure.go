// Package procedures is the inventory of what people apply for, report and receive (行政手続): how far each can be done
// without a visit today, how far it could be, how often it is used, and what stands in the way.
package procedures

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

// Attachment is a document that the applicant has to hand in.
type Attachment struct {
	Name string `json:"name" validate:"required,max=200"`
	Held bool   `json:"held,omitempty" doc:"The administration holds it already: once-only applies"`
}

// Steps are the five steps of a procedure, each as it is done now and as it could be done. Empty means that nobody knows
// yet; an empty goal means that nothing more is planned than what is done now.
type Steps struct {
	FormNow         Method `json:"formNow,omitempty" validate:"omitempty,oneof=online post visit" doc:"How the application is handed in"`
	FormGoal        Method `json:"formGoal,omitempty" validate:"omitempty,oneof=online post visit"`
	IdentityNow     Method `json:"identityNow,omitempty" validate:"omitempty,oneof=none my_number_card signature in_person" doc:"How the person is identified"`
	IdentityGoal    Method `json:"identityGoal,omitempty" validate:"omitempty,oneof=none my_number_card signature in_person"`
	PaymentNow      Method `json:"paymentNow,omitempty" validate:"omitempty,oneof=none online transfer cash" doc:"How the fee is paid"`
	PaymentGoal     Method `json:"paymentGoal,omitempty" validate:"omitempty,oneof=none online transfer cash"`
	AttachmentsNow  Method `json:"attachmentsNow,omitempty" validate:"omitempty,oneof=none online post visit" doc:"How attachments are handed in"`
	AttachmentsGoal Method `json:"attachmentsGoal,omitempty" validate:"omitempty,oneof=none online post visit"`
	DeliveryNow     Method `json:"deliveryNow,omitempty" validate:"omitempty,oneof=none electronic post counter" doc:"How the result reaches the applicant"`
	DeliveryGoal    Method `json:"deliveryGoal,omitempty" validate:"omitempty,oneof=none electronic post counter"`
}

// Draft is what people may write of a procedure.
type Draft struct {
	Code           string                 `json:"code,omitempty" validate:"max=40" doc:"Given by the program when left empty"`
	Name           string                 `json:"name" validate:"required,max=200"`
	Kana           string                 `json:"kana,omitempty" validate:"max=200"`
	NameEn         string                 `json:"nameEn,omitempty" validate:"max=200"`
	Summary        string                 `json:"summary,omitempty" validate:"max=4000"`
	SectionID      string                 `json:"sectionId" validate:"required,max=64" doc:"Section that is responsible"`
	Kind           string                 `json:"kind" validate:"required,oneof=application disposition other_disposition inspection record" doc:"Kind of the national inventory (手続類型)"`
	Actor          string                 `json:"actor,omitempty" validate:"omitempty,oneof=citizen business nation agency municipality" doc:"Who acts (手続主体)"`
	Recipient      string                 `json:"recipient,omitempty" validate:"omitempty,oneof=citizen business nation agency municipality" doc:"Who receives (受け手)"`
	BasisKind      string                 `json:"basisKind,omitempty" validate:"omitempty,oneof=law ordinance rule guideline"`
	LegalBasis     string                 `json:"legalBasis,omitempty" validate:"max=500" doc:"Law or rule with its article"`
	WardScope      string                 `json:"wardScope,omitempty" validate:"omitempty,oneof=none all some" doc:"Which wards carry it out"`
	WardIDs        store.List[string]     `json:"wardIds,omitempty" gorm:"-" validate:"max=50,dive,required,max=64" doc:"The wards, when not all do"`
	PriorityGroups store.List[string]     `json:"priorityGroups,omitempty" validate:"max=10,dive,required,max=40" doc:"Groups of the settings that come first"`
	Steps                                 // flat: a form, a filter and a figure each need them by name
	VisitReason    string                 `json:"visitReason,omitempty" validate:"max=1000" doc:"Why people must come in person; then the class is C"`
	Seal           bool                   `json:"seal,omitempty" doc:"A seal is asked for"`
	Attachments    store.List[Attachment] `json:"attachments,omitempty" validate:"max=50,dive"`
	FeeNote        string                 `json:"feeNote,omitempty" validate:"max=500" doc:"Fee and how it is reckoned"`
	OnlineMethod   string                 `json:"onlineMethod,omitempty" validate:"omitempty,oneof=e_application mynaportal lgwan other"`
	OnlineSince    fiscal.Date            `json:"onlineSince,omitzero"`
	StandardDays   *int64                 `json:"standardDays,omitempty" validate:"omitempty,min=0,max=3650" doc:"Standard processing time"`
	Obstacles      store.List[string]     `json:"obstacles,omitempty" validate:"max=20,dive,required,max=40" doc:"Obstacles of the settings"`
	BprState       string                 `json:"bprState,omitempty" validate:"omitempty,oneof=not_started analysing redesigning done not_needed"`
	Volumes        store.List[Volume]     `json:"volumes,omitempty" gorm:"-" validate:"max=30,dive" doc:"Yearly volumes by channel; left out is unknown, not 0"`
	SystemIDs      store.List[string]     `json:"systemIds,omitempty" gorm:"-" validate:"max=50,dive,required,max=64"`
	ProjectID      store.Ref              `json:"projectId,omitempty" validate:"max=64" doc:"Project that brings it online"`
	TargetFY       int                    `json:"targetFy,omitempty" gorm:"column:target_fy" validate:"omitempty,min=2000,max=2100" doc:"Fiscal year until which the potential class is reached"`
	Note           string                 `json:"note,omitempty" validate:"max=4000"`
}

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	for _, list := range []struct {
		field string
		of    []string
	}{{"wardIds", d.WardIDs}, {"priorityGroups", d.PriorityGroups}, {"obstacles", d.Obstacles}, {"systemIds", d.SystemIDs}} {
		for i, v := range list.of {
			if slices.Contains(list.of[:i], v) {
				bad(elem(list.field, i), "duplicate", nil)
			}
		}
	}
	if (d.WardScope == "some") != (len(d.WardIDs) > 0) {
		bad("wardIds", "wards_of_scope", nil)
	}
	for _, s := range AllSteps {
		if now, goal := d.now(s), d.goal(s); goal != "" && now != "" && rank(goal) < rank(now) {
			bad(string(s)+"Goal", "goal_behind", fault.Params{"field": string(s) + "Now"})
		}
	}
	if len(d.Attachments) > 0 && d.AttachmentsNow == None {
		bad("attachmentsNow", "has_attachments", nil)
	}
	return append(out, checkVolumes(d.Volumes)...)
}

func elem(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }

// Standing is what follows from the draft; lists show, filter and sort by it.
type Standing struct {
	CurrentClass    Class       `json:"currentClass" enum:"A,B,C,unknown" doc:"As it is now: A online from end to end, B no visit but paper by post, C a visit"`
	PotentialClass  Class       `json:"potentialClass" enum:"A,B,C,unknown" doc:"As it could be"`
	Progress        Progress    `json:"progress" enum:"reached,open,visit,unknown" doc:"Whether what is possible has been reached; visit when a visit stays"`
	ReachedOn       fiscal.Date `json:"reachedOn,omitzero" doc:"Since when the potential class is the current one"`
	ReachedFY       int         `json:"reachedFy,omitempty" gorm:"column:reached_fy"`
	VolumeFY        int         `json:"volumeFy,omitempty" gorm:"column:volume_fy" doc:"Newest fiscal year whose volume is known"`
	Volume          *int64      `json:"volume" doc:"Volume of that year; null when no year is known"`
	OnlineVolume    *int64      `json:"onlineVolume" doc:"Part of it that came online; null when unknown"`
	HeldAttachments int64       `json:"heldAttachments" doc:"Attachments that the administration holds already"`
}

// Procedure is a row of the inventory.
type Procedure struct {
	store.Base
	Draft
	Standing
	VolumeRank int64  `json:"-"` // volume, with unknown below 0: what lists are sorted by
	Search     string `json:"-"`
}

// TableName names the table.
func (Procedure) TableName() string { return "procedures" }

// facts are what the policy may ask about a procedure.
func (p *Procedure) facts() *authz.Record { return factsOf(p.ID, p.SectionID) }

func factsOf(id, section string) *authz.Record {
	return &authz.Record{Noun: "procedures", ID: id, Section: section}
}

// usedSystem is a system by which a procedure is handled, and handledBy a ward that carries it out.
type usedSystem struct {
	ProcedureID string `gorm:"primaryKey"`
	Position    int    `gorm:"primaryKey"`
	SystemID    string
}

// TableName names the table of systems.
func (usedSystem) TableName() string { return "procedure_systems" }

type handledBy struct {
	ProcedureID string `gorm:"primaryKey"`
	Position    int    `gorm:"primaryKey"`
	WardID      string
}

// TableName names the table of wards.
func (handledBy) TableName() string { return "procedure_wards" }

// LoadParts reads volumes, systems and wards.
func (p *Procedure) LoadParts(db *gorm.DB) (err error) {
	if p.Volumes, err = store.Scan[Volume](db.Table("procedure_volumes").Where("procedure_id = ?", p.ID).Order("fiscal_year")); err != nil {
		return err
	}
	if p.SystemIDs, err = store.Column[string](db.Table("procedure_systems").Where("procedure_id = ?", p.ID).Order("position").Select("system_id")); err != nil {
		return err
	}
	p.WardIDs, err = store.Column[string](db.Table("procedure_wards").Where("procedure_id = ?", p.ID).Order("position").Select("ward_id"))
	return err
}

// SaveParts writes volumes, systems and wards.
func (p *Procedure) SaveParts(tx *store.Tx, before *Procedure) error {
	if err := store.ReplaceParts(tx, "procedure_id", p.ID, before.volumes(), p.volumes()); err != nil {
		return err
	}
	if err := store.ReplaceParts(tx, "procedure_id", p.ID, before.systems(), p.systems()); err != nil {
		return err
	}
	return store.ReplaceParts(tx, "procedure_id", p.ID, before.wards(), p.wards())
}

func (p *Procedure) volumes() (out []Volume) {
	if p != nil {
		out = slices.Clone(p.Volumes)
		for i := range out {
			out[i].ProcedureID = p.ID
		}
	}
	return out
}

func (p *Procedure) systems() (out []usedSystem) {
	if p != nil {
		for i, id := range p.SystemIDs {
			out = append(out, usedSystem{p.ID, i, id})
		}
	}
	return out
}

func (p *Procedure) wards() (out []handledBy) {
	if p != nil {
		for i, id := range p.WardIDs {
			out = append(out, handledBy{p.ID, i, id})
		}
	}
	return out
}

// Derive fills the columns that follow from the others. on is the day on which the potential class counts as reached
// when this write reaches it.
func (p *Procedure) Derive(on fiscal.Date) {
	p.Code, p.VisitReason = store.Code(p.Code), strings.TrimSpace(p.VisitReason)
	slices.Sort(p.Obstacles) // one order, so that equal sets are counted as one
	slices.Sort(p.PriorityGroups)
	p.CurrentClass, p.PotentialClass = p.Draft.Current(), p.Draft.Potential()
	p.Progress = ProgressOf(p.CurrentClass, p.PotentialClass)
	switch {
	case p.Progress != Reached:
		p.ReachedOn = fiscal.Date{}
	case p.ReachedOn.IsZero():
		p.ReachedOn = on
	}
	p.ReachedFY = fiscal.FY(p.ReachedOn)
	slices.SortStableFunc(p.Volumes, func(a, b Volume) int { return a.FiscalYear - b.FiscalYear })
	for i := range p.Volumes {
		p.Volumes[i].Counted = p.Volumes[i].counted()
	}
	p.VolumeFY, p.Volume, p.OnlineVolume = newest(p.Volumes)
	p.VolumeRank = -1
	if p.Volume != nil {
		p.VolumeRank = *p.Volume
	}
	p.HeldAttachments = 0
	for _, a := range p.Attachments {
		if a.Held {
			p.HeldAttachments++
		}
	}
	p.Search = store.Fold(p.Code, p.Name, p.Kana, p.NameEn, p.LegalBasis)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
