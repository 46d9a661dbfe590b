package script_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/schedule/script"
)

// writes gives the Fountain of a script.
func writes(t require.TestingT, s script.Script) string {
	var b bytes.Buffer
	_, err := script.WriteFountain(&b, s)
	require.NoError(t, err)
	return b.String()
}

// What was read, written and read again is the same, element by element, on any mix of the lines that make the format hard.
func TestFountainIsStable(t *testing.T) {
	pieces := []string{"", "", "", "", " ", "  ", "INT. BAR - DAY", "INT. BAR - DAY #1A#", "INT BAR JOUR", "12 INT. BAR - JOUR 12", "12A - EXT. RUE", "INT/JOUR - CUISINE", "CUISINE - INT - JOUR", "CUISINE - JOUR",
		"12 OMIS", "SÉQ. 3 - RUE - NUIT", "int. x", "I/E HOUSE", "EST. HILL", "Est ce un bar ?", "INTÉRIEUR BAR - NUIT", ".forced", ".12", "...no", ". no", "A man.", "BOB", "BOB (cont'd)", "Mme LEROUX", "LE 2e HOMME",
		"McALLISTER", "23", "23 (O.S.)", "bob", "@Bob", "@Bob ^", "BOB ^", "(low)", "(low", "Hi there.", "CUT TO:", "TO:", "CUT TO: ", "FADE OUT.", "FONDU AU NOIR", "> go", "> mid <", ">", "~ la", "~", "# A", "## B", "#3# EXT. Y",
		"= syn", "==", "===", "!x", "!INT. BAR", "!", "!!PLAN", "\tTab", "    BOB", "   (low)  ", "@", "MOM. DAD", "[[note]]", "a [[note]] b", "[[one", "two]]", "/* bone */", "a /* bone */ b", "/*", "*/", "BOB [[n]]", "INT. BAR /* b */",
		"**BOB**", "*a* \\*b\\*", "Title: x", "Note: y", "5 475 JOURS", "IMAGES D'ARCHIVE", "1979", "LOU, MARIE", "\u00a0", "a\u00a0", "É", "ß", "- dash", "{{include: x}}"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "lines"), "\n")
		opt := script.Settings{French: rapid.Bool().Draw(t, "french"), AnyHeading: rapid.Bool().Draw(t, "any")}
		s := script.ParseText(text, opt)
		out := writes(t, s)
		back := script.ParseText(out, opt)
		require.Equal(t, bare(s).Elements, bare(back).Elements, "%q\n%q", text, out)
		require.Len(t, back.TitlePage, len(s.TitlePage), "%q\n%q", text, out)
		for i := range s.TitlePage {
			assert.Equal(t, s.TitlePage[i].Value, back.TitlePage[i].Value, "%q\n%q", text, out)
		}
	})
}

// What only looks like a heading is not forced to be action: it stays as it was written, for a person to see.
func TestAlmostHeadingsAreNotForced(t *testing.T) {
	for _, text := range []string{"INT. BAR - JOUR\nUn homme entre.\n", "Un homme.\nINT. BAR - JOUR\nIl sort.\n", "CUISINE - JOUR\n", "IMAGES D'ARCHIVE\n", "Est-ce un bar ?\n"} {
		for _, french := range []bool{true, false} {
			s := script.ParseText("INT. A - JOUR\n\n"+text, script.Settings{French: french})
			assert.Equal(t, "INT. A - JOUR\n\n"+text, writes(t, s), "%v", french)
		}
	}
}
