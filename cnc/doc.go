// Package cnc answers what the CNC asks of a film: points, agréments and aids, pieces, dossiers, notes, and the closing.
//
// Start from Facts, plain facts of people, contracts, spend and days, and a Request, which adds the financing plan:
//
//	result, err := cnc.Points(facts, on)                            // the 100 points, line by line, with reasons
//	eligibility, err := cnc.Eligible(request, on)                   // what blocks what, by when, what to do
//	list, err := cnc.Checklist(request, cnc.InvestmentApproval, on) // the pieces
//	calendar, err := cnc.Calendar(request, on)                      // deadlines, also WriteICS
//
// A dossier is one archive. Pieces are named writers: those of the other rooms (estimate.WritePDF), the papers of the
// production (Attach), and the sheets that this package prints (Complete adds them):
//
//	pieces := []cnc.Piece{
//		cnc.Print("ai-devis", "devis.pdf", estimate.WritePDF),
//		cnc.Attach("com-kbis", "kbis.pdf", issued, func() (io.ReadCloser, error) { return os.Open("kbis.pdf") }),
//	}
//	dossier, err := cnc.Assemble(request, p, cnc.Complete(request, p, pieces, on), on)
//	err = dossier.WriteZip(w)
//
// Statements prints the sworn statements to sign, ProductionNote, DirectorNote, Synopsis and PitchDeck the notes. Advise finds the
// cheapest choices that reach a number of points, WorthOf says what points are worth in support. Close sets the final cost and
// the final points beside the first ones, Closing.AuditBundle packs what the auditor certifies, ArchiveOf sorts documents by
// retention.
//
// Longer checks, beside go test: MOTEUR_LONG=1 go test -run Streams (an attachment of 2 GB), go test -fuzz FuzzPieceName,
// go test -run AdviseAgrees -rapid.checks=2000, go test -bench .
//
// # Law
//
// Nothing in the code is a legal value. Scales, thresholds, pieces, deadlines, conditions and countries are dated tables in
// rules/, each value with its source and whether it was read in the text. Results that lean on a value to confirm list it in
// their Report; documents to send never show it, Dossier.Internal does. A date before the first text is an error.
//
// What the texts leave open stays open: a post that French and foreign holders share counts for nothing until the user enters the
// part that counts (Split); where rounding is not written, both readings are shown and a warning says when they differ. The
// European scale of animation and the scale of the tax credit could not be read: they are refused, not guessed.
package cnc
