package hiring

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/moteur-film/moteur/budget/payroll"
)

// PersonTime is the time sheet of one person, for the payroll export.
type PersonTime struct {
	Engagement Engagement        `json:"engagement"`
	Sheet      payroll.TimeSheet `json:"sheet"`
}

// WritePayrollCSV writes the payroll variables of a crew: one line a pay line, semicolons, decimal comma, UTF-8 with a
// byte-order mark, as spreadsheet programs in French open it. The NIR appears only when full is true, for the payroll
// house; texts that a spreadsheet would take for a formula are defused.
func WritePayrollCSV(w io.Writer, people []PersonTime, full bool) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.Comma = ';'
	head := []string{"matricule", "nom", "prénom", "fonction", "semaine", "rubrique", "libellé", "nombre", "base", "taux", "montant",
		"nature"}
	if full {
		head = append(head, "nir", "congés spectacles")
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for _, p := range people {
		e := p.Engagement.Employee.Redacted(PaperPayrollExport)
		for _, l := range p.Sheet.Lines {
			nature := "salaire"
			if l.Allowance {
				nature = "indemnité"
			}
			row := []string{safeCell(e.Person.ID), safeCell(e.Person.LastName), safeCell(e.Person.FirstName), safeCell(p.Engagement.Job),
				l.Week.String(), l.Rule, l.Label,
				comma2(l.Hours.String()), comma2(l.Hourly.String()), comma2(l.Rate.String()), comma2(l.Amount.StringFixed(2)), nature}
			if full {
				row = append(row, e.NIR.Reveal(), safeCell(e.LeaveFundNumber))
			}
			if err := c.Write(row); err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
}

func comma2(s string) string { return strings.Replace(s, ".", ",", 1) }

// safeCell defuses a text that a spreadsheet would read as a formula.
func safeCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
