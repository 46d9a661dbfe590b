package breakdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"
)

// WriteUSS writes a schedule file to the letter of the standard: every key present, null when empty, each identifier once,
// dates in Z, and the foreign keys it was read with. Same input, same bytes.
func WriteUSS(w io.Writer, u USS) error {
	body, err := u.MarshalJSON()
	if err != nil {
		return fmt.Errorf("breakdown: USS : %w", err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, fmt.Appendf(nil, `{"universalScheduleStandard":%s}`, body), "", "  "); err != nil {
		return fmt.Errorf("breakdown: USS : %w", err)
	}
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return err
}

// MarshalJSON writes the object under universalScheduleStandard.
func (u USS) MarshalJSON() ([]byte, error) {
	type plain USS
	u = u.strict()
	return splice(plain(u), u.Foreign)
}

// UnmarshalJSON reads what MarshalJSON writes; what is doubtful is repaired as ReadUSS does, without a report.
func (u *USS) UnmarshalJSON(b []byte) error {
	r := ussReader{}
	out, err := r.schedule(b)
	if err != nil {
		return err
	}
	*u = out
	return nil
}

// MarshalJSON writes a strip.
func (b USSBreakdown) MarshalJSON() ([]byte, error) {
	type plain USSBreakdown
	return splice(plain(b), b.Foreign)
}

// MarshalJSON writes a category.
func (c USSCategory) MarshalJSON() ([]byte, error) {
	type plain USSCategory
	return splice(plain(c), c.Foreign)
}

// MarshalJSON writes an element.
func (e USSElement) MarshalJSON() ([]byte, error) {
	type plain USSElement
	return splice(plain(e), e.Foreign)
}

// MarshalJSON writes a stripboard.
func (s USSStripboard) MarshalJSON() ([]byte, error) {
	type plain USSStripboard
	return splice(plain(s), s.Foreign)
}

// MarshalJSON writes a board: a list of strips, or one list a day.
func (b USSBoard) MarshalJSON() ([]byte, error) {
	var ids any = b.Days
	if b.Flat {
		ids = slices.Concat(b.Days...)
	}
	if len(b.Days) == 0 {
		ids = []string{}
	}
	return splice(struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		IDs  any    `json:"breakdownIds"`
	}{b.ID, b.Name, ids}, b.Foreign)
}

// MarshalJSON writes a calendar.
func (c USSCalendar) MarshalJSON() ([]byte, error) {
	type plain USSCalendar
	return splice(plain(c), c.Foreign)
}

// MarshalJSON writes an event.
func (e USSEvent) MarshalJSON() ([]byte, error) {
	type plain USSEvent
	return splice(plain(e), e.Foreign)
}

// splice writes a struct and adds the foreign keys at its end, sorted.
func splice(v any, foreign Foreign) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil || len(foreign) == 0 {
		return b, err
	}
	b = b[:len(b)-1]
	for _, k := range slices.Sorted(maps.Keys(foreign)) {
		key, err := json.Marshal(k)
		if err != nil {
			return nil, err
		}
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(append(append(b, key...), ':'), foreign[k]...)
	}
	return append(b, '}'), nil
}

// strict returns the schedule as the standard wants it: no missing list, known types, each identifier once.
func (u USS) strict() USS {
	used := map[string]bool{}
	once := func(kind, id string, n int) string {
		for try := 0; id == "" || used[id]; try++ {
			id = ussID(kind, fmt.Sprintf("%s#%d#%d", id, n, try))
		}
		used[id] = true
		return id
	}
	for _, b := range u.Breakdowns {
		used[b.ID] = true
	}
	for _, c := range u.Categories {
		used[c.ID] = true
	}
	events := func(kind string, in []USSEvent) []USSEvent {
		out := make([]USSEvent, len(in))
		for i, e := range in {
			e.ID = once(kind, e.ID, i)
			if e.Type == "" {
				e.Type = "event"
			}
			out[i] = e
		}
		return out
	}
	u.Breakdowns = mapped(u.Breakdowns, func(b USSBreakdown) USSBreakdown {
		b.Elements = filled(b.Elements)
		if b.Type != "banner" {
			b.Type = "scene"
		}
		if b.Created == "" {
			b.Created = u.Created
		}
		return b
	})
	u.Categories = mapped(u.Categories, func(c USSCategory) USSCategory {
		if c.Created == "" {
			c.Created = u.Created
		}
		return c
	})
	u.Elements = mapped(u.Elements, func(e USSElement) USSElement {
		used[e.ID] = true
		e.DaysOff, e.Linked = filled(e.DaysOff), filled(e.Linked)
		if e.Created == "" {
			e.Created = u.Created
		}
		return e
	})
	u.Elements = mapped(u.Elements, func(e USSElement) USSElement {
		e.Events = events("event"+e.ID, e.Events)
		return e
	})
	u.Stripboards = mapped(u.Stripboards, func(s USSStripboard) USSStripboard {
		s.Boards = mapped(s.Boards, func(b USSBoard) USSBoard { return b })
		return s
	})
	u.Calendars = mapped(u.Calendars, func(c USSCalendar) USSCalendar {
		c.DaysOff = filled(c.DaysOff)
		c.Events = events("event"+c.ID, c.Events)
		return c
	})
	if u.ID == "" {
		u.ID = ussID("schedule", u.Name)
	}
	if u.Version == "" {
		u.Version = "1.0.0"
	}
	return u
}

func mapped[T any](in []T, fn func(T) T) []T {
	out := make([]T, len(in))
	for i, v := range in {
		out[i] = fn(v)
	}
	return out
}

func filled[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// ussID makes an identifier of 24 hexadecimal digits from what it names: the same thing keeps the same identifier.
func ussID(kind, name string) string {
	h := fnv.New128a()
	fmt.Fprintf(h, "%s\x00%s", kind, name)
	return fmt.Sprintf("%x", h.Sum(nil))[:24]
}
