package testkit

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
)

// Printable is a result that prints itself.
type Printable interface {
	Document() doc.Document
	WritePDF(io.Writer) error
	WriteXLSX(io.Writer) error
}

// Texts compares the text of every document with its golden, testdata/<name>.txt.
func Texts(t *testing.T, docs map[string]Printable) {
	t.Helper()
	for name, p := range docs {
		Golden(t, name+".txt", text.String(p.Document()))
	}
}

// Workbooks writes every document twice as a workbook: the same bytes, and formulas that compute the values beside them. At least so
// many of the workbooks hold formulas.
func Workbooks(t *testing.T, docs map[string]Printable, least int) {
	t.Helper()
	files := map[string][]byte{}
	for name, p := range docs {
		content := twice(t, name, p.WriteXLSX)
		Save(t, name+".xlsx", content)
		if Formulas(t, content) > 0 {
			files[name+".xlsx"] = content
		}
	}
	require.GreaterOrEqual(t, len(files), least)
	Live(t, files)
}

// Papers writes every document twice as PDF: the same bytes, and a file that qpdf finds sound.
func Papers(t *testing.T, docs map[string]Printable) {
	t.Helper()
	qpdf := Tool(t, "qpdf")
	for name, p := range docs {
		content := twice(t, name, p.WritePDF)
		path := filepath.Join(t.TempDir(), name+".pdf")
		require.NoError(t, os.WriteFile(path, content, 0o644))
		msg, err := exec.Command(qpdf, "--check", path).CombinedOutput()
		require.NoError(t, err, "%s", msg)
		Save(t, name+".pdf", content)
	}
}

// twice writes a file two times and gives its bytes.
func twice(t *testing.T, name string, write func(io.Writer) error) []byte {
	t.Helper()
	var a, b bytes.Buffer
	require.NoError(t, write(&a), name)
	require.NoError(t, write(&b), name)
	require.True(t, bytes.Equal(a.Bytes(), b.Bytes()), "%s: same input, other bytes", name)
	return a.Bytes()
}
