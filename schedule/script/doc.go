// Package script reads and writes screenplays: Fountain and Final Draft, in French or in English.
//
//	s, err := script.Parse(file, script.Settings{Name: "film.fountain", French: true}) // or ParseFDX
//	for _, e := range s.Elements {
//		fmt.Println(e.Line, e.Kind, e.Text)
//	}
//	lost, err := script.WriteFDX(out, s) // or WriteFountain
//
// A [Script] is the same whatever the format read: its title page and its elements in order (headings, action, cues, dialogue…),
// each with its line. What a screenplay needs to be shot (scenes, roles, elements, lengths) is made from it by schedule/breakdown.
//
// # French and English
//
// [Parse] reads Fountain 1.1 to the letter; French headings, transitions and extensions are read only when [Settings].French asks for
// them, and [DetectFrench] says whether to ask, and why. [PlaceOf] and [LightOf] read one word of a table; [ParseEighths] reads a length
// in eighths of a page.
//
// # Headings and cues
//
// One reader decides what a heading is and what it says, whatever the format: [ReadHeading] judges a line that stands alone, in every
// form the trade writes; [ParseHeading] and [Element.Slugline] take an intitulé apart (number, place, set, light, story, kind, omitted).
// [KindOf] tells what a printed line announces; [HeadingOf] and [CueOf] make its element. [Settings].French or AnyHeading makes [Parse]
// use them on every line; what only looks like a heading or a cue is an issue that shows the line. A speech on one line with its name is
// a cue and its dialogue where the name is sure ([Script.InlineCues]).
//
// # Nothing in silence
//
// What looks like a heading and is not one, what was repaired in the encoding, what another program's mark means is in
// [Script].Issues, each with its line of the original text. The parts of an FDX file that are not read are kept in [Script].Raw and put
// back; what a format cannot hold is in the report of its writer.
//
// # Bounds
//
// Every reader bounds the size, nesting and numbers of what it reads, and takes time in proportion to the size of the text.
package script
