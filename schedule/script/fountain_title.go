package script

import (
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
)

// titlePage reads "Key: value" from the first line written on. A first line in capitals that ends with a colon and has nothing under
// it (FADE IN:) is a transition. Blank lines may stand before and between the usual keys; in French mode a page without keys is read
// too, when it holds a line such as "Écrit par".
func (p *parser) titlePage() {
	for p.i < len(p.lines) && p.lines[p.i].blank && p.lines[p.i].marks == nil {
		p.i++
	}
	if p.i == len(p.lines) || !p.opensTitle() {
		if p.i < len(p.lines) && p.french && p.bareTitle() {
			return
		}
		p.i = 0
		return
	}
	var more []string
	end := func() {
		if n := len(p.s.TitlePage); n > 0 && len(more) > 0 {
			e := &p.s.TitlePage[n-1]
			if e.Value != "" {
				more = append([]string{e.Value}, more...)
			}
			e.Value = strings.Join(more, "\n")
		}
		more = nil
	}
	defer end()
	for p.i < len(p.lines) {
		l := p.lines[p.i]
		indented := strings.HasPrefix(l.text, "\t") || strings.HasPrefix(l.text, "   ")
		if l.blank && !indented {
			if !p.titleGoesOn() {
				return
			}
			continue
		}
		page := p.s.TitlePage
		if indented && len(page) > 0 {
			if !l.blank {
				more = append(more, trim(l.text))
			}
			p.i++
			continue
		}
		key, value, ok := titleKey(l.text)
		if !ok {
			return
		}
		end()
		p.s.TitlePage = append(page, TitleEntry{Key: key, Value: value, Line: int(l.no)})
		p.i++
	}
}

// titleGoesOn steps over the blank lines of a title page when a usual key follows them.
func (p *parser) titleGoesOn() bool {
	i := p.i
	for i < len(p.lines) && p.lines[i].blank && p.lines[i].marks == nil {
		i++
	}
	if i == len(p.lines) {
		return false
	}
	key, value, ok := titleKey(p.lines[i].text)
	if !ok || !usualKey(key) || value == "" && (i+1 == len(p.lines) || p.lines[i+1].blank) {
		return false
	}
	p.i = i
	return true
}

// usualKey tells the keys that title pages have, in English and in French.
func usualKey(key string) bool {
	switch fr.Fold(key) {
	case "title", "titre", "credit", "author", "authors", "auteur", "autrice", "auteurs", "auteurs et autrices", "source", "draft date",
		"date",
		"version", "draft", "contact", "copyright", "notes", "note", "revision", "episode", "episode title", "sous-titre", "subtitle",
		"production", "realisation", "realisateur", "realisatrice", "scenario", "format":
		return true
	}
	return strings.Contains(key, " ") && isCredit(key) // Écrit par : Nora B.
}

// A title page without keys has at most so many lines, and a title of at most so many bytes.
const (
	maxBareTitle = 24
	maxTitleLine = 120
)

// bareTitle reads a title page without keys: lines that stand before the first heading, one of which announces who wrote, below the title.
func (p *parser) bareTitle() bool {
	var lines []TitleEntry
	found, i := -1, p.i
	for ; i < len(p.lines) && len(lines) < maxBareTitle; i++ {
		l := &p.lines[i]
		if l.blank && l.marks == nil {
			if found >= 0 && found < len(lines)-1 { // the author is read: the page ends at the blank line after
				break
			}
			continue
		}
		t := trim(l.text)
		if _, sure := readHeading(t, false); l.marks != nil || len(t) > maxTitleLine || sure == SureHeading || marks(t) {
			break
		}
		_, name, ok := credit(t)
		speaks := name == "" && inCapitals(t) && sentence(p.under(i)) // SCÉNARIO, above a sentence
		if ok && len(lines) > 0 && !speaks {
			found = len(lines)
		} else if found < 0 && p.tells(i, t) {
			return false
		}
		lines = append(lines, TitleEntry{Value: t, Line: int(l.no)})
		if found == len(lines)-1 && name != "" {
			for i++; i < len(p.lines) && !p.lines[i].blank && joinsAuthors(trim(p.lines[i].text)); i++ {
				lines = append(lines, TitleEntry{Value: trim(p.lines[i].text), Line: int(p.lines[i].no)})
			}
			break
		}
	}
	if found < 0 {
		return false
	}
	p.s.TitlePage = TitleOf(lines)
	p.i = i
	return true
}

// tells whether line i already tells the story, so that no title page starts above it: a transition, a sentence, who speaks above what
// is said.
func (p *parser) tells(i int, t string) bool {
	if transition(t) || frenchTransition(t) || strings.HasPrefix(t, "FADE IN") {
		return true
	}
	if at := strings.LastIndexByte(t, ' '); at > 0 && strings.IndexByte(t[at:], '.') == len(t)-at-1 { // not S.A.
		return true
	}
	under := p.under(i)
	if _, _, ok := credit(under); ok || under == "" || !p.blankAt(i-1) || !isCue(t, true, true) {
		return false
	}
	if _, _, ok := credit(p.under(i + 1)); ok && under[0] == '(' { // (titre provisoire)
		return false
	}
	return strings.HasSuffix(t, ")") || under[0] == '(' || sentence(under)
}

// under is the line right under line i, empty when it is blank.
func (p *parser) under(i int) string {
	if p.blankAt(i + 1) {
		return ""
	}
	return trim(p.lines[i+1].text)
}

// announcesTitle tells whether the line under this one says who wrote, so that this one is the title: LE PONT above "Écrit par Anne".
// Words that may be said of another film ("Un film de Truffaut") count only before the first heading.
func (p *parser) announcesTitle() bool {
	under := p.under(p.i)
	if p.headed { // most lines under a name say at once that they are none
		if first, _ := fr.FoldRune(firstRune(under)); first != 'e' && first != 'w' {
			return false
		}
	}
	words, _, ok := credit(under)
	if !ok {
		return false
	}
	if f := strings.TrimRight(fr.Fold(words), " :"); strings.HasPrefix(f, "ecrit ") || strings.HasPrefix(f, "written ") {
		return true
	}
	return strings.ContainsAny(words, " :") && !p.headed
}

// sentence tells a text that ends as sentences do.
func sentence(t string) bool { return t != "" && strings.ContainsRune(".!?…", lastRune(t)) }

func (p *parser) opensTitle() bool {
	l := p.lines[p.i]
	key, value, ok := titleKey(l.text)
	if !ok || l.marks != nil && l.blank {
		return false
	}
	if value != "" {
		_, sure := readHeading(trim(l.text), false)
		_, written := readHeading(key+": "+value, false) // as it would be written
		return sure != SureHeading && written != SureHeading
	}
	if p.i+1 < len(p.lines) && !p.lines[p.i+1].blank {
		next := p.lines[p.i+1].text
		_, _, follows := titleKey(next)
		return follows || strings.HasPrefix(next, "\t") || strings.HasPrefix(next, "   ")
	}
	return strings.ToUpper(key) != key
}

// titleKey reads "Key: value". A key holds no colon and does not start with white space or a mark of the format.
func titleKey(s string) (key, value string, ok bool) {
	i := strings.IndexByte(s, ':')
	if i < 1 || i > 64 {
		return "", "", false
	}
	key = s[:i]
	if r := firstRune(key); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return "", "", false
	}
	return trim(key), trim(s[i+1:]), true
}
