// Command payroll turns the sample film's crew and twelve shooting days into the papers of a production office: time
// sheets, employer charges, contracts, hiring declarations (DPAE), register, payroll variables.
//
//	go run ./examples/payroll -out papiers                       # the sample film, invented identities and days
//	go run ./examples/payroll -days papiers/heures.xlsx          # the form of hours, filled in
//
// It reads the film's folder (people, jobs and rates of the devis), and beside it hiring.json (identities, terms) and
// days.json (the hours of the crew), or the workbook heures.xlsx that it writes, once filled in; without -hiring and -days
// the invented ones of the example are used. Nothing is sent.
package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"github.com/moteur-film/moteur/schedule/labour"
	"path/filepath"
	"strings"

	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/strict"
)

//go:embed hiring.json days.json
var invented embed.FS

// options are the program's own flags.
type options struct{ hiring, days string }

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:   "payroll",
		About:  "Fait les papiers de la paie : relevés d'heures, charges, contrats, DPAE, registre, variables de paie.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.hiring, "hiring", "", "`FICHIER` JSON des identités et des conditions ; sans lui, ceux de l'exemple, inventés")
			f.StringVar(&o.days, "days", "", "`FICHIER` des jours de l'équipe, JSON ou classeur rempli ; sans lui, ceux de l'exemple")
		},
		Run: func(_ context.Context, job *cli.Job) error { return run(job, o) },
	}
}

func run(job *cli.Job, o options) error {
	if job.Folder != "" && (o.hiring == "" || o.days == "") {
		return cli.Input(errors.New("-film demande -hiring et -days : les identités et les jours de l'exemple sont ceux du film d'exemple"))
	}
	folder, err := job.Film()
	if err != nil {
		return err
	}
	var input hiring.Input
	if err := readJSON(o.hiring, "hiring.json", &input); err != nil {
		return err
	}
	var days []labour.Day
	if strings.EqualFold(filepath.Ext(o.days), ".xlsx") {
		days, err = readWorkbook(o.days)
	} else {
		err = readJSON(o.days, "days.json", &days)
	}
	if err != nil {
		return err
	}
	office, err := folder.Office(input, days)
	if err != nil {
		return err
	}
	var docs []film.Document
	for _, p := range office.Papers() {
		docs = append(docs, film.Document{Name: p.Name, Write: p.Write})
	}
	if err := job.Save(docs...); err != nil {
		return err
	}
	return job.Print(office, office.WriteSummary)
}

// readJSON reads a file, or the invented one of the example when no name is given.
func readJSON(name, fallback string, into any) error {
	if name != "" {
		return cli.ReadJSON(name, into)
	}
	b, err := invented.ReadFile(fallback)
	if err != nil {
		return err
	}
	return strict.Decode(fallback, b, into).Err()
}

// readWorkbook reads the filled form of hours; every wrong cell is named.
func readWorkbook(name string) ([]labour.Day, error) {
	b, err := cli.Read(name)
	if err != nil {
		return nil, err
	}
	days, rep, err := payroll.ReadHours(bytes.NewReader(b))
	if err = errors.Join(err, rep.Err()); err != nil {
		return nil, cli.Input(fmt.Errorf("%s : %w", name, err))
	}
	return days, nil
}
