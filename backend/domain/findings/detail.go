package findings

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Person is somebody of a finding, by name.
type Person struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// Related is another finding that this one repeats, or that repeats it.
type Related struct {
	ID       string      `json:"id"`
	Code     string      `json:"code"`
	Title    string      `json:"title"`
	TitleEn  string      `json:"titleEn"`
	Band     Band        `json:"band" enum:"low,medium,high,critical"`
	State    State       `json:"state" enum:"draft,notified,awaiting_reply,plan_review,in_action,reported,verifying,closed,accepted,withdrawn"`
	NoticeOn fiscal.Date `json:"noticeOn,omitzero"`
	ClosedOn fiscal.Date `json:"closedOn,omitzero"`
}

const relatedColumns = "findings.id, findings.code, findings.title, findings.title_en, findings.band, findings.state, findings.notice_on, findings.closed_on"

// Limits are what the rules allow on this finding today.
type Limits struct {
	AcceptUntil    fiscal.Date `json:"acceptUntil,omitzero" doc:"Latest day until which the risk could be accepted; absent when it cannot be"`
	AcceptBy       string      `json:"acceptBy,omitempty" doc:"Authority that accepts a risk of this band"`
	RetestFrom     fiscal.Date `json:"retestFrom,omitzero" doc:"First day of a re-test; absent when none is needed"`
	ExtensionsLeft int         `json:"extensionsLeft"`
	ReplyOverdue   bool        `json:"replyOverdue" doc:"The answer is late"`
}

// Detail is a finding with all that its page shows.
type Detail struct {
	Finding
	Standing
	Effective     State                    `json:"effectiveState" enum:"draft,notified,awaiting_reply,plan_review,in_action,reported,verifying,closed,accepted,withdrawn" doc:"State as it counts today"`
	SectionName   string                   `json:"sectionName"`
	SectionNameEn string                   `json:"sectionNameEn"`
	SectionPath   []authz.Organisation     `json:"sectionPath"`
	People        map[string]Person        `json:"people" doc:"Names of everybody whose id stands in the finding"`
	Systems       []Ref                    `json:"systems"`
	Projects      []Ref                    `json:"projects" doc:"As far as the caller may read them"`
	Repeats       *Related                 `json:"repeats,omitempty" doc:"The earlier finding that this one repeats"`
	RepeatedBy    []Related                `json:"repeatedBy"`
	Steps         []Step                   `json:"steps"`
	Limits        Limits                   `json:"limits"`
	Can           map[string]authz.Verdict `json:"can"`
}

// Get reads one finding for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Finding](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := s.require(ctx, row, "findings:read"); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

// item is the finding as a list shows it, for what both compute.
func (f *Finding) item() *Item {
	return &Item{
		Base: f.Base, State: f.State, Band: f.Band, NoticeOn: f.NoticeOn, OriginalDueOn: f.OriginalDueOn, CurrentDueOn: f.CurrentDueOn,
		ReportedOn: f.ReportedOn, ClosedOn: f.ClosedOn, AcceptUntil: f.AcceptUntil, AcceptanceExpired: f.AcceptanceExpired,
		ExtensionPending: f.ExtensionPending, AcceptancePending: f.AcceptancePending,
	}
}

func (s *Service) detail(ctx context.Context, row *Finding) (*Detail, error) {
	db, dir, on := s.store.Read(ctx), authz.DirectoryOf(ctx), fiscal.Today(s.store.Now())
	section, _ := dir.Organisation(row.SectionID)
	it := row.item()
	it.stand(on)
	d := &Detail{
		Finding: *row, Standing: it.Standing, Effective: it.State, SectionName: section.Name, SectionNameEn: section.NameEn,
		SectionPath: dir.Path(row.SectionID), RepeatedBy: []Related{}, Limits: s.limits(row, on),
	}
	d.AcceptanceExpired = it.AcceptanceExpired
	var err error
	if d.Can, err = s.can(ctx, row, on); err != nil {
		return nil, err
	}
	if d.People, err = peopleNamed(db, row.personIDs()); err != nil {
		return nil, err
	}
	if d.Systems, err = store.Scan[Ref](db.Table("systems").Joins("JOIN finding_systems fs ON fs.system_id = systems.id").
		Where("fs.finding_id = ?", row.ID).Order("fs.position").Select("systems.id, code, name, name_en")); err != nil {
		return nil, err
	}
	if d.Projects, err = s.projects(ctx, row); err != nil {
		return nil, err
	}
	if err := s.related(ctx, d); err != nil {
		return nil, err
	}
	d.Steps, err = stepsOf(db, row.ID)
	return d, err
}

func (s *Service) limits(f *Finding, on fiscal.Date) Limits {
	set := s.catalogue.Settings
	l := Limits{AcceptBy: set.AcceptanceBy[f.Band], ExtensionsLeft: max(0, set.MaxExtensions-f.ExtensionCount)}
	if months, ok := set.Acceptable(f.Band); ok {
		l.AcceptUntil = on.AddMonths(months)
	}
	if set.NeedsRetest(f.Band) && !f.ReportedOn.IsZero() {
		l.RetestFrom = f.ReportedOn.AddDays(set.RetestDays)
	}
	l.ReplyOverdue = (f.State == StateNotified || f.State == StateReply) && f.ReplyDueOn.Before(on)
	return l
}

// personIDs are those of everybody whose id stands in the finding.
func (f *Finding) personIDs() []string {
	out := []string{}
	for _, ref := range []store.Ref{f.RaisedBy, f.ActionOwnerID, f.AnsweredBy, f.PlanApprovedBy, f.ReportedBy, f.VerifiedBy} {
		out = append(out, persons(ref)...)
	}
	for _, e := range f.Extensions {
		out = append(out, e.RequestedBy, e.DecidedBy)
	}
	for _, a := range f.Acceptances {
		out = append(out, a.RequestedBy, a.DecidedBy)
	}
	return out
}

func peopleNamed(db *gorm.DB, ids []string) (map[string]Person, error) {
	rows, err := store.Scan[Person](db.Table("people").Where("id IN ?", append(ids, "")).Select("id, name, name_en"))
	out := make(map[string]Person, len(rows))
	for _, p := range rows {
		out[p.ID] = p
	}
	return out, err
}

// projects are those of the finding that the caller may know of.
func (s *Service) projects(ctx context.Context, f *Finding) ([]Ref, error) {
	if len(f.ProjectIDs) == 0 {
		return []Ref{}, nil
	}
	scope, err := authz.From(ctx).Scope("projects:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("projects"), scope.All, "projects.applicant_id", scope.Sections,
		"projects.id IN (SELECT project_id FROM project_people WHERE person_id = ?)", scope.Person)
	return store.Scan[Ref](q.Where("projects.id IN ?", []string(f.ProjectIDs)).Order("code").Select("projects.id, code, name, name_en"))
}

// related reads the finding that this one repeats and those that repeat it, in one statement.
func (s *Service) related(ctx context.Context, d *Detail) error {
	q, err := s.visible(ctx)
	if err != nil {
		return err
	}
	rows, err := store.Scan[Related](q.Where("findings.id = ? OR findings.recurs_of = ?", string(d.RecursOf), d.ID).
		Order("findings.notice_on, findings.id").Limit(maxRepeats).Select(relatedColumns))
	for i := range rows {
		if rows[i].ID == string(d.RecursOf) {
			d.Repeats = &rows[i]
		} else {
			d.RepeatedBy = append(d.RepeatedBy, rows[i])
		}
	}
	return err
}

// can says of every step whether the caller may take it: by the policy, and by how the finding stands.
func (s *Service) can(ctx context.Context, f *Finding, on fiscal.Date) (map[string]authz.Verdict, error) {
	set := s.catalogue.Settings
	in := func(states ...State) bool { return f.in(on, states...) == nil }
	_, acceptable := set.Acceptable(f.Band)
	out := map[string]authz.Verdict{}
	for _, a := range []struct {
		name, action string
		state        bool
	}{
		{"update", "update", !f.State.Ended()},
		{"delete", "delete", in(StateDraft)},
		{"notify", "notify", in(StateDraft)},
		{"receive", "answer", in(StateNotified)},
		{"answer", "answer", in(StateNotified, StateReply)},
		{"approvePlan", "review", in(StatePlanReview)},
		{"returnPlan", "review", in(StatePlanReview)},
		{"report", "report", in(StateInAction, StateAccepted)},
		{"requestExtension", "report", f.CanExtend(set, on) == nil},
		{"decideExtension", "review", f.ExtensionPending},
		{"requestAcceptance", "propose", acceptable && !f.AcceptancePending && in(running...)},
		{"decideAcceptance", "accept", f.AcceptancePending},
		{"startVerification", "verify", in(StateReported)},
		{"close", "verify", in(StateVerifying)},
		{"sendBack", "verify", in(StateVerifying)},
		{"withdraw", "withdraw", f.State != StateDraft && !f.State.Ended()},
	} {
		v, err := authz.From(ctx).Decide("findings:"+a.action, f.facts(set))
		if err != nil {
			return nil, err
		}
		if v.Allowed && !a.state {
			v.Allowed, v.Missed = false, []string{"state"}
		}
		out[a.name] = v
	}
	return out, nil
}

// RepeatQuery says for what a repetition is looked for.
type RepeatQuery struct {
	SectionID string `query:"sectionId" validate:"max=64"`
	SystemIDs string `query:"systemIds" validate:"max=2000"`
	Theme     string `query:"theme" validate:"required,max=40"`
	Except    string `query:"except" validate:"max=64" doc:"The finding itself"`
}

// Suggestions are earlier findings that a new one may repeat.
type Suggestions struct {
	Items []Related `json:"items"`
}

// maxSuggested is how many earlier findings are suggested.
const maxSuggested = 10

// Suggest finds earlier findings of the same theme in the same section or on one of the same systems, newest first.
func (s *Service) Suggest(ctx context.Context, in *RepeatQuery) (Suggestions, error) {
	out := Suggestions{Items: []Related{}}
	q, err := s.visible(ctx)
	if err != nil {
		return out, err
	}
	out.Items, err = store.Scan[Related](q.Where("findings.theme = ? AND findings.id <> ? AND findings.state NOT IN ?", in.Theme, in.Except, []State{StateDraft, StateWithdrawn}).
		Where("findings.section_id = ? OR findings.id IN (SELECT finding_id FROM finding_systems WHERE system_id IN ?)", in.SectionID, strings.Split(in.SystemIDs, ",")).
		Order("findings.notice_on DESC, findings.id DESC").Limit(maxSuggested).Select(relatedColumns))
	return out, err
}
