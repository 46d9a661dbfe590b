// Package treasury tells when the money of a film runs out (plan de trésorerie): receipts and payments by month or by week, the bank
// credit that discounts contracts, the scenarios set side by side.
//
// # What to call
//
// Cash draws the treasury of an Input: the devis is paid on the real dates of the plan de travail (crew weeks, cast days, locations,
// equipment), on curves only where no date exists; the resources of the plan are received on instalments that hang on events of
// the film; VAT follows with its lag, charges the month after the pay. Lowest and PeakNeed say how deep it goes, and why. A Facility
// is a bank credit: drawn when the balance would go under what is kept in hand, repaid by the contracts assigned to it. A line of the
// devis can say its own VAT and instalments (Settings.Lines). Actuals replace
// forecasts up to a day of accounts. Bank draws the file for the bank, without and with its credit.
//
// Shift moves the first shooting day with all that hangs on it; Compare sets scenarios (sources lost, gained, changed, the shoot
// moved) beside the plan as it stands.
//
// # What is law and what is usage
//
// Rates and lags are read by date in rules/*.json; lags, curves and the shares that banks lend are usages taken as hypotheses, each
// said in the Report. The bank's margin has no source: the caller gives it (Facility.Margin, or Given "bank/margin").
//
// # Amounts
//
// Amounts are decimals in euros to the cent; inside the engine they are whole cents, so that every row conserves cash exactly: opening +
// in − out + VAT + draws − repaid − interest − fees = closing.
//
// # Documents
//
// CashFlow, Comparison and BankFile print themselves: Document, WritePDF, WriteXLSX. In the workbooks the treasury is live formulas; that
// of a CashFlow with a bank credit runs it day by day, so that another rate, reserve, commitment or advance typed there is followed.
//
// The benchmark beside its rival: go test ./financing/treasury -run xxx -bench 'Treasury|Bare' -cpu 1
package treasury
