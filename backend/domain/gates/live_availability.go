package gates

// AvailabilityFacts are what the checks read of a system's service level and of what it reached.
type AvailabilityFacts struct {
	Hours, Target  bool // registered, from whatever day
	Measured       bool // some service time of the last twelve months could be measured
	Stops          int  // in those months; those that overlap or touch are one
	RestoreSeconds int64
}

// MendTarget mends a missing service level.
const MendTarget = "targets:keep"

func (c liveCase) availabilityRegistered() LiveResult {
	return c.byLevel(c.everySystem(func(f SystemFacts) bool {
		a := c.facts.Availability[f.ID]
		return a.Hours && a.Target
	}, "availability_registered", "availability_missing"))
}

// availabilityMeasured wants figures to judge by; whether they are good enough a person says.
func (c liveCase) availabilityMeasured() LiveResult {
	result := c.byLevel(c.everySystem(func(f SystemFacts) bool { return c.facts.Availability[f.ID].Measured }, "availability_measured", "availability_not_measured"))
	if result.Status != LiveMet {
		return result
	}
	stops, down := 0, int64(0)
	for _, f := range c.facts.Systems {
		stops += c.facts.Availability[f.ID].Stops
		down += c.facts.Availability[f.ID].RestoreSeconds
	}
	minutes := int64(0)
	if stops > 0 {
		minutes = down / int64(stops) / 60
	}
	result.Why.Params["stops"], result.Why.Params["minutes"] = stops, minutes
	return result
}

// byLevel sends whoever can mend it to the service level and not to the register.
func (c liveCase) byLevel(r LiveResult) LiveResult {
	if r.Mend != nil && r.Mend.Permission == MendSystem {
		r.Mend.Permission = MendTarget
		r.Mend.Href += "?tab=availability"
	}
	for i := range r.Proof {
		r.Proof[i].Href += "?tab=availability"
	}
	return r
}
