package breakdown

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/script"
)

// cellReader reads the cell of one column in one row, and notes what it cannot read.
type cellReader struct {
	head  xlsx.Head
	row   int
	title string
	// old is what the cell held when the workbook was made, nil for a row that a person added.
	old *string
	// again tells that old is being read, because the cell could not be; fault is what was wrong with the cell.
	again bool
	fault *string
}

func (c cellReader) text() string {
	if c.again {
		return *c.old
	}
	return c.head.Text(c.row, c.title)
}

// whole reads a whole number from 0 to a limit.
func (c cellReader) whole(limit int64) int {
	t := c.text()
	if t == "" {
		return 0
	}
	d, err := money.Parse(t)
	switch {
	case err != nil || !d.IsInteger():
		c.bad("un nombre entier")
	case d.IsNegative():
		c.bad("un nombre positif")
	case d.GreaterThan(decimal.NewFromInt(limit)):
		c.bad(fmt.Sprintf("un nombre de 0 à %d", limit))
	default:
		return int(d.IntPart())
	}
	return 0
}

// eighths reads a length: a whole number counts eighths; "1 2/8", and the 1,25 that a spreadsheet makes of it, count pages. A spreadsheet
// makes a date of "2/8", which is read back.
func (c cellReader) eighths() int {
	t := c.text()
	if t == "" {
		return 0
	}
	if d, err := money.Parse(t); err == nil && d.IsInteger() && !d.IsNegative() {
		n := d.IntPart()
		if n <= script.MaxEighths {
			return int(n)
		}
		const first, last = 36_526, 73_050 // serial days of the years 2000 to 2099
		if n >= first && n <= last {
			day := moteur.NewDate(1899, time.December, 30).AddDays(int(n))
			if day.Month() == time.August {
				return day.Day()
			} else if day.Day() == 8 {
				return int(day.Month())
			}
		}
	} else if n, ok := script.ParseEighths(t); ok {
		return n
	}
	c.bad("une longueur (« 3 » huitièmes, « 1 2/8 »)")
	return 0
}

// bad notes that the cell is not what is wanted.
func (c cellReader) bad(want string) {
	if *c.fault == "" {
		*c.fault = want
	}
}

// code reads a word of a closed list, or none, in a cell that people do not see.
func code[T interface {
	~string
	Accepted() []string
}](c cellReader, word string) T {
	v := T(word)
	if known := v.Accepted(); word != "" && !slices.Contains(known, word) {
		c.bad(strings.Join(known, ", "))
		return ""
	}
	return v
}

// state reads proposé, gardé or rejeté; a blank cell of a row that a person added is gardé.
func (c cellReader) state() State {
	t := c.text()
	switch fr.Fold(t) {
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

// splitNames cuts a cell into names, each once: at semicolons and line ends. cut is more separators.
func splitNames(s string, cut ...rune) []string {
	var out []string
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' || slices.Contains(cut, r) }) {
		if p = strings.TrimSpace(p); p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// splitRoles cuts the names of a list at their commas ("PAUL, MARC"), but for the roles whose own name holds one.
func splitRoles(names []string, known map[string]bool) []string {
	out := make([]string, 0, len(names))
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, name := range names {
		parts := strings.Split(name, ",")
		for i := 0; i < len(parts); {
			end := i + 1
			for k := len(parts); k > end; k-- { // the longest known name that starts here
				if known[fr.Fold(strings.Join(parts[i:k], ","))] {
					end = k
				}
			}
			name = strings.Join(parts[i:end], ",")
			if several := several(name, known); several != nil {
				for _, n := range several {
					add(n)
				}
			} else {
				add(name)
			}
			i = end
		}
	}
	return out
}

// several cuts a name that is no role into those it names with other signs (ROSE / PAUL et INÈS), when each is a role; else nil.
func several(name string, known map[string]bool) []string {
	if known[fr.Fold(name)] {
		return nil
	}
	parts := strings.Split(strings.NewReplacer(" et ", "/", " ET ", "/", "&", "/", "+", "/").Replace(name), "/")
	for _, p := range parts {
		if !known[fr.Fold(strings.TrimSpace(p))] {
			return nil
		}
	}
	return parts
}

// yes reads a cell that holds "oui", or nothing.
func (c cellReader) yes() bool {
	switch fr.Fold(c.text()) {
	case "oui", "x", "vrai", "1":
		return true
	case "", "non", "faux", "0":
		return false
	}
	c.bad("oui, ou rien")
	return false
}

// kept is the state of a row whose state is blank: a person added it.
func kept(s State) State {
	if s == "" {
		return Kept
	}
	return s
}

// chosen is the state of a row that a person changed: what was only proposed is kept.
func chosen(s State) State {
	if s == Proposed {
		return Kept
	}
	return kept(s)
}

// bookRow is a row that was read: its value, its first cell, and what its cells held when the workbook was made.
type bookRow[T any] struct {
	value T
	ref   string
	old   map[string]string
	at    func(title string) string // names the cell of a column
	from  *Scene                    // the scene it belonged to, when a person gave it to another
}

// readRows reads the rows of a sheet.
func readRows[T any](wb xlsx.Workbook, sheet string, fields []field[T], keep func(*T) bool, rep *moteur.Report) []bookRow[T] {
	s, ok := wb.Sheet(sheet)
	if !ok {
		rep.Warnf(sheet, ruleSheet, "La feuille %s manque.", sheet)
		return nil
	}
	var titles []string
	for _, f := range fields[:2] {
		titles = append(titles, f.column.Title)
	}
	head, ok := s.Find(titles...)
	if !ok {
		rep.Errorf(sheet, ruleSheet, "La feuille %s n'a plus sa ligne de titres (%s).", sheet, strings.Join(titles, ", "))
		return nil
	}
	var out []bookRow[T]
	for row := head.Row + 1; row < len(s.Rows); row++ {
		if len(s.Rows[row]) == 0 {
			continue
		}
		var v T
		old := asWritten(head, row)
		var faults []moteur.Issue
		for _, f := range fields {
			if f.read == nil || !head.Has(f.column.Title) {
				continue
			}
			fault := ""
			c := cellReader{head: head, row: row, title: f.column.Title, fault: &fault}
			if was, ok := old[f.column.Title]; ok {
				c.old = &was
			}
			if f.read(&v, c); fault == "" && c.old != nil && f.fact(&v) && held(f.cell(&v).Label()) != *c.old {
				fault = "ce que le texte dit"
			}
			if fault != "" {
				faults = append(faults, c.refuse(fault))
				if c.old != nil {
					c.again = true
					f.read(&v, c)
				}
			}
		}
		if !keep(&v) && old != nil && sheet != sheetScenes { // a scene without a word is taken out
			faults = append(faults, named(&v, fields, cellReader{head: head, row: row})...)
		}
		if keep(&v) {
			at := func(title string) string { return head.Ref(row, title) }
			out = append(out, bookRow[T]{value: v, ref: at(fields[0].column.Title), old: old, at: at})
			rep.Issues = append(rep.Issues, faults...)
		}
	}
	return out
}

// named gives a row whose name a person emptied, while other cells of it are full, its name back, and tells it. A row emptied whole is a
// row taken out.
func named[T any](v *T, fields []field[T], c cellReader) []moteur.Issue {
	old := asWritten(c.head, c.row)
	full := false
	var emptied []field[T]
	for _, f := range fields {
		if f.read == nil || f.column.Hidden || f.column.Title == "Séquence" || !c.head.Has(f.column.Title) {
			continue
		}
		if c.head.Text(c.row, f.column.Title) != "" {
			full = true
		} else if old[f.column.Title] != "" && f.column.Kind == doc.Text {
			emptied = append(emptied, f)
		}
	}
	if !full {
		return nil
	}
	var told []moteur.Issue
	for _, f := range emptied {
		was, fault := old[f.column.Title], ""
		c.title, c.old, c.again, c.fault = f.column.Title, &was, true, &fault
		f.read(v, c)
		c.again = false
		told = append(told, c.refuse("un nom (pour ôter la ligne, la rejeter ou la supprimer)"))
	}
	return told
}

// refuse is the issue of a cell that is not what is wanted: a warning when its old value is kept, else an error.
func (c cellReader) refuse(want string) moteur.Issue {
	i := moteur.Issue{Path: c.head.Ref(c.row, c.title), Severity: moteur.Error, Rule: ruleCell,
		Message: fmt.Sprintf("Attendu %s, trouvé «\u00a0%s\u00a0».", want, fr.Clip(c.text()))}
	if c.old != nil {
		i.Severity = moteur.Warning
		i.Message += fmt.Sprintf(" La valeur d'avant est gardée : «\u00a0%s\u00a0».", fr.Clip(*c.old))
	}
	return i
}

// asWritten reads the hidden cell that holds what the cells of a row held when the workbook was made; nil for a row that a person added.
func asWritten(head xlsx.Head, row int) map[string]string {
	var old map[string]string
	if json.Unmarshal([]byte(head.Text(row, titleOld)), &old) != nil {
		return nil // no such cell, or one that was typed in
	}
	return old
}

// ReadXLSX reads an edited workbook back into a breakdown. Rows may be changed, added and deleted; a row added without a state is kept by
// hand, and a scene added with no more than its heading is read from it. A cell that cannot be read keeps the value it had when the
// workbook was made, and is named by sheet and cell in the report: a warning, or an error when it had none. The error is about the
// file itself.
func ReadXLSX(r io.Reader) (Breakdown, moteur.Report, error) {
	var rep moteur.Report
	b := Breakdown{Scenes: []Scene{}, Roles: []Role{}, Issues: []moteur.Issue{}}
	wb, err := xlsx.Read(r, xlsx.Limits{Rows: 200_000})
	if err != nil {
		return b, rep, fmt.Errorf("breakdown: %w", err)
	}
	if _, ok := wb.Sheet(sheetScenes); !ok {
		return b, rep, &script.FormatError{
			Format: "XLSX", Detail: "ce classeur n'est pas un dépouillement : la feuille " + sheetScenes + " manque",
		}
	}
	x := workbookReader{wb: wb, out: &b, rep: &rep, at: map[string]int{}, was: map[string]int{}, gone: map[int]map[string]bool{},
		categories: map[Category]bool{}}
	x.film()
	roles := readRows(wb, sheetRoles, roleFields(), func(r *Role) bool { return r.ID != "" }, &rep)
	x.renames(roles)
	for _, r := range roles {
		b.Roles = append(b.Roles, r.value)
	}
	boardNumbers(b.Roles, &rep)
	x.scenes(b.Roles)
	x.people()
	addRows(&x, sheetNeeds, needFields(), func(r *needRow) bool { return r.Name != "" }, x.need)
	x.newCategories()
	addRows(&x, sheetExtras, extraFields(), func(r *extraRow) bool { return r.Kind != "" }, addExtra)
	addRows(&x, sheetFlags, flagFields(), func(r *flagRow) bool { return r.Kind != "" }, x.flag)
	b.Aliases = x.aliases(sheetAliases, "Rôle")
	if _, ok := wb.Sheet(sheetPlaces); ok { // workbooks made before had none
		b.PlaceAliases = x.aliases(sheetPlaces, "Lieu")
	}
	x.rowsGone()
	settle(&b)
	x.rename()
	return b, rep, nil
}

// aliases reads a sheet of proposals.
func (x *workbookReader) aliases(sheet, what string) []Alias {
	var out []Alias
	for _, r := range readRows(x.wb, sheet, aliasFields(what), func(a *Alias) bool { return a.Role != "" && a.Other != "" }, x.rep) {
		out = append(out, r.value)
	}
	return out
}

// boardNumbers tells the board numbers that two roles have.
func boardNumbers(roles []Role, rep *moteur.Report) {
	first := map[int]string{}
	for _, r := range roles {
		if other, twice := first[r.Number]; twice && r.Number > 0 {
			rep.Warnf(sheetRoles, ruleNumberTwice, "Le numéro de rôle %d sert deux fois : %s, %s.", r.Number, fr.Clip(other), fr.Clip(r.ID))
			continue
		}
		first[r.Number] = r.ID
	}
}

// workbookReader reads the sheets of a workbook into a breakdown.
type workbookReader struct {
	wb  xlsx.Workbook
	out *Breakdown
	rep *moteur.Report
	at  map[string]int // number of a scene → its place
	was map[string]int // number that a scene had when the workbook was made → its place
	// gone names the roles that a person took out of the list of a scene, by the place of the scene
	gone    map[int]map[string]bool
	renamed map[string]string // folded name of a role → the one a person gave it
	fresh   map[string]bool   // roles that a person typed, already told
	printed map[string]string // name that a person gave a role → the name to print
	// categories are those of the production that the workbook had, typed those that a person wrote
	categories map[Category]bool
	typed      []typedCategory
}

// addedByHand, in Scene.ByHand, tells a scene that a person added whole.
const addedByHand = "added"

// blank tells a row where nothing that people read is typed.
func (s *Scene) blank() bool {
	return s.Number+s.Heading+s.Set+s.Location+s.Summary+s.Comments+s.Page == "" && len(s.Roles) == 0 && s.Eighths == 0 && s.Seconds == 0
}

// removed notes the roles that the list of scene i held and holds no more.
func (x *workbookReader) removed(i int, was string, now []string) {
	for _, name := range splitNames(was) {
		name = x.canonical(name)
		if !slices.ContainsFunc(now, func(n string) bool { return x.canonical(n) == name }) {
			if x.gone[i] == nil {
				x.gone[i] = map[string]bool{}
			}
			x.gone[i][name] = true
		}
	}
}

// film reads the sheet of the film: title, source, language.
func (x *workbookReader) film() {
	s, _ := x.wb.Sheet(sheetFilm)
	h, ok := s.Find("Donnée", "Valeur")
	if !ok {
		return
	}
	for row := h.Row + 1; row < h.End(); row++ {
		switch value := h.Text(row, "Valeur"); fr.Fold(h.Text(row, "Donnée")) {
		case "titre":
			x.out.Title = value
			if h.Has(titleOld) && h.Text(row, titleOld) != value {
				x.out.TitleFrom = ByHand
			}
		case "titre saisi":
			if value != "" {
				x.out.TitleFrom = ByHand
			}
		case "source":
			x.out.Source = value
		case "langue":
			x.out.Language = value
		}
	}
}

// scenes reads the scenes and notes where each number is.
func (x *workbookReader) scenes(roles []Role) {
	known := map[string]bool{}
	for _, r := range roles {
		known[fr.Fold(r.ID)], known[fr.Fold(x.canonical(r.ID))] = true, true
	}
	total := func(s *Scene) bool { return s.Number == "" && fr.Fold(s.Heading) == "total" }
	rows := readRows(x.wb, sheetScenes, sceneFields(), func(s *Scene) bool { return !total(s) && !s.blank() }, x.rep)
	for _, r := range rows {
		s := r.value
		s.Number = fr.Visible(s.Number)
		if s.Number+s.Heading+s.Set+s.Location == "" {
			x.rep.Warnf(r.ref, ruleScene, "Ligne sans numéro, intitulé, décor ni lieu : laissée de côté.")
			continue
		}
		i := len(x.out.Scenes)
		s.Roles = splitRoles(s.Roles, known)
		if r.old != nil {
			x.reread(&s, r)
			was := splitNames(r.old["Rôles"])
			for _, name := range s.Roles {
				if !slices.Contains(was, name) {
					x.newRole(name, r.at("Rôles"))
				}
			}
			s.noteByHand(r.old)
			x.removed(i, r.old["Rôles"], s.Roles)
		} else {
			s.agree(s.Set != "")
			if s.Heading == "" {
				s.Heading = composeHeading(s)
			}
			s.fromHeading()
			s.ByHand = append(s.ByHand, addedByHand)
		}
		if s.byHand("eighths") && s.Eighths == 0 && !s.Omitted && r.old["Huitièmes"] != "0" {
			x.rep.Warnf(r.ref, ruleCell, "La séquence %s est tournée : sa longueur est d'un huitième au moins.", fr.Shorten(s.Number, 24))
			s.Eighths = 1
			s.timed(pageSeconds)
		}
		x.out.Scenes = append(x.out.Scenes, s)
		if was := r.old["N°"]; was != "" {
			if _, twice := x.was[was]; !twice {
				x.was[was] = i
			}
		}
		if s.Number == "" {
			continue
		}
		if _, twice := x.at[s.Number]; twice {
			x.rep.Warnf(r.ref, ruleNumberTwice, "Le numéro de séquence %s sert deux fois.", fr.Shorten(s.Number, 24))
			continue
		}
		x.at[s.Number] = i
	}
	last := ""
	for i := range x.out.Scenes {
		s := &x.out.Scenes[i]
		for n := 1; s.Number == ""; n++ { // a number after that of the scene before
			number := last + letters(n)
			if _, taken := x.at[number]; !taken {
				s.Number, s.Invented, x.at[number] = number, true, i
			}
		}
		last = s.Number
	}
}

// fromHeading fills what a row that a person added does not tell with what its heading says.
func (s *Scene) fromHeading() {
	h := script.ParseHeading(s.Heading)
	if h.Number != "" && (s.Number == "" || numberKey(s.Number) == numberKey(h.Number)) { // the heading is kept without its number
		s.Heading = h.Text
	}
	s.Number, s.Place, s.Set = cmp.Or(s.Number, h.Number), cmp.Or(s.Place, h.Place), cmp.Or(s.Set, h.Set)
	if s.Light == "" && h.Light != "" {
		s.Light, s.MoreLights, s.LightText, s.LightFrom = h.Light, h.More, h.LightText, Written
	}
	s.agree(false)
	s.Story, s.Kind, s.Omitted = cmp.Or(s.Story, h.Story), cmp.Or(s.Kind, h.Kind), s.Omitted || h.Omitted
	if s.Eighths > 0 {
		s.EighthsFrom = ByHand
	} else if !s.Omitted {
		s.Eighths, s.EighthsFrom = 1, Estimated
	}
	if s.Seconds > 0 {
		s.SecondsRule = "saisi"
	} else {
		s.timed(pageSeconds)
	}
	if s.Summary != "" {
		s.SummaryFrom = ByHand
	}
}

// sceneRow is a row that belongs to a scene.
type sceneRow interface{ number() string }

// addRows reads a sheet whose rows belong to scenes, and adds each to its own. Those of a scene whose row was deleted go with it.
func addRows[R sceneRow](x *workbookReader, sheet string, fields []field[R], named func(*R) bool, add func(*Scene, bookRow[R])) {
	gone := map[string]int{}
	for _, r := range readRows(x.wb, sheet, fields, named, x.rep) {
		number := r.value.number()
		was := r.old["Séquence"]
		from, stands := x.was[was]
		at, ok := x.at[number]
		if number == was { // nobody touched it: it goes with its scene, whatever number that one has now
			at, ok = from, stands
		} else if !ok {
			at, ok = x.was[number]
		}
		switch {
		case ok:
			if stands && from != at {
				r.from = &x.out.Scenes[from]
			}
			add(&x.out.Scenes[at], r)
		case was == number && number != "":
			gone[number]++
		default:
			x.rep.Errorf(r.ref, ruleScene, "La séquence «\u00a0%s\u00a0» n'existe pas.", fr.Shorten(number, 24))
		}
	}
	for _, number := range slices.Sorted(maps.Keys(gone)) {
		x.rep.Notef(sheet, ruleScene, "La séquence %s n'est plus dans la feuille %s : %s à elle ici.", fr.Shorten(number, 24), sheetScenes,
			fr.Plural(gone[number], "ligne laissée", "lignes laissées"))
	}
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
		if sc.Omitted { // its number is all it keeps
			sc.Eighths, sc.Seconds, sc.SecondsRule = 0, 0, ""
		}
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
