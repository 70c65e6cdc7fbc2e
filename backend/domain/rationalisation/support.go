package rationalisation

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
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// PartItem is a component in the list of those whose support ends.
type PartItem struct {
	ID           string      `json:"id"`
	SystemID     string      `json:"systemId"`
	SystemCode   string      `json:"systemCode"`
	SystemName   string      `json:"systemName"`
	SystemNameEn string      `json:"systemNameEn"`
	OwnerID      string      `json:"ownerId"`
	OwnerName    string      `json:"ownerName"`
	OwnerNameEn  string      `json:"ownerNameEn"`
	Name         string      `json:"name"`
	Version      string      `json:"version"`
	Kind         string      `json:"kind" enum:"os,database,middleware,package,hardware,other,"`
	MainOn       fiscal.Date `json:"mainOn,omitzero" doc:"End of mainstream support"`
	ExtendedOn   fiscal.Date `json:"extendedOn,omitzero" doc:"End of extended support"`
	EndsOn       fiscal.Date `json:"endsOn,omitzero" doc:"The later of both: when all support ends"`
	CheckedOn    fiscal.Date `json:"checkedOn,omitzero"`
	Source       string      `json:"source,omitempty"`
	Status       string      `json:"status" enum:"red,amber,grey,green"`
}

// PartFilter narrows the components.
type PartFilter struct {
	api.List
	OwnerID    string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	SystemID   string `query:"systemId" validate:"max=64"`
	Status     string `query:"status" validate:"max=60" doc:"red, amber, grey, green"`
	Kind       string `query:"kind" validate:"max=100"`
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1989,max=2199" doc:"Support ends in this fiscal year"`
	Quarter    int    `query:"quarter" validate:"omitempty,min=1,max=4" doc:"And in this quarter of it, or of any year"`
	Later      int    `query:"later" validate:"omitempty,min=1989,max=2199" doc:"Support ends after this fiscal year"`
	Unknown    string `query:"unknown" validate:"omitempty,oneof=true" doc:"No day of the end is known"`
	Product    string `query:"product" validate:"max=300" doc:"Name and version, with a space between"`
}

// statuses lists the states of support, the worst first: grey counts as a warning, never as good.
var statuses = []string{"red", "amber", "grey", "green"}

// parts reads the components that the caller may see, in one statement.
func (s *Service) parts(ctx context.Context, f *PartFilter) ([]Part, error) {
	scope, err := authz.From(ctx).Scope("rationalisation:read")
	if err != nil {
		return nil, err
	}
	for _, status := range split(f.Status) {
		if !slices.Contains(statuses, status) {
			return nil, fault.Bad("query.status", "oneof", fault.Params{"allowed": statuses})
		}
	}
	rows := store.Within(s.store.Read(ctx).Table("systems"), scope.All, "systems.owner_id", scope.Sections, "", "")
	if f.OwnerID != "" {
		rows = rows.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	if f.SystemID != "" {
		rows = rows.Where("systems.id = ?", f.SystemID)
	}
	all, err := s.register.Parts(rows, s.today())
	if err != nil {
		return nil, err
	}
	q, status, kinds := store.Fold(f.Q), split(f.Status), split(f.Kind)
	return slices.DeleteFunc(all, func(p Part) bool {
		return len(status) > 0 && !slices.Contains(status, p.Status) || len(kinds) > 0 && !slices.Contains(kinds, p.Kind) ||
			f.FiscalYear != 0 && fiscal.FY(p.EndsOn) != f.FiscalYear || f.Quarter != 0 && (p.EndsOn.IsZero() || fiscal.Quarter(p.EndsOn) != f.Quarter) ||
			f.Unknown != "" && !p.EndsOn.IsZero() || f.Later != 0 && fiscal.FY(p.EndsOn) <= f.Later || f.Product != "" && p.Name+" "+p.Version != f.Product ||
			q != "" && !strings.Contains(store.Fold(p.SystemCode, p.SystemName, p.SystemNameEn, p.Name, p.Version), q)
	}), nil
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// Parts lists the components, those whose support ends first at the top; what nobody knows comes last.
func (s *Service) Parts(ctx context.Context, f *PartFilter) (store.Page[PartItem], error) {
	out := store.Page[PartItem]{Items: []PartItem{}}
	all, err := s.parts(ctx, f)
	if err != nil {
		return out, err
	}
	by := func(a, b Part) int {
		return cmp.Or(last(a.EndsOn).Compare(last(b.EndsOn)), cmp.Compare(a.SystemCode, b.SystemCode), a.Position-b.Position)
	}
	switch f.Sort {
	case "", "endsOn":
	case "-endsOn":
		rising := by
		by = func(a, b Part) int { return rising(b, a) }
	case "checkedOn":
		by = func(a, b Part) int {
			return cmp.Or(a.CheckedOn.Compare(b.CheckedOn), cmp.Compare(a.SystemCode, b.SystemCode), a.Position-b.Position)
		}
	default:
		return out, fault.Bad("query.sort", "oneof", fault.Params{"allowed": []string{"endsOn", "checkedOn"}})
	}
	slices.SortFunc(all, by)
	page, err := pageOf(all, f.List)
	out.Total, out.TotalCapped, out.Next = page.Total, page.TotalCapped, page.Next
	dir := authz.DirectoryOf(ctx)
	for _, p := range page.Items {
		o, _ := dir.Organisation(p.OwnerID)
		out.Items = append(out.Items, PartItem{
			p.SystemID + "-" + strconv.Itoa(p.Position), p.SystemID, p.SystemCode, p.SystemName, p.SystemNameEn, p.OwnerID, o.Name, o.NameEn,
			p.Name, p.Version, p.Kind, p.MainOn, p.ExtendedOn, p.EndsOn, p.CheckedOn, p.Source, p.Status,
		})
	}
	return out, err
}

// last puts an unknown day after all others.
func last(d fiscal.Date) fiscal.Date {
	if d.IsZero() {
		return fiscal.MustDate("9999-12-31")
	}
	return d
}

// pageOf cuts a page out of a list that is whole.
func pageOf[T any](all []T, l api.List) (store.Page[T], error) {
	out := store.Page[T]{Items: []T{}, Total: min(len(all), store.CountCap), TotalCapped: len(all) > store.CountCap}
	size, from := cmp.Or(l.Limit, store.DefaultLimit), 0
	if l.Page > 1 {
		from = (l.Page - 1) * size
	}
	if l.Cursor != "" {
		var err error
		if from, err = strconv.Atoi(l.Cursor); err != nil || from < 0 {
			return out, fault.Bad("query.cursor", "format", nil)
		}
	}
	to := min(from+size, len(all))
	if from < to {
		out.Items = all[from:to]
	}
	if to < len(all) {
		out.Next = strconv.Itoa(to)
	}
	return out, nil
}

// PartFacets counts the components of the view by state and kind.
func (s *Service) PartFacets(ctx context.Context, f *PartFilter) (store.Facets, error) {
	all, err := s.parts(ctx, f)
	out := store.Facets{"status": {}, "kind": {}}
	for _, p := range all {
		out["status"][p.Status]++
		out["kind"][p.Kind]++
	}
	return out, err
}

// Calendar is when support and leases end, by fiscal year and quarter.
type Calendar struct {
	AsOf      fiscal.Date    `json:"asOf"`
	Statuses  []StatusRow    `json:"statuses" doc:"The worst first; grey is unknown or not checked for a year"`
	Attention api.Figure     `json:"attention" doc:"Expired, ending within a year, extended only, or unknown"`
	Past      api.Figure     `json:"past" doc:"Support has ended"`
	Unknown   api.Figure     `json:"unknown" doc:"No day of the end is known"`
	Years     []CalendarYear `json:"years"`
	Beyond    api.Figure     `json:"beyond" doc:"Ends after the last year shown"`
	Conflicts api.Figure     `json:"conflicts" doc:"The lease ends before the successor goes live"`
}

// StatusRow is a state of support with its components.
type StatusRow struct {
	Status string     `json:"status" enum:"red,amber,grey,green"`
	Count  api.Figure `json:"count"`
}

// CalendarYear is a fiscal year of the calendar.
type CalendarYear struct {
	FiscalYear int               `json:"fiscalYear"`
	Quarters   []CalendarQuarter `json:"quarters"`
}

// CalendarQuarter is what ends in a quarter, by state today.
type CalendarQuarter struct {
	Quarter int        `json:"quarter"`
	Parts   api.Figure `json:"parts"`
	Leases  api.Figure `json:"leases"`
}

// Calendar counts what ends when, in three statements.
func (s *Service) Calendar(ctx context.Context, in *Tree) (*Calendar, error) {
	all, err := s.parts(ctx, &PartFilter{OwnerID: in.OwnerID})
	if err != nil {
		return nil, err
	}
	now, owner := s.today(), ""
	if in.OwnerID != "" {
		owner = "&ownerId=" + url.QueryEscape(in.OwnerID)
	}
	list := func(q string) string { return "/rationalisation/components?" + q + owner }
	first, years := fiscal.FY(now), s.settings.Rules.RoadmapYears
	states, ends := map[string]int{}, map[[2]int]int{}
	unknown, beyond := 0, 0
	for _, p := range all {
		states[p.Status]++
		switch fy := fiscal.FY(p.EndsOn); {
		case p.EndsOn.IsZero():
			unknown++
		case fy >= first+years:
			beyond++
		default:
			ends[[2]int{fy, fiscal.Quarter(p.EndsOn)}]++
		}
	}
	type lease struct {
		LeaseEndsOn, SuccessorLiveOn fiscal.Date
	}
	q, err := s.leasing(ctx, &LeaseFilter{OwnerID: in.OwnerID})
	if err != nil {
		return nil, err
	}
	leases, err := store.Scan[lease](q.Select("p.lease_ends_on, p.successor_live_on"))
	if err != nil {
		return nil, err
	}
	leaseEnds, conflicts := map[[2]int]int{}, 0
	for _, l := range leases {
		leaseEnds[[2]int{fiscal.FY(l.LeaseEndsOn), fiscal.Quarter(l.LeaseEndsOn)}]++
		if LeaseOf(l.LeaseEndsOn, l.SuccessorLiveOn) == LeaseConflict {
			conflicts++
		}
	}
	out := &Calendar{
		AsOf: now, Past: api.Count(states["red"], list("status=red")), Unknown: api.Count(unknown, list("unknown=true")), Beyond: api.Count(beyond, list("later="+strconv.Itoa(first+years-1))),
		Attention: api.Count(states["red"]+states["amber"]+states["grey"], list("status=red,amber,grey")),
		Conflicts: api.Count(conflicts, "/rationalisation/leases?state=conflict"+owner),
	}
	for _, status := range statuses {
		out.Statuses = append(out.Statuses, StatusRow{status, api.Count(states[status], list("status="+status))})
	}
	for fy := first; fy < first+years; fy++ {
		y := CalendarYear{FiscalYear: fy}
		for quarter := 1; quarter <= 4; quarter++ {
			when := "fiscalYear=" + strconv.Itoa(fy) + "&quarter=" + strconv.Itoa(quarter)
			y.Quarters = append(y.Quarters, CalendarQuarter{
				quarter, api.Count(ends[[2]int{fy, quarter}], list(when)), api.Count(leaseEnds[[2]int{fy, quarter}], "/rationalisation/leases?"+when+owner),
			})
		}
		out.Years = append(out.Years, y)
	}
	return out, nil
}

// LeaseItem is a lease of equipment against the day on which its successor goes live.
type LeaseItem struct {
	store.Base
	SystemID        string      `json:"systemId"`
	Code            string      `json:"code"`
	Name            string      `json:"name"`
	NameEn          string      `json:"nameEn"`
	OwnerID         string      `json:"ownerId"`
	OwnerName       string      `json:"ownerName" gorm:"-"`
	OwnerNameEn     string      `json:"ownerNameEn" gorm:"-"`
	LeaseEndsOn     fiscal.Date `json:"leaseEndsOn"`
	SuccessorLiveOn fiscal.Date `json:"successorLiveOn,omitzero"`
	SuccessorID     string      `json:"successorId,omitempty"`
	SuccessorName   string      `json:"successorName,omitempty"`
	SuccessorNameEn string      `json:"successorNameEn,omitempty"`
	State           LeaseState  `json:"state" enum:"conflict,clear,unknown" gorm:"-"`
	GapDays         *int        `json:"gapDays" gorm:"-" doc:"Days from the end of the lease to the successor; above 0 nothing runs. Null when unknown"`
}

// LeaseFilter narrows the leases.
type LeaseFilter struct {
	api.List
	OwnerID    string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	State      string `query:"state" validate:"omitempty,oneof=conflict clear unknown"`
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1989,max=2199" doc:"The lease ends in this fiscal year"`
	Quarter    int    `query:"quarter" validate:"omitempty,min=1,max=4" doc:"And in this quarter of it, or of any year"`
}

var leaseSorts = store.Sorts{"leaseEndsOn": "p.lease_ends_on", "code": "systems.code"}

func (s *Service) leasing(ctx context.Context, f *LeaseFilter) (*gorm.DB, error) {
	q, err := s.inScope(ctx, s.store.Read(ctx).Table("systems").Joins("JOIN rationalisation_profiles p ON p.system_id = systems.id").
		Joins("LEFT JOIN systems su ON su.id = p.successor_id").Where("p.lease_ends_on IS NOT NULL"))
	if err != nil {
		return nil, err
	}
	if f.OwnerID != "" {
		q = q.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	switch LeaseState(f.State) { // LeaseOf once more, in SQL
	case LeaseConflict:
		q = q.Where("p.lease_ends_on < p.successor_live_on")
	case LeaseClear:
		q = q.Where("p.lease_ends_on >= p.successor_live_on")
	case LeaseUnknown:
		q = q.Where("p.successor_live_on IS NULL")
	}
	if f.FiscalYear != 0 {
		from, to := fiscal.FYBounds(f.FiscalYear)
		if f.Quarter != 0 {
			from, to = fiscal.QuarterBounds(f.FiscalYear, f.Quarter)
		}
		q = q.Where("p.lease_ends_on BETWEEN ? AND ?", from, to)
	} else if f.Quarter != 0 {
		months := [4][]string{{"04", "05", "06"}, {"07", "08", "09"}, {"10", "11", "12"}, {"01", "02", "03"}}
		q = q.Where("SUBSTR(CAST(p.lease_ends_on AS TEXT), 6, 2) IN ?", months[f.Quarter-1])
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// Leases lists the leases, those that end first at the top.
func (s *Service) Leases(ctx context.Context, f *LeaseFilter) (store.Page[LeaseItem], error) {
	q, err := s.leasing(ctx, f)
	if err != nil {
		return store.Page[LeaseItem]{}, err
	}
	page, err := store.FindPage[LeaseItem](q, `systems.id, systems.version, systems.created_at, systems.updated_at, systems.id AS system_id, systems.code, systems.name,
		systems.name_en, systems.owner_id, p.lease_ends_on, p.successor_live_on, COALESCE(p.successor_id, '') AS successor_id, COALESCE(su.name, '') AS successor_name,
		COALESCE(su.name_en, '') AS successor_name_en`, f.Paging(), leaseSorts, "leaseEndsOn")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.OwnerID)
		it.OwnerName, it.OwnerNameEn, it.State = o.Name, o.NameEn, LeaseOf(it.LeaseEndsOn, it.SuccessorLiveOn)
		if it.State != LeaseUnknown {
			days := it.SuccessorLiveOn.Sub(it.LeaseEndsOn)
			it.GapDays = &days
		}
	}
	return page, err
}
