package schedule

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// The sheet of strips that people edit, and its columns.
const (
	stripSheet = "Bandes à déplacer"
	colDay     = "Jour"
	colDate    = "Date"
	colUnit    = "Équipe"
	colScene   = "Séquence"
)

// ReadPlan reads back a workbook written by Paper.WriteXLSX after people moved its strips: the day of a scene may be changed,
// rows may be cut and put elsewhere, columns may change places, blank rows may stand between. The order of the rows is the
// order of shooting. Days keep the date they had in base, unless the date of all their rows is changed; a new day takes the date
// typed on its rows. Days are numbered anew by date, hours are set anew. The report names every cell that cannot be
// understood, whose row is left out, then holds what Check says of the plan; the error is nil unless the file itself cannot be
// read.
func ReadPlan(r io.Reader, p Problem, base Plan) (Plan, moteur.Report, error) {
	var rep moteur.Report
	wb, err := xlsx.Read(r, xlsx.Limits{})
	if err != nil {
		return Plan{}, rep, err
	}
	sheet, _ := wb.Sheet(stripSheet)
	head, found := sheet.Find(colDay, colScene)
	if !found {
		return Plan{}, rep, fmt.Errorf("classeur : feuille %q absente, ou sans ses colonnes %q et %q", stripSheet, colDay, colScene)
	}
	e := edited{p: p, x: p.index(), head: head, rep: &rep, was: map[string]Day{}, known: map[dayKey]Day{}, at: map[dayKey]int{},
		seen: map[string]int{}}
	for _, d := range base.Days {
		e.known[dayKey{d.Unit, d.Number}] = d
		for _, id := range d.Scenes {
			e.was[id] = d
		}
	}
	for row := head.Row + 1; row < len(sheet.Rows); row++ {
		if len(sheet.Rows[row]) > 0 {
			e.row(row)
		}
	}
	out := Plan{Title: base.Title}
	for i := range e.days {
		out.Days = append(out.Days, e.day(i))
	}
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
	out = out.Timed(p)
	rep.Merge("", Check(p, out))
	return out, rep, nil
}

type dayKey struct {
	unit   string
	number int
}

// edited is a workbook being read.
type edited struct {
	p     Problem
	x     index
	head  xlsx.Head
	rep   *moteur.Report
	was   map[string]Day // by scene: its day in the base plan
	known map[dayKey]Day
	at    map[dayKey]int
	seen  map[string]int // by scene: its row
	days  []editedDay
}

// editedDay is a day as its rows tell it.
type editedDay struct {
	key    dayKey
	scenes []string
	rows   []int
	dates  []moteur.Date // one a row
}

// cell adds an error of a cell.
func (e *edited) cell(row int, column, format string, args ...any) {
	e.rep.Errorf(e.head.Ref(row, column), "schedule/cell", format, args...)
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
	scene, unit := e.head.Text(row, colScene), e.head.Text(row, colUnit)
	number, ok, err := e.head.Int(row, colDay)
	date, wrong := e.head.Date(row, colDate)
	dayBad, dateBad := e.bad(row, colDay, err), e.bad(row, colDate, wrong)
	switch _, twice := e.seen[scene]; {
	case scene == "" && !ok && !dayBad:
		return // a note beside the strips
	case scene == "":
		e.cell(row, colScene, "Jour sans séquence.")
		return
	case e.x.scene[scene] == nil:
		e.cell(row, colScene, "Séquence « %s » inconnue.", scene)
		return
	case twice:
		e.cell(row, colScene, "Séquence « %s » déjà en %s.", scene, e.head.Ref(e.seen[scene], colScene))
		return
	}
	e.seen[scene] = row
	switch {
	case dayBad || dateBad:
		return
	case !ok || number < 1 || number > maxHorizon:
		e.cell(row, colDay, "Séquence « %s » : il faut un numéro de jour.", scene)
		return
	case unit != "" && e.x.unit[unit] == nil || unit == "" && len(e.p.Units) > 0:
		e.cell(row, colUnit, "Séquence « %s » : équipe « %s » inconnue.", scene, unit)
		return
	}
	k := dayKey{unit, number}
	i, there := e.at[k]
	if !there {
		i = len(e.days)
		e.at[k] = i
		e.days = append(e.days, editedDay{key: k})
	}
	d := &e.days[i]
	d.scenes, d.rows, d.dates = append(d.scenes, scene), append(d.rows, row), append(d.dates, date)
}

// day makes a day of its rows. A row whose date is the one its scene had in the base plan says nothing: the date came along with
// the row. Any other date was typed.
func (e *edited) day(i int) Day {
	d := &e.days[i]
	old, known := e.known[d.key]
	if known && old.Locked {
		old.Scenes = d.scenes
		return old
	}
	out := Day{Number: d.key.number, Unit: d.key.unit, Scenes: d.scenes, Date: old.Date}
	if e.p.Calendar.Dateless {
		return out
	}
	typed, kept := -1, false
	for k, date := range d.dates {
		switch {
		case known && date == old.Date:
			kept = true
		case date.IsZero() || date == e.was[d.scenes[k]].Date:
		case typed >= 0 && date != d.dates[typed]:
			e.cell(d.rows[k], colDate, "Jour %d : une autre date est donnée en %s.", d.key.number, e.head.Ref(d.rows[typed], colDate))
		default:
			typed = k
		}
	}
	switch {
	case typed >= 0 && kept:
		e.cell(d.rows[typed], colDate, "Jour %d : la date est changée ici, pas sur les autres lignes du jour.", d.key.number)
	case typed >= 0:
		out.Date = d.dates[typed]
	}
	if out.Date.IsZero() {
		e.cell(d.rows[0], colDate, "Jour %d : nouveau jour, il faut sa date.", d.key.number)
	}
	return out
}
