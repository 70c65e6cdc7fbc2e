package systems

import (
	"fmt"

	"miotsukushi/backend/platform/fiscal"
)

// confirmDays is how long an entry counts as true after someone confirmed it,
// and dueDays how long before its end people are asked.
const (
	confirmDays = 180
	dueDays     = 30
)

// Freshness tells whether an entry may still be trusted.
type Freshness string

// Fresh, due for confirmation within 30 days, or overdue: then it is grey and
// never counts as good.
const (
	Fresh   Freshness = "fresh"
	Due     Freshness = "due"
	Overdue Freshness = "overdue"
)

func freshness(confirmBy, today fiscal.Date) Freshness {
	switch {
	case confirmBy.Before(today):
		return Overdue
	case confirmBy.Before(today.AddDays(dueDays)):
		return Due
	}
	return Fresh
}

// renewalYears is the usual life of equipment when no date is given.
const renewalYears = 5

// nextRenewal is the given date, or the last renewal plus five years.
func (d *Draft) nextRenewal() fiscal.Date {
	if !d.NextRenewalOn.IsZero() || d.LastRenewalOn.IsZero() {
		return d.NextRenewalOn
	}
	return d.LastRenewalOn.AddYears(renewalYears)
}

// completeness is the share of the expected fields that are filled, in whole
// percent rounded down, with the names of the missing ones.
func (d *Draft) completeness() (percent int, missing []string) {
	filled := []struct {
		field string
		ok    bool
	}{
		{"kana", d.Kana != ""},
		{"summary", d.Summary != ""},
		{"serviceDays", d.ServiceDays != ""},
		{"vendor", d.Vendor != ""},
		{"contractEndsOn", !d.ContractEndsOn.IsZero()},
		{"lastRenewalOn", !d.LastRenewalOn.IsZero() || d.Phase == Planning || d.Phase == Build},
		{"confidentiality", d.Confidentiality != ""},
		{"integrity", d.Integrity != ""},
		{"availability", d.Availability != ""},
		{"userCount", d.UserCount != nil},
		{"phases", len(d.Phases) > 0},
		{"components", len(d.Components) > 0 || d.Kind == "saas"},
		{"functions", len(d.Functions) > 0},
	}
	missing = []string{}
	for _, f := range filled {
		if !f.ok {
			missing = append(missing, f.field)
		}
	}
	return (len(filled) - len(missing)) * 100 / len(filled), missing
}

// EOLStatus is the support state of a component or of the worst one.
type EOLStatus string

// Red: support is over; amber: it ends within a year or only extended support
// is left; grey: unknown or not checked for a year; green: the rest.
const (
	EOLRed   EOLStatus = "red"
	EOLAmber EOLStatus = "amber"
	EOLGrey  EOLStatus = "grey"
	EOLGreen EOLStatus = "green"
)

// warnDays is how long before the end of support a component turns amber, and
// staleDays how old a look-up may be.
const (
	warnDays  = 365
	staleDays = 365
)

// EOL is the state of support with the component that decides it.
type EOL struct {
	Status    EOLStatus   `json:"status" enum:"red,amber,green,grey"`
	On        fiscal.Date `json:"on,omitzero"`
	Component string      `json:"component,omitempty"`
}

func (c *Component) end() fiscal.Date {
	if !c.EOLExtended.IsZero() {
		return c.EOLExtended
	}
	return c.EOLMain
}

func (c *Component) eol(today fiscal.Date) EOLStatus {
	end := c.end()
	switch {
	case end.IsZero():
		return EOLGrey
	case today.After(end):
		return EOLRed
	case c.CheckedOn.IsZero() || c.CheckedOn.AddDays(staleDays).Before(today):
		return EOLGrey
	case !end.After(today.AddDays(warnDays)), !c.EOLMain.IsZero() && today.After(c.EOLMain):
		return EOLAmber
	}
	return EOLGreen
}

func (c *Component) support(today fiscal.Date) EOL { return EOL{c.eol(today), c.end(), c.Name} }

var eolRank = map[EOLStatus]int{EOLGreen: 0, EOLGrey: 1, EOLAmber: 2, EOLRed: 3}

// EOL is the worst state of all components; none at all is grey. With a zero
// day only the earliest end is told.
func (d *Draft) EOL(today fiscal.Date) EOL {
	worst := EOL{Status: EOLGrey}
	for i := range d.Components {
		e := d.Components[i].support(today)
		earlier := !e.On.IsZero() && (worst.On.IsZero() || e.On.Before(worst.On))
		switch {
		case i == 0:
			worst = e
		case today.IsZero():
			if earlier {
				worst = e
			}
		case eolRank[e.Status] > eolRank[worst.Status], e.Status == worst.Status && earlier:
			worst = e
		}
	}
	return worst
}

func validEnd(s string) bool {
	if s == "24:00" {
		return true
	}
	var h, m int
	n, err := fmt.Sscanf(s, "%02d:%02d", &h, &m)
	return err == nil && n == 2 && h >= 0 && h < 24 && m >= 0 && m < 60 && s[2] == ':'
}

func at(list string, i int, field string) string { return fmt.Sprintf("%s[%d].%s", list, i, field) }
