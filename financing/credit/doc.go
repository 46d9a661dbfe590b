// Package credit computes the tax credits of a film (crédits d'impôt): cinema and audiovisual (CGI art. 220 sexies), international
// (C2I, CGI art. 220 quaterdecies), and the limit of public aid that bounds them (intensité des aides).
//
// # From a devis to a credit
//
// SpendOf reads the dépenses of an estimate that are put forward, line by line, with their category; EligibleSpend keeps of each what
// the law of the date lets in and names each Cut: French spend, after the request, performers up to the minimum of the agreement,
// travel up to its caps, the director up to DirectorCeiling. Film, Audiovisual and International take these lines (or their total,
// typed by the caller) in a Case and answer a Credit: base, rate, ceilings, what each limit costs (Loss), the claims by financial
// year (Claim) with their RefundDate, the shares of two producers, and a moteur.Step that derives the amount, figure by figure,
// article by article. They refuse, with a *moteur.ReportError, a work that is not admitted and a date without law.
//
// AidLimit is the highest share of public aid in the cost of a film; the plan de financement asks it too. C2IScale and ScoreC2I are
// the points of the international credit.
//
// # What is law and what is usage
//
// Every legal value is read by date in rules/*.json, each with its text and whether it was verified. Values that are not verified
// and values given by the caller (Given) are listed in the Report. Two values could not be sourced and are empty slots: the scale of
// the condition "mainly made in France" (FilmCase.Scale) and the ceiling of filmed live shows ("credit/av.cap.live").
//
// # Amounts
//
// Amounts are decimals in euros, rounded half away from zero to the cent once, at the end of each printed line; claims and shares
// are split so that they add up exactly.
//
// # Documents
//
// A Credit prints itself: Document, WritePDF, WriteXLSX (a live workbook); SentDocument and WriteSentPDF leave out the internal remarks.
package credit
