// Package strict is the one reader of the JSON files that people write: it refuses what encoding/json lets pass in silence,
// and says all faults of a file at once, in French, with the line, the key, the value and the nearest accepted values.
//
// The data go one way: bytes → text (decode.go: encoding) → tree of values with their places (parse.go) → the tree is walked
// beside the Go type (walk.go) → only a tree without a fault is handed to encoding/json. So whatever the reader accepts,
// encoding/json reads to the same value, and a refused file changes nothing.
//
// A type whose values are all known says so by moteur.Closed, a plain text with few values by the tag accepts:"line,total" of its
// field; the reader, the JSON Schema (schema.go) and the lists printed for users (keys.go) all ask that one list. A text that holds
// the code of a country or of a language carries code:"country" or code:"language".
//
// A field that reads zero as "not given" carries the tag unset:"…" with the value it then stands for: a zero written in the
// file would be read as something else, and is refused. A rate or share written as a fraction of 1 carries fraction:"1": more than
// 1 is refused.
package strict
