package script

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// The sheets of the workbook.
const (
	sheetScenes  = "Séquences"
	sheetPeople  = "Présences"
	sheetNeeds   = "Éléments"
	sheetExtras  = "Figuration"
	sheetFlags   = "Signaux"
	sheetRoles   = "Rôles"
	sheetAliases = "Rapprochements"
	sheetFilm    = "Film"
)

// The rules of the issues found in an edited workbook.
const (
	ruleSheet = "script/sheet-missing"
	ruleCell  = "script/cell"
	ruleScene = "script/cell-unknown-scene"
)

// field is a column of a sheet: how a value is written in a cell and read from it.
type field[T any] struct {
	column doc.Column
	cell   func(*T) doc.Cell
	read   func(*T, cellReader)
}

// cellReader reads the cell of one column in one row, and notes what it cannot read.
type cellReader struct {
	head  xlsx.Head
	row   int
	title string
	rep   *moteur.Report
}

func (c cellReader) text() string { return c.head.Text(c.row, c.title) }

func (c cellReader) whole() int {
	n, _, err := c.head.Int(c.row, c.title)
	if err != nil {
		c.fail(err)
		return 0
	}
	if n < 0 || n > 1<<30 {
		c.bad("un nombre positif")
		return 0
	}
	return n
}

func (c cellReader) fail(err error) {
	var ce *xlsx.CellError
	if errors.As(err, &ce) {
		c.rep.Errorf(ce.Ref, ruleCell, "Attendu %s, trouvé «\u00a0%s\u00a0».", ce.Want, clip(ce.Text, 40))
		return
	}
	c.rep.Errorf(c.head.Ref(c.row, c.title), ruleCell, "%s", err)
}

func (c cellReader) bad(want string) {
	c.rep.Errorf(c.head.Ref(c.row, c.title), ruleCell, "Attendu %s, trouvé «\u00a0%s\u00a0».", want, clip(c.text(), 40))
}

// state reads proposé, gardé or rejeté; a blank cell of a row that a person added is gardé.
func (c cellReader) state() State {
	t := c.text()
	switch fold(t) {
	case "":
		return ""
	case "propose", "?":
		return Proposed
	case "garde", "oui", "x", "ok":
		return Kept
	case "rejete", "non":
		return Rejected
	}
	c.bad("proposé, gardé ou rejeté")
	return Proposed
}

func (c cellReader) eighths() int {
	n, ok := ParseEighths(c.text())
	if !ok && c.text() != "" {
		c.bad("une longueur en pages (1 3/8)")
	}
	return n
}

func col(title string, width float64, kind doc.Kind) doc.Column {
	return doc.Column{Title: title, Width: width, Kind: kind}
}

func hidden(title string) doc.Column { return doc.Column{Title: title, Width: 1, Hidden: true} }

func number(n int) doc.Cell {
	if n == 0 {
		return doc.Cell{Kind: doc.Int}
	}
	return doc.N(n)
}

// in marks a cell that people may change.
func in(c doc.Cell) doc.Cell { return c.Editable() }

const nameSeparator = " ; "

func joinNames(names []string) string { return strings.Join(names, nameSeparator) }

func splitNames(s string) []string {
	var out []string
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' }) {
		if p = trim(p); p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// sceneFields are the columns of the scenes. The hidden ones hold what people need not see, so that nothing is lost.
func sceneFields() []field[Scene] {
	str := func(title string, width float64, p func(*Scene) *string) field[Scene] {
		return field[Scene]{col(title, width, doc.Text), func(s *Scene) doc.Cell { return in(doc.S(*p(s))) }, func(s *Scene, c cellReader) { *p(s) = c.text() }}
	}
	hide := func(title string, p func(*Scene) *string) field[Scene] {
		return field[Scene]{hidden(title), func(s *Scene) doc.Cell { return doc.S(*p(s)) }, func(s *Scene, c cellReader) { *p(s) = c.text() }}
	}
	origin := func(title string, p func(*Scene) *Origin) field[Scene] {
		return field[Scene]{hidden(title), func(s *Scene) doc.Cell { return doc.S(string(*p(s))) }, func(s *Scene, c cellReader) { *p(s) = Origin(c.text()) }}
	}
	count := func(title string, p func(*Scene) *int) field[Scene] {
		f := field[Scene]{hidden(title), func(s *Scene) doc.Cell { return number(*p(s)) }, func(s *Scene, c cellReader) { *p(s) = c.whole() }}
		f.column.Kind = doc.Int
		return f
	}
	return []field[Scene]{
		str("N°", 1.4, func(s *Scene) *string { return &s.Number }),
		str("Intitulé", 7, func(s *Scene) *string { return &s.Heading }),
		{col("I/E", 1.6, doc.Centre), func(s *Scene) doc.Cell { return in(doc.C(string(s.Place))) }, func(s *Scene, c cellReader) {
			if s.Place = PlaceOf(c.text()); s.Place == "" && c.text() != "" {
				c.bad("INT, EXT ou INT/EXT")
			}
		}},
		str("Décor", 5, func(s *Scene) *string { return &s.Set }),
		str("Lieu", 4, func(s *Scene) *string { return &s.Location }),
		{col("Effet", 2, doc.Centre), func(s *Scene) doc.Cell { return in(doc.C(s.Light.Label())).On(lightFill(s.Light)) }, func(s *Scene, c cellReader) {
			if s.Light = LightOf(c.text()); s.Light == "" && c.text() != "" {
				c.bad("un effet (JOUR, NUIT, AUBE…)")
			}
		}},
		{col("Jour récit", 1.4, doc.Int), func(s *Scene) doc.Cell { return in(number(s.StoryDay)) }, func(s *Scene, c cellReader) { s.StoryDay = c.whole() }},
		{doc.Column{Key: "eighths", Title: "Huitièmes", Width: 1.4, Kind: doc.Int}, func(s *Scene) doc.Cell { return in(doc.N(s.Eighths)) }, func(s *Scene, c cellReader) { s.Eighths = c.whole() }},
		{doc.Column{Key: "seconds", Title: "Secondes", Width: 1.4, Kind: doc.Int}, func(s *Scene) doc.Cell { return in(doc.N(s.Seconds)) }, func(s *Scene, c cellReader) { s.Seconds = c.whole() }},
		{col("Minutes de tournage", 1.6, doc.Int), func(s *Scene) doc.Cell { return in(number(s.Minutes)) }, func(s *Scene, c cellReader) { s.Minutes = c.whole() }},
		{col("Rôles", 6, doc.Text), func(s *Scene) doc.Cell { return in(doc.S(joinNames(s.Roles))) }, func(s *Scene, c cellReader) {
			if s.Roles = splitNames(c.text()); s.Roles == nil {
				s.Roles = []string{}
			}
		}},
		str("Résumé", 8, func(s *Scene) *string { return &s.Summary }),
		str("Remarques", 5, func(s *Scene) *string { return &s.Comments }),
		str("Page", 1.2, func(s *Scene) *string { return &s.Page }),
		{hidden("Autres effets"), func(s *Scene) doc.Cell {
			var ls []string
			for _, l := range s.MoreLights {
				ls = append(ls, string(l))
			}
			return doc.S(strings.Join(ls, " "))
		}, func(s *Scene, c cellReader) {
			for _, l := range strings.Fields(c.text()) {
				s.MoreLights = append(s.MoreLights, Light(l))
			}
		}},
		hide("Effet écrit", func(s *Scene) *string { return &s.LightText }),
		origin("Origine effet", func(s *Scene) *Origin { return &s.LightFrom }),
		origin("Origine huitièmes", func(s *Scene) *Origin { return &s.EighthsFrom }),
		origin("Origine résumé", func(s *Scene) *Origin { return &s.SummaryFrom }),
		hide("Règle de minutage", func(s *Scene) *string { return &s.SecondsRule }),
		hide("Temps du récit", func(s *Scene) *string { return &s.Story }),
		hide("Partie", func(s *Scene) *string { return &s.Section }),
		hide("Identifiant", func(s *Scene) *string { return &s.SourceID }),
		count("Ligne", func(s *Scene) *int { return &s.Line }),
		count("Lignes imprimées", func(s *Scene) *int { return &s.Lines }),
		count("Mots dits", func(s *Scene) *int { return &s.DialogueWords }),
		count("Mots décrits", func(s *Scene) *int { return &s.ActionWords }),
		hide("Empreinte", func(s *Scene) *string { return &s.Digest }),
		{hidden("Saisi"), func(s *Scene) doc.Cell { return doc.S(strings.Join(s.ByHand, " ")) }, func(s *Scene, c cellReader) { s.ByHand = append(s.ByHand, strings.Fields(c.text())...) }},
		{hidden("Tel que lu"), func(s *Scene) doc.Cell { return doc.S(readAs(s)) }, func(s *Scene, c cellReader) { s.noteByHand(c.text()) }},
		{hidden("Numéro donné"), func(s *Scene) doc.Cell { return doc.S(yes(s.Invented)) }, func(s *Scene, c cellReader) { s.Invented = c.text() != "" }},
	}
}

// asRead lists, by name, the fields whose change by hand a new draft must keep.
func asRead(s *Scene) [6][2]string {
	return [6][2]string{{"eighths", strconv.Itoa(s.Eighths)}, {"seconds", strconv.Itoa(s.Seconds)}, {"light", string(s.Light)}, {"place", string(s.Place)}, {"set", s.Set}, {"location", s.Location}}
}

// readAs writes those fields as they were when the workbook was made.
func readAs(s *Scene) string {
	var parts []string
	for _, f := range asRead(s) {
		parts = append(parts, strings.ReplaceAll(f[1], "|", "/"))
	}
	return strings.Join(parts, "|")
}

// noteByHand compares the fields with what they were, and names those that changed.
func (s *Scene) noteByHand(before string) {
	parts := strings.Split(before, "|")
	for i, f := range asRead(s) {
		if len(parts) != 6 || parts[i] == strings.ReplaceAll(f[1], "|", "/") || slices.Contains(s.ByHand, f[0]) {
			continue
		}
		s.ByHand = append(s.ByHand, f[0])
		switch f[0] {
		case "eighths":
			s.EighthsFrom = ByHand
		case "seconds":
			s.SecondsRule = "saisi"
		case "light":
			s.LightFrom = ByHand
		}
	}
}

func yes(b bool) string {
	if b {
		return "oui"
	}
	return ""
}

// The rows of the other sheets carry the number of their scene.
type presenceRow struct {
	scene string
	Presence
}
type needRow struct {
	scene string
	Need
}
type extraRow struct {
	scene string
	Extra
}
type flagRow struct {
	scene string
	Flag
}

func stateColumn() doc.Column { return col("État", 1.8, doc.Centre) }

func presenceFields() []field[presenceRow] {
	type R = presenceRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Rôle", 4, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Role)) }, func(r *R, c cellReader) { r.Role = c.text() }},
		{col("Présence", 2, doc.Centre), func(r *R) doc.Cell { return in(doc.C(r.Mode.Label())) }, func(r *R, c cellReader) {
			switch fold(c.text()) {
			case "parlant", "":
				r.Mode = Speaking
			case "muet":
				r.Mode = Silent
			case "off":
				r.Mode = Off
			default:
				c.bad("parlant, muet ou off")
			}
		}},
		{col("Répliques", 1.4, doc.Int), func(r *R) doc.Cell { return number(r.Cues) }, func(r *R, c cellReader) { r.Cues = c.whole() }},
		{col("Mots dits", 1.4, doc.Int), func(r *R) doc.Cell { return number(r.Words) }, func(r *R, c cellReader) { r.Words = c.whole() }},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) }, func(r *R, c cellReader) { r.Line = c.whole() }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = c.state() }},
		{hidden("Voix off"), func(r *R) doc.Cell { return doc.S(yes(r.Off)) }, func(r *R, c cellReader) { r.Off = c.text() != "" }},
		{hidden("Téléphone"), func(r *R) doc.Cell { return doc.S(yes(r.Phone)) }, func(r *R, c cellReader) { r.Phone = c.text() != "" }},
	}
}

func needFields() []field[needRow] {
	type R = needRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Catégorie", 3, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Category.Label())) }, func(r *R, c cellReader) { r.Category = categoryLabelled(c.text()) }},
		{col("Élément", 5, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Name)) }, func(r *R, c cellReader) { r.Name = c.text() }},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) }, func(r *R, c cellReader) { r.Line = c.whole() }},
		{col("Fois", 1, doc.Int), func(r *R) doc.Cell { return number(r.Count) }, func(r *R, c cellReader) { r.Count = c.whole() }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = kept(c.state()) }},
	}
}

func extraFields() []field[extraRow] {
	type R = extraRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Groupe", 5, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Kind)) }, func(r *R, c cellReader) { r.Kind = c.text() }},
		{col("Nombre", 1.4, doc.Int), func(r *R) doc.Cell { return in(number(r.Count)) }, func(r *R, c cellReader) { r.Count = c.whole() }},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) }, func(r *R, c cellReader) { r.Line = c.whole() }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = kept(c.state()) }},
	}
}

func flagFields() []field[flagRow] {
	type R = flagRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Signal", 3, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Kind.Label())) }, func(r *R, c cellReader) {
			if r.Kind = flagLabelled(c.text()); r.Kind == "" {
				c.bad("un signal connu")
			}
		}},
		{col("Démarche", 7, doc.Text), func(r *R) doc.Cell { return doc.S(r.Kind.Duty()) }, nil},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) }, func(r *R, c cellReader) { r.Line = c.whole() }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = kept(c.state()) }},
	}
}

func roleFields() []field[Role] {
	return []field[Role]{
		{col("N°", 1, doc.Int), func(r *Role) doc.Cell { return in(number(r.Number)) }, func(r *Role, c cellReader) { r.Number = c.whole() }},
		{col("Rôle", 4, doc.Text), func(r *Role) doc.Cell { return doc.S(r.ID) }, func(r *Role, c cellReader) { r.ID = c.text() }},
		{col("Nom imprimé", 4, doc.Text), func(r *Role) doc.Cell { return in(doc.S(r.Name)) }, func(r *Role, c cellReader) {
			if r.Name = c.text(); r.Name == "" {
				r.Name = r.ID
			}
		}},
		{col("Âge", 1, doc.Int), func(r *Role) doc.Cell { return in(number(r.Age)) }, func(r *Role, c cellReader) { r.Age = c.whole() }},
		{col("Parlant", 1.2, doc.Centre), func(r *Role) doc.Cell { return in(doc.C(yes(r.Speaking))) }, func(r *Role, c cellReader) { r.Speaking = c.text() != "" && fold(c.text()) != "non" }},
		{col("Répliques", 1.4, doc.Int), func(r *Role) doc.Cell { return number(r.Cues) }, func(r *Role, c cellReader) { r.Cues = c.whole() }},
		{col("Mots", 1.4, doc.Int), func(r *Role) doc.Cell { return number(r.Words) }, func(r *Role, c cellReader) { r.Words = c.whole() }},
		{col("Autres noms", 4, doc.Text), func(r *Role) doc.Cell { return in(doc.S(joinNames(r.Aliases))) }, func(r *Role, c cellReader) { r.Aliases = splitNames(c.text()) }},
		{col("Ligne", 1.2, doc.Int), func(r *Role) doc.Cell { return number(r.Line) }, func(r *Role, c cellReader) { r.Line = c.whole() }},
		{stateColumn(), func(r *Role) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *Role, c cellReader) { r.State = c.state() }},
		{hidden("Ligne âge"), func(r *Role) doc.Cell { return number(r.AgeLine) }, func(r *Role, c cellReader) { r.AgeLine = c.whole() }},
	}
}

func aliasFields() []field[Alias] {
	return []field[Alias]{
		{col("Rôle", 4, doc.Text), func(a *Alias) doc.Cell { return doc.S(a.Role) }, func(a *Alias, c cellReader) { a.Role = c.text() }},
		{col("Autre nom", 4, doc.Text), func(a *Alias) doc.Cell { return doc.S(a.Other) }, func(a *Alias, c cellReader) { a.Other = c.text() }},
		{col("Pourquoi", 6, doc.Text), func(a *Alias) doc.Cell { return doc.S(a.Reason) }, func(a *Alias, c cellReader) { a.Reason = c.text() }},
		{stateColumn(), func(a *Alias) doc.Cell { return in(doc.C(a.State.Label())) }, func(a *Alias, c cellReader) { a.State = kept(c.state()) }},
	}
}

// kept is the state of a row whose state is blank: a person added it.
func kept(s State) State {
	if s == "" {
		return Kept
	}
	return s
}

// categoryLabelled finds a category from its French label or its code; another word is the caller's own category.
func categoryLabelled(s string) Category {
	for _, c := range Categories() {
		if fold(c.Label()) == fold(s) || string(c) == s {
			return c
		}
	}
	if c := categoryNamed(s); c != "" {
		return c
	}
	return Category(s)
}

// flagKinds lists the flags.
func flagKinds() []FlagKind {
	return []FlagKind{FlagChildren, FlagAnimals, FlagWeapons, FlagDrone, FlagFire, FlagRoad, FlagNightExt, FlagIntimacy, FlagProtected, FlagStunts, FlagWater, FlagHeight, FlagDrugs, FlagUniformPol}
}

func flagLabelled(s string) FlagKind {
	for _, k := range flagKinds() {
		if fold(k.Label()) == fold(s) || string(k) == s {
			return k
		}
	}
	return ""
}

// table writes rows under the columns of their fields.
func fieldTable[T any](key, sheet string, fields []field[T], rows []T) doc.Table {
	t := doc.Table{Key: key, Sheet: sheet, Title: sheet, Protected: false}
	for _, f := range fields {
		t.Columns = append(t.Columns, f.column)
	}
	for i := range rows {
		r := doc.Row{Key: "r" + strconv.Itoa(i)}
		for _, f := range fields {
			r.Cells = append(r.Cells, f.cell(&rows[i]))
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// Workbook is the breakdown as a workbook that people edit: one sheet for each kind of row. What ReadXLSX needs and people do not is in
// hidden columns.
func (s Sheets) Workbook() doc.Document {
	b := &s.Breakdown
	d := s.frame("Dépouillement")
	scenes := fieldTable("scenes", sheetScenes, sceneFields(), b.Scenes)
	if n := len(b.Scenes); n > 0 {
		total := doc.Row{Style: doc.Total}
		for _, c := range scenes.Columns {
			cell := doc.S("")
			switch c.Key {
			case "eighths", "seconds":
				sum := b.Eighths()
				if c.Key == "seconds" {
					sum = b.Seconds()
				}
				cell = doc.N(sum).With(fmt.Sprintf("SUM({r0.%s:r%d.%s})", c.Key, n-1, c.Key))
			default:
				if c.Title == "Intitulé" {
					cell = doc.S("Total")
				}
			}
			total.Cells = append(total.Cells, cell)
		}
		scenes.Rows = append(scenes.Rows, total)
	}
	var people []presenceRow
	var needs []needRow
	var extras []extraRow
	var flags []flagRow
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		for _, p := range sc.Presences {
			people = append(people, presenceRow{sc.Number, p})
		}
		for _, n := range sc.Elements {
			needs = append(needs, needRow{sc.Number, n})
		}
		for _, x := range sc.Extras {
			extras = append(extras, extraRow{sc.Number, x})
		}
		for _, f := range sc.Flags {
			flags = append(flags, flagRow{sc.Number, f})
		}
	}
	film := doc.Table{Sheet: sheetFilm, Title: sheetFilm, Columns: []doc.Column{col("Donnée", 3, doc.Text), col("Valeur", 8, doc.Text)}, Rows: []doc.Row{
		{Cells: []doc.Cell{doc.S("Titre"), in(doc.S(b.Title))}}, {Cells: []doc.Cell{doc.S("Source"), doc.S(b.Source)}}, {Cells: []doc.Cell{doc.S("Langue"), doc.S(b.Language)}},
		{Cells: []doc.Cell{doc.S("Séquences"), doc.N(len(b.Scenes))}},
	}}
	d.Blocks = []doc.Block{scenes, fieldTable("people", sheetPeople, presenceFields(), people), fieldTable("needs", sheetNeeds, needFields(), needs),
		fieldTable("extras", sheetExtras, extraFields(), extras), fieldTable("flags", sheetFlags, flagFields(), flags), fieldTable("roles", sheetRoles, roleFields(), b.Roles),
		fieldTable("aliases", sheetAliases, aliasFields(), b.Aliases), film}
	return d
}

// readRows reads the rows of a sheet.
func readRows[T any](wb xlsx.Workbook, sheet string, fields []field[T], keep func(*T) bool, rep *moteur.Report) ([]T, []string) {
	s, ok := wb.Sheet(sheet)
	if !ok {
		rep.Warnf(sheet, ruleSheet, "La feuille %s manque.", sheet)
		return nil, nil
	}
	var titles []string
	for _, f := range fields[:2] {
		titles = append(titles, f.column.Title)
	}
	head, ok := s.Find(titles...)
	if !ok {
		rep.Errorf(sheet, ruleSheet, "La feuille %s n'a plus sa ligne de titres (%s).", sheet, strings.Join(titles, ", "))
		return nil, nil
	}
	var out []T
	var refs []string
	for row := head.Row + 1; row < len(s.Rows); row++ {
		if len(s.Rows[row]) == 0 {
			continue
		}
		var v T
		for _, f := range fields {
			if f.read != nil && head.Has(f.column.Title) {
				f.read(&v, cellReader{head: head, row: row, title: f.column.Title, rep: rep})
			}
		}
		if keep(&v) {
			out, refs = append(out, v), append(refs, head.Ref(row, fields[0].column.Title))
		}
	}
	return out, refs
}

// ReadXLSX reads an edited workbook back into a breakdown. Rows may be changed, added and deleted; a row added without a state is kept by
// hand. Every cell that cannot be read is an error of the report, named by sheet and cell; the error is about the file itself.
func ReadXLSX(r io.Reader) (Breakdown, moteur.Report, error) {
	var rep moteur.Report
	b := Breakdown{Scenes: []Scene{}, Roles: []Role{}, Issues: []moteur.Issue{}}
	wb, err := xlsx.Read(r, xlsx.Limits{Rows: 200_000})
	if err != nil {
		return b, rep, fmt.Errorf("script: %w", err)
	}
	if _, ok := wb.Sheet(sheetScenes); !ok {
		return b, rep, &FormatError{Format: "XLSX", Detail: "ce classeur n'est pas un dépouillement : la feuille " + sheetScenes + " manque"}
	}
	if s, ok := wb.Sheet(sheetFilm); ok {
		if h, ok := s.Find("Donnée", "Valeur"); ok {
			for row := h.Row + 1; row < h.End(); row++ {
				switch fold(h.Text(row, "Donnée")) {
				case "titre":
					b.Title = h.Text(row, "Valeur")
				case "source":
					b.Source = h.Text(row, "Valeur")
				case "langue":
					b.Language = h.Text(row, "Valeur")
				}
			}
		}
	}
	scenes, _ := readRows(wb, sheetScenes, sceneFields(), func(s *Scene) bool { return s.Number != "" }, &rep)
	b.Scenes = append(b.Scenes, scenes...)
	at := map[string]int{}
	for i, s := range b.Scenes {
		if _, twice := at[s.Number]; twice {
			rep.Warnf(sheetScenes, ruleNumberTwice, "Le numéro de séquence %s sert deux fois.", clip(s.Number, 24))
			continue
		}
		at[s.Number] = i
	}
	scene := func(number, ref string) *Scene {
		i, ok := at[number]
		if !ok {
			rep.Errorf(ref, ruleScene, "La séquence «\u00a0%s\u00a0» n'existe pas.", clip(number, 24))
			return nil
		}
		return &b.Scenes[i]
	}
	people, refs := readRows(wb, sheetPeople, presenceFields(), func(r *presenceRow) bool { return r.Role != "" }, &rep)
	for i, r := range people {
		if s := scene(r.scene, refs[i]); s != nil {
			s.Presences = append(s.Presences, r.Presence)
		}
	}
	needs, refs := readRows(wb, sheetNeeds, needFields(), func(r *needRow) bool { return r.Name != "" }, &rep)
	for i, r := range needs {
		if s := scene(r.scene, refs[i]); s != nil {
			s.Elements = append(s.Elements, r.Need)
		}
	}
	extras, refs := readRows(wb, sheetExtras, extraFields(), func(r *extraRow) bool { return r.Kind != "" }, &rep)
	for i, r := range extras {
		if s := scene(r.scene, refs[i]); s != nil {
			s.Extras = append(s.Extras, r.Extra)
		}
	}
	flags, refs := readRows(wb, sheetFlags, flagFields(), func(r *flagRow) bool { return r.Kind != "" }, &rep)
	for i, r := range flags {
		if s := scene(r.scene, refs[i]); s != nil {
			s.Flags = append(s.Flags, r.Flag)
		}
	}
	roles, _ := readRows(wb, sheetRoles, roleFields(), func(r *Role) bool { return r.ID != "" }, &rep)
	b.Roles = append(b.Roles, roles...)
	b.Aliases, _ = readRows(wb, sheetAliases, aliasFields(), func(a *Alias) bool { return a.Role != "" && a.Other != "" }, &rep)
	settle(&b)
	return b, rep, nil
}

// settle makes roles, presences and scenes agree after hand edits: a role named in a scene exists, and a presence kept puts its role in the
// scene.
func settle(b *Breakdown) {
	known := map[string]int{}
	for i := range b.Roles {
		b.Roles[i].Scenes = nil
		known[b.Roles[i].ID] = i
	}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		gone := map[string]bool{}
		for _, p := range sc.Presences {
			gone[p.Role] = p.State == Rejected
			if p.State != Rejected && !slices.Contains(sc.Roles, p.Role) {
				sc.Roles = append(sc.Roles, p.Role)
			}
		}
		sc.Roles = slices.DeleteFunc(sc.Roles, func(id string) bool { return gone[id] })
		if len(sc.Presences) > 0 {
			for _, id := range sc.Roles {
				if _, told := gone[id]; !told { // added in the list of the scene
					sc.Presences = append(sc.Presences, Presence{Role: id, Mode: Speaking, State: Kept})
				}
			}
		}
		for _, id := range sc.Roles {
			k, ok := known[id]
			if !ok {
				k = len(b.Roles)
				known[id] = k
				b.Roles = append(b.Roles, Role{ID: id, Name: id, Number: k + 1})
			}
			b.Roles[k].Scenes = append(b.Roles[k].Scenes, sc.Number)
		}
	}
}
