package hiring_test

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

func ExampleSplitPerformer() {
	s, err := hiring.SplitPerformer(decimal.NewFromInt(650), moteur.NewDate(2026, 5, 18))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Performance, s.Rights)
	for _, m := range s.Modes {
		fmt.Println(m.Label, m.Amount)
	}
	// Output:
	// 435.5 214.5
	// salles de cinéma 79.37
	// télévision 53.63
	// vidéo à la demande et en ligne 21.45
	// vidéogrammes 32.17
	// autres modes 27.88
}

func ExampleDeadlines() {
	start := moteur.NewDate(2026, 5, 18)
	due, err := hiring.Deadlines(hiring.HireFacts{Kind: moteur.Feature, ShootDays: []moteur.Date{start, start.AddDays(1), start.AddDays(2)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range due {
		fmt.Println(d.By, d.Rule)
	}
	// Output:
	// 2026-05-11 cchsct.days
	// 2026-05-17 vhss.training.online
	// 2026-05-20 t2.delegates
	// 2026-06-02 vhss.training.onsite
}

// A NIR never prints: Reveal is for the papers that need it.
func ExampleParseNIR() {
	n, err := hiring.ParseNIR("2 55 08 14 168 025 38")
	fmt.Println(n, err)
	_, err = hiring.ParseNIR("2 55 08 14 168 025 39")
	fmt.Println(err)
	// Output:
	// • •• •• •• ••• ••• •• <nil>
	// numéro de sécurité sociale invalide : la clé ne correspond pas
}

func ExampleDPAE_WriteXML() {
	employer := hiring.Employer{HealthCode: "01", Health: hiring.Body{Name: "Thalie Santé"}, Company: moteur.Company{Name: "Les Films de la Côte", SIRET: "73282932000074", NAF: "59.11C", URSSAF: "117",
		Phone: "01 42 00 00 00", Address: moteur.Address{Street: "12 rue de l'Échiquier", Zip: "75010", City: "Paris"}}}
	hire := hiring.Hire{Start: moteur.NewDate(2026, 5, 18), Time: labour.At(8, 0), End: moteur.NewDate(2026, 6, 26), Nature: "CDD", Employee: hiring.Employee{
		Person: moteur.Person{FirstName: "Zoé", LastName: "Le Guénédal", Birth: moteur.NewDate(1990, 2, 3)}, Sex: hiring.Female, BirthPlace: "Brest", BirthDepartment: "29"}}
	d := hiring.NewDPAE(employer, []hiring.Hire{hire}, true, moteur.NewDate(2026, 5, 12))
	if err := d.WriteXML(io.Discard); err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range d.Changes {
		fmt.Println(c.Before, "→", c.After)
	}
	// Output:
	// 12 rue de l'Échiquier → 12 rue de l'Echiquier
	// Brest → BREST
	// Zoé → ZOE
	// Le Guénédal → LE GUENEDAL
}

func ExampleNewContract() {
	c, err := hiring.NewContract(hiring.Engagement{Job: "scripte", Film: moteur.Film{Title: "Le Phare"}, Basis: payroll.Week39, Rate: decimal.NewFromInt(1380),
		Span: moteur.Span{From: moteur.NewDate(2026, 5, 18), To: moteur.NewDate(2026, 6, 26)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("prêt à signer :", c.Ready())
	for _, m := range c.Mentions[:3] {
		fmt.Println(m.Present, m.ID)
	}
	// Output:
	// prêt à signer : false
	// false motive
	// true nature
	// false employer
}
