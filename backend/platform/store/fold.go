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

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Contains is the pattern for `search LIKE ? ESCAPE '\'` that finds q anywhere.
func Contains(q string) string { return "%" + likeEscape.Replace(Fold(q)) + "%" }
