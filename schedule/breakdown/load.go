package breakdown

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/office"
	"github.com/moteur-film/moteur/schedule/uss"
)

// LoadSettings says how Load reads a file. The zero value finds everything by itself.
type LoadSettings struct {
	// Name is the file name, for messages. The content tells the format; where several are possible (a text, a table), the ending does.
	Name string
	// French forces French mode on ("oui", "yes") or off ("non", "no"); empty asks DetectFrench. Load refuses another word.
	French string
	// Mapping reads a table; nil asks GuessMapping.
	Mapping *Mapping
	// Breakdown is passed to New for screenplays.
	Breakdown Settings
	// PDF reads a screenplay in PDF: pdf.Parse of schedule/script/pdf, which is heavy and so imported by programs that need it alone.
	// When it is nil a PDF is refused.
	PDF func(io.Reader, script.Settings) (script.Script, error)
	// Screenplay receives the screenplay that was read, for what is printed or written from it; a schedule has none.
	Screenplay func(script.Script)
}

// make breaks down a screenplay that was read, and hands it over.
func (set LoadSettings) make(s script.Script) Breakdown {
	if set.Screenplay != nil {
		set.Screenplay(s)
	}
	return New(s, set.Breakdown)
}

// Load reads a screenplay or a schedule of any known format and gives its breakdown: Fountain, Final Draft (.fdx), PDF, Word (.docx),
// OpenDocument (.odt), Fade In (.fadein, .osf), Celtx (.celtx, .html), USS, CSV, JSON. Another file, or one without a word, is a
// *script.FormatError that says what to export; a name that disagrees with the content is an issue.
func Load(r io.Reader, set LoadSettings) (Breakdown, error) {
	switch f := fr.Fold(set.French); f {
	case "oui":
		set.French = "yes"
	case "non":
		set.French = "no"
	case "", "yes", "no":
		set.French = f
	default:
		return Breakdown{}, fmt.Errorf("breakdown: texte français (French) : « %s » n'est ni oui ni non (yes, no ; rien : "+
			"reconnu tout seul)", fr.Clip(set.French))
	}
	b, err := decode.All(r, 0)
	if err != nil {
		return Breakdown{}, fmt.Errorf("breakdown: %w", err)
	}
	format, err := formatOf(b, set.Name)
	if err != nil {
		return Breakdown{}, err
	}
	out, err := load(b, format, set)
	if err == nil {
		out.Issues = slices.Concat(disagrees(format, set.Name), out.Issues)
	}
	return out, err
}

// load reads a file of a known format.
func load(b []byte, format string, set LoadSettings) (Breakdown, error) {
	switch format {
	case "fdx":
		return loadScript(b, set, script.ParseFDX)
	case "pdf":
		if set.PDF == nil {
			return Breakdown{}, &script.FormatError{Format: "PDF", Place: set.Name,
				Detail: "ce programme ne lit pas les PDF (LoadSettings.PDF : pdf.Parse, du paquet schedule/script/pdf)"}
		}
		return loadScript(b, set, set.PDF)
	case "docx", "odt", "fodt", "fadein", "osf", "celtx", "html":
		return loadScript(b, set, office.Parse)
	case "uss":
		u, rep, err := uss.Read(bytes.NewReader(b), set.Name)
		if err != nil {
			return Breakdown{}, err
		}
		out := FromUSS(u)
		out.Issues = append(out.Issues, rep.Issues...)
		return out, nil
	case "json":
		return ReadJSON(bytes.NewReader(b), set.Name)
	case "csv":
		m := set.Mapping
		if m == nil {
			h, err := TableHeaders(bytes.NewReader(b))
			if err != nil {
				return Breakdown{}, err
			}
			g := GuessMapping(h)
			m = &g
		}
		return ReadCSV(bytes.NewReader(b), set.Name, *m)
	}
	text, issues := decode.Text(b, set.Name)
	n := strings.ToLower(set.Name)
	opt := script.Settings{Name: set.Name, AnyHeading: true, Markdown: strings.HasSuffix(n, ".md") || strings.HasSuffix(n, ".markdown")}
	opt.French = set.French == "yes" || set.French == "" && script.DetectFrench(text).French
	s := script.ParseText(text, opt)
	if what := foreign(text, set.Name, titled(s)); what != "" {
		return Breakdown{}, &script.FormatError{Format: "fichier", Place: set.Name, Detail: what}
	}
	if wordless(s) {
		return Breakdown{}, empty(set.Name)
	}
	s.Issues = slices.Concat(issues, s.Issues)
	return set.make(s), nil
}

// loadScript breaks down a screenplay in a format that names its elements.
func loadScript(b []byte, set LoadSettings, parse func(io.Reader, script.Settings) (script.Script, error)) (Breakdown, error) {
	s, err := parse(bytes.NewReader(b), script.Settings{Name: set.Name, French: set.French == "yes"})
	if err != nil {
		return Breakdown{}, err
	}
	if wordless(s) {
		return Breakdown{}, empty(set.Name)
	}
	if set.French == "" {
		s.French = s.ReadsFrench()
	}
	return set.make(s), nil
}

const maxJSONBytes = 16 << 20

// ReadJSON reads a breakdown written as JSON, with the keys of Breakdown. Every key and value that is not understood is refused
// by name and line.
func ReadJSON(r io.Reader, name string) (Breakdown, error) {
	b, err := decode.All(r, maxJSONBytes)
	if err != nil {
		return Breakdown{}, fmt.Errorf("breakdown: %w", err)
	}
	text, issues := decode.Text(b, name)
	var out Breakdown
	if err := strict.Decode(name, []byte(text), &out).Err(); err != nil {
		return Breakdown{}, &script.FormatError{Format: "JSON", Detail: err.Error()}
	}
	if out.Scenes == nil {
		return Breakdown{}, &script.FormatError{Format: "JSON", Place: name, Detail: "la clé scenes manque"}
	}
	if err := measures(out, name); err != nil {
		return Breakdown{}, err
	}
	out.Issues = append(out.Issues, issues...)
	out.tellCategories(name)
	return out, nil
}

// tellCategories warns once of each category that is none of the library's.
func (b *Breakdown) tellCategories(name string) {
	told := map[Category]bool{}
	for i := range b.Scenes {
		for k, n := range b.Scenes[i].Elements {
			if told[n.Category] || slices.Contains(Categories(), n.Category) {
				continue
			}
			told[n.Category] = true
			issue := newCategory(fmt.Sprintf("%s : scenes[%d].elements[%d].category", name, i, k), n.Category)
			// It may have been read from a workbook, or before.
			if !slices.ContainsFunc(b.Issues, func(o moteur.Issue) bool { return o.Message == issue.Message }) {
				b.Issues = append(b.Issues, issue)
			}
		}
	}
}

// The bounds of what a scene of a file may measure: beyond, it is a mistake of typing.
const (
	maxSeconds = 36_000 // ten hours on the screen
	maxMinutes = 60_000 // a thousand hours of shooting
	maxCount   = 100_000
	maxWords   = 10 * maxCount // of a role
	maxAge     = 150
	maxLine    = 1 << 30 // of a text, or 1,000 × page + line of a PDF
)

// measure is a number of a file with its key and its largest value.
type measure struct {
	key        string
	value, max int
}

// measures refuses the lengths, times and counts that no breakdown has, a number or an ID that comes twice, and a role that is none.
func measures(b Breakdown, name string) error {
	refuse := func(format string, args ...any) error {
		return &script.FormatError{Format: "JSON", Place: name, Detail: fmt.Sprintf(format, args...)}
	}
	check := func(at string, all ...measure) error {
		for _, m := range all {
			switch {
			case m.value < 0:
				return refuse("%s.%s : %d est négatif", at, m.key, m.value)
			case m.value > m.max:
				return refuse("%s.%s : %d est trop grand (au plus %d)", at, m.key, m.value, m.max)
			}
		}
		return nil
	}
	ids := map[string]bool{}
	for i, r := range b.Roles {
		at := fmt.Sprintf("roles[%d]", i)
		if err := check(at, measure{"age", r.Age, maxAge}, measure{"number", r.Number, maxCount}, measure{"cues", r.Cues, maxCount},
			measure{"words", r.Words, maxWords}); err != nil {
			return err
		}
		if ids[r.ID] {
			return refuse("%s.id : le rôle %s est déjà dans la liste", at, fr.Clip(r.ID))
		}
		ids[r.ID] = true
	}
	numbers := map[string]int{}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		if err := checkScene(sc, fmt.Sprintf("scenes[%d]", i), check); err != nil {
			return err
		}
		for k, id := range sc.Roles {
			if slices.Index(sc.Roles, id) < k {
				return refuse("scenes[%d].roles[%d] : le rôle %s est déjà dans la séquence", i, k, fr.Clip(id))
			}
			if len(ids) > 0 && !ids[id] {
				return refuse("scenes[%d].roles[%d] : le rôle %s n'est pas dans roles", i, k, fr.Clip(id))
			}
		}
		if sc.Omitted && sc.Eighths+sc.Seconds > 0 {
			return refuse("scenes[%d] : une séquence omise n'a ni longueur ni minutage", i)
		}
		key := fr.Fold(sc.Number)
		if key == "" {
			return refuse("scenes[%d].number : le numéro est vide", i)
		}
		if first, twice := numbers[key]; twice {
			return refuse("scenes[%d].number : le numéro %s est déjà celui de scenes[%d]", i, fr.Clip(sc.Number), first)
		}
		numbers[key] = i
	}
	return nil
}

// checkScene checks the measures of a scene and of what is in it.
func checkScene(sc *Scene, at string, check func(at string, all ...measure) error) error {
	err := check(at, measure{"eighths", sc.Eighths, script.MaxEighths}, measure{"seconds", sc.Seconds, maxSeconds},
		measure{"minutes", sc.Minutes, maxMinutes}, measure{"story_day", sc.StoryDay, maxCount},
		measure{"days_later", sc.DaysLater, maxCount}, measure{"lines", sc.Lines, maxCount},
		measure{"dialogue_words", sc.DialogueWords, maxCount}, measure{"action_words", sc.ActionWords, maxCount})
	for k := range sc.Presences {
		p := &sc.Presences[k]
		err = cmp.Or(err, check(fmt.Sprintf("%s.presences[%d]", at, k), measure{"cues", p.Cues, maxCount},
			measure{"words", p.Words, maxCount}))
	}
	for k := range sc.Extras {
		err = cmp.Or(err, check(fmt.Sprintf("%s.extras[%d]", at, k), measure{"count", sc.Extras[k].Count, maxCount}))
	}
	for k := range sc.Elements {
		err = cmp.Or(err, check(fmt.Sprintf("%s.elements[%d]", at, k), measure{"count", sc.Elements[k].Count, maxCount}))
	}
	return err
}
