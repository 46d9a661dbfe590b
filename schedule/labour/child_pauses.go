package labour

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Take is a scene that a minor plays, with the hours of its shooting.
type Take struct {
	Scene string `json:"scene"` // as people name it: "62 (1/2)"
	From  Clock  `json:"from"`
	To    Clock  `json:"to"`
}

// Unbroken is a stretch of the presence of a minor that is longer than Most and leaves no room for a pause, minutes: Takes are those that
// fill it.
type Unbroken struct {
	From, To Clock
	Most     int
	Pause    int
	Takes    []Take
}

// PlacePauses places the pauses that a minor is due in a day beside the breaks that the day has, in order, as few as the longest stretch
// asks for and each as late as it may be. They stand between the takes, from the first one on: never in a take, nor before the work. Where
// the takes leave no room, the stretch is told. Nothing is placed in a day whose hours are unknown.
func PlacePauses(as Regime, d Day, takes []Take) (pauses []Break, told []Unbroken, err error) {
	limits, err := LimitsOn(as, d.Date, d.Studio)
	if err != nil || !d.RDV.Known() || !d.Back.After(d.RDV) {
		return nil, nil, err
	}
	most, length := limits.PauseAfter, limits.Pause.Value
	if n := limits.Stretch.Value; n > 0 {
		most = min(most, n)
	}
	if most <= 0 || length <= 0 {
		return nil, nil, nil
	}
	end, gaps := d.Back.Minutes(), gapsOf(takes, d.Back.Minutes())
	for at := d.RDV.Minutes(); end-at > most; {
		next := end // the beginning of the next break, and its end
		after := end
		if i := slices.IndexFunc(d.Breaks, func(b Break) bool { return b.From.Minutes() >= at }); i >= 0 {
			next, after = d.Breaks[i].From.Minutes(), d.Breaks[i].To.Minutes()
		}
		if next-at <= most {
			at = after
			continue
		}
		from, ok := pauseAt(gaps, at, next, most, length)
		if !ok || from-at > most {
			until := next
			if ok {
				until = from
			}
			whole := takesIn(takes, at, until)
			told = append(told, Unbroken{From: ClockOf(at), To: ClockOf(until), Most: most, Pause: length, Takes: whole})
		}
		if !ok {
			at = after
			continue
		}
		pauses = append(pauses, Break{From: ClockOf(from), To: ClockOf(from + length)})
		at = from + length
	}
	return pauses, told, nil
}

// gapsOf are the stretches between takes and after the last one, minutes; without takes, the whole day.
func gapsOf(takes []Take, end int) [][2]int {
	takes = slices.SortedFunc(slices.Values(takes), func(a, b Take) int { return cmp.Compare(a.From.Minutes(), b.From.Minutes()) })
	var out [][2]int
	at := 0
	for i, t := range takes {
		if i > 0 && t.From.Minutes() > at {
			out = append(out, [2]int{at, t.From.Minutes()})
		}
		at = max(at, t.To.Minutes())
	}
	return append(out, [2]int{at, end})
}

// pauseAt is when a pause begins between two hours: the latest time, on five minutes where there is room, within the longest stretch, else
// the first one after it. False tells that no gap holds it.
func pauseAt(gaps [][2]int, at, next, most, length int) (int, bool) {
	best, late := -1, -1
	for _, g := range gaps {
		from, to := max(g[0], at+1), min(g[1], next)-length
		if to < from {
			continue
		}
		switch latest := min(to, at+most); {
		case latest >= from:
			best = max(from, latest/5*5)
		case late < 0:
			late = from
		}
	}
	if best >= 0 {
		return best, true
	}
	return late, late >= 0
}

// takesIn are the takes that cross a stretch.
func takesIn(takes []Take, from, to int) []Take {
	var out []Take
	for _, t := range takes {
		if t.From.Minutes() < to && t.To.Minutes() > from {
			out = append(out, t)
		}
	}
	return out
}

// UnbrokenText says the stretches of a day: "3 h 30 à la suite de 12:10 à 15:40, 1 h 30 au plus (séquence 62)".
func UnbrokenText(told []Unbroken) string {
	var runs []string
	for _, u := range told {
		text := fmt.Sprintf("%s à la suite de %s à %s, %s au plus", long(u.To.Sub(u.From)), u.From, u.To, long(u.Most))
		var scenes []string
		for _, t := range u.Takes {
			scenes = append(scenes, t.Scene)
		}
		switch len(scenes) {
		case 0:
		case 1:
			text += " (séquence " + scenes[0] + ")"
		default:
			text += " (séquences " + strings.Join(scenes, ", ") + ")"
		}
		runs = append(runs, text)
	}
	return strings.Join(runs, " ; ")
}

// UnbrokenRemedy says what to do about such stretches.
func UnbrokenRemedy(told []Unbroken) string {
	return fmt.Sprintf("il n'y a pas la place d'une pause de %s entre ses prises ; laisser ce temps entre deux séquences, couper la "+
		"séquence ou y réduire sa présence", long(told[0].Pause))
}
