package uss

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The rules of the issues found while reading a schedule file.
const (
	ruleType   = "uss/type"
	ruleName   = "uss/key"
	ruleLink   = "uss/unknown-reference"
	ruleTwice  = "uss/id-twice"
	ruleLength = "uss/length"
)

const maxBytes = 16 << 20

// Read reads a schedule file. It forgives what published files get wrong (strip for scene, breakdownArrays, doodDayCount, dates
// in +0000, numbers written as text, an identifier used twice) and tells each in the report.
func Read(r io.Reader, name string) (File, moteur.Report, error) {
	b, err := decode.All(r, maxBytes)
	if err != nil {
		return File{}, moteur.Report{}, fmt.Errorf("uss: %w", err)
	}
	text, issues := decode.Text(b, name)
	u := reader{name: name}
	u.rep.Issues = issues
	root, place, err := decode.Object(text, name)
	if err != nil {
		return File{}, u.rep, &script.FormatError{Format: "USS", Place: place, Detail: err.Error()}
	}
	body, ok := root["universalScheduleStandard"]
	if !ok {
		return File{}, u.rep, &script.FormatError{Format: "USS", Place: name, Detail: "la clé universalScheduleStandard manque"}
	}
	out, err := u.schedule(body)
	return out, u.rep, err
}

// reader reads objects key by key, so that a wrong type costs a notice and not the file.
type reader struct {
	name string
	rep  moteur.Report
	// often counts the faults that a file repeats on every object: each is told once, with its number.
	often map[string]*repeated
}

// repeated is a fault met several times: the index of its issue, and the count.
type repeated struct{ at, n int }

// repeat notes a fault that may come on every object.
func (u *reader) repeat(path, rule, message string) {
	if r := u.often[message]; r != nil {
		r.n++
		return
	}
	if u.often == nil {
		u.often = map[string]*repeated{}
	}
	u.often[message] = &repeated{at: len(u.rep.Issues), n: 1}
	u.rep.Notef(path, rule, "%s", message)
}

// tally writes the counts of the repeated faults.
func (u *reader) tally() {
	for _, r := range u.often {
		if r.n > 1 {
			u.rep.Issues[r.at].Message += fmt.Sprintf(" (%d fois)", r.n)
		}
	}
}

func (u *reader) schedule(raw json.RawMessage) (File, error) {
	o := u.object("universalScheduleStandard", raw)
	if o.m == nil {
		return File{}, &script.FormatError{Format: "USS", Place: u.name, Detail: "universalScheduleStandard n'est pas un objet"}
	}
	out := File{
		ID: o.str("id"), Author: o.text("author"), Company: o.text("company"), Created: u.date(o.path, o.str("created")),
		Description: o.text("description"), Episode: o.text("episode"), EpisodeName: o.text("episodeName"), Name: o.str("name"),
		Project: o.text("project"), SchedColor: o.text("schedColor"), SchedDate: u.optDate(&o, "schedDate"),
		ScriptColor: o.text("scriptColor"), ScriptDate: u.optDate(&o, "scriptDate"), Season: o.text("season"),
		Origin: o.str("source"), Version: o.str("ussVersion"), Breakdowns: []Strip{}, Categories: []ElementCategory{},
		Elements: []Element{}, Stripboards: []Stripboard{}, Calendars: []Calendar{},
	}
	for i, raw := range o.list("breakdowns") {
		out.Breakdowns = append(out.Breakdowns, u.breakdown(fmt.Sprintf("breakdowns[%d]", i), raw))
	}
	for i, raw := range o.list("categories") {
		c := u.object(fmt.Sprintf("categories[%d]", i), raw)
		out.Categories = append(out.Categories, ElementCategory{ID: c.str("id"), Created: u.date(c.path, c.str("created")),
			Name: c.str("name"),
			UCID: c.whole("ucid"), Foreign: c.rest()})
	}
	for i, raw := range o.list("elements") {
		out.Elements = append(out.Elements, u.element(fmt.Sprintf("elements[%d]", i), raw))
	}
	for i, raw := range o.list("stripboards") {
		out.Stripboards = append(out.Stripboards, u.stripboard(fmt.Sprintf("stripboards[%d]", i), raw))
	}
	for i, raw := range o.list("calendars") {
		c := u.object(fmt.Sprintf("calendars[%d]", i), raw)
		out.Calendars = append(out.Calendars, Calendar{ID: c.str("id"), DaysOff: c.days("daysOff"), Events: u.events(&c),
			Name: c.str("name"), Foreign: c.rest()})
	}
	out.Foreign = o.rest()
	u.links(&out)
	u.tally()
	return out, nil
}

func (u *reader) breakdown(path string, raw json.RawMessage) Strip {
	o := u.object(path, raw)
	b := Strip{
		ID: o.str("id"), BannerText: o.text("bannerText"), Comments: o.text("comments"),
		Created: u.date(path, o.str("created")), Description: o.text("description"), Elements: o.texts("elements"),
		Pages: o.number("pages"), Scene: o.text("scene"), ScriptPage: o.text("scriptPage"), Duration: o.number("duration"),
		Type: o.str("type"),
	}
	switch b.Type {
	case "scene", "banner":
	case "strip":
		u.repeat(path+".type", ruleName, "Le type «\u00a0strip\u00a0» s'écrit «\u00a0scene\u00a0».")
		b.Type = "scene"
	default:
		u.rep.Warnf(path+".type", ruleType, "Type de bande inconnu : %s.", fr.Clip(b.Type))
		if b.Scene != nil {
			b.Type = "scene"
		} else {
			b.Type = "banner"
		}
	}
	b.Foreign = o.rest()
	return b
}

func (u *reader) element(path string, raw json.RawMessage) Element {
	o := u.object(path, raw)
	o.older("dropDayCount", "doodDayCount")
	e := Element{
		ID: o.str("id"), Category: o.str("category"), Created: u.date(path, o.str("created")), DaysOff: o.days("daysOff"),
		DropDayCount: o.whole("dropDayCount"), ElementID: o.text("elementId"), Events: u.events(&o), IsDood: o.flag("isDood"),
		IsDrop: o.flag("isDrop"), IsHold: o.flag("isHold"), IsIDLock: o.flag("isIdLock"), Linked: o.texts("linkedElements"),
		Name: o.str("name"),
	}
	e.Foreign = o.rest()
	return e
}

func (u *reader) events(o *object) []Event {
	out := []Event{}
	for i, raw := range o.list("events") {
		e := u.object(fmt.Sprintf("%s.events[%d]", o.path, i), raw)
		ev := Event{ID: e.str("id"), Date: u.date(e.path, e.str("date")), Type: e.str("type"), Name: e.text("name")}
		switch ev.Type {
		case "start", "dayOff", "event":
		default:
			u.rep.Warnf(e.path+".type", ruleType, "Type d'événement inconnu : %s.", fr.Clip(ev.Type))
		}
		if ev.Name != nil {
			if n, ok := strings.CutPrefix(*ev.Name, "dood"); ok && n != "" {
				n = strings.ToLower(n[:1]) + n[1:]
				u.rep.Notef(e.path+".name", ruleName, "L'événement %s s'écrit «\u00a0%s\u00a0».", fr.Clip(*ev.Name), fr.Clip(n))
				ev.Name = &n
			}
		}
		ev.Foreign = e.rest()
		out = append(out, ev)
	}
	return out
}

func (u *reader) stripboard(path string, raw json.RawMessage) Stripboard {
	o := u.object(path, raw)
	s := Stripboard{ID: o.str("id"), Calendar: o.text("calendar"), Name: o.str("name"), Boards: []Board{}}
	for i, raw := range o.list("boards") {
		b := u.object(fmt.Sprintf("%s.boards[%d]", path, i), raw)
		b.older("breakdownIds", "breakdownArrays")
		board := Board{ID: b.str("id"), Name: b.str("name")}
		board.Days, board.Flat = u.days(&b)
		board.Foreign = b.rest()
		s.Boards = append(s.Boards, board)
	}
	s.Foreign = o.rest()
	return s
}

// days reads the strips of a board: identifiers, or lists of identifiers, one list a day. A mixed list is read as days.
func (u *reader) days(o *object) (days [][]string, flat bool) {
	items := o.list("breakdownIds")
	var loose []string
	nested := false
	for i, raw := range items {
		var id string
		var day []string
		switch {
		case json.Unmarshal(raw, &id) == nil:
			loose = append(loose, id)
		case json.Unmarshal(raw, &day) == nil:
			nested = true
			if loose != nil {
				days, loose = append(days, loose), nil
			}
			days = append(days, append([]string{}, day...))
		default:
			u.rep.Warnf(fmt.Sprintf("%s.breakdownIds[%d]", o.path, i), ruleType, "Un identifiant ou une liste était attendu : ignoré.")
		}
	}
	if loose != nil {
		days = append(days, loose)
	}
	return days, !nested
}

func (u *reader) optDate(o *object, key string) *string {
	s := o.text(key)
	if s != nil {
		d := u.date(o.path+"."+key, *s)
		return &d
	}
	return nil
}

// date brings a date to the form of the standard when only its zone is written otherwise: +0000 for Z.
func (u *reader) date(path, s string) string {
	if s == "" {
		return s
	}
	if d, ok := strings.CutSuffix(s, "+0000"); ok {
		u.repeat(path, ruleType, "Les dates en +0000 s'écrivent avec Z.")
		return d + "Z"
	}
	if d, ok := strings.CutSuffix(s, "+00:00"); ok {
		return d + "Z"
	}
	return s
}

// links tells the references that lead nowhere and the identifiers used twice.
func (u *reader) links(s *File) {
	seen := map[string]string{}
	note := func(id, path string) {
		if id == "" {
			u.rep.Warnf(path, ruleLink, "Identifiant absent.")
			return
		}
		if first, twice := seen[id]; twice {
			u.rep.Notef(path, ruleTwice, "Identifiant déjà pris par %s.", first)
			return
		}
		seen[id] = path
	}
	categories, elements, strips := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, c := range s.Categories {
		note(c.ID, fmt.Sprintf("categories[%d]", i))
		categories[c.ID] = true
	}
	for i, e := range s.Elements {
		note(e.ID, fmt.Sprintf("elements[%d]", i))
		elements[e.ID] = true
		if !categories[e.Category] {
			u.rep.Warnf(fmt.Sprintf("elements[%d].category", i), ruleLink, "%s est dans une catégorie inconnue.", fr.Clip(e.Name))
		}
		for k, ev := range e.Events {
			note(ev.ID, fmt.Sprintf("elements[%d].events[%d]", i, k))
		}
	}
	for i, b := range s.Breakdowns {
		note(b.ID, fmt.Sprintf("breakdowns[%d]", i))
		strips[b.ID] = true
		for k, id := range b.Elements {
			if !elements[id] {
				u.rep.Warnf(fmt.Sprintf("breakdowns[%d].elements[%d]", i, k), ruleLink, "Élément inconnu : %s.", fr.Clip(id))
			}
		}
		if b.Pages != nil {
			if _, ok := script.ParseEighths(b.Pages.String()); !ok {
				u.rep.Warnf(fmt.Sprintf("breakdowns[%d].pages", i), ruleLength, "La longueur %s n'est pas un nombre de huitièmes.",
					fr.Clip(b.Pages.String()))
			}
		}
	}
	for i, sb := range s.Stripboards {
		for k, b := range sb.Boards {
			for _, day := range b.Days {
				for _, id := range day {
					if !strips[id] {
						u.rep.Warnf(fmt.Sprintf("stripboards[%d].boards[%d]", i, k), ruleLink, "Bande inconnue : %s.", fr.Clip(id))
					}
				}
			}
		}
	}
}
