package schedule

import (
	"fmt"
	"strings"
	"time"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// The colours of the strips: those of the trade for day and night, and pink for the two short lights.
const (
	dayExterior   doc.Colour = "#FFE97A" // yellow
	dayInterior   doc.Colour = "#FFFFFF" // white
	nightExterior doc.Colour = "#8FC98F" // green
	nightInterior doc.Colour = "#9CC3E8" // blue
	dawnOrDusk    doc.Colour = "#F5B8C8" // pink
	dayBanner     doc.Colour = "#2B2F36"
)

// stripColour is the colour of a scene's strip.
func stripColour(s *Scene) doc.Colour {
	switch ph := phaseOf(Scene{Light: s.Light}); {
	case ph == atDawn || ph == atDusk:
		return dawnOrDusk
	case ph == byNight && s.outside():
		return nightExterior
	case ph == byNight:
		return nightInterior
	case s.outside():
		return dayExterior
	}
	return dayInterior
}

// effect is the effet of a scene: "EXT/JOUR".
func effect(s *Scene) string {
	return strings.Trim(string(s.Place)+"/"+s.Light.Label(), "/")
}

// cast is the board numbers of a scene's roles.
func cast(x index, s *Scene) string {
	var out []string
	for _, id := range s.Roles {
		o := x.role[id]
		switch {
		case o == nil:
		case o.Number > 0:
			out = append(out, fmt.Sprint(o.Number))
		default:
			out = append(out, o.label())
		}
	}
	return strings.Join(out, ", ")
}

func timing(s *Scene) string {
	if s.Seconds == 0 {
		return ""
	}
	return fr.Timing(time.Duration(s.Seconds) * time.Second)
}

// Board is the stripboard: one strip a scene in the trade's colours, a banner after each day.
func (b Paper) Board() doc.Board {
	x := b.Problem.index()
	board := doc.Board{Sheet: "Bandes", Columns: []doc.Column{
		{Title: "Séq.", Width: 1}, {Title: "Effet", Width: 1.6}, {Title: "Décor", Width: 4.5}, {Title: "Lieu", Width: 3}, {Title: "Résumé", Width: 6},
		{Title: "Rôles", Width: 2.6}, {Title: "Pages", Width: 1, Kind: doc.Centre}, {Title: "Minutage", Width: 1.1, Kind: doc.Centre},
	}}
	for _, d := range b.Plan.Days {
		day := b.look(x, d)
		pages := 0
		for _, s := range day.scenes {
			pages += s.Eighths
			board.Strips = append(board.Strips, doc.Strip{Fill: stripColour(s), Cells: []string{
				s.ID, effect(s), s.Set, placeName(x, s.place()), s.Summary, cast(x, s), fr.Eighths(s.Eighths), timing(s),
			}})
		}
		board.Strips = append(board.Strips, doc.Strip{Fill: dayBanner, Ink: "#FFFFFF", Banner: fmt.Sprintf("FIN DU %s – %s pages – %s",
			strings.ToUpper(day.name()), fr.Eighths(pages), b.hoursOf(d))})
	}
	return board
}

func (b Paper) hoursOf(d Day) string {
	return fmt.Sprintf("convocation %s, PAT %s, fin %s", fr.Clock(d.Call), fr.Clock(d.Ready), fr.Clock(d.Wrap))
}

// byDay is the plan by day: a title a day, a line a scene.
func (b Paper) byDay() doc.Table {
	x := b.Problem.index()
	t := doc.Table{Sheet: "Plan par jour", Title: "Plan par jour", Compact: true, Columns: []doc.Column{
		{Title: "Séq.", Width: 1}, {Title: "Effet", Width: 1.6}, {Title: "Décor", Width: 4}, {Title: "Lieu", Width: 3}, {Title: "Résumé", Width: 5},
		{Title: "Rôles", Width: 2.5}, {Title: "Figuration", Width: 2.5}, {Title: "Besoins", Width: 2.5}, {Title: "Pages", Width: 1}, {Title: "Minutes", Width: 1, Kind: doc.Int},
		{Title: "De", Width: 1}, {Title: "À", Width: 1},
	}}
	for _, d := range b.Plan.Days {
		day := b.look(x, d)
		minutes, eighths := b.Problem.filled(x, day.scenes)
		head := fmt.Sprintf("%s – %s – %s pages, %s", fr.Capital(day.name()), b.hoursOf(d), fr.Eighths(eighths), hm(minutes))
		t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S(head).Over(len(t.Columns))}})
		begin, end := b.Problem.clock(d, day.scenes)
		for i, s := range day.scenes {
			var extras, needs []string
			for _, e := range s.Extras {
				extras = append(extras, fmt.Sprintf("%d %s", e.Count, e.Kind))
			}
			for _, id := range s.Needs {
				if e := x.equipment[id]; e != nil {
					needs = append(needs, e.label())
				}
			}
			from, to := doc.S(fr.Clock(begin[i])), doc.S(fr.Clock(end[i]))
			if b.Problem.Calendar.Dateless {
				from, to = doc.S(""), doc.S("")
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(s.ID), doc.S(effect(s)).On(stripColour(s)), doc.S(s.Set), doc.S(placeName(x, s.place())), doc.S(s.Summary),
				doc.S(cast(x, s)), doc.S(strings.Join(extras, ", ")), doc.S(strings.Join(needs, ", ")), doc.S(fr.Eighths(s.Eighths)), doc.N(b.Problem.shootMinutes(*s)), from, to}})
		}
	}
	return t
}

// strips is the sheet people edit: a row a scene, its day to change or its row to move.
func (b Paper) strips() doc.Table {
	x := b.Problem.index()
	t := doc.Table{Sheet: stripSheet, Title: "Changer le jour d'une séquence, ou déplacer sa ligne : l'ordre des lignes est l'ordre du tournage.", Columns: []doc.Column{
		{Title: colDay, Width: 1, Kind: doc.Int}, {Title: colDate, Width: 1.5, Kind: doc.Date}, {Title: colUnit, Width: 1}, {Title: colScene, Width: 1},
		{Title: "Effet", Width: 1.6}, {Title: "Décor", Width: 4}, {Title: "Lieu", Width: 3}, {Title: "Rôles", Width: 2.5}, {Title: "Minutes", Width: 1, Kind: doc.Int},
	}}
	for _, d := range b.Plan.Days {
		for _, s := range b.look(x, d).scenes {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.N(d.Number).Editable(), doc.D(d.Date).Editable(), doc.S(d.Unit).Editable(), doc.S(s.ID),
				doc.S(effect(s)).On(stripColour(s)), doc.S(s.Set), doc.S(placeName(x, s.place())), doc.S(cast(x, s)), doc.N(b.Problem.shootMinutes(*s))}})
		}
	}
	return t
}
