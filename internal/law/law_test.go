package law_test

import (
	"testing"
	"testing/fstest"
	"time"

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
