package hiring

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

func formOf(c moteur.Company) string {
	if c.Form == "" {
		return ""
	}
	if c.Capital.IsPositive() {
		return fmt.Sprintf(", %s au capital de %s", c.Form, fr.Euros(c.Capital))
	}
	return ", " + c.Form
}

func objectNumber(e Employer) string {
	if e.ObjectNumber == "" {
		return ""
	}
	return ", numéro d'objet " + e.ObjectNumber
}

func orMissing(s string) string {
	if strings.TrimSpace(s) == "" {
		return "[à compléter]"
	}
	return s
}

func comma(s string) string {
	if s == "" {
		return ""
	}
	return ", " + s
}

// nationalities are the French words of the nationalities met most; any other prints its code.
var nationalities = map[string]string{"FR": "française", "BE": "belge", "CH": "suisse", "LU": "luxembourgeoise", "DE": "allemande",
	"IT": "italienne", "ES": "espagnole", "PT": "portugaise", "GB": "britannique", "IE": "irlandaise",
	"US": "américaine", "CA": "canadienne", "MA": "marocaine", "DZ": "algérienne", "TN": "tunisienne", "SN": "sénégalaise",
	"PL": "polonaise", "RO": "roumaine", "GR": "grecque", "NL": "néerlandaise"}

func nationality(code string) string {
	if s, ok := nationalities[code]; ok {
		return s
	}
	return orMissing(code)
}

func civilFull(p Employee) string {
	name := orMissing(p.CivilName())
	if p.BirthName != "" && p.BirthName != p.Person.LastName {
		name += " (nom de naissance : " + p.BirthName + ")"
	}
	return name
}

func stage(p Employee) string {
	if p.Person.StageName == "" {
		return ""
	}
	return ", dit(e) " + p.Person.StageName
}

func nirText(p Employee) string {
	if p.NIR.IsZero() {
		return ""
	}
	return ", numéro de sécurité sociale " + spacedNIR(p.NIR)
}

func leaveText(p Employee) string {
	if p.LeaveFundNumber == "" {
		return ""
	}
	return ", numéro Congés Spectacles " + p.LeaveFundNumber
}

// spacedNIR writes the number in groups, for the person's own papers.
func spacedNIR(n NIR) string {
	t := n.Reveal()
	if len(t) != 15 {
		return ""
	}
	return strings.Join([]string{t[:1], t[1:3], t[3:5], t[5:7], t[7:10], t[10:13], t[13:]}, fr.NBSP)
}

func optional(label, v string) string {
	if v == "" {
		return ""
	}
	return label + v + "."
}

func bodyText(b Body) string {
	if b.Name == "" {
		return "[à compléter]"
	}
	if a := addressLine(b.Address); a != "" {
		return b.Name + ", " + a
	}
	return b.Name
}

func (w *contractWriter) jobText() string {
	name, category := orMissing(w.e.Job), ""
	if j, err := w.e.JobOf(); err == nil {
		name = j.Name
		if j.Title == 3 {
			name = strings.ToLower(name)
		} else {
			category = ", catégorie : " + j.Category.Label()
		}
	}
	place := ""
	if w.e.Place != "" {
		place = ", lieu de travail : " + strings.TrimSuffix(w.e.Place, ".")
	}
	return fmt.Sprintf("Le salarié est engagé en qualité %s%s, pour le film %s%s.", of(name), category, fr.Quote(w.e.Film.Title), place)
}

func (w *contractWriter) termText() string {
	s := w.e.Span
	start := "Le contrat prend effet le " + fr.LongDate(s.From)
	if w.e.StartTime.Known() {
		start += " à " + strings.Replace(w.e.StartTime.String(), ":", " h ", 1)
	}
	if s.To.IsZero() {
		return fmt.Sprintf("%s pour une durée minimale de %s ; il prend fin avec son objet : %s.", start,
			fr.Plural(w.e.MinimumDays, "jour", "jours"), orMissing(w.e.Object))
	}
	return start + " et prend fin le " + fr.LongDate(s.To) + "." + w.extraDates()
}

// extraDates gives the days of an extra whose contract lists them.
func (w *contractWriter) extraDates() string {
	if t := w.e.Performer; t != nil && w.e.form() == "extra" && len(t.Dates) > 0 {
		return " Jours de travail : " + daysText(t.Dates) + "."
	}
	return ""
}

func daysText(days []moteur.Date) string {
	var words []string
	for _, d := range days {
		words = append(words, fr.Date(d))
	}
	return fr.List(words)
}

func (w *contractWriter) datesText() []string {
	t := w.e.Performer
	out := []string{fmt.Sprintf("Rôle : %s. Nombre de jours : %d. Dates : %s.", orMissing(t.Role), len(t.Dates),
		orMissing(daysText(t.Dates)))}
	if len(t.Options) > 0 {
		out = append(out, "Jours en option : "+daysText(t.Options)+".")
	}
	return append(out, fmt.Sprintf("Répétitions : %s. Postsynchronisation : %s.", fr.Plural(t.Rehearsals, "jour", "jours"),
		fr.Plural(t.PostSync, "jour", "jours")))
}

func (w *contractWriter) payText() []string {
	e := w.e
	out := []string{fmt.Sprintf("Salaire brut : %s pour la base suivante : %s. Paiement : %s.", fr.Euros(e.Rate), e.Basis.Label(),
		orMissing(e.Rhythm))}
	basis := e.Basis
	if e.LowBudget {
		basis += "_low"
	}
	if least, _, err := e.bound().Minimum(e.Job, e.date(), basis); err == nil {
		out = append(out, fmt.Sprintf("Minimum de la convention à cette date, même base : %s.", fr.Euros(least.Value)))
	}
	return out
}

func (w *contractWriter) hoursText() string {
	if w.e.Hours.IsPositive() {
		return "Durée de référence : " + fr.Plain(w.e.Hours) + " heures par semaine." + w.presenceText()
	}
	r := dutiesOn(w.e.date(), nil)
	switch w.e.form() {
	case "performer":
		day, prep := r.Int("t3.day.ref")*60, r.Int("t3.prep")
		if r.Err() == nil {
			return fmt.Sprintf("Journée de référence : %s de travail effectif, et %s d'habillage, maquillage et coiffure.",
				minutesText(day),
				minutesText(prep))
		}
	case "extra":
		if day := r.Int("t3x.day") * 60; r.Err() == nil {
			return fmt.Sprintf("Journée de référence : %s de travail effectif.", minutesText(day))
		}
	case "director":
		return "Le réalisateur est rémunéré sans référence horaire."
	}
	return "Durée de référence : [à compléter]."
}

// presenceText says the hours of presence of a shooting week paid by equivalence, empty without one.
func (w *contractWriter) presenceText() string {
	j, err := w.e.JobOf()
	if err != nil {
		return ""
	}
	paid, presence, err := j.Equivalence(w.e.Basis, w.e.date())
	if err != nil {
		return ""
	}
	return fmt.Sprintf(" En %s, %d heures de présence sont payées %d heures, par équivalence (titre II, art. 30).",
		w.e.Basis.Label(), presence, paid)
}

// childText names who stands for a child, the authorisation, and what becomes of the pay; empty for anybody else.
func (w *contractWriter) childText() []string {
	m := w.e.Employee.Minor
	if !w.e.isChild() || m == nil {
		return nil
	}
	out := []string{"Le salarié, mineur, est représenté par : " + orMissing(fr.List(m.Representatives)) + ", qui signent avec lui."}
	a := m.Authorisation
	if a == nil {
		return append(out, "Autorisation individuelle du préfet : [à compléter].")
	}
	ref := "Autorisation individuelle du préfet : " + orMissing(a.Ref)
	if !a.Issued.IsZero() {
		ref += ", du " + fr.LongDate(a.Issued)
	}
	out = append(out, ref+", pour la période "+a.Span.String()+".")
	if a.ParentsShare == nil {
		return append(out, "Part de la rémunération versée à la Caisse des dépôts et consignations : [à compléter].")
	}
	saved := decimal.NewFromInt(1).Sub(*a.ParentsShare)
	return append(out, fmt.Sprintf("La part de la rémunération laissée à la disposition des représentants légaux est de %s ; le reste, "+
		"soit %s, est versé par "+
		"l'employeur à la Caisse des dépôts et consignations, qui en gère le pécule.", fr.Percent(*a.ParentsShare, 2),
		fr.Percent(saved, 2)))
}

// minutesText writes a duration.
func minutesText(n int) string { return fr.Hours(time.Duration(n) * time.Minute) }

func (w *contractWriter) splitTable() doc.Table {
	s := w.c.Split
	t := doc.Table{Columns: []doc.Column{{Title: "Part", Width: 5}, {Title: "Clé", Width: 2, Kind: doc.Percent},
		{Title: "Montant brut", Width: 2, Kind: doc.Amount}}}
	share := func(label string, amount decimal.Decimal, style doc.Style) doc.Row {
		fraction := decimal.Zero
		if s.Base.IsPositive() {
			fraction = amount.DivRound(s.Base, 4)
		}
		return doc.Row{Style: style, Cells: []doc.Cell{doc.S(label), doc.Pct(fraction, 0), doc.Eur(amount)}}
	}
	t.Rows = append(t.Rows, share("Prestation et fixation", s.Performance, doc.Strong),
		share("Autorisation d'exploitation, dont :", s.Rights, doc.Strong))
	for _, m := range s.Modes {
		t.Rows = append(t.Rows, doc.Row{Indent: 1, Cells: []doc.Cell{doc.S(m.Label), doc.Pct(m.Share, 0), doc.Eur(m.Amount)}})
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Salaire de base"), doc.Pct(decimal.NewFromInt(1), 0),
		doc.Eur(s.Base)}})
	return t
}

func (w *contractWriter) partsTable() doc.Table {
	t := doc.Table{Title: "Éléments accessoires", Columns: []doc.Column{{Title: "Élément", Width: 5},
		{Title: "Montant", Width: 2, Kind: doc.Amount}, {Title: "Unité", Width: 2}}}
	for _, p := range w.e.Parts {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Label), doc.Eur(p.Amount), doc.S(p.Unit)}})
	}
	return t
}

func (w *contractWriter) signatures() doc.Block {
	return doc.Signatures{Place: w.e.SignedAt, Date: w.e.Signed, Names: []string{
		"Pour l'employeur : " + orMissing(w.e.Employer.Company.Legal), "Le salarié : " + w.p.CivilName() + " (« lu et approuvé »)"}}
}

// author prints the data of an author's contract, for whoever drafts it.
func (w *contractWriter) author() []doc.Block {
	co, a := w.e.Employer.Company, w.e.Rights
	if a == nil {
		a = &AuthorTerms{}
	}
	out := []doc.Block{
		doc.Para{Style: doc.Muted,
			Text: "Ces données nourrissent le contrat rédigé par l'avocat ou l'agent ; les droits d'auteur ne sont pas un salaire."},
		doc.Fields{Columns: 2, Items: []doc.Field{
			{Label: "Producteur", Value: co.Name}, {Label: "SIRET", Value: co.SIRET}, {Label: "Auteur",
				Value: w.p.CivilName()}, {Label: "Adresse", Value: addressLine(w.p.Address)},
			{Label: "Agent", Value: w.p.Person.Agent}, {Label: "Œuvre", Value: orMissing(a.Work)}, {Label: "Contribution",
				Value: orMissing(a.Contribution)}, {Label: "Droits cédés", Value: orMissing(a.Rights)},
		}},
	}
	t := doc.Table{Title: "Rémunération par mode d'exploitation", Columns: []doc.Column{{Title: "Mode", Width: 5},
		{Title: "Montant ou taux", Width: 2, Kind: doc.Number}, {Title: "Unité", Width: 3}}}
	for _, m := range a.Modes {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(m.Label), doc.Num(m.Amount, -1), doc.S(m.Unit)}})
	}
	out = append(out, t, doc.Fields{Items: []doc.Field{{Label: "Minimum garanti",
		Value: fr.Euros(a.Guarantee.Amount) + " " + a.Guarantee.Unit}}})
	if charged, err := payroll.Charges(payroll.Pay{Profile: payroll.Author, Gross: a.Guarantee.Amount, Date: w.e.date()},
		payroll.Settings{}); err == nil {
		out = append(out, doc.Fields{Items: []doc.Field{{Label: "Contribution du diffuseur sur ce minimum",
			Value: fr.Euros(charged.Total)}}})
	}
	if !a.Dispense {
		if lines, err := payroll.AuthorWithholding(a.Guarantee.Amount, w.e.date()); err == nil {
			p := doc.Table{Title: "Précompte sur ce minimum (faute de dispense)",
				Columns: []doc.Column{{Title: "Ligne", Width: 5}, {Title: "Assiette", Width: 2, Kind: doc.Amount},
					{Title: "Taux", Width: 2, Kind: doc.Percent}, {Title: "Montant", Width: 2, Kind: doc.Amount}}}
			for _, l := range lines {
				p.Rows = append(p.Rows, doc.Row{Cells: []doc.Cell{doc.S(l.Label), doc.Eur(l.Base), doc.Pct(l.Rate, 2), doc.Eur(l.Amount)}})
			}
			out = append(out, p)
		}
	}
	return out
}
