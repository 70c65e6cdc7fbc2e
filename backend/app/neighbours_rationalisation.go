package app

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// mergers tells the register whether a merged system may be retired.
type mergers struct{}

func (mergers) MayRetire(tx *store.Tx, systemID string) error {
	return rationalisation.MayRetire(tx, systemID)
}

// register gives rationalisation what the register and others know of systems.
type register struct{ app *App }

func (register) Lives(q *gorm.DB) ([]rationalisation.Life, error) {
	found, err := systems.Lives(q)
	out := make([]rationalisation.Life, len(found))
	for i, l := range found {
		out[i] = rationalisation.Life(l)
	}
	return out, err
}

func (register) Parts(q *gorm.DB, today fiscal.Date) ([]rationalisation.Part, error) {
	found, err := systems.Parts(q, today)
	out := make([]rationalisation.Part, len(found))
	for i, p := range found {
		out[i] = rationalisation.Part{
			SystemID: p.SystemID, SystemCode: p.Code, SystemName: p.Name, SystemNameEn: p.NameEn, OwnerID: p.OwnerID, Position: p.Position,
			Name: p.Component.Name, Version: p.Version, Kind: p.Kind, MainOn: p.EOLMain, ExtendedOn: p.EOLExtended, CheckedOn: p.CheckedOn,
			EndsOn: p.Support.On, Source: p.Source, Status: string(p.Support.Status),
		}
	}
	return out, err
}

// factDays is how far back outages are looked at.
const factDays = 365

// Facts gathers what the register, availability and findings know. What the caller may not read stays unknown.
func (r register) Facts(ctx context.Context, db *gorm.DB, systemID string, today fiscal.Date) (rationalisation.Known, error) {
	k := rationalisation.Known{Since: today.AddDays(-factDays), Until: today}
	row, err := store.Load[systems.System](db, systemID)
	if err != nil {
		return k, err
	}
	k.Users = row.UserCount
	if eol := row.EOL(today); eol.Status != systems.EOLGrey && !eol.On.IsZero() {
		days := int64(eol.On.Sub(today) + 1) // the last day is supported, too
		k.SupportDays, k.Component = &days, eol.Component
	}
	ran, err := evidence(r).operation(ctx, db, today, factDays, []string{systemID})
	if err != nil {
		return k, err
	}
	o := ran(systemID)
	if k.Months = int64(o.Months); o.Months > 0 {
		missed, outages := int64(o.Missed), int64(o.Outages)
		k.MissedMonths, k.Outages = &missed, &outages
	}
	if authz.Require(ctx, "findings:read", &authz.Record{Noun: "findings", Section: row.OwnerID}) != nil {
		return k, nil
	}
	open, err := findings.OnSystems(db, []string{systemID}, today)
	n := int64(open[systemID].Open)
	k.OpenFindings = &n
	return k, err
}

// Years tells what systems cost in a fiscal year, as far as the caller may read the budget.
func (register) Years(ctx context.Context, db *gorm.DB, fy int, ids []string) (map[string]int64, error) {
	out := map[string]int64{}
	scope, err := authz.From(ctx).Scope("budgets:read")
	if err != nil || len(ids) == 0 || !scope.All {
		return out, err
	}
	found, err := budgets.CostsOfSystems(db, fy, fy, ids...)
	for _, c := range found {
		out[c.OwnerID] = c.Recurring
	}
	return out, err
}
