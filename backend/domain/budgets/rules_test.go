package budgets

import (
	"slices"
	"testing"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

const thousand = 1_000

// entriesOf is the ledger of the settled line that the rules give as their example.
func entriesOf() []Entry {
	e := func(k EntryKind, amount int64) Entry {
		return Entry{EntryDraft: EntryDraft{Kind: k, Amount: amount * thousand}}
	}
	return []Entry{
		e(EntryRequest, 560_000), e(EntryAssessment, 500_000), e(EntryInitial, 500_000), e(EntrySupplementary, -30_000), e(EntryCarryIn, 80_000),
		e(EntryReserve, 3_000), e(EntryDiversion, 2_000), e(EntrySpending, 300_000), e(EntrySpending, 180_000), e(EntryCarryOut, 60_000),
	}
}

func TestColumnsOfALine(t *testing.T) {
	a, state := Compute(1, entriesOf())
	want := Amounts{
		Requested: 560_000 * thousand, Assessed: 500_000 * thousand, Initial: 500_000 * thousand, Supplementary: -30_000 * thousand, CarriedIn: 80_000 * thousand,
		Reserve: 3_000 * thousand, Diverted: 2_000 * thousand, Revised: 555_000 * thousand, Spent: 480_000 * thousand, CarriedOut: 60_000 * thousand,
		Unused: 15_000 * thousand, Planned: 500_000 * thousand,
	}
	if a != want || state != Budgeted {
		t.Errorf("%+v %s, want %+v", a, state, want)
	}
	if rate, ok := a.Execution(); !ok || rate != 8649 {
		t.Errorf("執行率 %d %v, want 86.49 %%", rate, ok)
	}
	if err := a.sound(); err != nil {
		t.Error(err)
	}
}

func TestStagesOfALine(t *testing.T) {
	all := entriesOf()
	withdrawn := []Entry{all[0], {EntryDraft: EntryDraft{Kind: EntryRequest}}}
	for _, c := range []struct {
		name    string
		entries []Entry
		state   State
		planned int64
	}{
		{"only an estimate", nil, Planned, 7}, {"requested", all[:1], Requested, 560_000 * thousand}, {"withdrawn", withdrawn, Planned, 7},
		{"assessed", all[:2], Assessed, 500_000 * thousand}, {"budgeted", all[:3], Budgeted, 500_000 * thousand},
	} {
		if a, state := Compute(7, c.entries); state != c.state || a.Planned != c.planned {
			t.Errorf("%s: %s %d", c.name, state, a.Planned)
		}
	}
	adjusted := append(all, Entry{EntryDraft: EntryDraft{Kind: EntryAdjustment, Adjusts: "spent", Amount: -5}})
	if a, _ := Compute(0, adjusted); a.Spent != 480_000*thousand-5 || a.Unused != 15_000*thousand+5 {
		t.Errorf("an adjustment: %+v", a)
	}
}

func TestWhatNoBudgetCanHave(t *testing.T) {
	for rule, entries := range map[string][]Entry{
		"below_zero":     {{EntryDraft: EntryDraft{Kind: EntrySpending, Amount: -1}}},
		"exceeds_budget": {{EntryDraft: EntryDraft{Kind: EntryInitial, Amount: 10}}, {EntryDraft: EntryDraft{Kind: EntrySpending, Amount: 6}}, {EntryDraft: EntryDraft{Kind: EntryCarryOut, Amount: 5}}},
	} {
		a, _ := Compute(0, entries)
		if f := fault.Of(a.sound()); len(f.Fields) != 1 || f.Fields[0].Rule != rule {
			t.Errorf("%s: %v", rule, f)
		}
	}
}

func TestSharesAreRoundedHalfUp(t *testing.T) {
	for _, c := range []struct{ part, whole, want int64 }{
		{480_000, 555_000, 8649}, {40, 42, 9524}, {1, 8, 1250}, {1, 80_000, 0}, {1, 20_000, 1}, {-1, 20_000, 0}, {-3, 20_000, -1}, {1, 3, 3333}, {2, 3, 6667},
		{fiscal.MaxYen, fiscal.MaxYen, 10_000},
	} {
		if got, ok := share(c.part, c.whole); !ok || got != c.want {
			t.Errorf("%d of %d: %d, want %d", c.part, c.whole, got, c.want)
		}
	}
	if _, ok := share(1, 0); ok {
		t.Error("a share of nothing")
	}
}

// The years of the rules' example, with the renewal that ends in FY2020.
func years() []YearTotal {
	return []YearTotal{
		{FiscalYear: 2017, Recurring: 100, OneOff: 20},
		{FiscalYear: 2018, Recurring: 102, OneOff: 60, Renewal: 40, EndsIn: 2020},
		{FiscalYear: 2019, Recurring: 103, OneOff: 58, Renewal: 40, EndsIn: 2020},
		{FiscalYear: 2020, Recurring: 103, OneOff: 50, Renewal: 30, EndsIn: 2020},
		{FiscalYear: 2021, Recurring: 105, OneOff: 20},
	}
}

func TestTemporaryRise(t *testing.T) {
	got := Rises(years())
	if len(got) != 1 {
		t.Fatalf("rises: %+v", got)
	}
	r := got[0]
	if r.FiscalYear != 2018 || r.Increase != 42 || r.RenewalIncrease != 40 || r.ShareHundredths != 9524 || !r.Temporary || r.EndsIn != 2020 {
		t.Errorf("FY2018: %+v", r)
	}
	if r.Returned == nil || !*r.Returned || r.RecurringReturn != 105 || r.ReturnHundredths != 500 {
		t.Errorf("5 %% above the level of FY2017 is still back: %+v", r)
	}
	for _, c := range []struct {
		name      string
		change    func(y []YearTotal)
		temporary bool
		returned  string
	}{
		{"recurring grew by 3 %", func(y []YearTotal) { y[1].Recurring, y[1].Renewal = 103, 60 }, true, "yes"},
		{"recurring grew by more", func(y []YearTotal) { y[1].Recurring, y[1].Renewal = 104, 60 }, false, "nobody knows"},
		{"79 % is one-off", func(y []YearTotal) { y[1].OneOff, y[1].Renewal = 118, 79 }, false, "nobody knows"},
		{"80 % is one-off", func(y []YearTotal) { y[1].OneOff, y[1].Renewal = 118, 80 }, true, "yes"},
		{"one-off without an end", func(y []YearTotal) { y[1].EndsIn = 0 }, false, "nobody knows"},
		{"above the former level afterwards", func(y []YearTotal) { y[4].Recurring = 106 }, true, "no"},
		{"the year after is not known", func(y []YearTotal) { y[4].FiscalYear = 2030 }, true, "nobody knows"},
	} {
		y := years()
		c.change(y)
		r := Rises(y)[0]
		returned := "nobody knows"
		if r.Returned != nil {
			returned = map[bool]string{true: "yes", false: "no"}[*r.Returned]
		}
		if r.Temporary != c.temporary || returned != c.returned {
			t.Errorf("%s: temporary %v, returned %s", c.name, r.Temporary, returned)
		}
		if Unreturned([]Rise{r}) != (c.returned == "no") {
			t.Errorf("%s: alert %v", c.name, Unreturned([]Rise{r}))
		}
	}
	if _, rose := RiseOf(years()[3], years()[4]); rose {
		t.Error("a fall is no rise")
	}
}

func TestYearsAreSettledFromJune(t *testing.T) {
	d := fiscal.MustDate
	if got := settlesFrom(2018); got != d("2019-06-01") {
		t.Errorf("FY2018 may be settled from %s", got)
	}
	if got := booksClose(2018); got != d("2019-05-31") {
		t.Errorf("the books of FY2018 close on %s", got)
	}
	for _, c := range []struct {
		state YearState
		today string
		want  YearStatus
	}{
		{Open, "2018-03-31", YearAhead}, {Open, "2018-04-01", YearRunning}, {Open, "2019-03-31", YearRunning}, {Open, "2019-04-01", YearProvisional},
		{Open, "2019-06-01", YearProvisional}, {Settled, "2019-06-01", YearSettled}, {Certified, "2019-11-01", YearCertified},
	} {
		if got := statusOf(2018, c.state, d(c.today)); got != c.want {
			t.Errorf("%s on %s: %s, want %s", c.state, c.today, got, c.want)
		}
	}
}

func TestDaysOfTheBooks(t *testing.T) {
	d := fiscal.MustDate
	for _, c := range []struct {
		kind EntryKind
		on   string
		rule string
	}{
		{EntrySpending, "2018-04-01", ""}, {EntrySpending, "2019-05-31", ""}, {EntrySpending, "2019-06-01", "books"}, {EntrySpending, "2018-03-31", "books"},
		{EntrySupplementary, "2019-03-31", ""}, {EntrySupplementary, "2019-04-01", "books"}, {EntryInitial, "2018-03-20", ""}, {EntryAdjustment, "2019-05-31", "books"},
		{EntryAdjustment, "2019-06-01", ""}, {EntryAdjustment, "2019-07-02", "future"},
	} {
		e := EntryDraft{Kind: c.kind, PostedOn: d(c.on)}
		rule := ""
		if f := fault.Of(e.posted(2018, d("2019-07-01"))); len(f.Fields) > 0 {
			rule = f.Fields[0].Rule
		}
		if rule != c.rule {
			t.Errorf("%s on %s: %q, want %q", c.kind, c.on, rule, c.rule)
		}
	}
}

func TestForecastOfASystem(t *testing.T) {
	d := fiscal.MustDate
	life := Life{ID: "s", Phase: "operation", LastRenewalOn: d("2023-10-01"), RenewalOn: d("2028-10-01")}
	costs := past{
		recurring: map[int]int64{2025: 90, 2026: 100, 2027: 110}, oneOff: map[int]int64{2022: 30, 2023: 200, 2024: 5}, renewal: map[int]int64{2022: 30, 2023: 200},
	}
	sum := func(l Life, p past) map[string]int64 {
		out := map[string]int64{}
		for _, f := range Project(l, p, 2026) {
			amount := int64(-1)
			if f.Amount != nil {
				amount = *f.Amount
			}
			out[string(f.Category[:3])+" "+fiscal.FYStart(f.FiscalYear).String()[:4]] = amount
		}
		return out
	}
	for _, c := range []struct {
		name   string
		change func(l *Life, p *past)
		want   map[string]int64
	}{
		{"what recurs goes on, the renewal costs again", func(*Life, *past) {},
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110, "one 2027": 30, "one 2028": 200}},
		{"overdue, next year", func(l *Life, _ *past) { l.RenewalOn = d("2025-10-01") },
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110, "one 2027": 200}},
		{"already planned", func(_ *Life, p *past) { p.oneOff[2027], p.renewal[2027] = 40, 40 },
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110}},
		{"nobody knows the cost", func(l *Life, p *past) { p.oneOff, p.renewal = nil, nil },
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110, "one 2028": -1}},
		{"winding down", func(l *Life, _ *past) { l.Phase, l.ContractEndsOn = "wind_down", d("2029-03-31") }, map[string]int64{"rec 2028": 110}},
		{"retired", func(l *Life, _ *past) { l.Phase = "retired" }, map[string]int64{}},
		{"the roadmap knows what it costs", func(l *Life, _ *past) { l.RenewalCost = new(int64); *l.RenewalCost = 77 },
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110, "one 2028": 77}},
		{"the roadmap knows, a part is entered", func(l *Life, p *past) {
			l.RenewalCost = new(int64)
			*l.RenewalCost = 77
			p.oneOff[2027], p.renewal[2027] = 40, 40
		},
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110, "one 2028": 37}},
		{"the roadmap knows, all is entered", func(l *Life, p *past) {
			l.RenewalCost = new(int64)
			*l.RenewalCost = 40
			p.oneOff[2027], p.renewal[2027] = 40, 40
		},
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110}},
		{"lines of the last renewal are not of the next", func(l *Life, p *past) {
			l.RenewalCost, l.LastRenewalOn, p.renewal[2026] = new(int64), d("2026-04-01"), 60
			*l.RenewalCost = 77
		}, map[string]int64{"rec 2028": 110, "rec 2029": 110, "rec 2030": 110, "rec 2031": 110, "one 2028": 77}},
		{"merged before it is renewed", func(l *Life, _ *past) { l.AbsorbedOn = d("2028-09-30") }, map[string]int64{"rec 2028": 55}},
		{"merged on the last day of a month of March", func(l *Life, _ *past) { l.AbsorbedOn = d("2028-03-31") }, map[string]int64{}},
		{"merged in April", func(l *Life, _ *past) { l.AbsorbedOn = d("2028-04-01") }, map[string]int64{"rec 2028": 9}},
		{"overdue, but merged before anybody could renew it", func(l *Life, _ *past) { l.RenewalOn, l.AbsorbedOn = d("2025-10-01"), d("2028-03-31") }, map[string]int64{}},
		{"overdue, and merged later", func(l *Life, _ *past) { l.RenewalOn, l.AbsorbedOn = d("2025-10-01"), d("2028-04-30") }, map[string]int64{"rec 2028": 9, "one 2027": 200}},
		{"merged after it is renewed", func(l *Life, _ *past) { l.AbsorbedOn = d("2030-03-31") },
			map[string]int64{"rec 2028": 110, "rec 2029": 110, "one 2027": 30, "one 2028": 200}},
	} {
		l, p := life, past{clone(costs.recurring), clone(costs.oneOff), clone(costs.renewal)}
		c.change(&l, &p)
		got := sum(l, p)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		for k, v := range c.want {
			if got[k] != v {
				t.Errorf("%s: %s is %d, want %d", c.name, k, got[k], v)
			}
		}
	}
}

func clone(m map[int]int64) map[int]int64 {
	out := map[int]int64{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func TestKindsBelongToCategories(t *testing.T) {
	for _, k := range Kinds {
		want := OneOff
		if slices.Contains([]Kind{Operation, Lease, Network, Cloud}, k) {
			want = Recurring
		}
		d := Draft{SystemID: "s", Kind: k, Category: want, Commitment: "none"}
		if k.Category() != want || len(d.Check()) > 0 {
			t.Errorf("%s: %s %v", k, k.Category(), d.Check())
		}
	}
	d := Draft{Kind: Lease, Category: OneOff, Commitment: "none", FiscalYear: 2026, Commitments: []YearLimit{{2026, 1}, {2026, 1}}}
	var rules []string
	for _, f := range d.Check() {
		rules = append(rules, f.Field+" "+f.Rule)
	}
	want := []string{"systemId system_or_project", "kind category_kind", "commitments no_commitment", "commitments[0].fiscalYear year_order", "commitments[1].fiscalYear year_order"}
	if !slices.Equal(rules, want) {
		t.Errorf("%v, want %v", rules, want)
	}
}

func TestEntriesNeedWhatTheirKindNeeds(t *testing.T) {
	for _, c := range []struct {
		d    EntryDraft
		want string
	}{
		{EntryDraft{Kind: EntryInitial}, "amount required"}, {EntryDraft{Kind: EntrySupplementary, Amount: 1}, "number required"},
		{EntryDraft{Kind: EntryCarryOut, Amount: 1, Reason: "x"}, "carryKind required"}, {EntryDraft{Kind: EntryAdjustment, Amount: 1, Reason: "x"}, "adjusts required"},
		{EntryDraft{Kind: EntryAdjustment, Amount: 1, Adjusts: "spent"}, "reason reason_required"}, {EntryDraft{Kind: EntryReserve, Amount: 1}, "reason reason_required"},
		{EntryDraft{Kind: EntrySpending, Amount: 1, PairLineID: "x"}, "pairLineId unknown_field"}, {EntryDraft{Kind: EntrySpending, Amount: -1}, ""},
	} {
		got := ""
		for _, f := range c.d.Check() {
			got = f.Field + " " + f.Rule
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.d, got, c.want)
		}
	}
}
