package strict_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/strict"
)

// FuzzDecode: no input panics; what the reader accepts as UTF-8, encoding/json reads to the same value, without an unknown key; it fits
// the schema; what is written back is accepted again.
func FuzzDecode(f *testing.F) {
	for _, c := range faults {
		f.Add([]byte(firm(c.text)))
	}
	f.Add([]byte(firm(one(`"status": "auteur", "rate": "12.50", "free": {"a": [1, true, null]}, "sub": {"shares": {"N": {}}}`))))
	schema := compiled(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var got, want folder
		rep := strict.Decode("f.json", data, &got)
		require.False(t, rep.Has(strict.RuleRefused), "%v", rep)
		for _, i := range rep.Issues {
			assert.NotEmpty(t, i.Path)
			assert.NotEmpty(t, i.Message)
			assert.True(t, strings.HasPrefix(i.Path, "f.json"))
		}
		if rep.Err() != nil {
			require.Equal(t, folder{}, got)
			return
		}
		back, err := json.Marshal(got)
		require.NoError(t, err)
		if bytes.HasPrefix(data, []byte("{")) && len(rep.Issues) == 0 && !bytes.ContainsRune(data, 0) {
			d := json.NewDecoder(bytes.NewReader(data))
			d.DisallowUnknownFields()
			require.NoError(t, d.Decode(&want))
			require.Equal(t, want, got)
			require.False(t, d.More())
			require.NoError(t, validate(schema, string(data)), "%s", data)
		}
		var again folder
		require.Empty(t, strict.Decode("f.json", back, &again).Issues, "%s", back)
	})
}

// FuzzKinds does the same on one value of each kind: the tree and encoding/json agree on what a value is.
func FuzzKinds(f *testing.F) {
	for _, s := range []string{`"a"`, `12`, `"12.50"`, `true`, `null`, `[1]`, `{"a":1}`, `"2027-05-03"`, `"\u00e9\ud83d\ude00"`, `-0`, `1e3`} {
		f.Add([]byte(s))
	}
	types := []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[int8](), reflect.TypeFor[uint16](), reflect.TypeFor[float32](), reflect.TypeFor[bool](), reflect.TypeFor[moteur.Date](),
		reflect.TypeFor[any](), reflect.TypeFor[[]string](), reflect.TypeFor[map[string]any](), reflect.TypeFor[json.RawMessage](), reflect.TypeFor[*line](), reflect.TypeFor[[]byte]()}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, typ := range types {
			got, want := reflect.New(typ), reflect.New(typ)
			if rep := strict.Decode("f.json", data, got.Interface()); rep.Has(strict.RuleRefused) {
				require.Fail(t, "encoding/json refused", "%v", rep)
			} else if len(rep.Issues) > 0 || !json.Valid(data) {
				continue
			}
			require.NoError(t, json.Unmarshal(data, want.Interface()), typ)
			require.Equal(t, want.Elem().Interface(), got.Elem().Interface(), typ)
		}
	})
}
