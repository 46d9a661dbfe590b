package film

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

//go:embed sample
var embedded embed.FS

// Sample is the sample film's folder.
func Sample() fs.FS {
	sub, err := fs.Sub(embedded, "sample")
	if err != nil {
		return embedded // impossible: the folder is embedded
	}
	return sub
}

// Folder is what film.json says, with the screenplay's text.
type Folder struct {
	Film   moteur.Film     `json:"film"`
	People []moteur.Person `json:"people,omitempty"`
	// Screenplay is the file name of the screenplay; empty takes the only one of the folder whose ending is that of a screenplay.
	Screenplay string         `json:"screenplay,omitempty"`
	Shoot      Shoot          `json:"shoot"`
	Sheets     Sheets         `json:"sheets,omitzero"`
	Budget     budget.Budget  `json:"budget"`
	Financing  financing.Plan `json:"financing"`
	// Cash holds the settings of the treasury: the bank's credit, the lags.
	Cash treasury.Settings `json:"cash,omitzero"`
	// Request holds what only contracts and people tell the CNC: producers, authors, chain of title, carbon, texts. Cast, crew,
	// spend and days are read from the plan and the devis.
	Request cnc.Request `json:"request,omitzero"`
	// Suppliers gives the firm of a sub-post of the devis ("71": name and country), for the points of technical industries.
	Suppliers map[string][2]string `json:"suppliers,omitempty"`
	Release   distribution.Release `json:"release"`
	// Pitch holds what the présentation shows beside words and figures: pictures, comparable films.
	Pitch Showing `json:"pitch,omitzero"`

	Text []byte `json:"-"` // the screenplay
	// Papers are the files that request.have names, beside film.json.
	Papers []File `json:"-"`
	// Pictures are the files that pitch names and that could be read.
	Pictures []File `json:"-"`
	// Defaults are the rates of a film known by its screenplay alone; nil when film.json describes the shoot.
	Defaults *schedule.Defaults `json:"-"`
	// read is what was found while the files were read.
	read moteur.Report
	// places are the lines of film.json, for what the rooms find in it.
	places strict.Places
}

// Sheets is what the call sheets need beside the plan: departments, what each role needs, places, what people write.
type Sheets struct {
	Crew            []callsheet.Department         `json:"crew,omitempty"`
	Cast            map[string]callsheet.CastUsual `json:"cast,omitempty"`
	Places          []callsheet.Place              `json:"places,omitempty"`
	NeedDepartments map[string]string              `json:"need_departments,omitempty"`
	Written         callsheet.Written              `json:"written,omitzero"`
}

// File is a file of a folder: its name and its bytes.
type File struct {
	Name string
	Data []byte
}

// Files gives the folder back as files: film.json, the screenplay, the papers and the pictures. Open reads them to the same folder. A
// folder made by Alone has no film.json: an error.
func (f Folder) Files() ([]File, error) {
	if f.Defaults != nil {
		return nil, errors.New("un film connu par son seul scénario n'a pas de film.json à rendre")
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(f); err != nil {
		return nil, fmt.Errorf("film.json : %w", err)
	}
	return slices.Concat([]File{{"film.json", b.Bytes()}, {f.Screenplay, f.Text}}, f.Papers, f.Pictures), nil
}

const maxFile = 32 << 20

// Open reads a film's folder. Errors name the file, and the line where there is one.
func Open(dir fs.FS) (Folder, error) {
	var f Folder
	b, err := read(dir, "film.json")
	if err != nil {
		return f, err
	}
	found := strict.Decode("film.json", b, &f)
	if err := found.Err(); err != nil {
		return f, err
	}
	f.read, f.places = found, strict.PlacesOf("film.json", b)
	if f.Screenplay == "" {
		if f.Screenplay, err = only(dir); err != nil {
			return f, err
		}
	}
	if f.Screenplay != path.Base(f.Screenplay) {
		return f, fmt.Errorf("film.json : le scénario %q doit être dans le dossier du film", f.Screenplay)
	}
	if f.Text, err = read(dir, f.Screenplay); errors.Is(err, fs.ErrNotExist) {
		return f, fmt.Errorf("%s : le scénario %q n'est pas dans le dossier%s", cmp.Or(f.line("", "screenplay"), "film.json"), f.Screenplay,
			nearFile(dir, f.Screenplay))
	} else if err != nil {
		return f, err
	}
	f.pictures(dir)
	return f, f.papers(dir)
}

// papers reads the files that request.have names, each once.
func (f *Folder) papers(dir fs.FS) error {
	for i, h := range f.Request.Have {
		at := fmt.Sprintf("request.have[%d].name", i)
		if h.Name == "" || slices.ContainsFunc(f.Papers, func(p File) bool { return p.Name == h.Name }) {
			continue
		}
		if !fs.ValidPath(h.Name) {
			return fmt.Errorf("%s : la pièce %q doit être dans le dossier du film", cmp.Or(f.line("", at), "film.json"), h.Name)
		}
		b, err := read(dir, h.Name)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s : la pièce %q n'est pas dans le dossier%s", cmp.Or(f.line("", at), "film.json"), h.Name,
				nearFile(dir, h.Name))
		} else if err != nil {
			return err
		}
		f.Papers = append(f.Papers, File{h.Name, b})
	}
	return nil
}

// attached are the papers of the folder as pieces of a dossier.
func (f Folder) attached() []cnc.Piece {
	var out []cnc.Piece
	for _, h := range f.Request.Have {
		for _, p := range f.Papers {
			if p.Name == h.Name {
				out = append(out, cnc.Attach(h.Piece, path.Base(p.Name), h.Issued, func() (io.ReadCloser, error) {
					return io.NopCloser(bytes.NewReader(p.Data)), nil
				}))
			}
		}
	}
	return out
}

// nearFile is the end of a sentence on a file that is not there: the nearest names of the folder.
func nearFile(dir fs.FS, name string) string {
	var names []string
	entries, _ := fs.ReadDir(dir, ".") // a folder that cannot be listed has no names to give
	for _, e := range entries {
		if !e.IsDir() && e.Name() != "film.json" {
			names = append(names, e.Name())
		}
	}
	return strings.Replace(strict.SuggestCodes(name, names), "valeurs acceptées", "fichiers", 1)
}

func read(dir fs.FS, name string) ([]byte, error) {
	file, err := dir.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s : ce fichier n'est pas dans le dossier du film (%w)", name, fs.ErrNotExist)
	case err != nil:
		return nil, fmt.Errorf("%s : illisible (%w)", name, err)
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s : illisible (%w)", name, err)
	case len(b) > maxFile:
		return nil, fmt.Errorf("%s : plus de %d Mio", name, maxFile>>20)
	}
	return b, nil
}

// screenplays are the endings of what is taken for the screenplay of a folder. Texts, tables and pages (.txt, .csv, .html) may be
// anything: film.json names them.
var screenplays = []string{".fountain", ".fdx", ".pdf", ".docx", ".odt", ".fadein", ".osf", ".celtx"}

func only(dir fs.FS) (string, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return "", fmt.Errorf("dossier du film illisible : %w", err)
	}
	var found []string
	for _, e := range entries {
		if ext := strings.ToLower(path.Ext(e.Name())); !e.IsDir() && slices.Contains(screenplays, ext) {
			found = append(found, e.Name())
		}
	}
	slices.Sort(found)
	if len(found) != 1 {
		return "", fmt.Errorf("le dossier doit contenir un seul scénario (%s), ou film.json le nommer (« screenplay ») ; trouvé : %s",
			strings.Join(screenplays, ", "), cmp.Or(strings.Join(found, ", "), "aucun"))
	}
	return found[0], nil
}

// ErrScreenplay is the error of a screenplay that cannot be read, or has no scene.
var ErrScreenplay = errors.New("scénario illisible")

// Screenplay reads a screenplay in any format that breakdown.Load knows (or a schedule: .uss, .csv) and breaks it down. It refuses a
// text without a scene.
func Screenplay(text []byte, set breakdown.LoadSettings) (breakdown.Breakdown, error) {
	name := set.Name
	b, err := breakdown.Load(bytes.NewReader(text), set)
	if err != nil {
		return b, fmt.Errorf("%w : %s : %w", ErrScreenplay, name, err)
	}
	if len(b.Scenes) == 0 {
		return b, fmt.Errorf("%w : %s : aucune séquence ; un intitulé commence par INT. ou EXT. après une ligne vide", ErrScreenplay, name)
	}
	return b, nil
}
