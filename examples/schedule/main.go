// Command schedule lays the plan de travail of a benchmark case, of a problem kept in JSON, of a screenplay or of a film, and prints
// what it proved.
//
//	schedule -case tide-turns.case.json -time 10s -json plan.json
//	schedule -problem problem.json -pdf plan.pdf -xlsx plan.xlsx -ics plan.ics
//	schedule -script film.fountain -first 2027-05-03 -pdf plan.pdf
//	schedule -film exemple -time 60s
//	schedule -problem problem.json -plan plan.json -edited plan.xlsx -pdf new.pdf -compare both.pdf
//
// Each file gives one JSON line: name, days, location_days, moves, role_days_paid, hold_days, cost, bound, status and seconds
// (first_seconds is the time to the first lawful plan). -json, -pdf, -xlsx and -ics write the plan (of the last file).
// -worth adds to the documents, and prints, what one day more of each thing is worth. -edited does not search: it reads a workbook
// whose strips were moved since -plan, prints every error, and writes the documents of the new plan; -compare sets both side by
// side. -film takes the folder of examples/film. -script uses the default rates of schedule.Defaults, which are
// placeholders; without -first it knows no calendar.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// line is the result of one file.
type line struct {
	Name string `json:"name"`
	schedule.Figures
	Cost    decimal.Decimal `json:"cost"`
	Bound   decimal.Decimal `json:"bound"`
	Gap     decimal.Decimal `json:"gap"`
	Status  schedule.Status `json:"status"`
	First   float64         `json:"first_seconds"`
	Seconds float64         `json:"seconds"`
}

// errUsage is the error of a file that cannot be read: exit code 2.
var errUsage = errors.New("fichier illisible")

type options struct {
	limit                time.Duration
	first                moteur.Date
	json, pdf, xlsx, ics string
	plan, edited         string
	compare              string
	worth                bool
	set                  schedule.Settings
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("schedule", flag.ContinueOnError)
	flags.SetOutput(stderr)
	caseFile := flags.String("case", "", "benchmark `FILE` (*.case.json)")
	problem := flags.String("problem", "", "`FILE` of a schedule.Problem in JSON")
	screenplay := flags.String("script", "", "screenplay `FILE` (.fountain, .fdx)")
	film := flags.String("film", "", "`FOLDER` of a film (film.json and its screenplay); exemple for the sample film")
	first := flags.String("first", "", "first shooting `DATE` of -script, AAAA-MM-JJ")
	var o options
	flags.DurationVar(&o.limit, "time", 10*time.Second, "time to search")
	flags.StringVar(&o.json, "json", "", "write the plan to `FILE`")
	flags.StringVar(&o.pdf, "pdf", "", "print the plan to `FILE`")
	flags.StringVar(&o.xlsx, "xlsx", "", "write the workbook of the plan to `FILE`")
	flags.StringVar(&o.ics, "ics", "", "write the calendar of the plan to `FILE`")
	flags.BoolVar(&o.worth, "worth", false, "price one day more of each thing")
	flags.StringVar(&o.plan, "plan", "", "plan `FILE` (-json) to start from")
	flags.StringVar(&o.edited, "edited", "", "workbook `FILE` (-xlsx) edited since -plan: check it")
	flags.StringVar(&o.compare, "compare", "", "print the plan beside the one of -plan to `FILE`")
	flags.IntVar(&o.set.Workers, "workers", runtime.NumCPU(), "goroutines")
	flags.Uint64Var(&o.set.Seed, "seed", 1, "seed of the search")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *first != "" {
		d, err := moteur.ParseDate(*first)
		if err != nil {
			fmt.Fprintf(stderr, "schedule : -first : %s\n", err)
			return 2
		}
		o.first = d
	}
	files := flags.Args() // more benchmark cases
	if *caseFile != "" {
		files = append([]string{*caseFile}, files...)
	}
	if len(files) == 0 && *problem == "" && *screenplay == "" && *film == "" || o.set.Workers < 1 || o.limit <= 0 {
		fmt.Fprintln(stderr, "schedule : il faut -case, -problem, -script ou -film, et -workers et -time positifs")
		flags.Usage()
		return 2
	}
	type source struct {
		name string
		read func(string) (schedule.Case, error)
	}
	var sources []source
	for _, f := range files {
		sources = append(sources, source{f, readCase})
	}
	if *problem != "" {
		sources = append(sources, source{*problem, readProblem})
	}
	if *screenplay != "" {
		sources = append(sources, source{*screenplay, func(name string) (schedule.Case, error) { return readScript(name, o.first) }})
	}
	if *film != "" {
		sources = append(sources, source{*film, readFilm})
	}
	for _, s := range sources {
		c, err := s.read(s.name)
		switch {
		case err != nil:
		case o.edited != "":
			err = check(c.Problem, o, stderr)
		default:
			err = solve(ctx, c, o, stdout, stderr)
		}
		if err != nil {
			fmt.Fprintf(stderr, "schedule : %s : %s\n", s.name, err)
			if errors.Is(err, errUsage) {
				return 2
			}
			return 1
		}
	}
	return 0
}

func unreadable(err error) error { return fmt.Errorf("%w : %w", errUsage, err) }

func readCase(name string) (schedule.Case, error) {
	f, err := os.Open(name)
	if err != nil {
		return schedule.Case{}, unreadable(err)
	}
	defer f.Close()
	c, err := schedule.ReadCase(f)
	if err != nil {
		return c, unreadable(err)
	}
	return c, nil
}

func readProblem(name string) (schedule.Case, error) {
	var c schedule.Case
	f, err := os.Open(name)
	if err != nil {
		return c, unreadable(err)
	}
	defer f.Close()
	if err := json.NewDecoder(io.LimitReader(f, 16<<20)).Decode(&c.Problem); err != nil {
		return c, unreadable(err)
	}
	c.Name = c.Problem.Title
	return c, nil
}

// readFilm reads the problem of a film's folder.
func readFilm(name string) (schedule.Case, error) {
	dir := os.DirFS(name)
	if name == "exemple" {
		dir = film.Sample()
	}
	f, err := film.Load(dir)
	if err != nil {
		return schedule.Case{}, unreadable(err)
	}
	p, err := f.Problem()
	return schedule.Case{Name: p.Title, Problem: p}, err
}

func readScript(name string, first moteur.Date) (schedule.Case, error) {
	f, err := os.Open(name)
	if err != nil {
		return schedule.Case{}, unreadable(err)
	}
	defer f.Close()
	s, err := script.Parse(f, script.Settings{Name: filepath.Base(name)})
	if err != nil {
		return schedule.Case{}, unreadable(err)
	}
	p := schedule.FromBreakdown(breakdown.New(s, breakdown.Settings{}), schedule.Defaults{First: first})
	if p.Title == "" {
		p.Title = filepath.Base(name)
	}
	return schedule.Case{Name: p.Title, Problem: p}, nil
}

func solve(ctx context.Context, c schedule.Case, o options, stdout, stderr io.Writer) error {
	whole := ctx
	ctx, cancel := context.WithTimeout(ctx, o.limit)
	defer cancel()
	if o.plan != "" {
		var err error
		if o.set.Start, err = readPlan(o.plan); err != nil {
			return err
		}
	}
	start := time.Now()
	seconds := func() float64 { return float64(time.Since(start).Milliseconds()) / 1000 }
	first := -1.0
	o.set.Progress = func(schedule.Progress) {
		if first < 0 {
			first = seconds()
		}
	}
	res, err := schedule.Solve(ctx, c.Problem, o.set)
	if err != nil {
		return err
	}
	out := line{Name: c.Name, Figures: res.Plan.Figures(c.Problem), Cost: res.Cost, Bound: res.Bound, Gap: res.Gap, Status: res.Status,
		First: max(first, 0), Seconds: seconds()}
	if err := json.NewEncoder(stdout).Encode(out); err != nil {
		return err
	}
	switch {
	case res.Conflict != nil:
		return errors.New(res.Conflict.String())
	case res.Status != schedule.Interrupted && res.Report.Err() != nil:
		return fmt.Errorf("le plan trouvé ne passe pas le contrôle : %w", res.Report.Err())
	}
	paper := schedule.Paper{Problem: c.Problem, Plan: res.Plan, Result: res, Date: c.Problem.Calendar.First}
	if o.worth && res.Status != schedule.Interrupted {
		if paper.Worth, err = schedule.Worth(whole, c.Problem, res.Plan); err != nil {
			return err
		}
		for _, r := range paper.Worth {
			fmt.Fprintf(stderr, "%s Gain : %s €\n", r.Text, r.Saved)
		}
	}
	return write(paper, o)
}

// write writes the documents asked for.
func write(paper schedule.Paper, o options) error {
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{o.json, func(w io.Writer) error {
			e := json.NewEncoder(w)
			e.SetIndent("", "  ")
			return e.Encode(paper.Plan)
		}},
		{o.pdf, paper.WritePDF}, {o.xlsx, paper.WriteXLSX}, {o.ics, paper.WriteICS},
		{o.compare, func(w io.Writer) error {
			if o.plan == "" {
				return unreadable(errors.New("-compare veut -plan"))
			}
			base, err := readPlan(o.plan)
			if err != nil {
				return err
			}
			both, err := schedule.Compare(paper.Problem, base, paper.Plan)
			if err != nil {
				return err
			}
			both.Names = [2]string{"Avant", "Après"}
			return both.WritePDF(w)
		}},
	} {
		if f.name == "" {
			continue
		}
		w, err := os.Create(f.name)
		if err != nil {
			return unreadable(err)
		}
		err = f.write(w)
		if err := errors.Join(err, w.Close()); err != nil {
			return err
		}
	}
	return nil
}
