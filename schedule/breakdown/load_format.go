package breakdown

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/office"
)

// endings gives the formats that each ending of a file name announces. The first is the one of a text that says nothing of itself.
var endings = map[string][]string{
	".fountain": {"fountain"}, ".spmd": {"fountain"}, ".txt": {"fountain"}, ".md": {"fountain"}, ".markdown": {"fountain"},
	".fdx": {"fdx"}, ".uss": {"uss"}, ".csv": {"csv"}, ".tsv": {"csv"}, ".json": {"json", "uss"}, ".pdf": {"pdf"},
	".docx": {"docx"}, ".docm": {"docx"}, ".dotx": {"docx"}, ".odt": {"odt"}, ".ott": {"odt"}, ".fodt": {"fodt"},
	".xml": {"fdx", "osf", "fodt"}, ".fadein": {"fadein"}, ".osf": {"osf"}, ".celtx": {"celtx"}, ".html": {"html"}, ".htm": {"html"},
}

// formatNames are the formats as people know them.
var formatNames = map[string]string{
	"fountain": "du texte (Fountain)", "fdx": "du Final Draft (FDX)", "uss": "un plan USS", "csv": "un tableau", "json": "du JSON",
	"pdf": "un PDF", "docx": "un document Word", "odt": "un texte OpenDocument", "fodt": "un texte OpenDocument",
	"fadein": "un document Fade In", "osf": "de l'Open Screenplay Format", "celtx": "un projet Celtx", "html": "une page HTML",
}

// formatOf names the format of a file: by its content, then, for a text that says nothing of itself, by its ending. A file of no known
// format is an error that says what to export.
func formatOf(b []byte, name string) (string, error) {
	if f := contentOf(b); f != "" {
		return f, nil
	}
	if advice := refused(b, strings.ToLower(path.Ext(name))); advice != "" {
		return "", &script.FormatError{Format: "fichier", Place: name, Detail: advice}
	}
	if formats := endings[strings.ToLower(path.Ext(name))]; len(formats) > 0 && textual(formats[0]) {
		return formats[0], nil
	}
	return "fountain", nil
}

// textual tells whether a format is a text that may say nothing of itself.
func textual(format string) bool {
	switch format {
	case "fountain", "fdx", "uss", "csv", "json":
		return true
	}
	return false
}

// contentOf names the format that a content tells by itself; empty when it tells none.
func contentOf(b []byte) string {
	if bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")) {
		return "pdf"
	}
	if f := office.Format(b); f != "" {
		return f
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("<FinalDraft")),
		bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head[:min(len(head), 4096)], []byte("<FinalDraft")):
		return "fdx"
	case !bytes.HasPrefix(head, []byte("{")):
	case bytes.Contains(b, []byte("universalScheduleStandard")):
		return "uss"
	case json.Valid(head):
		return "json"
	}
	return ""
}

// disagrees tells that a file holds something else than its name says.
func disagrees(format, name string) []moteur.Issue {
	ending := strings.ToLower(path.Ext(name))
	formats := endings[ending]
	if formats == nil || slices.Contains(formats, format) {
		return nil
	}
	var rep moteur.Report
	rep.Notef(name, ruleEnding, "Le fichier se nomme %s mais contient %s : lu comme tel.", ending, formatNames[format])
	return rep.Issues
}

const ruleEnding = "breakdown/ending"

// The advice for the formats that are not read.
const (
	adviceWord  = "dans Word ou LibreOffice : Fichier, Enregistrer sous, « Document Word (.docx) »"
	adviceOther = "exporter le scénario en Final Draft (.fdx), Fountain, Word (.docx) ou PDF"
)

// signatures are the first bytes of formats that are not read.
var signatures = []struct{ start, what string }{
	{"{\\rtf", "du RTF : l'ouvrir " + adviceWord},
	{"\x89PNG", ""}, {"\xFF\xD8\xFF", ""}, {"GIF8", ""}, {"II*\x00", ""}, {"MM\x00*", ""}, {"BM", ""}, {"RIFF", ""},
	{"SQLite format 3\x00", "une base d'un logiciel d'écriture : " + adviceOther},
	{"\x1F\x8B", "une archive : en extraire le scénario"}, {"Rar!", "une archive : en extraire le scénario"},
	{"7z\xBC\xAF", "une archive : en extraire le scénario"},
	{"<?mso-", "un document Word en XML : l'enregistrer " + adviceWord},
}

// programs are the formats of programs told by the ending alone, with what to do.
var programs = map[string]string{
	".doc":      "un document Word d'avant 2007 (.doc) : l'ouvrir " + adviceWord,
	".rtf":      "du RTF : l'ouvrir " + adviceWord,
	".pages":    "un document Pages : Fichier, Exporter vers, Word (.docx)",
	".fdr":      "un document Final Draft d'avant la version 8 : l'ouvrir dans Final Draft et enregistrer en .fdx",
	".mmsw":     "un document Movie Magic Screenwriter : Fichier, Exporter, Final Draft (.fdx)",
	".scriv":    "un projet Scrivener : Fichier, Compiler, Final Draft ou Fountain",
	".wdz":      "un document WriterDuet : Fichier, Exporter, Final Draft (.fdx)",
	".highland": "un document Highland : Fichier, Exporter, Fountain",
}

// refused says why a file is not read and what to export; empty when it is a text.
func refused(b []byte, ending string) string {
	for _, s := range signatures {
		if bytes.HasPrefix(b, []byte(s.start)) && (s.what != "" || binary(b)) {
			if s.what == "" {
				return "une image : il faut le texte ; " + adviceOther
			}
			return s.what
		}
	}
	switch {
	case bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")):
		if bytes.Contains(b, utf16("EncryptedPackage")) {
			return "un document Word protégé par un mot de passe : l'enregistrer sans mot de passe"
		}
		return programs[".doc"]
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return archived(b, ending)
	case bytes.Contains(b[:min(len(b), 4096)], []byte("<w:wordDocument")), bytes.Contains(b[:min(len(b), 4096)], []byte("<pkg:package")):
		return "un document Word en XML : l'enregistrer " + adviceWord
	case !binary(b):
		return ""
	case programs[ending] != "":
		return programs[ending]
	}
	return "ce n'est pas un texte : " + adviceOther
}

// archived says what an archive holds that is not read.
func archived(b []byte, ending string) string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "une archive abîmée : exporter ou copier le fichier de nouveau"
	}
	if len(z.File) > 0 && z.File[0].Name == "mimetype" {
		if what := openKind(z.File[0]); what != "" {
			return what + " : " + adviceOther
		}
	}
	for _, f := range z.File {
		switch {
		case strings.HasSuffix(f.Name, ".iwa"), f.Name == "Index.zip", f.Name == "index.apxl":
			return programs[".pages"]
		case strings.HasPrefix(f.Name, "xl/"):
			return "un classeur : exporter le tableau en .csv (un dépouillement corrigé se relit avec -update)"
		case strings.HasPrefix(f.Name, "ppt/"):
			return "une présentation : " + adviceOther
		case strings.Contains(f.Name, ".textbundle/"):
			return programs[".highland"]
		}
	}
	if programs[ending] != "" {
		return programs[ending]
	}
	return fmt.Sprintf("une archive de %s : en extraire le scénario", fr.Plural(len(z.File), "fichier", "fichiers"))
}

// openKind names a document by the part that says its kind, as EPUB and OpenDocument put it first.
func openKind(f *zip.File) string {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	kind, _ := io.ReadAll(io.LimitReader(r, 200)) // what cannot be read says nothing
	switch s := string(kind); {
	case strings.Contains(s, "epub"):
		return "un livre numérique (EPUB)"
	case strings.Contains(s, "opendocument.spreadsheet"):
		return "un classeur OpenDocument"
	case strings.Contains(s, "opendocument"):
		return "un document OpenDocument qui n'est pas un texte"
	}
	return ""
}

// utf16 writes letters in UTF-16, as old Word files name their parts.
func utf16(s string) []byte {
	var out []byte
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// binary tells whether bytes are no text: NUL where no UTF-16 has them, or many control characters.
func binary(b []byte) bool {
	b = b[:min(len(b), 8192)]
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) || bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return false
	}
	odd := 0
	for _, c := range b {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B {
			odd++
		}
	}
	return odd > fewControls && 50*odd > len(b)
}

// fewControls is how many control characters a text holds by accident: decode.Text names and replaces them.
const fewControls = 3
