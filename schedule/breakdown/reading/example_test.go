package reading_test

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/breakdown/reading"
	"github.com/moteur-film/moteur/schedule/script"
)

func ExampleWriting_Measured() {
	read := func(text string) breakdown.Breakdown {
		return breakdown.New(script.ParseText(text, script.Settings{French: true}), breakdown.Settings{})
	}
	w := reading.Writing{Title: "Le Phare", Notes: []reading.WritingNote{
		{Version: "V1", Date: moteur.NewDate(2026, 1, 10), Reader: "Une lectrice", Asked: []string{"Donner une scène au fils"}},
		{Version: "V2", Date: moteur.NewDate(2026, 3, 2), Reader: "Une lectrice", Text: "La scène est là."},
	}}
	w, _ = w.Measured(map[string]breakdown.Breakdown{
		"V1": read("INT. PHARE - JOUR #1#\n\nÉlise attend.\n"),
		"V2": read("INT. PHARE - JOUR #1#\n\nÉlise attend.\n\nEXT. PORT - NUIT #2#\n\nMARC\nMaman ?\n"),
	})
	fmt.Println(w.Notes[1].Changes.Added, w.Notes[1].Changes.RolesAdded)
	// Output: 1 [MARC]
}
