package law_test

import (
	"strings"
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
  {"from":"2020-01-01","value":"0.10","source":"A","verified":true,"seen":"2020-06-30"},
  {"from":"2021-07-01","value":"0.20","source":"B","verified":false,"to":"2021-12-31","unseen":true}]},
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
		"not seen":  `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","value":"1","source":"x","verified":true}]}]}`,
		"hole":      `{"id":"t","entries":[{"id":"a","values":[{"from":"1900-01-01","value":"1","source":"x","seen":"2020-01-01"}]}]}`,
		"json":      `{`,
		"second":    `{"id":"t","entries":[]} {}`,
		"field":     `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","value":"1","source":"x","since":"2020"}]}]}`,
		"twin":      `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","value":"1","source":"x","seen":"2019-01-01"},{"from":"2020-01-01","value":"1","source":"x","seen":"2020-01-01"}]}]}`,
		"overlap":   `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","to":"2021-01-01","value":"1","source":"x","seen":"2020-01-01"},{"from":"2021-01-01","value":"1","source":"x","seen":"2021-01-01"}]}]}`,
		"outlived":  `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","value":"1","source":"x","seen":"2021-06-01"},{"from":"2021-01-01","value":"1","source":"x","seen":"2021-06-01"}]}]}`,
		"backwards": `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","to":"2019-01-01","value":"1","source":"x"}]}]}`,
		"late":      `{"id":"t","entries":[{"id":"a","values":[{"from":"2020-01-01","value":"1","source":"x","seen":"2020-01-01"},{"start_unknown":true,"from":"2021-01-01","value":"1","source":"x","seen":"2021-01-01"}]}]}`,
		"timeless":  `{"id":"t","entries":[{"id":"a","values":[{"timeless":true,"value":"1","source":"x"},{"from":"2021-01-01","value":"1","source":"x","seen":"2021-01-01"}]}]}`,
	} {
		_, err := load(t, s)
		assert.Error(t, err, name)
	}
}

// A key given twice, in whatever case, and a text where the unit is that of a number are refused with their place.
func TestShape(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"id":"t","title":"A","Title":"B","entries":[]}`, `clé "Title" donnée deux fois`},
		{`{"id":"t","entries":[{"id":"a","values":[{"timeless":true,"value":"1","value":"2","source":"x"}]}]}`, `clé "value" donnée deux fois`},
		{`{"id":"t","entries":[{"id":"a","unit":"EUR/semaine","values":[{"timeless":true,"value":"mille","source":"x"}]}]}`, `a, valeur 1 n'est pas un nombre`},
		{`{"id":"t","entries":[{"id":"a","unit":"h","values":[{"timeless":true,"value":"","source":"x"}]}]}`, `a, valeur 1 n'est pas un nombre`},
		{`{"id":"t","entries":[{"id":"a","unit":"ratio","values":[{"timeless":true,"value":"1/","source":"x"}]}]}`, `a, valeur 1 n'est pas un nombre`},
	} {
		_, err := load(t, c.text)
		assert.ErrorContains(t, err, c.want)
	}
	_, err := load(t, `{"id":"t","entries":[
		{"id":"a","unit":"ratio","values":[{"timeless":true,"value":"1/3","source":"x"}]},
		{"id":"b","unit":"heure","values":[{"timeless":true,"value":"22:00","source":"x"}]},
		{"id":"c","unit":"h/jour","values":[{"timeless":true,"value":"11.5","source":"x"}]}]}`)
	assert.NoError(t, err)
	var rows struct {
		Rows []struct{ ID, Source string } `json:"rows"`
	}
	err = law.Read(fstest.MapFS{"t.json": {Data: []byte(`{"rows":[{"id":"a","id":"b"}]}`)}}, "t.json", &rows)
	assert.ErrorContains(t, err, `clé "id" donnée deux fois`)
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
	assert.Equal(t, "true", b.Text("older"))
	assert.Equal(t, 3, b.Int("ended"))
	assert.Equal(t, "24", b.Number("day").String())
	assert.Equal(t, "B", b.Source("night").Text, "the source of the first entry under the id")
	assert.Equal(t, "Repos", b.Label("rest"))
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
	assert.Equal(t, "2021-06-30", book.Cited("t/rate").To.String(), "a value ends where the next begins")
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

func TestCheck(t *testing.T) {
	first, seen := day(2020, time.May, 4), day(2021, time.May, 4)
	for name, d := range map[string]law.Dated{
		"plain":             {From: first, Seen: seen, Source: "A", Verified: true},
		"announced":         {From: seen, Seen: first, Source: "A", Verified: true},
		"seen before":       {From: seen, Seen: first, Source: "A", Note: "prolongation à confirmer"},
		"timeless":          {Timeless: true, Source: "A", Verified: true},
		"unseen":            {From: first, Unseen: true, Source: "A"},
		"unknown":           {StartUnknown: true, Seen: seen, Source: "A", Verified: true},
		"unknown, unseen":   {StartUnknown: true, Unseen: true, Source: "A", Verified: true},
		"unknown, but then": {StartUnknown: true, From: first, Seen: seen, Source: "A", Verified: true},
	} {
		assert.NoError(t, d.Check(), name)
	}
	for name, d := range map[string]law.Dated{
		"no source":         {From: first, Seen: seen},
		"seen before":       {From: seen, Seen: first, Source: "A"},
		"no date":           {Seen: seen, Source: "A"},
		"not seen":          {From: first, Source: "A", Verified: true},
		"verified, unseen":  {From: first, Unseen: true, Source: "A", Verified: true},
		"seen and unseen":   {From: first, Seen: seen, Unseen: true, Source: "A"},
		"seen after it end": {From: first, To: first, Seen: seen, Source: "A"},
		"dated, timeless":   {From: first, Timeless: true, Source: "A"},
		"hole filled":       {From: day(1900, time.January, 1), Seen: seen, Source: "A"},
		"hole, still":       {From: day(2000, time.January, 1), Seen: seen, Source: "A"},
	} {
		assert.Error(t, d.Check(), name)
	}
}

func TestRead(t *testing.T) {
	type line struct {
		law.Dated
		Code string `json:"code"`
	}
	type scale struct {
		law.Dated
		Label string `json:"label"`
		Lines []line `json:"lines"`
	}
	type file struct {
		ID, Title string
		Scales    []scale
	}
	read := func(s string) (file, error) {
		var f file
		return f, law.Read(fstest.MapFS{"t.json": {Data: []byte(s)}}, "t.json", &f)
	}
	const good = `{"id":"scales","title":"Barèmes","scales":[{"label":"Un","from":"2023-02-01","seen":"2023-12-06","source":"A","verified":true,
		"lines":[{"code":"1","source":"","verified":false},{"code":"2","source":"B","verified":true,"seen":"2024-01-01"},{"code":"3","verified":false,"unseen":true,"source":"B"}]}]}`
	f, err := read(good)
	require.NoError(t, err, "a line has the dates of its scale, and its source when it says none")
	require.Len(t, f.Scales, 1)
	assert.Equal(t, "B", f.Scales[0].Lines[1].Source)

	title, values, err := law.Walk([]byte(good))
	require.NoError(t, err)
	assert.Equal(t, "Barèmes", title)
	var seen []string
	for _, v := range values {
		seen = append(seen, v.ID+" "+v.Source+" "+v.From.String()+" "+v.Seen.String())
	}
	assert.Equal(t, []string{"scales A 2023-02-01 2023-12-06", "1 A 2023-02-01 2023-12-06", "2 B 2023-02-01 2024-01-01", "3 B 2023-02-01 "}, seen)

	for name, s := range map[string]string{
		"no day seen":   `{"scales":[{"from":"2023-02-01","source":"A","verified":true}]}`,
		"no source":     `{"scales":[{"from":"2023-02-01","seen":"2023-12-06","verified":true}]}`,
		"unknown field": `{"scales":[],"more":1}`,
		"json":          `{"scales":`,
		"a date":        `{"scales":[{"from":"2023-02-30","seen":"2023-12-06","source":"A","verified":true}]}`,
	} {
		_, err := read(s)
		assert.Error(t, err, name)
	}
	_, err = read(strings.Repeat(`{"a":`, 40) + "{}" + strings.Repeat("}", 40))
	assert.Error(t, err, "too deep")
}

// No table, however broken, makes the readers panic; one that loads answers on every date without a panic, and whatever it answers
// holds on that date.
func FuzzLoad(f *testing.F) {
	f.Add(table, int32(10))
	f.Add(hours, int32(739000))
	f.Add(`{"id":"t","scales":[{"code":"1","source":{"text":"A","verified":true},"lines":[[{"max":3}]]}]}`, int32(-1))
	f.Fuzz(func(t *testing.T, s string, n int32) {
		on := day(1990, time.January, 1).AddDays(int(n % 40000))
		_, values, err := law.Walk([]byte(s))
		if err == nil {
			for _, v := range values {
				_ = v.Check()
				_ = v.Holds(on)
			}
		}
		tab, err := law.Load(fstest.MapFS{"t.json": {Data: []byte(s)}}, "t.json")
		if err != nil {
			return
		}
		var r moteur.Report
		b := law.Open(on, &r, tab).At("fuzz")
		for _, e := range tab.Entries {
			if c, err := tab.Text(e.ID, on); err == nil && !c.From.IsZero() && on.Before(c.From) != (c.FromUnknown && on.Before(c.From)) {
				t.Fatalf("%s answers on %s from %s", e.ID, on, c.From)
			}
			b.Hours(e.ID)
			b.Points(e.ID)
			b.Clock(e.ID)
			b.Window(e.ID)
			b.Period(e.ID).Contains(on)
			b.Bands(e.ID)
			b.Quote("", e.ID)
			b.Int(e.ID)
			b.Label(e.ID)
			b.Source(e.ID)
		}
		for range 2 { // merging what was said again says nothing more
			had := len(r.Doubts())
			r.Merge("", moteur.Report{Issues: r.Doubts()})
			if len(r.Doubts()) != had {
				t.Fatalf("%d doubts became %d", had, len(r.Doubts()))
			}
		}
	})
}
