package office_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/office"
)

// writers are the formats that these tests write.
var writers = []struct {
	format string
	write  func(testing.TB, script.Script) []byte
}{{"docx", asWord}, {"odt", asOpen}, {"osf", asOSF}, {"celtx", asCeltx}}

func parse(t testing.TB, b []byte) script.Script {
	t.Helper()
	s, err := office.Parse(bytes.NewReader(b), script.Settings{Name: "film", French: true})
	require.NoError(t, err)
	return s
}

// plain is what twins share of the elements of a screenplay: all but the lines.
func plain(s script.Script) []script.Element {
	var out []script.Element
	for _, e := range s.Elements {
		e.Line, e.Forced = 0, false
		if e.Kind == script.Cue { // shown in capitals
			e.Text, e.Extension = strings.ToUpper(e.Text), strings.ToUpper(e.Extension)
		}
		out = append(out, e)
	}
	return out
}

// same compares two screenplays and shows the first difference.
func same(t testing.TB, want, got script.Script) {
	t.Helper()
	a, b := plain(want), plain(got)
	for i := range min(len(a), len(b)) {
		require.Equal(t, a[i], b[i], "element %d", i)
	}
	require.Len(t, b, len(a))
}

// printed keeps what a page shows of a screenplay.
func printed(s script.Script) script.Script {
	var kept []script.Element
	for _, e := range s.Elements {
		switch e.Kind {
		case script.Section, script.Synopsis, script.Note, script.Boneyard:
			continue
		}
		e.Marks = nil
		kept = append(kept, e)
	}
	s.Elements = kept
	return s
}

// sample is what a page shows of the sample film.
func sample(t testing.TB) script.Script {
	t.Helper()
	path := testkit.Glob(t, filepath.Join(testkit.Root(), "film", "sample"), "*.fountain")[0]
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	s, err := script.Parse(bytes.NewReader(text), script.Settings{French: true})
	require.NoError(t, err)
	return printed(s)
}

// The sample film written in each format gives the same elements: scenes, roles and lengths come from them alone.
func TestTwinsOfTheSampleFilm(t *testing.T) {
	want := sample(t)
	for _, w := range writers {
		t.Run(w.format, func(t *testing.T) {
			got := parse(t, w.write(t, want))
			assert.Equal(t, w.format, got.Format)
			assert.Equal(t, want.Title(), got.Title())
			assert.Equal(t, want.TitleValue("author"), got.TitleValue("author"))
			assert.Empty(t, got.Issues)
			same(t, want, got)
		})
	}
}

// Fade In files give what their Fountain twins give.
func TestFadeInCases(t *testing.T) {
	for _, path := range testkit.Glob(t, testkit.Cases(t, "scripts/fdx"), "*.fadein") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			b, err := os.ReadFile(path)
			require.NoError(t, err)
			got := parse(t, b)
			assert.Equal(t, "fadein", got.Format)
			twin, err := os.ReadFile(strings.TrimSuffix(path, ".fadein") + ".fountain")
			require.NoError(t, err)
			want, err := script.Parse(bytes.NewReader(twin), script.Settings{})
			require.NoError(t, err)
			same(t, want, got)
			for _, e := range want.TitlePage {
				assert.Equal(t, want.TitleValue(e.Key), got.TitleValue(e.Key), e.Key)
			}
		})
	}
}
