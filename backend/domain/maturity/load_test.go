package maturity

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miotsukushi/backend/platform/datafile"
)

// shipped is a model that the program ships.
func shipped(t testing.TB, id string) *Model {
	t.Helper()
	models, err := Load(os.DirFS("../../../policies"), "maturity")
	if err != nil {
		t.Fatal(err)
	}
	m, ok := models.Find(id)
	if !ok {
		t.Fatalf("no model %s among %v", id, models.IDs())
	}
	return m
}

func TestTheShippedModelsAreWhole(t *testing.T) {
	staged := map[string]map[int]string{
		"CMMI-DEV-V13": {2: "REQM PP PMC SAM MA PPQA CM", 3: "RD TS PI VER VAL OPF OPD OT IPM RSKM DAR", 4: "OPP QPM", 5: "OPM CAR"},
		"CMMI-ACQ-V13": {2: "REQM PP PMC SSAD AM ARD MA PPQA CM", 3: "ATM AVER AVAL OPF OPD OT IPM RSKM DAR", 4: "OPP QPM", 5: "OPM CAR"},
	}
	for id, stages := range staged {
		m := shipped(t, id)
		if len(m.Areas) != 22 || m.Base() != 1 || m.Top() != 5 || !m.Impact {
			t.Errorf("%s: %d areas, levels %d to %d", id, len(m.Areas), m.Base(), m.Top())
		}
		for level, want := range stages {
			got := []string{}
			for _, a := range m.Areas {
				if a.Level == level {
					got = append(got, a.ID)
				}
				last := a.Groups[len(a.Groups)-2:]
				if last[0].ID != "GG2" || len(last[0].Practices) != 10 || last[1].ID != "GG3" || len(last[1].Practices) != 2 {
					t.Errorf("%s %s lacks the generic goals: %+v", id, a.ID, last)
				}
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s level %d: %v, want %s", id, level, got, want)
			}
		}
	}
	if a, _ := shipped(t, "CMMI-ACQ-V13").Area("PP"); a.Groups[1].Practices[6].TextEn != "Plan the transition to operations" {
		t.Errorf("the planning of an acquirer is that of a developer: %+v", a.Groups[1])
	}
	check, n := shipped(t, "SELF-CHECK"), 0
	for _, a := range check.Areas {
		for _, g := range a.Groups {
			n += len(g.Practices)
		}
	}
	if n != 20 || check.Impact {
		t.Errorf("the short self-check has %d practices", n)
	}
	if iso := shipped(t, "ISO33020"); iso.Base() != 0 || len(iso.Areas[0].Groups) != 9 || iso.Areas[0].Groups[8].Practices[0].ID != "PA5.2" {
		t.Errorf("ISO/IEC 33020: %+v", iso.Areas[0].Groups)
	}
	if shipped(t, "CMMI-DEV-V13").Digest == shipped(t, "CMMI-ACQ-V13").Digest {
		t.Error("two models have one digest")
	}
}

// TestMistakesNameTheirLine changes one line of a shipped file and expects to hear of that line.
func TestMistakesNameTheirLine(t *testing.T) {
	for _, v := range []struct{ file, old, new, rule string }{
		{"self-check.yaml", "id: SELF-CHECK", "id: self check", "model_id"},
		{"self-check.yaml", "short: CHK", "short: ACQ", "short_id"},
		{"self-check.yaml", "method: label", "method: feeling", "unknown_method"},
		{"self-check.yaml", `  - { level: 2, ja: "実施", en: "Performed" }`, `  - { level: 4, ja: "実施", en: "Performed" }`, "level_order"},
		{"self-check.yaml", `en: "Managing change"`, `en: ""`, "missing_text"},
		{"self-check.yaml", "  - id: CHG", "  - id: GOV", "duplicate_id"},
		{"self-check.yaml", `id: P1B, ja: "誰が`, `id: P1A, ja: "誰が`, "duplicate_id"},
		{"self-check.yaml", "kind: practice_group", "kind: heap", "unknown_kind"},
		{"self-check.yaml", "kind: practice_group", "kind: process_attribute", "kind_of_method"},
		{"self-check.yaml", "        level: 3", "        level: 7", "unknown_level"},
		{"self-check.yaml", "impact: false", "impakt: false", "unknown_key"},
		{"self-check.yaml", "impact: false", "impact: maybe", "wrong_type"},
		{"iso-33020.yaml", "method: percent", "method: percent\nimpact: true", "impact_of_percent"},
		{"cmmi-acq-1.3.yaml", "  - use: cmmi-core-1.3/CM", "  - use: cmmi-core-1.3/XX", "unknown_area"},
		{"cmmi-acq-1.3.yaml", "generic_from: cmmi-core-1.3", "generic_from: nowhere", "unknown_library"},
		{"cmmi-acq-1.3.yaml", "  - id: ATM\n    level: 3", "  - id: ATM\n    level: 9", "unknown_level"},
		{"cmmi-core-1.3.yaml", "  - id: MA\n", "  - id: REQM\n", "duplicate_id"},
	} {
		files, line := fstest.MapFS{}, map[string]int{}
		for _, name := range []string{"cmmi-core-1.3.yaml", "cmmi-acq-1.3.yaml", "iso-33020.yaml", "self-check.yaml"} {
			b, err := os.ReadFile("../../../policies/maturity/" + name)
			if err != nil {
				t.Fatal(err)
			}
			text := string(b)
			if name == v.file {
				if !strings.Contains(text, v.old) {
					t.Fatalf("%s has no %q", name, v.old)
				}
				line[name] = strings.Count(text[:strings.Index(text, v.old)], "\n") + 1
				text = strings.Replace(text, v.old, v.new, 1)
			}
			files["maturity/"+name] = &fstest.MapFile{Data: []byte(text)}
		}
		_, err := Load(files, "maturity")
		var faults datafile.Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s with %q: %v", v.file, v.new, err)
			continue
		}
		last := line[v.file] + strings.Count(v.new, "\n")
		first := line[v.file]
		if v.rule == "missing_text" {
			first -= 3 // told at the head of the part that lacks it
		}
		if !slices.ContainsFunc(faults, func(f datafile.Fault) bool {
			return f.Rule == v.rule && f.File == "maturity/"+v.file && f.Line >= first && f.Line <= last
		}) {
			t.Errorf("%s with %q on line %d: %v", v.file, v.new, line[v.file], faults)
		}
	}
}
