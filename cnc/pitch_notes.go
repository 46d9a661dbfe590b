package cnc

import (
	"errors"
	"fmt"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// The lengths of an oral presentation, in minutes.
var talks = []int{5, 10, 20}

// ErrTalk refuses a length that a presentation does not have.
var ErrTalk = errors.New("durée de présentation inconnue")

// wordsAMinute is how fast one speaks before a commission.
const wordsAMinute = 130

// Notes are the notes of the orateur for a presentation of 5, 10 or 20 minutes: for each slide told, its time, when it begins, and what is
// said: the sentences of the production that hold in that time. The times add up to the length.
func (p Pitch) Notes(minutes int, on moteur.Date) (Sheet, error) {
	known := false
	for _, t := range talks {
		known = known || t == minutes
	}
	if !known {
		return Sheet{}, fmt.Errorf("%w : %d minutes ; valeurs acceptées : 5, 10, 20", ErrTalk, minutes)
	}
	f := p.Request.Facts.Film
	d := head(fmt.Sprintf("Notes de présentation, %d minutes", minutes), f, on)
	d.Subtitle = f.Title
	var told []slide
	var skipped []string
	weights := 0
	for _, s := range p.slides(on) {
		if s.from > minutes || s.say == "" {
			skipped = append(skipped, s.title)
			continue
		}
		told, weights = append(told, s), weights+s.weight
	}
	if weights == 0 {
		d.Blocks = []doc.Block{prompt("Le film en trois lignes, l'histoire, le regard : rien n'est encore à dire.")}
		return Sheet{d}, nil
	}
	t := doc.Table{Sheet: "Minutage", Title: "Minutage", Columns: []doc.Column{{Title: "Page", Width: 4}, {Title: "Début", Width: 1.2},
		{Title: "Durée", Width: 1.2}}}
	var spoken []doc.Block
	done, begin := 0, 0
	for _, s := range told {
		done += s.weight
		end := minutes * 60 * done / weights
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(s.title), doc.S(clock(begin)), doc.S(clock(end - begin))}})
		now, later := within(s.say, (end-begin)*wordsAMinute/60)
		spoken = append(spoken, doc.Heading{Level: 2, Text: fmt.Sprintf("%s – %s à %s", s.title, clock(begin), clock(end))},
			doc.Para{Text: now})
		if later != "" {
			spoken = append(spoken, doc.Para{Text: "Si l'on en demande plus : " + later, Style: doc.Muted})
		}
		begin = end
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""), doc.S(clock(begin))}})
	d.Blocks = append(d.Blocks, t)
	if len(skipped) > 0 {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Montrées sans être dites : " + fr.List(skipped) + ".", Style: doc.Muted})
	}
	d.Blocks = append(d.Blocks, spoken...)
	return Sheet{d}, nil
}

// clock writes seconds as minutes: "2'05".
func clock(seconds int) string { return fmt.Sprintf("%d'%02d", seconds/60, seconds%60) }

// within are the first sentences of a text that hold in so many words, at least one, and the others.
func within(text string, most int) (now, later string) {
	text = strings.Join(strings.Fields(text), " ")
	cut, n := 0, 0
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[at:], ".!?…"); i >= 0 {
			for end = at + i; end < len(text) && text[end] != ' '; end++ {
			}
		}
		n += len(strings.Fields(text[at:end]))
		if cut > 0 && n > most {
			break
		}
		cut, at = end, min(end+1, len(text))
		if end == len(text) {
			break
		}
	}
	return text[:cut], strings.TrimSpace(text[cut:])
}
