package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/internal/fr"
)

// oftenest is the step of the calls at which a scene is tried alone, minutes: the hours that every step of a search holds.
const oftenest = 60

// needless checks that no scene is cut finer than asked when fewer parts fit the days it is shot on. The hours of the days it tries are
// laid as a search lays them; whether they are lawful is for Check to say, and a day it finds any fault with proves nothing.
func (c *checker) needless() {
	for i := range c.p.Scenes {
		s := &c.p.Scenes[i]
		left, pages, shot := c.p.shootMinutes(*s), s.Eighths, 0
		var planned []spot
		for _, at := range c.at[s.ID] {
			d := &c.days[at.day]
			if !d.frozen {
				planned = append(planned, at)
				continue
			}
			left, pages, shot = left-d.length[at.k], pages-d.pages[at.k], shot+1
		}
		c.fewer(s, planned, max(1, s.asked()-shot), left, max(pages, 0), shot == 0)
	}
}

// fewer checks the planned parts of a scene against the least number asked for. The days that cannot hold one of more parts cannot hold
// one of fewer.
func (c *checker) fewer(s *Scene, planned []spot, asked, minutes, eighths int, whole bool) {
	days, found := slices.Clone(planned), 0
	for n := len(planned) - 1; n >= asked && len(days) >= asked; n-- {
		days = slices.DeleteFunc(days, func(at spot) bool { return !c.holdsAlone(s, at.day, (minutes+n-1)/n, (eighths+n-1)/n) })
		if len(days) >= n {
			found = n
		}
	}
	if found == 0 {
		return
	}
	how := "en " + fr.Plural(found, "partie", "parties")
	if found == 1 && whole {
		how = "entière"
	}
	day := planned[0].day
	c.fault([]int{day}, "schedule/part", "", "Séquence %s, %s : coupée en %d sans que ce soit demandé, alors qu'elle tient %s dans "+
		"ces journées. Demander ses parties (parts), ou ne pas la couper.", s.ID, c.days[day].name(), len(planned), how)
}

// holdsAlone tells whether a day, all else put aside, may hold so many minutes and eighths of a scene.
func (c *checker) holdsAlone(s *Scene, day, minutes, eighths int) bool {
	p := copyOf(c.p)
	one := *s
	one.Minutes, one.Eighths, one.Parts, one.Shares, one.Present = minutes, eighths, 0, nil, nil
	for role, n := range s.Present {
		if n < minutes {
			if one.Present == nil {
				one.Present = map[string]int{}
			}
			one.Present[role] = n
		}
	}
	p.Scenes, p.Precedences, p.Frozen = []Scene{one}, nil, nil
	p.Pins = slices.DeleteFunc(p.Pins, func(pin Pin) bool { return pin.Scene != s.ID })
	d := c.days[day].Day
	if !p.Calendar.Dateless {
		p.Calendar.First, p.Calendar.Last = d.Date, d.Date
	}
	plan := Plan{Days: []Day{{Number: d.Number, Date: d.Date, Unit: d.Unit, Scenes: []string{s.ID}}}}
	return Check(p, plan.timed(p, oftenest)).Err() == nil
}
