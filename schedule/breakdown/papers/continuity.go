package papers

import (
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Continuity is the continuité: the scenes in the order of the story, day by day, with their light, their set and the states that other
// scenes must match (raccords, costumes, maquillage). A scene whose day nobody set has a proposed one, marked with "?": a new day
// starts when the light goes back (from the evening, the dusk or the night to the dawn, the morning or the day, from noon to the
// morning), and where the heading or a line that stands alone says so (LE LENDEMAIN, TROIS JOURS PLUS TARD, MARDI after LUNDI). Scenes
// of another time (FLASHBACK, RÊVE, 1979) stand apart; an omitted scene has no day.
type Continuity struct{ Book }

// WritePDF prints the continuity.
func (c Continuity) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the continuity as a workbook.
func (c Continuity) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// storyDay is a scene with its day of the story.
type storyDay struct {
	scene    *breakdown.Scene
	day      int
	proposed bool
}

// Document is the continuity on paper.
func (c Continuity) Document() doc.Document {
	d := c.frame("Continuité")
	d.Page = doc.Landscape
	now, apart := c.days()
	t := doc.Table{Sheet: "Continuité", Columns: []doc.Column{
		{Title: "Jour", Width: 1.2, Kind: doc.Centre}, {Title: "Séq.", Width: 1.2, Kind: doc.Centre},
		{Title: "Effet", Width: 2, Kind: doc.Centre}, {Title: "I/E", Width: 1.4, Kind: doc.Centre}, {Title: "Décor", Width: 5},
		{Title: "Rôles", Width: 4}, {Title: "États et raccords", Width: 6}, {Title: "Résumé", Width: 6},
	}}
	last := 0
	for _, s := range now {
		if s.day != last {
			t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S("Jour " + fr.Int(s.day)).Over(len(t.Columns))}})
			last = s.day
		}
		t.Rows = append(t.Rows, storyRow(s))
	}
	times := map[string][]storyDay{}
	var order []string
	for _, s := range apart {
		if times[s.scene.Story] == nil {
			order = append(order, s.scene.Story)
		}
		times[s.scene.Story] = append(times[s.scene.Story], s)
	}
	for _, story := range order {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S("Autre temps – " + story).Over(len(t.Columns))}})
		for _, s := range times[story] {
			t.Rows = append(t.Rows, storyRow(s))
		}
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucune séquence.").Over(len(t.Columns)).As(doc.Muted)}}}
	}
	d.Blocks = append(d.Blocks, t)
	if slices.ContainsFunc(now, func(s storyDay) bool { return s.proposed }) {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Muted,
			Text: "« ? » : jour proposé, un nouveau jour commençant quand la lumière revient après un soir ou une nuit, et où le texte " +
				"le dit (le lendemain, trois jours plus tard) ; à corriger dans le classeur (Jour récit)."})
	}
	return d
}

// days gives each scene its day; those of another time without a day of their own are apart.
func (c Continuity) days() (now, apart []storyDay) {
	later := c.later()
	day, last, lastText, week := 1, script.Light(""), "", -1
	for i := range c.Breakdown.Scenes {
		s := &c.Breakdown.Scenes[i]
		named := weekdayOf(s.LightText)
		switch {
		case s.Omitted:
			continue
		case s.StoryDay > 0:
			day, week = s.StoryDay, -1
			now = append(now, storyDay{scene: s, day: day})
		case s.Story != "":
			apart = append(apart, storyDay{scene: s})
			continue
		default:
			n := max(later[s], daysLater(s.Heading))
			switch {
			case len(now) == 0:
				n = 0
			case named >= 0 && week >= 0:
				later := (named - week + 7) % 7
				for later < n { // UNE SEMAINE PLUS TARD - LUNDI
					later += 7
				}
				n = later
			case n == 0 && (nextDay(last, s.Light) || nextMorning(lastText, s.Light)):
				n = 1
			}
			if day += n; week >= 0 {
				week = (week + n) % 7
			}
			now = append(now, storyDay{scene: s, day: day, proposed: true})
		}
		if named >= 0 {
			week = named
		}
		if s.Light != "" {
			last, lastText = s.Light, s.LightText
		}
	}
	slices.SortStableFunc(now, func(a, b storyDay) int { return a.day - b.day })
	return now, apart
}

func storyRow(s storyDay) doc.Row {
	sc := s.scene
	day := zeroBlank(s.day)
	if s.proposed {
		day += " ?"
	}
	var states []string
	for _, n := range sc.Elements {
		if n.State == breakdown.Rejected {
			continue
		}
		switch n.Category {
		case breakdown.Continuity, breakdown.Costumes, breakdown.Makeup:
			text := n.Name
			if n.Category == breakdown.Continuity && n.Text != "" {
				text = n.Name + " (" + fr.Shorten(script.Plain(n.Text), 80) + ")"
			}
			if n.State == breakdown.Proposed {
				text += " ?"
			}
			states = append(states, text)
		}
	}
	light := sc.Light.Label()
	if light == "" {
		light = "–"
	}
	return doc.Row{Cells: []doc.Cell{
		doc.C(day), doc.C(sc.Number).As(doc.Strong), doc.C(light), doc.C(string(sc.Place)), doc.S(sc.Set),
		doc.S(strings.Join(sc.OnCamera(), ", ")),
		doc.S(strings.Join(states, " ; ")), doc.S(sc.Summary),
	}}
}
