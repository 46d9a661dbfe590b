package film_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/film"
)

// silent are errors typed in the sample film that make no error: a value left out, a number ten times too large, two parts of the file
// that say two things. One run of the chain tells them all.
var silent = []typing{
	{"price by day of a role", `"day_rate": "1450.00"`, `"day_rate": "0"`, "shoot.roles[0].day_rate", "pour rien"},
	{"price of equipment", `"day_rate": "2900.00"`, `"min_days": 1`, "shoot.equipment[0].day_rate", "pour rien"},
	{"price of a line", `"rate": "52000.00"`, `"rate": "0"`, "budget.lines[1].rate", "ne coûte rien"},
	{"quantity of a line", `"rate": "6000.00", "unit": "flat", "status": "auteur", "quantity": "1"`, `"rate": "6000.00", "unit": "flat", "status": "auteur"`, "budget.lines[2].quantity", "ne coûte rien"},
	{"rate of a percentage", `"rate": "0.08"`, `"rate": "0"`, "budget.percents[2].rate", "vaut zéro"},
	{"extras without price", `"count": 20, "day_rate": "112.00"`, `"count": 20, "day_rate": "0"`, "shoot.scenes.3.extras[0].day_rate", "pour rien"},
	{"number of extras", `"count": 40,`, `"count": 4000,`, "shoot.scenes.16.extras[0].count", "4000"},
	{"amount of a resource", `"amount": "120000.00", "state": "confirme"`, `"amount": "0", "state": "confirme"`, "financing.resources[0].amount", "n'apporte rien"},
	{"admissions", `"admissions": 61800,`, ``, "release.weeks[0].admissions", "Semaine 1"},
	{"price of a ticket", `"avg_price_ttc": "7.08"`, `"avg_price_ttc": "0"`, "release.weeks[1].avg_price_ttc", "aucune recette"},
	{"receipts of a mode", `"gross": "74000"`, `"gross": "0"`, "release.other_modes[0].gross", "zéro"},
	{"point of thousands", `"rate": "46000.00"`, `"rate": "46.000"`, "budget.lines[0].rate", `"46000"`},
	{"guarantee", `"mg": "120000"`, `"mg": "12000"`, "release.theatrical.mg", "120 000,00 €"},
	{"advance", `"avance": {"amount": "340000"`, `"avance": {"amount": "34000"`, "release.avance.amount", "340 000,00 €"},
	{"sofica", `"invested": "230000"`, `"invested": "320000"`, "release.sofica.invested", "230 000,00 €"},
	{"aid of a region", `"region": {"amount": "180000"`, `"region": {"amount": "108000"`, "release.region.amount", "290 000,00 €"},
	{"co-producer", `{"name": "Noordzee Film", "share": "0.11"}`, `{"name": "Nordzee Film", "share": "0.11"}`, "release.coproducers[1].name", "Noordzee Film"},
	{"share of a co-producer", `"party": "France 3 Cinéma", "date": "2026-11-02", "rights_share": "0.10"`, `"party": "France 3 Cinéma", "date": "2026-11-02", "rights_share": "0.12"`, "release.coproducers[2].share", "12"},
	{"part of a producer", `"delegate": true,`, `"delegate": true, "share": "0.88",`, "request.facts.producers[0].share", "calcule"},
	{"date of the release", `"release": "2028-02-02"`, `"release": "2028-02-09"`, "release.date", "9 février 2028"},
	{"capital", `"cash_paid": "50000"`, `"cash_paid": "500000"`, "request.facts.producers[0].cash_paid", "500 000,00 €"},
	{"author of the direction", `{"person": "quere", "role": "director"`, `{"person": "stoll", "role": "director"`, "request.facts.authors[0].person", "film.director"},
	{"figure of another role", `"from": "plan:role:LOU"`, `"from": "plan:role:YANN"`, "budget.lines[99].from", "YANN"},
	{"figure twice", `"from": "plan:role:YANN"`, `"from": "plan:role:YANN"`, "budget.lines[100].from", "déjà"},
	{"days paid by the week", `"from": "plan:role:GILDAS"`, `"from": "plan:shoot_weeks"`, "budget.lines[103].unit", "semaine"},
	{"performer of a line", `"person": "weiss",
`, `"person": "sow",
`, "budget.lines[102].person", "weiss"},
	{"price of a role", `"from": "plan:role:SOLANGE"`, `"rate": "5600.00", "from": "plan:role:SOLANGE"`, "budget.lines[101].rate", "6 500,00 €"},
	{"crew", `"people": 38`, `"people": 3800`, "shoot.crew.people", "3800"},
	{"shooting day", `"minutes": 480`, `"minutes": 840`, "shoot.shape.minutes", "840"},
	{"running time", `"minutes": 95`, `"minutes": 950`, "film.minutes", "950"},
	{"least days", `"id": "chien",`, `"id": "chien", "min_days": 300,`, "shoot.equipment[1].min_days", "300"},
	{"overheads", `"label": "Frais généraux", "rate": "0.07"`, `"label": "Frais généraux", "rate": "0.70"`, "budget.percents[1].rate", "70"},
	{"episodes", `"genre":`, `"episodes": 6, "genre":`, "film.episodes", "budget.variables.episodes"},
	{"day off", `"work_days": 5,`, `"work_days": 5, "off": ["2028-05-17"],`, "shoot.calendar.off[0]", "ne change rien"},
	{"visa", `"visa": "2027-12-14"`, `"visa": "2026-12-14"`, "film.timeline.visa", "précède le tournage"},
	{"last shooting day", `"visa":`, `"shoot_end": "2027-06-25", "visa":`, "film.timeline.shoot_end", "n'est pas lue"},
	{"coordinates", `"lat_milli": 48093`, `"lat_milli": 4809`, "shoot.locations[0].lat_milli", "métropolitaine"},
	{"region of another country", `"region": "BE-VWV"`, `"region": "FR-VWV"`, "shoot.locations[8].region", "BE"},
	{"move twice", `{"from": "Douarnenez", "to": "Ostende"`, `{"from": "Strasbourg", "to": "Douarnenez"`, "shoot.shape.moves[2]", "déjà"},
	{"number of the firm", `"siret": "90000001900019"`, `"siret": "90000001900018"`, "film.company.siret", "clé"},
	{"birth", `"birth": "1986-03-14"`, `"birth": "2086-03-14"`, "people[0].birth", "naîtrait"},
	{"birth of another century", `"birth": "1981-11-02"`, `"birth": "1081-11-02"`, "people[1].birth", "1081"},
	{"span of a line", `"span": {"from": "2027-03-08", "to": "2027-05-02"}`, `"span": {"from": "2027-03-08", "to": "2037-05-02"}`, "budget.lines[", "bien l'année"},
}

func TestSilentErrors(t *testing.T) {
	found := together(t, silent)
	for _, c := range silent {
		t.Run(c.name, func(t *testing.T) { c.told(t, found) })
	}
}

// The sample film itself has none of these warnings.
func TestSampleIsPlausible(t *testing.T) {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	c, _ := film.Run(context.Background(), f, film.Settings{Moves: 1})
	for _, i := range c.Report.Of(moteur.Warning) {
		if i.Rule != "film/to-hire" {
			assert.NotContains(t, i.Rule, "film/", i.Message)
		}
	}
}
