// Package script reads screenplays and makes their breakdown (dépouillement).
//
// # From a file to a breakdown
//
//	b, err := script.Load(file, script.LoadSettings{Name: "film.fountain"})
//
// Load reads Fountain (.fountain, .txt, .md), Final Draft (.fdx), schedules (.uss), tables (.csv, .tsv) and breakdowns (.json). For a
// screenplay it does in one step what these do apart:
//
//	s, err := script.Parse(file, script.Options{French: true}) // or ParseFDX
//	b := script.BreakDown(s, script.Settings{})
//
// [Parse] reads Fountain 1.1 to the letter; French headings, transitions and extensions are read only when [Options].French asks for them,
// and [DetectFrench] says whether to ask, and why. Nothing is dropped in silence: what looks like a heading and is not one, what was
// repaired in the encoding, what another program's mark means is in [Script].Issues, each with its line of the original text.
//
// # What a breakdown holds
//
// [Breakdown] lists the scenes ([Scene]) and the roles ([Role]). All that comes from the text carries its words and its
// line. Roles found in the
// description, extras, elements ([Need]) and flags ([Flag]) are proposals: a person turns [Proposed] into [Kept] or
// [Rejected]. The words come from a
// lexicon that can be read and extended ([DefaultLexicon], [Lexicon.With]). Lengths in eighths and screen time are estimates by pagination,
// marked as such, unless the file gives them. Two names of one role are two roles until [Settings].Aliases merges them; [Breakdown].Aliases
// proposes which.
//
// # On paper, and back
//
// [Sheets] prints the feuilles de dépouillement and the lists by role, set and category (PDF), and the workbook that people edit (XLSX).
// [ReadXLSX] reads the edited workbook, [Update] brings its decisions to the breakdown of a new draft, [Compare] tells what the new draft
// changed. [NewReading] starts a fiche de lecture from the measured facts; [Watch] keeps the log of a creative watch.
//
// # Bounds
//
// Every reader bounds the size, nesting and numbers of what it reads, and takes time in proportion to the size of the text.
package script
