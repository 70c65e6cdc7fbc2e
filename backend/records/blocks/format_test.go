package blocks

import "testing"

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		v    int64
		u    Unit
		want string
	}{
		{3500, Count, "3,500"}, {0, Count, "0"}, {1_234_500_000, Yen, "1,235"}, {499_999, Yen, "0"}, {500_000, Yen, "1"}, {-1_500_000, Yen, "-2"},
		{99_999_999, Micro, "99.999"}, {100_000_000, Micro, "100.000"}, {99_998_500, Micro, "99.998"}, {5_400_000, Hours, "1.5"}, {97, Percent, "97"}, {667, Share, "66.7"}, {1000, Share, "100.0"}, {-1234, Count, "-1,234"},
	} {
		if got := Format(&c.v, c.u); got != c.want {
			t.Errorf("%d %s: %s, want %s", c.v, c.u, got, c.want)
		}
	}
	if got := Format(nil, Count); got != "不明" {
		t.Errorf("unknown is written %q", got)
	}
}
