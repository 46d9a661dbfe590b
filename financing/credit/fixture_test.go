package credit_test

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/financing/credit"
)

var (
	snapshot = moteur.NewDate(2023, 12, 6) // the day of the texts the cases were derived from
	one      = decimal.NewFromInt(1)
)

func eur(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func day(y, m, d int) moteur.Date { return moteur.NewDate(y, 1, 1).AddMonths(m - 1).AddDays(d - 1) }

func ptr[T any](v T) *T { return &v }

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

// filmCase is the film for its tax credit.
func filmCase() credit.FilmCase {
	lines, _ := credit.SpendOf(*estimate(), "quere")
	return credit.FilmCase{Difficult: true, Scale: &credit.ScaleScore{Points: eur("60"), Total: eur("100")}, Case: credit.Case{Title: "Le Phare", Date: day(2026, 6, 1), Request: day(2026, 5, 4),
		Budget: estimate().Total, Lines: lines, AssignedSubsidies: eur("10000"), OtherAid: eur("250000"), Spending: moteur.Span{From: day(2026, 7, 6), To: day(2027, 3, 15)}}}
}
