package schedule

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The sheet of strips that people edit, and its columns.
const (
	stripSheet = "Bandes à déplacer"
	colDay     = "Jour"
	colDate    = "Date"
	colUnit    = "Équipe"
	colScene   = "Séquence"
	colStart   = "De"
	colRoles   = "Rôles"
	colMinutes = "Minutes"
	colEffect  = "Effet"
	colSet     = "Décor"
	colPlace   = "Lieu"
)

// hourColumns are the hours of a day, on the first of its rows.
var hourColumns = [...]string{"Convocation", "PAT", "Repas", "Fin"}

// hours are the hours of a day in the order of hourColumns.
func (d Day) hours() [4]labour.Clock { return [4]labour.Clock{d.Call, d.Ready, d.Meal, d.Wrap} }

// minutesOfDay are those of a fraction of a day kept by a spreadsheet.
var minutesOfDay = decimal.NewFromInt(24 * 60)

const stripTitle = "À changer ici : le jour, la date, les heures, les rôles ou les minutes d'une séquence, ou la place de sa ligne " +
	"(l'ordre des lignes est celui du tournage). Le reste du classeur n'est pas relu."

// strips is the sheet people edit: a row a scene or a part of one, its day, its hours, its roles and its minutes.
func (b *printer) strips() doc.Table {
	t := doc.Table{Sheet: stripSheet, Title: stripTitle, Columns: []doc.Column{
		{Title: colDay, Width: 1, Kind: doc.Int}, {Title: colDate, Width: 1.5, Kind: doc.Date}, {Title: colUnit, Width: 1}}}
	dated := !b.Problem.Calendar.Dateless
	if dated {
		for _, h := range hourColumns {
			t.Columns = append(t.Columns, doc.Column{Title: h, Width: 1.2, Kind: doc.Centre})
		}
	}
	t.Columns = append(t.Columns, doc.Column{Title: colScene, Width: 1})
	if dated {
		t.Columns = append(t.Columns, doc.Column{Title: colStart, Width: 1, Kind: doc.Centre})
	}
	t.Columns = append(t.Columns, doc.Column{Title: colEffect, Width: 1.6}, doc.Column{Title: colSet, Width: 4},
		doc.Column{Title: colPlace, Width: 3}, doc.Column{Title: colRoles, Width: 2.5},
		doc.Column{Title: colMinutes, Width: 1, Kind: doc.Int})
	for _, d := range b.days {
		for i, s := range d.scenes {
			cells := []doc.Cell{doc.N(d.Number).Editable(), doc.D(d.Date).Editable(), doc.S(d.Unit).Editable()}
			for _, h := range d.hours() {
				switch {
				case dated && i == 0 && h.Known():
					cells = append(cells, doc.C(written(h.Minutes())).Editable())
				case dated:
					cells = append(cells, doc.C("").Editable())
				}
			}
			cells = append(cells, doc.S(d.slots[i].Part.label(s.ID)))
			if dated {
				cells = append(cells, doc.C(written(d.slots[i].From.Minutes())).Editable())
			}
			t.Rows = append(t.Rows, doc.Row{Cells: append(cells, doc.S(effect(s)).On(stripColour(s)), doc.S(s.Set),
				doc.S(placeName(b.x, s.place())), doc.S(cast(b.x, s)).Editable(), doc.N(b.Problem.minutesIn(d.Day, s)).Editable())})
		}
	}
	return t
}

// ReadPlan reads back a workbook written by Paper.WriteXLSX after people edited its strips: the day of a scene may be changed, rows may
// be cut and put elsewhere, columns may change places, blank rows may stand between. The order of the rows is the order of shooting.
// Days keep the date they had in base, unless the date of all their rows is changed; a new day takes the date typed on its rows. A day
// that nothing changes keeps its hours; any other has them set anew, but for those typed. "12 (1/3)" in the column of the scenes is a
// part of scene 12. Minutes and roles typed change the scene: they come back in the problem, a copy of the one given. Days are numbered
// anew by date. The report names every cell that cannot be understood, whose row is left out, and every edit that is not read, then
// holds what Check says of the plan; the error is nil unless the file itself cannot be read.
func ReadPlan(r io.Reader, p Problem, base Plan) (Problem, Plan, moteur.Report, error) {
	var rep moteur.Report
	wb, err := xlsx.Read(r, xlsx.Limits{})
	if err != nil {
		return p, Plan{}, rep, err
	}
	sheet, _ := wb.Sheet(stripSheet)
	head, found := sheet.Find(colDay, colScene)
	if !found {
		return p, Plan{}, rep, fmt.Errorf("classeur : feuille %q absente, ou sans ses colonnes %q et %q", stripSheet, colDay, colScene)
	}
	given := p
	p.Scenes = slices.Clone(p.Scenes)
	e := edited{p: p, head: head, rep: &rep, was: map[string]strip{}, known: map[dayKey]Day{}, at: map[dayKey]int{},
		seen: map[string]int{}, parts: map[string]Part{}, retimed: map[string]bool{}, cast: map[string][]string{}}
	e.x = e.p.index()
	e.remember(base)
	for row := head.Row + 1; row < len(sheet.Rows); row++ {
		if len(sheet.Rows[row]) > 0 {
			e.row(row)
		}
	}
	e.wholes()
	out := e.plan()
	out.Title = base.Title
	slices.SortStableFunc(out.Days, func(a, b Day) int {
		return cmp.Or(a.at(p.Calendar)-b.at(p.Calendar), strings.Compare(a.Unit, b.Unit))
	})
	if !p.Calendar.Dateless {
		numbers := map[string]int{}
		for i := range out.Days {
			numbers[out.Days[i].Unit]++
			out.Days[i].Number = numbers[out.Days[i].Unit]
		}
	}
	e.others(wb, Paper{Problem: given, Plan: base})
	rep.Merge("", Check(e.p, out))
	return e.p, out, rep, nil
}

type dayKey struct {
	unit   string
	number int
}

// strip is a row of the base plan.
type strip struct {
	day  Day
	slot Slot
	part Part
}

// edited is a workbook being read.
type edited struct {
	p       Problem
	x       index
	head    xlsx.Head
	rep     *moteur.Report
	was     map[string]strip // by scene, or scene and part: its row in the base plan
	known   map[dayKey]Day
	at      map[dayKey]int
	seen    map[string]int // by scene, or scene and part: its row
	days    []editedDay
	parts   map[string]Part     // those of the rows read
	retimed map[string]bool     // rows whose minutes changed
	cast    map[string][]string // by scene: the roles typed
}

// editedDay is a day as its rows tell it.
type editedDay struct {
	key  dayKey
	rows []editedRow
}

// editedRow is a row that was read.
type editedRow struct {
	row    int
	label  string // the scene, with its part
	scene  string
	date   moteur.Date
	hours  [4]labour.Clock
	starts labour.Clock
}

// remember keeps what the base plan says of every row.
func (e *edited) remember(base Plan) {
	for _, d := range base.Days {
		e.known[dayKey{d.Unit, d.Number}] = d
		for _, slot := range e.p.Timetable(d) {
			e.was[slot.Part.label(slot.Scene)] = strip{d, slot, slot.Part}
		}
	}
}

// cell adds an error of a cell.
func (e *edited) cell(row int, column, format string, args ...any) {
	e.rep.Errorf(e.head.Ref(row, column), "schedule/cell", format, args...)
}

// unread tells an edit that changes nothing.
func (e *edited) unread(row int, column, format string, args ...any) {
	e.rep.Warnf(e.head.Ref(row, column), "schedule/cell", format, args...)
}

// bad tells the error of reading a cell, if any.
func (e *edited) bad(row int, column string, err error) bool {
	var c *xlsx.CellError
	switch {
	case errors.As(err, &c):
		e.rep.Errorf(c.Ref, "schedule/cell", "Attendu %s, trouvé « %s ».", c.Want, c.Text)
	case err != nil:
		e.cell(row, column, "%s", err)
	}
	return err != nil
}

// row reads a row: a scene and its day.
func (e *edited) row(row int) {
	label, unit := e.head.Text(row, colScene), e.head.Text(row, colUnit)
	scene, part := e.named(label)
	number, ok, err := e.head.Int(row, colDay)
	date, wrong := e.head.Date(row, colDate)
	dayBad, dateBad := e.bad(row, colDay, err), e.bad(row, colDate, wrong)
	switch _, twice := e.seen[label]; {
	case label == "" && !ok && !dayBad:
		return // a note beside the strips
	case label == "":
		e.cell(row, colScene, "Jour sans séquence.")
		return
	case scene == nil:
		e.cell(row, colScene, "Séquence « %s » inconnue.", label)
		return
	case twice:
		e.cell(row, colScene, "Séquence « %s » déjà en %s.", label, e.head.Ref(e.seen[label], colScene))
		return
	}
	e.seen[label] = row
	switch {
	case dayBad || dateBad:
		return
	case !ok || number < 1 || number > maxHorizon:
		e.cell(row, colDay, "Séquence « %s » : il faut un numéro de jour.", label)
		return
	case unit != "" && e.x.unit[unit] == nil || unit == "" && len(e.p.Units) > 0:
		e.cell(row, colUnit, "Séquence « %s » : équipe « %s » inconnue.", label, unit)
		return
	}
	read := editedRow{row: row, label: label, scene: scene.ID, date: date}
	for i, column := range hourColumns {
		read.hours[i] = e.clock(row, column)
	}
	read.starts = e.clock(row, colStart)
	e.content(row, label, scene, part)
	k := dayKey{unit, number}
	i, there := e.at[k]
	if !there {
		i = len(e.days)
		e.at[k] = i
		e.days = append(e.days, editedDay{key: k})
	}
	e.days[i].rows = append(e.days[i].rows, read)
}

// named is the scene that a label names, and its part: "12 (1/3)". The scene is nil when there is none.
func (e *edited) named(label string) (*Scene, Part) {
	if s := e.x.scene[label]; s != nil {
		return s, Part{}
	}
	id, rest, ok := strings.Cut(label, " (")
	if k := strings.LastIndex(label, " ("); ok && k >= 0 {
		id, rest = label[:k], label[k+2:]
	}
	number, of, ok := strings.Cut(strings.TrimSuffix(rest, ")"), "/")
	n, err := strconv.Atoi(number)
	m, wrong := strconv.Atoi(of)
	s := e.x.scene[id]
	const most = 99
	if !ok || err != nil || wrong != nil || s == nil || n < 1 || n > m || m > most || m < 2 || (Part{Number: n, Of: m}).label(id) != label {
		return nil, Part{}
	}
	return s, Part{Scene: id, Number: n, Of: m}
}

// clock reads an hour, written as people do or kept by a spreadsheet as a fraction of a day. A blank cell, and an hour that cannot be
// read, which is told, are unknown.
func (e *edited) clock(row int, column string) labour.Clock {
	text := e.head.Text(row, column)
	if text == "" {
		return labour.Clock{}
	}
	c, err := labour.ParseClock(text)
	if err != nil {
		days, ok, wrong := e.head.Decimal(row, column)
		if minutes := days.Mul(minutesOfDay).Round(0); ok && wrong == nil && !minutes.IsNegative() &&
			minutes.LessThan(minutesOfDay.Add(minutesOfDay)) {
			c, err = labour.ClockOf(int(minutes.IntPart())), nil
		}
	}
	switch {
	case err != nil:
		e.cell(row, column, "Attendu une heure (« 14:30 »), trouvé « %s ».", fr.Clip(text))
	case e.p.Calendar.Dateless:
		e.cell(row, column, "Heure « %s » : un plan sans dates n'a pas d'heures.", fr.Clip(text))
	default:
		return c
	}
	return labour.Clock{}
}

// content reads what a row says of its scene.
func (e *edited) content(row int, label string, s *Scene, part Part) {
	old, known := e.was[label]
	minutes := e.p.shootMinutes(*s)
	if part.Of > 0 {
		if minutes = share(minutes, part); known {
			part, minutes = old.part, old.part.Minutes
		} else {
			part.Eighths = share(s.Eighths, part)
		}
	}
	if e.head.Has(colMinutes) {
		n, ok, err := e.head.Int(row, colMinutes)
		switch {
		case e.bad(row, colMinutes, err):
		case !ok:
			e.unread(row, colMinutes, "Séquence « %s » : minutes effacées, %d gardées.", label, minutes)
		case n < 1 || n > 24*60:
			e.cell(row, colMinutes, "Séquence « %s » : %d minutes, il en faut de 1 à 1440.", label, n)
		case n != minutes:
			minutes, e.retimed[label] = n, true
			if part.Of == 0 {
				s.Minutes = n
			}
		}
	}
	if part.Of > 0 {
		part.Minutes = minutes
		e.parts[label] = part
	}
	if e.head.Has(colRoles) {
		e.roles(row, label, s)
	}
	for _, c := range [][2]string{{colEffect, effect(s)}, {colSet, s.Set}, {colPlace, placeName(e.x, s.place())}} {
		if now := e.head.Text(row, c[0]); now != "" && now != strings.TrimSpace(c[1]) {
			e.unread(row, c[0], "Séquence « %s » : « %s » devient « %s », ce qui n'est pas lu ici : le changer dans le dépouillement.",
				label, fr.Clip(c[1]), fr.Clip(now))
		}
	}
}

// share is the share of a part in a length cut in equal parts; the shares add up to it.
func share(whole int, part Part) int {
	return whole*part.Number/part.Of - whole*(part.Number-1)/part.Of
}

// noRole are the words for a scene without roles.
var noRole = []string{"aucun", "–", "-"}

// roles reads the roles of a scene: their numbers or names, between commas.
func (e *edited) roles(row int, label string, s *Scene) {
	text := e.head.Text(row, colRoles)
	if text == cast(e.x, s) {
		return
	}
	if text == "" {
		e.unread(row, colRoles, "Séquence « %s » : rôles effacés, gardés ; écrire « aucun » pour une séquence sans rôle.", label)
		return
	}
	var ids []string
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	if slices.Contains(noRole, fr.Fold(text)) {
		words = nil
	}
	for _, word := range words {
		word = strings.TrimSpace(word)
		o := e.role(word)
		switch {
		case word == "":
		case o == nil:
			e.cell(row, colRoles, "Séquence « %s » : rôle « %s » inconnu%s.", label, fr.Clip(word),
				strict.SuggestCodes(word, e.roleNames()))
			return
		case !slices.Contains(ids, o.ID):
			ids = append(ids, o.ID)
		}
	}
	if first, done := e.cast[s.ID]; done && !sameSet(first, ids) {
		e.cell(row, colRoles, "Séquence « %s » : les rôles diffèrent de ceux d'une autre ligne de la séquence.", label)
		return
	}
	e.cast[s.ID] = ids
}

// role is the role of a number, an ID or a name; nil when there is none.
func (e *edited) role(word string) *Role {
	if o := e.x.role[word]; o != nil {
		return o
	}
	n, err := strconv.Atoi(word)
	for i := range e.p.Roles {
		if o := &e.p.Roles[i]; err == nil && n > 0 && o.Number == n || fr.Fold(o.label()) == fr.Fold(word) {
			return o
		}
	}
	return nil
}

// roleNames are what may be typed for a role.
func (e *edited) roleNames() []string {
	var out []string
	for i := range e.p.Roles {
		if out = append(out, e.p.Roles[i].label()); e.p.Roles[i].Number > 0 {
			out = append(out, strconv.Itoa(e.p.Roles[i].Number))
		}
	}
	return out
}

// wholes gives the scenes the roles typed, and those in parts the minutes of their parts when all of them are there.
func (e *edited) wholes() {
	for id, roles := range e.cast {
		s := e.x.scene[id]
		s.Roles = roles
		present := map[string]int{}
		for role, minutes := range s.Present {
			if slices.Contains(roles, role) {
				present[role] = minutes
			}
		}
		if len(present) < len(s.Present) {
			s.Present = present
		}
	}
	sum, n := map[string]int{}, map[string]int{}
	for _, part := range e.parts {
		sum[part.Scene] += part.Minutes
		n[part.Scene]++
	}
	for label := range e.retimed {
		part, ok := e.parts[label]
		if s := e.x.scene[part.Scene]; ok && n[part.Scene] == part.Of {
			s.Minutes = sum[part.Scene]
		}
	}
}
