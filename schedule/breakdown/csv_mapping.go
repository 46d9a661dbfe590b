package breakdown

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// Mapping says which column of a table means what. A column is named by its header, compared without case or accent; an empty
// name means that the table has none.
type Mapping struct {
	Number   string `json:"number,omitempty"`
	Heading  string `json:"heading,omitempty"` // the whole heading, taken apart when place, set or light have no column
	Place    string `json:"place,omitempty"`
	Set      string `json:"set,omitempty"`
	Location string `json:"location,omitempty"`
	Light    string `json:"light,omitempty"`
	StoryDay string `json:"story_day,omitempty"`
	Eighths  string `json:"eighths,omitempty"` // pages: "1 3/8", "1,375"
	Seconds  string `json:"seconds,omitempty"` // minutage: "1'30", "01:30", or seconds
	Minutes  string `json:"minutes,omitempty"` // shooting time in minutes, or "1:30"
	Page     string `json:"page,omitempty"`
	Roles    string `json:"roles,omitempty"`
	Extras   string `json:"extras,omitempty"`
	Summary  string `json:"summary,omitempty"`
	Comments string `json:"comments,omitempty"`
	// Elements gives the category of each column of elements.
	Elements map[string]Category `json:"elements,omitempty"`
	// Ignore lists columns left out on purpose: they are not reported.
	Ignore []string `json:"ignore,omitempty"`
	// Separator parts the names inside a cell; empty takes ";", "," "|" or a line end, whichever the cell holds.
	Separator string `json:"separator,omitempty"`
}

// GuessMapping proposes a mapping from the usual headers of schedules in French and English. What it does not know is left out,
// and ReadCSV then reports it.
func GuessMapping(headers []string) Mapping {
	m := Mapping{Elements: map[string]Category{}}
	set := func(field *string, h string) {
		if *field == "" {
			*field = h
		}
	}
	for _, h := range headers {
		switch headerKey(h) {
		case "scene", "scene #", "scene no", "scene number", "scene numbers", "sequence", "seq", "seq.", "n°", "n", "no",
			"numero", "num", "number", "scene no.", "n° seq", "n° sequence", "sc", "sc.", "#":
			set(&m.Number, h)
		case "heading", "slugline", "intitule", "scene heading", "titre":
			set(&m.Heading, h)
		case "int/ext", "int ext", "i/e", "place", "int./ext.", "ie", "interieur/exterieur":
			set(&m.Place, h)
		case "set", "decor", "decors", "set name", "sets":
			set(&m.Set, h)
		case "location", "lieu", "lieu de tournage", "lieux", "locations":
			set(&m.Location, h)
		case "day/night", "d/n", "light", "effet", "effets lumiere", "j/n", "time", "time of day", "jour/nuit", "day night", "lumiere":
			set(&m.Light, h)
		case "script day", "story day", "jour", "jour script", "jour recit", "story_day", "continuite":
			set(&m.StoryDay, h)
		case "pages", "eighths", "page count", "huitiemes", "8e", "8emes", "length", "longueur", "nb pages", "pages (8e)", "page length":
			set(&m.Eighths, h)
		case "minutage", "timing", "seconds", "duree", "duration", "pre-minutage", "preminutage":
			set(&m.Seconds, h)
		case "minutes", "shooting time", "temps de tournage", "est. time", "estimated time":
			set(&m.Minutes, h)
		case "page", "script page", "page scenario":
			set(&m.Page, h)
		case "cast", "roles", "role", "characters", "personnages", "cast members", "comediens", "character":
			set(&m.Roles, h)
		case "extras", "background", "background actors", "figuration", "figurants":
			set(&m.Extras, h)
		case "summary", "synopsis", "description", "resume", "action":
			set(&m.Summary, h)
		case "comments", "notes", "remarques", "commentaires", "observations", "comment":
			set(&m.Comments, h)
		default:
			if c := categoryNamed(h); c != "" {
				m.Elements[h] = c
			}
		}
	}
	return m
}

// headerKey is a header as it is compared: no case, no accent, no space at the ends.
func headerKey(h string) string {
	return strings.Trim(strings.ReplaceAll(fr.Fold(h), "_", " "), " :")
}

// TableHeaders returns the headers of a table, to make a mapping from.
func TableHeaders(r io.Reader) ([]string, error) {
	t, err := readTable(r, "")
	if err != nil || len(t.rows) == 0 {
		return nil, err
	}
	return t.rows[0], nil
}

// table is a text table with the line of each row.
type table struct {
	rows   [][]string
	lines  []int
	issues []moteur.Issue
}

const maxCSVBytes = 32 << 20

// readTable reads CSV or TSV: separator, encoding and line ends are found in the text.
func readTable(r io.Reader, name string) (table, error) {
	var t table
	b, err := decode.All(r, maxCSVBytes)
	if err != nil {
		return t, fmt.Errorf("breakdown: %w", err)
	}
	text, issues := decode.Text(b, name)
	t.issues = issues
	text = decode.UnixLines(fr.Visible(text)) // a soft hyphen alone in a cell is no number
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord, c.LazyQuotes = separatorOf(text), -1, true
	for {
		row, err := c.Read()
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			p := name
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				p = decode.Place(name, pe.Line)
			}
			return t, &script.FormatError{Format: "CSV", Place: p, Detail: err.Error()}
		}
		line, _ := c.FieldPos(0)
		t.rows, t.lines = append(t.rows, row), append(t.lines, line)
	}
}

// separatorOf finds the separator of the first line: the commonest of ";", "," and tab outside quotes.
func separatorOf(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	counts := map[rune]int{}
	quoted := false
	for _, r := range first {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted && (r == ';' || r == ',' || r == '\t'):
			counts[r]++
		}
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}
