package breakdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
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
	// Breakdown is passed to BreakDown for screenplays.
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
		opt := script.Settings{Name: set.Name, Markdown: strings.HasSuffix(n, ".md") || strings.HasSuffix(n, ".markdown")}
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

// peerScene is a scene of the stripboard project's breakdown files.
type peerScene struct {
	Number   json.RawMessage   `json:"number"`
	Location *string           `json:"location"`
	SetName  *string           `json:"set_name"`
	IntExt   *string           `json:"int_ext"`
	DayNight *string           `json:"day_night"`
	Eighths  int               `json:"eighths"`
	Synopsis *string           `json:"synopsis"`
	Cast     []string          `json:"cast"`
	Elements []json.RawMessage `json:"elements"`
}

const maxJSONBytes = 16 << 20

// ReadJSON reads a breakdown written as JSON: our own, or one of the stripboard project (scenes with int_ext and cast).
func ReadJSON(r io.Reader, name string) (Breakdown, error) {
	b, err := decode.All(r, maxJSONBytes)
	if err != nil {
		return Breakdown{}, fmt.Errorf("breakdown: %w", err)
	}
	text, issues := decode.Text(b, name)
	fail := func(place string, err error) (Breakdown, error) {
		return Breakdown{}, &script.FormatError{Format: "JSON", Place: place, Detail: err.Error()}
	}
	var probe struct {
		Scenes []struct {
			IntExt  *string `json:"int_ext"`
			Heading *string `json:"heading"`
		} `json:"scenes"`
	}
	if place, err := decode.JSON(text, name, &probe); err != nil {
		return fail(place, err)
	}
	if probe.Scenes == nil {
		return Breakdown{}, &script.FormatError{Format: "JSON", Place: name, Detail: "la clé scenes manque"}
	}
	if len(probe.Scenes) > 0 && probe.Scenes[0].IntExt == nil || len(probe.Scenes) == 0 {
		var out Breakdown
		if err := strict.Decode(name, []byte(text), &out).Err(); err != nil {
			return fail(name, err)
		}
		out.Issues = append(out.Issues, issues...)
		return out, nil
	}
	var peer struct {
		Title  string      `json:"title"`
		Scenes []peerScene `json:"scenes"`
	}
	if err := json.Unmarshal([]byte(text), &peer); err != nil {
		return fail(name, err)
	}
	out := Breakdown{Title: peer.Title, Source: "json", Scenes: []Scene{}, Roles: []Role{}, Issues: append([]moteur.Issue{}, issues...)}
	at := map[string]int{}
	for i, p := range peer.Scenes {
		out.Scenes = append(out.Scenes, p.scene(i))
		sc := &out.Scenes[i]
		for _, id := range sc.Roles {
			k, ok := at[id]
			if !ok {
				k = len(out.Roles)
				at[id] = k
				out.Roles = append(out.Roles, Role{ID: id, Name: id, Number: k + 1, Speaking: true})
			}
			out.Roles[k].Scenes = append(out.Roles[k].Scenes, sc.Number)
		}
	}
	return out, nil
}

func (p peerScene) scene(i int) Scene {
	sc := Scene{
		Location: deref(p.Location), Set: joinSet(deref(p.Location), deref(p.SetName)), Place: script.PlaceOf(deref(p.IntExt)),
		LightText: deref(p.DayNight), Light: script.LightOf(deref(p.DayNight)), LightFrom: Written,
		Eighths: max(0, min(p.Eighths, script.MaxEighths)), EighthsFrom: Written, Summary: deref(p.Synopsis),
		SummaryFrom: Written, Roles: []string{},
	}
	if json.Unmarshal(p.Number, &sc.Number) != nil {
		sc.Number = fr.Shorten(string(p.Number), 24)
	}
	if sc.Number == "" || sc.Number == "null" {
		sc.Number, sc.Invented = strconv.Itoa(i+1), true
	}
	for _, n := range p.Cast {
		if n = cleanName(n); n != "" && !slices.Contains(sc.Roles, n) {
			sc.Roles = append(sc.Roles, n)
		}
	}
	for _, raw := range p.Elements {
		var name string
		var full struct {
			Name     string `json:"name"`
			Category string `json:"category"`
		}
		if json.Unmarshal(raw, &name) != nil {
			if json.Unmarshal(raw, &full) != nil {
				continue
			}
			name = full.Name
		}
		c := categoryNamed(full.Category)
		if c == "" {
			c = Other
		}
		if name != "" {
			sc.Elements = append(sc.Elements, Need{Category: c, Name: name, State: Kept})
		}
	}
	sc.Heading = composeHeading(sc)
	return sc
}
