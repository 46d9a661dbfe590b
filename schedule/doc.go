// Package schedule lays the plan de travail of a film: which scenes are shot on which day, in which order, lawfully and as
// cheaply as can be proved.
//
// A Problem is plain values: scenes, roles and their dates, places, equipment, calendar, the shape of a day, what each thing
// costs. It comes from a screenplay (FromBreakdown), from a file, or from code. Then:
//
//	res, err := schedule.Solve(ctx, problem, schedule.Settings{Workers: 2}) // until ctx ends, or the optimum is proved
//	report := schedule.Check(problem, res.Plan)                             // every rule, in French, with its article
//	cost, err := schedule.Cost(problem, res.Plan)                           // term by term, in euros
//	err = schedule.Paper{Problem: problem, Plan: res.Plan}.WritePDF(w)      // stripboard, plan by day, day-out-of-days…
//
// Solve is anytime: it finds a first lawful plan in milliseconds and improves it; Result.Bound is a proved lower bound of the
// cost of any lawful plan and Result.Gap the distance to it. Status says how it ended. An impossible problem is answered by a
// minimal Conflict and by the cheapest ways out; Worth prices one day more of each thing.
//
// # How it searches, and what it proves
//
// Simulated annealing moves scenes, groups of one location and whole days, with large-neighbourhood steps that take related
// scenes out and put each back where it costs least; the cost is kept up to date move by move. Beside it a bound grows: first
// by counting (least days, location-days and role-days under the capacity of a day), then by covering the scenes with days
// (column generation), which pays crew, places and people by the day but no hold and no travel beyond a spanning tree. Up to
// nine scenes every grouping and every date is tried. The scenes of a day stand in one order: by light, then by location with
// the shortest way, children first; other orders are tried when that one breaks a rule.
//
// # The law
//
// The limits and premiums of working time are dated values with their article (rules/working_time.json), read for the day
// they apply to; those still to be confirmed are listed in the report. Hard rules are never broken by Solve: span and length
// of the day, daily rest of crew and performers, hours, days and six-day runs of the week, children's hours, nights and rest,
// days off and public holidays. Night, Sunday, holiday, sixth day and hours beyond the tenth are priced at Crew.HourRate.
// Weekly overtime, equivalence hours and the pay of each technician belong to package budget/payroll.
//
// Check and Cost share no code with the search: they are its slow and obvious twins.
package schedule
