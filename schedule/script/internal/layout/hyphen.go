package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// join puts two printed lines of a sentence together. A hyphen at the end stays, without a space: only a soft one goes, or one that cuts a
// word (see cut).
func (d *document) join(a, b string) string {
	last, n := utf8.DecodeLastRuneInString(a)
	switch last {
	case '\u00ad':
		return a[:len(a)-n] + b
	case '-', '‐':
		if before, _ := utf8.DecodeLastRuneInString(a[:len(a)-n]); !unicode.IsLetter(before) {
			break
		}
		head := a[strings.LastIndexAny(a, " \n")+1 : len(a)-n]
		tail, _, _ := strings.Cut(b, " ")
		if d.cut(letters(head), letters(tail)) {
			return a[:len(a)-n] + b
		}
		return a + b
	}
	return a + " " + b
}

func letters(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// The halves of French compounds that a hyphen at the end of a line may part, folded: what often stands before it, and the short words
// that stand behind.
var (
	compoundHeads = set("apres avant demi mi sous grand grande petit petite arriere ex non quasi semi vice contre entre porte garde " +
		"haut basse bas beau belle nouveau nouvelle quatre vingt trente quarante cinquante soixante dix cent sur sans " +
		"tire casse ouvre lave essuie abat chauffe passe pare pese presse prie remue seche tourne trompe serre cache " +
		"celui celle ceux celles lui elle eux elles moi toi soi nous vous peut est jusque rendez week self tee sac " +
		"saint sainte libre long courte court gros mot main pied chef franc nord sud franco chauve arc chou croque " +
		"gratte pot rond rouge timbre brise cerf couvre coupe laisser laissez pique la au ci bien mal c d j l m n qu " +
		"s t y a")
	compoundTails = set("etre mere pere fils fois dire ciel midi nuit jour eau eaux pied main cle clef cafe bus cour bord chef bois " +
		"fer feu fou gens rang sol sac pain pate plat port meme la ci ce je tu il ils elle on nous vous moi toi lui " +
		"leur le les y en t un une deux six sept huit neuf dix onze et a de du off up out in end show art aie dent " +
		"gris bleu vert noir vif mort nez cul coeur vue rue tout uns unes pong tac foot test clip star rien peu plus " +
		"bien mal cru bas haut etat clos cote pont vent vol fort lit nee ne")
)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// longTail is a tail, in letters, that may be a word of a compound although the text holds it nowhere else.
const longTail = 5

// cut tells whether the hyphen between two lines cuts a word: the whole word stands elsewhere in the text, or what follows is no word of it
// nor of a compound. A long tail is taken for a cut only in a text that cuts many words.
func (d *document) cut(head, tail string) bool {
	first, _ := utf8.DecodeRuneInString(tail)
	h, t := fr.Fold(head), fr.Fold(tail)
	words := d.words()
	switch {
	case words[h+t]:
		return true
	case !unicode.IsLower(first), strings.ContainsAny(tail, "-'’"), words[h+"-"+t], words[t], compoundHeads[h], compoundTails[t]:
		return false
	}
	return utf8.RuneCountInString(tail) < longTail || d.cuts
}

// words lists every word of the text that no line end cuts, folded, once, and notes whether many are cut.
func (d *document) words() map[string]bool {
	if d.known != nil {
		return d.known
	}
	d.known = map[string]bool{}
	ends, cut := 0, false // cut tells that the row above ends with a hyphen
	for i := range d.rows {
		all := strings.Fields(d.rows[i].text)
		if cut && len(all) > 0 {
			all = all[1:]
		}
		if cut = strings.HasSuffix(d.rows[i].text, "-") || strings.HasSuffix(d.rows[i].text, "‐"); cut {
			ends++
			all = all[:max(len(all)-1, 0)]
		}
		for _, w := range all {
			d.known[fr.Fold(letters(w))] = true
		}
	}
	d.cuts = ends >= 3 && 33*ends >= len(d.rows)
	return d.known
}
