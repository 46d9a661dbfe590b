package script_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/moteur-film/moteur/schedule/script"
)

func parse(t *testing.T, text string) script.Script {
	t.Helper()
	s, err := script.Parse(strings.NewReader(text), script.Settings{Name: "f.fountain"})
	require.NoError(t, err)
	return s
}

// kinds lists the elements as "kind:text".
func kinds(s script.Script) []string {
	var out []string
	for _, e := range s.Elements {
		out = append(out, e.Kind.String()+":"+e.Text)
	}
	return out
}

func TestHeadingsAreStrict(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "INT. BAR - DAY\n\nA man.", []string{"heading:INT. BAR - DAY", "action:A man."}},
		{"no blank after", "INT. BAR - DAY\nA man.", []string{"action:INT. BAR - DAY\nA man."}},
		{"no blank before", "A man.\nINT. BAR - DAY\n", []string{"action:A man.\nINT. BAR - DAY"}},
		{"two together", "INT. A - DAY\nEXT. B - DAY\n", []string{"action:INT. A - DAY\nEXT. B - DAY"}},
		{"forced", ".FLASHBACK\n\nx", []string{"heading:FLASHBACK", "action:x"}},
		{"forced digit", ".1917\n\nx", []string{"heading:1917", "action:x"}},
		{"not forced", "...so\n\n..x\n\n. X", []string{"action:...so", "action:..x", "action:. X"}},
		{"not a prefix", "INTERCUT\n\nESTABLISHING\n\nINTER. BAR", []string{"action:INTERCUT", "action:ESTABLISHING", "action:INTER. BAR"}},
		{"forced action", "!INT. BAR - DAY\n\nx", []string{"action:INT. BAR - DAY", "action:x"}},
		{"number", "INT. A - DAY #A3-1#\n\nEXT. B #1.# note\n", []string{"heading:INT. A - DAY", "heading:EXT. B"}},
		{"boneyard leaves a blank line", "CUT TO:\n/*\nINT. X - DAY\n*/\nEXT. B - DAY\n", []string{"transition:CUT TO:", "boneyard:\nINT. X - DAY\n", "heading:EXT. B - DAY"}},
		{"heading inside a note", "[[\nINT. X - DAY\n]]\n\nEXT. B - DAY\n", []string{"note:\nINT. X - DAY\n", "heading:EXT. B - DAY"}},
		{"lower case", "int. bar - day\n\nx", []string{"heading:int. bar - day", "action:x"}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, kinds(parse(t, c.text))) })
	}
	s := parse(t, "A man.\n\nINT. BAR - DAY\nHe sits.\n")
	require.Len(t, s.Issues, 1, "a heading dropped by the letter of the format is told")
	assert.Equal(t, "f.fountain:3", s.Issues[0].Path)
	assert.Equal(t, "script/almost-heading", s.Issues[0].Rule)
}

func TestElements(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"cue needs a line under it", "BOB\n\nx", []string{"action:BOB", "action:x"}},
		{"cue needs a blank above", "x\nBOB\nHi", []string{"action:x\nBOB\nHi"}},
		{"dialogue", "BOB (cont'd)\n(low)\nHi\nyou\n", []string{"cue:BOB (cont'd)", "parenthetical:(low)", "dialogue:Hi\nyou"}},
		{"open dialogue", "BOB\nHi\n  \nyou\n", []string{"cue:BOB", "dialogue:Hi\n\nyou"}},
		{"one space closes", "BOB\nHi\n \nyou\n", []string{"cue:BOB", "dialogue:Hi", "action:you"}},
		{"forced cue", "@McDUCK\nI'm vegan.", []string{"cue:McDUCK", "dialogue:I'm vegan."}},
		{"centred", "> THE END <", []string{"centred:THE END"}},
		{"forced transition", "> Burn to white.", []string{"transition:Burn to white."}},
		{"trailing space", "x\n\nCUT TO: \n\ny", []string{"action:x", "action:CUT TO: ", "action:y"}},
		{"page break", "x\n\n===\n\ny", []string{"action:x", "page_break:", "action:y"}},
		{"sections", "# A\n## B\n= syn\n\nx", []string{"section:A", "section:B", "synopsis:syn", "action:x"}},
		{"lyrics", "~la\n~li\n", []string{"lyrics:la\nli"}},
		{"tabs kept", "\tx\n  y", []string{"action:\tx\n  y"}},
		{"unclosed boneyard", "a /* b\n\nc", []string{"action:a /* b", "action:c"}},
		{"unclosed note", "a [[b\n\nc]]", []string{"action:a [[b", "action:c]]"}},
		{"note kept open", "a [[b\n  \nc]] d", []string{"action:a  d"}},
		{"empty", "", nil},
		{"blank", "\n \n\t\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, kinds(parse(t, c.text))) })
	}
	s := parse(t, "ADAM\nYes.\n\nEVE ^\nNo.\n")
	assert.Equal(t, script.Left, s.Elements[0].Dual)
	assert.Equal(t, script.Right, s.Elements[2].Dual)
	s = parse(t, "He says [[why?]] no /* x */ more.")
	require.Len(t, s.Elements[0].Marks, 2)
	assert.Equal(t, "He says  no  more.", s.Elements[0].Text)
	assert.Equal(t, 8, s.Elements[0].Marks[0].At)
	assert.Equal(t, 12, s.Elements[0].Marks[1].At)
}

func TestTitlePage(t *testing.T) {
	s := parse(t, "Title:\n    _**BRICK & STEEL**_\n    _**FULL RETIRED**_\n   \n\tthird\nAuthor: Stu\n\nINT. BAR - DAY\n")
	require.Len(t, s.TitlePage, 2)
	assert.Equal(t, "_**BRICK & STEEL**_\n_**FULL RETIRED**_\nthird", s.TitlePage[0].Value)
	assert.Equal(t, "BRICK & STEEL FULL RETIRED third", s.Title())
	assert.Equal(t, 6, s.TitlePage[1].Line)
	assert.Equal(t, 8, s.Elements[0].Line)
	assert.Empty(t, parse(t, "FADE IN:\n\nINT. BAR - DAY\n").TitlePage)
	assert.Empty(t, parse(t, "INT. BAR: NIGHT - DAY\n\nx").TitlePage)
}

func TestHygiene(t *testing.T) {
	want := []string{"heading:INT. CAFÉ - JOUR", "action:L’été.", "cue:ZOÉ", "dialogue:Ça va ?"}
	plain := "INT. CAFÉ - JOUR\n\nL’été.\n\nZOÉ\nÇa va ?\n"
	latin := bytes.NewBuffer(nil)
	for _, r := range strings.ReplaceAll(plain, "’", "'") {
		latin.WriteByte(byte(r))
	}
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range plain {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, text := range map[string]string{
		"plain": plain, "BOM": "\uFEFF" + plain, "CRLF": strings.ReplaceAll(plain, "\n", "\r\n"), "CR": strings.ReplaceAll(plain, "\n", "\r"),
		"NFD": norm.NFD.String(plain), "Windows-1252": strings.ReplaceAll(latin.String(), "'", "\x92"), "UTF-16": string(utf16),
		"no-break spaces": strings.ReplaceAll(plain, "CAFÉ -", "CAFÉ -"),
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, text)
			assert.Equal(t, want, kinds(s))
			for i, line := range []int{1, 3, 5, 6} {
				assert.Equal(t, line, s.Elements[i].Line)
			}
		})
	}
	s := parse(t, "Été.\n\nÇa \xff va. Là où tu es.\n")
	assert.Contains(t, s.Elements[1].Text, "\uFFFD")
	assert.Equal(t, "f.fountain:3", s.Issues[0].Path)
	_, err := script.Parse(strings.NewReader("0123456789"), script.Settings{MaxBytes: 9})
	require.ErrorIs(t, err, script.ErrTooLarge)
}

func TestForeignMarks(t *testing.T) {
	s := parse(t, "!!CLOSE ON\n\n[[COLOR red]]\n\n{{INCLUDE: other.fountain}}\n")
	assert.Equal(t, []string{"action:CLOSE ON", "note:COLOR red", "action:{{INCLUDE: other.fountain}}"}, kinds(s))
	assert.Len(t, s.Issues, 3)
}

func TestEmphasis(t *testing.T) {
	for text, want := range map[string]string{
		"*i*": "i", "**b**": "b", "***bi***": "bi", "_u_": "u", `\*no\*`: "*no*", "a *69 and *23": "a *69 and *23", "_a *b* c_": "a b c", "2*3=6": "2*3=6",
		"*across\nlines*": "*across\nlines*", "**": "**",
	} {
		assert.Equal(t, want, script.Plain(text), text)
	}
	assert.Equal(t, []script.Span{{Text: "a ", Underline: true}, {Text: "b", Italic: true, Underline: true}, {Text: " c", Underline: true}}, script.Spans("_a *b* c_"))
}
