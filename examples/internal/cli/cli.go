// Package cli is the frame that the example programs share: help in French, the same flags (-film, -out, -json), exit codes,
// progress, files that are never half written. A program gives its own flags and one function.
//
// Exit codes: 0 when all is made; 1 when what the files say cannot hold (an impossible plan, an error that makes a figure false) or
// a document cannot be written; 2 when the command line or a file given to the program is wrong. Nothing is made with 1 and 2.
package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/strict"
)

// Program is an example program.
type Program struct {
	Name string // its folder under examples
	Args string // what follows the flags, as the usage line says it; empty: nothing may follow
	// About tells what the program does, in French.
	About string
	// Common are the flags of all programs that this one reads.
	Common Common
	// Flags declares the program's own flags; nil when it has none.
	Flags func(*flag.FlagSet)
	Run   func(context.Context, *Job) error
}

// Common tells which of the shared flags a program reads.
type Common uint8

// The shared flags.
const (
	Film Common = 1 << iota // -film DOSSIER
	Out                     // -out DOSSIER
	JSON                    // -json
)

// The exit codes.
const (
	codeFound = 1
	codeInput = 2
)

// inputError marks an error of the command line or of a file given to the program.
type inputError struct{ error }

// Unwrap returns the error itself.
func (e inputError) Unwrap() error { return e.error }

// Input marks an error of the command line or of a file given to the program: the exit code is 2.
func Input(err error) error {
	if err == nil {
		return nil
	}
	return inputError{err}
}

// Unreadable is the error of a file that cannot be read, in French.
func Unreadable(name string, err error) error {
	why := err.Error()
	switch {
	case errors.Is(err, os.ErrNotExist):
		why = "fichier introuvable"
	case errors.Is(err, os.ErrPermission):
		why = "accès refusé"
	}
	return Input(unreadable{name + " : illisible (" + why + ")", err})
}

// unreadable says in French what the error of the system under it says.
type unreadable struct {
	text string
	error
}

func (e unreadable) Error() string { return e.text }

func (e unreadable) Unwrap() error { return e.error }

// Main runs a program on the arguments of the process and ends it. An interruption (Ctrl-C) ends its context.
func Main(p Program) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := Run(ctx, p, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Run runs a program on some arguments and returns its exit code.
func Run(ctx context.Context, p Program, args []string, stdout, stderr io.Writer) int {
	job := &Job{Out: stdout, Err: stderr, Progress: NewProgress(stderr)}
	defer job.Progress.Done()
	set := p.flags(job)
	err := set.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		p.help(stdout, set)
		return 0
	case err != nil:
		err = Input(french(set, err))
	case set.NArg() > 0 && p.Args == "":
		err = Input(fmt.Errorf("argument inattendu : %s", set.Arg(0)))
	default:
		job.Args = set.Args()
		err = p.Run(ctx, job)
	}
	if err == nil {
		return 0
	}
	job.Progress.Done()
	fmt.Fprintln(stderr, "erreur :", err)
	if refused := (*moteur.ReportError)(nil); errors.As(err, &refused) && len(refused.Issues) > 3 {
		for _, i := range refused.Issues[3:] { // the text of the error says the first three
			fmt.Fprintln(stderr, "  ", i)
		}
	}
	if wrong := (inputError{}); errors.As(err, &wrong) || errors.Is(err, film.ErrScreenplay) {
		return codeInput
	}
	return codeFound
}

func (p Program) flags(job *Job) *flag.FlagSet {
	set := flag.NewFlagSet(p.Name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	if p.Common&Film != 0 {
		set.StringVar(&job.Folder, "film", "", "`DOSSIER` du film : film.json et le scénario ; sans lui, le film d'exemple")
	}
	if p.Common&Out != 0 {
		set.StringVar(&job.To, "out", "", "`DOSSIER` où écrire les documents")
	}
	if p.Common&JSON != 0 {
		set.BoolVar(&job.JSON, "json", false, "imprimer le résultat en JSON")
	}
	if p.Flags != nil {
		p.Flags(set)
	}
	return set
}

// kinds are the French names of the values that a flag takes.
var kinds = map[string]string{"string": "TEXTE", "int": "NOMBRE", "uint": "NOMBRE", "float": "NOMBRE", "duration": "DURÉE",
	"value": "VALEUR"}

func (p Program) help(w io.Writer, set *flag.FlagSet) {
	fmt.Fprintln(w, strings.TrimSpace(fmt.Sprintf("usage : go run ./examples/%s [options] %s", p.Name, p.Args)))
	fmt.Fprintf(w, "\n%s\n\n", p.About)
	set.VisitAll(func(f *flag.Flag) {
		kind, usage := flag.UnquoteUsage(f)
		if known, ok := kinds[kind]; ok {
			kind = known
		}
		head := strings.TrimSpace("-" + f.Name + " " + kind)
		if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "false" {
			usage += " (" + f.DefValue + " sans cette option)"
		}
		fmt.Fprintf(w, "  %s\n        %s\n", head, usage)
	})
	fmt.Fprintln(w, "\nCode de sortie : 0, tout est fait ; 1, ce que disent les fichiers ne tient pas ; "+
		"2, ligne de commande ou fichier illisible.")
}

// french says an error of package flag in French, with the nearest option.
func french(set *flag.FlagSet, err error) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		var known []strict.Value
		set.VisitAll(func(f *flag.Flag) { known = append(known, strict.Value{Code: "-" + f.Name}) })
		return fmt.Errorf("option inconnue : -%s%s", name, strings.Replace(strict.Suggest("-"+name, known), "valeurs acceptées", "options",
			1))
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return fmt.Errorf("l'option -%s attend une valeur", name)
	}
	if value, rest, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(text, "invalid value "), "invalid boolean value "),
		" for "); ok {
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(rest, "flag "), "-"), ":")
		return fmt.Errorf("-%s : valeur %s illisible", name, value)
	}
	return fmt.Errorf("ligne de commande : %w", err)
}
