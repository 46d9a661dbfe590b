package callsheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/labour"
)

func unit() callsheet.UnitList {
	return callsheet.UnitList{Film: "Le Phare d'Élise", Date: moteur.NewDate(2026, 6, 1), Members: []callsheet.Member{
		{ID: "m1", Department: "image", Job: "Directrice de la photographie", Name: "Ελένη Παπαδοπούλου", Phone: "06 39 98 03 01", Email: "eleni@example.org", From: moteur.NewDate(2026, 6, 8), To: moteur.NewDate(2026, 7, 31)},
		{ID: "m2", Department: "mise en scène", Job: "1re assistante réalisation", Name: "Camille Exemple", Phone: "+33 6 39 98 03 02", Diet: "végétarienne"},
		{ID: "m3", Department: "image", Job: "1er assistant opérateur", Name: "Łukasz Modèle", Note: "=HYPERLINK(1)"},
	}}
}

func TestUnitList(t *testing.T) {
	u := unit()
	testkit.Golden(t, "unit.txt", text.String(u.Document()))
	posted := text.String(u.Posted())
	assert.NotContains(t, posted, "06 39")
	assert.NotContains(t, posted, "végétarienne")
	assert.Less(t, strings.Index(posted, "Mise en scène"), strings.Index(posted, "Image"), "the usual order of departments")
	var paper, book bytes.Buffer
	require.NoError(t, u.WritePDF(&paper))
	assert.True(t, bytes.HasPrefix(paper.Bytes(), []byte("%PDF")))
	require.NoError(t, u.WriteXLSX(&book))
	back, rep, err := callsheet.ReadUnitList(&book)
	require.NoError(t, err)
	assert.Empty(t, rep.Issues)
	assert.Equal(t, asJSON(t, u.Members), asJSON(t, back))
}

func TestUnitListEditedByHand(t *testing.T) {
	var book bytes.Buffer
	tab := doc.Table{Sheet: "Feuille", Columns: []doc.Column{{Title: "NOM"}, {Title: "Fonction"}, {Title: "departement"}, {Title: "courriel"}, {Title: "Du"}, {Title: "Au"}}}
	for _, cells := range [][]string{{"Anne", "Scripte", "script", "anne@example.org", "08/06/2026", "31/07/2026"}, {"Paul", "Perchman", "", "paul chez example", "hier", ""}, {"", "Stagiaire", "son", "", "31/07/2026", "08/06/2026"}} {
		row := doc.Row{}
		for _, c := range cells {
			row.Cells = append(row.Cells, doc.S(c))
		}
		tab.Rows = append(tab.Rows, row)
	}
	require.NoError(t, xlsx.Write(&book, doc.Document{Title: "T", Blocks: []doc.Block{tab}}))
	members, rep, err := callsheet.ReadUnitList(&book)
	require.NoError(t, err)
	require.Len(t, members, 3)
	assert.Equal(t, "anne-scripte", members[0].ID)
	assert.Equal(t, "script", members[1].Department, "a blank department is the one above")
	at := map[string]string{}
	for _, i := range rep.Issues {
		at[i.Path] = i.Rule
	}
	assert.Equal(t, map[string]string{"Feuille!D6": "callsheet/unit-mail", "Feuille!E6": "callsheet/unit-date", "Feuille!A7": "callsheet/unit-name", "Feuille!F7": "callsheet/unit-date"}, at)
	_, _, err = callsheet.ReadUnitList(strings.NewReader("rien"))
	require.Error(t, err)
}

func TestPermits(t *testing.T) {
	in := input()
	first := in.Plan.Days[0].Date
	all := moteur.Span{From: first, To: first.AddDays(30)}
	on := first.AddDays(-20)
	check := func(permits ...callsheet.Permit) moteur.Report {
		return callsheet.CheckPermits(in.Problem, in.Plan, permits, on)
	}
	port := callsheet.Permit{Place: "port", What: "voie publique", Authority: "mairie", State: callsheet.Granted, Span: all}
	phare := callsheet.Permit{Place: "phare", What: "domaine maritime", State: callsheet.Granted, Span: all}
	r := check()
	assert.Len(t, r.Of(moteur.Warning), 2, "two places outdoors, none in the studio: %v", r.Issues)
	assert.Empty(t, check(port, phare).Issues)
	for _, tc := range []struct {
		rule string
		want moteur.Severity
		edit func(p *callsheet.Permit)
	}{
		{"callsheet/permit-refused", moteur.Error, func(p *callsheet.Permit) { p.State = callsheet.Refused }},
		{"callsheet/permit-asked", moteur.Warning, func(p *callsheet.Permit) { p.State = callsheet.Asked }},
		{"callsheet/permit-dates", moteur.Error, func(p *callsheet.Permit) { p.Span.From = first.AddDays(1) }},
		{"callsheet/permit-to-ask", moteur.Warning, func(p *callsheet.Permit) { p.State, p.AskBefore = callsheet.ToAsk, 20 }},
		{"callsheet/permit-late", moteur.Error, func(p *callsheet.Permit) { p.State, p.AskBefore = callsheet.ToAsk, 21 }},
		{"callsheet/permit-hours", moteur.Error, func(p *callsheet.Permit) { p.Opens, p.Closes = labour.At(9, 1), labour.At(20, 0) }},
	} {
		p := port
		tc.edit(&p)
		assert.Equal(t, tc.want, severity(check(p, phare), tc.rule), tc.rule)
	}
	list, _, err := callsheet.Deadlines(first, 5, labour.Place{})
	require.NoError(t, err)
	testkit.Golden(t, "permits.txt", text.String(doc.Document{Title: "Autorisations", Blocks: []doc.Block{callsheet.PermitTable([]callsheet.Permit{port, phare}), callsheet.DeadlineTable(list)}}))
}

func FuzzReadUnitList(f *testing.F) {
	var book bytes.Buffer
	require.NoError(f, unit().WriteXLSX(&book))
	f.Add(book.Bytes())
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _, _ = callsheet.ReadUnitList(bytes.NewReader(b))
	})
}
