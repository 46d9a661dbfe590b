package callsheet

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// LargePrint prints the sheet sent to the crew on A3 in larger type, to be posted or for those who read small type badly.
func (s Sheet) LargePrint() doc.Document {
	d := s.Document()
	d.Page, d.Dense, d.Large = doc.A3, false, true
	return d
}

// English prints the same sheet for an international crew, in the order of an American or British call sheet. Hours, scenes and
// numbers are the same; what people wrote stays in their words.
func (s Sheet) English() doc.Document {
	d := doc.Document{Title: englishDate(s.Date), Subtitle: fmt.Sprintf("Call sheet – shooting day %d of %d", s.Day, max(s.Days, s.Day)),
		Film: s.Film, Company: s.Company, Date: s.Date, Dense: true,
		Version: "v" + strconv.Itoa(max(s.Version, 1)), Footer: "Confidential – crew only."}
	if s.Reason != "" {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Change: " + s.Reason, Style: doc.Alert})
	}
	meal := s.englishHour(s.Meal)
	if !s.hasBreak() {
		meal = "none"
	} else if s.MealEnd.Known() {
		meal += "–" + s.englishHour(s.MealEnd)
	}
	sun := "to be confirmed"
	if s.Sun.Known() {
		sun = s.englishHour(s.Sun.Rise) + "–" + s.englishHour(s.Sun.Set)
	}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		{Label: "General crew call", Value: s.englishHour(s.Call)}, {Label: "Shooting call", Value: s.englishHour(s.Ready)}, {Label: "Meal",
			Value: meal, Note: s.Written.Catering},
		{Label: "Estimated wrap", Value: s.englishHour(s.Wrap)}, {Label: "Sunrise, sunset", Value: sun},
	}}, s.englishContext())
	if s.LocalTime != "" {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Local time: " + string(s.Zone) + ".", Style: doc.Alert})
	}
	if s.sunUnknown() {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Hours to be fixed: the sun is unknown.", Style: doc.Alert})
	}
	d.Blocks = append(d.Blocks, s.englishScenes(), s.englishCast())
	for _, j := range s.Journeys {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Warning, Text: fmt.Sprintf("Company travel, %s: from %s to %s, %d minutes%s.",
			englishDate(j.Date), j.From, j.To, j.Minutes, englishJourney(j))})
	}
	if len(s.Extras) > 0 {
		t := doc.Table{Sheet: "Background", Columns: []doc.Column{{Title: "Background", Width: 5}, {Title: "Number", Kind: doc.Int},
			{Title: "Call", Kind: doc.Centre}, {Title: "Release", Kind: doc.Centre}, {Title: "Scenes", Width: 3}}}
		for _, e := range s.Extras {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(e.Kind).As(doc.Strong), doc.N(e.Count), doc.C(s.englishHour(e.Call)),
				doc.C(s.englishHour(e.Out)), doc.S(strings.Join(e.Scenes, ", "))}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	crew := s.crewTable()
	for i := range crew.Columns {
		crew.Columns[i].Title = []string{"Department", "Call"}[i%2]
	}
	d.Blocks = append(d.Blocks, crew)
	if len(s.Advance) > 0 {
		t := doc.Table{Sheet: "Advance", Columns: []doc.Column{{Title: "Advance schedule", Width: 3}, {Title: "Scenes", Width: 3},
			{Title: "Locations", Width: 4}, {Title: "Cast", Width: 4}, {Title: "Call", Kind: doc.Centre}}}
		for _, a := range s.Advance {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(fmt.Sprintf("Day %d, %s", a.Day, englishDate(a.Date))),
				doc.S(strings.Join(a.Scenes, ", ")), doc.S(strings.Join(a.Places, ", ")), doc.S(strings.Join(a.Roles, ", ")),
				doc.C(s.englishHour(a.Call))}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	return d
}

// englishJourney tells the hours of a journey.
func englishJourney(j schedule.Journey) string {
	if j.Leaves.IsZero() || j.Arrives.IsZero() {
		return ""
	}
	return fmt.Sprintf(", leaves %s at %s, arrives %s at %s", englishDate(j.Leaves.Date), j.Leaves.At, englishDate(j.Arrives.Date),
		j.Arrives.At)
}

func (s Sheet) englishContext() doc.Block {
	var left, right []doc.Field
	for i, p := range s.Places {
		left = append(left, doc.Field{Label: fmt.Sprintf("Location %d", i+1), Value: join(", ", p.Name, p.Address), Style: doc.Strong})
		if p.Parking != "" {
			left = append(left, doc.Field{Label: "Parking", Value: p.Parking})
		}
	}
	hospital := s.Written.Hospital
	for _, p := range s.Places {
		if hospital == "" {
			hospital = p.Hospital
		}
	}
	if hospital == "" {
		hospital = "to be confirmed"
	}
	if s.Written.Weather != "" {
		right = append(right, doc.Field{Label: "Weather", Value: s.Written.Weather})
	}
	right = append(right, doc.Field{Label: "Emergency", Value: "112 · 15 · 17 · 18 · 114 (text)", Style: doc.Strong},
		doc.Field{Label: "Nearest hospital", Value: hospital})
	for _, c := range s.Written.Contacts {
		right = append(right, doc.Field{Label: fr.Capital(c.Role), Value: join(" · ", c.Name, c.Phone)})
	}
	return doc.Side{Columns: [][]doc.Block{{doc.Fields{Columns: 1, Items: left}}, {doc.Fields{Columns: 1, Items: right}}}}
}

func (s Sheet) englishScenes() doc.Table {
	t := doc.Table{Sheet: "Scenes", Columns: []doc.Column{{Title: "Time", Width: 1.2}, {Title: "Scene", Width: 1.2},
		{Title: "I/E, D/N", Width: 1.8}, {Title: "Set, location", Width: 4.5}, {Title: "Synopsis", Width: 5.5},
		{Title: "Pages", Kind: doc.Centre}, {Title: "Timing", Kind: doc.Centre}, {Title: "Cast", Kind: doc.Centre, Width: 1.6},
		{Title: "BG", Kind: doc.Centre, Width: .8}}}
	for i, x := range s.Scenes {
		if i > 0 && x.Move > 0 {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(fmt.Sprintf("Company move: %d minutes, to %s", x.Move,
				s.placeName(x.Where))).Over(len(t.Columns)).As(doc.Muted)}})
		}
		row := s.sceneRow(x)
		row.Cells = row.Cells[:len(t.Columns)]
		switch {
		case x.SunUnknown:
			row.Cells[0] = doc.S("TBC").As(doc.Warning)
		case x.From.Known():
			row.Cells[0] = doc.S(s.englishHour(x.From)).As(doc.Muted)
		}
		row.Cells[2] = doc.S(englishEffect(x)).On(tint(x))
		t.Rows = append(t.Rows, row)
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Subtotal, Cells: []doc.Cell{doc.S(fmt.Sprintf("%d scenes", len(s.Scenes))).Over(4),
		doc.S("Total"), doc.C(fr.Eighths(s.Eighths())), doc.C(timing(s.Seconds())), {}, doc.C(count(s.ExtraCount()))}})
	return t
}

func (s Sheet) englishCast() doc.Table {
	t := doc.Table{Sheet: "Cast", Columns: []doc.Column{{Title: "No.", Kind: doc.Centre, Width: .8}, {Title: "Character", Width: 3},
		{Title: "Cast", Width: 3.4}, {Title: "Status", Kind: doc.Centre}, {Title: "Pick-up", Kind: doc.Centre, Width: 1.3},
		{Title: "Make-up", Kind: doc.Centre, Width: 1.3}, {Title: "On set", Kind: doc.Centre, Width: 1.3},
		{Title: "Release", Kind: doc.Centre, Width: 1.3}}}
	for _, c := range s.Cast {
		name := c.Performer
		if c.Child != nil {
			name = "minor, see production"
		}
		pickup := "–"
		if c.Pickup.Known() {
			pickup = s.englishHour(c.Pickup)
		}
		row := doc.Row{Cells: []doc.Cell{doc.C(cmp.Or(c.numbers(), c.Role)), doc.S(c.Characters()).As(doc.Strong), doc.S(name),
			doc.C(string(c.Status))}}
		if c.Status != HoldsCall {
			row.Cells = append(row.Cells, doc.C(pickup), doc.C(s.englishHour(c.Prep)).As(doc.Strong),
				doc.C(s.englishHour(c.Ready)).As(doc.Strong), doc.C(s.englishHour(c.Out)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func englishEffect(s Scene) string {
	if s.DayForNight {
		return strings.TrimSpace(string(s.Place) + " DAY FOR NIGHT")
	}
	light := map[script.Light]string{script.Day: "DAY", script.Night: "NIGHT", script.Dawn: "DAWN", script.Dusk: "DUSK",
		script.Morning: "MORNING", script.Evening: "EVENING"}[s.Light]
	if light == "" {
		light = "to be confirmed"
	}
	return strings.TrimSpace(string(s.Place) + " " + light)
}

// englishHour prints "01:30 (Wed)" after midnight, "to be confirmed" when unknown.
func (s Sheet) englishHour(c labour.Clock) string {
	switch {
	case !c.Known():
		return "to be confirmed"
	case c.Minutes() < 24*60 || s.Date.IsZero():
		return c.Label(dayZero)
	}
	return c.Add(-24*60).String() + " (" + s.Date.AddDays(1).Weekday().String()[:3] + ")"
}

func englishDate(d moteur.Date) string {
	if d.IsZero() {
		return "Date to be confirmed"
	}
	return d.Time().Format("Monday 2 January 2006")
}
