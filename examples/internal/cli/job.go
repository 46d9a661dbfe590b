package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// Job is what a program is asked: the values of the shared flags, what follows the flags, where it prints.
type Job struct {
	Args     []string
	Folder   string // -film
	To       string // -out
	JSON     bool   // -json
	Out, Err io.Writer
	Progress *Progress
}

// Source is the film's folder: that of -film, or the sample film.
func (j *Job) Source() fs.FS {
	if j.Folder == "" {
		return film.Sample()
	}
	return os.DirFS(j.Folder)
}

// Film opens the film's folder.
func (j *Job) Film() (film.Folder, error) {
	f, err := film.Open(j.Source())
	if err != nil {
		return f, Input(err)
	}
	return f, nil
}

// Chain opens the film's folder and runs the whole chain on it, showing its progress.
func (j *Job) Chain(ctx context.Context, moves int64) (film.Chain, error) {
	f, err := j.Film()
	if err != nil {
		return film.Chain{}, err
	}
	c, err := film.Run(ctx, f, film.Settings{Moves: moves, Workers: runtime.NumCPU(), Step: j.Progress.Step, PDF: pdf.Parse})
	j.Progress.Done()
	return c, err
}

// Print prints a result: in JSON with -json, else as text says it.
func (j *Job) Print(result any, text func(io.Writer) error) error {
	if !j.JSON {
		return text(j.Out)
	}
	e := json.NewEncoder(j.Out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(result)
}

// Read returns the bytes of a file given to the program, of at most 32 MiB.
func Read(name string) ([]byte, error) {
	const most = 32 << 20
	f, err := os.Open(name)
	if err != nil {
		return nil, Unreadable(name, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, Unreadable(name, err)
	case len(b) > most:
		return nil, Input(fmt.Errorf("%s : plus de %d Mio", name, most>>20))
	}
	return b, nil
}

// ReadJSON reads a JSON file given to the program; every fault is named by line and key, every warning is printed.
func ReadJSON(name string, into any) error {
	b, err := Read(name)
	if err != nil {
		return err
	}
	found := strict.Decode(filepath.Base(name), b, into)
	for _, i := range found.Of(moteur.Warning) {
		fmt.Fprintln(os.Stderr, i)
	}
	return Input(found.Err())
}

// Example is the name that stands for a file of the program's own, invented, in the place of one of the user's.
const Example = "exemple"

// ReadSample is ReadJSON; where the name is Example it reads a file of the program's own.
func ReadSample(name string, own fs.FS, file string, into any) error {
	if name != Example {
		return ReadJSON(name, into)
	}
	b, err := fs.ReadFile(own, file)
	if err != nil {
		return err
	}
	return strict.Decode(file, b, into).Err()
}

// Save writes documents in the folder of -out; without -out it writes nothing.
func (j *Job) Save(docs ...film.Document) error {
	if j.To == "" || len(docs) == 0 {
		return nil
	}
	return SaveAll(j.To, docs, func(done int) { j.Progress.Count("Documents", done, len(docs)) })
}

// SaveAll makes all documents in a folder beside the target, on all cores, then moves them in: a failure leaves the target as
// it was. The function done, when there is one, is told how many are made.
func SaveAll(out string, docs []film.Document, done func(int)) error {
	out = filepath.Clean(out)
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return Input(fmt.Errorf("-out : %s n'est pas un dossier", out))
	}
	parent := filepath.Dir(out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(parent, ".moteur-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if err := each(docs, done, func(d film.Document) error { return save(temp, d) }); err != nil {
		return err
	}
	for _, d := range docs {
		to := filepath.Join(out, filepath.FromSlash(d.Name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(temp, filepath.FromSlash(d.Name)), to); err != nil {
			return err
		}
	}
	return nil
}

func save(dir string, d film.Document) error {
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		return fmt.Errorf("%s : %w", d.Name, err)
	}
	name := filepath.Join(dir, filepath.FromSlash(d.Name))
	return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, b.Bytes(), 0o644))
}

// each runs do on every document, a goroutine a core, and returns the first error in the order of the documents.
func each(docs []film.Document, tell func(int), do func(film.Document) error) error {
	errs := make([]error, len(docs))
	var next, made atomic.Int64
	var wait sync.WaitGroup
	var show sync.Mutex
	for range min(runtime.NumCPU(), len(docs)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(docs); i = int(next.Add(1)) - 1 {
				errs[i] = do(docs[i])
				show.Lock()
				made.Add(1)
				if tell != nil {
					tell(int(made.Load()))
				}
				show.Unlock()
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
