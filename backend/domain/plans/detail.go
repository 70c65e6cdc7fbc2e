package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// KPIView is a KPI with what follows from its values.
type KPIView struct {
	KPI
	State      KPIState    `json:"state" enum:"incomplete,unmeasured,below,met"`
	Target     *float64    `json:"target" doc:"In force"`
	TargetYear int64       `json:"targetYear"`
	Series     []Point     `json:"series" doc:"The value that holds for each year"`
	Rate       *float64    `json:"rate" doc:"Achievement rate (達成率) of the latest value against the target in force, percent; null when it cannot be told"`
	FirstRate  *float64    `json:"firstRate" doc:"The same against the first target"`
	DueOn      fiscal.Date `json:"dueOn,omitzero" doc:"From when an actual value is missing"`
	Missing    bool        `json:"missing"`
}

// Point is the actual value of a year with its rate.
type Point struct {
	Year  int64       `json:"year"`
	On    fiscal.Date `json:"on"`
	Value float64     `json:"value"`
	Rate  *float64    `json:"rate" doc:"Against the target in force"`
}

func (k *KPI) view(startsOn, today fiscal.Date) KPIView {
	v := KPIView{KPI: *k, State: k.State(), Series: []Point{}, DueOn: k.DueOn(startsOn)}
	v.Missing = !v.DueOn.IsZero() && !v.DueOn.After(today)
	t := k.Target()
	if t != nil {
		v.Target, v.TargetYear = &t.Value, t.Year
	}
	for _, a := range k.Series() {
		v.Series = append(v.Series, Point{a.Year, a.On, a.Value, k.RateOf(t, a.Value)})
	}
	if a := k.Latest(); a != nil && t != nil {
		v.Rate, v.FirstRate = k.RateOf(t, a.Value), k.RateOf(&k.Targets[0], a.Value)
	}
	return v
}

// SystemRef is a system concerned.
type SystemRef struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
	Phase  string `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
}

// Detail is an action with all that its page shows.
type Detail struct {
	Action
	Plan         PlanRef                  `json:"plan"`
	PlanState    State                    `json:"planState" enum:"draft,approved,closed"`
	ThemeName    string                   `json:"themeName"`
	ThemeNameEn  string                   `json:"themeNameEn"`
	ThemeField   Field                    `json:"themeField" enum:"ai,online_procedures,data,system_management,work_style,infrastructure,other"`
	OwnerName    string                   `json:"ownerName"`
	OwnerNameEn  string                   `json:"ownerNameEn"`
	OwnerPath    []authz.Organisation     `json:"ownerPath"`
	PersonName   string                   `json:"personName"`
	PersonNameEn string                   `json:"personNameEn"`
	Evidence     Evidence                 `json:"evidence" enum:"ended,not_started,behind,unknown,on_track"`
	Why          []Why                    `json:"why"`
	Disagree     bool                     `json:"disagree"`
	KPIs         []KPIView                `json:"kpis"`
	Latest       *Update                  `json:"latestUpdate,omitempty"`
	Chain        []Step                   `json:"chain" doc:"The actions it comes from and goes on in, with itself, the earliest first"`
	Systems      []SystemRef              `json:"systems"`
	Projects     []ProjectRef             `json:"projects" doc:"As far as the caller may read them"`
	Can          map[string]authz.Verdict `json:"can"`
}

// GetAction reads one action for its page.
func (s *Service) GetAction(ctx context.Context, id string) (*Detail, error) {
	row, err := s.readable(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Action) (*Detail, error) {
	db, today, dir := s.store.Read(ctx), fiscal.Today(s.store.Now()), authz.DirectoryOf(ctx)
	items, err := store.Scan[Item](joined(db).Where("plan_actions.id = ?", row.ID).Select(itemColumns))
	if err != nil || len(items) == 0 {
		return nil, err
	}
	it := &items[0]
	if err := s.show(ctx, it); err != nil {
		return nil, err
	}
	plan, err := store.One[PlanRef](db.Table("plans").Where("id = ?", row.PlanID).Select("id, code, name, name_en, fy_from, fy_to"), "plans", row.PlanID)
	if err != nil {
		return nil, err
	}
	d := &Detail{
		Action: *row, Plan: plan, PlanState: it.PlanState, ThemeName: it.ThemeName, ThemeNameEn: it.ThemeNameEn, ThemeField: it.ThemeField,
		OwnerName: it.OwnerName, OwnerNameEn: it.OwnerNameEn, OwnerPath: dir.Path(row.OwnerID), PersonName: it.PersonName, PersonNameEn: it.PersonNameEn,
		Evidence: it.Evidence, Why: it.Why, Disagree: it.Disagree, KPIs: []KPIView{}, Systems: []SystemRef{}, Projects: []ProjectRef{}, Can: it.Can,
	}
	kpis, err := kpisOf(db, row.ID)
	if err != nil {
		return nil, err
	}
	for i := range kpis {
		d.KPIs = append(d.KPIs, kpis[i].view(row.StartsOn, today))
	}
	if d.Latest, err = latestUpdate(db, row.ID); err != nil {
		return nil, err
	}
	if d.Chain, err = chain(db, row.ID); err != nil {
		return nil, err
	}
	d.Can["carryOver"] = only(d.Can["carryOver"], !d.goesOn())
	d.Can["release"] = only(d.Can["release"], row.CarriedFromID != "")
	d.Can["reopen"] = only(d.Can["reopen"], !d.goesOn())
	if len(row.SystemIDs) > 0 {
		d.Systems, err = systemsOf(db, row.ID)
	}
	if err == nil && len(row.ProjectIDs) > 0 {
		d.Projects, err = s.projects.Readable(ctx, row.ProjectIDs)
	}
	return d, err
}

// goesOn tells whether the action is carried over into a later one.
func (d *Detail) goesOn() bool { return len(d.Chain) > 0 && d.Chain[len(d.Chain)-1].ID != d.ID }

func systemsOf(db *gorm.DB, actionID string) ([]SystemRef, error) {
	return store.Scan[SystemRef](db.Table("systems").Joins("JOIN plan_action_systems l ON l.system_id = systems.id").
		Where("l.action_id = ?", actionID).Order("l.position").Select("systems.id, systems.code, systems.name, systems.name_en, systems.phase"))
}
