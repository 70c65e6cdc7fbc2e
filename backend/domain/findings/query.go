package findings

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a finding in a list, as it counts today.
type Item struct {
	store.Base
	Code              string      `json:"code"`
	Title             string      `json:"title"`
	TitleEn           string      `json:"titleEn"`
	Kind              string      `json:"kind"`
	Source            string      `json:"source"`
	Theme             string      `json:"theme"`
	SectionID         string      `json:"sectionId"`
	SectionName       string      `json:"sectionName" gorm:"-"`
	SectionNameEn     string      `json:"sectionNameEn" gorm:"-"`
	State             State       `json:"state" enum:"draft,notified,awaiting_reply,plan_review,in_action,reported,verifying,closed,accepted,withdrawn" doc:"As it counts today: an acceptance that ran out is in_action"`
	Score             int64       `json:"score"`
	Band              Band        `json:"band" enum:"low,medium,high,critical"`
	NoticeOn          fiscal.Date `json:"noticeOn,omitzero"`
	ReplyDueOn        fiscal.Date `json:"replyDueOn,omitzero"`
	OriginalDueOn     fiscal.Date `json:"originalDueOn,omitzero"`
	CurrentDueOn      fiscal.Date `json:"currentDueOn,omitzero"`
	ReportedOn        fiscal.Date `json:"reportedOn,omitzero"`
	ClosedOn          fiscal.Date `json:"closedOn,omitzero"`
	AcceptUntil       fiscal.Date `json:"acceptUntil,omitzero"`
	AcceptanceExpired bool        `json:"acceptanceExpired"`
	ExtensionCount    int         `json:"extensionCount"`
	ExtensionPending  bool        `json:"extensionPending"`
	AcceptancePending bool        `json:"acceptancePending"`
	RecursOf          store.Ref   `json:"recursOf,omitempty"`
	ActionOwnerID     store.Ref   `json:"actionOwnerId,omitempty"`
	ActionOwnerName   string      `json:"actionOwnerName,omitempty"`
	ActionOwnerNameEn string      `json:"actionOwnerNameEn,omitempty"`
	Standing
	Systems []Ref `json:"systems" gorm:"-"`

	ReportedBy  store.Ref              `json:"-"`
	Acceptances store.List[Acceptance] `json:"-"`
}

// Standing is what follows from the days of a finding today.
type Standing struct {
	AgeDays       int        `json:"ageDays" gorm:"-" doc:"Since the notice, until closed"`
	Ageing        Ageing     `json:"ageing" gorm:"-" enum:"0-30,31-90,91-180,181-365,over-365,"`
	Overdue       bool       `json:"overdue" gorm:"-"`
	OverdueDays   int        `json:"overdueDays" gorm:"-"`
	OverdueBucket string     `json:"overdueBucket" gorm:"-" enum:"1-30,31-90,over-90,"`
	SlippageDays  int        `json:"slippageDays" gorm:"-" doc:"Due day in force against the original one"`
	Escalation    Escalation `json:"escalation" gorm:"-" enum:"owner,section_head,cio,headquarters," doc:"Who must know by now"`
	InTime        *bool      `json:"inTime" gorm:"-" doc:"Whether it was reported until the due day in force; null before the report"`
	Waiting       []string   `json:"waiting" gorm:"-" doc:"Who has to act: auditee, auditor, decider"`
}

// Ref is another record by name.
type Ref struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// stand fills in what follows from the days, and the effective state.
func (it *Item) stand(today fiscal.Date) {
	expired := it.State == StateAccepted && it.AcceptUntil.Before(today)
	it.State = Effective(it.State, it.AcceptUntil, today)
	it.AcceptanceExpired = it.AcceptanceExpired || expired
	until := today
	if !it.ClosedOn.IsZero() {
		until = it.ClosedOn
	}
	st := Standing{Waiting: waiting(it.State, it.ExtensionPending, it.AcceptancePending)}
	if !it.NoticeOn.IsZero() {
		st.AgeDays = until.Sub(it.NoticeOn)
		st.Ageing = AgeingOf(st.AgeDays)
	}
	if st.Overdue = Overdue(it.State, it.CurrentDueOn, today); st.Overdue {
		st.OverdueDays = today.Sub(it.CurrentDueOn)
		st.OverdueBucket = OverdueBucket(st.OverdueDays)
	}
	st.SlippageDays = Slippage(it.OriginalDueOn, it.CurrentDueOn)
	st.Escalation = EscalationOf(it.State, it.CurrentDueOn, today)
	if !it.ReportedOn.IsZero() && it.State != StateInAction {
		in := InTime(it.ReportedOn, it.CurrentDueOn)
		st.InTime = &in
	}
	it.Standing = st
}

const itemColumns = `findings.id, findings.version, findings.created_at, findings.updated_at, findings.code, findings.title, findings.title_en, findings.kind,
	findings.source, findings.theme, findings.section_id, findings.state, findings.score, findings.band, findings.notice_on, findings.reply_due_on,
	findings.original_due_on, findings.current_due_on, findings.reported_on, findings.closed_on, findings.accept_until, findings.acceptance_expired,
	findings.extension_count, findings.extension_pending, findings.acceptance_pending, findings.recurs_of, findings.action_owner_id, findings.reported_by,
	findings.acceptances, COALESCE((SELECT name FROM people WHERE people.id = findings.action_owner_id), '') AS action_owner_name,
	COALESCE((SELECT name_en FROM people WHERE people.id = findings.action_owner_id), '') AS action_owner_name_en`

// sorts are the orders that a list may be asked for. Findings without a due day come last, those without a notice first.
func (s *Service) sorts() store.Sorts {
	return store.Sorts{
		"code": "findings.code", "updatedAt": "findings.updated_at", "score": "findings.score",
		"currentDueOn": "COALESCE(findings.current_due_on, '9999-12-31')",
		"noticeOn":     "COALESCE(findings.notice_on, '0001-01-01')",
		"attention":    attentionSQL(fiscal.Today(s.store.Now())),
	}
}

// Filter narrows the list of findings. Lists are separated by commas.
type Filter struct {
	api.List
	SectionID     string      `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	AuditeeID     string      `query:"auditeeId" validate:"max=64" doc:"Exactly this organisation"`
	SystemID      string      `query:"systemId" validate:"max=64"`
	ProjectID     string      `query:"projectId" validate:"max=64" doc:"Findings on the project or on a system that it changes"`
	State         string      `query:"state" validate:"max=200" doc:"As it counts today"`
	Open          string      `query:"open" validate:"omitempty,oneof=true" doc:"Somebody still has to act"`
	Counted       string      `query:"counted" validate:"omitempty,oneof=true" doc:"Notified and not withdrawn"`
	Band          string      `query:"band" validate:"max=60"`
	Kind          string      `query:"kind" validate:"max=200"`
	Source        string      `query:"source" validate:"max=200"`
	Theme         string      `query:"theme" validate:"max=200"`
	NoticeFY      string      `query:"noticeFy" validate:"max=100" doc:"Fiscal years of the notice"`
	NoticeFrom    fiscal.Date `query:"noticeFrom"`
	NoticeTo      fiscal.Date `query:"noticeTo"`
	ClosedFrom    fiscal.Date `query:"closedFrom"`
	ClosedTo      fiscal.Date `query:"closedTo"`
	DueFrom       fiscal.Date `query:"originalDueFrom"`
	DueTo         fiscal.Date `query:"originalDueTo"`
	InTime        string      `query:"closedInTime" validate:"omitempty,oneof=true" doc:"Closed, and reported until the original due day"`
	Overdue       string      `query:"overdue" validate:"omitempty,oneof=true"`
	OverdueBucket string      `query:"overdueBucket" validate:"max=60"`
	Ageing        string      `query:"ageing" validate:"max=100" doc:"Open ones by the days since their notice"`
	Escalation    string      `query:"escalation" validate:"max=100"`
	Waiting       string      `query:"waiting" validate:"omitempty,oneof=auditee auditor decider"`
	Repeat        string      `query:"repeat" validate:"omitempty,oneof=true" doc:"Repeats an earlier finding"`
	AcceptExpired string      `query:"acceptExpired" validate:"omitempty,oneof=true" doc:"The acceptance of the risk ran out"`
	DueSoon       string      `query:"dueSoon" validate:"omitempty,oneof=true" doc:"Due within the days of the settings"`
	Expiring      string      `query:"expiring" validate:"omitempty,oneof=true" doc:"The acceptance ends within 30 days"`
	Mine          string      `query:"mine" validate:"omitempty,oneof=true" doc:"Measures that I answer for"`
}

// expiringDays is how long before its end an acceptance is somebody's business.
const expiringDays = 30

// ownSQL finds findings whose measures a person answers for.
const ownSQL = "findings.action_owner_id = ?"

// onProjectSQL finds what a project concerns: itself, and the systems that it changes.
const onProjectSQL = `findings.id IN (SELECT finding_id FROM finding_projects WHERE project_id = ?
	UNION SELECT fs.finding_id FROM finding_systems fs JOIN project_systems ps ON ps.system_id = fs.system_id WHERE ps.project_id = ?)`

// visible are the findings that the caller may read; drafts are for who may raise.
func (s *Service) visible(ctx context.Context) (*gorm.DB, error) {
	session := authz.From(ctx)
	scope, err := session.Scope("findings:read")
	if err != nil {
		return nil, err
	}
	drafts, err := session.Scope("findings:raise")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("findings"), scope.All, "findings.section_id", scope.Sections, ownSQL, scope.Person)
	if !drafts.All {
		q = q.Where("findings.state <> ?", StateDraft)
	}
	return q, nil
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	q, err := s.visible(ctx)
	if err != nil {
		return nil, err
	}
	on := fiscal.Today(s.store.Now())
	if f.SectionID != "" {
		q = q.Where("findings.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	if f.AuditeeID != "" {
		q = q.Where("findings.section_id = ?", f.AuditeeID)
	}
	if f.SystemID != "" {
		q = q.Where("findings.id IN (SELECT finding_id FROM finding_systems WHERE system_id = ?)", f.SystemID)
	}
	if f.ProjectID != "" {
		q = q.Where(onProjectSQL, f.ProjectID, f.ProjectID)
	}
	for _, word := range []struct{ column, list string }{{"findings.band", f.Band}, {"findings.kind", f.Kind}, {"findings.source", f.Source}, {"findings.theme", f.Theme}} {
		q = store.AnyOf(q, word.column, word.list)
	}
	for _, day := range []struct {
		column, compare string
		on              fiscal.Date
	}{
		{"notice_on", ">=", f.NoticeFrom}, {"notice_on", "<=", f.NoticeTo}, {"closed_on", ">=", f.ClosedFrom}, {"closed_on", "<=", f.ClosedTo},
		{"original_due_on", ">=", f.DueFrom}, {"original_due_on", "<=", f.DueTo},
	} {
		if !day.on.IsZero() {
			q = q.Where("findings."+day.column+" "+day.compare+" ?", day.on)
		}
	}
	if f.NoticeFY != "" {
		years := []int{}
		for _, text := range strings.Split(f.NoticeFY, ",") {
			fy, err := strconv.Atoi(text)
			if err != nil {
				return nil, oneOf("query.noticeFy", []string{})
			}
			years = append(years, fy)
		}
		q = q.Where("findings.notice_fy IN ?", years)
	}
	if f.Q != "" {
		q = q.Where(`findings.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	if f.Mine != "" {
		q = q.Where(ownSQL, authz.From(ctx).PersonID)
	}
	if f.Repeat != "" {
		q = q.Where("findings.recurs_of IS NOT NULL")
	}
	return s.standing(q, f, on)
}

// standing narrows by what follows from the day.
func (s *Service) standing(q *gorm.DB, f *Filter, on fiscal.Date) (_ *gorm.DB, err error) {
	if f.State != "" {
		states := []State{}
		for _, name := range strings.Split(f.State, ",") {
			if !slices.Contains(States, State(name)) {
				return nil, oneOf("query.state", States)
			}
			states = append(states, State(name))
		}
		q = whereState(q, on, states...)
	}
	if f.Open != "" {
		q = whereState(q, on, Open...)
	}
	if f.Counted != "" {
		q = q.Where("findings.state NOT IN ?", uncounted)
	}
	if f.InTime != "" {
		q = q.Where("findings.state = ? AND findings.reported_on <= findings.original_due_on", StateClosed)
	}
	if f.Overdue != "" {
		q = whereState(q, on, running...).Where("findings.current_due_on < ?", on)
	}
	if f.OverdueBucket != "" {
		if q, err = anySpan(whereState(q, on, running...), "overdueBucket", f.OverdueBucket, overdueSpans(), "findings.current_due_on", on); err != nil {
			return nil, err
		}
	}
	if f.Ageing != "" {
		if q, err = anySpan(whereState(q, on, Open...), "ageing", f.Ageing, ageingSpans(), "findings.notice_on", on); err != nil {
			return nil, err
		}
	}
	if f.Escalation != "" {
		if q, err = anySpan(whereState(q, on, running...), "escalation", f.Escalation, escalationSpans(), "findings.current_due_on", on); err != nil {
			return nil, err
		}
	}
	if f.Waiting != "" {
		q = whereState(q, on, Open...).Where(waitingSQL(on, f.Waiting))
	}
	if f.AcceptExpired != "" {
		q = q.Where(s.expiredSQL(on))
	}
	if f.DueSoon != "" {
		q = whereState(q, on, running...).Where("findings.current_due_on BETWEEN ? AND ?", on, on.AddDays(s.catalogue.Settings.SoonDays))
	}
	if f.Expiring != "" {
		q = q.Where("findings.state = ? AND findings.accept_until BETWEEN ? AND ?", StateAccepted, on, on.AddDays(expiringDays))
	}
	return q, nil
}

// List finds findings that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), s.sorts(), "-attention")
	if err != nil {
		return page, err
	}
	return page, s.complete(ctx, page.Items)
}

// complete fills in what a page of items shows beside its rows, in one statement for the whole page.
func (s *Service) complete(ctx context.Context, items []Item) error {
	dir, on := authz.DirectoryOf(ctx), fiscal.Today(s.store.Now())
	at, ids := map[string]*Item{}, make([]string, len(items))
	for i := range items {
		it := &items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn, it.Systems = o.Name, o.NameEn, []Ref{}
		it.stand(on)
		at[it.ID], ids[i] = it, it.ID
	}
	if len(ids) == 0 {
		return nil
	}
	type link struct {
		Ref
		FindingID string
	}
	links, err := store.Scan[link](s.store.Read(ctx).Table("finding_systems fs").Joins("JOIN systems ON systems.id = fs.system_id").
		Where("fs.finding_id IN ?", ids).Order("fs.finding_id, fs.position").
		Select("fs.finding_id, systems.id, systems.code, systems.name, systems.name_en"))
	for _, l := range links {
		at[l.FindingID].Systems = append(at[l.FindingID].Systems, l.Ref)
	}
	return err
}
