package breakdown

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The rules of the issues found while reading a table.
const (
	ruleCSVColumn  = "breakdown/csv-unmapped-column"
	ruleCSVMissing = "breakdown/csv-missing-column"
	ruleCSVCell    = "breakdown/csv-cell"
)

// ReadCSV reads a breakdown from a table (CSV or TSV, ";" or "," or tab, UTF-8 or Windows-1252, decimal comma) with the mapping the
// caller gives. Columns that no mapping names are reported, and so is every cell that cannot be read.
func ReadCSV(r io.Reader, name string, m Mapping) (Breakdown, error) {
	t, err := readTable(r, name)
	if err != nil {
		return Breakdown{}, err
	}
	if len(t.rows) == 0 {
		return Breakdown{}, &script.FormatError{Format: "CSV", Place: name, Detail: "le tableau est vide"}
	}
	if len(t.rows) == 1 {
		return Breakdown{}, &script.FormatError{Format: "CSV", Place: name, Detail: "le tableau n'a que ses titres : aucune séquence"}
	}
	c := csvReader{name: name, m: m, columns: map[string]int{}, out: Breakdown{Source: "csv", Scenes: []Scene{}, Roles: []Role{}},
		roles: map[string]int{}, numbers: map[string]int{}}
	c.rep.Issues = append([]moteur.Issue{}, t.issues...)
	if err := c.header(t.rows[0]); err != nil {
		return Breakdown{}, err
	}
	for i, row := range t.rows[1:] {
		c.row(row, t.lines[i+1])
	}
	mergePlaces(c.out.Scenes, nil)
	c.out.PlaceAliases = proposePlaces(c.out.Scenes)
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
	elements []elementColumn
	out      Breakdown
	rep      moteur.Report
	roles    map[string]int
	numbers  map[string]int // number of a scene → its line
}

// elementColumn is a column of elements of one category.
type elementColumn struct {
	at       int
	category Category
}

// header finds the columns of the mapping in the titles of the table.
func (c *csvReader) header(row []string) error {
	used := map[int]bool{}
	for i, h := range row {
		if k := headerKey(h); k != "" {
			if _, twice := c.columns[k]; !twice {
				c.columns[k] = i
			}
		}
	}
	for _, f := range []string{c.m.Number, c.m.Heading, c.m.Place, c.m.Set, c.m.Location, c.m.Light, c.m.StoryDay, c.m.Eighths, c.m.Seconds,
		c.m.Minutes, c.m.Page, c.m.Roles, c.m.Extras, c.m.Summary, c.m.Comments} {
		if i, ok := c.column(f); ok {
			used[i] = true
		}
	}
	for h, cat := range c.m.Elements {
		if i, ok := c.column(h); ok {
			used[i] = true
			c.elements = append(c.elements, elementColumn{i, cat})
		}
	}
	slices.SortFunc(c.elements, func(a, b elementColumn) int { return a.at - b.at })
	slices.SortFunc(c.rep.Issues, func(a, b moteur.Issue) int { return strings.Compare(a.Rule+a.Message, b.Rule+b.Message) })
	for i, h := range row {
		ignored := func(x string) bool { return headerKey(x) == headerKey(h) }
		if !used[i] && strings.TrimSpace(h) != "" && !slices.ContainsFunc(c.m.Ignore, ignored) {
			c.rep.Warnf(decode.Place(c.name, 1), ruleCSVColumn,
				"La colonne «\u00a0%s\u00a0» n'est pas lue : aucune correspondance ne la nomme.", fr.Shorten(h, 60))
		}
	}
	has := func(f string) bool {
		_, ok := c.columns[headerKey(f)]
		return f != "" && ok
	}
	if !has(c.m.Number) && !has(c.m.Heading) && !has(c.m.Set) {
		return &script.FormatError{Format: "CSV", Place: decode.Place(c.name, 1),
			Detail: "aucune colonne ne donne le numéro, l'intitulé ou le décor des séquences"}
	}
	return nil
}

// column finds the column that the mapping names, and tells when the table has none; an empty name asks for nothing.
func (c *csvReader) column(name string) (int, bool) {
	if name == "" {
		return 0, false
	}
	i, ok := c.columns[headerKey(name)]
	if !ok {
		c.rep.Warnf(decode.Place(c.name, 1), ruleCSVMissing,
			"La colonne «\u00a0%s\u00a0» de la correspondance n'est pas dans le tableau.", fr.Shorten(name, 60))
	}
	return i, ok
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

// cellText is the text of a cell without the apostrophe that neutral put before it.
func cellText(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && s[0] == '\'' && neutral(s[1:]) == s {
		return strings.TrimSpace(s[1:])
	}
	return s
}

func (c *csvReader) bad(line int, field, text, want string) {
	c.rep.Warnf(decode.Place(c.name, line), ruleCSVCell, "Colonne «\u00a0%s\u00a0» : «\u00a0%s\u00a0» n'est pas %s.", fr.Clip(field),
		fr.Clip(text), want)
}

// row makes a scene of a row; a blank row is none.
func (c *csvReader) row(row []string, line int) {
	if !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" }) {
		return
	}
	sc := Scene{
		Number: c.cell(row, c.m.Number), Heading: c.cell(row, c.m.Heading), Set: c.cell(row, c.m.Set),
		Location: c.cell(row, c.m.Location), Page: c.cell(row, c.m.Page), Summary: c.cell(row, c.m.Summary),
		Comments: c.cell(row, c.m.Comments), Line: line, Roles: []string{},
	}
	if sc.Summary != "" {
		sc.SummaryFrom = Written
	}
	c.heading(&sc)
	c.told(&sc)
	c.placed(&sc, row)
	c.measured(&sc, row)
	c.people(&sc, row)
	c.complete(&sc, c.cell(row, c.m.Set) != "")
	c.length(&sc)
	if first, twice := c.numbers[sc.Number]; twice {
		c.rep.Warnf(decode.Place(c.name, line), ruleNumberTwice, "Le numéro de séquence %s sert deux fois (aussi ligne %d).",
			fr.Shorten(sc.Number, 24), first)
	} else {
		c.numbers[sc.Number] = line
	}
	for _, id := range sc.Roles {
		r := &c.out.Roles[c.roles[id]]
		r.Scenes = append(r.Scenes, sc.Number)
	}
	c.out.Scenes = append(c.out.Scenes, sc)
}

// heading takes from the heading what it tells and no column has told.
func (c *csvReader) heading(sc *Scene) {
	if sc.Heading == "" {
		return
	}
	h := script.ParseHeading(sc.Heading)
	sc.Place, sc.Light, sc.MoreLights, sc.LightText, sc.Story = h.Place, h.Light, h.More, h.LightText, h.Story
	sc.Kind, sc.Omitted = h.Kind, h.Omitted
	sc.Number, sc.Set = cmp.Or(sc.Number, h.Number), cmp.Or(sc.Set, h.Set)
	if h.Relative && len(c.out.Scenes) > 0 {
		sc.Light, sc.LightFrom = c.out.Scenes[len(c.out.Scenes)-1].Light, Inherited
	}
}

// told takes out of the cells of the set and of the location what a heading would tell of the story: FORÊT (RÊVE).
func (c *csvReader) told(sc *Scene) {
	for _, cell := range []*string{&sc.Set, &sc.Location} {
		if !strings.HasSuffix(*cell, ")") {
			continue
		}
		if h := script.ParseHeading("INT. " + *cell); h.Story != "" && h.LightText == "" && h.Set != "" {
			*cell, sc.Story = h.Set, cmp.Or(sc.Story, h.Story)
		}
	}
}

// placed reads the columns of place and light, which win over the heading.
func (c *csvReader) placed(sc *Scene, row []string) {
	if s := c.cell(row, c.m.Place); s != "" {
		if p := script.PlaceOf(s); p != "" {
			sc.Place = p
		} else {
			c.bad(sc.Line, c.m.Place, s, "INT, EXT ou INT/EXT")
		}
	}
	if s := c.cell(row, c.m.Light); s != "" {
		sc.LightText = s
		if l := script.LightOf(s); l != "" {
			sc.Light, sc.LightFrom = l, Written
		} else {
			c.bad(sc.Line, c.m.Light, s, "un effet connu")
		}
	}
	if sc.LightFrom == "" && sc.Light != "" {
		sc.LightFrom = Written
	}
}

// measured reads the columns of lengths and times.
func (c *csvReader) measured(sc *Scene, row []string) {
	if s := c.cell(row, c.m.Eighths); s != "" {
		n, ok := script.ParseEighths(s)
		if v, err := strconv.Atoi(s); err == nil && countsEighths(c.m.Eighths) {
			n, ok = v, v >= 0 && v <= script.MaxEighths
		}
		if ok {
			sc.Eighths, sc.EighthsFrom = n, Written
		} else {
			c.bad(sc.Line, c.m.Eighths, s, "une longueur en huitièmes")
		}
	}
	if s := c.cell(row, c.m.Seconds); s != "" {
		n, ok := parseTiming(s)
		if ok {
			sc.Seconds, sc.SecondsRule = n, "colonne "+c.m.Seconds
		} else {
			c.bad(sc.Line, c.m.Seconds, s, "une durée")
		}
	}
	if s := c.cell(row, c.m.Minutes); s != "" {
		n, ok := parseClock(s)
		if ok {
			sc.Minutes = n
		} else {
			c.bad(sc.Line, c.m.Minutes, s, "un temps en minutes")
		}
	}
	if s := c.cell(row, c.m.StoryDay); s != "" {
		if sc.StoryDay = firstNumber(s); sc.StoryDay == 0 {
			c.bad(sc.Line, c.m.StoryDay, s, "un jour du récit")
		}
	}
}

// length gives a scene without a minutage the one of its written length, and takes that of an omitted scene away.
func (c *csvReader) length(sc *Scene) {
	if !sc.Omitted && script.ParseHeading(sc.Set).Omitted { // OMIS in the column of the set
		sc.Omitted, sc.Set, sc.Location = true, "", ""
	}
	switch {
	case sc.Omitted:
		sc.Eighths, sc.EighthsFrom, sc.Seconds, sc.SecondsRule = 0, Written, 0, ""
	case sc.Seconds == 0 && sc.EighthsFrom == Written:
		sc.timed(pageSeconds)
	}
}

// countsEighths tells whether a column counts eighths and not pages, from its title.
func countsEighths(title string) bool {
	k := headerKey(title)
	return strings.Contains(k, "8") || strings.Contains(k, "huitieme") || strings.Contains(k, "eighth")
}

// complete gives a scene what follows from the rest: a number, a location or a set, a heading. typed tells that a column gave the set.
func (c *csvReader) complete(sc *Scene, typed bool) {
	if sc.Number == "" {
		sc.Number, sc.Invented = strconv.Itoa(len(c.out.Scenes)+1), true
	}
	sc.agree(typed)
	if sc.Heading == "" {
		sc.Heading = composeHeading(*sc)
	}
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
		if e.at >= len(row) {
			continue
		}
		for _, n := range c.names(cellText(row[e.at])) {
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
	var parts []string
	switch {
	case c.m.Separator != "":
		parts = strings.Split(s, c.m.Separator)
	case strings.Contains(s, "|"): // as WriteCSV writes: a comma is part of a name
		parts = strings.Split(s, "|")
	default:
		parts = splitNames(s, ',')
	}
	var out []string
	for _, p := range parts {
		if p = cleanName(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
