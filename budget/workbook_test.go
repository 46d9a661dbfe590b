package budget_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
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

// randomBooks is how many drawn devis are recalculated beside the written ones.
const randomBooks = 4

// Every formula of every workbook gives, in another spreadsheet program, the cents the library wrote; and when someone edits
// rates, a number and an entered amount there, the library reads the workbook and agrees to the cent.
func TestLibreOffice(t *testing.T) {
	e := frozen(t)
	dearer := sample()
	dearer.Lines[4].Rate = d("1100")
	other, err := budget.Compute(dearer)
	require.NoError(t, err)
	grid, err := budget.LoadGrid("broadcaster")
	require.NoError(t, err)
	table, err := budget.LoadGridMap("", "broadcaster")
	require.NoError(t, err)
	view, err := budget.Regroup(e, table, grid)
	require.NoError(t, err)
	files := map[string][]byte{
		"sample.xlsx": workbook(t, sample()), "series.xlsx": workbook(t, series()), "euro.xlsx": workbook(t, rounded(budget.Rounding{Unit: "euro"})),
		"even.xlsx": workbook(t, rounded(budget.Rounding{Mode: "half-even"})), "total.xlsx": workbook(t, rounded(budget.Rounding{Level: "total"})),
		"account.xlsx":     workbook(t, rounded(budget.Rounding{Unit: "euro", Mode: "half-even", Level: "account"})),
		"empty.xlsx":       workbook(t, budget.Budget{Title: "Vide", Date: sample().Date}),
		"comparaison.xlsx": xlsxOf(t, budget.Compare(e, other).Document()), "grille.xlsx": xlsxOf(t, view.Document()),
	}
	drawn := rapid.Custom(func(t *rapid.T) budget.Budget { return drawBudget(t, drawRounding(t)) })
	for i := range randomBooks {
		files[fmt.Sprintf("drawn%d.xlsx", i)] = workbook(t, drawn.Example(i))
	}
	edited := workbook(t, sample())
	for _, c := range []struct{ label, title, value string }{
		{"Électriciens", "Tarif", "1177.77"}, // salaried: its charges follow
		{"Réalisateur", "Tarif", "9876.54"},  // beyond the ceiling
		{"Figurants", "Nb", "57"},
		{"Figurants", "Montant saisi", "12345.67"}, // 57 persons, some of whom have a cent more
		{"Cantine", "Montant saisi", "15000.05"},
		{"Fixeur à Genève", "Quantité", "9.5"},
		{"Mixage", "Part France", "0.35"},
	} {
		edited = edit(t, edited, "xl/worksheets/sheet3.xml", cellOf(t, edited, c.label, c.title), "><v>"+c.value+"</v>")
	}
	files["edited.xlsx"] = edited
	// a technician under three SMIC: the general reduction follows the pay and the hours typed
	short := budget.Budget{Title: "Salaires", Date: sample().Date, Staff: 3, Lines: []budget.Line{{ID: "tech", Account: "2619", Label: "Machinistes",
		Number: d("2"), Quantity: d("4"), Unit: "week", Rate: d("1000"), Status: budget.Salaried, Span: moteur.Span{From: moteur.NewDate(2026, 6, 1), To: moteur.NewDate(2026, 7, 3)}}}}
	wages := workbook(t, short)
	for title, value := range map[string]string{"Tarif": "1233.5", "Quantité": "5"} {
		wages = edit(t, wages, "xl/worksheets/sheet3.xml", cellOf(t, wages, "Machinistes", title), "><v>"+value+"</v>")
	}
	files["wages.xlsx"] = wages
	again := testkit.Recalculate(t, files)
	for name, content := range files {
		require.NotZero(t, testkit.Formulas(t, content), "%s holds no formula", name)
		if name != "edited.xlsx" && name != "wages.xlsx" {
			require.Empty(t, testkit.Differences(t, content, again[name]), "%s: recalculated values differ", name)
		}
	}
	require.NotEmpty(t, testkit.Differences(t, edited, again["edited.xlsx"]), "the edited cells moved the totals")
	short.Lines[0].Quantity, short.Lines[0].Rate = d("5"), d("1233.5")
	five, err := budget.Compute(short)
	require.NoError(t, err)
	paid, err := budget.ReadWorkbook(bytes.NewReader(again["wages.xlsx"]))
	require.NoError(t, err)
	one, _, err := five.ChargesOf(0)
	require.NoError(t, err)
	require.True(t, one.Reduction.IsNegative())
	require.Empty(t, budget.Agree(paid, five).Issues, "workbook %s, library %s", paid.Total, five.Total)
	r, err := budget.ReadWorkbook(bytes.NewReader(again["edited.xlsx"]))
	require.NoError(t, err)
	require.NoError(t, r.Report.Err())
	after, err := budget.Compute(r.Budget)
	require.NoError(t, err)
	require.False(t, e.Total.Equal(after.Total))
	require.Empty(t, budget.Agree(r, after).Issues, "workbook %s, library %s", r.Total, after.Total)
}

// A new line typed at the bottom comes in; what only the library computes is said.
func TestWorkbookNewLine(t *testing.T) {
	content := workbook(t, sample())
	wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
	require.NoError(t, err)
	s, _ := wb.Sheet("Lignes")
	h, _ := s.Find("Compte", "Tarif", "Intitulé")
	free := 0
	for r := h.Row + 2; free == 0; r++ {
		if h.Text(r, "Intitulé") == "" && h.Text(r, "Identifiant") == "" {
			free = r
		}
	}
	inline := func(s string) string { return ` t="inlineStr"><is><t>` + s + `</t></is>` }
	for title, value := range map[string]string{"Compte": inline("2619"), "Intitulé": inline("Chef opérateur du son"), "Quantité": "><v>6</v>", "Unité": inline("semaines"), "Tarif": "><v>1650</v>", "Statut": inline("Salarié")} {
		_, ref, _ := strings.Cut(h.Ref(free, title), "!")
		content = edit(t, content, "xl/worksheets/sheet3.xml", ref, value)
	}
	r, err := budget.ReadWorkbook(bytes.NewReader(content))
	require.NoError(t, err)
	require.NoError(t, r.Report.Err())
	l := r.Budget.Lines[len(r.Budget.Lines)-1]
	require.Equal(t, budget.Salaried, l.Status)
	require.Equal(t, "week", l.Unit)
	e, err := budget.Compute(r.Budget)
	require.NoError(t, err)
	equal(t, d("9900"), e.Lines[len(e.Lines)-1].Amount)
	require.True(t, e.Lines[len(e.Lines)-1].Charges.IsPositive())
	require.True(t, budget.Agree(r, e).Has("budget/workbook-differs"))
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

// What people type is open, what is computed is locked.
func TestWorkbookProtection(t *testing.T) {
	z, err := zip.NewReader(bytes.NewReader(workbook(t, sample())), int64(len(workbook(t, sample()))))
	require.NoError(t, err)
	sheets, locked := 0, 0
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			r, err := f.Open()
			require.NoError(t, err)
			part, err := io.ReadAll(r)
			require.NoError(t, err)
			sheets++
			locked += bytes.Count(part, []byte("<sheetProtection"))
		}
	}
	require.Equal(t, 7, sheets)
	require.Equal(t, sheets, locked)
}

// Any devis comes back from its workbook with the same amounts.
func TestAnyWorkbookReadsBack(t *testing.T) {
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		b := drawBudget(rt, drawRounding(rt))
		if runs++; runs > 25 { // each run writes and reads a workbook
			return
		}
		e, err := budget.Compute(b)
		require.NoError(rt, err)
		var out bytes.Buffer
		require.NoError(rt, e.WriteXLSX(&out))
		r, err := budget.ReadWorkbook(bytes.NewReader(out.Bytes()))
		require.NoError(rt, err)
		require.NoError(rt, r.Report.Err())
		again, err := budget.Compute(r.Budget)
		require.NoError(rt, err)
		require.True(rt, e.Exact.Equal(again.Exact), "total %s, read back %s", e.Exact, again.Exact)
		require.Empty(rt, budget.Agree(r, again).Issues)
		for i, a := range e.Accounts {
			require.True(rt, a.France.Equal(again.Accounts[i].France), "account %s: France %s, read back %s", a.Code, a.France, again.Accounts[i].France)
		}
	})
}
