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

// Renewal is a system in use with the day on which it is to be renewed.
type Renewal struct {
	ID             string       `json:"id"`
	Code           string       `json:"code"`
	Name           string       `json:"name"`
	NameEn         string       `json:"nameEn"`
	OwnerID        string       `json:"ownerId"`
	OwnerName      string       `json:"ownerName"`
	OwnerNameEn    string       `json:"ownerNameEn"`
	LastRenewalOn  fiscal.Date  `json:"lastRenewalOn,omitzero"`
	RenewalOn      fiscal.Date  `json:"renewalOn,omitzero" doc:"As given, or five years after the last"`
	Given          bool         `json:"given" doc:"The day is given; false when it is derived from the last renewal"`
	FiscalYear     int          `json:"fiscalYear,omitempty"`
	ContractEndsOn fiscal.Date  `json:"contractEndsOn,omitzero"`
	LeaseEndsOn    fiscal.Date  `json:"leaseEndsOn,omitzero"`
	AbsorbedOn     fiscal.Date  `json:"absorbedOn,omitzero" doc:"When an approved case retires it"`
	Amount         *int64       `json:"amount" doc:"One-off cost, yen; null when nobody has estimated it"`
	Basis          string       `json:"basis,omitempty"`
	State          RenewalState `json:"state" enum:"ahead,overdue,avoided,unknown"`
	Quadrant       Quadrant     `json:"quadrant" enum:"invest,tolerate,migrate,eliminate,unjudged,none"`
}

// RenewalFilter narrows the renewals.
type RenewalFilter struct {
	api.List
	OwnerID    string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	State      string `query:"state" validate:"max=60" doc:"ahead, overdue, avoided, unknown"`
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1989,max=2199"`
	Later      int    `query:"later" validate:"omitempty,min=1989,max=2199" doc:"After this fiscal year"`
	Priced     string `query:"priced" validate:"omitempty,oneof=true false" doc:"Whether the amount is known"`
}

var renewalStates = []RenewalState{RenewalAhead, RenewalOverdue, RenewalAvoided, RenewalUnknown}

// plan is what the roadmap knows of a system beyond the register.
type plan struct {
	SystemID      string
	RenewalAmount *int64
	RenewalBasis  string
	LeaseEndsOn   fiscal.Date
	AbsorbedOn    fiscal.Date
	Quadrant      Quadrant
}

// plans reads it for the systems that q, a query over the table systems, is narrowed to, in one statement.
func plans(q *gorm.DB) (map[string]plan, error) {
	rows, err := store.Scan[plan](q.Joins("LEFT JOIN rationalisation_profiles p ON p.system_id = systems.id").
		Joins("LEFT JOIN consolidation_members m ON m.claim = '' AND m.system_id = systems.id").
		Joins("LEFT JOIN consolidation_cases c ON c.id = m.case_id AND c.state IN ('approved', 'done')").
		Joins("LEFT JOIN time_assessments a ON a.superseded_by = '' AND a.system_id = systems.id").
		Where("p.id IS NOT NULL OR c.id IS NOT NULL OR a.id IS NOT NULL").
		Select(`systems.id AS system_id, p.renewal_amount, COALESCE(p.renewal_basis, '') AS renewal_basis, p.lease_ends_on,
			CASE WHEN c.id IS NULL THEN NULL ELSE m.retire_on END AS absorbed_on, COALESCE(a.quadrant, 'none') AS quadrant`))
	out := map[string]plan{}
	for _, r := range rows {
		out[r.SystemID] = r
	}
	return out, err
}

// Planned is what the budget forecast asks of the roadmap: the amount of the next renewal, and when a case retires the system.
type Planned struct {
	Amount     *int64
	AbsorbedOn fiscal.Date
}

// PlannedRenewals reads that by system, in one statement; systems of which nothing is planned are missing. The day of a case
// that has passed is no plan: as long as the system runs, it costs.
func PlannedRenewals(db *gorm.DB, today fiscal.Date) (map[string]Planned, error) {
	found, err := plans(db.Table("systems"))
	out := map[string]Planned{}
	for id, p := range found {
		if p.AbsorbedOn.Before(today) {
			p.AbsorbedOn = fiscal.Date{}
		}
		if p.RenewalAmount != nil || !p.AbsorbedOn.IsZero() {
			out[id] = Planned{p.RenewalAmount, p.AbsorbedOn}
		}
	}
	return out, err
}

// renewed are the phases of systems that have a renewal ahead: what is planned or built has none yet, what is being wound
// down will have none.
var renewed = []string{"operation", "renewal_review"}

// renewals reads the roadmap as far as the caller may see it, in two statements.
func (s *Service) renewals(ctx context.Context, f *RenewalFilter) ([]Renewal, error) {
	scope, err := authz.From(ctx).Scope("rationalisation:read")
	if err != nil {
		return nil, err
	}
	states := split(f.State)
	for _, state := range states {
		if !slices.Contains(renewalStates, RenewalState(state)) {
			return nil, fault.Bad("query.state", "oneof", fault.Params{"allowed": renewalStates})
		}
	}
	dir, now := authz.DirectoryOf(ctx), s.today()
	q := store.Within(s.store.Read(ctx).Table("systems"), scope.All, "systems.owner_id", scope.Sections, "", "").Where("systems.phase IN ?", renewed)
	if f.OwnerID != "" {
		q = q.Where("systems.owner_id IN ?", dir.Below(f.OwnerID))
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	q = q.Session(&gorm.Session{}) // both statements narrow alike
	lives, err := s.register.Lives(q)
	if err != nil {
		return nil, err
	}
	known, err := plans(q)
	if err != nil {
		return nil, err
	}
	out := []Renewal{}
	for _, l := range lives {
		p := known[l.ID]
		r := Renewal{
			ID: l.ID, Code: l.Code, Name: l.Name, NameEn: l.NameEn, OwnerID: l.OwnerID, LastRenewalOn: l.LastRenewalOn, RenewalOn: l.RenewalOn, Given: l.Given,
			FiscalYear: fiscal.FY(l.RenewalOn), ContractEndsOn: l.ContractEndsOn, LeaseEndsOn: p.LeaseEndsOn, AbsorbedOn: p.AbsorbedOn,
			Amount: p.RenewalAmount, Basis: p.RenewalBasis, State: RenewalOf(l.RenewalOn, p.AbsorbedOn, now), Quadrant: cmp.Or(p.Quadrant, None),
		}
		if len(states) > 0 && !slices.Contains(states, string(r.State)) || f.FiscalYear != 0 && r.FiscalYear != f.FiscalYear || f.Later != 0 && r.FiscalYear <= f.Later ||
			f.Priced != "" && (r.Amount != nil) != (f.Priced == "true") {
			continue
		}
		o, _ := dir.Organisation(l.OwnerID)
		r.OwnerName, r.OwnerNameEn = o.Name, o.NameEn
		out = append(out, r)
	}
	return out, nil
}

// Renewals lists the systems in the order in which they are to be renewed; what nobody knows comes last.
func (s *Service) Renewals(ctx context.Context, f *RenewalFilter) (store.Page[Renewal], error) {
	all, err := s.renewals(ctx, f)
	if err != nil {
		return store.Page[Renewal]{Items: []Renewal{}}, err
	}
	day := func(a, b Renewal) int {
		return cmp.Or(last(a.RenewalOn).Compare(last(b.RenewalOn)), cmp.Compare(a.Code, b.Code))
	}
	amount := func(a, b Renewal) int {
		return cmp.Or(cmp.Compare(yen(a.Amount), yen(b.Amount)), cmp.Compare(a.Code, b.Code))
	}
	orders := map[string]func(a, b Renewal) int{"": day, "renewalOn": day, "amount": amount}
	name, falling := strings.CutPrefix(f.Sort, "-")
	by, ok := orders[name]
	if !ok {
		return store.Page[Renewal]{Items: []Renewal{}}, fault.Bad("query.sort", "oneof", fault.Params{"allowed": []string{"renewalOn", "amount"}})
	}
	slices.SortFunc(all, by)
	if falling {
		slices.Reverse(all)
	}
	return pageOf(all, f.List)
}

// yen puts an unknown amount below all others.
func yen(amount *int64) int64 {
	if amount == nil {
		return -1
	}
	return *amount
}

// Roadmap is what is to be renewed by fiscal year.
type Roadmap struct {
	AsOf    fiscal.Date   `json:"asOf"`
	Years   []RoadmapYear `json:"years"`
	Overdue api.Figure    `json:"overdue" doc:"The day is past and nothing has been renewed"`
	Late    RoadmapLate   `json:"late" doc:"What the overdue renewals will cost: they stand in no year, and the budget forecast has them in the next"`
	Unknown api.Figure    `json:"unknown" doc:"No day: neither a last nor a next renewal is known"`
	Avoided api.Figure    `json:"avoided" doc:"An approved case retires the system first"`
	Saved   api.Figure    `json:"saved" doc:"What the avoided renewals would have cost, as far as estimated"`
	Beyond  api.Figure    `json:"beyond" doc:"After the last year shown"`
}

// RoadmapYear is a fiscal year of the roadmap.
type RoadmapYear struct {
	FiscalYear int        `json:"fiscalYear"`
	Systems    api.Figure `json:"systems"`
	Amount     api.Figure `json:"amount" doc:"Sum of the estimated amounts; null when none of the renewals is estimated"`
	Unpriced   api.Figure `json:"unpriced" doc:"Renewals that nobody has estimated"`
}

// RoadmapLate is the bucket of what is overdue.
type RoadmapLate struct {
	Amount   api.Figure `json:"amount" doc:"Sum of the estimated amounts; null when none of the renewals is estimated"`
	Unpriced api.Figure `json:"unpriced" doc:"Renewals that nobody has estimated"`
}

// Roadmap adds up the renewals by fiscal year, in two statements.
func (s *Service) Roadmap(ctx context.Context, in *Tree) (*Roadmap, error) {
	all, err := s.renewals(ctx, &RenewalFilter{OwnerID: in.OwnerID})
	if err != nil {
		return nil, err
	}
	now := s.today()
	first, years := fiscal.FY(now), s.settings.Rules.RoadmapYears
	owner := ""
	if in.OwnerID != "" {
		owner = "&ownerId=" + url.QueryEscape(in.OwnerID)
	}
	list := func(q string) string { return "/rationalisation/roadmap?" + q + owner }
	type tally struct {
		n, unpriced int
		amount      int64
	}
	add := func(t *tally, r Renewal) {
		t.n++
		if r.Amount == nil {
			t.unpriced++
			return
		}
		t.amount += *r.Amount
	}
	by, at, beyond := map[RenewalState]*tally{}, map[int]*tally{}, tally{}
	for _, state := range renewalStates {
		by[state] = &tally{}
	}
	for fy := first; fy < first+years; fy++ {
		at[fy] = &tally{}
	}
	for _, r := range all {
		add(by[r.State], r)
		switch {
		case r.State != RenewalAhead:
		case at[r.FiscalYear] != nil:
			add(at[r.FiscalYear], r)
		default:
			add(&beyond, r)
		}
	}
	amount := func(t *tally, rows string) api.Figure {
		if t.n > 0 && t.n == t.unpriced {
			return api.Unknown(rows)
		}
		return api.Sum(t.amount, rows, "amount")
	}
	out := &Roadmap{
		AsOf: now, Overdue: api.Count(by[RenewalOverdue].n, list("state=overdue")),
		Late:    RoadmapLate{amount(by[RenewalOverdue], list("state=overdue")), api.Count(by[RenewalOverdue].unpriced, list("state=overdue&priced=false"))},
		Unknown: api.Count(by[RenewalUnknown].n, list("state=unknown")),
		Avoided: api.Count(by[RenewalAvoided].n, list("state=avoided")), Saved: amount(by[RenewalAvoided], list("state=avoided")),
		Beyond: api.Count(beyond.n, list("state=ahead&later="+strconv.Itoa(first+years-1))),
	}
	for fy := first; fy < first+years; fy++ {
		rows := list("state=ahead&fiscalYear=" + strconv.Itoa(fy))
		out.Years = append(out.Years, RoadmapYear{fy, api.Count(at[fy].n, rows), amount(at[fy], rows), api.Count(at[fy].unpriced, rows+"&priced=false")})
	}
	return out, nil
}
