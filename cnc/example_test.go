package cnc_test

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/financing"
)

// A film loses the 1.25 points of its foreign director of photography and says why.
func ExamplePoints() {
	facts := cnc.Facts{
		Film:      moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr", Minutes: 95},
		People:    []moteur.Person{{ID: "anne", FirstName: "Anne", LastName: "Martin", Nationality: "FR"}, {ID: "john", FirstName: "John", LastName: "Doe", Nationality: "US"}},
		Producers: []cnc.Producer{{Company: moteur.Company{Name: "Les Films du Phare", Country: "FR"}, Share: decimal.NewFromInt(1)}},
		Authors:   []cnc.Author{{Person: "anne", Role: cnc.Director}},
		Crew:      []cnc.Technician{{Person: "john", Post: cnc.Photography, Law: "FR"}},
	}
	result, err := cnc.Points(facts, moteur.NewDate(2026, time.March, 2))
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

// A piece is required when its money is in the plan, and the list says why.
func ExampleChecklist() {
	request := cnc.Request{
		Facts: cnc.Facts{Film: moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Timeline: moteur.Timeline{moteur.ShootStart: moteur.NewDate(2026, time.May, 4)}}},
		Plan:  financing.Plan{Resources: []financing.Resource{{Label: "Cinémage 20", Kind: financing.Sofica}}},
	}
	list, err := cnc.Checklist(request, cnc.InvestmentApproval, moteur.NewDate(2026, time.March, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, id := range []string{"ai-sofica", "ai-tv"} {
		item, _ := list.Item(id)
		fmt.Println(item.Label, "|", item.State.Label(), "|", item.Reason)
	}
	// Output:
	// Lettre d'engagement de la SOFICA ou contrats d'association inscrits | manquante | Cinémage 20 au plan de financement.
	// Lettre d'engagement de chaque chaîne, précisant sa nature | sans objet | Sans objet : aucune chaîne au plan, Arte France Cinéma exceptée.
}

func ExampleAssemble() {
	request := cnc.Request{Facts: cnc.Facts{Film: moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Minutes: 95, Language: "fr"}}}
	on := moteur.NewDate(2026, time.March, 2)
	devis := func(w io.Writer) error { _, err := io.WriteString(w, "%PDF…"); return err }
	kbis := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("%PDF…")), nil }
	dossier, err := cnc.Assemble(request, cnc.InvestmentApproval, []cnc.Piece{
		cnc.Print("ai-devis", "devis.pdf", devis),
		cnc.Attach("com-kbis", "kbis.pdf", moteur.NewDate(2026, time.February, 10), kbis),
	}, on)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range dossier.Pieces {
		fmt.Println(p.File())
	}
	fmt.Println(len(dossier.List.Missing()), "pièces manquent")
	fmt.Println(dossier.WriteZip(io.Discard))
	// Output:
	// 02-kbis.pdf
	// 13-devis.pdf
	// 18 pièces manquent
	// <nil>
}

func ExampleAdvise() {
	facts := fiction() // a film with every point
	facts.Crew[1].Person = "US"
	facts.Spend[3].Country = "BE"
	french, inFrance := facts.Crew[1], facts.Spend[3]
	french.Person, inFrance.Country = "FR", "FR"
	advice, err := cnc.Advise(facts, []cnc.Choice{
		{ID: "photo", Label: "engager un directeur de la photographie français", Cost: decimal.NewFromInt(4000), Edits: []cnc.Edit{{Index: 1, Technician: &french}}},
		{ID: "étalonnage", Label: "étalonner à Paris", Cost: decimal.NewFromInt(9000), Edits: []cnc.Edit{{Index: 3, Spend: &inFrance}}},
	}, cnc.Goal{Points: decimal.NewFromInt(78), Exact: true}, moteur.NewDate(2026, time.March, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("avant", advice.Before.Outside, "après", advice.After.Outside)
	for _, c := range advice.Choices {
		fmt.Println(c.Label, c.Cost)
	}
	// Output:
	// avant 75.25 après 78.75
	// étalonner à Paris 9000
}
