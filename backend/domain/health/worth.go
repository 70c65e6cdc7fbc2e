package health

// Worth is what a subject costs beside what it does: the inputs of value for money and their quotients, rounded half up to
// whole yen. A missing input leaves the quotient unknown.
type Worth struct {
	YearCost    *int64 `json:"yearCost" doc:"Cost of a year: of a system this fiscal year's budget, of a project a fifth of build and five years of running; whole yen"`
	Users       *int64 `json:"users" doc:"Of the system, or of all systems that the project concerns"`
	UserCost    *int64 `json:"userCost" doc:"yearCost ÷ users, whole yen"`
	KPIPermille *int64 `json:"kpiPermille" gorm:"column:kpi_permille" doc:"How far the project's goals are reached, in thousandths"`
	KPICost     *int64 `json:"kpiCost" gorm:"column:kpi_cost" doc:"Year's cost for each percent of the goals reached: 10 × yearCost ÷ kpiPermille"`
}

// over divides whole yen, rounded half up; unknown without both, and for a divisor of zero or less.
func over(cost *int64, factor int64, by *int64) *int64 {
	if cost == nil || by == nil || *by <= 0 {
		return nil
	}
	n := (2*factor**cost + *by) / (2 * *by)
	return &n
}

func (w Worth) complete() Worth {
	w.UserCost = over(w.YearCost, 1, w.Users)
	w.KPICost = over(w.YearCost, 10, w.KPIPermille)
	return w
}

func (f *ProjectFacts) worth() Worth {
	w := Worth{YearCost: f.YearCost, Users: f.Users}
	if f.KPI != nil && f.KPI.Count > 0 {
		n := int64(f.KPI.Permille)
		w.KPIPermille = &n
	}
	return w.complete()
}

func (f *SystemFacts) worth() Worth {
	w := Worth{Users: f.Users}
	if f.Money != nil && f.Money.Budget > 0 {
		w.YearCost = &f.Money.Budget
	}
	return w.complete()
}
