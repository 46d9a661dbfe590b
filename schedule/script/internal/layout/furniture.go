package layout

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The rules of what is put aside.
const (
	ruleRepeated = "script/page-furniture"
	ruleNumber   = "script/page-number"
	ruleGoesOn   = "script/continued"
	ruleRevised  = "script/revision-marks"
)

var (
	digits     = regexp.MustCompile(`[0-9]+`)
	pageNumber = regexp.MustCompile(`(?i)^([-–—]\s*)?((page|p\.)\s*)?[0-9]{1,4}[a-z]?\.?` +
		`(\s*(/|sur|of|de)\s*[0-9]{1,4})?(\s*[-–—])?$`)
	goesOn = regexp.MustCompile(`(?i)^[[(]?\s*([0-9a-z.-]{1,6}\s+)?` +
		`(suite(( à la)? page suivante)?|plus|à suivre|a suivre|more|continued|continuing|cont'd|contd|cont’d)` +
		`\s*(\([0-9]+\)|[0-9]+)?\s*[:.]?\s*[])]?\s*:?\s*(\([0-9]+\))?\s*([0-9]{1,4}[a-z]{0,2})?$`)
)

// aside gathers what is put aside for one reason: the texts, in the order they were met, and where.
type aside struct {
	texts []string
	count map[string]int
	at    int // the first place
	pages map[int]bool
}

func (a *aside) add(text string, r *row) {
	if a.count == nil {
		a.count, a.pages, a.at = map[string]int{}, map[int]bool{}, r.At
	}
	if a.count[text] == 0 {
		a.texts = append(a.texts, text)
	}
	a.count[text]++
	a.pages[r.Page] = true
}

// String quotes every text put aside. Texts that count on (page numbers) are quoted by the first and the last: « 2. » à « 118. ».
func (a *aside) String() string {
	var parts []string
	for i := 0; i < len(a.texts); {
		to := i + 1
		for to < len(a.texts) && a.count[a.texts[to]] == 1 && next(a.texts[to-1]) == a.texts[to] {
			to++
		}
		part := fr.Quote(a.texts[i])
		switch n := a.count[a.texts[i]]; {
		case to > i+2:
			part += " à " + fr.Quote(a.texts[to-1])
		case n > 1:
			part += fmt.Sprintf(" (%d fois)", n)
			to = i + 1
		default:
			to = i + 1
		}
		parts = append(parts, part)
		i = to
	}
	return strings.Join(parts, ", ")
}

// next is a text with its last number one higher; empty when it holds none.
func next(s string) string {
	all := digits.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return ""
	}
	last := all[len(all)-1]
	n, err := strconv.Atoi(s[last[0]:last[1]])
	if err != nil {
		return ""
	}
	return s[:last[0]] + strconv.Itoa(n+1) + s[last[1]:]
}

// tell says what was put aside.
func (d *document) tell(a *aside, rule, what string) {
	if a.count != nil {
		d.rep.Notef(d.set.Place(a.at), rule, "%s, mis de côté : %s.", what, a)
	}
}

// furniture puts aside what belongs to the page and not to the screenplay.
func (d *document) furniture() {
	if len(d.rows) == 0 || d.rows[0].Page == 0 {
		return
	}
	pages := map[int]bool{}
	for i := range d.rows {
		pages[d.rows[i].Page] = true
	}
	d.repeated(len(pages))
	d.settle()
	d.pageNumbers()
	d.settle()
}

// spot is a text at a place of the page: its digits masked, and where it stands to a few points.
type spot struct {
	text string
	x, y int
}

func spots(p Piece, y float64) [2]spot {
	text := digits.ReplaceAllString(p.Text, "#")
	row := int(math.Round(y / 4))
	return [2]spot{{text, int(math.Round(p.X / 12)), row}, {text, -int(math.Round(p.Right / 12)), row}}
}

// repeated puts aside the words that stand at the same place of most pages. A head or a foot stands apart from the text; in the
// middle of the page a watermark is large, or on nearly every page.
func (d *document) repeated(pages int) {
	if pages < 2 {
		return
	}
	seen := map[spot]map[int]bool{}
	for i := range d.rows {
		for _, p := range d.rows[i].Pieces {
			for _, s := range spots(p, d.rows[i].Y) {
				if seen[s] == nil {
					seen[s] = map[int]bool{}
				}
				seen[s][d.rows[i].Page] = true
			}
		}
	}
	var told aside
	for i := range d.rows {
		r := &d.rows[i]
		need := max(pages/2+1, 3)
		if !r.Large {
			if !d.apart(i) {
				need = max(5, pages-1)
			}
			need = min(need, d.edgeNeed(i, pages))
		}
		r.Pieces = slices.DeleteFunc(r.Pieces, func(p Piece) bool {
			s := spots(p, r.Y)
			if max(len(seen[s[0]]), len(seen[s[1]])) < need {
				return false
			}
			told.add(p.Text, r)
			return true
		})
	}
	d.tell(&told, ruleRepeated, "Texte répété de page en page")
}

// ofHead finds what a head or a foot says and no name does: a version, a date, a sign.
var ofHead = regexp.MustCompile(`(?i)\bv(ersion)?\.? ?[0-9]|\b[0-9]{1,2}[/.][0-9]{1,2}\b|\b(19|20)[0-9]{2}\b|[©/|]|\b(page|r[eé]v)\b`)

// edgeNeed is how many pages must hold the first or the last row of a page for it to be a head or a foot that touches the text: most
// of them, and all but the title page when its words may name who speaks. The heading of a scene is none.
func (d *document) edgeNeed(i, pages int) int {
	r := &d.rows[i]
	first := true // of what is left of the page
	for k := i - 1; k >= 0 && d.rows[k].Page == r.Page && first; k-- {
		first = len(d.rows[k].Pieces) == 0 && i-k < 4
	}
	last := i+1 == len(d.rows) || d.rows[i+1].Page != r.Page
	if !first && !last {
		return pages + 1
	}
	r.measure()
	switch kind := d.kind(i); {
	case kind == script.Heading:
		return pages + 1
	case kind == 0 && strings.ContainsAny(r.text, "0123456789–—-"), ofHead.MatchString(r.text):
		return max(2, pages/2)
	}
	return max(3, pages-1)
}

// apart tells whether a row stands at the top or the bottom of its page, with a blank between it and the text: among the three rows
// at the edge.
func (d *document) apart(i int) bool {
	page := d.rows[i].Page
	for k := i; k < i+3; k++ {
		if k+1 >= len(d.rows) || d.rows[k+1].Page != page {
			return d.rows[i].Blank
		}
	}
	for k := i; k > i-3; k-- {
		if k == 0 || d.rows[k-1].Page != page {
			return i+1 >= len(d.rows) || d.rows[i+1].Page != page || !d.follows(i+1)
		}
	}
	return false
}

// pageNumbers puts aside the numbers and the (SUITE) at the edges of the pages: whole rows, again as long as the edge holds one.
func (d *document) pageNumbers() {
	var numbers, suites aside
	edge := func(i int, inside bool) bool {
		r := &d.rows[i]
		number, suite := false, false
		for _, p := range r.Pieces {
			switch {
			case pageNumber.MatchString(p.Text):
				number = true
			case goesOn.MatchString(p.Text) && (Capitals(p.Text) || strings.ContainsAny(p.Text, "([:")):
				suite = true
			case marks(p.Text):
			default:
				return false
			}
		}
		if !number && !suite || !suite && (inside || !d.apart(i)) {
			return false
		}
		for _, p := range r.Pieces {
			if suite {
				suites.add(p.Text, r)
			} else {
				numbers.add(p.Text, r)
			}
		}
		r.Pieces = nil
		return true
	}
	for from := 0; from < len(d.rows); {
		to := from
		for to < len(d.rows) && d.rows[to].Page == d.rows[from].Page {
			to++
		}
		next := to
		for from < to && edge(from, false) {
			from++
		}
		for from < to && edge(to-1, false) {
			to--
		}
		for i := from; i < to; i++ { // under or above a running head that the text is too short to tell
			if n := len(d.rows[i].Pieces); n > 1 && (i < from+3 || i >= to-3) {
				edge(i, true)
			}
		}
		from = next
	}
	d.tell(&numbers, ruleNumber, "Numéros de page")
	d.tell(&suites, ruleGoesOn, "Mentions de suite en haut ou en bas de page")
}

// marks tells whether a text is only revision marks.
func marks(s string) bool { return strings.Trim(s, "*+| ") == "" }
