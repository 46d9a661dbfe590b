// Command talent orders the scenes of ordering problems so that their casts
// are paid the least, and prints one JSON line a file: name, cost (total pay),
// wait (its idle part), bound (no order costs less), status and seconds.
//
//	talent [-time 60s] [-workers N] [-seed N] FILE...
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/schedule/talent"
)

// options are the program's own flags.
type options struct {
	limit time.Duration
	set   talent.Settings
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:  "talent",
		Args:  "FICHIER…",
		About: "Ordonne les scènes de problèmes d'ordre pour payer les rôles le moins possible ; une ligne JSON par fichier.",
		Flags: func(f *flag.FlagSet) {
			f.DurationVar(&o.limit, "time", time.Minute, "`DURÉE` accordée à chaque fichier, 0s sans limite")
			f.IntVar(&o.set.Workers, "workers", 0, "`NOMBRE` de goroutines ; 0, une par processeur")
			f.Uint64Var(&o.set.Seed, "seed", 0, "`GRAINE` de la recherche locale")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

// line is what is printed for a file.
type line struct {
	Name    string        `json:"name"`
	Cost    int64         `json:"cost"`
	Wait    int64         `json:"wait"`
	Bound   int64         `json:"bound"`
	Status  talent.Status `json:"status"`
	Seconds float64       `json:"seconds"`
}

func run(ctx context.Context, job *cli.Job, o options) error {
	if len(job.Args) == 0 || o.limit < 0 || o.set.Workers < 0 {
		return cli.Input(errors.New("usage : il faut un fichier au moins, et -time et -workers positifs ou nuls"))
	}
	var problems []talent.Problem
	for _, name := range job.Args {
		p, err := load(name)
		if err != nil {
			return cli.Input(fmt.Errorf("%s : %w", name, err))
		}
		problems = append(problems, p)
	}
	out := json.NewEncoder(job.Out)
	for _, p := range problems {
		l, err := solve(ctx, p, o.limit, o.set)
		if err == nil {
			err = out.Encode(l)
		}
		if err != nil {
			return fmt.Errorf("%s : %w", p.Name, err)
		}
	}
	return nil
}

func load(name string) (talent.Problem, error) {
	f, err := os.Open(name)
	if err != nil {
		return talent.Problem{}, err
	}
	defer f.Close()
	return talent.Read(f)
}

func solve(ctx context.Context, p talent.Problem, limit time.Duration, set talent.Settings) (line, error) {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	start := time.Now()
	s, err := talent.Solve(ctx, p, set)
	return line{p.Name, s.Cost, s.Wait, s.Bound, s.Status, time.Since(start).Seconds()}, err
}
