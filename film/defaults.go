package film

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// Alone makes the folder of a film known by its screenplay alone, shot from a date on at the default rates of package schedule
// and with a frame of devis; Stated says them.
func Alone(name string, text []byte, first moteur.Date) Folder {
	title := strings.TrimSuffix(name, path.Ext(name))
	f := Folder{Screenplay: name, Text: text, Film: moteur.Film{Title: title, Kind: moteur.Feature, Language: "fr", Minutes: 90}}
	f.Film.Timeline = moteur.Timeline{moteur.PrepStart: first.AddDays(-56), moteur.ShootStart: first, moteur.Delivery: first.AddMonths(9)}
	f.Defaults = &schedule.Defaults{First: first}
	f.Budget = defaultBudget(f.Film, first)
	f.Financing = financing.Plan{Title: title, Date: first}
	return f
}

// Stated says the default rates of a film known by its screenplay alone, a sentence a line.
func (c Chain) Stated() []string {
	if c.Folder.Defaults == nil {
		return nil
	}
	p := c.Problem
	out := []string{
		fmt.Sprintf("Plan : journées de %d minutes de tournage, %d minutes par huitième de page, %s par jour d'équipe.", p.Shape.Minutes,
			p.Shape.MinutesPerEighth, fr.WholeEuros(p.Crew.DayRate)),
	}
	if len(p.Equipment) > 0 {
		out = append(out, "Plan et devis : le matériel et les équipes « à confirmer » sont proposés par les mots du scénario.")
	}
	for _, l := range c.Estimate.Budget.Lines {
		out = append(out, fmt.Sprintf("Devis : %s, %s.", l.Label, fr.WholeEuros(l.Rate)))
	}
	for _, x := range c.Estimate.Budget.Percents {
		out = append(out, fmt.Sprintf("Devis : %s, %s.", x.Label, fr.Percent(x.Rate, 0)))
	}
	return out
}

// defaultBudget is a frame of devis whose quantities come from the plan.
func defaultBudget(f moteur.Film, first moteur.Date) budget.Budget {
	euros := decimal.NewFromInt
	shoot := moteur.Span{From: first, To: first.AddMonths(2)}
	line := func(id, account, label, unit, from string, rate int64, status budget.Status, profile payroll.Profile) budget.Line {
		return budget.Line{ID: id, Account: account, Label: label, Unit: unit, Quantity: euros(1), From: from, Rate: euros(rate),
			Status: status, Profile: profile, Span: shoot}
	}
	return budget.Budget{Title: f.Title, Version: "cadre par défaut", Date: first, Kind: f.Kind, Staff: 4,
		Lines: []budget.Line{
			line("auteurs", "1211", "Scénario (forfait par défaut)", "flat", "", 40_000, budget.Author, payroll.Author),
			line("realisation", "2211", "Réalisation (par semaine de tournage)", "week", "plan:shoot_weeks", 3_050, budget.Salaried,
				payroll.Director),
			line("equipe", "2625", "Équipe, coût moyen par jour de tournage (brut)", "day", "plan:shoot_days", 7_500, budget.Salaried,
				payroll.Technician),
			line("roles", "3212", "Rôles, par jour payé", "day", "plan:role_days", 500, budget.Salaried, payroll.Performer),
			line("figuration", "3411", "Figuration", "day", "plan:extras", 112, budget.Salaried, payroll.Extra),
			line("lieux", "5211", "Lieux, par jour de tournage", "day", "plan:shoot_days", 600, budget.Invoice, ""),
			line("decors", "5312", "Décors et costumes, par jour de tournage", "day", "plan:shoot_days", 3_500, budget.Invoice, ""),
			line("repas", "6611", "Repas", "meal", "plan:meals", 19, budget.Invoice, ""),
			line("regie", "6114", "Transports et régie, par jour de tournage", "day", "plan:shoot_days", 2_500, budget.Invoice, ""),
			line("technique", "7111", "Moyens techniques, par jour de tournage", "day", "plan:shoot_days", 3_800, budget.Invoice, ""),
			line("finition", "8211", "Postproduction (forfait par défaut)", "flat", "", 180_000, budget.Invoice, ""),
		},
		Percents: []budget.Percent{
			{ID: "assurance", Account: "9111", Label: "Assurances", Rate: decimal.RequireFromString("0.02"), Base: "1..8"},
			{ID: "fg", Account: "FG", Label: "Frais généraux", Rate: decimal.RequireFromString("0.07"), Base: "1..9"},
			{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: decimal.RequireFromString("0.10"), Base: "1..9"},
		}}
}

// specialLines are the lines of the default frame that pay the matériel and the special teams of the plan by the day.
func specialLines(b breakdown.Breakdown, p schedule.Problem, span moteur.Span) []budget.Line {
	account := map[string]string{}
	for _, s := range b.Scenes {
		for _, n := range s.Elements {
			if e, ok := schedule.SpecialOf(n, schedule.Defaults{}); ok {
				account[e.ID] = map[breakdown.Category]string{breakdown.Animals: "5511", breakdown.Vehicles: "5611",
					breakdown.Effects: "5711", breakdown.Stunts: "5714", breakdown.Equipment: "7212"}[n.Category]
			}
		}
	}
	var out []budget.Line
	for i, e := range p.Equipment {
		out = append(out, budget.Line{ID: fmt.Sprintf("special-%d", i+1), Account: cmp.Or(account[e.ID], "5413"), Label: e.Name,
			Unit: "day", Quantity: decimal.NewFromInt(1), From: "plan:equipment:" + e.ID, Rate: e.DayRate, Status: budget.Invoice,
			Span: span})
	}
	return out
}
