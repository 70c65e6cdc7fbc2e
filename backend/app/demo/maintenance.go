package demo

import (
	"time"

	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// kept are the systems whose monthly maintenance stands in the city's calendar.
var kept = []string{"税務事務システム", "市公式ウェブサイト", "行政手続オンラインシステム", "共通基盤システム", "図書館情報システム"}

// scheduleMaintenance plans the third Sunday of each of the last months, one night that ran over, and what is to come.
func (c *city) scheduleMaintenance() {
	for i, name := range kept {
		m := c.systems[name]
		for back := 9; back >= 1; back-- {
			day := thirdSunday(c.today.AddMonths(-back))
			if day.After(c.today.AddDays(-3)) {
				continue
			}
			over := 0
			if name == "市公式ウェブサイト" && back == 2 {
				over = 80
			}
			c.maintains(m, "月次保守（セキュリティ更新）", instant(day, 60), instant(day, 5*60), over, i)
		}
	}
	tax := c.systems["税務事務システム"]
	soon := workday(c.today.AddDays(9), 1)
	c.plans(tax, "当初賦課に向けたプログラム適用", instant(soon, 20*60), instant(soon, 23*60), c.near(c.today.AddDays(-2)), false)
	c.plans(c.systems["固定資産評価システム"], "サーバ機器の更新作業", instant(soon, 19*60), instant(soon, 22*60), c.near(c.today.AddDays(-5)), true)
}

func thirdSunday(d fiscal.Date) fiscal.Date {
	first := d.AddDays(1 - d.Day())
	return first.AddDays((7-int(first.Weekday()))%7 + 14)
}

// maintains plans, approves, announces and does a maintenance that lies behind.
func (c *city) maintains(m *machine, title string, start, end time.Time, over, nth int) {
	planned := workday(fiscal.DateOf(start).AddDays(-18), -1)
	var id string
	c.on(planned, 10*60+nth, "plans maintenance of "+m.name, func() (err error) {
		id, err = c.planMaintenance(m, title, start, end)
		return err
	})
	c.on(workday(planned.AddDays(3), 1), 11*60+nth, "approves and announces", func() error {
		if id == "" {
			return nil
		}
		if _, err := c.app.Availability.ApproveMaintenance(c.as(c.approver(m)), id, store.Latest); err != nil {
			return err
		}
		_, err := c.app.Availability.AnnounceMaintenance(c.as(c.steward(m.org)), id, store.Latest, availability.Announcement{How: "庁内ポータルと市公式ウェブサイト"})
		return err
	})
	done := end.Add(-time.Duration(35-over) * time.Minute)
	if over > 0 {
		done = end.Add(time.Duration(over) * time.Minute)
	}
	c.events = append(c.events, event{done.Add(10 * time.Minute), "maintenance done", func() error {
		if id == "" {
			return nil
		}
		_, err := c.app.Availability.RecordMaintenance(c.as(c.steward(m.org)), id, store.Latest, availability.Actual{Start: store.At(start), End: store.At(done)}, "")
		return err
	}})
}

// plans is a maintenance that lies ahead: to approve, or approved and to announce.
func (c *city) plans(m *machine, title string, start, end time.Time, on fiscal.Date, approved bool) {
	c.on(on, 9*60+40, "plans maintenance of "+m.name, func() error {
		id, err := c.planMaintenance(m, title, start, end)
		if err != nil || !approved || id == "" {
			return err
		}
		_, err = c.app.Availability.ApproveMaintenance(c.as(c.approver(m)), id, store.Latest)
		return err
	})
}

func (c *city) planMaintenance(m *machine, title string, start, end time.Time) (string, error) {
	if m.id == "" {
		return "", nil
	}
	d := availability.MaintenanceDraft{SystemID: m.id, Title: title, StartsAt: store.At(start), EndsAt: store.At(end)}
	if err := valid(&d); err != nil {
		return "", err
	}
	row, err := c.app.Availability.PlanMaintenance(c.as(c.steward(m.org)), d)
	if err != nil {
		return "", err
	}
	return row.ID, nil
}

// approver is another than who plans.
func (c *city) approver(m *machine) string {
	if h := c.heads[m.org]; h != "" && h != c.steward(m.org) {
		return h
	}
	return c.people["sysmgmt"]
}
