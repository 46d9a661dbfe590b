package schedule

import (
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// order checks precedences and pins.
func (c *checker) order() {
	for _, q := range c.p.Precedences {
		i, okI := c.at[q.Before]
		j, okJ := c.at[q.After]
		if !okI || !okJ {
			continue
		}
		a, b := c.days[i], c.days[j]
		if i == j && q.SameDay && q.GapDays == 0 {
			if slices.Index(a.Scenes, q.Before) > slices.Index(a.Scenes, q.After) {
				c.r.Errorf(a.path, "schedule/precedence", "%s : séquence %s avant %s (%s).", fr.Capital(a.name()), q.Before, q.After,
					q.Reason)
			}
			continue
		}
		if need := max(q.GapDays, 1); b.pos-a.pos < need {
			c.r.Errorf(b.path, "schedule/precedence", "Séquence %s (%s) doit être tournée au moins %s avant la séquence %s (%s) : %s.",
				q.Before, a.name(), fr.Plural(need, "jour", "jours"), q.After, b.name(), q.Reason)
		}
	}
	for _, pin := range c.p.Pins {
		if i, ok := c.at[pin.Scene]; ok && !pin.Span.Contains(c.days[i].Date) {
			c.r.Errorf(c.days[i].path, "schedule/pin", "Séquence %s fixée %s, placée %s.", pin.Scene, pin.Span, c.days[i].name())
		}
	}
}

// frozen checks that the frozen days are in the plan as they were given.
func (c *checker) frozen() {
	for _, f := range c.p.Frozen {
		pos := f.at(c.p.Calendar)
		k := slices.IndexFunc(c.days, func(d checkedDay) bool { return d.pos == pos && d.Unit == f.Unit })
		if k < 0 {
			c.r.Errorf("", "schedule/frozen", "La journée figée n° %d (%s) manque au plan.", f.Number, fr.Date(f.Date))
			continue
		}
		if d := c.days[k]; !sameSet(d.Scenes, f.Scenes) {
			c.r.Errorf(d.path, "schedule/frozen", "%s : journée figée, ses séquences ont changé.", fr.Capital(d.name()))
		}
	}
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// crewRests checks the daily rest of each unit, and tells a short rest around an idle Sunday.
func (c *checker) crewRests() {
	if c.book.off {
		return
	}
	for j, d := range c.days {
		for _, prev := range c.days[:j] {
			if prev.Unit != d.Unit || prev.pos < d.pos-2 || prev.pos == d.pos {
				continue
			}
			rest := d.Call + (d.pos-prev.pos)*24*60 - prev.Wrap
			if prev.pos == d.pos-2 && prev.Date.Weekday() == time.Saturday && rest < d.law.weekRest {
				c.r.Add(moteur.Issue{Path: d.path, Severity: moteur.Warning, Rule: "t2.rest.weekly.idf",
					Source:  c.use.sourceOf("t2.rest.weekly.idf"),
					Message: fmt.Sprintf("%s : %s de repos autour du dimanche, %d h en Île-de-France, sauf sixième jour exceptionnel récupéré le lundi ou le vendredi suivant.", fr.Capital(d.name()), hm(rest), d.law.weekRest/60)})
			}
			if rest -= c.p.Shape.Early + c.p.Shape.Late; rest < d.law.rest {
				c.law(d.path, c.rule("t2.rest.daily", "av.rest.daily"), "%s : %s de repos depuis la fin du %s, %d h au moins.",
					fr.Capital(d.name()), hm(rest), prev.name(), d.law.rest/60)
			}
		}
	}
}

func hm(min int) string {
	if min < 0 {
		return "aucune heure"
	}
	return fr.Hours(time.Duration(min) * time.Minute)
}

// week is a civil week of work: the Monday and what was worked.
type week struct {
	monday  moteur.Date
	dates   []moteur.Date
	law     legal // of its first day worked
	minutes int
	path    string
}

// byWeek groups the days in which a test holds by civil week; minutes come from the given measure.
func (c *checker) byWeek(keep func(d checkedDay) bool, minutes func(d checkedDay) int) []week {
	var out []week
	for _, d := range c.days {
		if !keep(d) {
			continue
		}
		if m := d.Date.Monday(); len(out) == 0 || out[len(out)-1].monday != m {
			out = append(out, week{monday: m, law: d.law, path: d.path})
		}
		w := &out[len(out)-1]
		if !slices.Contains(w.dates, d.Date) {
			w.dates = append(w.dates, d.Date)
		}
		w.minutes += minutes(d)
	}
	return out
}

// weeks checks the crew's weeks: hours, days, and runs of six-day weeks.
func (c *checker) weeks() {
	if c.book.off {
		return
	}
	units := []string{""}
	if len(c.p.Units) > 0 {
		units = nil
		for _, u := range c.p.Units {
			units = append(units, u.ID)
		}
	}
	for _, u := range units {
		weeks := c.byWeek(func(d checkedDay) bool { return d.Unit == u },
			func(d checkedDay) int { return d.Wrap - d.Call - c.p.Shape.Meal })
		run := 0
		for i, w := range weeks {
			l := w.law
			if l.weekWork > 0 && w.minutes > l.weekWork {
				c.law(w.path, c.rule("t2.week.max.shoot", "av.week.max"), "Semaine du %s : %d h %02d de travail, %d h au plus.",
					fr.Date(w.monday), w.minutes/60, w.minutes%60, l.weekWork/60)
			}
			if l.weekDays > 0 && len(w.dates) > l.weekDays {
				c.law(w.path, "t2.days.week.region", "Semaine du %s : %d jours de tournage, %d au plus.", fr.Date(w.monday), len(w.dates),
					l.weekDays)
			}
			c.average(weeks[:i+1], l)
			run = sixRun(run, weeks, i)
			if l.weeks6 > 0 && run == l.weeks6+1 {
				c.law(w.path, "t2.weeks6.consecutive.max", "Semaine du %s : plus de %d semaines de six jours de suite.", fr.Date(w.monday),
					l.weeks6)
			}
		}
	}
}

// average measures the twelve weeks that end with the last one of a list; weeks without shooting count for nothing, since a plan
// knows no other work. It warns only: the average of each person is for the pay.
func (c *checker) average(weeks []week, l legal) {
	const span = 12
	w := weeks[len(weeks)-1]
	sum := 0
	for _, o := range weeks {
		if w.monday.Sub(o.monday) < 7*span {
			sum += o.minutes
		}
	}
	if rule := c.rule("t2.week.avg12", "av.week.avg12"); l.weekAverage > 0 && sum > span*l.weekAverage {
		c.r.Add(moteur.Issue{Path: w.path, Severity: moteur.Warning, Rule: rule, Source: c.use.sourceOf(rule),
			Message: fmt.Sprintf("Semaine du %s : %s de travail en moyenne sur douze semaines, %d h au plus.", fr.Date(w.monday),
				hm(sum/span), l.weekAverage/60)})
	}
}

// sixRun counts the six-day weeks in a row that end with week i.
func sixRun(run int, weeks []week, i int) int {
	switch {
	case len(weeks[i].dates) < 6:
		return 0
	case i > 0 && weeks[i].monday.Sub(weeks[i-1].monday) == 7:
		return run + 1
	}
	return 1
}

// roles checks what a performer may do over days and weeks: days of the contract, rest, six-day weeks, children.
func (c *checker) roles() {
	for k := range c.p.Roles {
		o := &c.p.Roles[k]
		works := func(d checkedDay) bool {
			return slices.ContainsFunc(d.scenes, func(s *Scene) bool { return slices.Contains(s.Roles, o.ID) })
		}
		dates := map[int]bool{}
		prev := -1
		for i, d := range c.days {
			if !works(d) {
				continue
			}
			dates[d.pos] = true
			if prev >= 0 && !c.book.off && d.pos-c.days[prev].pos == 1 {
				c.castRest(o, c.days[prev], d)
			}
			prev = i
		}
		if o.MaxDays > 0 && len(dates) > o.MaxDays {
			c.r.Errorf("", "schedule/role-max-days", "%s : %d jours de tournage, %d au plus.", o.label(), len(dates), o.MaxDays)
		}
		if o.RestAfter > 0 {
			c.runs(o, dates)
		}
		if c.book.off {
			continue
		}
		weeks := c.byWeek(works, func(d checkedDay) int { return c.shot(d, o.ID) })
		run := 0
		for i, w := range weeks {
			l := w.law
			run = sixRun(run, weeks, i)
			if l.castWeeks6 > 0 && run == l.castWeeks6+1 {
				c.law(w.path, "t3.weeks6.region", "%s, semaine du %s : plus de %d semaines de six jours de suite.", o.label(),
					fr.Date(w.monday), l.castWeeks6)
			}
			if o.Child != nil {
				c.childWeek(o, w)
			}
		}
	}
}

// runs checks that a performer rests after so many dates worked in a row.
func (c *checker) runs(o *Role, dates map[int]bool) {
	for _, d := range c.days {
		n := 0
		for dates[d.pos-n] {
			n++
		}
		if n == o.RestAfter+1 {
			c.r.Errorf(d.path, "schedule/role-rest", "%s : %s travaille %d jours de suite, %d au plus.", fr.Capital(d.name()), o.label(), n,
				o.RestAfter)
		}
	}
}

// castRest checks a performer's rest between two dates in a row: adults from the end of shooting to the next call,
// children from their own last scene to their own first one.
func (c *checker) castRest(o *Role, a, b checkedDay) {
	if o.Child == nil {
		rest := b.Call + 24*60 - (a.Wrap - c.p.Shape.WrapUp)
		if rest < b.law.castRest {
			c.law(b.path, c.rule("t3.rest.daily", "av.rest.daily"), "%s : %s n'a que %s de repos, %d h au moins.", fr.Capital(b.name()),
				o.label(), hm(rest), b.law.castRest/60)
		}
		return
	}
	lim, err := c.book.child(*o.Child, b.Date, &c.use)
	if err != nil {
		return
	}
	_, end := a.childTimes(o)
	begin, _ := b.childTimes(o)
	if rest := begin + 24*60 - end; rest < lim.rest {
		c.law(b.path, lim.ruleRest, "%s : %s (%d ans) n'a que %s de repos, %d h au moins.", fr.Capital(b.name()), o.label(), o.Child.Age,
			hm(rest), lim.rest/60)
	}
}

// childWeek checks a child's week: hours, and days of rest in a row.
func (c *checker) childWeek(o *Role, w week) {
	lim, err := c.book.child(*o.Child, w.dates[0], &c.use)
	if err != nil {
		return
	}
	if lim.weekWork > 0 && w.minutes > lim.weekWork {
		c.law(w.path, "minor.week.16_17", "%s (%d ans), semaine du %s : %d h %02d de travail, %d h au plus.", o.label(), o.Child.Age,
			fr.Date(w.monday), w.minutes/60, w.minutes%60, lim.weekWork/60)
	}
	best, free := 0, 0
	for i := range 7 {
		if slices.Contains(w.dates, w.monday.AddDays(i)) {
			free = 0
			continue
		}
		free++
		best = max(best, free)
	}
	if best < lim.weekFreeDays {
		c.law(w.path, "minor.rest.weekly", "%s (%d ans), semaine du %s : il faut %d jours de repos de suite.", o.label(), o.Child.Age,
			fr.Date(w.monday), lim.weekFreeDays)
	}
}
