package organisations

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// HolderName is a person who holds a post on a day.
type HolderName struct {
	PostID   string      `json:"-"`
	PersonID string      `json:"personId"`
	Name     string      `json:"name"`
	NameEn   string      `json:"nameEn"`
	From     fiscal.Date `json:"from" gorm:"column:from_on"`
	To       fiscal.Date `json:"to,omitzero" gorm:"column:to_on"`
	Acting   bool        `json:"acting"`
}

// PostItem is a post in a list, with its roles and holders of one day.
type PostItem struct {
	store.Base
	Code               string       `json:"code"`
	Title              string       `json:"title"`
	TitleEn            string       `json:"titleEn"`
	OrganisationID     string       `json:"organisationId"`
	OrganisationName   string       `json:"organisationName" gorm:"-"`
	OrganisationNameEn string       `json:"organisationNameEn" gorm:"-"`
	Authority          string       `json:"authority" enum:"cio,ict_director,sysmgmt_director," doc:"cio, ict_director, sysmgmt_director or empty"`
	Roles              []string     `json:"roles" gorm:"-" doc:"On the day asked for"`
	Holders            []HolderName `json:"holders" gorm:"-" doc:"On the day asked for; empty when vacant"`
}

const postColumns = "posts.id, posts.version, posts.created_at, posts.updated_at, posts.code, posts.title, posts.title_en, posts.organisation_id, posts.authority"

var postSorts = store.Sorts{"code": "posts.code", "title": "posts.title", "updatedAt": "posts.updated_at"}

// PostFilter narrows the list of posts.
type PostFilter struct {
	api.List
	On             fiscal.Date `query:"on" doc:"Day of the roles and holders; today unless given"`
	OrganisationID string      `query:"organisationId" validate:"max=64" doc:"With all below it"`
	Role           string      `query:"role" validate:"max=200" doc:"Posts that carry one of these on the day"`
	Authority      string      `query:"authority" validate:"max=100"`
	PersonID       string      `query:"personId" validate:"max=64" doc:"Posts that this person holds on the day"`
	Vacant         string      `query:"vacant" validate:"omitempty,oneof=true false"`
}

const (
	heldOn    = "SELECT h.post_id FROM post_holders h WHERE h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)"
	carriedOn = "SELECT r.post_id FROM post_roles r WHERE r.from_on <= ? AND (r.to_on IS NULL OR r.to_on >= ?)"
)

// ListPosts finds posts, with who holds them on a day.
func (s *Service) ListPosts(ctx context.Context, f *PostFilter) (store.Page[PostItem], error) {
	day := s.day(f.On)
	q, err := s.posts(ctx, f, day)
	if err != nil {
		return store.Page[PostItem]{}, err
	}
	page, err := store.FindPage[PostItem](q, postColumns, f.Paging(), postSorts, "code")
	if err != nil {
		return page, err
	}
	page.Items, err = s.fillPosts(ctx, page.Items, day)
	return page, err
}

// posts are those of a view.
func (s *Service) posts(ctx context.Context, f *PostFilter, day fiscal.Date) (*gorm.DB, error) {
	if err := authz.Require(ctx, "posts:read", nil); err != nil {
		return nil, err
	}
	q := s.store.Read(ctx).Table("posts")
	if f.OrganisationID != "" {
		q = q.Where("posts.organisation_id IN ?", orNone(authz.DirectoryOf(ctx).Below(f.OrganisationID)))
	}
	q = store.AnyOf(q, "posts.authority", f.Authority)
	if f.Role != "" {
		q = q.Where("posts.id IN ("+carriedOn+" AND r.role IN ?)", day, day, split(f.Role))
	}
	if f.PersonID != "" {
		q = q.Where("posts.id IN ("+heldOn+" AND h.person_id = ?)", day, day, f.PersonID)
	}
	switch f.Vacant {
	case "true":
		q = q.Where("posts.id NOT IN ("+heldOn+")", day, day)
	case "false":
		q = q.Where("posts.id IN ("+heldOn+")", day, day)
	}
	if f.Q != "" {
		q = q.Where(`posts.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// fillPosts adds names, roles and holders of the day to at most 200 posts, in
// two statements.
func (s *Service) fillPosts(ctx context.Context, items []PostItem, day fiscal.Date) ([]PostItem, error) {
	if len(items) == 0 {
		return []PostItem{}, nil
	}
	at := make(map[string]*PostItem, len(items))
	ids := make([]string, len(items))
	dir := authz.DirectoryOf(ctx)
	for i := range items {
		it := &items[i]
		o, _ := dir.Organisation(it.OrganisationID)
		it.OrganisationName, it.OrganisationNameEn = o.Name, o.NameEn
		it.Roles, it.Holders = []string{}, []HolderName{}
		at[it.ID], ids[i] = it, it.ID
	}
	db := s.store.Read(ctx)
	roles, err := store.Scan[PostRole](db.Table("post_roles").Order("role").
		Where("post_id IN ? AND from_on <= ? AND (to_on IS NULL OR to_on >= ?)", ids, day, day))
	if err != nil {
		return nil, err
	}
	for _, r := range roles {
		at[r.PostID].Roles = append(at[r.PostID].Roles, r.Role)
	}
	holders, err := store.Scan[HolderName](db.Table("post_holders h").Joins("JOIN people pe ON pe.id = h.person_id").
		Where("h.post_id IN ? AND h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)", ids, day, day).
		Order("h.acting, h.from_on, pe.code").
		Select("h.post_id, h.person_id, pe.name, pe.name_en, h.from_on, h.to_on, h.acting"))
	if err != nil {
		return nil, err
	}
	for _, h := range holders {
		at[h.PostID].Holders = append(at[h.PostID].Holders, h)
	}
	return items, nil
}

// PersonRef is a person named by a record.
type PersonRef struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
	Active bool   `json:"active"`
}

// PostDetail is a post with all that its page shows.
type PostDetail struct {
	Post
	Path   []authz.Organisation     `json:"path" doc:"The organisation, from the top down"`
	People []PersonRef              `json:"people" doc:"Names of the people in holders"`
	Can    map[string]authz.Verdict `json:"can" doc:"change_roles is update with a change of roles, authority or organisation"`
}

// GetPost reads one post for its page.
func (s *Service) GetPost(ctx context.Context, id string) (*PostDetail, error) {
	row, err := store.Load[Post](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "posts:read", row.facts()); err != nil {
		return nil, err
	}
	d := &PostDetail{Post: *row, Path: authz.DirectoryOf(ctx).Path(row.OrganisationID)}
	d.People, err = store.Scan[PersonRef](s.store.Read(ctx).Table("people").Order("code").Limit(store.MaxLimit).
		Where("id IN (SELECT person_id FROM post_holders WHERE post_id = ?)", id).Select("id, code, name, name_en, active"))
	if err != nil {
		return nil, err
	}
	if d.Can, err = authz.Can(ctx, "posts", row.facts(), "update", "delete"); err != nil {
		return nil, err
	}
	changed := row.facts()
	changed.Parties = map[string][]string{"self": affected(&row.PostDraft, &PostDraft{}, fiscal.Today(s.store.Now()))}
	d.Can["change_roles"], err = authz.From(ctx).Decide("posts:update", changed)
	return d, err
}
