package schedule_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// setting is a number of the environment: by default small, more for a longer run.
func setting(t testing.TB, name string, n int) int {
	if s := os.Getenv(name); s != "" {
		v, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	return n
}

// rounds is the number of random problems of a property: small by default, two with -short, MOTEUR_SCHEDULE_ROUNDS for more.
func rounds(t testing.TB, n int) int {
	if testing.Short() {
		n = min(n, 2)
	}
	return setting(t, "MOTEUR_SCHEDULE_ROUNDS", n)
}

// seeds are those of a property: so many from MOTEUR_SCHEDULE_FIRST on.
func seeds(t testing.TB, n int) []uint64 {
	first := setting(t, "MOTEUR_SCHEDULE_FIRST", 0)
	out := make([]uint64, rounds(t, n))
	for i := range out {
		out[i] = uint64(first + i)
	}
	return out
}

func euros(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// drawing is a problem being drawn: each feature is on or off, and what binds one scene, role or place is the rarer the more of them
// there are, so that large problems keep plans.
type drawing struct {
	r     *rand.Rand
	p     schedule.Problem
	dated bool
	large int // scenes it may have
}

func (d *drawing) chance(percent int) bool { return d.r.IntN(100) < percent }

// rare is the chance of a feature of one thing among many.
func (d *drawing) rare(percent int) bool { return d.r.IntN(100*max(d.large, 8)) < 8*percent }

func (d *drawing) day() moteur.Date { return d.p.Calendar.First.AddDays(d.r.IntN(14)) }

func (d *drawing) span() moteur.Span {
	from := d.day()
	return moteur.Span{From: from, To: from.AddDays(d.r.IntN(12))}
}

func (d *drawing) clock(from, to int) labour.Clock {
	return labour.ClockOf(60*from + 30*d.r.IntN(2*(to-from)+1))
}

// randomProblem draws a problem of at most maxScenes scenes.
func randomProblem(r *rand.Rand, maxScenes int) schedule.Problem {
	d := &drawing{r: r, large: maxScenes, p: schedule.Problem{Title: "au hasard"}}
	d.dated = d.chance(75)
	d.calendar()
	d.shape()
	d.crew()
	d.places()
	d.people()
	d.equipment()
	d.scenes()
	d.apart()
	d.order()
	d.cover()
	d.wishes()
	d.past()
	return d.p
}

func (d *drawing) calendar() {
	c, first := &d.p.Calendar, moteur.NewDate(2027, 4, 5).AddDays(d.r.IntN(300))
	c.First = first
	if !d.chance(60) {
		d.p.Rules.Agreement = []int{schedule.NoLaw, schedule.Television}[d.r.IntN(2)]
	}
	d.p.Rules.ParisRegion = d.chance(30)
	if !d.dated {
		d.p.Calendar = schedule.Calendar{Dateless: true}
		if d.chance(20) {
			d.p.Calendar.MaxDays = 2 + d.r.IntN(6)
		}
		return
	}
	c.WorkDays, c.Zone = 5+d.r.IntN(2), []string{"FR", "FR-57", "none"}[d.r.IntN(3)]
	if d.chance(25) {
		c.FirstDay = 1 + d.r.IntN(7)
	}
	if d.chance(40) {
		c.Last = first.AddDays(10 + d.r.IntN(20) + d.large)
	}
	if d.chance(15) {
		c.MaxDays = 2 + d.r.IntN(6) + d.large/3
	}
	for range d.r.IntN(3) {
		c.Off = append(c.Off, d.day())
	}
	for range d.r.IntN(3) {
		c.On = append(c.On, d.day())
	}
	d.forms()
}

// forms give a period another form of day, and the light its margins.
func (d *drawing) forms() {
	kinds := []schedule.FormKind{schedule.HalfDay, schedule.TenHourDay, schedule.SplitDay, schedule.ContinuousDay}
	for range d.r.IntN(3) {
		if d.chance(30) {
			f := schedule.DayForm{Kind: kinds[d.r.IntN(len(kinds))], Span: d.span()}
			if f.Kind == schedule.SplitDay && d.chance(50) {
				f.Pause = 120 + 30*d.r.IntN(4)
			}
			if !slices.ContainsFunc(d.p.Forms, func(o schedule.DayForm) bool { return !o.Span.To.Before(f.Span.From) && !f.Span.To.Before(o.Span.From) }) {
				d.p.Forms = append(d.p.Forms, f)
			}
		}
	}
	switch {
	case d.chance(6):
		d.p.Light.Off = true
	case d.chance(25):
		d.p.Light = schedule.LightMargins{Day: 15 * d.r.IntN(4), Night: 15 * d.r.IntN(3), DawnAfter: 30 * d.r.IntN(4), DuskBefore: 30 * d.r.IntN(4)}
	}
	if d.chance(30) {
		d.p.Home = d.somewhere()
	}
	if d.chance(12) {
		d.p.Trainings = []schedule.Training{{Date: d.p.Calendar.First.AddDays(d.r.IntN(4)), Minutes: 60 + 30*d.r.IntN(4)}}
	}
}

func (d *drawing) somewhere() schedule.Position {
	return schedule.Position{LatMilli: 43_000 + d.r.IntN(8_000), LonMilli: -4_000 + d.r.IntN(12_000)}
}

func (d *drawing) shape() {
	s := &d.p.Shape
	*s = schedule.DayShape{Minutes: 300 + 60*d.r.IntN(4), MoveMinutes: 15 * d.r.IntN(4), Oversize: d.chance(50), Separate: d.chance(20), NoDayAfterNight: d.chance(25),
		Prep: 30 * d.r.IntN(3), Meal: 60, WrapUp: 30 * d.r.IntN(2)}
	if d.chance(30) {
		s.NightCall = labour.At(19, 0)
	}
	if d.chance(30) {
		s.DawnCall, s.DayCall = labour.At(5, 30), labour.At(7, 0)
	}
	if d.chance(20) {
		s.Eighths = 16 + d.r.IntN(16)
	}
	if d.chance(20) {
		s.MaxMoves = 1 + d.r.IntN(2)
	}
	if d.chance(15) {
		s.Early, s.Late = 30*d.r.IntN(3), 30*d.r.IntN(2)
	}
	if d.chance(8) {
		s.Meal = 15 * d.r.IntN(3)
	}
	if d.chance(8) {
		s.Continuous = true
		s.DayCall, s.Prep, s.Meal = labour.At(12, 0), 0, max(s.Meal, 30)
	}
	if d.chance(10) {
		s.Journey = 60 * (1 + d.r.IntN(4))
	}
	if d.chance(40) { // ways of twenty minutes to eleven hours
		near, far := 20+d.r.IntN(100), 20+d.r.IntN(641)
		s.Moves = []schedule.Move{{From: "base0", To: "base1", Minutes: far, Km: d.r.IntN(100), Cost: euros(d.r.IntN(500))},
			{From: "base1", To: "base2", Minutes: near, Km: d.r.IntN(100), Cost: euros(d.r.IntN(500))}}
		if d.chance(50) {
			s.Moves = append(s.Moves, schedule.Move{From: "base0", To: "base2", Minutes: max(near, far/2), Cost: euros(d.r.IntN(500))})
		}
	}
}

func (d *drawing) crew() {
	c := &d.p.Crew
	*c = schedule.Crew{DayRate: euros(5000 + d.r.IntN(5000)), HourRate: euros(d.r.IntN(2) * (300 + d.r.IntN(500))), PerDiem: euros(d.r.IntN(2) * 700), IdleRate: euros(d.r.IntN(2) * 2000)}
	c.IdleFree = c.IdleRate.IsZero() && d.chance(40)
	if d.chance(8) {
		c.Members = []schedule.Member{{Name: "Camille", Access: d.chance(50), Before: 30 * d.r.IntN(3), MaxMinutes: 60 * d.r.IntN(2) * (8 + d.r.IntN(4))}}
	}
	if d.chance(15) {
		d.p.Units = []schedule.Unit{{ID: "A", Name: "Équipe A"}, {ID: "B", Name: "Équipe B", DayRate: euros(3000), Reserved: d.chance(30)}}
		if len(d.p.Forms) > 0 && d.chance(50) {
			d.p.Forms[0].Unit = "B"
		}
	}
}

func (d *drawing) places() {
	for i := range 1 + d.r.IntN(4) {
		l := schedule.Location{ID: fmt.Sprintf("L%d", i), Name: fmt.Sprintf("Lieu %d", i), DayRate: euros(d.r.IntN(1000)), Base: fmt.Sprintf("base%d", d.r.IntN(3)),
			SundaysOK: d.chance(50), Away: d.chance(20), CoverSet: d.chance(30), Accessible: d.chance(90), Daylight: d.chance(15)}
		if d.chance(25) {
			l.MinDays, l.Block = d.r.IntN(4), d.r.IntN(4)
		}
		if d.chance(15) {
			l.PrepRate = euros(100 + d.r.IntN(300))
			l.PrepDays, l.RigDays, l.StrikeDays = d.r.IntN(2), d.r.IntN(2), d.r.IntN(2)
		}
		l.Contiguous, l.NoReturn = d.rare(10), d.rare(10)
		if d.dated {
			d.placed(&l)
		}
		d.p.Locations = append(d.p.Locations, l)
	}
	s := &d.p.Shape
	s.Moves = slices.DeleteFunc(s.Moves, func(m schedule.Move) bool { // a way between bases that the problem has
		has := func(base string) bool {
			return slices.ContainsFunc(d.p.Locations, func(l schedule.Location) bool { return l.Base == base })
		}
		return !has(m.From) || !has(m.To)
	})
}

// placed gives a location its dates, hours, coordinates and country.
func (d *drawing) placed(l *schedule.Location) {
	if d.rare(25) {
		l.Windows = []moteur.Span{d.span(), d.span()}
		for i := range l.Windows {
			l.Windows[i].To = l.Windows[i].To.AddDays(l.PrepDays + l.RigDays + l.StrikeDays)
		}
	}
	if d.chance(12) {
		hours := [][2]labour.Clock{{labour.At(21, 0), labour.At(30, 0)}, {labour.At(14, 0), {}}, {{}, labour.At(20, 0)}, {labour.At(8, 0), labour.At(22, 0)}}[d.r.IntN(4)]
		l.Opens, l.Closes = hours[0], hours[1]
	}
	if d.chance(35) {
		at := d.somewhere()
		l.LatMilli, l.LonMilli = at.LatMilli, at.LonMilli
	}
	if d.chance(20) { // holidays and a legal time of its own
		where := [][2]string{{"FR-57", "FR"}, {"FR-75", "FR"}, {"", "BE"}, {"FR-974", "FR"}, {"", "RE"}, {"CA-QC", "CA"}, {"PT-20", ""}, {"LU", "LU"}}[d.r.IntN(8)]
		l.Region, l.Country = where[0], where[1]
	} else if d.chance(8) {
		l.Clock = []string{"Europe/London", "Indian/Reunion", "America/Toronto", "Europe/Brussels"}[d.r.IntN(4)]
	}
}

func (d *drawing) people() {
	for i := range 1 + d.r.IntN(4) + d.large/4 {
		o := schedule.Role{ID: fmt.Sprintf("R%d", i), Name: fmt.Sprintf("Rôle %d", i), Number: i + 1, DayRate: euros(100 + d.r.IntN(900)), HoldPaid: d.chance(50)}
		if i > 0 && d.chance(15) { // plays another role too
			o.Performer = fmt.Sprintf("P%d", d.r.IntN(i))
		} else if d.chance(70) {
			o.Performer = fmt.Sprintf("P%d", i)
		}
		d.deal(&o)
		if d.chance(4) {
			o.Name = unseen
		}
		if d.rare(15) {
			o.RestAfter = 1 + d.r.IntN(4)
		}
		if d.rare(20) {
			o.TravelDays, o.TravelRate = d.r.IntN(3), euros(d.r.IntN(300))
		}
		if d.rare(5) {
			o.Access = true
		}
		if d.dated {
			d.dates(&o)
			d.hours(&o)
		}
		if d.rare(14) {
			o.Child = d.child()
		}
		for _, other := range d.p.Roles {
			if o.Performer != "" && other.Performer == o.Performer {
				o.Child = other.Child
			}
		}
		d.p.Roles = append(d.p.Roles, o)
	}
}

// unseen is the name of a role without any scene: what is guaranteed is paid all the same.
const unseen = "coupé au montage"

// deal draws what the engagement of a role pays.
func (d *drawing) deal(o *schedule.Role) {
	if o.HoldPaid && d.chance(50) {
		o.HoldRate = euros(50 + d.r.IntN(900))
	}
	if d.chance(20) {
		o.DropAfter = 1 + d.r.IntN(4)
		o.Travel = euros(d.r.IntN(300))
	}
	if d.chance(20) {
		o.MinDays = d.r.IntN(5)
	}
	if d.rare(15) {
		o.MaxDays = 1 + d.r.IntN(4)
	}
	if d.chance(20) {
		o.WeekRate = o.DayRate.Mul(euros(3))
		if d.chance(40) {
			o.DayRate = decimal.Zero // pro rata
		}
		o.Weeks = d.r.IntN(3)
	}
	if d.chance(10) {
		o.Paid = []schedule.PaidDays{{Label: "essayages", Days: 1 + d.r.IntN(2)}, {Label: "répétitions", Days: 1 + d.r.IntN(3), DayRate: euros(80)}}
	}
}

func (d *drawing) dates(o *schedule.Role) {
	if d.rare(25) {
		o.Free = []moteur.Span{d.span(), d.span()}
		if d.chance(50) {
			o.Options = []schedule.RoleOption{{Span: d.span(), DayRate: euros(d.r.IntN(2) * (50 + d.r.IntN(900)))}}
		}
	}
	if d.rare(15) {
		o.Busy = []moteur.Span{d.span()}
	}
}

func (d *drawing) hours(o *schedule.Role) {
	if d.chance(25) {
		o.Before, o.After = 15*d.r.IntN(7), 15*d.r.IntN(3)
	}
	if d.rare(8) {
		o.From = d.clock(6, 14)
	}
	if d.rare(8) {
		o.Until = d.clock(17, 23)
	}
	if d.rare(8) {
		o.Turnaround = 60 * (10 + d.r.IntN(5))
	}
	if d.rare(8) {
		o.MaxMinutes = 60 * (5 + d.r.IntN(6))
	}
}

func (d *drawing) child() *labour.Child {
	c := &labour.Child{Age: d.r.IntN(18)}
	if d.chance(50) {
		c.SchoolHolidays = []moteur.Span{{}}
	}
	if d.chance(20) {
		c.Earliest = labour.At(8+d.r.IntN(4), 0)
	}
	if d.chance(60) {
		c.MaxMinutes = 120 + d.r.IntN(200)
	}
	if d.chance(15) {
		c.Latest = labour.At(18+d.r.IntN(5), 0)
	}
	if d.chance(10) {
		c.NightUntil = labour.At(22+d.r.IntN(3), 0)
	}
	if d.dated && d.chance(25) {
		c.Authorised = []moteur.Span{d.span(), d.span()}
	}
	if d.chance(50) {
		c.Before, c.After = 15*d.r.IntN(4), 15*d.r.IntN(2)
	}
	return c
}

func (d *drawing) equipment() {
	if !d.chance(30) {
		return
	}
	d.p.Equipment = []schedule.Equipment{{ID: "grue", Name: "Grue", DayRate: euros(900), BySpan: d.chance(50), MinDays: d.r.IntN(3)}, {ID: "chien", Name: "Chien", DayRate: euros(300)}}
	if d.dated && d.rare(30) {
		d.p.Equipment[0].Windows = []moteur.Span{d.span(), d.span()}
	}
	if d.chance(40) {
		d.p.Equipment[1].Copies, d.p.Equipment[1].PrepDays, d.p.Equipment[1].TravelDays = d.r.IntN(3), d.r.IntN(2), d.r.IntN(2)
	}
}

func (d *drawing) scenes() {
	lights := []script.Light{script.Day, script.Day, script.Day, script.Night, script.Dawn, script.Dusk, script.Evening, ""}
	for i := range 1 + d.r.IntN(d.large) {
		s := schedule.Scene{ID: fmt.Sprint(i + 1), Place: []script.Place{script.Interior, script.Exterior, script.Both}[d.r.IntN(3)], Light: lights[d.r.IntN(len(lights))],
			Set: "décor", Location: d.p.Locations[d.r.IntN(len(d.p.Locations))].ID, Eighths: 1 + d.r.IntN(12), Minutes: 30 * (1 + d.r.IntN(8)), StoryDay: d.r.IntN(4)}
		if s.Place != script.Interior && (s.Light == script.Dawn || s.Light == script.Dusk) && d.chance(70) {
			s.Minutes = 30 * (1 + d.r.IntN(2)) // the light is short
		}
		s.DayForNight = s.Light == script.Night && d.chance(20)
		for k := range d.p.Roles {
			if d.r.IntN(len(d.p.Roles)+1) < 2 && d.p.Roles[k].Name != unseen {
				d.plays(&s, k)
			}
		}
		if d.chance(20) {
			s.Extras = []schedule.Extras{{Kind: "passants", Count: 1 + d.r.IntN(30), DayRate: euros(112)}}
		}
		if len(d.p.Equipment) > 0 && d.chance(40) {
			s.Needs = []string{d.p.Equipment[d.r.IntN(2)].ID}
		}
		if len(d.p.Units) > 0 && d.chance(20) {
			s.Unit = "B"
		}
		s.Cover = d.chance(15)
		switch {
		case d.rare(8):
			if s.Parts = 2 + d.r.IntN(2); s.Minutes > 60 && d.chance(30) {
				s.Parts, s.Shares = 0, []int{30, s.Minutes - 30}
			}
		case d.rare(6):
			s.Minutes, s.Eighths = 480+60*d.r.IntN(10), 20+d.r.IntN(40) // longer than a day
		}
		d.p.Scenes = append(d.p.Scenes, s)
	}
}

// plays gives a scene a role, for all of it or for its beginning.
func (d *drawing) plays(s *schedule.Scene, k int) {
	id := d.p.Roles[k].ID
	s.Roles = append(s.Roles, id)
	if d.chance(12) {
		if s.Present == nil {
			s.Present = map[string]int{}
		}
		s.Present[id] = 30 * (1 + d.r.IntN(s.Minutes/30))
	}
}

// apart gives two units bases far from each other, and a performer to both.
func (d *drawing) apart() {
	if !d.dated || len(d.p.Scenes) < 2 || len(d.p.Locations) < 2 || !d.chance(12) {
		return
	}
	d.p.Units = []schedule.Unit{{ID: "A", Name: "Équipe A"}, {ID: "B", Name: "Équipe B", DayRate: euros(3000)}}
	for i := range d.p.Locations {
		d.p.Locations[i].Base = fmt.Sprintf("base%d", i%2)
	}
	d.p.Shape.Moves = []schedule.Move{{From: "base0", To: "base1", Minutes: 130 + d.r.IntN(600)}}
	for i := range 2 {
		s := &d.p.Scenes[i]
		s.Unit, s.Location = []string{"A", "B"}[i], d.p.Locations[i].ID
		if !slices.Contains(s.Roles, d.p.Roles[0].ID) {
			s.Roles = append(s.Roles, d.p.Roles[0].ID)
		}
	}
}

func (d *drawing) order() {
	n := len(d.p.Scenes)
	if n > 1 {
		for range d.r.IntN(3) {
			a := d.r.IntN(n - 1)
			b := a + 1 + d.r.IntN(n-a-1)
			d.p.Precedences = append(d.p.Precedences, schedule.Precedence{Before: d.p.Scenes[a].ID, After: d.p.Scenes[b].ID, GapDays: d.r.IntN(3), SameDay: d.chance(50), Reason: "barbe"})
		}
	}
	if d.dated && d.chance(15) {
		d.p.Pins = []schedule.Pin{{Scene: d.p.Scenes[0].ID, Span: d.span()}}
	}
}

// cover keeps a cover set when some scene may serve as one.
func (d *drawing) cover() {
	d.p.Shape.KeepCover = d.chance(10) && slices.ContainsFunc(d.p.Scenes, func(s schedule.Scene) bool { return s.Cover })
}

func (d *drawing) wishes() {
	w := &d.p.Wishes
	for _, v := range []*decimal.Decimal{&w.DayCost, &w.LocationDayCost, &w.RoleDayCost, &w.MoveCost, &w.StoryOrder, &w.NightRun, &w.LightSwitch, &w.EarlyExterior, &w.ChildBusyDay, &w.CoverLess, &w.LateStart} {
		if d.chance(20) {
			*v = euros(d.r.IntN(200))
		}
	}
}

// past freezes one or two days: they kept their hours, overran, fell on a Sunday or before the first day, or left a scene unfinished.
func (d *drawing) past() {
	if len(d.p.Scenes) < 2 || !d.chance(15) {
		return
	}
	left := slices.Clone(d.p.Scenes)
	d.r.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
	at := d.p.Calendar.First.AddDays(-d.r.IntN(2) * d.r.IntN(4))
	for n := range 1 + d.r.IntN(2) {
		day := schedule.Day{Number: n + 1, Locked: d.chance(50)}
		if d.dated {
			day.Date, at = at, at.AddDays(1+d.r.IntN(3))
			if d.chance(70) {
				for day.Date.Weekday() == time.Sunday || day.Date.Weekday() == time.Saturday {
					day.Date, at = day.Date.AddDays(1), at.AddDays(1)
				}
			}
		}
		for range 1 + d.r.IntN(2) {
			if s := left[0]; len(left) > 1 && (len(d.p.Units) == 0 || s.Unit == d.unit(s)) {
				if len(day.Scenes) > 0 && d.unit(s) != day.Unit {
					continue
				}
				day.Unit, day.Scenes, left = d.unit(s), append(day.Scenes, s.ID), left[1:]
			}
		}
		if len(day.Scenes) == 0 {
			continue
		}
		d.shot(&day)
		d.p.Frozen = append(d.p.Frozen, day)
	}
}

// unit is the unit that shot a scene.
func (d *drawing) unit(s schedule.Scene) string {
	switch {
	case len(d.p.Units) == 0:
		return ""
	case s.Unit != "":
		return s.Unit
	case d.p.Units[1].Reserved:
		return "A"
	}
	return []string{"A", "B"}[d.r.IntN(2)]
}

// shot gives a past day the hours it really had.
func (d *drawing) shot(day *schedule.Day) {
	call := 60 * (6 + d.r.IntN(8))
	if d.chance(15) {
		call = 60 * (18 + d.r.IntN(3))
	}
	ready, t := call+d.p.Shape.Prep, call+d.p.Shape.Prep
	last := day.Scenes[len(day.Scenes)-1]
	for _, s := range d.p.Scenes {
		if slices.Contains(day.Scenes, s.ID) {
			t += min(s.Minutes, 300)
			if s.ID == last && s.Minutes > 60 && s.Parts == 0 && d.chance(40) {
				t -= min(s.Minutes, 300) - s.Minutes/2/30*30
				day.Parts = []schedule.Part{{Scene: s.ID, Number: 1, Of: 2, Minutes: max(30, s.Minutes/2/30*30), Eighths: s.Eighths / 2}}
			}
		}
	}
	wrap := t + d.p.Shape.Meal + 30
	if d.chance(40) {
		wrap += 60 * d.r.IntN(5) // overran
	}
	day.Call, day.Ready = labour.ClockOf(call), labour.ClockOf(ready)
	day.Meal, day.Wrap = labour.ClockOf(max(ready, min(call+300, t))), labour.ClockOf(min(wrap, 47*60))
}

// features names what a problem has beside scenes, roles and places, for the counts and the reports of the tests.
func features(p schedule.Problem) []string {
	var out []string
	add := func(on bool, name string) {
		if on && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	add(p.Calendar.Dateless, "dateless")
	add(p.Rules.Agreement == schedule.NoLaw, "no law")
	add(p.Rules.Agreement == schedule.Television, "television")
	add(p.Rules.ParisRegion, "paris")
	add(p.Calendar.FirstDay > 1, "first day of the week")
	add(len(p.Calendar.On) > 0, "on")
	add(p.Home != schedule.Position{}, "home")
	add(p.Light.Off, "light off")
	add(!p.Light.Off && p.Light != schedule.LightMargins{}, "light margins")
	for _, f := range p.Forms {
		add(true, "form "+string(f.Kind))
	}
	add(p.Shape.KeepCover, "keep cover")
	add(p.Shape.Continuous, "continuous")
	add(p.Shape.Separate, "separate")
	add(p.Shape.NoDayAfterNight, "no day after night")
	add(p.Shape.Early+p.Shape.Late > 0, "early or late")
	add(p.Shape.MaxMoves > 0, "max moves")
	add(p.Shape.Eighths > 0, "eighths")
	for _, m := range p.Shape.Moves {
		add(m.Minutes > 120, "journeys")
		add(m.Minutes <= 120, "short ways")
	}
	add(len(p.Crew.Members) > 0, "members")
	add(len(p.Units) > 0, "units")
	add(len(p.Trainings) > 0, "training")
	add(len(p.Frozen) > 0, "frozen")
	for _, d := range p.Frozen {
		add(len(d.Parts) > 0, "frozen unfinished")
		add(!d.Date.IsZero() && d.Date.Weekday() == time.Sunday, "frozen sunday")
		add(!d.Date.IsZero() && d.Date.Before(p.Calendar.First), "frozen before the first day")
	}
	for _, l := range p.Locations {
		add(l.LatMilli != 0, "coordinates")
		add(l.Opens.Known() || l.Closes.Known(), "hours of places")
		add(l.Daylight, "daylight")
		add(l.MinDays > 1 || l.Block > 1, "least days")
		add(l.PrepDays+l.RigDays+l.StrikeDays > 0, "prep, rig, strike")
		add(l.Contiguous, "contiguous")
		add(l.NoReturn, "no return")
		add(len(l.Windows) > 0, "windows of places")
		add(l.Country == "BE" || l.Region == "FR-57", "local holidays")
		add(l.Country == "RE" || l.Region == "FR-974" || l.Region == "CA-QC" || l.Region == "PT-20" || l.Clock != "", "clocks of places")
	}
	if len(p.Units) > 0 {
		for _, m := range p.Shape.Moves {
			add(m.Minutes > 120 && !p.Calendar.Dateless, "journeys between units")
		}
	}
	people := map[string]bool{}
	for _, o := range p.Roles {
		add(people[o.Performer], "performer of two roles")
		people[o.Performer] = o.Performer != ""
		add(o.From.Known() || o.Until.Known(), "role hours")
		add(o.Before+o.After > 0, "role before and after")
		add(o.Turnaround > 0, "turnaround")
		add(o.MaxMinutes > 0, "role minutes")
		add(!o.WeekRate.IsZero(), "weekly deal")
		add(o.Weeks > 0 && !o.WeekRate.IsZero(), "weeks")
		add(len(o.Options) > 0, "options")
		add(o.Name == unseen && o.MinDays+o.Weeks > 0, "guaranteed without a scene")
		add(len(o.Paid) > 0, "paid days")
		add(o.Child != nil, "child")
		add(o.Child != nil && len(o.Child.Authorised) > 0, "child authorised")
		add(len(o.Free)+len(o.Busy) > 0, "dates of roles")
		add(o.TravelDays > 0, "travel days")
		add(o.RestAfter > 0, "rest after")
		add(o.MaxDays > 0, "max days")
		add(o.Access, "access")
	}
	for _, e := range p.Equipment {
		add(e.Copies > 1, "copies")
		add(e.PrepDays+e.TravelDays > 0, "equipment prep")
	}
	for _, s := range p.Scenes {
		add(s.Parts > 1, "parts")
		add(len(s.Shares) > 0, "shares")
		add(s.Minutes >= 480, "long scene")
		add(s.DayForNight, "day for night")
		add(len(s.Present) > 0, "present")
	}
	add(len(p.Precedences) > 0, "precedences")
	add(len(p.Pins) > 0, "pins")
	return out
}
