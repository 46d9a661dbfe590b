package script

import (
	"strings"

	"github.com/moteur-film/moteur"
)

// Script is a scénario as it was written: its title page and its elements in order, with the line each one came from.
// It is the same for every format read; nothing of the text is left out.
type Script struct {
	// Format names the format read: "fountain", "fdx", "pdf", "docx", "odt", "fadein", "osf" or "celtx".
	Format    string       `json:"format"`
	TitlePage []TitleEntry `json:"title_page,omitempty"`
	Elements  []Element    `json:"elements"`
	// French tells that French headings, transitions and cue extensions were read (see Settings.French).
	French bool `json:"french,omitempty"`
	// AnyHeading tells that headings and cues were read in every form the trade writes (see Settings.AnyHeading).
	AnyHeading bool `json:"any_heading,omitempty"`
	// TagCategories are the categories of the Final Draft tagger, when the file has some.
	TagCategories []TagCategory `json:"tag_categories,omitempty"`
	// Raw keeps the parts of an FDX file that this package does not read (tag definitions, settings…), as they are written;
	// WriteFDX puts them back.
	Raw []RawPart `json:"raw,omitempty"`
	// Issues lists what was doubtful in the file, each with its line: "film.fountain:128".
	Issues []moteur.Issue `json:"issues,omitempty"`
	name   string
}

// Name returns the name of the file the script was read from, as Settings.Name gave it.
func (s Script) Name() string { return s.name }

// Title returns the title of the title page, without emphasis marks and on one line; empty when there is none.
func (s Script) Title() string {
	for _, key := range []string{"title", "titre"} {
		if v := s.TitleValue(key); v != "" {
			return v
		}
	}
	return ""
}

// TitleValue returns the value of a key of the title page, compared without case, on one line and without emphasis.
func (s Script) TitleValue(key string) string {
	for _, e := range s.TitlePage {
		if strings.EqualFold(strings.TrimSpace(e.Key), key) {
			return strings.Join(strings.Fields(Plain(e.Value)), " ")
		}
	}
	return ""
}

// TitleEntry is a key of the title page with its value. A value on several lines holds "\n" and keeps no indentation.
type TitleEntry struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Line  int    `json:"line,omitempty"`
}

// Kind is the nature of an Element. Its zero value means nothing.
type Kind uint8

// The kinds of elements. Shot and CastList come from FDX; Fountain has the others.
const (
	Heading       Kind = iota + 1 // intitulé de séquence
	Action                        // description
	Cue                           // nom du personnage qui parle
	Dialogue                      // réplique
	Parenthetical                 // didascalie de jeu
	Transition                    // raccord écrit : CUT TO:, FONDU AU NOIR
	Centred                       // texte centré
	Lyrics                        // paroles chantées
	PageBreak                     // saut de page
	Section                       // partie, acte
	Synopsis                      // résumé écrit par l'auteur
	Note                          // note entre [[ ]], ScriptNote
	Boneyard                      // texte mis de côté entre /* */
	Shot                          // plan
	CastList                      // liste d'acteurs (FDX)
)

var kindCodes = [...]string{
	"", "heading", "action", "cue", "dialogue", "parenthetical", "transition", "centred", "lyrics", "page_break", "section", "synopsis",
	"note", "boneyard", "shot", "cast_list",
}

// String returns the stable code of the kind.
func (k Kind) String() string {
	if int(k) < len(kindCodes) {
		return kindCodes[k]
	}
	return ""
}

// MarshalText writes the stable code.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the stable code; an unknown code gives 0.
func (k *Kind) UnmarshalText(b []byte) error {
	*k = 0
	for i, code := range kindCodes {
		if code == string(b) {
			*k = Kind(i)
		}
	}
	return nil
}

// Side says which column of a dual dialogue (dialogue simultané) a cue stands in.
type Side string

// The sides. The empty Side is an ordinary dialogue.
const (
	Left  Side = "left"
	Right Side = "right"
)

// Element is a piece of the screenplay. Text keeps emphasis marks (see Spans and Plain) and, for action, the spaces and
// tabs of the writer; its lines are separated by "\n". Marks of the format (".", "@", ">", "~", "#", "=") are taken off.
type Element struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	// Line is the line of the original text the element starts on, from 1; for FDX, the line of the XML file.
	Line int `json:"line,omitempty"`
	// Forced tells that the writer forced the kind with a mark.
	Forced bool `json:"forced,omitempty"`
	// Number is the scene number as written, never computed: "12 BIS", "A3-1". Empty means the heading has none.
	Number string `json:"number,omitempty"`
	// Omitted tells a heading that the file marks as omitted (omise) while its words are kept: FDX alone says so.
	Omitted bool `json:"omitted,omitempty"`
	// After is what follows the number on a heading's line, a habit of some programs.
	After string `json:"after,omitempty"`
	// Name and Extension are the two parts of a Cue: "MARIE" and "Voix off".
	Name      string `json:"name,omitempty"`
	Extension string `json:"extension,omitempty"`
	Dual      Side   `json:"dual,omitempty"`
	// Level is the depth of a Section, from 1.
	Level int `json:"level,omitempty"`
	// Scene holds the scene properties of an FDX heading; nil when there are none.
	Scene *Properties `json:"scene,omitempty"`
	// Type is the FDX paragraph type when no Kind says the same.
	Type string `json:"type,omitempty"`
	// Marks are the notes and boneyards that stood inside the text, with the place they are to be put back.
	Marks []Mark `json:"marks,omitempty"`
	// Stretches are the passages that an FDX file marks: tags, revisions, type of letters.
	Stretches []Stretch `json:"stretches,omitempty"`
	// Attributes are those of the FDX paragraph or note that this package does not read, as they are written.
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Properties are the scene properties of an FDX heading (SceneProperties), as Final Draft measured or the writer filled them.
type Properties struct {
	// Eighths is the length in eighths of a page, 0 when the file gives none.
	Eighths int    `json:"eighths,omitempty"`
	Page    string `json:"page,omitempty"`
	Title   string `json:"title,omitempty"`
	// Colour is written as in the file, 16 bits a channel: "#FFFFA5A50000".
	Colour  string `json:"colour,omitempty"`
	Summary string `json:"summary,omitempty"`
	// Arc lists the roles of the scene's arc beats, with lines or without.
	Arc []string `json:"arc,omitempty"`
	// Rest and Attributes are what this package does not read of the properties, as it is written.
	Rest       string            `json:"rest,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Mark is a note or a boneyard inside the text of an element.
type Mark struct {
	Kind Kind   `json:"kind"` // Note or Boneyard
	Text string `json:"text"`
	// At is the byte offset in Element.Text.
	At   int `json:"at"`
	Line int `json:"line,omitempty"`
}

// RawPart is a part of an FDX file kept as it is written.
type RawPart struct {
	Name string `json:"name"`
	XML  string `json:"xml"`
	// Element is the index in Script.Elements of the paragraph it stood in, -1 when it stood beside the content.
	Element int `json:"element"`
	// After tells that it stood in the content after that paragraph, not in it; with -1, before the first.
	After bool `json:"after,omitempty"`
}

// TagCategory is a category of the Final Draft tagger. ID stays the same across files; Number does not.
type TagCategory struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Number int    `json:"number,omitempty"`
	Colour string `json:"colour,omitempty"`
	Style  string `json:"style,omitempty"`
	// Rest and Attributes are what else it holds, as it is written.
	Rest       string            `json:"rest,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Settings says how a screenplay is read. The zero value reads Fountain 1.1 to the letter.
type Settings struct {
	// Name is the file name put in front of line numbers in messages.
	Name string
	// French reads French headings, transitions and cue extensions too. See DetectFrench.
	French bool
	// AnyHeading reads headings and cues in every form the trade writes, not those of Fountain alone: INT/DAY - KITCHEN,
	// 12 INT. BAR - DAY 12, Mrs SMITH. French implies it.
	AnyHeading bool
	// Markdown reads headings and cues that stand alone between "**", as screenplays written in Markdown have them.
	Markdown bool
	// MaxBytes bounds the input; 0 means 64 MiB.
	MaxBytes int64
}
