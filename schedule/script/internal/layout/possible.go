package layout

import (
	"math"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The rules of what may be a heading or a name.
const (
	rulePossible  = "script/possible-heading"
	ruleAlmost    = "script/almost-heading"
	ruleAlmostCue = "script/almost-cue"
)

// possible names the actions that a writer may have meant as something else, once the roles are known: nothing on the page tells.
func (d *document) possible() {
	roles := map[string]bool{}
	for i := range d.out {
		if e := &d.out[i]; e.Kind == script.Cue {
			roles[fr.Fold(e.Name)] = true
		}
	}
	for _, rows := range d.doubts {
		for i := rows[0]; i < rows[1]; i++ {
			if d.maybeCue(i, roles) {
				d.rep.Warnf(d.set.Place(d.rows[i].At), ruleAlmostCue, "Nom de qui parle possible : %s, lu comme action.",
					fr.Quote(fr.Shorten(d.rows[i].text, 80)))
			} else if i == rows[0] {
				d.maybeHeading(i, rows[1], roles)
			}
		}
	}
}

// maybeCue tells whether a row of description may name who speaks: alone on its line above words, the name of a role, or a name that the
// columns set apart.
func (d *document) maybeCue(i int, roles map[string]bool) bool {
	r := &d.rows[i]
	if !r.Blank && i > d.first && !d.ended(i-1, d.m.right) || d.pair(i-d.first) == nil {
		return false
	}
	name := script.CueOf(r.text, 0).Name
	if roles[fr.Fold(name)] {
		return true
	}
	apart := r.x > d.m.action+deep && d.rows[i+1].x > d.m.action+indent
	return (apart || d.loose) && len(strings.Fields(name)) <= 3 && !Capitals(d.rows[i+1].text)
}

// maybeHeading names an action in capitals at the action margin that may be a heading, or is the name of a role alone; end is the row
// after it.
func (d *document) maybeHeading(i, end int, roles map[string]bool) {
	r := &d.rows[i]
	if !r.Blank || !Capitals(r.text) || math.Abs(r.x-d.m.action) > 2*bin || end > i+1 && Capitals(d.rows[i+1].text) {
		return
	}
	place, text := d.set.Place(r.At), fr.Quote(fr.Shorten(r.text, 80))
	if _, sure := script.ReadHeading(r.text); sure == script.AlmostHeading {
		d.rep.Warnf(place, ruleAlmost, "Intitulé possible : %s, lu comme action.", text)
		return
	}
	if roles[fr.Fold(script.CueOf(r.text, 0).Name)] {
		d.rep.Notef(place, ruleAlmostCue, "%s est le nom d'un rôle, sans réplique dessous : lu comme action.", text)
		return
	}
	d.rep.Notef(place, rulePossible, "Intitulé possible : %s, lu comme action.", text)
}
