package office

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/schedule/script"
)

// Parse reads a screenplay written in a word processor or in a writing program, told by its content (see Format). What is none of them,
// or is damaged, is a *script.FormatError; what was put aside is in Script.Issues.
func Parse(r io.Reader, set script.Settings) (script.Script, error) {
	b, err := decode.All(r, set.MaxBytes)
	if err != nil {
		return script.Script{}, fmt.Errorf("office: %w", err)
	}
	switch Format(b) {
	case "docx":
		return zipped(b, set, readDOCX)
	case "odt":
		return zipped(b, set, readODT)
	case "fadein":
		return zipped(b, set, readFadeIn)
	case "celtx":
		return zipped(b, set, readCeltx)
	case "fodt":
		return readFlatODT(b, set)
	case "osf":
		return readOSF(b, set)
	case "html":
		return readHTML(b, set)
	}
	return script.Script{}, &script.FormatError{Format: "fichier", Place: set.Name,
		Detail: "ni Word (.docx), ni OpenDocument (.odt), ni Fade In (.fadein, OSF), ni Celtx (.celtx, .html)"}
}

func zipped(b []byte, set script.Settings, read func(*archive, script.Settings) (script.Script, error)) (script.Script, error) {
	a, err := unzip(b, set.Name)
	if err != nil {
		return script.Script{}, err
	}
	return read(a, set)
}

// Format tells what a file is by its content: "docx", "odt", "fodt" (OpenDocument in one XML file), "fadein", "osf" (Open Screenplay
// Format without its archive), "celtx", "html" (the text of a Celtx project, or another page whose classes name the elements); empty for
// anything else.
func Format(b []byte) string {
	head := bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), 4096)], []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return zipFormat(b)
	case bytes.HasPrefix(head, []byte("<")):
		text := string(head)
		switch {
		case strings.Contains(text, "Open Screenplay Format"):
			return "osf"
		case strings.Contains(text, "<office:document") && strings.Contains(text, "opendocument.text"):
			return "fodt"
		case isHTML(text):
			return "html"
		}
	}
	return ""
}

func zipFormat(b []byte) string {
	a, err := unzip(b, "")
	if err != nil {
		return ""
	}
	has := func(name string) bool { return a.files[name] != nil }
	switch {
	case has("[Content_Types].xml") && a.holds("word/"):
		return "docx"
	case has("content.xml") && has("mimetype"):
		kind, _ := a.read("mimetype")
		if strings.HasPrefix(string(kind), "application/vnd.oasis.opendocument.text") {
			return "odt"
		}
	case has("document.xml"):
		return "fadein"
	case has("project.rdf"):
		return "celtx"
	}
	return ""
}

func readFadeIn(a *archive, set script.Settings) (script.Script, error) {
	a.format = "Fade In"
	b, err := a.read("document.xml")
	if err != nil {
		return script.Script{}, err
	}
	s, err := readOSF(b, set)
	s.Format = "fadein"
	return s, err
}
