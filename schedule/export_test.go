package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/schedule/labour"
)

// KeepOnly is the problem freed of every named constraint but those given.
func KeepOnly(p Problem, ids []string) Problem {
	q := copyOf(p)
	for _, l := range levers(p) {
		if !slices.Contains(ids, l.ID) {
			l.without(&q)
		}
	}
	return q
}

// Prices are those of a plan in cents, of Cost and of the search; days keep their hours.
func Prices(p Problem, plan Plan) (cost, searched int64, err error) {
	sum, err := Cost(p, plan)
	if err != nil {
		return 0, 0, err
	}
	c, err := compile(p, plan.Days)
	if err != nil {
		return 0, 0, err
	}
	searched, _ = c.m.Value(c.position(plan), nil)
	return cents(sum.Value), searched, nil
}

// HoursAt lays the hours of a day that is called at a given hour, in its order.
func HoursAt(p Problem, d Day, call labour.Clock) Day {
	for _, c := range []*labour.Clock{&p.Shape.DayCall, &p.Shape.NightCall, &p.Shape.MixedCall, &p.Shape.DawnCall} {
		*c = call
	}
	return Plan{Days: []Day{d}}.Timed(p).Days[0]
}
