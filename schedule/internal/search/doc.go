// Package search looks for the cheapest lawful plan of a problem in whole numbers, and proves how cheap a plan can be at all.
//
// It knows no names, no calendar and no text of law: package schedule compiles them into a Problem, New derives a Model from
// it, and what comes out is checked by package schedule with code of its own. The room has three parts that share the Model
// and nothing else: a local search (Anneal) for plans, an exact method (Exact) for small problems, and lower bounds (Bound,
// Strengthen, Impossible) for proofs. A plan gives each scene a slot, that is a date and a crew. Its cost is a number of
// cents; its violation is 0 when it is lawful, and else measures by how much rules are broken (minutes over a limit, or
// brokenRule for a rule without measure).
//
// # The plan and its price
//
// What a day costs hangs on its scenes, their order and its call (day.go). From a call the hours follow (hours.go, breaks.go): each scene
// begins as soon as its light, its place and its performers allow; of the places of the break the cheapest lawful one is found by
// trying the few between which the price changes evenly. The lawful calls of a day are its options, and
// those of days that a rest ties together are chosen together by dynamic programming (rest.go). The local search looks at calls every
// half hour or hour, and Settle (lay.go) then at every one on the step. The order is laid by another recipe (arrange.go):
// lights first, then locations by the shortest way, found by trying all permutations up to six
// and by the nearest neighbour beyond (Rosenkrantz, Stearns and Lewis 1977). What roles and equipment cost hangs on the dates they
// work (role.go). The rest hangs on the order of the days: rests, weeks, trips, wishes (sequence.go).
//
// state.go keeps a plan with its cost up to date move by move (incremental evaluation) and takes moves back. try.go and tally.go price
// a move without making it where the model is simple enough. memo.go remembers the prices of days in a table found by Zobrist
// hashing (Zobrist 1970). lay.go and early.go turn a plan into days with hours, as early as they may stand.
//
// # The local search
//
// anneal.go is simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) in cycles: each cools geometrically, over ever more
// moves, from a temperature drawn between two that a sample of moves measured. A broken rule costs a penalty that doubles while the
// best plan breaks one. A chain of few scenes begins anew when it is stuck, or soon behind the best. A move whose roles and places
// alone cost more than the temperature drawn for it allows is given up before its hours are laid (floor.go). Its neighbourhoods are in
// moves.go (a scene goes to another day, two scenes change places, the scenes of a location or a role change days) and reshuffle.go
// (two days change places; a day is inserted elsewhere, as in or-opt, Or 1976; a run of days is reversed, as in 2-opt, Croes 1958).
//
// Now and then a step is ruin and recreate (Schrimpf, Schneider, Stamm-Wilbrandt and Dueck 2000; the same idea is large
// neighbourhood search, Shaw 1998): related scenes leave the plan, and each is put back by greedy insertion, in the cheapest
// slot, where now and then a slot is passed over at random (the blinks of Christiaens and Vanden Berghe 2020). The first plan is
// laid by the same insertion, the most constrained scenes first, and repaired by ruin and recreate of the days that break
// rules.
//
// # The exact method
//
// exact.go enumerates the plans of at most ExactScenes scenes by dynamic programming over the dates. It is a label-setting
// algorithm, as for shortest paths with resource constraints (Irnich and Desaulniers 2005): a label (label.go) is what a plan
// laid up to a date leaves to the dates that follow, and of the plans that leave the same label only the cheapest is kept
// (Bellman's principle). Labels whose cost and completion bound reach the best plan are dropped, which makes it the hybrid of
// dynamic programming and branch and bound of Marsten and Morin (1978). shoot.go and cast.go extend a label by a date. group.go
// lists beforehand the groups of scenes that fit in one day, and computes the completion bound by dynamic programming over the
// sets of scenes, as Held and Karp (1962); order.go lists the orders of each group that no other order dominates. layings.go lists the
// ways to lay the hours of an order from a call that none dominates, and makes of each call an ideal day, as good as any of them in each
// respect: where the ways listed may not be all, a second run over the ideals proves what the first one found.
//
// # The bounds
//
// bound.go counts: the least days, location-days and role-days any plan has, by the L2 bound of Martello and Toth (1990) for bin
// packing (pack.go), and the least travel, by a minimum spanning tree (Prim 1957). possible.go proves that there is no plan, by propagating
// the raccords (constraint propagation, Mackworth 1977) and by counting the scenes confined to a set of days (the condition of
// Hall 1935).
//
// colgen.go and covering.go prove the strong bound. The plan is relaxed to a set covering programme: choose days that together
// hold all scenes. Its linear relaxation has a column for every possible day, and is solved by column generation (Gilmore and
// Gomory 1961): package internal/lp gives dual prices, price.go finds the day worth most against them. Whatever the
// prices, the Lagrangian bound and Farley's bound (Farley 1990) hold, so that the method may stop at any time; prices are smoothed
// between the best ones and those of the programme (Wentges 1997; Pessoa, Sadykov, Uchoa and Vanderbeck 2018). Prices
// are rounded to thousandths of a cent before anything is claimed from them, and claims are computed in whole numbers: the floating
// point of the linear programme cannot make them wrong (safe bounds, Neumaier and Shcherbina 2004).
//
// Where days hold few scenes, listing.go lists all sets of scenes that a day may hold, and no day has to be searched for: a scan of
// the list prices them all. Such a day is known better than the pricer could: the hours of the lights and of the places, those of
// children, the raccords that keep two scenes apart, and the premiums and the waits that no call avoids (listing_hours.go).
//
// With a hundred scenes or more ascent.go gives the prices a start: it shares the cost of the days of a plan among their scenes,
// and lowers the prices of days worth more than their cost (dual ascent, Wedelin 1995).
//
// Once the covering has next to nothing more to give, layered.go, chains.go, side.go and grow.go prove the layered bound, which
// also charges the days people are held between two days worked; the covering charges none. Take a cast: roles that pairwise
// share a scene, whose days held are all paid. A role is open from its first to its last day worked. Two of the cast meet, so
// all of them are open on one day (Helly 1923). Before it the set of the open roles only grows, after it only shrinks: a plan
// follows two chains of sets, one in the order of the starts and one in the order of the ends. A day with q open roles is of
// level q; it pays all of them and holds only scenes whose roles of the cast are among them. The depth of a scene under two
// chains is the least level whose set, of either chain, holds its roles; no plan shoots it on a lower one. Duals are a price of
// each scene that rises with the level; no day, on any set of open roles, may be worth more than it costs, which the pricer of
// the covering tells once for each set. The bound is what the cheapest pair of chains leaves to pay, found exactly by dynamic
// programming over the pairs of sets of one size. The master mixes chains and days; scenes with the same roles of the cast share
// the rows of the higher levels, each for its weight, which keeps it small. A side role shares no scene with some of the cast:
// either it is open when all are, as if it were one of them, or it ends before the last of them starts, or the mirror of that;
// the cheapest chains of these cases count. The cast grows role by role while there is time. A role that may be dropped, is paid
// by the week, or whose least days are met by days held is in no cast; nor is there one when several units shoot. All this is in
// whole thousandths of a cent, and what is proved is rounded up to the greatest common divisor of all prices.
//
// The pricing problem is a knapsack of minutes in which each location and each person is paid once a day. price.go solves it by
// branch and bound, best node first, on the people and the equipment. At a node those not decided are relaxed in the
// manner of Lagrange (Fisher 1981): each scene pays a share of them (shares.go), which moves by subgradient steps (Held, Wolfe and Crowder
// 1974); what is left is a dynamic programme over the locations. tariff.go prices the hours of a day,
// premium.go bounds their premiums from below.
//
// # References
//
//   - A. Charnes. Optimality and degeneracy in linear programming. Econometrica 20, 1952.
//   - J. Christiaens, G. Vanden Berghe. Slack induction by string removals for vehicle routing problems. Transportation
//     Science 54, 2020.
//   - G. A. Croes. A method for solving traveling-salesman problems. Operations Research 6, 1958.
//   - A. A. Farley. A note on bounding a class of linear programming problems, including cutting stock problems. Operations
//     Research 38, 1990.
//   - M. L. Fisher. The Lagrangian relaxation method for solving integer programming problems. Management Science 27, 1981.
//   - P. C. Gilmore, R. E. Gomory. A linear programming approach to the cutting-stock problem. Operations Research 9, 1961.
//   - P. Hall. On representatives of subsets. Journal of the London Mathematical Society 10, 1935.
//   - E. Helly. Über Mengen konvexer Körper mit gemeinschaftlichen Punkten. Jahresbericht der DMV 32, 1923.
//   - M. Held, R. M. Karp. A dynamic programming approach to sequencing problems. Journal of the SIAM 10, 1962.
//   - M. Held, P. Wolfe, H. P. Crowder. Validation of subgradient optimization. Mathematical Programming 6, 1974.
//   - S. Irnich, G. Desaulniers. Shortest path problems with resource constraints. In Column Generation, Springer, 2005.
//   - S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi. Optimization by simulated annealing. Science 220, 1983.
//   - A. K. Mackworth. Consistency in networks of relations. Artificial Intelligence 8, 1977.
//   - R. E. Marsten, T. L. Morin. A hybrid approach to discrete mathematical programming. Mathematical Programming 14, 1978.
//   - S. Martello, P. Toth. Lower bounds and reduction procedures for the bin packing problem. Discrete Applied Mathematics 28, 1990.
//   - A. Neumaier, O. Shcherbina. Safe bounds in linear and mixed-integer linear programming. Mathematical Programming 99, 2004.
//   - I. Or. Traveling salesman-type combinatorial problems and their relation to the logistics of blood banking. Thesis,
//     Northwestern University, 1976.
//   - A. Pessoa, R. Sadykov, E. Uchoa, F. Vanderbeck. Automation and combination of linear-programming based stabilization techniques in
//     column generation. INFORMS Journal on Computing 30, 2018.
//   - R. C. Prim. Shortest connection networks and some generalizations. Bell System Technical Journal 36, 1957.
//   - D. J. Rosenkrantz, R. E. Stearns, P. M. Lewis. An analysis of several heuristics for the traveling salesman problem. SIAM
//     Journal on Computing 6, 1977.
//   - G. Schrimpf, J. Schneider, H. Stamm-Wilbrandt, G. Dueck. Record breaking optimization results using the ruin and recreate
//     principle. Journal of Computational Physics 159, 2000.
//   - P. Shaw. Using constraint programming and local search methods to solve vehicle routing problems. CP 98, Springer, 1998.
//   - D. Wedelin. An algorithm for large scale 0-1 integer programming with application to airline crew scheduling. Annals of Operations
//     Research 57, 1995.
//   - P. Wentges. Weighted Dantzig-Wolfe decomposition for linear mixed-integer programming. International Transactions in Operational
//     Research 4, 1997.
//   - A. L. Zobrist. A new hashing method with application for game playing. University of Wisconsin, Technical Report 88, 1970.
package search
