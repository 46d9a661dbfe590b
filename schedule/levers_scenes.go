package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// longScene is how long a scene is before its length is named as a constraint, minutes, where no capacity says it.
const longScene = 600

// sceneLevers are the parts scenes are cut into by wish, and the length of those that fill a day or more.
func sceneLevers(p Problem) []lever {
	var out []lever
	for i, s := range p.Scenes {
		if s.asked() > 1 {
			text := fmt.Sprintf("La séquence %s se tourne en %d parties, sur des jours qui se suivent.", s.ID, s.asked())
			out = append(out, free("parts/"+s.ID, text, func(q *Problem) { q.Scenes[i].Parts, q.Scenes[i].Shares = 0, nil }))
		}
		minutes := p.shootMinutes(s)
		if minutes <= longScene && (p.Shape.Minutes == 0 || minutes <= p.Shape.Minutes) &&
			(p.Shape.Eighths == 0 || s.Eighths <= p.Shape.Eighths) {
			continue
		}
		out = append(out, lever{Constraint: p.sceneTooLong(s), bound: true,
			without: func(q *Problem) {
				r := &q.Scenes[i]
				r.Minutes, r.Eighths, r.Present, r.Shares = leastPart, 0, nil, nil
			},
			ways: []way{graded("shorten/"+s.ID, func(q *Problem, n int) string {
				r := &q.Scenes[i]
				r.Minutes, r.Present, r.Shares = max(minutes*(15-n)/15/leastPart, 1)*leastPart, nil, nil
				if r.Eighths = max(s.Eighths*(15-n)/15, min(s.Eighths, 1)); s.Eighths == 0 {
					return fmt.Sprintf("Ramener la séquence %s à %d minutes de tournage.", s.ID, r.Minutes)
				}
				return fmt.Sprintf("Ramener la séquence %s à %s et %d minutes de tournage.", s.ID, pages(r.Eighths), r.Minutes)
			})}})
	}
	return out
}

// sceneTooLong is the length of a scene as a constraint: its pages, its minutes, and what one day shoots of it at least.
func (p Problem) sceneTooLong(s Scene) Constraint {
	minutes := p.shootMinutes(s)
	parts := maxParts
	if s.asked() > 1 {
		parts = s.asked()
	}
	text := fmt.Sprintf("La séquence %s compte %d minutes de tournage", s.ID, minutes)
	if s.Eighths > 0 {
		text = fmt.Sprintf("La séquence %s compte %s et %d minutes de tournage", s.ID, pages(s.Eighths), minutes)
	}
	return Constraint{"scene-long/" + s.ID, fmt.Sprintf("%s, au moins %d par jour si elle est coupée en %d parties.", text,
		(minutes+parts-1)/parts, parts)}
}

// pages are the pages of a scene in French.
func pages(eighths int) string {
	if eighths < 16 {
		return fr.Eighths(eighths) + " page"
	}
	return fr.Eighths(eighths) + " pages"
}

// boundLevers are the law and the light: named, never lifted.
func boundLevers(p Problem) []lever {
	var out []lever
	if p.Rules.Agreement != NoLaw && !p.Calendar.Dateless {
		out = append(out, bound("law", "Les durées et les repos de la convention collective sont respectés.",
			func(q *Problem) { q.Rules.Agreement = NoLaw }))
	}
	x := p.index()
	if p.Calendar.Dateless || !slices.ContainsFunc(p.Scenes, func(s Scene) bool { return p.waitsForLight(x, s) }) {
		return out
	}
	// A scene indoors behind covered windows is free of the light, and keeps its side of the day.
	l := bound("light", "Chaque séquence d'extérieur se tourne à la lumière de son effet.", func(q *Problem) {
		for i := range q.Scenes {
			q.Scenes[i].Place = script.Interior
		}
		for i := range q.Locations {
			q.Locations[i].Daylight = false
		}
	}, p.otherLights(x)...)
	l.told = func(scenes []Scene) string { return p.lightText(x, scenes) }
	return append(out, l)
}

// lightText says which light the scenes of a conflict wait for.
func (p Problem) lightText(x index, scenes []Scene) string {
	when := map[script.Light]string{script.Day: "entre le lever et le coucher du soleil", script.Night: "dans le noir",
		script.Dawn: "à l'aube", script.Dusk: "au crépuscule"}
	by := map[script.Light][]string{}
	for _, s := range scenes {
		if e := (sky{known: true}).effet(x, &s); e != "" {
			by[e] = append(by[e], s.ID)
		}
	}
	var parts []string
	for _, e := range []script.Light{script.Dawn, script.Day, script.Dusk, script.Night} {
		switch ids := by[e]; {
		case len(ids) == 1:
			parts = append(parts, scenesName(ids)+" se tourne "+when[e])
		case len(ids) > 1:
			parts = append(parts, scenesName(ids)+" se tournent "+when[e])
		}
	}
	return fr.Capital(strings.Join(parts, ", ")) + "."
}

// otherLights are the lawful ways out of a light: the nuit américaine, a dawn or a dusk shot by day, windows covered.
func (p Problem) otherLights(x index) []way {
	var out []way
	covered := map[string]bool{}
	for i, s := range p.Scenes {
		e := (sky{known: true}).effet(x, &s)
		if e == "" {
			continue
		}
		if l := x.location[s.place()]; s.Place == script.Interior && l != nil {
			if !covered[l.ID] {
				covered[l.ID] = true
				k := slices.IndexFunc(p.Locations, func(o Location) bool { return o.ID == l.ID })
				out = append(out, once("cover-windows/"+l.ID, func(q *Problem) string {
					q.Locations[k].Daylight = false
					return fmt.Sprintf("Occulter les fenêtres : %s. Ses intérieurs se tournent à toute heure.", p.Locations[k].label())
				}))
			}
			continue
		}
		switch e {
		case script.Night:
			out = append(out, once("day-for-night/"+s.ID, func(q *Problem) string {
				q.Scenes[i].DayForNight = true
				return fmt.Sprintf("Tourner la séquence %s en nuit américaine, de jour.", s.ID)
			}))
		case script.Dawn, script.Dusk:
			out = append(out, once("by-day/"+s.ID, func(q *Problem) string {
				q.Scenes[i].Light = script.Day
				return fmt.Sprintf("Tourner la séquence %s (%s) de jour.", s.ID, strings.ToLower(s.Light.Label()))
			}))
		}
	}
	return out
}

// capacityLevers are what a day may hold.
func capacityLevers(p Problem) []lever {
	var out []lever
	if sh := p.Shape; sh.Minutes > 0 {
		text := fmt.Sprintf("Une journée compte au plus %d minutes de tournage et de déplacement.", sh.Minutes)
		out = append(out, free("capacity-minutes", text, func(q *Problem) { q.Shape.Minutes = maxMinute },
			graded("capacity-minutes", func(q *Problem, n int) string {
				q.Shape.Minutes += 30 * n
				return fmt.Sprintf("Tourner %d minutes par jour.", q.Shape.Minutes)
			})))
	}
	if sh := p.Shape; sh.Eighths > 0 {
		text := fmt.Sprintf("Une journée compte au plus %s.", pages(sh.Eighths))
		out = append(out, free("capacity-eighths", text, func(q *Problem) { q.Shape.Eighths = maxMinute },
			graded("capacity-eighths", func(q *Problem, n int) string {
				q.Shape.Eighths += 2 * n
				return fmt.Sprintf("Tourner %s par jour.", pages(q.Shape.Eighths))
			})))
	}
	return out
}

// openWays are the ways out that loosen no constraint by name: scenes cut in parts, an earlier start, a second unit. The scenes cut are
// those of a conflict.
func openWays(p Problem, core []Scene) []way {
	var out []way
	for _, s := range core {
		i := slices.IndexFunc(p.Scenes, func(o Scene) bool { return o.ID == s.ID })
		most := min(maxParts, p.shootMinutes(s)/leastPart)
		if i < 0 || s.asked() > 1 || most < 2 || len(core) > 4 {
			continue
		}
		out = append(out, way{id: "cut/" + s.ID, steps: most - 1, uneven: true, do: func(q *Problem, n int) string {
			q.Scenes[i].Parts = n + 1
			return fmt.Sprintf("Couper la séquence %s en %d parties, sur des jours qui se suivent.", s.ID, n+1)
		}})
	}
	if !p.Calendar.Dateless && len(p.Frozen) == 0 { // nothing is planned before what is shot
		out = append(out, graded("start", func(q *Problem, n int) string {
			q.Calendar.First = p.Calendar.First.AddDays(-n)
			return fmt.Sprintf("Commencer le tournage le %s.", fr.LongDate(q.Calendar.First))
		}))
	}
	if len(p.Units) < maxUnits {
		out = append(out, once("second-unit", func(q *Problem) string {
			if len(q.Units) == 0 {
				q.Units = []Unit{{ID: "1", Name: "Équipe principale"}}
			}
			id := "renfort"
			for slices.ContainsFunc(q.Units, func(u Unit) bool { return u.ID == id }) {
				id += "+"
			}
			q.Units = append(q.Units, Unit{ID: id, Name: "Équipe de renfort", DayRate: p.Crew.DayRate})
			return "Ajouter une équipe, comptée au tarif de la première."
		}))
	}
	return out
}
