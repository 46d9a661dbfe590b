package office_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

const openNS = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"`

// flat writes a flat OpenDocument text: automatic styles, then the text.
func flat(styles, body string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?><office:document` + openNS +
		` office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>` +
		`<style:style style:name="S" style:display-name="Intitulé de séquence" style:family="paragraph"><style:text-properties fo:text-transform="uppercase"/></style:style>` +
		`<style:style style:name="A" style:display-name="Action" style:family="paragraph"/>` +
		`<style:style style:name="C" style:display-name="Personnage" style:family="paragraph"><style:text-properties fo:font-variant="small-caps"/></style:style>` +
		`<style:style style:name="D" style:display-name="Dialogue" style:family="paragraph"/>` +
		`</office:styles><office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="S"/>` + styles +
		`<style:page-layout style:name="M1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/></style:page-layout></office:automatic-styles>` +
		`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="M1"><style:header><text:p>Version 3</text:p></style:header></style:master-page></office:master-styles>` +
		`<office:body><office:text>` + body + `</office:text></office:body></office:document>`)
}

const openScene = `<text:p text:style-name="P1">int. café
	- jour</text:p><text:p text:style-name="C">Marie</text:p><text:p text:style-name="D">Bonjour.</text:p>`

// What OpenDocument puts between the letters.
func TestOpenHabits(t *testing.T) {
	a := func(text string) string { return openScene + `<text:p text:style-name="A">` + text + `</text:p>` }
	for name, c := range map[string]struct{ styles, body, want, said string }{
		"spaces, tabs, breaks": {"", a(`Un<text:s/>deux<text:s text:c="2"/> trois<text:tab/>quatre<text:line-break/> cinq`),
			"action: Un deux   trois\tquatre⏎cinq\n", ""},
		"spans": {`<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" fo:text-transform="uppercase"/></style:style>`,
			a(`Il <text:span text:style-name="T1">crie</text:span>.`), "action: Il **CRIE**.\n", ""},
		"comments, notes": {"", a(`Elle lit<office:annotation><dc:creator>Paul</dc:creator><dc:date>2026</dc:date><text:p>Quoi ?</text:p></office:annotation> un vers` +
			`<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Hugo.</text:p></text:note-body></text:note>.`),
			"action: Elle lit un vers. [8 note: Paul\u00a0: Quoi ?] [16 note: Hugo.]\n", "gardés comme notes"},
		"tracked changes": {"", `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>crie</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
			a(`Elle <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>parle<text:change-end text:change-id="c2"/>.`),
			"action: Elle parle. [5 boneyard: crie]\n", "1\u00a0suppression"},
		"frames": {"", a(`Une affiche.<draw:frame><draw:text-box><text:p text:style-name="A">À LOUER</text:p></draw:text-box></draw:frame>`),
			"action: Une affiche.\naction: À LOUER\n", ""},
		"an image": {"", a(`Là.<draw:frame><draw:image/></draw:frame>`), "action: Là.\n", "1\u00a0image"},
		"pages and middle": {`<style:style style:name="P2" style:family="paragraph" style:parent-style-name="A"><style:paragraph-properties fo:break-before="page" fo:text-align="center"/></style:style>`,
			openScene + `<text:p text:style-name="P2">FIN</text:p>`, "page_break: \ncentred: FIN\n", ""},
		"two voices": {"", openScene + `<table:table><table:table-row><table:table-cell><text:p text:style-name="C">Paul</text:p><text:p text:style-name="D">Non !</text:p></table:table-cell>` +
			`<table:table-cell><text:p text:style-name="C">Anna</text:p><text:p text:style-name="D">Si !</text:p></table:table-cell></table:table-row></table:table>`,
			"cue left: PAUL\ndialogue: Non !\ncue right: ANNA\ndialogue: Si !\n", "dialogue double"},
		"numbered headings": {`<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="7"/></text:list-style>`,
			openScene + `<text:list text:style-name="L1"><text:list-item><text:p text:style-name="P1">ext. rue - nuit</text:p></text:list-item>` +
				`<text:list-item><text:p text:style-name="P1">int. bar - nuit</text:p></text:list-item></text:list>`,
			"heading #7#: EXT. RUE - NUIT\nheading #8#: INT. BAR - NUIT\n", ""},
		"a table of contents": {"", openScene + `<text:table-of-content><text:index-body><text:p>1. Café</text:p></text:index-body></text:table-of-content>`, "", "1. Café"},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, flat(c.styles, c.body))
			assert.Equal(t, sceneRead+c.want, listing(s))
			assert.Contains(t, said(s), c.said)
			assert.Contains(t, said(s), "Version 3")
		})
	}
}

// The sample film, with styles and without, goes through LibreOffice to Word and OpenDocument files: they give what was typed.
func TestLibreOffice(t *testing.T) {
	writer := testkit.Tool(t, "lowriter")
	dir := t.TempDir()
	film := sample(t)
	bare := film // no title page, no emphasis: what a layout keeps
	bare.TitlePage, bare.Elements = nil, slices.Clone(film.Elements)
	for i := range bare.Elements {
		bare.Elements[i].Text = script.Plain(bare.Elements[i].Text)
	}
	sources := map[string][]byte{"styles": asOpen(t, film), "layout": asLayout(t, bare)}
	wants := map[string]script.Script{"styles": film, "layout": bare}
	var paths []string
	require.NoError(t, os.Mkdir(filepath.Join(dir, "from"), 0o755))
	for name, b := range sources {
		paths = append(paths, filepath.Join(dir, "from", name+".odt"))
		require.NoError(t, os.WriteFile(paths[len(paths)-1], b, 0o644))
	}
	for _, format := range []string{"docx", "odt"} {
		args := append([]string{"--headless", "-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--convert-to", format,
			"--outdir", dir}, paths...)
		out, err := exec.Command(writer, args...).CombinedOutput()
		require.NoError(t, err, "%s", out)
		for name, want := range wants {
			t.Run(format+" "+name, func(t *testing.T) {
				b, err := os.ReadFile(filepath.Join(dir, name+"."+format))
				require.NoError(t, err, "%s", out)
				got := parse(t, b)
				assert.Equal(t, format, got.Format)
				assert.Equal(t, want.Title(), got.Title())
				same(t, want, got)
			})
		}
	}
}
