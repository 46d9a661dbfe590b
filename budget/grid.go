package budget

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

//go:embed grids/*.json
var gridFiles embed.FS

// DefaultGrid is the nomenclature of a Budget that names none.
const DefaultGrid = "cnc-2018"

// NoGrid is the name of the empty nomenclature: the accounts are the Budget's own.
const NoGrid = "none"

// Account is a poste, sous-poste or ligne of the nomenclature.
type Account struct {
	Code    string `json:"code"`
	Label   string `json:"label"`
	LabelEN string `json:"label_en,omitempty"`
	Parent  string `json:"parent,omitempty"` // code of the account above; empty for a post
	// Category is the social category of the people paid on it: auteur, technicien, ouvrier, artiste, musicien, complement,
	// permanent; empty when nobody is.
	Category string          `json:"category,omitempty" accepts:"auteur,technicien,ouvrier,artiste,musicien,complement,permanent"`
	Profile  payroll.Profile `json:"profile,omitempty"` // charges profile, when the category does not tell it
	// Verified tells whether code and label were read in the official text; the others are proposed by this library.
	Verified bool   `json:"verified"`
	Note     string `json:"note,omitempty"`
}

// Grid is a nomenclature: a versioned tree of accounts, and the accounts that rules speak of by their part.
type Grid struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Source string `json:"source,omitempty"`
	// Direct lists the posts of direct spending; the others hold overheads, contingency and the producer's fee.
	Direct []string `json:"direct,omitempty"`
	// Parts names the accounts that rules and reports speak of: see the Part constants.
	Parts map[Part]string `json:"parts,omitempty"`
	// ChargeAccounts says where the legal charges of each social category go; "" is the account of the others.
	ChargeAccounts map[string]string `json:"charge_accounts,omitempty"`
	Accounts       []Account         `json:"accounts"`
}

// Part is the part an account plays, whatever its code in a nomenclature.
type Part string

// The parts.
const (
	PartRights      Part = "rights"
	PartCrew        Part = "crew"
	PartCast        Part = "cast"
	PartCharges     Part = "charges" // the post of social charges
	PartTransport   Part = "transport"
	PartTechnical   Part = "technical"
	PartProducers   Part = "producers" // pay of the producers
	PartDirectors   Part = "directors"
	PartLeads       Part = "leads"
	PartExtras      Part = "extras"
	PartInsurance   Part = "insurance"
	PartFinance     Part = "finance"
	PartOverheads   Part = "overheads"
	PartContingency Part = "contingency"
	PartProducerFee Part = "producer_fee" // of the delegate producer, audiovisual works
)

// Account returns an account by its code.
func (g Grid) Account(code string) (Account, bool) {
	i := slices.IndexFunc(g.Accounts, func(a Account) bool { return a.Code == code })
	if i < 0 {
		return Account{}, false
	}
	return g.Accounts[i], true
}

// GridIDs lists the embedded nomenclatures.
func GridIDs() []string {
	return []string{"cnc-2018", "cnc-classic", "above-below", "broadcaster", "funder"}
}

// LoadGrid returns an embedded nomenclature; empty means DefaultGrid and NoGrid an empty one.
func LoadGrid(id string) (Grid, error) {
	switch id {
	case "":
		id = DefaultGrid
	case NoGrid:
		return Grid{ID: NoGrid, Title: "Comptes du devis"}, nil
	}
	t, err := treeOf(id)
	if err != nil {
		return Grid{}, err
	}
	g := t.grid
	g.Accounts = slices.Clone(g.Accounts)
	return g, nil
}

// readJSON reads a JSON file of at most max bytes; what names it in errors.
func readJSON(r io.Reader, what string, max int64, v any) error {
	b, err := io.ReadAll(io.LimitReader(r, max+1))
	if err != nil {
		return fmt.Errorf("%s : %w", what, err)
	}
	if int64(len(b)) > max {
		return fmt.Errorf("%s : plus de %d octets", what, max)
	}
	if err := strict.Decode("", b, v).Err(); err != nil {
		return fmt.Errorf("%s : %w", what, err)
	}
	return nil
}

// maxGrid bounds the size of a nomenclature file.
const maxGrid = 4 << 20

// ReadGrid reads a nomenclature in the JSON form of Grid and checks its tree: codes unique, parents known and before
// their children.
func ReadGrid(r io.Reader) (Grid, error) {
	var g Grid
	if err := readJSON(r, "nomenclature", maxGrid, &g); err != nil {
		return Grid{}, err
	}
	if _, err := newTree(g); err != nil {
		return Grid{}, err
	}
	return g, nil
}

// tree is a nomenclature ready for sums: parents before children.
type tree struct {
	grid    Grid
	nodes   []node
	byCode  map[string]int
	charges map[string]int // social category → node of its charges
}

type node struct {
	Account
	parent int // -1 at the root
	depth  int
	direct bool
	own    bool // the user's, not the nomenclature's
}

// treeOf returns the tree of an embedded nomenclature, parsed once and never modified.
func treeOf(id string) (*tree, error) {
	load, ok := trees()[id]
	if !ok {
		return nil, fmt.Errorf("nomenclature inconnue : %q (connues : %s)", fr.Clip(id), strings.Join(GridIDs(), ", "))
	}
	return load()
}

var trees = sync.OnceValue(func() map[string]func() (*tree, error) {
	m := map[string]func() (*tree, error){}
	for _, id := range GridIDs() {
		m[id] = sync.OnceValues(func() (*tree, error) {
			f, err := gridFiles.Open("grids/" + id + ".json")
			if err != nil {
				return nil, fmt.Errorf("nomenclature %s : %w", id, err)
			}
			defer f.Close()
			g, err := ReadGrid(f)
			if err != nil {
				return nil, err
			}
			return newTree(g)
		})
	}
	return m
})

func newTree(g Grid) (*tree, error) {
	t := &tree{grid: g, byCode: make(map[string]int, len(g.Accounts)), charges: map[string]int{}}
	for _, a := range g.Accounts {
		if err := t.add(a); err != nil {
			return nil, err
		}
	}
	for category, code := range g.ChargeAccounts {
		i, ok := t.byCode[code]
		if !ok {
			return nil, fmt.Errorf("nomenclature %s : compte de charges %q inconnu", g.ID, fr.Clip(code))
		}
		t.charges[category] = i
	}
	return t, nil
}

func (t *tree) add(a Account) error {
	if a.Code == "" {
		return fmt.Errorf("nomenclature %s : compte sans code", t.grid.ID)
	}
	if _, twice := t.byCode[a.Code]; twice {
		return fmt.Errorf("nomenclature %s : compte %q en double", t.grid.ID, fr.Clip(a.Code))
	}
	n := node{Account: a, parent: -1, depth: 1, direct: slices.Contains(t.grid.Direct, a.Code)}
	if a.Parent != "" {
		p, ok := t.byCode[a.Parent]
		if !ok {
			return fmt.Errorf("nomenclature %s : compte %q, compte parent %q inconnu ou placé après", t.grid.ID, fr.Clip(a.Code),
				fr.Clip(a.Parent))
		}
		n.parent, n.depth, n.direct = p, t.nodes[p].depth+1, t.nodes[p].direct
		if n.depth > maxDepth {
			return fmt.Errorf("nomenclature %s : compte %q à plus de %d niveaux", t.grid.ID, fr.Clip(a.Code), maxDepth)
		}
	} else if len(t.grid.Direct) == 0 {
		n.direct = true
	}
	t.byCode[a.Code] = len(t.nodes)
	t.nodes = append(t.nodes, n)
	return nil
}

// maxDepth bounds the depth of a nomenclature.
const maxDepth = 8

// with returns the tree with the user's accounts added, each placed after the descendants of its parent.
func (t *tree) with(own []Account) (*tree, []error) {
	if len(own) == 0 {
		return t, nil
	}
	g := t.grid
	g.Accounts = nil
	u := &tree{grid: g, byCode: make(map[string]int, len(t.nodes)+len(own)), charges: map[string]int{}}
	var errs []error
	children := map[string][]Account{}
	for _, a := range own {
		if a.Parent != "" {
			children[a.Parent] = append(children[a.Parent], a)
		}
	}
	var attach func(parent string)
	attach = func(parent string) {
		list := children[parent]
		delete(children, parent)
		for _, a := range list {
			if err := u.add(a); err != nil {
				errs = append(errs, err)
				continue
			}
			u.nodes[len(u.nodes)-1].own = true
			attach(a.Code)
		}
	}
	for i, n := range t.nodes {
		if err := u.add(n.Account); err != nil {
			errs = append(errs, err)
		}
		// A user account stands after the last descendant of its parent.
		for k := i; k >= 0; k = t.nodes[k].parent {
			if i+1 < len(t.nodes) && t.nodes[i+1].depth > t.nodes[k].depth {
				break
			}
			attach(t.nodes[k].Code)
		}
	}
	for _, a := range own {
		if a.Parent == "" {
			if err := u.add(a); err != nil {
				errs = append(errs, err)
				continue
			}
			u.nodes[len(u.nodes)-1].own = true
			attach(a.Code)
		}
	}
	for _, a := range own {
		if list, left := children[a.Parent]; left && a.Parent != "" {
			for _, c := range list {
				errs = append(errs, fmt.Errorf("compte %q : compte parent %q inconnu%s", fr.Clip(c.Code), fr.Clip(a.Parent),
					t.near(a.Parent)))
			}
			delete(children, a.Parent)
		}
	}
	for category, i := range t.charges {
		u.charges[category] = u.byCode[t.nodes[i].Code]
	}
	return u, errs
}

// under tells whether node i is node a or below it.
func (t *tree) under(i, a int) bool {
	for ; i >= 0; i = t.nodes[i].parent {
		if i == a {
			return true
		}
	}
	return false
}
