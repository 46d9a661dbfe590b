package film_test

import (
	"context"
	"fmt"

	"github.com/moteur-film/moteur/film"
)

// The papers of the sample film.
func Example() {
	folder, err := film.Open(film.Sample())
	if err != nil {
		fmt.Println(err)
		return
	}
	chain, err := film.Run(context.Background(), folder, film.Settings{Moves: 20_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, paper := range film.Documents(chain)[:6] {
		fmt.Println(paper.Name)
	}
	// Output:
	// 00-controles.pdf
	// 00-controles.xlsx
	// 01-depouillement.pdf
	// 01-depouillement.xlsx
	// 02-plan-de-travail.pdf
	// 02-plan-de-travail.xlsx
}
