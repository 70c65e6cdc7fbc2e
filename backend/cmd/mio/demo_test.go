package main_test

import (
	"strings"
	"testing"
)

// TestDemoLeavesACityAlone wants --if-empty to say nothing where people already
// are, and a founding there to be refused. The founding itself has its tests in
// the package of the demo city.
func TestDemoLeavesACityAlone(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	if _, told, code := run(t, data, "user", "create", "--login", "admin", "--name", "システム管理者"); code != 0 {
		t.Fatal(told)
	}
	if out, told, code := run(t, data, "demo", "--if-empty"); out != "" || told != "" || code != 0 {
		t.Errorf("--if-empty on a city: exit code %d, %q, %q", code, out, told)
	}
	if out, told, code := run(t, data, "demo"); code != 1 || out != "" || !strings.Contains(told, "already") {
		t.Errorf("a second city: exit code %d, %q, %q", code, out, told)
	}
}
