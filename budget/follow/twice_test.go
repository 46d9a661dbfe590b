package follow_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
)

// The same invoice in the accounts and in a list of invoices counts once; what is not surely the same counts twice and is told.
func TestInvoicesOfTwoFiles(t *testing.T) {
	day := moteur.NewDate(2026, 5, 4)
	bill := func(place, ref, party, amount string, on moteur.Date) follow.Movement {
		return follow.Movement{Kind: follow.Invoiced, Account: "613500", Place: place, Ref: ref, Party: party, Amount: d(amount), Date: on, Label: "Optiques"}
	}
	rules := follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Line: "camera"}}}
	for _, c := range []struct {
		name, actual, rule string
		movements          []follow.Movement
	}{
		{"same", "100", "budget/track-same-invoice", []follow.Movement{bill("fec.txt:4", "F-12", "TSF", "100", day), bill("factures.csv:2", "f-12", "tsf", "100", day)}},
		{"booked later", "100", "budget/track-same-invoice", []follow.Movement{bill("fec.txt:4", "F-12", "TSF", "100", day.AddDays(9)), bill("factures.csv:2", "F-12", "TSF", "100", day)}},
		{"on two accounts", "100", "budget/track-same-invoice", []follow.Movement{bill("fec.txt:4", "F-12", "TSF", "60", day), bill("fec.txt:5", "F-12", "TSF", "40", day), bill("factures.csv:2", "F-12", "TSF", "100", day)}},
		{"two amounts", "190", "budget/track-reference", []follow.Movement{bill("fec.txt:4", "F-12", "TSF", "100", day), bill("factures.csv:2", "F-12", "TSF", "90", day)}},
		{"no reference", "200", "budget/track-alike", []follow.Movement{bill("fec.txt:4", "", "TSF", "100", day), bill("factures.csv:2", "F-12", "TSF", "100", day)}},
		{"two suppliers", "200", "", []follow.Movement{bill("fec.txt:4", "F-12", "TSF", "100", day), bill("factures.csv:2", "F-12", "RVZ", "100", day)}},
		{"two references", "200", "", []follow.Movement{bill("fec.txt:4", "F-12", "TSF", "100", day), bill("factures.csv:2", "F-13", "TSF", "100", day)}},
		{"one file", "200", "", []follow.Movement{bill("fec.txt:4", "F-12", "TSF", "100", day), bill("fec.txt:5", "F-12", "TSF", "100", day)}},
	} {
		r := track(t, follow.Tracking{Mapping: rules, Movements: c.movements})
		equal(t, d(c.actual), row(t, r, "camera").Actual, c.name)
		if c.rule == "" {
			assert.Empty(t, r.Report.Issues, c.name)
			continue
		}
		require.Len(t, r.Report.Issues, 1, c.name)
		assert.Equal(t, c.rule, r.Report.Issues[0].Rule, c.name)
		assert.Contains(t, r.Report.Issues[0].Path+r.Report.Issues[0].Message, "factures.csv:2", c.name)
		assert.Contains(t, r.Report.Issues[0].Path+r.Report.Issues[0].Message, "fec.txt:4", c.name)
	}
}

// The line that the list of invoices names wins over the mapping of the accounts, and the payment of the accounts goes with it.
func TestTheListOfInvoicesNamesTheLine(t *testing.T) {
	fec := "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n" +
		"AC\tAchats\t1\t20260504\t613500\tLocations\t\t\tF-12\t20260504\tOptiques\t100,00\t0,00\t\t\t20260504\t\t\n" +
		"AC\tAchats\t1\t20260504\t401000\tFournisseurs\tTSF\tTSF\tF-12\t20260504\tOptiques\t0,00\t100,00\tA\t20260520\t20260504\t\t\n" +
		"BQ\tBanque\t2\t20260520\t401000\tFournisseurs\tTSF\tTSF\tF-12\t20260520\tVirement\t100,00\t0,00\tA\t20260520\t20260520\t\t\n" +
		"BQ\tBanque\t2\t20260520\t512000\tBanque\t\t\tF-12\t20260520\tVirement\t0,00\t100,00\t\t\t20260520\t\t\n"
	booked, found, err := follow.ReadFEC(strings.NewReader(fec), "fec.txt")
	require.NoError(t, err)
	require.NoError(t, found.Err())
	listed, found, err := follow.ReadMovements(strings.NewReader("N° facture;Date;Fournisseur;Ligne;Montant HT\nF-12;04/05/2026;TSF;grue;100,00\n"), "factures.csv", nil)
	require.NoError(t, err)
	require.NoError(t, found.Err())
	r := track(t, follow.Tracking{Movements: append(booked, listed...), Mapping: follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Line: "camera"}}}})
	equal(t, d("100"), row(t, r, "grue").Actual)
	equal(t, d("100"), row(t, r, "grue").Paid)
	equal(t, d("0"), row(t, r, "camera").Actual)
	assert.True(t, r.Report.Has("budget/track-same-invoice"))
	assert.False(t, r.Report.Has("budget/track-settles"))
}

// A negative rest to spend is told, and counted.
func TestNegativeToComeIsTold(t *testing.T) {
	r := track(t, follow.Tracking{ToCome: []follow.ToCome{{Number: 1, Line: "camera", Amount: d("-50")}}})
	equal(t, d("-50"), row(t, r, "camera").ToCome)
	require.Len(t, r.Report.Issues, 1)
	assert.Equal(t, "budget/track-negative", r.Report.Issues[0].Rule)
}

// A retained quote takes the split of its line along, in proportion: the definitive devis computes.
func TestRetainedQuoteRescalesTheSplit(t *testing.T) {
	e, err := budget.Compute(budget.Budget{Lines: []budget.Line{{ID: "vfx", Account: "8311", Quantity: d("1"), Rate: d("300"), Unit: "flat",
		Split: map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {"FR": d("100"), "BE": d("200")}}}}})
	require.NoError(t, err)
	b := follow.Retain(e, []follow.Quote{{ID: "Q1", Lines: []string{"vfx"}, Amount: d("90"), Retained: true}})
	after, err := budget.Compute(b)
	require.NoError(t, err)
	equal(t, d("30"), after.LineShares(0)[budget.TerritoryAxis]["FR"])
	equal(t, d("60"), after.LineShares(0)[budget.TerritoryAxis]["BE"])
	equal(t, d("100"), e.Budget.Lines[0].Split[budget.TerritoryAxis]["FR"], "the first devis is not touched")
}
