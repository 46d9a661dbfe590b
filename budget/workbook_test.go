package budget_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
)

func workbook(t testing.TB, b budget.Budget) []byte {
	t.Helper()
	e, err := budget.Compute(b)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, e.WriteXLSX(&out))
	return out.Bytes()
}

// series has pattern lines, the user's own charges and no nomenclature's charges account.
func series() budget.Budget {
	b := sample()
	b.Title, b.Kind = "Phares", "series"
	b.Variables["episodes"] = d("6")
	b.Charges = []budget.Charge{
		{ID: "employeur", Label: "Charges du producteur étranger", Account: "46", Rate: d("0.221")},
		{ID: "caisse", Label: "Caisse plafonnée", Rate: d("0.031"), Ceiling: ptr("9000"), Scope: "person"},
	}
	for i := range b.Lines {
		switch b.Lines[i].ID {
		case "camera", "cantine", "figurants":
			b.Lines[i].PerEpisode = true
		case "fixeur":
			b.Lines[i].Status, b.Lines[i].Charges, b.Lines[i].Person = budget.Salaried, []string{"employeur", "caisse"}, "fixeur"
		case "mixage":
			b.Lines[i].Charges, b.Lines[i].Person = []string{"caisse"}, "fixeur"
		}
	}
	return b
}

func rounded(r budget.Rounding) budget.Budget {
	b := sample()
	b.Rounding = r
	return b
}

// Every formula of the workbook gives, in another spreadsheet program, the cents the library wrote.
func TestWorkbookLive(t *testing.T) {
	empty := budget.Budget{Title: "Vide", Date: sample().Date}
	testkit.Live(t, map[string][]byte{
		"sample.xlsx":  workbook(t, sample()),
		"series.xlsx":  workbook(t, series()),
		"euro.xlsx":    workbook(t, rounded(budget.Rounding{Unit: "euro"})),
		"even.xlsx":    workbook(t, rounded(budget.Rounding{Mode: "half-even"})),
		"account.xlsx": workbook(t, rounded(budget.Rounding{Unit: "euro", Mode: "half-even", Level: "account"})),
		"total.xlsx":   workbook(t, rounded(budget.Rounding{Level: "total"})),
		"empty.xlsx":   workbook(t, empty),
	})
}

// same holds two budgets for equal: decimals by value, in JSON form.
func same(t testing.TB, want, got budget.Budget) {
	t.Helper()
	w, err := json.MarshalIndent(want, "", " ")
	require.NoError(t, err)
	g, err := json.MarshalIndent(got, "", " ")
	require.NoError(t, err)
	require.Equal(t, string(w), string(g))
}

func TestWorkbookReadsBack(t *testing.T) {
	for name, b := range map[string]budget.Budget{"sample": sample(), "series": series(), "euro": rounded(budget.Rounding{Unit: "euro"})} {
		t.Run(name, func(t *testing.T) {
			r, err := budget.ReadWorkbook(bytes.NewReader(workbook(t, b)))
			require.NoError(t, err)
			require.NoError(t, r.Report.Err())
			same(t, b, r.Budget)
			e, err := budget.Compute(r.Budget)
			require.NoError(t, err)
			require.Empty(t, budget.Agree(r, e).Issues)
		})
	}
}

// edit types a value in a cell of a written workbook: the number of the first row whose label matches.
func edit(t testing.TB, content []byte, sheet, ref, value string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		part, err := io.ReadAll(r)
		require.NoError(t, err)
		if f.Name == sheet {
			cell := regexp.MustCompile(`<c r="` + ref + `"([^>]*?)(?: t="[a-zA-Z]+")?(?:/>|>.*?</c>)`)
			require.True(t, cell.Match(part), "no cell %s", ref)
			part = cell.ReplaceAll(part, []byte(`<c r="`+ref+`"$1`+value+`</c>`))
		}
		p, err := w.Create(f.Name)
		require.NoError(t, err)
		_, err = p.Write(part)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// refs finds the cell of a row, by its label, and of a column, by its title, on the sheet of lines.
func cellOf(t testing.TB, content []byte, label, title string) string {
	t.Helper()
	wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
	require.NoError(t, err)
	s, ok := wb.Sheet("Lignes")
	require.True(t, ok)
	h, ok := s.Find("Compte", "Tarif", "Intitulé")
	require.True(t, ok)
	for r := range s.Rows {
		if h.Text(r, "Intitulé") == label {
			_, ref, _ := strings.Cut(h.Ref(r, title), "!")
			return ref
		}
	}
	t.Fatalf("no line %s", label)
	return ""
}

// Someone edits rates, a number and an entered amount in another spreadsheet program: the library agrees to the cent.
func TestWorkbookEditedInLibreOffice(t *testing.T) {
	content := workbook(t, sample())
	const lines = "xl/worksheets/sheet3.xml"
	for _, e := range []struct{ label, title, value string }{
		{"Électriciens", "Tarif", "1177.77"}, // salaried: its charges follow
		{"Réalisateur", "Tarif", "9876.54"},  // beyond the ceiling
		{"Figurants", "Nb", "57"},
		{"Cantine", "Montant saisi", "15000.05"},
		{"Fixeur à Genève", "Quantité", "9.5"},
		{"Mixage", "Part France", "0.35"},
	} {
		content = edit(t, content, lines, cellOf(t, content, e.label, e.title), ">"+"<v>"+e.value+"</v>")
	}
	again := testkit.Recalculate(t, map[string][]byte{"devis.xlsx": content})["devis.xlsx"]
	r, err := budget.ReadWorkbook(bytes.NewReader(again))
	require.NoError(t, err)
	require.NoError(t, r.Report.Err())
	before, err := budget.Compute(sample())
	require.NoError(t, err)
	after, err := budget.Compute(r.Budget)
	require.NoError(t, err)
	require.False(t, before.Total.Equal(after.Total))
	require.Empty(t, budget.Agree(r, after).Issues, "workbook %s, library %s", r.Total, after.Total)
}

func TestWorkbookProblemsAreNamedByCell(t *testing.T) {
	content := workbook(t, sample())
	const lines = "xl/worksheets/sheet3.xml"
	inline := func(s string) string { return ` t="inlineStr"><is><t>` + s + `</t></is>` }
	type wrong struct{ label, title, value string }
	list := []wrong{
		{"Électriciens", "Tarif", inline("mille")}, {"Réalisateur", "Statut", inline("bénévole")}, {"Figurants", "Nb", inline("1e1000000000")},
		{"Caméra", "Par épisode", inline("peut-être")}, {"Anna", "Du", inline("hier")}, {"Mixage", "Part France", "><v>1.5</v>"}, {"Cantine", "Compte", inline("")},
		{"Bateau-régie", "Profil", inline("capitaine")},
	}
	var refs []string
	for _, w := range list {
		ref := cellOf(t, content, w.label, w.title)
		refs = append(refs, "Lignes!"+ref)
		content = edit(t, content, lines, ref, w.value)
	}
	r, err := budget.ReadWorkbook(bytes.NewReader(content))
	require.NoError(t, err)
	var got []string
	for _, i := range r.Report.Issues {
		got = append(got, i.Path)
	}
	require.ElementsMatch(t, refs, got)
	_, err = budget.ReadWorkbook(strings.NewReader("PK not a workbook"))
	require.Error(t, err)
}
