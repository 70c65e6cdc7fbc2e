package organisations

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is an organisation in a list.
type Item struct {
	store.Base
	Code      string               `json:"code"`
	Name      string               `json:"name"`
	NameEn    string               `json:"nameEn"`
	Kana      string               `json:"kana"`
	Kind      string               `json:"kind" enum:"city,bureau,ward,office,department,section"`
	ParentID  store.Ref            `json:"parentId,omitempty"`
	ValidFrom fiscal.Date          `json:"validFrom"`
	ValidTo   fiscal.Date          `json:"validTo,omitzero"`
	SortOrder int64                `json:"sortOrder"`
	Path      []authz.Organisation `json:"path" gorm:"-" doc:"From the top down to itself"`
}

const itemColumns = "id, version, created_at, updated_at, code, name, name_en, kana, kind, parent_id, valid_from, valid_to, sort_order"

var sorts = store.Sorts{
	"code": "organisations.code", "kana": "organisations.kana", "sortOrder": "organisations.sort_order",
	"validFrom": "organisations.valid_from", "updatedAt": "organisations.updated_at",
}

// Filter narrows the list of organisations.
type Filter struct {
	api.List
	ParentID string      `query:"parentId" validate:"max=64" doc:"Directly below this one; none for the top of the tree"`
	Kind     string      `query:"kind" validate:"max=100"`
	ActiveOn fiscal.Date `query:"activeOn" doc:"Those that existed on this day; today unless given"`
	All      string      `query:"all" validate:"omitempty,oneof=true" doc:"Those of all times"`
}

// List finds organisations, those of today unless asked otherwise.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	if err := authz.Require(ctx, "organisations:read", nil); err != nil {
		return store.Page[Item]{}, err
	}
	q := s.store.Read(ctx).Table("organisations")
	switch f.ParentID {
	case "":
	case "none":
		q = q.Where("parent_id IS NULL")
	default:
		q = q.Where("parent_id = ?", f.ParentID)
	}
	q = store.AnyOf(q, "kind", f.Kind)
	if f.All == "" {
		day := s.day(f.ActiveOn)
		q = q.Where("valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)", day, day)
	}
	if f.Q != "" {
		q = q.Where(`search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "code")
	if err != nil {
		return page, err
	}
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		page.Items[i].Path = dir.Path(page.Items[i].ID)
	}
	return page, nil
}

// day is the day asked for, or today.
func (s *Service) day(asked fiscal.Date) fiscal.Date {
	if asked.IsZero() {
		return fiscal.Today(s.store.Now())
	}
	return asked
}

// maxNodes bounds the tree: a city has hundreds of sections, not thousands.
const maxNodes = 5000

// Node is an organisation in the tree of a day.
type Node struct {
	ID        string      `json:"id"`
	Code      string      `json:"code"`
	Name      string      `json:"name"`
	NameEn    string      `json:"nameEn"`
	Kind      string      `json:"kind" enum:"city,bureau,ward,office,department,section"`
	ParentID  store.Ref   `json:"parentId,omitempty"`
	ValidFrom fiscal.Date `json:"validFrom"`
	ValidTo   fiscal.Date `json:"validTo,omitzero"`
	Level     int         `json:"level" gorm:"-" doc:"1 at the top"`
	Children  int         `json:"children" gorm:"-" doc:"Number of organisations directly below on that day"`
	Posts     int         `json:"posts" gorm:"-" doc:"Number of its posts that somebody holds on that day"`
}

// Tree is the whole tree of a day, each node before those below it.
type Tree struct {
	On        fiscal.Date `json:"on"`
	Items     []Node      `json:"items"`
	Truncated bool        `json:"truncated" doc:"True when there are more than 5,000"`
}

// TreeIn asks for the tree of a day.
type TreeIn struct {
	On fiscal.Date `query:"on" doc:"Today unless given"`
}

// Tree reads the tree as it was, is or will be on a day.
func (s *Service) Tree(ctx context.Context, in *TreeIn) (Tree, error) {
	out := Tree{On: s.day(in.On)}
	if err := authz.Require(ctx, "organisations:read", nil); err != nil {
		return out, err
	}
	db := s.store.Read(ctx)
	rows, err := store.Scan[Node](db.Table("organisations").Order("sort_order, code").Limit(maxNodes+1).
		Where("valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)", out.On, out.On).
		Select("id, code, name, name_en, kind, parent_id, valid_from, valid_to"))
	if err != nil {
		return out, err
	}
	if len(rows) > maxNodes {
		rows, out.Truncated = rows[:maxNodes], true
	}
	type held struct {
		OrganisationID string
		N              int
	}
	counts, err := store.Scan[held](db.Table("posts po").Joins("JOIN post_holders h ON h.post_id = po.id").
		Where("h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)", out.On, out.On).
		Group("po.organisation_id").Select("po.organisation_id, count(DISTINCT po.id) AS n"))
	if err != nil {
		return out, err
	}
	posts := make(map[string]int, len(counts))
	for _, c := range counts {
		posts[c.OrganisationID] = c.N
	}
	out.Items = arrange(rows, posts)
	return out, nil
}

// arrange puts each node before those below it. A node whose parent did not
// exist on the day stands at the top, so that nothing goes unseen.
func arrange(rows []Node, posts map[string]int) []Node {
	there := make(map[string]bool, len(rows))
	for _, n := range rows {
		there[n.ID] = true
	}
	under := map[string][]Node{}
	for _, n := range rows {
		parent := string(n.ParentID)
		if !there[parent] {
			parent = ""
		}
		under[parent] = append(under[parent], n)
	}
	out := make([]Node, 0, len(rows))
	var walk func(parent string, level int)
	walk = func(parent string, level int) {
		for _, n := range under[parent] {
			n.Level, n.Children, n.Posts = level, len(under[n.ID]), posts[n.ID]
			out = append(out, n)
			walk(n.ID, level+1)
		}
	}
	walk("", 1)
	return out
}

// SystemsCount is the number of systems of an organisation and all below it.
type SystemsCount struct {
	Count  int  `json:"count"`
	Capped bool `json:"capped" doc:"True when there are more"`
}

// Detail is an organisation with all that its page shows.
type Detail struct {
	Organisation
	Active   bool                     `json:"active" doc:"Whether it exists today"`
	Path     []authz.Organisation     `json:"path" doc:"From the top down to itself"`
	Children []Item                   `json:"children" doc:"Directly below, of all times, up to 200"`
	Posts    []PostItem               `json:"posts" doc:"With roles and holders of today, up to 200"`
	Systems  SystemsCount             `json:"systems"`
	Can      map[string]authz.Verdict `json:"can"`
}

// Get reads one organisation for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Organisation](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "organisations:read", row.facts()); err != nil {
		return nil, err
	}
	dir, today := authz.DirectoryOf(ctx), fiscal.Today(s.store.Now())
	d := &Detail{Organisation: *row, Active: holds(row.ValidFrom, row.ValidTo, today), Path: dir.Path(id)}
	if d.Children, err = store.Scan[Item](s.store.Read(ctx).Table("organisations").Where("parent_id = ?", id).
		Order("sort_order, code").Limit(store.MaxLimit).Select(itemColumns)); err != nil {
		return nil, err
	}
	for i := range d.Children {
		d.Children[i].Path = dir.Path(d.Children[i].ID)
	}
	posts, err := store.Scan[PostItem](s.store.Read(ctx).Table("posts").Where("organisation_id = ?", id).
		Order("code").Limit(store.MaxLimit).Select(postColumns))
	if err != nil {
		return nil, err
	}
	if d.Posts, err = s.fillPosts(ctx, posts, today); err != nil {
		return nil, err
	}
	if d.Systems.Count, d.Systems.Capped, err = s.systems.CountOwned(ctx, id); err != nil {
		return nil, err
	}
	d.Can, err = authz.Can(ctx, "organisations", row.facts(), "create", "update", "delete")
	return d, err
}
