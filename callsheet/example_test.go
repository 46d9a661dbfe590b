package callsheet_test

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/schedule/labour"
)

func ExampleMake() {
	sheet, err := callsheet.Make(input(), 0)
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
	// Le Phare d'Élise jour 1 sur 4
	// 1 Élise : HMC 07:15, PAT 09:00
	// 2 Yann : HMC 07:45, PAT 09:00
	// 3 Đặng : HMC 10:45, PAT 12:00
	// soleil 06:04 22:12
}

func ExampleCheck() {
	sheet, _ := callsheet.Make(input(), 3)
	for _, i := range callsheet.Check(sheet, callsheet.Settings{}).Of(moteur.Error) {
		fmt.Println(i.Severity, i.Path, i.Rule)
	}
	// Output:
	// error cast[2] minor.hours.6_11
}

func ExampleRevise() {
	in := input()
	sheet, _ := callsheet.Make(in, 0)
	in.Plan.Days[0].Ready = labour.At(9, 30)
	next, changes, _ := callsheet.Revise(sheet, in, 0, "pluie", labour.Moment{})
	fmt.Println("version", next.Version)
	for _, c := range changes[:2] {
		fmt.Println(c.What, ":", c.Before, "→", c.After)
	}
	// Output:
	// version 2
	// PAT : 09:00 → 09:30
	// Élise : départ 06:40, HMC 07:15, PAT 09:00, fin 15:45 → départ 07:10, HMC 07:45, PAT 09:30, fin 16:15
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
