package moteur_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
)

func g(s string) moteur.Step { return moteur.Given(s, decimal.RequireFromString(s)) }

func TestStepOperations(t *testing.T) {
	for _, c := range []struct {
		name string
		step moteur.Step
		want string
	}{
		{"sum", moteur.Sum("s", g("1.10"), g("2.20")), "3.3"},
		{"minus", moteur.Minus("m", g("10"), g("3"), g("2")), "5"},
		{"times rounds half away from zero", moteur.Times("t", g("0.5"), g("0.01")), "0.01"},
		{"times negative", moteur.Times("t", g("-0.5"), g("0.01")), "-0.01"},
		{"exact", moteur.TimesExact("t", g("0.5"), g("0.01")), "0.005"},
		{"ratio", moteur.Ratio("r", g("2"), g("3"), 4), "0.6667"},
		{"least", moteur.Least("l", g("3"), g("2"), g("4")), "2"},
		{"most", moteur.Most("m", g("3"), g("2"), g("4")), "4"},
		{"round", moteur.Round("r", g("2.345"), 2), "2.35"},
		{"empty sum", moteur.Sum("s"), "0"},
	} {
		assert.True(t, decimal.RequireFromString(c.want).Equal(c.step.Value), "%s = %s, want %s", c.name, c.step.Value, c.want)
		assert.NoError(t, c.step.Verify(), c.name)
	}
}

func TestStepVerifyFindsDrift(t *testing.T) {
	s := moteur.Sum("total", moteur.Times("ligne", g("2"), g("3")), g("1"))
	s.Parts[0].Value = decimal.NewFromInt(7)
	var e *moteur.StepError
	require.ErrorAs(t, s.Verify(), &e)
	assert.Equal(t, "ligne", e.Label)
	assert.Error(t, moteur.Share("part", g("1"), decimal.NewFromInt(2)).Verify(), "a share larger than the whole")
	assert.Error(t, moteur.Step{Op: "magie"}.Verify())
	assert.Error(t, moteur.Sum("total", moteur.Ratio("r", g("2"), g("0"), 4)).Verify(), "a ratio to zero has no value")
	assert.Error(t, moteur.Step{Op: moteur.OpRatio}.Verify())
}

func TestStepProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var parts []moteur.Step
		for _, n := range rapid.SliceOfN(rapid.Int64Range(-1e9, 1e9), 1, 8).Draw(t, "cents") {
			parts = append(parts, moteur.Given("", decimal.New(n, -2)))
		}
		least, most, sum := moteur.Least("", parts...), moteur.Most("", parts...), moteur.Sum("", parts...)
		n := decimal.NewFromInt(int64(len(parts)))
		if least.Value.Mul(n).GreaterThan(sum.Value) || most.Value.Mul(n).LessThan(sum.Value) {
			t.Fatalf("least %s most %s sum %s", least.Value, most.Value, sum.Value)
		}
		if err := sum.Verify(); err != nil {
			t.Fatal(err)
		}
	})
}
