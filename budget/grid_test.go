package budget_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/doc"
)

func TestNomenclature(t *testing.T) {
	g, err := budget.LoadGrid("")
	require.NoError(t, err)
	var posts, subs, lines, verified int
	for _, a := range g.Accounts {
		switch {
		case a.Parent == "":
			posts++
		case len(a.Code) == 2:
			subs++
		default:
			lines++
		}
		if a.Verified {
			verified++
		}
		if a.Profile != "" {
			assert.True(t, a.Profile.Valid(), "%s: profile %s", a.Code, a.Profile)
		}
	}
	assert.Equal(t, []int{12, 70, 517, 37}, []int{posts, subs, lines, verified}, "posts, sub-posts, lines, verified")
	a, ok := g.Account("57")
	require.True(t, ok)
	assert.Equal(t, "Effets spéciaux et cascades", a.Label)
	for depth, rows := range map[budget.Depth]int{budget.Posts: 12, budget.SubPosts: 82, budget.Entries: 599} {
		assert.Len(t, g.DocumentAt(depth).Blocks[0].(doc.Table).Rows, rows, "printed at depth %d", depth)
	}
	for category, code := range g.ChargeAccounts {
		_, ok := g.Account(code)
		assert.True(t, ok, "charges of %q go to %s", category, code)
	}
	for part, code := range g.Parts {
		_, ok := g.Account(code)
		assert.True(t, ok, "part %s is %s", part, code)
	}
}

// Every account of the nomenclature goes somewhere in every other grid, and the labels of both generations stand side by side.
func TestMapsAreWhole(t *testing.T) {
	source, err := budget.LoadGrid("cnc-2018")
	require.NoError(t, err)
	for _, to := range []string{"cnc-classic", "above-below", "broadcaster", "funder"} {
		t.Run(to, func(t *testing.T) {
			g, err := budget.LoadGrid(to)
			require.NoError(t, err)
			m, err := budget.LoadGridMap("", to)
			require.NoError(t, err)
			b := budget.Budget{Title: "Tout", Date: moteur.NewDate(2026, 3, 2)}
			for _, a := range source.Accounts {
				b.Lines = append(b.Lines, budget.Line{ID: "l" + a.Code, Account: a.Code, Label: a.Label, Quantity: d("1"), Rate: d("10"), Unit: "flat"})
			}
			e, err := budget.Compute(b)
			require.NoError(t, err)
			v, err := budget.Regroup(e, m, g)
			require.NoError(t, err)
			require.Empty(t, v.Unmapped)
			total := d("0")
			for _, a := range v.Accounts {
				if a.Parent == "" {
					total = total.Add(a.Amount)
				}
			}
			equal(t, e.Total, total, to)
		})
	}
	_, err = budget.LoadGridMap("cnc-2018", "../rules")
	require.Error(t, err)
}

func TestRegroupAboveTheLine(t *testing.T) {
	e, err := budget.Compute(sample())
	require.NoError(t, err)
	g, err := budget.LoadGrid("above-below")
	require.NoError(t, err)
	m, err := budget.LoadGridMap("", "above-below")
	require.NoError(t, err)
	v, err := budget.Regroup(e, m, g)
	require.NoError(t, err)
	amounts := map[string]string{}
	for _, a := range v.Accounts {
		amounts[a.Code] = a.Amount.String()
	}
	assert.Equal(t, "72000", amounts["A1"], "rights of the script and of the director as author")
	assert.Equal(t, "32550", amounts["A3"], "the director's pay, 10.5 weeks")
	assert.Equal(t, "33309.9", amounts["A4"])
	above := e.Lines[0].Charges.Add(e.Lines[1].Charges).Add(e.Lines[2].Charges).Add(e.Lines[6].Charges)
	equal(t, above, d(amounts["A8"]), "charges of the people above the line")

	m.Rules = m.Rules[1:] // without the post of rights
	v, err = budget.Regroup(e, m, g)
	require.NoError(t, err)
	require.True(t, v.Report.Has("budget/unmapped"))
	left := d("0")
	for _, a := range v.Accounts {
		if a.Parent == "" {
			left = left.Add(a.Amount)
		}
	}
	for _, u := range v.Unmapped {
		left = left.Add(u.Amount)
	}
	equal(t, e.Total, left, "accounts and unmapped")
	m.Rules[0].To = "Z9"
	_, err = budget.Regroup(e, m, g)
	require.ErrorContains(t, err, "Z9")
}

func TestReadGridRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"no json":    `{`,
		"twice":      `{"id":"x","accounts":[{"code":"1"},{"code":"1"}]}`,
		"no code":    `{"id":"x","accounts":[{"label":"a"}]}`,
		"orphan":     `{"id":"x","accounts":[{"code":"11","parent":"1"}]}`,
		"own parent": `{"id":"x","accounts":[{"code":"1","parent":"1"}]}`,
		"charges":    `{"id":"x","accounts":[{"code":"1"}],"charge_accounts":{"auteur":"41"}}`,
		"too deep":   `{"id":"x","accounts":[{"code":"0"},{"code":"1","parent":"0"},{"code":"2","parent":"1"},{"code":"3","parent":"2"},{"code":"4","parent":"3"},{"code":"5","parent":"4"},{"code":"6","parent":"5"},{"code":"7","parent":"6"},{"code":"8","parent":"7"}]}`,
	} {
		_, err := budget.ReadGrid(strings.NewReader(text))
		require.Error(t, err, name)
	}
	_, err := budget.LoadGrid("cnc-1789")
	require.ErrorContains(t, err, "cnc-1789")
}

// A user's account stands under its parent, after the parent's own.
func TestUserAccounts(t *testing.T) {
	b := budget.Budget{Accounts: []budget.Account{{Code: "693X1", Label: "Quai", Parent: "693X"}, {Code: "693X", Label: "Bateaux", Parent: "69"}, {Code: "X", Label: "Hors devis"}},
		Lines: []budget.Line{{ID: "a", Account: "693X1", Quantity: d("2"), Rate: d("10")}, {ID: "b", Account: "X", Quantity: d("1"), Rate: d("5")}, {ID: "c", Account: "6921", Quantity: d("1"), Rate: d("1")}}}
	e, err := budget.Compute(b)
	require.NoError(t, err)
	var codes []string
	for _, a := range e.Accounts {
		if !a.Amount.IsZero() {
			codes = append(codes, a.Code+"="+a.Amount.String())
		}
	}
	assert.Equal(t, []string{"6=21", "69=21", "6921=1", "693X=20", "693X1=20", "X=5"}, codes)
	for name, accounts := range map[string][]budget.Account{
		"unknown parent": {{Code: "99X", Label: "a", Parent: "99"}},
		"loop":           {{Code: "A", Label: "a", Parent: "B"}, {Code: "B", Label: "b", Parent: "A"}},
		"itself":         {{Code: "A", Label: "a", Parent: "A"}},
		"taken":          {{Code: "69", Label: "a"}},
	} {
		_, err := budget.Compute(budget.Budget{Accounts: accounts})
		require.Error(t, err, name)
	}
}

func TestTemplates(t *testing.T) {
	on := moteur.NewDate(2026, 3, 2)
	for _, kind := range []moteur.Kind{moteur.Feature, moteur.Short, moteur.Documentary, moteur.Series, moteur.TVFilm, moteur.Animation, moteur.Digital} {
		t.Run(string(kind), func(t *testing.T) {
			b, report, err := budget.Template(kind, on)
			require.NoError(t, err)
			require.NoError(t, report.Err())
			require.Greater(t, len(b.Lines), 15)
			for i := range b.Lines {
				b.Lines[i].Rate = d("100")
			}
			e, err := budget.Compute(b)
			require.NoError(t, err)
			assert.True(t, e.Total.IsPositive())
			assert.False(t, budget.Check(e).Has("budget/line-without-status"), "%v", budget.Check(e))
			if kind == moteur.TVFilm {
				assert.Len(t, b.Percents, 3, "the rates of single fiction are known in 2026")
			}
		})
	}
	_, _, err := budget.Template("opéra", on)
	require.Error(t, err)
}

func TestIndirectRatesHaveDates(t *testing.T) {
	before, after := moteur.NewDate(2024, 11, 7), moteur.NewDate(2024, 11, 8)
	c, err := budget.IndirectRate(budget.GenreDocumentary, budget.FinanceRate, before)
	require.NoError(t, err)
	assert.Equal(t, "2", c.Value.String())
	_, err = budget.IndirectRate(budget.GenreDocumentary, budget.FinanceRate, after)
	require.Error(t, err, "amendment 3 changed the finance costs of every genre: the new rate was not read")
	c, err = budget.IndirectRate(budget.GenreFictionUnit, budget.FinanceRate, after)
	require.NoError(t, err)
	assert.Equal(t, "1.5", c.Value.String())
	_, err = budget.IndirectRate(budget.GenreFictionUnit, budget.FinanceRate, before)
	require.Error(t, err)
	c, err = budget.ProducerPayOf(budget.GenreFiction70, 52, before)
	require.NoError(t, err)
	assert.Equal(t, "35000", c.Value.String())
	_, err = budget.IndirectRate(budget.GenreFeature, "frais_financiers_devis", after)
	require.Error(t, err, "an empty slot is not a guess")
}
