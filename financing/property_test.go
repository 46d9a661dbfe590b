package financing_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/money"
)

func drawPlan(t *rapid.T) financing.Plan {
	p := film()
	p.Cost = decimal.New(rapid.Int64Range(0, 1e9).Draw(t, "cost"), -2)
	p.Resources = nil
	for i := range rapid.IntRange(0, 12).Draw(t, "n") {
		r := financing.Resource{ID: string(rune('a' + i)), Label: "ressource", Kind: rapid.SampledFrom(financing.Kinds()).Draw(t, "kind"), State: rapid.SampledFrom(financing.States()).Draw(t, "state"),
			Amount: decimal.New(rapid.Int64Range(0, 1e8).Draw(t, "amount"), -2), Date: day(2026, 5, 1)}
		if rapid.IntRange(0, 4).Draw(t, "foreign") == 0 {
			r.Country, r.Currency, r.Rate = "BE", "GBP", decimal.New(rapid.Int64Range(1, 30000).Draw(t, "rate"), -4)
		}
		p.Resources = append(p.Resources, r)
	}
	return p
}

func TestPlanProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		s := financing.Summarize(p)
		sum := decimal.Zero
		for _, r := range p.Resources {
			sum = sum.Add(r.Euros())
		}
		require.True(t, s.Total.Equal(sum))
		require.True(t, p.Cost.Sub(sum).Equal(s.Gap), "sources less uses is the gap, exactly")
		require.True(t, s.Secured.Add(s.Pending).Add(s.Expected).Equal(sum))
		require.True(t, s.French.Add(s.Foreign).Equal(sum))
		groups, kinds, sides := decimal.Zero, decimal.Zero, decimal.Zero
		for _, g := range s.Groups {
			groups = groups.Add(g.Amount)
		}
		for _, k := range s.Kinds {
			kinds = kinds.Add(k.Amount)
		}
		for _, x := range s.Territories {
			sides = sides.Add(x.Amount)
		}
		require.True(t, groups.Equal(sum) && kinds.Equal(sum) && sides.Equal(sum))
		aid := decimal.Zero
		for i, a := range s.Intensity.Aids {
			aid = aid.Add(a.Amount)
			require.True(t, a.Running.Equal(aid))
			require.Equal(t, a.Running.GreaterThan(s.Intensity.Max), a.Over.IsPositive())
			if a.Over.IsPositive() && (i == 0 || !s.Intensity.Aids[i-1].Over.IsPositive()) {
				require.Equal(t, a.Resource, s.Intensity.Breaks, "the aid that breaks the limit is the first over it")
			}
		}
		require.Equal(t, s.Intensity.Passed(), s.Intensity.Breaks != "")
		require.NoError(t, s.Intensity.Step.Verify())
		require.Equal(t, s.Intensity.Passed(), financing.Check(p).Has("financing/public-intensity"))
		for _, r := range p.Resources {
			parts, err := r.Amounts()
			if err != nil {
				require.True(t, r.Kind == financing.ProducerInKind || r.Kind == financing.InKind, "every other kind has a template")
				continue
			}
			require.True(t, money.Sum(parts...).Equal(r.Euros()), "instalments total the source")
		}
	})
}

func TestTemplates(t *testing.T) {
	for _, k := range financing.Kinds() {
		list, src := financing.Template(k)
		if k == financing.ProducerInKind || k == financing.InKind {
			assert.Empty(t, list, "in-kind money follows the lines it pays for")
			continue
		}
		require.NotEmpty(t, list, k)
		sum := decimal.Zero
		for _, n := range list {
			sum = sum.Add(n.Share)
			assert.Contains(t, moteur.Events(), n.Event)
		}
		assert.True(t, sum.Equal(one), "%s: template of %s", k, sum)
		assert.NotEmpty(t, src.Text)
	}
}

// TestJSON writes and reads back every public value.
func TestJSON(t *testing.T) {
	again := func(v, into any) {
		a, err := json.Marshal(v)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(a, into))
		b, err := json.Marshal(into)
		require.NoError(t, err)
		require.JSONEq(t, string(a), string(b))
	}
	mix, err := financing.BestMix(mixProblem())
	require.NoError(t, err)
	again(film(), &financing.Plan{})
	again(financing.Summarize(film()), &financing.Summary{})
	again(mixProblem(), &financing.MixProblem{})
	again(mix, &financing.MixResult{})
	sheets, err := financing.AidSheets()
	require.NoError(t, err)
	again(sheets, &[]financing.AidSheet{})
}

// TestInputsAreNotModified computes everything twice from one input.
func TestInputsAreNotModified(t *testing.T) {
	plan := film()
	before, err := json.Marshal(plan)
	require.NoError(t, err)
	financing.Check(plan)
	after, err := json.Marshal(plan)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
	p := mixProblem()
	before, err = json.Marshal(p)
	require.NoError(t, err)
	_, err = financing.BestMix(p)
	require.NoError(t, err)
	after, err = json.Marshal(p)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}
