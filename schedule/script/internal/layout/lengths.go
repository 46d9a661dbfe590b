package layout

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// ruleShort is the rule of the notice that the lengths are more than the pages counted.
const ruleShort = "script/short-scenes"

// lengths measures each scene on the pages, from its heading to the next. The white that the layout leaves at the foot of a page is
// shared by all scenes. The parts are rounded to eighths together (largest remainder): they add up to the pages counted, from the first
// heading to the last line, or a little more where very short scenes are many. An omitted scene has none.
func (d *document) lengths() {
	top, bottom, ok := d.column()
	if !ok {
		return
	}
	var scenes []int // elements
	heading := map[int]bool{}
	for i := range d.out {
		e := &d.out[i]
		if e.Kind != script.Heading {
			continue
		}
		e.Scene = &script.Properties{Page: strconv.Itoa(d.rows[d.from[i]].Page)}
		if !e.Slugline().Omitted {
			scenes = append(scenes, i)
			heading[d.from[i]] = true
		}
	}
	if len(scenes) == 0 {
		return
	}
	step := d.pitch
	parts := make([]float64, len(scenes))
	k, sum := -1, 0.0
	for i := d.first; i < len(d.rows); i++ {
		r := &d.rows[i]
		if heading[i] {
			k++
		}
		if k < 0 {
			continue
		}
		height := step // the last row of a page
		if i+1 < len(d.rows) && !d.rows[i+1].top {
			height = max(d.rows[i+1].Y-r.Y, 0)
		}
		parts[k] += height
		sum += height
	}
	first, last := &d.rows[d.from[scenes[0]]], &d.rows[len(d.rows)-1]
	pages := float64(last.Page-first.Page) + (last.Y+step-first.Y)/(bottom-top)
	for k := range parts {
		parts[k] *= 8 * pages / sum
	}
	shares, over := apportion(parts)
	for k, n := range shares {
		d.out[scenes[k]].Scene.Eighths = n
	}
	if over > 0 {
		d.rep.Notef(d.set.Place(d.rows[d.from[scenes[0]]].At), ruleShort,
			"Séquences de moins de 1/8 de page, comptées 1/8 chacune : la somme des longueurs dépasse de %s les pages comptées, "+
				"sans rien prendre aux autres.", fr.Eighths(over))
	}
}

// pageLines is how many lines a page holds at least: US Letter with an inch of margins. It measures texts of few, short pages.
const pageLines = 54

// column gives the heights of the first line and of the line after the last that a page can hold.
func (d *document) column() (top, bottom float64, ok bool) {
	top, bottom = math.Inf(1), math.Inf(-1)
	for i := range d.body() {
		if r := &d.body()[i]; r.Page > 0 {
			top, bottom = min(top, r.Y), max(bottom, r.Y)
		}
	}
	step := d.pitch
	return top, max(bottom+step, top+pageLines*step), !math.IsInf(top, 1)
}

// step is the distance between two lines that follow each other, most often.
func (d *document) step() float64 {
	steps := modal{}
	for i := d.first + 1; i < len(d.rows); i++ {
		if d.follows(i) {
			steps.add(d.rows[i].Y - d.rows[i-1].Y)
		}
	}
	x, n := steps.top()
	if n == 0 || x <= 0 {
		return 12
	}
	return x
}

// apportion rounds parts so that they add up to their rounded sum (largest remainder): each has its whole eighths, and one at least. No
// part is ever a whole eighth away from its own because of the short ones: where those are too many, the parts add up to over more.
func apportion(parts []float64) (out []int, over int) {
	sum := 0.0
	out = make([]int, len(parts))
	order := make([]int, len(parts))
	left := 0
	for i, p := range parts {
		sum += p
		out[i], order[i] = max(int(p), 1), i
		left -= out[i]
	}
	left += int(math.Round(sum))
	rest := func(i int) float64 { return parts[i] - float64(out[i]) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest(b), rest(a)) })
	for _, i := range order[:min(max(left, 0), len(order))] {
		out[i]++
	}
	return out, max(-left, 0)
}
