package breakdown

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

// FromUSS reads the scenes of a schedule. Set, place and light are elements of a strip, found by the universal number of
// their category. The schedule itself is kept in Breakdown.USS.
func FromUSS(u uss.File) Breakdown {
	b := Breakdown{Source: "uss", Scenes: []Scene{}, Roles: []Role{}, Issues: []moteur.Issue{}}
	b.Title = deref(u.Project)
	if b.Title == "" {
		b.Title = u.Name
	}
	categories := make(map[string]uss.ElementCategory, len(u.Categories))
	for _, c := range u.Categories {
		if _, twice := categories[c.ID]; !twice {
			categories[c.ID] = c
		}
	}
	elements := make(map[string]uss.Element, len(u.Elements))
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
		sc := stripScene(s, elements, categories)
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

// stripScene reads one strip.
func stripScene(s uss.Strip, elements map[string]uss.Element, categories map[string]uss.ElementCategory) Scene {
	sc := Scene{
		Number: deref(s.Scene), Summary: deref(s.Description), Comments: deref(s.Comments), Page: deref(s.ScriptPage), SourceID: s.ID,
		Roles: []string{}, EighthsFrom: Written,
	}
	if sc.Summary != "" {
		sc.SummaryFrom = Written
	}
	if s.Pages != nil {
		sc.Eighths, _ = script.ParseEighths(s.Pages.String())
		sc.timed(pageSeconds)
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
			sc.Set = joinSet(sc.Set, name)
		case ucidPlace:
			if p := script.PlaceOf(name); p != "" {
				sc.Place = p
			}
		case ucidLight:
			sc.LightText = name
			sc.Light, sc.LightFrom = script.LightOf(name), Written
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
		sc.Location, _ = script.CutSet(sc.Set)
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

// joinSet puts a part of a set after the others: "APPARTEMENT - CUISINE".
func joinSet(set, part string) string {
	if set == "" || part == "" {
		return set + part
	}
	return set + " - " + part
}
