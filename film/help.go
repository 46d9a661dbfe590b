package film

import (
	"bytes"
	"fmt"
	"io"
	"reflect"

	"github.com/moteur-film/moteur/internal/strict"
)

// WriteHelp prints, in French, what a key of film.json may hold: its kind of value and, for a closed list, every accepted word. The
// key is a path ("budget.lines.status") or its end ("status"); "clés" prints all keys. An unknown key is an error that names the
// nearest.
func WriteHelp(w io.Writer, key string) error {
	t := reflect.TypeFor[Folder]()
	keys := strict.Keys(t)
	if key != "clés" && key != "cles" {
		found, wrong := strict.Find(t, key)
		if err := wrong.Err(); err != nil {
			return err
		}
		keys = found
	}
	var b bytes.Buffer
	for _, k := range keys {
		fmt.Fprintf(&b, "%s : %s", k.Path, k.Holds)
		if k.Unset != "" {
			fmt.Fprintf(&b, " ; absente, elle vaut %s", k.Unset)
		}
		fmt.Fprintln(&b)
		for _, v := range k.Values {
			fmt.Fprintf(&b, "    %s\n", v)
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// WriteSchema writes the JSON Schema of film.json, for editors that check and complete it while it is written.
func WriteSchema(w io.Writer) error {
	b, err := strict.Schema(reflect.TypeFor[Folder](), "film.json")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
