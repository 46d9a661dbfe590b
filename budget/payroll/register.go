package payroll

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Register is the registre des engagements of a film, in the order of the first days.
type Register struct {
	Film        moteur.Film  `json:"film"`
	Date        moteur.Date  `json:"date"`
	Engagements []Engagement `json:"engagements"`
}

// NewRegister sorts engagements by first day, then by name; the input is not modified.
func NewRegister(film moteur.Film, engagements []Engagement, on moteur.Date) Register {
	list := slices.Clone(engagements)
	slices.SortStableFunc(list, func(a, b Engagement) int {
		if c := a.Span.From.Compare(b.Span.From); c != 0 {
			return c
		}
		return strings.Compare(a.Employee.CivilName(), b.Employee.CivilName())
	})
	return Register{Film: film, Date: on, Engagements: list}
}

// Document prints the register with the data that it may show.
func (r Register) Document() doc.Document {
	t := doc.Table{Sheet: "Registre", Compact: true, Columns: []doc.Column{
		{Title: "N°", Width: 1, Kind: doc.Int}, {Title: "Nom", Width: 4}, {Title: "Sexe", Width: 1, Kind: doc.Centre}, {Title: "Naissance",
			Width: 2, Kind: doc.Date}, {Title: "Nationalité", Width: 2},
		{Title: "Fonction", Width: 5}, {Title: "Catégorie", Width: 3}, {Title: "Contrat", Width: 2},
		{Title: "Entrée", Width: 2, Kind: doc.Date}, {Title: "Sortie", Width: 2, Kind: doc.Date}, {Title: "Titre de travail", Width: 3}}}
	for i, e := range r.Engagements {
		p := Redact(e.Employee, PaperRegister)
		category, nature := "", "CDDU"
		if j, err := e.JobOf(); err == nil {
			category = j.Category.Label()
		}
		if e.ProfileOf() == Permanent {
			nature = "CDI"
		}
		permit := strings.TrimSpace(p.PermitKind + " " + p.PermitNumber)
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.N(i + 1), doc.S(p.CivilName()), doc.C(string(p.Sex)), doc.D(p.Person.Birth),
			doc.S(p.Person.Nationality),
			doc.S(e.Job), doc.S(category), doc.S(nature), doc.D(e.Span.From), doc.D(e.Span.To), doc.S(permit)}})
	}
	return doc.Document{Title: "Registre des engagements", Film: r.Film.Title, Company: r.Film.Company.Name, Date: r.Date,
		Page:   doc.Landscape,
		Footer: "Confidentiel – contient des données personnelles", Blocks: []doc.Block{t}}
}

// WritePDF writes the register on paper.
func (r Register) WritePDF(w io.Writer) error { return pdf.Write(w, r.Document()) }

// WriteXLSX writes the register as a workbook.
func (r Register) WriteXLSX(w io.Writer) error { return xlsx.Write(w, r.Document()) }

// ExtrasSheet is the feuille d'émargement of a day of figuration: signed at arrival and departure.
type ExtrasSheet struct {
	Film  moteur.Film `json:"film"`
	Date  moteur.Date `json:"date"`
	Place string      `json:"place"`
	Rows  []ExtraRow  `json:"rows"`
}

// ExtraRow is one extra of the day.
type ExtraRow struct {
	Name string       `json:"name"`
	Job  string       `json:"job"` // figurant, silhouette, doublure
	Call labour.Clock `json:"call"`
}

// Document prints the sheet.
func (s ExtrasSheet) Document() doc.Document {
	t := doc.Table{Sheet: "Émargement", Columns: []doc.Column{{Title: "N°", Width: 1, Kind: doc.Int}, {Title: "Nom", Width: 4},
		{Title: "Emploi", Width: 3}, {Title: "Convocation", Width: 2, Kind: doc.Centre},
		{Title: "Arrivée (heure, signature)", Width: 4}, {Title: "Départ après restitution du costume (heure, signature)", Width: 5},
		{Title: "Repas", Width: 1}, {Title: "Suppléments", Width: 3}}}
	for i, r := range s.Rows {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.N(i + 1), doc.S(r.Name), doc.S(r.Job), doc.C(r.Call.String()), {}, {}, {},
			{}}})
	}
	return doc.Document{Title: "Feuille d'émargement de la figuration",
		Subtitle: strings.TrimSuffix(fr.LongDate(s.Date)+" – "+s.Place,
			" – "), Film: s.Film.Title, Company: s.Film.Company.Name, Date: s.Date, Page: doc.Landscape,
		Blocks: []doc.Block{t,
			doc.Para{Style: doc.Muted, Text: "Signature à l'arrivée et au départ (IDCC 3097, titre III, statut II, art. 4.3.3)."},
			doc.Signatures{Names: []string{"Chargé de la figuration", "Directeur de production"}}}}
}

// WritePDF writes the sheet on paper.
func (s ExtrasSheet) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the sheet as a workbook.
func (s ExtrasSheet) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }

// ChargeSheet is the coût employeur of a crew: one Charged a person.
type ChargeSheet struct {
	Film moteur.Film `json:"film"`
	Date moteur.Date `json:"date"`
	Rows []ChargeRow `json:"rows"`
}

// ChargeRow is one person of a ChargeSheet.
type ChargeRow struct {
	Name    string  `json:"name"`
	Job     string  `json:"job"`
	Profile Profile `json:"profile"`
	Charged Charged `json:"charged"`
}

// Document prints a summary with live totals, then the lines of each person, then what is to be confirmed.
func (s ChargeSheet) Document() doc.Document {
	sum := doc.Table{Key: "cost", Sheet: "Coûts", Title: "Coût employeur",
		Columns: []doc.Column{{Title: "Nom", Width: 4}, {Title: "Fonction", Width: 4}, {Title: "Profil", Width: 3},
			{Key: "gross", Title: "Brut", Width: 2, Kind: doc.Amount}, {Key: "charges", Title: "Charges", Width: 2, Kind: doc.Amount},
			{Key: "cost", Title: "Coût", Width: 2, Kind: doc.Amount}, {Title: "Taux", Width: 2, Kind: doc.Percent}}}
	var total Charged
	var rep moteur.Report
	details := []doc.Block{doc.Heading{Level: 2, Text: "Détail par personne"}}
	for i, r := range s.Rows {
		key := fmt.Sprintf("p%d", i+1)
		c := r.Charged
		lines := doc.Table{Key: "d" + key, Sheet: "Détail", Compact: true, Title: r.Name + " – " + r.Job,
			Columns: []doc.Column{{Title: "Ligne", Width: 5}, {Key: "base", Title: "Assiette", Width: 2, Kind: doc.Amount},
				{Key: "rate", Title: "Taux", Width: 2, Kind: doc.Percent}, {Key: "amount", Title: "Montant", Width: 2, Kind: doc.Amount},
				{Title: "Texte", Width: 5, PaperOnly: true}}}
		for k, l := range c.Lines {
			amount := doc.Eur(l.Amount)
			if l.Base.Mul(l.Rate).Round(2).Equal(l.Amount) { // a capped reduction is not the product
				amount = amount.With("ROUND({@.base}*{@.rate},2)")
			}
			lines.Rows = append(lines.Rows, doc.Row{Key: fmt.Sprintf("l%d", k+1),
				Cells: []doc.Cell{doc.S(l.Label), doc.Eur(l.Base), doc.Pct(l.Rate, 3), amount, doc.S(l.Source.String()).As(doc.Muted)}})
		}
		charges := doc.Eur(c.Total)
		if n := len(c.Lines); n > 0 {
			charges = charges.With(fmt.Sprintf("ROUND(SUM({l1.amount:l%d.amount}),2)", n))
			lines.Rows = append(lines.Rows, doc.Row{Key: "total", Style: doc.Total,
				Cells: []doc.Cell{doc.S("Total des charges"), {}, {}, charges, {}}})
			charges = doc.Eur(c.Total).With(fmt.Sprintf("{d%s!total.amount}", key))
		}
		sum.Rows = append(sum.Rows, doc.Row{Key: key, Cells: []doc.Cell{doc.S(r.Name), doc.S(r.Job), doc.S(r.Profile.Label()),
			doc.Eur(c.Gross), charges,
			doc.Eur(c.Cost).With("ROUND({@.gross}+{@.charges},2)"), doc.Pct(c.Percent(), 2)}})
		total.Gross, total.Total, total.Cost = total.Gross.Add(c.Gross), total.Total.Add(c.Total), total.Cost.Add(c.Cost)
		rep.Merge("", c.Report)
		if len(c.Lines) > 0 {
			details = append(details, lines)
		}
	}
	if n := len(s.Rows); n > 0 {
		col := func(name string) string { return fmt.Sprintf("ROUND(SUM({p1.%s:p%d.%s}),2)", name, n, name) }
		sum.Rows = append(sum.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), {}, {},
			doc.Eur(total.Gross).With(col("gross")), doc.Eur(total.Total).With(col("charges")),
			doc.Eur(total.Cost).With(col("cost")), doc.Pct(total.Percent(), 2)}})
	}
	d := doc.Document{Title: "Charges patronales", Film: s.Film.Title, Company: s.Film.Company.Name, Date: s.Date, Page: doc.Landscape,
		Footer: "Confidentiel – rémunérations", Blocks: []doc.Block{sum}}
	d.Blocks = append(d.Blocks, details...)
	d.Blocks = append(d.Blocks, doc.Findings("À confirmer et hypothèses", dedupe(rep)))
	return d
}

// dedupe keeps each issue once, whatever the person.
func dedupe(r moteur.Report) moteur.Report {
	var out moteur.Report
	for _, i := range r.Issues {
		if !slices.ContainsFunc(out.Issues, func(j moteur.Issue) bool { return j.Rule == i.Rule && j.Message == i.Message }) {
			out.Add(i)
		}
	}
	return out
}

// WritePDF writes the sheet on paper.
func (s ChargeSheet) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the sheet as a live workbook.
func (s ChargeSheet) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }

// PersonTime is the time sheet of one person, for the payroll export.
type PersonTime struct {
	Engagement Engagement `json:"engagement"`
	Sheet      TimeSheet  `json:"sheet"`
}

// WritePayrollCSV writes the payroll variables of a crew: one line a pay line, semicolons, decimal comma, UTF-8 with a
// byte-order mark, as spreadsheet programs in French open it. The NIR appears only when full is true, for the payroll
// house; texts that a spreadsheet would take for a formula are defused.
func WritePayrollCSV(w io.Writer, people []PersonTime, full bool) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.Comma = ';'
	head := []string{"matricule", "nom", "prénom", "fonction", "semaine", "rubrique", "libellé", "nombre", "base", "taux", "montant",
		"nature"}
	if full {
		head = append(head, "nir", "congés spectacles")
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for _, p := range people {
		e := Redact(p.Engagement.Employee, PaperPayrollExport)
		for _, l := range p.Sheet.Lines {
			nature := "salaire"
			if l.Allowance {
				nature = "indemnité"
			}
			row := []string{safeCell(e.Person.ID), safeCell(e.Person.LastName), safeCell(e.Person.FirstName), safeCell(p.Engagement.Job),
				l.Week.String(), l.Rule, l.Label,
				comma2(l.Hours.String()), comma2(l.Hourly.String()), comma2(l.Rate.String()), comma2(l.Amount.StringFixed(2)), nature}
			if full {
				row = append(row, e.NIR.Reveal(), safeCell(e.LeaveFundNumber))
			}
			if err := c.Write(row); err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
}

func comma2(s string) string { return strings.Replace(s, ".", ",", 1) }

// safeCell defuses a text that a spreadsheet would read as a formula.
func safeCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
