// Package talent orders the scenes of a film so that its cast waits the least:
// the talent scheduling problem.
//
// Scenes have durations; an actor is paid for every day from the start of his
// first scene to the end of his last one. [Solve] finds the order of least pay
// and proves it when it can; where it cannot it gives the best order met and a
// proved lower bound. [Cost] is the slow and obvious evaluation, which shares
// no code with the search. [Read] reads a problem in JSON.
//
//	s, err := talent.Solve(ctx, problem, talent.Settings{})
//	fmt.Println(s.Cost, s.Bound, s.Status)
//
// # Method
//
// The problem is first reduced (reduce.go): scenes with the same cast become
// one, actors with the same scenes too, actors within a single block of scenes
// are forgotten, independent parts are solved apart. A local search (local.go:
// blocks moved one by one to their best place, then shaken) gives a first
// order; a layered search (search.go) then looks for a better one until none is
// possible. The two alternate, each time longer. A search that grows too large
// is taken again under limits nearer and nearer to the best order: each one
// completed is a lower bound, whatever happens to the next.
//
// A state of the search is what remains once scenes have been laid at both
// ends of the schedule: the scenes left, the actors open on the left end, those
// open on the right end. An actor met from both ends is paid throughout: he is
// paid at once and forgotten, so that states which differ only by him are one,
// and so are a state and its mirror image. Each state is expanded by one end
// only, the one with fewer children. Moves (moves.go) are as large as can be
// proved harmless:
//
//   - a scene whose cast is exactly the actors open at an end is laid there;
//   - so is a scene that opens nobody there and waits nowhere less: the pay
//     across it at that end is the least that any place can have, which the
//     lower bound knows. This rule alone divides the states by three to ten;
//   - an actor whose scenes open nobody is closed by laying all of them at once;
//   - otherwise a scene is laid which opens somebody, before it a set of scenes
//     that open nobody, closed upward: a scene goes in with all those that need
//     more actors, for they can only wait for a dearer day.
//
// The lower bound (bound.go) packs constraints of the form "one of these actors
// waits during this scene", each paid from the days of the actors it names, none
// of which is used twice: along any chain of actors who meet, from one open on
// the left to one open on the right, somebody is present in each scene; then, of
// two actors open on the same end, one waits for all the scenes the other has
// alone. A linear programme over the same constraints gives at most five per
// cent more.
//
// The layered search takes up to 64 blocks and 64 actors. A larger part is left
// to the local search, and bounded by the dearest of its actors alone: that
// bound is valid but far.
//
// Everything is computed in integers. Answers are the same for the same seed
// whatever the number of workers, unless the context or the memory ran out.
//
// # Figures
//
// CPU seconds of a whole [Solve], all threads, on a two-core server shared with
// other work (alone, two workers take about half of it); states expanded;
// beside the seconds elapsed that a throw-away prototype took on two cores for
// its proof (the same bounds without the rules above), and where known a
// constraint or integer solver (CP-SAT or HiGHS, WebAssembly builds, the better
// of the two, 60 s at most).
//
//	instance        scenes x actors   CPU s   states  prototype  solver
//	film105               18 x 8     0.0013      139    0.003     10.0
//	film103               19 x 8     0.0026      302    0.016     16.6
//	film116               19 x 8     0.0026      308    0.012
//	film118               19 x 8     0.0020      225    0.006
//	mobstory              28 x 8     0.0017      171    0.008     36.7
//	film-24-10-1          24 x 10    0.013       848    0.23      45.9
//	rnd-40-08-1           40 x 8     0.021       916    0.14      open
//	film-30-12-1          30 x 12    0.21       6381    1.3       open
//	rnd-30-16-1           30 x 16    0.51      13282    1.1
//	rnd-60-08-1           60 x 8     0.15       3427    7
//	rnd-64-08-1           64 x 8     1.9       12142    119
//	unicamp-h3016a        30 x 16    1.9       38921    20
//	unicamp-h4018b        40 x 18    2.2       25312    16
//	unicamp-h4020a        40 x 20    4.5       35361    19
//	rnd-40-14-1           40 x 14    6.0       48182    33
//	rnd-56-10-1           56 x 10    3.4       27849    open after 180
//	rnd-64-10-1           64 x 10    7.7       37817    open after 180
//	film-40-15-1          40 x 15    26.8     214519   open after 180
//	film-36-14-1          36 x 14    24.9     274810   200
//
// None of these took more than 40 MB. Film-like problems from 45 scenes and
// dense ones of 50 scenes and 16 actors stay open after a minute: the best known
// order is met in seconds, the bound stops at some 70 to 85 % of its pay.
//
// # Longer checks
//
//	MOTEUR_TALENT_TIME=60s go test -run TalentCases -timeout 2h -v ./schedule/talent
//	MOTEUR_TALENT_SOAK=20 go test -run 'Search|Subsets|Ties' ./schedule/talent
//	MOTEUR_TALENT_TIME=60s go test -run xxx -bench . -benchtime 1x -timeout 2h ./schedule/talent
//	go test -run xxx -fuzz FuzzMove ./schedule/talent
//	go test -run xxx -fuzz FuzzRead ./schedule/talent
package talent
