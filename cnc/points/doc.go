// Package points counts the points of a film on the scales of the CNC, and tells what would change the answer.
//
// # From facts to a sheet
//
// Write Facts: people, contracts, spend and days, never ticked boxes. Count answers the sheet of 100 points line by line, each with
// its basis, its reason and its article; the tests it opens (minimum, direct allocation) and the coefficient of the support follow.
// CountEuropean answers the European scale, Parity the points of parity of posts held by women. Status answers who counts as French:
// persons (Assimilation), companies, the initiative and the expression of the film, each as a Fact with its reason.
//
//	sheet, err := points.Count(facts, on)
//	line, _ := sheet.Line("IV.1.b")
//	fmt.Println(line.Obtained, "sur", line.Max, line.Reason)
//
// # What would change the answer
//
// Advise finds, exactly, the cheapest choices that reach a number of points, and the frontier between cost and points; Take applies
// them to the facts. WorthOf says what points are worth in euros of support. Compare sets two sheets side by side.
//
// # Law
//
// Scales, thresholds, countries and parity grids are dated tables in rules/, each value with its source and whether it was read in
// the text; the coefficient of the support is asked of financing/support. Values to confirm are listed in the Report. A date before
// the first text is an error. What the texts leave open stays open: a post that French and foreign holders share counts for
// nothing until the user enters the part that counts (Split); where rounding is not written, both readings are shown and a warning
// says when they differ. The European scale of animation could not be read: it is refused (ErrIncomplete), not guessed.
//
// # Documents
//
// Result, European, ParityResult, Advice, Worth and Comparison print themselves: Document, WritePDF, WriteXLSX. A score is kept exact
// (Score); workbooks show it to four decimals.
//
// Longer checks, beside go test: go test -run AdviseAgrees -rapid.checks=2000, go test -fuzz FuzzScore, go test -bench .
package points
