package cnc

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// Names of the files that come with the pieces.
const (
	letterFile   = "00-lettre-d-accompagnement.pdf"
	summaryFile  = "00-sommaire.pdf"
	missingFile  = "00-pieces-manquantes.pdf"
	hashesFile   = "SHA256SUMS"
	manifestFile = "manifeste.json"
)

// Manifest is the manifeste of an archive: every file with its size and SHA-256, and what is missing.
type Manifest struct {
	Film      string         `json:"film"`
	Procedure Procedure      `json:"procedure"`
	On        moteur.Date    `json:"on"`
	Due       moteur.Date    `json:"due,omitzero"` // the last day to make the request
	Files     []ManifestFile `json:"files"`
	Missing   []MissingPiece `json:"missing"`
}

// ManifestFile is a file of the archive.
type ManifestFile struct {
	Number string `json:"number"`
	Piece  string `json:"piece,omitempty"`
	Label  string `json:"label"`
	File   string `json:"file"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// MissingPiece is a required piece that is not ready.
type MissingPiece struct {
	Piece    string     `json:"piece"`
	Label    string     `json:"label"`
	State    PieceState `json:"state"`
	Supplier string     `json:"supplier"`
	Reason   string     `json:"reason"`
}

// Folder is the folder that holds the dossier in its archive.
func (d Dossier) Folder() string { return fr.Slug(d.Film.Title + " " + d.Label) }

// WriteZip writes the whole dossier as one ZIP: cover letter, summary, list of what is missing, numbered pieces, SHA256SUMS (for
// sha256sum -c, run in the folder) and manifeste.json. Pieces are streamed and hashed on the way: memory does not depend on their
// size. The same dossier gives the same bytes: every file carries the dossier's date. An error of a piece names it and leaves
// an archive that is not complete: the caller throws it away.
func (d Dossier) WriteZip(w io.Writer) error {
	a := NewArchive(w, d.Folder(), d.On)
	for _, own := range []struct {
		file, label string
		write       func(io.Writer) error
		skip        bool
	}{
		{letterFile, "Lettre d'accompagnement", d.Letter().WritePDF, false},
		{summaryFile, "Sommaire", d.WritePDF, false},
		{missingFile, "Pièces manquantes", d.MissingPieces().WritePDF, len(d.List.Missing()) == 0},
	} {
		if own.skip {
			continue
		}
		if err := a.Add(ManifestFile{Number: "00", Label: own.label, File: own.file}, own.write); err != nil {
			return err
		}
	}
	for _, p := range d.Pieces {
		if err := a.Add(ManifestFile{Number: p.Number, Piece: p.ID, Label: p.Label, File: p.File()}, p.Write); err != nil {
			return err
		}
	}
	m := Manifest{Film: d.Film.Title, Procedure: d.Procedure, On: d.On, Due: d.List.Due, Missing: []MissingPiece{}}
	for _, i := range d.List.Missing() {
		m.Missing = append(m.Missing, MissingPiece{i.ID, i.Label, i.State, i.Supplier, i.Reason})
	}
	return a.Close(func(files []ManifestFile) any { m.Files = files; return m })
}

// Archive is a ZIP whose files are hashed as they are written; the same files on the same day give the same bytes.
type Archive struct {
	z      *zip.Writer
	folder string
	when   time.Time
	files  []ManifestFile
	names  map[string]bool
}

// NewArchive starts an archive whose files stand in one folder and carry the day given.
func NewArchive(w io.Writer, folder string, on moteur.Date) *Archive {
	when := doc.Document{Date: on}.Clock()
	return &Archive{z: zip.NewWriter(w), folder: folder, when: when, names: map[string]bool{hashesFile: true, manifestFile: true}}
}

// stored are the types that deflate does not make smaller.
var stored = []string{".zip", ".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".mp4", ".mov", ".mkv", ".mp3", ".m4a"}

func (a *Archive) create(name string) (io.Writer, error) {
	method := zip.Deflate
	if slices.Contains(stored, strings.ToLower(path.Ext(name))) {
		method = zip.Store
	}
	w, err := a.z.CreateHeader(&zip.FileHeader{Name: a.folder + "/" + name, Method: method, Modified: a.when})
	if err != nil {
		return nil, fmt.Errorf("cnc : archive, %s : %w", name, err)
	}
	return w, nil
}

// Add writes a file. It refuses a name that is not plain or is given twice; an error of the writer names the file.
func (a *Archive) Add(f ManifestFile, write func(io.Writer) error) error {
	if why := badName(path.Base(f.File)); why != "" || !safePath(f.File) {
		return fmt.Errorf("cnc : archive : nom %q refusé (%s)", fr.Shorten(f.File, 80), why)
	}
	if key := fr.Fold(f.File); a.names[key] {
		return fmt.Errorf("cnc : archive : nom %q en double", f.File)
	} else {
		a.names[key] = true
	}
	w, err := a.create(f.File)
	if err != nil {
		return err
	}
	c := counting{w: w, h: sha256.New()}
	if err := write(&c); err != nil {
		return fmt.Errorf("cnc : pièce %s (%s) : %w", f.File, f.Label, err)
	}
	f.Size, f.SHA256 = c.n, hex.EncodeToString(c.h.Sum(nil))
	a.files = append(a.files, f)
	return nil
}

// safePath accepts a plain relative path without any way up.
func safePath(name string) bool {
	return name != "" && !strings.ContainsAny(name, `\:`) && !path.IsAbs(name) && path.Clean(name) == name && !strings.HasPrefix(name, "..")
}

// Close writes the hashes, then the manifest made of the files written.
func (a *Archive) Close(manifest func([]ManifestFile) any) error {
	w, err := a.create(hashesFile)
	if err != nil {
		return err
	}
	for _, f := range a.files {
		if _, err := fmt.Fprintf(w, "%s  %s\n", f.SHA256, f.File); err != nil {
			return fmt.Errorf("cnc : archive : %w", err)
		}
	}
	if w, err = a.create(manifestFile); err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(manifest(a.files)); err != nil {
		return fmt.Errorf("cnc : manifeste : %w", err)
	}
	if err := a.z.Close(); err != nil {
		return fmt.Errorf("cnc : archive : %w", err)
	}
	return nil
}

type counting struct {
	w io.Writer
	h hash.Hash
	n int64
}

func (c *counting) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.h.Write(p[:n])
	c.n += int64(n)
	return n, err
}
