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
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/strict"
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
	f, err := film.Load(source)
	if err != nil {
		return err
	}
	var input hiring.Input
	if err := readJSON(*hiringFile, "hiring.json", &input); err != nil {
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
	office, err := hiring.NewOffice(f.Film, f.People, offers(f.Budget), input, days)
	if err != nil {
		return err
	}
	if *out != "" {
		if err := write(*out, office.Papers()); err != nil {
			return err
		}
	}
	return office.WriteSummary(stdout)
}

// offers are the salaried lines of a devis that name a person.
func offers(b budget.Budget) []hiring.Offer {
	var out []hiring.Offer
	for _, l := range b.Lines {
		if l.Status == budget.Salaried && l.Person != "" {
			out = append(out, hiring.Offer{Line: l.ID, Person: l.Person, Job: l.Job, Profile: l.Profile, Role: l.Role, Span: l.Span,
				Rate: l.Rate})
		}
	}
	return out
}

func write(dir string, papers []hiring.OfficePaper) error {
	var errs []error
	for _, p := range papers {
		name := filepath.Join(dir, filepath.FromSlash(p.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		errs = append(errs, cli.Write(name, p.Write))
	}
	return errors.Join(errs...)
}

// readJSON reads a file, or the invented one of the example when no name is given; every fault is said with its line.
func readJSON(name, fallback string, into any) error {
	var file fs.File
	var err error
	if name == "" {
		name = fallback
		file, err = invented.Open(fallback)
	} else {
		file, err = os.Open(name)
	}
	if err != nil {
		return err
	}
	defer file.Close()
	return strict.Read(filepath.Base(name), file, into).Err()
}

// readWorkbook reads the filled form of hours; every wrong cell is named.
func readWorkbook(name string) ([]payroll.Workday, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	days, rep, err := payroll.ReadHours(bytes.NewReader(b))
	if err = errors.Join(err, rep.Err()); err != nil {
		return nil, fmt.Errorf("%s : %w", name, err)
	}
	return days, nil
}
