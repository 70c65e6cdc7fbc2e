package organisations

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// HeldPost is a post that a person holds, held or will hold.
type HeldPost struct {
	PersonID           string      `json:"-"`
	ID                 string      `json:"id"`
	Code               string      `json:"code"`
	Title              string      `json:"title"`
	TitleEn            string      `json:"titleEn"`
	OrganisationID     string      `json:"organisationId"`
	OrganisationName   string      `json:"organisationName" gorm:"-"`
	OrganisationNameEn string      `json:"organisationNameEn" gorm:"-"`
	Authority          string      `json:"authority" enum:"cio,ict_director,sysmgmt_director,"`
	From               fiscal.Date `json:"from" gorm:"column:from_on"`
	To                 fiscal.Date `json:"to,omitzero" gorm:"column:to_on"`
	Acting             bool        `json:"acting"`
	When               string      `json:"when" enum:"past,present,future" gorm:"-" doc:"past, present or future"`
	Roles              []string    `json:"roles" gorm:"-" doc:"Today, or on the nearest day on which the person holds the post"`
}

const heldColumns = `h.person_id, po.id, po.code, po.title, po.title_en, po.organisation_id, po.authority, h.from_on, h.to_on, h.acting`

// PersonItem is a person in a list.
type PersonItem struct {
	store.Base
	Code   string     `json:"code"`
	Name   string     `json:"name"`
	NameEn string     `json:"nameEn"`
	Mail   string     `json:"mail"`
	Active bool       `json:"active"`
	Posts  []HeldPost `json:"posts" gorm:"-" doc:"Held on the day asked for"`
}

const personColumns = "people.id, people.version, people.created_at, people.updated_at, people.code, people.name, people.name_en, people.mail, people.active"

var personSorts = store.Sorts{"code": "people.code", "name": "people.name", "updatedAt": "people.updated_at"}

// PersonFilter narrows the list of people.
type PersonFilter struct {
	api.List
	On             fiscal.Date `query:"on" doc:"Day of the posts; today unless given"`
	Active         string      `query:"active" validate:"omitempty,oneof=true false"`
	OrganisationID string      `query:"organisationId" validate:"max=64" doc:"People with a post in it or below on the day"`
	Role           string      `query:"role" validate:"max=200" doc:"People with one of these roles on the day"`
}

const membersOn = `SELECT h.person_id FROM post_holders h JOIN posts po ON po.id = h.post_id
	WHERE h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)`

// ListPeople finds people, with the posts that they hold on a day.
func (s *Service) ListPeople(ctx context.Context, f *PersonFilter) (store.Page[PersonItem], error) {
	day := s.day(f.On)
	q, err := s.people(ctx, f, day)
	if err != nil {
		return store.Page[PersonItem]{}, err
	}
	page, err := store.FindPage[PersonItem](q, personColumns, f.Paging(), personSorts, "code")
	if err != nil || len(page.Items) == 0 {
		return page, err
	}
	at := make(map[string]*PersonItem, len(page.Items))
	ids := make([]string, len(page.Items))
	for i := range page.Items {
		it := &page.Items[i]
		it.Posts = []HeldPost{}
		at[it.ID], ids[i] = it, it.ID
	}
	held, err := store.Scan[HeldPost](s.store.Read(ctx).Table("post_holders h").Joins("JOIN posts po ON po.id = h.post_id").
		Where("h.person_id IN ? AND h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)", ids, day, day).
		Order("h.acting, po.code").Limit(20 * store.MaxLimit).Select(heldColumns))
	if err != nil {
		return page, err
	}
	if err := s.fillHeld(ctx, held, day); err != nil {
		return page, err
	}
	for _, h := range held {
		at[h.PersonID].Posts = append(at[h.PersonID].Posts, h)
	}
	return page, nil
}

// people are those of a view.
func (s *Service) people(ctx context.Context, f *PersonFilter, day fiscal.Date) (*gorm.DB, error) {
	if err := authz.Require(ctx, "people:read", nil); err != nil {
		return nil, err
	}
	q := s.store.Read(ctx).Table("people")
	if f.Active != "" {
		q = q.Where("people.active = ?", f.Active == "true")
	}
	if f.OrganisationID != "" {
		q = q.Where("people.id IN ("+membersOn+" AND po.organisation_id IN ?)", day, day, orNone(authz.DirectoryOf(ctx).Below(f.OrganisationID)))
	}
	if f.Role != "" {
		q = q.Where("people.id IN ("+membersOn+" AND po.id IN ("+carriedOn+" AND r.role IN ?))", day, day, day, day, split(f.Role))
	}
	if f.Q != "" {
		q = q.Where(`people.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// fillHeld adds the names of organisations, whether the span is past, and the
// roles of the day, in one statement.
func (s *Service) fillHeld(ctx context.Context, held []HeldPost, today fiscal.Date) error {
	if len(held) == 0 {
		return nil
	}
	ids := make([]string, len(held))
	for i := range held {
		ids[i] = held[i].ID
	}
	roles, err := store.Scan[PostRole](s.store.Read(ctx).Table("post_roles").Where("post_id IN ?", ids).Order("role"))
	if err != nil {
		return err
	}
	byPost := map[string][]PostRole{}
	for _, r := range roles {
		byPost[r.PostID] = append(byPost[r.PostID], r)
	}
	dir := authz.DirectoryOf(ctx)
	for i := range held {
		h := &held[i]
		o, _ := dir.Organisation(h.OrganisationID)
		h.OrganisationName, h.OrganisationNameEn = o.Name, o.NameEn
		day := today
		h.When = "present"
		switch {
		case h.From.After(today):
			h.When, day = "future", h.From
		case h.To.Before(today):
			h.When, day = "past", h.To
		}
		h.Roles = []string{}
		for _, r := range byPost[h.ID] {
			if holds(r.From, r.To, day) {
				h.Roles = append(h.Roles, r.Role)
			}
		}
	}
	return nil
}

// AccountState is what an administrator sees of an account.
type AccountState struct {
	Login              string     `json:"login"`
	Disabled           bool       `json:"disabled"`
	Totp               bool       `json:"totp" doc:"Has a second factor"`
	MustChangePassword bool       `json:"mustChangePassword"`
	LastSignInAt       store.Time `json:"lastSignInAt,omitzero" doc:"Absent when never"`
}

// PersonDetail is a person with all that the page shows.
type PersonDetail struct {
	Person
	Posts   []HeldPost               `json:"posts" doc:"Past, present and future, newest first"`
	Account *AccountState            `json:"account,omitempty" doc:"Only for those who manage accounts, and for oneself"`
	Can     map[string]authz.Verdict `json:"can"`
}

// GetPerson reads one person for its page.
func (s *Service) GetPerson(ctx context.Context, id string) (*PersonDetail, error) {
	row, err := store.Load[Person](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "people:read", row.facts()); err != nil {
		return nil, err
	}
	d := &PersonDetail{Person: *row}
	d.Posts, err = store.Scan[HeldPost](s.store.Read(ctx).Table("post_holders h").Joins("JOIN posts po ON po.id = h.post_id").
		Where("h.person_id = ?", id).Order("h.from_on DESC, po.code").Limit(store.MaxLimit).Select(heldColumns))
	if err != nil {
		return nil, err
	}
	if err := s.fillHeld(ctx, d.Posts, fiscal.Today(s.store.Now())); err != nil {
		return nil, err
	}
	if d.Can, err = authz.Can(ctx, "people", row.facts(), "update", "delete", "account"); err != nil {
		return nil, err
	}
	caller := authz.From(ctx)
	manages, err := caller.Decide("people:account", nil)
	if err != nil || (!manages.Allowed && caller.PersonID != id) {
		return d, err
	}
	a, err := accountOf(s.store.Read(ctx), id)
	if a != nil {
		d.Account = &AccountState{
			Login: a.Login, Disabled: a.Disabled, Totp: a.TotpConfirmed, MustChangePassword: a.MustChange, LastSignInAt: a.LastSignInAt,
		}
	}
	return d, err
}

// orNone keeps an empty IN list valid: it matches nothing.
func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

func split(list string) []string { return strings.Split(list, ",") }
