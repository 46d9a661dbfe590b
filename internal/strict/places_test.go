package strict_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/strict"
)

func TestPlaces(t *testing.T) {
	p := strict.PlacesOf("film.json", []byte(one("\"id\": \"a\",\n\"rate\": 1,\n\"words\": [\n\"a\"]")))
	var found moteur.Report
	for _, path := range []string{"lines[3].rate", "lines[3].words[0]", "lines[3].from", "lines[9].rate", "total", ""} {
		found.Warnf(path, "x", "x")
	}
	var got []string
	for _, i := range p.Locate("budget", found).Issues {
		got = append(got, i.Path)
	}
	assert.Equal(t, []string{"film.json:5 budget.lines[3].rate", "film.json:7 budget.lines[3].words[0]", "film.json:4 budget.lines[3].from",
		"film.json:2 budget.lines[9].rate", "total", ""}, got)
	assert.Equal(t, "title", strict.PlacesOf("f", []byte("{")).Locate("", moteur.Report{Issues: []moteur.Issue{{Path: "title"}}}).Issues[0].Path)
	assert.Equal(t, "film.json:1 title", p.Locate("", moteur.Report{Issues: []moteur.Issue{{Path: "title"}}}).Issues[0].Path)
}
