package moteur_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
)

func TestReportErr(t *testing.T) {
	var r moteur.Report
	r.Warnf("a", "x/warn", "Attention.")
	require.NoError(t, r.Err(), "warnings are not errors")
	r.Errorf("lines[2].rate", "x/rate", "Le taux %d est illisible.", 3)
	err := r.Err()
	var re *moteur.ReportError
	require.ErrorAs(t, err, &re)
	assert.Len(t, re.Issues, 1)
	assert.Equal(t, "erreur lines[2].rate : Le taux 3 est illisible. [x/rate]", err.Error())
}

func TestReportMerge(t *testing.T) {
	var a, b moteur.Report
	b.Errorf("rate", "x/rate", "Non.")
	b.Errorf("[3]", "x/rate", "Non.")
	b.Errorf("", "x/rate", "Non.")
	a.Merge("lines", b)
	assert.Equal(t, []string{"lines.rate", "lines[3]", "lines"}, []string{a.Issues[0].Path, a.Issues[1].Path, a.Issues[2].Path})
}

func TestAsReport(t *testing.T) {
	assert.Empty(t, moteur.AsReport(nil, "p", "r").Issues)
	r := moteur.AsReport(errors.New("cassé"), "p", "r")
	require.Len(t, r.Issues, 1)
	again := moteur.AsReport(r.Err(), "q", "s")
	assert.Equal(t, r, again, "the report inside the error is found again")
}

func TestSeverityJSON(t *testing.T) {
	b, err := json.Marshal(moteur.Issue{Severity: moteur.Warning, Rule: "x"})
	require.NoError(t, err)
	assert.Contains(t, string(b), `"severity":"warning"`)
	var i moteur.Issue
	require.NoError(t, json.Unmarshal(b, &i))
	assert.Equal(t, moteur.Warning, i.Severity)
	assert.Error(t, json.Unmarshal([]byte(`{"severity":"grave"}`), &i))
}
