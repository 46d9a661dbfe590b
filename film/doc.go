// Package film is the whole film: it opens the folder of a film, runs every room on it and gives every paper.
//
// A folder is film.json beside the screenplay. film.json holds what people decided and what contracts say: identity, company,
// people, rates, places, the devis' lines, sources of money, the release. What can be computed is computed: the breakdown from
// the screenplay, the plan, the quantities of the devis, the tax credit, the treasury, the call sheets, the points, the receipts.
// Papers of the dossier (request.have) and pictures of the presentation (pitch) are files beside it; a picture that is missing is told,
// and its page does without.
//
// Three calls make a dossier: Open reads a folder from any fs.FS, Run walks the chain and runs every room's check, Documents lists
// the papers with what writes them. Nothing is read or written beside: the caller gives the files and takes the bytes. Sample is
// the folder of the sample film, "Le Dernier Bac", written for this project.
//
// Nothing typed wrong passes in silence: a key, a word of a closed list, a date or a number that does not hold is an error of Open
// or Run that names the file, the line, the key, the value and the nearest accepted ones; WriteHelp prints what a key accepts and
// WriteSchema a JSON Schema for editors. What the checks find without making a figure false is in Chain.Report, printed in full by
// WriteSummary and by the document "00-controles".
package film
