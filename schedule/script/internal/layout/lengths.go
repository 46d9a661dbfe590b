package layout

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/moteur-film/moteur/schedule/script"
)

// lengths measures each scene on the pages, from its heading to the next: the part of the height between the first and the last line
// a page can hold. The parts of all scenes are rounded to eighths together (largest remainder): they add up to the pages counted.
func (d *document) lengths() {
	top, bottom, ok := d.column()
	if !ok {
		return
	}
	at := func(r *row) float64 { // in pages
		return float64(r.Page) + min(max((r.Y-top)/(bottom-top), 0), 1)
	}
	var scenes []int
	for i := range d.out {
		if d.out[i].Kind == script.Heading {
			scenes = append(scenes, i)
		}
	}
	if len(scenes) == 0 {
		return
	}
	starts := make([]float64, len(scenes)+1)
	for k, i := range scenes {
		starts[k] = at(&d.rows[d.from[i]])
	}
	starts[len(scenes)] = at(&d.rows[len(d.rows)-1]) + d.step()/(bottom-top)
	parts := make([]float64, len(scenes))
	for k := range parts {
		parts[k] = max(8*(starts[k+1]-starts[k]), 0)
	}
	for k, n := range apportion(parts) {
		e := &d.out[scenes[k]]
		e.Scene = &script.Properties{Eighths: n, Page: strconv.Itoa(d.rows[d.from[scenes[k]]].Page)}
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
	step := d.step()
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

// apportion rounds parts so that they add up to their rounded sum, each at least 1 as long as the sum allows it.
func apportion(parts []float64) []int {
	sum := 0.0
	out := make([]int, len(parts))
	order := make([]int, len(parts))
	left := 0
	for i, p := range parts {
		sum += p
		out[i] = max(int(p), 1)
		left -= out[i]
		order[i] = i
	}
	left += max(int(math.Round(sum)), len(parts))
	rest := func(i int) float64 { return parts[i] - float64(out[i]) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest(b), rest(a)) })
	for k := 0; left > 0; k = (k + 1) % len(order) {
		out[order[k]]++
		left--
	}
	for left < 0 { // the least lengths took more than the sum holds: the longest give it back
		longest := order[0]
		for _, i := range order {
			if rest(i) < rest(longest) && out[i] > 1 || out[longest] == 1 {
				longest = i
			}
		}
		out[longest]--
		left++
	}
	return out
}
