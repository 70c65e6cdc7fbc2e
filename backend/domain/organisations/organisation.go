// Package organisations holds the city's dated tree of bureaus, wards and
// sections, its people, and the posts through which people hold roles.
package organisations

import (
	"slices"

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

// PostRole is a role that a post carries from a day to a day, both included.
type PostRole struct {
	PostID string      `json:"-" gorm:"primaryKey"`
	Role   string      `json:"role" gorm:"primaryKey" validate:"required,oneof=admin ict_office project_manager section_head reviewer executive auditor viewer"`
	From   fiscal.Date `json:"from" gorm:"primaryKey;column:from_on" validate:"required"`
	To     fiscal.Date `json:"to,omitzero" gorm:"column:to_on"`
}

// TableName names the table.
func (PostRole) TableName() string { return "post_roles" }

// PostHolder is a person who holds a post from a day to a day, both included.
type PostHolder struct {
	PostID   string      `json:"-" gorm:"primaryKey"`
	PersonID string      `json:"personId" gorm:"primaryKey" validate:"required,max=64"`
	From     fiscal.Date `json:"from" gorm:"primaryKey;column:from_on" validate:"required"`
	To       fiscal.Date `json:"to,omitzero" gorm:"column:to_on"`
	Acting   bool        `json:"acting,omitempty" doc:"Holds the post for someone else (代理)"`
}

// TableName names the table.
func (PostHolder) TableName() string { return "post_holders" }

// PostDraft is what a person may write of a post.
type PostDraft struct {
	Code           string       `json:"code" validate:"required,max=40"`
	Title          string       `json:"title" validate:"required,max=200"`
	TitleEn        string       `json:"titleEn,omitempty" validate:"max=200"`
	OrganisationID string       `json:"organisationId" validate:"required,max=64"`
	Authority      string       `json:"authority,omitempty" validate:"omitempty,oneof=cio ict_director sysmgmt_director" doc:"Decision authority at review gates"`
	Roles          []PostRole   `json:"roles,omitempty" gorm:"-" validate:"max=20,dive"`
	Holders        []PostHolder `json:"holders,omitempty" gorm:"-" validate:"max=50,dive"`
}

// Post is a position in an organisation. Roles belong to it and not to people:
// whoever holds the post on a day has them on that day.
type Post struct {
	store.Base
	PostDraft
	Search string `json:"-"`
}

// TableName names the table.
func (Post) TableName() string { return "posts" }

// LoadParts reads roles and holders.
func (p *Post) LoadParts(db *gorm.DB) (err error) {
	if p.Roles, err = store.Scan[PostRole](db.Table("post_roles").Where("post_id = ?", p.ID).Order("from_on, role")); err != nil {
		return err
	}
	p.Holders, err = store.Scan[PostHolder](db.Table("post_holders").Where("post_id = ?", p.ID).Order("from_on, person_id"))
	return err
}

// SaveParts writes roles and holders.
func (p *Post) SaveParts(tx *store.Tx, before *Post) error {
	if before == nil {
		before = &Post{}
	}
	p.Roles, p.Holders = slices.Clone(p.Roles), slices.Clone(p.Holders)
	for i := range p.Roles {
		p.Roles[i].PostID = p.ID
	}
	for i := range p.Holders {
		p.Holders[i].PostID = p.ID
	}
	if err := store.ReplaceParts(tx, "post_id", p.ID, before.Roles, p.Roles); err != nil {
		return err
	}
	return store.ReplaceParts(tx, "post_id", p.ID, before.Holders, p.Holders)
}
