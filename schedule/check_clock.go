package schedule

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The longest work of the days that have a form of their own, minutes: what half days and ten-hour days are.
const (
	halfWork = 6 * 60
	tenHours = 10 * 60
)

// breakOwed is the work at which a day has a break where no law says so, minutes.
const breakOwed = 6 * 60

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
	return p.wayOf(baseOf(x, a), baseOf(x, b))
}

// wayOf is the way between two bases: that of the shape, else an ordinary move.
func (p Problem) wayOf(from, to string) Move {
	if m, told := p.told(from, to); told {
		return m
	}
	return Move{From: from, To: to, Minutes: p.Shape.MoveMinutes}
}

// told is the way that the shape gives between two bases.
func (p Problem) told(from, to string) (Move, bool) {
	k := slices.IndexFunc(p.Shape.Moves, func(m Move) bool { return m.From == from && m.To == to || m.From == to && m.To == from })
	if k < 0 || from == to {
		return Move{}, false
	}
	return p.Shape.Moves[k], true
}

// road is what a way between two bases takes between two days, minutes: bases that no way joins are near each other, and nobody goes from
// one to the other, unless an ordinary move is a journey.
func (p Problem) road(w Move) int {
	if _, told := p.told(w.From, w.To); told || w.Minutes > p.Shape.journeyOver() {
		return w.Minutes
	}
	return 0
}

// baseOf is the base of a location: its Base, or itself.
func baseOf(x index, id string) string {
	if l := x.location[id]; l != nil && l.Base != "" {
		return l.Base
	}
	return id
}

// capacity checks minutes, eighths and moves of a day; a half day holds half of them.
func (c *checker) capacity(i int) {
	d, s := c.days[i], c.p.Shape
	minutes, eighths, most, pages := 0, 0, s.Minutes, s.Eighths
	for k := range d.scenes {
		minutes, eighths = minutes+d.length[k], eighths+d.pages[k]
	}
	for _, m := range movesOf(d.scenes) {
		minutes += c.p.way(c.x, m[0], m[1]).Minutes
	}
	if f, ok := c.p.FormOf(d.Day); ok && f.Kind == HalfDay {
		most, pages = most/2, pages/2
	}
	alone := s.Oversize && len(d.scenes) == 1
	if s.Minutes > 0 && minutes > most && alone {
		c.r.Notef(d.path, "schedule/oversize", "%s : %d minutes de tournage, plus que les %d d'une journée : la séquence %s y est seule.",
			fr.Capital(d.name()), minutes, most, d.scene(0))
	}
	if s.Minutes > 0 && minutes > most && !alone {
		c.wrong(i, "schedule/capacity-minutes", "", "%d minutes de tournage et de déplacement, %d au plus", minutes, most)
	}
	if s.Eighths > 0 && eighths > pages && !alone {
		c.wrong(i, "schedule/capacity-eighths", "", "%s pages, %s au plus", fr.Eighths(eighths), fr.Eighths(pages))
	}
	if n := len(movesOf(d.scenes)); s.MaxMoves > 0 && n > s.MaxMoves {
		c.wrong(i, "schedule/max-moves", "", "%s, %d au plus", fr.Plural(n, "déplacement", "déplacements"), s.MaxMoves)
	}
}

// hours checks the hours of a day against its contents; crews and roles check them against the law.
func (c *checker) hours(i int) {
	d, s := c.days[i], c.p.Shape
	if !c.clocked || len(d.scenes) == 0 {
		return
	}
	if !d.timed() {
		var missing []string
		for _, h := range []struct {
			name string
			at   labour.Clock
		}{{"la convocation", d.Day.Call}, {"le prêt à tourner", d.Day.Ready}, {"la fin", d.Day.Wrap}} {
			if !h.at.Known() {
				missing = append(missing, h.name)
			}
		}
		c.wrong(i, "schedule/hours", "", "ses heures manquent : %s", fr.List(missing))
		return
	}
	c.ready(i)
	if d.begin[0] >= 24*60 {
		c.wrong(i, "schedule/date", ".call", "convocation à %s et première prise à %s : tout se tourne le lendemain, la journée porte la "+
			"date de sa première prise", written(d.Call), written(d.begin[0]))
	}
	c.starts(i)
	c.breaks(i)
	last := d.end[len(d.end)-1]
	if d.Day.Meal.Known() && d.Meal >= last {
		last = d.Meal + d.pause
	}
	if d.Wrap < last+s.WrapUp {
		c.wrong(i, "schedule/hours", ".wrap", "fin annoncée à %s, le travail et le rangement mènent à %s", written(d.Wrap),
			written(last+s.WrapUp))
	}
	c.form(i)
}

// breaks checks that the break of a day interrupts its work: one that comes too soon after the call, or before the first take and not at
// the hours of a meal, is no pause of the six hours that follow it. A day that owes no break has none.
func (c *checker) breaks(i int) {
	d := c.days[i]
	if d.pause == 0 || d.frozen {
		return
	}
	soon, by, end := d.breakTooSoon(c.p.Shape), d.law.crew.PauseAfter, d.Meal+d.pause
	meals := d.law.meals()
	atMeal := slices.ContainsFunc(meals[:], func(w [2]int) bool { return w[0] <= d.Meal && end <= w[1] })
	owed := c.ownBreak(d)
	if after := c.passed(d, end, max(end, d.Wrap)); by > 0 && !owed && after >= by && (soon || end <= d.begin[0] && !atMeal) {
		c.wrong(i, "schedule/idle-break", ".meal", "repas à %s, %s après la convocation, première prise à %s : il n'interrompt aucun "+
			"travail, et %s le suivent ; une pause de %s est due après %s au plus tard", written(d.Meal), hm(d.Meal-d.Call),
			written(d.begin[0]), hm(after), hm(d.law.crew.Pause.Value), hm(by))
	} else if soon {
		c.r.Warnf(d.path+".meal", "schedule/early-meal",
			"%s : repas à %s, %s après la convocation : il n'interrompt aucun travail et compte comme une attente.",
			fr.Capital(d.name()), written(d.Meal), hm(d.Meal-d.Call))
	}
	if work := c.passed(d, d.Call, max(d.Call, d.Wrap)) - d.pause; work < by && !owed && !c.lunchOwed(i) {
		c.r.Warnf(d.path+".meal", "schedule/undue-break", "%s : repas à %s pour %s de travail : aucune pause n'est due avant %s, la "+
			"journée peut finir %s plus tôt.", fr.Capital(d.name()), written(d.Meal), hm(work), hm(by), hm(d.pause))
	}
}

// ownBreak tells whether the form of a day has a break of its own, whatever its work: a continuous day, a split one.
func (c *checker) ownBreak(d checkedDay) bool {
	f, ok := c.p.FormOf(d.Day)
	return ok && f.Kind == SplitDay || c.p.continuousOn(d.Day)
}

// lunchOwed tells whether an artist is there for the whole of the hours of lunch.
func (c *checker) lunchOwed(i int) bool {
	d, lunch := c.days[i], c.days[i].law.meals()[0]
	return slices.ContainsFunc(c.artists, func(a artist) bool {
		own, works := c.stayIn(a, i)
		return works && min(own.from, d.Call) <= lunch[0] && max(own.to, d.end[len(d.end)-1]) >= lunch[1]
	})
}

// ready checks that a day is ready to shoot once its crew has had the time to prepare, its sessions, and the break if it comes before.
func (c *checker) ready(i int) {
	d := c.days[i]
	n, with := c.p.Shape.Prep+c.p.sessions(d.Day), ""
	for _, t := range c.p.TrainingsOn(d.Day) {
		with += fmt.Sprintf(", dont %d de %s", t.Minutes, t.Title())
	}
	if d.pause > 0 && d.Call <= d.Meal && d.Meal < d.Ready && d.Meal < d.Call+n {
		n += d.pause
		with += fmt.Sprintf(", dont %d de pause", d.pause)
	}
	if d.Ready < d.Call+n {
		c.wrong(i, "schedule/hours", ".ready", "prêt à tourner à %s, il faut %d minutes depuis la convocation de %s%s",
			written(d.Ready), n, written(d.Call), with)
	}
}

// starts checks the hours told for the scenes of a day: each after the end of the one before, the way and the break between them.
func (c *checker) starts(i int) {
	d := c.days[i]
	if len(d.Starts) == 0 {
		return
	}
	if len(d.Starts) != len(d.Scenes) {
		c.wrong(i, "schedule/starts", ".starts", "%d heures de début pour %d séquences", len(d.Starts), len(d.Scenes))
		return
	}
	free, from := d.Ready, "le prêt à tourner de "+written(d.Ready)
	for k := range d.scenes {
		at := fmt.Sprintf(".starts[%d]", k)
		if !d.Starts[k].Known() {
			c.wrong(i, "schedule/starts", at, "la séquence %s n'a pas d'heure de début", d.scene(k))
			continue
		}
		way, rest, meal := 0, 0, ""
		if k > 0 && d.scenes[k].place() != d.scenes[k-1].place() {
			way = c.p.way(c.x, d.scenes[k-1].place(), d.scenes[k].place()).Minutes
			if rest = c.p.restOnWay(c.x, d.Day, d.scenes[k-1], d.scenes[k]); rest > 0 {
				meal = fmt.Sprintf(", %s de repos après le voyage", hm(rest))
			}
		}
		least := free + way + rest
		if d.Day.Meal.Known() && d.pause > 0 && d.Meal <= d.begin[k] && (k == 0 || d.Meal >= free) {
			meal += fmt.Sprintf(" et la pause de %s (%d minutes)", written(d.Meal), d.pause)
			if k > 0 && d.Meal >= free+way { // the pause is a rest too
				least = max(least, free+way+d.pause)
			} else if k > 0 {
				least += d.pause
			}
			least = max(least, d.Meal+d.pause)
		}
		if d.begin[k] < least {
			c.wrong(i, "schedule/starts", at, "la séquence %s commence à %s, pas avant %s : %s, %d minutes de route%s", d.scene(k),
				written(d.begin[k]), written(least), from, way, meal)
		}
		free, from = d.end[k], fmt.Sprintf("la séquence %s jusqu'à %s", d.scene(k), written(d.end[k]))
	}
}

// form checks the work of a half day and of a ten-hour day.
func (c *checker) form(i int) {
	d := c.days[i]
	f, ok := c.p.FormOf(d.Day)
	if !d.Day.Meal.Known() && c.p.breakOf(d.Day) > 0 {
		switch worked := c.passed(d, d.Call, d.Wrap); {
		case ok && f.Kind == SplitDay:
			c.wrong(i, "schedule/form", ".meal", "une journée coupée a sa pause de %s", hm(c.p.breakOf(d.Day)))
		case c.book.off && worked >= breakOwed:
			c.wrong(i, "schedule/meal", ".meal", "%s de travail sans repas, il en faut un à partir de %s", hm(worked), hm(breakOwed))
		}
	}
	if !ok {
		return
	}
	most, what := 0, ""
	switch f.Kind {
	case HalfDay:
		most, what = halfWork, "demi-journée"
	case TenHourDay:
		most, what = tenHours, "journée de dix heures"
	default:
		return
	}
	work := c.passed(d, d.Call, d.Wrap)
	if d.breakInside(d.Call, d.Wrap) {
		work -= d.pause
	}
	if work > most {
		c.wrong(i, "schedule/form", ".wrap", "%s de travail de %s à %s, %s au plus pour une %s", hm(work), written(d.Call), written(d.Wrap),
			hm(most), what)
	}
}

// breakInside tells whether the whole break of a day falls between two hours.
func (d checkedDay) breakInside(from, to int) bool {
	return d.pause > 0 && d.Day.Meal.Known() && from <= d.Meal && d.Meal+d.pause <= to
}

// passed is the number of minutes that really pass between two hours of a day.
func (c *checker) passed(d checkedDay, from, to int) int { return c.between(d, from, d, to) }

// between is the number of minutes that really pass from an hour of a day to an hour of another one, nights of clock changes included.
func (c *checker) between(a checkedDay, from int, b checkedDay, to int) int {
	n, err := labour.Elapsed(a.clock, labour.Moment{Date: a.Date, At: hour(from)}, b.clock, labour.Moment{Date: b.Date, At: hour(to)})
	if err != nil {
		return (b.pos-a.pos)*1440 + to - from
	}
	return n
}

// calendar checks the date of a day.
func (c *checker) calendar(i int) {
	d := c.days[i]
	if c.p.Calendar.Dateless {
		return
	}
	if !c.p.Calendar.Last.IsZero() && d.Date.After(c.p.Calendar.Last) {
		c.wrong(i, "schedule/after-last", "", "après le dernier jour, %s", fr.Date(c.p.Calendar.Last))
	}
	k := c.p.Calendar.kindOf(d.Date)
	if !k.ok {
		c.wrong(i, "schedule/day-off", "", "%s", k.why)
	}
	for _, s := range d.scenes {
		if k.holiday == "" {
			k.holiday = c.x.holidayAt(s.place(), d.Date)
		}
	}
	if !c.book.off && k.holiday != "" && d.law.rates.Holiday.Unknown && !c.p.Crew.HourRate.IsZero() {
		c.r.Notef(c.days[i].path, "schedule/holiday-rate",
			"%s : à confirmer, la majoration du jour férié (%s) n'est pas connue pour cette convention : elle n'est pas comptée.",
			fr.Capital(d.name()), k.holiday)
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
	c.placeHolidays(holidays)
}

// placeHolidays says what is in doubt about the public holidays of the places, beside those of the film.
func (c *checker) placeHolidays(film labour.Calendar) {
	for i := range c.p.Locations {
		l := &c.p.Locations[i]
		own, some := c.x.feasts[l.ID]
		path, there := fmt.Sprintf("locations[%d].region", i), false
		for _, d := range c.days {
			if !some || !slices.Contains(d.places(), l.ID) {
				continue
			}
			there = true
			for _, on := range []moteur.Date{d.Date, d.Date.AddDays(1)} {
				if film.Holiday(on) == "" {
					own.Use(on, c.r, path)
				}
			}
		}
		for _, gap := range own.Gaps() {
			if there && !slices.Contains(film.Gaps(), gap) {
				c.r.Notef(path, "schedule/holidays", "%s : à confirmer, non relevés : %s.", l.label(), gap)
			}
		}
	}
}

// hour is the clock of a number of minutes after midnight, kept inside a working day.
func hour(minutes int) labour.Clock { return labour.ClockOf(min(max(minutes, 0), lastClock)) }

// written is an hour of the search as papers write it: "08:30", "01:30 (+1)".
func written(minutes int) string { return hour(minutes).Label(moteur.Date{}) }

// lastClock is 47:59, the last minute of a working day.
const lastClock = 48*60 - 1
