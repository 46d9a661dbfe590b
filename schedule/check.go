package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Check compares a plan with everything the problem asks and with the law, and names every violation: who, when, by how
// much, which rule. It is written from the rules, slowly and plainly, and shares nothing with the search: a plan that
// leaves Solve, a workbook that was edited and a board laid by hand go through the same check.
//
// Rules of the problem are named "schedule/…"; legal ones are those of labour. Errors make the plan
// unlawful or incomplete; notices list the legal values that remain to be confirmed.
func Check(p Problem, plan Plan) moteur.Report {
	r := p.Check()
	if r.Err() != nil {
		return r
	}
	book, err := newRulebook(p)
	if err != nil {
		r.Errorf("rules", "schedule/agreement", "%s.", err)
		return r
	}
	c := checker{p: p, plan: plan, x: p.index(), book: book, r: &r}
	c.read()
	if r.Err() != nil {
		return r
	}
	c.scenes()
	for i := range c.days {
		c.calendar(i)
		c.capacity(i)
		c.hours(i)
		c.lights(i)
		c.people(i)
		c.places(i)
		c.equipment(i)
	}
	c.holidays()
	c.order()
	c.frozen()
	c.crews()
	c.roles()
	r.Merge("", c.doubts)
	return r
}

// checker holds one check.
type checker struct {
	p    Problem
	plan Plan
	x    index
	book rulebook
	// doubts are the notices of the unverified values of law.
	doubts moteur.Report
	r      *moteur.Report
	days   []checkedDay
	at     map[string]int // scene → index in days
}

// checkedDay is a day of the plan with its scenes looked up.
type checkedDay struct {
	Day
	path   string
	pos    int // place on the calendar axis
	scenes []*Scene
	law    *legal
	begin  []int // minutes after midnight each scene begins and ends
	end    []int
	// Call, Ready, Meal and Wrap are the hours of the Day in minutes after midnight, 0 when unset.
	Call, Ready, Meal, Wrap int
}

// lookedUp is a day with its hours in minutes.
func lookedUp(d Day) checkedDay {
	return checkedDay{Day: d, Call: d.Call.Minutes(), Ready: d.Ready.Minutes(), Meal: d.Meal.Minutes(), Wrap: d.Wrap.Minutes()}
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

// read looks up the scenes of every day and sorts the days in time.
func (c *checker) read() {
	if len(c.plan.Days) > maxHorizon*8 {
		c.r.Errorf("days", "schedule/too-large", "Le plan a trop de journées : %d.", len(c.plan.Days))
		return
	}
	for i, d := range c.plan.Days {
		day := lookedUp(d)
		day.path, day.pos = fmt.Sprintf("days[%d]", i), d.at(c.p.Calendar)
		if !c.p.Calendar.Dateless && (d.Date.IsZero() || d.Date.Sub(c.p.Calendar.First) >= maxHorizon ||
			d.Date.Before(c.p.Calendar.First)) {
			c.r.Errorf(day.path+".date", "schedule/day-date", "Jour %d : date absente ou hors du calendrier.", d.Number)
			continue
		}
		if c.p.Calendar.Dateless && (d.Number < 1 || d.Number > maxHorizon) {
			c.r.Errorf(day.path+".number", "schedule/day-number", "Journée sans numéro.")
			continue
		}
		if d.Unit != "" && c.x.unit[d.Unit] == nil || d.Unit == "" && len(c.p.Units) > 0 {
			c.r.Errorf(day.path+".unit", "schedule/unknown-unit", "%s : équipe %q inconnue.", fr.Capital(day.name()), d.Unit)
		}
		if len(d.Scenes) == 0 {
			c.r.Errorf(day.path+".scenes", "schedule/empty-day", "%s : aucune séquence.", fr.Capital(day.name()))
		}
		for _, id := range d.Scenes {
			s := c.x.scene[id]
			if s == nil {
				c.r.Errorf(day.path+".scenes", "schedule/unknown-scene", "%s : séquence %q inconnue.", fr.Capital(day.name()), id)
				continue
			}
			day.scenes = append(day.scenes, s)
		}
		var err error
		if day.law, err = c.book.on(d.Date, &c.doubts); err != nil {
			c.r.Errorf(day.path, "law/before", "%s : %s.", fr.Capital(day.name()), err)
		}
		day.begin, day.end = c.p.clock(c.x, day.Ready, day.Meal, day.scenes)
		c.days = append(c.days, day)
	}
	slices.SortStableFunc(c.days, func(a, b checkedDay) int {
		if a.pos != b.pos {
			return a.pos - b.pos
		}
		return strings.Compare(a.Unit, b.Unit)
	})
}

// scenes checks that every scene is shot once.
func (c *checker) scenes() {
	c.at = map[string]int{}
	for i, d := range c.days {
		if i > 0 && d.pos == c.days[i-1].pos && d.Unit == c.days[i-1].Unit {
			c.r.Errorf(d.path, "schedule/day-twice", "%s : deux journées à la même date.", fr.Capital(d.name()))
		}
		for _, s := range d.scenes {
			if j, twice := c.at[s.ID]; twice {
				c.r.Errorf(d.path, "schedule/scene-twice", "Séquence %s tournée deux fois : %s et %s.", s.ID, c.days[j].name(), d.name())
				continue
			}
			c.at[s.ID] = i
			if s.Unit != "" && s.Unit != d.Unit {
				c.r.Errorf(d.path, "schedule/unit", "Séquence %s : réservée à l'équipe %s, placée le %s.", s.ID, s.Unit, d.name())
			}
			if u := c.x.unit[d.Unit]; s.Unit == "" && u != nil && u.Reserved {
				c.r.Errorf(d.path, "schedule/unit", "Séquence %s : l'équipe %s ne tourne que ce qui lui est réservé.", s.ID, d.Unit)
			}
		}
	}
	for _, s := range c.p.Scenes {
		if _, ok := c.at[s.ID]; !ok {
			c.r.Errorf("", "schedule/scene-missing", "Séquence %s : absente du plan.", s.ID)
		}
	}
	dates := map[int]bool{}
	for _, d := range c.days {
		dates[d.pos] = true
	}
	if n := c.p.Calendar.MaxDays; n > 0 && len(dates) > n {
		c.r.Errorf("", "schedule/max-days", "%s de tournage, %d au plus.", fr.Plural(len(dates), "jour", "jours"), n)
	}
}

// holidays says what is in doubt about the public holidays between the first and the last day.
func (c *checker) holidays() {
	holidays, err := c.p.Calendar.Holidays()
	if c.p.Calendar.Dateless || len(c.days) == 0 || err != nil {
		return
	}
	last := c.days[len(c.days)-1].Date
	for d := c.days[0].Date; !d.IsZero() && !d.After(last); d = d.AddDays(1) {
		holidays.Use(d, c.r, "calendar.zone")
	}
	for _, gap := range holidays.Gaps() {
		c.r.Notef("calendar.zone", "schedule/holidays", "À confirmer, non relevés : %s.", gap)
	}
}

// calendar checks the date of a day.
func (c *checker) calendar(i int) {
	d := c.days[i]
	if c.p.Calendar.Dateless {
		return
	}
	if !c.p.Calendar.Last.IsZero() && d.Date.After(c.p.Calendar.Last) {
		c.r.Errorf(d.path, "schedule/after-last", "%s : après le dernier jour, %s.", fr.Capital(d.name()), fr.Date(c.p.Calendar.Last))
	}
	if k := c.p.Calendar.kindOf(d.Date); !k.ok {
		c.r.Errorf(d.path, "schedule/day-off", "%s : %s.", fr.Capital(d.name()), k.why)
	}
}

// movesOf lists the changes of location of a day in its order.
func movesOf(scenes []*Scene) [][2]string {
	var out [][2]string
	for i := 1; i < len(scenes); i++ {
		if a, b := scenes[i-1].place(), scenes[i].place(); a != b {
			out = append(out, [2]string{a, b})
		}
	}
	return out
}

// way returns the way between two locations: the given one between their bases, else MoveMinutes alone.
func (p Problem) way(x index, a, b string) Move {
	from, to := baseOf(x, a), baseOf(x, b)
	if from != to {
		for _, m := range p.Shape.Moves {
			if m.From == from && m.To == to || m.From == to && m.To == from {
				return m
			}
		}
	}
	return Move{From: from, To: to, Minutes: p.Shape.MoveMinutes}
}

// baseOf is the base of a location: its Base, or itself.
func baseOf(x index, id string) string {
	if l := x.location[id]; l != nil && l.Base != "" {
		return l.Base
	}
	return id
}

// filled is the time a day takes from its capacity: shooting and moves.
func (p Problem) filled(x index, scenes []*Scene) (minutes, eighths int) {
	for _, s := range scenes {
		minutes += p.shootMinutes(*s)
		eighths += s.Eighths
	}
	for _, m := range movesOf(scenes) {
		minutes += p.way(x, m[0], m[1]).Minutes
	}
	return minutes, eighths
}

// capacity checks minutes, eighths and moves of a day.
func (c *checker) capacity(i int) {
	d := c.days[i]
	s := c.p.Shape
	min, eighths := c.p.filled(c.x, d.scenes)
	alone := s.Oversize && len(d.scenes) == 1
	if s.Minutes > 0 && min > s.Minutes && !alone {
		c.r.Errorf(d.path, "schedule/capacity-minutes", "%s : %d minutes de tournage et de déplacement, %d au plus.", fr.Capital(d.name()),
			min, s.Minutes)
	}
	if s.Eighths > 0 && eighths > s.Eighths && !alone {
		c.r.Errorf(d.path, "schedule/capacity-eighths", "%s : %s pages, %s au plus.", fr.Capital(d.name()), fr.Eighths(eighths),
			fr.Eighths(s.Eighths))
	}
	if n := len(movesOf(d.scenes)); s.MaxMoves > 0 && n > s.MaxMoves {
		c.r.Errorf(d.path, "schedule/max-moves", "%s : %s, %d au plus.", fr.Capital(d.name()), fr.Plural(n, "déplacement", "déplacements"),
			s.MaxMoves)
	}
}

// clock tells when each scene of a day begins and ends, minutes after midnight: from the PAT on, moves between, the break at the meal.
func (p Problem) clock(x index, ready, meal int, scenes []*Scene) (begin, end []int) {
	t, pause := ready, p.Shape.Meal
	for i, s := range scenes {
		if i > 0 && s.place() != scenes[i-1].place() {
			t += p.way(x, scenes[i-1].place(), s.place()).Minutes
		}
		if pause > 0 && t >= meal {
			t, pause = t+pause, 0
		}
		begin = append(begin, t)
		t += p.shootMinutes(*s)
		if pause > 0 && t > meal {
			t, pause = t+pause, 0
		}
		end = append(end, t)
	}
	return begin, end
}

// hours checks the hours of a day against its contents; crews and roles check them against the law.
func (c *checker) hours(i int) {
	d := c.days[i]
	if c.book.off || len(d.scenes) == 0 {
		return
	}
	s := c.p.Shape
	if d.Ready < d.Call+s.Prep {
		c.r.Errorf(d.path+".ready", "schedule/hours", "%s : prêt à tourner à %s, il faut %d minutes depuis la convocation de %s.",
			fr.Capital(d.name()), written(d.Ready), s.Prep, written(d.Call))
	}
	last := d.end[len(d.end)-1]
	if d.Meal > last {
		last = max(last, d.Meal) + s.Meal
	} else if last == d.Meal {
		last += s.Meal
	}
	if d.Wrap < last+s.WrapUp {
		c.r.Errorf(d.path+".wrap", "schedule/hours", "%s : fin annoncée à %s, le travail et le rangement mènent à %s.",
			fr.Capital(d.name()), written(d.Wrap), written(last+s.WrapUp))
	}
}

// played tells whether the day has a role.
func (d checkedDay) played() bool {
	for _, s := range d.scenes {
		if len(s.Roles) > 0 {
			return true
		}
	}
	return false
}
