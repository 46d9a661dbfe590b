// Package breakdown makes the dépouillement of a screenplay: what each scene needs, who is in it, how long it is.
//
// # From a file to a breakdown
//
//	b, err := breakdown.Load(file, breakdown.LoadSettings{Name: "film.fountain"})
//	for _, scene := range b.Scenes {
//		fmt.Println(scene.Number, scene.Set, scene.Eighths, scene.Roles)
//	}
//
// [Load] reads screenplays (Fountain, Markdown, Final Draft, Word, OpenDocument, Fade In, Celtx, and PDF when the program gives its
// reader), schedules (.uss), tables (.csv, .tsv) and breakdowns (.json); the content tells which. For a screenplay already read by
// schedule/script:
//
//	b := breakdown.New(s, breakdown.Settings{})
//
// and of a schedule read by schedule/uss, [FromUSS] makes one, [ToUSS] writes it back.
//
// # What a breakdown holds
//
// [Breakdown] lists the scenes ([Scene]) and the roles ([Role]). All that comes from the text carries its words and its line. Roles
// found in the description, extras, elements ([Need]) and flags ([Flag]) are proposals: a person turns [Proposed] into [Kept] or
// [Rejected]. The words come from a lexicon that can be read and extended ([DefaultLexicon], [Lexicon.With]; lexicon/README.md); in
// French its [Grammar] leaves out what is denied, compared, thought of or only pictured. Lengths in eighths and screen time are
// estimates by pagination, marked as such, unless the file gives them. Two names of one role are two roles until [Settings].Aliases
// merges them; [Breakdown].Aliases proposes which.
//
// # On paper, and back
//
// [Sheets] prints the feuilles de dépouillement and the lists by role, set and category (PDF), and the workbook that people edit
// (XLSX). [ReadXLSX] reads the edited workbook, [Update] brings its decisions to the breakdown of a new draft, [Compare] tells what
// the new draft changed. [Breakdown.Facts] measures what a fiche de lecture starts from (package reading).
//
// # Bounds
//
// Every reader bounds the size, nesting and numbers of what it reads, and takes time in proportion to the size of the text.
package breakdown
