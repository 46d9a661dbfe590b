package budget_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget"
)

func TestCarbonAndMMB(t *testing.T) {
	b := sample()
	b.Lines = append(b.Lines, budget.Line{ID: "km", Account: "6116", Label: "=Voitures", Quantity: d("4200.5"), Unit: "km", Rate: d("0.3")}, budget.Line{ID: "lits", Account: "6411", Label: "Hôtel", Number: d("12"), Quantity: d("30"), Unit: "night", Rate: d("80")})
	e, err := budget.Compute(b)
	require.NoError(t, err)
	list := budget.Carbon(e)
	require.Len(t, list, 3)
	equal(t, d("1140"), list[0].Quantity, "meals: 38 × 30")
	equal(t, d("360"), list[2].Quantity)
	var out bytes.Buffer
	require.NoError(t, budget.WriteCarbon(&out, list))
	assert.Contains(t, out.String(), "km;6116;\"'=Voitures\";4200,5\r\n")
	out.Reset()
	require.NoError(t, e.WriteMMB(&out))
	lines := strings.Split(strings.TrimSpace(out.String()), "\r\n")
	for _, l := range lines {
		assert.Equal(t, 7, strings.Count(l, "\t"), l)
	}
	assert.Equal(t, "Total\t\t\t\t\t\t\t"+e.Total.StringFixed(2), lines[len(lines)-1])
}
