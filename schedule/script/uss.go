package script

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
)

// The rules of the issues found while reading a schedule file.
const (
	ruleUSSType   = "script/uss-type"
	ruleUSSName   = "script/uss-key"
	ruleUSSLink   = "script/uss-unknown-reference"
	ruleUSSTwice  = "script/uss-id-twice"
	ruleUSSLength = "script/uss-length"
)

// USS is a schedule in the Universal Schedule Standard (.uss): all that the standard names, and the keys of other programs (they
// start with "_"). A nil text or number is a null.
type USS struct {
	ID          string  `json:"id"`
	Author      *string `json:"author"`
	Company     *string `json:"company"`
	Created     string  `json:"created"`
	Description *string `json:"description"`
	Episode     *string `json:"episode"`
	EpisodeName *string `json:"episodeName"`
	Name        string  `json:"name"`
	Project     *string `json:"project"`
	SchedColor  *string `json:"schedColor"`
	SchedDate   *string `json:"schedDate"`
	ScriptColor *string `json:"scriptColor"`
	ScriptDate  *string `json:"scriptDate"`
	Season      *string `json:"season"`
	Origin      string  `json:"source"`
	Version     string  `json:"ussVersion"`

	Breakdowns  []USSBreakdown  `json:"breakdowns"`
	Categories  []USSCategory   `json:"categories"`
	Elements    []USSElement    `json:"elements"`
	Stripboards []USSStripboard `json:"stripboards"`
	Calendars   []USSCalendar   `json:"calendars"`
	Foreign     Foreign         `json:"-"`
}

// Foreign holds the keys that the standard does not name, as they are written.
type Foreign map[string]json.RawMessage

// USSBreakdown is a strip: a scene or a banner.
type USSBreakdown struct {
	ID          string   `json:"id"`
	BannerText  *string  `json:"bannerText"`
	Comments    *string  `json:"comments"`
	Created     string   `json:"created"`
	Description *string  `json:"description"`
	Elements    []string `json:"elements"`
	// Pages is a decimal in steps of an eighth, Duration the shooting time in milliseconds; both as written.
	Pages      *json.Number `json:"pages"`
	Scene      *string      `json:"scene"`
	ScriptPage *string      `json:"scriptPage"`
	Duration   *json.Number `json:"duration"`
	Type       string       `json:"type"` // scene or banner
	Foreign    Foreign      `json:"-"`
}

// USSCategory is a category of elements. UCID is its universal number: 0 set, 1 INT/EXT, 2 day or night, 100 cast…
type USSCategory struct {
	ID      string  `json:"id"`
	Created string  `json:"created"`
	Name    string  `json:"name"`
	UCID    int     `json:"ucid"`
	Foreign Foreign `json:"-"`
}

// USSElement is a person or a thing of the breakdown.
type USSElement struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Created  string `json:"created"`
	// DaysOff are days of the week, 0 is Sunday.
	DaysOff      []int      `json:"daysOff"`
	DropDayCount int        `json:"dropDayCount"`
	ElementID    *string    `json:"elementId"` // number on the board
	Events       []USSEvent `json:"events"`
	IsDood       bool       `json:"isDood"`
	IsDrop       bool       `json:"isDrop"`
	IsHold       bool       `json:"isHold"`
	IsIDLock     bool       `json:"isIdLock"`
	Linked       []string   `json:"linkedElements"`
	Name         string     `json:"name"`
	Foreign      Foreign    `json:"-"`
}

// USSStripboard is one scenario of the shoot.
type USSStripboard struct {
	ID       string     `json:"id"`
	Boards   []USSBoard `json:"boards"`
	Calendar *string    `json:"calendar"`
	Name     string     `json:"name"`
	Foreign  Foreign    `json:"-"`
}

// USSBoard is an ordered list of strips. Days holds one list a shooting day; when Flat is set the file had no day breaks
// and Days holds one list with all.
type USSBoard struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Days    [][]string `json:"-"`
	Flat    bool       `json:"-"`
	Foreign Foreign    `json:"-"`
}

// USSCalendar is a calendar of the shoot.
type USSCalendar struct {
	ID      string     `json:"id"`
	DaysOff []int      `json:"daysOff"`
	Events  []USSEvent `json:"events"`
	Name    string     `json:"name"`
	Foreign Foreign    `json:"-"`
}

// USSEvent is a date of a calendar or of an element.
type USSEvent struct {
	ID      string  `json:"id"`
	Date    string  `json:"date"`
	Type    string  `json:"type"` // start, dayOff or event
	Name    *string `json:"name"`
	Foreign Foreign `json:"-"`
}

const maxUSSBytes = 16 << 20

// ReadUSS reads a schedule file. It forgives what published files get wrong (strip for scene, breakdownArrays, doodDayCount, dates
// in +0000, numbers written as text, an identifier used twice) and tells each in the report.
func ReadUSS(r io.Reader, name string) (USS, moteur.Report, error) {
	b, err := readAll(r, maxUSSBytes)
	if err != nil {
		return USS{}, moteur.Report{}, err
	}
	text, issues := decodeText(b, name)
	u := ussReader{name: name}
	u.rep.Issues = issues
	if err := jsonDepth(text); err != nil {
		return USS{}, u.rep, &FormatError{Format: "USS", Place: name, Detail: err.Error()}
	}
	var root map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &root); err != nil {
		return USS{}, u.rep, &FormatError{Format: "USS", Place: jsonPlace(text, name, err), Detail: "JSON mal formé : " + err.Error()}
	}
	body, ok := root["universalScheduleStandard"]
	if !ok {
		return USS{}, u.rep, &FormatError{Format: "USS", Place: name, Detail: "la clé universalScheduleStandard manque"}
	}
	out, err := u.schedule(body)
	return out, u.rep, err
}

// jsonDepth refuses texts nested too deep before they are read.
func jsonDepth(s string) error {
	depth, in := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case in:
			if c == '\\' {
				i++
			} else if c == '"' {
				in = false
			}
		case c == '"':
			in = true
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return fmt.Errorf("plus de %d niveaux imbriqués", maxDepth)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// jsonPlace gives the line of a JSON error.
func jsonPlace(text, name string, err error) string {
	if e, ok := err.(*json.SyntaxError); ok {
		return place(name, lineAt(text, int(e.Offset)))
	}
	return name
}

// ussReader reads objects key by key, so that a wrong type costs a notice and not the file.
type ussReader struct {
	name string
	rep  moteur.Report
	// often counts the faults that a file repeats on every object: each is told once, with its number.
	often map[string]*repeated
}

// repeated is a fault met several times: the index of its issue, and the count.
type repeated struct{ at, n int }

// repeat notes a fault that may come on every object.
func (u *ussReader) repeat(path, rule, message string) {
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
func (u *ussReader) tally() {
	for _, r := range u.often {
		if r.n > 1 {
			u.rep.Issues[r.at].Message += fmt.Sprintf(" (%d fois)", r.n)
		}
	}
}

// object is a JSON object being read; what is not asked for is foreign.
type object struct {
	u    *ussReader
	path string
	m    map[string]json.RawMessage
}

func (u *ussReader) object(path string, raw json.RawMessage) object {
	o := object{u: u, path: path}
	if json.Unmarshal(raw, &o.m) != nil {
		u.rep.Warnf(path, ruleUSSType, "Un objet était attendu.")
	}
	return o
}

// take returns a key and forgets it; false when it is missing or null.
func (o *object) take(key string) (json.RawMessage, bool) {
	raw, ok := o.m[key]
	delete(o.m, key)
	return raw, ok && string(raw) != "null"
}

// text reads a text; a number or a boolean is taken as it is written.
func (o *object) text(key string) *string {
	raw, ok := o.take(key)
	if !ok {
		return nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		s = clip(string(raw), 200)
		o.u.rep.Notef(o.path+"."+key, ruleUSSType, "Un texte était attendu, lu «\u00a0%s\u00a0».", clip(s, 40))
	}
	return &s
}

func (o *object) str(key string) string {
	if s := o.text(key); s != nil {
		return *s
	}
	return ""
}

// number reads a number, written as such or as a text.
func (o *object) number(key string) *json.Number {
	raw, ok := o.take(key)
	if !ok {
		return nil
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil && n != "" {
		if raw[0] == '"' {
			o.u.rep.Notef(o.path+"."+key, ruleUSSType, "Un nombre était attendu, lu le texte «\u00a0%s\u00a0».", clip(string(n), 40))
		}
		return &n
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		if e, ok := ParseEighths(s); ok && s != "" {
			o.u.rep.Notef(o.path+"."+key, ruleUSSType, "Un nombre était attendu, lu le texte «\u00a0%s\u00a0».", clip(s, 40))
			n = json.Number(eighthsDecimal(e))
			return &n
		}
	}
	o.u.rep.Warnf(o.path+"."+key, ruleUSSType, "Un nombre était attendu : ignoré.")
	return nil
}

func (o *object) whole(key string) int {
	n := o.number(key)
	if n == nil {
		return 0
	}
	i, err := n.Int64()
	if err != nil || i < -1e9 || i > 1e9 {
		o.u.rep.Warnf(o.path+"."+key, ruleUSSType, "Nombre entier illisible : %s.", clip(string(*n), 40))
		return 0
	}
	return int(i)
}

func (o *object) flag(key string) bool {
	raw, ok := o.take(key)
	return ok && (string(raw) == "true" || string(raw) == `"true"` || string(raw) == "1")
}

func (o *object) list(key string) []json.RawMessage {
	raw, ok := o.take(key)
	if !ok {
		return nil
	}
	var l []json.RawMessage
	if json.Unmarshal(raw, &l) != nil {
		o.u.rep.Warnf(o.path+"."+key, ruleUSSType, "Une liste était attendue : ignorée.")
	}
	return l
}

func (o *object) texts(key string) []string {
	out := []string{}
	for i, raw := range o.list(key) {
		var s string
		if json.Unmarshal(raw, &s) != nil {
			o.u.rep.Warnf(fmt.Sprintf("%s.%s[%d]", o.path, key, i), ruleUSSType, "Un identifiant était attendu : ignoré.")
			continue
		}
		out = append(out, s)
	}
	return out
}

func (o *object) days(key string) []int {
	out := []int{}
	for i, raw := range o.list(key) {
		var d int
		if json.Unmarshal(raw, &d) != nil || d < 0 || d > 6 {
			o.u.rep.Warnf(fmt.Sprintf("%s.%s[%d]", o.path, key, i), ruleUSSType, "Un jour de 0 (dimanche) à 6 était attendu : ignoré.")
			continue
		}
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// older reads a key under the name that published files give it.
func (o *object) older(right, wrong string) {
	raw, ok := o.m[wrong]
	if !ok {
		return
	}
	delete(o.m, wrong)
	o.u.repeat(o.path+"."+wrong, ruleUSSName, "La clé "+wrong+" s'appelle "+right+".")
	if _, has := o.m[right]; !has {
		o.m[right] = raw
	}
}

// rest gives the keys nobody asked for.
func (o *object) rest() Foreign {
	if len(o.m) == 0 {
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(o.m)) {
		if !strings.HasPrefix(k, "_") {
			o.u.repeat(o.path+"."+clip(k, 40), ruleUSSName, "La clé "+clip(k, 40)+" est inconnue du standard : gardée.")
		}
	}
	return Foreign(o.m)
}

func (u *ussReader) schedule(raw json.RawMessage) (USS, error) {
	o := u.object("universalScheduleStandard", raw)
	if o.m == nil {
		return USS{}, &FormatError{Format: "USS", Place: u.name, Detail: "universalScheduleStandard n'est pas un objet"}
	}
	out := USS{
		ID: o.str("id"), Author: o.text("author"), Company: o.text("company"), Created: u.date(o.path, o.str("created")), Description: o.text("description"),
		Episode: o.text("episode"), EpisodeName: o.text("episodeName"), Name: o.str("name"), Project: o.text("project"), SchedColor: o.text("schedColor"),
		SchedDate: u.optDate(&o, "schedDate"), ScriptColor: o.text("scriptColor"), ScriptDate: u.optDate(&o, "scriptDate"), Season: o.text("season"),
		Origin: o.str("source"), Version: o.str("ussVersion"),
		Breakdowns: []USSBreakdown{}, Categories: []USSCategory{}, Elements: []USSElement{}, Stripboards: []USSStripboard{}, Calendars: []USSCalendar{},
	}
	for i, raw := range o.list("breakdowns") {
		out.Breakdowns = append(out.Breakdowns, u.breakdown(fmt.Sprintf("breakdowns[%d]", i), raw))
	}
	for i, raw := range o.list("categories") {
		c := u.object(fmt.Sprintf("categories[%d]", i), raw)
		out.Categories = append(out.Categories, USSCategory{ID: c.str("id"), Created: u.date(c.path, c.str("created")), Name: c.str("name"), UCID: c.whole("ucid"), Foreign: c.rest()})
	}
	for i, raw := range o.list("elements") {
		out.Elements = append(out.Elements, u.element(fmt.Sprintf("elements[%d]", i), raw))
	}
	for i, raw := range o.list("stripboards") {
		out.Stripboards = append(out.Stripboards, u.stripboard(fmt.Sprintf("stripboards[%d]", i), raw))
	}
	for i, raw := range o.list("calendars") {
		c := u.object(fmt.Sprintf("calendars[%d]", i), raw)
		out.Calendars = append(out.Calendars, USSCalendar{ID: c.str("id"), DaysOff: c.days("daysOff"), Events: u.events(&c), Name: c.str("name"), Foreign: c.rest()})
	}
	out.Foreign = o.rest()
	u.links(&out)
	u.tally()
	return out, nil
}

func (u *ussReader) breakdown(path string, raw json.RawMessage) USSBreakdown {
	o := u.object(path, raw)
	b := USSBreakdown{
		ID: o.str("id"), BannerText: o.text("bannerText"), Comments: o.text("comments"), Created: u.date(path, o.str("created")), Description: o.text("description"),
		Elements: o.texts("elements"), Pages: o.number("pages"), Scene: o.text("scene"), ScriptPage: o.text("scriptPage"), Duration: o.number("duration"), Type: o.str("type"),
	}
	switch b.Type {
	case "scene", "banner":
	case "strip":
		u.repeat(path+".type", ruleUSSName, "Le type «\u00a0strip\u00a0» s'écrit «\u00a0scene\u00a0».")
		b.Type = "scene"
	default:
		u.rep.Warnf(path+".type", ruleUSSType, "Type de bande inconnu : %s.", clip(b.Type, 40))
		if b.Scene != nil {
			b.Type = "scene"
		} else {
			b.Type = "banner"
		}
	}
	b.Foreign = o.rest()
	return b
}

func (u *ussReader) element(path string, raw json.RawMessage) USSElement {
	o := u.object(path, raw)
	o.older("dropDayCount", "doodDayCount")
	e := USSElement{
		ID: o.str("id"), Category: o.str("category"), Created: u.date(path, o.str("created")), DaysOff: o.days("daysOff"), DropDayCount: o.whole("dropDayCount"),
		ElementID: o.text("elementId"), Events: u.events(&o), IsDood: o.flag("isDood"), IsDrop: o.flag("isDrop"), IsHold: o.flag("isHold"), IsIDLock: o.flag("isIdLock"),
		Linked: o.texts("linkedElements"), Name: o.str("name"),
	}
	e.Foreign = o.rest()
	return e
}

func (u *ussReader) events(o *object) []USSEvent {
	out := []USSEvent{}
	for i, raw := range o.list("events") {
		e := u.object(fmt.Sprintf("%s.events[%d]", o.path, i), raw)
		ev := USSEvent{ID: e.str("id"), Date: u.date(e.path, e.str("date")), Type: e.str("type"), Name: e.text("name")}
		switch ev.Type {
		case "start", "dayOff", "event":
		default:
			u.rep.Warnf(e.path+".type", ruleUSSType, "Type d'événement inconnu : %s.", clip(ev.Type, 40))
		}
		if ev.Name != nil {
			if n, ok := strings.CutPrefix(*ev.Name, "dood"); ok && n != "" {
				n = strings.ToLower(n[:1]) + n[1:]
				u.rep.Notef(e.path+".name", ruleUSSName, "L'événement %s s'écrit «\u00a0%s\u00a0».", clip(*ev.Name, 40), clip(n, 40))
				ev.Name = &n
			}
		}
		ev.Foreign = e.rest()
		out = append(out, ev)
	}
	return out
}

func (u *ussReader) stripboard(path string, raw json.RawMessage) USSStripboard {
	o := u.object(path, raw)
	s := USSStripboard{ID: o.str("id"), Calendar: o.text("calendar"), Name: o.str("name"), Boards: []USSBoard{}}
	for i, raw := range o.list("boards") {
		b := u.object(fmt.Sprintf("%s.boards[%d]", path, i), raw)
		b.older("breakdownIds", "breakdownArrays")
		board := USSBoard{ID: b.str("id"), Name: b.str("name")}
		board.Days, board.Flat = u.days(&b)
		board.Foreign = b.rest()
		s.Boards = append(s.Boards, board)
	}
	s.Foreign = o.rest()
	return s
}

// days reads the strips of a board: identifiers, or lists of identifiers, one list a day. A mixed list is read as days.
func (u *ussReader) days(o *object) (days [][]string, flat bool) {
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
			u.rep.Warnf(fmt.Sprintf("%s.breakdownIds[%d]", o.path, i), ruleUSSType, "Un identifiant ou une liste était attendu : ignoré.")
		}
	}
	if loose != nil {
		days = append(days, loose)
	}
	return days, !nested
}

func (u *ussReader) optDate(o *object, key string) *string {
	s := o.text(key)
	if s != nil {
		d := u.date(o.path+"."+key, *s)
		return &d
	}
	return nil
}

// date brings a date to the form of the standard when only its zone is written otherwise: +0000 for Z.
func (u *ussReader) date(path, s string) string {
	if s == "" {
		return s
	}
	if d, ok := strings.CutSuffix(s, "+0000"); ok {
		u.repeat(path, ruleUSSType, "Les dates en +0000 s'écrivent avec Z.")
		return d + "Z"
	}
	if d, ok := strings.CutSuffix(s, "+00:00"); ok {
		return d + "Z"
	}
	return s
}

// links tells the references that lead nowhere and the identifiers used twice.
func (u *ussReader) links(s *USS) {
	seen := map[string]string{}
	note := func(id, path string) {
		if id == "" {
			u.rep.Warnf(path, ruleUSSLink, "Identifiant absent.")
			return
		}
		if first, twice := seen[id]; twice {
			u.rep.Notef(path, ruleUSSTwice, "Identifiant déjà pris par %s.", first)
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
			u.rep.Warnf(fmt.Sprintf("elements[%d].category", i), ruleUSSLink, "%s est dans une catégorie inconnue.", clip(e.Name, 40))
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
				u.rep.Warnf(fmt.Sprintf("breakdowns[%d].elements[%d]", i, k), ruleUSSLink, "Élément inconnu : %s.", clip(id, 40))
			}
		}
		if b.Pages != nil {
			if _, ok := ParseEighths(b.Pages.String()); !ok {
				u.rep.Warnf(fmt.Sprintf("breakdowns[%d].pages", i), ruleUSSLength, "La longueur %s n'est pas un nombre de huitièmes.", clip(b.Pages.String(), 40))
			}
		}
	}
	for i, sb := range s.Stripboards {
		for k, b := range sb.Boards {
			for _, day := range b.Days {
				for _, id := range day {
					if !strips[id] {
						u.rep.Warnf(fmt.Sprintf("stripboards[%d].boards[%d]", i, k), ruleUSSLink, "Bande inconnue : %s.", clip(id, 40))
					}
				}
			}
		}
	}
}

// eighthsDecimal writes eighths as the decimal of the standard: 2 is 0.25.
func eighthsDecimal(n int) string {
	s := fmt.Sprintf("%d.%03d", n/8, n%8*125)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}
