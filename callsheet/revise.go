package callsheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Change is a changement from one version of a sheet to the next.
type Change struct {
	What   string `json:"what"` // "PAT", "Anna : HMC", "ordre des séquences"
	Before string `json:"before"`
	After  string `json:"after"`
	// Roles must read again; empty means everybody.
	Roles []string `json:"roles,omitempty"`
}

// Revise computes the sheet again and makes it the next version: the written part of the old one is kept as it is, the
// changes are listed, and the old version is not touched.
func Revise(old Sheet, in Input, day int, reason string, issued labour.Moment) (Sheet, []Change, error) {
	in.Written = old.Written
	s, err := Make(in, day)
	if err != nil {
		return Sheet{}, nil, err
	}
	s.Version, s.Reason, s.Issued = old.Version+1, reason, issued
	return s, Changes(old, s), nil
}

// Changes lists what a reader of the old version must learn: hours, order and content of the scenes, calls of each
// performer, extras and departments.
func Changes(old, s Sheet) []Change {
	var out []Change
	add := func(what, before, after string, roles ...string) {
		if before != after {
			out = append(out, Change{What: what, Before: before, After: after, Roles: roles})
		}
	}
	hour := func(sheet Sheet, c labour.Clock) string { return c.Label(sheet.Date) }
	add("Date", fr.LongDate(old.Date), fr.LongDate(s.Date))
	add("Convocation", hour(old, old.Call), hour(s, s.Call))
	add("PAT", hour(old, old.Ready), hour(s, s.Ready))
	add("Repas", hour(old, old.Meal), hour(s, s.Meal))
	add("Fin prévue", hour(old, old.Wrap), hour(s, s.Wrap))
	add("Ordre des séquences", sceneList(old), sceneList(s))
	add("Lieux", placeList(old), placeList(s))
	for _, c := range old.Cast {
		n := slices.IndexFunc(s.Cast, func(x CastCall) bool { return x.Plays(c.Role) || c.Plays(x.Role) })
		if n < 0 {
			add(c.Characters(), "convoqué", "décommandé", c.Role)
			continue
		}
		add(c.Characters(), callLine(old, c), callLine(s, s.Cast[n]), c.Role)
	}
	for _, c := range s.Cast {
		if !slices.ContainsFunc(old.Cast, func(x CastCall) bool { return x.Plays(c.Role) || c.Plays(x.Role) }) {
			add(c.Characters(), "non convoqué", callLine(s, c), c.Role)
		}
	}
	add("Figuration", extraList(old), extraList(s))
	add("Départements", crewList(old), crewList(s))
	return out
}

func sceneList(s Sheet) string {
	names := make([]string, len(s.Scenes))
	for i, x := range s.Scenes {
		names[i] = x.Name()
	}
	return strings.Join(names, ", ")
}

func placeList(s Sheet) string {
	names := make([]string, len(s.Places))
	for i, x := range s.Places {
		names[i] = x.Name
	}
	return strings.Join(names, ", ")
}

func callLine(s Sheet, c CastCall) string {
	if c.Status == HoldsCall {
		return "en attente"
	}
	t := fmt.Sprintf("HMC %s, PAT %s, fin %s", c.Prep.Label(s.Date), c.Ready.Label(s.Date), c.Out.Label(s.Date))
	if c.Pickup.Known() {
		t = "départ " + c.Pickup.Label(s.Date) + ", " + t
	}
	return t
}

func extraList(s Sheet) string {
	var parts []string
	for _, e := range s.Extras {
		parts = append(parts, fmt.Sprintf("%d %s %s", e.Count, e.Kind, e.Call.Label(s.Date)))
	}
	return strings.Join(parts, ", ")
}

func crewList(s Sheet) string {
	var parts []string
	for _, c := range s.Crew {
		parts = append(parts, c.Department+" "+c.Call.Label(s.Date))
	}
	return strings.Join(parts, ", ")
}

func join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
