// Command financing prints the money of a film: plan de financement, tax credit with its derivation, treasury.
//
//	financing [-lose SOURCE] [-shift DAYS] [-out FOLDER] [FILM FOLDER]
//
// Without a folder it takes the sample film. -lose prints what a lost source does to the gap, the lowest cash and the intensity
// of public aid; -shift what moving the first shooting day does. -out writes the same documents as PDF and workbooks.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr, run)) }

// printable is a result that prints itself.
type printable interface {
	Document() doc.Document
	WritePDF(io.Writer) error
	WriteXLSX(io.Writer) error
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := cli.Flags("financing", "[-lose SOURCE] [-shift JOURS] [-out DOSSIER] [DOSSIER DU FILM]", stderr)
	lose := flags.String("lose", "", "source to lose, by `ID` or by the start of its name")
	shift := flags.Int("shift", 0, "move the first shooting day by `DAYS`")
	out := flags.String("out", "", "write PDF and workbooks in `FOLDER`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var dir fs.FS = film.Sample()
	switch flags.NArg() {
	case 0:
	case 1:
		dir = os.DirFS(flags.Arg(0))
	default:
		return errors.New("un seul dossier de film à la fois")
	}
	folder, err := film.Load(dir)
	if err != nil {
		return err
	}
	c, err := film.Run(context.Background(), folder, film.Settings{Workers: runtime.NumCPU(),
		Step: func(label string) { fmt.Fprintln(stderr, label+"…") }})
	if err != nil {
		return err
	}
	in := input(c)
	results := []struct {
		name string
		what printable
	}{{"plan-de-financement", in.Plan}, {"credit-d-impot", c.Credit}, {"tresorerie", c.Cash}}
	if *lose != "" || *shift != 0 {
		s, err := scenario(in.Plan, *lose, *shift)
		if err != nil {
			return err
		}
		compared, err := treasury.Compare(in, s)
		if err != nil {
			return err
		}
		results = append(results[:0], struct {
			name string
			what printable
		}{"scenarios", compared})
	}
	for _, r := range results {
		if err := text.Write(stdout, r.what.Document()); err != nil {
			return err
		}
		if *out == "" {
			continue
		}
		if err := os.MkdirAll(*out, 0o755); err != nil {
			return err
		}
		path := filepath.Join(*out, r.name)
		if err := errors.Join(cli.Write(path+".pdf", r.what.WritePDF), cli.Write(path+".xlsx", r.what.WriteXLSX)); err != nil {
			return err
		}
	}
	return nil
}

// input is what the chain drew the treasury from.
func input(c film.Chain) treasury.Input {
	p := c.Plan
	if p.Date.IsZero() {
		p.Date = c.Estimate.Budget.Date
	}
	p.Timeline = c.Cash.Timeline
	set := c.Folder.Cash
	set.YearEndMonth, set.Date = c.Folder.Film.Company.FiscalYearEnd, c.Estimate.Budget.Date
	in := treasury.Input{Title: c.Folder.Film.Title, Company: c.Folder.Film.Company.Name, Plan: p, Estimate: &c.Estimate,
		Schedule: &c.Result.Plan, Problem: &c.Problem, Settings: set}
	if c.Credit.Amount.IsPositive() {
		in.Credit = &c.Credit
	}
	return in
}

// scenario finds the source to lose, by its ID or by the start of its label.
func scenario(p financing.Plan, lose string, shift int) (treasury.Scenario, error) {
	s := treasury.Scenario{Shift: shift}
	var names []string
	if shift != 0 {
		names = append(names, fmt.Sprintf("Tournage décalé de %d j", shift))
	}
	if lose == "" {
		s.Name = names[0]
		return s, nil
	}
	var known []string
	for _, r := range p.Resources {
		known = append(known, r.ID)
		if r.ID == lose || strings.HasPrefix(strings.ToLower(r.Label), strings.ToLower(lose)) && len(s.Lose) == 0 {
			s.Lose = []string{r.ID}
			names = []string{"Sans " + cmp.Or(r.Label, r.ID)}
		}
	}
	if len(s.Lose) == 0 {
		return s, fmt.Errorf("le plan n'a pas de source %q ; il a : %s", lose, strings.Join(known, ", "))
	}
	s.Name = strings.Join(names, ", ")
	return s, nil
}
