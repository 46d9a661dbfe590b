package breakdown

import (
	"strconv"
)

// number gives a number to the scenes that have none: 1, 2, 3… when none has any, else the last written number and a
// letter. Written numbers are kept as they are, and told when they come twice.
func (d *breaker) number() {
	used := make(map[string]int, len(d.out.Scenes))
	written := 0
	for i := range d.out.Scenes {
		if n := d.out.Scenes[i].Number; n != "" {
			written++
			if first, twice := used[n]; twice {
				d.rep.Warnf(d.place(d.out.Scenes[i].Line), ruleNumberTwice, "Le numéro de séquence %s sert deux fois (aussi ligne %d).", n,
					d.out.Scenes[first].Line)
				continue
			}
			used[n] = i
		}
	}
	last, letter := "", 0
	for i := range d.out.Scenes {
		sc := &d.out.Scenes[i]
		if sc.Number != "" {
			last, letter = sc.Number, 0
			continue
		}
		sc.Invented = true
		if written == 0 {
			sc.Number = strconv.Itoa(i + 1)
			continue
		}
		if _, taken := used[strconv.Itoa(i+1)]; last == "" && !taken { // before any written number: its rank
			sc.Number = strconv.Itoa(i + 1)
			used[sc.Number] = i
			continue
		}
		for {
			letter++
			sc.Number = last + letters(letter)
			if _, taken := used[sc.Number]; !taken {
				used[sc.Number] = i
				break
			}
		}
	}
	if invented := len(d.out.Scenes) - written; invented > 0 {
		d.rep.Notef(d.s.Name(), ruleNoNumber, "%d séquence(s) sans numéro dans le texte : numéro donné par ordre d'apparition.", invented)
	}
}

// letters writes 1, 2… 26, 27 as A, B… Z, AA.
func letters(n int) string {
	s := ""
	for n > 0 {
		n--
		s = string(rune('A'+n%26)) + s
		n /= 26
	}
	return s
}
