package treasury_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/treasury"
)

// flows is a treasury of dated movements alone: 10 000 received in January, then what is given.
func flows(t *testing.T, list ...treasury.Movement) treasury.CashFlow {
	t.Helper()
	c, err := treasury.Cash(treasury.Input{Extra: append([]treasury.Movement{{Date: day(2027, 1, 5), In: true, Key: "apport", Label: "Apport", Net: eur("10000")}}, list...)})
	require.NoError(t, err)
	return c
}

func pays(date moteur.Date, key, label, net string) treasury.Movement {
	return treasury.Movement{Date: date, Key: key, Label: label, Net: eur(net)}
}

// The cause of the low point is what brought it there, since the treasury was last high: 8 000 of set in February and March weigh more
// than the 1 500 of fees of April, when it is lowest.
func TestLowPointCauseIsTheDescent(t *testing.T) {
	c := flows(t, pays(day(2027, 1, 20), "7", "Caméra de janvier", "3000"), pays(day(2027, 2, 10), "5", "Décor", "4000"), pays(day(2027, 3, 10), "5", "Décor", "4000"),
		pays(day(2027, 4, 20), "9", "Frais", "1500"), treasury.Movement{Date: day(2027, 5, 2), In: true, Key: "canal", Label: "Canal+", Net: eur("20000")})
	assert.Equal(t, "avril 2027", c.Rows[c.Lowest.Row].Label)
	assert.Contains(t, c.Lowest.Cause, "Décor")
	assert.Contains(t, c.Lowest.Cause, "8\u202f000,00")
	assert.Contains(t, c.Lowest.Cause, "9\u202f500,00", "all that left since the end of January")
	assert.Contains(t, c.Lowest.Cause, "février 2027")
	assert.Contains(t, c.Lowest.Cause, "Canal+")
	assert.Contains(t, c.LowestDay.Cause, "Décor", "so for the lowest day")
	assert.Equal(t, day(2027, 4, 20), c.LowestDay.Date)
}

// A treasury that is lowest in its first period, or goes down in one alone, tells that period.
func TestLowPointOfOnePeriod(t *testing.T) {
	c := flows(t, pays(day(2027, 2, 10), "5", "Décor", "4000"), treasury.Movement{Date: day(2027, 3, 2), In: true, Key: "canal", Label: "Canal+", Net: eur("20000")},
		pays(day(2027, 4, 10), "7", "Caméra", "21000"), pays(day(2027, 4, 11), "9", "Frais", "500"))
	assert.Contains(t, c.Lowest.Cause, "Caméra")
	assert.NotContains(t, c.Lowest.Cause, "Décor", "a receipt brought the treasury up since")
	assert.NotContains(t, c.Lowest.Cause, "depuis")
}
