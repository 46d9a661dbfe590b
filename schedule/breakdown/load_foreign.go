package breakdown

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The advice for the texts that hold no screenplay.
const (
	adviceEmpty = "copier ou exporter le scénario de nouveau"
	adviceMail  = "enregistrer le scénario qui y est joint, ou le copier dans un fichier à part ; sinon " + adviceOther
	adviceNone  = "ce n'est pas un scénario ; " + adviceOther
)

// foreignStarts are the first words of texts that are no screenplay, whatever they hold besides.
var foreignStarts = []struct {
	start        *regexp.Regexp
	what, advice string
}{
	{regexp.MustCompile(`^%!`), "du PostScript", "l'exporter en PDF, ou " + adviceOther},
	{regexp.MustCompile(`(?i)^(<!doctype html|<html|<head|<body|<meta)\b`), "une page HTML", adviceOther},
	{regexp.MustCompile(`^(<\?php|<script\b|#!\s*/)`), "du code", adviceNone},
	{regexp.MustCompile(`(?i)^(<\?xml\b|<!doctype\b|<!--|<[a-z][\w.:-]*(\s+[\w.:-]+\s*=\s*["'][^>]*|\s*/?)>)`), "du XML", adviceOther},
	{regexp.MustCompile(`^BEGIN:V(CARD|CALENDAR)\b`), "des contacts ou un agenda", adviceNone},
	{regexp.MustCompile(`^WEBVTT\b`), "des sous-titres", adviceNone},
	{regexp.MustCompile(`^\[Script Info\]`), "des sous-titres", adviceNone},
	{regexp.MustCompile(`^(#EXTM3U|TITLE:.*\n+FCM:|Heading\s*\nFIELD_DELIM)`), "une liste de montage ou de lecture", adviceNone},
	{regexp.MustCompile(`^(diff --git |Index: .*\n=+\n|--- .*\n\+\+\+ |` +
		`[0-9]+(,[0-9]+)?[acd][0-9]+(,[0-9]+)?\n[<>] )`), "une comparaison de fichiers", adviceNone},
	{regexp.MustCompile(`^Traceback \(most recent call last\):`), "le journal d'un programme", adviceNone},
	{regexp.MustCompile(`^begin [0-7]{3} \S+\n`), "des données codées", adviceOther},
	{regexp.MustCompile(`^-----BEGIN [A-Z ]+-----`), "un texte chiffré ou signé", adviceOther},
	{regexp.MustCompile(`^(%.*\n|\s)*\\(documentclass|documentstyle|input|begin|usepackage)\b`), "du LaTeX",
		"l'exporter en PDF, ou " + adviceOther},
	{regexp.MustCompile(`^(\{\s*("[^"\n]*"\s*:|\}\s*$)|\[\s*(\{\s*"|"[^"\n]*"\s*[,\]]|[0-9.]+\s*,|` +
		`\[[^\[\]]*\]\s*,\s*\[|\]\s*$))`), "du JSON", adviceNone},
}

// foreignLines are the lines that most of a text of a kind is made of; a screenplay has hardly one.
var foreignLines = []struct {
	line         *regexp.Regexp
	what, advice string
}{
	{regexp.MustCompile(`^\d*:?\d+:\d\d[:.,]\d+\s*(-->|,)\s*\d*:?\d+:\d\d[:.,]\d+|^\{\d+\}\{\d+\}|^\[\d+:\d\d([.:]\d+)?\]`),
		"des sous-titres", adviceNone},
	{regexp.MustCompile(`^\[?(\d{4}[-/]\d\d[-/]\d\d[T ]|[A-Z][a-z]{2} +\d+ )\d\d:\d\d:\d\d|^\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:|` +
		`^\[?(TRACE|DEBUG|INFO|WARN(ING)?|ERROR|FATAL)\b`), "le journal d'un programme", adviceNone},
	{regexp.MustCompile(`^\d{3,6}\s+\S+\s+(V|A\d?|B|AA/V|NONE)\s+[CDWK]`), "une liste de montage", adviceNone},
	{regexp.MustCompile(`^[A-Za-z0-9+/=_-]{40,}$`), "des données codées", adviceOther},
	{regexp.MustCompile(`^[0-9]+(,[0-9]+)?[acd][0-9]+(,[0-9]+)?$|^< |^---$|^@@ `), "une comparaison de fichiers", adviceNone},
	{regexp.MustCompile(`^[A-Z][A-Z0-9]  - `), "des données", adviceNone},
	{codeLine, "du code ou des données", adviceNone},
}

// codeLine is a line that only code, settings or data have: its end, its first word, or signs inside it.
var codeLine = regexp.MustCompile(`[{}]$|\S;$|\$[\w({]|; (do|then)$|` +
	`^\s*(echo|export|done|fi|esac|RUN|COPY|FROM|CMD|WORKDIR)\b|^\s*[\]})]+[,;)]*$|[[({\\]$|^\s*(//|/\*|\*/|#include|#define|#!)|` +
	`^\s*(import|from|package|def|class|func|function|fn|const|let|var|return|public|private|static|using|namespace|SELECT|INSERT|` +
	`CREATE|UPDATE|DELETE|DROP)\s+[\w"'*{(<.]+|` +
	`[a-z\])](\.\w+)*\([^)]*\)\s*[;{:]?$|::|->|=>|==|:=|!=|&&|\|\||</|/>|\$\{|` +
	`^\s*(- )?"?[a-z_][\w.-]*"?\s*(=|:( |$))\s*\S*,?$|^\s*[\w.-]+\s*=\s*\S|^\s*\[[\w. -]+\]$|^\s*- [\w./-]+$`)

// mailHeads are the first lines of a message; two of them, one of which says who wrote, make one.
var mailHeads = regexp.MustCompile(`(?im)^(from|de|to|à|subject|objet|date|message-id|mime-version|received|return-path|` +
	`delivered-to|content-type|x-[\w-]+|reply-to|cc|dkim-signature)\s*:`)

// foreignEndings are the endings of texts that are no screenplay, for those that nothing inside tells.
var foreignEndings = map[string]string{
	".eml": "un courrier", ".mbox": "un courrier", ".mht": "une page HTML", ".ps": "du PostScript", ".eps": "du PostScript",
	".tex": "du LaTeX", ".bib": "du LaTeX", ".svg": "une image", ".srt": "des sous-titres", ".vtt": "des sous-titres",
	".ass": "des sous-titres", ".ssa": "des sous-titres", ".sub": "des sous-titres", ".sbv": "des sous-titres",
	".vcf": "des contacts", ".ics": "un agenda", ".log": "le journal d'un programme", ".edl": "une liste de montage",
	".ale": "une liste de montage", ".css": "du code", ".js": "du code", ".ts": "du code", ".py": "du code", ".go": "du code",
	".c": "du code", ".h": "du code", ".cpp": "du code", ".java": "du code", ".rb": "du code", ".php": "du code", ".rs": "du code",
	".sh": "du code", ".bat": "du code", ".ps1": "du code", ".sql": "du code", ".lua": "du code", ".pl": "du code", ".swift": "du code",
	".yaml": "des données", ".yml": "des données", ".toml": "des données", ".ini": "des données", ".conf": "des données",
	".plist": "des données", ".lock": "des données", ".diff": "une comparaison de fichiers", ".patch": "une comparaison de fichiers",
}

// foreign says why a text is no screenplay and what to do; empty when it may be one. scenes tells that headings were read in it: only
// what the text itself declares to be something else then refuses it.
func foreign(text, name string, scenes bool) string {
	text = strings.TrimLeft(decode.UnixLines(text), " \t\n\u00a0\ufeff")
	if strings.TrimFunc(fr.Visible(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) == "" {
		return "le fichier est vide : " + adviceEmpty
	}
	for _, f := range foreignStarts {
		if f.start.MatchString(text) {
			return f.what + " : " + f.advice
		}
	}
	head, _, _ := strings.Cut(text, "\n\n")
	if n := mailHeads.FindAllString(head, -1); len(n) > 1 && mailed(n) {
		return "un courrier : " + adviceMail
	}
	if scenes {
		return ""
	}
	if what := foreignEndings[strings.ToLower(path.Ext(name))]; what != "" {
		return what + " : " + adviceNone
	}
	return madeOf(text)
}

// mailed tells whether heads of a message say where it comes from: those of a title page, a date and a contact, do not.
func mailed(heads []string) bool {
	for _, h := range heads {
		switch fr.Fold(strings.Trim(h, ": ")) {
		case "date", "content-type", "objet", "subject", "to", "a", "de", "cc":
		default:
			return true
		}
	}
	first := fr.Fold(strings.Trim(heads[0], ": "))
	return len(heads) > 2 && (first == "de" || first == "subject" || first == "objet")
}

// maxForeign and maxForeignBytes bound the lines that are looked at: what a text is made of shows at its beginning.
const (
	maxForeign      = 400
	maxForeignBytes = 64 << 10
)

// madeOf names a text most lines of which are of a kind that no screenplay is made of, or are the rows of a table.
func madeOf(text string) string {
	var lines []string
	for l := range strings.SplitSeq(text[:min(len(text), maxForeignBytes)], "\n") {
		if l = strings.TrimRight(l, " \t"); l != "" && len(lines) < maxForeign {
			lines = append(lines, l)
		}
	}
	for _, f := range foreignLines {
		n := 0
		for _, l := range lines {
			if f.line.MatchString(l) {
				n++
			}
		}
		need := 2 * n // more than half
		if f.what == "des sous-titres" {
			need = 4 * n // each has its number and its words besides
		}
		if need > len(lines) {
			return f.what + " : " + f.advice
		}
	}
	for _, sep := range []struct {
		sign  string
		least int
	}{{"\t", 2}, {";", 2}, {"|", 2}, {",", 3}} {
		n := strings.Count(lines[0], sep.sign)
		same := 0
		for _, l := range lines {
			if strings.Count(l, sep.sign) == n {
				same++
			}
		}
		if n >= sep.least && len(lines) > 1 && 10*same >= 9*len(lines) {
			return "un tableau : le nommer .csv, ou " + adviceOther
		}
	}
	return ""
}

// titled tells whether a screenplay has a heading that its words make, in capitals: a line of code that starts with int or with a full
// stop is none.
func titled(s script.Script) bool {
	for i := range s.Elements {
		if e := &s.Elements[i]; e.Kind == script.Heading && !e.Forced && strings.ToUpper(e.Text) == e.Text {
			return true
		}
	}
	return false
}

// wordless tells whether a screenplay has no word besides its title page.
func wordless(s script.Script) bool {
	for i := range s.Elements {
		if e := &s.Elements[i]; strings.TrimSpace(fr.Visible(e.Text)) != "" || len(e.Marks) > 0 {
			return false
		}
	}
	return true
}

// empty is the error of a document without a word of screenplay.
func empty(name string) error {
	return &script.FormatError{Format: "fichier", Place: name, Detail: "aucun texte de scénario : " + adviceEmpty}
}
