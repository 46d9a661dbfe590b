package breakdown

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

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
		c.rep.Errorf(ce.Ref, ruleCell, "Attendu %s, trouvé «\u00a0%s\u00a0».", ce.Want, fr.Clip(ce.Text))
		return
	}
	c.rep.Errorf(c.head.Ref(c.row, c.title), ruleCell, "%s", err)
}

func (c cellReader) bad(want string) {
	c.rep.Errorf(c.head.Ref(c.row, c.title), ruleCell, "Attendu %s, trouvé «\u00a0%s\u00a0».", want, fr.Clip(c.text()))
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

func splitNames(s string) []string {
	var out []string
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' }) {
		if p = strings.TrimSpace(p); p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// kept is the state of a row whose state is blank: a person added it.
func kept(s State) State {
	if s == "" {
		return Kept
	}
	return s
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
		return b, rep, fmt.Errorf("breakdown: %w", err)
	}
	if _, ok := wb.Sheet(sheetScenes); !ok {
		return b, rep, &script.FormatError{
			Format: "XLSX", Detail: "ce classeur n'est pas un dépouillement : la feuille " + sheetScenes + " manque",
		}
	}
	x := workbookReader{wb: wb, out: &b, rep: &rep, at: map[string]int{}}
	x.film()
	x.scenes()
	addRows(&x, sheetPeople, presenceFields(), func(r *presenceRow) bool { return r.Role != "" },
		func(s *Scene, r presenceRow) { s.Presences = append(s.Presences, r.Presence) })
	addRows(&x, sheetNeeds, needFields(), func(r *needRow) bool { return r.Name != "" },
		func(s *Scene, r needRow) { s.Elements = append(s.Elements, r.Need) })
	addRows(&x, sheetExtras, extraFields(), func(r *extraRow) bool { return r.Kind != "" },
		func(s *Scene, r extraRow) { s.Extras = append(s.Extras, r.Extra) })
	addRows(&x, sheetFlags, flagFields(), func(r *flagRow) bool { return r.Kind != "" },
		func(s *Scene, r flagRow) { s.Flags = append(s.Flags, r.Flag) })
	roles, _ := readRows(wb, sheetRoles, roleFields(), func(r *Role) bool { return r.ID != "" }, &rep)
	b.Roles = append(b.Roles, roles...)
	b.Aliases, _ = readRows(wb, sheetAliases, aliasFields(), func(a *Alias) bool { return a.Role != "" && a.Other != "" }, &rep)
	settle(&b)
	return b, rep, nil
}

// workbookReader reads the sheets of a workbook into a breakdown.
type workbookReader struct {
	wb  xlsx.Workbook
	out *Breakdown
	rep *moteur.Report
	at  map[string]int // number of a scene → its place
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
		case "source":
			x.out.Source = value
		case "langue":
			x.out.Language = value
		}
	}
}

// scenes reads the scenes and notes where each number is.
func (x *workbookReader) scenes() {
	scenes, _ := readRows(x.wb, sheetScenes, sceneFields(), func(s *Scene) bool { return s.Number != "" }, x.rep)
	x.out.Scenes = append(x.out.Scenes, scenes...)
	for i, s := range x.out.Scenes {
		if _, twice := x.at[s.Number]; twice {
			x.rep.Warnf(sheetScenes, ruleNumberTwice, "Le numéro de séquence %s sert deux fois.", fr.Shorten(s.Number, 24))
			continue
		}
		x.at[s.Number] = i
	}
}

// sceneRow is a row that belongs to a scene.
type sceneRow interface{ number() string }

// addRows reads a sheet whose rows belong to scenes, and adds each to its own.
func addRows[R sceneRow](x *workbookReader, sheet string, fields []field[R], named func(*R) bool, add func(*Scene, R)) {
	rows, refs := readRows(x.wb, sheet, fields, named, x.rep)
	for i, r := range rows {
		at, ok := x.at[r.number()]
		if !ok {
			x.rep.Errorf(refs[i], ruleScene, "La séquence «\u00a0%s\u00a0» n'existe pas.", fr.Shorten(r.number(), 24))
			continue
		}
		add(&x.out.Scenes[at], r)
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
