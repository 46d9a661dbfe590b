package breakdown

import (
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// digestOf mixes a text into a digest, eight bytes at a time.
func digestOf(h uint64, s string) uint64 {
	for len(s) >= 8 {
		word := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		h = (h ^ word) * fnvPrime
		h ^= h >> 32
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return (h ^ 0xff) * fnvPrime
}

// need notes an element; slot numbers what the lexicon proposes, so that each is noted once a scene; -1 always adds.
func (d *breaker) need(slot int32, c Category, name, text string, line int) {
	if at, ok := d.once(slot, len(d.needs)); ok {
		d.needs[at].Count++
		return
	}
	d.needs = append(d.needs, Need{Category: c, Name: name, Text: text, Line: line, Count: 1, State: Proposed})
}

func (d *breaker) extra(slot int32, text, name string, count, line int) {
	if at, ok := d.once(slot, len(d.extras)); ok {
		if int(at) < len(d.extras) && d.extras[at].Kind == name {
			d.extras[at].Count = max(d.extras[at].Count, count)
			return
		}
		d.slots[slot].at = int32(len(d.extras)) // taken back before, by a stunt
	}
	d.extras = append(d.extras, Extra{Kind: name, Count: count, Text: text, Line: line, State: Proposed})
}

// once tells where a slot was noted in the current scene; when it was not, it notes it at the given place.
func (d *breaker) once(slot int32, at int) (int32, bool) {
	if slot < 0 {
		return 0, false
	}
	if s := d.slots[slot]; s.stamp == d.stamp {
		return s.at, true
	}
	d.slots[slot] = seenAt{stamp: d.stamp, at: int32(at)}
	return 0, false
}

// flag notes a signal once a scene, as certain when one of its words is; protected works are noted one by one.
func (d *breaker) flag(k FlagKind, sure bool, text string, line int) {
	if len(d.flags) > maxFlags {
		return
	}
	for i := range d.flags {
		if f := &d.flags[i]; f.Kind == k && (k != FlagProtected || strings.EqualFold(f.Text, text)) {
			if sure && !f.Sure {
				*f = Flag{Kind: k, Text: text, Line: line, State: Proposed, Sure: true}
			}
			return
		}
	}
	d.flags = append(d.flags, Flag{Kind: k, Text: text, Line: line, State: Proposed, Sure: sure})
}

const maxFlags = 200 // signals noted for one scene

// countBefore reads the number of people before a word: "trois clients", "une dizaine de clients", "20 figurants".
func (d *breaker) countBefore(text string, ws []word, i int) int {
	for back := 1; back <= 3 && i-back >= 0; back++ {
		w := ws[i-back]
		if strings.ContainsAny(text[w.to:ws[i-back+1].from], ".,;:!?()") {
			return 0
		}
		if w.digit {
			n, err := strconv.Atoi(text[w.from:w.to])
			if err != nil || n > 100000 {
				return 0
			}
			return n
		}
		if n, ok := d.m.numbers[w.hash]; ok && (n > 1 || back == 1) {
			return d.numberWords(text, ws, i-back)
		}
	}
	return 0
}

// numberWords reads the number whose last word is word i: "deux cents", "quatre-vingt-dix", "vingt et un", "une dizaine".
func (d *breaker) numberWords(text string, ws []word, i int) int {
	from := i
	for from > 0 && ws[from].gap < clauseGap {
		_, number := d.m.numbers[ws[from-1].hash]
		if and := text[ws[from-1].from:ws[from-1].to] == "et"; !number && !(and && from > 1 && d.m.numbers[ws[from-2].hash] > 0) {
			break
		}
		from--
	}
	total := 0
	for ; from <= i; from++ {
		n := d.m.numbers[ws[from].hash]
		switch last := total % 100; {
		case n == 1000 && total > 0:
			total *= n
		case n == 100 && total > 0, n == 20 && last == 4:
			total += last * (n - 1) // "deux cents", "quatre-vingts"
		case total == 1:
			total = n // "une dizaine"
		default:
			total += n
		}
	}
	return total
}

// countFields counts the words of a dialogue.
func countFields(s string) int {
	n, before := 0, byte(1)
	for i := range len(s) {
		blank := blanks[s[i]]
		n += int(before &^ blank)
		before = blank
	}
	return n
}

// blanks is 1 for the bytes that part words.
var blanks = [256]byte{' ': 1, '\n': 1, '\t': 1}

// sentenceAt is the sentence of a text that holds the words between two offsets, without emphasis, at most 120 characters.
func sentenceAt(s string, from, to int) string {
	const stops = ".!?\n"
	if i := strings.LastIndexAny(s[:from], stops); i >= 0 {
		s, to = s[i+1:], to-i-1
	}
	if i := strings.IndexAny(s[to:], stops); i >= 0 {
		s = s[:to+i]
	}
	return fr.Shorten(strings.TrimSpace(script.Plain(s)), 120)
}

// firstSentence cuts a text at its first full stop, without emphasis, at most 160 characters.
func firstSentence(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	s = script.Plain(s)
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' && i > 3 && !(i >= 2 && s[i-2] == ' ') {
			s = s[:i+1]
			break
		}
	}
	return fr.Shorten(strings.TrimSpace(s), 160)
}
