package rationalisation

import (
	"context"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Register is what rationalisation asks of its neighbours.
type Register interface {
	// Lives reads when the time of systems is up, in one statement. q is a query over the table systems, narrowed to those asked for.
	Lives(q *gorm.DB) ([]Life, error)
	// Parts reads the components of the systems in use with their state of support, in one statement; q as above.
	Parts(q *gorm.DB, today fiscal.Date) ([]Part, error)
	// Facts tells what other records know of a system.
	Facts(ctx context.Context, db *gorm.DB, systemID string, today fiscal.Date) (Known, error)
	// Years tells what systems cost in the running fiscal year by the budget, by system; those without a line are missing.
	Years(ctx context.Context, db *gorm.DB, fy int, systemIDs []string) (map[string]int64, error)
}

// Life is when the time of a system is up.
type Life struct {
	ID, Code, Name, NameEn, OwnerID, Phase   string
	LastRenewalOn, RenewalOn, ContractEndsOn fiscal.Date // RenewalOn as given, or five years after the last
	Given                                    bool        // the day of the renewal is given, not derived
}

// Part is a component of a system with its state of support.
type Part struct {
	SystemID, SystemCode, SystemName, SystemNameEn, OwnerID string
	Position                                                int
	Name, Version, Kind                                     string
	MainOn, ExtendedOn, CheckedOn, EndsOn                   fiscal.Date
	Source, Status                                          string // red, amber, grey or green
}

// Known is what other records know of a system; nil is unknown.
type Known struct {
	Users, SupportDays, MissedMonths, Outages, OpenFindings *int64
	Months                                                  int64       // that were measured against a target
	Since, Until                                            fiscal.Date // days between which outages were counted
	Component                                               string      // whose support ends first
}

// Fact stands beside a question and suggests an answer, which is never filled in.
type Fact struct {
	Criterion  string   `json:"criterion"`
	Kind       FactKind `json:"kind" enum:"users,support_days,missed_months,outages,maintainers,open_findings"`
	Value      *int64   `json:"value" doc:"Null when nobody knows"`
	Of         *int64   `json:"of,omitempty" doc:"Measured months, for missed ones"`
	Detail     string   `json:"detail,omitempty" doc:"The component whose support ends first"`
	Suggestion *int64   `json:"suggestion" doc:"Answer that the value suggests; null when it is unknown"`
	Rows       string   `json:"rows" doc:"Page below the app where the fact comes from"`
}

// facts sets what is known beside the criteria.
func (s *Settings) facts(systemID string, k Known, p *Profile) []Fact {
	outages := url.Values{"systemId": {systemID}, "excluded": {"false"}, "from": {k.Since.String()}, "to": {k.Until.String()}}
	out := []Fact{}
	for _, c := range s.Criteria() {
		for _, rule := range c.Facts {
			f := Fact{Criterion: c.ID, Kind: rule.Kind, Rows: "/systems/" + systemID}
			switch rule.Kind {
			case Users:
				f.Value = k.Users
			case SupportDays:
				f.Value, f.Detail, f.Rows = k.SupportDays, k.Component, "/rationalisation/components?systemId="+systemID
			case MissedMonths:
				f.Value, f.Of, f.Rows = k.MissedMonths, &k.Months, "/systems/"+systemID+"?tab=availability"
			case Outages:
				f.Value, f.Rows = k.Outages, "/availability/outages?"+outages.Encode()
			case Maintainers:
				f.Rows = "/systems/" + systemID + "?tab=rationalisation"
				if p != nil {
					f.Value = p.Maintainers
				}
			case OpenFindings:
				f.Value, f.Rows = k.OpenFindings, "/systems/"+systemID+"?tab=findings"
			}
			if f.Value != nil {
				v := rule.Suggest(*f.Value)
				f.Suggestion = &v
			}
			out = append(out, f)
		}
	}
	return out
}

// Ref is another record by name.
type Ref struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// refs reads systems by their names, in one statement.
func refs(db *gorm.DB, ids []string) (map[string]Ref, error) {
	out := map[string]Ref{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := store.Scan[Ref](db.Table("systems").Where("id IN ?", ids).Select("id, code, name, name_en"))
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, err
}
