package main_test

import (
	"strings"
	"testing"
)

// TestDemoCommand founds the demo city once and then wants --if-empty to say
// nothing, and a second founding to be refused.
func TestDemoCommand(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	out, told, code := run(t, data, "demo", "--password", "correct horse battery")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, told)
	}
	for _, login := range []string{"admin", "ict", "pm", "head", "reviewer", "executive", "auditor", "viewer"} {
		if !strings.Contains(out, "\n"+login+" ") {
			t.Errorf("%s is not among the sign-ins", login)
		}
	}
	for _, words := range []string{"correct horse battery", "税務課長", "Head of the Tax Section"} {
		if !strings.Contains(out, words) {
			t.Errorf("the sign-ins lack %q:\n%s", words, out)
		}
	}
	if !strings.Contains(told, "300 systems, 60 projects") {
		t.Errorf("progress: %q", told)
	}
	if out, told, code := run(t, data, "demo", "--if-empty"); out != "" || told != "" || code != 0 {
		t.Errorf("--if-empty on a city: exit code %d, %q, %q", code, out, told)
	}
	if out, told, code := run(t, data, "demo"); code != 1 || out != "" || !strings.Contains(told, "already") {
		t.Errorf("a second city: exit code %d, %q, %q", code, out, told)
	}
}
