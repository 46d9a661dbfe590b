package script_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/schedule/script"
)

// The twin reads Fountain the obvious way: one regular expression a rule, one line after the other. It knows no notes, boneyards nor title
// page. It is the rival of the benchmark and the judge of the property below.
var (
	twinHeading    = regexp.MustCompile(`(?i)^(int|ext|est|int\.?/ext|ext\.?/int|i\.?/e)[. ]`)
	twinForced     = regexp.MustCompile(`^\.[\p{L}\p{N}]`)
	twinTransition = regexp.MustCompile(`^([^\p{Ll}]*TO:|FADE TO BLACK\.|FADE OUT\.|CUT TO BLACK\.)$`)
	twinBrackets   = regexp.MustCompile(`\([^()]*\)`)
	twinSmall      = regexp.MustCompile(`\p{Ll}`)
	twinCapital    = regexp.MustCompile(`\p{Lu}`)
	twinBreak      = regexp.MustCompile(`^={3,}$`)
)

func twin(text string) []string {
	lines := strings.Split(text, "\n")
	if n := len(lines); lines[n-1] == "" {
		lines = lines[:n-1]
	}
	at := func(i int) string {
		if i < 0 || i >= len(lines) {
			return ""
		}
		return strings.TrimSpace(lines[i])
	}
	var out []string
	emit := func(kind string, ls ...string) { out = append(out, kind+":"+strings.Join(ls, "\n")) }
	cue := func(t string) bool {
		return !twinSmall.MatchString(twinBrackets.ReplaceAllString(t, "")) && twinCapital.MatchString(t) && !twinHeading.MatchString(t) && !strings.HasSuffix(t, "TO:")
	}
	for i := 0; i < len(lines); i++ {
		t, before, after := at(i), at(i-1) == "", at(i+1) == ""
		speech := false
		switch {
		case t == "":
			continue
		case t[0] == '#':
			emit("section", strings.TrimSpace(strings.TrimLeft(t, "#")))
			continue
		case twinBreak.MatchString(t):
			emit("page_break", "")
			continue
		case t[0] == '=' && !strings.HasPrefix(t, "=="):
			emit("synopsis", strings.TrimSpace(t[1:]))
			continue
		case t[0] == '~':
			ls := []string{strings.TrimSpace(t[1:])}
			for strings.HasPrefix(at(i+1), "~") {
				i++
				ls = append(ls, strings.TrimSpace(at(i)[1:]))
			}
			emit("lyrics", ls...)
			continue
		case t[0] == '>' && len(t) > 1 && strings.HasSuffix(t, "<"):
			emit("centred", strings.TrimSpace(t[1:len(t)-1]))
			continue
		case t[0] == '>':
			emit("transition", strings.TrimSpace(t[1:]))
			continue
		case t[0] == '@' && len(t) > 1 && before:
			emit("cue", strings.TrimSpace(t[1:]))
			speech = true
		case before && twinForced.MatchString(t):
			emit("heading", strings.TrimSpace(t[1:]))
			continue
		case before && after && twinHeading.MatchString(t):
			emit("heading", t)
			continue
		case before && after && twinTransition.MatchString(t) && strings.TrimRight(lines[i], " \t") == lines[i]:
			emit("transition", t)
			continue
		case t[0] != '!' && t[0] != '(' && before && !after && cue(t):
			emit("cue", t)
			speech = true
		}
		if speech {
			i = twinSpeech(lines, i+1, emit) - 1
			continue
		}
		ls := []string{lines[i]}
		if t[0] == '!' {
			ls[0] = strings.Replace(lines[i], "!", "", 1)
		}
		for n := at(i + 1); n != "" && !strings.ContainsRune("#=~>!", rune(n[0])); n = at(i + 1) {
			i++
			ls = append(ls, lines[i])
		}
		emit("action", ls...)
	}
	return out
}

// twinSpeech reads the lines under a cue and gives the first line that is none of them.
func twinSpeech(lines []string, i int, emit func(string, ...string)) int {
	open := func(i int) bool { // a blank line of two spaces, with something to come
		for ; i < len(lines) && strings.TrimSpace(lines[i]) == ""; i++ {
			if len(lines[i]) < 2 {
				return false
			}
		}
		return i < len(lines)
	}
	var speech []string
	flush := func() {
		for len(speech) > 1 && speech[len(speech)-1] == "" { // nor does one that only kept the speech open
			speech = speech[:len(speech)-1]
		}
		if strings.Join(speech, "") != "" { // an empty line says nothing
			emit("dialogue", speech...)
		}
		speech = nil
	}
	for i < len(lines) {
		t := strings.TrimSpace(lines[i])
		switch {
		case t == "" && !open(i), len(t) > 1 && (t[0] == '!' || t[0] == '@'), twinBreak.MatchString(t):
			flush()
			return i
		case t != "" && t[0] == '(' && strings.HasSuffix(t, ")"):
			flush()
			emit("parenthetical", t)
		case t != "" && t[0] == '~':
			flush()
			ls := []string{strings.TrimSpace(t[1:])}
			for i+1 < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[i+1]), "~") {
				i++
				ls = append(ls, strings.TrimSpace(strings.TrimSpace(lines[i])[1:]))
			}
			emit("lyrics", ls...)
		default:
			speech = append(speech, t)
		}
		i++
	}
	flush()
	return i
}

// The reader agrees with its twin on any mix of the lines that make the format hard.
func TestReaderAgreesWithTwin(t *testing.T) {
	pieces := []string{"", "", "", " ", "  ", "INT. BAR - DAY", "EXT STREET", "int. x", "INT./EXT. CAR", "ext/int. y", "I/E HOUSE", "EST. HILL", "INTERIOR", ".forced", "...no", ". no", "A man.", "BOB",
		"BOB (cont'd)", "ÉLODIE", "2E POLICIER", "23", "23 (O.S.)", "bob", "@Bob", "(low)", "(Jack)", "(low", "Hi there.", "CUT TO:", "TO:", "CUT TO: ", "FADE OUT.", "> go", "> mid <", "~ la", "# A", "## B", "= syn", "==", "===", "!x",
		"!INT. BAR", "\tTab", "    BOB", "   (low)  ", "@", ">", "!", "MOM. DAD", "I/", "SO: TO:", "ß", "É"}
	rapid.Check(t, func(t *rapid.T) {
		ls := append([]string{"Start."}, rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, "lines")...) // no title page
		text := strings.Join(ls, "\n")
		var got []string
		for _, e := range script.ParseText(text, script.Settings{}).Elements {
			got = append(got, e.Kind.String()+":"+e.Text)
		}
		assert.Equal(t, twin(text), got, "%q", text)
	})
}
