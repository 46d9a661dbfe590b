// Command payroll turns the sample film's crew and twelve shooting days into the papers of a production office: time
// sheets, employer charges, contracts, hiring declarations (DPAE), register, payroll variables.
//
//	go run ./examples/payroll -out papiers
//
// It reads the film's folder (people, jobs and rates of the devis), and beside it hiring.json (identities, terms) and
// days.json (the hours of the crew), or the workbook heures.xlsx that it writes, once filled in; without -hiring and -days
// the invented ones of the example are used. Nothing is sent.
package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/fr"
)

//go:embed hiring.json days.json
var invented embed.FS

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr, run)) }

func run(args []string, stdout, stderr io.Writer) error {
	flags := cli.Flags("payroll", "[-film DOSSIER] [-hiring FICHIER] [-days FICHIER] [-out DOSSIER]", stderr)
	folder := flags.String("film", "", "folder of the film (default: the sample film)")
	hiringFile := flags.String("hiring", "", "identities and terms, JSON (default: invented)")
	daysFile := flags.String("days", "", "days of the crew, JSON or filled workbook (default: invented)")
	out := flags.String("out", "", "folder to write the papers in (default: write nothing)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	source := film.Sample()
	if *folder != "" {
		source = os.DirFS(*folder)
	}
	loaded, err := film.Load(source)
	if err != nil {
		return err
	}
	var hiring Hiring
	if err := readJSON(*hiringFile, "hiring.json", &hiring); err != nil {
		return err
	}
	var days []payroll.Workday
	if strings.EqualFold(filepath.Ext(*daysFile), ".xlsx") {
		days, err = readWorkbook(*daysFile)
	} else {
		err = readJSON(*daysFile, "days.json", &days)
	}
	if err != nil {
		return err
	}
	office, err := NewOffice(loaded, hiring, days)
	if err != nil {
		return err
	}
	if *out != "" {
		if err := office.Write(*out); err != nil {
			return err
		}
	}
	return office.Summary(stdout)
}

const maxJSON = 4 << 20

// readJSON reads a file, or the invented one of the example when no name is given.
func readJSON(name, fallback string, into any) error {
	var b []byte
	var err error
	if name == "" {
		name = fallback
		b, err = invented.ReadFile(fallback)
	} else {
		b, err = readFile(name)
	}
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s : %w", name, err)
	}
	return nil
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxJSON+1))
	if err == nil && len(b) > maxJSON {
		err = fmt.Errorf("%s : plus de %d Mio", name, maxJSON>>20)
	}
	return b, err
}

// readWorkbook reads the filled form of hours; every wrong cell is named.
func readWorkbook(name string) ([]payroll.Workday, error) {
	b, err := readFile(name)
	if err != nil {
		return nil, err
	}
	days, rep, err := payroll.ReadHours(bytes.NewReader(b))
	if err = errors.Join(err, rep.Err()); err != nil {
		return nil, fmt.Errorf("%s : %w", name, err)
	}
	return days, nil
}

// Write writes every paper into a folder, contracts and time sheets in folders of their own.
func (o Office) Write(dir string) error {
	files := map[string]func(io.Writer) error{
		"charges.pdf": o.Costs.WritePDF, "charges.xlsx": o.Costs.WriteXLSX, "registre.pdf": o.Register.WritePDF,
		"registre.xlsx":  o.Register.WriteXLSX,
		"emargement.pdf": o.Extras.WritePDF, "dpae-essai.xml": o.DPAE.WriteXML, "obligations.pdf": o.dutiesPDF,
		"heures.xlsx": o.Form.WriteXLSX,
		"paie.csv":    func(w io.Writer) error { return hiring.WritePayrollCSV(w, o.Time, false) },
	}
	for _, p := range o.Time {
		name := fr.Slug(p.Engagement.Employee.Person.ID)
		files["releves/"+name+".pdf"], files["releves/"+name+".xlsx"] = p.Sheet.WritePDF, p.Sheet.WriteXLSX
	}
	for _, c := range o.Contracts {
		files["contrats/"+fr.Slug(c.Engagement.Employee.Person.ID)+".pdf"] = c.WritePDF
	}
	for _, c := range o.Children {
		files["enfants/"+fr.Slug(c.Child.Person.ID)+".pdf"] = c.WritePDF
	}
	for _, sub := range []string{"releves", "contrats", "enfants"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return err
		}
	}
	var errs []error
	for name, write := range files {
		errs = append(errs, cli.Write(filepath.Join(dir, filepath.FromSlash(name)), write))
	}
	return errors.Join(errs...)
}

// Summary prints one line a person, the totals, what to do by when, and what stops a signature.
func (o Office) Summary(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%s : %s\n\n", o.Film.Title, fr.Plural(len(o.Time), "personne", "personnes"))
	fmt.Fprintln(t, "Nom\tFonction\tJours\tHeures\tBrut\tCharges\tCoût\tConstats\tContrat")
	var gross, charges decimal.Decimal
	for i, p := range o.Time {
		days, minutes := 0, 0
		for _, d := range p.Sheet.Days {
			if d.Kind != payroll.HolidayOff {
				days++
				minutes += d.Effective
			}
		}
		state := "prêt"
		if !o.Contracts[i].Ready() {
			state = "à compléter"
		}
		c := o.Costs.Rows[i].Charged
		gross, charges = gross.Add(c.Gross), charges.Add(c.Total)
		fmt.Fprintf(t, "%s\t%s\t%d\t%d h %02d\t%s\t%s\t%s\t%d\t%s\n", p.Engagement.Employee.CivilName(), p.Engagement.Job, days, minutes/60,
			minutes%60, fr.Euros(c.Gross), fr.Euros(c.Total), fr.Euros(c.Cost), len(p.Sheet.Findings), state)
	}
	fmt.Fprintf(t, "Total\t\t\t\t%s\t%s\t%s\t\t\n\n", fr.Euros(gross), fr.Euros(charges), fr.Euros(gross.Add(charges)))
	if err := t.Flush(); err != nil {
		return err
	}
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
	for _, i := range o.Minors.Issues {
		fmt.Fprintln(w, i)
	}
	_, err := fmt.Fprintf(w, "%s à confirmer.\n", fr.Plural(o.Unverified, "valeur légale", "valeurs légales"))
	return err
}
