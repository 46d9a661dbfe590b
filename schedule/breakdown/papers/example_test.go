package papers_test

import (
	"fmt"
	"io"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/breakdown/papers"
	"github.com/moteur-film/moteur/schedule/script"
)

func ExampleSides() {
	s := script.ParseText("INT. CAFÉ - JOUR\n\nMARIE\nEncore toi.\n\nPAUL\nEncore moi.\n", script.Settings{French: true})
	sides := papers.Sides{Book: papers.Book{Script: s, Breakdown: breakdown.New(s, breakdown.Settings{})}, Role: "Marie", Performer: "Jeanne Dupont"}
	fmt.Println(sides.WritePDF(io.Discard)) // a file of your own
	sides.Role = "Anna"
	fmt.Println(sides.WritePDF(io.Discard))
	// Output:
	// <nil>
	// papers : le rôle « Anna » n'est pas dans le dépouillement (rôles : MARIE, PAUL)
}
