package schedule

import (
	"bytes"
	"slices"

	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// plan makes the days of the rows: those that nothing changes keep their hours, those of the others are set anew beside them, then
// come the hours typed.
func (e *edited) plan() Plan {
	var out Plan
	settled := make([]bool, len(e.days)) // locked in the base plan
	for i := range e.days {
		d, same := e.day(i)
		settled[i] = d.Locked
		d.Locked = d.Locked || same
		out.Days = append(out.Days, d)
	}
	out = out.Timed(e.p)
	for i := range e.days {
		d := &out.Days[i]
		if d.Locked = settled[i]; !settled[i] {
			*d = e.set(*d, e.typedHours(&e.days[i]), e.typedStarts(&e.days[i]))
		}
	}
	return out
}

// day makes a day of its rows, and tells whether it is the one of the base plan. A row whose date is the one its scene had there says
// nothing: the date came along with the row. Any other date was typed. So it is with hours.
func (e *edited) day(i int) (out Day, same bool) {
	d := &e.days[i]
	old, known := e.known[d.key]
	out = Day{Number: d.key.number, Unit: d.key.unit, Date: old.Date}
	for _, r := range d.rows {
		out.Scenes = append(out.Scenes, r.scene)
		if part, ok := e.parts[r.label]; ok {
			out.Parts = append(out.Parts, part)
		}
	}
	if known && old.Locked {
		return e.locked(d, old, out), true
	}
	if !e.p.Calendar.Dateless {
		e.date(d, old, known, &out)
	}
	same = known && out.Date == old.Date && slices.Equal(out.Scenes, old.Scenes) && slices.Equal(out.Parts, old.Parts)
	for _, r := range d.rows {
		same = same && !e.retimed[r.label]
	}
	if same {
		return old, true
	}
	return out, false
}

// date sets the date of a day: the one typed on its rows, else the one it had.
func (e *edited) date(d *editedDay, old Day, known bool, out *Day) {
	typed, kept := -1, false
	for k, r := range d.rows {
		switch {
		case known && r.date == old.Date:
			kept = true
		case r.date.IsZero() || r.date == e.was[r.label].day.Date:
		case typed >= 0 && r.date != d.rows[typed].date:
			e.cell(r.row, colDate, "Jour %d : une autre date est donnée en %s.", d.key.number, e.head.Ref(d.rows[typed].row, colDate))
		default:
			typed = k
		}
	}
	switch {
	case typed >= 0 && kept:
		e.cell(d.rows[typed].row, colDate, "Jour %d : la date est changée ici, pas sur les autres lignes du jour.", d.key.number)
	case typed >= 0:
		out.Date = d.rows[typed].date
	}
	if out.Date.IsZero() {
		e.cell(d.rows[0].row, colDate, "Jour %d : nouveau jour, il faut sa date.", d.key.number)
	}
}

// typedHours are the hours of a day that its rows change; unknown ones are left as they are.
func (e *edited) typedHours(d *editedDay) (out [4]labour.Clock) {
	var from [4]int
	for _, r := range d.rows {
		was := e.was[r.label].day.hours()
		for i, h := range r.hours {
			switch {
			case !h.Known() || h == was[i]:
			case out[i].Known() && out[i] != h:
				e.cell(r.row, hourColumns[i], "Jour %d : une autre heure est donnée en %s.", d.key.number,
					e.head.Ref(from[i], hourColumns[i]))
			default:
				out[i], from[i] = h, r.row
			}
		}
	}
	return out
}

// typedStarts are the hours at which scenes begin, where rows change them; nil when none does.
func (e *edited) typedStarts(d *editedDay) []labour.Clock {
	var out []labour.Clock
	for k, r := range d.rows {
		if r.starts.Known() && r.starts != e.was[r.label].slot.From {
			if out == nil {
				out = make([]labour.Clock, len(d.rows))
			}
			out[k] = r.starts
		}
	}
	return out
}

// locked is a locked day, which takes from its rows their scenes alone: Check tells that they changed.
func (e *edited) locked(d *editedDay, old, out Day) Day {
	for _, r := range d.rows {
		if !r.date.IsZero() && r.date != old.Date && r.date != e.was[r.label].day.Date {
			e.cell(r.row, colDate, "Jour %d : journée figée, sa date ne change pas.", d.key.number)
		}
		if e.retimed[r.label] {
			e.cell(r.row, colMinutes, "Jour %d : journée figée, les minutes de la séquence « %s » ne changent pas.", d.key.number, r.label)
		}
	}
	if e.typedHours(d) != [4]labour.Clock{} || e.typedStarts(d) != nil {
		e.cell(d.rows[0].row, hourColumns[0], "Jour %d : journée figée, ses heures ne changent pas.", d.key.number)
	}
	if !slices.Equal(old.Scenes, out.Scenes) {
		old.Scenes, old.Parts, old.Starts = out.Scenes, out.Parts, nil
	}
	return old
}

// set gives a day the hours typed. A call moves the other hours with it; a scene that begins later pushes those after it; the end
// follows the last scene. An hour of the morning in a day called in the afternoon is that of the next one.
func (e *edited) set(d Day, typed [4]labour.Clock, starts []labour.Clock) Day {
	if typed == [4]labour.Clock{} && starts == nil {
		return d
	}
	begins := make([]int, len(d.Scenes)) // none of them is unknown: rows hold known scenes
	for i, slot := range e.p.Timetable(d) {
		begins[i] = slot.From.Minutes()
	}
	if typed[0].Known() {
		by := typed[0].Minutes() - d.Call.Minutes()
		d.Call, d.Ready, d.Meal = typed[0], d.Ready.Add(by), d.Meal.Add(by)
		for i := range begins {
			begins[i] += by
		}
	}
	after := func(h labour.Clock) labour.Clock {
		const noon = 12 * 60
		if h.Known() && d.Call.Minutes() >= noon && h.Minutes() < noon {
			return h.Add(24 * 60)
		}
		return h
	}
	if typed[1].Known() {
		by := after(typed[1]).Minutes() - d.Ready.Minutes()
		d.Ready = after(typed[1])
		for i := range begins {
			if typed[0].Known() || begins[i] < d.Ready.Minutes() {
				begins[i] += by
			}
		}
	}
	if typed[2].Known() {
		d.Meal = after(typed[2])
	}
	last := e.begin(&d, begins, starts, after)
	d.Wrap = hour(last + e.p.Shape.WrapUp)
	if typed[3].Known() {
		d.Wrap = after(typed[3])
	}
	return d
}

// begin lays the scenes of a day: at the hours typed, else when they began, later if what comes before them pushes them. It gives the
// end of the last one, the break included.
func (e *edited) begin(d *Day, begins []int, starts []labour.Clock, after func(labour.Clock) labour.Clock) (last int) {
	pause, meal, t := e.p.PauseOf(*d), d.Meal.Minutes(), d.Ready.Minutes()
	if !d.Meal.Known() || meal+pause <= t {
		pause = 0
	}
	d.Starts = nil
	for i, id := range d.Scenes {
		s := e.x.scene[id]
		if i > 0 {
			if before := e.x.scene[d.Scenes[i-1]]; before.place() != s.place() {
				t += e.p.way(e.x, before.place(), s.place()).Minutes + e.p.restOnWay(e.x, *d, before, s)
			}
		}
		t = max(t, begins[i])
		if starts != nil && starts[i].Known() {
			t = after(starts[i]).Minutes()
		} else if pause > 0 && meal <= t && t < meal+pause {
			t = meal + pause
		}
		d.Starts = append(d.Starts, hour(t))
		begin := t
		if t += e.p.minutesIn(*d, s); pause > 0 && begin < meal && meal < t {
			t += pause
		}
	}
	if pause > 0 && meal >= t {
		t = meal + pause
	}
	return t
}

// mostUnread is the largest number of cells of one sheet that are named; the others are counted.
const mostUnread = 5

// others tells the cells of the other sheets that people changed: they are not read.
func (e *edited) others(wb xlsx.Workbook, base Paper) {
	if len(wb.Sheets) < 2 {
		return
	}
	if _, costed := wb.Sheet(costSheet); costed {
		base.Costed = true
	}
	var w bytes.Buffer
	if base.WriteXLSX(&w) != nil {
		return
	}
	was, err := xlsx.Read(&w, xlsx.Limits{})
	if err != nil {
		return
	}
	for _, name := range []string{"Bandes", "Plan par jour", "Jours travaillés", "Lieux", "Rôles", "Matériel", "Figuration", "Repli",
		"Calendrier", costSheet} {
		before, known := was.Sheet(name)
		now, ok := wb.Sheet(name)
		if !known || !ok {
			continue
		}
		n := 0
		for i := range max(len(before.Rows), len(now.Rows)) {
			if i < 2 {
				continue // the title and the date of the paper
			}
			for k := range max(len(row(before, i)), len(row(now, i))) {
				if before.Cell(i, k) == now.Cell(i, k) {
					continue
				}
				if n++; n <= mostUnread {
					e.rep.Warnf(now.Ref(i, k), "schedule/cell", "Cellule changée, qui n'est pas lue : seule la feuille « %s » l'est.",
						stripSheet)
				}
			}
		}
		if n > mostUnread {
			e.rep.Warnf(now.Name, "schedule/cell", "%s, qui ne sont pas lues.",
				fr.Plural(n-mostUnread, "autre cellule changée", "autres cellules changées"))
		}
	}
}

func row(s xlsx.Sheet, i int) []string {
	if i < len(s.Rows) {
		return s.Rows[i]
	}
	return nil
}
