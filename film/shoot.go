package film

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Shoot is what the direction team decided about the shoot, beside the screenplay.
type Shoot struct {
	// MinutesPerSecond is the shooting time of a second on screen, in minutes: 160/60 for three useful minutes in eight hours.
	MinutesPerSecond decimal.Decimal       `json:"minutes_per_second,omitzero"`
	Scenes           map[string]SceneNote  `json:"scenes,omitempty"` // by scene number
	Locations        []Location            `json:"locations"`
	Roles            []Role                `json:"roles"`
	Equipment        []schedule.Equipment  `json:"equipment,omitempty"`
	Calendar         schedule.Calendar     `json:"calendar"`
	Shape            schedule.DayShape     `json:"shape"`
	Crew             schedule.Crew         `json:"crew"`
	Precedences      []schedule.Precedence `json:"precedences,omitempty"`
	Pins             []schedule.Pin        `json:"pins,omitempty"`
	Wishes           schedule.Wishes       `json:"wishes"`
	Rules            schedule.Rules        `json:"rules"`
	// Home is the base of the film, Light the margins of the sun, Forms the days with a form of their own.
	Home  schedule.Position     `json:"home,omitzero"`
	Light schedule.LightMargins `json:"light,omitzero"`
	Forms []schedule.DayForm    `json:"forms,omitempty"`
	// Trainings are the sessions of the crew on shooting days: the formation VHSS sur place.
	Trainings []schedule.Training `json:"trainings,omitempty"`
}

// Location is a place of the shoot with the places of the screenplay that are shot there.
type Location struct {
	schedule.Location
	// Sets are the places of the screenplay, as the first part of headings ("PORT DU ROSMEUR").
	Sets []string `json:"sets"`
	// Reason is the artistic reason of the screenplay for shooting abroad.
	Reason string `json:"reason,omitempty"`
}

// Role is a role with the names the screenplay gives it.
type Role struct {
	schedule.Role
	// Cues are the names of the role in the screenplay ("DOCTEUR LE BIHAN"); empty means its ID.
	Cues []string `json:"cues,omitempty"`
}

// SceneNote is what the direction team decided for a scene.
type SceneNote struct {
	Seconds int `json:"seconds,omitempty"` // minutage of the scripte, in place of the estimate
	// Minutes is the shooting time, in place of the seconds at the pace of the shoot.
	Minutes int `json:"minutes,omitempty" unset:"les secondes à l'écran, au rythme du tournage"`
	// Place is where the scene is shot, indoors or outdoors, when it is not what its heading says (a deck rebuilt in a hall); Light the one
	// in which it is shot when it is not the one it shows.
	Place   script.Place      `json:"place,omitempty"`
	Light   script.Light      `json:"light,omitempty"`
	With    []string          `json:"with,omitempty"`    // roles present without being named by a cue
	Without []string          `json:"without,omitempty"` // roles heard or named but not on set
	Extras  []schedule.Extras `json:"extras,omitempty"`
	Needs   []string          `json:"needs,omitempty"`
	Day     int               `json:"story_day,omitempty"`
	Cover   bool              `json:"cover,omitempty"`
	Note    string            `json:"note,omitempty"` // for the plan and the sheets
	// DayForNight is the nuit américaine, which the heading may tell too.
	DayForNight bool `json:"day_for_night,omitempty"`
	// Parts cuts the scene into so many parts, shot on days in a row.
	Parts int `json:"parts,omitempty" unset:"1"`
	// Present gives the minutes some roles are needed, from the beginning of the scene.
	Present map[string]int `json:"present,omitempty"`
}

// told is the note of a scene for the papers: what it shows when it is not shot so, then the words of the direction team.
func (n SceneNote) told(sc breakdown.Scene) string {
	if cmp.Or(n.Place, sc.Place) == sc.Place && cmp.Or(n.Light, sc.Light) == sc.Light {
		return n.Note
	}
	shown := "à l'image, " + strings.TrimSpace(string(sc.Place)+" "+sc.Light.Label())
	if n.Note == "" {
		return shown
	}
	return shown + " ; " + n.Note
}

// aliases gives each name of the screenplay the role it belongs to.
func (s Shoot) aliases() map[string]string {
	out := map[string]string{}
	for _, r := range s.Roles {
		for _, cue := range r.Cues {
			out[cue] = r.ID
		}
	}
	return out
}

// timed returns the scenes with the minutage of the scripte where there is one.
func (s Shoot) timed(scenes []breakdown.Scene) []breakdown.Scene {
	scenes = slices.Clone(scenes)
	for i, sc := range scenes {
		if note := s.Scenes[sc.Number]; note.Seconds > 0 {
			scenes[i].Seconds, scenes[i].SecondsRule = note.Seconds, "préminutage"
		}
	}
	return scenes
}

// Problem joins the breakdown of the screenplay and the decisions of the direction team. The report lists places without
// location and names of the screenplay without role.
func (s Shoot) Problem(title string, b breakdown.Breakdown) (schedule.Problem, moteur.Report) {
	var rep moteur.Report
	p := schedule.Problem{Title: title, Calendar: s.Calendar, Shape: s.Shape, Crew: s.Crew,
		Precedences: s.Precedences, Pins: s.Pins, Wishes: s.Wishes, Rules: s.Rules, Home: s.Home, Light: s.Light, Forms: s.Forms,
		Trainings: s.Trainings}
	places, cues := map[string]string{}, map[string]string{}
	var sets []string
	for _, l := range s.Locations {
		p.Locations = append(p.Locations, l.Location)
		for _, set := range l.Sets {
			places[fr.Fold(set)] = l.ID
			sets = append(sets, set)
		}
	}
	for _, r := range s.Roles {
		p.Roles = append(p.Roles, r.Role)
		for _, cue := range append([]string{r.ID}, r.Cues...) {
			cues[fr.Fold(cue)] = r.ID
		}
	}
	p.Equipment = slices.Clone(s.Equipment)
	if most := decimal.NewFromInt(1000); money.Guard(s.MinutesPerSecond) != nil || s.MinutesPerSecond.GreaterThan(most) {
		rep.Errorf("shoot.minutes_per_second", "film/minutes-per-second",
			"Le temps de tournage d'une seconde à l'écran est hors limites : attendu des minutes, de 0 à %s (2,67 d'usage).", most)
		s.MinutesPerSecond = decimal.Zero
	}
	var asked proposals
	for _, sc := range b.Played() {
		note := s.Scenes[sc.Number]
		out := schedule.Scene{ID: sc.Number, Heading: sc.Heading, Summary: sc.Summary, Place: sc.Place, Light: sc.Light, Set: sc.Set,
			Location: places[fr.Fold(sc.Location)],
			Eighths:  sc.Eighths, Seconds: sc.Seconds, Extras: note.Extras, Needs: note.Needs, StoryDay: note.Day, Cover: note.Cover,
			DayForNight: note.DayForNight || sc.DayForNight(), Parts: note.Parts, Present: note.Present}
		if out.Location == "" {
			rep.Errorf("shoot.locations", "film/place", "Aucun lieu de tournage n'est donné pour « %s » (séquence %s)%s.", sc.Location,
				sc.Number, strict.SuggestCodes(sc.Location, sets))
		}
		out.Place, out.Light, out.Note = cmp.Or(note.Place, sc.Place), cmp.Or(note.Light, sc.Light), note.told(sc)
		if out.Minutes = note.Minutes; out.Minutes == 0 && s.MinutesPerSecond.IsPositive() {
			out.Minutes = int(s.MinutesPerSecond.Mul(decimal.NewFromInt(int64(out.Seconds))).Ceil().IntPart())
		}
		var unknown []string
		out.Roles, unknown = roles(sc, note, cues)
		for _, name := range unknown {
			rep.Add(moteur.Issue{Path: "séquence " + sc.Number, Severity: heard(sc, note, name), Rule: "film/cue",
				Message: fmt.Sprintf("« %s » n'a pas de rôle dans film.json : compté comme figuration ou voix.", name)})
		}
		asked.join(&p, &out, sc)
		p.Scenes = append(p.Scenes, out)
	}
	asked.tell(&rep)
	var numbers []string
	for _, sc := range p.Scenes {
		numbers = append(numbers, sc.ID)
	}
	for number := range s.Scenes {
		if !slices.ContainsFunc(p.Scenes, func(sc schedule.Scene) bool { return sc.ID == number }) {
			rep.Warnf("shoot.scenes."+number, "film/scene", "La séquence %s n'est pas dans le scénario%s.", number,
				strict.SuggestCodes(number, numbers))
		}
	}
	slices.SortStableFunc(rep.Issues, func(a, b moteur.Issue) int { return strings.Compare(a.Path, b.Path) })
	return p, rep
}

// heard is the weight of a name without role: who speaks in the picture is probably a performer to pay, unless the scene hires her or
// him as a silhouette, or the name is the voice of a role.
func heard(sc breakdown.Scene, note SceneNote, name string) moteur.Severity {
	said := fr.Fold(name)
	hired := slices.ContainsFunc(note.Extras, func(e schedule.Extras) bool {
		return e.Featured && strings.Contains(fr.Fold(e.Kind), said)
	})
	speaks := slices.ContainsFunc(sc.Presences, func(p breakdown.Presence) bool { return p.Role == name && p.Mode == breakdown.Speaking })
	if speaks && !hired && !strings.HasPrefix(said, "voix d") {
		return moteur.Warning
	}
	return moteur.Notice
}

func roles(sc breakdown.Scene, note SceneNote, cues map[string]string) (ids, unknown []string) {
	for _, name := range append(slices.Clone(sc.OnCamera()), note.With...) {
		id, ok := cues[fr.Fold(name)]
		switch {
		case !ok:
			unknown = append(unknown, name)
		case !slices.Contains(ids, id) && !slices.Contains(note.Without, id):
			ids = append(ids, id)
		}
	}
	return ids, unknown
}
