package app

import (
	"context"
	"fmt"
	"slices"

	"miotsukushi/backend/domain/directives"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/meetings"
	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// subjectsOfMeetings gives meetings the records on their agenda.
type subjectsOfMeetings struct{ app *App }

// Stands tells how a record stands, and refuses one that is not there. The nouns are those that an item may name, and the
// names of their tables.
func (m subjectsOfMeetings) Stands(ctx context.Context, tx *store.Tx, noun, id string) (meetings.Standing, error) {
	at := meetings.Standing{}
	found, err := store.Column[int64](tx.Table(noun).Where("id = ?", id).Select("version"))
	if err == nil && len(found) == 0 {
		err = fault.Bad("subjectId", "not_found", nil)
	}
	if err != nil {
		return at, err
	}
	at.Version = found[0]
	switch noun {
	case meetings.NounGate:
		_, err := m.gateStands(tx, id, &at)
		return at, err
	case meetings.NounPlan:
		p, err := store.Load[plans.Plan](tx.DB, id)
		if err != nil || p.ProposedOn.IsZero() {
			return at, err
		}
		at.Waiting = true
		at.Hash, err = plans.HashIn(ctx, tx.DB, id)
		return at, err
	case meetings.NounDirective:
		state, err := store.Value[string](tx.Table(noun).Where("id = ?", id).Select("state"))
		at.Waiting = state == string(directives.Reported)
		return at, err
	}
	return at, nil
}

// gateStands fills in how an application stands, and tells who decides on it.
func (m subjectsOfMeetings) gateStands(tx *store.Tx, id string, at *meetings.Standing) (gates.Authority, error) {
	type row struct {
		State        gates.State
		Tier         gates.Tier
		Gate         gates.GateID
		HQDesignated bool
	}
	g, err := store.One[row](tx.Table("gate_applications").Joins("JOIN projects p ON p.id = gate_applications.project_id").Where("gate_applications.id = ?", id).
		Select("gate_applications.state, gate_applications.tier, gate_applications.gate, p.hq_designated"), meetings.NounGate, id)
	if err != nil {
		return "", err
	}
	at.Waiting = g.State == gates.StateReview
	at.Early = slices.Contains([]gates.State{gates.StateDraft, gates.StateSubmitted, gates.StateCoordination}, g.State)
	who := m.app.GateSet.Deciders(g.Tier, g.Gate, g.HQDesignated)
	at.Headquarters = slices.Contains(who, gates.Headquarters)
	return who[0], nil
}

// Describe reads the records of a whole agenda, in a few statements a noun.
func (m subjectsOfMeetings) Describe(ctx context.Context, items []meetings.Item) (map[string]meetings.Subject, error) {
	ids := map[string][]string{}
	for _, i := range items {
		if i.SubjectID != "" {
			ids[i.SubjectNoun] = append(ids[i.SubjectNoun], string(i.SubjectID))
		}
	}
	out := map[string]meetings.Subject{}
	if err := m.gates(ctx, ids[meetings.NounGate], out); err != nil {
		return nil, err
	}
	if err := m.plans(ctx, ids[meetings.NounPlan], out); err != nil {
		return nil, err
	}
	return out, m.others(ctx, ids, out)
}

func (m subjectsOfMeetings) gates(ctx context.Context, ids []string, out map[string]meetings.Subject) error {
	found, err := m.app.Gates.Named(ctx, ids)
	if err != nil || len(found) == 0 {
		return err
	}
	projects := make([]string, len(found))
	for i, g := range found {
		projects[i] = g.ProjectID
	}
	named, err := m.designated(ctx, projects)
	for _, g := range found {
		out[g.ID] = meetings.Subject{
			Noun: meetings.NounGate, ID: g.ID, Code: g.ProjectCode, Name: g.ProjectName, NameEn: g.ProjectNameEn, State: string(g.State), Gate: string(g.Gate),
			Href: "/gates/applications/" + g.ID, Version: g.Version, Waiting: g.State == gates.StateReview, Can: g.Can["decide"],
			Headquarters: slices.Contains(m.app.GateSet.Deciders(g.Tier, g.Gate, slices.Contains(named, g.ProjectID)), gates.Headquarters),
		}
	}
	return err
}

// designated are those of the projects that the headquarters has designated.
func (m subjectsOfMeetings) designated(ctx context.Context, ids []string) ([]string, error) {
	return store.Column[string](m.app.Store.Read(ctx).Table("projects").Where("hq_designated = ? AND id IN ?", true, append(ids, "")).Select("id"))
}

func (m subjectsOfMeetings) plans(ctx context.Context, ids []string, out map[string]meetings.Subject) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := store.Scan[plans.Plan](m.app.Store.Read(ctx).Table("plans").Where("id IN ?", ids))
	if err != nil {
		return err
	}
	can, err := authz.From(ctx).Decide("plans:approve", &authz.Record{Noun: "plans"})
	if err != nil {
		return err
	}
	for _, p := range found {
		s := meetings.Subject{
			Noun: meetings.NounPlan, ID: p.ID, Code: p.Code, Name: p.Name, NameEn: p.NameEn, State: string(p.State), Href: "/plans/" + p.ID,
			Version: p.Version, Waiting: !p.ProposedOn.IsZero(), Can: can,
		}
		if s.Waiting { // of the few that wait
			if s.Hash, err = m.app.Plans.HashNow(ctx, p.ID); err != nil {
				return err
			}
		}
		out[p.ID] = s
	}
	return nil
}

// others are the records that a decision does not reach, and directives.
func (m subjectsOfMeetings) others(ctx context.Context, ids map[string][]string, out map[string]meetings.Subject) error {
	db, caller := m.app.Store.Read(ctx), authz.From(ctx)
	for _, n := range []struct{ noun, perm, section, own, name, nameEn, href string }{
		{meetings.NounProject, "projects:read", "applicant_id", "id IN (SELECT project_id FROM project_people WHERE person_id = ?)", "name", "name_en", "/projects/"},
		{meetings.NounFinding, "findings:read", "section_id", "action_owner_id = ?", "title", "title_en", "/findings/"},
		{meetings.NounSystem, "systems:read", "owner_id", "", "name", "name_en", "/systems/"},
		{meetings.NounDirective, "directives:read", "owner_id", "", "title", "''", "/directives/"},
	} {
		if len(ids[n.noun]) == 0 {
			continue
		}
		scope, err := caller.Scope(n.perm)
		if err != nil {
			return err
		}
		state := map[string]string{meetings.NounProject: "state", meetings.NounDirective: "state"}[n.noun]
		if state == "" {
			state = "''"
		}
		known := db.Table(n.noun)
		if n.noun == meetings.NounFinding {
			known = known.Where("notice_on IS NOT NULL") // a draft is its author's
		}
		type row struct {
			ID, Code, Name, NameEn, State string
			Version                       int64
		}
		rows, err := store.Scan[row](store.Within(known, scope.All, n.section, scope.Sections, n.own, scope.Person).
			Where("id IN ?", ids[n.noun]).Select(fmt.Sprintf("id, code, %s AS name, %s AS name_en, %s AS state, version", n.name, n.nameEn, state)))
		if err != nil {
			return err
		}
		for _, r := range rows {
			out[r.ID] = meetings.Subject{
				Noun: n.noun, ID: r.ID, Code: r.Code, Name: r.Name, NameEn: r.NameEn, State: r.State, Href: n.href + r.ID, Version: r.Version,
				Waiting: n.noun == meetings.NounDirective && r.State == string(directives.Reported),
			}
		}
	}
	return nil
}

// atGate are the outcomes of a gate that decisions of the headquarters mean.
var atGate = map[meetings.Decision]gates.Outcome{
	meetings.Approved: gates.Approved, meetings.Conditional: gates.Conditional, meetings.Continued: gates.Deferred, meetings.Rejected: gates.Rejected,
}

// Decide carries a decision out on the record, as the record's own use case would.
func (m subjectsOfMeetings) Decide(ctx context.Context, tx *store.Tx, v meetings.Verdict) (*meetings.Effect, error) {
	switch r := v.Ruling; {
	case v.Noun == meetings.NounGate && atGate[r.Decision] != "":
		return m.decideGate(ctx, tx, v)
	case v.Noun == meetings.NounPlan && atGate[r.Decision] != "":
		return m.decidePlan(ctx, tx, v)
	case v.Noun == meetings.NounDirective && r.Decision == meetings.Noted:
		return m.noteDirective(ctx, tx, v)
	}
	return nil, nil
}

func (m subjectsOfMeetings) decideGate(ctx context.Context, tx *store.Tx, v meetings.Verdict) (*meetings.Effect, error) {
	r, at := v.Ruling, meetings.Standing{}
	decider, err := m.gateStands(tx, v.ID, &at)
	if err != nil || !at.Waiting {
		return nil, err // decided before, or not ready for it: the meeting's word stands for itself
	}
	draft := gates.DecisionDraft{
		Outcome: atGate[r.Decision], Reason: v.Meeting + "において決定。" + r.Remark, SubstituteFor: r.SubstituteFor, MeetingID: store.Ref(v.MeetingID),
	}
	for i, c := range r.Conditions {
		d := gates.ConditionDraft{Text: c.Text, Criticality: gates.Criticality(c.Criticality), OwnerID: c.OwnerID, DueGate: gates.GateID(c.DueGate)}
		if c.DueOn != "" {
			if err := d.DueOn.UnmarshalText([]byte(c.DueOn)); err != nil {
				return nil, fault.Bad(fmt.Sprintf("conditions[%d].dueOn", i), "format", nil)
			}
		}
		draft.Conditions = append(draft.Conditions, d)
	}
	if err := fault.BadFields(draft.Check()); err != nil {
		return nil, err
	}
	row, err := m.app.Gates.DecideIn(ctx, tx, v.ID, r.SubjectVersion, draft)
	if at.Headquarters && decider != gates.CIO && fault.Is(err, fault.Forbidden) {
		return nil, nil // the headquarters has resolved; who decides at the gate does so there
	}
	if err != nil {
		return nil, err
	}
	return &meetings.Effect{Noun: v.Noun, ID: v.ID, Outcome: string(row.Outcome), Number: string(row.Number)}, nil
}

func (m subjectsOfMeetings) decidePlan(ctx context.Context, tx *store.Tx, v meetings.Verdict) (*meetings.Effect, error) {
	r := v.Ruling
	plan, err := store.Load[plans.Plan](tx.DB, v.ID)
	if err != nil || plan.ProposedOn.IsZero() {
		return nil, err
	}
	switch r.Decision {
	case meetings.Continued:
		return nil, nil // goes on waiting
	case meetings.Rejected:
		_, err := m.app.Plans.ReturnIn(ctx, tx, v.ID, r.SubjectVersion, v.Meeting+"において否決。"+r.Remark)
		return &meetings.Effect{Noun: v.Noun, ID: v.ID, Outcome: "returned"}, err
	}
	row, err := m.app.Plans.ApproveIn(ctx, tx, v.ID, r.SubjectVersion, plans.Approval{
		Meeting: v.Meeting, MeetingRef: v.MeetingID, On: v.On, Note: r.Remark, Hash: r.SubjectHash,
	})
	if err != nil {
		return nil, err
	}
	return &meetings.Effect{Noun: v.Noun, ID: v.ID, Outcome: "frozen", Number: fmt.Sprint(row.Versions)}, nil
}

func (m subjectsOfMeetings) noteDirective(ctx context.Context, tx *store.Tx, v meetings.Verdict) (*meetings.Effect, error) {
	state, err := store.Value[string](tx.Table("directives").Where("id = ?", v.ID).Select("state"))
	if err != nil || state != string(directives.Reported) {
		return nil, err
	}
	if _, err := m.app.Directives.ConfirmIn(ctx, tx, v.ID, v.Ruling.SubjectVersion, v.Meeting+"において確認。"+v.Ruling.Remark); err != nil {
		return nil, err
	}
	return &meetings.Effect{Noun: v.Noun, ID: v.ID, Outcome: "done"}, nil
}

// Signals gathers what the rules for the agenda look at, as far as the caller may read it.
func (m subjectsOfMeetings) Signals(ctx context.Context, since fiscal.Date) (meetings.Signals, error) {
	out := meetings.Signals{}
	if err := m.waiting(ctx, &out); err != nil {
		return out, err
	}
	worse, err := m.app.worsened(ctx, since)
	if err != nil {
		return out, err
	}
	for _, p := range worse.Items {
		out.Worse = append(out.Worse, p.Code)
	}
	out.WorseRows = "/health/projects?worsened=true&since=" + since.String()
	found, err := m.app.Findings.Summary(ctx, &findings.Scope{})
	if err != nil {
		return out, err
	}
	out.Findings = meetings.Tally{Count: worth(found.Overdue.Value), Grave: worth(found.SevereOverdue.Value), Rows: found.Overdue.Rows}
	years, err := m.app.budgetYears(ctx)
	if err != nil {
		return out, err
	}
	for _, y := range years.Years {
		if y.FiscalYear == years.CurrentYear {
			out.Budget = meetings.Tally{Count: worth(y.Deviating.Value), Rows: y.Deviating.Rows}
		}
	}
	running, err := m.app.runningPlans(ctx)
	if err != nil {
		return out, err
	}
	for _, p := range running {
		s, err := m.app.Plans.Summarise(ctx, p.ID)
		if err != nil {
			return out, err
		}
		out.Progress = append(out.Progress, meetings.PlanProgress{
			ID: p.ID, Code: p.Code, Name: p.Name, NameEn: p.NameEn, Total: worth(s.Plan.Total.Value), Behind: worth(s.Plan.Behind.Value),
			Unknown: worth(s.Plan.Unknown.Value), Rows: s.Plan.Behind.Rows,
		})
	}
	d, err := m.app.Directives.Summarise(ctx, &directives.SummaryIn{})
	if err != nil {
		return out, err
	}
	out.Directives = meetings.DirectiveTally{Open: worth(d.Open.Value), Reported: worth(d.Reported.Value), Overdue: worth(d.Overdue.Value), Rows: "/directives?state=open,reported"}
	return out, nil
}

// waiting are the gates and plans of which only a decision is missing.
func (m subjectsOfMeetings) waiting(ctx context.Context, out *meetings.Signals) error {
	list := &gates.Filter{Waiting: "decision"}
	list.Limit = store.MaxLimit
	page, err := m.app.Gates.List(ctx, list)
	if err != nil {
		return err
	}
	ids := []string{}
	for _, g := range page.Items {
		ids = append(ids, g.ProjectID)
	}
	db := m.app.Store.Read(ctx)
	named, err := m.designated(ctx, ids)
	if err != nil {
		return err
	}
	for _, g := range page.Items {
		who := m.app.GateSet.Deciders(g.Tier, g.Gate, slices.Contains(named, g.ProjectID))
		out.Gates = append(out.Gates, meetings.WaitingGate{
			ID: g.ID, ProjectCode: g.ProjectCode, Name: g.ProjectName, NameEn: g.ProjectNameEn, Gate: string(g.Gate), Tier: string(g.Tier), SectionID: g.ApplicantID,
			Headquarters: slices.Contains(who, gates.Headquarters), Executive: slices.Contains(who, gates.CIO), Since: fiscal.DateOf(g.SubmittedAt.Time),
		})
	}
	proposed, err := store.Scan[plans.Plan](db.Table("plans").Where("proposed_on IS NOT NULL").Order("proposed_on, code").Limit(20))
	for _, p := range proposed {
		out.Plans = append(out.Plans, meetings.WaitingPlan{ID: p.ID, Code: p.Code, Name: p.Name, NameEn: p.NameEn, Since: p.ProposedOn})
	}
	return err
}

// worth is a figure's number; nobody's knowledge proposes nothing.
func worth(v *int64) int64 {
	if v == nil {
		return 0
	}
	return *v
}
