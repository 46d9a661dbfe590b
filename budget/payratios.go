package budget

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// PayRatios are the ratios of pay that agreements and funders ask of a devis (ratios de masse salariale).
type PayRatios struct {
	// TechnicianPay is the gross pay of technicians and workers; ArtistPay that of performers, musicians and extras.
	TechnicianPay decimal.Decimal `json:"technician_pay"`
	ArtistPay     decimal.Decimal `json:"artist_pay"`
	// TechnicianShare is TechnicianPay over what is spent in France, to 6 decimals.
	TechnicianShare decimal.Decimal `json:"technician_share"`
	// TechnicianCharges is their charges over their pay, to 6 decimals.
	TechnicianCharges decimal.Decimal `json:"technician_charges"`
	// FrenchSpend is the direct spending in France; ExternalSpend the direct spending without the producers' pay, overheads
	// and contingency left out of both.
	FrenchSpend   decimal.Decimal `json:"french_spend"`
	ExternalSpend decimal.Decimal `json:"external_spend"`
}

// Ratios computes the pay ratios of a devis.
func Ratios(e Estimate) PayRatios {
	var r PayRatios
	if e.Report.Err() != nil {
		return r
	}
	t, err := gridTree(e.Budget.Grid)
	if err != nil {
		return r
	}
	if t, _ = t.with(e.Budget.Accounts); t == nil {
		return r
	}
	bl := newBiller(&e.Budget, t)
	charges := decimal.Zero
	for i := range e.Lines {
		l := &e.Budget.Lines[i]
		node, ok := t.byCode[l.Account]
		if !ok || !e.Lines[i].Active || l.Status != Salaried {
			continue
		}
		switch category(bl.profileOf(l, &t.nodes[node].Account), &t.nodes[node].Account) {
		case "technicien", "ouvrier":
			r.TechnicianPay = r.TechnicianPay.Add(e.Lines[i].Amount)
			charges = charges.Add(e.Lines[i].Charges)
		case "artiste", "musicien", "complement":
			r.ArtistPay = r.ArtistPay.Add(e.Lines[i].Amount)
		}
	}
	for _, a := range e.Accounts {
		if a.Parent == "" && t.nodes[t.byCode[a.Code]].direct {
			r.FrenchSpend = r.FrenchSpend.Add(a.France)
			r.ExternalSpend = r.ExternalSpend.Add(a.Amount)
		}
	}
	producers, _ := e.Account(t.grid.Parts[PartProducers])
	r.ExternalSpend = r.ExternalSpend.Sub(producers.Amount)
	r.TechnicianShare = money.Share(r.TechnicianPay, r.FrenchSpend, 6)
	r.TechnicianCharges = money.Share(charges, r.TechnicianPay, 6)
	return r
}

// PayCap is the highest total pay of one natural person (co-author, lead performer, producer), charges left out, above
// which some CNC aids close: a marginal scale over the production cost, in euros, with its derivation. It does not
// apply to documentaries. Before the measure, it is an error.
func PayCap(cost decimal.Decimal, on moteur.Date) (moteur.Step, moteur.Report, error) {
	var rep moteur.Report
	if err := money.Guard(cost); err != nil {
		return moteur.Step{}, rep, fmt.Errorf("plafond de rémunération : %w", err)
	}
	t, err := checksTable()
	if err != nil {
		return moteur.Step{}, rep, err
	}
	b := law.Open(on, &rep, t).At("rules.pay_cap")
	total := moteur.Given("coût de production", cost)
	from := moteur.Given("bas de la tranche", decimal.Zero)
	var parts []moteur.Step
	for k := 1; b.Label(fmt.Sprintf("pay_cap.%d.rate", k)) != ""; k++ {
		upTo := b.Quote("haut de la tranche", fmt.Sprintf("pay_cap.%d.up_to", k))
		slice := moteur.Minus("part du coût", moteur.Most("coût compté", from, moteur.Least("coût dans la tranche", total, upTo)), from)
		parts = append(parts, moteur.Times(fmt.Sprintf("tranche %d", k), slice, b.Quote("taux", fmt.Sprintf("pay_cap.%d.rate", k))))
		from = upTo
	}
	if err := b.Err(); err != nil {
		return moteur.Step{}, rep, fmt.Errorf("plafond de rémunération : %w", err)
	}
	return moteur.Sum("plafond de rémunération", parts...).Because(b.Source("pay_cap.1.rate")), rep, nil
}
