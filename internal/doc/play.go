package doc

// Play is text set as a screenplay: letters of one width, each paragraph in its own column, words underlaid with colours.
type Play struct{ Paras []PlayPara }

// PlayColumns is the number of characters of the widest line of a Play.
const PlayColumns = 61

// PlayPara is a paragraph of a Play. Its column starts Left characters from the left of the text and is Width characters wide, 0 meaning
// up to the right of the text.
type PlayPara struct {
	Left, Width int
	Side        PlaySide
	Above       int // blank lines before it
	Runs        []Run
	// Margin and Edge stand outside the text, on the left and on the right of the first line: a scene number, a mark of revision.
	Margin, Edge string
	Bar          Colour // a bar along the left of the paragraph, "" for none
	Keep         bool   // stays on the page of the next paragraph
}

// PlaySide is where the lines of a paragraph are set in its column.
type PlaySide uint8

// The sides.
const (
	FromLeft PlaySide = iota
	Centred
	FromRight
)

// Run is words of one look. Code is letters printed small behind words underlaid with a colour, so that the colour is never alone in
// telling what it means.
type Run struct {
	Text   string
	Strong bool
	Fill   Colour
	Code   string
}

func (Play) block() {}

// Text is the words of the paragraph, each run that has a code followed by it in square brackets.
func (p PlayPara) Text() string {
	s := ""
	for _, r := range p.Runs {
		s += r.Text
		if r.Code != "" {
			s += "[" + r.Code + "]"
		}
	}
	return s
}
