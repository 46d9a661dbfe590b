package treasury_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/testkit"
)

// printables gives every document of the room, by file name.
func printables(t testing.TB) map[string]testkit.Printable {
	t.Helper()
	out := map[string]testkit.Printable{}
	in := cashInput()
	in.Credit = claims()
	month, err := treasury.Cash(in)
	require.NoError(t, err)
	out["tresorerie"] = month
	in.Settings.By = treasury.Week
	week, err := treasury.Cash(in)
	require.NoError(t, err)
	out["semaines"] = week
	margin := eur("0.02")
	in.Settings = treasury.Settings{Facility: &treasury.Facility{Bank: "Banque du cinéma", Reference: eur("0.025"), Margin: &margin, IFCIC: true,
		Assigned: []treasury.Assignment{{Resource: "canal"}, {Resource: "region"}, {Resource: "credit"}, {Resource: "avance"}}}}
	loan, err := treasury.Cash(in)
	require.NoError(t, err)
	out["credit-bancaire"] = loan
	late := cashInput()
	late.AsOf = day(2026, 10, 31)
	late.Actuals = []treasury.Actual{{Date: day(2026, 9, 15), In: true, Key: "canal", Label: "Canal+, premier versement", Net: eur("40000"), VAT: eur("4000")}, {Date: day(2026, 10, 2), Key: "2", Label: "Paies de septembre", Net: eur("140000")}}
	arrete, err := treasury.Cash(late)
	require.NoError(t, err)
	out["arrete"] = arrete
	bank, err := treasury.Bank(in)
	require.NoError(t, err)
	out["dossier-bancaire"] = bank
	cmp, err := treasury.Compare(cashInput(), treasury.Scenario{Name: "Sans Canal+", Lose: []string{"canal"}},
		treasury.Scenario{Name: "Grand Est gagné", Add: []financing.Resource{{ID: "ge", Label: "Région Grand Est", Kind: financing.Regional, Amount: eur("33935"), State: financing.Requested}}},
		treasury.Scenario{Name: "Tournage en octobre", Shift: 28})
	require.NoError(t, err)
	out["scenarios"] = cmp
	return out
}

func TestDocumentsText(t *testing.T) { testkit.Texts(t, printables(t)) }

func TestDocumentsWorkbooks(t *testing.T) { testkit.Workbooks(t, printables(t), 6) }

func TestDocumentsPDF(t *testing.T) { testkit.Papers(t, printables(t)) }
