package follow

import (
	"maps"
	"slices"

	"github.com/moteur-film/moteur/budget"
)

// accounts is the nomenclature of a devis with the user's own accounts, parents before children.
type accounts struct {
	grid   budget.Grid
	at     map[string]int // code → place in grid.Accounts
	parent []int          // -1 at the root
	depth  []int          // 1 at the root
}

// accountsOf returns the accounts of a devis, nil when its nomenclature is unknown.
func accountsOf(e budget.Estimate) *accounts {
	g, ok := e.Grid()
	if !ok {
		return nil
	}
	n := len(g.Accounts)
	out := &accounts{grid: g, at: make(map[string]int, n), parent: make([]int, n), depth: make([]int, n)}
	for i, a := range g.Accounts {
		out.at[a.Code], out.parent[i], out.depth[i] = i, -1, 1
		if p, ok := out.at[a.Parent]; ok && a.Parent != "" {
			out.parent[i], out.depth[i] = p, out.depth[p]+1
		}
	}
	return out
}

// label is the label of an account, its code when it is unknown.
func (a *accounts) label(code string) string {
	if a != nil {
		if i, ok := a.at[code]; ok {
			return a.grid.Accounts[i].Label
		}
	}
	return code
}

// post is the code of the post above an account, the account itself when it is unknown.
func (a *accounts) post(code string) string {
	if a == nil {
		return code
	}
	i, ok := a.at[code]
	if !ok {
		return code
	}
	for a.parent[i] >= 0 {
		i = a.parent[i]
	}
	return a.grid.Accounts[i].Code
}

// sorted returns the keys of a map in order, so that results never depend on the order of maps.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
