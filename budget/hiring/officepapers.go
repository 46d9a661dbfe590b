package hiring

import (
	"fmt"
	"github.com/moteur-film/moteur/schedule/labour"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
)

// OfficePaper is a paper of the office: the name of its file, with / between folders, and what writes it.
type OfficePaper struct {
	Name  string
	Write func(io.Writer) error
}

// Papers lists every paper: contracts, time sheets and children's files in folders of their own.
func (o Office) Papers() []OfficePaper {
	out := []OfficePaper{
		{"charges.pdf", o.Costs.WritePDF}, {"charges.xlsx", o.Costs.WriteXLSX},
		{"registre.pdf", o.Register.WritePDF}, {"registre.xlsx", o.Register.WriteXLSX},
		{"emargement.pdf", o.Extras.WritePDF}, {"emargement.xlsx", o.Extras.WriteXLSX},
		{"dpae-essai.xml", o.DPAE.WriteXML},
		{"obligations.pdf", func(w io.Writer) error { return pdf.Write(w, DutiesDocument(o.Film, o.Duties, o.Costs.Date)) }},
		{"donnees-personnelles.pdf", func(w io.Writer) error { return pdf.Write(w, PrivacyDocument(o.Costs.Date)) }},
		{"heures.xlsx", o.Form.WriteXLSX},
		{"paie.csv", func(w io.Writer) error { return WritePayrollCSV(w, o.Time, false) }},
	}
	for _, p := range o.Time {
		name := "releves/" + fr.Slug(p.Engagement.Employee.Person.ID)
		out = append(out, OfficePaper{name + ".pdf", p.Sheet.WritePDF}, OfficePaper{name + ".xlsx", p.Sheet.WriteXLSX})
	}
	for _, c := range o.Contracts {
		out = append(out, OfficePaper{"contrats/" + fr.Slug(c.Engagement.Employee.Person.ID) + ".pdf", c.WritePDF})
	}
	for _, c := range o.Children {
		out = append(out, OfficePaper{"enfants/" + fr.Slug(c.Child.Person.ID) + ".pdf", c.WritePDF})
	}
	return out
}

// WriteSummary prints one line a person, the totals, what to do by when, and what stops a signature.
func (o Office) WriteSummary(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%s : %s\n\n", o.Film.Title, fr.Plural(len(o.Time), "personne", "personnes"))
	fmt.Fprintln(t, "Nom\tFonction\tJours\tHeures\tBrut\tCharges\tCoût\tConstats\tContrat")
	for i, p := range o.Time {
		days, minutes := 0, 0
		for _, d := range p.Sheet.Days {
			if d.Kind != labour.HolidayOff {
				days++
				minutes += d.Effective
			}
		}
		state := "prêt"
		if !o.Contracts[i].Ready() {
			state = "à compléter"
		}
		c := o.Costs.Rows[i].Charged
		fmt.Fprintf(t, "%s\t%s\t%d\t%d h %02d\t%s\t%s\t%s\t%d\t%s\n", p.Engagement.Employee.CivilName(), p.Engagement.Job, days, minutes/60,
			minutes%60, fr.Euros(c.Gross), fr.Euros(c.Total), fr.Euros(c.Cost), len(p.Sheet.Findings), state)
	}
	gross, charges, cost := o.Totals()
	fmt.Fprintf(t, "Total\t\t\t\t%s\t%s\t%s\t\t\n\n", fr.Euros(gross), fr.Euros(charges), fr.Euros(cost))
	if err := t.Flush(); err != nil {
		return err
	}
	return o.writeToDo(w)
}

// writeToDo prints the deadlines and the findings; the proofs to gather are counted, their list is in obligations.pdf.
func (o Office) writeToDo(w io.Writer) error {
	fmt.Fprintf(w, "DPAE : %s, fenêtre du %s au %s, %s.\n", fr.Plural(len(o.DPAE.Hires), "embauche", "embauches"), fr.Date(o.Window.From),
		fr.Date(o.Window.To), fr.Plural(len(o.DPAE.Changes), "texte transformé", "textes transformés"))
	for _, d := range o.Deadlines {
		fmt.Fprintf(w, "%s : %s\n", fr.ShortDate(d.By), d.Label)
	}
	for _, c := range o.Contracts {
		if err := c.Report.Err(); err != nil {
			fmt.Fprintf(w, "%s : %s\n", c.Engagement.Employee.CivilName(), err)
		}
	}
	var proofs moteur.Report
	for _, i := range o.Checks.Issues {
		if strings.HasPrefix(i.Rule, "duty/") {
			proofs.Add(i)
			continue
		}
		fmt.Fprintln(w, i)
	}
	fmt.Fprintf(w, "%s à réunir : obligations.pdf.\n", fr.Plural(len(proofs.Issues), "preuve", "preuves"))
	_, err := fmt.Fprintf(w, "%s à confirmer.\n", fr.Plural(len(o.Doubts.Issues), "valeur légale", "valeurs légales"))
	return err
}
