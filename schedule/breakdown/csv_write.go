package breakdown

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// CSVSettings says how a table is written. The zero value is comma, UTF-8, decimal point.
type CSVSettings struct {
	// French writes for French spreadsheets: ";" between cells, a BOM before the text.
	French bool
	// Windows1252 writes in that encoding instead of UTF-8.
	Windows1252 bool
}

// csvColumns are the headers WriteCSV writes; GuessMapping reads them all.
var csvColumns = []string{"Séquence", "Intitulé", "Int/Ext", "Décor", "Lieu", "Effet", "Jour récit", "Pages", "Minutage", "Minutes", "Page",
	"Rôles", "Figuration", "Résumé", "Commentaires"}

// WriteCSV writes a breakdown as a table: one row a scene, one column a category of elements. Text cells that a spreadsheet would take
// for a formula are neutralised with an apostrophe. Rejected proposals are left out.
func (b Breakdown) WriteCSV(w io.Writer, set CSVSettings) error {
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
		row := []string{s.Number, s.Heading, string(s.Place), s.Set, s.Location, s.Light.Label(), zeroBlank(s.StoryDay),
			fr.Eighths(s.Eighths),
			formatTiming(s.Seconds), zeroBlank(s.Minutes), s.Page, nameCell(s.Roles), nameCell(extraNames(s)),
			s.Summary, s.Comments}
		for _, cat := range cats {
			var names []string
			for _, n := range s.Elements {
				if n.Category == cat && n.State != Rejected {
					names = append(names, n.Name)
				}
			}
			row = append(row, nameCell(names))
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		for i := range row {
			row[i] = neutral(row[i])
		}
		if err := c.Write(row); err != nil {
			return fmt.Errorf("breakdown: CSV : %w", err)
		}
	}
	c.Flush()
	text := buf.String()
	if set.Windows1252 {
		_, err := w.Write(decode.Windows1252(text))
		return err
	}
	if set.French {
		text = "\uFEFF" + text
	}
	_, err := io.WriteString(w, text)
	return err
}

// neutral puts an apostrophe before a text that a spreadsheet would compute, and before those apostrophes that would then be taken for it.
func neutral(s string) string {
	bare := strings.TrimLeft(s, "'")
	first, _ := utf8.DecodeRuneInString(bare)
	if bare != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// nameCell writes names in one cell; a bar tells that the commas and semicolons of a single name part nothing.
func nameCell(names []string) string {
	text := strings.Join(names, " | ")
	if len(names) == 1 && strings.ContainsAny(text, ",;\n") {
		text += " |"
	}
	return text
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
