package office_test

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

const wordNS = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`

const relType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// word packs a body, and other parts by the end of their names ("styles", "comments"), as a Word document.
func word(t testing.TB, body string, parts map[string]string) []byte {
	t.Helper()
	all := []string{
		"[Content_Types].xml", `<Types/>`,
		"_rels/.rels", `<Relationships><Relationship Type="` + relType + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0"?><w:document` + wordNS + `><w:body>` + body + `</w:body></w:document>`,
	}
	links := ""
	for name, content := range parts {
		links += fmt.Sprintf(`<Relationship Type="%s%s" Target="%s.xml"/>`, relType, strings.TrimRight(name, "0123456789"), name)
		all = append(all, "word/"+name+".xml", content)
	}
	return testkit.Zip(t, append(all, "word/_rels/document.xml.rels", "<Relationships>"+links+"</Relationships>")...)
}

// wordStyles are styles of a screenplay by the names of a French template; their ids say nothing.
const wordStyles = `<w:styles` + wordNS + `>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="s1"><w:name w:val="Intitulé de scène"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:caps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="s2"><w:name w:val="Action"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="s3"><w:name w:val="Personnage"/><w:basedOn w:val="Normal"/><w:rPr><w:caps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="s4"><w:name w:val="Réplique"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="s5"><w:name w:val="Didascalie"/><w:basedOn w:val="s4"/></w:style>
<w:style w:type="paragraph" w:styleId="s6"><w:name w:val="Transition"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="s7"><w:name w:val="Titre 1"/><w:basedOn w:val="Normal"/></w:style>
</w:styles>`

// styleIDs gives the place of the style of a kind in the tables of styles of these tests.
var styleIDs = map[script.Kind]int{script.Heading: 1, script.Action: 2, script.Cue: 3, script.Dialogue: 4, script.Parenthetical: 5,
	script.Transition: 6}

// shown is the text of an element with its number, as a page shows it.
func shown(e script.Element) string {
	if e.Kind == script.Heading && e.Number != "" {
		return e.Number + ". " + e.Text
	}
	return e.Text
}

// asWord writes a screenplay as a Word document with styles.
func asWord(t testing.TB, s script.Script) []byte {
	t.Helper()
	var b strings.Builder
	page := false
	for _, e := range s.Elements {
		id, ok := styleIDs[e.Kind]
		switch {
		case e.Kind == script.PageBreak:
			page = true
			continue
		case e.Kind == script.Centred:
			fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="s2"/><w:jc w:val="center"/></w:pPr>`)
		case !ok:
			t.Fatalf("no style for %s", e.Kind)
		default:
			fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="s%d"/>`, id)
			if page {
				b.WriteString(`<w:pageBreakBefore/>`)
				page = false
			}
			b.WriteString(`</w:pPr>`)
		}
		for _, sp := range script.Spans(shown(e)) {
			b.WriteString("<w:r><w:rPr>")
			for _, l := range []struct {
				on  bool
				tag string
			}{{sp.Bold, "<w:b/>"}, {sp.Italic, "<w:i/>"}, {sp.Underline, `<w:u w:val="single"/>`}} {
				if l.on {
					b.WriteString(l.tag)
				}
			}
			b.WriteString("</w:rPr>")
			for i, l := range strings.Split(sp.Text, "\n") {
				if i > 0 {
					b.WriteString("<w:br/>")
				}
				b.WriteString(`<w:t xml:space="preserve">` + html.EscapeString(l) + `</w:t>`)
			}
			b.WriteString("</w:r>")
		}
		b.WriteString("</w:p>")
	}
	return word(t, titled(s, func(l string) string { return `<w:p><w:r><w:t>` + html.EscapeString(l) + `</w:t></w:r></w:p>` },
		`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)+b.String(), map[string]string{"styles": wordStyles})
}

// titled writes a title page line by line.
func titled(s script.Script, line func(string) string, end string) string {
	if s.Title() == "" {
		return ""
	}
	return line(s.Title()) + line("Écrit par") + line(s.TitleValue("author")) + end
}

// asOpen writes a screenplay as an OpenDocument text with styles.
func asOpen(t testing.TB, s script.Script) []byte {
	t.Helper()
	names := []string{"", "Scene Heading", "Action", "Character", "Dialogue", "Parenthetical", "Transition"}
	var styles, b strings.Builder
	for i, n := range names[1:] {
		fmt.Fprintf(&styles, `<style:style style:name="%s" style:display-name="%s" style:family="paragraph"/>`,
			strings.ReplaceAll(n, " ", "_20_"), n)
		fmt.Fprintf(&b, `<style:style style:name="P%d" style:family="paragraph" style:parent-style-name="%s"/>`, i+1,
			strings.ReplaceAll(n, " ", "_20_"))
	}
	b.WriteString(`<style:style style:name="C" style:family="paragraph" style:parent-style-name="Action"><style:paragraph-properties fo:text-align="center"/></style:style>` +
		`<style:style style:name="B" style:family="paragraph" style:parent-style-name="Action"><style:paragraph-properties fo:break-before="page"/></style:style>`)
	for i := range 8 {
		props := ""
		if i&1 != 0 {
			props += ` fo:font-weight="bold"`
		}
		if i&2 != 0 {
			props += ` fo:font-style="italic"`
		}
		if i&4 != 0 {
			props += ` style:text-underline-style="solid"`
		}
		fmt.Fprintf(&b, `<style:style style:name="T%d" style:family="text"><style:text-properties%s/></style:style>`, i, props)
	}
	b.WriteString("</office:automatic-styles><office:body><office:text>")
	b.WriteString(titled(s, func(l string) string { return "<text:p>" + html.EscapeString(l) + "</text:p>" }, `<text:p text:style-name="B"/>`))
	for _, e := range s.Elements {
		style := fmt.Sprintf("P%d", styleIDs[e.Kind])
		switch e.Kind {
		case script.PageBreak:
			b.WriteString(`<text:p text:style-name="B"/>`)
			continue
		case script.Centred:
			style = "C"
		}
		fmt.Fprintf(&b, `<text:p text:style-name="%s">`, style)
		for _, sp := range script.Spans(shown(e)) {
			look := 0
			for i, on := range []bool{sp.Bold, sp.Italic, sp.Underline} {
				if on {
					look |= 1 << i
				}
			}
			text := strings.ReplaceAll(html.EscapeString(sp.Text), "\n", "<text:line-break/>")
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\t", "<text:tab/>"), "  ", `<text:s text:c="2"/>`)
			fmt.Fprintf(&b, `<text:span text:style-name="T%d">%s</text:span>`, look, text)
		}
		b.WriteString("</text:p>")
	}
	return openFile(t, styles.String(), b.String())
}

// asLayout writes a screenplay as an OpenDocument text without styles: indents and blank lines alone.
func asLayout(t testing.TB, s script.Script) []byte {
	t.Helper()
	var b strings.Builder
	for i, left := range []string{"0cm", "0cm", "0cm", "6cm", "3cm", "4.5cm", "11cm"} {
		fmt.Fprintf(&b, `<style:style style:name="P%d" style:family="paragraph"><style:paragraph-properties fo:margin-left="%s"/></style:style>`, i, left)
	}
	b.WriteString(`<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>` +
		`<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>`)
	b.WriteString("</office:automatic-styles><office:body><office:text>")
	for _, e := range s.Elements {
		style := fmt.Sprintf("P%d", styleIDs[e.Kind])
		switch e.Kind {
		case script.PageBreak:
			b.WriteString(`<text:p text:style-name="B"/>`)
			continue
		case script.Centred:
			style = "C"
		}
		if e.Kind != script.Dialogue && e.Kind != script.Parenthetical {
			b.WriteString("<text:p/>")
		}
		text := strings.ReplaceAll(html.EscapeString(shown(e)), "\n", "<text:line-break/>")
		fmt.Fprintf(&b, `<text:p text:style-name="%s">%s</text:p>`, style, text)
	}
	return openFile(t, "", b.String())
}

// openFile packs an OpenDocument text: named styles, then automatic styles and the text.
func openFile(t testing.TB, styles, content string) []byte {
	t.Helper()
	const ns = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
		` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
		` office:version="1.3"`
	const entry = `<manifest:file-entry manifest:full-path="`
	return testkit.Zip(t, "mimetype", "application/vnd.oasis.opendocument.text",
		"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">`+
			entry+`/" manifest:media-type="application/vnd.oasis.opendocument.text"/>`+
			entry+`content.xml" manifest:media-type="text/xml"/>`+entry+`styles.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
		"styles.xml", `<office:document-styles`+ns+`><office:styles>`+styles+`</office:styles></office:document-styles>`,
		"content.xml", `<office:document-content`+ns+`><office:automatic-styles>`+content+`</office:text></office:body></office:document-content>`)
}

// asOSF writes a screenplay as a Fade In document.
func asOSF(_ testing.TB, s script.Script) []byte {
	names := []string{"", "Scene Heading", "Action", "Character", "Dialogue", "Parenthetical", "Transition"}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><document type="Open Screenplay Format document" version="40"><styles>`)
	for i, n := range names[1:] {
		caps := ""
		if i == 0 || i == 2 {
			caps = ` allcaps="1"`
		}
		fmt.Fprintf(&b, `<style name="%s" basestyle="Normal Text"%s/>`, n, caps)
	}
	b.WriteString("</styles><paragraphs>")
	page := ""
	for _, e := range s.Elements {
		name, align, number := names[styleIDs[e.Kind]], "", ""
		switch e.Kind {
		case script.PageBreak:
			page = ` pagebreakbefore="1"`
			continue
		case script.Centred:
			name, align = "Action", ` align="center"`
		case script.Heading:
			if e.Number != "" {
				number = ` number="` + e.Number + `"`
			}
		}
		fmt.Fprintf(&b, `<para%s><style basestyle="%s"%s%s/>`, number, name, align, page)
		page = ""
		for _, sp := range script.Spans(e.Text) {
			look := ""
			for _, l := range []struct {
				on   bool
				name string
			}{{sp.Bold, "bold"}, {sp.Italic, "italic"}, {sp.Underline, "underline"}} {
				if l.on {
					look += ` ` + l.name + `="1"`
				}
			}
			fmt.Fprintf(&b, `<text%s>%s</text>`, look, html.EscapeString(sp.Text))
		}
		b.WriteString("</para>")
	}
	b.WriteString("</paragraphs><titlepage>")
	b.WriteString(titled(s, func(l string) string {
		return "<para><style basestyle=\"Normal Text\"/><text>" + html.EscapeString(l) + "</text></para>"
	}, ""))
	return []byte(b.String() + "</titlepage></document>")
}

// asCeltx writes a screenplay as a Celtx project.
func asCeltx(t testing.TB, s script.Script) []byte {
	t.Helper()
	classes := []string{"", "sceneheading", "action", "character", "dialog", "parenthetical", "transition"}
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE HTML><html><head><title>%s</title><meta content="right" name="CX.sceneNumbering"><meta content="%s" name="Author">`+
		`<meta content="Écrit par" name="CX.byline"></head><body>`, html.EscapeString(s.Title()), html.EscapeString(s.TitleValue("author")))
	for _, e := range s.Elements {
		class := classes[styleIDs[e.Kind]]
		if e.Kind == script.Centred {
			class = "texte-centré"
		}
		number := ""
		if e.Number != "" {
			number = ` scenestr="` + e.Number + `"`
		}
		fmt.Fprintf(&b, "<p class=\"%s\"%s>", class, number)
		for _, sp := range script.Spans(e.Text) {
			text := strings.ReplaceAll(html.EscapeString(sp.Text), "\n", "<br>")
			for _, l := range []struct {
				on   bool
				name string
			}{{sp.Bold, "b"}, {sp.Italic, "i"}, {sp.Underline, "u"}} {
				if l.on {
					text = "<" + l.name + ">" + text + "</" + l.name + ">"
				}
			}
			b.WriteString(text)
		}
		b.WriteString("<br></p>\n")
	}
	return testkit.Zip(t, "project.rdf", `<RDF cx:localFile="script-1.html"/>`, "script-1.html", b.String()+"</body></html>")
}
