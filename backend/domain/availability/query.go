package availability

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// OfSystem is what every list here shows of the system that a row belongs to.
type OfSystem struct {
	SystemCode    string `json:"systemCode"`
	SystemName    string `json:"systemName"`
	SystemNameEn  string `json:"systemNameEn"`
	OwnerID       string `json:"ownerId"`
	OwnerName     string `json:"ownerName" gorm:"-"`
	OwnerNameEn   string `json:"ownerNameEn" gorm:"-"`
	Criticality   string `json:"criticality" enum:"critical,high,medium,low"`
	CitizenFacing bool   `json:"citizenFacing"`
}

func (o *OfSystem) name(dir authz.Directory) {
	owner, _ := dir.Organisation(o.OwnerID)
	o.OwnerName, o.OwnerNameEn = owner.Name, owner.NameEn
}

// OutageItem is an outage with all that a list or its page shows.
type OutageItem struct {
	Outage
	OfSystem
	ReporterName   string `json:"reporterName" gorm:"-"`
	ReporterNameEn string `json:"reporterNameEn" gorm:"-"`
	ExcluderName   string `json:"excluderName,omitempty" gorm:"-"`
	ExcluderNameEn string `json:"excluderNameEn,omitempty" gorm:"-"`
	Ongoing        bool   `json:"ongoing" gorm:"-"`
	Seconds        int64  `json:"seconds" gorm:"-" doc:"From start to end, or to now while it goes on"`
	Share          Share  `json:"share" gorm:"-" doc:"Of the service that it took away"`

	Can map[string]authz.Verdict `json:"can" gorm:"-"`
}

const refColumns = `systems.code AS system_code, systems.name AS system_name, systems.name_en AS system_name_en, systems.owner_id,
	systems.criticality, systems.citizen_facing`

var outageSorts = store.Sorts{
	"startedAt": "availability_outages.started_at", "code": "availability_outages.code", "updatedAt": "availability_outages.updated_at",
	"system": "systems.code", "endedAt": "COALESCE(availability_outages.ended_at, '9999-12-31T00:00:00.000000Z')",
}

// OutageFilter narrows the outages. Lists are separated by commas.
type OutageFilter struct {
	api.List
	Owned
	SystemID      string      `query:"systemId" validate:"max=64"`
	State         string      `query:"state" validate:"omitempty,oneof=open closed"`
	Cause         string      `query:"cause" validate:"max=200" doc:"none: nobody has looked into it"`
	CitizenImpact string      `query:"citizenImpact" validate:"omitempty,oneof=true false"`
	Excluded      string      `query:"excluded" validate:"omitempty,oneof=true false"`
	From          fiscal.Date `query:"from" doc:"Outages that went on on this day or later"`
	To            fiscal.Date `query:"to" doc:"Outages that began on this day or before"`
}

// outages with their systems. Every one has a system; LEFT lets SQLite walk the outages in the order of the list instead of
// going through all systems first.
func (s *Service) outages(ctx context.Context) *gorm.DB {
	return s.store.Read(ctx).Table("availability_outages").Joins("LEFT JOIN systems ON systems.id = availability_outages.system_id")
}

func (s *Service) filterOutages(ctx context.Context, f *OutageFilter) (*gorm.DB, error) {
	q, err := f.narrow(ctx, s.outages(ctx))
	if err != nil {
		return nil, err
	}
	return f.narrowOutages(q), nil
}

// narrowOutages applies what needs no system beside the outage.
func (f *OutageFilter) narrowOutages(q *gorm.DB) *gorm.DB {
	if f.SystemID != "" {
		q = q.Where("availability_outages.system_id = ?", f.SystemID)
	}
	switch f.State {
	case "open":
		q = q.Where("availability_outages.ended_at IS NULL")
	case "closed":
		q = q.Where("availability_outages.ended_at IS NOT NULL")
	}
	if f.Cause == "none" {
		q = q.Where("availability_outages.cause = ''")
	} else {
		q = store.AnyOf(q, "availability_outages.cause", f.Cause)
	}
	if f.CitizenImpact != "" {
		q = q.Where("availability_outages.citizen_impact = ?", f.CitizenImpact == "true")
	}
	if f.Excluded == "true" {
		q = q.Where("availability_outages.excluded_at IS NOT NULL")
	} else if f.Excluded != "" {
		q = q.Where("availability_outages.excluded_at IS NULL")
	}
	if !f.From.IsZero() {
		q = q.Where("availability_outages.ended_at IS NULL OR availability_outages.ended_at > ?", store.At(f.From.Start()))
	}
	if !f.To.IsZero() {
		q = q.Where("availability_outages.started_at < ?", store.At(f.To.AddDays(1).Start()))
	}
	if f.Q != "" {
		pattern := store.Contains(f.Q)
		q = q.Where(`availability_outages.search LIKE ? ESCAPE '\' OR availability_outages.system_id IN (SELECT found.id FROM systems found
			WHERE found.search LIKE ? ESCAPE '\')`, pattern, pattern)
	}
	return q
}

// ListOutages finds outages, the newest first unless asked otherwise.
func (s *Service) ListOutages(ctx context.Context, f *OutageFilter) (store.Page[OutageItem], error) {
	q, err := s.filterOutages(ctx, f)
	if err != nil {
		return store.Page[OutageItem]{}, err
	}
	page, err := store.FindPage[OutageItem](q, "availability_outages.*, "+refColumns, f.Paging(), outageSorts, "-startedAt")
	if err != nil {
		return page, err
	}
	return page, s.showOutages(ctx, page.Items)
}

// OutageFacets counts the outages of the view by each property that people filter by, in one statement: the outages of each
// system first, so that not every outage is joined with its system.
func (s *Service) OutageFacets(ctx context.Context, f *OutageFilter) (store.Facets, error) {
	bySystem := f.narrowOutages(s.store.Read(ctx).Table("availability_outages")).Group("system_id, cause, citizen_impact").
		Select("system_id, cause, citizen_impact, count(*) AS n, SUM(CASE WHEN availability_outages.ended_at IS NULL THEN 1 ELSE 0 END) AS open")
	q, err := f.narrow(ctx, s.store.Read(ctx).Table("(?) AS o", bySystem).Joins("JOIN systems ON systems.id = o.system_id"))
	if err != nil {
		return nil, err
	}
	type count struct {
		Cause, Criticality           string
		CitizenImpact, CitizenFacing bool
		N, Open                      int
	}
	rows, err := store.Scan[count](q.Group("o.cause, o.citizen_impact, systems.criticality, systems.citizen_facing").
		Select("o.cause, o.citizen_impact, systems.criticality, systems.citizen_facing, SUM(o.n) AS n, SUM(o.open) AS open"))
	if err != nil {
		return nil, err
	}
	out := store.Facets{"cause": {"none": 0}, "citizenImpact": {}, "criticality": {}, "citizenFacing": {}, "state": {}}
	add := func(name, value string, n int) {
		if n > 0 {
			out[name][value] += n
		}
	}
	for _, r := range rows {
		add("cause", cmp.Or(r.Cause, "none"), r.N)
		add("citizenImpact", strconv.FormatBool(r.CitizenImpact), r.N)
		add("criticality", r.Criticality, r.N)
		add("citizenFacing", strconv.FormatBool(r.CitizenFacing), r.N)
		add("state", "open", r.Open)
		add("state", "closed", r.N-r.Open)
	}
	return out, nil
}

// countStates counts the rows of a view by a state that follows from several columns.
func countStates(q *gorm.DB, state string, args ...any) (map[string]int, error) {
	type count struct {
		Value string
		N     int
	}
	rows, err := store.Scan[count](q.Select(state+" AS value, count(*) AS n", args...).Group("value"))
	out := map[string]int{}
	for _, r := range rows {
		out[r.Value] = r.N
	}
	return out, err
}

// GetOutage reads one outage for its page.
func (s *Service) GetOutage(ctx context.Context, id string) (*OutageItem, error) {
	q, err := (&Owned{}).narrow(ctx, s.outages(ctx).Where("availability_outages.id = ?", id))
	if err != nil {
		return nil, err
	}
	row, err := store.One[OutageItem](q.Select("availability_outages.*, "+refColumns), Outage{}.TableName(), id)
	if err != nil {
		return nil, err
	}
	items := []OutageItem{row}
	return &items[0], s.showOutages(ctx, items)
}

func (s *Service) showOutages(ctx context.Context, items []OutageItem) error {
	dir, now := authz.DirectoryOf(ctx), s.store.Now()
	ids := []string{}
	for i := range items {
		ids = append(ids, items[i].ReportedBy, string(items[i].ExcludedBy))
	}
	names, err := people(s.store.Read(ctx), ids)
	if err != nil {
		return err
	}
	for i := range items {
		it := &items[i]
		it.name(dir)
		who, by := names[it.ReportedBy], names[string(it.ExcludedBy)]
		it.ReporterName, it.ReporterNameEn, it.ExcluderName, it.ExcluderNameEn = who.Name, who.NameEn, by.Name, by.NameEn
		it.Ongoing = it.EndedAt.IsZero()
		span := it.span(now)
		it.Seconds, it.Share = span.To-span.From, it.share()
		if it.Can, err = authz.Can(ctx, "outages", it.facts(it.OwnerID), "update", "exclude", "delete"); err != nil {
			return err
		}
		it.Can["close"] = only(it.Can["update"], it.Ongoing)
	}
	return nil
}

// MaintenanceItem is a maintenance with all that a list or its page shows.
type MaintenanceItem struct {
	Maintenance
	OfSystem
	PlannerName     string `json:"plannerName" gorm:"-"`
	PlannerNameEn   string `json:"plannerNameEn" gorm:"-"`
	ApproverName    string `json:"approverName,omitempty" gorm:"-"`
	ApproverNameEn  string `json:"approverNameEn,omitempty" gorm:"-"`
	AnnouncerName   string `json:"announcerName,omitempty" gorm:"-"`
	AnnouncerNameEn string `json:"announcerNameEn,omitempty" gorm:"-"`
	State           State  `json:"state" enum:"planned,approved,announced,running,done,over,cancelled" gorm:"-"`
	Lack            Lack   `json:"lack" enum:"approval,announcement," gorm:"-" doc:"Why the work counts as an outage by itself, or will unless mended; empty when it is planned by the rules"`
	OverrunSeconds  int64  `json:"overrunSeconds" gorm:"-" doc:"Work outside its window"`
	AnnounceBy      string `json:"announceBy" gorm:"-" doc:"Latest moment for the announcement"`

	Can map[string]authz.Verdict `json:"can" gorm:"-"`
}

// MaintenanceFilter narrows the maintenance.
type MaintenanceFilter struct {
	api.List
	Owned
	SystemID string      `query:"systemId" validate:"max=64"`
	State    string      `query:"state" validate:"max=100" doc:"planned, approved, announced, running, done, over, cancelled"`
	From     fiscal.Date `query:"from" doc:"Windows that end on this day or later"`
	To       fiscal.Date `query:"to" doc:"Windows that start on this day or before"`
}

var maintenanceSorts = store.Sorts{
	"startsAt": "availability_maintenance.starts_at", "code": "availability_maintenance.code", "updatedAt": "availability_maintenance.updated_at",
	"system": "systems.code",
}

// stateSQL is Maintenance.state in SQL, given now.
const stateSQL = `CASE WHEN cancelled_at IS NOT NULL THEN 'cancelled' WHEN actual_end IS NOT NULL THEN 'done' WHEN actual_start IS NOT NULL THEN 'running'
	WHEN ends_at <= ? THEN 'over' WHEN announced_at IS NOT NULL THEN 'announced' WHEN approved_at IS NOT NULL THEN 'approved' ELSE 'planned' END`

func (s *Service) works(ctx context.Context) *gorm.DB {
	return s.store.Read(ctx).Table("availability_maintenance").Joins("LEFT JOIN systems ON systems.id = availability_maintenance.system_id")
}

func (s *Service) filterMaintenance(ctx context.Context, f *MaintenanceFilter) (*gorm.DB, error) {
	q, err := f.narrow(ctx, s.works(ctx))
	if err != nil {
		return nil, err
	}
	if f.SystemID != "" {
		q = q.Where("availability_maintenance.system_id = ?", f.SystemID)
	}
	if f.State != "" {
		q = q.Where(stateSQL+" IN ?", store.At(s.store.Now()), splitList(f.State))
	}
	if !f.From.IsZero() {
		q = q.Where("availability_maintenance.ends_at > ?", store.At(f.From.Start()))
	}
	if !f.To.IsZero() {
		q = q.Where("availability_maintenance.starts_at < ?", store.At(f.To.AddDays(1).Start()))
	}
	if f.Q != "" {
		pattern := store.Contains(f.Q)
		q = q.Where(`availability_maintenance.search LIKE ? ESCAPE '\' OR systems.search LIKE ? ESCAPE '\'`, pattern, pattern)
	}
	return q, nil
}

// ListMaintenance finds maintenance, the latest window first unless asked otherwise.
func (s *Service) ListMaintenance(ctx context.Context, f *MaintenanceFilter) (store.Page[MaintenanceItem], error) {
	q, err := s.filterMaintenance(ctx, f)
	if err != nil {
		return store.Page[MaintenanceItem]{}, err
	}
	page, err := store.FindPage[MaintenanceItem](q, "availability_maintenance.*, "+refColumns, f.Paging(), maintenanceSorts, "-startsAt")
	if err != nil {
		return page, err
	}
	return page, s.showMaintenance(ctx, page.Items)
}

// MaintenanceFacets counts the maintenance of the view by its state.
func (s *Service) MaintenanceFacets(ctx context.Context, f *MaintenanceFilter) (store.Facets, error) {
	q, err := s.filterMaintenance(ctx, f)
	if err != nil {
		return nil, err
	}
	states, err := countStates(q, stateSQL, store.At(s.store.Now()))
	return store.Facets{"state": states}, err
}

// GetMaintenance reads one maintenance for its page.
func (s *Service) GetMaintenance(ctx context.Context, id string) (*MaintenanceItem, error) {
	q, err := (&Owned{}).narrow(ctx, s.works(ctx).Where("availability_maintenance.id = ?", id))
	if err != nil {
		return nil, err
	}
	row, err := store.One[MaintenanceItem](q.Select("availability_maintenance.*, "+refColumns), Maintenance{}.TableName(), id)
	if err != nil {
		return nil, err
	}
	items := []MaintenanceItem{row}
	return &items[0], s.showMaintenance(ctx, items)
}

func (s *Service) showMaintenance(ctx context.Context, items []MaintenanceItem) error {
	dir, now := authz.DirectoryOf(ctx), s.store.Now()
	ids := []string{}
	for i := range items {
		ids = append(ids, items[i].PlannedBy, string(items[i].ApprovedBy), string(items[i].AnnouncedBy))
	}
	names, err := people(s.store.Read(ctx), ids)
	if err != nil {
		return err
	}
	for i := range items {
		it := &items[i]
		it.name(dir)
		planner, approver, announcer := names[it.PlannedBy], names[string(it.ApprovedBy)], names[string(it.AnnouncedBy)]
		it.PlannerName, it.PlannerNameEn = planner.Name, planner.NameEn
		it.ApproverName, it.ApproverNameEn = approver.Name, approver.NameEn
		it.AnnouncerName, it.AnnouncerNameEn = announcer.Name, announcer.NameEn
		it.State, it.Lack = it.state(now), it.lack(s.settings.Notice)
		it.AnnounceBy = it.StartsAt.Add(-s.settings.Notice).UTC().Format(time.RFC3339)
		_, stops := it.effect(now, s.settings.Notice)
		for _, x := range stops {
			if x.Kind != StopUnplanned {
				it.OverrunSeconds += x.To - x.From
			}
		}
		if it.Can, err = authz.Can(ctx, "maintenance", it.facts(it.OwnerID), "plan", "approve", "announce"); err != nil {
			return err
		}
		live := it.CancelledAt.IsZero()
		open := it.State == StatePlanned || it.State == StateApproved || it.State == StateAnnounced
		it.Can["approve"] = only(it.Can["approve"], live && it.ApprovedAt.IsZero())
		it.Can["announce"] = only(it.Can["announce"], live && it.AnnouncedAt.IsZero())
		it.Can["record"] = only(it.Can["plan"], live)
		it.Can["cancel"] = only(it.Can["plan"], live && it.ActualStart.IsZero())
		it.Can["plan"] = only(it.Can["plan"], live && (open || it.State == StateDone || it.State == StateRunning || it.State == StateOver))
	}
	return nil
}
