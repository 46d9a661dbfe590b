package breakdown_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// packed is an archive of parts given as name, content, name, content…
func packed(t testing.TB, parts ...string) string { return string(testkit.Zip(t, parts...)) }

const osfText = `<document type="Open Screenplay Format document" version="40"><paragraphs>
<para><style basestyle="Scene Heading"/><text>INT. CAFÉ - JOUR</text></para>
<para><style basestyle="Action"/><text>Marie pose un couteau sur la table.</text></para>
<para><style basestyle="Character"/><text>MARIE</text></para>
<para><style basestyle="Dialogue"/><text>Je ne suis pas là pour dormir, tu le sais.</text></para></paragraphs></document>`

const celtxText = `<html><body><p class="sceneheading">INT. CAFÉ - JOUR</p><p class="action">Marie pose un couteau sur la table.</p>
<p class="character">MARIE</p><p class="dialog">Je ne suis pas là pour dormir, tu le sais.</p></body></html>`

const fountainText = "INT. CAFÉ - JOUR\n\nMarie pose un couteau sur la table.\n\nMARIE\nJe ne suis pas là pour dormir, tu le sais.\n"

const fdxText = `<FinalDraft DocumentType="Script"><Content><Paragraph Type="Scene Heading"><Text>INT. CAFÉ - JOUR</Text></Paragraph>
<Paragraph Type="Action"><Text>Marie pose un couteau sur la table.</Text></Paragraph><Paragraph Type="Character"><Text>MARIE</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Je ne suis pas là pour dormir, tu le sais.</Text></Paragraph></Content></FinalDraft>`

// texts gives the same screenplay in the formats that Load reads, by format and ending.
func texts(t testing.TB) map[string][2]string {
	t.Helper()
	paragraph := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	open := func(style, text string) string {
		return `<text:p text:style-name="` + style + `">` + text + `</text:p>`
	}
	write := func(p func(style, text string) string, styles ...string) string {
		return p(styles[0], "INT. CAFÉ - JOUR") + p(styles[1], "Marie pose un couteau sur la table.") + p(styles[2], "MARIE") +
			p(styles[3], "Je ne suis pas là pour dormir, tu le sais.")
	}
	styles := ""
	for _, s := range []string{"Séquence", "Action", "Personnage", "Dialogue"} {
		styles += `<w:style w:type="paragraph" w:styleId="` + string([]rune(s)[:3]) + `"><w:name w:val="` + s + `"/></w:style>`
	}
	return map[string][2]string{
		"fountain": {".fountain", fountainText},
		"fdx":      {".fdx", fdxText},
		"osf":      {".osf", osfText},
		"fadein":   {".fadein", packed(t, "document.xml", osfText)},
		"celtx":    {".celtx", packed(t, "project.rdf", `<RDF/>`, "script-1.html", celtxText)},
		"html":     {".html", celtxText},
		"odt": {".odt", packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
			`<document-content><body><text>`+write(open, "Séquence", "Action", "Personnage", "Dialogue")+`</text></body></document-content>`,
			"styles.xml", `<document-styles><styles><style family="paragraph" name="Séquence"/><style family="paragraph" name="Action"/>`+
				`<style family="paragraph" name="Personnage"/><style family="paragraph" name="Dialogue"/></styles></document-styles>`)},
		"docx": {".docx", packed(t, "[Content_Types].xml", `<Types/>`, "word/document.xml",
			`<document><body>`+write(paragraph, "Séq", "Act", "Per", "Dia")+`</body></document>`, "word/styles.xml", `<styles>`+styles+`</styles>`,
			"word/_rels/document.xml.rels", `<Relationships><Relationship Type="x/styles" Target="styles.xml"/></Relationships>`)},
	}
}

// A screenplay gives the same scenes whatever the format it is in, and whatever its name.
func TestLoadEveryFormat(t *testing.T) {
	want, err := breakdown.Load(strings.NewReader(fountainText), breakdown.LoadSettings{})
	require.NoError(t, err)
	require.Len(t, want.Scenes, 1)
	for format, file := range texts(t) {
		for _, name := range []string{"film" + file[0], "film", "FILM" + strings.ToUpper(file[0]), "film.csv", "film.docx", "film.json"} {
			if format == "fountain" && (name == "film.csv" || name == "film.json") {
				continue // a text that says nothing of itself is what its name says
			}
			t.Run(format+" "+name, func(t *testing.T) {
				b, err := breakdown.Load(strings.NewReader(file[1]), breakdown.LoadSettings{Name: name})
				require.NoError(t, err)
				require.Len(t, b.Scenes, 1)
				got, want := b.Scenes[0], want.Scenes[0]
				assert.Equal(t, []any{want.Heading, want.Place, want.Set, want.Light, want.Eighths, want.Seconds, want.Roles},
					[]any{got.Heading, got.Place, got.Set, got.Light, got.Eighths, got.Seconds, got.Roles})
				assert.Equal(t, "fr", b.Language)
				told := false
				for _, i := range b.Issues {
					told = told || i.Rule == "breakdown/ending"
				}
				assert.Equal(t, name != "film" && !strings.EqualFold(name, "film"+file[0]), told,
					"a name that disagrees is told")
			})
		}
	}
}

// What is not read is refused in words that say what to do.
func TestLoadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, text, said string }{
		"RTF":               {"film.rtf", `{\rtf1\ansi INT. CAFE}`, "Enregistrer sous"},
		"RTF named Word":    {"film.doc", `{\rtf1\ansi INT. CAFE}`, "du RTF"},
		"old Word":          {"film.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".docx"},
		"locked Word":       {"film.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "mot de passe"},
		"Word in XML":       {"film.xml", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>`, "Word en XML"},
		"Pages":             {"film.pages", packed(t, "Index/Document.iwa", "x"), "Exporter vers"},
		"workbook":          {"film.xlsx", packed(t, "[Content_Types].xml", "x", "xl/workbook.xml", "x"), ".csv"},
		"archive":           {"film.zip", packed(t, "film.fountain", "x", "b", "y"), "2\u00a0fichiers"},
		"book":              {"film.epub", packed(t, "mimetype", "application/epub+zip", "OEBPS/a.xhtml", "x"), "EPUB"},
		"open workbook":     {"film.ods", packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "x"), "classeur"},
		"open slides":       {"film.odp", packed(t, "mimetype", "application/vnd.oasis.opendocument.presentation", "content.xml", "x"), "pas un texte"},
		"broken archive":    {"film.docx", "PK\x03\x04 and no more", "abîmée"},
		"image":             {"page.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00", "une image"},
		"old Final Draft":   {"film.fdr", "\x00\x01\x02\x03\x04\x05\x06\x07", ".fdx"},
		"binary":            {"film.bin", strings.Repeat("\x00\x01A", 100), "n'est pas un texte"},
		"binary as text":    {"film.fountain", strings.Repeat("\x00\x01A", 100), "n'est pas un texte"},
		"PDF, no reader":    {"film.pdf", "%PDF-1.4", "schedule/script/pdf"},
		"page of the web":   {"film.html", "<html><body><p>INT. CAFÉ - JOUR</p></body></html>", "exporter"},
		"Word without text": {"film.docx", packed(t, "[Content_Types].xml", "x", "word/styles.xml", "<styles/>"), "manque"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := breakdown.Load(strings.NewReader(c.text), breakdown.LoadSettings{Name: c.file})
			require.ErrorIs(t, err, script.ErrFormat)
			assert.ErrorContains(t, err, c.said)
			assert.ErrorContains(t, err, c.file)
		})
	}
}

// A PDF is read by the reader that the program gives.
func TestLoadPDF(t *testing.T) {
	set := breakdown.LoadSettings{Name: "film.pdf", PDF: func(_ io.Reader, s script.Settings) (script.Script, error) {
		return script.ParseText(fountainText, s), nil
	}}
	b, err := breakdown.Load(strings.NewReader("%PDF-1.7"), set)
	require.NoError(t, err)
	assert.Len(t, b.Scenes, 1)
	fault := errors.New("panne")
	set.PDF = func(io.Reader, script.Settings) (script.Script, error) { return script.Script{}, fault }
	_, err = breakdown.Load(strings.NewReader("%PDF-1.7"), set)
	require.ErrorIs(t, err, fault)
}

// Oui and yes read French, non and no do not; another word is refused by name.
func TestLoadFrenchSaid(t *testing.T) {
	text := "INT. BAR - NUIT\n\nIl dort.\n\nFONDU ENCHAÎNÉ :\n\nINT. CAVE - NUIT\n\nIl veille.\n"
	for said, words := range map[string]int{"oui": 2, "OUI": 2, "yes": 2, "non": 4, "NON": 4, "no": 4} {
		b, err := breakdown.Load(strings.NewReader(text), breakdown.LoadSettings{Name: "a.fountain", French: said})
		require.NoError(t, err, said)
		assert.Equal(t, words, b.Scenes[0].ActionWords, said)
	}
	_, err := breakdown.Load(strings.NewReader(text), breakdown.LoadSettings{Name: "a.fountain", French: "peut-être"})
	assert.ErrorContains(t, err, "peut-être")
	assert.ErrorContains(t, err, "oui")
}
