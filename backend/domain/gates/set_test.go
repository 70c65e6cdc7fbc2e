package gates

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const setFile = "gates.yaml"

// citySet is the gate set that the program ships.
func citySet(t testing.TB) *Set {
	t.Helper()
	set, err := Load(os.DirFS("../../../policies"), setFile)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func citySource(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../../../policies/" + setFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTheShippedSetHasEveryGateAndLine(t *testing.T) {
	set := citySet(t)
	lines := map[GateID][3]int{ // tiers A, B, C
		"G0": {6, 0, 0}, "G1": {8, 7, 5}, "G2": {7, 7, 0}, "G3": {6, 6, 3}, "G4": {8, 0, 0}, "G5": {8, 8, 4}, "G6": {7, 7, 0}, "GX": {4, 4, 4},
	}
	for i, g := range set.Gates {
		want := lines[g.ID]
		for j, tier := range []Tier{TierA, TierB, TierC} {
			if got := len(set.Criteria(g.ID, tier)); got != want[j] {
				t.Errorf("%s at tier %s has %d lines, want %d", g.ID, tier, got, want[j])
			}
		}
		if g.BeforeExecution != (i < 3) {
			t.Errorf("%s before execution = %v", g.ID, g.BeforeExecution)
		}
		for _, line := range g.Criteria {
			if line.No < 1 || line.StaleAfterDays < 1 || len(line.Tiers) == 0 || !line.Answer && line.Live == "" {
				t.Errorf("%s is incomplete: %+v", line.ID, line)
			}
			if !line.Required && line.ID != "G4-7" && line.ID != "G4-8" {
				t.Errorf("%s is not required", line.ID)
			}
		}
	}
	if len(set.Gates) != len(lines) {
		t.Errorf("%d gates", len(set.Gates))
	}
	if s := set.Settings; s.TierACost != 500_000_000 || s.TierBCost != 30_000_000 || s.TierARisk != "high" || s.ReportFreshDays != 45 {
		t.Errorf("settings = %+v", s)
	}
	if c := set.Criteria("G5", TierC)[1]; c.ID != "G5-4" || !strings.HasPrefix(c.Text, "運用手順・連絡先") || !strings.HasPrefix(c.TextEn, "Operating steps") {
		t.Errorf("tier C does not show its short wording: %+v", c)
	}
	if out, _ := json.Marshal(set); strings.Contains(string(out), "null") {
		t.Error("a list of the set is null in JSON")
	}
}

func TestEveryLiveCheckIsKnownAndMostAreUsed(t *testing.T) {
	used := []string{}
	for _, g := range citySet(t).Gates {
		for _, line := range g.Criteria {
			if line.Live != "" && !slices.Contains(OwnChecks(), line.Live) {
				t.Errorf("%s asks for %s, which nobody offers", line.ID, line.Live)
			}
			used = append(used, line.Live)
		}
	}
	for _, name := range OwnChecks() {
		alone := []string{"systems_linked", "no_overdue_conditions"} // offered to cities that want them by themselves
		if !slices.Contains(used, name) && !slices.Contains(alone, name) {
			t.Errorf("no criterion uses %s", name)
		}
	}
}

func TestSequences(t *testing.T) {
	set := citySet(t)
	for _, c := range []struct {
		tier    Tier
		retires bool
		want    string
	}{
		{TierA, false, "G0 G1 G2 G3 G4 G5 G6"}, {TierB, false, "G1 G2 G3 G5 G6"}, {TierC, false, "G1 G3 G5"},
		{TierA, true, "G0 G1 G2 G3 G4 G5 G6 GX"}, {TierC, true, "G1 G3 G5 GX"}, {"D", true, ""},
	} {
		got := []string{}
		for _, id := range set.Sequence(c.tier, c.retires) {
			got = append(got, string(id))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("tier %s = %v, want %s", c.tier, got, c.want)
		}
	}
	set.Sequence(TierC, true)
	if len(set.Tiers[TierC].Gates) != 3 {
		t.Error("asking for a sequence changed the set")
	}
	for _, c := range []struct {
		tier Tier
		id   GateID
		want GateID
		ok   bool
	}{{TierA, "G0", "", true}, {TierA, "G3", "G2", true}, {TierB, "G5", "G3", true}, {TierC, "G3", "G1", true}, {TierC, "G2", "", false}} {
		if got, ok := Predecessor(set.Sequence(c.tier, false), c.id); got != c.want || ok != c.ok {
			t.Errorf("predecessor of %s at %s = %s, %v", c.id, c.tier, got, ok)
		}
	}
}

func TestDeciders(t *testing.T) {
	set := citySet(t)
	for _, c := range []struct {
		tier Tier
		gate GateID
		hq   bool
		want []Authority
	}{
		{TierA, "G1", false, []Authority{CIO}}, {TierA, "G1", true, []Authority{CIO, Headquarters}}, {TierA, "G5", true, []Authority{CIO, Headquarters}},
		{TierA, "G2", true, []Authority{CIO}}, {TierB, "G1", false, []Authority{ICTDirector}}, {TierC, "G3", false, []Authority{SysMgmt}},
	} {
		if got := set.Deciders(c.tier, c.gate, c.hq); !slices.Equal(got, c.want) {
			t.Errorf("%s %s %v: %v", c.tier, c.gate, c.hq, got)
		}
	}
	if g, ok := set.ExecutionGate(set.Sequence(TierC, false), StageGoLive); g != "G5" || !ok {
		t.Errorf("going live opens at %s", g)
	}
}

// Each case breaks the shipped set in one place; the fault must name the file, the line of that place and the rule.
func TestLoadRefuses(t *testing.T) {
	source := citySource(t)
	for _, c := range []struct{ name, from, to, rule, detail string }{
		{"a syntax error", "version: 1", "version: 1\n  x: 2", "syntax", ""},
		{"an unknown key", "    execution: contract", "    exekution: contract", "unknown_key", "exekution"},
		{"a key twice", "retirement: GX", "retirement: GX\nretirement: GX", "duplicate_key", "retirement"},
		{"a text for a number", "report_fresh_days: 45", "report_fresh_days: soon", "wrong_type", ""},
		{"an anchor", "retirement: GX", "retirement: &x GX", "no_anchors", "Anchor"},
		{"a version", "version: 1", "version: 2", "version", "2"},
		{"a tier", "        tiers: [A]\n", "        tiers: [D]\n", "unknown_tier", "D"},
		{"a tier that skips the gate", "      - id: G2-1\n", "      - id: G2-1\n        tiers: [A, C]\n", "tier_not_at_gate", "G2-1 C"},
		{"a tier of the set", "  B:\n    ja: 標準", "  E:\n    ja: 標準", "unknown_tier", "E"},
		{"a decider", "decider: ict_director", "decider: mayor", "unknown_decider", "mayor"},
		{"a decider that is a meeting", "decider: cio", "decider: headquarters", "unknown_decider", "headquarters"},
		{"a live check", "live: renewal_in_time", "live: renewal_on_time", "unknown_live_check", "renewal_on_time"},
		{"a gate twice", "  - id: G2\n", "  - id: G1\n", "duplicate_id", "G1"},
		{"a line twice", "      - id: G4-2\n", "      - id: G4-1\n", "duplicate_id", "G4-1"},
		{"a line of another gate", "      - id: G4-2\n", "      - id: G3-2\n", "criterion_id", "G3-2"},
		{"a document twice", "kind: cost_estimate,", "kind: proposal,", "duplicate_id", "proposal"},
		{"a text missing", "        en: The lessons are recorded\n", "", "missing_text", "G6-7 en"},
		{"a name missing", "    en: Go-live review\n", "    en: ' '\n", "missing_text", "G5 en"},
		{"half a short text", "        short_en: Milestones and terms of acceptance are annexed to the contract\n", "", "missing_text", "G3-4"},
		{"a gate in a sequence", "gates: [G1, G3, G5]", "gates: [G1, G7, G3, G5]", "unknown_gate", "G7"},
		{"gates out of order", "gates: [G1, G3, G5]", "gates: [G3, G1, G5]", "gate_order", "G1"},
		{"the retirement gate in a sequence", "gates: [G1, G3, G5]", "gates: [G1, G3, G5, GX]", "gate_order", "GX"},
		{"a gate passed twice", "gates: [G1, G3, G5]", "gates: [G1, G3, G3, G5]", "gate_order", "G3"},
		{"no go-live in a sequence", "gates: [G1, G3, G5]", "gates: [G1, G3]", "execution_stages", "contract"},
		{"a stage", "execution: go_live", "execution: party", "unknown_stage", "party"},
		{"a document", "documents: [evaluation_report, approval]", "documents: [evaluation, approval]", "unknown_document", "evaluation"},
		{"a required document that is not expected", "required_documents: [proposal,", "required_documents: [requirements,", "unknown_document", "requirements"},
		{"evidence where nobody answers", "        live: systems_retired\n", "        live: systems_retired\n        evidence_required: true\n", "evidence_without_answer", "GX-4"},
		{"thresholds", "tier_b_cost: 30000000", "tier_b_cost: 600000000", "cost_order", ""},
		{"a risk", "tier_a_risk: high", "tier_a_risk: huge", "unknown_risk", "huge"},
		{"days", "risk_stale_days: 90", "risk_stale_days: 0", "positive", "risk_stale_days"},
		{"the retirement gate", "retirement: GX", "retirement: GY", "unknown_gate", "GY"},
		{"a gate nobody passes", "gates: [G0, G1, G2, G3, G4, G5, G6]", "gates: [G0, G1, G2, G3, G5, G6]", "unused_gate", "G4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _, found := strings.Cut(source, c.from)
			if !found {
				t.Fatalf("the set has no %q", c.from)
			}
			_, err := Load(fstest.MapFS{setFile: {Data: []byte(strings.Replace(source, c.from, c.to, 1))}}, setFile)
			var faults SetFaults
			if !errors.As(err, &faults) {
				t.Fatalf("passed, %v", err)
			}
			first, last := strings.Count(before, "\n")+1-12, strings.Count(before+c.to, "\n")+1+12
			for _, f := range faults {
				if f.Rule == c.rule && strings.Contains(f.Detail, c.detail) {
					if f.Rule == "unused_gate" { // stands at the gate, not at the sequence that lacks it
						first, last = f.Line, strings.Count(source[:strings.Index(source, "  - id: G4\n")], "\n")+1
					}
					if f.File != setFile || f.Line < first || f.Line > last {
						t.Errorf("%v: not near lines %d to %d", f, first+12, last-12)
					}
					return
				}
			}
			t.Errorf("want %s %s, got:\n%v", c.rule, c.detail, err)
		})
	}
}

func TestLoadNamesTheExactLine(t *testing.T) {
	source := strings.Replace(citySource(t), "live: renewal_in_time", "live: nothing", 1)
	want := 1 + strings.Count(source[:strings.Index(source, "live: nothing")], "\n")
	_, err := Load(fstest.MapFS{"x/g.yaml": {Data: []byte(source)}}, "x/g.yaml")
	var faults SetFaults
	if !errors.As(err, &faults) || len(faults) != 1 || faults[0] != (SetFault{File: "x/g.yaml", Line: want, Rule: "unknown_live_check", Detail: "nothing"}) {
		t.Errorf("got %v, want line %d", err, want)
	}
	if _, err := Load(fstest.MapFS{"x/g.yaml": {Data: []byte(source)}}, "x/g.yaml", "nothing"); err != nil {
		t.Errorf("a check that another domain offers is refused: %v", err)
	}
	if _, err := Load(fstest.MapFS{}, "none.yaml"); err == nil {
		t.Error("a missing file passed")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("version: 1\ngates: []\n"))
	f.Add([]byte("gates:\n  - id: G1\n    criteria:\n      - {id: G1-1, ja: あ, en: a, live: x}\n"))
	f.Add([]byte("tiers: {A: {gates: [G9, G9]}, Z: {}}\nretirement: GX\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte(citySource(f)))
	f.Fuzz(func(t *testing.T, source []byte) {
		set, err := parseSet(setFile, source, nil)
		if (set == nil) == (err == nil) {
			t.Fatalf("set %v, error %v", set, err)
		}
		var faults SetFaults
		if err != nil && (!errors.As(err, &faults) || len(faults) == 0 || faults[0].File != setFile) {
			t.Fatalf("an error without a fault: %v", err)
		}
	})
}
