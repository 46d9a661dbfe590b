package closing

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Input is what the clôture of a film is computed from.
type Input struct {
	// Request holds the final facts and the final plan.
	Request cnc.Request `json:"request"`
	// Provisional are the facts of the agrément des investissements, ProvisionalOn its date.
	Provisional   points.Facts `json:"provisional"`
	ProvisionalOn moteur.Date  `json:"provisional_on"`
	// Devis is the frozen devis, Cost its last cost report.
	Devis budget.Estimate   `json:"devis"`
	Cost  follow.CostReport `json:"cost"`
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
	Provisional points.Result       `json:"provisional"`
	Final       points.Result       `json:"final"`
	Changed     []points.Difference `json:"changed"`
	// Forecast and Emitted are the carbon accounts, in kilograms of CO2 equivalent; zero when absent.
	Forecast decimal.Decimal    `json:"forecast"`
	Emitted  decimal.Decimal    `json:"emitted"`
	Checks   []Check            `json:"checks"`
	Returns  []Return           `json:"returns"`
	Report   moteur.Report      `json:"report"`
	summary  *financing.Summary // of the final plan
}

// Check is something to settle before the film is closed.
type Check struct {
	ID     string        `json:"id"`
	Label  string        `json:"label"`
	Done   bool          `json:"done"`
	Detail string        `json:"detail"`
	Source moteur.Source `json:"source,omitzero"`
}

// Close computes the closing of a film on a date: final cost by post, points provisional and final, carbon, what is left to
// settle, and the calendar of accounts. It refuses facts or a cost report from which a figure would be false.
func Close(in Input, on moteur.Date) (Closing, error) {
	c := Closing{Film: in.Request.Facts.Film, On: on, Auditor: in.Auditor}
	var err error
	if c.Provisional, err = points.Count(in.Provisional, in.ProvisionalOn); err != nil {
		return Closing{}, fmt.Errorf("cnc : clôture, points provisoires : %w", err)
	}
	if c.Final, err = points.Count(in.Request.Facts, on); err != nil {
		return Closing{}, fmt.Errorf("cnc : clôture, points définitifs : %w", err)
	}
	compared, err := points.Compare(c.Provisional, c.Final)
	if err != nil {
		return Closing{}, err
	}
	c.Changed = compared.Changed
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

// posts finds the post of the final cost of an account: its ancestor of the first level.
type posts struct {
	closing         *Closing
	parents, labels map[string]string
	reasons         map[string]string
}

func newPosts(c *Closing, in Input) posts {
	p := posts{closing: c, parents: map[string]string{}, labels: map[string]string{}, reasons: in.Reasons}
	for _, a := range in.Devis.Accounts {
		p.parents[a.Code], p.labels[a.Code] = a.Parent, a.Label
	}
	return p
}

// of is the post of an account, added when it is new.
func (p posts) of(code string) *PostCost {
	for range 8 {
		if p.parents[code] == "" {
			break
		}
		code = p.parents[code]
	}
	list := &p.closing.Posts
	i := slices.IndexFunc(*list, func(x PostCost) bool { return x.Code == code })
	if i < 0 {
		label := p.labels[code]
		if label == "" {
			label = "Hors nomenclature"
		}
		*list = append(*list, PostCost{Code: code, Label: label, Reason: p.reasons[code]})
		i = len(*list) - 1
	}
	return &(*list)[i]
}

// cost adds the rows of the cost report by post. What is final is what was invoiced or paid; percent lines stay at their amount;
// the unspent contingency is not a cost.
func (c *Closing) cost(in Input) {
	posts := newPosts(c, in)
	for _, a := range in.Devis.At(1) {
		if !a.Amount.IsZero() {
			posts.of(a.Code)
		}
	}
	var open decimal.Decimal
	for _, row := range in.Cost.Rows {
		p := posts.of(row.Account)
		p.Budget = p.Budget.Add(row.Budget)
		final := row.Actual
		switch row.Kind {
		case follow.RowPercent:
			final = row.Final
		case follow.RowReserve:
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
		c.Report.Warnf("cost", "cnc/closing/open",
			"Coût non soldé : %s engagés ou à venir ne sont pas facturés et ne comptent pas dans le coût définitif.", fr.Euros(open))
	}
	c.total()
	if !c.Total.Budget.Equal(in.Devis.Total) {
		c.Report.Errorf("cost", "cnc/closing/devis", "Le suivi part de %s, le devis est de %s : ce n'est pas le même devis.",
			fr.Euros(c.Total.Budget), fr.Euros(in.Devis.Total))
	}
}

// total closes each post, its variance with its reason, and adds them up.
func (c *Closing) total() {
	c.Total = PostCost{Label: "Total"}
	for i := range c.Posts {
		p := &c.Posts[i]
		p.Variance, p.France = p.Final.Sub(p.Budget), p.Final.Sub(p.Abroad)
		if p.Abroad.GreaterThan(p.Final) {
			c.Report.Errorf("cost", "cnc/closing/abroad", "Poste %s : les dépenses à l'étranger (%s) dépassent le coût (%s).", p.Code,
				fr.Euros(p.Abroad), fr.Euros(p.Final))
		}
		if !p.Variance.IsZero() && p.Reason == "" {
			c.Report.Warnf("reasons."+p.Code, "cnc/closing/reason", "Poste %s (%s) : écart de %s sans motif.", p.Code, p.Label,
				fr.Euros(p.Variance))
		}
		c.Total.Budget, c.Total.Final = c.Total.Budget.Add(p.Budget), c.Total.Final.Add(p.Final)
		c.Total.Variance, c.Total.France, c.Total.Abroad = c.Total.Variance.Add(p.Variance), c.Total.France.Add(p.France),
			c.Total.Abroad.Add(p.Abroad)
	}
}

func (c *Closing) checks(in Input) {
	add := func(id, label string, done bool, detail, text string) {
		c.Checks = append(c.Checks, Check{ID: id, Label: label, Done: done, Detail: detail,
			Source: moteur.Source{Text: text, Verified: text != ""}})
	}
	s := financing.Summarize(in.Request.Plan)
	c.summary = &s
	add("plan", "Plan de financement égal au coût définitif", s.Total.Equal(c.Total.Final),
		fmt.Sprintf("ressources %s, coût définitif %s", fr.Euros(s.Total), fr.Euros(c.Total.Final)), "")
	have := func(id string) bool {
		return slices.ContainsFunc(in.Request.Have, func(h cnc.Have) bool { return h.Piece == id })
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
	add("carbon", "Bilan carbone définitif", !c.Emitted.IsZero() || have("com-carbone-def"),
		fr.Plain(c.Emitted)+" kg équivalent CO2, prévision "+fr.Plain(c.Forecast), "RGA art. 122-18 2°")
	var left []string
	for _, x := range in.Clearances {
		if !x.Settled {
			if x.Owner != "" {
				x.Item += " : " + x.Owner
			}
			left = append(left, x.Item)
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

// Variance of the final cost, as a fraction of the devis, to six decimals; zero when there is no devis.
func (c Closing) Variance() decimal.Decimal { return money.Share(c.Total.Variance, c.Total.Budget, 6) }
