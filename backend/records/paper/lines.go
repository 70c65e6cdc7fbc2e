package paper

import "strings"

// Characters that never begin a line, and those that never end one (禁則).
const (
	neverFirst = "、。，．,.・：；:;？！?!）)」』】〕］〉》”’ー～…々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%℃゛゜"
	neverLast  = "（(「『【〔［〈《“‘"
)

// word tells a character that is not to be torn from its neighbour of the same kind: Latin letters, digits and what binds
// them.
func word(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-_/'’.,:@#+", r)
}

// breakable tells whether a line may end between two characters.
func breakable(before, after rune) bool {
	switch {
	case strings.ContainsRune(neverFirst, after), strings.ContainsRune(neverLast, before):
		return false
	case before == ' ':
		return true
	case after == ' ':
		return false
	}
	return !word(before) || !word(after)
}

// Lines breaks a text into lines of a width. measure tells how wide a piece is. Line ends of the text stay; a piece that
// cannot be broken well is broken where it must.
func Lines(text string, width float64, measure func(string) float64) []string {
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		out = append(out, wrap(part, width, measure)...)
	}
	return out
}

func wrap(text string, width float64, measure func(string) float64) []string {
	rest := []rune(text)
	out := []string{}
	for len(rest) > 0 {
		fits := fitting(rest, width, measure)
		if fits == len(rest) {
			return append(out, string(rest))
		}
		end := fits
		for end > 0 && !breakable(rest[end-1], rest[end]) {
			end--
		}
		if end == 0 {
			end = fits
		}
		out = append(out, strings.TrimRight(string(rest[:end]), " "))
		rest = rest[end:]
		for len(rest) > 0 && rest[0] == ' ' {
			rest = rest[1:]
		}
	}
	if len(out) == 0 {
		out = append(out, "")
	}
	return out
}

// fitting is how many characters fit into the width, one at least. It searches, since measuring is what costs.
func fitting(rest []rune, width float64, measure func(string) float64) int {
	low, high := 1, len(rest)
	for low < high {
		mid := (low + high + 1) / 2
		if measure(string(rest[:mid])) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}
