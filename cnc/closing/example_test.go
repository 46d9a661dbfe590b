package closing_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/closing"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
)

// The camera cost more than its devis, a part of it was paid abroad: the closing says so and what is left to settle.
func ExampleClose() {
	n, shot := decimal.NewFromInt, moteur.NewDate(2026, 5, 4)
	devis, err := budget.Compute(budget.Budget{Title: "Le Phare", Version: "v1", Date: moteur.NewDate(2026, 3, 2), Lines: []budget.Line{
		{ID: "camera", Account: "7111", Label: "Caméra", Quantity: n(20), Unit: "day", Rate: n(650)},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	cost, err := follow.Track(devis, follow.Tracking{Date: moteur.NewDate(2027, 4, 1), Closed: []string{"camera"}, Movements: []follow.Movement{
		{ID: "F1", Date: shot, Kind: follow.Invoiced, Line: "camera", Amount: n(11_000)},
		{ID: "F2", Date: shot, Kind: follow.Invoiced, Line: "camera", Amount: n(2_450), Abroad: true},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := points.Facts{
		Film: moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr", Timeline: moteur.Timeline{
			moteur.ShootStart: shot, moteur.VisaGranted: moteur.NewDate(2027, 1, 31), moteur.Released: moteur.NewDate(2027, 3, 3)}},
		People:  []moteur.Person{{ID: "anne", FirstName: "Anne", LastName: "Martin", Nationality: "FR"}},
		Authors: []points.Author{{Person: "anne", Role: points.Director, Law: "FR", WorkLaw: "FR"}},
	}
	closed, err := closing.Close(closing.Input{
		Request: cnc.Request{Facts: facts, Plan: financing.Plan{Cost: n(13_450), Resources: []financing.Resource{
			{ID: "apport", Label: "Apport", Kind: financing.ProducerCash, Amount: n(13_450), State: financing.Confirmed}}}},
		Provisional: facts, ProvisionalOn: moteur.NewDate(2026, 3, 2), Devis: devis, Cost: cost,
		Reasons: map[string]string{"7": "deux jours de plus"},
	}, moteur.NewDate(2027, 6, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	camera := closed.Posts[0]
	fmt.Println(camera.Label, ": devis", camera.Budget, "coût", camera.Final, "écart", camera.Variance, "dont étranger", camera.Abroad, ":", camera.Reason)
	left := 0
	for _, c := range closed.Checks {
		if !c.Done {
			left++
		}
	}
	fmt.Println(left, "points à régler")
	fmt.Println(closed.Returns[0].What, ":", closed.Returns[0].Due)
	// Output:
	// Moyens techniques : devis 13000 coût 13450 écart 450 dont étranger 2450 : deux jours de plus
	// 7 points à régler
	// Premier compte d'exploitation : 2027-09-03
}
