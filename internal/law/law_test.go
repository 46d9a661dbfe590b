package law_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

const table = `{"id":"t","title":"T","entries":[
 {"id":"rate","label":"Taux","values":[
  {"from":"2020-01-01","value":"0.10","source":"A","verified":true},
  {"from":"2021-07-01","value":"0.20","source":"B","verified":false,"to":"2021-12-31"}]},
 {"id":"slot","label":"Barème introuvable","values":[]}]}`

func load(t *testing.T, s string) (law.Table, error) {
	t.Helper()
	return law.Load(fstest.MapFS{"t.json": {Data: []byte(s)}}, "t.json")
}

func TestLookup(t *testing.T) {
	tab, err := load(t, table)
	require.NoError(t, err)
	for _, c := range []struct {
		on   moteur.Date
		want string
		err  error
	}{
		{moteur.NewDate(2019, time.December, 31), "", law.ErrBefore},
		{moteur.NewDate(2020, time.January, 1), "0.1", nil},
		{moteur.NewDate(2021, time.June, 30), "0.1", nil},
		{moteur.NewDate(2021, time.July, 1), "0.2", nil},
		{moteur.NewDate(2021, time.December, 31), "0.2", nil},
		{moteur.NewDate(2022, time.January, 1), "", law.ErrBefore},
	} {
		got, err := tab.Decimal("rate", c.on)
		if c.err != nil {
			assert.ErrorIs(t, err, c.err, c.on)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, c.want, got.Value.String(), c.on)
	}
	_, err = tab.Text("slot", moteur.NewDate(2020, 1, 1))
	assert.ErrorIs(t, err, law.ErrEmpty)
	_, err = tab.Text("none", moteur.NewDate(2020, 1, 1))
	assert.ErrorIs(t, err, law.ErrUnknown)
}

func TestUnverifiedIsSaid(t *testing.T) {
	tab, err := load(t, table)
	require.NoError(t, err)
	var r moteur.Report
	c, err := tab.Decimal("rate", moteur.NewDate(2021, time.August, 1))
	require.NoError(t, err)
	c.Use(&r, "devis")
	c.Use(&r, "ailleurs")
	require.Len(t, r.Unverified(), 1, "said once")
	assert.NoError(t, r.Err())
}

func TestLoadRefuses(t *testing.T) {
	for name, s := range map[string]string{
		"twice":     `{"id":"t","entries":[{"id":"a","values":[]},{"id":"a","values":[]}]}`,
		"undated":   `{"id":"t","entries":[{"id":"a","values":[{"value":"1","source":"x"}]}]}`,
		"unsourced": `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","value":"1"}]}]}`,
		"disorder":  `{"id":"t","entries":[{"id":"a","values":[{"from":"2021-01-01","value":"1","source":"x"},{"from":"2020-01-01","value":"1","source":"x"}]}]}`,
		"json":      `{`,
	} {
		_, err := load(t, s)
		assert.Error(t, err, name)
	}
}

const hours = `{"id":"h","title":"Heures","entries":[
 {"id":"rest","label":"Repos","unit":"h","values":[{"from":"2013-10-01","value":"11.5","source":"A","verified":true,"seen":"2020-12-31"}]},
 {"id":"night.from","label":"Nuit","values":[{"from":"2013-10-01","value":"27:30","source":"B","verified":true,"seen":"2020-12-31"}]},
 {"id":"meal","label":"Repas","values":[{"from":"2013-10-01","value":"11:00-14:30","source":"B","verified":true,"seen":"2021-12-31"}]},
 {"id":"summer","label":"Été","values":[{"from":"2013-10-01","value":"04-01/09-30","source":"B","verified":true,"seen":"2030-12-31"}]},
 {"id":"winter","label":"Hiver","values":[{"from":"2013-10-01","value":"11-01/02-28","source":"B","verified":true,"seen":"2030-12-31"}]},
 {"id":"old","label":"Ancien","values":[{"from":"2023-12-06","start_unknown":true,"value":"0.25","source":"C","verified":true,"seen":"2030-12-31"}]},
 {"id":"older","label":"Ancien","values":[{"start_unknown":true,"value":"true","source":"C","verified":true,"seen":"2030-12-31"}]},
 {"id":"ended","label":"Fini","values":[{"from":"2022-01-01","to":"2026-06-30","value":"3","source":"C","verified":true,"seen":"2022-06-30"}]},
 {"id":"day","label":"Jour","values":[{"timeless":true,"value":"24","source":"définition","verified":true}]}]}`

func day(y int, m time.Month, d int) moteur.Date { return moteur.NewDate(y, m, d) }

func TestBook(t *testing.T) {
	tab, err := load(t, hours)
	require.NoError(t, err)
	var r moteur.Report
	b := law.Open(day(2026, time.January, 5), &r, tab).At("rules")
	assert.Equal(t, 690, b.Hours("rest"))
	assert.Equal(t, 27*60+30, b.Clock("night.from"))
	from, to := b.Window("h/meal")
	assert.Equal(t, [2]int{660, 870}, [2]int{from, to})
	assert.False(t, b.Period("summer").Contains(b.On()))
	assert.True(t, b.Period("winter").Contains(b.On()))
	assert.Equal(t, 2500, b.Points("old"))
	assert.True(t, b.Bool("older"))
	assert.Equal(t, 3, b.Int("ended"))
	assert.Equal(t, "24", b.Number("day").String())
	assert.Equal(t, "B", b.Source("night").Text, "the source of the first entry under the id")
	assert.Equal(t, "Repos", b.Label("rest"))
	assert.Equal(t, "2026-07-01", b.Until().String())
	assert.True(t, b.Has("rest"))
	assert.False(t, b.Has("nothing"))
	require.NoError(t, b.Err())
	assert.Zero(t, b.Clock("nothing"))
	assert.Zero(t, b.Clock("rest"))
	assert.ErrorIs(t, b.Err(), law.ErrUnknown, "the first error stays")

	var said []string
	for _, i := range r.Issues {
		assert.Equal(t, "rules", i.Path)
		said = append(said, i.Rule+" "+i.Message)
	}
	assert.Equal(t, []string{
		"law/seen Heures : valeurs vues en vigueur le plus tard en 2020, appliquées à 2026 : à confirmer.",
		"law/start À confirmer : h/older, valeur true, début inconnu (C).",
	}, said)
}

func TestBookOfManyTables(t *testing.T) {
	a, err := load(t, table)
	require.NoError(t, err)
	b, err := load(t, hours)
	require.NoError(t, err)
	book := law.Open(day(2020, time.May, 4), nil, a, b)
	assert.Equal(t, "0.1", book.Number("t/rate").String())
	assert.Equal(t, 690, book.Hours("rest"))
	assert.Equal(t, "2021-07-01", book.Until().String(), "a value ends where the next begins")
	require.NoError(t, book.Err())
	assert.Zero(t, book.Int("slot"))
	assert.ErrorIs(t, book.Err(), law.ErrEmpty)
}

func TestDoubts(t *testing.T) {
	tab, err := load(t, hours)
	require.NoError(t, err)
	for _, c := range []struct {
		id   string
		on   moteur.Date
		want string
	}{
		{"rest", day(2020, time.December, 31), ""},
		{"rest", day(2021, time.January, 1), "Heures : valeurs vues en vigueur le plus tard en 2020, appliquées à 2021 : à confirmer."},
		{"summer", day(2030, time.December, 31), ""},
		{"old", day(2023, time.December, 6), ""},
		{"old", day(2023, time.December, 5), "À confirmer : h/old, valeur 0.25 au 2023-12-05, début inconnu : connue en vigueur le 2023-12-06 (C)."},
		{"ended", day(2026, time.June, 30), ""},
		{"day", day(1950, time.June, 30), ""},
	} {
		var r moteur.Report
		v, err := tab.Text(c.id, c.on)
		require.NoError(t, err)
		v.Use(&r, "")
		if c.want == "" {
			assert.Empty(t, r.Issues, "%s %s", c.id, c.on)
			continue
		}
		require.Len(t, r.Doubts(), 1, "%s %s", c.id, c.on)
		assert.Equal(t, c.want, r.Issues[0].Message)
	}
	_, err = tab.Text("ended", day(2026, time.July, 1))
	assert.ErrorIs(t, err, law.ErrBefore)
	_, err = tab.Text("rest", day(2013, time.September, 30))
	assert.ErrorIs(t, err, law.ErrBefore)
	_, err = tab.Text("older", moteur.Date{})
	assert.ErrorIs(t, err, law.ErrBefore, "no date, no answer")
}

func TestSeenOnceATable(t *testing.T) {
	tab, err := load(t, hours)
	require.NoError(t, err)
	use := func(on moteur.Date, ids ...string) moteur.Report {
		var r moteur.Report
		b := law.Open(on, &r, tab)
		for _, id := range ids {
			b.Text(id)
		}
		require.NoError(t, b.Err())
		return r
	}
	r := use(day(2026, time.March, 2), "meal")
	r.Merge("plan", use(day(2027, time.March, 2), "meal"))
	r.Merge("plan", use(day(2026, time.March, 2), "rest", "night.from"))
	require.Len(t, r.Issues, 1)
	assert.Equal(t, "Heures : valeurs vues en vigueur le plus tard en 2020, appliquées à 2027 : à confirmer.", r.Issues[0].Message)

	same := use(day(2031, time.March, 2), "summer")
	other := moteur.Report{Issues: same.Issues}
	same = moteur.Report{Issues: []moteur.Issue{same.Issues[0]}}
	same.Merge("", use(day(2032, time.March, 2), "summer"))
	assert.Contains(t, same.Issues[0].Message, "appliquées à 2032")
	assert.Contains(t, other.Issues[0].Message, "appliquées à 2031", "what another report holds does not change")
}

func TestTelling(t *testing.T) {
	library := law.Library(fstest.MapFS{"rules/t.json": {Data: []byte(table)}}, "t")
	var r moteur.Report
	b := law.Telling(day(2020, time.May, 4), &r, law.Given{"t/slot": decimal.RequireFromString("7.5")}, library).At("case")
	assert.Equal(t, "7.5", b.Number("t/slot").String(), "the caller's own value comes first")
	b.Number("t/slot")
	assert.Equal(t, "0.1", b.Quote("taux", "t/rate").Value.String())
	require.Len(t, r.Issues, 1, "said once")
	assert.Equal(t, law.RuleGiven, r.Issues[0].Rule)
	assert.Zero(t, b.Int("t/slot"), "not a whole number")
	assert.Zero(t, b.Int("t/none"))
	assert.Error(t, b.Err())
	assert.Len(t, r.Of(moteur.Error), 2, "each failure is said, at the path of its reading")
	assert.Equal(t, "case", r.Of(moteur.Error)[0].Path)

	var lost moteur.Report
	b = law.Telling(day(2020, time.May, 4), &lost, nil, law.Library(fstest.MapFS{}, "t"))
	b.Text("t/rate")
	assert.Error(t, b.Err())
	assert.True(t, lost.Has(law.RuleMissing))
}
