package strict_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/internal/testkit"
)

func compiled(t testing.TB) *jsonschema.Schema {
	t.Helper()
	b, err := strict.Schema(reflect.TypeFor[folder](), "Dossier")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("folder.json", doc))
	s, err := c.Compile("folder.json")
	require.NoError(t, err)
	return s
}

func validate(s *jsonschema.Schema, text string) error {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

func TestSchema(t *testing.T) {
	b, err := strict.Schema(reflect.TypeFor[folder](), "Dossier")
	require.NoError(t, err)
	testkit.Golden(t, "schema.json", string(b))
}

// The schema refuses what Decode refuses, but for what a schema cannot say.
func TestSchemaRefuses(t *testing.T) {
	beyond := map[string]bool{
		"twice": true, "twice in a map": true, "map of ints": true, "map of dates": true, "no hour": true, "base 64": true, "whole with a point": true,
		"huge exponent": true, "large exponent": true, "digits": true, "zero read as unset": true, "percentage": true, "free number": true, "half a pair": true,
	}
	s := compiled(t)
	for _, c := range faults {
		if err := validate(s, firm(c.text)); !beyond[c.name] {
			assert.Error(t, err, c.name)
		}
	}
	assert.NoError(t, validate(s, firm(one(`"status": "auteur", "rate": "12.50", "number": 2, "extra": null, "start": "2027-05-03", "call": "7:30", "law": 0`))))
	assert.NoError(t, validate(s, `{"title": "", "budget": {"lines": null}, "timeline": {"shoot_start": ""}}`))
}
