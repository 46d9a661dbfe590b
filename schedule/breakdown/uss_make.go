package breakdown

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

const ruleOutsideUSS = "breakdown/outside-uss"

// USSHead is what a schedule says of itself, when a breakdown is written as one.
type USSHead struct {
	Name    string `json:"name"` // of the schedule; empty takes the title
	Author  string `json:"author,omitempty"`
	Company string `json:"company,omitempty"`
	// Created is the date of creation, from the caller.
	Created moteur.Date `json:"created,omitzero"`
}

// OutsideUSS tells the omitted scenes that ToUSS leaves out: a schedule has strips for what is shot.
func (b Breakdown) OutsideUSS() moteur.Report {
	var rep moteur.Report
	var numbers []string
	for i := range b.Scenes {
		if sc := &b.Scenes[i]; sc.Omitted && sc.SourceID == "" {
			numbers = append(numbers, sc.Number)
		}
	}
	if len(numbers) > 0 {
		rep.Notef("scenes", ruleOutsideUSS, "%s sans bande : %s.",
			fr.Plural(len(numbers), "séquence omise laissée", "séquences omises laissées"), fr.Shorten(strings.Join(numbers, ", "), 120))
	}
	return rep
}

// ToUSS writes a breakdown as a schedule. A breakdown that was read from one starts from it: strips, calendars, banners and foreign
// keys are kept, and only the scenes that changed are written anew. Proposals that a person rejected are left out, and
// so are omitted scenes that no file gave (see OutsideUSS).
func ToUSS(b Breakdown, head USSHead) uss.File {
	var u uss.File
	old := map[string]Scene{}
	if b.USS != nil {
		u = *b.USS
		u.Breakdowns, u.Categories, u.Elements = slices.Clone(u.Breakdowns), slices.Clone(u.Categories), slices.Clone(u.Elements)
		for _, sc := range FromUSS(*b.USS).Scenes {
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
		u = uss.File{ID: uss.ID("schedule", name), Name: name, Project: ref(b.Title), Author: ref(head.Author), Company: ref(head.Company),
			Created: created, Origin: "Moteur", Version: "1.0.0",
			Breakdowns: []uss.Strip{}, Stripboards: []uss.Stripboard{}, Calendars: []uss.Calendar{}}
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
		if known && reflect.DeepEqual(old[sc.SourceID], sc) || !known && sc.Omitted {
			continue
		}
		if known {
			u.Breakdowns[i] = m.strip(sc, u.Breakdowns[i])
			continue
		}
		fresh := uss.Strip{ID: uss.ID("scene", sc.Number+"\x00"+sc.Heading+"\x00"+strconv.Itoa(len(u.Breakdowns))), Created: u.Created,
			Type: "scene"}
		u.Breakdowns = append(u.Breakdowns, m.strip(sc, fresh))
		added = append(added, fresh.ID)
	}
	u.Stripboards = withAdded(u.Stripboards, added)
	return u
}

// withAdded puts new strips aside, in the boneyard of each stripboard: every strip stands on a board.
func withAdded(boards []uss.Stripboard, ids []string) []uss.Stripboard {
	if len(ids) == 0 {
		return boards
	}
	boards = slices.Clone(boards)
	for k := range boards {
		s := &boards[k]
		if len(s.Boards) == 0 {
			s.Boards = []uss.Board{{ID: uss.ID("board", s.ID), Name: "boneyard", Days: [][]string{ids}, Flat: true}}
			continue
		}
		s.Boards = slices.Clone(s.Boards)
		at := slices.IndexFunc(s.Boards, func(b uss.Board) bool { return fr.Fold(b.Name) == "boneyard" })
		if at < 0 {
			at = len(s.Boards) - 1
		}
		s.Boards[at].Days = append(slices.Clone(s.Boards[at].Days), ids)
	}
	return boards
}

func ref(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// ussMaker adds elements and categories as scenes ask for them.
type ussMaker struct {
	u          *uss.File
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
		if _, ok := m.named[fr.Fold(c.Name)]; !ok {
			m.named[fr.Fold(c.Name)] = c.UCID
		}
	}
	for _, e := range m.u.Elements {
		m.elements[fmt.Sprintf("%d\x00%s", numbers[e.Category], fr.Fold(e.Name))] = e.ID
	}
	for _, r := range b.Roles {
		m.roles[r.ID] = r
	}
}

// element finds or makes an element of a category.
func (m *ussMaker) element(ucid int, category, name string) string {
	if ucid == ucidOther && category != "Other" { // a category of the caller's: under its own name, with a free number
		n, ok := m.named[fr.Fold(category)]
		if !ok {
			for n = 510; m.categories[n] != ""; n++ {
			}
			m.named[fr.Fold(category)] = n
		}
		ucid = n
	}
	key := fmt.Sprintf("%d\x00%s", ucid, fr.Fold(name))
	if id, ok := m.elements[key]; ok {
		return id
	}
	cat, ok := m.categories[ucid]
	if !ok {
		cat = uss.ID("category", strconv.Itoa(ucid))
		m.categories[ucid] = cat
		m.u.Categories = append(m.u.Categories, uss.ElementCategory{ID: cat, Created: m.u.Created, Name: category, UCID: ucid})
	}
	e := uss.Element{
		ID: uss.ID("element", key), Category: cat, Created: m.u.Created, Name: name, IsDood: ucid == ucidCast,
		DaysOff: []int{}, Linked: []string{}, Events: []uss.Event{},
	}
	if r, ok := m.roles[name]; ok && ucid == ucidCast && r.Number > 0 {
		e.ElementID = ref(strconv.Itoa(r.Number))
	}
	m.u.Elements = append(m.u.Elements, e)
	m.elements[key] = e.ID
	return e.ID
}

// strip writes a scene over what the strip was.
func (m *ussMaker) strip(sc Scene, s uss.Strip) uss.Strip {
	s.Scene, s.Description, s.Comments, s.ScriptPage = ref(sc.Number), ref(sc.Summary), ref(sc.Comments), ref(sc.Page)
	pages := uss.Pages(sc.Eighths)
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
	if light == "" || script.LightOf(light) != sc.Light {
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
	s.Elements = append([]string{}, ids...)
	return s
}
