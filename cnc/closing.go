package cnc

import (
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// ClosingInput is what the clôture of a film is computed from.
type ClosingInput struct {
	// Request holds the final facts and the final plan.
	Request Request `json:"request"`
	// Provisional are the facts of the agrément des investissements, ProvisionalOn its date.
	Provisional   Facts       `json:"provisional"`
	ProvisionalOn moteur.Date `json:"provisional_on"`
	// Devis is the frozen devis, Cost its last cost report.
	Devis budget.Estimate   `json:"devis"`
	Cost  budget.CostReport `json:"cost"`
	// Reasons explain the variance of a post, by its code.
	Reasons map[string]string `json:"reasons,omitempty"`
	// Clearances are the rights of music, pictures and places used in the film.
	Clearances []Clearance `json:"clearances,omitempty"`
	Auditor    string      `json:"auditor,omitempty"` // commissaire aux comptes
	// Years is how many yearly accounts the calendar shows after the first one; 0 means 5.
	Years int `json:"years,omitempty"`
}

// Clearance is an autorisation to settle before the film is closed.
type Clearance struct {
	Item    string `json:"item"`
	Owner   string `json:"owner,omitempty"`
	Settled bool   `json:"settled"`
}

// PostCost is a poste of the final cost against the devis, in euros.
type PostCost struct {
	Code     string          `json:"code"`
	Label    string          `json:"label"`
	Budget   decimal.Decimal `json:"budget"`
	Final    decimal.Decimal `json:"final"`
	Variance decimal.Decimal `json:"variance"` // final − budget: positive is an overrun
	France   decimal.Decimal `json:"france"`
	Abroad   decimal.Decimal `json:"abroad"`
	Reason   string          `json:"reason,omitempty"`
}

// Closing is the clôture of a film.
type Closing struct {
	Film    moteur.Film `json:"film"`
	On      moteur.Date `json:"on"`
	Posts   []PostCost  `json:"posts"`
	Total   PostCost    `json:"total"`
	Auditor string      `json:"auditor,omitempty"`
	// Provisional and Final are the two points sheets, Changed the lines that differ.
	Provisional Result       `json:"provisional"`
	Final       Result       `json:"final"`
	Changed     []Difference `json:"changed"`
	// Forecast and Emitted are the carbon accounts, in kilograms of CO2 equivalent; zero when absent.
	Forecast decimal.Decimal    `json:"forecast"`
	Emitted  decimal.Decimal    `json:"emitted"`
	Checks   []ClosingCheck     `json:"checks"`
	Returns  []Return           `json:"returns"`
	Report   moteur.Report      `json:"report"`
	summary  *financing.Summary // of the final plan
}

// ClosingCheck is something to settle before the film is closed.
type ClosingCheck struct {
	ID     string        `json:"id"`
	Label  string        `json:"label"`
	Done   bool          `json:"done"`
	Detail string        `json:"detail"`
	Source moteur.Source `json:"source,omitzero"`
}

// Close computes the closing of a film on a date: final cost by post, points provisional and final, carbon, what is left to
// settle, and the calendar of accounts. It refuses facts or a cost report from which a figure would be false.
func Close(in ClosingInput, on moteur.Date) (Closing, error) {
	c := Closing{Film: in.Request.Facts.Film, On: on, Auditor: in.Auditor}
	var err error
	if c.Provisional, err = Points(in.Provisional, in.ProvisionalOn); err != nil {
		return Closing{}, fmt.Errorf("cnc : clôture, points provisoires : %w", err)
	}
	if c.Final, err = Points(in.Request.Facts, on); err != nil {
		return Closing{}, fmt.Errorf("cnc : clôture, points définitifs : %w", err)
	}
	if c.Changed, err = ComparePoints(c.Provisional, c.Final); err != nil {
		return Closing{}, err
	}
	c.Report.Merge("points", c.Final.Report)
	c.cost(in)
	if err := c.Report.Err(); err != nil {
		return Closing{}, err
	}
	for _, x := range in.Request.Carbon {
		if x.Final {
			c.Emitted = c.Emitted.Add(x.Total())
		} else {
			c.Forecast = c.Forecast.Add(x.Total())
		}
	}
	c.checks(in)
	c.Returns, err = Returns(in.Request, on, in.Years)
	return c, err
}

// cost adds the rows of the cost report by post. What is final is what was invoiced or paid; percent lines stay at their amount;
// the unspent contingency is not a cost.
func (c *Closing) cost(in ClosingInput) {
	parents, labels := map[string]string{}, map[string]string{}
	for _, a := range in.Devis.Accounts {
		parents[a.Code], labels[a.Code] = a.Parent, a.Label
	}
	post := func(code string) string {
		for range 8 {
			if parents[code] == "" {
				break
			}
			code = parents[code]
		}
		return code
	}
	at := func(code string) *PostCost {
		i := slices.IndexFunc(c.Posts, func(p PostCost) bool { return p.Code == code })
		if i < 0 {
			label := labels[code]
			if label == "" {
				label = "Hors nomenclature"
			}
			c.Posts = append(c.Posts, PostCost{Code: code, Label: label, Reason: in.Reasons[code]})
			i = len(c.Posts) - 1
		}
		return &c.Posts[i]
	}
	for _, a := range in.Devis.At(1) {
		if !a.Amount.IsZero() {
			at(a.Code)
		}
	}
	var open decimal.Decimal
	for _, row := range in.Cost.Rows {
		p := at(post(row.Account))
		p.Budget = p.Budget.Add(row.Budget)
		final := row.Actual
		switch row.Kind {
		case budget.RowPercent:
			final = row.Final
		case budget.RowReserve:
			final = decimal.Zero
			if p.Reason == "" {
				p.Reason = "réserve : ce qu'elle a couvert est compté aux postes"
			}
		default:
			open = open.Add(row.Committed).Add(row.ToCome)
		}
		p.Final = p.Final.Add(final)
		p.Abroad = p.Abroad.Add(row.Abroad)
	}
	if !open.IsZero() {
		c.Report.Warnf("cost", "cnc/closing/open", "Coût non soldé : %s engagés ou à venir ne sont pas facturés et ne comptent pas dans le coût définitif.", fr.Euros(open))
	}
	c.Total = PostCost{Label: "Total"}
	for i := range c.Posts {
		p := &c.Posts[i]
		p.Variance, p.France = p.Final.Sub(p.Budget), p.Final.Sub(p.Abroad)
		if p.Abroad.GreaterThan(p.Final) {
			c.Report.Errorf("cost", "cnc/closing/abroad", "Poste %s : les dépenses à l'étranger (%s) dépassent le coût (%s).", p.Code, fr.Euros(p.Abroad), fr.Euros(p.Final))
		}
		if !p.Variance.IsZero() && p.Reason == "" {
			c.Report.Warnf("reasons."+p.Code, "cnc/closing/reason", "Poste %s (%s) : écart de %s sans motif.", p.Code, p.Label, fr.Euros(p.Variance))
		}
		c.Total.Budget, c.Total.Final = c.Total.Budget.Add(p.Budget), c.Total.Final.Add(p.Final)
		c.Total.Variance, c.Total.France, c.Total.Abroad = c.Total.Variance.Add(p.Variance), c.Total.France.Add(p.France), c.Total.Abroad.Add(p.Abroad)
	}
	if !c.Total.Budget.Equal(in.Devis.Total) {
		c.Report.Errorf("cost", "cnc/closing/devis", "Le suivi part de %s, le devis est de %s : ce n'est pas le même devis.", fr.Euros(c.Total.Budget), fr.Euros(in.Devis.Total))
	}
}

func (c *Closing) checks(in ClosingInput) {
	add := func(id, label string, done bool, detail, text string) {
		c.Checks = append(c.Checks, ClosingCheck{ID: id, Label: label, Done: done, Detail: detail, Source: moteur.Source{Text: text, Verified: text != ""}})
	}
	s := financing.Summarize(in.Request.Plan)
	c.summary = &s
	add("plan", "Plan de financement égal au coût définitif", s.Total.Equal(c.Total.Final), fmt.Sprintf("ressources %s, coût définitif %s", fr.Euros(s.Total), fr.Euros(c.Total.Final)), "")
	have := func(id string) bool {
		return slices.ContainsFunc(in.Request.Have, func(h Have) bool { return h.Piece == id })
	}
	piece := func(id, label, text string) {
		detail := "pièce absente"
		if have(id) {
			detail = "pièce jointe"
		}
		add(id, label, have(id), detail, text)
	}
	piece("ap-cac", "Coût définitif certifié", "RGA art. 211-54")
	piece("ap-generique", "Générique complet", "RGA annexe II-1.1 II 3°")
	piece("ap-depot", "Dépôt légal", "RGA art. 211-55")
	piece("ap-preservation", "Contrat de conservation", "RGA art. 211-15, 211-16")
	piece("ap-access", "Fichiers d'accessibilité", "RGA art. 211-17, 211-18")
	add("carbon", "Bilan carbone définitif", !c.Emitted.IsZero() || have("com-carbone-def"), fr.Plain(c.Emitted)+" kg équivalent CO2, prévision "+fr.Plain(c.Forecast), "RGA art. 122-18 2°")
	var left []string
	for _, x := range in.Clearances {
		if !x.Settled {
			left = append(left, x.Item+optional(" : ", x.Owner))
		}
	}
	detail := fr.Plural(len(in.Clearances), "autorisation réglée", "autorisations réglées")
	if len(left) > 0 {
		detail = "à régler : " + fr.List(left)
	}
	if len(in.Clearances) == 0 {
		detail = "aucune autorisation renseignée"
	}
	add("clearances", "Autorisations réglées", len(left) == 0 && len(in.Clearances) > 0, detail, "")
}

// Variance of the final cost, as a fraction of the devis, to six decimals.
func (c Closing) Variance() decimal.Decimal {
	v, _ := money.Div(c.Total.Variance, c.Total.Budget, 6)
	return v
}

// costTable prints the final cost against the devis, live in the workbook.
func (c Closing) costTable() doc.Table {
	t := doc.Table{Key: "cost", Title: "Coût définitif et devis", Sheet: "Coût", Columns: []doc.Column{{Key: "code", Title: "Poste", Width: 1}, {Key: "label", Title: "Intitulé", Width: 5}, {Key: "budget", Title: "Devis", Width: 2.6, Kind: doc.Amount},
		{Key: "final", Title: "Coût définitif", Width: 2.6, Kind: doc.Amount}, {Key: "variance", Title: "Écart", Width: 2.4, Kind: doc.Amount}, {Key: "france", Title: "France", Width: 2.6, Kind: doc.Amount}, {Key: "abroad", Title: "Étranger", Width: 2.4, Kind: doc.Amount}, {Title: "Motif", Width: 5}}}
	row := func(key string, p PostCost) doc.Row {
		variance := doc.Eur(p.Variance).With("ROUND({@.final}-{@.budget},2)")
		reason := doc.S(p.Reason)
		if p.Reason == "" && !p.Variance.IsZero() && key != "total" {
			reason = doc.S("motif à donner").As(doc.Warning)
		}
		return doc.Row{Key: key, Cells: []doc.Cell{doc.S(p.Code), doc.S(p.Label), doc.Eur(p.Budget), doc.Eur(p.Final), variance, doc.Eur(p.France).With("ROUND({@.final}-{@.abroad},2)"), doc.Eur(p.Abroad), reason}}
	}
	for i, p := range c.Posts {
		t.Rows = append(t.Rows, row(fmt.Sprintf("p%d", i), p))
	}
	if n := len(c.Posts); n > 0 {
		total := row("total", c.Total)
		total.Style = doc.Total
		for k, col := range []string{"budget", "final", "", "", "abroad"} {
			if col != "" {
				total.Cells[2+k] = total.Cells[2+k].With(fmt.Sprintf("ROUND(SUM({p0.%s:p%d.%s}),2)", col, n-1, col))
			}
		}
		t.Rows = append(t.Rows, total)
	}
	return t
}

// Document is the closing report.
func (c Closing) Document() doc.Document {
	d := head("Clôture du film", c.Film, c.On)
	d.Page = doc.Landscape
	checks := doc.Table{Title: "À régler", Sheet: "Contrôles", Columns: []doc.Column{{Title: "Point", Width: 5}, {Title: "Fait", Width: 1.2, Kind: doc.Centre}, {Title: "Constat", Width: 8}, {Title: "Texte", Width: 3}}}
	for _, x := range c.Checks {
		done := doc.C("non").As(doc.Alert)
		if x.Done {
			done = doc.C("oui").As(doc.Good)
		}
		checks.Rows = append(checks.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Label), done, doc.S(fr.Capital(x.Detail)), doc.S(x.Source.Text).As(doc.Muted)}})
	}
	d.Blocks = []doc.Block{
		doc.Fields{Columns: 2, Items: []doc.Field{{Label: "Devis", Value: fr.Euros(c.Total.Budget)}, {Label: "Coût définitif", Value: fr.Euros(c.Total.Final)}, {Label: "Écart", Value: fr.Euros(c.Total.Variance) + " (" + fr.Percent(c.Variance(), 1) + ")"},
			{Label: "Points provisoires", Value: c.Provisional.Total.Label()}, {Label: "Points définitifs", Value: c.Final.Total.Label()}, {Label: "Carbone, prévu et émis", Value: fr.Plain(c.Forecast) + " et " + fr.Plain(c.Emitted) + " kg éq. CO2"}}},
		c.costTable(), checks}
	if cmp, err := PointsSideBySide(c.Provisional, c.Final); err == nil {
		d.Blocks = append(d.Blocks, doc.PageBreak{}, doc.Heading{Level: 2, Text: "Points provisoires et définitifs"})
		d.Blocks = append(d.Blocks, cmp.document.Blocks...)
	}
	d.Blocks = append(d.Blocks, returnsTable(c.Returns))
	return d
}

// WritePDF prints the closing report.
func (c Closing) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the closing report as a workbook.
func (c Closing) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// CertifiedCost is the état that the auditor certifies: final cost by post in France and abroad, financing by group, statements
// to sign. The auditor's own opinion is left blank.
func (c Closing) CertifiedCost() Sheet {
	d := head("Coût définitif à certifier", c.Film, c.On)
	d.Page = doc.Landscape
	d.Blocks = []doc.Block{c.costTable()}
	if s := c.summary; s != nil {
		t := doc.Table{Key: "plan", Title: "Financement définitif", Sheet: "Financement", Columns: []doc.Column{{Title: "Ressources", Width: 6}, {Key: "amount", Title: "Montant", Width: 3, Kind: doc.Amount}, {Title: "Part du coût", Width: 2, Kind: doc.Percent}}}
		for i, g := range s.Groups {
			share, _ := money.Div(g.Amount, c.Total.Final, 6)
			t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("g%d", i), Cells: []doc.Cell{doc.S(g.Group.Label()), doc.Eur(g.Amount), doc.Pct(share, 2)}})
		}
		if n := len(s.Groups); n > 0 {
			t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.Eur(s.Total).With(fmt.Sprintf("ROUND(SUM({g0.amount:g%d.amount}),2)", n-1)), doc.S("")}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	auditor := c.Auditor
	if auditor == "" {
		auditor = "Le commissaire aux comptes"
	}
	d.Blocks = append(d.Blocks, doc.Para{Text: "État établi par la production à partir du suivi de coût. L'attestation du commissaire aux comptes est jointe par lui."},
		doc.Signatures{Place: c.Film.Company.Address.City, Date: c.On, Names: []string{signatory(c.Film.Company), auditor}})
	return Sheet{d}
}

// AuditBundle is the package for the auditor: the cost to certify (PDF and workbook), the comparison of points, and the papers
// given.
func (c Closing) AuditBundle(papers []Piece) Bundle {
	cost := c.CertifiedCost()
	pieces := []Piece{
		Print("", "cout-definitif.pdf", cost.WritePDF),
		Print("", "cout-definitif.xlsx", cost.WriteXLSX),
		Print("", "cloture.pdf", c.WritePDF),
	}
	return Bundle{Film: c.Film, Title: "Coût définitif, dossier du commissaire aux comptes", On: c.On, Pieces: append(pieces, papers...)}
}
