package uss

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"
)

// Write writes a schedule file to the letter of the standard: every key present, null when empty, each identifier once,
// dates in Z, and the foreign keys it was read with. Same input, same bytes.
func Write(w io.Writer, u File) error {
	body, err := u.MarshalJSON()
	if err != nil {
		return fmt.Errorf("uss : %w", err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, fmt.Appendf(nil, `{"universalScheduleStandard":%s}`, body), "", "  "); err != nil {
		return fmt.Errorf("uss : %w", err)
	}
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return err
}

// MarshalJSON writes the object under universalScheduleStandard.
func (u File) MarshalJSON() ([]byte, error) {
	type plain File
	u = u.strict()
	return splice(plain(u), u.Foreign)
}

// UnmarshalJSON reads what MarshalJSON writes; what is doubtful is repaired as Read does, without a report.
func (u *File) UnmarshalJSON(b []byte) error {
	r := reader{}
	out, err := r.schedule(b)
	if err != nil {
		return err
	}
	*u = out
	return nil
}

// MarshalJSON writes a strip.
func (b Strip) MarshalJSON() ([]byte, error) {
	type plain Strip
	return splice(plain(b), b.Foreign)
}

// MarshalJSON writes a category.
func (c ElementCategory) MarshalJSON() ([]byte, error) {
	type plain ElementCategory
	return splice(plain(c), c.Foreign)
}

// MarshalJSON writes an element.
func (e Element) MarshalJSON() ([]byte, error) {
	type plain Element
	return splice(plain(e), e.Foreign)
}

// MarshalJSON writes a stripboard.
func (s Stripboard) MarshalJSON() ([]byte, error) {
	type plain Stripboard
	return splice(plain(s), s.Foreign)
}

// MarshalJSON writes a board: a list of strips, or one list a day.
func (b Board) MarshalJSON() ([]byte, error) {
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
func (c Calendar) MarshalJSON() ([]byte, error) {
	type plain Calendar
	return splice(plain(c), c.Foreign)
}

// MarshalJSON writes an event.
func (e Event) MarshalJSON() ([]byte, error) {
	type plain Event
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
func (u File) strict() File {
	ids := u.identifiers()
	u.Breakdowns = mapped(u.Breakdowns, func(b Strip) Strip {
		b.Elements = filled(b.Elements)
		b.Created = cmp.Or(b.Created, u.Created)
		if b.Type != "banner" {
			b.Type = "scene"
		}
		return b
	})
	u.Categories = mapped(u.Categories, func(c ElementCategory) ElementCategory {
		c.Created = cmp.Or(c.Created, u.Created)
		return c
	})
	u.Elements = mapped(u.Elements, func(e Element) Element {
		e.DaysOff, e.Linked = filled(e.DaysOff), filled(e.Linked)
		e.Created = cmp.Or(e.Created, u.Created)
		e.Events = ids.events("event"+e.ID, e.Events)
		return e
	})
	u.Stripboards = mapped(u.Stripboards, func(s Stripboard) Stripboard {
		s.Boards = filled(s.Boards)
		return s
	})
	u.Calendars = mapped(u.Calendars, func(c Calendar) Calendar {
		c.DaysOff = filled(c.DaysOff)
		c.Events = ids.events("event"+c.ID, c.Events)
		return c
	})
	if u.ID == "" {
		u.ID = ID("schedule", u.Name)
	}
	u.Version = cmp.Or(u.Version, "1.0.0")
	return u
}

// identifiers are those taken in a file.
type identifiers map[string]bool

// identifiers gathers those of strips, categories and elements.
func (u File) identifiers() identifiers {
	ids := identifiers{}
	for _, b := range u.Breakdowns {
		ids[b.ID] = true
	}
	for _, c := range u.Categories {
		ids[c.ID] = true
	}
	for _, e := range u.Elements {
		ids[e.ID] = true
	}
	return ids
}

// events gives each event a type and an identifier of its own.
func (ids identifiers) events(kind string, in []Event) []Event {
	out := make([]Event, len(in))
	for i, e := range in {
		e.Type = cmp.Or(e.Type, "event")
		for try := 0; e.ID == "" || ids[e.ID]; try++ {
			e.ID = ID(kind, fmt.Sprintf("%s#%d#%d", e.ID, i, try))
		}
		ids[e.ID] = true
		out[i] = e
	}
	return out
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

// ID makes an identifier of 24 hexadecimal digits from what it names: the same thing keeps the same identifier.
func ID(kind, name string) string {
	h := fnv.New128a()
	fmt.Fprintf(h, "%s\x00%s", kind, name)
	return fmt.Sprintf("%x", h.Sum(nil))[:24]
}
