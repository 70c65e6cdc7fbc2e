package organisations

import (
	"context"
	"slices"
	"sync"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Directories remembers the directory of the day until someone's access
// changes: the stamp that every request reads with its session tells.
type Directories struct {
	store *store.Store
	mu    sync.Mutex
	last  *directory
}

// NewDirectories makes an empty memory.
func NewDirectories(s *store.Store) *Directories { return &Directories{store: s} }

// For gives the directory for an access stamp, as of today.
func (d *Directories) For(ctx context.Context, stamp int64) (authz.Directory, error) {
	today := fiscal.Today(d.store.Now())
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last != nil && d.last.stamp == stamp && d.last.today == today {
		return d.last, nil
	}
	dir, err := load(d.store.Read(ctx), stamp, today)
	if err != nil {
		return nil, err
	}
	d.last = dir
	return dir, nil
}

// Now gives the directory of the moment, for work outside a request.
func (d *Directories) Now(ctx context.Context) (authz.Directory, error) {
	stamp, err := store.Value[int64](d.store.Read(ctx).Table("stamps").Where("name = 'access'").Select("value"))
	if err != nil {
		return nil, err
	}
	return d.For(ctx, stamp)
}

// touch tells all replicas that someone's access changed. Every use case of
// this package that writes calls it in its transaction.
func touch(tx *store.Tx) error {
	return tx.Internal(func(db *gorm.DB) error {
		return db.Exec("UPDATE stamps SET value = value + 1 WHERE name = 'access'").Error
	})
}

type directory struct {
	stamp    int64
	today    fiscal.Date
	nodes    map[string]authz.Organisation
	children map[string][]string
	subjects map[string]authz.Subject
	byRole   map[string][]authz.Candidate
}

func load(db *gorm.DB, stamp int64, today fiscal.Date) (*directory, error) {
	d := &directory{
		stamp: stamp, today: today, nodes: map[string]authz.Organisation{}, children: map[string][]string{},
		subjects: map[string]authz.Subject{}, byRole: map[string][]authz.Candidate{},
	}
	orgs, err := store.Scan[Organisation](db.Table("organisations").Order("sort_order, code"))
	if err != nil {
		return nil, err
	}
	for _, o := range orgs {
		d.nodes[o.ID] = authz.Organisation{
			ID: o.ID, Code: o.Code, Name: o.Name, NameEn: o.NameEn, Kind: o.Kind, ParentID: string(o.ParentID),
			Active: holds(o.ValidFrom, o.ValidTo, today),
		}
		d.children[string(o.ParentID)] = append(d.children[string(o.ParentID)], o.ID)
	}
	if err := d.loadAccounts(db); err != nil {
		return nil, err
	}
	return d, d.loadPosts(db)
}

// loadAccounts knows everyone who can sign in by name, with or without a post.
func (d *directory) loadAccounts(db *gorm.DB) error {
	rows, err := store.Scan[holder](db.Table("people pe").Joins("JOIN accounts a ON a.person_id = pe.id").
		Where("pe.active = ?", true).Select("pe.id AS person_id, pe.name, pe.name_en"))
	for _, r := range rows {
		d.subjects[r.PersonID] = authz.Subject{PersonID: r.PersonID, Name: r.Name, NameEn: r.NameEn}
	}
	return err
}

// holder is a person with one role of one post on the day.
type holder struct {
	PersonID, Name, NameEn, PostID, Title, TitleEn, OrganisationID, Authority, Role string
	Acting                                                                          bool
}

func (d *directory) loadPosts(db *gorm.DB) error {
	rows, err := store.Scan[holder](db.Table("post_holders h").
		Joins("JOIN people pe ON pe.id = h.person_id").Joins("JOIN posts po ON po.id = h.post_id").
		Joins("JOIN post_roles r ON r.post_id = po.id").
		Where("pe.active = ?", true).
		Where("h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)", d.today, d.today).
		Where("r.from_on <= ? AND (r.to_on IS NULL OR r.to_on >= ?)", d.today, d.today).
		Order("h.acting, po.code, r.role").
		Select("pe.id AS person_id, pe.name, pe.name_en, po.id AS post_id, po.title, po.title_en, po.organisation_id, po.authority, r.role, h.acting"))
	if err != nil {
		return err
	}
	for _, r := range rows {
		node := d.nodes[r.OrganisationID]
		s := d.subjects[r.PersonID]
		s.PersonID, s.Name, s.NameEn = r.PersonID, r.Name, r.NameEn
		s.Held = append(s.Held, authz.Held{
			Role: r.Role, PostID: r.PostID, PostTitle: r.Title, PostTitleEn: r.TitleEn, OrganisationID: r.OrganisationID,
			OrganisationName: node.Name, OrganisationNameEn: node.NameEn, Authority: r.Authority, Acting: r.Acting,
		})
		d.subjects[r.PersonID] = s
		c := authz.Candidate{
			ID: r.PostID, Title: r.Title, TitleEn: r.TitleEn, OrganisationID: r.OrganisationID,
			OrganisationName: node.Name, OrganisationNameEn: node.NameEn, Authority: r.Authority,
		}
		if !slices.ContainsFunc(d.byRole[r.Role], func(o authz.Candidate) bool { return o.ID == c.ID }) {
			d.byRole[r.Role] = append(d.byRole[r.Role], c)
		}
	}
	return nil
}

// holds tells whether a span, both days included, covers the day.
func holds(from, to, day fiscal.Date) bool {
	return !day.Before(from) && (to.IsZero() || !day.After(to))
}

func (d *directory) Within(id, ancestor string) bool {
	for range maxDepth {
		if id == ancestor {
			return id != ""
		}
		node, ok := d.nodes[id]
		if !ok || node.ParentID == "" {
			return false
		}
		id = node.ParentID
	}
	return false
}

// maxDepth bounds walks up the tree; writes keep it free of cycles.
const maxDepth = 12

func (d *directory) Below(id string) []string {
	if _, ok := d.nodes[id]; !ok {
		return nil
	}
	out := []string{id}
	for i := 0; i < len(out); i++ {
		out = append(out, d.children[out[i]]...)
	}
	return out
}

func (d *directory) Subject(personID string) (authz.Subject, bool) {
	s, ok := d.subjects[personID]
	s.Held = slices.Clone(s.Held)
	return s, ok
}

func (d *directory) Organisation(id string) (authz.Organisation, bool) {
	o, ok := d.nodes[id]
	return o, ok
}

func (d *directory) Path(id string) []authz.Organisation {
	var out []authz.Organisation
	for range maxDepth {
		node, ok := d.nodes[id]
		if !ok {
			break
		}
		out = append(out, node)
		id = node.ParentID
	}
	slices.Reverse(out)
	return out
}

func (d *directory) WithRole(role string) []authz.Candidate { return d.byRole[role] }
