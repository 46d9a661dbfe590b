package schedule

import (
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
// rows may be put in another order. Days keep the date they had in base; a new day takes the date of its row. Hours are set
// anew. The report names every cell that cannot be read, then holds what Check says of the plan; the error is nil unless the
// file itself cannot be read.
func ReadPlan(r io.Reader, p Problem, base Plan) (Plan, moteur.Report, error) {
	var rep moteur.Report
	wb, err := xlsx.Read(r, xlsx.Limits{})
	if err != nil {
		return Plan{}, rep, err
	}
	var head xlsx.Head
	found := false
	for _, s := range wb.Sheets {
		if s.Name == stripSheet {
			head, found = s.Find(colDay, colScene)
		}
	}
	if !found {
		return Plan{}, rep, fmt.Errorf("classeur : feuille %q absente, ou sans ses colonnes %q et %q", stripSheet, colDay, colScene)
	}
	type key struct {
		unit   string
		number int
	}
	known := map[key]Day{}
	for _, d := range base.Days {
		known[key{d.Unit, d.Number}] = d
	}
	out := Plan{Title: base.Title}
	at := map[key]int{}
	cell := func(ref string, err error) {
		var bad *xlsx.CellError
		if errors.As(err, &bad) {
			rep.Errorf(bad.Ref, "schedule/cell", "Attendu %s, trouvé « %s ».", bad.Want, bad.Text)
		} else if err != nil {
			rep.Errorf(ref, "schedule/cell", "%s", err)
		}
	}
	for row := head.Row + 1; row < head.End(); row++ {
		scene := head.Text(row, colScene)
		number, ok, err := head.Int(row, colDay)
		cell(head.Ref(row, colDay), err)
		if err == nil && (!ok || number < 1 || scene == "") {
			rep.Errorf(head.Ref(row, colDay), "schedule/cell", "Séquence « %s » : il faut un numéro de jour.", scene)
		}
		date, err := head.Date(row, colDate)
		cell(head.Ref(row, colDate), err)
		k := key{head.Text(row, colUnit), number}
		i, there := at[k]
		if !there {
			d := Day{Number: number, Unit: k.unit, Date: date}
			if old, ok := known[k]; ok {
				d.Date = old.Date
				if old.Locked {
					d = old
					d.Scenes = nil
				}
			}
			i = len(out.Days)
			at[k] = i
			out.Days = append(out.Days, d)
		}
		out.Days[i].Scenes = append(out.Days[i].Scenes, scene)
	}
	slices.SortStableFunc(out.Days, func(a, b Day) int {
		if n := a.at(p.Calendar) - b.at(p.Calendar); n != 0 {
			return n
		}
		return strings.Compare(a.Unit, b.Unit)
	})
	out = out.Timed(p)
	rep.Merge("", Check(p, out))
	return out, rep, nil
}
