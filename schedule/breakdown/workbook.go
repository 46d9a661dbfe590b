package breakdown

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
)

// The sheets of the workbook.
const (
	sheetScenes  = "Séquences"
	sheetPeople  = "Présences"
	sheetNeeds   = "Éléments"
	sheetExtras  = "Figuration"
	sheetFlags   = "Signaux"
	sheetRoles   = "Rôles"
	sheetAliases = "Rapprochements"
	sheetPlaces  = "Lieux proches"
	sheetFilm    = "Film"
	sheetCross   = "Séquences × rôles"
)

// The rules of the issues found in an edited workbook.
const (
	ruleSheet = "breakdown/sheet-missing"
	ruleCell  = "breakdown/cell"
	ruleScene = "breakdown/cell-unknown-scene"
)

// field is a column of a sheet: how a value is written in a cell and read from it.
type field[T any] struct {
	column doc.Column
	cell   func(*T) doc.Cell
	read   func(*T, cellReader)
}

// fact tells a column that people read and do not change: what it holds comes from the text.
func (f field[T]) fact(v *T) bool {
	return !f.column.Hidden && f.column.Title != "Séquence" && !f.cell(v).Input
}

func col(title string, width float64, kind doc.Kind) doc.Column {
	return doc.Column{Title: title, Width: width, Kind: kind}
}

func hidden(title string) doc.Column { return doc.Column{Title: title, Width: 1, Hidden: true} }

func number(n int) doc.Cell {
	if n == 0 {
		return doc.Cell{Kind: doc.Int}
	}
	return doc.N(n)
}

// in marks a cell that people may change.
func in(c doc.Cell) doc.Cell { return c.Editable() }

const nameSeparator = " ; "

func joinNames(names []string) string { return strings.Join(names, nameSeparator) }

// titleOld heads the hidden column that holds what the cells of a row held when the workbook was made.
const titleOld = "Tel que lu"

// remembered tells the columns that are held there: those where what a person types may not be read, or must be known as theirs.
func remembered(c doc.Column) bool {
	switch c.Title {
	case "N°", "Intitulé", "Décor", "Lieu", "Rôles", "Résumé", "Temps du récit", "Partie", "Nature", "Omise", "Signal", "Catégorie",
		"Élément", "Groupe", "Rôle", "Autres noms", "Certain", "Voix off", "Téléphone", "Numéro donné":
		return true
	}
	return !c.Hidden && c.Kind != doc.Text
}

// held is what is remembered of a cell: its text, or its print when it is long.
func held(text string) string {
	if text = strings.TrimSpace(text); len(text) <= maxHeld {
		return text
	}
	h := fnv.New64a()
	io.WriteString(h, text) //nolint:errcheck // a hash never fails
	return "#" + strconv.FormatUint(h.Sum64(), 16)
}

const maxHeld = 400 // bytes of a cell remembered as they are

// fieldTable writes rows under the columns of their fields.
func fieldTable[T any](key, sheet string, fields []field[T], rows []T) doc.Table {
	t := doc.Table{Key: key, Sheet: sheet, Title: sheet, Protected: false}
	for _, f := range fields {
		t.Columns = append(t.Columns, f.column)
	}
	t.Columns = append(t.Columns, hidden(titleOld))
	for i := range rows {
		r := doc.Row{Key: "r" + strconv.Itoa(i)}
		old := map[string]string{}
		for _, f := range fields {
			cell := f.cell(&rows[i])
			r.Cells = append(r.Cells, cell)
			if remembered(f.column) {
				old[f.column.Title] = held(cell.Label())
			}
		}
		text, _ := json.Marshal(old) // a map of texts is always written
		r.Cells = append(r.Cells, doc.S(string(text)))
		t.Rows = append(t.Rows, r)
	}
	return t
}

// Workbook is the breakdown as a workbook that people edit: one sheet for each kind of row. What ReadXLSX needs and people do not is in
// hidden columns.
func (s Sheets) Workbook() doc.Document {
	b := &s.Breakdown
	d := s.frame("Dépouillement")
	scenes := fieldTable("scenes", sheetScenes, sceneFields(), b.Scenes)
	if n := len(b.Scenes); n > 0 {
		total := doc.Row{Style: doc.Total}
		for _, c := range scenes.Columns {
			cell := doc.S("")
			switch c.Key {
			case "eighths", "seconds":
				sum := b.Eighths()
				if c.Key == "seconds" {
					sum = b.Seconds()
				}
				cell = doc.N(sum).With(fmt.Sprintf("SUM({r0.%s:r%d.%s})", c.Key, n-1, c.Key))
			default:
				if c.Title == "Intitulé" {
					cell = doc.S("Total")
				}
			}
			total.Cells = append(total.Cells, cell)
		}
		scenes.Rows = append(scenes.Rows, total)
	}
	var people []presenceRow
	var needs []needRow
	var extras []extraRow
	var flags []flagRow
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		for _, p := range sc.Presences {
			people = append(people, presenceRow{sc.Number, p})
		}
		for _, n := range sc.Elements {
			needs = append(needs, needRow{sc.Number, n})
		}
		for _, x := range sc.Extras {
			extras = append(extras, extraRow{sc.Number, x})
		}
		for _, f := range sc.Flags {
			flags = append(flags, flagRow{sc.Number, f})
		}
	}
	film := doc.Table{Sheet: sheetFilm, Title: sheetFilm, Columns: []doc.Column{col("Donnée", 3, doc.Text), col("Valeur", 8, doc.Text),
		hidden(titleOld)},
		Rows: []doc.Row{
			{Cells: []doc.Cell{doc.S("Titre"), in(doc.S(b.Title)), doc.S(b.Title)}}, {Cells: []doc.Cell{doc.S("Source"), doc.S(b.Source)}},
			{Cells: []doc.Cell{doc.S("Langue"), doc.S(b.Language)}},
			{Cells: []doc.Cell{doc.S("Titre saisi"), doc.S(yes(b.TitleFrom == ByHand))}},
			{Cells: []doc.Cell{doc.S("Séquences"), doc.N(len(b.Scenes))}},
		}}
	d.Blocks = []doc.Block{
		scenes, fieldTable("people", sheetPeople, presenceFields(), people),
		fieldTable("needs", sheetNeeds, needFields(), needs), fieldTable("extras", sheetExtras, extraFields(), extras),
		fieldTable("flags", sheetFlags, flagFields(), flags), fieldTable("roles", sheetRoles, roleFields(), b.Roles),
		fieldTable("aliases", sheetAliases, aliasFields("Rôle"), b.Aliases),
		fieldTable("places", sheetPlaces, aliasFields("Lieu"), b.PlaceAliases), film, b.RoleGrid(),
	}
	return d
}
