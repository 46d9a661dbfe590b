package script

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Sheets prints a breakdown as the trade does: a summary, one feuille de dépouillement a scene, lists by role, by set, by category,
// and the steps that the flags start. Rejected proposals are not printed.
type Sheets struct {
	Breakdown Breakdown `json:"breakdown"`
	Company   string    `json:"company,omitempty"`
	// Date is printed in the head of every page; Version beside it.
	Date    moteur.Date `json:"date,omitzero"`
	Version string      `json:"version,omitempty"`
}

// WritePDF prints the sheets for people.
func (s Sheets) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteText prints the sheets for a terminal.
func (s Sheets) WriteText(w io.Writer) error { return text.Write(w, s.Document()) }

// WriteXLSX writes the workbook that people edit; ReadXLSX reads it back.
func (s Sheets) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Workbook()) }

// WritePDF prints the breakdown without a date nor a company; see Sheets for both.
func (b Breakdown) WritePDF(w io.Writer) error { return Sheets{Breakdown: b}.WritePDF(w) }

// WriteXLSX writes the workbook of the breakdown, to be edited and read back with ReadXLSX.
func (b Breakdown) WriteXLSX(w io.Writer) error { return Sheets{Breakdown: b}.WriteXLSX(w) }

func (s Sheets) frame(title string) doc.Document {
	return doc.Document{Title: title, Film: s.Breakdown.Title, Company: s.Company, Date: s.Date, Version: s.Version,
		Footer: "Les mentions «\u00a0?\u00a0» sont proposées par le lexique : à garder ou à rejeter."}
}

// Document is the breakdown on paper.
func (s Sheets) Document() doc.Document {
	b := &s.Breakdown
	d := s.frame("Dépouillement")
	d.Subtitle = fr.Plural(len(b.Scenes), "séquence", "séquences")
	d.Blocks = append(d.Blocks, s.figures(), sceneTable(b))
	if t, ok := dutyTable(b); ok {
		d.Blocks = append(d.Blocks, t)
	}
	for i := range b.Scenes {
		d.Blocks = append(d.Blocks, doc.PageBreak{})
		d.Blocks = append(d.Blocks, sceneSheet(b, &b.Scenes[i])...)
	}
	d.Blocks = append(d.Blocks, doc.PageBreak{}, doc.Heading{Level: 1, Text: "Listes"}, roleTable(b), setTable(b))
	d.Blocks = append(d.Blocks, categoryTables(b)...)
	if len(b.Aliases) > 0 {
		d.Blocks = append(d.Blocks, aliasTable(b))
	}
	if len(b.Issues) > 0 {
		d.Blocks = append(d.Blocks, doc.Findings("Points à vérifier", b.Report()))
	}
	return d
}

func (s Sheets) figures() doc.Figures {
	b := &s.Breakdown
	sets := map[string]bool{}
	night := 0
	for i := range b.Scenes {
		sets[b.Scenes[i].Set] = true
		if b.Scenes[i].Light == Night {
			night++
		}
	}
	note := "estimation"
	if len(b.Scenes) > 0 && !slices.ContainsFunc(b.Scenes, func(sc Scene) bool { return sc.EighthsFrom == Estimated }) {
		note = "d'après le fichier"
	}
	return doc.Figures{Items: []doc.Figure{
		{Label: "Séquences", Value: fr.Int(len(b.Scenes)), Note: fr.Plural(night, "de nuit", "de nuit")},
		{Label: "Pages", Value: fr.Eighths(b.Eighths()), Note: note},
		{Label: "Minutage", Value: timing(b.Seconds()), Note: "estimation"},
		{Label: "Décors", Value: fr.Int(len(sets))},
		{Label: "Rôles", Value: fr.Int(len(b.Roles))},
	}}
}

func timing(seconds int) string {
	if seconds == 0 {
		return "–"
	}
	return fr.Timing(time.Duration(seconds) * time.Second)
}

// sceneTable is the list of all scenes.
func sceneTable(b *Breakdown) doc.Table {
	t := doc.Table{Title: "Séquences", Compact: true, Columns: []doc.Column{
		{Title: "N°", Width: 1.2, Kind: doc.Centre}, {Title: "I/E", Width: 1.3, Kind: doc.Centre}, {Title: "Décor", Width: 6}, {Title: "Effet", Width: 1.8, Kind: doc.Centre},
		{Title: "Pages", Width: 1.3, Kind: doc.Centre}, {Title: "Min.", Width: 1.3, Kind: doc.Centre}, {Title: "Rôles", Width: 5}, {Title: "Résumé", Width: 7},
	}}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.C(sc.Number).As(doc.Strong), doc.C(string(sc.Place)), doc.S(sc.Set), doc.C(sc.Light.Label()).On(lightFill(sc.Light)), doc.C(fr.Eighths(sc.Eighths)), doc.C(timing(sc.Seconds)),
			doc.S(strings.Join(roleNames(sc), ", ")), doc.S(sc.Summary),
		}})
	}
	return t
}

// lightFill is the pale colour of a light: night is blue, day is white, the others stand between.
func lightFill(l Light) doc.Colour {
	switch l {
	case Night:
		return "#D6E0F0"
	case Evening, Dusk:
		return "#E8E2F2"
	case Dawn, Morning:
		return "#FFF4DC"
	}
	return ""
}

// roleNames lists the roles of a scene, with the mention of those heard off or only proposed.
func roleNames(sc *Scene) []string {
	if len(sc.Presences) == 0 {
		return sc.Roles
	}
	var out []string
	for _, p := range sc.Presences {
		if p.State == Rejected {
			continue
		}
		name := p.Role
		switch {
		case p.Mode == Off:
			name += " (off)"
		case p.State == Proposed:
			name += " ?"
		}
		out = append(out, name)
	}
	return out
}

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
		{Label: "Séquence", Value: sc.Number, Style: doc.Strong}, {Label: "Int/Ext", Value: dashed(place)}, {Label: "Effet", Value: dashed(light)},
		{Label: "Décor", Value: dashed(sc.Set)}, {Label: "Lieu", Value: dashed(sc.Location)}, {Label: "Jour du récit", Value: dashed(zeroBlank(sc.StoryDay))},
		{Label: "Pages", Value: fr.Eighths(sc.Eighths) + originNote(sc.EighthsFrom)}, {Label: "Minutage", Value: timing(sc.Seconds)},
		{Label: "Page du scénario", Value: dashed(sc.Page)},
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

func where(text string, line int) string {
	switch {
	case text == "" && line == 0:
		return "ajouté"
	case line == 0:
		return fr.Quote(clip(text, 60))
	case text == "":
		return fmt.Sprintf("l. %d", line)
	}
	return fmt.Sprintf("%s, l. %d", fr.Quote(clip(text, 60)), line)
}

func presenceTable(b *Breakdown, sc *Scene) doc.Table {
	t := doc.Table{Title: "Rôles", Columns: []doc.Column{
		{Title: "N°", Width: 1, Kind: doc.Centre}, {Title: "Rôle", Width: 5}, {Title: "Présence", Width: 3}, {Title: "Répliques", Width: 1.5, Kind: doc.Int},
		{Title: "Mots dits", Width: 1.5, Kind: doc.Int}, {Title: "Dans le texte", Width: 5},
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
			doc.C(zeroBlank(numbers[p.Role])), doc.S(p.Role + mark(p.State)), doc.S(mode), doc.N(p.Cues), doc.N(p.Words), doc.S(where(p.Text, p.Line)).As(doc.Muted),
		}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucun rôle.").Over(len(t.Columns)).As(doc.Muted)}}}
	}
	return t
}

func extraTable(sc *Scene) doc.Table {
	t := doc.Table{Title: "Figuration", Columns: []doc.Column{{Title: "Groupe", Width: 5}, {Title: "Nombre", Width: 1.5, Kind: doc.Centre}, {Title: "Dans le texte", Width: 6}}}
	for _, x := range sc.Extras {
		if x.State != Rejected {
			n := "à préciser"
			if x.Count > 0 {
				n = fr.Int(x.Count)
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Kind + mark(x.State)), doc.C(n), doc.S(where(x.Text, x.Line)).As(doc.Muted)}})
		}
	}
	return t
}

func needTable(sc *Scene) doc.Table {
	t := doc.Table{Title: "Éléments", Columns: []doc.Column{{Title: "Catégorie", Width: 3}, {Title: "Élément", Width: 5}, {Title: "Dans le texte", Width: 6}}}
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
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(first).As(doc.Strong), doc.S(name), doc.S(where(n.Text, n.Line)).As(doc.Muted)}})
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
	t := doc.Table{Title: "Signaux", Columns: []doc.Column{{Title: "Signal", Width: 3}, {Title: "Démarche", Width: 7}, {Title: "Dans le texte", Width: 4}}}
	for _, f := range sc.Flags {
		if f.State != Rejected {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(f.Kind.Label() + mark(f.State)).As(doc.Warning), doc.S(f.Kind.Duty()), doc.S(where(f.Text, f.Line)).As(doc.Muted)}})
		}
	}
	return t
}

// dutyTable lists the flags with the scenes that raise them.
func dutyTable(b *Breakdown) (doc.Table, bool) {
	t := doc.Table{Title: "Démarches à ouvrir", Columns: []doc.Column{{Title: "Signal", Width: 3}, {Title: "Démarche", Width: 7}, {Title: "Séquences", Width: 6}}}
	var order []FlagKind
	scenes := map[FlagKind][]string{}
	for i := range b.Scenes {
		for _, f := range b.Scenes[i].Flags {
			if f.State == Rejected {
				continue
			}
			if scenes[f.Kind] == nil {
				order = append(order, f.Kind)
			}
			if l := scenes[f.Kind]; len(l) == 0 || l[len(l)-1] != b.Scenes[i].Number {
				scenes[f.Kind] = append(l, b.Scenes[i].Number)
			}
		}
	}
	slices.SortStableFunc(order, func(a, c FlagKind) int { return strings.Compare(a.Label(), c.Label()) })
	for _, k := range order {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(k.Label()).As(doc.Strong), doc.S(k.Duty()), doc.S(strings.Join(scenes[k], ", "))}})
	}
	return t, len(t.Rows) > 0
}

func roleTable(b *Breakdown) doc.Table {
	t := doc.Table{Title: "Par rôle", Columns: []doc.Column{
		{Title: "N°", Width: 1, Kind: doc.Centre}, {Title: "Rôle", Width: 5}, {Title: "Âge", Width: 1, Kind: doc.Centre}, {Title: "Séq.", Width: 1, Kind: doc.Int},
		{Title: "Répliques", Width: 1.6, Kind: doc.Int}, {Title: "Mots", Width: 1.4, Kind: doc.Int}, {Title: "Séquences", Width: 7},
	}}
	for _, r := range b.Roles {
		if r.State == Rejected {
			continue
		}
		name := r.Name + mark(r.State)
		if len(r.Aliases) > 0 {
			name += " (" + strings.Join(r.Aliases, ", ") + ")"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.C(zeroBlank(r.Number)), doc.S(name), doc.C(zeroBlank(r.Age)), doc.N(len(r.Scenes)), doc.N(r.Cues), doc.N(r.Words), doc.S(strings.Join(r.Scenes, ", ")),
		}})
	}
	return t
}

func setTable(b *Breakdown) doc.Table {
	t := doc.Table{Title: "Par décor", Columns: []doc.Column{
		{Title: "Lieu", Width: 4}, {Title: "Décor", Width: 5}, {Title: "I/E", Width: 1.4, Kind: doc.Centre}, {Title: "Séq.", Width: 1, Kind: doc.Int},
		{Title: "Pages", Width: 1.4, Kind: doc.Centre}, {Title: "Séquences", Width: 7},
	}}
	type group struct {
		location, set string
		place         Place
		eighths       int
		scenes        []string
	}
	var groups []*group
	at := map[string]*group{}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		key := fold(sc.Set)
		g := at[key]
		if g == nil {
			g = &group{location: sc.Location, set: sc.Set, place: sc.Place}
			at[key] = g
			groups = append(groups, g)
		}
		if g.place != sc.Place && sc.Place != "" {
			g.place = Both
		}
		g.eighths += sc.Eighths
		g.scenes = append(g.scenes, sc.Number)
	}
	slices.SortStableFunc(groups, func(a, c *group) int {
		if n := strings.Compare(fold(a.location), fold(c.location)); n != 0 {
			return n
		}
		return strings.Compare(fold(a.set), fold(c.set))
	})
	last := ""
	for _, g := range groups {
		location := g.location
		if fold(location) == last {
			location = ""
		}
		last = fold(g.location)
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.S(location).As(doc.Strong), doc.S(g.set), doc.C(string(g.place)), doc.N(len(g.scenes)), doc.C(fr.Eighths(g.eighths)), doc.S(strings.Join(g.scenes, ", ")),
		}})
	}
	return t
}

// categoryTables lists the elements of each category with their scenes.
func categoryTables(b *Breakdown) []doc.Block {
	type item struct {
		name   string
		scenes []string
		kept   bool
	}
	var all []Need
	items := map[Category][]*item{}
	at := map[string]*item{}
	add := func(c Category, name, scene string, s State) {
		if s == Rejected {
			return
		}
		key := string(c) + "\x00" + fold(name)
		it := at[key]
		if it == nil {
			it = &item{name: name}
			at[key] = it
			items[c] = append(items[c], it)
			all = append(all, Need{Category: c})
		}
		it.kept = it.kept || s != Proposed
		if n := len(it.scenes); n == 0 || it.scenes[n-1] != scene {
			it.scenes = append(it.scenes, scene)
		}
	}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		for _, n := range sc.Elements {
			add(n.Category, n.Name, sc.Number, n.State)
		}
		for _, x := range sc.Extras {
			add(Extras, x.Kind, sc.Number, x.State)
		}
	}
	var blocks []doc.Block
	for _, c := range categoriesOf(all) {
		t := doc.Table{Title: "Par catégorie – " + c.Label(), Columns: []doc.Column{{Title: "Élément", Width: 5}, {Title: "Séq.", Width: 1, Kind: doc.Int}, {Title: "Séquences", Width: 9}}}
		list := items[c]
		slices.SortStableFunc(list, func(a, d *item) int { return strings.Compare(fold(a.name), fold(d.name)) })
		for _, it := range list {
			name := it.name
			if !it.kept {
				name += " ?"
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(name), doc.N(len(it.scenes)), doc.S(strings.Join(it.scenes, ", "))}})
		}
		blocks = append(blocks, t)
	}
	return blocks
}

func aliasTable(b *Breakdown) doc.Table {
	t := doc.Table{Title: "Rôles à rapprocher ?", Columns: []doc.Column{{Title: "Rôle", Width: 4}, {Title: "Autre nom", Width: 4}, {Title: "Pourquoi", Width: 6}, {Title: "État", Width: 2}}}
	for _, a := range b.Aliases {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(a.Role), doc.S(a.Other), doc.S(a.Reason), doc.S(a.State.Label())}})
	}
	return t
}
