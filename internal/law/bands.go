package law

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// Band is one slice of a scale: its value holds up to a bound; an open band has none.
type Band struct {
	To    decimal.Decimal
	Open  bool
	Value decimal.Decimal
}

func parseBands(s string) ([]Band, error) {
	var out []Band
	for part := range strings.SplitSeq(s, ";") {
		to, v, _ := strings.Cut(part, ":")
		n := Band{Open: to == ""}
		var e1, e2 error
		if !n.Open {
			n.To, e1 = money.Parse(to)
		}
		n.Value, e2 = money.Parse(v)
		if err := errors.Join(e1, e2); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// SliceSteps gives one step for each slice of an amount: slice × rate × the steps of also, exact; empty slices are left out.
func SliceSteps(amount decimal.Decimal, scale []Band, label string, src moteur.Source, also ...moteur.Step) []moteur.Step {
	var out []moteur.Step
	from := decimal.Zero
	for _, s := range scale {
		top := amount
		if !s.Open && s.To.LessThan(amount) {
			top = s.To
		}
		if !top.GreaterThan(from) {
			break
		}
		part := moteur.Given(fmt.Sprintf("%s de %s à %s €", label, from, top), top.Sub(from))
		rate := moteur.Given("taux de la tranche", s.Value).Because(src)
		out = append(out, moteur.TimesExact(fmt.Sprintf("tranche de %s à %s €", from, top), append([]moteur.Step{part, rate}, also...)...))
		from = top
	}
	return out
}
