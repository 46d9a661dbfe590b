package schedule_test

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/script"
)

// Three scenes in two places: the plan gathers what is shot at one place.
func ExampleSolve() {
	problem := schedule.Problem{
		Scenes: []schedule.Scene{
			{ID: "1", Set: "QUAI", Location: "port", Place: script.Exterior, Light: script.Day, Minutes: 240, Roles: []string{"NORA"}},
			{ID: "2", Set: "CUISINE", Location: "maison", Place: script.Interior, Light: script.Day, Minutes: 300, Roles: []string{"NORA"}},
			{ID: "3", Set: "QUAI", Location: "port", Place: script.Exterior, Light: script.Day, Minutes: 180, Roles: []string{"NORA"}},
		},
		Roles:     []schedule.Role{{ID: "NORA", Name: "Nora", DayRate: decimal.NewFromInt(500)}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port"}, {ID: "maison", Name: "La maison"}},
		Calendar:  schedule.Calendar{First: moteur.NewDate(2027, 6, 7)},
		Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		Crew:      schedule.Crew{DayRate: decimal.NewFromInt(15000)},
	}
	result, err := schedule.Solve(context.Background(), problem, schedule.Settings{Moves: 1000})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Status, result.Cost, len(result.Plan.Days), "jours")
	for _, day := range result.Plan.Days {
		fmt.Println(day.Date, day.Scenes)
	}
	// Output:
	// optimal 31000 2 jours
	// 2027-06-07 [1 3]
	// 2027-06-08 [2]
}

// The cost of a plan is a sum of named terms.
func ExampleCost() {
	problem := schedule.Problem{
		Scenes:    []schedule.Scene{{ID: "1", Set: "QUAI", Location: "port", Minutes: 300, Roles: []string{"NORA"}}},
		Roles:     []schedule.Role{{ID: "NORA", Name: "Nora", DayRate: decimal.NewFromInt(500)}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port"}},
		Calendar:  schedule.Calendar{First: moteur.NewDate(2027, 6, 7)},
		Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		Crew:      schedule.Crew{DayRate: decimal.NewFromInt(15000)},
	}
	day := schedule.Day{Number: 1, Date: moteur.NewDate(2027, 6, 7), Scenes: []string{"1"}}
	cost, err := schedule.Cost(problem, schedule.Plan{Days: []schedule.Day{day}}.Timed(problem))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cost.Value)
	for _, term := range cost.Parts {
		if !term.Value.IsZero() {
			fmt.Println(term.Label, term.Value)
		}
	}
	// Output:
	// 15500
	// Équipe technique 15000
	// Rôles 500
}

// A plan laid by hand goes through the same check as one that was searched.
func ExampleCheck() {
	problem := schedule.Problem{
		Scenes:    []schedule.Scene{{ID: "1", Set: "QUAI", Location: "port", Minutes: 300}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port"}},
		Calendar:  schedule.Calendar{First: moteur.NewDate(2027, 6, 7)},
		Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		Crew:      schedule.Crew{DayRate: decimal.NewFromInt(15000)},
	}
	saturday := schedule.Day{Number: 1, Date: moteur.NewDate(2027, 6, 12), Scenes: []string{"1"}}
	for _, issue := range schedule.Check(problem, schedule.Plan{Days: []schedule.Day{saturday}}.Timed(problem)).Of(moteur.Error) {
		fmt.Println(issue)
	}
	// Output:
	// erreur days[0] : Jour 1, samedi 12 juin 2027 : samedi d'une semaine de cinq jours. [schedule/day-off]
}

// What one more day is worth: Nora is free on Monday and Thursday only, and is held between them.
func ExampleWorth() {
	monday := moteur.NewDate(2027, 6, 7)
	thursday := monday.AddDays(3)
	problem := schedule.Problem{
		Scenes: []schedule.Scene{
			{ID: "1", Set: "QUAI", Location: "port", Minutes: 480, Roles: []string{"NORA"}},
			{ID: "2", Set: "QUAI", Location: "port", Minutes: 480},
			{ID: "3", Set: "PHARE", Location: "phare", Minutes: 480, Roles: []string{"NORA"}},
		},
		Roles: []schedule.Role{{ID: "NORA", Name: "Nora", DayRate: decimal.NewFromInt(500), HoldPaid: true,
			Free: []moteur.Span{{From: monday, To: monday}, {From: thursday, To: thursday}}}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port"},
			{ID: "phare", Name: "Le phare", Windows: []moteur.Span{{From: thursday, To: thursday}}}},
		Calendar: schedule.Calendar{First: monday, Last: thursday},
		Shape:    schedule.DayShape{Minutes: 480, Meal: 60},
		Crew:     schedule.Crew{DayRate: decimal.NewFromInt(15000)},
	}
	result, err := schedule.Solve(context.Background(), problem, schedule.Settings{Moves: 1000})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Status, result.Plan.Figures(problem).HoldDays, "jours de relâche")
	worth, err := schedule.Worth(context.Background(), problem, result.Plan)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, more := range worth {
		fmt.Println(more.Text, more.Saved)
	}
	// Output:
	// optimal 1 jours de relâche
	// Obtenir Nora 1 jour de plus autour de ses dates. 500
}

// What cannot hold together, and what would free it.
func ExampleConflict() {
	day := func(d int) moteur.Date { return moteur.NewDate(2027, 5, d) }
	p := schedule.Problem{
		Scenes:    []schedule.Scene{{ID: "41", Set: "PORT", Location: "port", Minutes: 120}, {ID: "42", Set: "PHARE", Location: "phare", Minutes: 120, Roles: []string{"SOLANGE"}}},
		Roles:     []schedule.Role{{ID: "SOLANGE", Name: "Solange", Free: []moteur.Span{{From: day(3), To: day(7)}}}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port"}, {ID: "phare", Name: "Le phare", Windows: []moteur.Span{{From: day(10), To: day(21)}}}},
		Calendar:  schedule.Calendar{First: day(3), Last: day(28)},
		Shape:     schedule.DayShape{Minutes: 480, Meal: 60},
		Crew:      schedule.Crew{DayRate: decimal.NewFromInt(15000)},
	}
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 1000})
	fmt.Println(res.Status, err)
	fmt.Println(res.Conflict)
	for _, r := range res.Conflict.Relaxations {
		fmt.Println(r.Text, r.Cost)
	}
	// Output:
	// infeasible <nil>
	// Ne peuvent tenir ensemble, pour la séquence 42 (120 minutes de tournage) : Solange n'est libre que du 3 mai 2027 au 7 mai 2027 ; Le phare n'est disponible que du 10 mai 2027 au 21 mai 2027.
	// Obtenir Le phare 3 jours de plus. 60000
	// Obtenir Solange 3 jours de plus autour de ses dates. 75000
}
