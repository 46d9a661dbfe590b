package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/doctest"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// open reads a workbook with the library itself, to look at what a reader of values does not show.
func open(t testing.TB, d doc.Document) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(write(t, d)))
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

func one(formula string) doc.Document {
	return doc.Document{Title: "Essai", Blocks: []doc.Block{
		doc.Table{Key: "t", Sheet: "L'Œuvre", Columns: []doc.Column{{Key: "a", Title: "A"}, {Key: "p", Title: "P", PaperOnly: true}, {Key: "b", Title: "B"}},
			Rows: []doc.Row{
				{Key: "x", Cells: []doc.Cell{doc.N(1), doc.S("p"), doc.Num(decimal.NewFromInt(3), 0)}},
				{Key: "1.2", Cells: []doc.Cell{doc.N(2), doc.S("p"), doc.Num(decimal.NewFromInt(3), 0).With(formula)}},
				{Key: "twice"}, {Key: "twice"},
			}},
		doc.Table{Key: "u", Sheet: "Autre", Columns: []doc.Column{{Key: "a"}}, Rows: []doc.Row{{Key: "z", Cells: []doc.Cell{doc.N(4)}}, {Key: "zz", Cells: []doc.Cell{doc.N(5).With("{t!x.b}")}}}},
	}}
}

func TestFormulas(t *testing.T) {
	for _, tc := range []struct{ name, formula, want string }{
		{"cell", "{x.a}", "A5"},
		{"same row", "ROUND({@.a}*2,2)", "ROUND(A6*2,2)"},
		{"range", "SUM({x.a:1.2.a})", "SUM(A5:A6)"},
		{"other sheet", "{u!z.a}+1", "'Autre'!A4+1"},
		{"range elsewhere", "SUM({u!z.a:zz.a})", "SUM('Autre'!A4:A5)"},
		{"own key", "{t!x.b}", "B5"},
		{"text", `IF({x.a}>1,"{non}","=")`, `IF(A5>1,"{non}","=")`},
		{"equals sign", "=1+1", "1+1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := open(t, one(tc.formula))
			got, err := f.GetCellFormula("L'Œuvre", "B6")
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
			other, err := f.GetCellFormula("Autre", "A5")
			require.NoError(t, err)
			assert.Equal(t, "'L''Œuvre'!B5", other)
		})
	}
}

func TestFormulaErrorsNameTheCell(t *testing.T) {
	for _, formula := range []string{
		"{x.c}", "{y.a}", "{v!x.a}", "{x.p}", "{twice.a}", "{u!@.a}", "{a}", "{}", "{x.a", "x.a}", `"ouvert`, "{x.a:u!z.a}", "{x.a:}", "=", "1+\x01",
		strings.Repeat("{x.a}+", 3000) + "1",
	} {
		err := xlsx.Write(&bytes.Buffer{}, one(formula))
		require.Error(t, err, formula)
		assert.Contains(t, err.Error(), `L'Œuvre!B6 (ligne "1.2", colonne "b")`, formula)
	}
}

func TestSheetNames(t *testing.T) {
	names := []string{"", "History", "'quoted'", `a:b\c/d?e*f[g]`, strings.Repeat("long ", 20), strings.Repeat("long ", 21), "DEVIS", "devis", "\x00\u200b", "🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬"}
	d := doc.Document{Title: "Devis"}
	for _, n := range names {
		d.Blocks = append(d.Blocks, doc.Table{Sheet: n, Columns: []doc.Column{{Title: "A"}}, Rows: []doc.Row{{Cells: []doc.Cell{doc.S("v")}}}})
	}
	got := open(t, d).GetSheetList()
	require.Len(t, got, len(names))
	seen := map[string]bool{}
	for _, n := range got {
		assert.LessOrEqual(t, len([]rune(n)), 31)
		assert.NotContains(t, []string{"", "history"}, strings.ToLower(n))
		assert.False(t, strings.ContainsAny(n, `:\/?*[]`) || strings.HasPrefix(n, "'") || strings.HasSuffix(n, "'"), n)
		assert.False(t, seen[strings.ToLower(n)], n)
		seen[strings.ToLower(n)] = true
	}
}

func TestTextIsNeverRun(t *testing.T) {
	d := doc.Document{Title: "=1+1", Film: "@film", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{Title: "+1"}}}}}
	risky := []string{"=cmd|' /C calc'!A0", "+33 6 12 34 56 78", "-12", "@SUM(1)", "\t=1", "\r=1"}
	for _, s := range risky {
		tab := d.Blocks[0].(doc.Table)
		tab.Rows = append(tab.Rows, doc.Row{Cells: []doc.Cell{doc.S(s)}})
		d.Blocks[0] = tab
	}
	f := open(t, d)
	sheet := f.GetSheetList()[0]
	for _, cell := range []string{"A1", "A2", "A4", "A5", "A6", "A7", "A8", "A9", "A10"} {
		formula, err := f.GetCellFormula(sheet, cell)
		require.NoError(t, err)
		assert.Empty(t, formula, cell)
		kind, err := f.GetCellType(sheet, cell)
		require.NoError(t, err)
		assert.Contains(t, []excelize.CellType{excelize.CellTypeInlineString, excelize.CellTypeSharedString}, kind, cell)
		style, err := f.GetCellStyle(sheet, cell)
		require.NoError(t, err)
		if v, _ := f.GetCellValue(sheet, cell); v[0] != '=' && cell == "A10" {
			continue // the carriage return is dropped, and so is the risk
		}
		require.NotNil(t, f.Styles.CellXfs.Xf[style].QuotePrefix, cell)
		assert.True(t, *f.Styles.CellXfs.Xf[style].QuotePrefix, cell)
	}
}

func TestProtection(t *testing.T) {
	f := open(t, doctest.Sample())
	p, err := f.GetSheetProtection("Devis")
	require.NoError(t, err)
	assert.True(t, p.SelectLockedCells)
	s, ok := read(t, write(t, doctest.Sample())).Sheet("Devis")
	require.True(t, ok)
	h, ok := s.Find("Quantité", "Montant (€)")
	require.True(t, ok)
	locked := func(title string) bool {
		_, cell, _ := strings.Cut(h.Ref(h.Row+2, title), "!")
		id, err := f.GetCellStyle("Devis", cell)
		require.NoError(t, err)
		style, err := f.GetStyle(id)
		require.NoError(t, err)
		return style.Protection == nil || style.Protection.Locked
	}
	assert.False(t, locked("Quantité"), "an input is locked")
	assert.True(t, locked("Montant (€)"), "a total is not locked")
	if p, err := f.GetPanes("Présences"); assert.NoError(t, err) {
		assert.True(t, p.Freeze)
		assert.Equal(t, 1, p.XSplit)
	}
}

func TestHiddenColumn(t *testing.T) {
	d := doc.Document{Title: "T", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{Title: "Nom"}, {Title: "Clé", Hidden: true}, {Title: "Prix", Kind: doc.Amount}},
		Rows: []doc.Row{{Cells: []doc.Cell{doc.S("a"), doc.S("id-1"), doc.Eur(decimal.NewFromInt(3))}}}}}}
	f := open(t, d)
	shown, err := f.GetColVisible("T", "B")
	require.NoError(t, err)
	assert.False(t, shown)
	s, _ := read(t, write(t, d)).Sheet("t")
	h, ok := s.Find("cle")
	require.True(t, ok)
	assert.Equal(t, "id-1", h.Text(h.Row+1, "Clé"))
}

func TestTooLongText(t *testing.T) {
	d := doc.Document{Title: "T", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{}, {}}, Rows: []doc.Row{{Cells: []doc.Cell{doc.S("a"), doc.S(strings.Repeat("é", 32767))}}}}}}
	require.NoError(t, xlsx.Write(&bytes.Buffer{}, d))
	d.Blocks[0].(doc.Table).Rows[0].Cells[1].Text += "é"
	err := xlsx.Write(&bytes.Buffer{}, d)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "T!B4")
}

func TestReadLimits(t *testing.T) {
	content := write(t, lines(300))
	for name, l := range map[string]xlsx.Limits{"bytes": {Bytes: 1000}, "rows": {Rows: 200}, "columns": {Cols: 4}, "text": {Text: 10}} {
		_, err := xlsx.Read(bytes.NewReader(content), l)
		require.ErrorIs(t, err, xlsx.ErrTooBig, name)
	}
	_, err := xlsx.Read(bytes.NewReader(write(t, doctest.Sample())), xlsx.Limits{Sheets: 2})
	require.ErrorIs(t, err, xlsx.ErrTooBig)
	_, err = xlsx.Read(strings.NewReader("pas un classeur"), xlsx.Limits{})
	require.Error(t, err)
}

// TestReadSparse reads a sheet whose cells stand at its far corners: it must be refused or read in little time and memory.
func TestReadSparse(t *testing.T) {
	f := excelize.NewFile()
	require.NoError(t, f.SetCellValue("Sheet1", "A1048576", "bas"))
	require.NoError(t, f.SetCellValue("Sheet1", "XFD1", "droite"))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	_, err := xlsx.Read(&b, xlsx.Limits{})
	require.ErrorIs(t, err, xlsx.ErrTooBig)
}

func TestReadTypedByHand(t *testing.T) {
	f := excelize.NewFile()
	for cell, v := range map[string]any{
		"B2": "  DÉPENSE ", "C2": "Montant\n HT", "D2": "Jour", "B3": "Décor", "C3": "1 234,50 €", "D3": "03/03/2026", "B4": "Son", "C4": 0.1 + 0.2, "D4": 46084,
		"B5": "Taux", "C5": "30 %", "D5": "2026-03-03", "C6": "12 pommes", "D6": "hier",
	} {
		require.NoError(t, f.SetCellValue("Sheet1", cell, v))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	s := read(t, b.Bytes()).Sheets[0]
	h, ok := s.Find("depense", "montant ht", "jour")
	require.True(t, ok)
	assert.Equal(t, 1, h.Row)
	assert.Equal(t, 6, h.End())
	for row, want := range map[int]string{2: "1234.5", 3: "0.3", 4: "0.3"} {
		d, given, err := h.Decimal(row, "Montant HT")
		require.NoError(t, err)
		assert.True(t, given)
		assert.Equal(t, want, d.String())
		day, err := h.Date(row, "Jour")
		require.NoError(t, err)
		assert.Equal(t, "2026-03-03", day.String())
	}
	_, _, err := h.Decimal(5, "Montant HT")
	require.EqualError(t, err, `Sheet1!C6 : attendu un nombre, trouvé "12 pommes"`)
	_, err = h.Date(5, "Jour")
	require.EqualError(t, err, `Sheet1!D6 : attendu une date, trouvé "hier"`)
	_, given, err := h.Decimal(5, "Absente")
	require.NoError(t, err)
	assert.False(t, given)
	_, _, err = h.Int(2, "Montant HT")
	require.Error(t, err)
}

// FuzzRead looks for a panic or an endless run in the reader.
func FuzzRead(f *testing.F) {
	f.Add([]byte("PK"))
	f.Add(write(f, doctest.Sample()))
	f.Add(write(f, lines(3)))
	f.Fuzz(func(t *testing.T, b []byte) {
		wb, err := xlsx.Read(bytes.NewReader(b), xlsx.Limits{Bytes: 1 << 20, Rows: 2000})
		if err != nil {
			return
		}
		for _, s := range wb.Sheets {
			if h, ok := s.Find("Libellé"); ok {
				for r := range h.End() {
					_, _, _ = h.Decimal(r, "Libellé")
					_, _ = h.Date(r, "Libellé")
				}
			}
		}
	})
}

// FuzzFormula looks for a panic in the resolver, and for a formula it accepts that the file does not hold.
func FuzzFormula(f *testing.F) {
	for _, s := range []string{"{x.a}", "SUM({x.a:1.2.a})", "{{", "}{", `"{`, "{@.@}", "{t!t!x.a}", "{.}", "{:}", "{x.a:x.a:x.a}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if err := xlsx.Write(&bytes.Buffer{}, one(s)); err != nil {
			require.NotContains(t, err.Error(), "défaut interne")
		}
	})
}

func TestManySheets(t *testing.T) {
	d := doc.Document{Title: "T"}
	for i := range 40 {
		d.Blocks = append(d.Blocks, doc.Heading{Text: "h"}, doc.Para{Text: strings.Repeat("mot ", 100)}, doc.Table{Sheet: fmt.Sprint("S", i), Columns: []doc.Column{{Title: "A"}}, Rows: []doc.Row{{Cells: []doc.Cell{doc.N(i)}}}})
	}
	require.Len(t, open(t, d).GetSheetList(), 40)
	require.Len(t, open(t, doc.Document{}).GetSheetList(), 1, "an empty document is a workbook too")
}

// A long text takes the height of its lines, in programs that do not measure them on opening too; short ones keep the usual one.
func TestWrappedRowsAreTall(t *testing.T) {
	f := open(t, doc.Document{Title: "T", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{Title: "A"}},
		Rows: []doc.Row{{Cells: []doc.Cell{doc.S("court")}}, {Cells: []doc.Cell{doc.S(strings.Repeat("mot ", 40))}}}}}})
	rows, err := f.GetRows("T")
	require.NoError(t, err)
	n := len(rows)
	short, err := f.GetRowHeight("T", n-1)
	require.NoError(t, err)
	tall, err := f.GetRowHeight("T", n)
	require.NoError(t, err)
	require.Greater(t, tall, 2*short)
}
