package budget_test

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc/text"
)

// A devis that is sent shows no remark; its figures are the same, and a refused one stays refused.
func TestSent(t *testing.T) {
	b := budget.Budget{Title: "Essai", Date: moteur.NewDate(2026, 11, 16), Lines: []budget.Line{{ID: "a", Account: "2611", Label: "Image", Unit: "week",
		Quantity: decimal.NewFromInt(2), Rate: decimal.NewFromInt(2900), Status: budget.Salaried, Profile: payroll.Cadre}}}
	e, err := budget.Compute(b)
	require.NoError(t, err)
	require.NotEmpty(t, e.Report.Unverified())
	var all, sent bytes.Buffer
	require.NoError(t, e.WriteText(&all))
	require.NoError(t, text.Write(&sent, e.Sent().Document()))
	assert.Contains(t, all.String(), "confirmer")
	assert.NotContains(t, sent.String(), "confirmer")
	assert.True(t, e.Total.Equal(e.Sent().Total))

	b.Lines[0].Account = "inconnu"
	refused, err := budget.Compute(b)
	require.Error(t, err)
	assert.Error(t, refused.Sent().Report.Err())
}
