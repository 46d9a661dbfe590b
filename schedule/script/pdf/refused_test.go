package pdf_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// short is a screenplay of one page.
func short() []testkit.Sheet {
	return typeset(script.ParseText("INT. CUISINE - JOUR\n\nMarie entre et regarde par la fenêtre.\n\nMARIE\nTu savais.\n", script.Settings{
		French: true}).Elements, style{})
}

// A PDF that cannot be read as a screenplay is refused by name, with what to ask for.
func TestRefused(t *testing.T) {
	good := testkit.PressPlain.PDF(short())
	blank := []testkit.Sheet{{Width: 612, Height: 792}, {Width: 612, Height: 792}, {Width: 612, Height: 792}}
	stamped := make([]testkit.Sheet, 5)
	for i := range stamped {
		stamped[i] = testkit.Sheet{Width: 612, Height: 792, Ink: []testkit.Ink{{X: 90, Y: 780, Size: 9, Text: "copie de JEAN"}}}
	}
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"empty":    {nil, "n'en est pas un"},
		"text":     {[]byte("INT. CUISINE - JOUR\n\nMarie.\n"), "n'en est pas un"},
		"cut":      {good[:60], "n'en est pas un"},
		"scan":     {testkit.PressPlain.PDF(blank), "images (scan)"},
		"stamped":  {testkit.PressPlain.PDF(stamped), "images (scan) : 55 lettre(s) de texte seulement sur 5 pages"},
		"unmapped": {testkit.Unmapped(short()), "polices sans table"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := pdf.Parse(bytes.NewReader(c.file), script.Settings{Name: "film.pdf"})
			require.ErrorIs(t, err, script.ErrFormat)
			assert.ErrorContains(t, err, "film.pdf")
			assert.ErrorContains(t, err, c.says)
			assert.ErrorContains(t, err, "demander")
		})
	}
	_, err := pdf.Parse(bytes.NewReader(good), script.Settings{Name: "film.pdf", MaxBytes: 100})
	assert.ErrorIs(t, err, script.ErrTooLarge)
}

// A page without text among others is named: its scenes are missing.
func TestPagesWithoutText(t *testing.T) {
	full := func() testkit.Sheet { return short()[0] }
	blank := testkit.Sheet{Width: 612, Height: 792}
	stamp := testkit.Sheet{Width: 612, Height: 792, Ink: []testkit.Ink{{X: 90, Y: 780, Size: 9, Text: "lu par A. 2"}}}
	for name, c := range map[string]struct {
		sheets []testkit.Sheet
		says   []string
	}{
		"none":            {[]testkit.Sheet{full(), full()}, nil},
		"one inside":      {[]testkit.Sheet{full(), blank, full()}, []string{"Page 2 sans texte"}},
		"the last":        {[]testkit.Sheet{full(), full(), blank}, []string{"Page 3 sans texte"}},
		"a last word":     {[]testkit.Sheet{full(), full(), stamp}, nil},
		"stamped, at end": {[]testkit.Sheet{full(), full(), full(), stamp, stamp}, []string{"Pages 4 à 5 sans texte"}},
		"in two places": {[]testkit.Sheet{full(), blank, full(), stamp, full(), full()},
			[]string{"Page 2 sans texte", "Page 4 sans texte"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := pdf.Parse(bytes.NewReader(testkit.PressPlain.PDF(c.sheets)), script.Settings{Name: "film.pdf"})
			require.NoError(t, err)
			var said []string
			for _, i := range s.Issues {
				if i.Rule == "script/page-without-text" {
					said = append(said, i.Message[:strings.Index(i.Message, ",")])
				}
			}
			assert.Equal(t, c.says, said)
		})
	}
}

// A PDF with a password is refused; one that anybody may open is read.
func TestPassword(t *testing.T) {
	in := testkit.TempFile(t, "open.pdf", testkit.PressPlain.PDF(short()))
	for _, bits := range []string{"40", "128", "256"} {
		for _, password := range []string{"", "secret"} {
			out := in + bits + password
			testkit.Run(t, "qpdf", "--allow-weak-crypto", "--encrypt", password, "owner", bits, "--", in, out)
			_, err := pdf.Parse(bytes.NewReader(readFile(t, out)), script.Settings{Name: "film.pdf"})
			if password == "" {
				assert.NoError(t, err, bits)
				continue
			}
			require.ErrorIs(t, err, script.ErrFormat)
			assert.ErrorContains(t, err, "mot de passe")
		}
	}
}

// The end of the context stops the reading and is the error.
func TestContext(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	_, err := pdf.ParseContext(ctx, bytes.NewReader(testkit.PressPlain.PDF(short())), script.Settings{})
	assert.ErrorIs(t, err, context.Canceled)
}

// A file made to exhaust its reader (forms that draw each other twice, thirty deep) is refused by name, and the next one is read.
func TestTrap(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the limit of time")
	}
	_, err := pdf.Parse(bytes.NewReader(trap()), script.Settings{Name: "film.pdf"})
	require.ErrorIs(t, err, script.ErrFormat)
	assert.ErrorContains(t, err, "trop lourd ou piégé")
	parse(t, testkit.PressPlain.PDF(short()))
}

// trap makes a PDF of one page whose form draws two forms that draw two forms…
func trap() []byte {
	var bodies []string
	object := func(body string) { bodies = append(bodies, body) }
	const deep = 40
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Count 1/Kids[3 0 R]>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</X 5 0 R>>/Font<</F 4 0 R>>>>/Contents 5 0 R>>")
	object("<</Type/Font/Subtype/Type1/BaseFont/Courier>>")
	for i := range deep {
		draw := "/X Do /X Do"
		if i == deep-1 {
			draw = "BT /F 12 Tf 100 100 Td (a) Tj ET"
		}
		object(fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X %d 0 R>>/Font<</F 4 0 R>>>>/Length %d>>stream\n%s\nendstream",
			len(bodies)+2, len(draw), draw))
	}
	return testkit.Objects(bodies)
}

// Damaged files give an error or a screenplay, never a panic.
func TestDamaged(t *testing.T) {
	good := testkit.PressPlain.PDF(short())
	for i := 0; i < len(good); i += max(len(good)/12, 1) {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x15
		_, _ = pdf.Parse(bytes.NewReader(bad), script.Settings{})
		_, _ = pdf.Parse(strings.NewReader(string(good[:i])), script.Settings{})
	}
}
