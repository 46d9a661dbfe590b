package script

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
)

// The rules of the issues found while reading a table.
const (
	ruleCSVColumn  = "script/csv-unmapped-column"
	ruleCSVMissing = "script/csv-missing-column"
	ruleCSVCell    = "script/csv-cell"
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
		case "scene", "scene #", "scene no", "scene number", "scene numbers", "sequence", "seq", "seq.", "n°", "n", "no", "numero", "num", "number", "scene no.", "n° seq", "n° sequence", "sc", "sc.", "#":
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
	return strings.Trim(strings.ReplaceAll(fold(h), "_", " "), " :")
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
	b, err := readAll(r, maxCSVBytes)
	if err != nil {
		return t, err
	}
	text, issues := decodeText(b, name)
	t.issues = issues
	text = unixLines(text)
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
				p = place(name, pe.Line)
			}
			return t, &FormatError{Format: "CSV", Place: p, Detail: err.Error()}
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

// ReadCSV reads a breakdown from a table (CSV or TSV, ";" or "," or tab, UTF-8 or Windows-1252, decimal comma) with the mapping the
// caller gives. Columns that no mapping names are reported, and so is every cell that cannot be read.
func ReadCSV(r io.Reader, name string, m Mapping) (Breakdown, error) {
	t, err := readTable(r, name)
	if err != nil {
		return Breakdown{}, err
	}
	if len(t.rows) == 0 {
		return Breakdown{}, &FormatError{Format: "CSV", Place: name, Detail: "le tableau est vide"}
	}
	c := csvReader{name: name, m: m, columns: map[string]int{}, out: Breakdown{Source: "csv", Scenes: []Scene{}, Roles: []Role{}}, roles: map[string]int{}}
	c.rep.Issues = append([]moteur.Issue{}, t.issues...)
	if err := c.header(t.rows[0]); err != nil {
		return Breakdown{}, err
	}
	for i, row := range t.rows[1:] {
		c.row(row, t.lines[i+1])
	}
	c.out.Issues = c.rep.Issues
	if c.out.Issues == nil {
		c.out.Issues = []moteur.Issue{}
	}
	return c.out, nil
}

type csvReader struct {
	name     string
	m        Mapping
	columns  map[string]int // folded header → column
	elements []struct {
		column   int
		category Category
	}
	out   Breakdown
	rep   moteur.Report
	roles map[string]int
}

func (c *csvReader) header(row []string) error {
	used := map[int]bool{}
	for i, h := range row {
		if k := headerKey(h); k != "" {
			if _, twice := c.columns[k]; !twice {
				c.columns[k] = i
			}
		}
	}
	for _, f := range []string{c.m.Number, c.m.Heading, c.m.Place, c.m.Set, c.m.Location, c.m.Light, c.m.StoryDay, c.m.Eighths, c.m.Seconds, c.m.Minutes,
		c.m.Page, c.m.Roles, c.m.Extras, c.m.Summary, c.m.Comments} {
		if f == "" {
			continue
		}
		i, ok := c.columns[headerKey(f)]
		if !ok {
			c.rep.Warnf(place(c.name, 1), ruleCSVMissing, "La colonne «\u00a0%s\u00a0» de la correspondance n'est pas dans le tableau.", clip(f, 60))
			continue
		}
		used[i] = true
	}
	for h, cat := range c.m.Elements {
		i, ok := c.columns[headerKey(h)]
		if !ok {
			c.rep.Warnf(place(c.name, 1), ruleCSVMissing, "La colonne «\u00a0%s\u00a0» de la correspondance n'est pas dans le tableau.", clip(h, 60))
			continue
		}
		used[i] = true
		c.elements = append(c.elements, struct {
			column   int
			category Category
		}{i, cat})
	}
	slices.SortFunc(c.elements, func(a, b struct {
		column   int
		category Category
	}) int {
		return a.column - b.column
	})
	slices.SortFunc(c.rep.Issues, func(a, b moteur.Issue) int { return strings.Compare(a.Rule+a.Message, b.Rule+b.Message) })
	for i, h := range row {
		if !used[i] && trim(h) != "" && !slices.ContainsFunc(c.m.Ignore, func(x string) bool { return headerKey(x) == headerKey(h) }) {
			c.rep.Warnf(place(c.name, 1), ruleCSVColumn, "La colonne «\u00a0%s\u00a0» n'est pas lue : aucune correspondance ne la nomme.", clip(h, 60))
		}
	}
	has := func(f string) bool {
		_, ok := c.columns[headerKey(f)]
		return f != "" && ok
	}
	if !has(c.m.Number) && !has(c.m.Heading) && !has(c.m.Set) {
		return &FormatError{Format: "CSV", Place: place(c.name, 1), Detail: "aucune colonne ne donne le numéro, l'intitulé ou le décor des séquences"}
	}
	return nil
}

// cell returns the cell of a field, without its neutralising apostrophe.
func (c *csvReader) cell(row []string, field string) string {
	if field == "" {
		return ""
	}
	i, ok := c.columns[headerKey(field)]
	if !ok || i >= len(row) {
		return ""
	}
	return cellText(row[i])
}

func cellText(s string) string {
	s = trim(s)
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
		return s[1:]
	}
	return s
}

func (c *csvReader) bad(line int, field, text, want string) {
	c.rep.Warnf(place(c.name, line), ruleCSVCell, "Colonne «\u00a0%s\u00a0» : «\u00a0%s\u00a0» n'est pas %s.", clip(field, 40), clip(text, 40), want)
}

func (c *csvReader) row(row []string, line int) {
	if !slices.ContainsFunc(row, func(s string) bool { return trim(s) != "" }) {
		return
	}
	sc := Scene{Number: c.cell(row, c.m.Number), Heading: c.cell(row, c.m.Heading), Set: c.cell(row, c.m.Set), Location: c.cell(row, c.m.Location),
		Page: c.cell(row, c.m.Page), Summary: c.cell(row, c.m.Summary), Comments: c.cell(row, c.m.Comments), Line: line, Roles: []string{}}
	if sc.Summary != "" {
		sc.SummaryFrom = Written
	}
	if sc.Heading != "" {
		h := ParseHeading(sc.Heading)
		sc.Place, sc.Light, sc.MoreLights, sc.LightText, sc.Story = h.Place, h.Light, h.More, h.LightText, h.Story
		if sc.Number == "" {
			sc.Number = h.Number
		}
		if sc.Set == "" {
			sc.Set = h.Set
		}
		if h.Relative && len(c.out.Scenes) > 0 {
			sc.Light, sc.LightFrom = c.out.Scenes[len(c.out.Scenes)-1].Light, Inherited
		}
	}
	if s := c.cell(row, c.m.Place); s != "" {
		if p := PlaceOf(s); p != "" {
			sc.Place = p
		} else {
			c.bad(line, c.m.Place, s, "INT, EXT ou INT/EXT")
		}
	}
	if s := c.cell(row, c.m.Light); s != "" {
		sc.LightText = s
		if l := LightOf(s); l != "" {
			sc.Light, sc.LightFrom = l, Written
		} else {
			c.bad(line, c.m.Light, s, "un effet connu")
		}
	}
	if sc.LightFrom == "" && sc.Light != "" {
		sc.LightFrom = Written
	}
	if s := c.cell(row, c.m.Eighths); s != "" {
		n, ok := ParseEighths(s)
		if !ok {
			c.bad(line, c.m.Eighths, s, "une longueur en huitièmes")
		}
		sc.Eighths, sc.EighthsFrom = n, Written
		if strings.Contains(headerKey(c.m.Eighths), "8") || strings.Contains(headerKey(c.m.Eighths), "huitieme") || strings.Contains(headerKey(c.m.Eighths), "eighth") {
			if isDigits(s) { // a column of eighths, not of pages
				sc.Eighths = n / 8
			}
		}
	}
	if s := c.cell(row, c.m.Seconds); s != "" {
		n, ok := parseTiming(s)
		if !ok {
			c.bad(line, c.m.Seconds, s, "une durée")
		}
		sc.Seconds, sc.SecondsRule = n, "colonne "+c.m.Seconds
	}
	if s := c.cell(row, c.m.Minutes); s != "" {
		n, ok := parseClock(s)
		if !ok {
			c.bad(line, c.m.Minutes, s, "un temps en minutes")
		}
		sc.Minutes = n
	}
	if s := c.cell(row, c.m.StoryDay); s != "" {
		sc.StoryDay = firstNumber(s)
	}
	c.people(&sc, row)
	if sc.Number == "" {
		sc.Number, sc.Invented = strconv.Itoa(len(c.out.Scenes)+1), true
	}
	if sc.Location == "" {
		sc.Location = sc.Set
		if i, _ := dash(sc.Set); i > 0 {
			sc.Location = trim(sc.Set[:i])
		}
	} else if sc.Set == "" {
		sc.Set = sc.Location
	}
	if sc.Heading == "" {
		sc.Heading = composeHeading(sc)
	}
	for _, id := range sc.Roles {
		r := &c.out.Roles[c.roles[id]]
		r.Scenes = append(r.Scenes, sc.Number)
	}
	c.out.Scenes = append(c.out.Scenes, sc)
}

// people reads the cells that hold several names.
func (c *csvReader) people(sc *Scene, row []string) {
	for _, n := range c.names(c.cell(row, c.m.Roles)) {
		if slices.Contains(sc.Roles, n) {
			continue
		}
		sc.Roles = append(sc.Roles, n)
		if _, ok := c.roles[n]; !ok {
			c.roles[n] = len(c.out.Roles)
			c.out.Roles = append(c.out.Roles, Role{ID: n, Name: n, Number: len(c.out.Roles) + 1, Speaking: true, Line: sc.Line})
		}
	}
	for _, n := range c.names(c.cell(row, c.m.Extras)) {
		kind, count := cutCount(n)
		sc.Extras = append(sc.Extras, Extra{Kind: kind, Count: count, Text: n, Line: sc.Line, State: Kept})
	}
	for _, e := range c.elements {
		if e.column >= len(row) {
			continue
		}
		for _, n := range c.names(cellText(row[e.column])) {
			if e.category == Extras {
				kind, count := cutCount(n)
				sc.Extras = append(sc.Extras, Extra{Kind: kind, Count: count, Text: n, Line: sc.Line, State: Kept})
				continue
			}
			sc.Elements = append(sc.Elements, Need{Category: e.category, Name: n, Line: sc.Line, State: Kept})
		}
	}
}

// names cuts a cell into names.
func (c *csvReader) names(s string) []string {
	if s == "" {
		return nil
	}
	sep := c.m.Separator
	if sep == "" {
		sep = ","
		for _, x := range []string{"\n", "|", ";"} {
			if strings.Contains(s, x) {
				sep = x
				break
			}
		}
	}
	var out []string
	for _, p := range strings.Split(s, sep) {
		if p = cleanName(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// parseTiming reads a screen time in seconds: 1'30, 1'30", 1:30, 01:01:30, 90, 90 s, 1 min 30.
func parseTiming(s string) (int, bool) {
	f := strings.NewReplacer("’", "'", "′", "'", "″", "\"", "''", "\"", "min", "'", "mn", "'", "s", "", "\"", "", " ", "", "\u00a0", "").Replace(strings.ToLower(trim(s)))
	f = strings.ReplaceAll(f, "'", ":")
	f = strings.TrimSuffix(f, ":")
	minutes := strings.ContainsAny(s, "'’′") || strings.Contains(strings.ToLower(s), "m")
	parts := strings.Split(f, ":")
	if len(parts) > 3 {
		return 0, false
	}
	n := 0
	for _, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || v > 36000 {
			return 0, false
		}
		n = n*60 + v
	}
	if len(parts) == 1 && minutes {
		n *= 60
	}
	return n, n <= 360000
}

// parseClock reads a shooting time in minutes: 45, 1:30, 1h30, 45 min.
func parseClock(s string) (int, bool) {
	f := strings.NewReplacer("minutes", "", "min", "", "mn", "", " ", "", "\u00a0", "", "h", ":").Replace(strings.ToLower(trim(s)))
	f = strings.TrimSuffix(f, ":")
	hours := strings.ContainsAny(strings.ToLower(s), "h:")
	head, tail, two := strings.Cut(f, ":")
	h, err := strconv.Atoi(head)
	if err != nil || h < 0 || h > 10000 {
		return 0, false
	}
	if !two {
		if hours {
			h *= 60
		}
		return h, true
	}
	m, err := strconv.Atoi(tail)
	return 60*h + m, err == nil && m >= 0 && m < 60
}

// CSVSettings says how a table is written. The zero value is comma, UTF-8, decimal point.
type CSVSettings struct {
	// French writes for French spreadsheets: ";" between cells, a BOM before the text.
	French bool
	// Windows1252 writes in that encoding instead of UTF-8.
	Windows1252 bool
}

// csvColumns are the headers WriteCSV writes; GuessMapping reads them all.
var csvColumns = []string{"Séquence", "Intitulé", "Int/Ext", "Décor", "Lieu", "Effet", "Jour récit", "Pages", "Minutage", "Minutes", "Page", "Rôles", "Figuration", "Résumé", "Commentaires"}

// WriteCSV writes a breakdown as a table: one row a scene, one column a category of elements. Text cells that a spreadsheet would take
// for a formula are neutralised with an apostrophe. Rejected proposals are left out.
func WriteCSV(w io.Writer, b Breakdown, set CSVSettings) error {
	var buf strings.Builder
	c := csv.NewWriter(&buf)
	if set.French {
		c.Comma = ';'
	}
	var cats []Category
	for _, cat := range Categories() {
		if cat != Extras && slices.ContainsFunc(b.Scenes, func(s Scene) bool {
			return slices.ContainsFunc(s.Elements, func(n Need) bool { return n.Category == cat })
		}) {
			cats = append(cats, cat)
		}
	}
	for _, s := range b.Scenes {
		for _, n := range s.Elements {
			if !slices.Contains(cats, n.Category) {
				cats = append(cats, n.Category)
			}
		}
	}
	head := slices.Clone(csvColumns)
	for _, cat := range cats {
		head = append(head, cat.Label())
	}
	rows := [][]string{head}
	for _, s := range b.Scenes {
		row := []string{s.Number, s.Heading, string(s.Place), s.Set, s.Location, s.Light.Label(), zeroBlank(s.StoryDay), formatEighths(s.Eighths),
			formatTiming(s.Seconds), zeroBlank(s.Minutes), s.Page, strings.Join(s.Roles, " | "), strings.Join(extraNames(s), " | "), s.Summary, s.Comments}
		if strings.Contains(row[11], ",") && !strings.Contains(row[11], "|") {
			row[11] += " |" // one name that holds a comma
		}
		for _, cat := range cats {
			var names []string
			for _, n := range s.Elements {
				if n.Category == cat && n.State != Rejected {
					names = append(names, n.Name)
				}
			}
			row = append(row, strings.Join(names, " | "))
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		for i := range row {
			row[i] = neutral(row[i])
		}
		if err := c.Write(row); err != nil {
			return fmt.Errorf("script: CSV : %w", err)
		}
	}
	c.Flush()
	text := buf.String()
	if set.Windows1252 {
		_, err := w.Write(toWindows1252(text))
		return err
	}
	if set.French {
		text = "\uFEFF" + text
	}
	_, err := io.WriteString(w, text)
	return err
}

// neutral puts an apostrophe before a text that a spreadsheet would compute.
func neutral(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

func zeroBlank(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func formatTiming(seconds int) string {
	if seconds == 0 {
		return ""
	}
	return fmt.Sprintf("%d'%02d", seconds/60, seconds%60)
}

func extraNames(s Scene) []string {
	var out []string
	for _, x := range s.Extras {
		switch {
		case x.State == Rejected:
		case x.Count > 0:
			out = append(out, fmt.Sprintf("%s (%d)", x.Kind, x.Count))
		default:
			out = append(out, x.Kind)
		}
	}
	return out
}
