package strict

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// The rules of the reader's faults.
const (
	RuleEncoding  = "json/encoding"  // the bytes are not UTF-8
	RuleSyntax    = "json/syntax"    // the text is not JSON
	RuleSize      = "json/size"      // too large, too deep, too many values
	RuleKey       = "json/key"       // a key the type does not have
	RuleDuplicate = "json/duplicate" // a key given twice
	RuleType      = "json/type"      // text where a number is expected, and the like
	RuleValue     = "json/value"     // a value outside a closed list
	RuleFormat    = "json/format"    // a text that is no date, no hour
	RuleNumber    = "json/number"    // a number that is not readable or does not fit
	RuleNull      = "json/null"      // null where a value is expected
	RuleZero      = "json/zero"      // a zero that would be read as "not given"
	RuleRate      = "json/rate"      // a percentage where a fraction of 1 is expected
	RuleOrder     = "json/order"     // a span that ends before it begins
	RuleRefused   = "json/refused"   // encoding/json refuses what the reader accepted
)

// The limits of a file.
const (
	MaxBytes  = 32 << 20 // MaxBytes is the largest file read, in bytes.
	maxDepth  = 100      // lists and objects inside one another
	maxValues = 1 << 20  // values of all kinds
	maxFaults = 50       // faults told
)

// reader gathers the faults of one file.
type reader struct {
	name   string
	report moteur.Report
	full   bool // more faults were found than are told
}

// Decode reads the JSON file of that name into a non-nil pointer. The report holds all faults (at most 50): Path is
// "film.json:128 budget.lines[3].status" ("ligne 128 budget…" without a name), the message a French sentence. With an error in the
// report, into is left as it was.
func Decode(name string, data []byte, into any) moteur.Report {
	r := &reader{name: name}
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		r.fault(0, "", RuleType, "rien à remplir : %T n'est pas un pointeur", into)
		return r.report
	}
	text, root := r.tree(data)
	if root == nil {
		return r.report
	}
	w := walker{reader: r, text: text, lines: newLines(text), shapes: map[reflect.Type]*shape{}, root: v.Type().Elem()}
	w.value(root, w.root, "")
	if r.report.Err() != nil {
		return r.report
	}
	// A value of its own, so that a refusal of encoding/json leaves into untouched.
	fresh := reflect.New(v.Type().Elem())
	fresh.Elem().Set(v.Elem())
	if err := json.Unmarshal(text, fresh.Interface()); err != nil {
		r.fault(0, "", RuleRefused, "illisible (%v)", err)
		return r.report
	}
	v.Elem().Set(fresh.Elem())
	return r.report
}

// Syntax tells the faults of a text that is not JSON, as Decode does, whatever its keys are.
func Syntax(name string, data []byte) moteur.Report {
	r := &reader{name: name}
	r.tree(data)
	return r.report
}

// Read is Decode on a stream of at most MaxBytes.
func Read(name string, from io.Reader, into any) moteur.Report {
	b, err := io.ReadAll(io.LimitReader(from, MaxBytes+1))
	if err != nil {
		r := &reader{name: name}
		r.fault(0, "", RuleSyntax, "illisible (%v)", err)
		return r.report
	}
	return Decode(name, b, into)
}

// tree is the text of the file and its tree, nil when no tree could be made of it.
func (r *reader) tree(data []byte) ([]byte, *node) {
	if len(data) > MaxBytes {
		r.fault(0, "", RuleSize, "plus de %d Mio", MaxBytes>>20)
		return nil, nil
	}
	text := r.text(data)
	if r.report.Err() != nil {
		return nil, nil
	}
	p := parser{reader: r, text: text, lines: newLines(text)}
	root := p.file()
	if p.lost {
		return nil, nil
	}
	return text, root
}

func (r *reader) fault(line int, path, rule, format string, args ...any) {
	r.add(moteur.Error, line, path, rule, fmt.Sprintf(format, args...))
}

func (r *reader) warn(line int, path, rule, format string, args ...any) {
	r.add(moteur.Warning, line, path, rule, fmt.Sprintf(format, args...))
}

// add keeps a fault. The fiftieth is replaced by the word that there are more.
func (r *reader) add(severity moteur.Severity, line int, path, rule, message string) {
	if r.full {
		return
	}
	place := r.name
	switch {
	case line > 0 && r.name == "":
		place = fmt.Sprintf("ligne %d", line)
	case line > 0:
		place = fmt.Sprintf("%s:%d", r.name, line)
	}
	if path != "" {
		place += " " + path
	}
	if len(r.report.Issues) == maxFaults {
		r.full = true
		message = fmt.Sprintf("d'autres fautes suivent à partir de la ligne %d ; corrigez d'abord celles-ci", line)
		r.report.Add(moteur.Issue{Path: r.name, Severity: moteur.Error, Rule: rule, Message: message})
		return
	}
	r.report.Add(moteur.Issue{Path: strings.TrimSpace(place), Severity: severity, Rule: rule, Message: message})
}

// quote shows a value of the file, at most forty characters of it, between French quotes. Spaces around it are told: they cannot be
// seen.
func quote(s string) string {
	around := ""
	if s != "" && strings.TrimSpace(s) != s {
		around = " (espace en trop)"
	}
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if runes := []rune(s); len(runes) > 40 {
		s = string(runes[:40]) + "…"
	}
	return fr.Quote(s) + around
}

// cause is the last sentence of a chain of errors, without the quoted value the reader already says.
func cause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
