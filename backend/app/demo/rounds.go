package demo

import (
	"fmt"
	"slices"

	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// pace is how many days before the decision an application is begun, handed in,
// taken up and reviewed.
type pace struct{ begun, handedIn, taken, review int }

var paces = map[string]pace{"A": {34, 21, 18, 14}, "B": {26, 15, 13, 10}, "C": {18, 10, 9, 7}}

// round is an application while it is played.
type round struct {
	*project
	step
	id         string
	reviewers  []string
	conditions []string
}

// scheduleGates plans every round at every gate.
func (p *project) scheduleGates() {
	for i, st := range p.steps {
		r := &round{project: p, step: st}
		switch st.kind {
		case skipped:
			p.on(p.city.day(st.at), p.minute(16, 0), "skips "+st.gate, func() error {
				return p.city.app.Gates.Skip(p.city.as(p.decider()), p.id, gates.GateID(st.gate), st.reason)
			})
		default:
			r.schedule(i)
		}
	}
}

// schedule plans one round: it goes back from its last day.
func (r *round) schedule(turn int) {
	c, at := r.city, paces[r.tier]
	last := c.day(r.step.at)
	back := map[kind]int{drafted: at.begun, submitted: at.handedIn, withdrawn: at.handedIn - 2, coordinating: at.taken, reviewing: at.review}[r.kind]
	before := func(days int) fiscal.Date { return workday(last.AddDays(min(back-days, 0)), -1) }
	begun := before(at.begun)
	if r.gate == "G1" {
		day := workday(begun.AddDays(-5), -1)
		if start := c.day(r.project.begin); day.Before(start) {
			day = start
		}
		r.on(day, r.minute(9, 15), "enters its estimate", r.estimate)
		for _, m := range r.concerned() {
			r.on(workday(begun.AddDays(-3), -1), r.minute(9, 25), "secures "+m.name, func() error { return c.secure(m, c.day(r.finish)) })
		}
	}
	if r.gate == "G2" {
		for _, m := range r.concerned() {
			r.on(workday(begun.AddDays(-4), -1), r.minute(9, 20), "confirms "+m.name, func() error { return c.confirm(m) })
		}
	}
	if slices.Contains([]string{"G1", "G4"}, r.gate) && len(r.risks) > 0 {
		r.on(workday(begun.AddDays(-2), -1), r.minute(9, 40), "reviews its risks", r.reviewRisks)
	}
	what := fmt.Sprintf("%s(%s)", r.gate, r.kind)
	r.on(begun, r.minute(10, 0), what+" begins", r.begin)
	if r.kind == drafted {
		return
	}
	r.on(before(at.handedIn), r.minute(11, 20), what+" is handed in", r.submit)
	switch r.kind {
	case submitted:
		return
	case withdrawn:
		r.on(last, r.minute(15, 20), what+" is withdrawn", r.withdraw)
		return
	}
	r.on(before(at.taken), r.minute(13, 5), what+" is taken up", r.coordinate)
	if r.kind == coordinating {
		return
	}
	start := before(at.review)
	r.chooseReviewers(turn)
	r.on(start, r.minute(13, 40), what+" is reviewed", func() error { return r.start(start) })
	opinions := len(r.reviewers)
	if r.kind == reviewing {
		opinions = r.said
	}
	for i := range opinions {
		day := c.near(start.AddDays(2 + 3*i))
		if limit := workday(last.AddDays(-1), -1); r.kind != reviewing && day.After(limit) {
			day = limit
		}
		r.on(day, r.minute(14, 5+10*i), what+" gets an opinion", func() error { return r.opine(i) })
	}
	if r.kind == reviewing {
		return
	}
	r.on(last, r.minute(16, 5), what+" is decided", r.decide)
	for i, d := range r.conds {
		r.scheduleCondition(i, d)
	}
}

func (r *round) scheduleCondition(i int, d demand) {
	c := r.city
	plan := func(on when, minute int, what string, run func() error) {
		if on != "" {
			r.on(c.day(on), minute, r.gate+": condition is "+what, run)
		}
	}
	plan(d.sentBack, r.minute(14, 45), "reported too early", func() error { return r.report(i) })
	plan(d.sentBack, r.minute(16, 20), "sent back", func() error { return r.verify(i, false) })
	plan(d.reported, r.minute(15, 0), "reported", func() error { return r.report(i) })
	plan(d.verified, r.minute(15, 30), "verified", func() error { return r.verify(i, true) })
	plan(d.waived, r.minute(15, 50), "waived", func() error { return r.waive(i) })
}

// begin opens the round and fills it in.
func (r *round) begin() error {
	c := r.city
	row, err := c.app.Gates.Apply(c.as(r.pm()), r.project.id, gates.GateID(r.gate))
	if err != nil {
		return err
	}
	r.id = row.ID
	c.counts.Applications++
	d := r.fill(fiscal.Today(c.clock))
	if err := valid(&d); err != nil {
		return err
	}
	_, err = c.app.Gates.Edit(c.as(r.pm()), r.id, store.Latest, d, "")
	return err
}

func (r *round) submit() error {
	_, err := r.city.app.Gates.Submit(r.city.as(r.head()), r.id, store.Latest)
	return err
}

func (r *round) withdraw() error {
	_, err := r.city.app.Gates.Withdraw(r.city.as(r.head()), r.id, store.Latest, r.reason)
	return err
}

// coordinator takes an application up: the secretariat of the review board.
func (r *round) coordinator() string { return r.city.people["secretariat"] }

func (r *round) coordinate() error {
	_, err := r.city.app.Gates.Coordinate(r.city.as(r.coordinator()), r.id, store.Latest)
	return err
}

// boardMembers are the keys of the reviewers, by their digits in scripts.
var boardMembers = []string{"reviewer", "reviewer2", "reviewer3", "reviewer4"}

// boardSections are where they come from: nobody reviews the own section.
var boardSections = []string{"ict_sysmgmt", "contract", "crisis", "records"}

// chooseReviewers names as many as the tier deserves, by turn.
func (r *round) chooseReviewers(turn int) {
	for _, digit := range r.who {
		r.reviewers = append(r.reviewers, boardMembers[digit-'1'])
	}
	want := map[string]int{"A": 3, "B": 2, "C": 1}[r.tier]
	for i := 0; r.who == "" && len(r.reviewers) < want; i++ {
		k := (r.n + turn + i) % len(boardMembers)
		if boardSections[k] != r.org {
			r.reviewers = append(r.reviewers, boardMembers[k])
		}
	}
}

func (r *round) start(day fiscal.Date) error {
	c := r.city
	d := gates.StartDraft{DueOn: c.near(day.AddDays(14))}
	if r.step.due != "" {
		d.DueOn = c.day(r.step.due)
	}
	for _, key := range r.reviewers {
		d.Reviewers = append(d.Reviewers, c.people[key])
	}
	if err := valid(&d); err != nil {
		return err
	}
	_, err := c.app.Gates.Start(c.as(r.coordinator()), r.id, store.Latest, d)
	return err
}

func (r *round) opine(i int) error {
	d := r.opinion(i)
	if err := valid(&d); err != nil {
		return err
	}
	_, err := r.city.app.Gates.Opine(r.city.as(r.city.people[r.reviewers[i]]), r.id, d)
	return err
}

// deciders by tier; at tier A the director stands in when the CIO is away.
var deciders = map[string]string{"A": "executive", "B": "ict", "C": "sysmgmt"}

func (p *project) decider() string { return p.city.people[deciders[p.tier]] }

func (r *round) decide() error {
	c := r.city
	d := gates.DecisionDraft{Outcome: gates.Outcome(r.kind), Reason: r.reason}
	if d.Reason == "" {
		d.Reason = r.ground()
	}
	who := r.decider()
	if r.acting {
		who = c.people["ict"]
		held, _ := c.directory.Subject(r.decider())
		d.SubstituteFor = held.Held[0].PostID
	}
	for _, x := range r.conds {
		k := gates.ConditionDraft{Text: x.text, Criticality: gates.Criticality(x.weight), OwnerID: r.pm()}
		if x.byHead {
			k.OwnerID = r.head()
		}
		if x.due[0] == 'G' {
			k.DueGate = gates.GateID(x.due)
		} else {
			k.DueOn = workday(c.day(x.due), 1)
		}
		d.Conditions = append(d.Conditions, k)
	}
	if err := valid(&d); err != nil {
		return err
	}
	if _, err := c.app.Gates.Decide(c.as(who), r.id, store.Latest, d); err != nil {
		return err
	}
	var err error
	r.conditions, err = store.Column[string](c.app.Store.Read(c.ctx).Table("gate_conditions").
		Where("application_id = ?", r.id).Order("no").Select("id"))
	return err
}

// condition is what a condition is at this moment.
func (r *round) condition(i int) (*gates.ConditionRecord, error) {
	return store.Load[gates.ConditionRecord](r.city.app.Store.Read(r.city.ctx), r.conditions[i])
}

func (r *round) report(i int) error {
	c, x := r.city, r.conds[i]
	row, err := r.condition(i)
	if err != nil {
		return err
	}
	day := fiscal.Today(c.clock)
	d := gates.ReportDraft{
		Comment:  "条件への対応が完了したので報告する。",
		Evidence: store.List[gates.Evidence]{{Kind: "report", Title: x.proof, Reference: r.reference(day, 90+i), Date: day}},
	}
	if err := valid(&d); err != nil {
		return err
	}
	who := r.pm()
	if x.byHead {
		who = r.head()
	}
	_, err = c.app.Gates.Report(c.as(who), row.ID, row.Version, d)
	return err
}

func (r *round) verify(i int, met bool) error {
	c, x := r.city, r.conds[i]
	row, err := r.condition(i)
	if err != nil {
		return err
	}
	d := gates.VerifyDraft{Result: "met", Comment: fmt.Sprintf("「%s」の内容を確認し、条件が満たされたと認める。", x.proof)}
	if !met {
		d = gates.VerifyDraft{Result: "not_met", Comment: x.backWhy}
	}
	if err := valid(&d); err != nil {
		return err
	}
	who := c.people["secretariat"]
	if i%2 == 1 {
		who = c.people["reviewer"]
	}
	_, err = c.app.Gates.Verify(c.as(who), row.ID, row.Version, d)
	return err
}

func (r *round) waive(i int) error {
	row, err := r.condition(i)
	if err != nil {
		return err
	}
	_, err = r.city.app.Gates.Waive(r.city.as(r.decider()), row.ID, row.Version, r.conds[i].waiveReason)
	return err
}
