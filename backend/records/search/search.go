// Package search finds records of all kinds by what people remember of them: a
// code or its beginning, a part of a name, a reading, with a slip of the finger.
package search

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Source is one kind of record that can be found. The database keeps its rows in
// search_entries (migration 00022); the source says who may find them.
type Source struct {
	// Noun is the record's table.
	Noun string
	// Permission is the one that the noun's own list asks for.
	Permission string
	// Visible is what that list shows to the caller before any filter.
	Visible func(ctx context.Context) (*gorm.DB, error)
}

// Service searches all sources.
type Service struct {
	store   *store.Store
	sources []Source
}

// New makes the service. The order of the sources is the order of kinds among equally good hits.
func New(s *store.Store, sources ...Source) *Service { return &Service{s, sources} }

// Sources are the kinds that can be found.
func (s *Service) Sources() []Source { return s.sources }

// Routes registers the endpoint.
func (s *Service) Routes(r *api.Router) {
	api.Get(r, "/search", "search:read", s.Find, "Records of all kinds that the caller may read, the best first: the very code, codes and names that begin so, words inside, and, when nothing is found, what differs by a letter or two.")
}

// DefaultLimit is how many hits an answer has unless asked otherwise; 50 at most.
const DefaultLimit = 20

// Query is what is asked for.
type Query struct {
	Q      string `query:"q" validate:"required,max=100" doc:"Words that all must occur; width, case, kana, dashes and long vowel marks do not matter"`
	Type   string `query:"type" validate:"max=500" doc:"Kinds of records, separated by commas"`
	Limit  int    `query:"limit" validate:"omitempty,min=1,max=50" doc:"20 unless given"`
	Counts string `query:"counts" validate:"omitempty,oneof=true" doc:"Count the hits by kind as well"`
}

// Hit is a record that was found.
type Hit struct {
	Noun          string `json:"noun"`
	ID            string `json:"id"`
	Code          string `json:"code" doc:"Empty for kinds without codes"`
	Name          string `json:"name"`
	NameEn        string `json:"nameEn"`
	SectionID     string `json:"sectionId,omitempty" doc:"The organisation that it belongs to"`
	SectionName   string `json:"sectionName,omitempty"`
	SectionNameEn string `json:"sectionNameEn,omitempty"`
	State         string `json:"state,omitempty" doc:"State or phase, in the words of its kind"`
	Near          bool   `json:"near" doc:"Differs from what was asked for by a letter or two"`
}

// Count is how many records of a kind were found.
type Count struct {
	Noun  string `json:"noun"`
	Count int    `json:"count"`
}

// Found is the answer.
type Found struct {
	Items  []Hit   `json:"items"`
	More   bool    `json:"more" doc:"There are more than these"`
	Counts []Count `json:"counts" doc:"Exact hits by kind, whatever type says; empty unless asked for"`
}

// row is an entry as it is read; Text is its beginning and read for near hits only.
type row struct {
	Noun, RecordID, Code, Name, NameEn, SectionID, State, Text string
}

// Find searches. It takes one statement, one more for counts, and one more when nothing is found.
func (s *Service) Find(ctx context.Context, in *Query) (*Found, error) {
	out := &Found{Items: []Hit{}, Counts: []Count{}}
	ask := parse(in.Q)
	if len(ask.words) == 0 {
		return nil, fault.Bad("query.q", "required", nil)
	}
	limit := in.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	all, err := s.readable(ctx, nil)
	if err != nil {
		return nil, err
	}
	scope := all
	if in.Type != "" {
		if scope, err = s.readable(ctx, strings.Split(in.Type, ",")); err != nil {
			return nil, err
		}
	}
	d := s.store.Dialect
	if scope != nil {
		rows, err := store.Scan[row](ask.contained(s.entries(ctx, scope), d).
			Select("e.noun, e.record_id, e.code, e.name, e.name_en, e.section_id, e.state").
			Order(ask.rank(d, s.order())).Limit(limit + 1))
		if err != nil {
			return nil, err
		}
		out.add(ctx, rows, false)
		// Beside an exact hit, records whose codes differ by one digit would only be in the way.
		if len(rows) == 0 {
			if err := s.near(ctx, ask, scope, limit, out); err != nil {
				return nil, err
			}
		}
	}
	if len(out.Items) > limit {
		out.Items, out.More = out.Items[:limit], true
	}
	if in.Counts != "" && all != nil {
		out.Counts, err = store.Scan[Count](ask.contained(s.entries(ctx, all), d).
			Select("e.noun, count(*) AS count").Group("e.noun").Order(s.order()))
	}
	return out, err
}

// entries are those of a scope.
func (s *Service) entries(ctx context.Context, scope *gorm.DB) *gorm.DB {
	return s.store.Read(ctx).Table("search_entries AS e").Where(scope)
}

// order sorts kinds as the sources stand. Nouns come from the program, not from a request.
func (s *Service) order() string {
	var b strings.Builder
	b.WriteString("CASE e.noun")
	for i, src := range s.sources {
		fmt.Fprintf(&b, " WHEN '%s' THEN %d", src.Noun, i)
	}
	return b.String() + " END"
}

// readable is the condition for entries of the given kinds, all if there are none given, that the caller may read; nil
// when there is nothing. A kind whose list shows everything costs no look at its table, the others one by key.
func (s *Service) readable(ctx context.Context, kinds []string) (*gorm.DB, error) {
	session := authz.From(ctx)
	var open []string
	db := s.store.Read(ctx)
	var cond *gorm.DB
	or := func(query string, args ...any) {
		if cond == nil {
			cond = db.Where(query, args...)
			return
		}
		cond = cond.Or(query, args...)
	}
	for _, src := range s.sources {
		if len(kinds) > 0 && !slices.Contains(kinds, src.Noun) {
			continue
		}
		v, err := session.Decide(src.Permission, nil)
		if err != nil {
			return nil, err
		}
		if !v.Allowed {
			continue
		}
		q, err := src.Visible(ctx)
		if err != nil {
			return nil, err
		}
		if _, narrowed := q.Statement.Clauses["WHERE"]; !narrowed {
			open = append(open, src.Noun)
			continue
		}
		or("(e.noun = ? AND EXISTS (?))", src.Noun, q.Where(src.Noun+".id = e.record_id").Select("1"))
	}
	if len(open) > 0 {
		or("e.noun IN ?", open)
	}
	return cond, nil
}

// near adds records that differ from what was asked for by a letter or two.
func (s *Service) near(ctx context.Context, ask asked, scope *gorm.DB, limit int, out *Found) error {
	slips := ask.slips()
	if slips == 0 {
		return nil
	}
	rows, err := store.Scan[row](ask.partly(s.entries(ctx, scope), s.store.Dialect, slips).
		Select("e.noun, e.record_id, e.code, e.name, e.name_en, e.section_id, e.state, substr(e.text, 1, 200) AS text").Limit(maxNear))
	if err != nil {
		return err
	}
	out.add(ctx, ask.closest(rows, slips, limit+1), true)
	return nil
}

// add appends rows that are not there yet.
func (f *Found) add(ctx context.Context, rows []row, near bool) {
	dir := authz.DirectoryOf(ctx)
	for _, r := range rows {
		if slices.ContainsFunc(f.Items, func(h Hit) bool { return h.ID == r.RecordID }) {
			continue
		}
		h := Hit{Noun: r.Noun, ID: r.RecordID, Code: r.Code, Name: r.Name, NameEn: r.NameEn, SectionID: r.SectionID, State: r.State, Near: near}
		if o, ok := dir.Organisation(r.SectionID); ok {
			h.SectionName, h.SectionNameEn = o.Name, o.NameEn
		}
		f.Items = append(f.Items, h)
	}
}
