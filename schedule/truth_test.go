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
// each group, each order of each day, each call on the step of half an hour. It knows the problem through Check and Cost alone, and
// the parts of scenes and the hours of a day through Layer. Four shortcuts, all plain: a day or a pair of days that breaks a rule is part of no lawful plan,
// but for the rules that a further day may still keep; of the days of one group, date and ends, one inside the hours of another and
// no dearer does as well; what days cost by themselves only grows with the days added; and where hours do not matter the calls of the
// shape are the only ones.
type twin struct {
	p     schedule.Problem
	layer schedule.Layer
	items []item
	tries [][]try // by the first of their items
	least []int64 // by set of items: what its days cost by themselves
	pairs map[[2]int]bool
	days  []*try
	best  int64
	found bool
	dense bool          // an empty date changes nothing: days follow each other
	plan  schedule.Plan // the cheapest one
	left  int           // how many more plans it may look at
}

// item is a scene to place, or one of its parts.
type item struct {
	scene schedule.Scene
	part  schedule.Part
}

func (x item) minutes() int {
	if x.part.Of > 0 {
		return x.part.Minutes
	}
	return x.scene.Minutes
}

// try is a day that breaks no rule by itself.
type try struct {
	id   int
	mask int
	slot int
	day  schedule.Day
	cost int64
	// what other days see of it: its ends, its kind, when it begins and ends, when each role is there
	ends  string
	hours [][2]int
}

// within tells whether a day does as well as another of the same group and date wherever that one stands.
func (t *try) within(o *try) bool {
	if t.ends != o.ends || t.cost > o.cost {
		return false
	}
	for i := range t.hours {
		if t.hours[i][0] < o.hours[i][0] || t.hours[i][1] > o.hours[i][1] {
			return false
		}
	}
	return true
}

func cents(d decimal.Decimal) int64 { return d.Shift(2).Round(0).IntPart() }

// unsettled are the rules that a plan may break while days are missing.
var unsettled = []string{"schedule/scene-missing", "schedule/part", "schedule/contiguous", "schedule/cover"}

// lawful tells whether days break no rule, whatever is still to be shot. The frozen days are always there.
func (w *twin) lawful(days ...schedule.Day) bool {
	if w.left--; w.left < 0 {
		return false
	}
	p := w.p
	for _, i := range schedule.Check(p, schedule.Plan{Days: append(slices.Clone(p.Frozen), days...)}).Issues {
		if i.Severity == moteur.Error && !slices.Contains(unsettled, i.Rule) {
			return false
		}
	}
	return true
}

// items lists what is to be placed: scenes, and parts of scenes.
func items(p schedule.Problem, l schedule.Layer) []item {
	var out []item
	scenes, parts := l.Pieces()
	for i, id := range scenes {
		k := slices.IndexFunc(p.Scenes, func(s schedule.Scene) bool { return s.ID == id })
		out = append(out, item{p.Scenes[k], parts[i]})
	}
	return out
}

// tryAll returns the least cost of the lawful plans cheaper than below, and whether there is one; done is false when that takes more than a
// number of plans looked at. Dates are those of the first so many calendar days.
func tryAll(p schedule.Problem, layer schedule.Layer, dates int, dense bool, below int64, most int) (cost int64, found, done bool) {
	list := items(p, layer)
	w := &twin{p: p, layer: layer, items: list, best: below, pairs: map[[2]int]bool{}, tries: make([][]try, len(list)), dense: dense, left: most}
	w.all(dates)
	return w.best, w.found, w.left >= 0
}

// all lists the days and lays the plans made of them.
func (w *twin) all(dates int) {
	p, list := w.p, w.items
	units := []string{""}
	if len(p.Units) > 0 {
		units = nil
		for _, u := range p.Units {
			units = append(units, u.ID)
		}
	}
	if len(list) == 0 {
		w.price()
		return
	}
	n := 0
	for mask := 1; mask < 1<<len(list); mask++ {
		orders := w.orders(mask)
		for at := range dates * len(units) {
			day := schedule.Day{Number: at/len(units) + 1, Unit: units[at%len(units)]}
			if !p.Calendar.Dateless {
				day.Date = p.Calendar.First.AddDays(at / len(units))
			}
			var kept []try
			for _, order := range orders {
				for _, t := range w.laid(day, order) {
					if !slices.ContainsFunc(kept, func(o try) bool { return o.within(&t) }) {
						kept = append(slices.DeleteFunc(kept, func(o try) bool { return t.within(&o) }), t)
					}
				}
			}
			first := bits.TrailingZeros(uint(mask))
			for _, t := range kept {
				t.id, t.mask, t.slot = n, mask, at
				w.tries[first] = append(w.tries[first], t)
				n++
			}
		}
	}
	w.least = make([]int64, 1<<len(list))
	for mask := 1; mask < len(w.least); mask++ {
		w.least[mask] = math.MaxInt64 / 2
		for _, t := range w.tries[bits.TrailingZeros(uint(mask))] {
			if t.mask&^mask == 0 {
				w.least[mask] = min(w.least[mask], t.cost+w.least[mask&^t.mask])
			}
		}
	}
	w.lay(1<<len(list)-1, 0)
}

// laid are the lawful days of a date that shoot some items in an order, one for each call.
func (w *twin) laid(day schedule.Day, order []int) []try {
	day.Scenes, day.Parts = nil, nil
	for _, i := range order {
		x := w.items[i]
		if slices.Contains(day.Scenes, x.scene.ID) {
			return nil // two parts of one scene
		}
		day.Scenes = append(day.Scenes, x.scene.ID)
		if x.part.Of > 0 {
			day.Parts = append(day.Parts, x.part)
		}
	}
	var out []try
	keep := func(d schedule.Day) {
		if w.lawful(d) {
			t := try{day: d, cost: w.alone(d)}
			t.ends, t.hours = w.seen(d)
			out = append(out, t)
		}
	}
	for _, d := range w.layer.Days(day, 30) {
		keep(d)
	}
	return out
}

// orders lists the orders of a group; none when no day is long enough for it.
func (w *twin) orders(mask int) [][]int {
	var list []int
	minutes := 0
	for i, x := range w.items {
		if mask>>i&1 == 1 {
			list = append(list, i)
			minutes += x.minutes()
		}
	}
	if len(list) > 1 && minutes > w.p.Shape.Minutes {
		return nil
	}
	return permutations(list)
}

// alone is the least that a day costs whatever the others are: the cost of it alone where nothing is paid by the week, by the stay or by
// the engagement.
func (w *twin) alone(d schedule.Day) int64 {
	p := w.p
	p.Frozen, p.Calendar.First = nil, d.Date
	p.Roles, p.Locations, p.Equipment = slices.Clone(p.Roles), slices.Clone(p.Locations), slices.Clone(p.Equipment)
	weekly := map[string]bool{}
	for _, o := range p.Roles {
		weekly[o.Performer] = weekly[o.Performer] || o.Performer != "" && !o.WeekRate.IsZero()
	}
	for i := range p.Roles {
		o := &p.Roles[i]
		if !o.WeekRate.IsZero() || weekly[o.Performer] {
			o.DayRate, o.Options = decimal.Zero, nil
		}
		o.WeekRate, o.Weeks, o.HoldPaid, o.MinDays, o.DropAfter, o.Paid = decimal.Zero, 0, false, 0, 0, nil
		o.Travel, o.TravelDays = decimal.Zero, 0
	}
	for i := range p.Locations {
		l := &p.Locations[i]
		l.MinDays, l.Block, l.PrepRate = 0, 0, decimal.Zero
	}
	for i := range p.Equipment {
		e := &p.Equipment[i]
		e.BySpan, e.MinDays, e.PrepDays, e.TravelDays = false, 0, 0, 0
	}
	v := &p.Wishes
	v.StoryOrder, v.NightRun, v.LightSwitch, v.CoverLess, v.EarlyExterior = decimal.Zero, decimal.Zero, decimal.Zero, decimal.Zero, decimal.Zero
	cost, err := schedule.Cost(p, schedule.Plan{Days: []schedule.Day{d}})
	if err != nil {
		panic(err)
	}
	return cents(cost.Value)
}

// seen is what other days see of a day: where it begins and ends and its kind; its hours, and those of each role.
func (w *twin) seen(d schedule.Day) (string, [][2]int) {
	ends := fmt.Sprint(w.base(d.Scenes[0]), w.base(d.Scenes[len(d.Scenes)-1]), d.Night)
	hours := [][2]int{{d.Call.Minutes(), d.Wrap.Minutes()}}
	if len(w.p.Units) > 0 { // where a performer is first and last counts too
		ends += fmt.Sprint(d.Scenes)
	}
	slots := w.p.Timetable(d)
	for _, o := range w.p.Roles {
		from, to := 0, math.MaxInt32
		for _, t := range slots {
			if slices.Contains(w.scene(t.Scene).Roles, o.ID) {
				if to == math.MaxInt32 {
					from = t.From.Minutes()
				}
				to = t.To.Minutes()
			}
		}
		hours = append(hours, [2]int{from, to})
	}
	return ends, hours
}

func (w *twin) scene(id string) schedule.Scene {
	return w.p.Scenes[slices.IndexFunc(w.p.Scenes, func(s schedule.Scene) bool { return s.ID == id })]
}

func (w *twin) base(scene string) string {
	place := w.scene(scene).Location
	return w.p.Locations[slices.IndexFunc(w.p.Locations, func(l schedule.Location) bool { return l.ID == place })].Base
}

// lay adds a day that holds the first of the items that are left.
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
		if len(w.days) < 3 || w.lawful(w.laidDays()...) {
			w.lay(rest&^t.mask, spent+t.cost)
		}
		w.days = w.days[:len(w.days)-1]
	}
}

func (w *twin) laidDays() []schedule.Day {
	var days []schedule.Day
	for _, t := range w.days {
		days = append(days, t.day)
	}
	return days
}

// together tells whether two days may stand in one plan.
func (w *twin) together(a, b *try) bool {
	if a.slot == b.slot {
		return false
	}
	key := [2]int{a.id, b.id}
	ok, known := w.pairs[key]
	if !known {
		ok = w.lawful(a.day, b.day)
		w.pairs[key] = ok
	}
	return ok
}

// price keeps the plan laid when it is lawful and the cheapest.
func (w *twin) price() {
	days := w.laidDays()
	if w.dense {
		for _, d := range days {
			if d.Number > 1 && !slices.ContainsFunc(days, func(o schedule.Day) bool { return o.Number == d.Number-1 }) {
				return
			}
		}
	}
	plan := schedule.Plan{Days: append(slices.Clone(w.p.Frozen), days...)}
	if schedule.Check(w.p, plan).Err() != nil {
		return
	}
	cost, err := schedule.Cost(w.p, plan)
	if err == nil && cents(cost.Value) < w.best {
		w.best, w.found = cents(cost.Value), true
		w.plan = plan
	}
}

func permutations(list []int) [][]int {
	if len(list) <= 1 {
		return [][]int{slices.Clone(list)}
	}
	var out [][]int
	for i := range list {
		rest := append(slices.Clone(list[:i]), list[i+1:]...)
		for _, p := range permutations(rest) {
			out = append(out, append([]int{list[i]}, p...))
		}
	}
	return out
}

// window bounds the dates of a random problem so that all can be tried, and returns how many calendar days a lawful plan, and
// the cheapest one, may spread over, and whether an empty one changes nothing.
func window(r *rand.Rand, p *schedule.Problem) (law, price int, dense bool) {
	if !p.Calendar.Dateless {
		dates := 4 + r.IntN(4)
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
	if layer, err := schedule.NewLayer(*p); err == nil {
		pieces, _ := layer.Pieces()
		days = max(days, len(pieces))
	}
	for _, d := range p.Frozen {
		days, gap = max(days, d.Number)+1, max(gap, 2)
	}
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

// On tiny problems the answer is that of trying everything. MOTEUR_SCHEDULE_SCENES bounds their scenes, MOTEUR_SCHEDULE_CHECKS the plans
// looked at for each, MOTEUR_SCHEDULE_SECONDS its search. The log counts the problems as they ended.
func TestBruteForceAgrees(t *testing.T) {
	counts := map[string]int{}
	for n, seed := range seeds(t, 12) {
		r := rand.New(rand.NewPCG(seed, 5))
		p := randomProblem(r, setting(t, "MOTEUR_SCHEDULE_SCENES", 3))
		ended, wrong := tried(t, &p, r, seed)
		counts[ended]++
		if wrong != "" {
			counts["wrong"]++
			t.Errorf("seed %d: %d scenes: %s\n    %v", seed, len(p.Scenes), wrong, features(p))
		}
		if n%100 == 99 {
			t.Log(n+1, "problems:", counts)
		}
	}
	t.Log(counts)
}

// tried solves a problem and compares the answer with that of trying everything: it tells how the problem ended, and what is wrong.
func tried(t *testing.T, p *schedule.Problem, r *rand.Rand, seed uint64) (ended, wrong string) {
	law, price, dense := window(r, p)
	most := setting(t, "MOTEUR_SCHEDULE_CHECKS", 1_000_000)
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(setting(t, "MOTEUR_SCHEDULE_SECONDS", 60))*time.Second)
	defer cancel()
	res, err := schedule.Solve(ctx, *p, schedule.Settings{Moves: 3000, Seed: seed, Step: 30})
	if err != nil {
		return "refused", err.Error()
	}
	layer, err := schedule.NewLayer(*p)
	require.NoError(t, err, "seed %d", seed)
	switch {
	case res.Status == schedule.Infeasible:
		cost, found, done := tryAll(*p, layer, law, dense, math.MaxInt64/2, most)
		if found {
			return "impossible", fmt.Sprintf("impossible, but trying everything finds a plan at %d", cost)
		}
		if !done {
			return "impossible, too much to try", ""
		}
		return "impossible", ""
	case res.Status == schedule.Interrupted:
		return "interrupted", ""
	case schedule.Check(*p, res.Plan).Err() != nil:
		return string(res.Status), schedule.Check(*p, res.Plan).Err().Error()
	}
	// Among the plans that cost no more than the answer, the cheapest costs as much when it is proved, and never less than the bound.
	cost, found, done := tryAll(*p, layer, price, dense, cents(res.Cost)+1, most)
	ended = string(res.Status)
	switch {
	case found && cost < cents(res.Bound):
		return ended, fmt.Sprintf("bound %s, but trying everything finds %s", res.Bound, decimal.New(cost, -2))
	case !done:
		return ended + ", too much to try", ""
	case !found:
		return ended, fmt.Sprintf("trying everything finds nothing as cheap as %s", res.Cost)
	case res.Status == schedule.Feasible && cost == cents(res.Cost):
		return "feasible, the best", ""
	}
	return ended, ""
}

// A day more never makes a plan impossible or dearer, and names are only names.
func TestMoreDaysAndOtherNames(t *testing.T) {
	ctx := context.Background()
	possible := 0
	for seed := range uint64(rounds(t, 8)) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 6)), 3)
		if p.Calendar.Last.IsZero() && !p.Calendar.Dateless {
			p.Calendar.Last = p.Calendar.First.AddDays(16)
		}
		res, err := schedule.Solve(ctx, p, schedule.Settings{Moves: 3000, Seed: seed, Step: 30})
		require.NoError(t, err)
		renamed, err := schedule.Solve(ctx, rename(p, seed), schedule.Settings{Moves: 3000, Seed: seed + 1, Step: 30})
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
		wider, err := schedule.Solve(ctx, more, schedule.Settings{Moves: 3000, Seed: seed, Step: 30})
		require.NoError(t, err)
		require.Equal(t, schedule.Optimal, wider.Status, "seed %d: with more days", seed)
		require.False(t, wider.Cost.GreaterThan(res.Cost), "seed %d: %s with more days, %s before", seed, wider.Cost, res.Cost)
	}
	require.Positive(t, possible)
}

// A calendar without a last day is searched as far as anything is to be gained: a far last day changes no answer.
func TestOpenCalendars(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(rounds(t, 8)) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 10)), 3)
		if p.Calendar.Dateless {
			continue
		}
		p.Calendar.Last = moteur.Date{}
		for i := range p.Locations {
			p.Locations[i].LatMilli, p.Locations[i].LonMilli = 0, 0 // the sun moves with the date, and the price of nights with it
		}
		open, err := schedule.Solve(ctx, p, schedule.Settings{Moves: 3000, Seed: seed, Step: 30})
		require.NoError(t, err)
		p.Calendar.Last = p.Calendar.First.AddDays(130)
		far, err := schedule.Solve(ctx, p, schedule.Settings{Moves: 3000, Seed: seed, Step: 30})
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
		present := map[string]int{}
		for id, n := range p.Scenes[i].Present {
			present[role(id)] = n
		}
		p.Scenes[i].Present = present
	}
	p.Frozen = slices.Clone(p.Frozen)
	for i := range p.Frozen {
		f := &p.Frozen[i]
		f.Scenes, f.Parts = slices.Clone(f.Scenes), slices.Clone(f.Parts)
		for k := range f.Scenes {
			f.Scenes[k] = scene(f.Scenes[k])
		}
		for k := range f.Parts {
			f.Parts[k].Scene = scene(f.Parts[k].Scene)
		}
	}
	for i := range p.Precedences {
		p.Precedences[i].Before, p.Precedences[i].After = scene(p.Precedences[i].Before), scene(p.Precedences[i].After)
	}
	for i := range p.Pins {
		p.Pins[i].Scene = scene(p.Pins[i].Scene)
	}
	r.Shuffle(len(p.Scenes), func(i, j int) { p.Scenes[i], p.Scenes[j] = p.Scenes[j], p.Scenes[i] })
	if !slices.ContainsFunc(p.Roles, func(o schedule.Role) bool { return o.Performer != "" }) { // the first role of a performer tells the terms
		r.Shuffle(len(p.Roles), func(i, j int) { p.Roles[i], p.Roles[j] = p.Roles[j], p.Roles[i] })
	}
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
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 3000, Seed: seed, Step: 30})
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
		core := schedule.OnlyScenes(p, res.Conflict.Scenes) // others may be in a conflict of their own
		alone := schedule.KeepOnly(core, ids)
		got, err := schedule.Solve(context.Background(), alone, schedule.Settings{Moves: 3000, Step: 30})
		require.NoError(t, err)
		require.Equal(t, schedule.Infeasible, got.Status, "seed %d: %v are possible together", seed, ids)
		for i := range ids {
			fewer := schedule.KeepOnly(core, append(slices.Clone(ids[:i]), ids[i+1:]...))
			got, err := schedule.Solve(context.Background(), fewer, schedule.Settings{Moves: 3000, Step: 30})
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
	cancelled := map[schedule.Status]int{}
	stop := func(name string, p schedule.Problem, after time.Duration) {
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
		latest = max(latest, end.Sub(<-at))
		require.NoError(t, err)
		cancelled[res.Status]++
		bestSoFar(t, name, p, res)
	}
	for _, ms := range []int{0, 1, 10, 100, 400} {
		stop("600 scenes", bigProblem(600), time.Duration(ms)*time.Millisecond)
	}
	for _, seed := range seeds(t, 40) {
		stop(fmt.Sprintf("seed %d", seed), randomProblem(rand.New(rand.NewPCG(seed, 1)), 12), time.Duration(1+seed%40)*time.Millisecond)
	}
	t.Logf("%v cancelled, the latest answer after %s", cancelled, latest)
	require.NotEmpty(t, cancelled)
}

// bestSoFar checks what a search that was stopped says: the best lawful plan found, with its price, or that there was none yet. It never
// gives a plan that breaks a rule.
func bestSoFar(t *testing.T, name string, p schedule.Problem, res schedule.Result) {
	t.Helper()
	switch res.Status {
	case schedule.Feasible, schedule.Optimal:
		assert.NoError(t, schedule.Check(p, res.Plan).Err(), name)
		cost, err := schedule.Cost(p, res.Plan)
		require.NoError(t, err)
		assert.True(t, cost.Value.Equal(res.Cost), "%s: Cost = %s, Solve says %s", name, cost.Value, res.Cost)
	case schedule.Interrupted:
		assert.Zero(t, len(res.Plan.Days), "%s: a plan that is not lawful", name)
		assert.True(t, res.Cost.IsZero(), name)
		assert.Equal(t, "interrompu avant un plan licite", res.Status.Label())
	default:
		assert.Zero(t, len(res.Plan.Days), name)
	}
}

// A search at the limit of its moves gives the best lawful plan so far, or says that there was none yet.
func TestAtTheLimitOfMoves(t *testing.T) {
	stopped := map[schedule.Status]int{}
	try := func(name string, p schedule.Problem, moves int64) {
		for _, workers := range []int{1, 3} {
			res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: moves, Seed: uint64(moves), Workers: workers, Chains: 2})
			require.NoError(t, err, name)
			stopped[res.Status]++
			bestSoFar(t, fmt.Sprintf("%s, %d moves, %d workers", name, moves, workers), p, res)
		}
	}
	long := oneADay(5) // the fourth scene is longer than five days
	long.Scenes[3].Minutes, long.Scenes[3].Eighths = 2400, 160
	for _, moves := range []int64{1, 2, 5, 20, 100} {
		try("a long scene", long, moves)
		for _, seed := range seeds(t, 2) {
			try(fmt.Sprintf("seed %d", seed), randomProblem(rand.New(rand.NewPCG(seed, 12)), 20), moves)
		}
	}
	try("600 scenes", bigProblem(600), 1)
	t.Log(stopped)
}
