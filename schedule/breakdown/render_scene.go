package breakdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// sceneSheet is the feuille de dépouillement of a scene.
func sceneSheet(b *Breakdown, sc *Scene) []doc.Block {
	place, light := string(sc.Place), sc.Light.Label()
	for _, l := range sc.MoreLights {
		light += " / " + l.Label()
	}
	if sc.LightFrom == Inherited {
		light += " (" + sc.LightText + ")"
	}
	fields := []doc.Field{
		{Label: "Séquence", Value: sc.Number, Style: doc.Strong}, {Label: "Int/Ext", Value: dashed(place)},
		{Label: "Effet", Value: dashed(light)}, {Label: "Décor", Value: dashed(sc.Set)},
		{Label: "Lieu", Value: dashed(sc.Location)}, {Label: "Jour du récit", Value: dashed(zeroBlank(sc.StoryDay))},
		{Label: "Pages", Value: fr.Eighths(sc.Eighths) + originNote(sc.EighthsFrom)},
		{Label: "Minutage", Value: timing(sc.Seconds)}, {Label: "Page du scénario", Value: dashed(sc.Page)},
	}
	if len(sc.Revised) > 0 {
		fields = append(fields, doc.Field{Label: "Texte", Value: "révisé (" + strings.Join(sc.Revised, ", ") + ")", Style: doc.Warning})
	}
	blocks := []doc.Block{doc.Heading{Level: 1, Text: strings.TrimSpace("Séquence " + sc.Number + " – " + sc.Heading)}}
	if sc.Section != "" {
		blocks = append(blocks, doc.Para{Text: sc.Section, Style: doc.Muted})
	}
	blocks = append(blocks, doc.Fields{Columns: 3, Items: fields})
	if sc.Summary != "" {
		blocks = append(blocks, doc.Para{Text: sc.Summary})
	}
	if sc.Story != "" {
		blocks = append(blocks, doc.Para{Text: "Temps du récit : " + sc.Story, Style: doc.Muted})
	}
	blocks = append(blocks, presenceTable(b, sc))
	if t := extraTable(sc); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if t := needTable(sc); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if t := flagTable(sc); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if sc.Comments != "" {
		blocks = append(blocks, doc.Heading{Level: 3, Text: "Remarques"}, doc.Para{Text: sc.Comments})
	}
	if sc.SecondsRule != "" {
		blocks = append(blocks, doc.Para{Text: "Minutage estimé : " + sc.SecondsRule + ".", Style: doc.Muted})
	}
	return blocks
}

func dashed(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func originNote(o Origin) string {
	switch o {
	case Estimated:
		return " (estimé)"
	case Written:
		return " (fichier)"
	case ByHand:
		return " (saisi)"
	}
	return ""
}

func mark(s State) string {
	if s == Proposed {
		return " ?"
	}
	return ""
}

// mark is the question mark of a flag that nobody has decided and the text leaves open.
func (f Flag) mark() string {
	if f.Sure {
		return ""
	}
	return mark(f.State)
}

func where(text string, line int) string {
	switch {
	case text == "" && line == 0:
		return "ajouté"
	case line == 0:
		return fr.Quote(fr.Shorten(text, 60))
	case text == "":
		return fmt.Sprintf("l. %d", line)
	}
	return fmt.Sprintf("%s, l. %d", fr.Quote(fr.Shorten(text, 60)), line)
}

func presenceTable(b *Breakdown, sc *Scene) doc.Table {
	t := doc.Table{Title: "Rôles", Columns: []doc.Column{
		{Title: "N°", Width: 1, Kind: doc.Centre}, {Title: "Rôle", Width: 5}, {Title: "Présence", Width: 3},
		{Title: "Répliques", Width: 1.5, Kind: doc.Int}, {Title: "Mots dits", Width: 1.5, Kind: doc.Int},
		{Title: "Dans le texte", Width: 5},
	}}
	numbers := map[string]int{}
	for _, r := range b.Roles {
		numbers[r.ID] = r.Number
	}
	list := sc.Presences
	if len(list) == 0 {
		for _, r := range sc.Roles {
			list = append(list, Presence{Role: r})
		}
	}
	for _, p := range list {
		if p.State == Rejected {
			continue
		}
		mode := p.Mode.Label()
		if p.Off && p.Mode != Off {
			mode += ", aussi off"
		}
		if p.Phone {
			mode += ", au téléphone"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.C(zeroBlank(numbers[p.Role])), doc.S(p.Role + mark(p.State)), doc.S(mode), doc.N(p.Cues), doc.N(p.Words),
			doc.S(where(p.Text, p.Line)).As(doc.Muted),
		}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucun rôle.").Over(len(t.Columns)).As(doc.Muted)}}}
	}
	return t
}

func extraTable(sc *Scene) doc.Table {
	t := doc.Table{Title: "Figuration", Columns: []doc.Column{{Title: "Groupe", Width: 5}, {Title: "Nombre", Width: 1.5, Kind: doc.Centre},
		{Title: "Dans le texte", Width: 6}}}
	for _, x := range sc.Extras {
		if x.State != Rejected {
			n := "à préciser"
			if x.Count > 0 {
				n = fr.Int(x.Count)
			}
			t.Rows = append(t.Rows, doc.Row{
				Cells: []doc.Cell{doc.S(x.Kind + mark(x.State)), doc.C(n), doc.S(where(x.Text, x.Line)).As(doc.Muted)},
			})
		}
	}
	return t
}

func needTable(sc *Scene) doc.Table {
	t := doc.Table{
		Title:   "Éléments",
		Columns: []doc.Column{{Title: "Catégorie", Width: 3}, {Title: "Élément", Width: 5}, {Title: "Dans le texte", Width: 6}},
	}
	for _, c := range categoriesOf(sc.Elements) {
		first := c.Label()
		for _, n := range sc.Elements {
			if n.Category != c || n.State == Rejected {
				continue
			}
			name := n.Name + mark(n.State)
			if n.Count > 1 {
				name += fmt.Sprintf(" (%d fois)", n.Count)
			}
			t.Rows = append(t.Rows, doc.Row{
				Cells: []doc.Cell{doc.S(first).As(doc.Strong), doc.S(name), doc.S(where(n.Text, n.Line)).As(doc.Muted)},
			})
			first = ""
		}
	}
	return t
}

// categoriesOf lists the categories of some elements in the order of documents, the caller's own ones last.
func categoriesOf(needs []Need) []Category {
	var out []Category
	for _, c := range Categories() {
		if slices.ContainsFunc(needs, func(n Need) bool { return n.Category == c }) {
			out = append(out, c)
		}
	}
	for _, n := range needs {
		if !slices.Contains(out, n.Category) {
			out = append(out, n.Category)
		}
	}
	return out
}

func flagTable(sc *Scene) doc.Table {
	t := doc.Table{
		Title:   "Signaux",
		Columns: []doc.Column{{Title: "Signal", Width: 3}, {Title: "Démarche", Width: 7}, {Title: "Dans le texte", Width: 4}},
	}
	for _, f := range sc.Flags {
		if f.State != Rejected {
			style := doc.Normal
			if f.mark() != "" {
				style = doc.Warning
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(f.Kind.Label() + f.mark()).As(style), doc.S(f.Kind.Duty()),
				doc.S(where(f.Text, f.Line)).As(doc.Muted)}})
		}
	}
	return t
}
