package paper

import (
	"slices"
	"strings"
	"testing"
)

// ten is a font in which full-width characters are ten wide and Latin ones five.
func ten(s string) (w float64) {
	for _, r := range s {
		if r < 0x80 {
			w += 5
		} else {
			w += 10
		}
	}
	return w
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  string
	}{
		{"税で我々は成り立っている", 40, "税で我々|は成り|立ってい|る"},
		{"効果を出す。次に", 50, "効果を出|す。次に"},          // 。 never begins a line
		{"次の「意見」を", 30, "次の|「意|見」を"},           // 「 never ends one, 」 never begins one
		{"チャットを使う", 30, "チャッ|トを使|う"},           // ャ and ッ never begin one
		{"予算はABC12を増やす", 50, "予算は|ABC12を増|やす"}, // words and numbers stay whole
		{"the city plan", 45, "the city|plan"},
		{"一\n二", 100, "一|二"},
		{"", 100, ""},
		{"ABCDEFGHIJ", 25, "ABCDE|FGHIJ"}, // what cannot be kept whole is broken where it must
		{"」」」」", 20, "」」|」」"},
		{"達成97％以上", 35, "達成|97％以|上"},
	} {
		if got := strings.Join(Lines(c.text, c.width, ten), "|"); got != c.want {
			t.Errorf("%q in %v: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// Nothing is lost, and no line is longer than it may be unless a single character is.
func TestLinesKeepEverything(t *testing.T) {
	text := "大阪市ICT戦略アクションプラン（平成27年度～平成29年度）を策定した時点では、全55件のアクションを企画し、最終的には計76件のアクションを企画した。"
	for width := 10.0; width < 200; width += 7 {
		lines := Lines(text, width, ten)
		if strings.Join(lines, "") != text {
			t.Errorf("%v: %q", width, lines)
		}
		if i := slices.IndexFunc(lines, func(l string) bool { return ten(l) > width && len([]rune(l)) > 1 }); i >= 0 {
			t.Errorf("%v: %q is too long", width, lines[i])
		}
	}
}
