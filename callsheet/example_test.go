package callsheet_test

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// The sheet of a day, from the plan and what each role needs.
func ExampleMake() {
	day := moteur.NewDate(2026, 6, 15)
	sheet, err := callsheet.Make(callsheet.Input{
		Film: moteur.Film{Title: "Le Phare d'Élise"},
		Problem: schedule.Problem{
			Scenes: []schedule.Scene{{ID: "1", Place: script.Exterior, Light: script.Day, Set: "Jetée", Location: "port", Eighths: 12,
				Seconds: 95, Minutes: 180, Roles: []string{"elise"}, Summary: "Élise attend le bateau."}},
			Roles:     []schedule.Role{{ID: "elise", Number: 1, Name: "Élise", Lead: true}},
			Locations: []schedule.Location{{ID: "port", Name: "Port de Cancale", LatMilli: 48676, LonMilli: -1852}},
			Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		},
		Plan: schedule.Plan{Days: []schedule.Day{{Number: 1, Date: day, Scenes: []string{"1"},
			Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(13, 0), Wrap: labour.At(17, 0)}}},
		Cast: map[string]callsheet.CastUsual{"elise": {Prep: 90, Drive: 35, From: "hôtel"}},
	}, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sheet.Film, "jour", sheet.Day, "sur", sheet.Days)
	for _, c := range sheet.Cast {
		fmt.Printf("%d %s : HMC %s, PAT %s\n", c.Number, c.Character, c.Prep, c.Ready)
	}
	fmt.Println("soleil", sheet.Sun.Rise, sheet.Sun.Set)
	// Output:
	// Le Phare d'Élise jour 1 sur 1
	// 1 Élise : HMC 07:15, PAT 09:00
	// soleil 06:04 22:12
}

// A sheet written by hand is checked as one that was computed: here the call comes after the hour to be ready.
func ExampleCheck() {
	sheet := callsheet.Sheet{Film: "Le Phare d'Élise", Date: moteur.NewDate(2026, 6, 15), Day: 1, Days: 4,
		Call: labour.At(9, 30), Ready: labour.At(9, 0), Wrap: labour.At(17, 0)}
	for _, i := range callsheet.Check(sheet, callsheet.Settings{}).Of(moteur.Error) {
		fmt.Println(i.Severity, i.Path, i.Rule)
	}
	// Output:
	// error ready callsheet/order
	// error meal law.pause
	// error meal t3.meal
}

// A later call makes a new version, with what it changes for whom.
func ExampleRevise() {
	in := callsheet.Input{
		Film: moteur.Film{Title: "Le Phare d'Élise"},
		Problem: schedule.Problem{
			Scenes: []schedule.Scene{{ID: "1", Place: script.Interior, Light: script.Day, Set: "Criée", Location: "port", Eighths: 12,
				Seconds: 95, Minutes: 180, Roles: []string{"elise"}}},
			Roles:     []schedule.Role{{ID: "elise", Number: 1, Name: "Élise", Lead: true}},
			Locations: []schedule.Location{{ID: "port", Name: "Port de Cancale"}},
			Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		},
		Plan: schedule.Plan{Days: []schedule.Day{{Number: 1, Date: moteur.NewDate(2026, 6, 15), Scenes: []string{"1"},
			Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(13, 0), Wrap: labour.At(17, 0)}}},
		Cast: map[string]callsheet.CastUsual{"elise": {Prep: 90, Drive: 35, From: "hôtel"}},
	}
	first, err := callsheet.Make(in, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	in.Plan.Days[0].Ready = labour.At(9, 30)
	next, changes, err := callsheet.Revise(first, in, 0, "pluie", labour.Moment{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("version", next.Version)
	for _, c := range changes[:2] {
		fmt.Println(c.What, ":", c.Before, "→", c.After)
	}
	// Output:
	// version 2
	// PAT : 09:00 → 09:30
	// Élise : départ 06:40, HMC 07:15, PAT 09:00, fin 12:15 → départ 07:10, HMC 07:45, PAT 09:30, fin 12:45
}

func ExamplePredict() {
	f := callsheet.Predict(callsheet.Pace{Planned: []int{165, 165, 165, 165, 165}, Useful: []int{150, 170, 95, 160, 135}, Days: 35, Script: 5775})
	fmt.Println(f.Gap, f.Average, f.Days)
	// Output:
	// -115 142 41
}

func ExampleSMS() {
	fmt.Println(callsheet.SMS("Rendez-vous à la forêt, PAT 9h"))
	fmt.Println(callsheet.Rewrite("Rendez-vous à la forêt, PAT 9h"))
	// Output:
	// {UCS-2 30 1}
	// Rendez-vous à la foret, PAT 9h
}

func ExampleSunOn() {
	s, _ := callsheet.SunOn(moteur.NewDate(2026, 6, 21), 48_857, 2_352, "Europe/Paris")
	fmt.Println(s.Rise, s.Set)
	// Output:
	// 05:47 21:58
}
