package schedule

import (
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
	law     *legal // of its first day worked
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

// roles checks what a performer may do over days: days of the contract, days in a row, and working time.
func (c *checker) roles() {
	for k := range c.p.Roles {
		o := &c.p.Roles[k]
		dates := map[int]bool{}
		for _, d := range c.days {
			if d.works(o.ID) {
				dates[d.pos] = true
			}
		}
		if o.MaxDays > 0 && len(dates) > o.MaxDays {
			c.r.Errorf("", "schedule/role-max-days", "%s : %d jours de tournage, %d au plus.", o.label(), len(dates), o.MaxDays)
		}
		if o.RestAfter > 0 {
			c.runs(o, dates)
		}
		switch {
		case c.book.off:
		case o.Child != nil:
			c.child(o)
		default:
			c.performer(o)
		}
	}
}

// works tells whether a role has a scene in the day.
func (d checkedDay) works(role string) bool {
	return slices.ContainsFunc(d.scenes, func(s *Scene) bool { return slices.Contains(s.Roles, role) })
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
