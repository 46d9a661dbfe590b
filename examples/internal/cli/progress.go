package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Progress shows the progress of a program: a bar on a terminal, plain lines otherwise.
type Progress struct {
	w    io.Writer
	bar  bool
	last string
}

// NewProgress returns a progress on w; it draws a bar when w is a terminal.
func NewProgress(w io.Writer) *Progress {
	f, ok := w.(*os.File)
	return &Progress{w: w, bar: ok && term.IsTerminal(int(f.Fd()))}
}

// Step tells that a stage starts.
func (p *Progress) Step(label string) {
	if p.bar {
		p.draw(label)
		return
	}
	fmt.Fprintln(p.w, label+"…")
}

const width = 30

// Count tells how far a stage is.
func (p *Progress) Count(label string, done, total int) {
	if total <= 0 {
		return
	}
	if p.bar {
		full := width * done / total
		p.draw(fmt.Sprintf("%s %s%s %d/%d", label, strings.Repeat("█", full), strings.Repeat("░", width-full), done, total))
		return
	}
	if done == total {
		fmt.Fprintf(p.w, "%s : %d/%d\n", label, done, total)
	}
}

func (p *Progress) draw(line string) {
	fmt.Fprintf(p.w, "\r\033[K%s", line)
	p.last = line
}

// Done clears the bar.
func (p *Progress) Done() {
	if p.bar && p.last != "" {
		fmt.Fprint(p.w, "\r\033[K")
		p.last = ""
	}
}
