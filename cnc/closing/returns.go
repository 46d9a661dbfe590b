package closing

import (
	"fmt"
	"io"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/ics"
)

// Return is a reddition de comptes: an account that someone must send to someone, by a day.
type Return struct {
	ID     string        `json:"id"`
	What   string        `json:"what"`
	From   string        `json:"from"`
	To     string        `json:"to"`
	Due    moteur.Date   `json:"due,omitzero"` // unset when its event has no date
	Source moteur.Source `json:"source"`
}

// Returns is the calendar of accounts: the production account to co-producers, financiers with a share of receipts and authors after
// the visa, the distributor's account after the release, then every year for the years given (0 means 5). Terms come from
// the table of deadlines.
func Returns(r cnc.Request, on moteur.Date, years int) ([]Return, error) {
	if years <= 0 || years > 100 {
		years = 5
	}
	calendar, err := cnc.Calendar(r, on)
	if err != nil {
		return nil, err
	}
	var out []Return
	company := r.Facts.Film.Company.Name
	if d, ok := calendar.Find("compte-production"); ok {
		for _, to := range entitled(r) {
			out = append(out, Return{ID: fmt.Sprintf("compte-production-%s", fr.Slug(to)), What: "Compte de production", From: company,
				To: to, Due: d.By, Source: d.Source})
		}
	}
	if d, ok := calendar.Find("compte-exploitation"); ok {
		for n := range years + 1 {
			due := d.By.AddMonths(12 * n)
			what := "Premier compte d'exploitation"
			if n > 0 {
				what = fmt.Sprintf("Compte d'exploitation, année %d", n+1)
			}
			out = append(out, Return{ID: fmt.Sprintf("compte-exploitation-%d", n+1), What: what, From: "distributeur", To: company,
				Due: due, Source: d.Source})
		}
	}
	slices.SortStableFunc(out, func(a, b Return) int { return a.Due.Compare(b.Due) })
	return out, nil
}

// entitled lists who receives the production account, each once.
func entitled(r cnc.Request) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, p := range r.Facts.Producers {
		if p.Company.Name != r.Facts.Film.Company.Name {
			add(p.Company.Name)
		}
	}
	for _, x := range r.Plan.Resources {
		name := x.Party
		if name == "" {
			name = x.Label
		}
		if x.Kind == financing.CoProducer || x.Kind == financing.TVCoproduction || x.Kind == financing.Sofica ||
			x.RightsShare.IsPositive() {
			add(name)
		}
	}
	for _, a := range r.Facts.Authors {
		add(r.Facts.Person(a.Person).Name())
	}
	return out
}

func returnsTable(list []Return) doc.Table {
	t := doc.Table{Title: "Redditions de comptes", Sheet: "Comptes", Columns: []doc.Column{{Title: "Avant le", Width: 2, Kind: doc.Date},
		{Title: "Compte", Width: 4}, {Title: "De", Width: 4}, {Title: "À", Width: 4}, {Title: "Texte", Width: 3}}}
	for _, x := range list {
		due := doc.D(x.Due)
		if x.Due.IsZero() {
			due = doc.S("à dater").As(doc.Warning)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{due, doc.S(x.What), doc.S(x.From), doc.S(x.To),
			doc.S(x.Source.Text).As(doc.Muted)}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucun compte à rendre.").Over(5)}}}
	}
	return t
}

// WriteReturnsICS writes the dated accounts as all-day events.
func WriteReturnsICS(w io.Writer, film string, list []Return, on moteur.Date) error {
	var events []ics.Event
	for _, x := range list {
		if !x.Due.IsZero() {
			events = append(events, ics.Event{UID: x.ID + "@" + fr.Slug(film), Day: x.Due, Summary: film + " : " + fr.Uncapital(x.What),
				Description: "De " + x.From + " à " + x.To + "\n" + x.Source.Text})
		}
	}
	return ics.Write(w, "Redditions de comptes, "+film, doc.Document{Date: on}.Clock(), events)
}
