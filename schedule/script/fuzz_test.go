package script_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// The readers are fuzzed one at a time, ten minutes each:
//
//	go test -run '^$' -fuzz FuzzFountain -fuzztime 10m -fuzzminimizetime 1x ./schedule/script
//
// Seeds are short on purpose: the corpus stays small.

// check looks at what must hold for any text.
func check(t *testing.T, s script.Script) {
	t.Helper()
	for i := range s.Elements {
		e := &s.Elements[i]
		for _, m := range e.Marks {
			require.LessOrEqual(t, m.At, len(e.Text))
			require.GreaterOrEqual(t, m.At, 0)
		}
		e.Slugline()
		e.Voice(s.French)
		require.GreaterOrEqual(t, e.PrintedLines(), 0)
	}
}

const sample = `Titre: Le Phare

INT. PHARE - CUISINE - JOUR

Élise pose un couteau sur la table.

ÉLISE
Tu rentres quand ?

SÉQ. 2 BIS - EXTÉRIEUR PORT - NUIT

Marc attend. Une dizaine de pêcheurs passent.

MARC (Voix off)
Demain.

FONDU AU NOIR
`

func FuzzFountain(f *testing.F) {
	for _, seed := range []string{sample, "INT. A - DAY #1#\n\nBOB ^\n(x)\n~la\n  \nHi [[n\n  \nm]] /* b */\n", "Title:\n\tA\n\n.X\n\n> a <\n\n===\n# S\n= y\n@b\n!c\n", "a /* b", "[[ a", "a[ [[n]] b\n", "x\n\n!!!\n", "\xff\xfe\x00\x01",
		"S\u00c9Q. 12 BIS - INT. X - JOUR\r\rFONDU AU NOIR\r\n\r\n#3# EXT. Y\r\n", "**INT. X - DAY**\n\nMARIE (8 ans) et 3 clients.\n"} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(3))
	}
	f.Fuzz(func(t *testing.T, data []byte, mode uint8) {
		opt := script.Settings{French: mode&1 != 0, Markdown: mode&4 != 0, MaxBytes: 1 << 16}
		s, err := script.Parse(bytes.NewReader(data), opt)
		if err != nil {
			require.ErrorIs(t, err, script.ErrTooLarge)
			return
		}
		last := 0
		for _, e := range s.Elements {
			require.True(t, utf8.ValidString(e.Text))
			require.GreaterOrEqual(t, e.Line, last)
			last = e.Line
		}
		check(t, s)
		script.DetectFrench(string(data))
		// What was read, written and read again is the same.
		var one bytes.Buffer
		_, err = script.WriteFountain(&one, s)
		require.NoError(t, err)
		opt.Markdown = false
		back := script.ParseText(one.String(), opt)
		require.Equal(t, bare(s).Elements, bare(back).Elements, "%q", one.String())
		var fdx bytes.Buffer
		_, err = script.WriteFDX(&fdx, s)
		require.NoError(t, err)
		_, err = script.ParseFDX(&fdx, script.Settings{})
		require.NoError(t, err)
	})
}

func FuzzFDX(f *testing.F) {
	f.Add([]byte(fdxSample))
	f.Add([]byte("<FinalDraft><Content><Paragraph Type='Action'><Text Style='Bold'>a *b_</Text></Paragraph></Content></FinalDraft>"))
	f.Add([]byte("<?xml version='1.0' encoding='iso-8859-1'?><FinalDraft><TitlePage><Content><Paragraph><Text>\xe9</Text></Paragraph></Content></TitlePage><Content/></FinalDraft>"))
	f.Add([]byte("<FinalDraft><Content><Paragraph Type='Scene Heading' Number='3'><Text TagNumber='1'>3 INT. &nbsp;& A 3</Text><OmittedScene/></Paragraph>x</Content><TagData><Tags><Tag/></Tags></TagData></FinalDraft>"))
	f.Add([]byte("<FinalDraft><Content><Paragraph Type='Action'><Text T·5='1' a='' a:b='2'>x</Text></Paragraph></Content></FinalDraft>"))
	f.Add([]byte(strange))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := script.ParseFDX(bytes.NewReader(data), script.Settings{MaxBytes: 1 << 16})
		if err != nil {
			return
		}
		check(t, s)
		var b bytes.Buffer
		_, err = script.WriteFDX(&b, s)
		require.NoError(t, err)
		back, err := script.ParseFDX(bytes.NewReader(b.Bytes()), script.Settings{})
		require.NoError(t, err, b.String())
		require.Equal(t, bare(s).Elements, bare(back).Elements, b.String())
	})
}

func FuzzHeading(f *testing.F) {
	for _, s := range []string{"INT. / EXT. VOITURE - JOUR (Crépuscule) #12 BIS# x", "SÉQ. 3A – EXTÉRIEUR/INT. X. NUIT", "I./E. a - b - DAY - LATER", "(((", "INT", "#"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		script.ParseHeading(s)
		script.LightOf(s)
		script.PlaceOf(s)
		script.ParseEighths(s)
		for _, sp := range script.Spans(s) {
			require.NotEmpty(t, sp.Text)
		}
	})
}

// Hostile inputs end quickly: what would be quadratic in a naive reader is not.
func TestHostileInputs(t *testing.T) {
	for name, text := range testkit.Hostile() {
		t.Run(name, func(t *testing.T) {
			for _, set := range []script.Settings{{}, {French: true, Markdown: true}} {
				s, err := script.Parse(strings.NewReader(text), set)
				require.NoError(t, err)
				check(t, s)
				_, err = script.WriteFountain(io.Discard, s)
				require.NoError(t, err)
			}
			script.DetectFrench(text)
			_, err := script.ParseFDX(strings.NewReader(text), script.Settings{})
			require.Error(t, err)
		})
	}
}
