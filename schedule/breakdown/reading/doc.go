// Package reading is what is written about a screenplay beside its breakdown: the fiche de lecture, the suivi d'écriture, the veille.
//
//	r := reading.New(b, nil)                    // title, grid and measured facts; the rest is the reader's
//	r.Pitch = "…"
//	err := r.WritePDF(file)
//
// [Writing] follows the drafts: who read which one, what changed since the one before (measured by breakdown.Compare), what is asked
// next; put in [Reading].Writing it is printed with the fiche. [Watch] keeps what feeds a film, notes of viewing ([Viewing]) among it.
// Both are read from JSON that people write ([ReadWriting], [ReadWatch]).
package reading
