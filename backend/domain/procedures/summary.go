package procedures

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

// rows is the list that a figure of the scope opens onto.
func (n *Scope) rows(pairs ...string) string {
	v := url.Values{}
	for name, value := range map[string]string{"sectionId": n.SectionID, "ownerId": n.OwnerID, "priorityGroups": n.Group, "systemId": n.SystemID, "projectId": n.ProjectID} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return "/procedures?" + v.Encode()
}

// Summary answers what share of procedures, and of applications, needs no visit: now and as far as possible.
type Summary struct {
	AsOf          fiscal.Date `json:"asOf"`
	Definition    Definition  `json:"definition"`
	AtMost        int64       `json:"unknownVolumeAtMost" doc:"Bounds the share by volume"`
	Total         api.Figure  `json:"total"`
	Volume        api.Figure  `json:"volume" doc:"Sum of the newest known years; null when none is known"`
	Unmeasured    api.Figure  `json:"unmeasured" doc:"Procedures without a known volume"`
	Current       View        `json:"current"`
	Potential     View        `json:"potential"`
	Moves         []Move      `json:"moves" doc:"Every pair of current and potential class"`
	Progress      []Part      `json:"progress" doc:"By progress: open, reached, visit, unknown"`
	Overdue       api.Figure  `json:"overdue"`
	OnceOnly      api.Figure  `json:"onceOnly" doc:"Ask for what the administration holds"`
	Online        api.Figure  `json:"online" doc:"Online applications where both volumes are known"`
	OnlineOf      api.Figure  `json:"onlineOf" doc:"All applications of the same procedures"`
	OnlineRate    *float64    `json:"onlineRate" doc:"online over onlineOf in percent; null when unknown"`
	OnlineUnknown api.Figure  `json:"onlineUnknown" doc:"Procedures for which one of both is unknown"`
	Steps         []StepRow   `json:"steps"`
	Bpr           []Part      `json:"bpr"`
	Obstacles     []WordRow   `json:"obstacles" doc:"In the order of the settings"`
	Groups        []GroupRow  `json:"groups"`
	Years         []YearRow   `json:"years" doc:"Volumes of the last fiscal years, the earliest first"`
}

// View is how the procedures fall into classes.
type View struct {
	Classes    []ClassRow `json:"classes"`
	Free       api.Figure `json:"free" doc:"Without a visit: A and B"`
	FreeVolume api.Figure `json:"freeVolume"`
	ByCount    Bounds     `json:"byCount"`
	ByVolume   Bounds     `json:"byVolume"`
}

// ClassRow is a class with its procedures and applications.
type ClassRow struct {
	Class      Class      `json:"class" enum:"A,B,C,unknown"`
	Count      api.Figure `json:"count"`
	Volume     api.Figure `json:"volume"`
	Unmeasured api.Figure `json:"unmeasured"`
}

// Move are the procedures of one class now that could be of another.
type Move struct {
	From   Class      `json:"from" enum:"A,B,C,unknown"`
	To     Class      `json:"to" enum:"A,B,C,unknown"`
	Count  api.Figure `json:"count"`
	Volume api.Figure `json:"volume"`
}

// Part is a value of a property with its procedures.
type Part struct {
	Value  string     `json:"value"`
	Count  api.Figure `json:"count"`
	Volume api.Figure `json:"volume"`
}

// StepRow is a step of the ladder by how it is done now.
type StepRow struct {
	Step   Step   `json:"step" enum:"form,identity,payment,attachments,delivery"`
	Levels []Part `json:"levels"`
}

// WordRow is an obstacle.
type WordRow struct {
	Word
	Count  api.Figure `json:"count"`
	Volume api.Figure `json:"volume"`
}

// GroupRow is a priority group.
type GroupRow struct {
	Word
	Total     api.Figure `json:"total"`
	Free      api.Figure `json:"free"`
	Current   Bounds     `json:"current"`
	Potential Bounds     `json:"potential"`
}

// classCount is what one statement counts for a pair of classes.
type classCount struct {
	CurrentClass, PotentialClass      Class
	Progress                          Progress
	N, Volume, Unmeasured             int64
	Online, OnlineOf, OnlineNo, Holds int64
	Late                              int64
}

func (c *classCount) tally() Tally { return Tally{c.N, c.Volume, c.Unmeasured} }

// counted reads the pairs of classes of a query, in one statement.
func (s *Service) counted(q *gorm.DB) ([]classCount, error) {
	const both = "procedures.volume IS NOT NULL AND procedures.online_volume IS NOT NULL"
	return store.Scan[classCount](q.Select(strings.Join([]string{
		"procedures.current_class, procedures.potential_class, procedures.progress, count(*) AS n", weigh("1 = 1", "volume"),
		tally("procedures.volume IS NULL", "unmeasured"), weigh(both, "online_of"), tally("NOT ("+both+")", "online_no"), tally("procedures.held_attachments > 0", "holds"), tally(overdueSQL(s.nowFY()), "late"),
		"CAST(COALESCE(SUM(CASE WHEN " + both + " THEN procedures.online_volume END), 0) AS BIGINT) AS online",
	}, ", ")).Group("procedures.current_class, procedures.potential_class, procedures.progress"))
}

// Summary computes the figures of a scope in five statements.
func (s *Service) Summary(ctx context.Context, in *Scope) (*Summary, error) {
	q, err := s.filtered(ctx, &Filter{Scope: *in})
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out := &Summary{AsOf: fiscal.Today(s.store.Now()), Definition: s.settings.Definition, AtMost: s.settings.Figures.UnknownAtMost}
	rows, err := s.counted(q)
	if err != nil {
		return nil, err
	}
	s.classes(rows, in, out)
	if err := s.ladder(q, in, out); err != nil {
		return nil, err
	}
	if err := s.words(q, in, out); err != nil {
		return nil, err
	}
	scope, err := authz.From(ctx).Scope("procedures:read")
	if err != nil {
		return nil, err
	}
	out.Years, err = s.yearRows(ctx, q, in, !scope.All || *in != Scope{}, *out.Total.Value)
	return out, err
}

// sums are the tallies of one property of the pairs.
func sums[K comparable](rows []classCount, of func(*classCount) K) map[K]Tally {
	out := map[K]Tally{}
	for i := range rows {
		t := out[of(&rows[i])]
		t.add(rows[i].tally())
		out[of(&rows[i])] = t
	}
	return out
}

// volumeFigure is the sum of the newest volumes, unknown where none of the procedures has one.
func volumeFigure(t Tally, rows string) api.Figure {
	if t.Count > 0 && t.Count == t.Unmeasured {
		return api.Unknown(rows)
	}
	return api.Sum(t.Volume, rows, "volume")
}

func (s *Service) classes(rows []classCount, in *Scope, out *Summary) {
	var all Tally
	var online, of, no, holds, late int64
	for i := range rows {
		all.add(rows[i].tally())
		online, of, no, holds = online+rows[i].Online, of+rows[i].OnlineOf, no+rows[i].OnlineNo, holds+rows[i].Holds
		late += rows[i].Late
	}
	out.Total, out.Volume = api.Count(all.Count, in.rows()), volumeFigure(all, in.rows())
	out.Unmeasured = api.Count(all.Unmeasured, in.rows("volumeKnown", "false"))
	out.Current = s.view(sums(rows, func(c *classCount) Class { return c.CurrentClass }), in, "currentClass")
	out.Potential = s.view(sums(rows, func(c *classCount) Class { return c.PotentialClass }), in, "potentialClass")
	pairs := sums(rows, func(c *classCount) [2]Class { return [2]Class{c.CurrentClass, c.PotentialClass} })
	for _, from := range Classes {
		for _, to := range Classes {
			t, list := pairs[[2]Class{from, to}], in.rows("currentClass", string(from), "potentialClass", string(to))
			out.Moves = append(out.Moves, Move{from, to, api.Count(t.Count, list), volumeFigure(t, list)})
		}
	}
	by := sums(rows, func(c *classCount) Progress { return c.Progress })
	for _, p := range Progresses {
		list := in.rows("progress", string(p))
		out.Progress = append(out.Progress, Part{string(p), api.Count(by[p].Count, list), volumeFigure(by[p], list)})
	}
	out.Overdue = api.Count(late, in.rows("overdue", "true"))
	out.OnceOnly = api.Count(holds, in.rows("onceOnly", "true"))
	known := in.rows("onlineKnown", "true")
	out.OnlineUnknown, out.Online, out.OnlineOf = api.Count(no, in.rows("onlineKnown", "false")), api.Unknown(known), api.Unknown(known)
	if no < all.Count {
		out.Online, out.OnlineOf = api.Sum(online, known, "onlineVolume"), api.Sum(of, known, "volume")
		out.OnlineRate = OnlineRate(&online, &of)
	}
}

func (s *Service) view(by map[Class]Tally, in *Scope, filter string) View {
	v := View{ByCount: ShareByCount(by), ByVolume: ShareByVolume(by, s.settings.Figures.UnknownAtMost)}
	for _, c := range Classes {
		t, list := by[c], in.rows(filter, string(c))
		v.Classes = append(v.Classes, ClassRow{
			c, api.Count(t.Count, list), volumeFigure(t, list), api.Count(t.Unmeasured, in.rows(filter, string(c), "volumeKnown", "false")),
		})
	}
	free, list := by[A], in.rows(filter, "A,B")
	free.add(by[B])
	v.Free, v.FreeVolume = api.Count(free.Count, list), volumeFigure(free, list)
	return v
}

// bprStates lists the states of re-engineering in their order; empty is not given.
var bprStates = []string{"not_started", "analysing", "redesigning", "done", "not_needed", ""}

// ladder counts how each step is done and how far the work is re-engineered, in one statement.
func (s *Service) ladder(q *gorm.DB, in *Scope, out *Summary) error {
	type rung struct {
		BprState                                                      string
		FormNow, IdentityNow, PaymentNow, AttachmentsNow, DeliveryNow Method
		N, Volume, Unmeasured                                         int64
	}
	const keys = "procedures.bpr_state, procedures.form_now, procedures.identity_now, procedures.payment_now, procedures.attachments_now, procedures.delivery_now"
	rows, err := store.Scan[rung](q.Select(keys + ", count(*) AS n, " + weigh("1 = 1", "volume") + ", " + tally("procedures.volume IS NULL", "unmeasured")).Group(keys))
	if err != nil {
		return err
	}
	steps, bpr := map[Step]map[Level]Tally{}, map[string]Tally{}
	for _, s := range AllSteps {
		steps[s] = map[Level]Tally{}
	}
	for _, r := range rows {
		one := Tally{r.N, r.Volume, r.Unmeasured}
		for step, m := range map[Step]Method{Form: r.FormNow, Identity: r.IdentityNow, Payment: r.PaymentNow, Attachments: r.AttachmentsNow, Delivery: r.DeliveryNow} {
			t := steps[step][LevelOf(m)]
			t.add(one)
			steps[step][LevelOf(m)] = t
		}
		t := bpr[r.BprState]
		t.add(one)
		bpr[r.BprState] = t
	}
	for _, step := range AllSteps {
		row := StepRow{Step: step}
		for _, level := range Levels {
			t, list := steps[step][level], in.rows(string(step), string(level))
			row.Levels = append(row.Levels, Part{string(level), api.Count(t.Count, list), volumeFigure(t, list)})
		}
		out.Steps = append(out.Steps, row)
	}
	for _, state := range bprStates {
		list := in.rows("bprState", cmp.Or(state, "none"))
		out.Bpr = append(out.Bpr, Part{cmp.Or(state, "none"), api.Count(bpr[state].Count, list), volumeFigure(bpr[state], list)})
	}
	return nil
}

// words counts obstacles and priority groups, in two statements.
func (s *Service) words(q *gorm.DB, in *Scope, out *Summary) error {
	type hindered struct {
		Obstacles             store.List[string]
		N, Volume, Unmeasured int64
	}
	const counts = "count(*) AS n, "
	rest := counts + weigh("1 = 1", "volume") + ", " + tally("procedures.volume IS NULL", "unmeasured")
	rows, err := store.Scan[hindered](q.Where("procedures.obstacles <> '[]'").Select("procedures.obstacles, " + rest).Group("procedures.obstacles"))
	if err != nil {
		return err
	}
	for _, w := range s.settings.Obstacles {
		var t Tally
		for _, r := range rows {
			if slices.Contains(r.Obstacles, w.ID) {
				t.add(Tally{r.N, r.Volume, r.Unmeasured})
			}
		}
		list := in.rows("obstacles", w.ID)
		out.Obstacles = append(out.Obstacles, WordRow{w, api.Count(t.Count, list), volumeFigure(t, list)})
	}
	type served struct {
		PriorityGroups               store.List[string]
		CurrentClass, PotentialClass Class
		N                            int64
	}
	const keys = "procedures.priority_groups, procedures.current_class, procedures.potential_class"
	groups, err := store.Scan[served](q.Where("procedures.priority_groups <> '[]'").Select(keys + ", count(*) AS n").Group(keys))
	if err != nil {
		return err
	}
	for _, w := range s.settings.Groups {
		now, goal, total := map[Class]Tally{}, map[Class]Tally{}, int64(0)
		for _, r := range groups {
			if slices.Contains(r.PriorityGroups, w.ID) {
				total += r.N
				now[r.CurrentClass] = Tally{Count: now[r.CurrentClass].Count + r.N}
				goal[r.PotentialClass] = Tally{Count: goal[r.PotentialClass].Count + r.N}
			}
		}
		if in.Group != "" && in.Group != w.ID {
			continue // a list has room for one choice of groups
		}
		scope := *in
		scope.Group = w.ID
		out.Groups = append(out.Groups, GroupRow{
			w, api.Count(total, scope.rows()), api.Count(now[A].Count+now[B].Count, scope.rows("currentClass", "A,B")), ShareByCount(now), ShareByCount(goal),
		})
	}
	return nil
}
