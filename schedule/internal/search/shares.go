package search

import (
	"cmp"
	"slices"
)

// part is a scene of a resource: the item, and the rank of the resource among those of the item.
type part struct{ item, at int }

// whole is the share that pays the whole price of a resource.
const whole = int64(1) << 20

// shares copies the shares of all items.
func (p *pricer) shares() []int32 {
	var out []int32
	for i := range p.items {
		for _, v := range p.items[i].share {
			out = append(out, int32(v))
		}
	}
	return out
}

// setShares puts copied shares back.
func (p *pricer) setShares(from []int32) {
	at := 0
	for i := range p.items {
		for k := range p.items[i].share {
			p.items[i].share[k] = int64(from[at])
			at++
		}
	}
}

// The most subgradient steps at a root and at any other node.
const (
	rootTries = 60
	nodeTries = 2
)

// maxStep keeps the products of a step inside 64 bits.
const maxStep = int64(1) << 42

// reshare is a subgradient step (Held, Wolfe and Crowder 1974): the scenes of the relaxed day of a node pay larger shares of their
// resources, those of the other scenes fall. The step grows with excess, how far the bound is above the worth of the best day met.
// It returns false when there is nothing to move.
func (p *pricer) reshare(y prices, n *node, excess int64) bool {
	if excess <= 0 {
		return false
	}
	count := int64(0)
	for _, i := range n.chosen {
		for _, r := range p.items[i].res {
			if !bit(n.in, r) && p.net(y, r) > 0 {
				count++
			}
		}
	}
	if count == 0 {
		return false
	}
	step := min(excess, maxStep)/count + 1
	used := p.inUse
	clear(used)
	for _, i := range n.chosen {
		it := &p.items[i]
		for k, r := range it.res {
			if net := p.net(y, r); !bit(n.in, r) && net > 0 {
				it.share[k] += min(whole, step*whole/net)
				used[r] = true
			}
		}
	}
	for r, ok := range used {
		if ok {
			p.balance(r)
		}
	}
	return true
}

// balance scales the shares of a resource so that the scenes one day can hold pay its whole price at most.
func (p *pricer) balance(r int) {
	sum, weight := int64(0), 0
	for _, q := range p.of[r] {
		it := &p.items[q.item]
		sum += it.share[q.at]
		weight += it.weight
	}
	if weight > p.full[r] {
		// A day does not hold all of them. The most that those it holds pay is bounded by taking them in the order of share by weight,
		// the last one in part, as the linear relaxation of the knapsack does.
		list := p.of[r]
		slices.SortFunc(list, func(a, b part) int {
			x, z := &p.items[a.item], &p.items[b.item]
			return cmp.Or(cmp.Compare(z.share[b.at]*int64(x.weight), x.share[a.at]*int64(z.weight)), a.item-b.item)
		})
		sum = 0
		room := p.full[r]
		for _, q := range list {
			it := &p.items[q.item]
			if it.weight > room {
				sum += (it.share[q.at]*int64(room) + int64(it.weight) - 1) / int64(it.weight)
				break
			}
			sum += it.share[q.at]
			room -= it.weight
		}
	}
	if sum <= 0 {
		return
	}
	for _, q := range p.of[r] {
		s := &p.items[q.item].share[q.at]
		*s = *s * whole / sum
	}
}

// share is what item i pays of the price of its k-th resource, in cents, rounded down.
func (p *pricer) share(y prices, i, k int) int64 {
	it := &p.items[i]
	return mulDiv(p.net(y, it.res[k]), it.share[k])
}

// mulDiv is a·share/whole, rounded down.
func mulDiv(a, share int64) int64 {
	return a/whole*share + a%whole*share/whole
}
