package schedule

import (
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// lights checks the light of a day: its order, its kind, and what followed a night.
func (c *checker) lights(i int) {
	d := c.days[i]
	kind := c.p.typeOf(d.scenes)
	if c.p.Shape.Separate && kind == mixedUnit {
		c.r.Errorf(d.path, "schedule/light-mix", "%s : séquences de jour et de nuit ensemble.", fr.Capital(d.name()))
	}
	if d.Night != (kind == nightUnit) {
		c.r.Errorf(d.path+".night", "schedule/night", "%s : annoncé comme %s, ses séquences disent le contraire.", fr.Capital(d.name()),
			map[bool]string{true: "nuit", false: "jour"}[d.Night])
	}
	if !c.p.Calendar.Dateless && !c.p.Shape.Separate {
		latest := atDawn
		for _, s := range d.scenes {
			ph := phaseOf(*s)
			if ph == anyTime {
				continue
			}
			if ph < latest {
				c.r.Errorf(d.path, "schedule/light-order", "%s : séquence %s (%s) après une séquence de lumière plus tardive.",
					fr.Capital(d.name()), s.ID, s.Light.Label())
			}
			latest = max(latest, ph)
		}
		if kind == mixedUnit && slices.ContainsFunc(d.scenes, func(s *Scene) bool { return phaseOf(*s) == atDawn }) {
			c.r.Errorf(d.path, "schedule/light-order", "%s : l'aube et la nuit (ou le crépuscule) le même jour.", fr.Capital(d.name()))
		}
	}
	if c.p.Shape.NoDayAfterNight && kind != nightUnit {
		for _, o := range c.days {
			if o.pos == d.pos-1 && o.Unit == d.Unit && c.p.typeOf(o.scenes) == nightUnit {
				c.r.Errorf(d.path, "schedule/day-after-night", "%s : journée le lendemain d'une nuit.", fr.Capital(d.name()))
			}
		}
	}
}

// people checks that everyone of a day is free, and the children's day.
func (c *checker) people(i int) {
	d := c.days[i]
	done := map[string]bool{}
	for _, s := range d.scenes {
		for _, id := range s.Roles {
			if done[id] {
				continue
			}
			done[id] = true
			o := c.x.role[id]
			if !o.engagedOn(d.Date) || c.book.off && !o.freeOn(d.Date) {
				c.r.Errorf(d.path, "schedule/role-unavailable", "%s : %s n'est pas libre (séquence %s).", fr.Capital(d.name()), o.label(),
					s.ID)
			}
			for j := range c.days[:i] {
				if e := c.days[j]; e.pos == d.pos && slices.ContainsFunc(e.scenes,
					func(t *Scene) bool { return slices.Contains(t.Roles, id) }) {
					c.r.Errorf(d.path, "schedule/role-twice", "%s : %s est aussi demandé par l'équipe %s.", fr.Capital(d.name()), o.label(),
						e.Unit)
				}
			}
			if o.Child != nil {
				c.childDay(i, o)
			}
		}
	}
}

// presence of a role in a day: minutes worked, first beginning, last end.
func (d checkedDay) presence(role string) (work, begin, end int, in bool) {
	for k, s := range d.scenes {
		if !slices.Contains(s.Roles, role) {
			continue
		}
		if !in || d.begin[k] < begin {
			begin = d.begin[k]
		}
		work += d.end[k] - d.begin[k]
		end = max(end, d.end[k])
		in = true
	}
	return work, begin, end, in
}

// childTimes is the presence of a child in a day, with the time before the first take and after the last one.
func (d checkedDay) childTimes(o *Role) (from, to int) {
	_, begin, end, _ := d.presence(o.ID)
	return begin - o.Child.Before, end + o.Child.After
}

// shot is the shooting time of a role's scenes in a day.
func (c *checker) shot(d checkedDay, role string) int {
	n := 0
	for _, s := range d.scenes {
		if slices.Contains(s.Roles, role) {
			n += c.p.shootMinutes(*s)
		}
	}
	return n
}

// childDay checks the shooting time of a child where there is no labour law; roles checks the law.
func (c *checker) childDay(i int, o *Role) {
	d := c.days[i]
	if work := c.shot(d, o.ID); c.book.off && o.Child.MaxMinutes > 0 && work > o.Child.MaxMinutes {
		c.r.Errorf(d.path, "schedule/child", "%s : %s (%d ans) travaille %d minutes, %d au plus.", fr.Capital(d.name()), o.label(),
			o.Child.Age, work, o.Child.MaxMinutes)
	}
}

// places checks the windows, Sundays and hours of the locations of a day.
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
			if !l.openOn(d.Date) {
				c.r.Errorf(d.path, "schedule/location-window", "%s : %s n'est pas disponible (séquence %s).", fr.Capital(d.name()),
					l.label(), s.ID)
			}
			if !l.SundaysOK && d.Date.Weekday() == time.Sunday && c.p.Calendar.Zone != "none" {
				c.r.Errorf(d.path, "schedule/location-sunday", "%s : %s ferme le dimanche.", fr.Capital(d.name()), l.label())
			}
		}
		done[l.ID] = true
		if !c.book.off && (l.Opens.Known() && d.begin[k] < l.Opens.Minutes() || l.Closes.Known() && d.end[k] > l.Closes.Minutes()) {
			c.r.Errorf(d.path, "schedule/location-hours", "%s : séquence %s de %s à %s, %s est autorisé de %s à %s.", fr.Capital(d.name()),
				s.ID,
				written(d.begin[k]), written(d.end[k]), l.label(), l.Opens.Label(moteur.Date{}), l.Closes.Label(moteur.Date{}))
		}
	}
}

// equipment checks the windows of the equipment of a day, and that two units do not share it.
func (c *checker) equipment(i int) {
	d := c.days[i]
	for _, s := range d.scenes {
		for _, id := range s.Needs {
			e := c.x.equipment[id]
			if len(e.Windows) > 0 && !d.Date.IsZero() && !inSpans(e.Windows, d.Date) {
				c.r.Errorf(d.path, "schedule/equipment-window", "%s : %s n'est pas disponible (séquence %s).", fr.Capital(d.name()),
					e.label(), s.ID)
			}
			for j := range c.days[:i] {
				if o := c.days[j]; o.pos == d.pos && slices.ContainsFunc(o.scenes,
					func(t *Scene) bool { return slices.Contains(t.Needs, id) }) {
					c.r.Errorf(d.path, "schedule/equipment-twice", "%s : %s est aussi demandé par l'équipe %s.", fr.Capital(d.name()),
						e.label(), o.Unit)
				}
			}
		}
	}
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
