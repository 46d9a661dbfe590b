package payroll

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/labour"
)

// HoursForm is the relevé d'heures to fill in: one row a day, sent to a department as a workbook and read back with
// ReadHours.
type HoursForm struct {
	Who  string       `json:"who"`
	Film string       `json:"film"`
	Date moteur.Date  `json:"date"`
	Days []labour.Day `json:"days"` // the dates to fill, with what is already known
}

// hoursSheet and the titles of its columns; a form edited by hand keeps them, in any order.
const hoursSheet = "Heures"

var hoursTitles = []string{"Date", "Nature", "Rendez-vous", "Début", "Repas de", "Repas à", "Pause de", "Pause à", "Fin", "Retour",
	"HMC (min)", "Voyage (min)", "Arrivée", "Zone", "Continue", "Studio", "Récupération", "Repas dus", "Défrayé", "Région", "Note"}

// The kinds, zones and recoveries a form may hold.
var (
	formKinds = []labour.Kind{labour.Shooting, labour.Preparation, labour.PostProduction, labour.Rehearsal, labour.Travelling,
		labour.HolidayOff}
	formZones      = []labour.Zone{labour.ParisRegion, labour.Region, labour.Abroad}
	formRecoveries = []labour.Recovery{labour.Given, labour.Unrecovered}
)

// Document builds the form. Times are texts, "07:30" or "25:30" after midnight.
func (f HoursForm) Document() doc.Document {
	t := doc.Table{Key: "hours", Sheet: hoursSheet, Compact: true, Protected: true}
	widths := map[string]float64{"Date": 3, "Nature": 3, "Note": 4, "Zone": 3, "Récupération": 3}
	for _, title := range hoursTitles {
		kind := doc.Centre
		if title == "Date" {
			kind = doc.Date
		}
		t.Columns = append(t.Columns, doc.Column{Title: title, Width: max(widths[title], 2), Kind: kind})
	}
	clock := func(c labour.Clock, shown bool) doc.Cell {
		if !shown {
			return doc.C("").Editable()
		}
		return doc.C(c.String()).Editable()
	}
	number := func(n int) doc.Cell {
		if n == 0 {
			return doc.C("").Editable()
		}
		return doc.N(n).Editable()
	}
	yes := func(b bool) doc.Cell {
		if b {
			return doc.C("oui").Editable()
		}
		return doc.C("").Editable()
	}
	for _, raw := range f.Days {
		filled := raw.End.Known() || raw.Back.Known()
		d := raw.Normal()
		var meal, pause labour.Break
		for _, b := range d.Breaks {
			if b.Meal && !meal.To.Known() {
				meal = b
			} else if !pause.To.Known() {
				pause = b
			}
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.D(d.Date), doc.C(d.Kind.Label()).Editable(), clock(d.RDV, filled),
			clock(d.Start, filled && d.Start != d.RDV), clock(meal.From, true), clock(meal.To, true),
			clock(pause.From, true), clock(pause.To, true), clock(d.End, filled), clock(d.Back, filled &&
				d.Back != d.End), number(d.Prep), number(d.Travel), clock(d.Arrival, true), doc.C(d.Zone.Label()).Editable(),
			yes(d.Continuous), yes(d.Studio), doc.C(d.Recovery.Label()).Editable(), number(d.MealsOwed), yes(d.Away),
			doc.C(d.Region).Editable(), doc.S(d.Note).Editable()}})
	}
	return doc.Document{Title: "Relevé d'heures à remplir", Subtitle: f.Who, Film: f.Film, Date: f.Date, Page: doc.Landscape,
		Blocks: []doc.Block{t,
			doc.Para{Style: doc.Muted, Text: "Heures écrites HH:MM ; après minuit, 25:30 pour 1 h 30. Nature : " +
				fr.List([]string{"tournage",
					"préparation", "postproduction", "répétition", "voyage",
					"férié chômé"}) +
				". Zone : Île-de-France, région, étranger. Région : code du lieu, pour ses jours fériés (FR-67, BE). " +
				"Récupération : donnée, payée. Continue, Studio, Défrayé : oui."}}}
}

// WriteXLSX writes the form as a workbook.
func (f HoursForm) WriteXLSX(w io.Writer) error { return xlsx.Write(w, f.Document()) }

// ReadHours reads a filled form back, whatever the order of its columns. Rows without hours are left out, unless they are
// public holidays. Each problem is an error of the report that names its sheet and cell; times may be texts or the
// fractions of a day that spreadsheets write.
func ReadHours(r io.Reader) ([]labour.Day, moteur.Report, error) {
	var rep moteur.Report
	wb, err := xlsx.Read(r, xlsx.Limits{Rows: 2000, Cols: 64})
	if err != nil {
		return nil, rep, fmt.Errorf("payroll : %w", err)
	}
	sheet, ok := wb.Sheet(hoursSheet)
	if !ok && len(wb.Sheets) > 0 {
		sheet = wb.Sheets[0]
	}
	head, ok := sheet.Find("Date", "Rendez-vous", "Fin")
	if !ok {
		return nil, rep, fmt.Errorf("payroll : feuille %s : aucune ligne de titres Date, Rendez-vous, Fin", sheet.Name)
	}
	x := hoursReader{h: head, rep: &rep}
	var out []labour.Day
	for row := head.Row + 1; row < head.End(); row++ {
		d, filled := x.day(row)
		if !filled {
			continue
		}
		if err := d.Check(); err != nil {
			rep.Errorf(head.Ref(row, "Date"), "hours/day", "%s", err)
			continue
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b labour.Day) int { return a.Date.Compare(b.Date) })
	for i := 1; i < len(out); i++ {
		if out[i].Date == out[i-1].Date {
			rep.Errorf(sheet.Name, "hours/twice", "Le %s est rempli deux fois.", fr.Date(out[i].Date))
		}
	}
	return out, rep, nil
}

// hoursReader reads the cells of a row and notes each problem by its cell.
type hoursReader struct {
	h   xlsx.Head
	rep *moteur.Report
}

func (x hoursReader) bad(row int, title, format string, args ...any) {
	x.rep.Errorf(x.h.Ref(row, title), "hours/cell", format, args...)
}

func (x hoursReader) day(row int) (labour.Day, bool) {
	d := labour.Day{Kind: pick(x, row, "Nature", formKinds), Zone: pick(x, row, "Zone", formZones),
		Recovery:   pick(x, row, "Récupération", formRecoveries),
		Continuous: x.yes(row, "Continue"), Studio: x.yes(row, "Studio"), Away: x.yes(row, "Défrayé"), Note: x.h.Text(row, "Note")}
	if d.Kind == labour.Shooting {
		d.Kind = ""
	}
	if x.h.Text(row, "Rendez-vous") == "" && x.h.Text(row, "Fin") == "" && d.Kind != labour.HolidayOff && d.Kind != labour.Travelling {
		return d, false
	}
	date, err := x.h.Date(row, "Date")
	if err != nil || date.IsZero() {
		x.bad(row, "Date", "date manquante ou illisible")
		return d, false
	}
	d.Date = date
	d.RDV, d.Start, d.End, d.Back, d.Arrival = x.clock(row, "Rendez-vous"), x.clock(row, "Début"), x.clock(row, "Fin"), x.clock(row,
		"Retour"), x.clock(row, "Arrivée")
	d.Prep, d.Travel, d.MealsOwed = x.number(row, "HMC (min)"), x.number(row, "Voyage (min)"), x.number(row, "Repas dus")
	for _, b := range []struct {
		from, to string
		meal     bool
	}{{"Repas de", "Repas à", true}, {"Pause de", "Pause à", false}} {
		if x.h.Text(row, b.from) != "" || x.h.Text(row, b.to) != "" {
			d.Breaks = append(d.Breaks, labour.Break{From: x.clock(row, b.from), To: x.clock(row, b.to), Meal: b.meal})
		}
	}
	d.Region = x.region(row)
	slices.SortFunc(d.Breaks, func(a, b labour.Break) int { return a.From.Compare(b.From) })
	return d, true
}

// region reads the code of the region or the country of a day's place.
func (x hoursReader) region(row int) string {
	s := strings.ToUpper(strings.TrimSpace(x.h.Text(row, "Région")))
	if s == "" {
		return ""
	}
	near, region := strict.Coded("region", s)
	if _, country := strict.Coded("country", s); !region && !country {
		x.bad(row, "Région", "région ou pays inconnu : %q%s", s, near)
		return ""
	}
	if _, known := labour.HolidayZone(s, ""); !known {
		x.rep.Warnf(x.h.Ref(row, "Région"), "hours/holidays", "Les jours fériés de %s ne sont pas connus, ou diffèrent d'un département à "+
			"l'autre : donner celui du lieu.", s)
	}
	return s
}

func (x hoursReader) yes(row int, title string) bool {
	switch s := fr.Fold(x.h.Text(row, title)); s {
	case "", "non", "0", "false":
		return false
	case "oui", "o", "x", "1", "true":
		return true
	default:
		x.bad(row, title, "%q : attendu oui ou rien", s)
		return false
	}
}

func (x hoursReader) number(row int, title string) int {
	n, _, err := x.h.Int(row, title)
	if err != nil {
		x.bad(row, title, "nombre illisible : %q", x.h.Text(row, title))
	}
	return n
}

// clock reads a time: "07:30", "7h30", "25:30", or the fraction of a day that a spreadsheet makes of it.
func (x hoursReader) clock(row int, title string) labour.Clock {
	s := strings.TrimSpace(x.h.Text(row, title))
	if s == "" {
		return labour.Clock{}
	}
	if c, err := labour.ParseClock(s); err == nil {
		return c
	}
	if v, err := money.Parse(s); err == nil && !v.IsNegative() && v.LessThan(decimal.NewFromInt(2)) {
		if c := labour.ClockOf(int(v.Mul(decimal.NewFromInt(1440)).Round(0).IntPart())); c.Known() {
			return c
		}
	}
	x.bad(row, title, "heure illisible : %q (attendu HH:MM)", s)
	return labour.Clock{}
}

// pick reads a word among the values of an enumeration, by label or by code.
func pick[T interface {
	~string
	Label() string
}](x hoursReader, row int, title string, values []T) T {
	s := fr.Fold(x.h.Text(row, title))
	if s == "" {
		return ""
	}
	for _, v := range values {
		if fr.Fold(v.Label()) == s || string(v) == s {
			return v
		}
	}
	x.bad(row, title, "%q inconnu", s)
	return ""
}
