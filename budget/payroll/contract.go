package payroll

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
)

// Contract is a contrat ready to print: a technician's CDDU, a performer's contract with its split, an extra's
// engagement, the director's technical contract, or the data sheet of an author's contract.
type Contract struct {
	Engagement Engagement `json:"engagement"`
	// Letter prints the short form, the lettre d'engagement, with the same mentions.
	Letter   bool          `json:"letter,omitempty"`
	Split    *Split        `json:"split,omitempty"` // performers
	Mentions []Mention     `json:"mentions"`
	Report   moteur.Report `json:"report"`
}

// NewContract checks an engagement and prepares its contract. The contract is always returned so that a draft can be
// read; Ready tells whether it may be signed.
func NewContract(e Engagement) (Contract, error) {
	c := Contract{Engagement: e}
	var err error
	if c.Mentions, err = Mentions(e); err != nil {
		return c, err
	}
	if c.Report, err = CheckEngagement(e); err != nil {
		return c, err
	}
	if e.form() == "performer" && e.Rate.IsPositive() && !e.date().IsZero() {
		s, err := SplitPerformer(e.Rate, e.date())
		if err != nil {
			return c, err
		}
		c.Split = &s
	}
	return c, nil
}

// Ready tells whether nothing is missing or unlawful.
func (c Contract) Ready() bool { return c.Report.Err() == nil }

// WritePDF writes the contract on paper; a contract that is not ready is printed as a draft that says what is missing.
func (c Contract) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

var formTitles = map[string]string{
	"technician": "Contrat de travail à durée déterminée d'usage", "director": "Contrat de travail du réalisateur (technicien)",
	"performer": "Contrat d'engagement d'artiste-interprète", "extra": "Contrat d'engagement d'acteur de complément",
	"permanent": "Contrat de travail", "author": "Données du contrat d'auteur",
}

// Document builds the paper, with the personal data that a contract may show and no other.
func (c Contract) Document() doc.Document {
	e := c.Engagement
	title := formTitles[e.form()]
	if c.Letter && e.form() != "author" {
		title = "Lettre d'engagement"
	}
	d := doc.Document{Title: title, Subtitle: fr.Quote(e.Film.Title), Film: e.Film.Title, Company: e.Employer.Company.Name, Date: e.Signed,
		Footer: "Confidentiel – contient des données personnelles"}
	if d.Date.IsZero() {
		d.Date = e.date()
	}
	if !c.Ready() {
		d.Version = "projet"
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Alert, Text: "Projet : ce document n'est pas prêt à signer ; voir la liste en fin de document."})
	}
	w := contractWriter{c: c, e: e}
	if e.form() == "author" {
		w.p = Redact(e.Employee, PaperAuthorContract)
		d.Blocks = append(d.Blocks, w.author()...)
	} else {
		w.p = Redact(e.Employee, PaperContract)
		d.Blocks = append(d.Blocks, w.parties()...)
		d.Blocks = append(d.Blocks, w.articles()...)
		d.Blocks = append(d.Blocks, w.signatures())
	}
	if !c.Ready() || len(c.Report.Of(moteur.Warning)) > 0 {
		if !c.Ready() {
			d.Blocks = append(d.Blocks, doc.PageBreak{})
			d.Blocks = append(d.Blocks, doc.Findings("Ce qui manque avant la signature", c.Report))
		}
	}
	return d
}

// contractWriter writes the articles, numbered as they come.
type contractWriter struct {
	c Contract
	e Engagement
	p Employee
	n int
}

func (w *contractWriter) article(title string, paras ...string) []doc.Block {
	w.n++
	out := []doc.Block{doc.Heading{Level: 2, Text: fmt.Sprintf("Article %d – %s", w.n, title)}}
	for _, p := range paras {
		if p != "" {
			out = append(out, doc.Para{Text: p})
		}
	}
	return out
}

func (w *contractWriter) parties() []doc.Block {
	co := w.e.Employer.Company
	who := "Entre les soussignés :"
	employer := fmt.Sprintf("%s%s, dont le siège est %s, SIRET %s, code APE %s, affiliée à l'URSSAF sous le code %s%s, représentée par %s%s, ci-après « l'employeur »,",
		co.Name, formOf(co), addressLine(co.Address), orMissing(co.SIRET), orMissing(co.NAF), orMissing(co.URSSAF), objectNumber(w.e.Employer), orMissing(co.Legal), comma(co.Title))
	p := w.p
	person := fmt.Sprintf("et %s%s, né(e) le %s à %s, de nationalité %s, demeurant %s%s%s, ci-après « le salarié ».",
		civilFull(p), stage(p), fr.Date(p.Person.Birth), orMissing(p.BirthPlace), nationality(p.Person.Nationality), orMissing(addressLine(p.Address)), nirText(p), leaveText(p))
	return []doc.Block{doc.Para{Text: who}, doc.Para{Text: employer}, doc.Para{Text: person}}
}

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
var nationalities = map[string]string{"FR": "française", "BE": "belge", "CH": "suisse", "LU": "luxembourgeoise", "DE": "allemande", "IT": "italienne", "ES": "espagnole", "PT": "portugaise", "GB": "britannique", "IE": "irlandaise",
	"US": "américaine", "CA": "canadienne", "MA": "marocaine", "DZ": "algérienne", "TN": "tunisienne", "SN": "sénégalaise", "PL": "polonaise", "RO": "roumaine", "GR": "grecque", "NL": "néerlandaise"}

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

func (w *contractWriter) articles() []doc.Block {
	e := w.e
	var out []doc.Block
	add := func(title string, paras ...string) { out = append(out, w.article(title, paras...)...) }
	add("Objet et motif", e.Motive, w.jobText())
	add("Durée", w.termText(), "Période d'essai : "+orMissing(e.Trial)+".")
	if t := e.Performer; t != nil && e.form() == "performer" {
		add("Rôle et dates", w.datesText()...)
	}
	add("Rémunération", w.payText()...)
	if w.c.Split != nil {
		out = append(out, doc.Para{Text: "Le salaire de base se partage entre la prestation, fixation comprise, et l'autorisation d'exploiter la fixation, pour laquelle chaque mode d'exploitation a sa rémunération distincte :"}, w.splitTable())
	}
	if len(e.Parts) > 0 {
		out = append(out, w.partsTable())
	}
	if !w.c.Letter {
		add("Durée du travail", w.hoursText(), "Les heures supplémentaires, de nuit, du dimanche et des jours fériés sont décomptées et majorées comme la convention le prévoit ; un relevé individuel est remis au salarié.")
	} else {
		add("Durée du travail", w.hoursText())
	}
	if t := e.Performer; t != nil && e.form() == "performer" {
		add("Générique, voyages", "Mention au générique : "+orMissing(t.Credit)+".", "Voyages et défraiements : "+orMissing(t.Travel)+".", optional("Images du tournage (making-of) : ", t.MakingOf))
	}
	b := e.Employer
	add("Convention et organismes sociaux", "Le contrat est régi par la "+e.agreement().Label()+".",
		fmt.Sprintf("Retraite complémentaire : %s. Prévoyance : %s. Congés payés : %s. Santé au travail : %s.", bodyText(b.Retirement), bodyText(b.Welfare), bodyText(b.PaidLeave), bodyText(b.Health)))
	if e.LowBudget {
		add("Annexe III", "La rémunération ci-dessus est la part garantie du salaire de référence au titre de l'annexe III ; la part différée ouvre droit à un intéressement aux recettes du film, au double de son montant.")
	}
	for _, clause := range e.Clauses {
		add("Clause particulière", clause)
	}
	return out
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
	if w.e.StartTime > 0 {
		start += " à " + strings.Replace(w.e.StartTime.String(), ":", " h ", 1)
	}
	if s.To.IsZero() {
		return fmt.Sprintf("%s pour une durée minimale de %s ; il prend fin avec son objet : %s.", start, fr.Plural(w.e.MinimumDays, "jour", "jours"), orMissing(w.e.Object))
	}
	return start + " et prend fin le " + fr.LongDate(s.To) + "."
}

func (w *contractWriter) datesText() []string {
	t := w.e.Performer
	list := func(ds []moteur.Date) string {
		var words []string
		for _, d := range ds {
			words = append(words, fr.Date(d))
		}
		return fr.List(words)
	}
	out := []string{fmt.Sprintf("Rôle : %s. Nombre de jours : %d. Dates : %s.", orMissing(t.Role), len(t.Dates), orMissing(list(t.Dates)))}
	if len(t.Options) > 0 {
		out = append(out, "Jours en option : "+list(t.Options)+".")
	}
	return append(out, fmt.Sprintf("Répétitions : %s. Postsynchronisation : %s.", fr.Plural(t.Rehearsals, "jour", "jours"), fr.Plural(t.PostSync, "jour", "jours")))
}

func (w *contractWriter) payText() []string {
	e := w.e
	out := []string{fmt.Sprintf("Salaire brut : %s pour la base suivante : %s. Paiement : %s.", fr.Euros(e.Rate), e.Basis.Label(), orMissing(e.Rhythm))}
	basis := e.Basis
	if e.LowBudget {
		basis += "_low"
	}
	if least, _, err := Minimum(e.Job, e.date(), basis); err == nil {
		out = append(out, fmt.Sprintf("Minimum de la convention à cette date, même base : %s.", fr.Euros(least.Value)))
	}
	return out
}

func (w *contractWriter) hoursText() string {
	if w.e.Hours.IsPositive() {
		return "Durée de référence : " + fr.Plain(w.e.Hours) + " heures par semaine."
	}
	rs, err := rulesOn(w.e.date())
	if err == nil && w.e.form() == "performer" {
		return fmt.Sprintf("Journée de référence : %s de travail effectif, et %s d'habillage, maquillage et coiffure.", minutes(rs.t3Day), minutes(rs.t3Prep))
	}
	if err == nil && w.e.form() == "extra" {
		return fmt.Sprintf("Journée de référence : %s de travail effectif.", minutes(rs.extraDay))
	}
	if w.e.form() == "director" {
		return "Le réalisateur est rémunéré sans référence horaire."
	}
	return "Durée de référence : [à compléter]."
}

func (w *contractWriter) splitTable() doc.Table {
	s := w.c.Split
	t := doc.Table{Columns: []doc.Column{{Title: "Part", Width: 5}, {Title: "Clé", Width: 2, Kind: doc.Percent}, {Title: "Montant brut", Width: 2, Kind: doc.Amount}}}
	share := func(label string, amount decimal.Decimal, style doc.Style) doc.Row {
		fraction := decimal.Zero
		if s.Base.IsPositive() {
			fraction = amount.DivRound(s.Base, 4)
		}
		return doc.Row{Style: style, Cells: []doc.Cell{doc.S(label), doc.Pct(fraction, 0), doc.Eur(amount)}}
	}
	t.Rows = append(t.Rows, share("Prestation et fixation", s.Performance, doc.Strong), share("Autorisation d'exploitation, dont :", s.Rights, doc.Strong))
	for _, m := range s.Modes {
		t.Rows = append(t.Rows, doc.Row{Indent: 1, Cells: []doc.Cell{doc.S(m.Label), doc.Pct(m.Share, 0), doc.Eur(m.Amount)}})
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Salaire de base"), doc.Pct(one, 0), doc.Eur(s.Base)}})
	return t
}

func (w *contractWriter) partsTable() doc.Table {
	t := doc.Table{Title: "Éléments accessoires", Columns: []doc.Column{{Title: "Élément", Width: 5}, {Title: "Montant", Width: 2, Kind: doc.Amount}, {Title: "Unité", Width: 2}}}
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
		doc.Para{Style: doc.Muted, Text: "Ces données nourrissent le contrat rédigé par l'avocat ou l'agent ; les droits d'auteur ne sont pas un salaire."},
		doc.Fields{Columns: 2, Items: []doc.Field{
			{Label: "Producteur", Value: co.Name}, {Label: "SIRET", Value: co.SIRET}, {Label: "Auteur", Value: w.p.CivilName()}, {Label: "Adresse", Value: addressLine(w.p.Address)},
			{Label: "Agent", Value: w.p.Person.Agent}, {Label: "Œuvre", Value: orMissing(a.Work)}, {Label: "Contribution", Value: orMissing(a.Contribution)}, {Label: "Droits cédés", Value: orMissing(a.Rights)},
		}},
	}
	t := doc.Table{Title: "Rémunération par mode d'exploitation", Columns: []doc.Column{{Title: "Mode", Width: 5}, {Title: "Montant ou taux", Width: 2, Kind: doc.Number}, {Title: "Unité", Width: 3}}}
	for _, m := range a.Modes {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(m.Label), doc.Num(m.Amount, -1), doc.S(m.Unit)}})
	}
	out = append(out, t, doc.Fields{Items: []doc.Field{{Label: "Minimum garanti", Value: fr.Euros(a.Guarantee.Amount) + " " + a.Guarantee.Unit}}})
	if charged, err := Charges(Pay{Profile: Author, Gross: a.Guarantee.Amount, Date: w.e.date()}, Options{}); err == nil {
		out = append(out, doc.Fields{Items: []doc.Field{{Label: "Contribution du diffuseur sur ce minimum", Value: fr.Euros(charged.Total)}}})
	}
	if !a.Dispense {
		if lines, err := AuthorWithholding(a.Guarantee.Amount, w.e.date()); err == nil {
			p := doc.Table{Title: "Précompte sur ce minimum (faute de dispense)", Columns: []doc.Column{{Title: "Ligne", Width: 5}, {Title: "Assiette", Width: 2, Kind: doc.Amount}, {Title: "Taux", Width: 2, Kind: doc.Percent}, {Title: "Montant", Width: 2, Kind: doc.Amount}}}
			for _, l := range lines {
				p.Rows = append(p.Rows, doc.Row{Cells: []doc.Cell{doc.S(l.Label), doc.Eur(l.Base), doc.Pct(l.Rate, 2), doc.Eur(l.Amount)}})
			}
			out = append(out, p)
		}
	}
	return out
}
