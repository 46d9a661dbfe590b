package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/schedule/script"
)

// margins are the columns of the screenplay, in points from the left edge.
type margins struct {
	action      float64 // left edge of headings and description
	right       float64 // right edge of description
	speech      float64 // left edge of dialogue
	speechRight float64
	cue         float64 // left edge of cues
	centre      float64 // middle of the cues, when they are centred
	spoken      bool    // there is dialogue
	distinct    bool    // cues stand right of the dialogue
	centred     bool
	poem        bool // every line of dialogue is centred under its cue
}

const (
	bin    = 3.0  // points that two left edges of one column may differ by
	indent = 15.0 // what stands less than this right of the action margin is action
	deep   = 50.0 // a column of cues stands at least this right of the action margin
)

// modal counts values and gives the most frequent one, to a bin.
type modal map[int]int

func (m modal) add(x float64) { m[int(math.Round(x/bin))]++ }

// top gives the middle of the fullest bin (of the leftmost, when two are equal) and its share with its neighbours.
func (m modal) top() (x float64, n int) {
	best := 0
	for b, c := range m {
		if n == 0 || c > n || c == n && b < best {
			best, n = b, c
		}
	}
	return float64(best) * bin, n + m[best-1] + m[best+1]
}

func (m modal) total() int {
	n := 0
	for _, c := range m {
		n += c
	}
	return n
}

// margins measures the columns.
func (d *document) margins() {
	d.actionMargin()
	d.revisions()
	d.smallNames()
	d.spacing()
	d.speechMargins()
	d.pitch = d.step() // before blanks are moved
	d.respace()
}

// body gives the rows that are no title page.
func (d *document) body() []row { return d.rows[d.first:] }

// actionMargin is where headings start, most often; in a text with few headings, the leftmost column that holds one row in twenty.
func (d *document) actionMargin() {
	headings, all := modal{}, modal{}
	for i := range d.body() {
		r := &d.body()[i]
		p := r.main()
		all.add(p.X)
		if Capitals(p.Text) && script.KindOf(p.Text, d.set.French) == script.Heading {
			headings.add(p.X)
		}
	}
	n := all.total()
	if x, c := headings.top(); c > 0 && 50*headings.total() >= n {
		d.m.action = x
	} else {
		d.m.action = leftmost(all, n)
	}
	var rights []float64
	for i := range d.body() {
		if r := &d.body()[i]; math.Abs(r.main().X-d.m.action) <= 2*bin {
			rights = append(rights, r.main().Right)
		}
	}
	d.m.right = percentile(rights, d.m.action+61*Width)
}

// leftmost is the leftmost column that holds one row in twenty.
func leftmost(all modal, n int) float64 {
	columns := make([]int, 0, len(all))
	for b := range all {
		columns = append(columns, b)
	}
	slices.Sort(columns)
	for _, b := range columns {
		if c := all[b] + all[b+1]; 20*c >= n {
			return float64(b) * bin
		}
	}
	return 0
}

// percentile is the right end that 98 rows in 100 keep to; without rows, the given one.
func percentile(values []float64, none float64) float64 {
	if len(values) == 0 {
		return none
	}
	slices.Sort(values)
	return values[(len(values)*98+99)/100-1]
}

// main is the first piece that is no scene number nor revision mark; the first piece when there is no other.
func (r *row) main() Piece {
	for _, p := range r.Pieces {
		if !marks(p.Text) && !sceneNumber.MatchString(p.Text) {
			return p
		}
	}
	return r.Pieces[0]
}

var sceneNumber = regexp.MustCompile(`(?i)^#?[A-Z]{0,2}[0-9]{1,4}([A-Z]{0,2}|[-.][A-Z0-9]{1,4}|\s?(bis|ter|quater))[.)]?#?$`)

// revisions takes revision marks off both margins of the rows. One may touch the number of its scene.
func (d *document) revisions() {
	var told aside
	for i := d.first; i < len(d.rows); i++ {
		r := &d.rows[i]
		if p := &r.Pieces[0]; strings.HasPrefix(p.Text, "*") && p.X < d.m.action-2 {
			rest := strings.TrimLeft(p.Text, "*+| ")
			told.add(strings.TrimSpace(strings.TrimSuffix(p.Text, rest)), r)
			if p.X += float64(utf8.RuneCountInString(p.Text)-utf8.RuneCountInString(rest)) * r.letterWidth(); rest == "" {
				r.Pieces = r.Pieces[1:]
			} else {
				p.Text = rest
			}
		}
		for n := len(r.Pieces); n > 0 && marks(r.Pieces[n-1].Text) && r.Pieces[n-1].X > d.m.right-Width; n = len(r.Pieces) {
			told.add(r.Pieces[n-1].Text, r)
			r.Pieces = r.Pieces[:n-1]
		}
		if n := len(r.Pieces); n > 1 {
			p := &r.Pieces[n-1]
			if bare := strings.TrimRight(p.Text, "*+| "); bare != p.Text && sceneNumber.MatchString(bare) {
				told.add(strings.TrimSpace(strings.TrimPrefix(p.Text, bare)), r)
				p.Text = bare
			}
		}
	}
	if told.count != nil {
		d.rep.Notef(d.set.Place(told.at), ruleRevised, "Marques de révision mises de côté en marge : %s, sur %d page(s) : "+
			"comparer avec la version précédente.", &told, len(told.pages))
	}
	d.settle()
}

// speechMargins finds the columns of cues and dialogue from the pairs "capitals after a blank, then a line further left without a
// blank"; a cue may also stand on the margin of its dialogue, or all may stand on one margin. Where blanks say nothing (see spacing), the
// pairs are told without them.
func (d *document) speechMargins() {
	cues, speeches, centres, middles := modal{}, modal{}, modal{}, modal{}
	level, flat := modal{}, modal{}
	rows := d.body()
	for i := range rows {
		n := d.pair(i)
		if n == nil || !d.loose && (!rows[i].Blank || n.Blank) {
			continue
		}
		r := &rows[i]
		switch {
		case n.x > d.m.action+indent && r.x > d.m.action+indent && (r.x > d.m.action+deep && n.x < r.x-bin || math.Abs(r.x-n.x) > bin),
			r.x > d.m.action+deep && math.Abs(middle(*r)-middle(*n)) <= bin && n.x < r.x-bin:
			cues.add(r.x)
			speeches.add(n.x)
			centres.add(middle(*r))
			middles.add(middle(*n))
		case n.x > d.m.action+indent && r.x > d.m.action+indent:
			level.add(n.x)
		case !Capitals(n.text) && (!d.loose || d.named(i)):
			flat.add(n.x)
		}
	}
	m := &d.m
	total := cues.total()
	switch {
	case total > 0 && 2*total >= level.total():
		m.spoken, m.distinct = true, true
		m.columns(cues, speeches, centres, middles)
	case level.total() > 0:
		m.spoken = true
		m.speech, _ = level.top()
		m.cue = m.speech
	case flat.total() > 2 || d.loose && flat.total() > 0:
		m.spoken = true
		m.speech, m.cue = m.action, m.action
	}
	var rights []float64
	for i := range rows {
		if r := &rows[i]; m.spoken && d.inSpeech(r) {
			rights = append(rights, r.right)
		}
	}
	m.speechRight = percentile(rights, m.speech+35*Width)
}

// columns tells the columns of cues and dialogue from the left edges and the middles of both: what is centred has one middle.
func (m *margins) columns(cues, speeches, centres, middles modal) {
	total := cues.total()
	var n, k, left int
	m.speech, left = speeches.top()
	m.cue, n = cues.top()
	m.centre, k = centres.top()
	_, mid := middles.top()
	m.poem = k > n && mid > left && 3*left < 2*total
	m.centred = m.poem || 3*n < 2*total && k > n
	if m.poem {
		m.speech = m.action
	}
}

// numbers takes scene numbers off the margins of the rows.
func (d *document) numbers() {
	lefts, rights := modal{}, modal{} // of the numbers at the right
	for i := d.first; i < len(d.rows); i++ {
		r := &d.rows[i]
		n := len(r.Pieces)
		if n < 2 {
			continue
		}
		last := r.Pieces[n-1]
		if d.sceneNumber(r); r.Pieces[len(r.Pieces)-1] != last {
			lefts.add(last.X)
			rights.add(last.Right)
		}
	}
	left, _ := lefts.top()
	right, _ := rights.top()
	for i := d.first; i < len(d.rows); i++ { // a number that a long heading touches
		r := &d.rows[i]
		p := &r.Pieces[len(r.Pieces)-1]
		words, ok := strings.CutSuffix(p.Text, " "+r.number)
		x := p.Right - float64(len(r.number))*r.letterWidth()
		if ok && r.number != "" && len(lefts) > 0 && (near(x, left) || near(p.Right, right)) {
			r.Pieces = append(slices.Clone(r.Pieces[:len(r.Pieces)-1]), Piece{X: p.X, Right: x, Text: words})
		}
	}
	d.settle()
	for i := d.first; i < len(d.rows); i++ {
		if r := &d.rows[i]; r.number != "" && !d.isHeading(i) { // what it numbers is no heading: it is words like others
			r.number = ""
			r.Pieces = r.whole
			r.measure()
		}
	}
}

// sceneNumber takes the number of a scene off the left margin and its twin, or the only one, off the right.
func (d *document) sceneNumber(r *row) {
	r.whole = r.Pieces
	if p := r.Pieces[0]; p.X < d.m.action-2 && sceneNumber.MatchString(p.Text) {
		r.number = strings.Trim(p.Text, ".)#")
		r.Pieces = r.Pieces[1:]
	}
	n := len(r.Pieces)
	if n < 2 || !sceneNumber.MatchString(r.Pieces[n-1].Text) {
		return
	}
	last := strings.Trim(r.Pieces[n-1].Text, ".)#")
	switch {
	case r.number == "" && Capitals(r.main().Text) && math.Abs(r.main().X-d.m.action) <= 2*bin:
		r.number = last
	case r.number != last:
		return
	}
	r.Pieces = r.Pieces[:n-1]
}
