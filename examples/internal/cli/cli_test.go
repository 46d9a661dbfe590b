package cli_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
)

func TestExitCodes(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		fail error
		code int
		said string
	}{
		"fine":          {nil, nil, 0, ""},
		"wrong flag":    {[]string{"-nomber", "2"}, nil, 2, "option inconnue : -nomber ; options : -nombre, -json"},
		"no value":      {[]string{"-nombre"}, nil, 2, "l'option -nombre attend une valeur"},
		"wrong value":   {[]string{"-nombre", "deux"}, nil, 2, `-nombre : valeur "deux" illisible`},
		"wrong bool":    {[]string{"-json=peut-être"}, nil, 2, `-json : valeur "peut-être" illisible`},
		"argument":      {[]string{"film.json"}, nil, 2, "argument inattendu : film.json"},
		"wrong file":    {nil, cli.Input(errors.New("film.json illisible")), 2, "erreur : film.json illisible"},
		"wrapped":       {nil, fmt.Errorf("lecture : %w", cli.Input(errors.New("film.json illisible"))), 2, "erreur : lecture : film.json illisible"},
		"does not hold": {nil, errors.New("plan impossible"), 1, "erreur : plan impossible"},
	} {
		var out, errs bytes.Buffer
		code := cli.Run(context.Background(), program(c.fail), c.args, &out, &errs)
		assert.Equal(t, c.code, code, name)
		assert.Contains(t, errs.String(), c.said, name)
		assert.Empty(t, out.String(), name)
	}
}

func program(fail error) cli.Program {
	return cli.Program{Name: "essai", About: "Essaie.", Common: cli.JSON,
		Flags: func(f *flag.FlagSet) { f.Int("nombre", 3, "un `NOMBRE` de jours") },
		Run:   func(context.Context, *cli.Job) error { return fail }}
}

// Help is an answer, in French: it goes to the output with code 0.
func TestHelp(t *testing.T) {
	var out, errs bytes.Buffer
	require.Zero(t, cli.Run(context.Background(), program(nil), []string{"-h"}, &out, &errs))
	assert.Empty(t, errs.String())
	assert.Contains(t, out.String(), "usage : go run ./examples/essai [options]\n\nEssaie.\n")
	assert.Contains(t, out.String(), "-nombre NOMBRE\n        un NOMBRE de jours (3 sans cette option)\n")
	assert.Contains(t, out.String(), "-json\n        imprimer le résultat en JSON\n")
	assert.NotContains(t, out.String(), "default")
}

func document(name string, fail error) film.Document {
	return film.Document{Name: name, Write: func(w io.Writer) error {
		_, err := io.WriteString(w, name)
		return errors.Join(err, fail)
	}}
}

// A failure while writing leaves the target as it was.
func TestSaveLeavesNothingHalfWritten(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "dossier")
	err := cli.SaveAll(out, []film.Document{document("a.pdf", nil), document("b.pdf", os.ErrInvalid)}, nil)
	require.ErrorIs(t, err, os.ErrInvalid)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, entries)
	made := 0
	require.NoError(t, cli.SaveAll(out, []film.Document{document("a.pdf", nil), document("sous/b.pdf", nil)}, func(int) { made++ }))
	assert.Equal(t, 2, made)
	b, err := os.ReadFile(filepath.Join(out, "sous", "b.pdf"))
	require.NoError(t, err)
	assert.Equal(t, "sous/b.pdf", string(b))
	require.ErrorContains(t, cli.SaveAll(filepath.Join(out, "a.pdf"), []film.Document{document("c.pdf", nil)}, nil), "n'est pas un dossier")
}

func TestReadOfAnAbsentFileIsFrench(t *testing.T) {
	_, err := cli.Read("absent.json")
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.EqualError(t, err, "absent.json : illisible (fichier introuvable)")
}
