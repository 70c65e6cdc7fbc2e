package blocks

import (
	"fmt"
	"strconv"
)

// Unknown is how paper says that nobody knows.
const Unknown = "不明"

// million is what amounts are written in.
const million = 1_000_000

// Format writes a number of a unit for paper, without the unit's word.
func Format(v *int64, u Unit) string {
	if v == nil {
		return Unknown
	}
	switch n := *v; u {
	case Yen:
		half := int64(million / 2)
		if n < 0 {
			half = -half
		}
		return Group((n + half) / million)
	case Share:
		return fmt.Sprintf("%d.%d", n/10, n%10)
	case Micro:
		return fmt.Sprintf("%d.%03d", n/1_000_000, n%1_000_000/1_000)
	case Hours:
		return Group(n/3_600_000) + "." + strconv.FormatInt(n%3_600_000/360_000, 10)
	default:
		return Group(n)
	}
}

// Word is the unit's word.
func (u Unit) Word() string {
	switch u {
	case Count:
		return "件"
	case Yen:
		return "百万円"
	case Percent, Share, Micro:
		return "％"
	case Hours:
		return "時間"
	}
	return ""
}

// Group puts commas between thousands.
func Group(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
