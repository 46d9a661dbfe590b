package budget

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// WriteMMB writes the devis as tab-separated text in three levels (category, account, detail), the shape that Movie Magic
// Budgeting exports and other programs read: amount × X × rate, one currency. Charges and percent lines come as details of
// their accounts. Decimal point, no thousands mark, CRLF.
func (e Estimate) WriteMMB(w io.Writer) error {
	if err := e.Report.Err(); err != nil {
		return fmt.Errorf("devis refusé : %w", err)
	}
	lines, percents, charges := map[string][]int{}, map[string][]int{}, map[string]decimal.Decimal{}
	for i := range e.Lines {
		if e.Lines[i].Active {
			lines[e.Lines[i].Account] = append(lines[e.Lines[i].Account], i)
		}
	}
	for k := range e.Percents {
		percents[e.Budget.Percents[k].Account] = append(percents[e.Budget.Percents[k].Account], k)
	}
	for _, c := range e.Charges {
		charges[c.Account] = charges[c.Account].Add(c.Amount)
	}
	var b strings.Builder
	row := func(cells ...string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Map(func(r rune) rune {
				if r < ' ' {
					return ' '
				}
				return r
			}, c))
		}
		b.WriteString("\r\n")
	}
	row("Level", "Account", "Description", "Amount", "Units", "X", "Rate", "Total")
	for _, a := range e.Accounts {
		level := "Account"
		if a.Depth == 1 {
			level = "Category"
		}
		row(level, a.Code, a.Label, "", "", "", "", e.print(a.Amount).StringFixed(2))
		for _, i := range lines[a.Code] {
			l := &e.Budget.Lines[i]
			rate := l.Rate.Mul(e.Budget.ExchangeRate(l.Currency))
			row("Detail", a.Code, l.Label, e.Lines[i].Quantity.String(), l.Unit, factor(l.Number).String(), rate.String(),
				e.print(e.Lines[i].Amount).StringFixed(2))
		}
		if c := charges[a.Code]; !c.IsZero() {
			row("Detail", a.Code, "Charges", "1", "flat", "1", e.print(c).StringFixed(2), e.print(c).StringFixed(2))
		}
		for _, k := range percents[a.Code] {
			p := &e.Budget.Percents[k]
			v := e.print(e.Percents[k].Amount).StringFixed(2)
			row("Detail", a.Code, p.Label, "1", "flat", "1", v, v)
		}
	}
	row("Total", "", "", "", "", "", "", e.Total.StringFixed(2))
	_, err := io.WriteString(w, b.String())
	return err
}

// CarbonQuantity is a quantity that the approved carbon calculators ask for.
type CarbonQuantity struct {
	Unit     string          `json:"unit"` // km, night, meal, kwh, kg, litre
	Account  string          `json:"account"`
	Label    string          `json:"label"`
	Quantity decimal.Decimal `json:"quantity"` // number × quantity
	Line     string          `json:"line"`
}

// Carbon lists the physical quantities of the devis: kilometres, nights of lodging, meals, kilowatt-hours, kilograms,
// litres. It computes no emission: SeCO2, Carbon'Clap and Carbon Stage do.
func Carbon(e Estimate) []CarbonQuantity {
	var out []CarbonQuantity
	for i := range e.Lines {
		l := &e.Budget.Lines[i]
		switch l.Unit {
		case "km", "night", "meal", "kwh", "kg", "litre":
			if q := e.Lines[i].Quantity.Mul(factor(l.Number)); e.Lines[i].Active && l.Status != Salaried && !q.IsZero() {
				out = append(out, CarbonQuantity{Unit: l.Unit, Account: l.Account, Label: l.Label, Quantity: q, Line: l.ID})
			}
		}
	}
	return out
}

// WriteCarbon writes the quantities as a CSV that French spreadsheets open: semicolons, decimal comma, UTF-8 with its mark.
func WriteCarbon(w io.Writer, list []CarbonQuantity) error {
	var b strings.Builder
	b.WriteString("\ufeffUnité;Compte;Ligne;Quantité\r\n")
	for _, q := range list {
		if err := money.Guard(q.Quantity); err != nil {
			return fmt.Errorf("quantités carbone, ligne %s : %w", fr.Clip(q.Line), err)
		}
		label := strings.ReplaceAll(q.Label, `"`, `""`)
		if label != "" && strings.ContainsRune("=+-@", rune(label[0])) {
			label = "'" + label
		}
		b.WriteString(UnitLabel(q.Unit) + ";" + q.Account + `;"` + label + `";` +
			strings.ReplaceAll(strings.ReplaceAll(fr.Plain(q.Quantity), fr.NNBSP, ""), fr.NBSP, "") + "\r\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
