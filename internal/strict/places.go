package strict

import (
	"fmt"
	"strings"

	"github.com/moteur-film/moteur"
)

// Places are where the keys of a file stand: what later checks find at a path ("lines[3].from") gets its line.
type Places struct {
	name  string
	lines map[string]int // line of each path of the file
}

// PlacesOf reads the places of a file that Decode accepted; of another file there are none.
func PlacesOf(name string, data []byte) Places {
	p := Places{name: name, lines: map[string]int{}}
	text, root := (&reader{name: name}).tree(data)
	if root == nil {
		return p
	}
	starts := newLines(text)
	var walk func(n *node, path string)
	walk = func(n *node, path string) {
		for i := range n.items {
			item := &n.items[i]
			at, line := joinPath(path, item.key), starts.of(item.keyAt)
			if n.sort == list {
				at, line = fmt.Sprintf("%s[%d]", path, i), starts.of(item.at)
			}
			p.lines[at] = line
			walk(item, at)
		}
	}
	walk(root, "")
	return p
}

// Locate gives the findings of a check on a part of the file ("budget"; "" for the whole) the place of their path, or of the nearest
// key above it: "lines[3].from" becomes "film.json:128 budget.lines[3].from". Paths that are not of the file stay as they are.
func (p Places) Locate(part string, found moteur.Report) moteur.Report {
	out := moteur.Report{Issues: make([]moteur.Issue, len(found.Issues))}
	for i, issue := range found.Issues {
		path := issue.Path
		if part != "" && path != "" {
			path = joinPath(part, path)
		}
		for above := path; above != part && above != ""; above = above[:max(0, strings.LastIndexAny(above, ".["))] {
			if line := p.lines[above]; line > 0 {
				issue.Path = fmt.Sprintf("%s:%d %s", p.name, line, path)
				break
			}
		}
		out.Issues[i] = issue
	}
	return out
}
