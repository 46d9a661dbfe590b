package budget

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// Amendment is an avenant as data: the list of edits from one Budget to another.
type Amendment struct {
	Settings Budget   `json:"settings"` // everything of the second but its lines
	Put      []Line   `json:"put,omitempty"`
	Drop     []string `json:"drop,omitempty"`
	Order    []string `json:"order"` // the IDs of the second's lines, in order
}

// Diff returns the edits that turn a into b.
func Diff(a, b Budget) Amendment {
	p := Amendment{Settings: b}
	p.Settings.Lines = nil
	old := make(map[string]*Line, len(a.Lines))
	for i := range a.Lines {
		old[a.Lines[i].ID] = &a.Lines[i]
	}
	for i := range b.Lines {
		l := &b.Lines[i]
		p.Order = append(p.Order, l.ID)
		if was, ok := old[l.ID]; !ok || !same(was, l) {
			p.Put = append(p.Put, *l)
		}
		delete(old, l.ID)
	}
	p.Drop = sortedKeys(old)
	return p
}

// Apply makes the edits of an amendment on a Budget: Apply(a, Diff(a, b)) is b. It refuses an amendment that names a line the
// Budget does not hold.
func Apply(a Budget, p Amendment) (Budget, error) {
	out := p.Settings
	lines := make(map[string]Line, len(a.Lines))
	for _, l := range a.Lines {
		lines[l.ID] = l
	}
	for _, id := range p.Drop {
		if _, ok := lines[id]; !ok {
			return Budget{}, fmt.Errorf("avenant : la ligne %q à supprimer n'est pas dans le devis", fr.Clip(id))
		}
		delete(lines, id)
	}
	for _, l := range p.Put {
		lines[l.ID] = l
	}
	var missing []string
	for _, id := range p.Order {
		l, ok := lines[id]
		if !ok {
			missing = append(missing, id)
			continue
		}
		out.Lines = append(out.Lines, l)
		delete(lines, id)
	}
	if len(missing) > 0 {
		return Budget{}, fmt.Errorf("avenant : lignes absentes du devis : %s", fr.Clip(strings.Join(missing, ", ")))
	}
	if len(lines) > 0 {
		return Budget{}, fmt.Errorf("avenant : lignes du devis inconnues de l'avenant : %s",
			fr.Clip(strings.Join(slices.Sorted(maps.Keys(lines)), ", ")))
	}
	return out, nil
}

// same tells whether two lines say the same thing: decimals compare by value.
func same(a, b *Line) bool {
	if !a.sound() || !b.sound() {
		return false
	}
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y) || reflect.DeepEqual(a, b)
}
