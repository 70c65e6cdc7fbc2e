package fiscal

import (
	"math/big"
	"regexp"
	"strings"
)

// MaxYen is the largest amount accepted, in either direction: the largest integer that a browser holds exactly.
const MaxYen int64 = 1<<53 - 1

// Unit is what a bare number of a column counts in.
type Unit int64

// Units of the amounts in municipal tables, in yen.
const (
	Yen         Unit = 1
	ThousandYen Unit = 1_000
	MillionYen  Unit = 1_000_000
	OkuYen      Unit = 100_000_000
)

var (
	amountPart  = regexp.MustCompile(`^([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(千万|百万|十億|百億|千億|十万|兆|億|万|千)?`)
	commaGroups = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
	unitYen     = map[string]int64{
		"千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "億": 1e8, "十億": 1e9, "百億": 1e10, "千億": 1e11, "兆": 1e12,
	}
)

// ParseYen reads an amount into whole yen: 1,234円, 500千円, 12百万円, 1.5億円, 2億3,000万円, ¥1,000, ▲300千円, △5, (5),
// full-width or not. A number without any unit counts in bare; a unit in the text always wins. A result that is no
// whole yen is refused, never rounded. The error is a *ParseError.
func ParseYen(s string, bare Unit) (int64, error) {
	t := strings.TrimPrefix(strings.TrimSuffix(fold(s), "円"), "+")
	named := strings.HasSuffix(fold(s), "円")
	negative := false
	if inner, ok := strings.CutPrefix(t, "("); ok && strings.HasSuffix(inner, ")") {
		negative, t = true, strings.TrimSuffix(inner, ")")
	}
	t = strings.TrimPrefix(t, "¥")
	for _, sign := range []string{"▲", "△", "-", "−", "‐", "–"} {
		if rest, ok := strings.CutPrefix(t, sign); ok && !negative {
			negative, t = true, rest
			break
		}
	}
	t = strings.TrimPrefix(t, "¥")
	if inner, ok := strings.CutSuffix(t, "円"); ok {
		t, named = inner, true
	}
	total, err := sumParts(s, t, named, bare)
	if err != nil {
		return 0, err
	}
	if !total.IsInt() {
		return 0, fail(CodeAmountSplit, s)
	}
	if total.Cmp(new(big.Rat).SetInt64(MaxYen)) > 0 {
		return 0, fail(CodeAmountRange, s)
	}
	yen := total.Num().Int64()
	if negative {
		yen = -yen
	}
	return yen, nil
}

// sumParts adds 2億 + 3,000万: the units must fall, and only the last part may go without one.
func sumParts(text, t string, named bool, bare Unit) (*big.Rat, error) {
	total, previous := new(big.Rat), int64(0)
	if t == "" || len(t) > 60 {
		return nil, fail(CodeAmountFormat, text)
	}
	for t != "" {
		m := amountPart.FindStringSubmatch(t)
		if m == nil {
			if previous != 0 {
				return nil, fail(CodeAmountUnit, text, "unit", t)
			}
			return nil, fail(CodeAmountFormat, text)
		}
		if strings.Contains(m[1], ",") && !commaGroups.MatchString(m[1]) {
			return nil, fail(CodeAmountComma, text)
		}
		unit := unitYen[m[2]]
		if m[2] == "" {
			unit = 1
			switch {
			case named:
			case previous == 0:
				unit = int64(bare)
			default: // "3億5" may mean 3.5億 as well as 3億5円
				return nil, fail(CodeAmountUnit, text, "unit", "")
			}
		}
		if previous != 0 && unit >= previous {
			return nil, fail(CodeAmountUnit, text, "unit", m[2])
		}
		part, ok := new(big.Rat).SetString(strings.ReplaceAll(m[1], ",", ""))
		if !ok {
			return nil, fail(CodeAmountFormat, text)
		}
		total.Add(total, part.Mul(part, new(big.Rat).SetInt64(unit)))
		previous, t = unit, t[len(m[0]):]
	}
	return total, nil
}
