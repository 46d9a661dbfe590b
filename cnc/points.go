package cnc

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Result is the fiche de points of a film on a date: every line with its basis, the exact and rounded totals, the tests.
type Result struct {
	Scale  string      `json:"scale"`
	Title  string      `json:"title"`
	Film   string      `json:"film"`
	On     moteur.Date `json:"on"`
	Groups []Group     `json:"groups"`
	Lines  []Line      `json:"lines"`
	// Total counts every line, Outside leaves the language group out; both exact.
	Total        Score `json:"total"`
	TotalRounded int   `json:"total_rounded"`
	Outside      Score `json:"outside"`
	// OutsideRounded is Outside to the nearest point, .5 up.
	OutsideRounded int `json:"outside_rounded"`
	// Coefficient multiplies the support: of the rounded total, which is the default reading, and of the exact one.
	Coefficient      decimal.Decimal `json:"coefficient"`
	CoefficientExact decimal.Decimal `json:"coefficient_exact"`
	Initiative       Fact            `json:"initiative"`
	Expression       Fact            `json:"expression"`
	// Financial tells that the film is a coproduction financière: French minority under a treaty, nothing artistic or technical.
	Financial Fact          `json:"financial"`
	Minimum   Test          `json:"minimum"`
	Direct    Test          `json:"direct"`
	Report    moteur.Report `json:"report"`
}

// Group is the subtotal of a groupe.
type Group struct {
	Code     string          `json:"code"`
	Label    string          `json:"label"`
	Max      decimal.Decimal `json:"max"`
	Obtained Score           `json:"obtained"`
	Language bool            `json:"language,omitempty"`
}

// Line is a ligne of the points sheet.
type Line struct {
	Group    string          `json:"group"`
	Code     string          `json:"code"`
	Label    string          `json:"label"`
	Max      decimal.Decimal `json:"max"`
	Obtained Score           `json:"obtained"`
	// Deemed tells that the post is unused and counts as obtained.
	Deemed bool    `json:"deemed,omitempty"`
	Reason string  `json:"reason"` // one French sentence
	Basis  []Basis `json:"basis"`
	Rule   string  `json:"rule"`
	// Source of the rule of the line.
	Source moteur.Source `json:"source"`
}

// Missing is what the line lost.
func (l Line) Missing() Score { return NewScore(l.Max).Less(l.Obtained) }

// Basis is an élément of a line: a person, a contract, a spend, days. Amount is cachets, euros or days.
type Basis struct {
	Kind   string          `json:"kind"` // person, company, spend, days, language, line
	Who    string          `json:"who"`
	Amount decimal.Decimal `json:"amount,omitzero"`
	Counts bool            `json:"counts"`
	Reason string          `json:"reason"`
}

// Test is an épreuve on the points. Passed follows the default reading (rounded); OnExact and OnRounded say both.
type Test struct {
	ID        string          `json:"id"`
	Label     string          `json:"label"`
	Applies   bool            `json:"applies"`
	Threshold decimal.Decimal `json:"threshold"`
	OnExact   bool            `json:"on_exact"`
	OnRounded bool            `json:"on_rounded"`
	Passed    bool            `json:"passed"`
	Reason    string          `json:"reason"`
	Source    moteur.Source   `json:"source"`
}

// Line returns the line of that code.
func (r Result) Line(code string) (Line, bool) {
	for _, l := range r.Lines {
		if l.Code == code {
			return l, true
		}
	}
	return Line{}, false
}

// Points computes the points sheet of a film on a date, on the scale of its kind (RGA art. 211-10 to 211-13, 211-35, 211-74).
// Missing facts lose their points and say so; impossible figures (negative or unbounded amounts, a split outside 0 to 1) are
// refused with the report as error.
func Points(f Facts, on moteur.Date) (Result, error) {
	scale, err := Scale(f.Film.Kind, on)
	if err != nil {
		return Result{}, err
	}
	b, err := openBook(on, nil)
	if err != nil {
		return Result{}, err
	}
	return b.points(f, scale)
}

func (b *book) points(f Facts, scale PointScale) (Result, error) {
	r := Result{Scale: scale.ID, Title: scale.Title, Film: f.Film.Title, On: b.on}
	checkFacts(f, scale, &r.Report)
	if err := r.Report.Err(); err != nil {
		return Result{}, err
	}
	b = b.reporting(&r.Report)
	r.Initiative, r.Expression = b.initiative(f), b.expression(f)
	c := counter{book: b, facts: f, fif: r.Initiative.Holds, scale: scale, law: true, who: b.assimilated}
	var err error
	if r.Groups, r.Lines, err = c.count(); err != nil {
		return Result{}, err
	}
	for _, g := range r.Groups {
		r.Total = r.Total.Plus(g.Obtained)
		if !g.Language {
			r.Outside = r.Outside.Plus(g.Obtained)
		}
	}
	r.TotalRounded, r.OutsideRounded = r.Total.Rounded(), r.Outside.Rounded()
	r.Financial = b.financial(f, r, scale)
	return r, errors.Join(b.minimum(f, &r), b.direct(f, &r), b.coefficients(&r))
}

// checkFacts refuses what would make a figure false and warns of what stands outside the scale.
func checkFacts(f Facts, scale PointScale, r *moteur.Report) {
	amount := func(path string, d decimal.Decimal) {
		if money.Guard(d) != nil || d.IsNegative() {
			r.Errorf(path, "cnc/amount", "Montant ou quantité négatif ou hors limites.")
		}
	}
	for i, p := range f.Producers {
		amount(fmt.Sprintf("producers[%d].share", i), p.Share)
		amount(fmt.Sprintf("producers[%d].cash_paid", i), p.CashPaid)
		amount(fmt.Sprintf("producers[%d].company.capital", i), p.Company.Capital)
	}
	if r.Err() == nil {
		var brought decimal.Decimal
		for _, p := range f.Producers {
			brought = brought.Add(p.Share)
		}
		switch one := decimal.NewFromInt(1); {
		case brought.GreaterThan(one):
			r.Errorf("producers", "cnc/shares", "Les parts des producteurs font %s, plus que le tout.", fr.Percent(brought, 2))
		case len(f.Producers) > 0 && brought.LessThan(one):
			r.Warnf("producers", "cnc/shares", "Les parts des producteurs font %s au lieu de 100 %%.", fr.Percent(brought, 2))
		}
	}
	for i, c := range f.Cast {
		amount(fmt.Sprintf("cast[%d].cachets", i), c.Cachets)
	}
	for i, c := range f.Crew {
		amount(fmt.Sprintf("crew[%d].pay", i), c.Pay)
		amount(fmt.Sprintf("crew[%d].charges", i), c.Charges)
	}
	for i, s := range f.Spend {
		amount(fmt.Sprintf("spend[%d].amount", i), s.Amount)
	}
	var spoken decimal.Decimal
	for i, s := range f.Language.Spoken {
		amount(fmt.Sprintf("language.spoken[%d].share", i), s.Share)
		if money.Guard(s.Share) == nil {
			spoken = spoken.Add(s.Share)
		}
	}
	one := decimal.NewFromInt(1)
	if spoken.GreaterThan(one) {
		r.Errorf("language.spoken", "cnc/language-shares", "Les parts des langues dépassent 100 %%.")
	}
	for i, s := range f.Shooting {
		if s.Days < 0 {
			r.Errorf(fmt.Sprintf("shooting[%d].days", i), "cnc/amount", "Nombre de jours négatif.")
		}
	}
	codes := map[string]bool{}
	for _, g := range scale.Groups {
		for _, l := range g.Lines {
			codes[l.Code] = true
		}
	}
	for i, s := range f.Splits {
		path := fmt.Sprintf("splits[%d]", i)
		switch {
		case money.Guard(s.Share) != nil || s.Share.IsNegative() || s.Share.GreaterThan(one):
			r.Errorf(path, "cnc/split", "Part comptée hors de 0 à 1.")
		case !codes[s.Line]:
			r.Warnf(path, "cnc/split", "La ligne %q n'existe pas dans le barème.", s.Line)
		}
	}
	known := map[string]bool{}
	for i, p := range f.People {
		if known[p.ID] {
			r.Errorf(fmt.Sprintf("people[%d]", i), "cnc/person-twice", "L'identifiant %q désigne deux personnes.", p.ID)
		}
		known[p.ID] = true
	}
	unknown := func(path, id string) {
		if !known[id] {
			r.Warnf(path, "cnc/person-unknown", "La personne %q n'est pas dans la liste : nationalité inconnue.", id)
		}
	}
	for i, a := range f.Authors {
		unknown(fmt.Sprintf("authors[%d]", i), a.Person)
	}
	for i, c := range f.Cast {
		unknown(fmt.Sprintf("cast[%d]", i), c.Person)
	}
	for i, c := range f.Crew {
		unknown(fmt.Sprintf("crew[%d]", i), c.Person)
	}
}

// counter fills the lines of one scale.
type counter struct {
	*book
	facts Facts
	fif   bool
	scale PointScale
	law   bool // contracts must be under French law
	who   func(moteur.Person) (bool, string)
}

func (c *counter) count() ([]Group, []Line, error) {
	var groups []Group
	var lines []Line
	for _, g := range c.scale.Groups {
		sum := Group{Code: g.Code, Label: g.Label, Max: g.Max, Language: g.Language}
		for _, l := range g.Lines {
			max, err := l.max()
			if err != nil {
				return nil, nil, err
			}
			line := Line{Group: g.Code, Code: l.Code, Label: l.Label, Max: max, Rule: l.Rule, Source: moteur.Source{Text: l.Source, Verified: l.Verified, Note: l.Note}}
			moteur.Cited[string]{ID: c.scale.ID + "/" + l.Code, Value: l.Max, From: c.scale.From, Source: line.Source}.Use(c.report, l.Code)
			if err := c.fill(&line, l, lines); err != nil {
				return nil, nil, err
			}
			sum.Obtained = sum.Obtained.Plus(line.Obtained)
			lines = append(lines, line)
		}
		groups = append(groups, sum)
	}
	return groups, lines, nil
}

func (c *counter) fill(l *Line, s ScaleLine, done []Line) error {
	switch s.Kind {
	case "language":
		return c.language(l, s)
	case "company":
		return c.companies(l)
	case "author":
		c.authors(l, s)
	case "cast":
		return c.cast(l, s)
	case "crew":
		c.named(l, s)
	case "crew_rest":
		c.rest(l, s)
	case "commentary":
		c.voice(l, s, Commentary)
	case "voices":
		c.voice(l, s, FrenchDub)
	case "work":
		c.work(l, s)
	case "places":
		c.places(l)
	case "spend":
		return c.spend(l, s)
	case "vfx":
		return c.effects(l, s, done)
	case "rank":
		c.rank(l, s)
	case "cast_others":
		return c.others(l)
	default:
		return fmt.Errorf("cnc : ligne %s : %w", s.Code, ErrIncomplete)
	}
	return nil
}

func (l *Line) full() { l.Obtained = NewScore(l.Max) }

// share gives max × num / den.
func (l *Line) share(num, den decimal.Decimal) {
	l.Obtained = NewScore(l.Max).times(new(big.Rat).Quo(num.Rat(), den.Rat()))
}

// unused settles a line nobody holds: deemed obtained for a film d'initiative française when the user says why.
func (c *counter) unused(l *Line, s ScaleLine, keys ...string) {
	for _, u := range c.facts.Unused {
		if !slices.Contains(keys, string(u.Post)) {
			continue
		}
		switch {
		case u.Reason == "":
			l.Reason = "Poste déclaré sans objet, sans justification."
		case !s.Deemed:
			l.Reason = "Poste sans objet : le texte ne le répute pas obtenu."
		case !c.fif:
			l.Reason = "Poste sans objet : réputé obtenu pour les seuls films d'initiative française."
		default:
			l.full()
			l.Deemed, l.Reason = true, "Poste non utilisé, réputé obtenu : "+u.Reason+"."
		}
		return
	}
	l.Reason = "Aucun fait renseigné."
	c.report.Warnf(l.Code, "cnc/points/no-fact", "Ligne %s (%s) : aucun fait renseigné, points non comptés.", l.Code, l.Label)
}

// holders settles an all-or-nothing line: all count, none counts, or the split that the user entered.
func (c *counter) holders(l *Line) {
	var yes, no []string
	for _, b := range l.Basis {
		if b.Counts {
			yes = append(yes, b.Who)
		} else {
			no = append(no, b.Who+" ("+b.Reason+")")
		}
	}
	switch {
	case len(no) == 0:
		l.full()
		l.Reason = "Retenu : " + strings.Join(yes, ", ") + "."
	case len(yes) == 0:
		l.Reason = "Non retenu : " + strings.Join(no, ", ") + "."
	default:
		for _, s := range c.facts.Splits {
			if s.Line == l.Code {
				l.Obtained = NewScore(l.Max).times(s.Share.Rat())
				l.Reason = fmt.Sprintf("Poste partagé, part retenue de %s saisie par la production : %s.", fr.Percent(s.Share, 2), s.Reason)
				c.report.Notef(l.Code, "cnc/points/split", "Ligne %s : part de %s saisie, le texte ne divise pas un poste.", l.Code, fr.Percent(s.Share, 2))
				return
			}
		}
		l.Reason = "Poste partagé, non divisé par le texte : " + strings.Join(no, ", ") + "."
		c.report.Warnf(l.Code, "cnc/points/shared-post", "Ligne %s (%s) : titulaires retenus et non retenus ; les points sont comptés nuls tant que la part retenue n'est pas saisie.", l.Code, l.Label)
	}
}

// engaged tells whether a person under a contract counts.
func (c *counter) engaged(id, law string) (bool, string) {
	ok, why := c.who(c.facts.person(id))
	if !ok || !c.law || law == france {
		return ok, why
	}
	if law == "" {
		return false, why + ", mais loi du contrat non renseignée"
	}
	return false, why + ", mais contrat sous une autre loi (" + law + ")"
}

func (b *book) minimum(f Facts, r *Result) error {
	id, note := "minimum", ""
	if f.Derogations.Minimum != "" {
		switch {
		case r.Initiative.Holds:
			note = " Dérogation réservée aux films d'initiative étrangère."
		case f.Derogations.Minimum == "artistic" || f.Derogations.Minimum == "fragile":
			id, note = "minimum."+f.Derogations.Minimum, " Dérogation après avis de la commission."
		default:
			r.Report.Warnf("derogations.minimum", "cnc/derogation", "Dérogation inconnue : %q.", f.Derogations.Minimum)
		}
	}
	need, src, err := b.decimal(id)
	if err != nil {
		return err
	}
	r.Minimum = compareTest("minimum", "Minimum hors langue", need, r.Outside, src)
	r.Minimum.Applies = !r.Financial.Holds
	if r.Financial.Holds {
		r.Minimum.Passed = true
		r.Minimum.Reason = "Non exigé d'une coproduction financière."
	} else {
		r.Minimum.Reason += note
	}
	return nil
}

func (b *book) direct(f Facts, r *Result) error {
	id := "direct"
	if f.Derogations.Direct {
		id = "direct.derogation"
	}
	need, src, err := b.decimal(id)
	if err != nil {
		return err
	}
	r.Direct = compareTest("direct", "Allocation directe hors langue", need, r.Outside, src)
	r.Direct.Applies = true
	_, most, _ := b.frenchShare(f)
	free := f.Film.Kind == moteur.Animation || f.Film.Kind == moteur.Documentary && f.Language.Justification != "" || operaTongue(f)
	if !most && !free {
		r.Direct.Passed = false
		r.Direct.Reason += " Le français n'est pas la langue la plus employée."
	}
	if r.Direct.OnExact != r.Direct.OnRounded {
		r.Report.Warnf("direct", "cnc/points/rounding", "Allocation directe : %s points exacts, %d arrondis ; l'arrondi n'est pas écrit à l'article 211-74 et change la réponse.", r.Outside.Label(), r.OutsideRounded)
	}
	return nil
}

func compareTest(id, label string, need decimal.Decimal, got Score, src moteur.Source) Test {
	t := Test{ID: id, Label: label, Threshold: need, Source: src,
		OnExact: got.Cmp(NewScore(need)) >= 0, OnRounded: decimal.NewFromInt(int64(got.Rounded())).GreaterThanOrEqual(need)}
	t.Passed = t.OnRounded
	t.Reason = fmt.Sprintf("%s points (%d arrondis) pour %s.", got.Label(), got.Rounded(), fr.Plain(need))
	return t
}

func (b *book) coefficients(r *Result) error {
	var err error
	if r.Coefficient, err = b.coefficient(NewScore(decimal.NewFromInt(int64(r.TotalRounded)))); err != nil {
		return err
	}
	if r.CoefficientExact, err = b.coefficient(r.Total); err != nil {
		return err
	}
	if !r.Coefficient.Equal(r.CoefficientExact) {
		r.Report.Warnf("coefficient", "cnc/points/rounding", "Coefficient : %s sur le total arrondi (%d), %s sur le total exact (%s) ; l'arrondi n'est pas écrit à l'article 211-35.",
			fr.Plain(r.Coefficient), r.TotalRounded, fr.Plain(r.CoefficientExact), r.Total.Label())
	}
	return nil
}

// coefficient is 1 from 80 points, 0.03 less for each point from 79 to 70, points / 100 below (RGA art. 211-35). A score
// between two points takes the step of its whole part; below 70 the hundredth is kept to six decimals.
func (b *book) coefficient(s Score) (decimal.Decimal, error) {
	full, _, err := b.decimal("coefficient.full")
	if err != nil {
		return full, err
	}
	floor, _, err := b.decimal("coefficient.floor")
	if err != nil {
		return floor, err
	}
	step, _, err := b.decimal("coefficient.step")
	if err != nil {
		return step, err
	}
	switch {
	case s.Cmp(NewScore(full)) >= 0:
		return decimal.NewFromInt(1), nil
	case s.Cmp(NewScore(floor)) >= 0:
		return decimal.NewFromInt(1).Sub(full.Sub(decimal.NewFromInt(int64(s.Floor()))).Mul(step)), nil
	}
	return s.Decimal(4).Shift(-2), nil
}

// Coefficient is the coefficient of the support for a number of points, language counted, on a date (RGA art. 211-35).
func Coefficient(points Score, on moteur.Date) (decimal.Decimal, error) {
	var report moteur.Report
	b, err := openBook(on, &report)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return b.coefficient(points)
}

// financial computes the coproduction financière: treaty, French minority, and no artistic or technical point.
func (b *book) financial(f Facts, r Result, scale PointScale) Fact {
	fact := Fact{ID: "financial", Label: "Coproduction financière", Source: definitions}
	var french decimal.Decimal
	for _, p := range f.Producers {
		if ok, _ := b.established(p.Company.Country, p.Installed); ok {
			french = french.Add(p.Share)
		}
	}
	switch {
	case f.Treaty == "":
		fact.Reason = "Aucun accord de coproduction."
	case french.GreaterThanOrEqual(decimal.New(5, -1)):
		fact.Reason = "La part française n'est pas minoritaire."
	default:
		for i, l := range r.Lines {
			if scale.artistic(i) && !l.Obtained.IsZero() {
				fact.Reason = "Apport artistique ou technique français : " + l.Label + "."
				return fact
			}
		}
		fact.Holds, fact.Reason = true, "Part française minoritaire, sans apport artistique ni technique."
	}
	return fact
}
