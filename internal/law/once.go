package law

import (
	"io/fs"
	"sync"
)

// Rows reads rules/name.json into a table of rows, once.
func Rows[T any](fsys fs.FS, name string) func() (T, error) {
	return sync.OnceValues(func() (table T, err error) { return table, Read(fsys, "rules/"+name+".json", &table) })
}

// Entries loads the table of values rules/name.json, once.
func Entries(fsys fs.FS, name string) func() (Table, error) {
	return sync.OnceValues(func() (Table, error) { return Load(fsys, "rules/"+name+".json") })
}
