package hiring_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

// shoot is a week of two people: a scripte and a child of eleven who has her own hours.
func shoot() (moteur.Film, []moteur.Person, []hiring.Offer, hiring.Input, []labour.Day) {
	monday := date("2026-05-18")
	whole := moteur.Span{From: monday, To: date("2026-06-26")}
	people := []moteur.Person{{ID: "lea", FirstName: "Léa", LastName: "Martin", Birth: date("1990-02-03"), Nationality: "FR"},
		{ID: "jeanne", FirstName: "Jeanne", LastName: "Bosc", Birth: date("2014-09-18"), Nationality: "FR"}, {ID: "quere", FirstName: "Maëlle", LastName: "Quéré"}}
	offers := []hiring.Offer{{Line: "L1", Person: "lea", Job: "Scripte cinéma", Span: whole, Rate: dec("1380")},
		{Line: "L0", Person: "lea", Job: "Scripte cinéma", Span: moteur.Span{From: date("2026-04-01"), To: date("2026-05-10")}, Rate: dec("1380")},
		{Line: "L2", Person: "jeanne", Profile: payroll.Performer, Role: "LOU", Span: whole, Rate: dec("430")},
		{Line: "L3", Person: "quere", Job: "Réalisateur cinéma", Profile: payroll.Director, Span: whole, Rate: dec("3050")}}
	in := hiring.Input{Employer: sampleEmployer(), Signed: date("2026-05-11"), Sending: date("2026-05-12"), Staff: 12, Place: "Douarnenez", StartTime: labour.At(8, 0),
		Terms:  hiring.CommonTerms{Zone: labour.Region, Basis: payroll.Week39, Hours: dec("39"), Rhythm: "chaque mois", Trial: "aucune"},
		Paid:   []moteur.Date{date("2026-05-31")},
		People: []hiring.Identity{{Person: "lea", Sex: hiring.Female, BirthPlace: "Brest", BirthDepartment: "29", BirthCountry: "FR"}, {Person: "jeanne", Sex: hiring.Female}, {Person: "quere"}},
		Roles: []hiring.Role{{Person: "jeanne", Days: []moteur.Date{monday.AddDays(1)}, Prep: 30, Held: map[string]string{"medical": "certificat"},
			Hours: &labour.Day{RDV: at(13.5), Start: at(14), End: at(17.5), Back: at(18), Breaks: []labour.Break{{From: at(15.25), To: at(15.75)}}},
			Child: &payroll.Minor{Birth: date("2014-09-18"), Guardian: true}}},
		Extras: []hiring.ExtraRow{{Name: "A. Le Bihan", Job: "Figurant", Call: at(7)}}, Proofs: map[string]string{"duerp": "DUERP v3"},
		Author: &hiring.AuthorContract{Person: "quere", AuthorTerms: hiring.AuthorTerms{Work: "scénario"}}}
	var days []labour.Day
	for i := range 5 {
		days = append(days, labour.Day{Date: monday.AddDays(i), RDV: at(7.5), Start: at(8), End: at(18), Back: at(18.5), Breaks: []labour.Break{{From: at(12.5), To: at(13.5), Meal: true}}})
	}
	return sampleFilm(), people, offers, in, days
}

func TestOffice(t *testing.T) {
	film, people, offers, in, days := shoot()
	o, err := hiring.NewOffice(film, people, offers, in, days)
	require.NoError(t, err)
	require.Len(t, o.Time, 2, "the director has no hours, the preparation is over")
	assert.Equal(t, "L1", o.Time[0].Engagement.ID)
	assert.Equal(t, "34.5", o.Time[0].Sheet.Lines[0].Hourly.String(), "the week of 39 hours pays forty")
	assert.Equal(t, moteur.Span{From: date("2026-05-19"), To: date("2026-05-19")}, o.Time[1].Engagement.Span)
	assert.Equal(t, 150, o.Time[1].Sheet.Days[0].Effective, "her own hours, less the pause and the HMC")
	assert.Len(t, o.Contracts, 3)
	assert.Len(t, o.DPAE.Hires, 2)
	assert.True(t, o.Checks.Has("minor.authorisation"), "no authorisation")
	assert.True(t, o.Checks.Has("minor.file") && o.Checks.Has("duty/equal_pay"))
	assert.False(t, o.Checks.Has("duty/duerp"), "its proof is on file")
	gross, charges, cost := o.Totals()
	assert.True(t, gross.Equal(o.Time[0].Sheet.Gross.Add(o.Time[1].Sheet.Gross)))
	assert.True(t, cost.Equal(gross.Add(charges)))

	names := map[string]bool{}
	for _, p := range o.Papers() {
		assert.False(t, names[p.Name], p.Name)
		names[p.Name] = true
		var b bytes.Buffer
		if err := p.Write(&b); p.Name == "dpae-essai.xml" {
			require.ErrorIs(t, err, hiring.ErrDPAE, "the child's birth place is missing")
		} else {
			require.NoError(t, err, p.Name)
			assert.NotZero(t, b.Len(), p.Name)
		}
	}
	assert.True(t, names["releves/lea.xlsx"] && names["contrats/quere.pdf"] && names["enfants/jeanne.pdf"])
	var summary strings.Builder
	require.NoError(t, o.WriteSummary(&summary))
	for _, want := range []string{"Léa Martin", "à réunir : obligations.pdf", "AEM des salaires", "[minor.file]"} {
		assert.Contains(t, summary.String(), want)
	}
	assert.NotContains(t, summary.String(), "[duty/", "their list is the document")
}

func TestOfficeRefuses(t *testing.T) {
	film, people, offers, in, days := shoot()
	for name, change := range map[string]func(*hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day){
		"no day": func(*hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) { return people, offers, nil },
		"nobody": func(*hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) { return people, nil, days },
		"unknown": func(*hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) {
			return people[1:], offers, days
		},
		"no role day": func(in *hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) {
			in.Roles = []hiring.Role{{Person: "jeanne"}}
			return people, offers, days
		},
		"other days": func(in *hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) {
			in.Roles = []hiring.Role{{Person: "jeanne", Days: []moteur.Date{date("2026-06-01")}}}
			return people, offers, days
		},
		"author": func(in *hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) {
			in.Author = &hiring.AuthorContract{Person: "stoll"}
			return people, offers, days
		},
		"early": func(*hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) {
			return people, offers, []labour.Day{{Date: date("1990-01-08")}}
		},
		"no role, hire": func(in *hiring.Input) ([]moteur.Person, []hiring.Offer, []labour.Day) {
			in.People = in.People[1:2]
			in.Roles = nil
			return people, offers, days
		},
	} {
		bad := in
		p, l, d := change(&bad)
		_, err := hiring.NewOffice(film, p, l, bad, d)
		require.Error(t, err, name)
	}
}
