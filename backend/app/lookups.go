package app

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"

	"miotsukushi/backend/domain/meetings"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
	"miotsukushi/backend/records/history"
)

// lookups find the records that rows of a file point at.
func lookups() map[string]exchange.Lookup {
	return map[string]exchange.Lookup{
		"organisations": organisationLookup{}, "people": codeLookup{table: "people", where: "active = true"}, "systems": codeLookup{table: "systems"},
		"projects": codeLookup{table: "projects"}, "findings": codeLookup{table: "findings", name: "title"},
		"plan_themes": codeLookup{table: "plan_themes"}, "plan_actions": codeLookup{table: "plan_actions"}, "pilots": codeLookup{table: "pilots"},
		"posts": codeLookup{table: "posts", name: "title"}, "meetings": meetingLookup{},
		"procedures": codeLookup{table: "procedures"}, "datasets": codeLookup{table: "datasets"}, "capabilities": codeLookup{table: "capabilities"},
	}
}

// codeLookup finds records by their code alone: names of people and systems are
// too alike to be sure. Records that the caller may not know of are neither found
// nor called by their code; a file carries their id, which is taken back as it is.
type codeLookup struct{ table, where, name string }

func (l codeLookup) Find(ctx context.Context, db *gorm.DB, text string) ([]string, error) {
	if uuid.Validate(text) == nil {
		return store.Column[string](db.Table(l.table).Where("id = ?", text).Select("id"))
	}
	q, err := history.Readable(ctx, db.Table(l.table), l.table)
	if err != nil {
		return nil, err
	}
	q = q.Where("code IN ?", []string{text, norm.NFKC.String(text)}).Limit(2).Select("id")
	if l.where != "" {
		q = q.Where(l.where)
	}
	return store.Column[string](q)
}

func (l codeLookup) Label(ctx context.Context, db *gorm.DB, id string) (code, name string, err error) {
	q, err := history.Readable(ctx, db.Table(l.table), l.table)
	if err != nil {
		return "", "", err
	}
	return label(q, cmp.Or(l.name, "name"), id)
}

func label(q *gorm.DB, column, id string) (code, name string, err error) {
	type named struct{ Code, Name string }
	rows, err := store.Scan[named](q.Where("id = ?", id).Select("code, " + column + " AS name"))
	if err != nil || len(rows) == 0 {
		return "", "", err
	}
	return rows[0].Code, rows[0].Name, nil
}

// organisationLookup finds an organisation by its code, or by its name with as
// many of the names above it in front as it takes: 税務課, 財政局 税務課, 財政局/税務課.
type organisationLookup struct{}

func (organisationLookup) Label(_ context.Context, db *gorm.DB, id string) (code, name string, err error) {
	return label(db.Table("organisations"), "name", id)
}

// maxSame bounds how many organisations of one name are looked at.
const maxSame = 200

func (organisationLookup) Find(ctx context.Context, db *gorm.DB, text string) ([]string, error) {
	byCode, err := store.Column[string](db.Table("organisations").Where("code IN ?", []string{text, norm.NFKC.String(text)}).Limit(2).Select("id"))
	if err != nil || len(byCode) > 0 {
		return byCode, err
	}
	path := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/／>＞ 　", r) })
	if len(path) == 0 {
		return nil, nil
	}
	same, err := store.Column[string](db.Table("organisations").
		Where("name IN ? OR name_en = ?", []string{text, path[len(path)-1]}, text).Order("code").Limit(maxSame).Select("id"))
	if err != nil {
		return nil, err
	}
	dir := authz.DirectoryOf(ctx)
	var out []string
	for _, id := range same {
		if o, ok := dir.Organisation(id); ok && o.Active && (o.Name == text || o.NameEn == text || below(dir.Path(id), path)) {
			out = append(out, id)
		}
	}
	return out, nil
}

// below tells whether the names stand in this order on the way down the tree.
func below(way []authz.Organisation, names []string) bool {
	for _, o := range way {
		if len(names) > 0 && o.Name == names[0] {
			names = names[1:]
		}
	}
	return len(names) == 0
}

// meetingLookup finds a meeting by its number, however a file writes it: 3, 第3回, 第3回ICT戦略本部会議.
type meetingLookup struct{}

func (meetingLookup) Find(ctx context.Context, db *gorm.DB, text string) ([]string, error) {
	if uuid.Validate(text) == nil {
		return store.Column[string](db.Table("meetings").Where("id = ?", text).Select("id"))
	}
	q, err := history.Readable(ctx, db.Table("meetings"), "meetings")
	if err != nil {
		return nil, err
	}
	return store.Column[string](q.Where("number = ?", meetings.NumberOf(norm.NFKC.String(text))).Select("id"))
}

func (meetingLookup) Label(ctx context.Context, db *gorm.DB, id string) (code, name string, err error) {
	q, err := history.Readable(ctx, db.Table("meetings"), "meetings")
	if err != nil {
		return "", "", err
	}
	found, err := store.Column[int64](q.Where("id = ?", id).Select("number"))
	if err != nil || len(found) == 0 {
		return "", "", err
	}
	return strconv.FormatInt(found[0], 10), meetings.TitleOf(found[0]), nil
}
