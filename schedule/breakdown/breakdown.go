package breakdown

import (
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

// Breakdown is a dépouillement: the scenes of a screenplay with all that each one calls for. What comes from the text is
// proposed, with the words and the line it came from; a person keeps or rejects it.
type Breakdown struct {
	Title string `json:"title"`
	// TitleFrom is ByHand when a person typed the title: a new draft keeps it.
	TitleFrom Origin `json:"title_from,omitempty"`
	// Source names what it was read from: "fountain", "fdx", "pdf", "docx", "odt", "fadein", "osf", "celtx", "uss", "csv", "json".
	Source string `json:"source,omitempty"`
	// Language is that of the lexicon used: "fr" or "en".
	Language string  `json:"language,omitempty"`
	Scenes   []Scene `json:"scenes"`
	// Roles are in order of first appearance; Scene.Roles names them by ID.
	Roles []Role `json:"roles"`
	// Aliases proposes roles that may be one and the same. Nothing is merged until Settings.Aliases says so.
	Aliases []Alias `json:"aliases,omitempty"`
	// PlaceAliases proposes places that may be one and the same: locations, or whole sets of one location. Nothing is merged until
	// Settings.Places says so.
	PlaceAliases []Alias `json:"place_aliases,omitempty"`
	// Issues lists what deserves a look, the reading of the file included.
	Issues []moteur.Issue `json:"issues"`
	// USS keeps the schedule file the breakdown was read from, so that writing it back loses nothing.
	USS *uss.File `json:"uss,omitempty"`
}

// Report returns the issues as a report.
func (b Breakdown) Report() moteur.Report { return moteur.Report{Issues: b.Issues} }

// Played returns the scenes that are shot: those omitted, whose number alone is kept, are left out.
func (b Breakdown) Played() []Scene {
	return slices.DeleteFunc(slices.Clone(b.Scenes), func(s Scene) bool { return s.Omitted })
}

// Eighths is the length of the whole, in eighths of a page.
func (b Breakdown) Eighths() int {
	n := 0
	for i := range b.Scenes {
		n += b.Scenes[i].Eighths
	}
	return n
}

// Seconds is the expected running time of the whole.
func (b Breakdown) Seconds() int {
	n := 0
	for i := range b.Scenes {
		n += b.Scenes[i].Seconds
	}
	return n
}

// Scene is a séquence of the breakdown.
type Scene struct {
	// Number is a text: "12 BIS". When the screenplay has none, one is made up and Invented is set.
	Number   string `json:"number"`
	Invented bool   `json:"invented_number,omitempty"`
	// Heading is the intitulé as written, without its number.
	Heading string       `json:"heading"`
	Place   script.Place `json:"place"`
	// Set is the décor ("APPARTEMENT - CUISINE"), Location its first part: sets of one location stand together. Case, accents,
	// apostrophes and dashes make no other place: all its scenes take the spelling of the first.
	Set      string       `json:"set"`
	Location string       `json:"location,omitempty"`
	Light    script.Light `json:"light"`
	// MoreLights are the other effets of a heading that names several (JOUR/NUIT).
	MoreLights []script.Light `json:"more_lights,omitempty"`
	LightText  string         `json:"light_text,omitempty"`
	// LightFrom says where Light comes from.
	LightFrom Origin `json:"light_from,omitempty"`
	// Story is a mark of story time or mode: FLASHBACK, RÊVE, 1979.
	Story string `json:"story,omitempty"`
	// Kind tells a scene that is no ordinary one: archive, carton, insert, montage.
	Kind script.SceneKind `json:"kind,omitempty"`
	// Omitted tells a scene taken out of the screenplay (OMIS, SUPPRIMÉE, OMITTED): its number is kept, it has no length and is not shot.
	Omitted bool `json:"omitted,omitempty"`
	// StoryDay orders the days of the story, 0 when unknown. It is set by hand or read from a schedule.
	StoryDay int `json:"story_day,omitempty"`
	// Eighths is the length in eighths of a page, at least 1 for a scene that is shot; EighthsFrom tells a measure from an estimate.
	// The estimates add up to the pages of their printed lines, but where scenes of less than an eighth are too many (a notice tells it).
	Eighths     int    `json:"eighths"`
	EighthsFrom Origin `json:"eighths_from,omitempty"`
	// Lines is the number of printed lines that the estimate rests on.
	Lines int `json:"lines,omitempty"`
	// Seconds is the minutage: expected length on screen; SecondsRule names the rule that gave it.
	Seconds     int    `json:"seconds,omitempty"`
	SecondsRule string `json:"seconds_rule,omitempty"`
	// Minutes is the shooting time planned, when a schedule gives it.
	Minutes int `json:"minutes,omitempty"`
	// Page is the page of the screenplay the scene starts on, when the file tells it.
	Page string `json:"page,omitempty"`
	// Line is the line of the heading in the original text.
	Line int `json:"line,omitempty"`
	// Revised names the revisions (révisions) that touched the text of the scene, as Final Draft marks them.
	Revised []string `json:"revised,omitempty"`
	// Roles are the IDs of all roles present or heard, in order of appearance; Presences says how.
	Roles     []string   `json:"roles"`
	Presences []Presence `json:"presences,omitempty"`
	Extras    []Extra    `json:"extras,omitempty"`
	Elements  []Need     `json:"elements,omitempty"`
	Flags     []Flag     `json:"flags,omitempty"`
	// States are the states of persons and of the set that the description shows, for the raccords.
	States []StateMark `json:"states,omitempty"`
	// DaysLater is the days that the heading or the first words say have passed since the scene before, in weeks, months or years.
	DaysLater int `json:"days_later,omitempty"`
	// Summary is the author's synopsis, else the first sentence of the action (SummaryFrom tells which).
	Summary     string `json:"summary,omitempty"`
	SummaryFrom Origin `json:"summary_from,omitempty"`
	// Section is the part of the screenplay the scene stands in ("ACTE I / Le départ").
	Section  string `json:"section,omitempty"`
	Comments string `json:"comments,omitempty"`
	// SourceID is the identifier of the scene in the schedule file it was read from.
	SourceID string `json:"source_id,omitempty"`
	// Digest stands for the text of the scene: two drafts where it is the same did not touch it.
	Digest string `json:"digest,omitempty"`
	// ByHand names the fields that a person set ("eighths", "seconds", "light", "place", "set", "location", "heading", "summary", "story",
	// "section", "kind", "omitted"), which a new draft keeps; "added" tells that the whole scene is a person's.
	ByHand []string `json:"by_hand,omitempty"`
	// DialogueWords and ActionWords count the words said and the words of description.
	DialogueWords int `json:"dialogue_words,omitempty"`
	ActionWords   int `json:"action_words,omitempty"`
}

// OnCamera returns the IDs of the roles that must be on set: those only heard off are left out.
func (s Scene) OnCamera() []string {
	if len(s.Presences) == 0 {
		return s.Roles
	}
	var out []string
	for _, p := range s.Presences {
		if p.Mode != Off && p.State != Rejected {
			out = append(out, p.Role)
		}
	}
	return out
}

// DayForNight tells whether the heading asks for a nuit américaine ("NUIT AMÉRICAINE", "JOUR (EFFET NUIT)"): a scene of the night shot
// by day.
func (s Scene) DayForNight() bool { return script.DayForNight(s.LightText) }

// Origin says where a value comes from.
type Origin string

// The origins.
const (
	Written   Origin = "written"   // in the text or the file
	Inherited Origin = "inherited" // from the scene before (CONTINU, PLUS TARD)
	Estimated Origin = "estimated" // computed by a stated rule
	Guessed   Origin = "guessed"   // read without a clear mark: worth a look
	ByHand    Origin = "by_hand"   // a person's
)

// Accepted lists the codes of the origins.
func (Origin) Accepted() []string {
	return moteur.Codes(Written, Inherited, Estimated, Guessed, ByHand)
}

// Role is a rôle. Two spellings are two roles until a person says they are one.
type Role struct {
	// ID is the name as first written; it names the role in scenes.
	ID   string `json:"id"`
	Name string `json:"name"`
	// Number is the rank of first appearance, from 1; it serves as board number until the production gives its own.
	Number int `json:"number"`
	// Aliases are the other names merged into this role by Settings.Aliases.
	Aliases []string `json:"aliases,omitempty"`
	// Speaking roles say at least one line on screen or off.
	Speaking bool `json:"speaking,omitempty"`
	// Scenes are the numbers of the scenes the role is in.
	Scenes []string `json:"scenes,omitempty"`
	// Cues counts the speeches and Words the words said.
	Cues  int `json:"cues,omitempty"`
	Words int `json:"words,omitempty"`
	// Age is read beside the name ("EVA (8 ans)"), 0 when the text gives none; AgeLine says where.
	Age     int `json:"age,omitempty"`
	AgeLine int `json:"age_line,omitempty"`
	// Line is the line of first appearance.
	Line int `json:"line,omitempty"`
	// State is Proposed for a role found in the description only, without a line to say.
	State State `json:"state,omitempty"`
}

// Mode says how a role is in a scene.
type Mode string

// The modes.
const (
	Speaking Mode = "speaking" // speaks in the picture
	Silent   Mode = "silent"   // seen, named in the description, says nothing
	Off      Mode = "off"      // heard only
)

// Accepted lists the codes of the modes.
func (Mode) Accepted() []string { return moteur.Codes(Speaking, Silent, Off) }

// Label returns the French word.
func (m Mode) Label() string {
	switch m {
	case Speaking:
		return "parlant"
	case Silent:
		return "muet"
	case Off:
		return "off"
	}
	return string(m)
}

// Presence is the presence of a role in a scene.
type Presence struct {
	Role string `json:"role"`
	Mode Mode   `json:"mode"`
	// Off tells that the role is also heard off in the scene; Phone that it is heard through a device.
	Off   bool `json:"off,omitempty"`
	Phone bool `json:"phone,omitempty"`
	Cues  int  `json:"cues,omitempty"`
	Words int  `json:"words,omitempty"`
	// Text and Line are where the role was found.
	Text  string `json:"text,omitempty"`
	Line  int    `json:"line,omitempty"`
	State State  `json:"state,omitempty"`
	// FromRole is the role that the text proposed, when a person said that it is another one.
	FromRole string `json:"from_role,omitempty"`
}

// Extra is a group of figuration.
type Extra struct {
	Kind string `json:"kind"` // "clients", as written
	// Count is read before the word ("une dizaine de clients"); 0 means the text does not tell.
	Count int    `json:"count,omitempty"`
	Text  string `json:"text,omitempty"`
	Line  int    `json:"line,omitempty"`
	State State  `json:"state,omitempty"`
	// FromKind is what the text proposed, when a person gave the group another name.
	FromKind string `json:"from_kind,omitempty"`
}

// State is what a person has made of a proposal.
type State string

// The states.
const (
	Proposed State = "proposed"
	Kept     State = "kept"
	Rejected State = "rejected"
)

// Accepted lists the codes of the states.
func (State) Accepted() []string { return moteur.Codes(Proposed, Kept, Rejected) }

// Label returns the French word.
func (s State) Label() string {
	switch s {
	case Proposed:
		return "proposé"
	case Kept:
		return "gardé"
	case Rejected:
		return "rejeté"
	}
	return string(s)
}

// Need is a besoin of a scene: an accessory, a vehicle, an effect…
type Need struct {
	Category Category `json:"category"`
	// Name is the entry of the lexicon, or what a person typed.
	Name string `json:"name"`
	// Text is the words of the screenplay and Line where they stand; both are empty for what a person added.
	Text string `json:"text,omitempty"`
	Line int    `json:"line,omitempty"`
	// Count is the number of times the words come in the scene.
	Count int   `json:"count,omitempty"`
	State State `json:"state"`
	// FromCategory and FromName are what the text, or a tag, proposed, when a person gave the element another name or category: a new
	// draft that proposes it again has the person's.
	FromCategory Category `json:"from_category,omitempty"`
	FromName     string   `json:"from_name,omitempty"`
}

// Alias proposes that two roles, or two places, are one.
type Alias struct {
	// Role is the one with more lines (for places, more scenes), Other the one that may be merged into it.
	Role   string `json:"role"`
	Other  string `json:"other"`
	Reason string `json:"reason"`
	State  State  `json:"state"`
}

// Settings says how a breakdown is made. The zero value is sound.
type Settings struct {
	// Lexicon proposes elements; nil takes the one of the language.
	Lexicon *Lexicon
	// Words are added to the lexicon, whichever it is.
	Words []Group
	// Language is "fr" or "en"; empty means French in French mode, else what the text shows.
	Language string
	// Aliases merges roles: the name as written on the left belongs to the role on the right.
	Aliases map[string]string
	// Places merges places: the location, or the whole set, on the left is written as the one on the right.
	Places map[string]string
	// LinesPerPage is the number of printed lines of a page, for estimates; 0 means 56.
	LinesPerPage int
	// SecondsPerPage is the screen time of a page; 0 means 60.
	SecondsPerPage int
	// NoProposals leaves out elements, extras and flags.
	NoProposals bool
}
