package treasury_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/schedule"
)

var (
	snapshot = moteur.NewDate(2023, 12, 6) // the day of the texts the cases were derived from
	one      = decimal.NewFromInt(1)
)

func eur(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func day(y, m, d int) moteur.Date { return moteur.NewDate(y, 1, 1).AddMonths(m - 1).AddDays(d - 1) }

func ptr[T any](v T) *T { return &v }

// shootPlan is ten shooting days from 2026-09-07: Anna plays the first week, Bruno days 4 to 8; two places.
func shootPlan() (*schedule.Plan, *schedule.Problem) {
	p := &schedule.Plan{Title: "Le Phare"}
	pb := &schedule.Problem{Title: "Le Phare"}
	for i := range 10 {
		id := fmt.Sprint(i + 1)
		s := schedule.Scene{ID: id, Set: "PHARE", Location: "phare"}
		if i < 5 {
			s.Roles = append(s.Roles, "ANNA")
		}
		if i >= 3 && i < 8 {
			s.Roles = append(s.Roles, "BRUNO")
		}
		if i >= 6 {
			s.Location = "studio"
			s.Needs = []string{"grue"}
		}
		pb.Scenes = append(pb.Scenes, s)
		p.Days = append(p.Days, schedule.Day{Number: i + 1, Date: day(2026, 9, 7).AddDays(i + 2*(i/5)), Scenes: []string{id}})
	}
	return p, pb
}

// estimate is a small devis of 1 000 000,00 €, every line dated in its own way.
func estimate() *budget.Estimate {
	e := &budget.Estimate{Budget: budget.Budget{Title: "Le Phare", Date: day(2026, 5, 4)}}
	add := func(id, account, label, amount, charges string, edit func(*budget.Line)) {
		l := budget.Line{ID: id, Account: account, Label: label}
		if edit != nil {
			edit(&l)
		}
		e.Budget.Lines = append(e.Budget.Lines, l)
		a := budget.LineAmount{Line: id, Account: account, Computed: eur(amount), Amount: eur(amount), Charges: eur(charges), Active: true}
		e.Lines = append(e.Lines, a)
		e.Total = e.Total.Add(a.Amount).Add(a.Charges)
	}
	add("L1", "1211", "Scénario", "60000.00", "0", func(l *budget.Line) { l.Status = budget.Author })
	add("L2", "2211", "Réalisatrice", "70000.00", "35000.00", func(l *budget.Line) { l.Status, l.Person = budget.Salaried, "quere" })
	add("L3", "2411", "Équipe de tournage", "180000.00", "99000.01", func(l *budget.Line) { l.Status, l.From = budget.Salaried, "plan:shoot_weeks" })
	add("L4", "3111", "Anna", "40000.00", "22000.00", func(l *budget.Line) { l.Status, l.Role = budget.Salaried, "ANNA" })
	add("L5", "3112", "Bruno", "25000.00", "13750.00", func(l *budget.Line) { l.Status, l.From = budget.Salaried, "plan:role:BRUNO" })
	add("L6", "5211", "Location du phare", "20000.00", "0", func(l *budget.Line) { l.Status, l.From = budget.Invoice, "plan:location:phare" })
	add("L7", "7211", "Grue", "16000.00", "0", func(l *budget.Line) { l.Status, l.From = budget.Invoice, "plan:equipment:grue" })
	add("L8", "7111", "Caméra", "48000.00", "0", func(l *budget.Line) { l.Status = budget.Invoice })
	add("L9", "8411", "Étalonnage", "95000.00", "0", func(l *budget.Line) {
		l.Status, l.Span = budget.Invoice, moteur.Span{From: day(2026, 11, 2), To: day(2026, 12, 18)}
	})
	add("L10", "6411", "Hôtels", "31000.00", "0", func(l *budget.Line) {
		l.Status, l.Unit, l.Quantity, l.Rate = budget.Invoice, "night", eur("310"), eur("100")
	})
	add("L11", "5111", "Studio à Liège", "12000.00", "0", func(l *budget.Line) { l.Status = budget.Foreign })
	percent := func(id, account, label, amount string) {
		e.Budget.Percents = append(e.Budget.Percents, budget.Percent{ID: id, Account: account, Label: label})
		e.Percents = append(e.Percents, budget.PercentAmount{ID: id, Amount: eur(amount)})
		e.Total = e.Total.Add(eur(amount))
	}
	percent("assurance", "9111", "Assurances", "20000.00")
	percent("fg", "FG", "Frais généraux", "65000.00")
	percent("pd", "PD", "Rémunération du producteur", "48249.99")
	percent("imprevus", "IM", "Imprévus", "100000.00")
	return e
}

// film is the plan that pays for estimate.
func film() financing.Plan {
	return financing.Plan{Title: "Le Phare", Cost: estimate().Total, Date: day(2026, 6, 1), DifficultFilm: true, Treaty: "conv-2017",
		Timeline: moteur.Timeline{moteur.PrepStart: day(2026, 7, 6), moteur.Delivery: day(2027, 3, 15), moteur.VisaGranted: day(2027, 3, 30), moteur.Released: day(2027, 9, 15)},
		Resources: []financing.Resource{
			{ID: "cash", Label: "Apport en numéraire", Kind: financing.ProducerCash, Party: "Les Films du Goéland", Amount: eur("60000"), State: financing.Confirmed},
			{ID: "industrie", Label: "Apport en industrie", Kind: financing.ProducerInKind, Amount: eur("90000"), State: financing.Confirmed, Mirror: []string{"FG", "PD"}},
			{ID: "coprod", Label: "Coproduction belge", Kind: financing.CoProducer, Party: "Noordzee", Country: "BE", Amount: eur("120000"), State: financing.Registered, Date: day(2026, 5, 11),
				RightsShare: eur("0.12"), Sub: &financing.Plan{Resources: []financing.Resource{
					{ID: "vaf", Label: "Fonds flamand", Kind: financing.Other, Amount: eur("80000"), State: financing.Confirmed},
					{ID: "tax", Label: "Tax shelter", Kind: financing.ForeignIncentive, Country: "BE", Amount: eur("40000"), State: financing.Confirmed}}}},
			{ID: "canal", Label: "Canal+", Kind: financing.PayTVPresale, Amount: eur("200000"), State: financing.Contracted, Date: day(2026, 5, 20)},
			{ID: "us", Label: "Mandat de vente", Kind: financing.SalesMG, Country: "US", Amount: eur("50000"), Currency: "USD", Rate: eur("0.9213"), State: financing.Requested, Date: day(2026, 6, 1)},
			{ID: "sofica", Label: "SOFICA", Kind: financing.Sofica, Amount: eur("80000"), State: financing.Confirmed, Date: day(2026, 6, 1)},
			{ID: "avance", Label: "Avance sur recettes", Kind: financing.AdvanceOnReceipts, Amount: eur("150000"), State: financing.Confirmed, Conditions: "convention après l'agrément"},
			{ID: "region", Label: "Région Bretagne", Kind: financing.Regional, Amount: eur("100000"), State: financing.Requested,
				Instalments: []financing.Instalment{{Event: moteur.ShootStart, Share: eur("0.7")}, {Event: moteur.Delivery, Share: eur("0.3"), LagDays: 60, Needs: "justificatifs"}}},
			{ID: "credit", Label: "Crédit d'impôt", Kind: financing.TaxCredit, Amount: eur("120000"), State: financing.Expected},
		}}
}

// treasury is the whole input of a treasury of the film.
func cashInput() treasury.Input {
	sch, pb := shootPlan()
	return treasury.Input{Title: "Le Phare", Company: "Les Films du Goéland", Plan: film(), Estimate: estimate(), Schedule: sch, Problem: pb}
}

// claims is a tax credit that comes back over two financial years.
func claims() *credit.Credit {
	return &credit.Credit{Amount: eur("223425"), Claims: []credit.Claim{
		{YearEnd: day(2026, 12, 31), Spend: eur("561779.65"), Amount: eur("166300.92")},
		{YearEnd: day(2027, 12, 31), Spend: eur("192970.36"), Amount: eur("57124.08")}}}
}
