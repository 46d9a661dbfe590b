package cnc_test

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
)

// A piece is required when its money is in the plan, and the list says why.
func ExampleChecklist() {
	request := cnc.Request{
		Facts: points.Facts{Film: moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Timeline: moteur.Timeline{moteur.ShootStart: moteur.NewDate(2026, time.May, 4)}}},
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
	request := cnc.Request{Facts: points.Facts{Film: moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Minutes: 95, Language: "fr"}}}
	on := moteur.NewDate(2026, time.March, 2)
	devis := func(w io.Writer) error { _, err := io.WriteString(w, "%PDF…"); return err }
	kbis := func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("%PDF-1.7\nstartxref\n0\n%%EOF\n")), nil
	}
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
