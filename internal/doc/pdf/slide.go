package pdf

import (
	"github.com/moteur-film/moteur/internal/doc"
)

// The type of a slide grows with the room that its blocks leave, up to this many times, by these steps.
const (
	mostGrowth = 2.2
	growth     = 0.1
)

// slides prints the slides of a deck, which page breaks separate: each in the largest type with which it stands on one page; what does not
// goes on to the next one, in the smallest type.
func (p *page) slides(blocks []doc.Block, gauge *page) {
	for len(blocks) > 0 {
		n := 0
		for n < len(blocks) && !isBreak(blocks[n]) {
			n++
		}
		if one := blocks[:n]; len(one) > 0 {
			usual := p.s
			p.s = grown(usual, gauge.fitting(one))
			p.blocks(one)
			p.s = usual
		}
		if blocks = blocks[min(n+1, len(blocks)):]; len(blocks) > 0 && p.y > p.bodyTop()+0.01 {
			p.newPage()
		}
	}
}

// grown is the paper with a larger type, its titles as they are.
func grown(s size, times float64) size {
	s.body, s.table, s.compact = s.body*times, s.table*times, s.compact*times
	return s
}

// fitting is the largest growth with which blocks stand on one page of a gauge, 1 when none does.
func (p *page) fitting(blocks []doc.Block) float64 {
	usual := p.s
	defer func() { p.s = usual }()
	for times := mostGrowth; times > 1; times -= growth {
		p.s = grown(usual, times)
		p.newPage()
		first := p.n
		p.blocks(blocks)
		if p.n == first {
			return times
		}
	}
	return 1
}

func isBreak(b doc.Block) bool {
	_, ok := b.(doc.PageBreak)
	return ok
}
