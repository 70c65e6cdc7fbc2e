package plans

import (
	"fmt"
	"regexp"
	"strconv"

	"miotsukushi/backend/platform/fiscal"
)

// Quarter is a quarter of a fiscal year: 2026Q1 is April to June 2026. As text it
// sorts by its time.
type Quarter string

var quarterForm = regexp.MustCompile(`^(19|20|21)\d\dQ[1-4]$`)

// quarterOf is the quarter in which a day lies.
func quarterOf(d fiscal.Date) Quarter {
	return Quarter(fmt.Sprintf("%04dQ%d", fiscal.FY(d), fiscal.Quarter(d)))
}

func (q Quarter) valid() bool { return quarterForm.MatchString(string(q)) }

// bounds are the first and last day of a valid quarter.
func (q Quarter) bounds() (first, last fiscal.Date) {
	fy, _ := strconv.Atoi(string(q[:4]))
	return fiscal.QuarterBounds(fy, int(q[5]-'0'))
}

// quarters lists the quarters from one fiscal year to another.
func quarters(from, to int64) []Quarter {
	out := []Quarter{}
	for fy := from; fy <= to; fy++ {
		for n := 1; n <= 4; n++ {
			out = append(out, Quarter(fmt.Sprintf("%04dQ%d", fy, n)))
		}
	}
	return out
}
