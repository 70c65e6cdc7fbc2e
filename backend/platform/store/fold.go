package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings text into the form in which it is searched: NFKC (so that full
// and half width are one), lower case, katakana as hiragana, spaces collapsed.
// The folded text of a record stands in its column "search".
func Fold(parts ...string) string {
	var b strings.Builder
	space := true
	for _, p := range parts {
		for _, r := range norm.NFKC.String(p) {
			switch {
			case unicode.IsSpace(r) || unicode.IsControl(r):
				if !space {
					b.WriteByte(' ')
				}
				space = true
				continue
			case r >= 'ァ' && r <= 'ヶ':
				r -= 'ァ' - 'ぁ'
			default:
				r = unicode.ToLower(r)
			}
			b.WriteRune(r)
			space = false
		}
		if !space {
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSpace(b.String())
}

// Code brings a code into its one form: NFKC, without spaces around it and without
// letters that nobody sees. Two codes that look alike are then one, whether they
// were typed or imported. What holds nothing else stays, for the caller to refuse.
func Code(code string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(code))
	if seen = strings.TrimSpace(seen); seen == "" {
		return code
	}
	return seen
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Contains is the pattern for `search LIKE ? ESCAPE '\'` that finds q anywhere.
func Contains(q string) string { return "%" + likeEscape.Replace(Fold(q)) + "%" }
