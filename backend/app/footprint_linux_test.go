package app

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// resident is what of the program's file is in memory, in KiB.
func resident(t *testing.T) (kib int) {
	t.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if n, _ := fmt.Sscanf(line, "RssFile: %d kB", &kib); n == 1 {
			return kib
		}
	}
	t.Fatal("no RssFile")
	return 0
}

func TestSlimGivesBackWhatTheStartRead(t *testing.T) {
	before := resident(t)
	if err := slim(); err != nil {
		t.Fatal(err)
	}
	if after := resident(t); after >= before {
		t.Errorf("resident pages of the program: %d KiB before, %d KiB after", before, after)
	}
}
