package organisations

import (
	"cmp"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

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
	Code           string                 `json:"code" validate:"required,max=40"`
	Title          string                 `json:"title" validate:"required,max=200"`
	TitleEn        string                 `json:"titleEn,omitempty" validate:"max=200"`
	OrganisationID string                 `json:"organisationId" validate:"required,max=64"`
	Authority      string                 `json:"authority,omitempty" validate:"omitempty,oneof=cio ict_director sysmgmt_director" doc:"Decision authority at review gates"`
	Roles          store.List[PostRole]   `json:"roles" gorm:"-" validate:"max=20,dive"`
	Holders        store.List[PostHolder] `json:"holders" gorm:"-" validate:"max=50,dive"`
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

// Check states the rules that tags cannot: spans run forwards, one role or one
// person stands once on a day, and a decision authority has one holder besides
// those who act for them.
func (d *PostDraft) Check() []fault.Field {
	var out []fault.Field
	bad := func(list string, i int, field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: fmt.Sprintf("%s[%d].%s", list, i, field), Rule: rule, Params: p})
	}
	for i, r := range d.Roles {
		if r.To.Before(r.From) {
			bad("roles", i, "to", "date_order", fault.Params{"field": "from"})
		}
		for k, o := range d.Roles[:i] {
			if o.Role == r.Role && overlap(o.From, o.To, r.From, r.To) {
				bad("roles", i, "from", "overlap", fault.Params{"with": k})
				break
			}
		}
	}
	for i, h := range d.Holders {
		if h.To.Before(h.From) {
			bad("holders", i, "to", "date_order", fault.Params{"field": "from"})
		}
		for k, o := range d.Holders[:i] {
			same := o.PersonID == h.PersonID || (d.Authority != "" && !o.Acting && !h.Acting)
			if same && overlap(o.From, o.To, h.From, h.To) {
				bad("holders", i, "from", "overlap", fault.Params{"with": k})
				break
			}
		}
	}
	return out
}

// overlap tells whether two spans, both days included, share a day. A zero end
// is no end.
func overlap(from, to, otherFrom, otherTo fiscal.Date) bool {
	return !otherTo.Before(from) && !to.Before(otherFrom)
}

func (p *Post) facts() *authz.Record {
	return &authz.Record{Noun: "posts", ID: p.ID, Section: p.OrganisationID}
}

// BeforeSave keeps the form of the code and the searched text in step, whoever writes the row.
func (p *Post) BeforeSave(*gorm.DB) error {
	p.Code = store.Code(p.Code)
	p.Search = store.Fold(p.Code, p.Title, p.TitleEn)
	return nil
}

// settle brings roles and holders into the order in which they are kept, so
// that the same content compares equal.
func (d *PostDraft) settle(id string) {
	roles, holders := append([]PostRole{}, d.Roles...), append([]PostHolder{}, d.Holders...)
	for i := range roles {
		roles[i].PostID = id
	}
	for i := range holders {
		holders[i].PostID = id
	}
	slices.SortFunc(roles, func(a, b PostRole) int { return cmp.Or(cmp.Compare(a.Role, b.Role), a.From.Compare(b.From)) })
	slices.SortFunc(holders, func(a, b PostHolder) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.PersonID, b.PersonID))
	})
	d.Roles, d.Holders = roles, holders
}

// LoadParts reads roles and holders.
func (p *Post) LoadParts(db *gorm.DB) (err error) {
	if p.Roles, err = store.Scan[PostRole](db.Table("post_roles").Where("post_id = ?", p.ID).Order("role, from_on")); err != nil {
		return err
	}
	p.Holders, err = store.Scan[PostHolder](db.Table("post_holders").Where("post_id = ?", p.ID).Order("from_on, person_id"))
	return err
}

// SaveParts writes roles and holders.
func (p *Post) SaveParts(tx *store.Tx, before *Post) error {
	p.settle(p.ID)
	var old PostDraft
	if before != nil {
		old = before.PostDraft
	}
	if err := store.ReplaceParts(tx, "post_id", p.ID, []PostRole(old.Roles), []PostRole(p.Roles)); err != nil {
		return err
	}
	return store.ReplaceParts(tx, "post_id", p.ID, []PostHolder(old.Holders), []PostHolder(p.Holders))
}

// affected lists the people whose rights an edit changes: all holders that are
// not past when roles, authority or organisation change, else those whose own
// span came, went or moved. Nobody may be among them (see policy.csv).
func affected(before, after *PostDraft, today fiscal.Date) []string {
	out := []string{}
	add := func(h PostHolder) {
		if (h.To.IsZero() || !h.To.Before(today)) && !slices.Contains(out, h.PersonID) {
			out = append(out, h.PersonID)
		}
	}
	all := rightsChange(before, after)
	for _, h := range before.Holders {
		if all || !slices.Contains(after.Holders, h) {
			add(h)
		}
	}
	for _, h := range after.Holders {
		if all || !slices.Contains(before.Holders, h) {
			add(h)
		}
	}
	return out
}

// rightsChange tells whether an edit changes what the post itself may do.
func rightsChange(before, after *PostDraft) bool {
	return before.Authority != after.Authority || before.OrganisationID != after.OrganisationID || !slices.Equal(before.Roles, after.Roles)
}
