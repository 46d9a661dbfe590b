package callsheet_test

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// input is four days of an invented film: two days by the sea, a night, and the studio with a child.
func input() callsheet.Input {
	day := func(n int) moteur.Date { return moteur.NewDate(2026, 6, 15).AddDays(n) }
	scene := func(id string, place script.Place, light script.Light, set, location string, eighths, seconds, minutes int, roles ...string) schedule.Scene {
		return schedule.Scene{ID: id, Place: place, Light: light, Set: set, Location: location, Eighths: eighths, Seconds: seconds, Minutes: minutes, Roles: roles, Summary: "Résumé de la séquence " + id + "."}
	}
	p := schedule.Problem{
		Title: "Le Phare d'Élise",
		Scenes: []schedule.Scene{
			scene("1", script.Exterior, script.Day, "Jetée", "port", 12, 95, 180, "elise", "yann"),
			scene("2", script.Interior, script.Day, "Criée", "port", 10, 80, 150, "elise", "yann", "dang"),
			scene("3", script.Exterior, script.Dusk, "Phare, lanterne", "phare", 6, 50, 60, "elise"),
			scene("4", script.Exterior, script.Night, "Plage", "phare", 14, 110, 300, "yann", "dang"),
			scene("5", script.Interior, script.Evening, "Chambre", "studio", 8, 70, 120, "elise", "lou"),
			scene("6", script.Interior, script.Day, "Cuisine", "studio", 16, 120, 240, "elise", "lou", "yann"),
		},
		Roles: []schedule.Role{
			{ID: "elise", Number: 1, Name: "Élise", Performer: "p1", Lead: true, HoldPaid: true},
			{ID: "yann", Number: 2, Name: "Yann", Performer: "p2", HoldPaid: true},
			{ID: "dang", Number: 3, Name: "Đặng", Performer: "p3"},
			{ID: "lou", Number: 4, Name: "Lou", Performer: "p4", Child: &labour.Child{Age: 10}},
		},
		Locations: []schedule.Location{
			{ID: "port", Name: "Port de Cancale", LatMilli: 48676, LonMilli: -1852},
			{ID: "phare", Name: "Phare de la Pointe", LatMilli: 48700, LonMilli: -1840},
			{ID: "studio", Name: "Studio d'Épinay"},
		},
		Equipment: []schedule.Equipment{{ID: "grue", Name: "grue de 12 m"}},
		Calendar:  schedule.Calendar{First: day(0), Zone: "FR"},
		Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30, MoveMinutes: 30},
		Crew:      schedule.Crew{DayRate: decimal.NewFromInt(20000), People: 30},
	}
	p.Scenes[0].Extras = []schedule.Extras{{Kind: "passants", Count: 12}}
	p.Scenes[1].Extras = []schedule.Extras{{Kind: "mareyeurs", Count: 20}}
	p.Scenes[1].Needs = []string{"grue"}
	p.Scenes[5].Cover = true
	return callsheet.Input{
		Film:    moteur.Film{Title: "Le Phare d'Élise", Director: "r1", Company: moteur.Company{Name: "Les Films du Goéland"}},
		Problem: p,
		People: []moteur.Person{{ID: "r1", FirstName: "Nadia", LastName: "Exemple"}, {ID: "p1", FirstName: "Lise", LastName: "Exemple"}, {ID: "p2", FirstName: "Łukasz", LastName: "Modèle"},
			{ID: "p3", FirstName: "Thị Hạnh", LastName: "Témoin"}, {ID: "p4", FirstName: "Zoé", LastName: "Secrète"}},
		Plan: schedule.Plan{Days: []schedule.Day{
			{Number: 1, Date: day(0), Scenes: []string{"1", "2"}, Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(13, 0), Wrap: labour.At(17, 0)},
			{Number: 2, Date: day(1), Scenes: []string{"3", "4"}, Call: labour.At(18, 0), Ready: labour.At(21, 30), Meal: labour.At(20, 0), Wrap: labour.At(28, 0), Night: true},
			{Number: 3, Date: day(3), Scenes: []string{"5"}, Call: labour.At(12, 0), Ready: labour.At(13, 0), Meal: labour.At(19, 0), Wrap: labour.At(17, 0)},
			{Number: 4, Date: day(4), Scenes: []string{"6"}, Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(13, 0), Wrap: labour.At(15, 0)},
		}},
		Crew: []callsheet.Department{{Name: "régie", Early: 90, Late: 30, People: 4}, {Name: "image", People: 8}},
		Cast: map[string]callsheet.CastUsual{"elise": {Prep: 90, Drive: 35, From: "hôtel", Driver: "Chauffeur 1"}, "yann": {Drive: 20, From: "gare", Driver: "Chauffeur 2"},
			"lou": {Prep: 30, Guardian: "Anne Exemple", School: "leçons à 11 h"}},
		Places:          []callsheet.Place{{ID: "port", Address: "quai Exemple, 35260 Cancale", Permit: "arrêté 12", Opens: labour.At(6, 0), Closes: labour.At(22, 0), MaxTrucks: 4, Parking: "P2"}},
		NeedDepartments: map[string]string{"grue": "machinerie"},
		Written: callsheet.Written{Weather: "averses, 17 °C", Hospital: "Hôpital Exemple, 12 km, 18 min", TrainingDone: true,
			Contacts: []callsheet.Contact{{Role: "référente VHSS", Name: "Malika", Phone: "06 39 98 00 03"}, {Role: "délégué de plateau", Name: "Yves", Phone: "06 39 98 00 04"}},
			Risks:    []callsheet.Risk{{What: "eau", Measure: "gilets", Who: "régie"}}, Menus: []callsheet.Menu{{Kind: "végétariens", Count: 5}}},
	}
}
