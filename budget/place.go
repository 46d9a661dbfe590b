package budget

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/schedule"
)

// Placed gives the lines that say no territory the countries where they are spent: for a purchase, that of the supplier of its account;
// for a line that counts the days of a place, that of the place; for a line that counts other figures of the plan (From, or a
// variable of its formula), those of the days counted, in proportion. Suppliers are countries (ISO 3166-1) by account, the longest
// code that begins a line's winning. A line that none of them tells stays as it is: spent in France. It returns a new Budget.
func Placed(b Budget, p schedule.Problem, plan schedule.Plan, suppliers map[string]string) Budget {
	w := newWhereabouts(p, plan)
	b.Lines = slices.Clone(b.Lines)
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Status == Foreign || l.Shares[TerritoryAxis] != nil || l.Split[TerritoryAxis] != nil {
			continue
		}
		shares := w.of(l)
		if country := supplierOf(l, suppliers); country != "" {
			shares = values{country: one}
		}
		if shares == nil || shares[France].Equal(one) {
			continue
		}
		if l.Shares = maps.Clone(l.Shares); l.Shares == nil {
			l.Shares = map[string]map[string]decimal.Decimal{}
		}
		l.Shares[TerritoryAxis] = shares
	}
	return b
}

// supplierOf is the country of the supplier of a purchase, empty for pay or when nobody says it.
func supplierOf(l *Line, suppliers map[string]string) string {
	if l.Status == Salaried || l.Status == Author {
		return ""
	}
	for n := len(l.Account); n > 0; n-- {
		if country := suppliers[l.Account[:n]]; country != "" {
			return country
		}
	}
	return ""
}

// whereabouts are the figures of a plan country by country.
type whereabouts struct {
	places map[string]string         // location → country
	counts map[string]map[string]int // country → figure → count
}

func newWhereabouts(p schedule.Problem, plan schedule.Plan) whereabouts {
	w := whereabouts{places: map[string]string{}, counts: map[string]map[string]int{}}
	for _, l := range p.Locations {
		if w.places[l.ID] = l.Country; l.Country == "" {
			w.places[l.ID] = France
		}
	}
	countries := map[string]string{} // scene → country
	for i := range p.Scenes {
		countries[p.Scenes[i].ID] = w.places[place(&p.Scenes[i])]
	}
	days := map[string][]schedule.Day{}
	for _, d := range plan.Days {
		country := France // a day is spent where it begins
		if len(d.Scenes) > 0 && countries[d.Scenes[0]] != "" {
			country = countries[d.Scenes[0]]
		}
		days[country] = append(days[country], d)
	}
	for country, list := range days {
		w.counts[country] = newFigures(p, schedule.Plan{Title: plan.Title, Days: list}).n
	}
	return w
}

// of is where a line is spent as the plan tells it, nil when it does not.
func (w whereabouts) of(l *Line) values {
	figure, planned := strings.CutPrefix(l.From, "plan:")
	if !planned {
		if figure = planVariable(l.QuantityFormula); figure == "" {
			return nil
		}
	}
	kind, id, named := strings.Cut(figure, ":")
	if country := w.places[id]; kind == "location" && country != "" {
		return values{country: one}
	}
	switch {
	case named && (kind == "role" || kind == "travel" || kind == "stays"):
		figure = "worked:" + id // the days held, the journeys and the stays go with the days of work
	case named && kind == "unit", named && kind == "equipment", named && kind == "worked", named && kind == "extras":
	case slices.Contains([]string{"unit_days", "nights", "away_days", "role_days", "extras", "featured", "meals"}, figure):
	default:
		figure = "shoot_days" // weeks, hours and kilometres go with the days
	}
	return w.shares(figure)
}

// planVariable is the first variable of a formula that the plan fills, else empty.
func planVariable(formula string) string {
	for _, name := range variableName.FindAllString(formula, -1) {
		if slices.Contains(filled, name) {
			return name
		}
	}
	return ""
}

// shares are the parts of a figure by country, fractions of ten decimals that add up to 1; nil for a figure that is nowhere.
func (w whereabouts) shares(figure string) values {
	var total, left = int64(0), one
	out := values{}
	for _, n := range w.counts {
		total += int64(n[figure])
	}
	countries := axisKeys(TerritoryAxis, w.present(figure))
	for _, country := range slices.Backward(countries) {
		part := decimal.NewFromInt(int64(w.counts[country][figure])).DivRound(decimal.NewFromInt(total), 10)
		if country == countries[0] {
			part = left
		}
		out[country], left = part, left.Sub(part)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// present holds the countries where a figure is counted.
func (w whereabouts) present(figure string) values {
	out := values{}
	for country, n := range w.counts {
		if n[figure] > 0 {
			out[country] = one
		}
	}
	return out
}
