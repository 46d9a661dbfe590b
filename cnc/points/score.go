package points

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Score is a nombre de points kept exact: a ratio line is max × numerator / denominator, with no rounding per line. The zero
// value is 0. In JSON it is a decimal when it ends ("84.75") and a fraction when it does not ("253/3").
type Score struct{ r *big.Rat }

// NewScore is the score of a decimal.
func NewScore(d decimal.Decimal) Score { return Score{d.Rat()} }

func (s Score) rat() *big.Rat {
	if s.r == nil {
		return new(big.Rat)
	}
	return s.r
}

// Plus adds two scores exactly.
func (s Score) Plus(t Score) Score { return Score{new(big.Rat).Add(s.rat(), t.rat())} }

// Less takes a score away exactly.
func (s Score) Less(t Score) Score { return Score{new(big.Rat).Sub(s.rat(), t.rat())} }

func (s Score) times(r *big.Rat) Score { return Score{new(big.Rat).Mul(s.rat(), r)} }

// Cmp compares exactly: -1, 0 or 1.
func (s Score) Cmp(t Score) int { return s.rat().Cmp(t.rat()) }

// Equal tells whether the two scores are the same number.
func (s Score) Equal(t Score) bool { return s.Cmp(t) == 0 }

// IsZero tells whether the score is 0.
func (s Score) IsZero() bool { return s.rat().Sign() == 0 }

// Decimal is the score rounded half away from zero to the given number of decimals.
func (s Score) Decimal(places int32) decimal.Decimal {
	r := s.rat()
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Denom(), 0), places)
}

// Rounded is the score rounded to the nearest whole number, .5 up (RGA art. 211-13).
func (s Score) Rounded() int { return int(s.Decimal(0).IntPart()) }

// Floor is the whole part of the score.
func (s Score) Floor() int {
	q := new(big.Int)
	q.Div(s.rat().Num(), s.rat().Denom()) // Euclidean: floor for a positive denominator
	return int(q.Int64())
}

// ends tells how many decimals write the score exactly, and false when none does.
func (s Score) ends() (int32, bool) {
	den := new(big.Int).Set(s.rat().Denom())
	var q, m big.Int
	count := func(p int64) (n int32) {
		for {
			q.QuoRem(den, big.NewInt(p), &m)
			if m.Sign() != 0 {
				return n
			}
			den.Set(&q)
			n++
		}
	}
	two, five := count(2), count(5)
	return max(two, five), den.IsInt64() && den.Int64() == 1
}

// String is a decimal when it ends, else a fraction.
func (s Score) String() string {
	if n, ok := s.ends(); ok {
		return s.Decimal(n).String()
	}
	return s.rat().RatString()
}

// Label is the French form, to four decimals, with "≈" when they are not all of them.
func (s Score) Label() string {
	if n, ok := s.ends(); ok && n <= 4 {
		return fr.Plain(s.Decimal(n))
	}
	return "≈" + fr.NBSP + fr.Number(s.Decimal(4), 4)
}

// MarshalText writes the exact score.
func (s Score) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a decimal or a fraction of two decimals; both are bounded as amounts are.
func (s *Score) UnmarshalText(b []byte) error {
	num, den, fraction := strings.Cut(string(b), "/")
	n, err := money.Parse(num)
	if err != nil {
		return fmt.Errorf("points : %w", err)
	}
	if !fraction {
		*s = NewScore(n)
		return nil
	}
	d, err := money.Parse(den)
	if err != nil || d.Sign() <= 0 {
		return fmt.Errorf("points : fraction illisible %q", b)
	}
	*s = Score{new(big.Rat).Quo(n.Rat(), d.Rat())}
	return nil
}
