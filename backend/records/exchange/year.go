package exchange

import (
	"strconv"

	"miotsukushi/backend/platform/fiscal"
)

// FiscalYear is a fiscal year: 2018, FY2018, 平成30年度, H30, 2018年度(平成30年度).
func FiscalYear[D any](key, ja, en string, at func(*D) *int) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: IntKind},
		read: func(_ *Env, d *D) (string, error) {
			if *at(d) == 0 {
				return "", nil
			}
			return strconv.Itoa(*at(d)), nil
		},
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = 0
				return nil, nil
			}
			fy, err := fiscal.ParseFY(c.text)
			if err != nil {
				return parseProblem(err), nil
			}
			*at(d) = fy
			return nil, nil
		},
	}
}
