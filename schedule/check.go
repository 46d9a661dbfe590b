package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Check compares a plan with everything the problem asks and with the law, and names every violation: who, when, by how
// much, which rule. It is written from the rules, slowly and plainly, and shares nothing with the search, which only lays the day that
// shows a cut to be needless: a plan that leaves Solve, a workbook that was edited and a board laid by hand go through the same check.
//
// Rules of the problem are named "schedule/…"; legal ones are those of labour. Errors make the plan
// unlawful or incomplete; notices list the legal values that remain to be confirmed. The past is told, not judged: what breaks a rule
// inside frozen days alone is a warning, and what a planned day breaks against a frozen one an error of the planned day.
func Check(p Problem, plan Plan) moteur.Report {
	r := p.Check()
	if r.Err() != nil {
		return r
	}
	c, err := newChecker(p, plan, &r)
	if err != nil {
		r.Errorf("rules", "schedule/agreement", "%s.", err)
		return r
	}
	c.read()
	if r.Err() != nil {
		return r
	}
	c.scenes()
	for i := range c.days {
		c.calendar(i)
		c.oneClock(i)
		c.capacity(i)
		c.hours(i)
		c.morning(i)
		c.lights(i)
		c.sunlight(i)
		c.people(i)
		c.places(i)
		c.equipment(i)
		c.access(i)
		c.cover(i)
	}
	c.holidays()
	c.trainings()
	c.order()
	c.frozen()
	c.stays()
	c.journeys()
	c.crews()
	c.roles()
	if r.Err() == nil {
		c.needless()
	}
	r.Merge("", c.doubts)
	return r
}

// checker holds one check.
type checker struct {
	p       Problem
	plan    Plan
	x       index
	book    rulebook
	artists []artist
	sky     sky
	// clocked tells that the hours of the days matter.
	clocked bool
	// doubts are the notices of the unverified values of law.
	doubts moteur.Report
	r      *moteur.Report
	days   []checkedDay
	at     map[string][]spot // by scene: where it is shot, in time
	trips  []Journey
}

// spot is the k-th scene of a day.
type spot struct{ day, k int }

func newChecker(p Problem, plan Plan, r *moteur.Report) (*checker, error) {
	book, err := newRulebook(p)
	if err != nil {
		return nil, err
	}
	c := &checker{p: p, plan: plan, x: p.index(), book: book, r: r, artists: p.artists(), sky: p.sky()}
	c.clocked = p.hoursMatter(c.x, c.sky, book)
	return c, nil
}

// hoursMatter tells whether some rule looks at the hours of a day: the law, a light, the hours of a place or of a performer.
func (p Problem) hoursMatter(x index, sky sky, book rulebook) bool {
	if p.Calendar.Dateless {
		return false
	}
	return !book.off ||
		slices.ContainsFunc(p.Scenes, func(s Scene) bool { return sky.binds(x, &s) }) ||
		slices.ContainsFunc(p.Locations, func(l Location) bool { return l.Opens.Known() || l.Closes.Known() }) ||
		slices.ContainsFunc(p.Roles, func(o Role) bool {
			return o.From.Known() || o.Until.Known() || o.Turnaround > 0 || o.MaxMinutes > 0
		})
}

// checkedDay is a day of the plan with its scenes looked up.
type checkedDay struct {
	Day
	path   string
	pos    int // place on the calendar axis
	frozen bool
	scenes []*Scene
	law    *legal
	// length is the shooting time of each scene or of its part, pages its eighths, begin and end its hours, minutes after midnight.
	length, pages, begin, end []int
	pause                     int // length of the break
	clock                     labour.TimeZone
	feasts                    []moteur.Date // the holidays of its places among its date and the next one
	// Call, Ready, Meal and Wrap are the hours of the Day in minutes after midnight, 0 when unset.
	Call, Ready, Meal, Wrap int
}

// lookedUp is a day with its hours in minutes.
func lookedUp(d Day) checkedDay {
	return checkedDay{Day: d, Call: d.Call.Minutes(), Ready: d.Ready.Minutes(), Meal: d.Meal.Minutes(), Wrap: d.Wrap.Minutes()}
}

// looked is a day of a plan with its known scenes, their parts and their hours.
func (p Problem) looked(x index, d Day) checkedDay {
	out := lookedUp(d)
	out.pos, out.pause = d.at(p.Calendar), p.PauseOf(d)
	var starts []labour.Clock
	for i, id := range d.Scenes {
		s := x.scene[id]
		if s == nil {
			continue
		}
		pages := s.Eighths
		if part, cut := d.part(id); cut {
			pages = part.Eighths
		}
		out.scenes = append(out.scenes, s)
		out.length, out.pages = append(out.length, p.minutesIn(d, s)), append(out.pages, pages)
		if len(d.Starts) == len(d.Scenes) {
			starts = append(starts, d.Starts[i])
		}
	}
	out.begin, out.end = p.laid(x, out, starts)
	out.settle(p, x)
	return out
}

// laid tells when each scene of a day begins and ends, minutes after midnight: at the hours told, else one after the other from the
// PAT on, with the ways between. The break lengthens the scene it falls in; one that is over at the PAT stops nothing.
func (p Problem) laid(x index, d checkedDay, starts []labour.Clock) (begin, end []int) {
	pause := d.pause
	if !d.Day.Meal.Known() || d.Meal+pause <= d.Ready {
		pause = 0
	}
	t, ready := d.Ready, 0
	for k, s := range d.scenes {
		if starts != nil && starts[k].Known() {
			t = starts[k].Minutes()
		} else {
			if k > 0 && s.place() != d.scenes[k-1].place() {
				t += p.way(x, d.scenes[k-1].place(), s.place()).Minutes
				ready = t + p.restOnWay(x, d.Day, d.scenes[k-1], s)
			}
			if pause > 0 && max(t, ready) >= d.Meal {
				t, pause = max(t, d.Meal)+pause, 0
			}
			t = max(t, ready)
		}
		begin = append(begin, t)
		if from := t; pause > 0 && from < d.Meal && d.Meal < from+d.length[k] {
			t += pause
			if starts == nil {
				pause = 0
			}
		}
		t += d.length[k]
		end = append(end, t)
	}
	return begin, end
}

func (d checkedDay) name() string {
	who := ""
	if d.Unit != "" {
		who = " (équipe " + d.Unit + ")"
	}
	if d.Date.IsZero() {
		return fmt.Sprintf("jour %d%s", d.Number, who)
	}
	return fmt.Sprintf("jour %d, %s%s", d.Number, fr.LongDate(d.Date), who)
}

// scene names the k-th scene of a day, with its part: "12 (1/3)".
func (d checkedDay) scene(k int) string {
	part, _ := d.part(d.scenes[k].ID)
	return part.label(d.scenes[k].ID)
}

// timed tells whether the hours of a day are known; the break may have none.
func (d Day) timed() bool { return d.Call.Known() && d.Ready.Known() && d.Wrap.Known() }

// kept tells until when those who play in each scene of a frozen day may have been there, minutes after midnight: until the wrap in a day
// that does not tell when its scenes began, and in the last scene of one that wrapped later than its scenes tell; nil when they tell all.
func (d checkedDay) kept(s DayShape) []int {
	n := len(d.scenes)
	if n == 0 || !d.timed() {
		return nil
	}
	out := make([]int, n)
	if len(d.Starts) != len(d.Scenes) {
		for k := range out {
			out[k] = d.Wrap
		}
		return out
	}
	last := d.end[n-1]
	if d.Day.Meal.Known() && d.Meal >= last {
		last = d.Meal + d.pause
	}
	if d.Wrap <= last+s.WrapUp {
		return nil
	}
	out[n-1] = d.Wrap
	return out
}

// breakTooSoon tells whether the break comes so soon after the call that it interrupts no work.
func (d checkedDay) breakTooSoon(s DayShape) bool {
	return d.pause > 0 && d.Meal-d.Call < s.mealAfter()
}

// breakIn tells whether the break comes inside the scene of a rank.
func (d checkedDay) breakIn(k int) bool {
	return d.pause > 0 && d.begin[k] < d.Meal && d.Meal < d.end[k]
}

// culprit is the first of some days that is planned and not frozen; the first of all, and false, when all are frozen.
func (c *checker) culprit(days []int) (int, bool) {
	for _, i := range days {
		if !c.days[i].frozen {
			return i, true
		}
	}
	return days[0], false
}

// fault notes what some days break together: an error of the first one that is not frozen, a warning when all are. The part of the day
// that it is about ends the path.
func (c *checker) fault(days []int, rule, part, format string, args ...any) {
	i, planned := c.culprit(days)
	say := c.r.Warnf
	if planned {
		say = c.r.Errorf
	}
	say(c.days[i].path+part, rule, format, args...)
}

// wrong notes what a day breaks, its name in front.
func (c *checker) wrong(i int, rule, part, format string, args ...any) {
	c.fault([]int{i}, rule, part, "%s : %s.", fr.Capital(c.days[i].name()), fmt.Sprintf(format, args...))
}

// read looks up the scenes of every day and sorts the days in time.
func (c *checker) read() {
	if len(c.plan.Days) > maxHorizon*8 {
		c.r.Errorf("days", "schedule/too-large", "Le plan a trop de journées : %d.", len(c.plan.Days))
		return
	}
	for i, d := range c.plan.Days {
		day := c.p.looked(c.x, d)
		day.path = fmt.Sprintf("days[%d]", i)
		day.frozen = slices.ContainsFunc(c.p.Frozen, func(f Day) bool {
			return f.at(c.p.Calendar) == day.pos && f.Unit == d.Unit && sameSet(f.Scenes, d.Scenes) && sameSet(f.Parts, d.Parts)
		})
		if !c.dated(&day) {
			continue
		}
		if d.Unit != "" && c.x.unit[d.Unit] == nil || d.Unit == "" && len(c.p.Units) > 0 {
			c.r.Errorf(day.path+".unit", "schedule/unknown-unit", "%s : équipe %q inconnue.", fr.Capital(day.name()), d.Unit)
		}
		if len(d.Scenes) == 0 && !day.frozen {
			c.r.Errorf(day.path+".scenes", "schedule/empty-day", "%s : aucune séquence.", fr.Capital(day.name()))
		}
		for _, id := range d.Scenes {
			if c.x.scene[id] == nil {
				c.r.Errorf(day.path+".scenes", "schedule/unknown-scene", "%s : séquence %q inconnue.", fr.Capital(day.name()), id)
			}
		}
		var err error
		if day.law, err = c.book.on(d.Date, &c.doubts); err != nil {
			c.r.Errorf(day.path, "law/before", "%s : %s.", fr.Capital(day.name()), err)
		}
		c.days = append(c.days, day)
	}
	slices.SortStableFunc(c.days, func(a, b checkedDay) int {
		if a.pos != b.pos {
			return a.pos - b.pos
		}
		return strings.Compare(a.Unit, b.Unit)
	})
	c.trips = c.book.journeys(c.p, c.x, c.days)
	c.numbers()
}

// numbers checks that the days of each unit are numbered in a row from 1, where the calendar has dates and a day tells its number.
func (c *checker) numbers() {
	rank := map[string]int{}
	for _, d := range c.days {
		if rank[d.Unit]++; !c.p.Calendar.Dateless && d.Number != 0 && d.Number != rank[d.Unit] {
			c.r.Warnf(d.path+".number", "schedule/day-number", "%s : son numéro est %d, c'est la journée %d de son équipe.",
				fr.Capital(d.name()), d.Number, rank[d.Unit])
		}
	}
}

// dated checks the date of a day, or its number in a calendar without dates. Frozen days may stand before the first day.
func (c *checker) dated(d *checkedDay) bool {
	if c.p.Calendar.Dateless {
		if d.Number < 1 || d.Number > maxHorizon {
			c.r.Errorf(d.path+".number", "schedule/day-number", "Journée sans numéro.")
			return false
		}
		return true
	}
	if d.Date.IsZero() || d.pos >= maxHorizon || d.pos <= -maxHorizon || d.pos < 0 && !d.frozen {
		c.r.Errorf(d.path+".date", "schedule/day-date", "Jour %d : date absente ou hors du calendrier.", d.Number)
		return false
	}
	return true
}
