package points_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
)

// A film loses the 1.25 points of its foreign director of photography and says why.
func ExampleCount() {
	facts := points.Facts{
		Film:      moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr", Minutes: 95},
		People:    []moteur.Person{{ID: "anne", FirstName: "Anne", LastName: "Martin", Nationality: "FR"}, {ID: "john", FirstName: "John", LastName: "Doe", Nationality: "US"}},
		Producers: []points.Producer{{Company: moteur.Company{Name: "Les Films du Phare", Country: "FR"}, Share: decimal.NewFromInt(1)}},
		Authors:   []points.Author{{Person: "anne", Role: points.Director}},
		Crew:      []points.Technician{{Person: "john", Post: points.Photography, Law: "FR"}},
	}
	result, err := points.Count(facts, moteur.NewDate(2026, time.March, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, code := range []string{"I", "II.2.a", "IV.1.b"} {
		line, _ := result.Line(code)
		fmt.Printf("%s %s sur %s. %s\n", line.Code, line.Obtained, line.Max, line.Reason)
	}
	fmt.Println(result.Initiative.Reason)
	// Output:
	// I 20 sur 20. Le français ou une langue régionale est la langue la plus employée.
	// II.2.a 5 sur 5. Retenu : Anne Martin.
	// IV.1.b 0 sur 1.25. Non retenu : John Doe (nationalité US non assimilée).
	// Tous les producteurs sont établis en France.
}

// The cheapest choices that reach a number of points, the language left out.
func ExampleAdvise() {
	person := func(id, country string) moteur.Person {
		return moteur.Person{ID: id, LastName: id, Nationality: country}
	}
	facts := points.Facts{
		Film:   moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr"},
		People: []moteur.Person{person("Anne", "FR"), person("John", "US")},
		Authors: []points.Author{{Person: "Anne", Role: points.Director, Law: "FR", WorkLaw: "FR"},
			{Person: "Anne", Role: points.Writer, Law: "FR"}},
		Crew:  []points.Technician{{Person: "John", Post: points.Photography, Law: "FR"}},
		Spend: []points.Spend{{Post: points.ImagePost, Supplier: "Studio L", Country: "BE", Amount: decimal.NewFromInt(90_000)}},
	}
	french := points.Technician{Person: "Anne", Post: points.Photography, Law: "FR"}
	inFrance := points.Spend{Post: points.ImagePost, Supplier: "Labo", Amount: decimal.NewFromInt(95_000)}
	advice, err := points.Advise(facts, []points.Choice{
		{ID: "photo", Label: "une directrice de la photographie française", Cost: decimal.NewFromInt(4000),
			Edits: []points.Edit{{Index: 0, Technician: &french}}},
		{ID: "étalonnage", Label: "étalonner à Paris", Cost: decimal.NewFromInt(9000),
			Edits: []points.Edit{{Index: 0, Spend: &inFrance}}},
	}, points.Goal{Points: decimal.NewFromInt(12), Exact: true}, moteur.NewDate(2026, time.March, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("avant", advice.Before.Outside, "après", advice.After.Outside)
	for _, c := range advice.Choices {
		fmt.Println(c.Label, c.Cost)
	}
	// Output:
	// avant 10 après 13.5
	// étalonner à Paris 9000
}
