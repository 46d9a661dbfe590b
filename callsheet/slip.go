package callsheet

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
)

// dayZero labels an hour without a weekday.
var dayZero moteur.Date

// ErrNotCalled is the error of a role that the sheet does not call.
var ErrNotCalled = errors.New("rôle non convoqué")

// Slip prints the personal call (convocation individuelle) of a role: its hours in large type, its scenes, where to go,
// whom to call. Nobody else's line is on it.
func (s Sheet) Slip(role string) (doc.Document, error) {
	for _, c := range s.Cast {
		if c.Plays(role) && c.Status != HoldsCall {
			return s.slip(c), nil
		}
	}
	return doc.Document{}, fmt.Errorf("callsheet : %w : %s, %s", ErrNotCalled, role, s.name())
}

// WriteSlip writes the personal call of a role.
func (s Sheet) WriteSlip(w io.Writer, role string) error {
	d, err := s.Slip(role)
	if err != nil {
		return err
	}
	return pdf.Write(w, d)
}

func (s Sheet) slip(c CastCall) doc.Document {
	d := doc.Document{Title: "Convocation – " + c.Characters(),
		Subtitle: c.Performer + ", " + fr.LongDate(s.Date) + ", jour " + fr.Int(s.Day), Film: s.Film, Company: s.Company, Date: s.Date,
		Version: s.version(), Footer: "Convocation personnelle."}
	pickup := "par vos moyens"
	if c.Pickup.Known() {
		pickup = c.Pickup.Label(s.Date)
	}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		{Label: "Départ", Value: pickup, Note: join(", ", c.From, c.Driver)}, {Label: "HMC",
			Value: c.Prep.Label(s.Date)}, {Label: "Prêt à tourner", Value: c.Ready.Label(s.Date)},
		{Label: "Fin prévue", Value: c.Out.Label(s.Date), Note: s.pausesText(c.Pauses)},
	}})
	var items []doc.Field
	for _, p := range s.Places {
		items = append(items, doc.Field{Label: "Lieu", Value: join("\n", join(", ", p.Name, p.Address), prefixed("Parking : ", p.Parking),
			prefixed("Accès : ", p.Access))})
	}
	items = append(items, doc.Field{Label: "Météo", Value: s.Written.Weather}, doc.Field{Label: "Accessibilité", Value: s.Written.Access},
		doc.Field{Label: "Urgence", Value: "15 · 17 · 18 · 112 · 114 (SMS)"})
	for _, k := range s.Written.Contacts {
		items = append(items, doc.Field{Label: fr.Capital(k.Role), Value: join(" · ", k.Name, k.Phone)})
	}
	kept := items[:0]
	for _, f := range items {
		if f.Value != "" {
			kept = append(kept, f)
		}
	}
	d.Blocks = append(d.Blocks, doc.Fields{Columns: 1, Items: kept})
	t := doc.Table{Title: "Vos séquences", Columns: []doc.Column{{Title: "Heure", Width: 1.2}, {Title: "Séq."},
		{Title: "Effet", Width: 1.6}, {Title: "Décor", Width: 3}, {Title: "Résumé", Width: 6}, {Title: "Pages", Kind: doc.Centre}}}
	for _, x := range s.Scenes {
		if slices.ContainsFunc(x.Roles, c.Plays) {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(s.begins(x)), doc.S(x.Name()).As(doc.Strong),
				doc.S(x.Effect()), doc.S(x.Set), doc.S(x.Summary), doc.C(fr.Eighths(x.Eighths))}})
		}
	}
	d.Blocks = append(d.Blocks, t)
	if c.Note != "" {
		d.Blocks = append(d.Blocks, doc.Para{Text: c.Note, Style: doc.Warning})
	}
	return d
}

// SignIn prints the sign-in sheet (feuille d'émargement) of the extras: one line a person, signed at arrival and departure.
func (s Sheet) SignIn() doc.Document {
	d := doc.Document{Title: "Émargement de la figuration", Subtitle: fr.LongDate(s.Date) + ", jour " + fr.Int(s.Day), Film: s.Film,
		Company: s.Company, Date: s.Date, Version: s.version()}
	const most = 1000
	for _, e := range s.Extras {
		t := doc.Table{Title: fmt.Sprintf("%s, convocation %s", fr.Capital(e.Kind), e.Call.Label(s.Date)), Columns: []doc.Column{
			{Title: "N°", Kind: doc.Int, Width: .7}, {Title: "Nom, prénom", Width: 5}, {Title: "Arrivée", Width: 1.4}, {Title: "Signature",
				Width: 3}, {Title: "Départ, costume rendu", Width: 2}, {Title: "Signature", Width: 3},
		}}
		for i := range min(e.Count, most) {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.N(i + 1)}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	return d
}

// Document prints the rapport de production: scenes done and owed, planned and useful minutes, hours, waits, and where the
// shoot is going.
func (r DayReport) Document(p Pace) doc.Document {
	f := Predict(p)
	d := doc.Document{Title: "Rapport de production", Subtitle: fmt.Sprintf("%s, jour %d / %d", fr.LongDate(r.Date), r.Day, r.Days),
		Film: r.Film, Company: r.Company, Date: r.Date, Footer: "Document de travail confidentiel."}
	end := "à confirmer"
	if f.Days > 0 {
		end = fr.Plural(f.Days, "jour", "jours")
	}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		{Label: "Utile du jour", Value: timing(r.Useful()), Note: "prévu " + timing(r.Planned())},
		{Label: "Cumul", Value: timing(f.Actual), Note: "prévu " + timing(f.Planned)},
		{Label: "Écart", Value: signed(f.Gap), Style: gapStyle(f.Gap)},
		{Label: "Moyenne", Value: timing(int(f.Average.Round(0).IntPart())), Note: "à tenir : " + timing(int(f.Needed.Round(0).IntPart()))},
		{Label: "Fin prévue", Value: end, Note: rangeText(f), Style: gapStyle(-f.Late)},
	}})
	d.Blocks = append(d.Blocks, doc.Fields{Columns: 3, Items: []doc.Field{
		{Label: "Convocation", Value: r.Call.Label(r.Date)}, {Label: "Premier plan", Value: r.FirstShot.Label(r.Date)}, {Label: "Fin",
			Value: r.Wrap.Label(r.Date)},
		{Label: "Repas", Value: join(" – ", r.Meal.Label(r.Date), r.MealEnd.Label(r.Date))}, {Label: "Travail",
			Value: long(r.Work())}, {Label: "Plans", Value: fr.Int(r.Shots)},
		{Label: "Figuration", Value: fr.Int(r.Extras)}, {Label: "Météo", Value: r.Weather},
	}})
	t := doc.Table{Title: "Séquences", Key: "scenes", Sheet: "Séquences", Columns: []doc.Column{
		{Title: "Séq."}, {Title: "État", Width: 1.6}, {Title: "Pages", Kind: doc.Centre}, {Title: "Prévu",
			Kind: doc.Centre}, {Title: "Utile", Kind: doc.Centre}, {Title: "Écart", Kind: doc.Centre}, {Title: "Plans", Kind: doc.Int},
		{Title: "Note", Width: 5},
	}}
	for _, s := range r.Scenes {
		c := doc.S(s.State.Label())
		switch s.State {
		case Owing, Partial:
			c = c.As(doc.Warning)
		case Done:
			c = c.As(doc.Good)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(s.ID).As(doc.Strong), c, doc.C(fr.Eighths(s.Eighths)),
			doc.C(timing(s.planned())), doc.C(timing(s.Useful)), doc.C(signed(s.Useful - s.planned())), doc.N(s.Shots), doc.S(s.Note)}})
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), {}, {}, doc.C(timing(r.Planned())),
		doc.C(timing(r.Useful())), doc.C(signed(r.Useful() - r.Planned()))}})
	d.Blocks = append(d.Blocks, t)
	if len(r.People) > 0 {
		h := doc.Table{Title: "Heures", Key: "hours", Sheet: "Heures",
			Columns: []doc.Column{{Title: "Personne, département", Width: 4}, {Title: "Arrivée", Kind: doc.Centre},
				{Title: "Départ", Kind: doc.Centre}, {Title: "Amplitude", Kind: doc.Centre}, {Title: "Note", Width: 4}}}
		for _, p := range r.People {
			h.Rows = append(h.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Name), doc.C(p.In.Label(r.Date)), doc.C(p.Out.Label(r.Date)),
				doc.C(long(p.Out.Sub(p.In))), doc.S(p.Note)}})
		}
		d.Blocks = append(d.Blocks, h)
	}
	var notes []string
	for _, w := range r.Waits {
		notes = append(notes, fmt.Sprintf("Attente, %s : %s", w.Cause, long(w.Minutes)))
	}
	for _, a := range r.Accidents {
		notes = append(notes, "Accident : "+a)
	}
	if notes = append(notes, r.Notes...); len(notes) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 3, Text: "Incidents et notes"}, doc.Bullets{Items: notes})
	}
	if len(r.Cards) > 0 {
		d.Blocks = append(d.Blocks, cardTable(r.Cards))
	}
	if c, ok := paceChart(p); ok {
		d.Blocks = append(d.Blocks, c)
	}
	return d
}

// WritePDF writes the rapport de production; the pace holds the days shot so far, this one included.
func (r DayReport) WritePDF(w io.Writer, p Pace) error { return pdf.Write(w, r.Document(p)) }

func cardTable(cards []Card) doc.Table {
	t := doc.Table{Title: "Rushes", Columns: []doc.Column{{Title: "Carte"}, {Title: "Caméra"}, {Title: "Go", Kind: doc.Int},
		{Title: "Copies", Kind: doc.Int}, {Title: "Hors site", Kind: doc.Centre}, {Title: "Vérifiée par", Width: 2}}}
	const least = 3 // copies, on two kinds of media, one off site
	for _, c := range cards {
		copies, off, by := doc.N(c.Copies), doc.C("oui"), doc.S(c.Checked)
		if c.Copies < least {
			copies = copies.As(doc.Alert)
		}
		if !c.Offsite {
			off = doc.C("non").As(doc.Alert)
		}
		if c.Checked == "" {
			by = doc.S("à confirmer").As(doc.Alert)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(c.ID), doc.S(c.Camera), doc.N(c.Gigabyte), copies, off, by}})
	}
	return t
}

func signed(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	if seconds == 0 {
		return "0"
	}
	return sign + fr.Timing(time.Duration(seconds)*time.Second)
}

func gapStyle(gap int) doc.Style {
	switch {
	case gap < 0:
		return doc.Warning
	case gap > 0:
		return doc.Good
	}
	return doc.Normal
}

func rangeText(f Forecast) string {
	var parts []string
	if f.Late > 0 {
		parts = append(parts, fr.Plural(f.Late, "jour", "jours")+" de retard")
	}
	if f.BestDays > 0 && f.WorstDays > 0 && f.BestDays != f.WorstDays {
		parts = append(parts, fmt.Sprintf("de %d à %d selon la semaine", f.BestDays, f.WorstDays))
	}
	return strings.Join(parts, ", ")
}

// paceChart draws the planned and real minutes, added up day after day.
func paceChart(p Pace) (doc.Chart, bool) {
	c := doc.Chart{Kind: doc.Curve, Title: "Minutage utile cumulé", Unit: "min", Height: 60,
		Series: []doc.Series{{Name: "Prévu"}, {Name: "Utile"}}}
	planned, useful := 0, 0
	for i := range min(len(p.Planned), len(p.Useful)) {
		planned, useful = planned+p.Planned[i], useful+p.Useful[i]
		c.Labels = append(c.Labels, "J"+fr.Int(i+1))
		c.Series[0].Values = append(c.Series[0].Values, per(planned, 60))
		c.Series[1].Values = append(c.Series[1].Values, per(useful, 60))
	}
	return c, len(c.Labels) > 1
}
