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

// laid is a plan of the film: J1 of 3 May, scenes 1 and 2; J2 of 5 May, 5 and 3 BIS; J3 of 7 May, 4.
func laid(p schedule.Problem) schedule.Plan {
	return schedule.Plan{Days: []schedule.Day{
		{Number: 1, Date: moteur.NewDate(2027, 5, 3), Scenes: []string{"1", "2"}},
		{Number: 2, Date: moteur.NewDate(2027, 5, 5), Scenes: []string{"5", "3 BIS"}},
		{Number: 3, Date: moteur.NewDate(2027, 5, 7), Scenes: []string{"4"}},
	}}.Timed(p)
}

func TestEditedByHand(t *testing.T) {
	p := film()
	base := laid(p)
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
	price, err := schedule.Cost(p, res.Plan)
	require.NoError(t, err)
	assert.Equal(t, price.Value.String(), total[len(total)-1])
}

// Nothing typed in a sheet of strips makes the reader panic; every scene it places is known and placed once.
func FuzzReadPlan(f *testing.F) {
	p := film()
	base := laid(p)
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

// typedOver is a workbook of the sheet of strips of a plan with some cells typed over: "12 (1/3)|Minutes" gives the cell of a row.
func typedOver(t testing.TB, p schedule.Problem, plan schedule.Plan, cells map[string]string) []byte {
	t.Helper()
	var w bytes.Buffer
	require.NoError(t, schedule.Paper{Problem: p, Plan: plan}.WriteXLSX(&w))
	wb, err := xlsx.Read(&w, xlsx.Limits{})
	require.NoError(t, err)
	sheet, _ := wb.Sheet("Bandes à déplacer")
	head, ok := sheet.Find("Jour", "Séquence")
	require.True(t, ok)
	titles := sheet.Rows[head.Row]
	lines := []string{strings.Join(titles, ";")}
	for r := head.Row + 1; r < len(sheet.Rows); r++ {
		var line []string
		for k, title := range titles {
			text := sheet.Cell(r, k)
			if now, ok := cells[head.Text(r, "Séquence")+"|"+title]; ok {
				text = now
			}
			line = append(line, strings.ReplaceAll(text, ";", ","))
		}
		lines = append(lines, strings.Join(line, ";"))
	}
	return typed(t, strings.Join(lines, "\n"))
}

// Hours and parts survive the way through the workbook, and each edit is read, or named by its sheet and cell.
func TestEditsAreReadOrNamed(t *testing.T) {
	p, plan := handmade()
	at := labour.At
	for _, c := range []struct {
		name  string
		edits map[string]string
		told  []string // what is said of cells
		seen  func(t *testing.T, q schedule.Problem, days []schedule.Day)
	}{
		{"untouched", nil, nil, func(t *testing.T, q schedule.Problem, days []schedule.Day) {
			assert.Equal(t, plan.Days, days)
			assert.Equal(t, p, q)
		}},
		{"minutes", map[string]string{"2|Minutes": "90"}, nil, func(t *testing.T, q schedule.Problem, days []schedule.Day) {
			assert.Equal(t, 90, q.Scenes[1].Minutes)
			assert.Equal(t, 120, p.Scenes[1].Minutes, "the problem given stays as it is")
			assert.Equal(t, plan.Days[1:], days[1:])
		}},
		{"minutes of a part", map[string]string{"12 (2/3)|Minutes": "300"}, nil, func(t *testing.T, q schedule.Problem, days []schedule.Day) {
			assert.Equal(t, 900, q.Scenes[2].Minutes)
			assert.Equal(t, []schedule.Part{{Scene: "12", Number: 2, Of: 3, Minutes: 300, Eighths: 27}}, days[2].Parts)
		}},
		{"minutes that are none", map[string]string{"1|Minutes": "0", "2|Minutes": "dix", "13|Minutes": ""},
			[]string{"N10 minutes effacées, 60 gardées", "N5 0 minutes", "N6 « dix »"}, nil},
		{"roles by number and by name", map[string]string{"2|Rôles": "2, lou", "13|Rôles": "aucun"}, nil, func(t *testing.T, q schedule.Problem, days []schedule.Day) {
			assert.Equal(t, []string{"NORA", "LOU"}, q.Scenes[1].Roles)
			assert.Empty(t, q.Scenes[3].Roles)
			assert.Equal(t, plan.Days, days)
		}},
		{"roles unknown, erased", map[string]string{"2|Rôles": "1, 7", "13|Rôles": ""}, []string{"M10 rôles effacés", "M6 « 7 » inconnu"}, func(t *testing.T, q schedule.Problem, _ []schedule.Day) {
			assert.Equal(t, p.Scenes, q.Scenes)
		}},
		{"roles of one part", map[string]string{"12 (2/3)|Rôles": "1"}, nil, func(t *testing.T, q schedule.Problem, _ []schedule.Day) {
			assert.Equal(t, []string{"YANN"}, q.Scenes[2].Roles)
		}},
		{"two casts for a scene", map[string]string{"12 (2/3)|Rôles": "1", "12 (3/3)|Rôles": "2"}, []string{"M9 diffèrent"}, nil},
		{"a call moves the day", map[string]string{"12 (2/3)|Convocation": "9h30"}, nil, func(t *testing.T, _ schedule.Problem, days []schedule.Day) {
			d := days[2]
			assert.Equal(t, []labour.Clock{at(9, 30), at(10, 30), at(12, 30), at(18, 40)}, []labour.Clock{d.Call, d.Ready, d.Meal, d.Wrap})
			assert.Equal(t, []labour.Clock{at(10, 30)}, d.Starts)
		}},
		{"a scene later pushes the others", map[string]string{"12 (3/3)|De": "0.5"}, nil, func(t *testing.T, _ schedule.Problem, days []schedule.Day) {
			assert.Equal(t, []labour.Clock{at(12, 0), at(16, 30)}, days[3].Starts, "noon, as a spreadsheet keeps it")
			assert.Equal(t, at(18, 0), days[3].Wrap)
		}},
		{"after midnight", map[string]string{"2|De": "00:15", "1|Fin": "2:45"}, nil, func(t *testing.T, _ schedule.Problem, days []schedule.Day) {
			assert.Equal(t, []labour.Clock{at(15, 30), at(24, 15)}, days[0].Starts)
			assert.Equal(t, at(26, 45), days[0].Wrap)
		}},
		{"the meal", map[string]string{"1|Repas": "18:15", "1|PAT": "15:30"}, nil, func(t *testing.T, _ schedule.Problem, days []schedule.Day) {
			assert.Equal(t, at(18, 15), days[0].Meal)
			assert.Equal(t, at(15, 30), days[0].Ready)
			assert.Equal(t, plan.Days[0].Starts, days[0].Starts)
		}},
		{"hours that are none", map[string]string{"1|De": "midi", "2|Repas": "25h99"}, []string{"F6 Attendu une heure", "I5 Attendu une heure"}, nil},
		{"two hours for a day", map[string]string{"1|Fin": "21:00", "2|Fin": "22:00"}, []string{"G6 autre heure"}, nil},
		{"one date of two", map[string]string{"13|Date": "2027-03-18"}, []string{"B10 la date est changée ici"}, nil},
		{"a day moved keeps its part and loses its hours", map[string]string{"12 (2/3)|Date": "2027-03-18"}, nil, func(t *testing.T, _ schedule.Problem, days []schedule.Day) {
			assert.Equal(t, moteur.NewDate(2027, 3, 18), days[3].Date)
			assert.Equal(t, 4, days[3].Number)
			assert.Equal(t, plan.Days[2].Parts, days[3].Parts)
		}},
		{"a scene cut by hand", map[string]string{"2|Séquence": "2 (1/2)", "2|Minutes": "70", "13|Séquence": "2 (2/2)", "13|Minutes": "50", "13|Effet": "EXT/NUIT",
			"13|Décor": "GRÈVE", "13|Lieu": "Grève de Brest", "13|Rôles": "1"}, nil, func(t *testing.T, q schedule.Problem, days []schedule.Day) {
			assert.Equal(t, []schedule.Part{{Scene: "2", Number: 1, Of: 2, Minutes: 70, Eighths: 4}}, days[0].Parts)
			assert.Equal(t, schedule.Part{Scene: "2", Number: 2, Of: 2, Minutes: 50, Eighths: 4}, days[3].Parts[1])
			assert.Equal(t, p.Scenes, q.Scenes)
		}},
		{"columns that are not read", map[string]string{"2|Décor": "PLAGE", "1|Lieu": "Ailleurs", "1|Effet": "INT/JOUR"},
			[]string{"J5 devient « INT/JOUR »", "K6 devient « PLAGE »", "L5 devient « Ailleurs »"}, func(t *testing.T, q schedule.Problem, days []schedule.Day) {
				assert.Equal(t, plan.Days, days)
			}},
		{"a part that cannot be", map[string]string{"12 (2/3)|Séquence": "12 (4/3)"}, []string{"H8 inconnue"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, back, report, err := schedule.ReadPlan(bytes.NewReader(typedOver(t, p, plan, c.edits)), p, plan)
			require.NoError(t, err)
			var told []string
			for _, i := range report.Issues {
				if i.Rule == "schedule/cell" {
					assert.Contains(t, i.Path, "Bandes à déplacer!")
					told = append(told, strings.TrimPrefix(i.Path, "Bandes à déplacer!")+" "+i.Message)
				}
			}
			slices.Sort(told)
			require.Len(t, told, len(c.told), "%v", told)
			for k, want := range c.told {
				cell, words, _ := strings.Cut(want, " ")
				assert.True(t, strings.HasPrefix(told[k], cell+" "), "%s: %s", want, told[k])
				assert.Contains(t, told[k], words)
			}
			if c.seen != nil {
				c.seen(t, q, back.Days)
			}
		})
	}
}

// A settled day says that its date, its hours and its minutes do not change; other sheets say that they are not read.
func TestEditsOfSettledDaysAndOtherSheets(t *testing.T) {
	p, plan := handmade()
	plan.Days[0].Locked = true
	_, back, report, err := schedule.ReadPlan(bytes.NewReader(typedOver(t, p, plan, map[string]string{
		"1|Date": "2027-03-19", "2|Date": "2027-03-19", "1|Fin": "23:00", "2|Minutes": "30"})), p, plan)
	require.NoError(t, err)
	assert.Equal(t, plan.Days[0], back.Days[0])
	var cells []string
	for _, i := range report.Of(moteur.Error) {
		if i.Rule == "schedule/cell" {
			cells = append(cells, i.Path)
		}
	}
	assert.Equal(t, []string{"Bandes à déplacer!B5", "Bandes à déplacer!B6", "Bandes à déplacer!N6", "Bandes à déplacer!D5"}, cells)

	changed := p
	changed.Locations = slices.Clone(p.Locations)
	changed.Locations[2].Name = "Rue de Lyon"
	var w bytes.Buffer
	require.NoError(t, schedule.Paper{Problem: changed, Plan: plan}.WriteXLSX(&w))
	_, _, report, err = schedule.ReadPlan(&w, p, plan)
	require.NoError(t, err)
	var sheets []string
	for _, i := range report.Issues {
		if name, _, _ := strings.Cut(i.Path, "!"); i.Rule == "schedule/cell" && !slices.Contains(sheets, name) {
			sheets = append(sheets, name)
		}
	}
	assert.Equal(t, []string{"Bandes à déplacer", "Bandes", "Plan par jour", "Lieux", "Calendrier"}, sheets)
}
