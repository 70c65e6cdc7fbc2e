package systems

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a system in a list.
type Item struct {
	store.Base
	Code           string      `json:"code"`
	Name           string      `json:"name"`
	Kana           string      `json:"kana"`
	NameEn         string      `json:"nameEn"`
	OwnerID        string      `json:"ownerId"`
	OwnerName      string      `json:"ownerName" gorm:"-"`
	OwnerNameEn    string      `json:"ownerNameEn" gorm:"-"`
	Kind           string      `json:"kind" enum:"scratch,package,saas,native_app,common_platform,other"`
	NetworkZone    string      `json:"networkZone" enum:"my_number,lgwan,internet"`
	Criticality    string      `json:"criticality" enum:"critical,high,medium,low"`
	CitizenFacing  bool        `json:"citizenFacing"`
	Core           bool        `json:"core"`
	Phase          Phase       `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
	Vendor         string      `json:"vendor"`
	ContractEndsOn fiscal.Date `json:"contractEndsOn,omitzero"`
	NextRenewalOn  fiscal.Date `json:"nextRenewalOn,omitzero"`
	NextEOLOn      fiscal.Date `json:"nextEolOn,omitzero" gorm:"column:next_eol_on"`
	ConfirmBy      fiscal.Date `json:"confirmBy"`
	Freshness      Freshness   `json:"freshness" enum:"fresh,due,overdue" gorm:"-" doc:"fresh, due or overdue"`
	Completeness   int         `json:"completeness"`

	Can map[string]authz.Verdict `json:"can" gorm:"-" doc:"Whether the caller may update it"`
}

const itemColumns = `systems.id, systems.version, systems.created_at, systems.updated_at, code, name, kana, name_en, owner_id, kind, network_zone,
	criticality, citizen_facing, core, phase, vendor, contract_ends_on, next_renewal_on, next_eol_on, confirm_by, completeness`

// sorts are the orders that a list may be asked for. Rows without a date come last.
var sorts = store.Sorts{
	"code": "systems.code", "kana": "systems.kana", "updatedAt": "systems.updated_at", "confirmBy": "systems.confirm_by",
	"completeness": "systems.completeness", "criticality": rankSQL, "nextEolOn": "COALESCE(systems.next_eol_on, '9999-12-31')",
	"contractEndsOn": "COALESCE(systems.contract_ends_on, '9999-12-31')", "nextRenewalOn": "COALESCE(systems.next_renewal_on, '9999-12-31')",
}

const rankSQL = "CASE systems.criticality WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 ELSE 4 END"

// Filter narrows the register. Lists are separated by commas.
type Filter struct {
	api.List
	OwnerID       string      `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	Phase         string      `query:"phase" validate:"max=200"`
	Kind          string      `query:"kind" validate:"max=200"`
	NetworkZone   string      `query:"networkZone" validate:"max=100"`
	Criticality   string      `query:"criticality" validate:"max=100"`
	CitizenFacing string      `query:"citizenFacing" validate:"omitempty,oneof=true false"`
	Core          string      `query:"core" validate:"omitempty,oneof=true false"`
	Freshness     string      `query:"freshness" validate:"max=40"`
	EOLBefore     fiscal.Date `query:"eolBefore" doc:"A component's support ends before this day"`
	ContractEnds  fiscal.Date `query:"contractEndsBefore" doc:"The contract ends before this day"`
	Incomplete    string      `query:"incomplete" validate:"omitempty,oneof=true" doc:"Only entries with expected fields left empty"`
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("systems:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("systems"), scope.All, "systems.owner_id", scope.Sections, "", "")
	if f.OwnerID != "" {
		q = q.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	q = store.AnyOf(q, "systems.phase", f.Phase)
	q = store.AnyOf(q, "systems.kind", f.Kind)
	q = store.AnyOf(q, "systems.network_zone", f.NetworkZone)
	q = store.AnyOf(q, "systems.criticality", f.Criticality)
	if f.CitizenFacing != "" {
		q = q.Where("systems.citizen_facing = ?", f.CitizenFacing == "true")
	}
	if f.Core != "" {
		q = q.Where("systems.core = ?", f.Core == "true")
	}
	if f.Incomplete != "" {
		q = q.Where("systems.completeness < 100")
	}
	if !f.EOLBefore.IsZero() {
		q = q.Where("systems.next_eol_on < ?", f.EOLBefore)
	}
	if !f.ContractEnds.IsZero() {
		q = q.Where("systems.contract_ends_on < ?", f.ContractEnds)
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return whereFresh(q, f.Freshness, fiscal.Today(s.store.Now()))
}

// whereFresh narrows to one state of freshness, by the same days as freshness.
func whereFresh(q *gorm.DB, state string, today fiscal.Date) (*gorm.DB, error) {
	switch Freshness(state) {
	case "":
		return q, nil
	case Overdue:
		return q.Where("systems.confirm_by < ?", today), nil
	case Due:
		return q.Where("systems.confirm_by >= ? AND systems.confirm_by < ?", today, today.AddDays(dueDays)), nil
	case Fresh:
		return q.Where("systems.confirm_by >= ?", today.AddDays(dueDays)), nil
	}
	return nil, fault.Bad("query.freshness", "oneof", fault.Params{"allowed": []Freshness{Fresh, Due, Overdue}})
}

// List finds systems that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "code")
	if err != nil {
		return page, err
	}
	dir, today := authz.DirectoryOf(ctx), fiscal.Today(s.store.Now())
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.OwnerID)
		it.OwnerName, it.OwnerNameEn = o.Name, o.NameEn
		it.Freshness = freshness(it.ConfirmBy, today)
		if it.Can, err = authz.Can(ctx, "systems", factsOf(it.ID, it.OwnerID), "update"); err != nil {
			return page, err
		}
	}
	return page, nil
}

// Facets counts the systems of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "phase", "kind", "network_zone", "criticality", "citizen_facing", "core")
	if err != nil {
		return nil, err
	}
	type count struct {
		Value Freshness
		N     int
	}
	today := fiscal.Today(s.store.Now())
	rows, err := store.Scan[count](q.Select(freshSQL+" AS value, count(*) AS n", today, today.AddDays(dueDays)).Group("value"))
	out["freshness"] = make(map[string]int, len(rows))
	for _, r := range rows {
		out["freshness"][string(r.Value)] = r.N
	}
	return out, err
}

// freshSQL is the freshness of a row, given today and the day from which an entry is no longer due soon.
const freshSQL = "CASE WHEN systems.confirm_by < ? THEN 'overdue' WHEN systems.confirm_by < ? THEN 'due' ELSE 'fresh' END"

// Link is an interface with the name of the system at its other end.
type Link struct {
	Interface
	SystemID string `json:"systemId" doc:"System at the other end"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	NameEn   string `json:"nameEn"`
	Phase    Phase  `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
}

// Detail is a system with all that its page shows.
type Detail struct {
	System
	OwnerName          string                   `json:"ownerName"`
	OwnerNameEn        string                   `json:"ownerNameEn"`
	OwnerPath          []authz.Organisation     `json:"ownerPath"`
	NextRenewalDerived fiscal.Date              `json:"nextRenewalDerived,omitzero" doc:"Next renewal as given, or five years after the last"`
	Missing            []string                 `json:"missing" doc:"Expected fields left empty"`
	Freshness          Freshness                `json:"freshness" enum:"fresh,due,overdue"`
	Support            EOL                      `json:"eol"`
	ComponentSupport   []EOL                    `json:"componentEol" doc:"Of each component, in their order"`
	Outgoing           []Link                   `json:"outgoing"`
	Incoming           []Link                   `json:"incoming"`
	Projects           []ProjectRef             `json:"projects"`
	Can                map[string]authz.Verdict `json:"can"`
}

// Get reads one system for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[System](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "systems:read", row.facts()); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *System) (*Detail, error) {
	today, dir := fiscal.Today(s.store.Now()), authz.DirectoryOf(ctx)
	owner, _ := dir.Organisation(row.OwnerID)
	_, missing := row.completeness()
	d := &Detail{
		System: *row, OwnerName: owner.Name, OwnerNameEn: owner.NameEn, OwnerPath: dir.Path(row.OwnerID),
		NextRenewalDerived: row.nextRenewal(), Missing: missing,
		Freshness: freshness(row.ConfirmBy, today), Support: row.EOL(today), ComponentSupport: []EOL{},
	}
	for i := range row.Components {
		d.ComponentSupport = append(d.ComponentSupport, row.Components[i].support(today))
	}
	var err error
	if d.Can, err = authz.Can(ctx, "systems", row.facts(), "update", "confirm", "delete"); err != nil {
		return nil, err
	}
	if d.Outgoing, d.Incoming, err = s.links(ctx, row.ID); err != nil {
		return nil, err
	}
	d.Projects, err = s.projects.OfSystem(ctx, row.ID)
	return d, err
}

// Facts are what the policy may ask about a system that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[System](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "systems:read", row.facts())
}

// CountOwned counts the systems of an organisation and all below it, as far as
// the caller may see them; capped says that there are more.
func (s *Service) CountOwned(ctx context.Context, organisationID string) (n int, capped bool, err error) {
	page, err := s.List(ctx, &Filter{OwnerID: organisationID, List: api.List{Limit: 1}})
	return page.Total, page.TotalCapped, err
}

// links reads both ends of a system's interfaces in one statement.
func (s *Service) links(ctx context.Context, id string) (outgoing, incoming []Link, err error) {
	type end struct {
		Link
		Own string
	}
	rows, err := store.Scan[end](s.store.Read(ctx).Table("system_interfaces AS i").
		Joins("JOIN systems s ON s.id = CASE WHEN i.system_id = ? THEN i.target_id ELSE i.system_id END", id).
		Where("i.system_id = ? OR i.target_id = ?", id, id).Order("s.code, i.position").Limit(2 * store.MaxLimit).
		Select("i.system_id AS own, i.target_id, i.direction, i.method, i.data, i.note, s.id AS system_id, s.code, s.name, s.name_en, s.phase"))
	outgoing, incoming = []Link{}, []Link{}
	for _, r := range rows {
		if r.Own == id {
			outgoing = append(outgoing, r.Link)
		} else {
			incoming = append(incoming, r.Link)
		}
	}
	return outgoing, incoming, err
}
