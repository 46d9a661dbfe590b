// Package moteur holds the words that all rooms of Moteur share: dates, sources of law, reports, steps of computation, the
// film, its company and its people.
//
// Moteur does the computing and the paperwork of French film production. Import the room you need; each answers exactly,
// says which text every figure comes from, and prints documents one can send:
//
//	film                 the whole film: its folder opened, every room run, every paper written
//	schedule/script      screenplays in and out: Fountain, Final Draft
//	schedule/breakdown   the dépouillement, its sheets, drafts compared, USS and CSV
//	schedule             the plan de travail: Solve, Check, stripboard, day out of days
//	schedule/labour      working time on a date: limits, counted hours, findings; clocks, holidays, school terms
//	schedule/talent      the ordering problem alone: cheapest order of scenes, proved
//	budget               the devis: accounts, lines, charges, percent lines, versions
//	budget/payroll       minimum pay, employer charges, pay of counted time
//	budget/hiring        people, contracts, DPAE, register, the child's file, privacy
//	budget/follow        the cost report: orders, invoices, FEC, hot cost, definitive cost
//	callsheet            the feuille de service and the production report
//	financing            the plan de financement; below it credit, support and treasury
//	distribution         windows of release, receipts from the ticket to each party
//	cnc                  pieces, agrément dossiers, notes; below it points and closing
//
// Data goes one way: screenplay → breakdown.Breakdown → schedule.Plan → callsheet.Sheet and budget.Estimate →
// financing.Plan and treasury.CashFlow → cnc.Dossier; after the release, distribution.Statement. Each arrow is one plain function
// over plain values: nothing is modified in place, nothing reads a clock, a file name or the network.
//
// # What this package gives
//
// A Date is a civil date and a Span a period with both ends included. A Cited value carries the Source it comes from and the
// day it starts; reading it through Use tells the Report when nobody has verified it ("à confirmer"). Checks return a Report
// of all the Issues they find; Report.Err is nil unless one is an Error. An amount that people will dispute is a Step: it
// prints how it was obtained, and Verify recomputes it.
//
// Money is a shopspring decimal, in euros unless a currency is named, rounded half away from zero to the cent, once, at a
// declared point. Documents and messages are in French.
package moteur
