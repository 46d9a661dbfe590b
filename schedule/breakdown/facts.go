package breakdown

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// Facts are what can be measured in a breakdown, for a fiche de lecture: counts and shares, no judgement. Shares are
// fractions rounded to four decimals.
type Facts struct {
	Scenes  int `json:"scenes"`
	Eighths int `json:"eighths"`
	Seconds int `json:"seconds"`
	// NightShare and ExteriorShare are parts of the length in eighths; INT/EXT counts as exterior.
	NightShare    decimal.Decimal `json:"night_share"`
	ExteriorShare decimal.Decimal `json:"exterior_share"`
	Sets          int             `json:"sets"`
	Locations     int             `json:"locations"`
	Roles         int             `json:"roles"`
	SpeakingRoles int             `json:"speaking_roles"`
	// Minors counts the roles whose age in the text is under 18.
	Minors int `json:"minors"`
	// DialogueShare is the words said over all words.
	DialogueShare decimal.Decimal `json:"dialogue_share"`
	// Drivers are what weighs on the cost, heaviest first, with the scenes concerned.
	Drivers []Driver `json:"drivers,omitempty"`
	// Speaking gives the share of words of each speaking role, largest first.
	Speaking []Share `json:"speaking,omitempty"`
}

// Driver is a facteur de coût: something that costs, and the scenes that call for it.
type Driver struct {
	Label  string   `json:"label"`
	Scenes []string `json:"scenes"`
	// Note gives the measure behind the label: "45 figurants au plus", "12 décors d'une seule séquence".
	Note string `json:"note,omitempty"`
}

// Share is a part of the words said.
type Share struct {
	Name  string          `json:"name"`
	Words int             `json:"words"`
	Cues  int             `json:"cues,omitempty"`
	Roles int             `json:"roles,omitempty"` // number of roles counted together
	Share decimal.Decimal `json:"share"`
}

// share is a/b rounded to four decimals, zero when b is zero.
func share(a, b int) decimal.Decimal {
	if b == 0 {
		return decimal.Zero
	}
	return decimal.NewFromInt(int64(a)).DivRound(decimal.NewFromInt(int64(b)), 4)
}

// Facts gives the facts of a breakdown. Rejected proposals do not count.
func (b Breakdown) Facts() Facts {
	b.Scenes = b.Played()
	f := Facts{Scenes: len(b.Scenes), Eighths: b.Eighths(), Seconds: b.Seconds()}
	sets, locations := map[string]int{}, map[string]bool{}
	night, outside, said, told := 0, 0, 0, 0
	for i := range b.Scenes {
		s := &b.Scenes[i]
		sets[setKey(s.Set)]++
		locations[placeKey(s.Location)] = true
		if s.Light == script.Night {
			night += s.Eighths
		}
		if s.Place == script.Exterior || s.Place == script.Both {
			outside += s.Eighths
		}
		said += s.DialogueWords
		told += s.ActionWords
	}
	delete(sets, "")
	delete(locations, "")
	f.Sets, f.Locations = len(sets), len(locations)
	f.NightShare, f.ExteriorShare, f.DialogueShare = share(night, f.Eighths), share(outside, f.Eighths), share(said, said+told)
	words := 0
	for _, r := range b.Roles {
		if r.State != Rejected {
			f.Roles++
			words += r.Words
			if r.Speaking {
				f.SpeakingRoles++
			}
			if r.Age > 0 && r.Age < adultAge {
				f.Minors++
			}
		}
	}
	for _, r := range b.Roles {
		if r.State != Rejected && r.Speaking {
			f.Speaking = append(f.Speaking, Share{Name: r.Name, Words: r.Words, Cues: r.Cues, Share: share(r.Words, words)})
		}
	}
	slices.SortStableFunc(f.Speaking, func(a, b Share) int { return b.Words - a.Words })
	f.Drivers = drivers(b, sets)
	return f
}

// drivers lists the cost drivers: flags, effects, crowds, sets used once, large casts.
func drivers(b Breakdown, sets map[string]int) []Driver {
	var out []Driver
	add := func(label, note string, test func(*Scene) bool) {
		var scenes []string
		for i := range b.Scenes {
			if test(&b.Scenes[i]) {
				scenes = append(scenes, b.Scenes[i].Number)
			}
		}
		if len(scenes) > 0 {
			out = append(out, Driver{Label: label, Scenes: scenes, Note: note})
		}
	}
	for _, k := range []FlagKind{FlagNightExt, FlagChildren, FlagAnimals, FlagStunts, FlagWeapons, FlagFire, FlagRoad, FlagWater,
		FlagHeight, FlagDrone, FlagProtected, FlagIntimacy} {
		add(k.Label(), k.Duty(), func(s *Scene) bool {
			return slices.ContainsFunc(s.Flags, func(f Flag) bool { return f.Kind == k && f.State != Rejected })
		})
	}
	for _, c := range []Category{VFX, Effects, Vehicles, Equipment} {
		add(c.Label(), "", func(s *Scene) bool {
			return slices.ContainsFunc(s.Elements, func(n Need) bool { return n.Category == c && n.State != Rejected })
		})
	}
	most := 0
	for i := range b.Scenes {
		most = max(most, people(&b.Scenes[i]))
	}
	note := ""
	if most > 0 {
		note = fr.Plural(most, "figurant au plus", "figurants au plus") + " d'après le texte"
	}
	add("Figuration", note, func(s *Scene) bool { return len(extraNames(*s)) > 0 })
	once := 0
	for _, n := range sets {
		if n == 1 {
			once++
		}
	}
	if once > 0 {
		add("Décors d'une seule séquence", fr.Plural(once, "décor", "décors")+" sur "+fr.Int(len(sets)),
			func(s *Scene) bool { return sets[setKey(s.Set)] == 1 })
	}
	add("Séquences à plus de cinq rôles", "", func(s *Scene) bool { return len(s.OnCamera()) > 5 })
	slices.SortStableFunc(out, func(a, b Driver) int { return len(b.Scenes) - len(a.Scenes) })
	return out
}

// people counts the extras of a scene that the text counts.
func people(s *Scene) int {
	n := 0
	for _, x := range s.Extras {
		if x.State != Rejected {
			n += x.Count
		}
	}
	return n
}

// Declared is an attribute of a role as the production or the writer declares it ("genre", "femme"). It is never guessed from a name.
type Declared struct {
	Role      string `json:"role"`
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
}

// NotDeclared is the value of the roles that nobody declared.
const NotDeclared = "non déclaré"

// Inclusion gives, for an attribute, the share of words of each declared value; roles not declared are counted apart.
func (b Breakdown) Inclusion(declared []Declared, attribute string) []Share {
	value := map[string]string{}
	for _, d := range declared {
		if fr.Fold(d.Attribute) == fr.Fold(attribute) {
			value[fr.Fold(d.Role)] = strings.TrimSpace(d.Value)
		}
	}
	at := map[string]int{}
	var out []Share
	total := 0
	for _, r := range b.Roles {
		if r.State == Rejected {
			continue
		}
		v, ok := value[fr.Fold(r.ID)]
		if !ok {
			v, ok = value[fr.Fold(r.Name)]
		}
		if !ok || v == "" {
			v = NotDeclared
		}
		k, ok := at[fr.Fold(v)]
		if !ok {
			k = len(out)
			at[fr.Fold(v)] = k
			out = append(out, Share{Name: v})
		}
		out[k].Words += r.Words
		out[k].Cues += r.Cues
		out[k].Roles++
		total += r.Words
	}
	for i := range out {
		out[i].Share = share(out[i].Words, total)
	}
	slices.SortStableFunc(out, func(a, b Share) int { return b.Words - a.Words })
	return out
}
