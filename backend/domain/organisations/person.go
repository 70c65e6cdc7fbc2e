package organisations

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// PersonDraft is what a person may write of a person. Names are the names of
// staff, no more.
type PersonDraft struct {
	Code   string `json:"code" validate:"required,max=40" doc:"Staff number (職員番号)"`
	Name   string `json:"name" validate:"required,max=200"`
	NameEn string `json:"nameEn,omitempty" validate:"max=200"`
	Mail   string `json:"mail,omitempty" validate:"omitempty,email,max=254"`
	Active bool   `json:"active"`
}

// Person is somebody who works for the city.
type Person struct {
	store.Base
	PersonDraft
	Search string `json:"-"`
}

// TableName names the table.
func (Person) TableName() string { return "people" }

// facts are what the policy may ask about a person: nobody manages the own account.
func (p *Person) facts() *authz.Record {
	return &authz.Record{Noun: "people", ID: p.ID, Own: []string{p.ID}, Parties: map[string][]string{"self": {p.ID}}}
}

// BeforeSave keeps the form of the code and the searched text in step, whoever writes the row.
func (p *Person) BeforeSave(*gorm.DB) error {
	p.Code = store.Code(p.Code)
	p.Search = store.Fold(p.Code, p.Name, p.NameEn, p.Mail)
	return nil
}
