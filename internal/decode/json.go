package decode

import (
	"encoding/json"
	"errors"
	"fmt"
)

const maxNesting = 200 // levels of JSON read

// JSON reads into v what another program wrote as JSON: as encoding/json does, the keys that v does not have are passed over.
// More than 200 levels of nesting are refused before anything is built. place is where a fault stands: the name of the file, with
// the line when the text is not JSON. Files that people write are read by internal/strict.
func JSON(text, name string, v any) (place string, err error) {
	if err := nesting(text); err != nil {
		return name, err
	}
	err = json.Unmarshal([]byte(text), v)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return Place(name, Line(text, int(syntax.Offset))), err
	}
	return name, err
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
