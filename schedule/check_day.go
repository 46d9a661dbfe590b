package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// places checks the windows, days off and hours of the locations of a day.
func (c *checker) places(i int) {
	d := c.days[i]
	if c.p.Calendar.Dateless {
		return
	}
	done := map[string]bool{}
	for k, s := range d.scenes {
		l := c.x.location[s.place()]
		if l == nil {
			continue
		}
		if !done[l.ID] {
			c.place(i, l, s)
		}
		done[l.ID] = true
		if d.timed() && (l.Opens.Known() && d.begin[k] < l.Opens.Minutes() || l.Closes.Known() && d.end[k] > l.Closing().Minutes()) {
			c.wrong(i, "schedule/location-hours", ".scenes", "séquence %s de %s à %s, %s n'est autorisé %s", d.scene(k),
				written(d.begin[k]), written(d.end[k]), l.label(), onlyHours(l.Opens, l.Closing()))
		}
	}
}

// place checks that a location may be had on a day, for a scene.
func (c *checker) place(i int, l *Location, s *Scene) {
	d := c.days[i]
	if !l.openOn(d.Date) {
		around := ""
		if n, m := l.PrepDays+l.RigDays, l.StrikeDays; n+m > 0 {
			around = fmt.Sprintf(", préparation de %s et remise en état de %s comprises dans ses périodes", fr.Plural(n, "jour", "jours"),
				fr.Plural(m, "jour", "jours"))
		}
		c.wrong(i, "schedule/location-window", "", "%s n'est pas disponible (séquence %s)%s", l.label(), s.ID, around)
	}
	if !l.SundaysOK && d.Date.Weekday() == time.Sunday && c.p.Calendar.Zone != labour.NoHolidays {
		c.wrong(i, "schedule/location-sunday", "", "%s ferme le dimanche (séquence %s)", l.label(), s.ID)
	}
	if name := c.p.localHoliday(c.x, l, d.Date); name != "" {
		c.wrong(i, "schedule/location-holiday", "", "%s est fermé, jour férié du lieu : %s (séquence %s)", l.label(), name, s.ID)
	}
}

// equipment checks the windows of the equipment of a day, and that there is enough of it for all units.
func (c *checker) equipment(i int) {
	d, done := c.days[i], map[string]bool{}
	for k, s := range d.scenes {
		for _, id := range s.Needs {
			if done[id] {
				continue
			}
			done[id] = true
			e := c.x.equipment[id]
			if e.lacks(d.Date) {
				c.wrong(i, "schedule/equipment-window", "", "%s n'est pas disponible (séquence %s)", e.label(), d.scene(k))
			}
			users, who := []int{i}, []string{d.Unit}
			for j := range c.days[:i] {
				if o := c.days[j]; o.pos == d.pos && o.needs(id) {
					users, who = append(users, j), append(who, o.Unit)
				}
			}
			if n := max(e.Copies, 1); len(users) > n {
				c.fault(users, "schedule/equipment-twice", "", "%s : %s est demandé par %s (équipes %s), pour %s.", fr.Capital(d.name()),
					e.label(), fr.Plural(len(users), "équipe", "équipes"), strings.Join(who, ", "),
					fr.Plural(n, "exemplaire", "exemplaires"))
			}
		}
	}
}

// needs tells whether a scene of the day calls for a piece of equipment.
func (d checkedDay) needs(id string) bool {
	return slices.ContainsFunc(d.scenes, func(s *Scene) bool { return slices.Contains(s.Needs, id) })
}

// access checks that who needs an accessible place has one, and that the day is no longer than a member of the crew may work.
func (c *checker) access(i int) {
	d, done := c.days[i], map[string]bool{}
	for k, s := range d.scenes {
		if l := c.x.location[s.place()]; l != nil && l.Accessible {
			continue
		}
		who := func(name string) {
			if key := name + "\x00" + s.place(); !done[key] {
				done[key] = true
				c.wrong(i, "schedule/access", "", "%s a besoin d'un lieu accessible, %s ne l'est pas (séquence %s)", name,
					placeName(c.x, s.place()), d.scene(k))
			}
		}
		for _, id := range s.Roles {
			if o := c.x.role[id]; o.Access || c.artistOf(id).role.Access {
				who(o.label())
			}
		}
		for _, m := range c.p.Crew.Members {
			if m.Access {
				who(m.Name)
			}
		}
	}
	for _, m := range c.p.Crew.Members {
		if n := c.passed(d, d.Call-m.Before, d.Wrap); c.clocked && d.timed() && m.MaxMinutes > 0 && n > m.MaxMinutes {
			c.wrong(i, "schedule/member-hours", ".wrap", "%s est là de %s à %s, soit %s, %s au plus", m.Name, written(d.Call-m.Before),
				written(d.Wrap), hm(n), hm(m.MaxMinutes))
		}
	}
}

// cover checks that a day with an exterior keeps a scene that may be shot in bad weather: on the same day or later in the plan, in a
// place that is open, with people and equipment that are free.
func (c *checker) cover(i int) {
	d := c.days[i]
	if !c.p.Shape.KeepCover || d.frozen {
		return
	}
	k := slices.IndexFunc(d.scenes, func(s *Scene) bool { return s.outside() })
	if k < 0 {
		return
	}
	for _, o := range c.days {
		if o.pos < d.pos || o.pos == d.pos && o.Unit != d.Unit {
			continue
		}
		if slices.ContainsFunc(o.scenes, func(s *Scene) bool { return s.cover(c.x) && c.couldShoot(d, s) }) {
			return
		}
	}
	c.wrong(i, "schedule/cover", "", "aucun décor de repli possible ce jour-là ni gardé pour la suite (séquence %s en extérieur)",
		d.scene(k))
}

// couldShoot tells whether the unit of a day could shoot a scene on it: unit, place, people and equipment.
func (c *checker) couldShoot(d checkedDay, s *Scene) bool {
	if u := c.x.unit[d.Unit]; s.Unit != "" && s.Unit != d.Unit || s.Unit == "" && u != nil && u.Reserved {
		return false
	}
	return c.p.couldBeShot(c.x, c.artists, s, d.Date)
}

// couldBeShot tells whether the place, the people and the equipment of a scene can be had on a date.
func (p Problem) couldBeShot(x index, artists []artist, s *Scene, d moteur.Date) bool {
	if l := x.location[s.place()]; l != nil && p.shutOn(x, l, d) {
		return false
	}
	for _, a := range artists {
		if a.in(s) && !a.freeOn(d) {
			return false
		}
	}
	return !slices.ContainsFunc(s.Needs, func(id string) bool {
		e := x.equipment[id]
		return e != nil && e.lacks(d)
	})
}

func (o Role) label() string {
	if o.Name == "" {
		return o.ID
	}
	return o.Name
}

func (l Location) label() string {
	if l.Name == "" {
		return l.ID
	}
	return l.Name
}

func (e Equipment) label() string {
	if e.Name == "" {
		return e.ID
	}
	return e.Name
}
