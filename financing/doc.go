// Package financing does the money of a film (le financement): plan de financement, tax credits, automatic support, selective
// aids, the best mix of sources, and the treasury.
//
// # Five questions
//
// Does the plan hold? Write a Plan of Resources, then read Summarize(plan) (acquis, en cours, reste à trouver, French share, public
// aid with its limit and the aid that breaks it) and Check(plan), which names every problem. A Scenario loses, adds or changes
// sources; Compare sets scenarios side by side with their treasury.
//
// How much tax credit? SpendOf reads the eligible lines of a devis; FilmCredit, AudiovisualCredit and InternationalCredit compute
// the credit of a date, each figure a moteur.Step with its article, and the claims by financial year.
//
// How much support and which aids? CinemaSupport, TVSupport, VideoSupport, ExportSupport, DistributorSupport, SplitSupport,
// ReinvestmentBonus, RepayAdvance; FindAids asks the data sheets of aids which fit, what is missing and by when.
//
// Which mix is best? BestMix examines the choices of a MixProblem exactly and returns the mix that keeps the most net money, the
// proof of each rule and the price of each limit.
//
// When does the money run out? Cash draws the treasury by month or by week: payments on the real dates of the plan de travail
// (crew weeks, cast days, locations, equipment), curves only where no date exists; receipts on instalments that hang on events
// of the film; VAT with its lag, charges the month after; a bank credit (Facility) that discounts contracts. Shift moves the
// first shooting day; Actuals replace forecasts.
//
// # What is law and what is usage
//
// Every legal value is read by date in rules/*.json, each with its text and whether it was verified. A computation whose date is
// before the first value is refused. Values that are not verified, values given by the caller (Given) and usages taken as
// hypotheses (instalments, curves, lags) are listed in the Report of each result. Three values could not be sourced and are empty
// slots: the scale of the condition "mainly made in France" (FilmCase.Scale), the ceiling of filmed live shows
// ("credit/av.cap.live"), the bank's margin (Facility.Margin).
//
// # Amounts
//
// Amounts are decimals in euros, rounded half away from zero to the cent once, at the end of each printed line; instalments and
// shares are split so that they add up exactly. Inside the treasury amounts are whole cents.
//
// # Documents
//
// Plan, Credit, Support, CashFlow, Comparison, MixResult, BankFile and AidList print themselves: Document, WritePDF, WriteXLSX. In the
// workbooks totals, limits and the treasury are formulas. Plan and Credit also print as they are sent, without internal remarks
// (SentDocument, WriteSentPDF).
//
// The benchmark beside its rival: go test ./financing -run xxx -bench 'Treasury|Bare' -cpu 1
package financing
