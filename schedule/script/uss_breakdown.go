package script

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
)

// The universal numbers of the categories.
const (
	ucidSet      = 0
	ucidPlace    = 1
	ucidLight    = 2
	ucidStoryDay = 3
	ucidLocation = 6
	ucidCast     = 100
	ucidExtras   = 101
	ucidOther    = 126
	ucidSpecial  = 127 // from here on the standard names nothing
)

// ucidCategories gives the category of a universal number.
func ucidCategory(n int) Category {
	switch n {
	case 102:
		return Stunts
	case 103:
		return Vehicles
	case 104:
		return Props
	case 105, 122:
		return Effects
	case 106:
		return Costumes
	case 107:
		return Makeup
	case 108, 109:
		return Animals
	case 110, 111, 112, 119:
		return Equipment
	case 113:
		return Sound
	case 114:
		return Music
	case 115, 116, 117:
		return SetDress
	case 121:
		return VFX
	case ucidExtras:
		return Extras
	}
	return Other
}

// ucidOf gives the universal number a category is written under, and its English name there.
func ucidOf(c Category) (int, string) {
	switch c {
	case Stunts:
		return 102, "Stunts"
	case Vehicles:
		return 103, "Vehicles"
	case Props:
		return 104, "Props"
	case Effects:
		return 105, "SFX"
	case Costumes:
		return 106, "Wardrobe"
	case Makeup:
		return 107, "Makeup/Hair"
	case Animals:
		return 108, "Animals"
	case Sound:
		return 113, "Sound"
	case Music:
		return 114, "Music"
	case SetDress:
		return 116, "Set Dressing"
	case Equipment:
		return 119, "Special Equipment"
	case VFX:
		return 121, "VFX"
	case Extras:
		return ucidExtras, "Background"
	case Weapons: // the standard has none of these three: custom numbers, 500 and up
		return 500, "Armes"
	case Minors:
		return 501, "Mineurs"
	case Intimacy:
		return 502, "Intimité"
	case Other:
		return ucidOther, "Other"
	}
	return ucidOther, string(c)
}

// Breakdown reads the scenes of a schedule. Set, place and light are elements of a strip, found by the universal number of
// their category. The schedule itself is kept in Breakdown.USS.
func (u USS) Breakdown() Breakdown {
	b := Breakdown{Source: "uss", Scenes: []Scene{}, Roles: []Role{}, Issues: []moteur.Issue{}}
	b.Title = deref(u.Project)
	if b.Title == "" {
		b.Title = u.Name
	}
	categories := make(map[string]USSCategory, len(u.Categories))
	for _, c := range u.Categories {
		if _, twice := categories[c.ID]; !twice {
			categories[c.ID] = c
		}
	}
	elements := make(map[string]USSElement, len(u.Elements))
	for _, e := range u.Elements {
		if _, twice := elements[e.ID]; !twice {
			elements[e.ID] = e
		}
	}
	roles := map[string]int{}
	for i, s := range u.Breakdowns {
		if s.Type == "banner" {
			continue
		}
		sc := u.scene(s, elements, categories)
		if sc.Number == "" {
			sc.Number, sc.Invented = strconv.Itoa(i+1), true
		}
		for _, id := range sc.Roles {
			k, ok := roles[id]
			if !ok {
				k = len(b.Roles)
				roles[id] = k
				b.Roles = append(b.Roles, Role{ID: id, Name: id, Number: k + 1, Speaking: true})
			}
			b.Roles[k].Scenes = append(b.Roles[k].Scenes, sc.Number)
		}
		b.Scenes = append(b.Scenes, sc)
	}
	for _, e := range u.Elements { // board numbers
		if k, ok := roles[e.Name]; ok && categories[e.Category].UCID == ucidCast && e.ElementID != nil {
			if n, err := strconv.Atoi(strings.TrimSpace(*e.ElementID)); err == nil && n > 0 && n < 1e6 {
				b.Roles[k].Number = n
			}
		}
	}
	keep := u
	b.USS = &keep
	return b
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// scene reads one strip.
func (u USS) scene(s USSBreakdown, elements map[string]USSElement, categories map[string]USSCategory) Scene {
	sc := Scene{
		Number: deref(s.Scene), Summary: deref(s.Description), Comments: deref(s.Comments), Page: deref(s.ScriptPage), SourceID: s.ID,
		Roles: []string{}, EighthsFrom: Written,
	}
	if sc.Summary != "" {
		sc.SummaryFrom = Written
	}
	if s.Pages != nil {
		sc.Eighths, _ = ParseEighths(s.Pages.String())
	}
	if s.Duration != nil {
		sc.Minutes = wholeMinutes(s.Duration.String())
	}
	for _, id := range s.Elements {
		e, ok := elements[id]
		if !ok {
			continue
		}
		name := cleanName(e.Name)
		switch n := categories[e.Category].UCID; n {
		case ucidSet:
			sc.Set = joinParts(sc.Set, name)
		case ucidPlace:
			if p, _ := cutPlace(name); p != "" {
				sc.Place = p
			}
		case ucidLight:
			sc.LightText = name
			sc.Light, sc.LightFrom = LightOf(name), Written
		case ucidStoryDay:
			sc.StoryDay = firstNumber(name)
		case ucidLocation:
			sc.Location = name
		case ucidCast:
			if !slices.Contains(sc.Roles, name) {
				sc.Roles = append(sc.Roles, name)
			}
		case ucidExtras:
			kind, count := cutCount(name)
			sc.Extras = append(sc.Extras, Extra{Kind: kind, Count: count, Text: name, State: Kept})
		case 123, 124: // notes and comments
			sc.Comments = joinLines(sc.Comments, name)
		default:
			c := ucidCategory(n)
			if n >= ucidSpecial || n >= 4 && n < ucidCast {
				if c = categoryNamed(categories[e.Category].Name); c == "" {
					c = Category(categories[e.Category].Name)
				}
			}
			sc.Elements = append(sc.Elements, Need{Category: c, Name: name, State: Kept})
		}
	}
	if sc.Location == "" {
		sc.Location = sc.Set
		if i, _ := dash(sc.Set); i > 0 {
			sc.Location = trim(sc.Set[:i])
		}
	}
	sc.Heading = composeHeading(sc)
	return sc
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// composeHeading writes the heading of a scene whose parts are known: "EXT. BEDFORD FALLS BRIDGE - NIGHT".
func composeHeading(sc Scene) string {
	h := ""
	if sc.Place != "" {
		h = strings.ReplaceAll(string(sc.Place), "/", "./") + ". "
	}
	h += sc.Set
	light := sc.LightText
	if light == "" {
		light = sc.Light.Label()
	}
	if light != "" {
		h += " - " + light
	}
	return h
}

// LightOf reads a word of light alone, as schedules and spreadsheets write it: "NIGHT", "Nuit", "N", "D". Empty when unknown.
func LightOf(s string) Light {
	switch fold(s) {
	case "d", "j":
		return Day
	case "n":
		return Night
	}
	var t Slugline
	t.time(s)
	return t.Light
}

// PlaceOf reads a word of place alone: "INT", "Extérieur", "I/E". Empty when unknown.
func PlaceOf(s string) Place {
	switch fold(s) {
	case "i":
		return Interior
	case "e":
		return Exterior
	}
	p, _ := cutPlace(trim(s))
	return p
}

// wholeMinutes turns milliseconds into minutes, rounded up; 0 when the number makes no sense.
func wholeMinutes(ms string) int {
	n, err := strconv.ParseInt(strings.TrimSuffix(ms, ".0"), 10, 64)
	if err != nil || n < 0 || n > int64(1000*time.Hour/time.Millisecond) {
		return 0
	}
	return int((n + 59999) / 60000)
}

func firstNumber(s string) int {
	i := strings.IndexAny(s, "0123456789")
	if i < 0 {
		return 0
	}
	j := i
	for j < len(s) && j < i+6 && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	n, _ := strconv.Atoi(s[i:j])
	return n
}

// cutCount reads a count of people at either end of a name: "10 clients", "Clients (10)", "Clients x10".
func cutCount(s string) (kind string, count int) {
	f := strings.Fields(s)
	if len(f) > 1 {
		if n, err := strconv.Atoi(f[0]); err == nil && n > 0 && n < 100000 {
			return strings.Join(f[1:], " "), n
		}
		if n, err := strconv.Atoi(strings.Trim(f[len(f)-1], "()x×X")); err == nil && n > 0 && n < 100000 {
			return strings.Join(f[:len(f)-1], " "), n
		}
	}
	return s, 0
}

// USSHead is what a schedule says of itself, when a breakdown is written as one.
type USSHead struct {
	Name    string `json:"name"` // of the schedule; empty takes the title
	Author  string `json:"author,omitempty"`
	Company string `json:"company,omitempty"`
	// Created is the date of creation, from the caller.
	Created moteur.Date `json:"created,omitzero"`
}

// NewUSS writes a breakdown as a schedule. A breakdown that was read from one starts from it: strips, calendars, banners and foreign
// keys are kept, and only the scenes that changed are written anew. Proposals that a person rejected are left out.
func NewUSS(b Breakdown, head USSHead) USS {
	var u USS
	old := map[string]Scene{}
	if b.USS != nil {
		u = *b.USS
		u.Breakdowns, u.Categories, u.Elements = slices.Clone(u.Breakdowns), slices.Clone(u.Categories), slices.Clone(u.Elements)
		for _, sc := range b.USS.Breakdown().Scenes {
			old[sc.SourceID] = sc
		}
	} else {
		created := "2000-01-01T00:00:00.000Z"
		if !head.Created.IsZero() {
			created = head.Created.String() + "T00:00:00.000Z"
		}
		name := head.Name
		if name == "" {
			name = b.Title
		}
		u = USS{ID: ussID("schedule", name), Name: name, Project: ref(b.Title), Author: ref(head.Author), Company: ref(head.Company), Created: created, Origin: "Moteur", Version: "1.0.0",
			Breakdowns: []USSBreakdown{}, Stripboards: []USSStripboard{}, Calendars: []USSCalendar{}}
	}
	m := ussMaker{u: &u, elements: map[string]string{}, categories: map[int]string{}, named: map[string]int{}, roles: map[string]Role{}}
	m.index(b)
	at := map[string]int{}
	for i, s := range u.Breakdowns {
		at[s.ID] = i
	}
	var added []string
	for _, sc := range b.Scenes {
		i, known := at[sc.SourceID]
		if known && reflect.DeepEqual(old[sc.SourceID], sc) {
			continue
		}
		if known {
			u.Breakdowns[i] = m.strip(sc, u.Breakdowns[i])
			continue
		}
		fresh := USSBreakdown{ID: ussID("scene", sc.Number+"\x00"+sc.Heading+"\x00"+strconv.Itoa(len(u.Breakdowns))), Created: u.Created, Type: "scene"}
		u.Breakdowns = append(u.Breakdowns, m.strip(sc, fresh))
		added = append(added, fresh.ID)
	}
	u.Stripboards = withAdded(u.Stripboards, added)
	return u
}

// withAdded puts new strips aside, in the boneyard of each stripboard: every strip stands on a board.
func withAdded(boards []USSStripboard, ids []string) []USSStripboard {
	if len(ids) == 0 {
		return boards
	}
	return mapped(boards, func(s USSStripboard) USSStripboard {
		s.Boards = slices.Clone(s.Boards)
		for i := range s.Boards {
			if b := &s.Boards[i]; fold(b.Name) == "boneyard" || i == len(s.Boards)-1 {
				b.Days = append(slices.Clone(b.Days), ids)
				return s
			}
		}
		s.Boards = []USSBoard{{ID: ussID("board", s.ID), Name: "boneyard", Days: [][]string{ids}, Flat: true}}
		return s
	})
}

func ref(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// ussMaker adds elements and categories as scenes ask for them.
type ussMaker struct {
	u          *USS
	elements   map[string]string // category and folded name → identifier
	categories map[int]string    // universal number → identifier
	named      map[string]int    // folded name of a category the standard does not know → its number
	roles      map[string]Role
}

func (m *ussMaker) index(b Breakdown) {
	numbers := map[string]int{}
	for _, c := range m.u.Categories {
		numbers[c.ID] = c.UCID
		if _, ok := m.categories[c.UCID]; !ok {
			m.categories[c.UCID] = c.ID
		}
		if _, ok := m.named[fold(c.Name)]; !ok {
			m.named[fold(c.Name)] = c.UCID
		}
	}
	for _, e := range m.u.Elements {
		m.elements[fmt.Sprintf("%d\x00%s", numbers[e.Category], fold(e.Name))] = e.ID
	}
	for _, r := range b.Roles {
		m.roles[r.ID] = r
	}
}

// element finds or makes an element of a category.
func (m *ussMaker) element(ucid int, category, name string) string {
	if ucid == ucidOther && category != "Other" { // a category of the caller's: under its own name, with a free number
		n, ok := m.named[fold(category)]
		if !ok {
			for n = 510; m.categories[n] != ""; n++ {
			}
			m.named[fold(category)] = n
		}
		ucid = n
	}
	key := fmt.Sprintf("%d\x00%s", ucid, fold(name))
	if id, ok := m.elements[key]; ok {
		return id
	}
	cat, ok := m.categories[ucid]
	if !ok {
		cat = ussID("category", strconv.Itoa(ucid))
		m.categories[ucid] = cat
		m.u.Categories = append(m.u.Categories, USSCategory{ID: cat, Created: m.u.Created, Name: category, UCID: ucid})
	}
	e := USSElement{ID: ussID("element", key), Category: cat, Created: m.u.Created, Name: name, IsDood: ucid == ucidCast, DaysOff: []int{}, Linked: []string{}, Events: []USSEvent{}}
	if r, ok := m.roles[name]; ok && ucid == ucidCast && r.Number > 0 {
		e.ElementID = ref(strconv.Itoa(r.Number))
	}
	m.u.Elements = append(m.u.Elements, e)
	m.elements[key] = e.ID
	return e.ID
}

// strip writes a scene over what the strip was.
func (m *ussMaker) strip(sc Scene, s USSBreakdown) USSBreakdown {
	s.Scene, s.Description, s.Comments, s.ScriptPage = ref(sc.Number), ref(sc.Summary), ref(sc.Comments), ref(sc.Page)
	pages := json.Number(eighthsDecimal(sc.Eighths))
	s.Pages = &pages
	if sc.Minutes > 0 && (s.Duration == nil || wholeMinutes(s.Duration.String()) != sc.Minutes) {
		d := json.Number(strconv.Itoa(sc.Minutes * 60000))
		s.Duration = &d
	}
	var ids []string
	add := func(ucid int, category, name string) {
		if name == "" {
			return
		}
		if id := m.element(ucid, category, name); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	add(ucidPlace, "INT/EXT", string(sc.Place))
	add(ucidSet, "Set", sc.Set)
	light := sc.LightText
	if light == "" || LightOf(light) != sc.Light {
		light = sc.Light.Label()
	}
	add(ucidLight, "Day/Night", light)
	if sc.StoryDay > 0 {
		add(ucidStoryDay, "Script Day", strconv.Itoa(sc.StoryDay))
	}
	if sc.Location != "" && sc.Location != sc.Set && !strings.HasPrefix(sc.Set, sc.Location) {
		add(ucidLocation, "Location", sc.Location)
	}
	for _, r := range sc.Roles {
		add(ucidCast, "Cast", r)
	}
	for _, x := range sc.Extras {
		if x.State != Rejected {
			name := x.Kind
			if x.Count > 0 {
				name = fmt.Sprintf("%s (%d)", x.Kind, x.Count)
			}
			if k, n := cutCount(x.Text); k == x.Kind && n == x.Count {
				name = x.Text
			}
			add(ucidExtras, "Background", name)
		}
	}
	for _, n := range sc.Elements {
		if n.State != Rejected {
			ucid, category := ucidOf(n.Category)
			add(ucid, category, n.Name)
		}
	}
	s.Elements = filled(ids)
	return s
}
