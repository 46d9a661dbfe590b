package office

import (
	"strconv"
	"strings"
)

// lists counts the automatic numbers of a document, which are not in its text.
type lists struct {
	abstract map[string]map[int]level // the levels of a list
	nums     map[string]string        // numId → the list it follows
	start    map[string]map[int]int   // numId → first numbers of its own, used once
	count    map[string]map[int]int   // list → last number of each level
}

func newLists() lists {
	return lists{abstract: map[string]map[int]level{}, nums: map[string]string{}, start: map[string]map[int]int{},
		count: map[string]map[int]int{}}
}

// level is how a level of a list is numbered: "%1." in decimal, from 1.
type level struct {
	format, text string
	start        int
}

const maxLevels = 10

func whole(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && n < 1e6 {
		return n
	}
	return otherwise
}

// readWord reads the numbering part of a Word document.
func (l *lists) readWord(root *node) {
	levelOf := func(n *node) level {
		return level{n.child("numFmt").get("val"), n.child("lvlText").get("val"), whole(n.child("start").get("val"), 1)}
	}
	root.each("abstractNum", func(n *node) {
		levels := map[int]level{}
		n.each("lvl", func(v *node) {
			if i := whole(v.get("ilvl"), 0); i < maxLevels {
				levels[i] = levelOf(v)
			}
		})
		l.abstract[n.get("abstractnumid")] = levels
	})
	root.each("num", func(n *node) {
		id := n.get("numid")
		l.nums[id] = n.child("abstractNumId").get("val")
		n.each("lvlOverride", func(o *node) {
			if s := o.child("startOverride"); s != nil {
				if l.start[id] == nil {
					l.start[id] = map[int]int{}
				}
				l.start[id][whole(o.get("ilvl"), 0)] = whole(s.get("val"), 1)
			}
		})
	})
}

// readOpen reads a list style of OpenDocument: its number shows as many levels as it says, with a prefix and a suffix.
func (l *lists) readOpen(name string, n *node) {
	levels := map[int]level{}
	for _, k := range n.kids {
		i := whole(k.get("level"), 1) - 1
		if i < 0 || i >= maxLevels {
			continue
		}
		v := level{format: k.get("num-format"), start: whole(k.get("start-value"), 1)}
		switch {
		case strings.HasSuffix(k.name, "bullet"):
			v.format = "bullet"
		case v.format == "":
			continue
		default:
			var shown []string
			for s := max(i+1-whole(k.get("display-levels"), 1), 0); s <= i; s++ {
				shown = append(shown, "%"+strconv.Itoa(s+1))
			}
			v.text = k.get("num-prefix") + strings.Join(shown, ".") + k.get("num-suffix")
		}
		levels[i] = v
	}
	l.abstract[name], l.nums[name] = levels, name
}

// next gives the number of the next paragraph of a list, as it is printed: "12.", "•"; "" when the list has none.
func (l *lists) next(num, at string) string {
	list, ok := l.nums[num]
	levels := l.abstract[list]
	i := whole(at, 0)
	v, known := levels[i]
	if !ok || !known {
		return ""
	}
	if v.format == "bullet" {
		return "•"
	}
	count := l.count[list]
	if count == nil {
		count = map[int]int{}
		l.count[list] = count
	}
	for deeper := range count {
		if deeper > i {
			delete(count, deeper)
		}
	}
	if s, ok := l.start[num][i]; ok {
		count[i] = s
		delete(l.start[num], i)
	} else if _, begun := count[i]; begun {
		count[i]++
	} else {
		count[i] = v.start
	}
	text := v.text
	for k := i; k >= 0; k-- {
		n, begun := count[k]
		if !begun {
			n = levels[k].start
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(k+1), counted(n, levels[k].format))
	}
	return strings.TrimSpace(text)
}

// counted writes a number in a format of Word or of OpenDocument.
func counted(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerLetter", "a":
		return strings.ToLower(letters(n))
	case "upperLetter", "A":
		return letters(n)
	case "lowerRoman", "i":
		return strings.ToLower(roman(n))
	case "upperRoman", "I":
		return roman(n)
	}
	return strconv.Itoa(n)
}

// letters counts A to Z, then AA, BB…
func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), 1+(n-1)/26)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"},
		{4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}
