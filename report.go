package moteur

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Severity is the gravité of an Issue. Its zero value means nothing and is refused.
type Severity uint8

// The severities: an Error makes a result refused or unlawful, a Warning deserves a look, a Notice informs.
const (
	Error Severity = iota + 1
	Warning
	Notice
)

var severityCodes = [...]string{"", "error", "warning", "notice"}
var severityLabels = [...]string{"", "erreur", "avertissement", "information"}

// String returns the stable code: error, warning or notice.
func (s Severity) String() string {
	if int(s) < len(severityCodes) {
		return severityCodes[s]
	}
	return fmt.Sprintf("severity(%d)", uint8(s))
}

// Label returns the French word.
func (s Severity) Label() string {
	if int(s) < len(severityLabels) {
		return severityLabels[s]
	}
	return s.String()
}

// MarshalText writes the stable code.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the stable code.
func (s *Severity) UnmarshalText(b []byte) error {
	i := slices.Index(severityCodes[:], string(b))
	if i < 0 {
		return fmt.Errorf("gravité inconnue : %q", clip(string(b), 40))
	}
	*s = Severity(i)
	return nil
}

// The rules of the notices on the legal values a result leans on ("à confirmer").
const (
	RuleUnverified = "law/unverified" // the value was not read in its text
	RuleStart      = "law/start"      // the value is applied before the first day it is known to hold
	RuleSeen       = "law/seen"       // values of a table are applied past the last day they were seen in force; once a table
)

// Issue is a constat: one problem found by a check, with its place and its source.
type Issue struct {
	// Path is the place in the data ("accounts[2].lines[0].quantity", "film.fountain:128", "Devis!F12").
	Path     string   `json:"path"`
	Severity Severity `json:"severity"`
	// Rule is a stable identifier: "budget/line-without-unit", "t2.rest.daily".
	Rule string `json:"rule"`
	// Message is one French sentence that names the thing as the user knows it.
	Message string `json:"message"`
	// Source is the text the rule comes from; empty for rules of arithmetic.
	Source Source `json:"source,omitzero"`
}

// String returns "gravité chemin: message [règle]".
func (i Issue) String() string {
	var b strings.Builder
	b.WriteString(i.Severity.Label())
	if i.Path != "" {
		b.WriteString(" " + i.Path)
	}
	fmt.Fprintf(&b, " : %s [%s]", i.Message, i.Rule)
	return b.String()
}

// Report is a rapport de contrôle: all that a check found, in the order it was found.
// The zero value is an empty report, ready for use.
type Report struct {
	Issues []Issue `json:"issues"`
}

// Add appends issues. A notice on a legal value that is already there is not repeated, and those of one table past its last
// day seen become one.
func (r *Report) Add(issues ...Issue) {
	for _, i := range issues {
		switch i.Rule {
		case RuleUnverified, RuleStart:
			r.addOnce(i)
		case RuleSeen:
			r.addSeen(i)
		default:
			r.Issues = append(r.Issues, i)
		}
	}
}

// Errorf appends an error with a formatted French message.
func (r *Report) Errorf(path, rule, format string, args ...any) {
	r.Add(Issue{Path: path, Severity: Error, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// Warnf appends a warning with a formatted French message.
func (r *Report) Warnf(path, rule, format string, args ...any) {
	r.Add(Issue{Path: path, Severity: Warning, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// Notef appends a notice with a formatted French message.
func (r *Report) Notef(path, rule, format string, args ...any) {
	r.Add(Issue{Path: path, Severity: Notice, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// Merge adds the issues of another report, each path placed under prefix. See Add.
func (r *Report) Merge(prefix string, other Report) {
	for _, i := range other.Issues {
		switch {
		case prefix == "":
		case i.Path == "":
			i.Path = prefix
		case strings.HasPrefix(i.Path, "["):
			i.Path = prefix + i.Path
		default:
			i.Path = prefix + "." + i.Path
		}
		r.Add(i)
	}
}

// seenApplied stands before the day or the year a table is applied to, in the notice of a table past its last day seen.
const seenApplied = ", appliquées "

// seenNotice is the notice of a table past its last day seen, with both days when they are of one year, else both years.
func seenNotice(path, table string, seen Date, applied string) Issue {
	from, on := "le "+seen.String(), "au "+applied
	if year := seen.String()[:4]; applied[:4] != year {
		from, on = "en "+year, "à "+applied[:4]
	}
	doubt := "valeurs vues en vigueur le plus tard " + from + seenApplied + on
	return Issue{Path: path, Severity: Notice, Rule: RuleSeen, Source: Source{Text: table, Checked: seen, Note: doubt},
		Message: table + " : " + doubt + " : à confirmer."}
}

// addSeen keeps one notice a table: the oldest day its values were seen in force, the latest they are applied to.
func (r *Report) addSeen(i Issue) {
	for n, have := range r.Issues {
		if have.Rule != RuleSeen || have.Source.Text != i.Source.Text {
			continue
		}
		seen, applied := have.Source.Checked, appliedOf(have)
		if !i.Source.Checked.Before(seen) && appliedOf(i) <= applied {
			return
		}
		if i.Source.Checked.Before(seen) {
			seen = i.Source.Checked
		}
		if applied = max(applied, appliedOf(i)); !seen.IsZero() && len(applied) >= 4 {
			r.Issues = slices.Clone(r.Issues) // another report may share them
			r.Issues[n] = seenNotice(have.Path, i.Source.Text, seen, applied)
		}
		return
	}
	r.Issues = append(r.Issues, i)
}

// appliedOf reads the day or the year that the notice of a table says.
func appliedOf(i Issue) string {
	_, after, _ := strings.Cut(i.Source.Note, seenApplied)
	_, day, _ := strings.Cut(after, " ")
	return day
}

func (r *Report) addOnce(i Issue) {
	for _, have := range r.Issues {
		if have.Rule == i.Rule && have.Message == i.Message {
			return
		}
	}
	r.Issues = append(r.Issues, i)
}

// Of returns the issues of one severity.
func (r Report) Of(s Severity) []Issue {
	return r.where(func(i Issue) bool { return i.Severity == s })
}

// Has tells whether an issue of that rule was found.
func (r Report) Has(rule string) bool {
	return slices.ContainsFunc(r.Issues, func(i Issue) bool { return i.Rule == rule })
}

// Doubt tells whether the issue is a notice on a legal value that remains to be confirmed: not verified, applied before the
// first day it is known to hold, or past the last day it was seen in force.
func (i Issue) Doubt() bool {
	return i.Rule == RuleUnverified || i.Rule == RuleStart || i.Rule == RuleSeen
}

// Doubts returns the notices on legal values that remain to be confirmed ("à confirmer"), of every kind. See Issue.Doubt.
func (r Report) Doubts() []Issue { return r.where(Issue.Doubt) }

// Unverified returns the notices of legal values that were not read in their text.
func (r Report) Unverified() []Issue {
	return r.where(func(i Issue) bool { return i.Rule == RuleUnverified })
}

func (r Report) where(keep func(Issue) bool) []Issue {
	var out []Issue
	for _, i := range r.Issues {
		if keep(i) {
			out = append(out, i)
		}
	}
	return out
}

// Err returns nil unless the report holds at least one Error, else a *ReportError.
func (r Report) Err() error {
	if errs := r.Of(Error); len(errs) > 0 {
		return &ReportError{Issues: errs}
	}
	return nil
}

// ReportError is the error form of a Report: its errors.
type ReportError struct{ Issues []Issue }

// Error returns the first three issues and the count of the others.
func (e *ReportError) Error() string {
	var parts []string
	for n, i := range e.Issues {
		if n == 3 {
			parts = append(parts, fmt.Sprintf("et %d autre(s)", len(e.Issues)-3))
			break
		}
		parts = append(parts, i.String())
	}
	return strings.Join(parts, " ; ")
}

// AsReport returns the Report inside an error, or a report of one Error with the given rule when it holds none.
func AsReport(err error, path, rule string) Report {
	var re *ReportError
	switch {
	case err == nil:
		return Report{}
	case errors.As(err, &re):
		return Report{Issues: slices.Clone(re.Issues)}
	}
	var r Report
	r.Errorf(path, rule, "%s", err)
	return r
}
