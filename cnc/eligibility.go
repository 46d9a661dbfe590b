package cnc

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

func eventLabel(e moteur.Event) string { return financing.EventLabel(e) }

// Verdict is the état of a condition.
type Verdict string

// The verdicts.
const (
	Met     Verdict = "remplie"
	Unmet   Verdict = "non_remplie"
	Unknown Verdict = "a_verifier"
	Void    Verdict = "sans_objet"
)

// Label returns the French words.
func (v Verdict) Label() string {
	switch v {
	case Unmet:
		return "non remplie"
	case Unknown:
		return "à vérifier"
	case Void:
		return "sans objet"
	}
	return string(v)
}

// Condition is a condition of an agrément or an aid, with what the film makes of it.
type Condition struct {
	ID      string  `json:"id"`
	Label   string  `json:"label"`
	Verdict Verdict `json:"verdict"`
	Detail  string  `json:"detail"` // the figures or the reason
	// Blocks are the procedures it keeps from going through while it is not met; empty for what only informs.
	Blocks   []Procedure   `json:"blocks"`
	Todo     string        `json:"todo,omitempty"`
	Deadline moteur.Date   `json:"deadline,omitzero"`
	Source   moteur.Source `json:"source"`
}

// Eligibility is the rapport d'éligibilité: every condition, what blocks which procedure, by when, by which article, what to do.
type Eligibility struct {
	Film       string      `json:"film"`
	On         moteur.Date `json:"on"`
	Conditions []Condition `json:"conditions"`
	// Due are the last days to make each request, of those that are dated.
	Due    map[Procedure]moteur.Date `json:"due,omitempty"`
	Report moteur.Report             `json:"report"`
}

type conditionRule struct {
	ID       string      `json:"id"`
	Label    string      `json:"label"`
	When     string      `json:"when"`
	Blocks   []Procedure `json:"blocks"`
	Todo     string      `json:"todo"`
	Deadline string      `json:"deadline"`
	Info     bool        `json:"info"`
	From     moteur.Date `json:"from"`
	Source   string      `json:"source"`
	Verified bool        `json:"verified"`
	Note     string      `json:"note"`
}

// Eligible checks every condition of the film on a date. It refuses facts from which a figure would be false, and a date before the
// texts (law.ErrBefore).
func Eligible(r Request, on moteur.Date) (Eligibility, error) {
	out := Eligibility{Film: r.Facts.Film.Title, On: on}
	var table struct {
		Conditions []conditionRule `json:"conditions"`
	}
	if err := readRules("conditions.json", &table); err != nil {
		return out, err
	}
	if err := checkRequest(r).Err(); err != nil {
		return out, err
	}
	deadlines, err := Calendar(r, on)
	if err != nil {
		return out, err
	}
	b, err := openBook(on, &out.Report)
	if err != nil {
		return out, err
	}
	points, err := Points(r.Facts, on)
	var refused *moteur.ReportError
	if errors.As(err, &refused) || errors.Is(err, law.ErrBefore) {
		return out, err
	}
	c := checker{book: b, r: r, points: points, pointsErr: err, plan: r.plan(on)}
	out.Report.Merge("points", points.Report)
	e := r.evaluator(b, "")
	for _, rule := range table.Conditions {
		if on.Before(rule.From) {
			continue
		}
		v, err := e.eval(rule.When)
		if err != nil {
			return out, fmt.Errorf("condition %s : %w", rule.ID, err)
		}
		x := Condition{ID: rule.ID, Label: rule.Label, Verdict: Void, Detail: v.reason(), Blocks: rule.Blocks, Source: moteur.Source{Text: rule.Source, Verified: rule.Verified, Note: rule.Note}}
		if v.holds {
			moteur.Cited[string]{ID: "conditions/" + rule.ID, Value: "condition", From: rule.From, Source: x.Source}.Use(&out.Report, rule.ID)
			x.Verdict, x.Detail = c.check(rule.ID, v)
			if d, ok := deadlines.Find(rule.Deadline); ok {
				x.Deadline = d.Due
			}
			if x.Verdict == Unmet || x.Verdict == Unknown {
				x.Todo = rule.Todo
			}
		}
		out.Conditions = append(out.Conditions, x)
	}
	out.Report.Merge("", c.planReport)
	out.Due, err = dueDates(deadlines)
	return out, err
}

// dueDates gives the last day to make each request.
func dueDates(calendar Deadlines) (map[Procedure]moteur.Date, error) {
	var table pieceTable
	if err := readRules("pieces.json", &table); err != nil {
		return nil, err
	}
	out := map[Procedure]moteur.Date{}
	for _, p := range table.Procedures {
		if d, ok := calendar.Find(p.Deadline); ok && !d.Due.IsZero() {
			out[p.ID] = d.Due
		}
	}
	return out, nil
}

// plan is the financing plan with what its checks need.
func (r Request) plan(on moteur.Date) financing.Plan {
	p := r.Plan
	if p.Date.IsZero() {
		p.Date = on
	}
	if p.Timeline == nil {
		p.Timeline = r.Facts.Film.Timeline
	}
	p.Documentary = p.Documentary || r.Facts.Film.Kind == moteur.Documentary
	rank := r.Facts.Film.DirectorRank
	p.DifficultFilm = p.DifficultFilm || rank == 1 || rank == 2
	return p
}

// Blocking lists the unmet conditions of a procedure, the nearest deadline first. A condition without a deadline of its own, or with
// a later one, takes the procedure's.
func (e Eligibility) Blocking(p Procedure) []Condition {
	out := slices.DeleteFunc(slices.Clone(e.Conditions), func(c Condition) bool { return c.Verdict != Unmet || !slices.Contains(c.Blocks, p) })
	for i, c := range out {
		if due, ok := e.Due[p]; ok && (c.Deadline.IsZero() || c.Deadline.After(due)) {
			out[i].Deadline = due
		}
	}
	slices.SortStableFunc(out, func(a, b Condition) int {
		if a.Deadline.IsZero() != b.Deadline.IsZero() {
			if a.Deadline.IsZero() {
				return 1
			}
			return -1
		}
		return a.Deadline.Compare(b.Deadline)
	})
	return out
}

// Condition returns the condition of that ID.
func (e Eligibility) Condition(id string) (Condition, bool) {
	for _, c := range e.Conditions {
		if c.ID == id {
			return c, true
		}
	}
	return Condition{}, false
}

type checker struct {
	*book
	r          Request
	points     Result
	pointsErr  error
	plan       financing.Plan
	planReport moteur.Report
	planDone   bool
}

// financingIssues returns the issues of the plan of some rules.
func (c *checker) financingIssues(rules ...string) []moteur.Issue {
	if !c.planDone {
		c.planReport, c.planDone = financing.Check(c.plan), true
	}
	var out []moteur.Issue
	for _, i := range c.planReport.Issues {
		if slices.Contains(rules, i.Rule) && i.Severity != moteur.Notice {
			out = append(out, i)
		}
	}
	return out
}

// fromPlan is the verdict of the plan's own rules: an error is unmet, a warning is to be looked at.
func (c *checker) fromPlan(good string, rules ...string) (Verdict, string) {
	verdict, detail := Met, good
	var said []string
	for _, i := range c.financingIssues(rules...) {
		if i.Severity == moteur.Error {
			verdict = Unmet
		} else if verdict == Met {
			verdict = Unknown
		}
		said = append(said, i.Message)
	}
	if len(said) > 0 {
		detail = strings.Join(said, " ")
	}
	return verdict, detail
}

func (c *checker) has(id string) bool {
	return slices.ContainsFunc(c.r.Have, func(h Have) bool { return h.Piece == id })
}

func (c *checker) proof(id, good, missing string) (Verdict, string) {
	if c.has(id) {
		return Met, good
	}
	return Unmet, missing
}

func verdictOf(ok bool) Verdict {
	if ok {
		return Met
	}
	return Unmet
}

func (c *checker) check(id string, v verdict) (Verdict, string) {
	switch id {
	case "company":
		return c.delegate()
	case "delegates":
		return c.delegates()
	case "feature":
		return c.length()
	case "minimum":
		if c.pointsErr != nil {
			return Unknown, fr.Capital(c.pointsErr.Error()) + "."
		}
		return verdictOf(c.points.Minimum.Passed), c.points.Minimum.Reason
	case "direct":
		if c.pointsErr != nil {
			return Unknown, fr.Capital(c.pointsErr.Error()) + "."
		}
		return verdictOf(c.points.Direct.Passed), c.points.Direct.Reason
	case "european":
		return c.europe()
	case "shares":
		return c.fromPlan("Parts conformes à l'accord appliqué.", "financing/treaty-share", "financing/eurimages-share")
	case "contracts-registered":
		return c.registered()
	case "chain":
		return c.chain()
	case "intensity":
		in := financing.Summarize(c.plan).Intensity
		return c.fromPlan(fmt.Sprintf("Aides publiques : %s sur %s, soit %s pour %s au plus (%s).", fr.Euros(in.Amount), fr.Euros(in.Base), fr.Percent(in.Ratio, 2), fr.Percent(in.Rate, 0), in.Why), "financing/public-intensity")
	case "pay":
		if len(c.plan.Pays) == 0 {
			return Unknown, "Rémunérations globales non renseignées."
		}
		return c.fromPlan(fmt.Sprintf("%s sous le plafond.", fr.Capital(fr.Plural(len(c.plan.Pays), "rémunération", "rémunérations"))), "financing/pay-ceiling")
	case "plan":
		return c.fromPlan("Les ressources couvrent le coût.", "financing/gap", "financing/over-financed", "financing/amount")
	case "account":
		return c.proof("com-bank", "Relevé du compte joint.", "Relevé du compte du film absent.")
	case "preservation":
		return c.proof("ap-preservation", "Contrat joint.", "Contrat de conservation absent.")
	case "accessibility":
		return c.proof("ap-access", "Factures jointes.", "Factures du sous-titrage et de l'audiodescription absentes.")
	case "carbon-forecast":
		return c.carbon(false, "com-carbone-prev")
	case "carbon-final":
		return c.carbon(true, "com-carbone-def")
	case "vhss-company":
		return c.proof("com-vhss", "Description et preuve jointes.", "Description des mesures et preuve de la formation de l'employeur absentes.")
	case "vhss-crew":
		return c.trained()
	case "children":
		return c.proof("ap-enfants", "Preuve jointe.", "Preuve de l'engagement d'un responsable des enfants absente : "+v.reason())
	case "parity":
		return c.parity()
	case "diversity":
		if c.r.Texts.Diversity == "" {
			return Unknown, "Démarche non décrite."
		}
		return Met, "Démarche décrite."
	case "before-shoot":
		given := c.r.Facts.Film.Timeline[moteur.InvestmentApproval]
		return c.before(c.r.Situation.ApprovalGiven || !given.IsZero() && !given.After(c.on) && given.Before(c.r.shootStart()))
	case "credit-before-shoot":
		return c.before(c.has("ci-devis"))
	case "credit-scale":
		return Unknown, "Barème de la délibération non trouvé : case à renseigner."
	case "sofica":
		return c.fromPlan("Contrats et versements avant le tournage.", "financing/sofica-date", "financing/sofica-share")
	case "deposit":
		return c.proof("ap-depot", "Dépôt fait.", "Preuve du dépôt légal absente.")
	case "ap-in-time":
		return c.apInTime()
	}
	return Unknown, "Condition sans contrôle automatique."
}

func (c *checker) delegate() (Verdict, string) {
	var said []string
	for _, p := range c.r.Facts.Producers {
		if !p.Delegate {
			continue
		}
		ok, why, err := c.company(c.r.Facts, p)
		if err != nil {
			return Unknown, err.Error()
		}
		if ok {
			return Met, p.Company.Name + " " + why + "."
		}
		said = append(said, p.Company.Name+" : "+why)
	}
	if len(said) == 0 {
		return Unmet, "Aucun producteur délégué désigné."
	}
	return Unmet, strings.Join(said, " ") + "."
}

func (c *checker) delegates() (Verdict, string) {
	n := 0
	for _, p := range c.r.Facts.Producers {
		if p.Delegate {
			n++
		}
	}
	most, _, err := c.decimal("delegates.max")
	if err != nil {
		return Unknown, err.Error()
	}
	return verdictOf(n >= 1 && !decimal.NewFromInt(int64(n)).GreaterThan(most)), fr.Capital(fr.Plural(n, "producteur délégué", "producteurs délégués")) + "."
}

func (c *checker) length() (Verdict, string) {
	least, _, err := c.decimal("feature.minutes")
	if err != nil {
		return Unknown, err.Error()
	}
	m := c.r.Facts.Film.Minutes
	if m == 0 {
		return Unknown, "Durée non renseignée."
	}
	return verdictOf(decimal.NewFromInt(int64(m)).GreaterThan(least)), fr.Capital(fr.Plural(m, "minute", "minutes")) + "."
}

func (c *checker) europe() (Verdict, string) {
	e, err := EuropeanPoints(c.r.Facts, c.on)
	if err != nil {
		return Unknown, fr.Capital(err.Error()) + "."
	}
	return verdictOf(e.Test.Passed), e.Test.Reason
}

// registered looks at the contracts of co-producers in the plan.
func (c *checker) registered() (Verdict, string) {
	var late []string
	for _, x := range c.r.Plan.Resources {
		if (x.Kind == financing.CoProducer || x.Kind == financing.TVCoproduction) && x.State != financing.Registered && x.State != financing.Paid {
			late = append(late, x.Label)
		}
	}
	if len(late) > 0 {
		return Unmet, "Contrats non inscrits : " + fr.List(late) + "."
	}
	return Met, "Contrats inscrits."
}

func (c *checker) chain() (Verdict, string) {
	if len(c.r.Chain) == 0 {
		return Unknown, "Chaîne des droits non renseignée."
	}
	var bad []string
	for _, l := range c.r.Chain {
		switch {
		case l.Signed.IsZero():
			bad = append(bad, l.Work+" ("+l.From+") : non signé")
		case !l.Until.IsZero() && c.on.After(l.Until):
			bad = append(bad, l.Work+" ("+l.From+") : échu le "+fr.ShortDate(l.Until))
		case l.Register == "":
			bad = append(bad, l.Work+" ("+l.From+") : non inscrit au RPCA")
		}
	}
	if len(bad) > 0 {
		return Unmet, strings.Join(bad, " ; ") + "."
	}
	return Met, fr.Capital(fr.Plural(len(c.r.Chain), "contrat", "contrats")) + " en cours."
}

func (c *checker) carbon(final bool, piece string) (Verdict, string) {
	for _, x := range c.r.Carbon {
		if x.Final == final && len(x.Lines) > 0 {
			return Met, fmt.Sprintf("Bilan établi (%s) : %s kg équivalent CO2.", dash(x.Tool), fr.Plain(x.Total()))
		}
	}
	return c.proof(piece, "Bilan joint.", "Bilan absent.")
}

func (c *checker) trained() (Verdict, string) {
	shoot := c.r.shootStart()
	if shoot.IsZero() {
		shoot = c.on
	}
	who, report, err := Training(c.r.Facts, shoot)
	if err != nil {
		return Unknown, fr.Capital(err.Error()) + "."
	}
	c.report.Merge("training", report)
	var names []string
	for _, t := range who {
		names = append(names, t.Name)
	}
	if c.has("ap-vhss-crew") {
		return Met, "Certificats joints : " + fr.List(names) + "."
	}
	return Unmet, "Certificats absents. À former : " + dash(fr.List(names)) + "."
}

func (c *checker) parity() (Verdict, string) {
	p, err := Parity(c.r.Facts.Film.Kind, c.r.ParityVariant, c.r.Women, c.on)
	if err != nil {
		return Unknown, fr.Capital(err.Error()) + "."
	}
	c.report.Merge("", p.Report)
	return verdictOf(p.Passed), fmt.Sprintf("%d points sur %d, seuil de %d.", p.Points, p.Total, p.Threshold)
}

// before is met when the request is in, not met once the shoot has started without it.
func (c *checker) before(asked bool) (Verdict, string) {
	shoot := c.r.shootStart()
	switch {
	case asked:
		return Met, "Demande faite avant le tournage."
	case shoot.IsZero():
		return Unknown, "Début du tournage non daté."
	case !c.on.Before(shoot):
		return Unmet, "Le tournage a commencé le " + fr.Date(shoot) + " sans demande."
	}
	return Unmet, fmt.Sprintf("À demander avant le %s (dans %s).", fr.Date(shoot), fr.Plural(shoot.Sub(c.on), "jour", "jours"))
}

func (c *checker) apInTime() (Verdict, string) {
	tl := c.r.Facts.Film.Timeline
	visa, asked := tl[moteur.VisaGranted], tl[moteur.ProductionApproval]
	switch {
	case visa.IsZero():
		return Unknown, "Visa non daté."
	case !asked.IsZero() && !asked.After(c.on):
		return Met, "Agrément de production daté du " + fr.Date(asked) + "."
	}
	return Unmet, "Demande à déposer ; visa du " + fr.Date(visa) + "."
}

// Document is the eligibility report.
func (e Eligibility) Document() doc.Document {
	d := doc.Document{Title: "Rapport d'éligibilité", Film: e.Film, Date: e.On, Page: doc.Landscape}
	t := doc.Table{Sheet: "Conditions", Compact: true, Columns: []doc.Column{{Title: "Condition", Width: 5}, {Title: "Verdict", Width: 2}, {Title: "Constat", Width: 7}, {Title: "Bloque", Width: 4}, {Title: "Avant le", Width: 1.8, Kind: doc.Date}, {Title: "À faire", Width: 5}, {Title: "Texte", Width: 3.4}}}
	styles := map[Verdict]doc.Style{Met: doc.Good, Unmet: doc.Alert, Unknown: doc.Warning, Void: doc.Muted}
	for _, c := range e.Conditions {
		var blocks []string
		if c.Verdict == Unmet {
			for _, p := range c.Blocks {
				blocks = append(blocks, p.Label())
			}
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(c.Label), doc.S(c.Verdict.Label()).As(styles[c.Verdict]), doc.S(c.Detail), doc.S(strings.Join(blocks, " ; ")), doc.D(c.Deadline), doc.S(c.Todo), doc.S(c.Source.String()).As(doc.Muted)}})
	}
	d.Blocks = []doc.Block{t}
	return d
}

// WritePDF prints the eligibility report.
func (e Eligibility) WritePDF(w io.Writer) error { return pdf.Write(w, e.Document()) }

// WriteXLSX writes the eligibility report as a workbook.
func (e Eligibility) WriteXLSX(w io.Writer) error { return xlsx.Write(w, e.Document()) }
