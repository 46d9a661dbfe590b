package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// colour is the colour of a kind of day in the calendar.
func (t dayType) colour() doc.Colour {
	switch t {
	case nightUnit:
		return nightInterior
	case mixedUnit:
		return "#D9C9EC"
	case dawnUnit:
		return dawnOrDusk
	}
	return dayExterior
}

// kinds is the legend of the calendar.
func (b Paper) kinds() doc.Table {
	t := doc.Table{Sheet: "Calendrier", Compact: true, Columns: make([]doc.Column, 5)}
	var cells []doc.Cell
	for i, k := range []dayType{dayUnit, mixedUnit, nightUnit, dawnUnit} {
		t.Columns[i].Kind = doc.Centre
		cells = append(cells, doc.C(k.label()).On(k.colour()))
	}
	t.Columns[4].Kind = doc.Centre
	t.Rows = []doc.Row{{Cells: append(cells, doc.C("sans tournage").On(restDay))}}
	return t
}

// restDay is the colour of days without shooting.
const restDay doc.Colour = "#ECEEF1"

// calendar shows the weeks of the shoot, one a row: the days with their hours and places, the days off, the days of building.
func (b Paper) calendar() doc.Table {
	on := map[moteur.Date][]Day{}
	var first, last moteur.Date
	t := doc.Table{Sheet: "Calendrier", Columns: []doc.Column{{Title: "Semaine du", Width: 1.2, Kind: doc.Date}}}
	for _, d := range b.Plan.Days {
		if d.Date.IsZero() {
			return t
		}
		on[d.Date] = append(on[d.Date], d)
		if first.IsZero() || d.Date.Before(first) {
			first = d.Date
		}
		if d.Date.After(last) {
			last = d.Date
		}
	}
	for i := range 7 {
		t.Columns = append(t.Columns, doc.Column{Title: fr.Capital(fr.Weekday(time.Weekday((i + 1) % 7))), Width: 2})
	}
	for monday := first.Monday(); !monday.IsZero() && !monday.After(last) && len(t.Rows) < 200; monday = monday.AddDays(7) {
		row := doc.Row{Cells: []doc.Cell{doc.D(monday)}}
		for i := range 7 {
			row.Cells = append(row.Cells, b.square(monday.AddDays(i), on))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// square is a date of the calendar.
func (b Paper) square(date moteur.Date, on map[moteur.Date][]Day) doc.Cell {
	x := b.Problem.index()
	text := []string{fmt.Sprint(date.Day())}
	fill := restDay
	for k, d := range on[date] {
		day := b.look(x, d)
		var names []string
		for _, id := range day.places() {
			names = append(names, placeName(x, id))
		}
		text = append(text, fmt.Sprintf("%s, %s – %s", b.dayName(d), written(day.Call), written(day.Wrap)), strings.Join(names, ", "))
		if k == 0 {
			fill = b.Problem.typeOf(day.scenes).colour()
		}
	}
	k := b.Problem.Calendar.kindOf(date)
	switch {
	case k.holiday != "":
		text = append(text, k.holiday)
	case slices.Contains(b.Problem.Calendar.Off, date):
		text = append(text, "jour chômé")
	}
	for _, l := range b.Problem.Locations {
		for _, w := range l.Windows {
			if n := date.Sub(w.From); !w.From.IsZero() && n >= 0 && n < l.PrepDays {
				text = append(text, "préparation : "+l.label())
			}
		}
	}
	return doc.S(strings.Join(text, "\n")).On(fill)
}
