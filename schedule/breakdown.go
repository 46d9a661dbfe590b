package schedule

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/script"
)

// Defaults are the round figures that stand in for what a screenplay does not tell. Every zero field takes the value its
// comment states; they are placeholders of this library, not minima of any agreement.
type Defaults struct {
	First        moteur.Date     // first shooting day; unset makes a dateless problem without labour law
	Zone         string          // of holidays; "" means "FR"
	DayMinutes   int             // minutes of shooting a day; 0 means 480
	EighthMin    int             // minutes of shooting for an eighth of a page; 0 means 15
	MoveMinutes  int             // for a change of location inside a day; 0 means 45
	CrewDay      decimal.Decimal // crew, a day, charges included, shooting or idle inside the shoot; zero means 16 000 €
	CrewHour     decimal.Decimal // the crew's hour, for premiums; zero means a tenth of CrewDay
	LeadDay      decimal.Decimal // a day of a role with at least a quarter of the scenes; zero means 1 200 €
	RoleDay      decimal.Decimal // a day of another role; zero means 500 €
	LocationDay  decimal.Decimal // zero means 600 €
	ExtraDay     decimal.Decimal // an extra; zero means 110 €
	HoldPaid     bool            // roles are paid from their first to their last day
	ChildMinutes int             // of a child's own authorisation; 0 leaves the tables
}

func or(d decimal.Decimal, n int64) decimal.Decimal {
	if d.IsZero() {
		return decimal.NewFromInt(n)
	}
	return d
}

// FromBreakdown makes a problem of a screenplay's breakdown: each location of the text is a location, each role on camera is a
// role, interior nights are shot by day, groups of extras without a count are five people. Rejected proposals are left out.
func FromBreakdown(b script.Breakdown, d Defaults) Problem {
	pick := func(n, other int) int {
		if n > 0 {
			return n
		}
		return other
	}
	crew := or(d.CrewDay, 16000)
	hour := d.CrewHour
	if hour.IsZero() {
		hour = crew.DivRound(decimal.NewFromInt(10), 2)
	}
	p := Problem{Title: b.Title,
		Calendar: Calendar{First: d.First, WorkDays: 5, Zone: d.Zone, Dateless: d.First.IsZero()},
		Shape: DayShape{Minutes: pick(d.DayMinutes, 480), MinutesPerEighth: pick(d.EighthMin, 15), MoveMinutes: pick(d.MoveMinutes, 45),
			Oversize: true, Prep: 60, Meal: 60, WrapUp: 30},
		Crew: Crew{DayRate: crew, HourRate: hour, IdleRate: crew},
	}
	if d.First.IsZero() {
		p.Rules.Agreement = NoLaw
	}
	places := map[string]bool{}
	roles := map[string]int{}
	for _, r := range b.Roles {
		if r.State == script.Rejected {
			continue
		}
		roles[r.ID] = 0
	}
	ids := map[string]bool{}
	for _, s := range b.Scenes {
		id := s.Number
		for n := 2; ids[id] || id == ""; n++ {
			id = s.Number + "-" + decimal.NewFromInt(int64(n)).String()
		}
		ids[id] = true
		place := s.Location
		if place == "" {
			place = s.Set
		}
		if place == "" {
			place = "?"
		}
		if !places[place] {
			places[place] = true
			p.Locations = append(p.Locations, Location{ID: place, Name: place, DayRate: or(d.LocationDay, 600)})
		}
		sc := Scene{ID: id, Heading: s.Heading, Summary: s.Summary, Place: s.Place, Light: lightOf(s.Light), Set: s.Set, Location: place,
			Eighths: s.Eighths, Seconds: s.Seconds, Minutes: s.Minutes, StoryDay: s.StoryDay}
		seen := map[string]bool{}
		for _, r := range s.OnCamera() {
			if _, ok := roles[r]; ok && !seen[r] {
				seen[r] = true
				roles[r]++
				sc.Roles = append(sc.Roles, r)
			}
		}
		for _, e := range s.Extras {
			if e.State != script.Rejected {
				sc.Extras = append(sc.Extras, Extras{Kind: e.Kind, Count: min(pick(e.Count, 5), 1000), DayRate: or(d.ExtraDay, 110)})
			}
		}
		p.Scenes = append(p.Scenes, sc)
	}
	for _, r := range b.Roles {
		n, ok := roles[r.ID]
		if !ok || n == 0 {
			continue
		}
		o := Role{ID: r.ID, Number: r.Number, Name: r.Name, DayRate: or(d.RoleDay, 500), HoldPaid: d.HoldPaid}
		if 4*n >= len(b.Scenes) {
			o.Lead, o.DayRate = true, or(d.LeadDay, 1200)
		}
		if r.Age > 0 && r.Age < 18 {
			o.Child = &Child{Age: r.Age, MaxMinutes: d.ChildMinutes, SchoolDays: true}
		}
		p.Roles = append(p.Roles, o)
	}
	return p
}

// lightOf keeps the lights a plan knows.
func lightOf(l script.Light) script.Light {
	switch l {
	case script.Day, script.Night, script.Dawn, script.Dusk, script.Morning, script.Evening:
		return l
	}
	return ""
}
