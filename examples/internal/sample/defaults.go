package sample

import (
	"path"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/script"
)

// Default rates of a film known by its screenplay alone. They are round figures to be replaced, and the program says so.
const (
	DefaultCrewDay     = 16_000 // euros a shooting day, charges included, for the plan's own cost
	DefaultRoleDay     = 500    // euros gross a day
	DefaultLocationDay = 600    // euros a day
	DefaultDayMinutes  = 480    // minutes of shooting a day
	DefaultEighth      = 18     // minutes of shooting for an eighth of a page
	DefaultMeal        = 19     // euros
	DefaultCrew        = 30     // people
)

// Alone makes the folder of a film known by its screenplay alone, shot from a date on: one location a place of the screenplay,
// one role a name, the default rates.
func Alone(name string, text []byte, first moteur.Date) Folder {
	title := strings.TrimSuffix(name, path.Ext(name))
	f := Folder{Screenplay: name, Text: text, Film: moteur.Film{Title: title, Kind: moteur.Feature, Language: "fr", Minutes: 90}}
	f.Film.Timeline = moteur.Timeline{moteur.PrepStart: first.AddDays(-56), moteur.ShootStart: first, moteur.Delivery: first.AddMonths(9)}
	f.Shoot.Calendar = schedule.Calendar{First: first, WorkDays: 5, Zone: "FR"}
	f.Shoot.Shape = schedule.DayShape{Minutes: DefaultDayMinutes, MinutesPerEighth: DefaultEighth, MoveMinutes: 45, Oversize: true, Prep: 60, Meal: 60, WrapUp: 30}
	f.Shoot.Crew = schedule.Crew{DayRate: decimal.NewFromInt(DefaultCrewDay), People: DefaultCrew}
	f.Shoot.Rules = schedule.Rules{Agreement: 3097}
	f.Budget = defaultBudget(f.Film, first)
	f.Financing = financing.Plan{Title: title}
	return f
}

// useDefaults gives each place of the screenplay its location, and each name its role.
func (s *Shoot) useDefaults(b script.Breakdown) {
	seen := map[string]bool{}
	for _, sc := range b.Scenes {
		place := sc.Location
		if place == "" {
			place = sc.Set
		}
		if !seen[place] {
			seen[place] = true
			s.Locations = append(s.Locations, Location{Location: schedule.Location{ID: place, Name: place, DayRate: decimal.NewFromInt(DefaultLocationDay)}, Sets: []string{sc.Location}})
		}
	}
	for _, r := range b.Roles {
		s.Roles = append(s.Roles, Role{Role: schedule.Role{ID: r.ID, Number: r.Number, Name: r.Name, DayRate: decimal.NewFromInt(DefaultRoleDay)}})
	}
}

// defaultBudget is a frame of devis whose quantities come from the plan.
func defaultBudget(f moteur.Film, first moteur.Date) budget.Budget {
	euros := decimal.NewFromInt
	shoot := moteur.Span{From: first, To: first.AddMonths(2)}
	line := func(id, account, label, unit, from string, rate int64, status budget.Status, profile payroll.Profile) budget.Line {
		return budget.Line{ID: id, Account: account, Label: label, Unit: unit, Quantity: euros(1), From: from, Rate: euros(rate), Status: status, Profile: profile, Span: shoot}
	}
	return budget.Budget{Title: f.Title, Version: "cadre par défaut", Date: first, Kind: f.Kind, Staff: 4,
		Lines: []budget.Line{
			line("auteurs", "1211", "Scénario (forfait par défaut)", "flat", "", 40_000, budget.Author, payroll.Author),
			line("realisation", "2211", "Réalisation (par semaine de tournage)", "week", "plan:shoot_weeks", 3_050, budget.Salaried, payroll.Director),
			line("equipe", "2625", "Équipe, coût moyen par jour de tournage (brut)", "day", "plan:shoot_days", 7_500, budget.Salaried, payroll.Technician),
			line("roles", "3212", "Rôles, par jour payé", "day", "plan:role_days", DefaultRoleDay, budget.Salaried, payroll.Performer),
			line("figuration", "3411", "Figuration", "day", "plan:extras", 112, budget.Salaried, payroll.Extra),
			line("lieux", "5211", "Lieux, par jour de tournage", "day", "plan:shoot_days", DefaultLocationDay, budget.Invoice, ""),
			line("decors", "5312", "Décors et costumes, par jour de tournage", "day", "plan:shoot_days", 3_500, budget.Invoice, ""),
			line("repas", "6611", "Repas", "meal", "plan:meals", DefaultMeal, budget.Invoice, ""),
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
