package script_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// pieces are the lines that make a screenplay hard to read.
var pieces = []string{"", "", "", "  ", "INT. BAR - JOUR", "INT/JOUR - CUISINE", "12 INT. BAR - JOUR 12", "S12 - CUISINE - NUIT", "CUISINE - INT - JOUR",
	"CUISINE - JOUR", "12 CUISINE", "OMIS #2#", ".SÉQUENCE 6 SUPPRIMÉE #6#", "#12 BIS# INT. CAVE", "INTÉRIEUR NUIT", "Intérieur café - jour", "EST. COLLINE",
	"Est-ce vrai ?", "Marie pose un verre.", "MARIE", "MARIE (off)", "MARIE :", "Mme LEROUX", "LE 2e HOMME", "McALLISTER", "Marie", "LUCIE (8 ans)", "MARIE ^",
	"(bas)", "(off)", "Bonjour.", "15H30", "PLUS TARD", "TITRE : « LE MUR »", "(SUITE)", "FONDU AU NOIR", "CUT TO:", "> Coupe", "> milieu <", "~ la la",
	"# Acte", "= résumé", "===", "[[note]]", "/* mis de côté */", "!INT. BAR", "!12 CUISINE", "@Bob", ".forcé", "...", "\u00a0", "L\u00adOU", "a\u2028b", "x\vy",
	"10 000A#00#", "12 INT. BAR - NUIT #13#", "#12# INT. BAR #13#", "SÉQ. 12 INT. BAR #13#", "12 OMIS #13#", "S 12 - INT. BAR - JOUR", "12' INT. BAR - NUIT", "12* INT. BAR - JOUR 12*",
	"GÉNÉRIQUE - INT. BAR - JOUR", "EP2 S14 INT. BAR", "12 (suite) INT. BAR", "45A INT. BAR - JOUR 45B", "1979 - INT. BAR - JOUR", "OMIS 12",
	"12 OMIS - INT. BAR - JOUR", "ANNA : Oui.", "PAUL. — Non !", "ANNA - Viens.", "PAUL (bas) : (off) Je", "**ANNA :** *Oui.*",
	"Mme LEROUX, bas : [[x]] Non.", "Anna : Oui.", "PAUL : OUI !", "12 OMIS (voir 14)", "INT. BAR - JOUR - PLUIE", "ANNA tout bas)", "[ANNA]", "CRAC !", "ANNA : (il sort)", "PAUL : !non", "ANNA\tOui.", "ANNA (off) Oui.", "PAUL, sec. — Non.", "INT. BAR - JOUR #3 #", "*INT. BAR*", "_a_", "!", "@", ".", "#", "=", "~", ">", "# ", "FADE OUT.", "INT.", "EXT", "ÉTÉ 1944", "12", "12.", "1979"}

func screenplay(t *rapid.T) (string, script.Settings) {
	lines := append([]string{"Début."}, rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 16).Draw(t, "lines")...)
	opt := rapid.SampledFrom([]script.Settings{{}, {French: true}, {AnyHeading: true}}).Draw(t, "settings")
	return strings.Join(lines, "\n"), opt
}

// letters are the letters and digits of a text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fr.Visible(s))
}

// Every letter of the text is in an element: text, number, what follows it, notes. The words that announce a number are not kept (S12,
// SÉQ. 12), and a number that stands in both margins is kept once.
func TestEveryLetterIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, opt := screenplay(t)
		s := script.ParseText(text, opt)
		kept := map[rune]int{}
		count := func(s string, by int) {
			for _, r := range letters(s) {
				kept[r] += by
			}
		}
		count(text, -1)
		for _, e := range s.Elements {
			count(e.Text, 1)
			count(e.After, 1)
			for _, m := range e.Marks {
				count(m.Text, 1)
			}
			count(e.Number, 1)
		}
		for r, n := range kept {
			if unicode.IsDigit(r) || r == 'S' {
				continue
			}
			require.Zero(t, n, "%q in %q: %+v", r, text, s.Elements)
		}
	})
}

// spoken are the elements without line numbers, nor the blank lines that end what a role says before a forced line.
func spoken(s script.Script) []script.Element {
	es := bare(s).Elements
	for i := range es {
		if es[i].Kind == script.Dialogue {
			es[i].Text = strings.TrimRight(es[i].Text, "\n ")
		}
	}
	return slices.DeleteFunc(es, func(e script.Element) bool { return e.Kind == script.Dialogue && e.Text == "" })
}

// Of two numbers of a heading, the one between signs is that of the scene (the first of two of them), the other is kept and named.
func TestTwoNumbersOfAHeading(t *testing.T) {
	for line, want := range map[string][2]string{
		"10 000A#00#":                {"00", ""},
		"12 INT. CAVE - NUIT #13#":   {"13", "12"},
		"12 Int. cave #13#":          {"13", "12"},
		"SÉQ. 12 INT. CAVE #13#":     {"13", "12"},
		"S12 - CAVE - NUIT #13#":     {"13", "12"},
		"EP2 S14 INT. CAVE #15#":     {"15", "14"},
		"#12# INT. CAVE - NUIT #13#": {"12", "13"},
		"INT. CAVE #12# #13#":        {"13", "12"},
		"12 OMIS #13#":               {"13", "12"},
		"12 INT. CAVE - NUIT #12#":   {"12", ""},
		"1979 - INT. CAVE #4#":       {"4", ""},
	} {
		e, sure := script.ReadHeading(line)
		require.Equal(t, script.SureHeading, sure, line)
		h := e.Slugline()
		assert.Equal(t, want, [2]string{h.Number, h.Other}, line)
		for digits := range strings.FieldsFuncSeq(line, func(r rune) bool { return !unicode.IsDigit(r) }) {
			assert.Contains(t, e.Text+" "+e.Number+" "+e.After, digits, line)
		}
		assert.Equal(t, h, script.ParseHeading(line), line)
		if h.Other != "" && !h.Omitted {
			assert.NotContains(t, h.Set, h.Other, line)
		}
	}
}

// What is read, written and read again is the same: kinds, texts, numbers.
func TestReadWriteReadIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, opt := screenplay(t)
		s := script.ParseText(text, opt)
		var b bytes.Buffer
		_, err := script.WriteFountain(&b, s)
		require.NoError(t, err)
		back := script.ParseText(b.String(), opt)
		assert.Equal(t, spoken(s), spoken(back), "%q\n%q", text, b.String())
	})
}

// What is almost a heading is written without a mark; what Highland and Slugline write right under a heading, or over it, leaves it one.
func TestHeadingsBesideMarks(t *testing.T) {
	for _, text := range []string{"INT. BAR - JOUR\nMarie entre.\n", "Marie sort.\nINT. BAR - JOUR\n", "12 CUISINE\n", "CUISINE - JOUR\n", "CHAMBRE 12\n"} {
		s := french("INT. RUE - JOUR\n\n" + text + "\nFin.\n")
		require.NotEmpty(t, s.Issues, text)
		var b bytes.Buffer
		_, err := script.WriteFountain(&b, s)
		require.NoError(t, err)
		assert.NotContains(t, b.String(), "!", text)
		assert.Equal(t, bare(s).Elements, bare(french(b.String())).Elements)
	}
	for _, tail := range []string{"= Le départ.", "[[à revoir]]", "# Acte", "= Le départ.\n[[à revoir]]"} {
		s := french("Rien.\n\nINT. BAR - JOUR\n" + tail + "\n\nMarie entre.\n")
		assert.Equal(t, script.Heading, s.Elements[1].Kind, tail)
		assert.Empty(t, s.Issues)
		s = french("Rien.\n\n" + tail + "\nINT. BAR - JOUR\n\nMarie entre.\n")
		assert.Equal(t, script.Heading, s.Elements[len(s.Elements)-2].Kind, tail)
	}
}
