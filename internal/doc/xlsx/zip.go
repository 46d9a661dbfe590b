package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

const contentTypes = "[Content_Types].xml"

// steadyZip writes the parts of a workbook in one order and with one date, whatever the order excelize hands them in.
type steadyZip struct {
	w     io.Writer
	parts map[string]*bytes.Buffer
}

func newZip(w io.Writer) excelize.ZipWriter {
	return &steadyZip{w: w, parts: map[string]*bytes.Buffer{}}
}

// Create opens a part.
func (z *steadyZip) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	z.parts[name] = b
	return b, nil
}

// AddFS adds the files of fsys.
func (z *steadyZip) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(fsys, name)
		z.parts[name] = bytes.NewBuffer(content)
		return err
	})
}

// Close writes the file.
func (z *steadyZip) Close() error {
	names := make([]string, 0, len(z.parts))
	for n := range z.parts {
		if n != contentTypes {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	if z.parts[contentTypes] != nil {
		names = append([]string{contentTypes}, names...)
	}
	out := zip.NewWriter(z.w)
	for _, n := range names {
		content := z.parts[n].Bytes()
		if n == contentTypes {
			content = sortTypes(content)
		}
		w, err := out.CreateHeader(&zip.FileHeader{Name: n, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
	}
	return out.Close()
}

// sortTypes sorts the entries of [Content_Types].xml; what it cannot read it leaves as it is.
func sortTypes(content []byte) []byte {
	var types struct {
		XMLName xml.Name
		Items   []struct {
			XMLName     xml.Name
			Extension   string `xml:"Extension,attr"`
			PartName    string `xml:"PartName,attr"`
			ContentType string `xml:"ContentType,attr"`
		} `xml:",any"`
	}
	if err := xml.Unmarshal(content, &types); err != nil {
		return content
	}
	lines := make([]string, 0, len(types.Items))
	for _, it := range types.Items {
		var b strings.Builder
		attr := func(name, v string) {
			if v != "" {
				b.WriteString(" " + name + `="`)
				_ = xml.EscapeText(&b, []byte(v)) // a Builder never fails
				b.WriteString(`"`)
			}
		}
		b.WriteString("<" + it.XMLName.Local)
		attr("Extension", it.Extension)
		attr("PartName", it.PartName)
		attr("ContentType", it.ContentType)
		b.WriteString("/>")
		lines = append(lines, b.String())
	}
	slices.Sort(lines)
	return []byte(xml.Header + `<Types xmlns="` + types.XMLName.Space + `">` + strings.Join(lines, "") + "</Types>")
}
