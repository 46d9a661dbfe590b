package uss_test

import (
	"fmt"
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
	pages, scene := uss.Pages(11), "12"
	var b strings.Builder
	err := uss.Write(&b, uss.File{
		ID: "s", Name: "Phare", Created: "2027-03-01T00:00:00.000Z", Origin: "Moteur",
		Breakdowns: []uss.Strip{{ID: "b", Scene: &scene, Pages: &pages}},
	})
	for _, line := range strings.Split(b.String(), "\n") {
		if strings.Contains(line, "pages") || strings.Contains(line, "type") {
			fmt.Println(strings.TrimSpace(line))
		}
	}
	fmt.Println(err)
	// Output:
	// "pages": 1.375,
	// "type": "scene"
	// <nil>
}
