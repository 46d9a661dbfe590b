package main

import (
	"embed"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/strict"
)

//go:embed choices.json
var invented embed.FS

// advising is the goal of a film and what could be done for it.
type advising struct {
	Goal    points.Goal `json:"goal"`
	Choices []engaging  `json:"choices"`
}

// engaging is a choice: to engage people on jobs or roles that somebody else holds, or nobody.
type engaging struct {
	ID       string          `json:"id"`
	Label    string          `json:"label"`
	Cost     decimal.Decimal `json:"cost,omitzero"`
	Engage   []engagement    `json:"engage"`
	Excludes []string        `json:"excludes,omitempty"`
}

// engagement is a person on a job or in a role, by the names that the devis and the screenplay give them.
type engagement struct {
	Job         string `json:"job,omitempty"`
	Role        string `json:"role,omitempty"`
	Nationality string `json:"nationality" code:"country"`
}

// advised is the cheapest way to the points wanted, among the choices of a file.
func advised(chain film.Chain, name string, on moteur.Date) ([]film.Document, points.Advice, error) {
	var a advising
	if err := cli.ReadSample(name, invented, "choices.json", &a); err != nil {
		return nil, points.Advice{}, err
	}
	facts := chain.Facts
	facts.People = slices.Clone(facts.People)
	var choices []points.Choice
	for i, c := range a.Choices {
		made := points.Choice{ID: c.ID, Label: c.Label, Cost: c.Cost, Excludes: c.Excludes}
		for k, e := range c.Engage {
			who := moteur.Person{ID: fmt.Sprintf("engagé %s %d", c.ID, k+1), LastName: c.Label, Nationality: e.Nationality,
				Residence: e.Nationality}
			edit, err := e.edit(facts, who.ID)
			if err != nil {
				return nil, points.Advice{}, cli.Input(fmt.Errorf("choices[%d].engage[%d] : %w", i, k, err))
			}
			facts.People, made.Edits = append(facts.People, who), append(made.Edits, edit)
		}
		choices = append(choices, made)
	}
	advice, err := points.Advise(facts, choices, a.Goal, on)
	if err != nil {
		return nil, advice, cli.Input(err)
	}
	return film.Both("conseil-des-points", advice), advice, nil
}

// edit puts a person on the job or in the role named.
func (e engagement) edit(f points.Facts, person string) (points.Edit, error) {
	var known []string
	for i, t := range f.Crew {
		if e.Job != "" && t.Job == e.Job {
			t.Person = person
			return points.Edit{Index: i, Technician: &t}, nil
		}
		known = append(known, t.Job)
	}
	if e.Job != "" {
		return points.Edit{}, fmt.Errorf("poste %q inconnu du devis%s", e.Job, strict.SuggestCodes(e.Job, known))
	}
	known = nil
	for i, p := range f.Cast {
		if e.Role != "" && p.Role == e.Role {
			p.Person = person
			return points.Edit{Index: i, Performance: &p}, nil
		}
		known = append(known, p.Role)
	}
	return points.Edit{}, fmt.Errorf("rôle %q inconnu du film%s", e.Role, strict.SuggestCodes(e.Role, known))
}

// trained are the people who must follow the training against harassment before the shoot.
func trained(chain film.Chain, on moteur.Date) (cnc.Sheet, []cnc.Trainee, error) {
	who, found, err := cnc.Training(chain.Facts, chain.Result.Plan.Days[0].Date)
	if err != nil {
		return cnc.Sheet{}, nil, err
	}
	t := doc.Table{Sheet: "Formation", Columns: []doc.Column{{Title: "Personne", Width: 3}, {Title: "À former comme", Width: 5},
		{Title: "Attestation", Width: 2}}}
	for _, p := range who {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Name), doc.S(p.Why), doc.S("☐")}})
	}
	d := doc.Document{Title: "Formation contre le harcèlement : personnes à former", Film: chain.Folder.Film.Title, Date: on,
		Blocks: []doc.Block{t}}
	return cnc.NewSheet(d.Plus(doc.Controls("Contrôles", found)...)), who, nil
}
