package breakdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

// LoadSettings says how Load reads a file. The zero value finds everything by itself.
type LoadSettings struct {
	// Name is the file name, for messages; its ending (.fountain, .fdx, .uss, .csv, .json, .md) decides the format when it is known, else
	// the content does.
	Name string
	// French forces French mode on ("yes") or off ("no"); empty asks DetectFrench.
	French string
	// Mapping reads a table; nil asks GuessMapping.
	Mapping *Mapping
	// Breakdown is passed to New for screenplays.
	Breakdown Settings
}

// Load reads a screenplay or a schedule of any known format and gives its breakdown.
func Load(r io.Reader, set LoadSettings) (Breakdown, error) {
	b, err := decode.All(r, 0)
	if err != nil {
		return Breakdown{}, fmt.Errorf("breakdown: %w", err)
	}
	switch format(b, set.Name) {
	case "fdx":
		s, err := script.ParseFDX(bytes.NewReader(b), script.Settings{Name: set.Name, French: set.French == "yes"})
		if err != nil {
			return Breakdown{}, err
		}
		if set.French == "" {
			s.French = s.ReadsFrench()
		}
		return New(s, set.Breakdown), nil
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
	case "fountain":
		text, issues := decode.Text(b, set.Name)
		n := strings.ToLower(set.Name)
		opt := script.Settings{Name: set.Name, AnyHeading: true, Markdown: strings.HasSuffix(n, ".md") || strings.HasSuffix(n, ".markdown")}
		opt.French = set.French == "yes" || set.French == "" && script.DetectFrench(text).French
		s := script.ParseText(text, opt)
		s.Issues = slices.Concat(issues, s.Issues)
		return New(s, set.Breakdown), nil
	}
	return Breakdown{}, &script.FormatError{Format: "fichier", Place: set.Name, Detail: "ni Fountain, ni FDX, ni USS, ni CSV, ni JSON"}
}

// format names the format of a file, from its ending or its first characters.
func format(b []byte, name string) string {
	n := strings.ToLower(name)
	for _, end := range []struct{ suffix, format string }{
		{".fdx", "fdx"}, {".uss", "uss"}, {".csv", "csv"}, {".tsv", "csv"}, {".fountain", "fountain"}, {".spmd", "fountain"},
		{".json", "json"}, {".md", "fountain"}, {".markdown", "fountain"}, {".txt", "fountain"},
	} {
		if strings.HasSuffix(n, end.suffix) {
			if end.format == "json" && bytes.Contains(b, []byte("universalScheduleStandard")) {
				return "uss"
			}
			return end.format
		}
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("%PDF")), bytes.HasPrefix(head, []byte("PK\x03\x04")),
		bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return ""
	case bytes.HasPrefix(head, []byte("<?xml")), bytes.HasPrefix(head, []byte("<FinalDraft")):
		return "fdx"
	case bytes.HasPrefix(head, []byte("{")) && bytes.Contains(b, []byte("universalScheduleStandard")):
		return "uss"
	case bytes.HasPrefix(head, []byte("{")) && json.Valid(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))):
		return "json"
	}
	return "fountain"
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

// measures refuses a scene whose length or time is negative.
func measures(b Breakdown, name string) error {
	for i, sc := range b.Scenes {
		for _, m := range []struct {
			key   string
			value int
		}{{"eighths", sc.Eighths}, {"seconds", sc.Seconds}, {"minutes", sc.Minutes}, {"story_day", sc.StoryDay}} {
			if m.value < 0 {
				fault := fmt.Sprintf("scenes[%d].%s : %d est négatif", i, m.key, m.value)
				return &script.FormatError{Format: "JSON", Place: name, Detail: fault}
			}
		}
	}
	return nil
}
