// Package budget computes a devis: the lines of a French film budget on the accounts of its nomenclature, their employer
// charges, the percent lines (insurance, overheads, contingency), and everything that follows from them: versions and
// what changed between them, checks, documents and live workbooks.
//
// The way in is one function over plain values:
//
//	estimate, err := budget.Compute(b)
//
// A Budget is a literal: lines (number × quantity × rate on an account), percent lines in order, variables for the
// formulas. Its amounts are exact decimals, rounded where Rounding says and nowhere else. Compute names every problem by
// its path; an Estimate carries, in its Report, what deserves a look and every legal value still to be confirmed.
//
// From there: Fill takes quantities from a plan de travail and Placed the countries where its days are spent, Check looks for what a
// reader of the devis would question, Compare explains in euros what a new version changes, Explain derives any amount, Regroup shows the
// devis on another nomenclature. Results print with WritePDF and WriteXLSX; ReadWorkbook reads an edited devis back. Package follow holds
// what the film really costs against the devis.
package budget
