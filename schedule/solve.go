package schedule

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/internal/search"
)

// Settings steer Solve. The zero value searches on one goroutine until the context ends or the optimum is proved.
type Settings struct {
	// Workers is the number of goroutines; 0 means 1. Of several, one proves the bound before it joins the search.
	Workers int
	// Seed makes a search with a Moves budget reproducible, whatever the number of workers.
	Seed uint64
	// Moves is the budget of trials of each chain; 0 means until the context ends.
	Moves int64
	// Chains is the number of independent searches; 0 means Workers.
	Chains int
	// Start is a plan to start from, lawful or not; its Locked days are kept as they are.
	Start Plan
	// Progress, when set, is called with every lawful plan cheaper than all before, from one goroutine at a time.
	Progress func(Progress)
}

// Progress is one step of a search.
type Progress struct {
	Plan  Plan
	Cost  decimal.Decimal
	Bound decimal.Decimal
}

// Result is what Solve found.
type Result struct {
	Status Status `json:"status"`
	Plan   Plan   `json:"plan"`
	// Cost is the price of the plan, Bound a proved lower bound of the price of any lawful plan, euros.
	Cost  decimal.Decimal `json:"cost"`
	Bound decimal.Decimal `json:"bound"`
	// Gap is (Cost - Bound) / Cost, a fraction; zero when proved.
	Gap decimal.Decimal `json:"gap"`
	// Least are the counting bounds behind Bound.
	Least Least `json:"least"`
	// Conflict explains an infeasible problem.
	Conflict *Conflict `json:"conflict,omitempty"`
	// Report is Check of the plan; or what is wrong with the problem.
	Report moteur.Report `json:"report"`
	// Moves counts the trials of the search.
	Moves int64 `json:"moves"`
}

// Least are proved least numbers of any lawful plan.
type Least struct {
	Days         int `json:"days"`          // unit-days
	LocationDays int `json:"location_days"` // locations visited, summed over days
	RoleDays     int `json:"role_days"`     // days worked, summed over roles
}

// exactDays bounds the days tried to prove the optimum of a small problem: a few seconds of work at most.
const exactDays = 4_000_000

// first is the search before the enumeration of a small problem: short. Larger problems have it whole.
func (c *compiled) first(opt search.Options) search.Options {
	if c.small() {
		if opt.Moves == 0 || opt.Moves > smallMoves {
			opt.Moves = smallMoves
		}
	}
	return opt
}

const smallMoves = 20000

// infeasible fills the result of a problem proved to have no plan. A start plan's locked days are part of it.
func (c *compiled) infeasible(ctx context.Context, res Result) Result {
	res.Status = Infeasible
	res.Conflict = explain(ctx, c.p)
	return res
}

// ownSearch is the number of scenes up to which a second worker searches anew, away from what may hold the first one; with more
// it goes on from the best plan.
const ownSearch = 100

// fixedRounds is the work put into the bound of a search with a budget.
const fixedRounds = 150

// Solve looks for the cheapest lawful plan of a problem. It is anytime: a first lawful plan comes at once, better ones
// through Settings.Progress, and the best so far when the context ends, which is not an error. The status tells how it
// ended: Optimal when the cost is proved the least, Feasible with a proved Bound and Gap, Infeasible with the Conflict that
// proves it, Interrupted when no lawful plan was found in time. Give the context a deadline, or set Moves.
//
// The error is a *moteur.ReportError when the problem is ill-formed, or wraps law.ErrBefore when a date precedes the rules.
func Solve(ctx context.Context, p Problem, set Settings) (Result, error) {
	var res Result
	res.Report = p.Check()
	if err := res.Report.Err(); err != nil {
		return res, err
	}
	var locked []Day
	for _, d := range set.Start.Days {
		if d.Locked {
			locked = append(locked, d)
		}
	}
	c, err := compile(p, locked)
	if err != nil {
		return res, fmt.Errorf("plan de travail : %w", err)
	}
	if len(p.Scenes) == 0 {
		res.Status = Optimal
		return res, nil
	}
	least := search.Bound(c.m)
	res.Least = Least{Days: least.Days, LocationDays: least.LocDays, RoleDays: least.RoleDays}
	if !c.short && search.Impossible(c.m, c.open) {
		return c.infeasible(ctx, res), nil
	}
	var bound atomic.Int64
	bound.Store(least.Total())
	opt := search.Options{Seed: set.Seed, Workers: max(set.Workers, 1), Chains: set.Chains, Moves: set.Moves, Bound: &bound}
	if len(set.Start.Days) > 0 {
		opt.Start = c.position(set.Start)
		for _, at := range opt.Start {
			if at < 0 {
				opt.Start = nil
				break
			}
		}
	}
	whole := ctx
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	best := leader{}
	better := func(at search.Plan, order [][]int, cost int64) {
		best.offer(at, cost, func() {
			if set.Progress != nil {
				set.Progress(Progress{Plan: c.plan(at, order), Cost: decimal.New(cost, -2), Bound: decimal.New(bound.Load(), -2)})
			}
			if cost <= bound.Load() {
				stop()
			}
		})
	}
	opt.Better = func(at search.Plan, cost int64) { better(at, nil, cost) }
	raise := func(v int64) {
		for old := bound.Load(); v > old && !bound.CompareAndSwap(old, v); old = bound.Load() {
		}
	}
	done := make(chan struct{})
	var second search.Outcome // of the worker that proves the bound, once it is free
	if set.Moves > 0 {
		// Reproducible: the bound comes first, then the search, neither looking at the other's pace.
		search.Strengthen(ctx, c.m, nil, fixedRounds, raise)
		close(done)
	} else {
		spare := opt.Workers > 1 && !c.small()
		if spare {
			opt.Workers--
		}
		go func() {
			defer close(done)
			search.Strengthen(ctx, c.m, best.plan, 0, raise)
			if spare {
				again := search.Options{Seed: set.Seed + 1, Bound: &bound, Better: opt.Better}
				if len(p.Scenes) > ownSearch {
					again.Start = best.plan()
				}
				second = search.Anneal(ctx, c.m, again)
			}
		}()
	}
	out := search.Anneal(ctx, c.m, c.first(opt))
	var order [][]int // of the days of out, where another is cheaper than the usual one
	if c.small() {
		below := int64(search.NoPlan)
		if out.Plan != nil && out.Viol == 0 {
			below = out.Cost
		}
		proof := search.Exact(ctx, c.m, below, exactDays)
		if proof.Plan != nil {
			better(proof.Plan, proof.Order, proof.Cost)
			out.Plan, out.Cost, out.Viol, order = proof.Plan, proof.Cost, 0, proof.Order
		}
		switch {
		case proof.Complete && !c.short && below == search.NoPlan && proof.Plan == nil:
			stop()
			<-done
			return c.infeasible(whole, res), nil
		case proof.Complete && !c.short && out.Viol == 0:
			raise(out.Cost)
		}
		if (out.Viol > 0 || out.Cost > bound.Load()) && ctx.Err() == nil {
			opt.Start = out.Plan
			more := search.Anneal(ctx, c.m, opt)
			out.Moves += more.Moves
			if more.Viol == 0 && (out.Viol > 0 || more.Cost < out.Cost) {
				more.Moves = out.Moves
				out, order = more, nil
			}
		}
	}
	stop()
	<-done
	out.Moves += second.Moves
	if second.Plan != nil && second.Viol == 0 && (out.Viol > 0 || second.Cost < out.Cost) {
		out.Plan, out.Cost, out.Viol, order = second.Plan, second.Cost, 0, nil
	}
	c.finish(&res, out, order, bound.Load())
	return res, nil
}

// leader keeps the best plan of searches that run side by side.
type leader struct {
	mu   sync.Mutex
	at   search.Plan
	cost int64
}

// offer keeps a plan cheaper than all before, and then calls tell, one call at a time.
func (l *leader) offer(at search.Plan, cost int64, tell func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.at == nil || cost < l.cost {
		l.at, l.cost = at, cost
		tell()
	}
}

func (l *leader) plan() search.Plan {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at
}

// finish fills the result from the best plan of a search, its days in a given order or, when that is nil, in the usual one.
func (c *compiled) finish(res *Result, out search.Outcome, order [][]int, bound int64) {
	res.Moves = out.Moves
	res.Bound = decimal.New(bound, -2)
	if out.Plan == nil || out.Viol > 0 {
		res.Status = Interrupted
		if out.Plan != nil {
			res.Plan = c.plan(out.Plan, nil)
			res.Report = Check(c.p, res.Plan)
		}
		return
	}
	at := out.Plan
	if order == nil {
		at = search.Early(c.m, at)
	}
	cost, _ := c.m.Value(at, order)
	res.Plan = c.plan(at, order)
	res.Cost = decimal.New(cost, -2)
	res.Status = Feasible
	if cost <= bound {
		res.Status = Optimal
		res.Bound = res.Cost
	} else if !res.Cost.IsZero() {
		res.Gap = res.Cost.Sub(res.Bound).DivRound(res.Cost, 6)
	}
	res.Report = Check(c.p, res.Plan)
	res.Report.Merge("", c.use.report)
}
