package skills

import (
	"fmt"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Training is what a section does to have more people, or better ones.
type Training struct {
	Title     string      `json:"title" validate:"required,max=200"`
	Level     int64       `json:"level" validate:"required,min=1,max=4" doc:"Level that it leads to"`
	PlannedOn fiscal.Date `json:"plannedOn" validate:"required"`
	People    int64       `json:"people" validate:"required,min=1,max=10000" doc:"Planned to take part"`
	DoneOn    fiscal.Date `json:"doneOn,omitzero"`
	Trained   *int64      `json:"trained,omitempty" validate:"omitempty,min=0,max=10000" doc:"Took part; left out is unknown"`
	Reached   *int64      `json:"reached,omitempty" validate:"omitempty,min=0,max=10000" doc:"Reached the level afterwards; left out is unknown"`
}

// HoldingDraft are the people of a section who have a skill, by the level they reach.
type HoldingDraft struct {
	Code      string               `json:"code,omitempty" validate:"max=80" doc:"Made of section and skill when left empty"`
	SectionID string               `json:"sectionId" validate:"required,max=64"`
	Skill     string               `json:"skill" validate:"required,max=40" doc:"Of the catalogue"`
	Level1    int64                `json:"level1" validate:"min=0,max=10000" doc:"People at this level and not above"`
	Level2    int64                `json:"level2" validate:"min=0,max=10000"`
	Level3    int64                `json:"level3" validate:"min=0,max=10000"`
	Level4    int64                `json:"level4" validate:"min=0,max=10000"`
	AsOf      fiscal.Date          `json:"asOf" validate:"required" doc:"Day on which they were counted"`
	Trainings store.List[Training] `json:"trainings,omitempty" validate:"max=50,dive"`
	Note      string               `json:"note,omitempty" validate:"max=2000"`
}

// Check states the rules that tags cannot.
func (d *HoldingDraft) Check() (out []fault.Field) {
	for i, t := range d.Trainings {
		at := func(field string) string { return fmt.Sprintf("trainings[%d].%s", i, field) }
		if t.DoneOn.IsZero() && (t.Trained != nil || t.Reached != nil) {
			out = append(out, fault.Field{Field: at("doneOn"), Rule: "required"})
		}
		if t.Trained != nil && t.Reached != nil && *t.Reached > *t.Trained {
			out = append(out, fault.Field{Field: at("reached"), Rule: "above", Params: fault.Params{"limit": *t.Trained}})
		}
	}
	return out
}

func (d *HoldingDraft) counts() Counts { return Counts{d.Level1, d.Level2, d.Level3, d.Level4} }

// Holding is a row.
type Holding struct {
	store.Base
	HoldingDraft
}

// TableName names the table.
func (Holding) TableName() string { return "skill_holdings" }

func (h *Holding) facts() *authz.Record {
	return &authz.Record{Noun: "skills", ID: h.ID, Section: h.SectionID}
}

// NeedDraft is how many people a project needs for a role, at a level or above.
type NeedDraft struct {
	Skill  string `json:"skill" validate:"required,max=40"`
	Level  int64  `json:"level" validate:"required,min=1,max=4"`
	Count  int64  `json:"count" validate:"required,min=1,max=1000"`
	Filled *int64 `json:"filled,omitempty" validate:"omitempty,min=0,max=1000" doc:"Places that somebody of that level holds; left out is unknown"`
	Note   string `json:"note,omitempty" validate:"max=1000"`
}

// Check keeps the filled places within the places.
func (d *NeedDraft) Check() []fault.Field {
	if d.Filled != nil && *d.Filled > d.Count {
		return []fault.Field{{Field: "filled", Rule: "above", Params: fault.Params{"limit": d.Count}}}
	}
	return nil
}

// Need is a row.
type Need struct {
	store.Base
	ProjectID string `json:"projectId"`
	NeedDraft
}

// TableName names the table.
func (Need) TableName() string { return "skill_needs" }

// Root is the project.
func (n Need) Root() (noun, id string) { return "projects", n.ProjectID }

// AnswerDraft is what the owner says: how many people can do the work without which it stands still.
type AnswerDraft struct {
	People       *int64      `json:"people,omitempty" validate:"omitempty,min=0,max=1000" doc:"Staff of the city who can do it; left out when the owner cannot tell"`
	Work         string      `json:"work" validate:"required,max=500" doc:"The essential work"`
	BackupPostID store.Ref   `json:"backupPostId,omitempty" validate:"max=64" doc:"Post that steps in; a post and never a person"`
	On           fiscal.Date `json:"on,omitzero" gorm:"column:answered_on" doc:"Today unless given"`
	Note         string      `json:"note,omitempty" validate:"max=1000"`
}

// Answer is what was said on a day. It never changes; the next one stands beside it and counts.
type Answer struct {
	store.Base
	SystemID  store.Ref `json:"systemId,omitempty"`
	ProjectID store.Ref `json:"projectId,omitempty"`
	AnswerDraft
	AnsweredBy     string `json:"answeredById"`
	AnsweredByName string `json:"answeredByName" doc:"Name as it was then"`
}

// TableName names the table.
func (Answer) TableName() string { return "skill_answers" }

// Root is the system or the project.
func (a Answer) Root() (noun, id string) {
	if a.SystemID != "" {
		return "systems", string(a.SystemID)
	}
	return "projects", string(a.ProjectID)
}
