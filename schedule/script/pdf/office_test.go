package pdf_test

import (
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// wordProcessor lays elements out as a writer does in a word processor: one paragraph an element, a style a kind, in a font of which
// letters differ in width, words cut at the ends of lines.
func wordProcessor(es []script.Element) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>`)
	for _, s := range []struct {
		kind               script.Kind
		left, right, above float64 // inches, points
		more               string
	}{
		{script.Heading, 0, 0, 24, `fo:keep-with-next="always"`}, {script.Action, 0, 0, 12, ""}, {script.Cue, 2, 0, 12, `fo:keep-with-next="always"`},
		{script.Parenthetical, 1.5, 1.5, 0, `fo:keep-with-next="always"`}, {script.Dialogue, 1, 1.5, 0, ""}, {script.Transition, 4, 0, 12, ""},
		{script.Centred, 0, 0, 12, `fo:text-align="center"`},
	} {
		fmt.Fprintf(&b, `<style:style style:name="%s" style:family="paragraph"><style:paragraph-properties fo:margin-left="%gin" fo:margin-right="%gin"`+
			` fo:margin-top="%gpt" fo:margin-bottom="0pt" %s/><style:text-properties fo:font-family="Liberation Serif" fo:font-size="12pt"`+
			` fo:language="fr" fo:country="FR" fo:hyphenate="true"/></style:style>`, s.kind, s.left, s.right, s.above, s.more)
	}
	b.WriteString(`</office:styles><office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="2.5cm" fo:margin-left="3.5cm" fo:margin-right="2.5cm"/><style:footer-style/>
</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:footer><text:p>Le Dernier Bac – <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>`)
	for _, e := range es {
		if e.PrintedLines() > 0 {
			fmt.Fprintf(&b, `<text:p text:style-name="%s">`, e.Kind)
			_ = xml.EscapeText(&b, []byte(script.Plain(e.Text)))
			b.WriteString("</text:p>")
		}
	}
	b.WriteString("</office:text></office:body></office:document>")
	return b.String()
}

// The screenplay printed by LibreOffice gives its elements back.
func TestLibreOffice(t *testing.T) {
	soffice := testkit.Tool(t, "soffice")
	twin := sample(t).Elements[:700]
	dir := t.TempDir()
	in := filepath.Join(dir, "film.fodt")
	require.NoError(t, os.WriteFile(in, []byte(wordProcessor(twin)), 0o644))
	out, err := exec.Command(soffice, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--convert-to", "pdf",
		"--outdir", dir, in).CombinedOutput()
	require.NoError(t, err, "%s", out)
	got := parse(t, readFile(t, filepath.Join(dir, "film.pdf")))
	same(t, unnumbered(twin), printed(got.Elements))
}
