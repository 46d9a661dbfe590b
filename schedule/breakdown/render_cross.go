package breakdown

import (
	"slices"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// The cells of the table of scenes and roles.
const (
	maxCrossRoles = 200 // columns: a sheet that is read back has 256 at most

	fillSpeaking doc.Colour = "#A9D1B2"
	fillSilent   doc.Colour = "#EFE3C2"
	fillOff      doc.Colour = "#D6E0F0"
)

// RoleGrid is the tableau séquences × rôles: a row for each scene, a column for each role. P is a role that speaks, M one that is seen
// and says nothing, O one that is only heard; a question mark tells a proposal. The last row counts the scenes of each role. Beyond 200
// roles, those of the fewest scenes are left out, which the corner tells.
func (b Breakdown) RoleGrid() doc.Grid {
	g := doc.Grid{Sheet: sheetCross, Corner: "Séquence", TailHeads: []string{"Rôles"}}
	roles := slices.DeleteFunc(slices.Clone(b.Roles), func(r Role) bool { return r.State == Rejected || len(r.Scenes) == 0 })
	if len(roles) > maxCrossRoles {
		slices.SortStableFunc(roles, func(a, c Role) int { return len(c.Scenes) - len(a.Scenes) })
		g.Corner = "Séquence (" + fr.Int(len(roles)-maxCrossRoles) + " rôles de plus ne tiennent pas)"
		roles = roles[:maxCrossRoles]
	}
	slices.SortStableFunc(roles, func(a, c Role) int { return a.Number - c.Number })
	at := map[string]int{}
	for i, r := range roles {
		at[r.ID] = i
		g.Heads = append(g.Heads, zeroBlank(r.Number)+" "+r.Name)
	}
	counts := make([]int, len(roles))
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		row := doc.GridRow{Label: sc.Number + " " + fr.Shorten(sc.Heading, 48), Cells: make([]doc.GridCell, len(roles))}
		here := 0
		list := sc.Presences
		if len(list) == 0 {
			for _, id := range sc.Roles {
				list = append(list, Presence{Role: id, Mode: Speaking})
			}
		}
		for _, p := range list {
			k, ok := at[p.Role]
			if p.State == Rejected {
				continue
			}
			if here++; ok {
				counts[k]++
				row.Cells[k] = presenceCell(p)
			}
		}
		row.Tail = []string{zeroBlank(here)}
		g.Rows = append(g.Rows, row)
	}
	total := doc.GridRow{Label: "Séquences du rôle", Tail: []string{""}}
	for _, n := range counts {
		total.Cells = append(total.Cells, doc.GridCell{Text: fr.Int(n)})
	}
	g.Rows = append(g.Rows, total)
	return g
}

// presenceCell is the letter and the colour of a presence.
func presenceCell(p Presence) doc.GridCell {
	c := doc.GridCell{Text: "P", Fill: fillSpeaking}
	switch p.Mode {
	case Silent:
		c = doc.GridCell{Text: "M", Fill: fillSilent}
	case Off:
		c = doc.GridCell{Text: "O", Fill: fillOff}
	}
	if p.State == Proposed {
		c.Text += "?"
	}
	return c
}
