package findings

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Scope narrows a summary.
type Scope struct {
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	SystemID  string `query:"systemId" validate:"max=64"`
	ProjectID string `query:"projectId" validate:"max=64"`
}

func (n *Scope) filter() *Filter {
	return &Filter{SectionID: n.SectionID, SystemID: n.SystemID, ProjectID: n.ProjectID}
}

// rows is the list that a figure of the scope opens onto.
func (n *Scope) rows(pairs ...string) string {
	v := url.Values{}
	for name, value := range map[string]string{"sectionId": n.SectionID, "systemId": n.SystemID, "projectId": n.ProjectID} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return "/findings?" + v.Encode()
}

// Summary answers what is late and weighty, whether the backlog shrinks, and what waits for whom.
type Summary struct {
	AsOf           fiscal.Date   `json:"asOf"`
	ComparedOn     fiscal.Date   `json:"comparedOn" doc:"Day whose end the previous figures are of: the last of the month before"`
	Open           api.Figure    `json:"open"`
	Overdue        api.Figure    `json:"overdue"`
	SevereOpen     api.Figure    `json:"severeOpen" doc:"High and critical"`
	SevereOverdue  api.Figure    `json:"severeOverdue"`
	ToVerify       api.Figure    `json:"toVerify" doc:"Claimed to be done, not verified"`
	InAction       api.Figure    `json:"inAction"`
	DueSoon        api.Figure    `json:"dueSoon"`
	Accepted       api.Figure    `json:"accepted"`
	AcceptExpired  api.Figure    `json:"acceptExpired"`
	Repeat         api.Figure    `json:"repeat" doc:"Open ones that repeat an earlier finding"`
	WaitingAuditee api.Figure    `json:"waitingAuditee"`
	WaitingAuditor api.Figure    `json:"waitingAuditor"`
	WaitingDecider api.Figure    `json:"waitingDecider"`
	Ageing         []AgeingRow   `json:"ageing" doc:"Open ones by band, the weightiest first"`
	Late           []BucketCount `json:"late" doc:"Overdue ones by how late they are"`
	Escalation     []BucketCount `json:"escalation" doc:"By who must know by now"`
	Months         []Flow        `json:"months" doc:"The last 24 months, the earliest first"`
	Years          []YearFlow    `json:"years" doc:"Fiscal years since 2015, the earliest first"`
}

// AgeingRow are the open findings of a band by their age.
type AgeingRow struct {
	Band    Band          `json:"band" enum:"low,medium,high,critical"`
	Buckets []BucketCount `json:"buckets"`
	Total   api.Figure    `json:"total"`
}

// BucketCount is a bucket with its figure.
type BucketCount struct {
	Bucket string     `json:"bucket"`
	Count  api.Figure `json:"count"`
}

// Flow is what came in and what was closed in a month.
type Flow struct {
	From   fiscal.Date `json:"from" doc:"First day of the month"`
	Raised api.Figure  `json:"raised" doc:"By the day of the notice"`
	Closed api.Figure  `json:"closed"`
}

// YearFlow is Flow for a fiscal year, with the closure rate on the original due day. The rate counts what fell due until
// yesterday and was not withdrawn.
type YearFlow struct {
	FY      int        `json:"fy"`
	Raised  api.Figure `json:"raised"`
	Closed  api.Figure `json:"closed"`
	Due     api.Figure `json:"due" doc:"Fell due by the original day"`
	InTime  api.Figure `json:"inTime" doc:"Of these, closed and reported by that day"`
	Percent *int       `json:"percent" doc:"inTime over due, rounded down; null when nothing fell due"`
}

// Limits of the charts.
const (
	summaryMonths = 24
	firstYear     = 2015
)

// Summary computes the figures of a scope in six statements.
func (s *Service) Summary(ctx context.Context, in *Scope) (*Summary, error) {
	q, err := s.filtered(ctx, in.filter())
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out := &Summary{AsOf: fiscal.Today(s.store.Now())}
	if err := s.totals(q, in, out); err != nil {
		return nil, err
	}
	if err := s.before(q, out); err != nil {
		return nil, err
	}
	if err := s.buckets(q, in, out); err != nil {
		return nil, err
	}
	return out, s.flow(q, in, out)
}

// totals are the figures at the top.
func (s *Service) totals(q *gorm.DB, in *Scope, out *Summary) error {
	on := out.AsOf
	open, late := inSQL(on, Open...), overdueSQL(on)
	severe := "findings.band IN ('critical', 'high')"
	soon := "(" + inSQL(on, running...) + " AND findings.current_due_on >= '" + on.String() + "' AND findings.current_due_on <= '" +
		on.AddDays(s.catalogue.Settings.SoonDays).String() + "')"
	type totals struct {
		Open, Overdue, SevereOpen, SevereOverdue, ToVerify, InAction, DueSoon, Accepted, Expired, Repeats, Auditee, Auditor, Decider int
	}
	rows, err := store.Scan[totals](q.Where("findings.state IN ?", live).Select(strings.Join([]string{
		tally(open, "open"), tally(late, "overdue"), tally(open+" AND "+severe, "severe_open"), tally(late+" AND "+severe, "severe_overdue"),
		tally(inSQL(on, claimed...), "to_verify"), tally(inSQL(on, StateInAction), "in_action"), tally(soon, "due_soon"),
		tally(inSQL(on, StateAccepted), "accepted"), tally(s.expiredSQL(on), "expired"), tally(open+" AND findings.recurs_of IS NOT NULL", "repeats"),
		tally(waitingSQL(on, WaitsAuditee), WaitsAuditee), tally(waitingSQL(on, WaitsAuditor), WaitsAuditor), tally(waitingSQL(on, WaitsDecider), WaitsDecider),
	}, ", ")))
	if err != nil || len(rows) == 0 {
		return err
	}
	t := rows[0]
	out.Open, out.Overdue = api.Count(t.Open, in.rows("open", "true")), api.Count(t.Overdue, in.rows("overdue", "true"))
	out.SevereOpen = api.Count(t.SevereOpen, in.rows("open", "true", "band", "critical,high"))
	out.SevereOverdue = api.Count(t.SevereOverdue, in.rows("overdue", "true", "band", "critical,high"))
	out.ToVerify = api.Count(t.ToVerify, in.rows("state", "reported,verifying"))
	out.InAction, out.DueSoon = api.Count(t.InAction, in.rows("state", "in_action")), api.Count(t.DueSoon, in.rows("dueSoon", "true"))
	out.Accepted, out.AcceptExpired = api.Count(t.Accepted, in.rows("state", "accepted")), api.Count(t.Expired, in.rows("acceptExpired", "true"))
	out.Repeat = api.Count(t.Repeats, in.rows("open", "true", "repeat", "true"))
	out.WaitingAuditee = api.Count(t.Auditee, in.rows("waiting", WaitsAuditee))
	out.WaitingAuditor = api.Count(t.Auditor, in.rows("waiting", WaitsAuditor))
	out.WaitingDecider = api.Count(t.Decider, in.rows("waiting", WaitsDecider))
	return nil
}

// buckets are the open findings by band and age, and by how late they are.
func (s *Service) buckets(q *gorm.DB, in *Scope, out *Summary) error {
	on := out.AsOf
	type count struct {
		Band, Ageing, Late, Escalation string
		N                              int
	}
	rows, err := store.Scan[count](whereState(q, on, Open...).Select(strings.Join([]string{
		"findings.band", bucketSQL(ageingSpans(), "findings.notice_on", on) + " AS ageing",
		"CASE WHEN " + overdueSQL(on) + " THEN " + bucketSQL(overdueSpans(), "findings.current_due_on", on) + " ELSE '' END AS late",
		"CASE WHEN " + inSQL(on, running...) + " THEN " + bucketSQL(escalationSpans(), "findings.current_due_on", on) + " ELSE '' END AS escalation",
		"count(*) AS n",
	}, ", ")).Group("1, 2, 3, 4"))
	if err != nil {
		return err
	}
	sum := func(match func(count) bool) (n int) {
		for _, r := range rows {
			if match(r) {
				n += r.N
			}
		}
		return n
	}
	for _, band := range Bands {
		row := AgeingRow{Band: band, Total: api.Count(sum(func(r count) bool { return r.Band == string(band) }), in.rows("open", "true", "band", string(band)))}
		for _, b := range ageingSpans() {
			n := sum(func(r count) bool { return r.Band == string(band) && r.Ageing == b.name })
			row.Buckets = append(row.Buckets, BucketCount{b.name, api.Count(n, in.rows("ageing", b.name, "band", string(band)))})
		}
		out.Ageing = append(out.Ageing, row)
	}
	for _, b := range overdueSpans() {
		out.Late = append(out.Late, BucketCount{b.name, api.Count(sum(func(r count) bool { return r.Late == b.name }), in.rows("overdueBucket", b.name))})
	}
	for _, b := range slices.Backward(escalationSpans()) {
		out.Escalation = append(out.Escalation, BucketCount{b.name, api.Count(sum(func(r count) bool { return r.Escalation == b.name }), in.rows("escalation", b.name))})
	}
	return nil
}

// month is a month with what was counted in it.
type month struct {
	Month  string
	N      int
	InTime int
}

// byMonth counts rows by the month of a day, in one statement: first by the day, which an index keeps in order.
func byMonth(q *gorm.DB, column, inTime string) ([]month, error) {
	days := q.Where("findings." + column + " IS NOT NULL").Group("findings." + column).
		Select("findings." + column + " AS day, count(*) AS n, " + inTime + " AS in_time")
	return store.Scan[month](q.Session(&gorm.Session{NewDB: true}).Table("(?) AS days", days).
		Select("substr(CAST(day AS TEXT), 1, 7) AS month, SUM(n) AS n, SUM(in_time) AS in_time").Group("month"))
}

func between(months []month, from, to fiscal.Date) (n, inTime int) {
	first, last := from.String()[:7], to.String()[:7]
	for _, m := range months {
		if m.Month >= first && m.Month <= last {
			n, inTime = n+m.N, inTime+m.InTime
		}
	}
	return n, inTime
}

// flow is what came in, what was closed, and what was closed in time.
func (s *Service) flow(q *gorm.DB, in *Scope, out *Summary) error {
	yesterday := out.AsOf.AddDays(-1)
	raised, err := byMonth(q, "notice_on", "0")
	if err != nil {
		return err
	}
	closed, err := byMonth(q, "closed_on", "0")
	if err != nil {
		return err
	}
	due, err := byMonth(q.Where("findings.state NOT IN ? AND findings.original_due_on <= ?", uncounted, yesterday), "original_due_on",
		"SUM(CASE WHEN findings.state = 'closed' AND findings.reported_on <= findings.original_due_on THEN 1 ELSE 0 END)")
	if err != nil {
		return err
	}
	first, _ := fiscal.NewDate(out.AsOf.Year(), out.AsOf.Month(), 1)
	for i := summaryMonths - 1; i >= 0; i-- {
		from := first.AddMonths(-i)
		to := from.AddMonths(1).AddDays(-1)
		in1, _ := between(raised, from, to)
		out1, _ := between(closed, from, to)
		out.Months = append(out.Months, Flow{
			from, api.Count(in1, in.rows("noticeFrom", from.String(), "noticeTo", to.String())),
			api.Count(out1, in.rows("closedFrom", from.String(), "closedTo", to.String())),
		})
	}
	for fy := firstYear; fy <= fiscal.FY(out.AsOf); fy++ {
		from, to := fiscal.FYBounds(fy)
		in1, _ := between(raised, from, to)
		out1, _ := between(closed, from, to)
		n, timely := between(due, from, to)
		if to.After(yesterday) {
			to = yesterday
		}
		y := YearFlow{
			FY: fy, Raised: api.Count(in1, in.rows("noticeFy", itoa(fy))),
			Closed: api.Count(out1, in.rows("closedFrom", from.String(), "closedTo", fiscal.FYEnd(fy).String())),
			Due:    api.Count(n, in.rows("counted", "true", "originalDueFrom", from.String(), "originalDueTo", to.String())),
			InTime: api.Count(timely, in.rows("closedInTime", "true", "originalDueFrom", from.String(), "originalDueTo", to.String())),
		}
		if n > 0 {
			p := timely * 100 / n
			y.Percent = &p
		}
		out.Years = append(out.Years, y)
	}
	return nil
}

// FollowUpQuery narrows the report by section and year.
type FollowUpQuery struct {
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	Years     int    `query:"years" validate:"omitempty,min=1,max=12" doc:"Fiscal years back from the present one, 5 unless given"`
}

// FollowUp is the state of findings by section and fiscal year of the notice.
type FollowUp struct {
	AsOf  fiscal.Date   `json:"asOf"`
	Years []int         `json:"years" doc:"The earliest first"`
	Rows  []FollowUpRow `json:"rows" doc:"Sections with findings, those with the most open ones first, at most 200"`
}

// FollowUpRow is a section.
type FollowUpRow struct {
	SectionID     string         `json:"sectionId"`
	SectionName   string         `json:"sectionName"`
	SectionNameEn string         `json:"sectionNameEn"`
	Cells         []FollowUpCell `json:"cells"`
	Open          api.Figure     `json:"open"`
	Overdue       api.Figure     `json:"overdue"`
}

// FollowUpCell is a section in a fiscal year.
type FollowUpCell struct {
	FY    int        `json:"fy"`
	Total api.Figure `json:"total" doc:"Notified and not withdrawn"`
	Open  api.Figure `json:"open"`
}

// followed is a section in a fiscal year.
type followed struct {
	SectionID        string
	NoticeFY         int `gorm:"column:notice_fy"`
	State            State
	N, Open, Overdue int
}

// follow counts by section and year, in two statements: all findings by their state, as an index holds them, and those that
// are not over by what follows from the day. Sections come one after another.
func follow(q *gorm.DB, on fiscal.Date) ([]followed, error) {
	all, err := store.Scan[followed](q.Group("findings.section_id, findings.notice_fy, findings.state").
		Select("findings.section_id, findings.notice_fy, findings.state, count(*) AS n"))
	if err != nil {
		return nil, err
	}
	standing, err := store.Scan[followed](q.Where("findings.state IN ?", live).Group("findings.section_id, findings.notice_fy").
		Select("findings.section_id, findings.notice_fy, " + tally(inSQL(on, Open...), "open") + ", " + tally(overdueSQL(on), "overdue")))
	all = slices.DeleteFunc(append(all, standing...), func(c followed) bool { return c.State != "" && !slices.Contains(counted, c.State) })
	slices.SortStableFunc(all, func(a, b followed) int {
		return cmp.Or(cmp.Compare(a.SectionID, b.SectionID), cmp.Compare(a.NoticeFY, b.NoticeFY))
	})
	out := all[:0]
	for _, c := range all {
		if n := len(out); n > 0 && out[n-1].SectionID == c.SectionID && out[n-1].NoticeFY == c.NoticeFY {
			out[n-1].N, out[n-1].Open, out[n-1].Overdue = out[n-1].N+c.N, out[n-1].Open+c.Open, out[n-1].Overdue+c.Overdue
			continue
		}
		out = append(out, c)
	}
	return out, err
}

// FollowUp is the report by section and year.
func (s *Service) FollowUp(ctx context.Context, in *FollowUpQuery) (*FollowUp, error) {
	q, err := s.filtered(ctx, &Filter{SectionID: in.SectionID})
	if err != nil {
		return nil, err
	}
	on := fiscal.Today(s.store.Now())
	rows, err := follow(q.Session(&gorm.Session{}), on)
	if err != nil {
		return nil, err
	}
	out := &FollowUp{AsOf: on, Years: []int{}, Rows: []FollowUpRow{}}
	if in.Years == 0 {
		in.Years = 5
	}
	for fy := fiscal.FY(on) - in.Years + 1; fy <= fiscal.FY(on); fy++ {
		out.Years = append(out.Years, fy)
	}
	dir := authz.DirectoryOf(ctx)
	for len(rows) > 0 {
		id := rows[0].SectionID
		end := slices.IndexFunc(rows, func(c followed) bool { return c.SectionID != id })
		if end < 0 {
			end = len(rows)
		}
		o, _ := dir.Organisation(id)
		row, open, late := FollowUpRow{SectionID: id, SectionName: o.Name, SectionNameEn: o.NameEn}, 0, 0
		none := Scope{}
		for _, fy := range out.Years {
			var c followed
			if i := slices.IndexFunc(rows[:end], func(c followed) bool { return c.NoticeFY == fy }); i >= 0 {
				c = rows[i]
			}
			row.Cells = append(row.Cells, FollowUpCell{
				fy, api.Count(c.N, none.rows("counted", "true", "auditeeId", id, "noticeFy", itoa(fy))),
				api.Count(c.Open, none.rows("open", "true", "auditeeId", id, "noticeFy", itoa(fy))),
			})
		}
		for _, c := range rows[:end] {
			open, late = open+c.Open, late+c.Overdue
		}
		row.Open = api.Count(open, none.rows("open", "true", "auditeeId", id))
		row.Overdue = api.Count(late, none.rows("overdue", "true", "auditeeId", id))
		out.Rows = append(out.Rows, row)
		rows = rows[end:]
	}
	slices.SortStableFunc(out.Rows, func(a, b FollowUpRow) int { return int(*b.Open.Value - *a.Open.Value) })
	out.Rows = out.Rows[:min(len(out.Rows), store.MaxLimit)]
	return out, nil
}
