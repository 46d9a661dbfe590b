package payroll_test

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/schedule/labour"
)

// A filled form reads back as the days it was made of.
func TestHoursForm(t *testing.T) {
	days := []labour.Day{
		{Date: date("2026-05-18"), RDV: at(7.5), Start: at(8), End: at(18), Back: at(18.5), Breaks: []labour.Break{{From: at(12), To: at(13), Meal: true}, {From: at(16), To: at(16.25)}}, Zone: labour.Region, Away: true, MealsOwed: 1, Region: "FR-67", Note: "pluie"},
		{Date: date("2026-05-19"), Kind: labour.Preparation, RDV: at(9), End: at(17), Breaks: []labour.Break{{From: at(12), To: at(13), Meal: true}}},
		{Date: date("2026-05-20"), RDV: at(16), End: at(26.5), Studio: true, Prep: 45, Breaks: []labour.Break{{From: at(20), To: at(21), Meal: true}}},
		{Date: date("2026-05-21"), RDV: at(12), End: at(20), Continuous: true, Breaks: []labour.Break{{From: at(16), To: at(16.5)}}},
		{Date: date("2026-05-24"), RDV: at(10), End: at(12), Recovery: labour.Unrecovered, Travel: 90, Arrival: at(8)},
		{Date: date("2026-05-25"), Kind: labour.HolidayOff},
	}
	var b bytes.Buffer
	require.NoError(t, payroll.HoursForm{Who: "Image", Film: "Le Phare", Date: date("2026-05-25"), Days: days}.WriteXLSX(&b))
	got, rep, err := payroll.ReadHours(&b)
	require.NoError(t, err)
	require.NoError(t, rep.Err())
	require.Len(t, got, len(days))
	terms := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region, Span: moteur.Span{From: date("2026-05-18"), To: date("2026-06-26")}}
	want, err := payroll.CountTime(terms, days, payroll.WorkSettings{})
	require.NoError(t, err)
	again, err := payroll.CountTime(terms, got, payroll.WorkSettings{})
	require.NoError(t, err)
	assert.Equal(t, want.Days, again.Days)
	assert.True(t, want.Gross.Equal(again.Gross) && want.Allowances.Equal(again.Allowances))
	for i := range days {
		assert.Equal(t, days[i].Note, got[i].Note)
		assert.Equal(t, days[i].Region, got[i].Region)
		assert.Equal(t, days[i].Breaks, got[i].Breaks)
	}

	var blank bytes.Buffer
	require.NoError(t, payroll.HoursForm{Days: []labour.Day{{Date: date("2026-05-18")}}}.WriteXLSX(&blank))
	got, rep, err = payroll.ReadHours(&blank)
	require.NoError(t, err)
	assert.Empty(t, got, "a blank row is no day")
	assert.NoError(t, rep.Err())
}

// A form edited by hand: columns in another order, times as fractions of a day, problems named by their cell.
func TestReadHoursByHand(t *testing.T) {
	book := func(rows ...[]doc.Cell) *bytes.Buffer {
		table := doc.Table{Sheet: "Heures", Columns: []doc.Column{{Title: "Fin"}, {Title: "Date"}, {Title: "Rendez-vous"}, {Title: "Nature"}, {Title: "Studio"}, {Title: "Région"}}}
		for _, r := range rows {
			table.Rows = append(table.Rows, doc.Row{Cells: r})
		}
		var b bytes.Buffer
		require.NoError(t, xlsx.Write(&b, doc.Document{Title: "Heures", Blocks: []doc.Block{table}}))
		return &b
	}
	got, rep, err := payroll.ReadHours(book([]doc.Cell{doc.Num(dec("0.75"), -1), doc.S("18/05/2026"), doc.S("8h"), doc.S("Préparation"), doc.S("oui")}))
	require.NoError(t, err)
	require.NoError(t, rep.Err())
	assert.Equal(t, []labour.Day{{Date: date("2026-05-18"), Kind: labour.Preparation, RDV: at(8), End: at(18), Studio: true}}, got)

	for _, c := range []struct {
		name, cell string
		row        []doc.Cell
	}{
		{"time", "Heures!C", []doc.Cell{doc.S("18:00"), doc.S("18/05/2026"), doc.S("huit heures"), {}, {}}},
		{"date", "Heures!B", []doc.Cell{doc.S("18:00"), doc.S("mardi"), doc.S("08:00"), {}, {}}},
		{"kind", "Heures!D", []doc.Cell{doc.S("18:00"), doc.S("18/05/2026"), doc.S("08:00"), doc.S("sieste"), {}}},
		{"studio", "Heures!E", []doc.Cell{doc.S("18:00"), doc.S("18/05/2026"), doc.S("08:00"), {}, doc.S("peut-être")}},
		{"region", "Heures!F", []doc.Cell{doc.S("18:00"), doc.S("18/05/2026"), doc.S("08:00"), {}, {}, doc.S("Alsace")}},
		{"order", "Heures!B", []doc.Cell{doc.S("07:00"), doc.S("18/05/2026"), doc.S("08:00"), {}, {}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, rep, err := payroll.ReadHours(book(c.row))
			require.NoError(t, err)
			require.Error(t, rep.Err())
			assert.Contains(t, rep.Issues[0].Path, c.cell)
		})
	}
	_, rep, err = payroll.ReadHours(book([]doc.Cell{doc.S("18:00"), doc.S("18/05/2026"), doc.S("08:00"), {}, {}, doc.S("fr-ges")}))
	require.NoError(t, err)
	require.NoError(t, rep.Err())
	assert.True(t, rep.Has("hours/holidays"), "a region of several answers")
	same := []doc.Cell{doc.S("18:00"), doc.S("18/05/2026"), doc.S("08:00"), {}, {}}
	_, rep, err = payroll.ReadHours(book(same, same))
	require.NoError(t, err)
	assert.True(t, rep.Has("hours/twice"))
	_, _, err = payroll.ReadHours(bytes.NewReader([]byte("not a workbook")))
	require.Error(t, err)
}

func FuzzReadHours(f *testing.F) {
	var b bytes.Buffer
	if err := (payroll.HoursForm{Days: []labour.Day{{Date: date("2026-05-18"), RDV: at(8), End: at(18)}}}).WriteXLSX(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(_ *testing.T, raw []byte) {
		_, _, _ = payroll.ReadHours(bytes.NewReader(raw)) // no panic
	})
}

// A day worked in Moselle on Good Friday is paid as a holiday by a relevé that tells its place, whatever the calendar of the film: its
// hours, the day to recover and the doubt of the rule are those of a film of Moselle. The evening before is, from midnight on; the day
// after is not.
func TestHolidaysOfAPlaceArePaidAsThoseOfTheFilm(t *testing.T) {
	terms := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region, Span: moteur.Span{From: date("2027-03-22"), To: date("2027-05-21")}}
	for _, c := range []struct {
		name, on string
		from, to float64
		no       bool // a commune without Good Friday
		want     int  // minutes of holiday
		owed     string
	}{
		{"the evening before, until midnight", "2027-03-25", 18, 24, false, 0, "0"},
		{"the evening before, a minute after midnight", "2027-03-25", 18, 24 + 1./60, false, 1, "0"},
		{"the day", "2027-03-26", 8, 14, false, 360, "210"},
		{"the day, in a commune without it", "2027-03-26", 8, 14, true, 0, "0"},
		{"the day after", "2027-03-27", 8, 14, false, 0, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			day := labour.Day{Date: date(c.on), RDV: at(c.from), End: at(c.to), Recovery: labour.Unrecovered}
			there := day
			there.Region = "FR-57"
			count := func(d labour.Day, zone string) payroll.TimeSheet {
				sheet, err := payroll.CountTime(terms, []labour.Day{d}, payroll.WorkSettings{Place: labour.Place{Zone: zone, NoGoodFriday: c.no}})
				require.NoError(t, err)
				return sheet
			}
			film := count(day, "FR-57")
			assert.Equal(t, c.want, film.Days[0].Holiday)
			owed := decimal.Zero
			for _, l := range film.Lines {
				if l.Rule == "recovery" {
					owed = owed.Add(l.Amount)
				}
			}
			assert.True(t, dec(c.owed).Equal(owed), "%s to recover", owed)
			place := count(there, "FR-57")
			assert.Equal(t, film.Lines, place.Lines)
			assert.Equal(t, film.Days, place.Days)
			if !c.no {
				place = count(there, "")
				assert.Equal(t, film.Lines, place.Lines)
				assert.Equal(t, film.Days, place.Days)
				assert.Equal(t, film.Report.Unverified(), place.Report.Unverified())
			}
		})
	}
}

// The legal time of a relevé is that of its place: a night of La Réunion is not an hour shorter when the clocks of Paris go forward.
func TestLegalTimeOfAPlaceIsPaid(t *testing.T) {
	terms := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region, Span: moteur.Span{From: date("2027-03-22"), To: date("2027-05-21")}}
	for _, c := range []struct {
		on, region string
		want       int
	}{{"2027-03-26", "", 480}, {"2027-03-26", "FR-974", 480}, {"2027-03-27", "", 420}, {"2027-03-27", "FR-974", 480}, {"2027-03-28", "", 480}, {"2027-03-28", "FR-974", 480}} {
		day := labour.Day{Date: date(c.on), RDV: at(20), End: at(28), Region: c.region, Recovery: labour.Given}
		sheet, err := payroll.CountTime(terms, []labour.Day{day}, payroll.WorkSettings{})
		require.NoError(t, err)
		assert.Equal(t, c.want, sheet.Days[0].Effective, "%s %s", c.on, c.region)
	}
}

// The holidays of a relevé are those of the code of its place; one that has several answers says so.
func TestHoursOfAPlace(t *testing.T) {
	terms := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region, Span: moteur.Span{From: date("2027-03-22"), To: date("2027-05-21")}}
	minutes := func(region string) int {
		day := labour.Day{Date: date("2027-03-26"), RDV: at(8), End: at(14), Region: region, Recovery: labour.Given}
		sheet, err := payroll.CountTime(terms, []labour.Day{day}, payroll.WorkSettings{})
		require.NoError(t, err)
		assert.Equal(t, region == "FR-GES", sheet.Report.Has("hours/holidays"), region)
		return sheet.Days[0].Holiday
	}
	assert.Equal(t, 360, minutes("FR-57"))
	assert.Zero(t, minutes(""))
	assert.Zero(t, minutes("FR-BRE"))
	assert.Zero(t, minutes("FR-GES"))
	_, err := payroll.CountTime(terms, []labour.Day{{Date: date("2027-03-26"), RDV: at(8), End: at(14), Region: "Alsace"}}, payroll.WorkSettings{})
	assert.ErrorIs(t, err, labour.ErrDay)
}
