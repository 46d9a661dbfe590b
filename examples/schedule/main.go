// Command schedule lays the plan de travail of a film, of a screenplay, of a problem kept in JSON or of benchmark cases, and tells
// what it proved.
//
//	go run ./examples/schedule -time 60s                                   # the sample film
//	go run ./examples/schedule -script film.fountain -first 2027-05-03 -out plan
//	go run ./examples/schedule -problem problem.json -out plan
//	go run ./examples/schedule -case tide-turns.case.json other.case.json  # one JSON line a case
//	go run ./examples/schedule -problem problem.json -plan plan/plan.json -edited plan.xlsx -out new
//
// A JSON line holds name, days, location_days, moves, role_days_paid, hold_days, cost, bound, status and seconds (first_seconds is the
// time to the first lawful plan). -out writes the plan as plan.json, as PDF, workbook and calendar to send, by weeks on one page, and
// costed for the production. -worth adds what one day more of each thing is worth. -edited does not search: it reads a workbook whose
// strips were edited since -plan, prints every error and every edit that is not read, and writes the documents of the new plan, with
// the problem as problem.json (minutes and roles may have changed); with -plan, both plans are set side by side. -script uses the
// default rates of breakdown, which are placeholders; without -first it knows no calendar, without -base no sun.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// options are the program's own flags.
type options struct {
	limit                  time.Duration
	benchmark              string
	problem, script, first string
	base                   string
	plan, edited           string
	worth                  bool
	set                    schedule.Settings
}

// issued is the date of the papers: that of the problem, or today for a screenplay alone, which has none.
func (o options) issued(p schedule.Problem) moteur.Date {
	if o.script != "" {
		return moteur.DateOf(time.Now())
	}
	return p.Calendar.First
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:   "schedule",
		Args:   "[CAS…]",
		About:  "Fait le plan de travail d'un film, d'un scénario, d'un problème ou de cas d'école, et dit ce qui en est prouvé.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.benchmark, "case", "", "`FICHIER` d'un cas d'école (*.case.json), d'autres à la suite ; une ligne JSON par cas")
			f.StringVar(&o.problem, "problem", "", "`FICHIER` JSON d'un schedule.Problem")
			f.StringVar(&o.script, "script", "", "un scénario seul, `FICHIER` Fountain, Final Draft, PDF, Word, OpenDocument, Celtx…")
			f.StringVar(&o.first, "first", "", "avec -script : premier jour de tournage, `AAAA-MM-JJ`")
			f.StringVar(&o.base, "base", "", "avec -script : base du film, dont le soleil éclaire les extérieurs, `LAT,LONG` en degrés")
			f.DurationVar(&o.limit, "time", 10*time.Second, "`DURÉE` de la recherche")
			f.BoolVar(&o.worth, "worth", false, "chiffrer ce que vaut un jour de plus de chaque chose")
			f.StringVar(&o.plan, "plan", "", "`FICHIER` plan.json d'où partir")
			f.StringVar(&o.edited, "edited", "", "`CLASSEUR` du plan de -plan, corrigé : le contrôler sans chercher")
			f.IntVar(&o.set.Workers, "workers", runtime.NumCPU(), "`NOMBRE` de goroutines")
			f.Uint64Var(&o.set.Seed, "seed", 1, "`GRAINE` de la recherche")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

func run(ctx context.Context, job *cli.Job, o options) error {
	if o.set.Workers < 1 || o.limit <= 0 {
		return cli.Input(errors.New("-workers et -time doivent être positifs"))
	}
	if o.benchmark != "" {
		job.JSON = true
		for _, name := range append([]string{o.benchmark}, job.Args...) {
			b, err := openBenchmark(name)
			if err == nil {
				err = answer(ctx, job, b.Problem, o)
			}
			if err != nil {
				return fmt.Errorf("%s : %w", name, err)
			}
		}
		return nil
	}
	if len(job.Args) > 0 {
		return cli.Input(fmt.Errorf("argument inattendu : %s (un cas d'école demande -case)", job.Args[0]))
	}
	p, err := problem(job, o)
	if err != nil {
		return err
	}
	return answer(ctx, job, p, o)
}

// answer checks an edited plan, or searches one.
func answer(ctx context.Context, job *cli.Job, p schedule.Problem, o options) error {
	if o.edited != "" {
		return check(job, p, o)
	}
	return solve(ctx, job, p, o)
}

// problem reads the problem of -problem, of -script or of the film.
func problem(job *cli.Job, o options) (schedule.Problem, error) {
	var p schedule.Problem
	switch {
	case o.problem != "":
		err := cli.ReadJSON(o.problem, &p)
		return p, err
	case o.script != "":
		return ofScript(o.script, o.first, o.base)
	}
	f, err := job.Film()
	if err != nil {
		return p, err
	}
	return f.Problem()
}

func openBenchmark(name string) (benchmark, error) {
	f, err := os.Open(name)
	if err != nil {
		return benchmark{}, cli.Input(err)
	}
	defer f.Close()
	b, err := readBenchmark(f)
	return b, cli.Input(err)
}

func ofScript(name, first, base string) (schedule.Problem, error) {
	home, err := cli.ParsePosition(base)
	if err != nil {
		return schedule.Problem{}, cli.Input(fmt.Errorf("-base : %w", err))
	}
	var day moteur.Date
	if first != "" {
		if day, err = moteur.ParseDate(first); err != nil {
			return schedule.Problem{}, cli.Input(fmt.Errorf("-first : %w", err))
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return schedule.Problem{}, cli.Input(err)
	}
	defer f.Close()
	b, err := breakdown.Load(f, breakdown.LoadSettings{Name: filepath.Base(name), PDF: pdf.Parse})
	if err != nil {
		return schedule.Problem{}, cli.Input(err)
	}
	p := schedule.FromBreakdown(b, schedule.Defaults{First: day, Home: home})
	if p.Title == "" {
		p.Title = filepath.Base(name)
	}
	return p, nil
}
