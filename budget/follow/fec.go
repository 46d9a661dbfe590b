package follow

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

var fecFields = []string{"JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
	"PieceRef",
	"PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"}

// ReadFEC reads a fichier des écritures comptables and returns the movements of its cost accounts: debit less credit, one
// movement a row. Pay accounts become payroll movements, accounts of charges become booked charges; a Mapping then sends
// accounts to lines. Real files break the form: separators, case of titles, Latin-1, padding, Montant and Sens in place of
// Debit and Credit are read, and every oddity is in the report. An entry that does not balance is a warning: its rows are
// still returned. name is the file's name in messages.
func ReadFEC(r io.Reader, name string) ([]Movement, moteur.Report, error) {
	records, err := readRecords(r)
	if err != nil {
		return nil, moteur.Report{}, fmt.Errorf("%s : %w", name, err)
	}
	f := fec{name: name, at: map[string]int{}, balance: map[string]decimal.Decimal{}, first: map[string]int{}}
	if len(records) == 0 {
		return nil, f.r, fmt.Errorf("%s : %w : vide", name, ErrFile)
	}
	if err := f.head(records[0]); err != nil {
		return nil, f.r, err
	}
	if err := f.prefixes(); err != nil {
		return nil, f.r, err
	}
	for i, record := range records[1:] {
		f.row(i+2, record)
	}
	for _, key := range f.order {
		if b := f.balance[key]; !b.IsZero() {
			journal, num, _ := strings.Cut(key, "\x00")
			f.r.Warnf(f.place(f.first[key]), "budget/fec-balance", "L'écriture %s du journal %s n'est pas équilibrée : écart %s.",
				fr.Clip(num), fr.Clip(journal), fr.Euros(b))
		}
	}
	return f.out, f.r, nil
}

type fec struct {
	name                string
	at                  map[string]int
	out                 []Movement
	r                   moteur.Report
	cost, payroll, dues string
	balance             map[string]decimal.Decimal // journal and number → debit less credit
	first               map[string]int             // journal and number → line
	order               []string
	width               int
}

func (f *fec) place(line int) string { return fmt.Sprintf("%s:%d", f.name, line) }

func (f *fec) head(titles []string) error {
	f.width = len(titles)
	for col, t := range titles {
		f.at[strings.ReplaceAll(fr.Fold(t), " ", "")] = col
	}
	for _, needed := range []string{"JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "EcritureLib"} {
		if _, ok := f.at[fr.Fold(needed)]; !ok {
			return fmt.Errorf("%s : %w : la colonne %s du FEC manque", f.name, ErrFile, needed)
		}
	}
	_, debit := f.at["debit"]
	_, amount := f.at["montant"]
	if !debit && !amount {
		return fmt.Errorf("%s : %w : ni Debit et Credit, ni Montant et Sens", f.name, ErrFile)
	}
	for i, want := range fecFields {
		if i >= len(titles) || titles[i] != want {
			f.r.Notef(f.place(1), "budget/fec-form", "L'en-tête n'est pas celui du texte : colonne %d, %q attendu.", i+1, want)
			break
		}
	}
	return nil
}

func (f *fec) prefixes() error {
	t, err := accountsTable()
	if err != nil {
		return err
	}
	b := law.Open(moteur.Date{}, &f.r, t).At("accounts") // the plan of accounts is read without a date
	f.cost, f.payroll, f.dues = b.Text("fec.cost"), b.Text("fec.payroll"), b.Text("fec.charges")
	return b.Err()
}

func (f *fec) row(line int, record []string) {
	if strings.TrimSpace(strings.Join(record, "")) == "" {
		return
	}
	if label := f.at["ecriturelib"]; len(record) > f.width && f.shifted(record) {
		extra := len(record) - f.width // a separator inside the label
		merged := append([]string{}, record[:label]...)
		merged = append(merged, strings.Join(record[label:label+extra+1], "|"))
		record = append(merged, record[label+extra+1:]...)
		f.r.Notef(f.place(line), "budget/fec-form", "La ligne a %d champs de trop : le libellé contient sans doute le séparateur.", extra)
	}
	cell := func(title string) string {
		if col, ok := f.at[title]; ok && col < len(record) {
			return strings.TrimSpace(record[col])
		}
		return ""
	}
	amount, ok := f.amount(line, cell)
	if !ok {
		return
	}
	account, journal, num := cell("comptenum"), cell("journalcode"), cell("ecriturenum")
	key := journal + "\x00" + num
	if _, seen := f.first[key]; !seen {
		f.first[key] = line
		f.order = append(f.order, key)
	}
	f.balance[key] = f.balance[key].Add(amount)
	date, ok := parseDay(cell("ecrituredate"))
	if !ok {
		f.r.Errorf(f.place(line), "budget/fec-cell", "Date d'écriture illisible : « %s ».", fr.Clip(cell("ecrituredate")))
		return
	}
	if account == "" || account[0] < '1' || account[0] > '8' {
		f.r.Warnf(f.place(line), "budget/fec-account", "Le compte « %s » ne commence pas par 1 à 8.", fr.Clip(account))
		return
	}
	if !strings.HasPrefix(account, f.cost) || amount.IsZero() {
		return
	}
	m := Movement{ID: fmt.Sprintf("%s/%s/%d", journal, num, line), Date: date, Kind: Invoiced, Account: account, Journal: journal,
		Label: cell("ecriturelib"),
		Party: cell("compauxlib"), Amount: amount, Place: f.place(line)}
	switch {
	case strings.HasPrefix(account, f.payroll):
		m.Kind = PayrollPay
	case strings.HasPrefix(account, f.dues):
		m.Kind = BookedDues
	}
	f.out = append(f.out, m)
}

// shifted tells whether the amounts of a row do not stand where they should: a separator inside the label has moved them.
func (f *fec) shifted(record []string) bool {
	for _, title := range []string{"debit", "credit", "montant"} {
		if col, ok := f.at[title]; ok && col > f.at["ecriturelib"] {
			if t := strings.TrimSpace(record[col]); t != "" {
				if _, err := money.Parse(t); err != nil {
					return true
				}
			}
		}
	}
	return false
}

// amount is debit less credit, or the signed Montant.
func (f *fec) amount(line int, cell func(string) string) (decimal.Decimal, bool) {
	read := func(title string) (decimal.Decimal, bool) {
		t := cell(title)
		if t == "" {
			return decimal.Zero, true
		}
		d, err := money.Parse(t)
		if err != nil {
			f.r.Errorf(f.place(line), "budget/fec-cell", "%s illisible : « %s ».", fr.Capital(title), fr.Clip(t))
			return decimal.Zero, false
		}
		return d, true
	}
	if _, ok := f.at["debit"]; ok {
		debit, okD := read("debit")
		credit, okC := read("credit")
		return debit.Sub(credit), okD && okC
	}
	amount, ok := read("montant")
	switch strings.ToUpper(cell("sens")) {
	case "D", "+1", "1", "":
	case "C", "-1":
		amount = amount.Neg()
	default:
		f.r.Errorf(f.place(line), "budget/fec-cell", "Sens illisible : « %s ».", fr.Clip(cell("sens")))
		return decimal.Zero, false
	}
	return amount, ok
}
