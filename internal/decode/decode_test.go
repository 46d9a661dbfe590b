package decode_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/internal/decode"
)

func TestAll(t *testing.T) {
	b, err := decode.All(strings.NewReader("abcd"), 4)
	require.NoError(t, err)
	assert.Equal(t, "abcd", string(b))
	_, err = decode.All(strings.NewReader("abcde"), 4)
	require.ErrorIs(t, err, decode.ErrTooLarge)
	fault := errors.New("panne")
	_, err = decode.All(iotest.ErrReader(fault), 0)
	require.ErrorIs(t, err, fault)
}

func TestText(t *testing.T) {
	for name, c := range map[string]struct{ in, want, said string }{
		"plain":        {"Été\n", "Été\n", ""},
		"BOM":          {"\uFEFFÉté", "Été", ""},
		"UTF-16":       {"\xff\xfe\xc9\x00t\x00", "Ét", "UTF-16"},
		"UTF-16 BE":    {"\xfe\xff\x00\xc9\x00t", "Ét", "UTF-16"},
		"Windows-1252": {"a\n\x80 \xc9t\xe9", "a\n€ Été", "Windows-1252"},
		"a bad byte":   {"Été là-bas \xff", "Été là-bas \uFFFD", "1 octet(s)"},
		"NUL":          {"a\x00b", "a\uFFFDb", "nuls"},
		"NFD":          {"E\u0301te\u0301", "Été", "NFD"},
	} {
		text, issues := decode.Text([]byte(c.in), "f.txt")
		assert.Equal(t, c.want, text, name)
		if c.said == "" {
			assert.Empty(t, issues, name)
			continue
		}
		require.Len(t, issues, 1, name)
		assert.Contains(t, issues[0].Message, c.said, name)
		assert.Contains(t, issues[0].Path, "f.txt:", name)
	}
}

// A French text in an encoding of an old Macintosh or of DOS is read in it; whatever else stays Windows-1252.
func TestLegacyEncodings(t *testing.T) {
	for _, text := range []string{"INT. CAFÉ - JOUR\n\nElle rêve à Noël, l’été. « Ça va ? »", "INT. CAFÉ - JOUR", "Où est l'hôtel de Zoé ?", "MÈRE\nPère !"} {
		for name, c := range map[string]*charmap.Charmap{"Mac Roman": charmap.Macintosh, "cp850": charmap.CodePage850, "Windows-1252": charmap.Windows1252} {
			b, err := c.NewEncoder().Bytes([]byte(strings.ReplaceAll(text, "’", "'")))
			require.NoError(t, err)
			got, issues := decode.Text(b, "film.fountain")
			assert.Equal(t, strings.ReplaceAll(text, "’", "'"), got, name)
			require.Len(t, issues, 1)
			assert.Contains(t, issues[0].Message, name)
		}
	}
	got, _ := decode.Text([]byte("a \xfe \xa4 \x80"), "")
	assert.Equal(t, "a þ ¤ €", got)
}

// What Windows-1252 holds comes back the same; what it lacks is a question mark.
func TestWindows1252(t *testing.T) {
	const text = "L’été à 3 €, « œuvre » – fin…"
	back, _ := decode.Text(decode.Windows1252(text), "")
	assert.Equal(t, text, back)
	assert.Equal(t, []byte("?"), decode.Windows1252("語"))
}

func TestLines(t *testing.T) {
	assert.Equal(t, 4, decode.Line("a\r\nb\rc\nd", 99))
	assert.Equal(t, "a\nb\nc\nd", decode.UnixLines("a\r\nb\rc\nd"))
	assert.Equal(t, "f:3", decode.Place("f", 3))
	assert.Equal(t, "ligne 3", decode.Place("", 3))
}

func TestObject(t *testing.T) {
	fields, _, err := decode.Object(`{"a": 1}`, "f.json")
	require.NoError(t, err)
	assert.Equal(t, "1", string(fields["a"]))
	_, _, err = decode.Object(`{"a": "`+strings.Repeat("[", 500)+`"}`, "f.json")
	require.NoError(t, err, "brackets in a text nest nothing")
	for _, c := range []struct{ name, text, place, fault string }{
		{"no colon", "{\n\"a\" 1}", "f.json:2 a", "« : » est attendu après la clé « a », trouvé « 1} »"},
		{"more behind the end", "{\"a\": 1}\n{", "f.json:2", "le fichier contient autre chose après la fin de ses données : « { »"},
		{"never closed", "{\"a\": [1,\n2", "f.json:1 a", "« [ » ouvert ici n'est jamais fermé par « ] »"},
		{"empty", "", "f.json:1", "le fichier est vide"},
		{"no object", "[1]", "f.json", "un objet JSON, entre accolades, est attendu"},
		{"too deep", strings.Repeat("[", 201), "f.json", "plus de 200 niveaux imbriqués"},
		{"wrong behind a hundred levels", strings.Repeat("[", 150) + "\nx", "f.json:2", "le texte n'est pas du JSON"},
	} {
		_, place, err := decode.Object(c.text, "f.json")
		require.Error(t, err, c.name)
		assert.Equal(t, c.place, place, c.name)
		assert.Equal(t, c.fault, plain(err.Error()), c.name)
	}
}

// plain has ordinary spaces where French typography puts others.
func plain(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

// Any bytes give valid UTF-8 without NUL, and clean text is left as it is.
func TestTextIsClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, _ := decode.Text(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"), "")
		assert.True(t, strings.ToValidUTF8(text, "") == text && !strings.Contains(text, "\x00"))
		again, issues := decode.Text([]byte(text), "")
		if !bytes.HasPrefix([]byte(text), []byte("\uFEFF")) {
			assert.Equal(t, text, again)
			assert.Empty(t, issues)
		}
	})
}
