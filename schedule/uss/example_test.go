package uss_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/moteur-film/moteur/schedule/uss"
)

func ExampleRead() {
	file := `{"universalScheduleStandard": {"id": "s", "name": "Phare", "breakdowns": [{"id": "b", "type": "strip", "scene": "12", "pages": 1.375}]}}`
	f, report, err := uss.Read(strings.NewReader(file), "phare.uss")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Name, *f.Breakdowns[0].Scene, f.Breakdowns[0].Type)
	fmt.Println(report.Issues[0].Message)
	// Output:
	// Phare 12 scene
	// Le type « strip » s'écrit « scene ».
}

func ExampleWrite() {
	pages := uss.Pages(11)
	scene := "12"
	err := uss.Write(os.Stdout, uss.File{
		ID: "s", Name: "Phare", Created: "2027-03-01T00:00:00.000Z", Origin: "Moteur",
		Breakdowns: []uss.Strip{{ID: "b", Scene: &scene, Pages: &pages}},
	})
	if err != nil {
		fmt.Println(err)
	}
}
