package follow

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/encoding/charmap"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

const (
	maxFile    = 32 << 20 // bytes of a file of movements
	maxRecords = 500_000
)

// ErrFile is the error of a file that holds no table of movements.
var ErrFile = errors.New("fichier de mouvements illisible")

// Columns names the columns of a file of movements: field → title in the file. The fields are id, date, kind, line,
// account, journal, label, party, amount, settles, abroad, days, from, to. Fields left out are looked for under their usual French
// titles, whatever the case and accents.
type Columns map[string]string

var usualTitles = map[string][]string{
	"id": {"n°", "no", "numéro", "id", "identifiant"}, "date": {"date"}, "kind": {"nature", "type"}, "line": {"ligne", "ligne du devis"},
	"account": {"compte"}, "journal": {"journal"}, "label": {"libellé", "objet"}, "party": {"tiers", "fournisseur", "bénéficiaire"},
	"amount": {"montant ht", "montant", "ht"}, "settles": {"engagement", "solde l'engagement", "réf. engagement"}, "abroad": {"étranger",
		"hors de france"}, "days": {"jours"},
	"from": {"du", "début"}, "to": {"au", "fin"},
}

var kindNames = map[string]MovementKind{
	"engagement": Commitment, "commande": Commitment, "facture": Invoiced, "avoir": Invoiced, "reglement": Paid, "paiement": Paid,
	"virement": Paid,
	"salaire":  PayrollPay, "paie": PayrollPay, "caisse": PettyCash, "charges": BookedDues, "charges comptabilisees": BookedDues,
	"commitment": Commitment, "invoice": Invoiced, "payment": Paid, "payroll": PayrollPay, "petty_cash": PettyCash,
}

// ReadMovements reads a CSV file of movements: separators ; , tab or |, decimal comma or point, UTF-8 or Windows-1252. A
// cell that cannot be read is an error of the report, named by file and line; columns that nothing reads are noticed. name
// is the file's name in messages.
func ReadMovements(r io.Reader, name string, c Columns) ([]Movement, moteur.Report, error) {
	records, err := readRecords(r)
	if err != nil {
		return nil, moteur.Report{}, fmt.Errorf("%s : %w", name, err)
	}
	return movementsOf(records, c, func(row, _ int) string { return fmt.Sprintf("%s:%d", name, row+1) })
}

// ReadMovementsXLSX reads the movements of the first sheet of a workbook that holds the titles date and montant.
func ReadMovementsXLSX(r io.Reader, c Columns) ([]Movement, moteur.Report, error) {
	wb, err := xlsx.Read(r, xlsx.Limits{})
	if err != nil {
		return nil, moteur.Report{}, err
	}
	titles := func(field string) []string {
		if own := c[field]; own != "" {
			return []string{own}
		}
		return usualTitles[field]
	}
	for _, s := range wb.Sheets {
		for _, day := range titles("date") {
			for _, amount := range titles("amount") {
				if h, ok := s.Find(day, amount); ok {
					return movementsOf(recordsOf(s, h, day), c, func(row, col int) string { return s.Ref(h.Row+row, col) })
				}
			}
		}
	}
	return nil, moteur.Report{}, fmt.Errorf("%w : aucune feuille n'a les titres « Date » et « Montant »", ErrFile)
}

// recordsOf copies the rows of a sheet from its titles on. A spreadsheet keeps dates as serial days: they become texts.
func recordsOf(s xlsx.Sheet, h xlsx.Head, day string) [][]string {
	records := make([][]string, 0, len(s.Rows)-h.Row)
	at := slices.IndexFunc(s.Rows[h.Row], func(t string) bool { return fr.Fold(t) == fr.Fold(day) })
	for r := h.Row; r < len(s.Rows); r++ {
		record := slices.Clone(s.Rows[r])
		if d, err := h.Date(r, day); r > h.Row && err == nil && !d.IsZero() && at >= 0 && at < len(record) {
			record[at] = d.String()
		}
		records = append(records, record)
	}
	return records
}

// readRecords reads a delimited text of unknown habits.
func readRecords(r io.Reader) ([][]string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxFile {
		return nil, fmt.Errorf("%w : plus de %d octets", ErrFile, maxFile)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(raw) {
		if raw, err = charmap.Windows1252.NewDecoder().Bytes(raw); err != nil {
			return nil, fmt.Errorf("%w : %w", ErrFile, err)
		}
	}
	first, _, _ := bytes.Cut(raw, []byte("\n"))
	separator, most := ';', 0
	for _, s := range ";\t|," {
		if n := bytes.Count(first, []byte(string(s))); n > most {
			separator, most = s, n
		}
	}
	cr := csv.NewReader(bytes.NewReader(raw))
	cr.Comma, cr.LazyQuotes, cr.FieldsPerRecord = separator, true, -1
	var out [][]string
	for {
		record, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w : %w", ErrFile, err)
		}
		if len(out) >= maxRecords {
			return nil, fmt.Errorf("%w : plus de %d lignes", ErrFile, maxRecords)
		}
		out = append(out, record)
	}
}

// movementsOf turns records into movements; the first record holds the titles. place names a cell for people.
func movementsOf(records [][]string, c Columns, place func(row, col int) string) ([]Movement, moteur.Report, error) {
	f := movementFile{place: place}
	if len(records) == 0 {
		return nil, f.r, fmt.Errorf("%w : vide", ErrFile)
	}
	f.head(records[0], c)
	for _, needed := range []string{"date", "amount"} {
		if _, ok := f.at[needed]; !ok {
			return nil, f.r, fmt.Errorf("%w : colonne « %s » absente", ErrFile, usualTitles[needed][0])
		}
	}
	var out []Movement
	for i, record := range records[1:] {
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			continue
		}
		if m, ok := f.movement(i+1, record); ok {
			out = append(out, m)
		}
	}
	return out, f.r, nil
}

// movementFile reads the rows of a file of movements by the places of its columns.
type movementFile struct {
	at    map[string]int // field → column
	place func(row, col int) string
	r     moteur.Report
}

// head finds the column of each field by its title; a column that nothing reads is noticed.
func (f *movementFile) head(titles []string, c Columns) {
	f.at = map[string]int{}
	for col, t := range titles {
		folded, known := fr.Fold(t), false
		for field, titles := range usualTitles {
			if own := c[field]; own != "" {
				titles = []string{own}
			}
			for _, want := range titles {
				if _, taken := f.at[field]; folded == fr.Fold(want) && !taken {
					f.at[field], known = col, true
				}
			}
		}
		if !known && folded != "" {
			f.r.Notef(f.place(0, col), "budget/column-unread", "La colonne « %s » n'est pas lue.", fr.Clip(t))
		}
	}
}

// movement reads a row; false leaves out a row with a cell that cannot be read, named in the report.
func (f *movementFile) movement(row int, record []string) (Movement, bool) {
	cell := func(field string) string {
		if col, ok := f.at[field]; ok && col < len(record) {
			return strings.TrimSpace(record[col])
		}
		return ""
	}
	fail := func(field, what string) (Movement, bool) {
		f.r.Errorf(f.place(row, f.at[field]), "budget/cell", what+" : « %s ».", fr.Clip(cell(field)))
		return Movement{}, false
	}
	m := Movement{ID: cell("id"), Kind: Invoiced, Line: cell("line"), Account: cell("account"), Journal: cell("journal"),
		Label: cell("label"), Party: cell("party"), Settles: cell("settles"), Place: f.place(row, f.at["amount"])}
	var ok bool
	if m.Date, ok = parseDay(cell("date")); !ok {
		return fail("date", "Date illisible")
	}
	amount, err := money.Parse(cell("amount"))
	if err != nil {
		return fail("amount", "Montant illisible")
	}
	m.Amount = amount
	if kind := cell("kind"); kind != "" {
		if m.Kind, ok = kindNames[fr.Fold(kind)]; !ok {
			return fail("kind", "Nature inconnue")
		}
	}
	switch fr.Fold(cell("abroad")) {
	case "", "non", "0", "fr", "france":
	default:
		m.Abroad = true
	}
	if days := cell("days"); days != "" {
		n, err := money.Parse(days)
		if err != nil || !n.IsPositive() || n.GreaterThan(decimal.NewFromInt(3660)) {
			return fail("days", "Nombre de jours illisible")
		}
		m.Days = int(n.Ceil().IntPart())
	}
	for k, day := range []*moteur.Date{&m.Span.From, &m.Span.To} {
		field := [...]string{"from", "to"}[k]
		if t := cell(field); t != "" {
			if *day, ok = parseDay(t); !ok {
				return fail(field, "Date illisible")
			}
		}
	}
	return m, true
}

// parseDay reads "2026-03-03", "03/03/2026", "03/03/26", "20260303".
func parseDay(s string) (moteur.Date, bool) {
	if len(s) == 8 && !strings.ContainsAny(s, "/-.") {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	if len(s) == 8 && s[2] == '/' && s[5] == '/' {
		s = s[:6] + "20" + s[6:]
	}
	if len(s) == 10 && s[2] == '/' && s[5] == '/' {
		s = s[6:] + "-" + s[3:5] + "-" + s[:2]
	}
	d, err := moteur.ParseDate(s)
	return d, err == nil
}
