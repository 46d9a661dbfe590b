package moteur

// Deadline is an échéance: something to do by a day that a text imposes.
type Deadline struct {
	Rule  string `json:"rule"` // id of the rule, the same everywhere
	Label string `json:"label"`
	// From is the earliest day, when there is one; By is the last good day, unset when the event it hangs on has no date.
	From   Date   `json:"from,omitzero"`
	By     Date   `json:"by,omitzero"`
	Source Source `json:"source"`
}

// Passed tells whether the deadline is over on a date. An undated deadline is not.
func (d Deadline) Passed(on Date) bool { return !d.By.IsZero() && on.After(d.By) }
