package pdf_test

import (
	"fmt"
	"log"
	"os"

	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

func ExampleParse() {
	file, err := os.Open("film.pdf")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	s, err := pdf.Parse(file, script.Settings{Name: "film.pdf"})
	if err != nil {
		log.Fatal(err) // a scan, a password… and what to ask for
	}
	for _, e := range s.Elements {
		if e.Kind == script.Heading {
			fmt.Println(s.Place(e.Line), e.Number, e.Text, e.Scene.Eighths)
		}
	}
	for _, i := range s.Issues {
		fmt.Println(i) // what was put aside, and what may be a heading
	}
}
