package office_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/office"
)

// kept is all that a screenplay and its report say, as words.
func kept(s script.Script) map[string]bool {
	out := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			for _, w := range wordsOf(text) {
				out[w] = true
			}
		}
	}
	for _, e := range s.TitlePage {
		add(e.Value)
	}
	for _, e := range s.Elements {
		add(script.Plain(e.Text), e.Text, e.Number, e.After)
		for _, m := range e.Marks {
			add(m.Text, e.Text[:m.At], e.Text[m.At:])
		}
	}
	for _, i := range s.Issues {
		add(i.Message)
	}
	return out
}

// wordsOf cuts a text into runs of letters and runs of digits: "1.6INT." may be read as the number 1.6 and INT.
func wordsOf(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(fr.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		for w != "" {
			first, _ := utf8.DecodeRuneInString(w)
			digit := unicode.IsDigit(first)
			end := strings.IndexFunc(w, func(r rune) bool { return unicode.IsDigit(r) != digit })
			if end < 0 {
				end = len(w)
			}
			out, w = append(out, w[:end]), w[end:]
		}
	}
	return out
}

// lost lists the words of texts that a reading neither keeps nor names.
func lost(s script.Script, texts []string) []string {
	all := kept(s)
	var out []string
	for _, text := range texts {
		for _, w := range wordsOf(text) {
			if !all[w] {
				out = append(out, w)
			}
		}
	}
	return out
}

// under lists the texts of a document that stand in a paragraph, those of each paragraph together; skip names elements that are not printed.
func under(text, paragraph, run string, skip ...string) []string {
	d := xml.NewDecoder(strings.NewReader(text))
	var out []string
	var b strings.Builder
	depth, printed, hidden := 0, 0, 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return append(out, b.String())
		}
		if err != nil { // what the reader mends has other words than what stands before the fault
			return out
		}
		switch t := t.(type) {
		case xml.StartElement:
			if hidden > 0 || slices.Contains(skip, t.Name.Local) {
				hidden++
				continue
			}
			if t.Name.Local == paragraph {
				out = append(out, b.String())
				b.Reset()
				depth++
			}
			if t.Name.Local == run {
				printed++
			} else if slices.Contains(gaps, t.Name.Local) {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			if hidden > 0 {
				hidden--
				continue
			}
			if t.Name.Local == paragraph {
				out = append(out, b.String())
				b.Reset()
				depth--
			}
			if t.Name.Local == run {
				printed--
			}
		case xml.CharData:
			if depth > 0 && hidden == 0 && (run == "" || printed > 0) {
				b.Write(t)
			}
		}
	}
}

var gaps = []string{"tab", "ptab", "br", "cr", "noBreakHyphen", "line-break", "s"}

// Any bytes: an answer or an error of form, and never a panic.
func FuzzParse(f *testing.F) {
	s := script.ParseText("Title: T\n\n12. INT. CAFÉ - JOUR\n\nMarie *rit*.\n\nMARIE\n(bas)\nBonjour.\n\n> FIN <\n", script.Settings{French: true})
	for _, w := range writers {
		f.Add(w.write(f, printed(s)))
	}
	f.Add(flat("", openScene))
	f.Add(testkit.Zip(f, "document.xml", "<document"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := office.Parse(bytes.NewReader(b), script.Settings{Name: "f"})
		if err != nil {
			require.ErrorIs(t, err, script.ErrFormat)
			return
		}
		_, err = script.WriteFountain(io.Discard, s)
		require.NoError(t, err)
	})
}

// The words of a Word document are in the screenplay or named.
func FuzzWord(f *testing.F) {
	f.Add(scene)
	f.Add(p("", r("", "1. INT. CAFÉ - JOUR")) + p("") + p("", r("", "Marie rit.")) + p("") + p(`<w:jc w:val="center"/>`, r("", "MARIE")) + p("", r("", "Non.")))
	f.Add(scene + `<w:tbl><w:tr><w:tc>` + p(st(3), r("", "Paul")) + p(st(4), r("", "Non !")) + `</w:tc><w:tc>` + p(st(2), r("", "Anna")) + `</w:tc></w:tr></w:tbl>`)
	f.Add(scene + p(st(2)+"<w:rPr><w:del/></w:rPr>", `<w:del><w:r><w:delText>Rien.</w:delText></w:r></w:del>`) + p(st(2), r("<w:vanish/>", "Tout.")))
	f.Add(scene + p(st(2), r("", "Elle "), r("<w:strike/>", "crie "), r("<w:dstrike/>", "fort"), r("", ".")) + p(st(1), r("", "ACTE I")) +
		p(st(2), `<w:r><w:txbxContent>`+p(st(2), r("<w:strike/>", "À louer"))+`</w:txbxContent></w:r>`))
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) {
			return // read in another encoding
		}
		s, err := office.Parse(bytes.NewReader(word(t, body, map[string]string{"styles": wordStyles})), script.Settings{Name: "f"})
		if err != nil {
			require.ErrorIs(t, err, script.ErrFormat)
			return
		}
		require.Empty(t, lost(s, under("<b"+wordNS+">"+body+"</b>", "p", "t", "Fallback", "sym", "pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr")))
	})
}

// openSkip are the parts of an OpenDocument text that are not printed, or not where they stand.
var openSkip = []string{"number", "note-citation", "date", "desc", "title", "tracked-changes", "forms", "annotation", "note"}

// The words of an OpenDocument text are in the screenplay or named.
func FuzzOpen(f *testing.F) {
	f.Add(openScene)
	f.Add(openScene + `<text:list><text:list-item><text:p>Un<text:s/>mot</text:p></text:list-item></text:list><text:h text:outline-level="1">ACTE</text:h>`)
	f.Add(`<text:h text:outline-level="1">ACTE I</text:h><text:h text:outline-level="1">INT. CAFÉ</text:h><text:p>Une affiche.<draw:frame><draw:text-box>` +
		`<text:p>À louer</text:p></draw:text-box></draw:frame></text:p>` + openScene)
	f.Add(`<table:table><table:table-row><table:table-cell><text:p>IMAGE</text:p></table:table-cell></table:table-row></table:table>` + openScene)
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) {
			return // read in another encoding
		}
		s, err := office.Parse(bytes.NewReader(flat("", body)), script.Settings{Name: "f"})
		if err != nil {
			require.ErrorIs(t, err, script.ErrFormat)
			return
		}
		for _, paragraph := range []string{"p", "h"} {
			require.Empty(t, lost(s, under("<b>"+body+"</b>", paragraph, "", openSkip...)))
		}
	})
}

// The words of a Fade In document are in the screenplay or named.
func FuzzOSF(f *testing.F) {
	f.Add(`<para><style basestyle="Scene Heading"/><text>INT. CAFÉ - JOUR</text></para><para><style name="Action"/><text bold="1">Marie rit.</text></para>`)
	f.Add(`<para note="à revoir" synopsis="Elle rit"><style baseStyleName="Character" dualdialogue="1"/><text>ANNA</text></para><para><text>Oui</text></para>`)
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) {
			return // read in another encoding
		}
		text := `<document type="Open Screenplay Format document" version="30"><paragraphs>` + body + `</paragraphs></document>`
		s, err := office.Parse(strings.NewReader(text), script.Settings{Name: "f"})
		if err != nil {
			require.ErrorIs(t, err, script.ErrFormat)
			return
		}
		require.Empty(t, lost(s, under(text, "para", "text")))
	})
}

// Pages of the web: an answer or an error of form.
func FuzzHTML(f *testing.F) {
	f.Add(`<p class="sceneheading">INT. CAFÉ</p><p class="action">Elle <b>rit</b><br>fort.</p><table><tr><td>a<td>b</table>`)
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) {
			return // read in another encoding
		}
		if _, err := office.Parse(strings.NewReader("<html><head><title>T</title></head><body>"+body), script.Settings{}); err != nil {
			require.ErrorIs(t, err, script.ErrFormat)
		}
	})
}
