package schedule

// Figures are the counts of a plan that directors of production compare.
type Figures struct {
	Days         int `json:"days"`           // dates with at least one unit at work
	LocationDays int `json:"location_days"`  // days of the locations, as PlaceDays counts them
	Moves        int `json:"moves"`          // changes of location inside days
	RoleDaysPaid int `json:"role_days_paid"` // days paid, summed over roles
	HoldDays     int `json:"hold_days"`      // of which days paid and not worked
	Nights       int `json:"nights"`         // night units, and days that end after midnight
	TravelDays   int `json:"travel_days"`    // days of travel of performers
	Kilometres   int `json:"kilometres"`     // of the company, inside days and between them
	CarbonKg     int `json:"carbon_kg"`      // of CO2 equivalent on those kilometres, at Shape.CarbonGrams; rounded
}

// Figures counts a plan.
func (plan Plan) Figures(p Problem) Figures {
	var f Figures
	c := costing{p: p, x: p.index(), book: rulebook{off: true}}
	if c.read(plan) != nil {
		return f
	}
	f.Days = len(c.pos)
	for _, w := range c.ways() {
		f.Kilometres += w.Km
	}
	f.CarbonKg = (f.Kilometres*p.Shape.CarbonGrams + 500) / 1000
	for _, days := range plan.PlaceDays(p) {
		f.LocationDays += days
	}
	for _, d := range c.days {
		f.Moves += len(movesOf(d.scenes))
		if p.typeOf(d.scenes) == nightUnit || d.Wrap > 24*60 {
			f.Nights++
		}
	}
	for _, days := range plan.RoleDays(p) {
		f.HoldDays += days.Held
		f.TravelDays += days.Travel
	}
	for _, a := range p.artists() { // once for the roles of one performer
		f.RoleDaysPaid += len(c.workedBy(a))
	}
	f.RoleDaysPaid += f.HoldDays
	return f
}
