// Package financing does the plan de financement of a film: its resources, whether the plan holds, the aids it could ask for and
// the best mix of sources. The tax credits are in financing/credit, the automatic support in financing/support, the money month by
// month in financing/treasury.
//
// # Three questions
//
// Does the plan hold? Write a Plan of Resources, then read Summarize(plan) (acquis, en cours, reste à trouver, French share, public
// aid with its limit and the aid that breaks it) and Check(plan), which names every problem.
//
// Which aids? FindAids asks the data sheets of aids which fit a Profile, what is missing and by when; a sheet of the caller's own is
// one more value.
//
// Which mix is best? BestMix examines the choices of a MixProblem exactly and returns the mix that keeps the most net money, the
// proof of each rule and the price of each limit.
//
// Instalments hang on events of the film: CompleteTimeline places by usage those that nobody dates, Template gives the usual
// instalments of a kind of resource, and both say that they are hypotheses.
//
// # What is law and what is usage
//
// Every legal value is read by date in rules/*.json, each with its text and whether it was verified. A computation whose date is
// before the first value is refused. Values that are not verified and usages taken as hypotheses are listed in the Report.
//
// # Amounts
//
// Amounts are decimals in euros, rounded half away from zero to the cent once, at the end of each printed line; instalments are
// split so that they add up exactly.
//
// # Documents
//
// Plan, MixResult and AidList print themselves: Document, WritePDF, WriteXLSX. In the workbooks totals and limits are formulas. A
// Plan also prints as it is sent, without internal remarks (SentDocument, WriteSentPDF).
package financing
