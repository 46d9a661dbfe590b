// Package labour is le temps de travail: the one engine of working time of the plan, the pay and the call sheet, with the clock, the
// days off and the school days they share.
//
// A Day is what one person does on a date: rendez-vous, work, breaks, return. A Regime is what decides which rules bind that person:
// agreement (IDCC 3097, cinema; IDCC 2642, television), scope (technician, performer, extra), zone, time zone, and for a minor the
// age and the individual authorisation. From these:
//
//   - LimitsOn gives the hours to keep on a date, for plans and documents, and Limits.RestDue the rest due in the Gap between two days;
//   - Check finds what the days break, each finding with its rule, its one severity, its excess and its source;
//   - Count cuts each day into stretches under the same premiums, which the pay prices;
//   - PremiumsOn gives the rates of those premiums, and Premiums.WeekOvertime the overtime of a civil week.
//
// Past sums up the days of a person before a date, for who asks about the next one alone.
//
// Durations are whole minutes that really pass: on the nights when clocks change they are those of the time zone. Rules are
// dated and sourced values of rules/working_time.json, where the kind of a rule is its severity: hard refuses, soft warns, cost
// informs. Before the first value of a rule the answer is an error that wraps law.ErrBefore, never a guess.
package labour
