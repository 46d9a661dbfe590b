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
// minimal Conflict and by the cheapest ways out; a start put off by a week or more is told with what it waits for; Worth prices one
// day more of each thing; Margins tells what holds by little. ReadPlan reads back the workbook of a plan whose strips people edited;
// Compare sets two plans side by side. Paper prints the plan as it is sent, without prices, and by weeks on one page; Costed makes it
// the copy of the production.
//
// # What a problem can say
//
//   - A performer: dates free and busy, day and week rates, a least and a largest number of days, paid holds with one drop and
//     pick-up, journeys with their days, a rest after so many days in a row, hours of their own; a child's own authorisation.
//   - A place: its periods and their days of building, the hours of its permit, its price, its base and the ways between bases,
//     whether it serves in bad weather.
//   - Continuity: a raccord is a Precedence, with the days a beard or a wound takes (GapDays), and ProposeContinuity finds those
//     that the words of a screenplay show; a season is a Pin or the period of a place; the order of the story is a wish.
//   - A second unit is a Unit, Reserved when it shoots only what names it; equipment and special teams are hired by the day.
//   - What is shot or settled is Frozen, or a Locked day of Settings.Start: the past is told, never judged, and what follows starts from
//     its real hours.
//   - Wishes have a price in euros and no other weight: the order of the story, light days for children, nights in a row,
//     exteriors first, a cover set in reserve, kilometres.
//   - Light: outdoor scenes by day stand between sunrise and sunset of their date and place, those of the night in the dark, those of
//     dawn and dusk in their own short windows; interiors are free unless their place sees the daylight, and a day for night is a day.
//   - Hours are decided: the call of each day is chosen from the light, the hours of places and people, rests, children and the price
//     of the night; those of the shape are wishes, and among equal prices the nearest to them are taken. Each scene begins as soon as its
//     light, its place and its performers allow, later only when it shortens a presence that is too long. The break stands where it costs
//     least: before the first take, at a change of scene, before or after a road, inside a scene, after the last take, or nowhere when
//     none is due. Hours of a place bind the takes: the crew prepares and wraps up around them.
//   - A day is of the date of its first take, and its night with it, until six in the morning: what is shot later is of the next date too,
//     which must be one of its place, of its performers, of its equipment and of the calendar, no Sunday or holiday that is not worked.
//     Unless a scene asks for the night, by its light, by the hours of its place or of a performer, most of a day is shot before midnight:
//     it does not bear the date of the eve to be cheaper. Hours are paid by the date they fall on.
//   - Forms make half days, continuous days, days of ten hours, split days.
//   - A scene longer than a lawful day, or cut by wish, is shot in parts, on shooting days in a row.
//   - Roles of one performer are one person, in one place at a time; weekly deals have their guarantees,
//     due even without a scene, dates on option their price.
//   - The crew is trained on the set: the minutes of a Training stand between the call and the preparation of its day.
//   - Places are let by blocks of days, are left once for all, ask for days to prepare and to strike; the way between two bases
//     from one day to the next is no rest, is paid and counts in the day: a voyage, with an hour of rest before work, or a trajet of two
//     hours or less.
//
// # How it searches, and what it proves
//
// Simulated annealing moves scenes, groups of one location and whole days, with large-neighbourhood steps that take related
// scenes out and put each back where it costs least; the cost is kept up to date move by move. Beside it a bound grows: first
// by counting (least days, location-days and role-days under the capacity of a day), then by covering the scenes with days
// (column generation), which pays crew, places and people by the day but no hold and no travel beyond a spanning tree.
//
// Up to twelve scenes the plan is proved date by date: all that a plan laid so far leaves to later dates is kept once, the cheapest,
// and the order and the call of each day are chosen with the rest. Up to six scenes every call on the step is looked at; beyond, calls
// every half hour, and the plan is not called optimal on their account. Within its budget that proves the optimum, orders and travel
// included, or that there is no plan; a calendar without a last day is searched as far as the limits and prices by the week
// may spread the scenes. Beyond, the scenes of a day stand in one order (by light, then by location with the shortest way,
// children first; others are tried when that one breaks a rule), and only the bound, which holds for any order, proves an optimum.
//
// Of each order and call the cheapest way to lay the hours is carried from date to date, and with it the dearer ones that end sooner, work
// less or keep somebody with hours of their own for less of the day: a rest between two days may ask for them. Between those looked at
// there may be others. A plan is therefore called optimal, or a problem impossible, only when there is nothing better even if each day
// were, in each of these respects, as good as any way to lay it can be; else the answer keeps its bound and its gap.
//
// # The law
//
// The limits and premiums of working time are those of labour, read for the day
// they apply to; those still to be confirmed are listed in the report. Hard rules are never broken by Solve: span and length
// of the day, daily rest of crew and performers, hours, days and six-day runs of the week, children's hours, nights and rest,
// days off and public holidays. Night, Sunday, holiday, sixth day and hours beyond the tenth are priced at Crew.HourRate.
// The weekly rest is an error too: 35 hours in a row for everybody, 48 around the Sunday in the Paris region, ten more after a last day
// that ends past midnight. Check also tells, without refusing, twelve weeks whose average passes the maximum. Weekly overtime is
// priced for each unit; the averages of each person and the pay of each technician belong to package budget/payroll, which knows who
// worked when; a plan knows only its units.
//
// Check and Cost share no code with the search: they are its slow and obvious twins.
package schedule
