package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/pdftext"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// Parse reads a PDF screenplay. French headings and transitions are read when Settings.French asks for them or when the text is in
// French (script.DetectFrench); Script.French tells. The error is a *script.FormatError for a file that cannot be read as a
// screenplay, and matches script.ErrTooLarge for one over Settings.MaxBytes.
func Parse(r io.Reader, set script.Settings) (script.Script, error) {
	return ParseContext(context.Background(), r, set)
}

// ParseContext is Parse within a context: its end stops the reading, and is the error.
func ParseContext(ctx context.Context, r io.Reader, set script.Settings) (script.Script, error) {
	file, err := decode.All(r, set.MaxBytes)
	if err != nil {
		return script.Script{}, fmt.Errorf("script: %w", err)
	}
	doc, err := pdftext.Read(ctx, file, pdftext.Limits{})
	if err != nil {
		if ctx.Err() != nil {
			return script.Script{}, fmt.Errorf("script: lecture du PDF : %w", err)
		}
		return script.Script{}, refused(set.Name, err)
	}
	if detail := unreadable(doc); detail != "" {
		return script.Script{}, &script.FormatError{Format: "PDF", Place: set.Name, Detail: detail + original}
	}
	p := printed(doc)
	if !set.French {
		set.French = script.DetectFrench(p.text()).French
	}
	s := script.New("pdf", set)
	got := layout.Read(p.lines, layout.Settings{French: set.French, Place: s.Place})
	s.TitlePage, s.Elements, s.Issues = got.TitlePage, got.Elements, slices.Concat(textless(doc, s), p.asides(s), got.Issues)
	s.InlineCues()
	return s, nil
}

// original ends the refusals: what to ask for.
const original = " : demander le fichier d'origine (Final Draft, Fountain, Word…) ou un PDF exporté par le logiciel d'écriture"

// refused says why a PDF was not read.
func refused(name string, err error) error {
	detail := err.Error() + original
	if errors.Is(err, pdftext.ErrPassword) {
		detail = err.Error() + " : demander une copie sans mot de passe, ou le fichier d'origine"
	}
	return &script.FormatError{Format: "PDF", Place: name, Detail: detail}
}

// fewLetters is how many letters a page has at least, on average, in a PDF of three pages or more: a page of screenplay has a thousand, a
// stamp on a scanned page less than this.
const fewLetters = 40

// unreadable tells why the letters of a document are not its text; empty when they are.
func unreadable(doc pdftext.Document) string {
	n := len(doc.Letters)
	switch {
	case doc.Pages == 0:
		return "le PDF n'a aucune page"
	case 2*doc.Empty > doc.Pages || n == 0:
		return fmt.Sprintf("le PDF est fait d'images (scan) : %d page(s) sur %d sans texte", doc.Empty, doc.Pages)
	case doc.Pages >= 3 && n < fewLetters*doc.Pages:
		return fmt.Sprintf("le PDF est fait d'images (scan) : %d lettre(s) de texte seulement sur %d pages", n, doc.Pages)
	}
	lost := doc.Unmapped
	for _, l := range doc.Letters {
		if l.Rune == '\uFFFD' || l.Rune >= '\uE000' && l.Rune <= '\uF8FF' {
			lost++
		}
	}
	if 20*lost > n {
		return "le PDF ne contient pas son texte (polices sans table de caractères)"
	}
	return ""
}

const ruleTextless = "script/page-without-text"

// textless names the pages that hold no more than a number or a stamp: scans in the middle of a text, whose scenes would be missing. A
// first or a last page of a few words is no scan.
func textless(doc pdftext.Document, s script.Script) []moteur.Issue {
	count := make([]int, doc.Pages+2)
	for _, l := range doc.Letters {
		if l.Page <= doc.Pages && !l.Outside && !unicode.IsDigit(l.Rune) && !unicode.IsPunct(l.Rune) {
			count[l.Page]++
		}
	}
	var rep moteur.Report
	for from := 1; from <= doc.Pages; from++ {
		to := from
		for to <= doc.Pages && count[to] < fewLetters {
			to++
		}
		if to--; to < from || from == to && count[from] > 0 && (from == 1 || to == doc.Pages) {
			continue
		}
		pages := fmt.Sprintf("Page %d sans texte", from)
		if to > from {
			pages = fmt.Sprintf("Pages %d à %d sans texte", from, to)
		}
		rep.Warnf(s.Place(script.PageLine(from, 0)), ruleTextless,
			"%s, ou presque (image, scan, page blanche) : ce qui y est écrit n'est pas lu, demander le fichier d'origine.", pages)
		from = to
	}
	return rep.Issues
}

// text gives the lines as a text, for the detection of the language.
func (p *print) text() string {
	var b strings.Builder
	for _, l := range p.lines {
		for i, piece := range l.Pieces {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(piece.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
