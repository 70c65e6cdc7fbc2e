package datasets

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// rows is the list that a figure of the scope opens onto.
func (n *Scope) rows(pairs ...string) string {
	v := url.Values{}
	for name, value := range map[string]string{"sectionId": n.SectionID, "ownerId": n.OwnerID, "systemId": n.SystemID, "procedureId": n.ProcedureID} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return "/datasets?" + v.Encode()
}

// Summary answers what share of the city's data is good and open: quality before quantity.
type Summary struct {
	AsOf       fiscal.Date  `json:"asOf"`
	Quality    Quality      `json:"quality" doc:"Weights and limits in force"`
	Total      api.Figure   `json:"total"`
	Good       api.Figure   `json:"good" doc:"Good, and open enough: what counts for the headline"`
	Share      *float64     `json:"share" doc:"good over total in percent; null without datasets. What was not measured is not good"`
	Public     api.Figure   `json:"public"`
	GoodOf     *float64     `json:"goodOfPublic" doc:"good over public in percent"`
	Unmeasured api.Figure   `json:"unmeasured" doc:"Without a score"`
	Overdue    api.Figure   `json:"overdue" doc:"Older than its interval"`
	Waiting    api.Figure   `json:"waiting" doc:"Proposals that wait for a decision"`
	Stars      []Count      `json:"stars"`
	Bands      []Count      `json:"bands"`
	Freshness  []Count      `json:"freshness"`
	Personal   []Count      `json:"personal" doc:"By class of personal data; undecided for not given"`
	Published  []Count      `json:"publications" doc:"By publication; undecided for not decided"`
	Parts      []PartRow    `json:"parts" doc:"What pulls the score down"`
	Sections   []SectionRow `json:"sections" doc:"Bureaus and wards with datasets, in the order of the tree, at most 200"`
	Years      []YearRow    `json:"years" doc:"Uses in the last closed fiscal years, the earliest first"`
}

// Count is a value of a property with its datasets.
type Count struct {
	Value string     `json:"value"`
	Count api.Figure `json:"count"`
}

// PartRow is a part of the score over the datasets for which it was measured.
type PartRow struct {
	Part    Part       `json:"part" enum:"completeness,schema,currency,uniqueness,machine,metadata"`
	Weight  int64      `json:"weight"`
	Mean    *float64   `json:"mean" doc:"Percent; null when it was measured nowhere"`
	Missing api.Figure `json:"missing" doc:"Datasets for which it was not measured"`
}

// SectionRow is an organisation below the city, with all below it.
type SectionRow struct {
	OrganisationID string     `json:"organisationId"`
	Name           string     `json:"name"`
	NameEn         string     `json:"nameEn"`
	Total          api.Figure `json:"total"`
	Good           api.Figure `json:"good"`
	Share          *float64   `json:"share"`
	Public         api.Figure `json:"public"`
	Unmeasured     api.Figure `json:"unmeasured"`
	Overdue        api.Figure `json:"overdue"`
}

// YearRow are the uses of a fiscal year, over the datasets whose uses are known.
type YearRow struct {
	FY      int        `json:"fy"`
	Uses    api.Figure `json:"uses"`
	Known   api.Figure `json:"known"`
	Unknown api.Figure `json:"unknown"`
}

// group is what one statement counts for a set of words.
type group struct {
	SectionID            string
	Stars                int64
	Band                 Band
	Freshness            Freshness
	PersonalData         string
	Publication          Publication
	Sample               SampleState
	N, Waiting           int64
	N0, N1, N2, N3, N4   int64 // measured, by part
	N5, S0, S1, S2, S3   int64
	S4, S5               int64
	UseKnown, UseUnknown int64
}

func (g *group) measured() [6]int64 { return [6]int64{g.N0, g.N1, g.N2, g.N3, g.N4, g.N5} }
func (g *group) sums() [6]int64     { return [6]int64{g.S0, g.S1, g.S2, g.S3, g.S4, g.S5} }
func (g *group) late() bool         { return g.Freshness == Late || g.Freshness == Stale }

// counted reads a query by its words, in one statement; with sections, for the table of bureaus, without the rest.
func (s *Service) counted(q *gorm.DB) ([]group, error) {
	r := s.on(s.today())
	keys := []string{"datasets.section_id", "datasets.stars", "datasets.personal_data", "datasets.publication", "datasets.sample", r.band(), r.freshness()}
	cols := []string{
		"datasets.section_id", "datasets.stars", "datasets.personal_data", "datasets.publication", "datasets.sample", r.band() + " AS band",
		r.freshness() + " AS freshness", "count(*) AS n", "SUM(CASE WHEN datasets.proposed <> '' THEN 1 ELSE 0 END) AS waiting",
		"count(datasets.use_count) AS use_known", "count(*) - count(datasets.use_count) AS use_unknown",
	}
	for i, p := range AllParts {
		n := strconv.Itoa(i)
		cols = append(cols, "count("+r.column(p)+") AS n"+n, "CAST(COALESCE(SUM("+r.column(p)+"), 0) AS BIGINT) AS s"+n)
	}
	return store.Scan[group](q.Select(strings.Join(cols, ", ")).Group(strings.Join(keys, ", ")))
}

// tallied adds up the rows by a word.
func tallied[K comparable](groups []group, of func(*group) K) map[K]int64 {
	out := map[K]int64{}
	for i := range groups {
		out[of(&groups[i])] += groups[i].N
	}
	return out
}

func sum(groups []group, match func(*group) bool) (n int64) {
	for i := range groups {
		if match(&groups[i]) {
			n += groups[i].N
		}
	}
	return n
}

// Summary computes the figures of a scope in two statements.
func (s *Service) Summary(ctx context.Context, in *Scope) (*Summary, error) {
	q, err := s.filtered(ctx, &Filter{Scope: *in})
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	groups, err := s.counted(q)
	if err != nil {
		return nil, err
	}
	all := s.row(groups, in)
	out := &Summary{
		AsOf: s.today(), Quality: s.settings.Quality, Total: all.Total, Good: all.Good, Share: all.Share, Public: all.Public, Unmeasured: all.Unmeasured,
		Overdue: all.Overdue, GoodOf: percent(*all.Good.Value, *all.Public.Value), Sections: []SectionRow{},
	}
	waiting := int64(0)
	var measured, sums [6]int64
	for i := range groups {
		waiting += groups[i].Waiting
		for p := range AllParts {
			measured[p], sums[p] = measured[p]+groups[i].measured()[p], sums[p]+groups[i].sums()[p]
		}
	}
	out.Waiting = api.Count(waiting, in.rows("waiting", "true"))
	for i, p := range AllParts {
		row := PartRow{Part: p, Weight: s.settings.Quality.Weights.of(p), Missing: api.Count(*all.Total.Value-measured[i], in.rows("missing", string(p)))}
		if measured[i] > 0 {
			row.Mean = percent(sums[i], measured[i]*whole)
		}
		out.Parts = append(out.Parts, row)
	}
	s.words(groups, in, out)
	s.sections(ctx, groups, in, out)
	out.Years, err = s.yearRows(q, in, *all.Total.Value)
	return out, err
}

// words counts by stars, band, freshness, class and publication.
func (s *Service) words(groups []group, in *Scope, out *Summary) {
	stars := tallied(groups, func(g *group) int64 { return g.Stars })
	for n := int64(5); n >= 0; n-- {
		v := strconv.FormatInt(n, 10)
		out.Stars = append(out.Stars, Count{v, api.Count(stars[n], in.rows("stars", v))})
	}
	bands, fresh := tallied(groups, func(g *group) Band { return g.Band }), tallied(groups, func(g *group) Freshness { return g.Freshness })
	for _, b := range Bands {
		out.Bands = append(out.Bands, Count{string(b), api.Count(bands[b], in.rows("band", string(b)))})
	}
	for _, f := range AllFreshness {
		out.Freshness = append(out.Freshness, Count{string(f), api.Count(fresh[f], in.rows("freshness", string(f)))})
	}
	classes, opened := tallied(groups, func(g *group) string { return g.PersonalData }), tallied(groups, func(g *group) Publication { return g.Publication })
	for _, c := range []string{"none", "anonymised", "personal", "sensitive", "specific", ""} {
		v := cmp.Or(c, "undecided")
		out.Personal = append(out.Personal, Count{v, api.Count(classes[c], in.rows("personalData", v))})
	}
	for _, p := range []Publication{Public, Limited, Closed, Undecided} {
		v := cmp.Or(string(p), "undecided")
		out.Published = append(out.Published, Count{v, api.Count(opened[p], in.rows("publication", v))})
	}
}

// row are the figures of a table row.
func (s *Service) row(groups []group, in *Scope) SectionRow {
	total := sum(groups, func(*group) bool { return true })
	good := sum(groups, func(g *group) bool { return g.Band == Good && g.Stars >= s.settings.Quality.Stars })
	return SectionRow{
		Total: api.Count(total, in.rows()), Good: api.Count(good, in.rows("meets", "true")), Share: percent(good, total),
		Public:     api.Count(sum(groups, func(g *group) bool { return g.Publication == Public }), in.rows("publication", "public")),
		Unmeasured: api.Count(sum(groups, func(g *group) bool { return g.Band == NoBand }), in.rows("band", "unknown")),
		Overdue:    api.Count(sum(groups, (*group).late), in.rows("freshness", "late,stale")),
	}
}

// sections adds the bureaus below the organisation of the scope.
func (s *Service) sections(ctx context.Context, groups []group, in *Scope, out *Summary) {
	dir := authz.DirectoryOf(ctx)
	bureaus, by := []authz.Organisation{}, map[string][]group{}
	for _, g := range groups {
		top := below(dir.Path(g.SectionID), in.SectionID)
		if _, seen := by[top.ID]; !seen {
			bureaus = append(bureaus, top)
		}
		by[top.ID] = append(by[top.ID], g)
	}
	slices.SortFunc(bureaus, func(a, b authz.Organisation) int { return cmp.Compare(a.Code, b.Code) })
	for _, o := range bureaus[:min(len(bureaus), store.MaxLimit)] {
		scope := *in
		if scope.SectionID = o.ID; o.ID == in.SectionID || o.ParentID == "" {
			scope.OwnerID = o.ID // what it keeps itself, beside those below
		}
		row := s.row(by[o.ID], &scope)
		row.OrganisationID, row.Name, row.NameEn = o.ID, o.Name, o.NameEn
		out.Sections = append(out.Sections, row)
	}
}

// below is the organisation of a path one step below the city, or below the given one.
func below(path []authz.Organisation, top string) authz.Organisation {
	i := 0
	if top != "" {
		i = max(0, slices.IndexFunc(path, func(o authz.Organisation) bool { return o.ID == top }))
	}
	if len(path) == 0 {
		return authz.Organisation{}
	}
	return path[min(i+1, len(path)-1)]
}

// useYears is how many closed fiscal years the chart shows.
const useYears = 5

// yearRows sums the uses of the last closed fiscal years.
func (s *Service) yearRows(q *gorm.DB, in *Scope, total int64) ([]YearRow, error) {
	last := fiscal.FY(s.today()) - 1
	type year struct {
		FiscalYear int
		N, Uses    int64
	}
	found, err := store.Scan[year](q.Joins("JOIN dataset_uses u ON u.dataset_id = datasets.id").
		Where("u.fiscal_year BETWEEN ? AND ? AND u.uses IS NOT NULL", last-useYears+1, last).Group("u.fiscal_year").
		Select("u.fiscal_year, count(*) AS n, CAST(SUM(u.uses) AS BIGINT) AS uses"))
	if err != nil {
		return nil, err
	}
	out := []YearRow{}
	for fy := last - useYears + 1; fy <= last; fy++ {
		text := strconv.Itoa(fy)
		row := YearRow{FY: fy, Uses: api.Unknown(in.rows("useFy", text)), Known: api.Count(0, in.rows("useFy", text)), Unknown: api.Count(total, in.rows("noUseFy", text))}
		for _, y := range found {
			if y.FiscalYear == fy {
				row.Uses = api.Sum(y.Uses, in.rows("useFy", text), "year.uses")
				row.Known, row.Unknown = api.Count(y.N, row.Known.Rows), api.Count(total-y.N, row.Unknown.Rows)
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// Facets counts the datasets of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	groups, err := s.counted(q)
	if err != nil {
		return nil, err
	}
	out, err := store.CountBy(q, "format", "update_interval")
	if err != nil {
		return nil, err
	}
	for _, counts := range out {
		if n, ok := counts[""]; ok {
			counts["undecided"] = n
			delete(counts, "")
		}
	}
	for _, name := range []string{"stars", "band", "freshness", "personalData", "publication", "sample", "meets", "waiting", "useKnown"} {
		out[name] = map[string]int{}
	}
	for i := range groups {
		g := &groups[i]
		n := int(g.N)
		out["stars"][strconv.FormatInt(g.Stars, 10)] += n
		out["band"][string(g.Band)] += n
		out["freshness"][string(g.Freshness)] += n
		out["personalData"][cmp.Or(g.PersonalData, "undecided")] += n
		out["publication"][cmp.Or(string(g.Publication), "undecided")] += n
		out["sample"][string(g.Sample)] += n
		out["meets"][strconv.FormatBool(g.Band == Good && g.Stars >= s.settings.Quality.Stars)] += n
		out["waiting"]["true"] += int(g.Waiting)
		out["useKnown"]["true"] += int(g.UseKnown)
		out["useKnown"]["false"] += int(g.UseUnknown)
	}
	return out, nil
}
