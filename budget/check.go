package budget

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// Check reads a computed devis as a reader of the dossier would and says what deserves a question: missing statuses and
// units, amounts typed with their charges, invoiced lines with charges, the same person in two departments, pay below the
// minimum of the agreement, pay above the CNC's cap, shares out of the usual bands. It changes no figure. Its thresholds
// are dated data; those that rest on an unverified source are named.
func Check(e Estimate) moteur.Report {
	c := checker{e: e, b: &e.Budget}
	if e.Report.Err() != nil { // nothing to read in a devis that was refused
		return e.Report
	}
	t, err := gridTree(c.b.Grid)
	if err != nil {
		c.r.Errorf("grid", "budget/grid", "%s.", err)
		return c.r
	}
	if c.t, _ = t.with(c.b.Accounts); c.t == nil {
		return c.r
	}
	table, err := checksTable()
	if err != nil {
		c.r.Errorf("", "budget/rules", "%s.", err)
		return c.r
	}
	c.book = law.Open(c.b.Date, &c.r, table)
	c.bl = newBiller(c.b, c.t)
	c.lines()
	c.meals()
	c.loaded()
	c.people()
	c.doubleCharges()
	c.axes()
	c.shares()
	c.smallBudget()
	return c.r
}

type checker struct {
	e    Estimate
	b    *Budget
	t    *tree
	bl   *biller
	book law.Book // the thresholds at the date of the devis
	r    moteur.Report
}

// value reads a threshold and its source; false when there is none on the date.
func (c *checker) value(id string) (decimal.Decimal, moteur.Source, bool) {
	if !c.book.Has(id) {
		return decimal.Zero, moteur.Source{}, false
	}
	v := c.book.At("rules." + id).Cited(id)
	return v.Value, v.Source, true
}

func (c *checker) warn(path, rule string, src moteur.Source, format string, args ...any) {
	c.r.Add(moteur.Issue{Path: path, Severity: moteur.Warning, Rule: rule, Source: src, Message: fmt.Sprintf(format, args...)})
}

// at returns the account of a line, and whether it is active and known.
func (c *checker) at(i int) (int, bool) {
	node, ok := c.t.byCode[c.b.Lines[i].Account]
	return node, ok && i < len(c.e.Lines) && c.e.Lines[i].Active
}

// part tells whether a node stands under the account of a part.
func (c *checker) part(node int, p Part) bool {
	a, ok := c.t.byCode[c.t.grid.Parts[p]]
	return ok && c.t.under(node, a)
}

func (c *checker) lines() {
	for i := range c.b.Lines {
		l := &c.b.Lines[i]
		node, ok := c.at(i)
		if !ok {
			continue
		}
		path, a := linePath(i), c.t.nodes[node]
		if l.Unit == "" && !l.Rate.IsZero() {
			c.r.Warnf(path+".unit", "budget/line-without-unit", "La ligne %s a un prix sans unité.", l.Name())
		}
		if _, known := unitLabels[l.Unit]; l.Unit != "" && !known {
			c.r.Warnf(path+".unit", "budget/unit", "La ligne %s est dans une unité inconnue : %q%s.", l.Name(), fr.Clip(l.Unit),
				nearUnit(l.Unit))
		}
		switch {
		case l.Status == "" && a.Category != "":
			c.r.Warnf(path+".status", "budget/line-without-status",
				"La ligne %s est au compte %s (%s) sans statut de paie : aucune charge n'est comptée.", l.Name(), a.Code, a.Label)
		case (l.Status == Invoice || l.Status == Foreign) && (len(l.Charges) > 0 || c.e.Lines[i].Charges.IsPositive()):
			c.r.Warnf(path+".charges", "budget/invoice-with-charges", "La ligne %s est facturée et porte des charges.", l.Name())
		case (l.Status == Invoice || l.Status == Foreign) && l.Profile != "" && l.Profile != payroll.NoCharges &&
			l.Profile != payroll.Foreigner:
			c.r.Warnf(path+".profile", "budget/invoice-with-charges", "La ligne %s est facturée avec un profil de salarié : choisissez.",
				l.Name())
		case l.Status == Author && c.part(node, PartCrew):
			c.r.Warnf(path+".account", "budget/author-in-crew",
				"La ligne %s paie un auteur au personnel : les auteurs se paient aux droits artistiques.", l.Name())
		}
		switch l.Status {
		case "", Salaried, Author, Invoice, Foreign, FlatRate:
		default:
			c.r.Errorf(path+".status", "budget/status", "La ligne %s a un statut de paie inconnu : %q%s.", l.Name(),
				fr.Clip(string(l.Status)), strict.Suggest(string(l.Status), strict.Accepted(reflect.TypeFor[Status]())))
		}
		if l.Status == Salaried && l.Job != "" && (l.Currency == "" || l.Currency == "EUR") {
			c.minimum(i, l)
		}
	}
}

// meals looks for extras fed twice: plan:meals counts them with the crew and the roles.
func (c *checker) meals() {
	everybody := -1
	for i := range c.b.Lines {
		if _, ok := c.at(i); ok && c.b.Lines[i].From == "plan:meals" {
			everybody = i
		}
	}
	for i := range c.b.Lines {
		l := &c.b.Lines[i]
		extras := l.From == "plan:extras" || l.From == "plan:featured" || strings.HasPrefix(l.From, "plan:extras:")
		if _, ok := c.at(i); ok && extras && l.Unit == "meal" && everybody >= 0 {
			c.r.Warnf(linePath(i)+".from", "budget/meals-twice",
				"La ligne %s compte les repas de la figuration, que la ligne %s compte déjà (plan:meals) : deux fois ?", l.Name(),
				c.b.Lines[everybody].Name())
		}
	}
}

// minimum holds a line against the minimum pay of its job.
func (c *checker) minimum(i int, l *Line) {
	j, err := payroll.FindJob(l.Job)
	if err != nil {
		c.r.Warnf(linePath(i)+".job", "budget/job", "La ligne %s nomme une fonction inconnue de la convention : %q%s.", l.Name(),
			fr.Clip(l.Job), nearJob(l.Job))
		return
	}
	basis := l.basis(j)
	if basis == "" {
		return
	}
	on := l.Span.From
	if on.IsZero() {
		on = c.b.Date
	}
	rep, err := payroll.CheckMinimum(l.Job, on, basis, l.Rate, payroll.Bound{Kind: c.b.Kind, Signatory: c.b.Payroll.SignatoryUnion})
	if err != nil {
		c.r.Notef(linePath(i)+".rate", "budget/minimum-unknown", "Ligne %s : minimum non vérifié (%s).", l.Name(),
			strings.TrimPrefix(err.Error(), "payroll : "))
		return
	}
	c.r.Merge(linePath(i), rep)
}

// loaded looks for amounts typed with their charges: a rate within the tolerance of another rate of the same job (account
// and unit), times one plus the charges. Performers' rates differ for their own reasons and are compared for the same
// person only.
func (c *checker) loaded() {
	tolerance, src, ok := c.value("loaded.tolerance")
	if !ok {
		return
	}
	type key struct{ account, unit, job, person string }
	of := func(l *Line) key {
		k := key{account: l.Account, unit: l.Unit, job: l.Job}
		if n, ok := c.t.byCode[l.Account]; ok {
			switch c.bl.profileOf(l, &c.t.nodes[n].Account) {
			case payroll.Technician, payroll.Cadre, payroll.Permanent:
			default:
				if k.person = l.Person; k.person == "" {
					k.person = l.ID
				}
			}
		}
		return k
	}
	groups := map[key][]int{}
	for i := range c.b.Lines {
		l := &c.b.Lines[i]
		if _, ok := c.at(i); ok && l.Status == Salaried && l.Rate.IsPositive() && c.e.Lines[i].Amount.IsPositive() {
			groups[of(l)] = append(groups[of(l)], i)
		}
	}
	for i := range c.b.Lines {
		l := &c.b.Lines[i]
		for _, j := range groups[of(l)] {
			m := &c.b.Lines[j]
			if j == i || !l.Rate.GreaterThan(m.Rate) || l.Status != Salaried {
				continue
			}
			charge, err := money.Div(c.e.Lines[j].Charges, c.e.Lines[j].Amount, 6)
			if err != nil || !charge.IsPositive() {
				continue
			}
			loaded := m.Rate.Mul(one.Add(charge))
			if l.Rate.Sub(loaded).Abs().LessThanOrEqual(loaded.Mul(tolerance)) {
				c.warn(linePath(i)+".rate", "budget/loaded-as-gross", src,
					"La ligne %s, à %s, vaut le tarif de %s (%s) charges comprises : brut ou chargé ?", l.Name(), fr.Euros(l.Rate),
					m.Name(), fr.Euros(m.Rate))
				break
			}
		}
	}
}

// people looks for the same person in two departments, and holds the best paid against the CNC's cap.
func (c *checker) people() {
	first := map[string]int{}
	paid := map[string]decimal.Decimal{}
	counts := map[string]bool{}
	var order []string
	for i := range c.b.Lines {
		l := &c.b.Lines[i]
		node, ok := c.at(i)
		if !ok || l.Person == "" {
			continue
		}
		if j, seen := first[l.Person]; !seen {
			first[l.Person] = i
			order = append(order, l.Person)
		} else if a, b := c.department(j), c.department(i); a != b && !c.part(node, PartRights) &&
			!c.part(c.t.byCode[c.b.Lines[j].Account], PartRights) {
			c.r.Warnf(linePath(i)+".person", "budget/person-twice", "La même personne (%s) est payée à %s et à %s : lignes %s et %s.",
				fr.Clip(l.Person), a, b, c.b.Lines[j].Name(), l.Name())
		}
		if l.Status == Invoice {
			continue
		}
		paid[l.Person] = paid[l.Person].Add(c.e.Lines[i].Amount)
		if c.part(node, PartRights) || c.part(node, PartProducers) || c.part(node, PartLeads) {
			counts[l.Person] = true
		}
	}
	if c.b.Kind != moteur.Feature && c.b.Kind != "" || c.b.Date.IsZero() {
		return
	}
	limit, rep, err := PayCap(c.e.Total, c.b.Date)
	if err != nil {
		return
	}
	c.r.Merge("", rep)
	for _, person := range order {
		if counts[person] && paid[person].GreaterThan(limit.Value) {
			c.warn(linePath(first[person])+".person", "budget/pay-cap", limit.Source,
				"%s reçoit %s, au-dessus du plafond du CNC pour ce coût (%s) : des aides se ferment.",
				fr.Clip(person), fr.Euros(paid[person]), fr.Euros(limit.Value))
		}
	}
}

// department is the sub-post of a line's account.
func (c *checker) department(i int) string {
	n := c.t.byCode[c.b.Lines[i].Account]
	for c.t.nodes[n].depth > 2 {
		n = c.t.nodes[n].parent
	}
	return c.t.nodes[n].Code + " " + c.t.nodes[n].Label
}

// doubleCharges looks for charges typed by hand on an account that computed charges already fill.
func (c *checker) doubleCharges() {
	computed := map[string]bool{}
	for _, ch := range c.e.Charges {
		computed[ch.Account] = true
	}
	for i := range c.b.Lines {
		l := &c.b.Lines[i]
		if _, ok := c.at(i); !ok {
			continue
		}
		for code := range computed {
			a := c.t.byCode[code]
			if n := c.t.byCode[l.Account]; c.part(a, PartCharges) && c.t.under(n, a) {
				c.r.Warnf(linePath(i), "budget/charges-twice",
					"La ligne %s s'ajoute aux charges calculées du compte %s : comptées deux fois ?", l.Name(), code)
			}
		}
	}
}

// usualAxes are the axes that the rooms read; creditValues the values of the credit axis.
var (
	usualAxes = []strict.Value{{Code: TerritoryAxis, Label: "territoire"}, {Code: "region", Label: "région"},
		{Code: CreditAxis, Label: "crédit d'impôt"},
		{Code: "coproducer", Label: "coproducteur"}, {Code: "eco"}, {Code: "access"}, {Code: "vhss"},
		{Code: "inclusion"}}
	creditValues = []strict.Value{{Code: Eligible, Label: "éligible"}, {Code: "out", Label: "hors assiette"}}
)

// axes looks for axes and values that no room reads.
func (c *checker) axes() {
	for i := range c.b.Lines {
		l := &c.b.Lines[i]
		c.axesOf(linePath(i)+".shares", l.Name(), l.Shares)
		c.axesOf(linePath(i)+".split", l.Name(), l.Split)
	}
	for k := range c.b.Percents {
		p := &c.b.Percents[k]
		c.axesOf(percentPath(k)+".shares", "« "+fr.Clip(p.Label)+" »", p.Shares)
	}
}

func (c *checker) axesOf(path, name string, split map[string]map[string]decimal.Decimal) {
	for _, axis := range sortedKeys(split) {
		if !slices.ContainsFunc(usualAxes, func(v strict.Value) bool { return v.Code == axis }) {
			c.r.Warnf(path+"."+axis, "budget/axis", "La ligne %s est répartie sur l'axe %q, que rien ne lit%s.", name, fr.Clip(axis),
				strict.Suggest(axis, usualAxes))
		}
		for _, value := range sortedKeys(split[axis]) {
			if axis == CreditAxis && !slices.ContainsFunc(creditValues, func(v strict.Value) bool { return v.Code == value }) {
				c.r.Warnf(path+"."+axis+"."+value, "budget/axis", "La ligne %s a une part %q du crédit d'impôt, que rien ne lit%s.", name,
					fr.Clip(value), strict.Suggest(value, creditValues))
			}
		}
	}
}

// shares holds the parts of the total against the plausibility bands, and the producer against usage.
func (c *checker) shares() {
	total := c.e.Total
	if !total.IsPositive() {
		return
	}
	share := func(p ...Part) decimal.Decimal {
		var v decimal.Decimal
		for _, part := range p {
			a, _ := c.e.Account(c.t.grid.Parts[part])
			v = v.Add(a.Amount)
		}
		return money.Share(v, total, 6)
	}
	if s := share(PartProducers, PartProducerFee); s.IsPositive() {
		if top, src, ok := c.value("producer.share.max"); ok && s.GreaterThan(top) && (c.b.Kind == moteur.Feature || c.b.Kind == "") {
			c.warn("accounts."+c.t.grid.Parts[PartProducers], "budget/producer-share", src,
				"Les producteurs prennent %s du total, au-dessus de l'usage (%s).", fr.Percent(s, 2), fr.Percent(top, 2))
		}
	}
	switch c.b.Kind {
	case moteur.Documentary, moteur.Series, moteur.TVFilm, moteur.Digital:
	default:
		return
	}
	bands := []struct {
		id, name string
		share    decimal.Decimal
	}{
		{"rights", "Les droits artistiques", share(PartRights)},
		{"crew", "Le personnel", share(PartCrew)},
		{"charges", "Les charges", share(PartCharges)},
		{"transport", "Les transports, défraiements et la régie", share(PartTransport)},
		{"technical", "Les moyens techniques", share(PartTechnical)},
		{"indirect", "Les frais indirects", share(PartOverheads, PartContingency, PartProducerFee, PartInsurance, PartFinance)},
	}
	for _, b := range bands {
		low, src, okLow := c.value("band." + b.id + ".min")
		high, _, okHigh := c.value("band." + b.id + ".max")
		if okLow && okHigh && (b.share.LessThan(low) || b.share.GreaterThan(high)) {
			c.warn("bands."+b.id, "budget/band", src, "%s : %s du total, hors de la fourchette usuelle (%s à %s).", b.name,
				fr.Percent(b.share, 1), fr.Percent(low, 0), fr.Percent(high, 0))
		}
	}
	r := Ratios(c.e)
	if low, src, ok := c.value("band.technician_charges.min"); ok && r.TechnicianPay.IsPositive() && r.TechnicianCharges.LessThan(low) {
		c.warn("bands.technician_charges", "budget/band", src, "Les charges des techniciens font %s de leurs salaires, sous %s.",
			fr.Percent(r.TechnicianCharges, 1), fr.Percent(low, 0))
	}
}

// smallBudget holds a small feature against what replaces the pay annexes for films of at most one million euros.
func (c *checker) smallBudget() {
	if c.b.Kind != moteur.Feature || c.b.Date.IsZero() {
		return
	}
	r := Ratios(c.e)
	small, rep, err := payroll.CheckSmallFiction(payroll.LowBudget{Kind: c.b.Kind, ExternalSpend: r.ExternalSpend, Budget: c.e.Total,
		TechnicianWages: r.TechnicianPay, Signatory: c.b.Payroll.SignatoryUnion}, c.b.Date)
	if err == nil && small {
		c.r.Merge("ratios", rep)
	}
}
