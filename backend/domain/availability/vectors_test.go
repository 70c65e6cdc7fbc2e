package availability

import (
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// at reads "4/10 10:00" of 2018 in Japan.
func at(t *testing.T, text string) int64 {
	t.Helper()
	when, err := time.ParseInLocation("2006/1/2 15:04", "2018/"+text, fiscal.JST())
	if err != nil {
		t.Fatal(err)
	}
	return when.Unix()
}

func stop(t *testing.T, from, to string, share Share) Stop {
	return Stop{Span: Span{at(t, from), at(t, to)}, Share: share, Kind: StopOutage, ID: from}
}

var always = CalendarDraft{Editions: store.List[Edition]{{From: fiscal.MustDate("2015-04-01"), Always: true}}}

// office is Monday to Friday 9 to 17, closed on holidays.
var office = CalendarDraft{Editions: store.List[Edition]{{From: fiscal.MustDate("2015-04-01"), Holidays: true, YearEnd: true, Week: weekly("09:00", "17:00")}}}

func weekly(from, to string) (out store.List[DayHours]) {
	for _, day := range weekdays[1:6] {
		out = append(out, DayHours{day, Hours{from, to}})
	}
	return out
}

func TestVectorsOfAvailability(t *testing.T) {
	april := monthSpan("2018-04")
	half := Share{1, 2}
	for _, c := range []struct {
		name               string
		calendar           *CalendarDraft
		planned            Spans
		stops              []Stop
		agreed, down, full int64 // minutes
		n                  int
		percent            int64
	}{
		{"A1", &always, nil, nil, 43200, 0, 0, 0, 100_000_000},
		{"A2", &always, nil, []Stop{stop(t, "4/10 10:00", "4/10 11:00", full)}, 43200, 60, 60, 1, 99_861_111},
		{"A3", &always, nil, []Stop{stop(t, "4/10 10:00", "4/10 11:00", full), stop(t, "4/10 10:30", "4/10 11:30", full)}, 43200, 90, 90, 1, 99_791_666},
		{"A4", &always, Spans{{at(t, "4/15 00:00"), at(t, "4/15 06:00")}}, []Stop{stop(t, "4/15 05:00", "4/15 07:00", full)}, 42840, 60, 60, 1, 99_859_943},
		{"A5", &always, nil, []Stop{stop(t, "4/10 10:00", "4/10 12:00", half)}, 43200, 60, 120, 1, 99_861_111},
		{"A6", &always, nil, []Stop{stop(t, "4/10 10:00", "4/10 11:00", full), stop(t, "4/10 10:30", "4/10 12:00", half)}, 43200, 90, 120, 1, 99_791_666},
		{"A7", &office, nil, []Stop{stop(t, "4/6 16:30", "4/9 09:30", full)}, 9600, 60, 60, 1, 99_375_000},
		{"A8", &always, nil, []Stop{stop(t, "4/30 23:00", "5/1 00:00", full)}, 43200, 60, 60, 1, 99_861_111},
		{"A9", &office, nil, []Stop{stop(t, "4/7 10:00", "4/7 12:00", full)}, 9600, 0, 0, 0, 100_000_000},
	} {
		m := measure(c.calendar.Service(april), c.planned, c.stops)
		if m.AgreedSeconds != 60*c.agreed || m.DowntimeMs != 60_000*c.down || m.UnweightedSeconds != 60*c.full || m.Clusters != c.n {
			t.Errorf("%s: AST %d s, DT %d ms, T %d s, n %d", c.name, m.AgreedSeconds, m.DowntimeMs, m.UnweightedSeconds, m.Clusters)
		}
		if got := Percent(m.AgreedSeconds, m.DowntimeMs); *got != c.percent {
			t.Errorf("%s: %d, want %d", c.name, *got, c.percent)
		}
		mttr, mtbf := m.means()
		if (mttr == nil) != (c.n == 0) || (mtbf == nil) != (c.n == 0) {
			t.Errorf("%s: MTTR %v MTBF %v with %d stops", c.name, mttr, mtbf, c.n)
		}
		if c.name == "A3" && *mttr != 90*60 {
			t.Errorf("A3: MTTR %d s", *mttr)
		}
	}
}

func TestBudgetOfATarget(t *testing.T) {
	for _, c := range []struct {
		fy, minutes, allowedMs int64
	}{{2017, 525_600, 31_536_000}, {2019, 527_040, 31_622_400}} {
		first, last := fiscal.FYBounds(int(c.fy))
		agreed := always.Service(Span{first.Start().Unix(), last.AddDays(1).Start().Unix()}).length()
		if agreed != 60*c.minutes || allowedMs(agreed, 999_000) != c.allowedMs {
			t.Errorf("FY%d: %d s, %d ms allowed", c.fy, agreed, allowedMs(agreed, 999_000))
		}
		if Missed(agreed, c.allowedMs, 999_000) || !Missed(agreed, c.allowedMs+1, 999_000) {
			t.Errorf("FY%d: the target is missed by more than its budget, and by no less", c.fy)
		}
	}
}

func TestUnknownIsNotAHundred(t *testing.T) {
	if Percent(0, 0) != nil || Serial(nil) != nil || Serial([]*int64{nil}) != nil {
		t.Error("no service time must give no figure")
	}
	if p := Percent(2_592_000_000, 1); *p != 99_999_999 {
		t.Errorf("a millisecond in a thousand months reads %d", *p)
	}
	a, b := int64(99_000_000), int64(98_000_000)
	if got := *Serial([]*int64{&a, &b}); got != 97_020_000 {
		t.Errorf("serial %d", got)
	}
	if got := *Parallel([]*int64{&a, &b}); got != 99_980_000 {
		t.Errorf("parallel %d", got)
	}
}

func TestWorkCountsByItsRules(t *testing.T) {
	day, notice := time.Date(2018, 4, 15, 0, 0, 0, 0, fiscal.JST()), 24*time.Hour
	now := day.AddDate(0, 0, 10)
	hour := func(h float64) store.Time { return store.At(day.Add(time.Duration(h * float64(time.Hour)))) }
	for _, c := range []struct {
		name          string
		m             Maintenance
		planned, down float64 // hours
		n             int
	}{
		{"in order", Maintenance{ApprovedAt: hour(-48), AnnouncedAt: hour(-24)}, 6, 0, 0},
		{"ended early", Maintenance{ApprovedAt: hour(-48), AnnouncedAt: hour(-24), ActualStart: hour(0), ActualEnd: hour(3)}, 6, 0, 0},
		{"overrun", Maintenance{ApprovedAt: hour(-48), AnnouncedAt: hour(-24), ActualStart: hour(0), ActualEnd: hour(7.5)}, 6, 1.5, 1},
		{"began early", Maintenance{ApprovedAt: hour(-48), AnnouncedAt: hour(-24), ActualStart: hour(-1), ActualEnd: hour(6)}, 6, 1, 1},
		{"announced late", Maintenance{ApprovedAt: hour(-48), AnnouncedAt: hour(-23)}, 0, 6, 1},
		{"never approved", Maintenance{AnnouncedAt: hour(-48)}, 0, 6, 1},
		{"approved afterwards", Maintenance{ApprovedAt: hour(1), AnnouncedAt: hour(-48), ActualStart: hour(1), ActualEnd: hour(2)}, 0, 1, 1},
		{"cancelled", Maintenance{ApprovedAt: hour(-48), AnnouncedAt: hour(-24), CancelledAt: hour(-2)}, 0, 0, 0},
		{"still running", Maintenance{ApprovedAt: hour(-48), AnnouncedAt: hour(-24), ActualStart: hour(0)}, 6, 9*24 + 18, 1},
	} {
		c.m.StartsAt, c.m.EndsAt, c.m.ID = hour(0), hour(6), "m"
		r := record{systemID: "s", notice: notice, maintenance: []Maintenance{c.m}, calendars: map[string]*CalendarDraft{"c": &always},
			targets: []Target{{TargetDraft: TargetDraft{ValidFrom: fiscal.MustDate("2018-04-01"), CalendarID: "c"}}}}
		m := r.compute("2018-04", now)
		if float64(m.PlannedSeconds)/3600 != c.planned || float64(m.DowntimeMs)/3_600_000 != c.down || m.Clusters != c.n {
			t.Errorf("%s: %d s planned, %d ms down in %d stops", c.name, m.PlannedSeconds, m.DowntimeMs, m.Clusters)
		}
	}
}

// naive counts a month minute by minute, without any interval.
func naive(c *CalendarDraft, period Span, planned Spans, stops []Stop) (agreed int64, down *big.Rat) {
	down = new(big.Rat)
	hours := map[fiscal.Date][]Span{}
	for day := dayOf(period.From).AddDays(-1); day.Start().Unix() < period.To; day = day.AddDays(1) {
		for _, h := range c.hours(day) {
			hours[day] = append(hours[day], h.on(day))
		}
	}
	for at := period.From; at < period.To; at += 60 {
		day := dayOf(at)
		open := false
		for _, d := range []fiscal.Date{day, day.AddDays(-1)} {
			for _, s := range hours[d] {
				open = open || at >= s.From && at < s.To
			}
		}
		for _, p := range planned {
			open = open && !(at >= p.From && at < p.To)
		}
		if !open {
			continue
		}
		agreed += 60
		worst := new(big.Rat)
		for _, s := range stops {
			if w := big.NewRat(s.Part, s.Whole); at >= s.From && at < s.To && w.Cmp(worst) > 0 {
				worst = w
			}
		}
		down.Add(down, worst)
	}
	return agreed, down
}

func TestAlgorithmAgainstMinutes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 2018))
	night := CalendarDraft{Editions: store.List[Edition]{
		{From: fiscal.MustDate("2015-04-01"), Week: append(weekly("08:30", "12:00"), weekly("20:00", "04:30")...), Holidays: true},
		{From: fiscal.MustDate("2018-04-18"), Week: weekly("09:00", "24:00"), Days: store.List[Exception]{{Date: fiscal.MustDate("2018-04-21"), Open: store.List[Hours]{{"10:00", "15:00"}}}, {Date: fiscal.MustDate("2018-04-24")}}},
	}}
	period := monthSpan("2018-04")
	minute := func() int64 { return period.From + 60*(rng.Int64N(44_000)-400) }
	for round := range 9 {
		calendar := []*CalendarDraft{&always, &office, &night}[round%3]
		var planned []Span
		var stops []Stop
		for range rng.IntN(4) {
			from := minute()
			planned = append(planned, Span{from, from + 60*rng.Int64N(600)})
		}
		for i := range rng.IntN(12) {
			from := minute()
			whole := rng.Int64N(24) + 1
			stops = append(stops, Stop{Span: Span{from, from + 60*rng.Int64N(3000)}, Share: Share{rng.Int64N(whole) + 1, whole}, ID: string(rune('a' + i))})
		}
		m := measure(calendar.Service(period), union(planned), stops)
		agreed, down := naive(calendar, period, union(planned), stops)
		ms := new(big.Rat).Mul(down, big.NewRat(60_000, 1))
		rounded := new(big.Rat).Sub(big.NewRat(m.DowntimeMs, 1), ms)
		if m.AgreedSeconds != agreed || rounded.Sign() < 0 || rounded.Cmp(big.NewRat(1, 1)) >= 0 {
			t.Errorf("round %d: %d s and %d ms, minutes say %d s and %s ms", round, m.AgreedSeconds, m.DowntimeMs, agreed, ms.FloatString(3))
		}
	}
}
