package schedule

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
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
	// Step is the step of the calls, minutes: a divisor of an hour; 0 means 5.
	Step int
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
	// Moves counts the trials of the search, Tried the days tried by the proofs; those of the explanation of a conflict are among them.
	Moves int64 `json:"moves"`
	Tried int64 `json:"tried"`
}

// Least are proved least numbers of any lawful plan.
type Least struct {
	Days         int `json:"days"`          // unit-days
	LocationDays int `json:"location_days"` // locations visited, summed over days
	RoleDays     int `json:"role_days"`     // days worked, summed over roles
}

// The work put into each part of a search.
const (
	exactDays   = 1_000_000 // days tried to prove the optimum of a small problem: about a second
	smallMoves  = 20_000    // moves of the search that comes before that proof
	ownSearch   = 100       // scenes up to which the second worker searches anew; with more it goes on from the best plan
	fixedRounds = 150       // rounds of column generation for the bound of a search with a budget
)

// Solve looks for the cheapest lawful plan of a problem. It is anytime: a first lawful plan comes at once, better ones
// through Settings.Progress, and the best so far when the context ends, which is not an error. The status tells how it
// ended: Optimal when the cost is proved the least, Feasible with a proved Bound and Gap, Infeasible with the Conflict that
// proves it, Interrupted when no lawful plan was found in time. Give the context a deadline, or set Moves.
//
// The error is a *moteur.ReportError when the problem is ill-formed, or wraps law.ErrBefore when a date precedes the rules.
func Solve(ctx context.Context, p Problem, set Settings) (Result, error) {
	res := Result{Report: p.Check()}
	if n := set.Step; n < 0 || n > 60 || n > 0 && 60%n > 0 {
		res.Report.Errorf("settings.step", "schedule/step", "Pas des convocations : %d minutes, attendu un diviseur d'une heure "+
			"(5, 10, 15, 20, 30 ou 60 ; 0 pour celui du plan, 5).", n)
	}
	if err := res.Report.Err(); err != nil {
		return res, err
	}
	c, err := compile(p, lockedDays(set.Start), set.Step)
	if err != nil {
		return res, fmt.Errorf("plan de travail : %w", err)
	}
	if len(p.Scenes) == 0 {
		res.Status = Optimal
		return res, nil
	}
	for {
		least := search.Bound(c.m)
		res.Least = Least{Days: least.Days, LocationDays: least.LocDays, RoleDays: least.RoleDays}
		impossible := !c.short && search.Impossible(c.m, c.open)
		if !impossible {
			s := newSolving(c, set, search.RoundUp(least.Total(), c.m.Divisor()))
			var best answer
			best, impossible = s.run(ctx)
			res.Moves, res.Tried = res.Moves+best.Moves, res.Tried+s.tried
			if !impossible {
				c.finish(&res, best, s.bound.Load())
				return res, nil
			}
		}
		far, open := c.farther()
		if !open {
			return c.infeasible(ctx, res), nil
		}
		c = far
	}
}

// lockedDays are the days of a plan that no search may change.
func lockedDays(plan Plan) []Day {
	var out []Day
	for _, d := range plan.Days {
		if d.Locked {
			out = append(out, d)
		}
	}
	return out
}

// infeasible fills the result of a problem proved to have no plan. A start plan's locked days are part of it.
func (c *compiled) infeasible(ctx context.Context, res Result) Result {
	var all spending
	res.Status = Infeasible
	if res.Conflict = c.explainAlone(ctx, &res.Report, &all); res.Conflict == nil {
		res.Conflict = explain(ctx, c.p, c.in.Step, &all)
	}
	res.Moves, res.Tried = res.Moves+all.moves, res.Tried+all.days
	return res
}

// solving is one call of Solve: what its searches, side by side, share.
type solving struct {
	c     *compiled
	set   Settings
	opt   search.Settings // of the main search
	bound atomic.Int64    // the best proved bound, cents
	best  leader
	tried int64              // the days of the enumeration
	stop  context.CancelFunc // ends all searches
}

// answer is the best plan of a search, its days in a given order and at given hours or, when these are nil, in the usual ones.
type answer struct {
	search.Outcome
	order [][]int
	hours []search.Hours
}

// laid is the plan with the orders and the calls of its days.
func (a answer) laid() search.Laid { return search.Laid{Plan: a.Plan, Order: a.order, Hours: a.hours} }

// lawful tells that the answer is a plan that breaks no rule.
func (a answer) lawful() bool { return a.Plan != nil && a.Viol == 0 }

// take keeps another outcome when it is lawful and the cheaper of the two; the moves of both are counted.
func (a *answer) take(o search.Outcome) {
	o.Moves += a.Moves
	if o.Plan != nil && o.Viol == 0 && (a.Viol > 0 || o.Cost < a.Cost) {
		*a = answer{Outcome: o}
	}
	a.Moves = o.Moves
}

// newSolving prepares the searches of a problem, from a bound proved by counting.
func newSolving(c *compiled, set Settings, counted int64) *solving {
	s := &solving{c: c, set: set}
	s.bound.Store(counted)
	s.opt = search.Settings{Seed: set.Seed, Workers: max(set.Workers, 1), Chains: set.Chains, Moves: set.Moves, Bound: &s.bound,
		Better: func(at search.Plan, cost int64) { s.offer(search.Laid{Plan: at}, cost) }}
	if len(set.Start.Days) > 0 {
		if at := c.position(set.Start); !slices.Contains(at, -1) {
			s.opt.Start = at
		}
	}
	return s
}

// run searches until the context or the budget ends, or the optimum is proved. impossible tells that there is no plan at all.
func (s *solving) run(ctx context.Context) (best answer, impossible bool) {
	ctx, s.stop = context.WithCancel(ctx)
	defer s.stop()
	second := s.prove(ctx)
	best = answer{Outcome: search.Anneal(ctx, s.c.m, s.first())}
	if s.c.small() {
		if impossible = s.enumerate(ctx, &best); !impossible {
			s.resume(ctx, &best)
		}
	}
	s.stop()
	best.take(second())
	return best, impossible
}

// first is the search before the enumeration of a small problem: short. Larger problems have it whole.
func (s *solving) first() search.Settings {
	opt := s.opt
	if s.c.small() && (opt.Moves == 0 || opt.Moves > smallMoves) {
		opt.Moves = smallMoves
	}
	return opt
}

// prove strengthens the bound, and returns the function that waits for the end of it. A search with a budget is reproducible: the
// bound comes first, then the search, neither looking at the other's pace. Without one, the bound grows beside the search on
// one of its workers, who joins the search when the bound is done; second gives the best plan that worker found.
func (s *solving) prove(ctx context.Context) (second func() search.Outcome) {
	if s.set.Moves > 0 {
		search.Strengthen(ctx, s.c.m, nil, fixedRounds, s.raise)
		return func() search.Outcome { return search.Outcome{} }
	}
	spare := s.opt.Workers > 1 && !s.c.small()
	if spare {
		s.opt.Workers--
	}
	found := make(chan search.Outcome, 1)
	again := search.Settings{Seed: s.set.Seed + 1, Bound: &s.bound, Better: s.opt.Better}
	go func() {
		search.Strengthen(ctx, s.c.m, s.best.plan, 0, s.raise)
		var out search.Outcome
		if spare {
			if len(s.c.p.Scenes) > ownSearch {
				again.Start = s.best.plan()
			}
			out = search.Anneal(ctx, s.c.m, again)
		}
		found <- out
	}()
	return func() search.Outcome { return <-found }
}

// enumerate proves a small problem date by date: nothing dearer than the best plan so far is looked at. It puts what it finds in
// its place, and tells when the problem has no plan.
func (s *solving) enumerate(ctx context.Context, best *answer) (impossible bool) {
	below := int64(search.NoPlan)
	if best.lawful() {
		below = best.Cost
	}
	proof := search.Exact(ctx, s.c.m, below, exactDays)
	s.tried = int64(proof.Tried)
	if proof.Plan != nil {
		found := answer{search.Outcome{Plan: proof.Plan, Cost: proof.Cost, Moves: best.Moves}, proof.Order, proof.Hours}
		if cost, viol := s.c.m.Value(found.laid()); cost == proof.Cost && viol == 0 {
			*best = found
			s.offer(best.laid(), proof.Cost)
		}
	}
	if s.c.short {
		return false
	}
	s.raise(proof.Bound)
	return proof.Complete && below == search.NoPlan && proof.Plan == nil
}

// resume searches a small problem on, with the whole budget, from the best plan, when the enumeration has not proved that plan.
func (s *solving) resume(ctx context.Context, best *answer) {
	if best.Viol == 0 && best.Cost <= s.bound.Load() || ctx.Err() != nil {
		return
	}
	opt := s.opt
	opt.Start = best.Plan
	best.take(search.Anneal(ctx, s.c.m, opt))
}

// raise keeps the larger of two bounds, cents.
func (s *solving) raise(v int64) {
	for old := s.bound.Load(); v > old && !s.bound.CompareAndSwap(old, v); old = s.bound.Load() {
	}
}

// offer tells Settings.Progress of a lawful plan cheaper than all before, and ends the searches when its cost meets the bound. A search
// with a budget is not cut: each of its chains ends by itself, so that the answer does not hang on which is the fastest.
func (s *solving) offer(laid search.Laid, cost int64) {
	s.best.offer(laid.Plan, cost, func() {
		if s.set.Progress != nil {
			s.set.Progress(Progress{Plan: s.c.plan(laid), Cost: decimal.New(cost, -2), Bound: decimal.New(s.bound.Load(), -2)})
		}
		if s.set.Moves == 0 && cost <= s.bound.Load() {
			s.stop()
		}
	})
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

// plan is the best plan so far, nil when there is none.
func (l *leader) plan() search.Plan {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at
}

// finish fills the result from the best plan of the searches and the bound, cents.
func (c *compiled) finish(res *Result, best answer, bound int64) {
	res.Bound = decimal.New(bound, -2)
	if !best.lawful() {
		res.Status = Interrupted
		return
	}
	if best.order == nil {
		best.Plan = search.Early(c.m, best.Plan)
	}
	laid := c.m.Settle(best.laid())
	cost, _ := c.m.Value(laid)
	res.Plan = c.plan(laid)
	res.Cost = decimal.New(cost, -2)
	res.Status = Feasible
	if cost <= bound {
		res.Status = Optimal
		res.Bound = res.Cost
	} else if !res.Cost.IsZero() {
		res.Gap = res.Cost.Sub(res.Bound).DivRound(res.Cost, 6)
	}
	res.Report = Check(c.p, res.Plan)
	c.putOff(res.Plan, &res.Report)
	if c.seasonal() {
		res.Report.Notef("calendar.last", "schedule/horizon", "Le calendrier n'a pas de dernier jour : les dates sont regardées jusqu'au "+
			"%s, et ce qui est prouvé l'est sur elles.", fr.Date(c.dates[len(c.dates)-1]))
	}
	res.Report.Merge("", c.doubts)
}
