package breakdown

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

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
	// French forces French mode on ("yes") or off ("no"); empty asks DetectFrench.
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
// OpenDocument (.odt), Fade In (.fadein, .osf), Celtx (.celtx, .html), USS, CSV, JSON. Another file is a *script.FormatError that says
// what to export; a name that disagrees with the content is an issue.
func Load(r io.Reader, set LoadSettings) (Breakdown, error) {
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
	s.Issues = slices.Concat(issues, s.Issues)
	return set.make(s), nil
}

// loadScript breaks down a screenplay in a format that names its elements.
func loadScript(b []byte, set LoadSettings, parse func(io.Reader, script.Settings) (script.Script, error)) (Breakdown, error) {
	s, err := parse(bytes.NewReader(b), script.Settings{Name: set.Name, French: set.French == "yes"})
	if err != nil {
		return Breakdown{}, err
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
	return out, nil
}

// The bounds of what a scene of a file may measure: beyond, it is a mistake of typing.
const (
	maxSeconds = 36_000 // ten hours on the screen
	maxMinutes = 60_000 // a thousand hours of shooting
	maxCount   = 100_000
)

// measures refuses the lengths, times and counts that no scene has, and a scene number that comes twice.
func measures(b Breakdown, name string) error {
	refuse := func(format string, args ...any) error {
		return &script.FormatError{Format: "JSON", Place: name, Detail: fmt.Sprintf(format, args...)}
	}
	numbers := map[string]int{}
	for i, sc := range b.Scenes {
		for _, m := range []struct {
			key        string
			value, max int
		}{{"eighths", sc.Eighths, script.MaxEighths}, {"seconds", sc.Seconds, maxSeconds}, {"minutes", sc.Minutes, maxMinutes},
			{"story_day", sc.StoryDay, maxCount}, {"lines", sc.Lines, maxCount}, {"dialogue_words", sc.DialogueWords, maxCount},
			{"action_words", sc.ActionWords, maxCount}} {
			switch {
			case m.value < 0:
				return refuse("scenes[%d].%s : %d est négatif", i, m.key, m.value)
			case m.value > m.max:
				return refuse("scenes[%d].%s : %d est trop grand (au plus %d)", i, m.key, m.value, m.max)
			}
		}
		for k, x := range sc.Extras {
			if x.Count < 0 || x.Count > maxCount {
				return refuse("scenes[%d].extras[%d].count : %d est hors de 0 à %d", i, k, x.Count, maxCount)
			}
		}
		key := fr.Fold(sc.Number)
		if first, twice := numbers[key]; twice && key != "" {
			return refuse("scenes[%d].number : le numéro %s est déjà celui de scenes[%d]", i, fr.Clip(sc.Number), first)
		}
		numbers[key] = i
	}
	for i, r := range b.Roles {
		if r.Age < 0 || r.Age > 150 {
			return refuse("roles[%d].age : %d est hors de 0 à 150", i, r.Age)
		}
	}
	return nil
}
