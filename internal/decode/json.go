package decode

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/moteur-film/moteur/internal/strict"
)

const maxNesting = 200 // levels of JSON read

// Object reads the JSON object that another program wrote, key by key: what the caller does not ask for is passed over. More than
// 200 levels of nesting are refused before anything is built. The error is a French sentence and place is where it stands: the
// name of the file, with the line when the text is not JSON. Files that people write are read by internal/strict.
func Object(text, name string) (fields map[string]json.RawMessage, place string, err error) {
	if err := nesting(text); err != nil {
		return nil, name, err
	}
	err = json.Unmarshal([]byte(text), &fields)
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return fields, name, nil
	case errors.As(err, &syntax):
		place, err := malformed(text, name, int(syntax.Offset))
		return nil, place, err
	}
	return nil, name, errors.New("un objet JSON, entre accolades, est attendu")
}

// malformed is the first fault of a text that is not JSON, as strict tells it; a fault that strict does not know stands at offset.
func malformed(text, name string, offset int) (place string, err error) {
	for _, i := range strict.Syntax(name, []byte(text)).Issues {
		if i.Rule == strict.RuleSyntax {
			return i.Path, errors.New(i.Message)
		}
	}
	return Place(name, Line(text, offset)), errors.New("le texte n'est pas du JSON")
}

// nesting refuses texts nested too deep before they are read.
func nesting(s string) error {
	depth, in := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case in:
			if c == '\\' {
				i++
			} else if c == '"' {
				in = false
			}
		case c == '"':
			in = true
		case c == '{' || c == '[':
			if depth++; depth > maxNesting {
				return fmt.Errorf("plus de %d niveaux imbriqués", maxNesting)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}
