package cnc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/fr"
)

type checker struct {
	*rulebook
	r          Request
	points     points.Result
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

// check answers one condition: of the film and its points, of the money, else of the pieces and the steps.
func (c *checker) check(id string, v verdict) (Verdict, string) {
	for _, part := range []func(string, verdict) (Verdict, string, bool){c.checkFilm, c.checkMoney, c.checkPieces} {
		if verdict, detail, ok := part(id, v); ok {
			return verdict, detail
		}
	}
	return Unknown, "Condition sans contrôle automatique."
}

// answered marks a condition as answered.
func answered(v Verdict, detail string) (Verdict, string, bool) { return v, detail, true }

func (c *checker) checkFilm(id string, _ verdict) (Verdict, string, bool) {
	switch id {
	case "company":
		return answered(c.delegate())
	case "delegates":
		return answered(c.delegates())
	case "feature":
		return answered(c.length())
	case "minimum":
		return answered(c.passed(c.points.Minimum))
	case "direct":
		return answered(c.passed(c.points.Direct))
	case "european":
		return answered(c.europe())
	case "contracts-registered":
		return answered(c.registered())
	case "chain":
		return answered(c.chain())
	case "vhss-crew":
		return answered(c.trained())
	case "parity":
		return answered(c.parity())
	case "diversity":
		if c.r.Texts.Diversity == "" {
			return answered(Unknown, "Démarche non décrite.")
		}
		return answered(Met, "Démarche décrite.")
	case "before-shoot":
		given := c.r.Facts.Film.Timeline[moteur.InvestmentApproval]
		return answered(c.before(c.r.Situation.ApprovalGiven || !given.IsZero() && !given.After(c.On()) && given.Before(c.r.shootStart())))
	case "ap-in-time":
		return answered(c.apInTime())
	}
	return "", "", false
}

// passed is the verdict of a test on the points; it is not known when the points could not be counted.
func (c *checker) passed(t points.Test) (Verdict, string) {
	if c.pointsErr != nil {
		return Unknown, fr.Capital(c.pointsErr.Error()) + "."
	}
	return verdictOf(t.Passed), t.Reason
}

func (c *checker) checkMoney(id string, _ verdict) (Verdict, string, bool) {
	switch id {
	case "shares":
		return answered(c.fromPlan("Parts conformes à l'accord appliqué.", "financing/treaty-share", "financing/eurimages-share"))
	case "intensity":
		in := financing.Summarize(c.plan).Intensity
		return answered(c.fromPlan(fmt.Sprintf("Aides publiques : %s sur %s, soit %s pour %s au plus (%s).", fr.Euros(in.Amount),
			fr.Euros(in.Base), fr.Percent(in.Ratio, 2), fr.Percent(in.Rate, 0), in.Why), "financing/public-intensity"))
	case "pay":
		if len(c.plan.Pays) == 0 {
			return answered(Unknown, "Rémunérations globales non renseignées.")
		}
		return answered(c.fromPlan(fmt.Sprintf("%s sous le plafond.",
			fr.Capital(fr.Plural(len(c.plan.Pays), "rémunération", "rémunérations"))), "financing/pay-ceiling"))
	case "plan":
		return answered(c.fromPlan("Les ressources couvrent le coût.", "financing/gap", "financing/over-financed", "financing/amount"))
	case "credit-scale":
		return answered(Unknown, "Barème de la délibération non trouvé : case à renseigner.")
	case "sofica":
		return answered(c.fromPlan("Contrats et versements avant le tournage.", "financing/sofica-date", "financing/sofica-share"))
	}
	return "", "", false
}

func (c *checker) checkPieces(id string, v verdict) (Verdict, string, bool) {
	switch id {
	case "account":
		return answered(c.proof("com-bank", "Relevé du compte joint.", "Relevé du compte du film absent."))
	case "preservation":
		return answered(c.proof("ap-preservation", "Contrat joint.", "Contrat de conservation absent."))
	case "accessibility":
		missing := "Factures du sous-titrage et de l'audiodescription absentes."
		if !c.status.Expression(c.r.Facts).Holds {
			missing = "Factures absentes : le fichier de sous-titrage suffit si le film, en langue étrangère, n'est pas doublé."
		}
		return answered(c.proof("ap-access", "Factures jointes.", missing))
	case "carbon-forecast":
		return answered(c.carbon(false, "com-carbone-prev"))
	case "carbon-final":
		return answered(c.carbon(true, "com-carbone-def"))
	case "vhss-company":
		return answered(c.proof("com-vhss", "Description et preuve jointes.",
			"Description des mesures et preuve de la formation de l'employeur absentes."))
	case "children":
		return answered(c.proof("ap-enfants", "Preuve jointe.",
			"Preuve de l'engagement d'un responsable des enfants absente : "+v.reason()))
	case "credit-before-shoot":
		return answered(c.before(c.has("ci-devis")))
	case "deposit":
		return answered(c.proof("ap-depot", "Dépôt fait.", "Preuve du dépôt légal absente."))
	}
	return "", "", false
}

func (c *checker) delegate() (Verdict, string) {
	var said []string
	for _, p := range c.r.Facts.Producers {
		if !p.Delegate {
			continue
		}
		ok, why, err := c.status.Company(c.r.Facts, p)
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
	most := c.Number("delegates.max")
	if err := c.Err(); err != nil {
		return Unknown, err.Error()
	}
	return verdictOf(n >= 1 && !decimal.NewFromInt(int64(n)).GreaterThan(most)), fr.Capital(fr.Plural(n, "producteur délégué",
		"producteurs délégués")) + "."
}

func (c *checker) length() (Verdict, string) {
	least, err := credit.FeatureMinutes(c.On(), c.report)
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
	e, err := points.CountEuropean(c.r.Facts, c.On())
	if err != nil {
		return Unknown, fr.Capital(err.Error()) + "."
	}
	return verdictOf(e.Test.Passed), e.Test.Reason
}

// registered looks at the contracts of co-producers in the plan.
func (c *checker) registered() (Verdict, string) {
	var late []string
	for _, x := range c.r.Plan.Resources {
		if (x.Kind == financing.CoProducer || x.Kind == financing.TVCoproduction) && x.State != financing.Registered &&
			x.State != financing.Paid {
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
		case !l.Until.IsZero() && c.On().After(l.Until):
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
			return Met, fmt.Sprintf("Bilan établi (%s) : %s kg équivalent CO2.", fr.Dash(x.Tool), fr.Plain(x.Total()))
		}
	}
	return c.proof(piece, "Bilan joint.", "Bilan absent.")
}

func (c *checker) trained() (Verdict, string) {
	shoot := c.r.shootStart()
	if shoot.IsZero() {
		shoot = c.On()
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
	return Unmet, "Certificats absents. À former : " + fr.Dash(fr.List(names)) + "."
}

// parity is the parity of the film: by its posts, or by the production's own count where it gives one.
func (r Request) parity(on moteur.Date) (points.ParityResult, error) {
	if r.ParityCount != nil {
		return r.ParityCount.Answer(r.Facts.Film.Kind, r.ParityVariant, on)
	}
	return points.Parity(r.Facts.Film.Kind, r.ParityVariant, r.Women, on)
}

// parityGiven tells whether the request says anything of parity.
func (r Request) parityGiven() bool { return len(r.Women) > 0 || r.ParityCount != nil }

func (c *checker) parity() (Verdict, string) {
	p, err := c.r.parity(c.On())
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
	case !c.On().Before(shoot):
		return Unmet, "Le tournage a commencé le " + fr.Date(shoot) + " sans demande."
	}
	return Unmet, fmt.Sprintf("À demander avant le %s (dans %s).", fr.Date(shoot), fr.Plural(shoot.Sub(c.On()), "jour", "jours"))
}

func (c *checker) apInTime() (Verdict, string) {
	tl := c.r.Facts.Film.Timeline
	visa, asked := tl[moteur.VisaGranted], tl[moteur.ProductionApproval]
	switch {
	case visa.IsZero():
		return Unknown, "Visa non daté."
	case !asked.IsZero() && !asked.After(c.On()):
		return Met, "Agrément de production daté du " + fr.Date(asked) + "."
	}
	return Unmet, "Demande à déposer ; visa du " + fr.Date(visa) + "."
}
