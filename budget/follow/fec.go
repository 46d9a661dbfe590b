package follow

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

var fecFields = []string{"JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
	"PieceRef",
	"PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"}

// ReadFEC reads a fichier des écritures comptables and returns the movements of its cost accounts: debit less credit, one
// movement a row. Pay accounts become payroll movements, accounts of charges become booked charges, costs against the till become
// petty cash and against the bank card payments; suppliers' accounts against the bank or the till become payments without VAT on the
// costs that they settle, by lettering or piece. A Mapping then sends accounts to lines.
//
// Real files break the form: separators, case of titles, older encodings, padding, Montant and Sens in place of Debit and Credit are
// read, and every oddity is in the report. A quote is a letter: a FEC has no quoting. A line cut in two is an error on both halves.
// An entry that does not balance is a warning: its rows are still returned. name is the file's name in messages.
func ReadFEC(r io.Reader, name string) ([]Movement, moteur.Report, error) {
	t, found, err := readTable(r, name, tableForm{separators: "\t|;", isHead: isFECHead})
	if err != nil {
		return nil, found, err
	}
	if t.sep == 0 {
		return nil, found, fmt.Errorf("%s : %w : aucune ligne n'a les titres d'un FEC (%s, puis Debit et Credit, ou Montant et Sens)", name,
			ErrFile, strings.Join(fecNeeded, ", "))
	}
	f := fec{sep: string(rune(t.sep)), ledger: ledger{r: found, place: func(line int) string { return fmt.Sprintf("%s:%d", name, line) }}}
	tellAbove(&f.r, t.above, func(row, _ int) string { return f.place(row) })
	f.head(t.head)
	if err := f.accounts(); err != nil {
		return nil, f.r, err
	}
	for _, row := range t.rows {
		if len(row.cells) < f.width || !row.blank() {
			f.row(row)
		}
	}
	return f.movements(), f.r, nil
}

type fec struct {
	ledger
	sep   string
	at    map[string]int
	width int
}

var fecNeeded = []string{"JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "EcritureLib"}

// fecColumns gives the columns of a FEC by their titles, without case or spaces.
func fecColumns(titles []string) map[string]int {
	at := map[string]int{}
	for col, t := range titles {
		at[strings.ReplaceAll(fr.Fold(t), " ", "")] = col
	}
	return at
}

func isFECHead(titles []string) bool {
	at := fecColumns(titles)
	has := func(title string) bool { _, ok := at[fr.Fold(title)]; return ok }
	for _, needed := range fecNeeded {
		if !has(needed) {
			return false
		}
	}
	return has("Debit") && has("Credit") || has("Montant") && has("Sens")
}

func (f *fec) head(titles record) {
	f.width, f.at = len(titles.cells), fecColumns(titles.cells)
	for i, want := range fecFields {
		if i >= len(titles.cells) || titles.cells[i] != want {
			f.r.Notef(f.place(titles.line), "budget/fec-form", "L'en-tête n'est pas celui du texte : colonne %d, %q attendu.", i+1, want)
			break
		}
	}
}

// row reads a row; one that cannot be read is an error that names its line.
func (f *fec) row(row record) {
	var e entry
	var fault string
	switch n := len(row.cells); {
	case n < f.width:
		fault = fmt.Sprintf("La ligne a %d champs au lieu de %d : elle est coupée, rien n'en est lu.", n, f.width)
	case n == f.width:
		e, fault = f.read(row)
	default:
		e, fault = f.wide(row)
	}
	if fault != "" {
		f.r.Errorf(f.place(row.line), "budget/fec-cell", "%s", fault)
		return
	}
	if e.account[0] < '1' || e.account[0] > '8' {
		f.r.Warnf(f.place(e.line), "budget/fec-account", "Le compte « %s » ne commence pas par 1 à 8.", fr.Clip(e.account))
	}
	f.rows = append(f.rows, e)
}

// wide reads a row with more fields than titles: a separator stands inside a text, or blank fields at the end. When the places
// where it may stand give two readings, nobody can tell.
func (f *fec) wide(row record) (e entry, fault string) {
	extra := len(row.cells) - f.width
	fault = fmt.Sprintf("La ligne a %d champs au lieu de %d : rien n'en est lu.", len(row.cells), f.width)
	readings := 0
	for _, title := range []string{"ecriturelib", "comptelib", "compauxlib", "journallib", "pieceref", ""} {
		col, ok := f.at[title]
		cells := row.cells[:f.width]
		switch {
		case title == "" && strings.TrimSpace(strings.Join(row.cells[f.width:], "")) == "":
		case ok:
			cells = slices.Concat(row.cells[:col], []string{strings.Join(row.cells[col:col+extra+1], f.sep)}, row.cells[col+extra+1:])
		default:
			continue
		}
		read, wrong := f.read(record{row.line, cells})
		switch {
		case wrong != "" || !f.whole(cells):
		case readings == 0:
			e, readings = read, 1
		case !same(e, read):
			return e, fmt.Sprintf("La ligne a %d champs au lieu de %d et se lit de plusieurs façons : rien n'en est lu.", len(row.cells),
				f.width)
		}
	}
	if readings == 0 {
		return e, fault
	}
	f.r.Notef(f.place(row.line), "budget/fec-form",
		"Champs de trop sur la ligne : %d ; un libellé contient sans doute le séparateur.", extra)
	return e, ""
}

// same tells whether two readings of a row say the same of its money.
func same(a, b entry) bool {
	return a.journal == b.journal && a.num == b.num && a.account == b.account && a.date == b.date && a.debit.Equal(b.debit) &&
		a.credit.Equal(b.credit)
}

// whole tells whether the dates of a row stand in their columns, and no amount in that of the lettering.
func (f *fec) whole(cells []string) bool {
	if strings.Contains(f.cell(cells, "ecriturelet"), ",") {
		return false
	}
	for _, title := range []string{"piecedate", "datelet", "validdate"} {
		if t := f.cell(cells, title); t != "" {
			if _, ok := parseDay(t); !ok {
				return false
			}
		}
	}
	return true
}

func (f *fec) cell(cells []string, title string) string {
	if col, ok := f.at[title]; ok && col < len(cells) {
		return strings.TrimSpace(cells[col])
	}
	return ""
}

// read reads the cells of a row that stand in their columns, or says in French what is wrong.
func (f *fec) read(row record) (entry, string) {
	cell := func(title string) string { return f.cell(row.cells, title) }
	e := entry{line: row.line, journal: cell("journalcode"), num: cell("ecriturenum"), account: cell("comptenum"),
		label: cell("ecriturelib"), aux: cell("compauxnum"), party: cell("compauxlib"), letter: cell("ecriturelet"),
		piece: cell("pieceref")}
	var ok bool
	if e.date, ok = parseDay(cell("ecrituredate")); !ok {
		return e, fmt.Sprintf("Date d'écriture illisible : « %s ».", fr.Clip(cell("ecrituredate")))
	}
	if e.account == "" || e.account[0] < '0' || e.account[0] > '9' {
		return e, fmt.Sprintf("Le compte « %s » n'est pas un numéro de compte.", fr.Clip(e.account))
	}
	return e, f.amounts(row.cells, &e)
}

// amounts reads debit and credit, or the Montant on the side that Sens says.
func (f *fec) amounts(cells []string, e *entry) (fault string) {
	if _, ok := f.at["debit"]; ok {
		if e.debit, fault = f.figure(cells, "debit"); fault == "" {
			e.credit, fault = f.figure(cells, "credit")
		}
		if fault == "" && f.cell(cells, "debit")+f.cell(cells, "credit") == "" {
			fault = "La ligne n'a ni débit ni crédit."
		}
		return fault
	}
	amount, fault := f.figure(cells, "montant")
	switch sens := f.cell(cells, "sens"); strings.ToUpper(sens) {
	case "D", "+1", "1", "+", "":
		e.debit = amount
	case "C", "-1", "-":
		e.credit = amount
	default:
		return fmt.Sprintf("Sens illisible : « %s » ; valeurs acceptées : D, C, +1, -1.", fr.Clip(sens))
	}
	return fault
}

func (f *fec) figure(cells []string, title string) (decimal.Decimal, string) {
	text := f.cell(cells, title)
	if text == "" {
		return decimal.Zero, ""
	}
	d, err := parseAmount(text)
	if err != nil {
		return decimal.Zero, fmt.Sprintf("%s (%s) : « %s ».", unread(err), title, fr.Clip(text))
	}
	return d, ""
}
