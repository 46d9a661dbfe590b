package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// checkOrder checks the raccords: known scenes, none before itself, no circle.
func (p Problem) checkOrder(r *moteur.Report, x index) {
	for i, c := range p.Precedences {
		at := fmt.Sprintf("precedences[%d]", i)
		between(r, at+".gap_days", fmt.Sprintf("Raccord entre les séquences %s et %s", c.Before, c.After), c.GapDays, 0, maxHorizon,
			"jours")
		for _, end := range []struct{ name, scene string }{{"before", c.Before}, {"after", c.After}} {
			if x.scene[end.scene] == nil {
				r.Errorf(at+"."+end.name, "schedule/unknown-scene", "Raccord entre les séquences %q et %q : séquence %q inconnue%s.",
					c.Before,
					c.After, end.scene, near(end.scene, x.scene))
			}
		}
		if c.Before == c.After {
			r.Errorf(at, "schedule/precedence-self", "La séquence %s ne peut se tourner avant elle-même.", c.Before)
		}
	}
	if ring := p.circle(); len(ring) > 0 {
		path := slices.IndexFunc(p.Precedences, func(c Precedence) bool { return c.Before == ring[0] && c.After == ring[1] })
		words := make([]string, len(ring)-1)
		for i := range words {
			words[i] = fmt.Sprintf("%s avant %s", ring[i], ring[i+1])
		}
		r.Errorf(fmt.Sprintf("precedences[%d]", path), "schedule/precedence-circle", "Les raccords tournent en rond : %s.",
			strings.Join(words, ", "))
	}
}

// circle is a circle of raccords, the first scene again at the end; nil when there is none. A scene before itself is none.
func (p Problem) circle() []string {
	next := map[string][]string{}
	for _, c := range p.Precedences {
		if c.Before != c.After {
			next[c.Before] = append(next[c.Before], c.After)
		}
	}
	const seen, onPath = 1, 2
	state := map[string]int{}
	for _, c := range p.Precedences {
		if state[c.Before] != 0 {
			continue
		}
		// A depth-first walk: tried counts the successors looked at, one count a scene of the path.
		path, tried := []string{c.Before}, []int{0}
		state[c.Before] = onPath
		for len(path) > 0 {
			top := len(path) - 1
			at := path[top]
			if tried[top] == len(next[at]) {
				state[at] = seen
				path, tried = path[:top], tried[:top]
				continue
			}
			to := next[at][tried[top]]
			tried[top]++
			switch state[to] {
			case onPath:
				return append(slices.Clone(path[slices.Index(path, to):]), to)
			case 0:
				state[to] = onPath
				path, tried = append(path, to), append(tried, 0)
			}
		}
	}
	return nil
}

// checkPins checks the scenes fixed to dates, and that the periods of one scene have a date in common.
func (p Problem) checkPins(r *moteur.Report, x index) {
	first := map[string]int{}
	for i, c := range p.Pins {
		at := fmt.Sprintf("pins[%d]", i)
		if x.scene[c.Scene] == nil {
			r.Errorf(at+".scene", "schedule/unknown-scene", "Séquence fixée %q inconnue%s.", c.Scene, near(c.Scene, x.scene))
		}
		if p.Calendar.Dateless {
			r.Errorf(at, "schedule/pin-dateless", "Une séquence ne peut être fixée à une date sans calendrier.")
		}
		spanInOrder(r, at+".span", "Séquence "+c.Scene+" fixée", c.Span)
		if k, twice := first[c.Scene]; twice && !p.Pins[k].Span.Overlaps(c.Span) {
			r.Errorf(at+".span", "schedule/pin-twice", "La séquence %s est fixée %s et %s : aucune date commune.", c.Scene,
				spans([]moteur.Span{p.Pins[k].Span}), spans([]moteur.Span{c.Span}))
		} else if !twice {
			first[c.Scene] = i
		}
	}
}

// checkFrozen checks the days that are settled or shot: dates, units, scenes, hours and parts. They may stand before the calendar.
func (p Problem) checkFrozen(r *moteur.Report, x index) {
	shot := map[string]int{} // minutes of the parts shot so far
	for i, d := range p.Frozen {
		at := fmt.Sprintf("frozen[%d]", i)
		same := func(o Day) bool { return o.Unit == d.Unit && o.at(p.Calendar) == d.at(p.Calendar) }
		if k := slices.IndexFunc(p.Frozen[:i], same); k >= 0 {
			r.Errorf(at+".date", "schedule/frozen-date", "Deux journées figées de la même équipe le %s (frozen[%d] et frozen[%d]) : "+
				"réunir leurs séquences en une seule, avec leurs heures.", fr.Date(d.Date), k, i)
		}
		switch {
		case p.Calendar.Dateless && (d.Number < 1 || d.Number > maxHorizon):
			r.Errorf(at+".number", "schedule/frozen-date", "Journée figée sans numéro.")
		case !p.Calendar.Dateless && d.Date.IsZero():
			r.Errorf(at+".date", "schedule/frozen-date", "Journée figée sans date.")
		case !p.Calendar.Dateless && (d.Date.Sub(p.Calendar.First) >= maxHorizon || p.Calendar.First.Sub(d.Date) >= maxHorizon):
			r.Errorf(at+".date", "schedule/frozen-date", "La journée figée du %s est à plus de trois ans du premier jour, le %s.",
				fr.Date(d.Date),
				fr.Date(p.Calendar.First))
		}
		if d.Unit != "" && x.unit[d.Unit] == nil {
			r.Errorf(at+".unit", "schedule/unknown-unit", "Journée figée : équipe %q inconnue%s.", d.Unit, near(d.Unit, x.unit))
		}
		if len(d.Scenes) == 0 {
			r.Errorf(at+".scenes", "schedule/empty-day", "Journée figée sans séquence.")
		}
		if n := len(d.Starts); n > 0 && n != len(d.Scenes) {
			r.Errorf(at+".starts", "schedule/starts", "Journée figée : %d heures pour %d séquences.", n, len(d.Scenes))
		}
		if !p.Calendar.Dateless && len(d.Scenes) > 0 && !d.timed() {
			r.Warnf(at+".wrap", "schedule/frozen-hours", "Journée figée du %s sans ses heures (convocation, prêt à tourner, fin) : "+
				"elles sont supposées, et le repos qui la suit avec elles.", fr.Date(d.Date))
		}
		inOrder(r, at+".wrap", "Journée figée", d.Call, d.Wrap)
		for _, id := range d.Scenes {
			if x.scene[id] == nil {
				r.Errorf(at+".scenes", "schedule/unknown-scene", "Journée figée : séquence %q inconnue%s.", id, near(id, x.scene))
			}
		}
		for k, part := range d.Parts {
			p.checkPart(r, fmt.Sprintf("%s.parts[%d]", at, k), d, part, x, shot)
		}
	}
}

// checkPart checks a part that a frozen day shot; shot holds the minutes of the parts before it, by scene.
func (p Problem) checkPart(r *moteur.Report, at string, d Day, part Part, x index, shot map[string]int) {
	s := x.scene[part.Scene]
	switch {
	case s == nil:
		r.Errorf(at+".scene", "schedule/unknown-scene", "Journée figée : partie de la séquence %q, inconnue%s.", part.Scene,
			near(part.Scene, x.scene))
		return
	case !slices.Contains(d.Scenes, part.Scene):
		r.Errorf(at+".scene", "schedule/part", "Journée figée : partie de la séquence %s, qui n'est pas de cette journée%s.", part.Scene,
			strict.SuggestCodes(part.Scene, d.Scenes))
	case part.Number < 1 || part.Of < part.Number || part.Of > maxParts:
		r.Errorf(at+".number", "schedule/part", "Séquence %s : partie %d sur %d ; une séquence se coupe en 2 à %d parties.", part.Scene,
			part.Number, part.Of, maxParts)
	case part.Eighths < 0 || part.Eighths > max(s.Eighths, 0):
		r.Errorf(at+".eighths", "schedule/part", "Séquence %s : la partie compte %s pages, la séquence %s.", part.Scene,
			fr.Eighths(part.Eighths), fr.Eighths(s.Eighths))
	}
	whole := p.shootMinutes(*s)
	shot[part.Scene] += max(part.Minutes, 0)
	if part.Minutes < 0 || shot[part.Scene] > whole {
		r.Errorf(at+".minutes", "schedule/part", "Séquence %s : %d minutes tournées en parties, la séquence en compte %d.", part.Scene,
			shot[part.Scene], whole)
	}
}
