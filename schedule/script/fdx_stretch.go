package script

import (
	"maps"
	"slices"
	"strings"
)

// Stretch is a passage of an element that an FDX file marks: words tagged for the dépouillement, words of a revision, words in another
// type. From and To are byte offsets in what the element prints (Text for headings and cues, Plain(Text) for the others); Text is the
// words, by which the passage is found again when the text around it changed.
type Stretch struct {
	From int    `json:"from"`
	To   int    `json:"to"`
	Text string `json:"text"`
	// Tag is the number of the tag (TagNumber), as written; its meaning is in the raw parts TagData/Tags and TagData/TagDefinitions.
	Tag string `json:"tag,omitempty"`
	// Revision is the number of the revision (RevisionID); the raw part Revisions names it.
	Revision string `json:"revision,omitempty"`
	// Attributes are the others, as written.
	Attributes map[string]string `json:"attributes,omitempty"`
}

// same tells whether two stretches say the same of their words.
func (s Stretch) same(o Stretch) bool {
	return s.Tag == o.Tag && s.Revision == o.Revision && maps.Equal(s.Attributes, o.Attributes)
}

func (s Stretch) plain() bool { return s.Tag == "" && s.Revision == "" && len(s.Attributes) == 0 }

// Printed is the text of the element as it is printed, without emphasis marks.
func (e *Element) Printed() string {
	switch {
	case e.Kind == Cue && e.Text == "" && e.Extension != "":
		return e.Name + " (" + e.Extension + ")"
	case e.Kind == Cue && e.Text == "":
		return e.Name
	case e.Kind == Heading || e.Kind == Cue:
		return e.Text
	}
	return Plain(e.Text)
}

// stretches makes the stretches of the runs of a paragraph, in the printed text of its element. Runs that follow each other and say the
// same are one: Final Draft cuts words in two.
func stretches(runs []run, printed string) []Stretch {
	var whole strings.Builder
	var out []Stretch
	for _, r := range runs {
		s := r.said
		s.From = whole.Len()
		whole.WriteString(r.text)
		s.To = whole.Len()
		if n := len(out); n > 0 && out[n-1].To == s.From && out[n-1].same(s) {
			out[n-1].To = s.To
		} else if s.To > s.From {
			out = append(out, s)
		}
	}
	shift := strings.Index(whole.String(), printed)
	if shift < 0 { // brackets put around a parenthetical
		shift = -max(strings.Index(printed, trim(whole.String())), 0) + strings.Index(whole.String(), trim(whole.String()))
	}
	kept := out[:0]
	for _, s := range out {
		s.From, s.To = min(max(s.From-shift, 0), len(printed)), min(max(s.To-shift, 0), len(printed))
		if s.Text = printed[s.From:s.To]; s.Text != "" && !s.plain() {
			kept = append(kept, s)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return slices.Clip(kept)
}

// find tells where a stretch stands in a printed text: where it says, else at the nearest place of its words; false when they are gone.
func (s Stretch) find(printed string) (Stretch, bool) {
	if s.From >= 0 && s.From < s.To && s.To <= len(printed) && printed[s.From:s.To] == s.Text {
		return s, true
	}
	best := -1
	for i := 0; s.Text != ""; {
		k := strings.Index(printed[i:], s.Text)
		if k < 0 {
			break
		}
		if at := i + k; best < 0 || distance(at, s.From) < distance(best, s.From) {
			best = at
		}
		i += k + len(s.Text)
	}
	if best < 0 {
		return s, false
	}
	s.From, s.To = best, best+len(s.Text)
	return s, true
}

func distance(a, b int) int { return max(a-b, b-a) }

// placed puts the stretches of an element in its printed text. A tag whose words are gone takes words that no other tag has, so that it
// is not lost with them; lost lists the tags that found none.
func placed(all []Stretch, printed string) (out, lost []Stretch) {
	var homeless []Stretch
	for _, s := range all {
		if at, ok := s.find(printed); ok {
			out = append(out, at)
		} else if s.Tag != "" {
			homeless = append(homeless, s)
		}
	}
	if homeless == nil {
		return out, nil
	}
	free := freeWords(out, printed)
	for i, s := range homeless {
		if len(free) == 0 {
			return out, homeless[i:]
		}
		words := 1
		if i == len(homeless)-1 { // the last one may take as many words as it had, and all of them when it is alone
			words = len(strings.Fields(s.Text))
			if len(all) == 1 {
				words = len(free)
			}
		}
		s.From, s.To = free[0].From, free[0].To
		for k := 1; k < min(words, len(free)) && strings.TrimSpace(printed[s.To:free[k].From]) == ""; k++ {
			s.To = free[k].To
		}
		free = free[1:]
		out = append(out, s)
	}
	return out, nil
}

// freeWords lists the words of a text that no tag covers.
func freeWords(tagged []Stretch, printed string) []Stretch {
	var free []Stretch
	at := 0
	for _, w := range strings.Fields(printed) {
		from := at + strings.Index(printed[at:], w)
		at = from + len(w)
		if !slices.ContainsFunc(tagged, func(s Stretch) bool { return s.Tag != "" && s.From < at && from < s.To }) {
			free = append(free, Stretch{From: from, To: at})
		}
	}
	return free
}

// said gives, for the byte at an offset, what the stretches placed there say together: the first one wins.
func said(all []Stretch, at int) Stretch {
	var out Stretch
	for _, s := range all {
		if at < s.From || at >= s.To {
			continue
		}
		if out.Tag == "" {
			out.Tag = s.Tag
		}
		if out.Revision == "" {
			out.Revision = s.Revision
		}
		for k, v := range s.Attributes {
			if _, ok := out.Attributes[k]; !ok {
				out.Attributes = maps.Clone(out.Attributes)
				if out.Attributes == nil {
					out.Attributes = map[string]string{}
				}
				out.Attributes[k] = v
			}
		}
	}
	return out
}
