// Package organisations holds the city's dated tree of bureaus, wards and
// sections, its people, and the posts through which people hold roles.
package organisations

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// OrganisationDraft is what a person may write of an organisation.
type OrganisationDraft struct {
	Code      string      `json:"code" validate:"required,max=40"`
	Name      string      `json:"name" validate:"required,max=200"`
	NameEn    string      `json:"nameEn,omitempty" validate:"max=200"`
	Kana      string      `json:"kana,omitempty" validate:"max=200"`
	Kind      string      `json:"kind" validate:"required,oneof=city bureau ward office department section"`
	ParentID  store.Ref   `json:"parentId,omitempty" validate:"max=64"`
	ValidFrom fiscal.Date `json:"validFrom" validate:"required"`
	ValidTo   fiscal.Date `json:"validTo,omitzero" doc:"Last day; empty while it exists"`
	SortOrder int64       `json:"sortOrder,omitempty" validate:"min=0,max=1000000"`
}

// Check states the rules that tags cannot.
func (d *OrganisationDraft) Check() []fault.Field {
	if !d.ValidTo.IsZero() && d.ValidTo.Before(d.ValidFrom) {
		return []fault.Field{{Field: "validTo", Rule: "date_order", Params: fault.Params{"field": "validFrom"}}}
	}
	return nil
}

// Organisation is a node of the tree.
type Organisation struct {
	store.Base
	OrganisationDraft
	Search string `json:"-"`
}

// TableName names the table.
func (Organisation) TableName() string { return "organisations" }

func (o *Organisation) facts() *authz.Record {
	return &authz.Record{Noun: "organisations", ID: o.ID, Section: o.ID}
}

// BeforeSave keeps the form of the code and the searched text in step, whoever writes the row.
func (o *Organisation) BeforeSave(*gorm.DB) error {
	o.Code = store.Code(o.Code)
	o.Search = store.Fold(o.Code, o.Name, o.NameEn, o.Kana)
	return nil
}
