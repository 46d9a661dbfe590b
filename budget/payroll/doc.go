// Package payroll computes what people cost on a French film. The papers of their engagement are those of package hiring.
//
// # What it answers
//
//   - What is the least this job may be paid on this date? Minimum, CheckMinimum, Deferred, CheckLowBudget: the 103 jobs of
//     IDCC 3097 (Jobs, FindJob), performers, extras, the director. Bound answers for an employer of the signatory unions.
//   - What do these days cost? CountTime turns Workdays, planned or real, into hours by kind, premiums, pay lines,
//     allowances and findings with their price; technicians, performers and extras of IDCC 3097 and the crews of IDCC 2642
//     each have their own engine. HoursForm is the workbook to fill in, ReadHours reads it back.
//   - What does the company pay in all? Charges, or RatesOn once and Rates.Charge for many lines: the general reduction where it is
//     due, the parity levy, without the surcharge of short contracts since nothing confirms it (2025-05-01).
//   - What must a plan or a call sheet respect? LimitsOn, NightWindow, CheckMeal, CheckMinor, CheckSixDayWeeks, Rule.
//
// # How it answers
//
// Every legal value comes from the dated tables of rules/, with its source. A date before the first value is an error; a
// result that leans on an unverified value says so in its Report ("à confirmer"); a value that was never found is an empty
// slot, named in the Report, that the caller may fill (Settings.Rates). Where a text is unclear the reading is an option with
// a named default (Settings, WorkSettings).
//
// Amounts are euros, rounded half away from zero to the cent at each line; totals are sums of lines. Rates of charges and
// premiums are fractions. Times of a day are clocks of its date (labour.Clock).
//
//	rates, err := payroll.RatesOn(date, payroll.Settings{Territory: "paris", Staff: 12})
//	charged, err := rates.Charge(payroll.Pay{Profile: payroll.Cadre, Gross: gross, Span: engagement})
package payroll
