package office

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/schedule/script"
)

// The bounds of an archive: its entries, and what its parts may hold once unpacked, each and all together.
const (
	maxEntries  = 10_000
	maxPart     = 64 << 20
	maxUnpacked = 128 << 20
)

// archive is the content of a zip file.
type archive struct {
	format, name string
	files        map[string]*zip.File
	unpacked     int64
}

// unzip opens a zip file in memory.
func unzip(b []byte, name string) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, &script.FormatError{Format: "zip", Place: name, Detail: "archive abîmée : " + err.Error()}
	}
	if len(z.File) > maxEntries {
		return nil, &script.FormatError{Format: "zip", Place: name, Detail: fmt.Sprintf("plus de %d fichiers dans l'archive", maxEntries)}
	}
	a := &archive{name: name, files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if n := path.Clean(strings.ReplaceAll(f.Name, `\`, "/")); a.files[n] == nil {
			a.files[n] = f
		}
	}
	return a, nil
}

func (a *archive) fail(format string, args ...any) error {
	return &script.FormatError{Format: a.format, Place: a.name, Detail: fmt.Sprintf(format, args...)}
}

// read unpacks a part; nil when the archive has none of that name.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[strings.TrimPrefix(path.Clean(name), "/")]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, a.fail("%s illisible : %s", name, err)
	}
	defer r.Close()
	limit := min(int64(maxPart), maxUnpacked-a.unpacked)
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, a.fail("%s illisible : %s", name, err)
	case int64(len(b)) > limit:
		return nil, a.fail("%s : %s, plus de %d Mio une fois décompressé", name, decode.ErrTooLarge, limit>>20)
	}
	a.unpacked += int64(len(b))
	return b, nil
}

// tree reads a part in XML; nil when the archive has none of that name.
func (a *archive) tree(name string) (*node, error) {
	b, err := a.read(name)
	if b == nil || err != nil {
		return nil, err
	}
	return tree(b, a.format, a.name+"/"+name)
}

// holds tells whether the archive has files in a folder.
func (a *archive) holds(folder string) bool {
	for name := range a.files {
		if strings.HasPrefix(name, folder) {
			return true
		}
	}
	return false
}
