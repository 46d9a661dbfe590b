package moteur

import (
	"fmt"
	"strings"
)

// Source is a source légale: the text a value comes from, and how far a human has checked it.
type Source struct {
	// Text names the text and article: "IDCC 3097, titre II, art. 40".
	Text string `json:"text"`
	// Verified tells whether the value was read in that text; a recalled, secondary or derived value is not verified.
	Verified bool `json:"verified"`
	// Checked is the day a human last compared the value with the text; unset when unknown.
	Checked Date `json:"checked,omitzero"`
	// Note says what remains in doubt, or how a derived value was obtained.
	Note string `json:"note,omitempty"`
}

// String returns the text, followed by "(à confirmer)" when the value is not verified.
func (s Source) String() string {
	if s.Verified || s.Text == "" {
		return s.Text
	}
	return s.Text + " (à confirmer)"
}

// Cited is a value taken from a text: the value, the first (and perhaps last) day it holds, the day it was last seen in
// force, and its source.
type Cited[T any] struct {
	// ID names the value in its table: "tax_credit/film.rate".
	ID    string `json:"id"`
	Value T      `json:"value"`
	// From is the first day the value holds; unset for a definition or a usage, which holds on any date.
	From Date `json:"from,omitzero"`
	// FromUnknown tells that the first day is not known: From is then the first day the value is known to hold, unset when none is.
	FromUnknown bool `json:"from_unknown,omitempty"`
	// To is the last day the value holds; unset while no end is known.
	To Date `json:"to,omitzero"`
	// Seen is the last day the value was seen in force.
	Seen Date `json:"seen,omitzero"`
	// On is the day the value was asked for.
	On Date `json:"on,omitzero"`
	// Table is the title of the table the value comes from.
	Table  string `json:"table,omitempty"`
	Source Source `json:"source"`
}

// Use returns the value and says in the report, at the given path, what remains to be confirmed: once a value that is not
// verified or that is applied before the first day it is known to hold, once a table the values applied past the day they
// were last seen in force. Every computation reads its legal values through Use, so that no result leans on a doubt in silence.
func (c Cited[T]) Use(r *Report, path string) T {
	if r == nil {
		return c.Value
	}
	early := c.FromUnknown && c.On.Before(c.From) || c.FromUnknown && c.From.IsZero()
	if !c.Source.Verified || early {
		i := Issue{Path: path, Severity: Notice, Rule: RuleUnverified, Source: c.Source,
			Message: fmt.Sprintf("À confirmer : %s, valeur %v%s (%s).", c.ID, c.Value, c.since(early), c.Source.Text)}
		if early && c.Source.Verified {
			i.Rule = RuleStart
		}
		r.Add(i)
	}
	if c.PastSeen() {
		table := c.Table
		if table == "" {
			table, _, _ = strings.Cut(c.ID, "/")
		}
		r.Add(seenNotice(path, table, c.Seen, c.On.String()))
	}
	return c.Value
}

// PastSeen tells whether the value was asked for a day later than the last one it was seen in force, without a known end.
func (c Cited[T]) PastSeen() bool { return c.To.IsZero() && !c.Seen.IsZero() && c.On.After(c.Seen) }

// since words the start of the value.
func (c Cited[T]) since(early bool) string {
	switch {
	case early && c.From.IsZero():
		return ", début inconnu"
	case early:
		return fmt.Sprintf(" au %s, début inconnu : connue en vigueur le %s", c.On, c.From)
	case c.From.IsZero():
		return ""
	}
	return fmt.Sprintf(" depuis le %s", c.From)
}
