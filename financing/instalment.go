package financing

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// Template returns the usual instalments (échéancier d'usage) of a kind of resource, and where they come from. They are
// hypotheses, not law: a contract replaces them. An unknown kind has none.
func Template(k Kind) ([]Instalment, moteur.Source) {
	t, err := tables()
	if err != nil {
		return nil, moteur.Source{}
	}
	c := law.Open(moteur.Date{}, nil, t...).CitedText("template/" + string(k)) // usages have no date
	if c.Value == "" {
		return nil, moteur.Source{}
	}
	var out []Instalment
	for part := range strings.SplitSeq(c.Value, ";") {
		f := strings.Split(part, ":")
		n := Instalment{Event: moteur.Event(f[0])}
		if len(f) > 1 {
			n.Share, err = money.Parse(f[1])
		}
		if len(f) > 2 {
			n.LagDays = atoi(f[2], 0)
		}
		if err != nil {
			return nil, c.Source
		}
		out = append(out, n)
	}
	return out, c.Source
}

// due gives the instalments of the resource, or its kind's template.
func (r Resource) due() []Instalment {
	if len(r.Instalments) > 0 {
		return r.Instalments
	}
	t, _ := Template(r.Kind)
	return t
}

// DueOn is the date of the instalment: its own, or its event's in the timeline plus the lag. The event Contract is the date of
// the resource. Unset when the event is not known.
func (n Instalment) DueOn(tl moteur.Timeline, x Resource) moteur.Date {
	if !n.Date.IsZero() {
		return n.Date
	}
	if n.Event == moteur.Contract {
		if !x.Date.IsZero() {
			return x.Date.AddDays(n.LagDays)
		}
	}
	return tl[n.Event].AddDays(n.LagDays)
}

// Amounts shares the resource over its instalments, to the cent: the parts add up to the resource exactly.
func (r Resource) Amounts() ([]decimal.Decimal, error) {
	list := r.due()
	weights := make([]decimal.Decimal, len(list))
	for i, n := range list {
		weights[i] = money.Sane(n.Share)
	}
	return money.Split(r.Euros(), weights)
}
