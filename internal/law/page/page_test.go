package page_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law/page"
	"github.com/moteur-film/moteur/internal/testkit"
)

// Every table of the house: each value has its source, its dates and the day it was last seen in force; no date fills a hole; no two
// tables have the same title, since a report says one notice a title.
func TestEveryTable(t *testing.T) {
	tables, err := page.Tables(os.DirFS(testkit.Root()))
	require.NoError(t, err)
	require.Greater(t, len(tables), 25, "the walk saw the house")
	titles := map[string]string{}
	values := 0
	now := time.Now()
	today := moteur.NewDate(now.Year(), now.Month(), now.Day())
	for _, table := range tables {
		assert.NotEmpty(t, table.Title, table.File)
		assert.Empty(t, titles[table.Title], "%s has the title of another table", table.File)
		titles[table.Title] = table.File
		assert.NotEmpty(t, table.Values, table.File)
		for _, v := range table.Values {
			values++
			assert.NotEmpty(t, v.ID, table.File)
			assert.NoError(t, v.Check(), "%s %s", table.File, v.ID)
			assert.False(t, v.Seen.After(today), "%s %s: seen in force on %s, a day to come", table.File, v.ID, v.Seen)
			assert.False(t, v.Checked.After(today), "%s %s: checked on %s, a day to come", table.File, v.ID, v.Checked)
		}
	}
	assert.Greater(t, values, 1500)
}

// The page at the root of the module is what the tables say today.
func TestPageIsCurrent(t *testing.T) {
	tables, err := page.Tables(os.DirFS(testkit.Root()))
	require.NoError(t, err)
	got, err := os.ReadFile(filepath.Join(testkit.Root(), "LAW.md"))
	require.NoError(t, err)
	if page.Text(tables) != string(got) {
		t.Error("LAW.md is not what the tables say: run go generate ./internal/law and read the change")
	}
}

func TestPage(t *testing.T) {
	root := fstest.MapFS{
		"budget/code.go": {Data: []byte("package budget")},
		"budget/rules/rates.json": {Data: []byte(`{"id":"rates","title":"Taux","entries":[{"id":"rate","label":"Taux","unit":"ratio","values":[
			{"from":"2020-01-02","to":"2020-12-31","value":"0.10","source":"A|B","verified":true,"seen":"2020-06-30"},
			{"from":"2021-01-01","start_unknown":true,"value":"0.20","source":"A|B","verified":false,"unseen":true}]}]}`)},
		"budget/rules/scale.json": {Data: []byte(`{"id":"scale","title":"Barème","lines":[
			{"code":"1","label":"Réalisation","max":"3","source":"C","verified":true,"timeless":true}]}`)},
		"budget/testdata/rules/no.json": {Data: []byte(`not read`)},
		"film/rules/no.json":            {Data: []byte(`not read: no Go code beside`)},
		"somebody/code.go":              {Data: []byte("package somebody")},
		"somebody/rules/no.json":        {Data: []byte(`not read: not of the house`)},
		".hidden/code.go":               {},
		".hidden/rules/rates.json":      {Data: []byte(`not read`)},
		"budget/rules/notes.txt":        {Data: []byte(`not read`)},
		"cnc/rules/of/depth/no.json":    {Data: []byte(`not read: no Go code beside`)},
	}
	tables, err := page.Tables(root)
	require.NoError(t, err)
	text := page.Text(tables)
	for _, want := range []string{
		"| `budget` | 2 | 3 | 2 | 67 % | 1 | 1 | 2020-06-30 | 2020-06-30 |",
		"| `rate` | 0.10 ratio | 2020-01-02 | 2020-12-31 | 2020-06-30 | yes | 1 |",
		"| `rate` | 0.20 ratio | ≤ 2021-01-01 |  | never | no | 1 |",
		"| `1` | 3 | always |  |  | yes | 1 |",
		`1. A\|B`,
	} {
		assert.Contains(t, text, want)
	}
	assert.Equal(t, 2, strings.Count(text, "\n## "))

	root["budget/rules/broken.json"] = &fstest.MapFile{Data: []byte(`{`)}
	_, err = page.Tables(root)
	assert.ErrorContains(t, err, "broken.json")
}
