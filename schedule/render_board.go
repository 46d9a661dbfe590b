package schedule

import (
	"fmt"
	"slices"
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
	placeBanner   doc.Colour = "#EEF0F3"
	journeyBanner doc.Colour = "#F3D9B1"
	weekBanner    doc.Colour = "#D5DBE3"
)

// stripColour is the colour of a scene's strip.
func stripColour(s *Scene) doc.Colour {
	switch ph := phaseOf(Scene{Light: s.Light, DayForNight: s.DayForNight}); {
	case s.DayForNight && s.outside(): // shot by day
		return dayExterior
	case s.DayForNight:
		return dayInterior
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

// colours is the legend of the strips.
func (b *printer) colours() doc.Table {
	t := doc.Table{Sheet: "Bandes", Compact: true, Columns: make([]doc.Column, 5)}
	if !slices.ContainsFunc(b.Problem.Scenes, func(s Scene) bool { return effect(&s) != "" }) {
		return t // nothing to tell apart
	}
	var cells []doc.Cell
	for i, c := range []struct {
		text string
		fill doc.Colour
	}{{"INT/JOUR", dayInterior}, {"EXT/JOUR", dayExterior}, {"INT/NUIT", nightInterior}, {"EXT/NUIT", nightExterior},
		{"AUBE, CRÉPUSCULE", dawnOrDusk}} {
		t.Columns[i].Kind = doc.Centre
		cells = append(cells, doc.C(c.text).On(c.fill))
	}
	t.Rows = []doc.Row{{Cells: cells}}
	return t
}

// cast is the legend of the numbers of the roles.
func (b *printer) cast() doc.Para {
	var out []string
	for i := range b.Problem.Roles {
		if o := &b.Problem.Roles[i]; o.Number > 0 {
			out = append(out, fmt.Sprintf("%d%s%s", o.Number, fr.NBSP, o.label()))
		}
	}
	if len(out) == 0 {
		return doc.Para{}
	}
	return doc.Para{Text: "Rôles : " + strings.Join(out, ", ") + ".", Style: doc.Muted}
}

// effect is the effet of a scene: "EXT/JOUR".
func effect(s *Scene) string {
	text := strings.Trim(string(s.Place)+"/"+s.Light.Label(), "/")
	if s.DayForNight {
		text += " AMÉRICAINE"
	}
	return text
}

// Synopsis is what the papers say of a scene: its summary, then the note of the direction team.
func (s Scene) Synopsis() string {
	note := fr.Capital(s.Note)
	if s.Summary == "" || note == "" {
		return s.Summary + note
	}
	return s.Summary + " – " + note
}

// cast is the board numbers of a scene's roles, in order, then the names of the roles without number.
func cast(x index, s *Scene) string {
	var numbers []int
	var names []string
	for _, id := range s.Roles {
		o := x.role[id]
		switch {
		case o == nil:
		case o.Number > 0:
			numbers = append(numbers, o.Number)
		default:
			names = append(names, o.label())
		}
	}
	slices.Sort(numbers)
	out := make([]string, 0, len(numbers)+len(names))
	for _, n := range numbers {
		out = append(out, fmt.Sprint(n))
	}
	return strings.Join(append(out, names...), ", ")
}

func timing(s *Scene) string {
	if s.Seconds == 0 {
		return ""
	}
	return fr.Timing(time.Duration(s.Seconds) * time.Second)
}

// Board is the stripboard: one strip a scene in the trade's colours under the banners of its day, a banner before each week. The
// banners of a day tell its hours, its length, its places, the sun there and its form. Columns that no scene fills are left out.
func (b Paper) Board() doc.Board { return b.printer().board() }

func (b *printer) board() doc.Board {
	board := doc.Board{Sheet: "Bandes", Columns: []doc.Column{
		{Title: "Séq.", Width: 1}, {Title: "Heures", Width: 1.7}, {Title: "Effet", Width: 2}, {Title: "Décor", Width: 4.5},
		{Title: "Lieu", Width: 3}, {Title: "Résumé", Width: 6}, {Title: "Rôles", Width: 2.6},
		{Title: "Pages", Width: 1, Kind: doc.Centre}, {Title: "Minutage", Width: 1.1, Kind: doc.Centre},
	}}
	week := ""
	for _, d := range b.days {
		if w := b.weekOf(d.Day); w != week {
			week = w
			board.Strips = append(board.Strips, doc.Strip{Fill: weekBanner, Banner: w})
		}
		journey := func(evening bool) {
			for _, j := range b.journeysOf(d.Day, evening) {
				board.Strips = append(board.Strips, doc.Strip{Fill: journeyBanner, Banner: b.voyage(j)})
			}
		}
		journey(false)
		board.Strips = append(board.Strips, doc.Strip{Fill: dayBanner, Ink: "#FFFFFF", Banner: fmt.Sprintf("%s – %s – %s",
			strings.ToUpper(b.longName(d)), b.hoursOf(d), lengthOf(d.scenes))})
		if text := b.setting(d); text != "" {
			board.Strips = append(board.Strips, doc.Strip{Fill: placeBanner, Banner: text})
		}
		for i, s := range d.scenes {
			slot := d.slots[i]
			board.Strips = append(board.Strips, doc.Strip{Fill: stripColour(s), Cells: []string{slot.Part.label(s.ID), b.between(d, slot),
				effect(s), s.Set, placeName(b.x, s.place()), s.Synopsis(), cast(b.x, s), fr.Eighths(s.Eighths), timing(s)}})
		}
		journey(true)
	}
	used := make([]bool, len(board.Columns))
	for _, s := range board.Strips {
		for i, text := range s.Cells {
			used[i] = used[i] || text != ""
		}
	}
	board.Columns = kept(board.Columns, used)
	for i := range board.Strips {
		board.Strips[i].Cells = kept(board.Strips[i].Cells, used)
	}
	return board
}

// kept are the items of a list that are used.
func kept[T any](list []T, used []bool) []T {
	var out []T
	for i, v := range list {
		if used[i] {
			out = append(out, v)
		}
	}
	return out
}

// withoutBlank takes away the columns of a table that no cell fills; a cell over several columns stays over all of them.
func withoutBlank(t doc.Table) doc.Table {
	used := make([]bool, len(t.Columns))
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			used[i] = used[i] || len(r.Cells) == len(used) && r.Style != doc.Total && c.Label() != ""
		}
	}
	t.Columns = kept(t.Columns, used)
	for i := range t.Rows {
		switch r := &t.Rows[i]; {
		case len(r.Cells) == len(used):
			r.Cells = kept(r.Cells, used)
		case len(r.Cells) == 1:
			r.Cells[0].Span = len(t.Columns)
		}
	}
	return t
}

// weekOf names the week of a day: its number in the shoot and its Monday; "" without a calendar.
func (b Paper) weekOf(d Day) string {
	if d.Date.IsZero() {
		return ""
	}
	first := d.Date
	for _, o := range b.Plan.Days {
		if !o.Date.IsZero() && o.Date.Before(first) {
			first = o.Date
		}
	}
	monday := d.Date.Monday()
	return fmt.Sprintf("SEMAINE %d – du %s au %s", monday.Sub(first.Monday())/7+1, fr.Date(monday), fr.Date(monday.AddDays(6)))
}

// lengthOf is the length of scenes: pages, and time on the screen when it is known.
func lengthOf(scenes []*Scene) string {
	eighths, seconds := 0, 0
	for _, s := range scenes {
		eighths += s.Eighths
		seconds += s.Seconds
	}
	text := fr.Eighths(eighths) + " page"
	if eighths >= 16 {
		text += "s"
	}
	if seconds > 0 {
		text += ", " + onScreen(seconds)
	}
	return text
}

// hoursToFix are the words for the hours of a day whose exteriors wait for a sun that is unknown.
const hoursToFix = "heures à fixer : soleil inconnu"

// hoursOf tells the hours of a day; those of a day whose sun is unknown stand as an order of shooting.
func (b *printer) hoursOf(d printed) string {
	text := fmt.Sprintf("convocation %s, PAT %s, ", d.Call.Label(d.Date), d.Ready.Label(d.Date))
	if pause := b.Problem.PauseOf(d.Day); pause > 0 && d.Meal.Known() && d.Meal.Minutes() < d.Wrap.Minutes()-b.Problem.Shape.WrapUp {
		text += fmt.Sprintf("repas %s – %s, ", d.Meal.Label(d.Date), d.Meal.Add(pause).Label(d.Date))
	}
	text += "fin " + d.Wrap.Label(d.Date)
	if len(d.toFix) > 0 {
		return fmt.Sprintf("%s (provisoires : %s)", hoursToFix, text)
	}
	return text
}

// between are the hours of a scene of a day; "" where hours do not matter.
func (b *printer) between(d printed, s Slot) string {
	switch {
	case b.Problem.Calendar.Dateless:
		return ""
	case slices.Contains(d.toFix, s.Scene):
		return "à fixer"
	}
	return written(s.From.Minutes()) + " – " + written(s.To.Minutes())
}

// dayColumns are those of the plan by day.
var dayColumns = []doc.Column{
	{Title: "Séq.", Width: 1}, {Title: "De", Width: 1, Kind: doc.Centre}, {Title: "À", Width: 1.1, Kind: doc.Centre},
	{Title: "Effet", Width: 1.6}, {Title: "Décor", Width: 4}, {Title: "Lieu", Width: 3}, {Title: "Résumé", Width: 5},
	{Title: "Rôles", Width: 2.5}, {Title: "Figuration", Width: 2.5}, {Title: "Besoins", Width: 2.5},
	{Key: "pages", Title: "Pages", Width: 1, Kind: doc.Centre}, {Key: "screen", Title: "Minutage", Width: 1, Kind: doc.Centre},
	{Key: "minutes", Title: "Minutes", Width: 1, Kind: doc.Int},
}

// byDay is the plan by day: a title a day, a line a scene, a line a move.
func (b *printer) byDay() doc.Table {
	t := doc.Table{Key: "days", Sheet: "Plan par jour", Title: "Plan par jour", Compact: true, Columns: dayColumns}
	var all []*Scene
	total, first, last := 0, "", ""
	for _, d := range b.days {
		head := fmt.Sprintf("%s – %s – %s, %s de tournage", fr.Capital(b.longName(d)), b.hoursOf(d), lengthOf(d.scenes),
			hm(b.minutes(d)))
		if text := b.setting(d); text != "" {
			head += "\n" + text
		}
		journey := func(evening bool) {
			for _, j := range b.journeysOf(d.Day, evening) {
				t.Rows = append(t.Rows, doc.Row{Style: doc.Subtotal, Cells: []doc.Cell{doc.S(b.voyage(j)).Over(len(t.Columns))}})
			}
		}
		journey(false)
		t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S(head).Over(len(t.Columns))}})
		for i, s := range d.scenes {
			if i > 0 && s.place() != d.scenes[i-1].place() {
				t.Rows = append(t.Rows, doc.Row{Style: doc.Muted, Cells: []doc.Cell{doc.S(b.moveTo(b.x, d.scenes[i-1],
					s)).Over(len(t.Columns))}})
			}
			last = fmt.Sprintf("s%d", len(all))
			if first == "" {
				first = last
			}
			all = append(all, s)
			n := b.Problem.minutesIn(d.Day, s)
			total += n
			t.Rows = append(t.Rows, doc.Row{Key: last, Cells: append(b.sceneCells(d, i), doc.N(n))})
		}
		journey(true)
	}
	b.total(&t, all, doc.N(total).With(fmt.Sprintf("SUM({%s.minutes:%s.minutes})", first, last)))
	return withoutBlank(t)
}

// total closes the plan by day with the length of all its scenes, in its last three columns.
func (b *printer) total(t *doc.Table, all []*Scene, minutes doc.Cell) {
	if len(all) == 0 {
		return
	}
	eighths, seconds := 0, 0
	for _, s := range all {
		eighths += s.Eighths
		seconds += s.Seconds
	}
	cells := make([]doc.Cell, len(t.Columns))
	n := len(cells)
	cells[0], cells[n-3], cells[n-2], cells[n-1] = doc.S("Total"), doc.C(fr.Eighths(eighths)), doc.C(onScreen(seconds)), minutes
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: cells})
}

// sceneCells are the cells of a scene of a day in the plan by day, but for its minutes.
func (b *printer) sceneCells(d printed, i int) []doc.Cell {
	s, slot := d.scenes[i], d.slots[i]
	var extras, needs []string
	for _, e := range s.Extras {
		extras = append(extras, fmt.Sprintf("%d %s", e.Count, e.Kind))
	}
	for _, id := range s.Needs {
		if e := b.x.equipment[id]; e != nil {
			needs = append(needs, e.label())
		}
	}
	from, to := doc.C(written(slot.From.Minutes())), doc.C(written(slot.To.Minutes()))
	switch {
	case b.Problem.Calendar.Dateless:
		from, to = doc.C(""), doc.C("")
	case slices.Contains(d.toFix, s.ID):
		from, to = doc.C("à fixer").As(doc.Warning), doc.C("")
	}
	light := doc.S(effect(s))
	if fill := stripColour(s); fill != dayInterior {
		light = light.On(fill)
	}
	return []doc.Cell{doc.S(slot.Part.label(s.ID)), from, to, light, doc.S(s.Set),
		doc.S(placeName(b.x, s.place())), doc.S(s.Synopsis()), doc.S(cast(b.x, s)), doc.S(strings.Join(extras, ", ")),
		doc.S(strings.Join(needs, ", ")), doc.C(fr.Eighths(s.Eighths)), doc.C(timing(s))}
}

// moveTo tells the way to the location of a scene.
func (b *printer) moveTo(x index, from, to *Scene) string {
	w := b.Problem.way(x, from.place(), to.place())
	text := "→ " + placeName(x, to.place())
	if w.Minutes > 0 {
		text += " : " + hm(w.Minutes)
	}
	if w.Km > 0 {
		text += fmt.Sprintf(", %d%skm", w.Km, fr.NBSP)
	}
	return text
}
