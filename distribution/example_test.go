package distribution_test

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/distribution"
)

func ExampleSettle() {
	statement, err := distribution.Settle(sample())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("RNPP", statement.Amount("R2").StringFixed(2))
	for _, share := range statement.Shares {
		fmt.Println(share.Party, share.Amount.StringFixed(2))
	}
	// Output:
	// RNPP 428780.78
	// CNC (avance sur recettes) 0.00
	// Auteurs 2505.92
	// Artistes-interprètes 0.00
	// SOFICA 20750.00
	// Région 3165.75
	// Déléguée 71651.38
	// Autre 30707.73
}

func ExampleWindows() {
	windows, _, err := distribution.Windows(moteur.NewDate(2026, 3, 4), -1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range windows[:3] {
		fmt.Println(w.Opens, w.Label)
	}
	// Output:
	// 2026-06-06 Vidéo avancée par dérogation du président du CNC
	// 2026-07-04 DVD, Blu-ray
	// 2026-07-04 Vidéo à la demande payante, à l'acte
}
