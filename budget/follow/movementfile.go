package follow

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// ErrFile is the error of a file that holds no table of movements.
var ErrFile = errors.New("fichier de mouvements illisible")

// Columns names the columns of a file of movements: field → title in the file. The fields are id, date, kind, line,
// account, journal, label, party, amount, debit, credit, settles, ref, abroad, days, from, to, entry, letter. Fields left out are looked
// for under their usual French titles, whatever the case and accents. The amount is that of its column, or debit less credit. A movement
// without ref takes its id for one.
type Columns map[string]string

var usualTitles = map[string][]string{
	"id":   {"n°", "no", "numéro", "id", "identifiant"},
	"date": {"date", "date d'écriture", "date comptable", "date de pièce", "date de facture"},
	"kind": {"nature", "type"}, "line": {"ligne", "ligne du devis"},
	"account": {"compte", "n° compte", "n° de compte", "numéro de compte", "compte général", "n° compte général"},
	"journal": {"journal", "code journal"}, "label": {"libellé", "objet", "libellé écriture", "libellé de l'écriture"},
	"party":  {"tiers", "fournisseur", "bénéficiaire", "compte tiers", "n° compte tiers", "auxiliaire"},
	"amount": {"montant ht", "montant", "ht"}, "debit": {"débit"}, "credit": {"crédit"},
	"settles": {"engagement", "solde l'engagement", "réf. engagement"}, "abroad": {"étranger", "hors de france"}, "days": {"jours"},
	"ref":  {"référence", "réf.", "réf", "n° facture", "n° de facture", "numéro de facture"},
	"from": {"du", "début"}, "to": {"au", "fin"},
	"entry":  {"pièce", "n° pièce", "n° de pièce", "numéro de pièce", "écriture", "n° écriture", "n° d'écriture"},
	"letter": {"lettrage", "lettre"},
}

var kindNames = map[string]MovementKind{
	"engagement": Commitment, "commande": Commitment, "facture": Invoiced, "avoir": Invoiced, "reglement": Paid, "paiement": Paid,
	"virement": Paid,
	"salaire":  PayrollPay, "paie": PayrollPay, "caisse": PettyCash, "carte": Card, "prelevement": Card,
	"charges": BookedDues, "charges comptabilisees": BookedDues,
	"commitment": Commitment, "invoice": Invoiced, "payment": Paid, "payroll": PayrollPay, "petty_cash": PettyCash, "card": Card,
}

// ReadMovements reads a CSV file of movements as people and accounting programs write it: titles below others, separators ; , tab
// or |, decimal comma or point, UTF-8 or an older encoding. A cell that cannot be read, a line cut in two and a row wider than its
// titles are errors of the report, named by file and line; columns that nothing reads are noticed. A file with accounts, debit and
// credit, and neither nature nor line, is an export of the accounts: it gives the movements that ReadFEC gives. name is the file's
// name in messages.
func ReadMovements(r io.Reader, name string, c Columns) ([]Movement, moteur.Report, error) {
	return readMovements(r, name, c, false)
}

// ReadOrders reads a file of orders (bons de commande) as ReadMovements reads movements: every row is a commitment, and a row of
// another nature is an error of the report.
func ReadOrders(r io.Reader, name string, c Columns) ([]Movement, moteur.Report, error) {
	return readMovements(r, name, c, true)
}

func readMovements(r io.Reader, name string, c Columns, orders bool) ([]Movement, moteur.Report, error) {
	if err := c.check(); err != nil {
		return nil, moteur.Report{}, err
	}
	t, found, err := readTable(r, name, tableForm{separators: ";\t|,", quotes: true, isHead: c.isHead})
	if err != nil {
		return nil, found, err
	}
	if t.sep == 0 {
		return nil, found, fmt.Errorf("%s : %w : aucune ligne n'a les titres %s", name, ErrFile, c.needed())
	}
	f := movementFile{place: func(row, _ int) string { return fmt.Sprintf("%s:%d", name, row) }, parse: parseAmount,
		orders: orders, r: found}
	return f.read(t, c)
}

// ReadMovementsXLSX reads the movements of the first sheet of a workbook that holds the titles date and montant, or débit and crédit.
func ReadMovementsXLSX(r io.Reader, c Columns) ([]Movement, moteur.Report, error) {
	if err := c.check(); err != nil {
		return nil, moteur.Report{}, err
	}
	wb, err := xlsx.Read(r, xlsx.Limits{})
	if err != nil {
		return nil, moteur.Report{}, err
	}
	for _, s := range wb.Sheets {
		if row := slices.IndexFunc(s.Rows[:min(len(s.Rows), maxAbove)], c.isHead); row >= 0 {
			f := movementFile{place: s.Ref, parse: parseCell}
			return f.read(c.tableOf(s, row), c)
		}
	}
	return nil, moteur.Report{}, fmt.Errorf("%w : aucune feuille n'a les titres %s", ErrFile, c.needed())
}

// parseCell reads the amount of a cell: a number as a workbook keeps it, else a text.
func parseCell(s string) (decimal.Decimal, error) {
	if d, err := money.Parse(s); err == nil {
		return d, nil
	}
	return parseAmount(s)
}

// check refuses a field that no movement has.
func (c Columns) check() error {
	for _, field := range sorted(c) {
		if _, ok := usualTitles[field]; !ok {
			return fmt.Errorf("%w : colonne de champ inconnu « %s »%s", ErrFile, fr.Clip(field),
				strict.SuggestCodes(field, sorted(usualTitles)))
		}
	}
	return nil
}

// titles are the titles that a field goes by.
func (c Columns) titles(field string) []string {
	if own := c[field]; own != "" {
		return []string{own}
	}
	return usualTitles[field]
}

// place finds the column of a field among the titles of a row.
func (c Columns) place(cells []string, field string) (int, bool) {
	for col, t := range cells {
		if t = fr.Fold(t); t != "" && slices.ContainsFunc(c.titles(field), func(want string) bool { return fr.Fold(want) == t }) {
			return col, true
		}
	}
	return 0, false
}

// isHead tells whether a row holds the titles that a table of movements needs, and those that the caller names.
func (c Columns) isHead(cells []string) bool {
	has := func(field string) bool { _, ok := c.place(cells, field); return ok }
	for field := range c {
		if !has(field) {
			return false
		}
	}
	return has("date") && (has("amount") || has("debit") && has("credit"))
}

// needed names those titles in a message.
func (c Columns) needed() string {
	text := fmt.Sprintf("« %s » et « %s » (ou « %s » et « %s »)", c.titles("date")[0], c.titles("amount")[0], c.titles("debit")[0],
		c.titles("credit")[0])
	for _, field := range sorted(c) {
		if field != "date" && field != "amount" && field != "debit" && field != "credit" {
			text += fmt.Sprintf(", « %s »", fr.Clip(c[field]))
		}
	}
	return text
}

// tableOf copies the rows of a sheet from its titles on. A spreadsheet keeps dates as serial days: they become texts.
func (c Columns) tableOf(s xlsx.Sheet, at int) table {
	t := table{head: record{at, s.Rows[at]}}
	for i, cells := range s.Rows[:at] {
		t.above = append(t.above, record{i, cells})
	}
	days := map[int]xlsx.Head{}
	for _, field := range []string{"date", "from", "to"} {
		if col, ok := c.place(s.Rows[at], field); ok {
			days[col], _ = s.FindFrom(at, s.Rows[at][col])
		}
	}
	for r := at + 1; r < len(s.Rows); r++ {
		row := record{r, slices.Clone(s.Rows[r])}
		for col, h := range days {
			if d, err := h.Date(r, s.Rows[at][col]); err == nil && !d.IsZero() {
				row.cells[col] = d.String()
			}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// movementFile reads the rows of a file of movements by the places of its columns.
type movementFile struct {
	at    map[string]int // field → column
	width int
	// orders tells that every row is a commitment.
	orders bool
	place  func(row, col int) string
	parse  func(string) (decimal.Decimal, error)
	r      moteur.Report
}

// read turns the rows of a table into movements.
func (f *movementFile) read(t table, c Columns) ([]Movement, moteur.Report, error) {
	tellAbove(&f.r, t.above, f.place)
	f.head(t.head, c)
	var out []Movement
	l := ledger{place: func(line int) string { return f.place(line, f.at["debit"]) }}
	for i := 0; i < len(t.rows); i++ {
		row := t.rows[i]
		if row.blank() {
			continue
		}
		if i+1 < len(t.rows) && f.cut(row, t.rows[i+1]) {
			for _, half := range t.rows[i : i+2] {
				f.r.Errorf(f.place(half.line, 0), "budget/row-cut",
					"La ligne est coupée en deux (lignes %d et %d du fichier) : rien n'en est lu.", row.line, t.rows[i+1].line)
			}
			i++
			continue
		}
		m, ok := f.movement(row)
		switch {
		case !ok:
		case f.accounts():
			l.rows = append(l.rows, f.entry(row, m))
		default:
			out = append(out, m)
		}
	}
	if f.accounts() {
		if err := l.accounts(); err != nil {
			return nil, f.r, err
		}
		out = l.movements()
		f.r.Issues = append(f.r.Issues, l.r.Issues...)
	}
	return out, f.r, nil
}

// accounts tells an export of the accounts from a file of movements.
func (f *movementFile) accounts() bool {
	return f.has("account") && f.has("debit") && !f.has("kind") && !f.has("line") && !f.orders
}

// entry is the row of the accounts that a row of their export is. Its number is that of its piece on its day.
func (f *movementFile) entry(row record, m Movement) entry {
	e := entry{line: row.line, journal: m.Journal, num: f.cell(row, "entry"), piece: f.cell(row, "entry"), account: m.Account,
		aux: m.Party, party: m.Party, label: m.Label, letter: f.cell(row, "letter"), date: m.Date, debit: m.Amount}
	if e.num != "" {
		e.num += " " + m.Date.String()
	}
	return e
}

// cut tells whether two rows are the halves of one: the second has no date, and together they have the fields of the titles,
// the field that was cut counted twice. A row cut in its last field is a half only if that field is a text.
func (f *movementFile) cut(first, second record) bool {
	n := len(first.cells)
	if n+len(second.cells) != f.width+1 || len(second.cells) == f.width {
		return false
	}
	if _, ok := parseDay(f.cell(second, "date")); ok {
		return false
	}
	last := f.width - 1
	return n < f.width || f.at["label"] == last || f.at["party"] == last
}

// head finds the column of each field by its title; a column that nothing reads is noticed.
func (f *movementFile) head(titles record, c Columns) {
	f.at, f.width = map[string]int{}, len(titles.cells)
	read := map[int]bool{}
	for field := range usualTitles {
		if col, ok := c.place(titles.cells, field); ok {
			f.at[field], read[col] = col, true
		}
	}
	if col, ok := f.at["amount"]; ok && f.has("debit") && f.has("credit") {
		delete(f.at, "amount")
		read[col] = false
	}
	for _, field := range []string{"entry", "letter"} {
		if col, ok := f.at[field]; ok && !f.accounts() {
			delete(f.at, field)
			read[col] = false
		}
	}
	for col, t := range titles.cells {
		if !read[col] && strings.TrimSpace(t) != "" {
			f.r.Notef(f.place(titles.line, col), "budget/column-unread", "La colonne « %s » n'est pas lue.", fr.Clip(strings.TrimSpace(t)))
		}
	}
}

func (f *movementFile) has(field string) bool { _, ok := f.at[field]; return ok }

func (f *movementFile) cell(row record, field string) string {
	if col, ok := f.at[field]; ok && col < len(row.cells) {
		return strings.TrimSpace(row.cells[col])
	}
	return ""
}

// wide refuses a row with something beyond the titles: its amount may have lost its place.
func (f *movementFile) wide(row record) bool {
	if len(row.cells) <= f.width || strings.TrimSpace(strings.Join(row.cells[f.width:], "")) == "" {
		return false
	}
	f.r.Errorf(f.place(row.line, f.width), "budget/row-wide",
		"La ligne a %d champs pour %d titres : rien n'en est lu (séparateur dans un champ, virgule décimale ?).", len(row.cells), f.width)
	return true
}

// foot tells a row of totals at the foot of a list.
func (f *movementFile) foot(row record) bool {
	if _, ok := parseDay(f.cell(row, "date")); ok {
		return false
	}
	for _, cell := range row.cells {
		if word, _, _ := strings.Cut(fr.Fold(cell), " "); word != "" {
			return word == "total" || word == "totaux" || word == "sous-total" || word == "solde"
		}
	}
	return false
}

// fail names a cell that cannot be read.
func (f *movementFile) fail(row record, field, what, near string) {
	f.r.Errorf(f.place(row.line, f.at[field]), "budget/cell", "%s : « %s »%s.", what, fr.Clip(f.cell(row, field)), near)
}

// movement reads a row; false leaves out a row with a cell that cannot be read, named in the report.
func (f *movementFile) movement(row record) (Movement, bool) {
	if f.foot(row) {
		f.r.Notef(f.place(row.line, 0), "budget/row-unread", "La ligne de total n'est pas lue : « %s ».",
			fr.Clip(strings.Join(row.cells, " ")))
		return Movement{}, false
	}
	m := Movement{ID: f.cell(row, "id"), Kind: Invoiced, Line: f.cell(row, "line"), Account: f.cell(row, "account"),
		Journal: f.cell(row, "journal"), Label: f.cell(row, "label"), Party: f.cell(row, "party"), Settles: f.cell(row, "settles"),
		Ref: cmp.Or(f.cell(row, "ref"), f.cell(row, "id"))}
	if f.wide(row) || !f.day(row, "date", &m.Date) || !f.kind(row, &m) || !f.amount(row, &m) || !f.days(row, &m) {
		return m, false
	}
	for _, field := range []string{"from", "to"} {
		day := map[string]*moteur.Date{"from": &m.Span.From, "to": &m.Span.To}[field]
		if f.cell(row, field) != "" && !f.day(row, field, day) {
			return m, false
		}
	}
	switch fr.Fold(f.cell(row, "abroad")) {
	case "", "non", "n", "0", "-", "faux", "false", "fr", "france":
	default:
		m.Abroad = true
	}
	return m, true
}

func (f *movementFile) day(row record, field string, into *moteur.Date) bool {
	d, ok := parseDay(f.cell(row, field))
	if !ok {
		f.fail(row, field, "Date illisible", "")
	}
	*into = d
	return ok
}

// kind reads the nature of a movement, a facture when it says none.
func (f *movementFile) kind(row record, m *Movement) bool {
	word := fr.Fold(f.cell(row, "kind"))
	if f.orders {
		m.Kind = Commitment
	}
	if word == "" {
		return true
	}
	kind, ok := kindNames[word]
	if !ok {
		f.fail(row, "kind", "Nature inconnue", strict.SuggestCodes(word, sorted(kindNames)))
	}
	if ok && f.orders && kind != Commitment {
		f.fail(row, "kind", "Un fichier de commandes ne tient que des engagements", "")
		return false
	}
	m.Kind = kind
	return ok
}

// amount reads the amount of a row. An avoir is negative whatever its sign in the file.
func (f *movementFile) amount(row record, m *Movement) bool {
	field := "amount"
	if !f.has(field) {
		field = "debit"
	}
	m.Place = f.place(row.line, f.at[field])
	var ok bool
	if m.Amount, ok = f.figure(row, field); !ok {
		return false
	}
	if field == "debit" {
		credit, ok := f.figure(row, "credit")
		if !ok {
			return false
		}
		tellBoth(&f.r, m.Place, m.Amount, credit)
		m.Amount = m.Amount.Sub(credit)
	}
	if fr.Fold(f.cell(row, "kind")) == "avoir" {
		m.Amount = m.Amount.Abs().Neg()
	} else if word, _, _ := strings.Cut(fr.Fold(m.Label), " "); word == "avoir" && m.Kind == Invoiced && m.Amount.IsPositive() {
		f.r.Warnf(m.Place, "budget/avoir-added", "« %s » est ajouté : sa nature n'est pas « avoir ».", fr.Clip(m.Label))
	}
	return true
}

// figure reads a cell of an amount; a blank one of debit or credit is zero.
func (f *movementFile) figure(row record, field string) (decimal.Decimal, bool) {
	text := f.cell(row, field)
	if text == "" && field != "amount" {
		return decimal.Zero, true
	}
	d, err := f.parse(text)
	if err != nil {
		f.fail(row, field, unread(err), "")
	}
	return d, err == nil
}

// unread says why an amount is not read.
func unread(err error) string {
	if errors.Is(err, errTwofold) {
		return "Montant ambigu, milliers ou décimales"
	}
	return "Montant illisible"
}

// tellBoth notices a line with a debit and a credit: it counts for their difference.
func tellBoth(r *moteur.Report, place string, debit, credit decimal.Decimal) {
	if !debit.IsZero() && !credit.IsZero() {
		r.Notef(place, "budget/debit-credit", "La ligne a un débit (%s) et un crédit (%s) : leur différence est comptée.", fr.Euros(debit),
			fr.Euros(credit))
	}
}

func (f *movementFile) days(row record, m *Movement) bool {
	text := f.cell(row, "days")
	if text == "" {
		return true
	}
	n, err := money.Parse(text)
	if err != nil || !n.IsPositive() || n.GreaterThan(decimal.NewFromInt(3660)) {
		f.fail(row, "days", "Nombre de jours illisible", "")
		return false
	}
	m.Days = int(n.Ceil().IntPart())
	return true
}
