// Package cli holds what the example programs do alike: flags, exit codes, files that are never half written.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Main runs a program and returns its exit code: 0, or 2 with a message when the command line or an input is wrong.
func Main(args []string, stdout, stderr io.Writer, run func(args []string, stdout, stderr io.Writer) error) int {
	err := run(args, stdout, stderr)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errFlag):
	default:
		fmt.Fprintln(stderr, "erreur :", err)
	}
	return 2
}

// errFlag marks an error that the flag package has already printed.
var errFlag = errors.New("ligne de commande")

// FlagSet is a flag.FlagSet whose Parse error tells Main that the message is already printed.
type FlagSet struct{ *flag.FlagSet }

// Flags returns the flags of a program, with its usage line.
func Flags(name, usage string, stderr io.Writer) FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprintf(stderr, "usage : go run ./examples/%s %s\n", name, usage)
		f.PrintDefaults()
	}
	return FlagSet{f}
}

// Parse reads the arguments.
func (f FlagSet) Parse(args []string) error {
	err := f.FlagSet.Parse(args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return err
	}
	return errFlag
}

// Write writes a file through a temporary one beside it, so that a failure leaves nothing half written. An empty name
// writes nothing.
func Write(name string, write func(io.Writer) error) error {
	if name == "" {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".moteur-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone once renamed
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("%s : %w", name, err)
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
