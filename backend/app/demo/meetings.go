package demo

import (
	"errors"

	"miotsukushi/backend/domain/directives"
	"miotsukushi/backend/domain/meetings"
	"miotsukushi/backend/domain/packs"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// sitting is a meeting of the headquarters as it is written down.
type sitting struct {
	number   int64
	on       when // held, or to be held
	agenda   []topicItem
	opinions []statement
	pack     bool
	absent   map[string]string // office → who came instead; empty: nobody
	id       string
	items    []string
}

// topicItem is an item of an agenda.
type topicItem struct {
	kind           meetings.Kind
	title, titleEn string
	proposal       string
	material       string
	blocks         []string
	plan           bool // points at the plan that waits for approval
	decision       meetings.Decision
	said           string
	directives     []order
}

// order is a directive and what became of it.
type order struct {
	title, text, priority string
	org                   string
	due                   when

	reports   []told
	confirmed when
	id        string
}

// told is a report on a directive.
type told struct {
	on       when
	progress directives.Progress
	text     string
}

// statement is what somebody said at the end of a meeting.
type statement struct {
	office, text string
	orders       []order
}

// seatsOf are who sits in the headquarters: office or head of an organisation, and the part.
var seatsOf = []struct{ key, part string }{
	{"mayor", "chair"}, {"executive", "vice"}, {"ict", "member"}, {"head:general", "member"}, {"head:finance", "member"}, {"head:civic", "member"},
	{"head:welfare", "member"}, {"head:children", "member"}, {"head:education", "member"}, {"head:crisis", "member"}, {"head:ward01", "member"},
	{"sysmgmt", "secretariat"}, {"ict_plan", "secretariat"},
}

// scheduleMeetings lets the headquarters meet twice, and prepares its third meeting.
func (c *city) scheduleMeetings() {
	list := sittings()
	for i := range list {
		s := &list[i]
		held := c.day(s.on)
		if held.After(c.today) {
			c.on(workday(c.today.AddDays(-6), -1), 15*60, "a meeting is called", func() error { return c.callMeeting(s, held) })
			continue
		}
		c.on(workday(held.AddDays(-14), -1), 10*60, "a meeting is called", func() error { return c.callMeeting(s, held) })
		c.on(held, 11*60, "a meeting is held", func() error { return c.holdMeeting(s) })
		c.on(workday(held.AddDays(6), 1), 16*60, "minutes are confirmed", func() error { return c.confirmMinutes(s) })
		for j := range s.agenda {
			for k := range s.agenda[j].directives {
				c.followUp(&s.agenda[j].directives[k])
			}
		}
		for j := range s.opinions {
			for k := range s.opinions[j].orders {
				c.followUp(&s.opinions[j].orders[k])
			}
		}
	}
}

// person is who holds an office, or heads an organisation.
func (c *city) person(key string) string {
	if org, ok := cutHead(key); ok {
		return c.heads[org]
	}
	return c.people[key]
}

func cutHead(key string) (string, bool) {
	const prefix = "head:"
	if len(key) > len(prefix) && key[:len(prefix)] == prefix {
		return key[len(prefix):], true
	}
	return "", false
}

// postOf is the post that a person of the demo city holds.
func (c *city) postOf(person string) (string, error) {
	id, err := store.Value[string](c.app.Store.Read(c.ctx).Table("post_holders").Where("person_id = ?", person).Select("post_id"))
	if err == nil && id == "" {
		err = errors.New("demo: somebody in a meeting holds no post")
	}
	return id, err
}

func (c *city) callMeeting(s *sitting, held fiscal.Date) error {
	office := c.people["ict_plan"]
	d := meetings.Draft{Number: s.number, HeldOn: held, StartsAt: "11:00", EndsAt: "12:00", Place: "本庁舎 第6委員会室"}
	if err := valid(&d); err != nil {
		return err
	}
	m, err := c.app.Meetings.Create(c.as(office), d)
	if err != nil {
		return err
	}
	s.id = m.ID
	seats := []meetings.Attendee{}
	for _, seat := range seatsOf {
		post, err := c.postOf(c.person(seat.key))
		if err != nil {
			return err
		}
		a := meetings.Attendee{PostID: post, Part: seat.part, Attendance: "present"}
		if instead, away := s.absent[seat.key]; away {
			a.Attendance, a.Substitute = "substitute", instead
			if instead == "" {
				a.Attendance = "absent"
			}
		}
		seats = append(seats, a)
	}
	if _, err := c.app.Meetings.Seat(c.as(office), s.id, store.Latest, seats); err != nil {
		return err
	}
	for _, t := range s.agenda {
		d := meetings.ItemDraft{
			Kind: t.kind, Title: t.title, TitleEn: t.titleEn, Proposal: t.proposal, ProposerID: c.orgs["ict"], Material: t.material, Blocks: t.blocks,
		}
		if t.plan {
			plan, err := store.Value[string](c.app.Store.Read(c.ctx).Table("plans").Where("proposed_on IS NOT NULL").Order("proposed_on").Select("id"))
			if err != nil {
				return err
			}
			d.SubjectNoun, d.SubjectID = meetings.NounPlan, store.Ref(plan)
		}
		if err := valid(&d); err != nil {
			return err
		}
		row, err := c.app.Meetings.AddItem(c.as(office), s.id, d)
		if err != nil {
			return err
		}
		s.items = append(s.items, row.ID)
	}
	return nil
}

func (c *city) holdMeeting(s *sitting) error {
	office, executive := c.people["ict_plan"], c.people["executive"]
	if s.pack {
		if _, err := c.app.Packs.Freeze(c.as(office), s.id, packs.Draft{Name: "当日配付"}); err != nil {
			return err
		}
	}
	if _, err := c.app.Meetings.Open(c.as(office), s.id, store.Latest); err != nil {
		return err
	}
	for i := range s.agenda {
		t := &s.agenda[i]
		r := meetings.Ruling{Decision: t.decision, Remark: t.said}
		if _, err := c.app.Meetings.Decide(c.as(executive), s.id, s.items[i], store.Latest, r); err != nil {
			return err
		}
		for k := range t.directives {
			if err := c.direct(s, &t.directives[k], store.Ref(s.items[i]), ""); err != nil {
				return err
			}
		}
	}
	for i := range s.opinions {
		o := &s.opinions[i]
		post, err := c.postOf(c.person(o.office))
		if err != nil {
			return err
		}
		row, err := c.app.Meetings.Record(c.as(office), s.id, meetings.OpinionDraft{PostID: post, Text: o.text})
		if err != nil {
			return err
		}
		for k := range o.orders {
			if err := c.direct(s, &o.orders[k], "", store.Ref(row.ID)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *city) direct(s *sitting, o *order, item, opinion store.Ref) (err error) {
	d := meetings.DirectiveDraft{Title: o.title, Text: o.text, Priority: o.priority, OwnerID: c.orgs[o.org], DueOn: c.day(o.due)}
	if err := valid(&d); err != nil {
		return err
	}
	o.id, err = c.app.Meetings.Direct(c.as(c.people["ict_plan"]), s.id, d, item, opinion)
	return err
}

func (c *city) confirmMinutes(s *sitting) error {
	office := c.people["ict_plan"]
	draft, err := c.app.Meetings.Draft(c.as(office), s.id)
	if err != nil {
		return err
	}
	if _, err := c.app.Meetings.WriteMinutes(c.as(office), s.id, store.Latest, draft.Text); err != nil {
		return err
	}
	_, err = c.app.Meetings.Confirm(c.as(c.people["executive"]), s.id, store.Latest)
	return err
}

// followUp plays what a section reports on a directive, and the confirmation.
func (c *city) followUp(o *order) {
	by := c.heads[o.org]
	for _, r := range o.reports {
		c.on(c.day(r.on), 13*60, "a directive is reported on", func() error {
			d := directives.ReportDraft{Progress: r.progress, Text: r.text}
			if err := valid(&d); err != nil {
				return err
			}
			_, err := c.app.Directives.AddReport(c.as(by), o.id, store.Latest, d)
			return err
		})
	}
	if o.confirmed != "" {
		c.on(c.day(o.confirmed), 14*60, "a directive is confirmed", func() error {
			_, err := c.app.Directives.Confirm(c.as(c.people["ict"]), o.id, store.Latest, "対応を確認した。")
			return err
		})
	}
}
