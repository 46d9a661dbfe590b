package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// scenes checks that every scene is shot once, whole or in parts that add up.
func (c *checker) scenes() {
	c.at = map[string][]spot{}
	for i, d := range c.days {
		if i > 0 && d.pos == c.days[i-1].pos && d.Unit == c.days[i-1].Unit {
			c.fault([]int{i, i - 1}, "schedule/day-twice", "", "%s : deux journées à la même date.", fr.Capital(d.name()))
		}
		c.namedParts(i)
		for k, s := range d.scenes {
			c.at[s.ID] = append(c.at[s.ID], spot{i, k})
			if s.Unit != "" && s.Unit != d.Unit {
				c.fault([]int{i}, "schedule/unit", "", "Séquence %s : réservée à l'équipe %s, placée le %s.", s.ID, s.Unit, d.name())
			}
			if u := c.x.unit[d.Unit]; s.Unit == "" && u != nil && u.Reserved {
				c.fault([]int{i}, "schedule/unit", "", "Séquence %s, %s : l'équipe %s ne tourne que ce qui lui est réservé.", s.ID,
					d.name(), d.Unit)
			}
		}
	}
	for i := range c.p.Scenes {
		c.shotOnce(&c.p.Scenes[i])
	}
	dates, all := map[int]bool{}, []int{}
	for i, d := range c.days {
		dates[d.pos] = true
		all = append(all, i)
	}
	if n := c.p.Calendar.MaxDays; n > 0 && len(dates) > n {
		if _, planned := c.culprit(all); planned {
			c.r.Errorf("", "schedule/max-days", "%s de tournage, %d au plus.", fr.Plural(len(dates), "jour", "jours"), n)
		}
	}
}

// namedParts checks that the parts of a day are those of its scenes, one each.
func (c *checker) namedParts(i int) {
	d, seen := c.days[i], map[string]bool{}
	for k, q := range d.Parts {
		at := fmt.Sprintf(".parts[%d]", k)
		switch {
		case !slices.Contains(d.Scenes, q.Scene):
			c.wrong(i, "schedule/part", at, "partie d'une séquence %q que le jour ne tourne pas", q.Scene)
		case seen[q.Scene]:
			c.wrong(i, "schedule/part", at, "deux parties de la séquence %s le même jour", q.Scene)
		case q.Minutes < 1 || q.Eighths < 0:
			c.wrong(i, "schedule/part", at, "séquence %s : une partie dure au moins une minute, pas %d", q.label(q.Scene), q.Minutes)
		}
		seen[q.Scene] = true
	}
}

// shotOnce checks one scene: shot once and whole, or in parts.
func (c *checker) shotOnce(s *Scene) {
	spots := c.at[s.ID]
	if len(spots) == 0 {
		c.r.Errorf("", "schedule/scene-missing", "Séquence %s : absente du plan.", s.ID)
		return
	}
	cut := false
	for n, at := range spots {
		_, part := c.days[at.day].part(s.ID)
		cut = cut || part
		if n == 0 {
			continue
		}
		_, before := c.days[spots[n-1].day].part(s.ID)
		if !part || !before || spots[n-1].day == at.day {
			c.fault([]int{at.day, spots[n-1].day}, "schedule/scene-twice", "", "Séquence %s tournée deux fois : %s et %s.", s.ID,
				c.days[spots[n-1].day].name(), c.days[at.day].name())
			return
		}
	}
	switch {
	case cut:
		c.partsOf(s, spots)
	case s.asked() > 1:
		c.fault([]int{spots[0].day}, "schedule/part", "", "Séquence %s, %s : à tourner en %d parties, placée entière.", s.ID,
			c.days[spots[0].day].name(), s.asked())
	}
}

// partsOf checks the parts of a scene: their numbers in order, their minutes and eighths, their days in a row. What a frozen day left
// is owed, and planned anywhere later.
func (c *checker) partsOf(s *Scene, spots []spot) {
	left, pages := c.p.shootMinutes(*s), s.Eighths
	var planned []spot
	var all []string
	for n, at := range spots {
		d := &c.days[at.day]
		part, _ := d.part(s.ID)
		if part.Number != n+1 || !d.frozen && part.Of != len(spots) {
			c.fault([]int{at.day}, "schedule/part", "", "Séquence %s, %s : partie %d/%d, attendu %d/%d.", s.ID, d.name(), part.Number,
				part.Of, n+1, len(spots))
		}
		all = append(all, fmt.Sprintf("%d/%d le %s (%d minutes)", n+1, len(spots), d.name(), part.Minutes))
		if !d.frozen {
			planned = append(planned, at)
			continue
		}
		left, pages = left-part.Minutes, pages-part.Eighths
	}
	if len(spots) > 1 {
		c.r.Notef("", "schedule/cut", "Séquence %s tournée en %d parties : %s.", s.ID, len(spots), strings.Join(all, ", "))
	}
	left, pages = max(left, 0), max(pages, 0)
	if len(planned) == 0 {
		if left > 0 {
			c.r.Errorf("", "schedule/scene-missing", "Séquence %s : il en reste %s à tourner, absentes du plan.", s.ID,
				fr.Plural(left, "minute", "minutes"))
		}
		return
	}
	minutes, eighths, equal := 0, 0, true
	for n, at := range planned {
		d := &c.days[at.day]
		minutes, eighths = minutes+d.length[at.k], eighths+d.pages[at.k]
		m, e := s.due(left, pages, len(spots)-len(planned), n, len(planned))
		equal = equal && d.length[at.k] == m && d.pages[at.k] == e
		if n > 0 {
			c.inARow(s, planned[n-1].day, at.day)
		}
	}
	last := planned[len(planned)-1].day
	if minutes != left {
		c.fault([]int{last}, "schedule/part", "", "Séquence %s : ses parties jusqu'au %s font %d minutes, il en faut %d.", s.ID,
			c.days[last].name(), minutes, left)
	}
	if eighths != pages {
		c.fault([]int{last}, "schedule/part", "", "Séquence %s : ses parties jusqu'au %s font %s pages, il en faut %s.", s.ID,
			c.days[last].name(), fr.Eighths(eighths), fr.Eighths(pages))
	}
	if minutes == left && eighths == pages && !equal {
		m, e := s.due(left, pages, len(spots)-len(planned), 0, len(planned))
		c.fault([]int{last}, "schedule/part", "", "Séquence %s : ses parties jusqu'au %s ne sont pas celles demandées (parts égales, "+
			"sauf si shares les donne) : %d minutes et %s pages la première.", s.ID, c.days[last].name(), m, fr.Eighths(e))
	}
	if s.asked() > 1 && len(planned) == len(spots) && len(spots) < s.asked() {
		c.fault([]int{last}, "schedule/part", "", "Séquence %s, %s : tournée en %d parties, %d sont demandées.", s.ID, c.days[last].name(),
			len(spots), s.asked())
	}
}

// asked is the number of parts the problem asks for, 0 or 1 for a whole scene.
func (s *Scene) asked() int { return max(s.Parts, len(s.Shares)) }

// due is what the n-th of count parts must be, after those shot, of the minutes and the eighths left: the share asked for, else an equal
// one.
func (s *Scene) due(left, pages, shot, n, count int) (minutes, eighths int) {
	if len(s.Shares) != shot+count || sum(s.Shares[shot:]) != left {
		return equalShare(left, n, count), equalShare(pages, n, count)
	}
	before, all := sum(s.Shares[shot:shot+n]), max(left, 1)
	minutes = s.Shares[shot+n]
	return minutes, pages*(before+minutes)/all - pages*before/all
}

func sum(list []int) int {
	n := 0
	for _, v := range list {
		n += v
	}
	return n
}

// equalShare is what the part of rank k of n equal parts holds: the parts up to each are a fraction of the whole, rounded down.
func equalShare(all, k, n int) int { return all*(k+1)/n - all*k/n }

// inARow checks that two parts of a scene stand on two shooting days in a row of one unit.
func (c *checker) inARow(s *Scene, a, b int) {
	next := -1
	for i := a + 1; i < len(c.days) && next < 0; i++ {
		if c.days[i].Unit == c.days[a].Unit {
			next = i
		}
	}
	if next != b {
		c.fault([]int{b, a}, "schedule/part", "", "Séquence %s : ses parties se tournent d'affilée par une même équipe, pas %s puis %s.",
			s.ID, c.days[a].name(), c.days[b].name())
	}
}

// because is the reason of a raccord in a form, "" without one.
func (q Precedence) because(form string) string {
	if q.Reason == "" {
		return ""
	}
	return fmt.Sprintf(form, q.Reason)
}

// order checks precedences and pins.
func (c *checker) order() {
	for _, q := range c.p.Precedences {
		before, after := c.at[q.Before], c.at[q.After]
		if len(before) == 0 || len(after) == 0 {
			continue
		}
		i, j := before[len(before)-1], after[0]
		a, b := c.days[i.day], c.days[j.day]
		if i.day == j.day && q.SameDay && q.GapDays == 0 {
			if i.k > j.k {
				c.wrong(i.day, "schedule/precedence", "", "la séquence %s se tourne avant la séquence %s%s", q.Before, q.After,
					q.because(" (%s)"))
			}
			continue
		}
		if need := max(q.GapDays, 1); b.pos-a.pos < need {
			days := []int{j.day, i.day}
			if b.frozen { // the past shot it too early, whenever the other comes
				days = days[:1]
			}
			c.fault(days, "schedule/precedence", "",
				"Séquence %s (%s) doit être tournée au moins %s avant la séquence %s (%s)%s.",
				q.Before, a.name(), fr.Plural(need, "jour", "jours"), q.After, b.name(), q.because(" : %s"))
		}
	}
	for _, pin := range c.p.Pins {
		for _, at := range c.at[pin.Scene] {
			if d := &c.days[at.day]; !pin.Span.Contains(d.Date) {
				c.fault([]int{at.day}, "schedule/pin", "", "Séquence %s fixée %s, placée %s.", d.scene(at.k), pin.Span, d.name())
			}
		}
	}
}

// frozen checks that the frozen days are in the plan as they were given.
func (c *checker) frozen() {
	for _, f := range c.p.Frozen {
		pos := f.at(c.p.Calendar)
		k := slices.IndexFunc(c.days, func(d checkedDay) bool { return d.pos == pos && d.Unit == f.Unit })
		if k < 0 {
			if len(f.Scenes) > 0 {
				c.r.Errorf("", "schedule/frozen", "La journée figée n° %d (%s) manque au plan.", f.Number, fr.Date(f.Date))
			}
			continue
		}
		d := c.days[k]
		switch {
		case !sameSet(d.Scenes, f.Scenes):
			c.r.Errorf(d.path, "schedule/frozen", "%s : journée figée, ses séquences ont changé.", fr.Capital(d.name()))
		case !sameSet(d.Parts, f.Parts):
			c.r.Errorf(d.path, "schedule/frozen", "%s : journée figée, les parties de ses séquences ont changé.", fr.Capital(d.name()))
		case f.Wrap.Known() && (f.Call != d.Day.Call || f.Wrap != d.Day.Wrap):
			c.r.Errorf(d.path, "schedule/frozen", "%s : journée figée de %s à %s, ses heures ont changé (%s à %s).", fr.Capital(d.name()),
				f.Call.Label(f.Date), f.Wrap.Label(f.Date), d.Day.Call.Label(d.Date), d.Day.Wrap.Label(d.Date))
		}
	}
}

// sameSet tells whether two lists hold the same things, in any order.
func sameSet[T comparable](a, b []T) bool {
	n := map[T]int{}
	for _, v := range a {
		n[v]++
	}
	for _, v := range b {
		n[v]--
	}
	for _, k := range n {
		if k != 0 {
			return false
		}
	}
	return true
}
