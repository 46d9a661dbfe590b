package credit

import (
	"fmt"
	"sync"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// C2IScale is the barème of the international credit: groups of lines, each with its maximum (code du cinéma art. D331-41 to D331-51).
type C2IScale struct {
	Kind string `json:"kind"` // fiction, animation
	// From is the first day the scale is known to hold: the day it started is not known. Seen is the last.
	From         moteur.Date `json:"from,omitzero"`
	StartUnknown bool        `json:"start_unknown,omitempty"`
	Seen         moteur.Date `json:"seen,omitzero"`
	Total        int         `json:"total"`
	Groups       []C2IGroup  `json:"groups"`
}

// C2IGroup is a group of lines.
type C2IGroup struct {
	Code  string    `json:"code"`
	Label string    `json:"label"`
	Max   int       `json:"max"`
	Lines []C2ILine `json:"lines"`
}

// C2ILine is a line of the scale.
type C2ILine struct {
	Code string `json:"code"`
	Max  int    `json:"max"`
	// Sub is the dramatic sub-group of the line: "1" places, "2" characters, "3" subject, "4" language.
	Sub    string        `json:"sub,omitempty"`
	Rule   string        `json:"rule"`
	Source moteur.Source `json:"source"`
}

var c2iTable = sync.OnceValues(func() (t struct {
	ID, Title string
	Scales    []C2IScale
}, err error) {
	return t, law.Read(rulesFS, "rules/scales/c2i.json", &t)
})

// LoadC2IScale returns the scale of a kind, "fiction" or "animation".
func LoadC2IScale(kind string) (C2IScale, error) {
	table, err := c2iTable()
	if err != nil {
		return C2IScale{}, err
	}
	for _, s := range table.Scales {
		if s.Kind == kind {
			return s, nil
		}
	}
	return C2IScale{}, fmt.Errorf("financing : barème inconnu %q", fr.Clip(kind))
}

// C2IScore is the points of a work on a C2IScale.
type C2IScore struct {
	Kind      string         `json:"kind"`
	Points    map[string]int `json:"points"` // by line
	Total     int            `json:"total"`
	Dramatic  int            `json:"dramatic"`
	Subgroups int            `json:"subgroups"` // dramatic sub-groups with points
	Report    moteur.Report  `json:"report"`
}

// ScoreC2I adds up the points of a work on the scale of its kind. Unknown lines and points over a line's maximum are errors.
func ScoreC2I(kind string, points map[string]int) (C2IScore, error) {
	out := C2IScore{Kind: kind, Points: map[string]int{}}
	scale, err := LoadC2IScale(kind)
	if err != nil {
		return out, err
	}
	known := map[string]bool{}
	subs := map[string]bool{}
	for _, g := range scale.Groups {
		sum := 0
		for _, l := range g.Lines {
			known[l.Code] = true
			n := points[l.Code]
			if n < 0 || n > l.Max {
				out.Report.Errorf("points."+l.Code, "financing/scale-points", "La ligne %s vaut de 0 à %d points, pas %d.", l.Code, l.Max,
					n)
				continue
			}
			out.Points[l.Code] = n
			sum += n
			if g.Code == "dramatic" && n > 0 {
				subs[l.Sub] = true
			}
		}
		if sum > g.Max {
			out.Report.Notef("points", "financing/scale-group", "Le groupe %s est compté jusqu'à %d points.", g.Label, g.Max)
			sum = g.Max
		}
		out.Total += sum
		if g.Code == "dramatic" {
			out.Dramatic = sum
		}
	}
	for code := range points {
		if !known[code] {
			out.Report.Errorf("points."+fr.Clip(code), "financing/scale-points", "La ligne %q n'est pas au barème.", fr.Clip(code))
		}
	}
	out.Subgroups = len(subs)
	return out, out.Report.Err()
}

// checkScore tests the score against the minima.
func (f InternationalCase) checkScore(b law.Book) {
	if f.Score == nil {
		b.Report().Warnf("score", "financing/credit-scale", "Le barème de l'œuvre n'est pas rempli : l'éligibilité n'est pas vérifiée.")
		return
	}
	kind := "fiction"
	if f.Animation {
		kind = "animation"
	}
	least, dramatic := b.At("score").Int("credit/c2i."+kind+".minimum"), b.At("score").Int("credit/c2i."+kind+".dramatic")
	if f.Score.Kind != kind {
		b.Report().Errorf("score", "financing/credit-scale", "Le barème rempli n'est pas celui de l'œuvre (%s).", kind)
	}
	if f.Score.Total < least {
		b.Report().Errorf("score", "financing/credit-scale", "L'œuvre obtient %d points, il en faut %d.", f.Score.Total, least)
	}
	if f.Score.Dramatic < dramatic {
		b.Report().Errorf("score", "financing/credit-scale", "Le groupe dramatique obtient %d points, il en faut %d.", f.Score.Dramatic,
			dramatic)
	}
	if kind == "fiction" {
		if subs := b.At("score").Int("credit/c2i.fiction.subgroups"); f.Score.Subgroups < subs {
			b.Report().Errorf("score", "financing/credit-scale",
				"Le groupe dramatique doit avoir des points dans %d sous-groupes, il en a dans %d.", subs, f.Score.Subgroups)
		}
	}
}
