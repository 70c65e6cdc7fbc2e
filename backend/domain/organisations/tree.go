package organisations

import (
	"slices"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// maxLevels bounds the depth of the tree.
const maxLevels = 10

// node is what the rules of the tree look at.
type node struct {
	ID        string
	ParentID  store.Ref
	Code      string
	Name      string
	ValidFrom fiscal.Date
	ValidTo   fiscal.Date
}

// forest is the whole tree, of all times.
type forest map[string]node

func loadForest(db *gorm.DB) (forest, error) {
	rows, err := store.Scan[node](db.Table("organisations").Select("id, parent_id, code, name, valid_from, valid_to"))
	out := make(forest, len(rows))
	for _, n := range rows {
		out[n.ID] = n
	}
	return out, err
}

// levels counts a node and its ancestors; a cycle counts as too deep.
func (f forest) levels(id string) int {
	n := 0
	for id != "" && n <= maxLevels {
		n++
		id = string(f[id].ParentID)
	}
	return n
}

// height counts the levels of a node and what is below it.
func (f forest) height(id string) int {
	top, below := f.levels(id), 0
	for other := range f {
		if f.below(other, id) {
			below = max(below, f.levels(other)-top)
		}
	}
	return below + 1
}

// below tells whether a node is the ancestor or under it.
func (f forest) below(id, ancestor string) bool {
	for range maxLevels + 1 {
		if id == ancestor {
			return id != ""
		}
		if id = string(f[id].ParentID); id == "" {
			return false
		}
	}
	return false
}

// place checks where a draft would stand: its parent exists, is not below it
// and spans its life; it spans the life of its children; the tree stays shallow.
// id is empty for a new node.
func (f forest) place(id string, d *OrganisationDraft) []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	if d.ParentID != "" {
		parent, ok := f[string(d.ParentID)]
		switch {
		case !ok:
			bad("parentId", "not_found", nil)
		case id != "" && f.below(parent.ID, id):
			bad("parentId", "cycle", nil)
		case f.levels(parent.ID)+f.ownHeight(id) > maxLevels:
			bad("parentId", "max", fault.Params{"limit": strconv.Itoa(maxLevels)})
		}
		if ok {
			p := fault.Params{"name": parent.Name, "from": parent.ValidFrom, "to": parent.ValidTo}
			if d.ValidFrom.Before(parent.ValidFrom) {
				bad("validFrom", "within_parent", p)
			}
			if endsAfter(d.ValidTo, parent.ValidTo) {
				bad("validTo", "within_parent", p)
			}
		}
	}
	for _, child := range f.children(id) {
		p := fault.Params{"name": child.Name, "from": child.ValidFrom, "to": child.ValidTo}
		if child.ValidFrom.Before(d.ValidFrom) {
			bad("validFrom", "spans_children", p)
			break
		}
		if endsAfter(child.ValidTo, d.ValidTo) {
			bad("validTo", "spans_children", p)
			break
		}
	}
	return out
}

func (f forest) ownHeight(id string) int {
	if id == "" {
		return 1
	}
	return f.height(id)
}

// children lists the nodes directly below, by code: the first one at fault is
// then always the same.
func (f forest) children(id string) []node {
	var out []node
	for _, n := range f {
		if id != "" && string(n.ParentID) == id {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b node) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return out
}

// endsAfter compares two last days; a zero day is no end.
func endsAfter(a, b fiscal.Date) bool {
	return !b.IsZero() && (a.IsZero() || a.After(b))
}
