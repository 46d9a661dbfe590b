// Package cnc answers what the CNC asks of a film: procedures, eligibility, pieces, dossiers and notes. The points are in cnc/points, the
// closing of the film in cnc/closing.
//
// Start from points.Facts, plain facts of people, contracts, spend and days, and a Request, which adds the financing plan:
//
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
// Statements prints the sworn statements to sign, ProductionNote, DirectorNote and Synopsis the notes, Pitch the deck and what is said
// beside it; Training lists who must be trained before the shoot.
//
// Longer checks, beside go test: MOTEUR_LONG=1 go test -run Streams (an attachment of 2 GB), go test -fuzz FuzzPieceName.
//
// # Law
//
// Nothing in the code is a legal value. Pieces, deadlines, conditions and limits are dated tables in rules/, each value with its
// source and whether it was read in the text. Results that lean on a value to confirm list it in their Report; documents to send
// never show it, Dossier.Internal does. A date before the first text is an error. The scale of the tax credit could not be read:
// its condition stays to be looked at, it is not guessed.
package cnc
