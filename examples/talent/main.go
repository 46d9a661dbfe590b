// Command talent orders the scenes of ordering problems so that their casts
// are paid the least, and prints one JSON line a file: name, cost (total pay),
// wait (its idle part), bound (no order costs less), status and seconds.
//
//	talent [-time 60s] [-workers N] [-seed N] FILE...
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/moteur-film/moteur/schedule/talent"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
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

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("talent", flag.ContinueOnError)
	flags.SetOutput(stderr)
	limit := flags.Duration("time", time.Minute, "temps accordé à chaque fichier, 0 sans limite")
	workers := flags.Int("workers", 0, "nombre de goroutines ; 0, une par processeur")
	seed := flags.Uint64("seed", 0, "graine de la recherche locale")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage : talent [-time 60s] [-workers N] [-seed N] FICHIER...")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() == 0 || *limit < 0 || *workers < 0 {
		flags.Usage()
		return 2
	}
	var problems []talent.Problem
	for _, name := range flags.Args() {
		p, err := load(name)
		if err != nil {
			fmt.Fprintf(stderr, "talent : %s : %v\n", name, err)
			return 2
		}
		problems = append(problems, p)
	}
	out := json.NewEncoder(stdout)
	for _, p := range problems {
		l, err := solve(ctx, p, *limit, talent.Settings{Workers: *workers, Seed: *seed})
		if err == nil {
			err = out.Encode(l)
		}
		if err != nil {
			fmt.Fprintf(stderr, "talent : %s : %v\n", p.Name, err)
			return 1
		}
	}
	return 0
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
