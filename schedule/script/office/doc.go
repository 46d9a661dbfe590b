// Package office reads screenplays written in word processors and in writing programs that have formats of their own: Word (.docx),
// OpenDocument (.odt), Fade In and Open Screenplay Format (.fadein, .osf), Celtx (.celtx, .html).
//
//	s, err := office.Parse(file, script.Settings{Name: "film.docx", French: true})
//
// [Parse] tells the format by the content and gives the same [script.Script] as the readers of schedule/script. [Format] only tells.
//
// # How a paragraph becomes an element
//
// By the name of its style, when styles name headings and who speaks, in English or in French ("Scene Heading", "Intitulé de scène",
// "Personnage"…), itself or by the style it comes from. Else by where it stands on the page, as a reader's eye does: indentation,
// alignment, tabs and leading spaces, capitals, blank lines. The text is the one that is printed: small capitals are capitals, automatic
// numbers are there, soft hyphens are not. Element.Line is the number of the paragraph in the document, from 1.
//
// # Nothing in silence
//
// Comments and footnotes are notes; what a tracked change deleted is a boneyard; insertions are kept. Heads and feet of pages, hidden
// text, tables of contents and images are put aside and named in Script.Issues.
//
// # Bounds
//
// Archives are bounded in entries and in unpacked size, XML in depth and in elements.
package office
