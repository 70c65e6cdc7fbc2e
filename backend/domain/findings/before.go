package findings

import (
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// monthEnd is the moment that figures are compared with: the last day of the month before.
func monthEnd(today fiscal.Date) fiscal.Date { return today.AddDays(-today.Day()) }

// standingOn gives the findings of a scope the state and due day that their steps had left them in at the end of a day, so
// that the rules in SQL read them as they read those of today. Weight and repetition are those of today: the steps do not
// hold them, and a change of the yardstick is not a change of the backlog.
func standingOn(q *gorm.DB, on fiscal.Date) *gorm.DB {
	end := store.At(on.AddDays(1).Start())
	then := q.Where("findings.notice_on <= ? AND (findings.closed_on IS NULL OR findings.closed_on > ?)", on, on).
		Joins(`JOIN finding_steps st ON st.id = (SELECT s.id FROM finding_steps s WHERE s.finding_id = findings.id AND s.at < ?
			ORDER BY s.at DESC, s.id DESC LIMIT 1)`, end).
		Select("st.to_state AS state, st.due_on AS current_due_on, findings.accept_until, findings.band, findings.recurs_of")
	return q.Session(&gorm.Session{NewDB: true}).Table("(?) AS findings", then)
}

// before fills in what the figures at the top were at the end of the month before, in one statement.
func (s *Service) before(q *gorm.DB, out *Summary) error {
	on := monthEnd(out.AsOf)
	open, late, severe := inSQL(on, Open...), overdueSQL(on), "findings.band IN ('critical', 'high')"
	type totals struct {
		Open, Overdue, SevereOpen, SevereOverdue, ToVerify, InAction, Accepted, Repeats int64
	}
	rows, err := store.Scan[totals](standingOn(q, on).Select(strings.Join([]string{
		tally(open, "open"), tally(late, "overdue"), tally(open+" AND "+severe, "severe_open"), tally(late+" AND "+severe, "severe_overdue"),
		tally(inSQL(on, claimed...), "to_verify"), tally(inSQL(on, StateInAction), "in_action"), tally(inSQL(on, StateAccepted), "accepted"),
		tally(open+" AND findings.recurs_of IS NOT NULL", "repeats"),
	}, ", ")))
	if err != nil || len(rows) == 0 {
		return err
	}
	t := rows[0]
	out.ComparedOn = on
	for _, f := range []struct {
		into *api.Figure
		then int64
	}{
		{&out.Open, t.Open}, {&out.Overdue, t.Overdue}, {&out.SevereOpen, t.SevereOpen}, {&out.SevereOverdue, t.SevereOverdue},
		{&out.ToVerify, t.ToVerify}, {&out.InAction, t.InAction}, {&out.Accepted, t.Accepted}, {&out.Repeat, t.Repeats},
	} {
		*f.into = f.into.Since(f.then)
	}
	return nil
}
