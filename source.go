package moteur

import "fmt"

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

// Cited is a value taken from a text: the value, the first (and perhaps last) day it holds, and its source.
type Cited[T any] struct {
	// ID names the value in its table: "tax_credit.film.rate".
	ID     string `json:"id"`
	Value  T      `json:"value"`
	From   Date   `json:"from"`
	To     Date   `json:"to,omitzero"`
	Source Source `json:"source"`
}

// Use returns the value and, when it is not verified, says so once in the report ("à confirmer"), at the given path.
// Every computation reads its legal values through Use, so that no result leans on an unverified value in silence.
func (c Cited[T]) Use(r *Report, path string) T {
	if r != nil && !c.Source.Verified {
		r.addOnce(Issue{
			Path: path, Severity: Notice, Rule: RuleUnverified, Source: c.Source,
			Message: fmt.Sprintf("À confirmer : %s, valeur %v depuis le %s (%s).", c.ID, c.Value, c.From, c.Source.Text),
		})
	}
	return c.Value
}
