package app

import "testing"

// TestTenths: a share on paper is the share of its page, which shows one decimal.
func TestTenths(t *testing.T) {
	for share, want := range map[float64]int64{66.67: 667, 66.65: 667, 66.64: 666, 0: 0, 0.05: 1, 33.33: 333, 100: 1000, 99.94: 999} {
		if got := tenths(&share); *got != want {
			t.Errorf("%v %% is %d tenths, want %d", share, *got, want)
		}
	}
	if tenths(nil) != nil {
		t.Error("unknown stays unknown")
	}
}
