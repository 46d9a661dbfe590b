package schedule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// severities are the groups of a table of controls, in order.
var severities = []struct {
	of        moteur.Severity
	style     doc.Style
	one, many string
}{
	{moteur.Error, doc.Alert, "erreur", "erreurs"}, {moteur.Warning, doc.Warning, "avertissement", "avertissements"},
	{moteur.Notice, doc.Normal, "information", "informations"},
}

// toSettle lists the errors and the warnings of a plan in words, for those it is sent to; no row when there is none.
func (b *printer) toSettle(found moteur.Report) doc.Table {
	t := doc.Table{Sheet: "À régler", Title: "À régler", Compact: true, Columns: []doc.Column{{Title: "Où", Width: 3},
		{Title: "Constat", Width: 10}}}
	for _, s := range severities[:2] {
		b.group(&t, found.Of(s.of), s.style, s.one, s.many)
	}
	return t
}

// controls is all that Check found of a plan, by severity, in words: the day, the scene or the person instead of a place in the data.
func (b *printer) controls(found moteur.Report) doc.Table {
	t := doc.Table{Sheet: "Contrôle", Title: "Contrôle", Compact: true, Columns: []doc.Column{{Title: "Où", Width: 3},
		{Title: "Constat", Width: 9}, {Title: "Règle", Width: 2.5}, {Title: "Texte", Width: 4}}}
	for _, s := range severities {
		b.group(&t, found.Of(s.of), s.style, s.one, s.many)
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Rien à signaler.").Over(len(t.Columns)).As(doc.Good)}}}
	}
	return t
}

// group adds the issues of one severity under their title; what is found alike on several days is told once.
func (b *printer) group(t *doc.Table, issues []moteur.Issue, style doc.Style, one, many string) {
	if len(issues) == 0 {
		return
	}
	title := doc.S(fr.Capital(fr.Plural(len(issues), one, many))).Over(len(t.Columns)).As(style)
	t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{title}})
	type finding struct{ rule, message string }
	type place struct {
		days  []Day
		words []string
	}
	places := map[finding]*place{}
	var order []moteur.Issue
	for _, i := range issues {
		where := b.Plan.Where(b.Problem, i.Path)
		if rest, ok := strings.CutPrefix(i.Message, where+" : "); ok {
			i.Message = fr.Capital(rest)
		}
		key := finding{i.Rule, i.Message}
		at := places[key]
		if at == nil {
			at = &place{}
			places[key], order = at, append(order, i)
		}
		if n, ok := b.Plan.dayOf(i.Path); ok {
			at.days = append(at.days, b.Plan.Days[n])
		}
		if !slices.Contains(at.words, where) {
			at.words = append(at.words, where)
		}
	}
	for _, i := range order {
		at := places[finding{i.Rule, i.Message}]
		where := strings.Join(at.words, " ; ")
		if len(at.words) > 1 && len(at.days) >= len(at.words) { // days alone
			where = b.ranges(at.days)
		}
		cells := []doc.Cell{doc.S(where), doc.S(i.Message), doc.S(i.Rule).As(doc.Muted), doc.S(i.Source.String()).As(doc.Muted)}
		t.Rows = append(t.Rows, doc.Row{Cells: cells[:len(t.Columns)]})
	}
}

// dayOf is the day of a plan that a path is about: 3 for days[3].meal.
func (plan Plan) dayOf(path string) (int, bool) {
	index, ok := strings.CutPrefix(path, "days[")
	index, _, _ = strings.Cut(index, "]")
	n, err := strconv.Atoi(index)
	return n, ok && err == nil && n >= 0 && n < len(plan.Days)
}

// Named is what Check found of a plan with its days named as people do, "J4" for days[3].meal; the other paths stay.
func (plan Plan) Named(found moteur.Report) moteur.Report {
	out := moteur.Report{Issues: slices.Clone(found.Issues)}
	for k, i := range out.Issues {
		if n, ok := plan.dayOf(i.Path); ok {
			out.Issues[k].Path = fmt.Sprintf("J%d", plan.Days[n].Number)
		}
	}
	return out
}

// sections name the parts of a problem and of a plan that a path begins with.
var sections = map[string]string{
	"calendar": "Calendrier", "shape": "Journée de tournage", "rules": "Convention", "crew": "Équipe", "wishes": "Souhaits",
	"light": "Lumière", "home": "Base du film", "days": "Plan", "scenes": "Séquences", "roles": "Rôles", "locations": "Lieux",
	"trainings": "Formations", "equipment": "Matériel", "units": "Équipes", "precedences": "Raccords", "pins": "Séquences fixées",
	"frozen": "Journées figées", "forms": "Formes de journée", "": "Ensemble du plan",
}

// Where names in words the place of an issue that Check found in a plan: "Jour 4, mardi 9 mars 2027" for days[3].meal, the label of a
// role, a location, a scene. A path of another document comes back as it is.
func (plan Plan) Where(p Problem, path string) string {
	field, _, _ := strings.Cut(path, ".")
	name, index, listed := strings.Cut(field, "[")
	n, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
	if listed && err == nil && n >= 0 {
		if text := plan.item(p, name, n); text != "" {
			return fr.Capital(text)
		}
	}
	if text, ok := sections[name]; ok {
		return text
	}
	return path
}

// item names the n-th thing of a list of a problem or of a plan, from 0; "" when there is none.
func (plan Plan) item(p Problem, list string, n int) string {
	switch {
	case list == "days" && n < len(plan.Days):
		return checkedDay{Day: plan.Days[n]}.name()
	case list == "frozen" && n < len(p.Frozen):
		return checkedDay{Day: p.Frozen[n]}.name()
	case list == "scenes" && n < len(p.Scenes):
		return "séquence " + p.Scenes[n].ID
	case list == "roles" && n < len(p.Roles):
		return p.Roles[n].label()
	case list == "locations" && n < len(p.Locations):
		return p.Locations[n].label()
	case list == "equipment" && n < len(p.Equipment):
		return p.Equipment[n].label()
	case list == "units" && n < len(p.Units):
		return p.Units[n].label()
	case list == "precedences" && n < len(p.Precedences):
		return fmt.Sprintf("séquence %s avant %s", p.Precedences[n].Before, p.Precedences[n].After)
	case list == "pins" && n < len(p.Pins):
		return fmt.Sprintf("séquence %s fixée", p.Pins[n].Scene)
	}
	return ""
}
