package search

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever scenes stand in a day, in whatever order, on whatever slot and call: when the day breaks no rule it is in the list, and its
// hours cost no less than there; nor does the local search give it up.
func TestListingHoldsEveryDay(t *testing.T) {
	lawful, priced := 0, 0
	for seed := range seeds(t, 300) {
		r := rand.New(rand.NewPCG(seed, 31))
		p := randomProblem(r, 3+r.IntN(6), 5)
		thaw(&p)
		p.HourRate, p.Wait = 61234, int64(r.IntN(2))*5000
		for i := range p.Scenes {
			p.Scenes[i].Minutes += 30 * r.IntN(9) * r.IntN(2)
			for k := range p.Scenes[i].Short {
				p.Scenes[i].Short[k].Minutes = p.Scenes[i].Minutes / 2
			}
		}
		m := New(p)
		c := newCovering(m)
		x := newListing(context.Background(), c)
		require.NotNil(t, x, "seed %d", seed)
		w := scratch{mark: make([]int32, len(m.Locs))}
		for range 60 {
			order := r.Perm(len(m.Scenes))[:1+r.IntN(min(4, len(m.Scenes)))]
			slot, call := r.IntN(len(m.Slots)), 30*r.IntN(48)
			if slices.ContainsFunc(order, func(s int) bool { return !m.Scenes[s].Allowed[slot] || slices.ContainsFunc(order, x.parted(s)) }) {
				continue
			}
			w.told = &call
			e := m.ordered(slot, order, 0, &w)
			if viol, _ := e.worth(); viol > 0 {
				continue
			}
			lawful++
			require.False(t, m.Clocked && m.untimely(&m.Slots[slot].Law, order), "seed %d: %v in slot %d, called at %d", seed, order, slot, call)
			items := c.chosen(order)
			slices.Sort(items)
			at := slices.IndexFunc(x.days, func(d listed) bool {
				return slices.EqualFunc(d.items, items, func(a int16, b int) bool { return int(a) == b })
			})
			require.GreaterOrEqual(t, at, 0, "seed %d: %v in slot %d, called at %d", seed, order, slot, call)
			d := &x.days[at]
			x.hours(d)
			due := m.UnitDay[m.Slots[slot].Unit] - slices.Min(m.UnitDay)
			for _, s := range order {
				due -= x.dark[s]
			}
			if len(e.opts) > 0 {
				due += e.opts[e.pref].cost
			}
			counted := d.cost - int64(c.column(items).Cost) + c.p.premium(items, c.p.weight(items))
			require.LessOrEqual(t, counted, max(0, due)*grain, "seed %d: %v in slot %d, called at %d", seed, order, slot, call)
			if counted > 0 {
				priced++
			}
		}
	}
	t.Logf("%d lawful days, %d with hours that cost", lawful, priced)
	require.Positive(t, priced)
}

// parted tells of another scene whether no day holds it with a scene.
func (x *listing) parted(s int) func(int) bool {
	return func(o int) bool { return x.apart[s][o>>6]>>(o&63)&1 == 1 }
}
