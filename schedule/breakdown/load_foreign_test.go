package breakdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// A text that holds no screenplay is refused, whatever its name: by what it declares to be, or by what most of its lines are.
func TestLoadRefusesForeignTexts(t *testing.T) {
	const css = "main {\n  margin: 0 auto;\n  color: #333;\n}\n\n.scene > h2 { font-weight: bold; }\n"
	for name, c := range map[string]struct{ file, text, said string }{
		"nothing, named PDF":         {"film.pdf", "", "vide"},
		"nothing, named Word":        {"film.docx", "", "vide"},
		"nothing":                    {"film.fountain", "", "vide"},
		"mark of order":              {"film.docx", "\uFEFF", "vide"},
		"mark of UTF-16":             {"film.txt", "\xFF\xFE", "vide"},
		"spaces":                     {"film.txt", " \r\n\t\r\n\u00a0\n", "vide"},
		"invisible signs":            {"film.txt", "\u200b\u2060\n", "vide"},
		"signs":                      {"film.txt", "* * *\n\n---\n", "vide"},
		"title page alone":           {"film.fountain", "Title: Le Gué\nAuthor: N. B.\n", "aucun texte"},
		"empty FDX":                  {"film.fdx", `<FinalDraft><Content></Content></FinalDraft>`, "aucun texte"},
		"empty OSF":                  {"film.osf", `<document type="Open Screenplay Format document"><paragraphs/></document>`, "aucun texte"},
		"blank OpenDocument":         {"film.fodt", `<office:document mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p> </text:p></office:text></office:body></office:document>`, "aucun texte"},
		"PostScript":                 {"film.ps", "%!PS-Adobe-2.0\n/F {findfont} def\n(INT. CAFÉ) show\n", "PostScript"},
		"mail":                       {"m.eml", "Received: by x\r\nFrom: A <a@b.fr>\r\nTo: c@d.fr\r\n\r\nLe scénario.\r\n", "courrier"},
		"mail with its scenes":       {"m.txt", "From: a@b.fr\nSubject: Le film\n\nINT. CAFÉ - JOUR\n\nElle entre.\n", "courrier"},
		"XML":                        {"m.fodt", "<?xml version='1.0'?>\n<!DOCTYPE r [<!ELEMENT r ANY>]>\n<o:document xmlns:o='u'><o:p/></o:document>", "XML"},
		"XML without head":           {"m.fountain", "<rss version=\"2.0\">\n<channel/></rss>", "XML"},
		"fragment of HTML":           {"m.txt", "<body>\n<p>Bonjour</p>\n</body>", "HTML"},
		"JSON list":                  {"m.txt", "[\n {\"nom\": \"x\"}\n]", "JSON"},
		"JSON cut":                   {"m.fountain", "{\"nom\": \"x\",\n", "JSON"},
		"LaTeX":                      {"m.txt", "% film\n\\documentclass[12pt]{screenplay}\n\\begin{document}\n\\intslug{Café}\n", "LaTeX"},
		"vCard":                      {"m.txt", "BEGIN:VCARD\r\nFN:Anna\r\nEND:VCARD\r\n", "contacts"},
		"agenda":                     {"film.fountain", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:INT. CAFÉ\nEND:VEVENT\n", "agenda"},
		"SRT":                        {"f.txt", "1\n00:00:01,000 --> 00:00:02,500\nBonjour.\nÇa va ?\n\n2\n00:00:04,000 --> 00:00:05,000\nOui.\n", "sous-titres"},
		"VTT":                        {"f.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour.\n", "sous-titres"},
		"lyrics with times":          {"f.txt", "[00:12.00]Au clair de la lune\n[00:17.20]Mon ami Pierrot\n", "sous-titres"},
		"log":                        {"f.txt", "2026-03-01T10:00:00Z start\n2026-03-01T10:00:01Z ready\n  at main\n2026-03-01T10:00:02Z stop\n", "journal"},
		"log of a server":            {"f.txt", "1.2.3.4 - - [01/Mar/2026:10:00:00 +0100] \"GET /\" 200 12\n", "journal"},
		"style sheet":                {"f.txt", css, "code"},
		"Java":                       {"f.txt", "public class Main {\n  int x = 3;\n  void run() {\n    go(x);\n  }\n}\n", "code"},
		"JavaScript":                 {"f.md", "const a = require('fs')\nfunction go(x) {\n  return a.readFileSync(x)\n}\n", "code"},
		"Python":                     {"f.fountain", "import sys\n\nclass A:\n    def go(self):\n        print(self.x)\n        return None\n", "code"},
		"SQL":                        {"f.txt", "CREATE TABLE t (\n  id INT NOT NULL,\n  nom TEXT\n);\nSELECT nom FROM t;\nDROP TABLE t;\n", "code"},
		"settings":                   {"f.txt", "[user]\nname = x\nmail=y\n", "données"},
		"YAML":                       {"f.txt", "title: film\nscenes:\n  - cuisine\n  - jardin\nlength: 90\n", "données"},
		"letters of base 64":         {"f.txt", strings.Repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\n", 4), "codées"},
		"key":                        {"f.txt", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n", "chiffré"},
		"patch":                      {"f.txt", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-INT. A\n+INT. B\n", "comparaison"},
		"shell":                      {"f.txt", "cd /x\nfor f in *; do\n  cp $f $f.bak\ndone\n", "code"},
		"style sheet, one line each": {"f.txt", "@media screen { a { color: red } }\n#b, .c { top: 0 }\n", "code"},
		"old patch":                  {"f.txt", "3c3\n< INT. A\n---\n> INT. B\n", "comparaison"},
		"references":                 {"f.txt", "TY  - BOOK\nAU  - Blin, N.\nTI  - Le gué\nER  - \n", "données"},
		"table":                      {"f.txt", "Nom;Âge;Ville\nAnna;8;Lyon\nPaul;40;Brest\n", "tableau"},
		"table without a row":        {"f.csv", "Numéro;Décor\n", "aucune séquence"},
		"by its ending":              {"notes.tex", "Bonjour à tous.\n", "LaTeX"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := breakdown.Load(strings.NewReader(c.text), breakdown.LoadSettings{Name: c.file})
			require.ErrorIs(t, err, script.ErrFormat)
			assert.ErrorContains(t, err, c.said)
			assert.ErrorContains(t, err, c.file)
		})
	}
}

// A screenplay is read whatever its signs, and a text without a heading keeps its warning.
func TestLoadKeepsOddScreenplays(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		scenes int
	}{
		"note first":         {"[[12 mai : relire]]\n\nINT. CAFÉ - JOUR\n\nElle entre.\n", 1},
		"note of quotes":     {"[[\"Le Gué\", relu]]\n\nINT. CAFÉ - JOUR\n\nElle entre.\n", 1},
		"boneyard first":     {"/* coupé */\n\nINT. CAFÉ - JOUR\n\nElle entre.\n", 1},
		"centred first":      {">LE GUÉ<\n\nINT. CAFÉ - JOUR\n\nElle entre.\n", 1},
		"date and contact":   {"Title: Le Gué\nDate: 12 mai\nContact: a@b.fr\n\nINT. CAFÉ - JOUR\n\nElle entre.\n", 1},
		"arrow in a heading": {"INT. CAFÉ -> RUE - JOUR\n\nELLE\nOui ;\n", 1},
		"heading alone":      {"INT. CAFÉ == CUISINE - JOUR", 1},
		"screens of code":    {"INT. BUREAU - NUIT\n\nSur l'écran :\n\nvar x = 3;\n\nreturn x;\n\n{\n\n}\n", 1},
		"named like code":    {"INT. BUREAU - NUIT\n\nIl tape.\n", 1},
		"no heading":         {"ANNA\nBonjour.\n\nElle sort.\n\nPAUL\nOui.\n", 0},
		"a list":             {"une pomme ;\nune poire ;\nun couteau ;\ndu pain.\n", 0},
		"verses":             {"Au clair de la lune,\nMon ami Pierrot,\nPrête-moi ta plume,\nPour écrire un mot.\n", 0},
		"sections":           {"# Acte I\n\n= Anna part.\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			for _, file := range []string{"film.fountain", "film.txt", "film.log"} {
				if c.scenes == 0 && file == "film.log" {
					continue
				}
				b, err := breakdown.Load(strings.NewReader(c.text), breakdown.LoadSettings{Name: file})
				require.NoError(t, err)
				require.Len(t, b.Scenes, c.scenes)
				assert.Equal(t, c.scenes == 0, strings.Contains(rules(b), "breakdown/no-scene"))
			}
		})
	}
}

// rules joins the rules of the issues of a breakdown.
func rules(b breakdown.Breakdown) string {
	var out []string
	for _, i := range b.Issues {
		out = append(out, i.Rule)
	}
	return strings.Join(out, " ")
}
