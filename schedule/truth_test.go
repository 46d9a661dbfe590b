package schedule_test

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
)

// twin looks for the cheapest lawful plan by trying everything: each grouping of the scenes into days, each date and unit of
// each group, each order of each day. It knows the problem through Check and Cost alone. Three shortcuts, all plain: a day or
// a pair of days that breaks a rule is part of no lawful plan; orders of one day that look alike from outside are tried
// once; and what days cost by themselves only grows with the days added.
type twin struct {
	p     schedule.Problem
	tries [][]try // by the first of their scenes
	least []int64 // by set of scenes: what its days cost by themselves
	pairs map[[2]int]bool
	days  []*try
	best  int64
	found bool
	dense bool // an empty date changes nothing: days follow each other
}

// try is a day that breaks no rule by itself.
type try struct {
	id   int
	mask int
	slot int
	day  schedule.Day
	cost int64
}

func cents(d decimal.Decimal) int64 { return d.Shift(2).Round(0).IntPart() }

// lawful tells whether days break no rule, whatever is still to be shot.
func lawful(p schedule.Problem, days ...schedule.Day) bool {
	for _, i := range schedule.Check(p, schedule.Plan{Days: days}).Issues {
		if i.Severity == moteur.Error && i.Rule != "schedule/scene-missing" {
			return false
		}
	}
	return true
}

// tryAll returns the least cost of the lawful plans cheaper than below, and whether there is one. Dates are those of the first
// so many calendar days.
func tryAll(p schedule.Problem, dates int, dense bool, below int64) (int64, bool) {
	w := &twin{p: p, best: below, pairs: map[[2]int]bool{}, tries: make([][]try, len(p.Scenes)), dense: dense}
	units := []string{""}
	if len(p.Units) > 0 {
		units = nil
		for _, u := range p.Units {
			units = append(units, u.ID)
		}
	}
	n := 0
	for mask := 1; mask < 1<<len(p.Scenes); mask++ {
		orders := w.orders(mask)
		for at := range dates * len(units) {
			day := schedule.Day{Number: at/len(units) + 1, Unit: units[at%len(units)]}
			if !p.Calendar.Dateless {
				day.Date = p.Calendar.First.AddDays(at / len(units))
			}
			seen := map[string]bool{}
			for _, order := range orders {
				day.Scenes = order
				d := schedule.Plan{Days: []schedule.Day{day}}.Timed(p).Days[0]
				if !lawful(p, d) {
					continue
				}
				cost := w.alone(d)
				if key := fmt.Sprint(cost, w.outside(d)); !seen[key] {
					seen[key] = true
					first := bits.TrailingZeros(uint(mask))
					w.tries[first] = append(w.tries[first], try{n, mask, at, d, cost})
					n++
				}
			}
		}
	}
	w.least = make([]int64, 1<<len(p.Scenes))
	for mask := 1; mask < len(w.least); mask++ {
		w.least[mask] = math.MaxInt64 / 2
		for _, t := range w.tries[bits.TrailingZeros(uint(mask))] {
			if t.mask&^mask == 0 {
				w.least[mask] = min(w.least[mask], t.cost+w.least[mask&^t.mask])
			}
		}
	}
	w.lay(1<<len(p.Scenes)-1, w.stays())
	return w.best, w.found
}

// orders lists the orders of a group; none when no day is long enough for it.
func (w *twin) orders(mask int) [][]string {
	var ids []string
	minutes := 0
	for i, s := range w.p.Scenes {
		if mask>>i&1 == 1 {
			ids = append(ids, s.ID)
			minutes += s.Minutes
		}
	}
	if len(ids) > 1 && minutes > w.p.Shape.Minutes {
		return nil
	}
	return permutations(ids)
}

// alone is what a day costs whatever the others are: crew, hours, places, moves, extras, its performers by the day.
func (w *twin) alone(d schedule.Day) int64 {
	cost, err := schedule.Cost(w.p, schedule.Plan{Days: []schedule.Day{d}})
	if err != nil {
		panic(err)
	}
	sum := w.p.Wishes.DayCost
	for i, part := range cost.Parts {
		switch i {
		case 0, 1, 2, 3, 5:
			sum = sum.Add(part.Value)
		}
	}
	for _, o := range w.p.Roles {
		if _, _, in := w.presence(d, o.ID); in {
			sum = sum.Add(w.p.Wishes.RoleDayCost)
			if o.WeekRate.IsZero() {
				sum = sum.Add(o.DayRate)
			}
		}
	}
	for _, e := range w.p.Equipment {
		if slices.ContainsFunc(d.Scenes, func(id string) bool { return slices.Contains(w.scene(id).Needs, e.ID) }) {
			sum = sum.Add(e.DayRate)
		}
	}
	return cents(sum)
}

// stays is what every plan pays to bring the performers once.
func (w *twin) stays() int64 {
	var sum decimal.Decimal
	for _, o := range w.p.Roles {
		if slices.ContainsFunc(w.p.Scenes, func(s schedule.Scene) bool { return slices.Contains(s.Roles, o.ID) }) {
			sum = sum.Add(o.Stay())
		}
	}
	return cents(sum)
}

// outside is what other days see of a day's order: its hours, where it begins and ends, when each child is there.
func (w *twin) outside(d schedule.Day) string {
	out := fmt.Sprint(d.Call, d.Wrap, w.base(d.Scenes[0]), w.base(d.Scenes[len(d.Scenes)-1]))
	for _, o := range w.p.Roles {
		if from, to, in := w.presence(d, o.ID); in && o.Child != nil {
			out += fmt.Sprint(" ", o.ID, from, to)
		}
	}
	return out
}

func (w *twin) scene(id string) schedule.Scene {
	return w.p.Scenes[slices.IndexFunc(w.p.Scenes, func(s schedule.Scene) bool { return s.ID == id })]
}

func (w *twin) base(scene string) string {
	place := w.scene(scene).Location
	return w.p.Locations[slices.IndexFunc(w.p.Locations, func(l schedule.Location) bool { return l.ID == place })].Base
}

// presence is when a role is first and last asked for in a day.
func (w *twin) presence(d schedule.Day, role string) (from, to int, in bool) {
	for _, t := range w.p.Timetable(d) {
		if slices.Contains(w.scene(t.Scene).Roles, role) {
			if !in {
				from = t.From.Minutes()
			}
			to, in = t.To.Minutes(), true
		}
	}
	return from, to, in
}

// lay adds a day that holds the first of the scenes that are left.
func (w *twin) lay(rest int, spent int64) {
	if spent+w.least[rest] >= w.best {
		return
	}
	if rest == 0 {
		w.price()
		return
	}
	list := w.tries[bits.TrailingZeros(uint(rest))]
	for i := range list {
		t := &list[i]
		if t.mask&^rest != 0 || spent+t.cost+w.least[rest&^t.mask] >= w.best || slices.ContainsFunc(w.days, func(o *try) bool { return !w.together(o, t) }) {
			continue
		}
		w.days = append(w.days, t)
		if len(w.days) < 3 || lawful(w.p, w.plan().Days...) {
			w.lay(rest&^t.mask, spent+t.cost)
		}
		w.days = w.days[:len(w.days)-1]
	}
}

func (w *twin) plan() schedule.Plan {
	var plan schedule.Plan
	for _, t := range w.days {
		plan.Days = append(plan.Days, t.day)
	}
	return plan
}

// together tells whether two days may stand in one plan.
func (w *twin) together(a, b *try) bool {
	if a.slot == b.slot {
		return false
	}
	key := [2]int{a.id, b.id}
	ok, known := w.pairs[key]
	if !known {
		ok = lawful(w.p, a.day, b.day)
		w.pairs[key] = ok
	}
	return ok
}

// price keeps the plan laid when it is lawful and the cheapest.
func (w *twin) price() {
	plan := w.plan()
	if w.dense {
		for _, d := range plan.Days {
			if d.Number > 1 && !slices.ContainsFunc(plan.Days, func(o schedule.Day) bool { return o.Number == d.Number-1 }) {
				return
			}
		}
	}
	if schedule.Check(w.p, plan).Err() != nil {
		return
	}
	cost, err := schedule.Cost(w.p, plan)
	if err == nil && cents(cost.Value) < w.best {
		w.best, w.found = cents(cost.Value), true
	}
}

func permutations(list []string) [][]string {
	if len(list) <= 1 {
		return [][]string{slices.Clone(list)}
	}
	var out [][]string
	for i := range list {
		rest := append(slices.Clone(list[:i]), list[i+1:]...)
		for _, p := range permutations(rest) {
			out = append(out, append([]string{list[i]}, p...))
		}
	}
	return out
}

// window bounds the dates of a random problem so that all can be tried, and returns how many calendar days a lawful plan, and
// the cheapest one, may spread over, and whether an empty one changes nothing.
func window(r *rand.Rand, p *schedule.Problem) (law, price int, dense bool) {
	if !p.Calendar.Dateless {
		dates := 5 + r.IntN(4)
		p.Calendar.Last = p.Calendar.First.AddDays(dates - 1)
		return dates, dates, false
	}
	gap, spread := 1, 1 // the longest useful way from a day to the next
	if p.Shape.NoDayAfterNight {
		gap = 2
	}
	for _, c := range p.Precedences {
		gap = max(gap, c.GapDays)
	}
	for i := range p.Roles {
		o := &p.Roles[i]
		if o.RestAfter > 0 {
			gap = max(gap, 2)
		}
		if len(p.Scenes) > 5 {
			o.WeekRate = decimal.Zero // too many dates to try; problems with dates keep theirs
		}
		if o.HoldPaid {
			spread = max(spread, o.DropAfter+1)
		}
		if !o.WeekRate.IsZero() {
			spread = 7
		}
	}
	days := len(p.Scenes)
	switch {
	case max(gap, spread) == 1:
		return days, days, true
	case spread == 1:
		days = min(days, 4)
	default:
		days = min(days, 3)
	}
	if m := p.Calendar.MaxDays; m == 0 || m > days {
		p.Calendar.MaxDays = days
	}
	first := 0
	if spread == 7 {
		first = 6
	}
	return 1 + (days-1)*gap, first + 1 + (days-1)*max(gap, spread), false
}

// On problems of up to eight scenes the answer is that of trying everything.
func TestBruteForceAgrees(t *testing.T) {
	counts := map[string]int{}
	for seed := range uint64(rounds(t, 12)) {
		r := rand.New(rand.NewPCG(seed, 5))
		p := randomProblem(r, 8)
		law, price, dense := window(r, &p)
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 3000, Seed: seed})
		require.NoError(t, err, "seed %d", seed)
		counts[fmt.Sprintf("%d scenes", len(p.Scenes))]++
		counts[string(res.Status)]++
		switch res.Status {
		case schedule.Infeasible:
			cost, found := tryAll(p, law, dense, math.MaxInt64/2)
			require.False(t, found, "seed %d: impossible, but trying everything finds a plan at %d", seed, cost)
		default:
			require.Equal(t, schedule.Optimal, res.Status, "seed %d: %d scenes", seed, len(p.Scenes))
			require.NoError(t, schedule.Check(p, res.Plan).Err(), "seed %d", seed)
			// Among the plans that cost no more than the answer, the cheapest costs as much.
			cost, found := tryAll(p, price, dense, cents(res.Cost)+1)
			require.True(t, found, "seed %d: trying everything finds nothing as cheap as %s", seed, res.Cost)
			require.Equal(t, cents(res.Cost), cost, "seed %d", seed)
		}
	}
	t.Log(counts)
	assert.Greater(t, counts["optimal"], counts["infeasible"]/4)
}

// A day more never makes a plan impossible or dearer, and names are only names.
func TestMoreDaysAndOtherNames(t *testing.T) {
	ctx := context.Background()
	possible := 0
	for seed := range uint64(rounds(t, 15)) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 6)), 8)
		if p.Calendar.Last.IsZero() && !p.Calendar.Dateless {
			p.Calendar.Last = p.Calendar.First.AddDays(16)
		}
		res, err := schedule.Solve(ctx, p, schedule.Settings{Moves: 3000, Seed: seed})
		require.NoError(t, err)
		renamed, err := schedule.Solve(ctx, rename(p, seed), schedule.Settings{Moves: 3000, Seed: seed + 1})
		require.NoError(t, err)
		require.Equal(t, res.Status, renamed.Status, "seed %d: once renamed", seed)
		if res.Status == schedule.Infeasible {
			continue
		}
		possible++
		require.Equal(t, schedule.Optimal, res.Status, "seed %d", seed)
		require.True(t, renamed.Cost.Equal(res.Cost), "seed %d: %s once renamed, %s before", seed, renamed.Cost, res.Cost)

		more := p
		if !p.Calendar.Dateless {
			more.Calendar.Last = p.Calendar.Last.AddDays(3)
		}
		if p.Calendar.MaxDays > 0 {
			more.Calendar.MaxDays++
		}
		wider, err := schedule.Solve(ctx, more, schedule.Settings{Moves: 3000, Seed: seed})
		require.NoError(t, err)
		require.Equal(t, schedule.Optimal, wider.Status, "seed %d: with more days", seed)
		require.False(t, wider.Cost.GreaterThan(res.Cost), "seed %d: %s with more days, %s before", seed, wider.Cost, res.Cost)
	}
	require.Positive(t, possible)
}

// A calendar without a last day is searched as far as anything is to be gained: a far last day changes no answer.
func TestOpenCalendars(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(rounds(t, 15)) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 10)), 6)
		if p.Calendar.Dateless {
			continue
		}
		p.Calendar.Last = moteur.Date{}
		for i := range p.Locations {
			p.Locations[i].LatMilli, p.Locations[i].LonMilli = 0, 0 // the sun moves with the date, and the price of nights with it
		}
		open, err := schedule.Solve(ctx, p, schedule.Settings{Moves: 3000, Seed: seed})
		require.NoError(t, err)
		p.Calendar.Last = p.Calendar.First.AddDays(130)
		far, err := schedule.Solve(ctx, p, schedule.Settings{Moves: 3000, Seed: seed})
		require.NoError(t, err)
		require.Equal(t, open.Status, far.Status, "seed %d", seed)
		require.True(t, open.Cost.Equal(far.Cost), "seed %d: %s with a far last day, %s without", seed, far.Cost, open.Cost)
	}
}

// rename gives every role and scene another name and shuffles both lists.
func rename(p schedule.Problem, seed uint64) schedule.Problem {
	r := rand.New(rand.NewPCG(seed, 9))
	role := func(s string) string { return "Z" + s }
	scene := func(s string) string { return "S" + s }
	p.Roles, p.Scenes, p.Precedences, p.Pins = slices.Clone(p.Roles), slices.Clone(p.Scenes), slices.Clone(p.Precedences), slices.Clone(p.Pins)
	for i := range p.Roles {
		p.Roles[i].ID = role(p.Roles[i].ID)
	}
	for i := range p.Scenes {
		p.Scenes[i].ID = scene(p.Scenes[i].ID)
		p.Scenes[i].Roles = slices.Clone(p.Scenes[i].Roles)
		for k := range p.Scenes[i].Roles {
			p.Scenes[i].Roles[k] = role(p.Scenes[i].Roles[k])
		}
	}
	for i := range p.Precedences {
		p.Precedences[i].Before, p.Precedences[i].After = scene(p.Precedences[i].Before), scene(p.Precedences[i].After)
	}
	for i := range p.Pins {
		p.Pins[i].Scene = scene(p.Pins[i].Scene)
	}
	r.Shuffle(len(p.Scenes), func(i, j int) { p.Scenes[i], p.Scenes[j] = p.Scenes[j], p.Scenes[i] })
	r.Shuffle(len(p.Roles), func(i, j int) { p.Roles[i], p.Roles[j] = p.Roles[j], p.Roles[i] })
	return p
}

// A conflict is impossible alone, and each of its constraints is needed.
func TestConflictsAreMinimal(t *testing.T) {
	done := 0
	for seed := uint64(0); done < rounds(t, 8) && seed < 5000; seed++ {
		p := randomProblem(rand.New(rand.NewPCG(seed, 7)), 5)
		if !p.Calendar.Dateless {
			p.Calendar.Last = p.Calendar.First.AddDays(8)
		}
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 3000, Seed: seed})
		require.NoError(t, err)
		if res.Status != schedule.Infeasible {
			continue
		}
		done++
		var ids []string
		for _, c := range res.Conflict.Constraints {
			ids = append(ids, c.ID)
			require.NotEmpty(t, c.Text)
		}
		alone := schedule.KeepOnly(p, ids)
		got, err := schedule.Solve(context.Background(), alone, schedule.Settings{Moves: 3000})
		require.NoError(t, err)
		require.Equal(t, schedule.Infeasible, got.Status, "seed %d: %v are possible together", seed, ids)
		for i := range ids {
			fewer := schedule.KeepOnly(p, append(slices.Clone(ids[:i]), ids[i+1:]...))
			got, err := schedule.Solve(context.Background(), fewer, schedule.Settings{Moves: 3000})
			require.NoError(t, err)
			require.NotEqual(t, schedule.Infeasible, got.Status, "seed %d: %s is not needed in %v", seed, ids[i], ids)
		}
		require.NotEmpty(t, res.Conflict.Scenes)
		require.NotEmpty(t, res.Conflict.String())
	}
	require.Positive(t, done)
}

// A search that is cancelled answers at once with the best plan so far, wherever it stands: laying a first plan, annealing,
// proving, explaining why there is none. The log tells how late the latest answer was.
func TestCancelledAtAnyTime(t *testing.T) {
	var latest time.Duration
	cancelled := 0
	stop := func(p schedule.Problem, after time.Duration) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		at := make(chan time.Time, 1)
		timer := time.AfterFunc(after, func() {
			at <- time.Now()
			cancel()
		})
		res, err := schedule.Solve(ctx, p, schedule.Settings{Workers: 2})
		end := time.Now()
		if timer.Stop() {
			return // it ended by itself
		}
		cancelled++
		latest = max(latest, end.Sub(<-at))
		require.NoError(t, err)
		if res.Status == schedule.Feasible || res.Status == schedule.Optimal {
			require.NoError(t, schedule.Check(p, res.Plan).Err())
		}
	}
	for _, ms := range []int{10, 100, 400} {
		stop(bigProblem(600), time.Duration(ms)*time.Millisecond)
	}
	for seed := range uint64(rounds(t, 40)) {
		stop(randomProblem(rand.New(rand.NewPCG(seed, 1)), 12), time.Duration(1+seed%40)*time.Millisecond)
	}
	t.Logf("%d searches cancelled, the latest answer after %s", cancelled, latest)
	require.Positive(t, cancelled)
}
