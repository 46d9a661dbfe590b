// Breakdown reads a screenplay or a schedule (Fountain, FDX, USS, CSV, JSON) and prints its breakdown as JSON.
//
//	go run ./examples/breakdown film.fountain
//	go run ./examples/breakdown -pdf depouillement.pdf -xlsx depouillement.xlsx film.fdx
//	go run ./examples/breakdown -update depouillement.xlsx -xlsx nouveau.xlsx film-v2.fountain
//
// It ends with code 2, and a message on the error output, when a file cannot be read.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/uss"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run does the work and gives the exit code: 0, or 2 when something cannot be read or written.
func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("breakdown", flag.ContinueOnError)
	flags.SetOutput(errs)
	xlsx := flags.String("xlsx", "", "write the workbook to edit to this file")
	pdf := flags.String("pdf", "", "write the breakdown sheets to this file")
	strips := flags.String("uss", "", "write a Universal Schedule Standard file")
	csv := flags.String("csv", "", "write a table for spreadsheets to this file")
	french := flags.String("french", "", "yes or no: French mode; found by itself when empty")
	edited := flags.String("update", "", "keep the decisions of this edited workbook")
	mapping := flags.String("mapping", "", "read a table with this mapping of its columns (JSON)")
	lexicon := flags.String("lexicon", "", "add these groups of words to the lexicon (JSON: a list of {category, flags, terms})")
	reading := flags.String("reading", "", "write a fiche de lecture with the measured facts to this file")
	company := flags.String("company", "", "company printed on the sheets")
	date := flags.String("date", "", "date printed on the sheets, AAAA-MM-JJ")
	flags.Usage = func() {
		fmt.Fprintln(errs,
			"usage : breakdown [options] FICHIER (.fountain, .fdx, .uss, .csv, .json, ou un classeur .xlsx de dépouillement)")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() != 1 {
		flags.Usage()
		return 2
	}
	fail := func(err error) int {
		fmt.Fprintln(errs, "breakdown :", err)
		return 2
	}
	set := breakdown.LoadSettings{French: *french}
	if err := settings(&set, *mapping, *lexicon); err != nil {
		return fail(err)
	}
	b, err := load(flags.Arg(0), set)
	if err != nil {
		return fail(err)
	}
	if *edited != "" {
		old, err := load(*edited, breakdown.LoadSettings{})
		if err != nil {
			return fail(err)
		}
		var changes breakdown.Comparison
		b, changes = breakdown.Update(old, b)
		fmt.Fprint(errs, changes)
	}
	s := breakdown.Sheets{Breakdown: b, Company: *company}
	if *date != "" {
		if s.Date, err = moteur.ParseDate(*date); err != nil {
			return fail(err)
		}
	}
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{*xlsx, s.WriteXLSX}, {*pdf, s.WritePDF}, {*reading, breakdown.NewReading(b, nil).WritePDF},
		{*strips, func(w io.Writer) error {
			return uss.Write(w, breakdown.ToUSS(b, breakdown.USSHead{Created: s.Date}))
		}},
		{*csv, func(w io.Writer) error { return b.WriteCSV(w, breakdown.CSVSettings{French: true}) }},
	} {
		if f.name == "" {
			continue
		}
		if err := write(f.name, f.write); err != nil {
			return fail(err)
		}
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(b); err != nil {
		return fail(err)
	}
	return 0
}

// load reads a file of any known format.
func load(path string, set breakdown.LoadSettings) (breakdown.Breakdown, error) {
	f, err := os.Open(path)
	if err != nil {
		return breakdown.Breakdown{}, err
	}
	defer f.Close()
	if filepath.Ext(path) == ".xlsx" {
		b, rep, err := breakdown.ReadXLSX(f)
		if err != nil {
			return b, fmt.Errorf("%s : %w", path, err)
		}
		return b, rep.Err()
	}
	set.Name = filepath.Base(path)
	return breakdown.Load(f, set)
}

// settings reads the mapping of a table and the words added to the lexicon.
func settings(set *breakdown.LoadSettings, mapping, lexicon string) error {
	if mapping != "" {
		set.Mapping = &breakdown.Mapping{}
		if err := readJSON(mapping, set.Mapping); err != nil {
			return err
		}
	}
	if lexicon == "" {
		return nil
	}
	var groups []breakdown.Group
	if err := readJSON(lexicon, &groups); err != nil {
		return err
	}
	set.Breakdown.Words = groups
	return nil
}

func readJSON(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s : %w", path, err)
	}
	return nil
}

// write makes a file, and tells when it cannot be closed.
func write(path string, fn func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := fn(f); err != nil {
		f.Close()
		return fmt.Errorf("%s : %w", path, err)
	}
	return f.Close()
}
