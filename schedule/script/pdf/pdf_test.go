package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// sample reads the screenplay of the sample film.
func sample(t testing.TB) script.Script {
	t.Helper()
	f, err := os.Open(filepath.Join(testkit.Root(), "film", "sample", "le-dernier-bac.fountain"))
	require.NoError(t, err)
	defer f.Close()
	s, err := script.Parse(f, script.Settings{French: true})
	require.NoError(t, err)
	return s
}

func parse(t testing.TB, file []byte) script.Script {
	t.Helper()
	s, err := pdf.Parse(bytes.NewReader(file), script.Settings{Name: "film.pdf"})
	require.NoError(t, err)
	return s
}

// same compares the elements of a twin and of a PDF, and says where they part.
func same(t *testing.T, want, got []string) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			lo, hi := max(i-3, 0), i+4
			require.Equal(t, want[lo:min(hi, len(want))], got[lo:min(hi, len(got))], "element %d of %d", i, len(want))
		}
	}
	assert.Len(t, got, len(want))
}

// The screenplay of the sample film, printed in each way and each layout, gives its elements back.
func TestPrinted(t *testing.T) {
	twin := sample(t)
	whole := twin.Elements
	twin.Elements = whole[:700]
	want := printed(twin.Elements)
	styles := map[string]style{
		"plain": {}, "numbers": {numbers: "both"}, "left numbers": {numbers: "left"}, "inside": {numbers: "inside"},
		"suite": {numbers: "both", more: true, going: true}, "stars": {numbers: "both", stars: 3}, "watermark": {watermark: "COPIE DE JEAN"},
		"flat": {flat: "CONFIDENTIEL"}, "head": {head: "LE DERNIER BAC – version 3"}, "centred": {centred: true}, "level": {level: true},
		"tight": {numbers: "both", tight: true}, "turned": {turn: 90}, "upside down": {turn: 180}, "A4": {width: 595.28, height: 841.89},
	}
	for name, st := range styles {
		t.Run(name, func(t *testing.T) {
			sheets := typeset(twin.Elements, st)
			got := parse(t, testkit.PressPlain.PDF(sheets))
			w := want
			if st.numbers == "" {
				w = unnumbered(twin.Elements)
			}
			same(t, w, printed(got.Elements))
			nothingLost(t, sheets, got)
			lengths(t, twin, got)
		})
	}
	for _, press := range testkit.Presses {
		t.Run("press "+string(press), func(t *testing.T) {
			got := parse(t, press.PDF(typeset(twin.Elements, style{numbers: "both", stars: 7})))
			same(t, want, printed(got.Elements))
		})
	}
	t.Run("whole", func(t *testing.T) {
		twin.Elements = whole
		sheets := typeset(whole, style{numbers: "both", more: true, going: true, head: "LE DERNIER BAC – version 3", stars: 5})
		got := parse(t, testkit.PressMatrix.PDF(sheets))
		same(t, printed(whole), printed(got.Elements))
		nothingLost(t, sheets, got)
		lengths(t, twin, got)
	})
}

func unnumbered(es []script.Element) []string {
	bare := append([]script.Element(nil), es...)
	for i := range bare {
		bare[i].Number = ""
	}
	return printed(bare)
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	return b
}

// nothingLost sees that every printed word is in an element, as often as it was printed, or named in the report.
func nothingLost(t *testing.T, sheets []testkit.Sheet, s script.Script) {
	t.Helper()
	bag := map[string]int{}
	add := func(text string, n int) {
		for w := range strings.FieldsSeq(text) {
			bag[w] += n
		}
	}
	for _, sheet := range sheets {
		for _, ink := range sheet.Ink {
			add(ink.Text, 1)
		}
	}
	for _, e := range s.Elements {
		add(e.Text, -1)
		add(e.Number, -1)
	}
	for _, e := range s.TitlePage {
		add(e.Value, -1)
	}
	named := strings.Builder{}
	for _, i := range s.Issues {
		named.WriteString(counted(i.Message) + " ")
	}
	report := named.String()
	for w, n := range bag {
		if n > 0 && !strings.Contains(report, strings.TrimRight(w, ".")) {
			t.Errorf("%q was printed %d times more than it is read, and the report does not name it", w, n)
		}
	}
}

var series = regexp.MustCompile("«\u00a0([0-9]+)\\.?\u00a0» à «\u00a0([0-9]+)")

// counted writes out the numbers of a message that says « 2. » à « 118. ».
func counted(message string) string {
	for _, m := range series.FindAllStringSubmatch(message, -1) {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		for n := from; n <= to; n++ {
			message += fmt.Sprintf(" %d.", n)
		}
	}
	return message
}

// lengths compares the measured length of each scene with the estimate from its lines.
func lengths(t *testing.T, twin, got script.Script) {
	t.Helper()
	estimate := estimates(twin)
	k, sum := 0, 0
	for _, e := range got.Elements {
		if e.Kind == script.Heading {
			require.NotNil(t, e.Scene)
			assert.InDelta(t, estimate[k], e.Scene.Eighths, 1.5, "scene %d: %s", k+1, e.Text)
			sum += e.Scene.Eighths
			k++
		}
	}
	pages := got.Elements[len(got.Elements)-1].Line / 1000
	assert.InDelta(t, 8*pages, sum, 8, "the scenes add up to the pages")
}

// estimates gives the length of each scene in eighths, from the lines it takes on a page of script.PageLines.
func estimates(s script.Script) []float64 {
	var out []float64
	for i := range s.Elements {
		e := &s.Elements[i]
		if e.Kind == script.Heading {
			out = append(out, 0)
		}
		if n := len(out); n > 0 {
			out[n-1] += 8 * float64(e.PrintedLines()) / script.PageLines
		}
	}
	return out
}
