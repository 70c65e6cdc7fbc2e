package exchange

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// decimalForm takes back whatever is written: the shortest decimals that tell a number from all others are up to 17 digits, behind
// as many zeros as it is small.
var decimalForm = regexp.MustCompile(`^[+-]?(\d{1,3}(,\d{3})+|\d{1,18})(\.\d{1,340})?$`)

// Decimal is a number with decimals that may be unknown.
func Decimal[D any](key, ja, en string, at func(*D) **float64) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: NumberKind},
		read: func(_ *Env, d *D) (string, error) {
			if *at(d) == nil {
				return "", nil
			}
			return strconv.FormatFloat(**at(d), 'f', -1, 64), nil
		},
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = nil
				return nil, nil
			}
			s := norm.NFKC.String(c.text)
			if !decimalForm.MatchString(s) {
				return problem("not_number"), nil
			}
			v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
			if err != nil || math.IsInf(v, 0) {
				return problem("not_number"), nil
			}
			*at(d) = &v
			return nil, nil
		},
	}
}
