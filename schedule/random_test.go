package schedule_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// rounds is the number of random problems of a property: small by default, MOTEUR_SCHEDULE_ROUNDS for more (10000 takes a
// quarter of an hour).
func rounds(t testing.TB, n int) int {
	if s := os.Getenv("MOTEUR_SCHEDULE_ROUNDS"); s != "" {
		v, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	return n
}

func euros(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// randomProblem draws a problem of at most maxScenes scenes, with each feature on or off.
func randomProblem(r *rand.Rand, maxScenes int) schedule.Problem {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	p := schedule.Problem{Title: "au hasard"}
	dated := chance(70)
	first := moteur.NewDate(2027, 4, 5).AddDays(r.IntN(60))
	p.Calendar = schedule.Calendar{First: first, WorkDays: 5 + r.IntN(2), Zone: []string{"FR", "FR-57", "none"}[r.IntN(3)]}
	if !dated {
		p.Calendar = schedule.Calendar{Dateless: true}
	}
	day := func() moteur.Date { return first.AddDays(r.IntN(14)) }
	span := func() moteur.Span {
		d := day()
		return moteur.Span{From: d, To: d.AddDays(r.IntN(12))}
	}
	p.Shape = schedule.DayShape{Minutes: 300 + 60*r.IntN(4), MoveMinutes: 15 * r.IntN(4), Oversize: chance(50), Separate: chance(25), NoDayAfterNight: chance(25),
		Prep: 30 * r.IntN(3), Meal: 60, WrapUp: 30 * r.IntN(2)}
	if chance(30) {
		p.Shape.NightCall = labour.At(19, 0)
	}
	if chance(30) {
		p.Shape.DawnCall, p.Shape.DayCall = labour.At(5, 30), labour.At(7, 0)
	}
	if chance(20) {
		p.Shape.Eighths = 16 + r.IntN(16)
	}
	if chance(20) {
		p.Shape.MaxMoves = 1 + r.IntN(2)
	}
	if chance(20) {
		p.Calendar.MaxDays = 2 + r.IntN(6)
	}
	if !chance(60) {
		p.Rules.Agreement = []int{schedule.NoLaw, schedule.Television}[r.IntN(2)]
	}
	p.Rules.ParisRegion = chance(30)
	if dated {
		if chance(40) {
			p.Calendar.Last = first.AddDays(10 + r.IntN(20))
		}
		for range r.IntN(3) {
			p.Calendar.Off = append(p.Calendar.Off, day())
		}
		for range r.IntN(2) {
			p.Calendar.On = append(p.Calendar.On, day())
		}
	}
	p.Crew = schedule.Crew{DayRate: euros(5000 + r.IntN(5000)), HourRate: euros(r.IntN(2) * (300 + r.IntN(500))), PerDiem: euros(r.IntN(2) * 700), IdleRate: euros(r.IntN(2) * 2000)}
	if chance(15) {
		p.Units = []schedule.Unit{{ID: "A", Name: "Équipe A"}, {ID: "B", Name: "Équipe B", DayRate: euros(3000), Reserved: chance(30)}}
	}
	locations := 1 + r.IntN(4)
	for i := range locations {
		l := schedule.Location{ID: fmt.Sprintf("L%d", i), Name: fmt.Sprintf("Lieu %d", i), DayRate: euros(r.IntN(1000)), Base: fmt.Sprintf("base%d", r.IntN(3)),
			SundaysOK: chance(50), Away: chance(20), CoverSet: chance(30)}
		if dated && chance(20) {
			l.Windows = []moteur.Span{span(), span()}
			l.PrepDays = min(r.IntN(2), max(l.Windows[0].Days(), l.Windows[1].Days())-1)
		}
		if dated && chance(10) {
			l.Closes = labour.At(20, 0)
		}
		if chance(30) {
			l.LatMilli, l.LonMilli = 43_000+r.IntN(8_000), -4_000+r.IntN(12_000)
		}
		p.Locations = append(p.Locations, l)
	}
	if chance(30) {
		p.Shape.Moves = []schedule.Move{{From: "base0", To: "base1", Minutes: 30 + r.IntN(300), Km: r.IntN(100), Cost: euros(r.IntN(500))},
			{From: "base1", To: "base2", Minutes: 30 + r.IntN(60), Km: r.IntN(100), Cost: euros(r.IntN(500))}}
		p.Shape.Moves = slices.DeleteFunc(p.Shape.Moves, func(m schedule.Move) bool { // a way between bases that the problem has
			has := func(base string) bool {
				return slices.ContainsFunc(p.Locations, func(l schedule.Location) bool { return l.Base == base })
			}
			return !has(m.From) || !has(m.To)
		})
	}
	roles := 1 + r.IntN(5)
	for i := range roles {
		o := schedule.Role{ID: fmt.Sprintf("R%d", i), Name: fmt.Sprintf("Rôle %d", i), Number: i + 1, DayRate: euros(100 + r.IntN(900)), HoldPaid: chance(50)}
		if o.HoldPaid && chance(50) {
			o.HoldRate = euros(50 + r.IntN(900))
		}
		if chance(20) {
			o.DropAfter = 1 + r.IntN(4)
			o.Travel = euros(r.IntN(300))
		}
		if chance(20) {
			o.MinDays = r.IntN(5)
		}
		if chance(15) {
			o.MaxDays = 1 + r.IntN(4)
		}
		if chance(20) {
			o.WeekRate = o.DayRate.Mul(euros(3))
		}
		if dated && chance(25) {
			o.Free = []moteur.Span{span(), span()}
		}
		if dated && chance(15) {
			o.Busy = []moteur.Span{span()}
		}
		if chance(15) {
			o.RestAfter = 1 + r.IntN(4)
		}
		if chance(20) {
			o.TravelDays, o.TravelRate = r.IntN(3), euros(r.IntN(300))
		}
		if chance(12) {
			o.Child = &labour.Child{Age: r.IntN(18), SchoolDays: chance(50)}
			if chance(20) {
				o.Child.Earliest = labour.At(8+r.IntN(4), 0)
			}
			if chance(60) {
				o.Child.MaxMinutes = 120 + r.IntN(200)
			}
		}
		p.Roles = append(p.Roles, o)
	}
	if chance(30) {
		p.Equipment = []schedule.Equipment{{ID: "grue", Name: "Grue", DayRate: euros(900), BySpan: chance(50), MinDays: r.IntN(3)}, {ID: "chien", Name: "Chien", DayRate: euros(300)}}
		if dated && chance(30) {
			p.Equipment[0].Windows = []moteur.Span{span(), span()}
		}
	}
	lights := []script.Light{script.Day, script.Day, script.Day, script.Night, script.Dawn, script.Dusk, script.Evening, ""}
	scenes := 1 + r.IntN(maxScenes)
	for i := range scenes {
		s := schedule.Scene{ID: fmt.Sprint(i + 1), Place: []script.Place{script.Interior, script.Exterior, script.Both}[r.IntN(3)], Light: lights[r.IntN(len(lights))],
			Set: "décor", Location: fmt.Sprintf("L%d", r.IntN(locations)), Eighths: 1 + r.IntN(12), Minutes: 30 * (1 + r.IntN(8)), StoryDay: r.IntN(4)}
		for k := range roles {
			if r.IntN(roles+1) < 2 {
				s.Roles = append(s.Roles, fmt.Sprintf("R%d", k))
			}
		}
		if chance(20) {
			s.Extras = []schedule.Extras{{Kind: "passants", Count: 1 + r.IntN(30), DayRate: euros(112)}}
		}
		if len(p.Equipment) > 0 && chance(40) {
			s.Needs = []string{p.Equipment[r.IntN(2)].ID}
		}
		if len(p.Units) > 0 && chance(20) {
			s.Unit = "B"
		}
		p.Scenes = append(p.Scenes, s)
	}
	if scenes > 1 {
		for range r.IntN(3) {
			a := r.IntN(scenes - 1)
			b := a + 1 + r.IntN(scenes-a-1)
			p.Precedences = append(p.Precedences, schedule.Precedence{Before: p.Scenes[a].ID, After: p.Scenes[b].ID, GapDays: r.IntN(3), SameDay: chance(50), Reason: "barbe"})
		}
	}
	if dated && chance(15) {
		p.Pins = []schedule.Pin{{Scene: p.Scenes[0].ID, Span: span()}}
	}
	w := &p.Wishes
	for _, d := range []*decimal.Decimal{&w.DayCost, &w.LocationDayCost, &w.RoleDayCost, &w.MoveCost, &w.StoryOrder, &w.NightRun, &w.LightSwitch, &w.EarlyExterior, &w.ChildBusyDay, &w.CoverLess} {
		if chance(20) {
			*d = euros(r.IntN(200))
		}
	}
	if chance(8) {
		p.Shape.Meal = 15 * r.IntN(3)
	}
	if chance(8) {
		p.Shape.Continuous = true
		p.Shape.DayCall, p.Shape.Prep, p.Shape.Meal = labour.At(12, 0), 0, max(p.Shape.Meal, 30)
	}
	return p
}
