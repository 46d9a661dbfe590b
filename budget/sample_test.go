package budget_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
)

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func ptr(s string) *decimal.Decimal {
	v := d(s)
	return &v
}

type shares = map[string]map[string]decimal.Decimal

// sample is a small feature with one of everything.
func sample() budget.Budget {
	shoot := moteur.Span{From: moteur.NewDate(2026, 5, 4), To: moteur.NewDate(2026, 6, 12)}
	return budget.Budget{
		Title: "Le Phare d'Élise", Version: "v1", Date: moteur.NewDate(2026, 3, 2), Kind: moteur.Feature, Minutes: 95, Staff: 4, Territory: "paris",
		Variables:  map[string]decimal.Decimal{"shoot_weeks": d("6"), "shoot_days": d("30"), "prep_weeks": d("4.5")},
		Currencies: map[string]decimal.Decimal{"CHF": d("1.0437")},
		GroupsOff:  []string{"grue"},
		Accounts:   []budget.Account{{Code: "6931", Label: "Location d'un bateau-régie", Parent: "69"}},
		Lines: []budget.Line{
			{ID: "scenario", Account: "1211", Label: "Scénariste", Quantity: d("1"), Unit: "flat", Rate: d("42000"), Status: budget.Author, Person: "elise"},
			{ID: "droits", Account: "1311", Label: "Réalisateur, droits d'auteur", Quantity: d("1"), Unit: "flat", Rate: d("30000"), Status: budget.Author, Person: "elise",
				Shares: shares{"credit": {"eligible": d("1")}}},
			{ID: "real", Account: "2211", Label: "Réalisateur", QuantityFormula: "prep_weeks + shoot_weeks", Unit: "week", Rate: d("3100"), Status: budget.Salaried, Person: "elise", Span: shoot,
				Shares: shares{"credit": {"eligible": d("1")}}},
			{ID: "assistant", Account: "2311", Label: "1er assistant réalisateur", QuantityFormula: "ceil(prep_weeks / 2) + shoot_weeks", Unit: "week", Rate: d("1523.45"), Status: budget.Salaried, Profile: payroll.Cadre, Span: shoot,
				Shares: shares{"credit": {"eligible": d("0.8"), "out": d("0.2")}, "territory": {"FR": d("0.75"), "BE": d("0.25")}}},
			{ID: "elec", Account: "26", Label: "Électriciens", Number: d("3"), QuantityFormula: "shoot_weeks", Unit: "week", Rate: d("1010.33"), Status: budget.Salaried, Profile: payroll.Technician, Span: shoot},
			{ID: "chef", Account: "26", Label: "Chef électricien, en facture", Quantity: d("31.5"), Unit: "day", Rate: d("420"), Status: budget.Invoice, Entered: ptr("13500")},
			{ID: "anna", Account: "3111", Label: "Anna", Quantity: d("18"), Unit: "day", Rate: d("1850.55"), Status: budget.Salaried, Person: "anna", Role: "ANNA", From: "plan:role:ANNA", Span: shoot},
			{ID: "figurants", Account: "3411", Label: "Figurants", Number: d("40"), Quantity: d("2"), Unit: "day", Rate: d("112.37"), Status: budget.Salaried, From: "plan:extras"},
			{ID: "fixeur", Account: "24", Label: "Fixeur à Genève", Quantity: d("7"), Unit: "day", Rate: d("355.5"), Currency: "CHF", Status: budget.Foreign},
			{ID: "decor", Account: "5211", Label: "Location du phare", QuantityFormula: "shoot_days / 2", Unit: "day", Rate: d("933.33"),
				Shares: shares{"territory": {"FR": d("0.5"), "BE": d("0.3"), "CH": d("0.2")}, "eco": {"durable": d("0.4"), "autre": d("0.6")}}},
			{ID: "costumes", Account: "5811", Label: "Costumes", Entered: ptr("18250"), Split: shares{"coproducer": {"A": d("10000"), "B": d("8250")}}},
			{ID: "cantine", Account: "6611", Label: "Cantine", Number: d("38"), QuantityFormula: "shoot_days", Unit: "meal", Rate: d("14.9"), From: "plan:meals"},
			{ID: "bateau", Account: "6931", Label: "Bateau-régie", Quantity: d("6"), Unit: "day", Rate: d("610")},
			{ID: "camera", Account: "7111", Label: "Caméra", QuantityFormula: "shoot_weeks", Unit: "week", Rate: d("7150")},
			{ID: "grue", Account: "7211", Label: "Grue", Quantity: d("3"), Unit: "day", Rate: d("1400"), Group: "grue"},
			{ID: "mixage", Account: "8611", Label: "Mixage", Quantity: d("12"), Unit: "day", Rate: d("2100"), Shares: shares{"territory": {"BE": d("1")}}},
		},
		Percents: []budget.Percent{
			{ID: "assurances", Account: "9111", Label: "Assurances de production", Rate: d("0.0185"), Base: "direct - 1"},
			{ID: "interets", Account: "9411", Label: "Intérêts intercalaires", Rate: d("0.012"), Base: "1..8 + assurances", Except: []string{"mixage", "22"}},
			{ID: "producteur", Account: "2111", Label: "Producteur délégué", Rate: d("0.04"), Base: "1..9", Cap: ptr("25000")},
			{ID: "fg", Account: "FG", Label: "Frais généraux", Rate: d("0.07"), Base: "1..9", Except: []string{"producteur"}},
			{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: d("0.1"), Base: "1..9 - 1"},
		},
	}
}

func frozen(t testing.TB) budget.Estimate {
	t.Helper()
	e, err := budget.Compute(sample())
	require.NoError(t, err)
	return e
}

// xlsxOf writes a document as a workbook.
func xlsxOf(t testing.TB, document doc.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, xlsx.Write(&out, document))
	return out.Bytes()
}

// The sample is kept as a file for the tests of the rooms above, and reads back the same.
func TestSampleFile(t *testing.T) {
	content, err := json.MarshalIndent(sample(), "", "  ")
	require.NoError(t, err)
	testkit.Golden(t, "sample.json", string(content)+"\n")
	var back budget.Budget
	require.NoError(t, json.Unmarshal(content, &back))
	e, err := budget.Compute(back)
	require.NoError(t, err)
	equal(t, frozen(t).Total, e.Total)
}
