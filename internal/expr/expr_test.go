package expr_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/internal/expr"
	"github.com/moteur-film/moteur/internal/money"
)

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

var names = map[string]decimal.Decimal{"a": d("2"), "zero": decimal.Zero, "big": decimal.New(1, 1_000_000_000), "min_days": d("3")}

func TestDecimal(t *testing.T) {
	for text, want := range map[string]string{
		"1.5": "1.5", "-a * -3": "6", "2 - 3 - 4": "-5", "1/3*3": "0.9999999999", "max(min(a, 5), 1)": "2", "min(4; a)": "2",
		"floor(-1.5) + ceil(-1.5)": "-3", "(a+1)*(a-1)": "3", "min_days\t+ 1": "4", "--a": "2",
		"a > 1": "1", "a>=2": "1", "a < 2": "0", "a <= 1": "0", "a = 2.0": "1", "a <> 2": "0", "a + 1 > 2 * 1": "1", "(a > 1) * 10": "10",
		"a & zero": "0", "a | zero": "1", "!a": "0", "!zero & a": "1", "zero & zero | a": "1", "a | zero & zero": "1", "zero | a > 1 & a < 3": "1",
		"!(a > 1 | zero)": "0",
	} {
		v, err := expr.Decimal(text, names)
		require.NoError(t, err, text)
		assert.True(t, d(want).Equal(v), "%s = %s, want %s", text, v, want)
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"": "caractère 1 : nombre ou nom attendu", "1 +": "caractère 4 : nombre ou nom attendu", "b": "caractère 1 : variable inconnue \"b\"",
		"(1": "caractère 3 : parenthèse non fermée", "1)": "caractère 2 : signe inattendu", "1 / 0": "caractère 3 : division par zéro",
		"1e9": "nombre illisible", "1,5": "caractère 2 : signe inattendu", "min(1)": "min veut deux valeurs", "ceil 1": "parenthèse attendue après ceil",
		"ceil(1": "non fermée", "big": "variable \"big\" hors limites", "a a": "caractère 3 : signe inattendu", "é": "attendu", "a > 1 > 0": "caractère 7 : signe inattendu",
		"1 + + 1": "attendu", "a &": "attendu", "min(,1)": "attendu", "max(1,)": "attendu", "(b)": "inconnue", "a * b": "inconnue", "-b": "inconnue",
		strings.Repeat("9", 60): "hors limites", strings.Repeat("(", 40) + "1" + strings.Repeat(")", 40): "parenthèses", strings.Repeat("-", 40) + "1": "parenthèses",
		strings.Repeat("ceil(", 40) + "1" + strings.Repeat(")", 40): "parenthèses", strings.Repeat("!", 40) + "1": "parenthèses",
		strings.Repeat("1+", 150) + "1": "256 caractères", strings.Repeat("9999999999*", 10) + "1": "hors limites",
	} {
		_, err := expr.Decimal(text, names)
		var e *expr.Error
		require.ErrorAs(t, err, &e, text)
		assert.Contains(t, err.Error(), want, text)
	}
}

// A room's own words may hold signs; every word is then a name, and the walk is the room's.
func TestOwnWords(t *testing.T) {
	word := func(text string) int {
		if n := strings.IndexAny(text, "&|!() "); n >= 0 {
			return n
		}
		return len(text)
	}
	n, err := expr.Parse("since:2025-03-01 & !(min | 21)", word)
	require.NoError(t, err)
	require.Equal(t, expr.And, n.Op)
	assert.Equal(t, 17, n.At)
	assert.Equal(t, "since:2025-03-01", n.Args[0].Text)
	or := n.Args[1].Args[0].Args[0]
	assert.Equal(t, expr.Or, or.Op)
	assert.Equal(t, "|", or.Op.Sign())
	assert.Equal(t, []string{"min", "21"}, []string{or.Args[0].Text, or.Args[1].Text})
	assert.Equal(t, expr.Name, or.Args[1].Op)
	assert.Empty(t, expr.Name.Sign())
	_, err = expr.Parse("a & ", word)
	require.ErrorContains(t, err, "caractère 5 : nom attendu")
}

// print writes a tree back.
func print(n expr.Node) string {
	var args []string
	for _, a := range n.Args {
		args = append(args, print(a))
	}
	switch n.Op {
	case expr.Number, expr.Name:
		return n.Text
	case expr.Call:
		return n.Text + "(" + strings.Join(args, ",") + ")"
	case expr.Group:
		return "(" + args[0] + ")"
	case expr.Negate:
		return "-" + args[0]
	case expr.Not:
		return "!" + args[0]
	}
	return args[0] + n.Op.Sign() + args[1]
}

// What a tree prints reads back as the same value, and any tree with its parentheses written out has the value of the tree.
func TestPrintsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var draw func(depth int) string
		draw = func(depth int) string {
			if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
				text := rapid.SampledFrom([]string{"0", "1", "2.5", "a", "zero"}).Draw(t, "value")
				return text
			}
			left := draw(depth - 1)
			right := draw(depth - 1)
			return "(" + left + rapid.SampledFrom([]string{"+", "-", "*", "/", "<", "<=", ">", ">=", "=", "<>", "&", "|"}).Draw(t, "sign") + right + ")"
		}
		text := draw(3)
		n, err := expr.Parse(text, nil)
		require.NoError(t, err)
		require.Equal(t, text, print(n))
		bare := strings.NewReplacer("(", "", ")", "").Replace(text)
		if n, err := expr.Parse(bare, nil); err == nil {
			require.Equal(t, bare, print(n))
		}
	})
}

func FuzzDecimal(f *testing.F) {
	for _, s := range []string{"1 + 2 * a", "ceil(a / 3)", "max(min(a, 2), -1)", "((a))", "1/0", "9e9", "-(-a)", "a..b", "min(1,,2)", "a<>1&!b|a>=2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := expr.Decimal(s, map[string]decimal.Decimal{"a": decimal.New(35, -1), "b": decimal.Zero})
		if err == nil && money.Guard(v) != nil {
			t.Fatalf("Decimal(%q) = %s, out of bounds", s, v)
		}
	})
}
