package hiring

import (
	"fmt"
	"io"

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
	if c.Mentions, err = e.Mentions(); err != nil {
		return c, err
	}
	if c.Report, err = e.Check(); err != nil {
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
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Alert,
			Text: "Projet : ce document n'est pas prêt à signer ; voir la liste en fin de document."})
	}
	w := contractWriter{c: c, e: e}
	if e.form() == "author" {
		w.p = e.Employee.Redacted(PaperAuthorContract)
		d.Blocks = append(d.Blocks, w.author()...)
	} else {
		w.p = e.Employee.Redacted(PaperContract)
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
	employer := fmt.Sprintf("%s%s, dont le siège est %s, SIRET %s, code APE %s, affiliée à l'URSSAF sous le code %s%s, représentée "+
		"par %s%s, ci-après « l'employeur »,",
		co.Name, formOf(co), addressLine(co.Address), orMissing(co.SIRET), orMissing(co.NAF), orMissing(co.URSSAF),
		objectNumber(w.e.Employer), orMissing(co.Legal), comma(co.Title))
	p := w.p
	person := fmt.Sprintf("et %s%s, né(e) le %s à %s, de nationalité %s, demeurant %s%s%s, ci-après « le salarié ».",
		civilFull(p), stage(p), fr.Date(p.Person.Birth), orMissing(p.BirthPlace), nationality(p.Person.Nationality),
		orMissing(addressLine(p.Address)), nirText(p), leaveText(p))
	return []doc.Block{doc.Para{Text: who}, doc.Para{Text: employer}, doc.Para{Text: person}}
}

func (w *contractWriter) articles() []doc.Block {
	e := w.e
	var out []doc.Block
	add := func(title string, paras ...string) { out = append(out, w.article(title, paras...)...) }
	add("Objet et motif", e.Motive, w.jobText())
	if child := w.childText(); child != nil {
		add("Représentants légaux et autorisation", child...)
	}
	add("Durée", w.termText(), "Période d'essai : "+orMissing(e.Trial)+".")
	if t := e.Performer; t != nil && e.form() == "performer" {
		add("Rôle et dates", w.datesText()...)
	}
	add("Rémunération", w.payText()...)
	if w.c.Split != nil {
		out = append(out,
			doc.Para{Text: "Le salaire de base se partage entre la prestation, fixation comprise, et l'autorisation d'exploiter la " +
				"fixation, pour laquelle chaque mode d'exploitation a sa rémunération distincte :"}, w.splitTable())
	}
	if len(e.Parts) > 0 {
		out = append(out, w.partsTable())
	}
	if !w.c.Letter {
		add("Durée du travail", w.hoursText(),
			"Les heures supplémentaires, de nuit, du dimanche et des jours fériés sont décomptées et majorées comme la convention le "+
				"prévoit ; un relevé individuel est remis au salarié.")
	} else {
		add("Durée du travail", w.hoursText())
	}
	if t := e.Performer; t != nil && e.form() == "performer" {
		add("Générique, voyages", "Mention au générique : "+orMissing(t.Credit)+".", "Voyages et défraiements : "+orMissing(t.Travel)+".",
			optional("Images du tournage (making-of) : ", t.MakingOf))
	}
	b := e.Employer
	add("Convention et organismes sociaux", "Le contrat est régi par la "+e.agreement().Label()+".",
		fmt.Sprintf("Retraite complémentaire : %s. Prévoyance : %s. Congés payés : %s. Santé au travail : %s.", bodyText(b.Retirement),
			bodyText(b.Welfare), bodyText(b.PaidLeave), bodyText(b.Health)))
	if e.LowBudget {
		add("Annexe III",
			"La rémunération ci-dessus est la part garantie du salaire de référence au titre de l'annexe III ; la part différée ouvre "+
				"droit à un intéressement aux recettes du film, au double de son montant.")
	}
	for _, clause := range e.Clauses {
		add("Clause particulière", clause)
	}
	return out
}
