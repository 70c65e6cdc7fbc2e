package health

// Earned is earned value at one day: budget at completion, planned value, earned value, actual cost, in whole yen.
type Earned struct {
	BAC int64 `json:"bac" validate:"required,min=1,max=9007199254740991" doc:"Budget at completion (完成時総予算), whole yen"`
	PV  int64 `json:"pv" validate:"min=0,max=9007199254740991" doc:"Planned value (計画価値) until the day"`
	EV  int64 `json:"ev" validate:"min=0,max=9007199254740991" doc:"Earned value (出来高) until the day"`
	AC  int64 `json:"ac" validate:"min=0,max=9007199254740991" doc:"Actual cost (実績費用) until the day"`
}

// EVM are the figures of earned value management. What would divide by nothing is null, never infinite.
type EVM struct {
	CV             int64    `json:"cv" doc:"Cost variance EV − AC"`
	SV             int64    `json:"sv" doc:"Schedule variance EV − PV"`
	CPI            *float64 `json:"cpi" doc:"EV ÷ AC"`
	SPI            *float64 `json:"spi" doc:"EV ÷ PV"`
	EAC            *float64 `json:"eac" doc:"Estimate at completion when the rest costs as until now: BAC ÷ CPI"`
	EACAtypical    *float64 `json:"eacAtypical" doc:"When the rest costs as planned: AC + BAC − EV"`
	EACBoth        *float64 `json:"eacBoth" doc:"When cost and schedule go on as until now: AC + (BAC − EV) ÷ (CPI × SPI)"`
	ETC            *float64 `json:"etc" doc:"Estimate to complete: EAC − AC"`
	VAC            *float64 `json:"vac" doc:"Variance at completion: BAC − EAC"`
	TCPI           *float64 `json:"tcpi" doc:"Efficiency that the rest needs to end at BAC: (BAC − EV) ÷ (BAC − AC)"`
	TCPIEAC        *float64 `json:"tcpiEac" doc:"Efficiency that the rest needs to end at EAC: (BAC − EV) ÷ (EAC − AC)"`
	VariancePct    *float64 `json:"variancePct" doc:"Cost variance at completion in percent of BAC; negative is dearer"`
	ProgressPct    *float64 `json:"progressPct" doc:"EV ÷ BAC in percent"`
	PlannedPct     *float64 `json:"plannedPct" doc:"PV ÷ BAC in percent"`
	SpentOfPlanPct *float64 `json:"spentOfPlanPct" doc:"AC ÷ BAC in percent"`
}

// quotient is a ÷ b, unknown when b is 0.
func quotient(a, b float64) *float64 {
	if b == 0 {
		return nil
	}
	q := a / b
	return &q
}

// positive is a ÷ b, unknown when b is 0 or less: no efficiency makes up for money that is spent.
func positive(a, b float64) *float64 {
	if b <= 0 {
		return nil
	}
	return quotient(a, b)
}

// minus is a − b where a is known.
func minus(a *float64, b float64) *float64 {
	if a == nil {
		return nil
	}
	d := *a - b
	return &d
}

// Figures computes earned value management from its inputs.
func (e Earned) Figures() EVM {
	bac, pv, ev, ac := float64(e.BAC), float64(e.PV), float64(e.EV), float64(e.AC)
	out := EVM{
		CV: e.EV - e.AC, SV: e.EV - e.PV, CPI: quotient(ev, ac), SPI: quotient(ev, pv),
		TCPI: positive(bac-ev, bac-ac), VariancePct: CostVariance(e.EV, e.AC),
		ProgressPct: quotient(100*ev, bac), PlannedPct: quotient(100*pv, bac), SpentOfPlanPct: quotient(100*ac, bac),
	}
	atypical := ac + bac - ev
	out.EACAtypical = &atypical
	if out.CPI == nil || *out.CPI == 0 {
		out.VariancePct = nil
		return out
	}
	out.EAC = quotient(bac*ac, ev) // BAC ÷ CPI with one rounding
	out.ETC = minus(out.EAC, ac)
	vac := bac - *out.EAC
	out.VAC = &vac
	out.TCPIEAC = positive(bac-ev, *out.EAC-ac)
	if out.SPI != nil && *out.SPI != 0 {
		both := ac + (bac-ev)/(*out.CPI**out.SPI)
		out.EACBoth = &both
	}
	return out
}

// CostVariance is (planned − actual or projected) ÷ planned in percent, unknown when nothing was planned. Of earned value it
// is the same at completion as today: (BAC − EAC) ÷ BAC = (EV − AC) ÷ EV.
func CostVariance(planned, actual int64) *float64 {
	return quotient(100*float64(planned-actual), float64(planned))
}
