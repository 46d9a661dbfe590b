package schedule

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/labour"
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
	TeamDay      decimal.Decimal // a special team (stunts, effects, arms, special make-up, intimacy); zero means 1 200 €
	GearDay      decimal.Decimal // an animal and its trainer, a vehicle, special camera gear; zero means 500 €
	HoldPaid     bool            // roles are paid from their first to their last day
	ChildMinutes int             // of a child's own authorisation; 0 leaves the tables
	ChildBefore  int             // minutes of a child's presence before the first take, HMC and waiting; 0 means 45
	ChildAfter   int             // minutes of a child's presence after the last take; 0 means 15
	Home         Position        // base of the film, whose sun lights the exteriors; zero means unknown
}

// filled gives every unset field its stated value; First, Zone, HoldPaid, ChildMinutes and Home stay as they are.
func (d Defaults) filled() Defaults {
	number := func(n *int, value int) {
		if *n <= 0 {
			*n = value
		}
	}
	amount := func(v *decimal.Decimal, value int64) {
		if v.IsZero() {
			*v = decimal.NewFromInt(value)
		}
	}
	number(&d.DayMinutes, 480)
	number(&d.EighthMin, 15)
	number(&d.MoveMinutes, 45)
	number(&d.ChildBefore, 45)
	number(&d.ChildAfter, 15)
	amount(&d.CrewDay, 16000)
	amount(&d.LeadDay, 1200)
	amount(&d.RoleDay, 500)
	amount(&d.LocationDay, 600)
	amount(&d.ExtraDay, 110)
	amount(&d.TeamDay, 1200)
	amount(&d.GearDay, 500)
	if d.CrewHour.IsZero() {
		d.CrewHour = d.CrewDay.DivRound(decimal.NewFromInt(10), 2)
	}
	return d
}

// FromBreakdown makes a problem of a screenplay's breakdown: omitted scenes are left out, each location of the text is a location, each
// role on camera is a role, interior nights are shot by day, a nuit américaine too, groups of extras without a count are five people,
// elements that ask for special gear or a special team are equipment, whose name says "à confirmer" until a person has kept one of them.
// Rejected proposals are left out.
func FromBreakdown(b breakdown.Breakdown, d Defaults) Problem {
	d = d.filled()
	p := Problem{Title: b.Title,
		Calendar: Calendar{First: d.First, WorkDays: 5, Zone: d.Zone, Dateless: d.First.IsZero()},
		Shape: DayShape{Minutes: d.DayMinutes, MinutesPerEighth: d.EighthMin, MoveMinutes: d.MoveMinutes,
			Oversize: true, Prep: 60, Meal: 60, WrapUp: 30},
		Crew: Crew{DayRate: d.CrewDay, HourRate: d.CrewHour, IdleRate: d.CrewDay},
		Home: d.Home,
	}
	if d.First.IsZero() {
		p.Rules.Agreement = NoLaw
	}
	plays := map[string]int{} // scenes of each role that is not rejected
	for _, r := range b.Roles {
		if r.State != breakdown.Rejected {
			plays[r.ID] = 0
		}
	}
	scenes := b.Played()
	ids, places, special := map[string]bool{}, map[string]string{}, newSpecials(scenes)
	for _, s := range scenes {
		sc := sceneOf(s, plays, d)
		sc.ID, sc.Needs = freeID(ids, s.Number), special.needs(s, d)
		ids[sc.ID] = true
		key := fr.Fold(sc.Location)
		if places[key] == "" {
			places[key] = sc.Location
			p.Locations = append(p.Locations, Location{ID: sc.Location, Name: sc.Location, DayRate: d.LocationDay})
		}
		sc.Location = places[key]
		p.Scenes = append(p.Scenes, sc)
	}
	p.Equipment = special.named()
	for _, r := range b.Roles {
		if n := plays[r.ID]; n > 0 {
			p.Roles = append(p.Roles, roleOf(r, 4*n >= len(scenes), d))
		}
	}
	return p
}

// freeID is the number of a scene, or when it is empty or taken that number followed by -2, -3 and so on.
func freeID(taken map[string]bool, number string) string {
	id := number
	for n := 2; taken[id] || id == ""; n++ {
		id = fmt.Sprintf("%s-%d", number, n)
	}
	return id
}

// sceneOf makes a scene of one of the breakdown, without its ID, and counts in plays the scenes of the roles it shows: the roles
// plays does not know are left out.
func sceneOf(s breakdown.Scene, plays map[string]int, d Defaults) Scene {
	out := Scene{Heading: s.Heading, Summary: s.Summary, Place: s.Place, Light: lightOf(s.Light), Set: s.Set,
		Location: cmp.Or(s.Location, s.Set, "?"), Eighths: s.Eighths, Seconds: s.Seconds, Minutes: s.Minutes, StoryDay: s.StoryDay,
		DayForNight: s.DayForNight()}
	for _, r := range s.OnCamera() {
		if _, ok := plays[r]; ok && !slices.Contains(out.Roles, r) {
			plays[r]++
			out.Roles = append(out.Roles, r)
		}
	}
	for _, e := range s.Extras {
		if e.State == breakdown.Rejected {
			continue
		}
		count := 5
		if e.Count > 0 {
			count = min(e.Count, 1000)
		}
		out.Extras = append(out.Extras, Extras{Kind: e.Kind, Count: count, DayRate: d.ExtraDay})
	}
	return out
}

// roleOf makes a role of one of the breakdown.
func roleOf(r breakdown.Role, lead bool, d Defaults) Role {
	out := Role{ID: r.ID, Number: r.Number, Name: r.Name, DayRate: d.RoleDay, HoldPaid: d.HoldPaid}
	if lead {
		out.Lead, out.DayRate = true, d.LeadDay
	}
	if r.Age > 0 && r.Age < 18 {
		out.Child = &labour.Child{Age: r.Age, MaxMinutes: d.ChildMinutes, Before: d.ChildBefore, After: d.ChildAfter}
	}
	return out
}

// lightOf keeps the lights a plan knows.
func lightOf(l script.Light) script.Light {
	switch l {
	case script.Day, script.Night, script.Dawn, script.Dusk, script.Morning, script.Evening:
		return l
	}
	return ""
}
