// Package follow is the suivi budgétaire: it holds what a film really costs against its frozen devis, from the first order to
// the coût définitif.
//
// The way in is one function over plain values:
//
//	report, err := follow.Track(frozen, follow.Tracking{Date: today, Movements: movements})
//
// frozen is a budget.Estimate. Movements (orders, invoices, pay, petty cash, cards, payments) are literals, or come from ReadOrders and
// ReadMovements (CSV as people and accounting programs write it), ReadMovementsXLSX and ReadFEC (fichier des écritures comptables),
// whose accounts a Mapping sends to the lines of the devis. Each fact counts once: an invoice replaces its order, a payment is no
// cost. The CostReport gives, line by line, what is committed, spent, paid and still to come, the estimated final cost and its
// variance (positive is an overrun), what is left of the contingency, and Proposals to bring the cost down. Charges of pay are
// computed anew from the actual gross pay (budget.Dues), never typed.
//
// Around it: Hot prices a day that was shot against the day planned (coût de la veille), which the day report of the set gives
// (callsheet.DayReport.HotDay); CashToCome dates what still leaves the bank; CompareQuotes and Retain put
// suppliers' quotes in place of estimates; Instalments spreads the devis over its dates (échéancier); Definitive draws the
// final cost. Amounts are euros without VAT, exact decimals. Every problem is in a report, named by file and line or by cell.
package follow
