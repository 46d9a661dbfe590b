package schedule_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// typed writes a sheet of strips as a person would leave it: a line a row, cells between semicolons.
func typed(t testing.TB, text string) []byte {
	t.Helper()
	table := doc.Table{Sheet: "Bandes à déplacer"}
	for i, line := range strings.Split(text, "\n") {
		cells := strings.Split(line, ";")
		if i == 0 {
			for _, c := range cells {
				table.Columns = append(table.Columns, doc.Column{Title: c})
			}
			continue
		}
		var row doc.Row
		for _, c := range cells[:min(len(cells), len(table.Columns))] {
			row.Cells = append(row.Cells, doc.S(c))
		}
		table.Rows = append(table.Rows, row)
	}
	var w bytes.Buffer
	require.NoError(t, xlsx.Write(&w, doc.Document{Title: "Plan de travail", Blocks: []doc.Block{table}}))
	return w.Bytes()
}

// The film's plan is: J1 of 3 May, scenes 1 and 2; J2 of 5 May, 5 and 3 BIS; J3 of 7 May, 4.
func TestEditedByHand(t *testing.T) {
	p := film()
	base := solved(t, p).Plan
	day := func(n, d int, scenes ...string) schedule.Day {
		return schedule.Day{Number: n, Date: moteur.NewDate(2027, 5, d), Scenes: scenes}
	}
	for _, c := range []struct {
		name, text string
		want       []schedule.Day // without hours
		cells      []string       // where errors are named
	}{
		{"untouched", "Jour;Date;Équipe;Séquence\n1;2027-05-03;;1\n1;2027-05-03;;2\n2;2027-05-05;;5\n2;2027-05-05;;3 BIS\n3;2027-05-07;;4",
			[]schedule.Day{day(1, 3, "1", "2"), day(2, 5, "5", "3 BIS"), day(3, 7, "4")}, nil},
		{"day typed, the date came along", "Jour;Date;Équipe;Séquence\n1;2027-05-03;;1\n1;2027-05-03;;2\n2;2027-05-05;;5\n2;2027-05-05;;3 BIS\n2;2027-05-07;;4",
			[]schedule.Day{day(1, 3, "1", "2"), day(2, 5, "5", "3 BIS", "4")}, nil},
		{"rows cut and inserted, blank rows, columns in another order, a note", "Séquence;Remarque;Date;Jour\n4;;07/05/2027;3\n;;;\n5;;05/05/2027;2\n3 BIS;grue ?;05/05/2027;2\n;voir avec Nora;;\n2;;03/05/2027;1\n1;;03/05/2027;1",
			[]schedule.Day{day(1, 3, "2", "1"), day(2, 5, "5", "3 BIS"), day(3, 7, "4")}, nil},
		{"two days swapped by number", "Jour;Date;Séquence\n3;2027-05-05;5\n3;2027-05-05;3 BIS\n2;2027-05-07;4\n1;;1\n1;;2",
			[]schedule.Day{day(1, 3, "1", "2"), day(2, 5, "4"), day(3, 7, "5", "3 BIS")}, nil},
		{"a whole day moved by date, before another", "Jour;Date;Séquence\n1;2027-05-03;1\n1;2027-05-03;2\n2;2027-05-05;5\n2;2027-05-05;3 BIS\n3;2027-05-04;4",
			[]schedule.Day{day(1, 3, "1", "2"), day(2, 4, "4"), day(3, 5, "5", "3 BIS")}, nil},
		{"a new day with its date", "Jour;Date;Séquence\n1;2027-05-03;1\n9;2027-05-10;2\n2;2027-05-05;5\n2;2027-05-05;3 BIS\n3;2027-05-07;4",
			[]schedule.Day{day(1, 3, "1"), day(2, 5, "5", "3 BIS"), day(3, 7, "4"), day(4, 10, "2")}, nil},
		{"a new day without one", "Jour;Date;Séquence\n1;2027-05-03;1\n9;2027-05-03;2\n2;2027-05-05;5\n2;2027-05-05;3 BIS\n3;2027-05-07;4", nil, []string{"Bandes à déplacer!B6"}},
		{"the date of one row only", "Jour;Date;Séquence\n1;2027-05-03;1\n1;2027-05-06;2\n2;2027-05-05;5\n2;2027-05-05;3 BIS\n3;2027-05-07;4", nil, []string{"Bandes à déplacer!B6"}},
		{"two dates for a day", "Jour;Date;Séquence\n1;2027-05-10;1\n1;2027-05-11;2\n2;2027-05-05;5\n2;2027-05-05;3 BIS\n3;2027-05-07;4", nil, []string{"Bandes à déplacer!B6"}},
		{"cells that cannot be read", "Jour;Date;Séquence\nun;2027-05-03;1\n1;hier;2\n2;2027-05-05;99\n2;2027-05-05;3 BIS\n3;2027-05-07;3 BIS\n;;4\n4;;", nil,
			[]string{"Bandes à déplacer!A5", "Bandes à déplacer!B6", "Bandes à déplacer!C7", "Bandes à déplacer!C9", "Bandes à déplacer!A10", "Bandes à déplacer!C11"}},
	} {
		_, plan, report, err := schedule.ReadPlan(bytes.NewReader(typed(t, c.text)), p, base)
		require.NoError(t, err, c.name)
		var cells []string
		for _, i := range report.Issues {
			if i.Rule == "schedule/cell" {
				cells = append(cells, i.Path)
			}
		}
		assert.Equal(t, c.cells, cells, c.name)
		if c.want == nil {
			assert.Error(t, report.Err(), c.name)
			continue
		}
		var got []schedule.Day
		for _, d := range plan.Days {
			assert.True(t, d.Wrap.Known(), c.name)
			got = append(got, schedule.Day{Number: d.Number, Date: d.Date, Scenes: d.Scenes})
		}
		assert.Equal(t, c.want, got, c.name)
	}
}

// Another spreadsheet program computes the totals to the same cents and gives the strips back as they were.
func TestWorkbookInLibreOffice(t *testing.T) {
	p := film()
	p.Roles[0].TravelDays, p.Roles[0].TravelRate, p.Roles[1].WeekRate = 1, euros(150), euros(1000)
	p.Locations[1].Opens, p.Locations[1].Closes = labour.At(6, 0), labour.At(24, 0)
	p.Wishes.LightSwitch = euros(100)
	res := solved(t, p)
	var w bytes.Buffer
	require.NoError(t, schedule.Paper{Problem: p, Plan: res.Plan, Costed: true, Result: res}.WriteXLSX(&w))
	out := testkit.Recalculate(t, map[string][]byte{"plan.xlsx": w.Bytes()})
	_, back, report, err := schedule.ReadPlan(bytes.NewReader(out["plan.xlsx"]), p, res.Plan)
	require.NoError(t, err)
	require.NoError(t, report.Err())
	assert.Equal(t, res.Plan.Days, back.Days)
	before, err := xlsx.Read(bytes.NewReader(w.Bytes()), xlsx.Limits{})
	require.NoError(t, err)
	after, err := xlsx.Read(bytes.NewReader(out["plan.xlsx"]), xlsx.Limits{})
	require.NoError(t, err)
	for _, name := range []string{"Coût", "Lieux", "Rôles", "Matériel", "Figuration"} {
		one, _ := before.Sheet(name)
		two, ok := after.Sheet(name)
		require.True(t, ok, name)
		require.GreaterOrEqual(t, len(two.Rows), len(one.Rows), name)
		for i, row := range one.Rows {
			for k, text := range row {
				assert.Equal(t, text, two.Cell(i, k), "%s row %d column %d", name, i+1, k+1)
			}
		}
	}
	cost, _ := after.Sheet("Coût")
	total := cost.Rows[len(cost.Rows)-1]
	assert.Equal(t, res.Cost.String(), total[len(total)-1])
}

// Nothing typed in a sheet of strips makes the reader panic; every scene it places is known and placed once.
func FuzzReadPlan(f *testing.F) {
	p := film()
	base := solved(f, p).Plan
	base.Days[0].Locked = true
	f.Add("Jour;Date;Équipe;Séquence\n1;2027-05-03;;1\n1;2027-05-03;;2\n2;46147;;5\n2;2027-05-05;A;3 BIS\n3;07/05/2027;;4")
	f.Add("Séquence;Jour\n1;1e9\n1;-1\n2;1,5\n;3\n5;99999999999999999999")
	f.Add("Date;Jour;Séquence\n9999-12-31;1;1\n0001-01-01;2;2\n–;1099;5")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 || strings.Count(text, ";") > 400 {
			return
		}
		_, plan, _, err := schedule.ReadPlan(bytes.NewReader(typed(t, text)), p, base)
		if err != nil {
			return
		}
		var seen []string
		for _, d := range plan.Days {
			for _, s := range d.Scenes {
				require.NotContains(t, seen, s)
				require.True(t, slices.ContainsFunc(p.Scenes, func(o schedule.Scene) bool { return o.ID == s }))
				seen = append(seen, s)
			}
		}
	})
}
