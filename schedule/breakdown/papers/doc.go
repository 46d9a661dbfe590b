// Package papers prints a screenplay with its breakdown: the scénario dépouillé, the sides of a performer, the continuity by day of the
// story, and the table of scenes and roles.
//
//	book := papers.Book{Script: s, Breakdown: breakdown.New(s, breakdown.Settings{})}
//	err := papers.Marked{Book: book}.WritePDF(file)
//	err = papers.Sides{Book: book, Role: "MARIE", Performer: "Jeanne Dupont"}.WritePDF(file)
//
// Colours never stand alone: the words of an element are underlaid with the colour of its category and followed by its letters, so that
// a grey copy says the same.
package papers
