package cnc_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc"
)

func TestStatements(t *testing.T) {
	r := request()
	names := func(p cnc.Procedure) (ids []string) {
		list, err := cnc.Statements(r, p, day)
		require.NoError(t, err)
		for _, s := range list {
			ids = append(ids, s.ID)
			var out bytes.Buffer
			require.NoError(t, s.Write(&out))
			assert.True(t, bytes.HasPrefix(out.Bytes(), []byte("%PDF-")))
		}
		return ids
	}
	assert.Equal(t, []string{"com-controle", "ai-creances"}, names(cnc.InvestmentApproval))
	assert.Equal(t, []string{"ci-cddu"}, names(cnc.CreditProvisional))
	assert.Equal(t, []string{"com-controle", "ar-salaires"}, names(cnc.AdvanceAfter))
	unsigned, err := cnc.Statements(r, cnc.InvestmentApproval, day)
	require.NoError(t, err)
	d, err := cnc.Assemble(r, cnc.InvestmentApproval, unsigned, day)
	require.NoError(t, err)
	item, _ := d.List.Item("com-controle")
	assert.Equal(t, cnc.Missing, item.State, "a statement counts once it is signed and attached")
	r.Facts.Producers[0].NonEuropeanControl = true
	assert.Equal(t, []string{"ai-creances"}, names(cnc.InvestmentApproval), "never printed against the facts")
	_, err = cnc.Statements(r, "inconnue", day)
	assert.Error(t, err)
}
