// Package pdf reads screenplays printed as PDF: what Final Draft, Fade In, Celtx, WriterDuet, Word, a browser or a printer driver write.
//
//	s, err := pdf.Parse(file, script.Settings{Name: "film.pdf"})
//	for _, e := range s.Elements {
//		fmt.Println(s.Place(e.Line), e.Kind, e.Text) // film.pdf, page 12, ligne 5 …
//	}
//
// A PDF has no headings, no cues, no words even: it has letters at places. The elements are told by indentation, capitals and blank
// lines; what the page carries and the screenplay does not (page numbers, running heads, (SUITE), revision marks, watermarks) is put
// aside and named in Script.Issues. Nothing printed is lost.
//
// # Lengths
//
// Each heading has in its Scene properties the page it stands on and its length in eighths, measured on the pages: they add up to the
// pages counted (largest remainder).
//
// # Places
//
// Element.Line holds the page and the printed line, see [script.PageLine]; Script.Place says them.
//
// # What a page cannot tell
//
// A heading that has neither INT nor EXT nor a number looks like any line of description in capitals: each one is listed as a possible
// heading (intitulé possible), page and line, for a person to decide. Bold and italics are not kept.
//
// # Refusals and bounds
//
// A PDF of images (scan), one whose fonts do not say their characters, one with a password and a broken one are refused by name, with what
// to ask for. Size, pages, letters, memory and time (30 seconds a page, or the deadline of a context) are bounded.
//
// # Cost
//
// The reader is PDFium, in a sandbox: a program that imports this package grows by some eleven megabytes, and the first document costs
// the compilation of PDFium, two to four seconds. It is a package of its own so that other readers do not pay for it.
package pdf
