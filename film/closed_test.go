package film_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/breakdown/reading"
	"github.com/moteur-film/moteur/schedule/labour"
)

// nested wraps a value in the objects and lists of a path of keys ("budget.lines[].status"): the value stands on line 2.
func nested(path, value string) string {
	before, after := "", ""
	for i, key := range strings.Split(path, ".") {
		name, brackets := strings.TrimRight(key, "[]"), strings.Count(key, "[]")
		if name == "*" {
			name = "clé"
		}
		line := ""
		if i == strings.Count(path, ".") {
			line = "\n"
		}
		before += "{" + line + fmt.Sprintf("%q: ", name) + strings.Repeat("[", brackets)
		after = strings.Repeat("]", brackets) + "}" + after
	}
	return before + value + after
}

// here is the path as the reader says it.
func here(path string) string { return strings.NewReplacer("[]", "[0]", "*", "clé").Replace(path) }

// Each key with a closed list, set to a word outside it, gives a fault that names file, line, key, value and a near value.
func TestEveryListRefuses(t *testing.T) {
	typ, lists := reflect.TypeFor[film.Folder](), 0
	for _, k := range strict.Keys(typ) {
		if len(k.Values) == 0 {
			continue
		}
		lists++
		near := k.Values[len(k.Values)/2]
		wrong := near.Code + "x"
		text, path := nested(k.Path, fmt.Sprintf("%q", wrong)), here(k.Path)
		if k.Holds == "un nombre entier" {
			wrong = near.Code + "9"
			text = nested(k.Path, wrong)
		}
		if k.Holds == "un objet { … }" { // the list is that of the keys of an object
			text, path = nested(k.Path, fmt.Sprintf("{%q: null}", wrong)), path+"."+wrong
		}
		var f film.Folder
		rep := strict.Decode("film.json", []byte(text), &f)
		require.NotEmpty(t, rep.Issues, "%s = %s passes", k.Path, wrong)
		got := rep.Issues[0]
		assert.Equal(t, "film.json:2 "+path, got.Path)
		assert.Equal(t, moteur.Error, got.Severity)
		assert.Contains(t, got.Message, wrong)
		assert.Contains(t, got.Message, near.Code, "the nearest value")
	}
	assert.Greater(t, lists, 25, "the walk saw the folder")
}

// Each key that holds the code of a country or a language refuses what is none, through Open.
func TestEveryCodeRefuses(t *testing.T) {
	codes := 0
	for _, k := range strict.Keys(reflect.TypeFor[film.Folder]()) {
		if !strings.HasPrefix(k.Holds, "un code") {
			continue
		}
		codes++
		_, err := film.Open(fstest.MapFS{"film.json": {Data: []byte(nested(k.Path, `"Franse"`))}})
		require.Error(t, err, k.Path)
		assert.Contains(t, err.Error(), "film.json:2 "+here(k.Path))
		assert.Contains(t, err.Error(), "Franse")
	}
	assert.Greater(t, codes, 15, "the walk saw the folder")
}

// A type of text with a name of its own is a closed list that declares its values, or reads its own text.
func TestNamedTextsAreClosed(t *testing.T) {
	closed := reflect.TypeFor[moteur.Closed]()
	text := reflect.TypeFor[interface{ UnmarshalText([]byte) error }]()
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(typ reflect.Type) {
		if seen[typ] || typ == reflect.TypeFor[decimal.Decimal]() || reflect.PointerTo(typ).Implements(text) {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(typ.Elem())
		case reflect.Map:
			walk(typ.Key())
			walk(typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				f := typ.Field(i)
				if f.Tag.Get("json") == "-" || !f.IsExported() {
					continue
				}
				if f.Tag.Get("unset") != "" {
					assert.Contains(t, f.Tag.Get("json"), ",omit", "%s.%s: a zero written back would be refused", typ, f.Name)
				}
				walk(f.Type)
			}
		default:
			if strings.HasPrefix(typ.PkgPath(), "github.com/moteur-film/moteur") && typ != reflect.TypeFor[breakdown.Category]() { // a caller has others
				assert.True(t, typ.Implements(closed), "%s declares no list", typ)
			}
		}
	}
	for _, root := range []reflect.Type{
		reflect.TypeFor[film.Folder](), reflect.TypeFor[breakdown.Breakdown](), reflect.TypeFor[reading.Watch](), reflect.TypeFor[reading.Writing](),
		reflect.TypeFor[breakdown.Lexicon](),
		reflect.TypeFor[hiring.Input](), reflect.TypeFor[labour.Day](), reflect.TypeFor[callsheet.Input](), reflect.TypeFor[schedule.Problem](),
		reflect.TypeFor[schedule.Plan](), reflect.TypeFor[distribution.Release](), reflect.TypeFor[budget.Budget](),
	} {
		walk(root)
	}
}

// The sample film fits the schema of its folder, and a folder written back is read the same.
func TestSchemaOfFolder(t *testing.T) {
	b, err := strict.Schema(reflect.TypeFor[film.Folder](), "Dossier d'un film")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("film.schema.json", doc))
	schema, err := c.Compile("film.schema.json")
	require.NoError(t, err)
	sample, err := fs.ReadFile(film.Sample(), "film.json")
	require.NoError(t, err)
	var f film.Folder
	require.Empty(t, strict.Decode("film.json", sample, &f).Issues)
	back, err := json.Marshal(f)
	require.NoError(t, err)
	for name, text := range map[string][]byte{"sample": sample, "written back": back} {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		require.NoError(t, err)
		require.NoError(t, schema.Validate(v), name)
	}
	var again film.Folder
	require.Empty(t, strict.Decode("film.json", back, &again).Issues)
	twice, err := json.Marshal(again)
	require.NoError(t, err)
	assert.Equal(t, string(back), string(twice))
}
