package callsheet_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// setting is a number of the environment: by default small, more for a longer run.
func setting(t testing.TB, name string, n int) int {
	if s := os.Getenv(name); s != "" {
		v, err := strconv.Atoi(s)
		require.NoError(t, err)
		return v
	}
	return n
}

// papers are the rules of what is missing in an office, not in a plan.
var papers = []string{"minor.guardian", "dpae.window"}

// refusals are the errors of the sheets of a plan, each with its day, but those of the rules spared.
func refusals(t testing.TB, in callsheet.Input, spared ...string) []string {
	var out []string
	for day := range in.Plan.Days {
		s, err := callsheet.Make(in, day)
		require.NoError(t, err)
		for _, i := range callsheet.Check(s, callsheet.Settings{}).Of(moteur.Error) {
			if !slices.Contains(spared, i.Rule) {
				out = append(out, fmt.Sprintf("%s: %s [%s] %s", s.Date, i.Path, i.Rule, i.Message))
			}
		}
	}
	return out
}

// onSet draws a shoot with what makes calls hard: children, nights and dawns, two bases far from each other, two units, performers of
// two roles, presences of their own, forms of days, places with hours, days already shot.
func onSet(r *rand.Rand) schedule.Problem {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	first := moteur.NewDate(2027, 1, 4).AddDays(r.IntN(330))
	span := func() moteur.Span {
		from := first.AddDays(r.IntN(8))
		return moteur.Span{From: from, To: from.AddDays(r.IntN(8))}
	}
	p := schedule.Problem{Title: "au hasard", Calendar: schedule.Calendar{First: first, WorkDays: 5 + r.IntN(2), Zone: "FR"},
		Shape: schedule.DayShape{Minutes: 300 + 60*r.IntN(5), MoveMinutes: 15 * r.IntN(3), Prep: 30 * r.IntN(3), Meal: 60, WrapUp: 30 * r.IntN(2), Early: 30 * r.IntN(2), Late: 30 * r.IntN(2)},
		Crew:  schedule.Crew{DayRate: decimal.NewFromInt(8000), HourRate: decimal.NewFromInt(500), People: 20},
		Rules: schedule.Rules{ParisRegion: chance(30)}}
	if chance(20) {
		p.Rules.Agreement = schedule.Television
	}
	if chance(80) {
		p.Home = schedule.Position{LatMilli: 43_000 + r.IntN(8_000), LonMilli: -4_000 + r.IntN(12_000)}
	}
	if chance(20) {
		p.Calendar.FirstDay = 1 + r.IntN(3)
	}
	if chance(20) {
		p.Calendar.On = []moteur.Date{first.AddDays(r.IntN(10))}
	}
	if chance(30) {
		kinds := []schedule.FormKind{schedule.HalfDay, schedule.TenHourDay, schedule.SplitDay, schedule.ContinuousDay}
		p.Forms = []schedule.DayForm{{Kind: kinds[r.IntN(len(kinds))], Span: span()}}
	}
	if chance(25) {
		p.Light = schedule.LightMargins{Day: 15 * r.IntN(3), Night: 15 * r.IntN(3)}
	}
	if chance(30) {
		p.Units = []schedule.Unit{{ID: "A", Name: "Équipe A"}, {ID: "B", Name: "Équipe B", Reserved: chance(30)}}
	}
	p.Shape.Moves = []schedule.Move{{From: "nord", To: "sud", Minutes: 20 + r.IntN(600)}}
	for i := range 2 + r.IntN(3) {
		l := schedule.Location{ID: fmt.Sprintf("L%d", i), Name: fmt.Sprintf("Lieu %d", i), Base: []string{"nord", "sud"}[i%2], SundaysOK: chance(50), Daylight: chance(20)}
		if chance(30) {
			l.LatMilli, l.LonMilli = 43_000+r.IntN(8_000), -4_000+r.IntN(12_000)
		}
		switch {
		case chance(10):
			l.Region, l.Country = "FR-974", "FR"
		case chance(10):
			l.Region = []string{"FR-57", "BE", "CA-QC", "FR-13"}[r.IntN(4)]
		case chance(5):
			l.Clock = "Europe/London"
		}
		if chance(15) {
			hours := [][2]labour.Clock{{labour.At(21, 0), labour.At(30, 0)}, {labour.At(14, 0), {}}, {{}, labour.At(20, 0)}}[r.IntN(3)]
			l.Opens, l.Closes = hours[0], hours[1]
		}
		p.Locations = append(p.Locations, l)
	}
	for i := range 2 + r.IntN(4) {
		o := schedule.Role{ID: fmt.Sprintf("R%d", i), Name: fmt.Sprintf("Rôle %d", i), Number: i + 1, Performer: fmt.Sprintf("P%d", i), DayRate: decimal.NewFromInt(300)}
		if chance(30) {
			o.Before, o.After = 15*r.IntN(9), 15*r.IntN(3)
		}
		if chance(10) {
			o.Until = labour.At(18+r.IntN(5), 0)
		}
		if chance(25) {
			o.Child = &labour.Child{Age: 3 + r.IntN(15), Before: 15 * r.IntN(4), After: 15 * r.IntN(2)}
			if chance(70) {
				o.Child.SchoolHolidays = []moteur.Span{{}}
			}
			if chance(30) {
				o.Child.MaxMinutes = 180 + r.IntN(240)
			}
			if chance(20) {
				o.Child.NightUntil = labour.At(23, 0)
			}
		}
		if chance(20) {
			o.Busy = []moteur.Span{{From: first.AddDays(r.IntN(9)), To: first.AddDays(r.IntN(9) + 9)}}
		}
		if i > 0 && chance(15) { // a performer of two roles
			other := p.Roles[r.IntN(i)]
			o.Performer, o.Child = other.Performer, other.Child
		}
		p.Roles = append(p.Roles, o)
	}
	lights := []script.Light{script.Day, script.Day, script.Day, script.Night, script.Night, script.Dawn, script.Dusk, script.Evening, ""}
	for i := range 3 + r.IntN(10) {
		s := schedule.Scene{ID: fmt.Sprint(i + 1), Place: []script.Place{script.Interior, script.Exterior, script.Both}[r.IntN(3)], Light: lights[r.IntN(len(lights))], Set: "décor",
			Location: p.Locations[r.IntN(len(p.Locations))].ID, Eighths: 1 + r.IntN(12), Seconds: 30 + r.IntN(200), Minutes: 30 * (1 + r.IntN(7))}
		switch {
		case s.Light == script.Dawn || s.Light == script.Dusk:
			s.Minutes = 30 * (1 + r.IntN(2))
		case chance(6):
			s.Minutes = 480 + 60*r.IntN(8)
		case chance(6):
			s.Parts = 2
		}
		s.DayForNight = s.Light == script.Night && chance(15)
		for _, o := range p.Roles {
			if r.IntN(len(p.Roles)+1) < 2 {
				s.Roles = append(s.Roles, o.ID)
				if chance(15) {
					s.Present = map[string]int{o.ID: 30}
				}
			}
		}
		if chance(20) {
			s.Extras = []schedule.Extras{{Kind: "passants", Count: 1 + r.IntN(30)}}
		}
		if len(p.Units) > 0 && chance(25) {
			s.Unit = "B"
		}
		p.Scenes = append(p.Scenes, s)
	}
	if len(p.Units) == 0 && chance(15) { // a day already shot, that may have overrun
		p.Frozen = []schedule.Day{{Number: 1, Date: first, Scenes: []string{"1"}, Call: labour.At(9, 0), Ready: labour.At(10, 0), Meal: labour.At(13, 0), Wrap: labour.At(19+r.IntN(6), 0)}}
	}
	return p
}

// laid lays a plan at random, a scene after the other, and keeps what the check of the plan accepts; scenes that found no place leave the
// problem.
func laid(r *rand.Rand, p schedule.Problem) (schedule.Problem, schedule.Plan) {
	unfinished := []string{"schedule/scene-missing", "schedule/part"}
	lawful := func(days []schedule.Day) bool {
		return !slices.ContainsFunc(schedule.Check(p, schedule.Plan{Days: days}).Issues, func(i moteur.Issue) bool {
			return i.Severity == moteur.Error && !slices.Contains(unfinished, i.Rule)
		})
	}
	days := slices.Clone(p.Frozen)
	shot := map[string]bool{}
	for _, d := range days {
		for _, id := range d.Scenes {
			shot[id] = true
		}
	}
	for _, n := range r.Perm(len(p.Scenes)) {
		s := p.Scenes[n]
		for range 50 {
			if shot[s.ID] || s.Parts > 1 {
				break
			}
			try := schedule.Day{Date: p.Calendar.First.AddDays(r.IntN(12)), Unit: s.Unit, Scenes: []string{s.ID}}
			if len(p.Units) > 0 && s.Unit == "" {
				try.Unit = p.Units[r.IntN(2)].ID
			}
			k := slices.IndexFunc(days, func(d schedule.Day) bool { return d.Date == try.Date && d.Unit == try.Unit })
			if k >= 0 {
				try.Scenes = slices.Insert(slices.Clone(days[k].Scenes), r.IntN(len(days[k].Scenes)+1), s.ID)
			}
			try = timed(r, p, try)
			next := slices.Clone(days)
			if k >= 0 {
				next[k] = try
			} else {
				next = append(next, try)
			}
			if lawful(next) {
				days, shot[s.ID] = next, true
			}
		}
	}
	p.Scenes = slices.DeleteFunc(slices.Clone(p.Scenes), func(s schedule.Scene) bool { return !shot[s.ID] })
	slices.SortStableFunc(days, func(a, b schedule.Day) int { return a.Date.Compare(b.Date) })
	number := map[string]int{}
	for i := range days {
		number[days[i].Unit]++
		days[i].Number = number[days[i].Unit]
	}
	return p, schedule.Plan{Days: days}
}

// timed gives a day a call drawn at random, and a wait before one of its scenes now and then.
func timed(r *rand.Rand, p schedule.Problem, d schedule.Day) schedule.Day {
	call := labour.ClockOf(30 * r.IntN(48))
	for _, c := range []*labour.Clock{&p.Shape.DayCall, &p.Shape.NightCall, &p.Shape.MixedCall, &p.Shape.DawnCall} {
		*c = call
	}
	d = schedule.Plan{Days: []schedule.Day{d}}.Timed(p).Days[0]
	if r.IntN(3) > 0 || len(d.Starts) > 0 {
		return d
	}
	at, wait := r.IntN(len(d.Scenes)), 15*r.IntN(12)
	for i, slot := range p.Timetable(d) {
		if i >= at {
			slot.From = slot.From.Add(wait)
		}
		d.Starts = append(d.Starts, slot.From)
	}
	d.Wrap = d.Wrap.Add(wait)
	return d
}

// The call sheets of every plan that the check of the plan accepts have no error of scheduling: plans laid at random, and those of the
// search.
func TestSheetsOfLawfulPlans(t *testing.T) {
	counts := map[string]int{}
	from := setting(t, "MOTEUR_SHEETS_FIRST", 0)
	for seed := range setting(t, "MOTEUR_SHEETS_ROUNDS", 30) {
		seed += from
		r := rand.New(rand.NewPCG(uint64(seed), 41))
		p := onSet(r)
		require.NoError(t, p.Check().Err(), "seed %d", seed)
		q, plan := laid(r, p)
		if err := schedule.Check(q, plan).Err(); len(plan.Days) > 0 && assert.NoError(t, err, "seed %d", seed) {
			counts["plans laid at random"]++
			counts["sheets of plans laid at random"] += len(plan.Days)
			for _, wrong := range refusals(t, callsheet.Input{Film: moteur.Film{Title: "Essai"}, Problem: q, Plan: plan}, papers...) {
				t.Errorf("seed %d, laid at random: %s", seed, wrong)
			}
		}
		moves := setting(t, "MOTEUR_SHEETS_MOVES", 1000)
		if moves == 0 {
			continue // no search
		}
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		res, err := schedule.Solve(ctx, q, schedule.Settings{Moves: int64(moves), Seed: 1})
		cancel()
		require.NoError(t, err, "seed %d", seed)
		counts[string(res.Status)]++
		if len(res.Plan.Days) == 0 || schedule.Check(q, res.Plan).Err() != nil {
			continue
		}
		counts["plans"]++
		counts["sheets"] += len(res.Plan.Days)
		for _, wrong := range refusals(t, callsheet.Input{Film: moteur.Film{Title: "Essai"}, Problem: q, Plan: res.Plan}, papers...) {
			t.Errorf("seed %d: %s", seed, wrong)
		}
	}
	t.Log(counts)
	assert.Positive(t, counts["plans laid at random"])
}
