// Package support computes the soutien automatique of the CNC: what the exploitation of a film generates, how it is shared, what
// investing it again brings, what it repays.
//
// # What to call
//
// Cinema, TV, Video and Export are the producer's support on each kind of receipt, Distributor that of the distributor; Film adds up the
// earnings of a whole life, within the years that count (Vintage). Coefficient is what the points of a film keep of its support.
// Split shares a support between producers; ReinvestmentBonus and DistributorBonus are the majorations of a support invested again;
// RepayAdvance is what an avance sur recettes takes from the support of its film; PreparationLimit is the most that may be invested in
// preparation. Each answers with a moteur.Step that derives the amount and a Report; an amount that is not receivable, a contract
// below the law, a date without law are refused with a *moteur.ReportError.
//
// # Law and amounts
//
// Rates are read by date in rules/support.json, each with its article and whether it was verified. They are kept exact: the amount
// alone is rounded to the cent, half away from zero, once at the end; parts of a split add up exactly.
//
// # Documents
//
// A Support prints itself: Document, WritePDF, WriteXLSX (a live workbook).
package support
