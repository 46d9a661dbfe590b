package xlsx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

var colMin = regexp.MustCompile(`<col min="(\d+)"`)

// Spreadsheet programs want the columns of a sheet described in order; hidden ones among them.
func TestColumnsInOrder(t *testing.T) {
	table := doc.Table{}
	for _, c := range []string{"a", "b", "c", "d", "e"} {
		table.Columns = append(table.Columns, doc.Column{Key: c, Title: c, Hidden: c == "b" || c == "e"})
	}
	table.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("1"), doc.S("2"), doc.S("3"), doc.S("4"), doc.S("5")}}}
	var b, again bytes.Buffer
	d := doc.Document{Title: "Essai", Blocks: []doc.Block{table}}
	require.NoError(t, xlsx.Write(&b, d))
	require.NoError(t, xlsx.Write(&again, d))
	assert.True(t, bytes.Equal(b.Bytes(), again.Bytes()), "same document, same bytes")
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/") {
			continue
		}
		r, err := f.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		last := 0
		for _, m := range colMin.FindAllStringSubmatch(string(content), -1) {
			n, err := strconv.Atoi(m[1])
			require.NoError(t, err)
			assert.Greater(t, n, last, f.Name)
			last = n
		}
		assert.Equal(t, 5, last)
		assert.Equal(t, 2, strings.Count(string(content), `hidden="1"`))
	}
}
