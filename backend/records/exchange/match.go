package exchange

import (
	"regexp"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// decor is what people add to a header: marks of compulsory fields, units, notes
// in brackets.
var decor = regexp.MustCompile(`[*＊※●◎]|必須|\((?:必須|任意|required|optional|単位)?[^()]*\)|\[[^\[\]]*\]`)

func bare(header string) string {
	return fold(decor.ReplaceAllString(norm.NFKC.String(header), ""))
}

// knows tells whether a header means the field.
func (f *Field) knows(header string) bool {
	for _, form := range []string{fold(header), bare(header)} {
		if form == "" {
			continue
		}
		if form == fold(f.Key) || form == fold(f.Ja) || form == fold(f.En) ||
			slices.ContainsFunc(f.Also, func(a string) bool { return form == fold(a) }) {
			return true
		}
	}
	return false
}

// match finds the field of each header: header → field key. A field that two
// headers mean goes to the first; headers that mean nothing are left out.
func match(headers []string, fields []Field) map[string]string {
	out, taken := map[string]string{}, map[string]bool{}
	for _, h := range headers {
		for i := range fields {
			if f := &fields[i]; !taken[f.Key] && f.knows(h) {
				out[h], taken[f.Key] = f.Key, true
				break
			}
		}
	}
	return out
}
