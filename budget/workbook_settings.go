package budget

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
)

// settings are the parameters, variables, currencies, groups, accounts and other shares.
func (s *sheet) settings() []doc.Block {
	b := s.b
	const page = "Paramètres"
	episodes := b.Variables["episodes"]
	payroll, _ := json.Marshal(b.Payroll)
	accident := doc.Cell{Kind: doc.Number, Input: true}
	if b.AccidentRate != nil {
		accident = typedNumber(*b.AccidentRate, true)
	}
	params := doc.Table{Key: "params", Sheet: page, Title: "Devis", Protected: true, Columns: []doc.Column{
		{Key: "key", Title: "Clé", Hidden: true}, {Key: "label", Title: "Paramètre", Width: 4}, {Key: "value", Title: "Valeur", Width: 5}}}
	add := func(key, label string, c doc.Cell) {
		params.Rows = append(params.Rows, doc.Row{Key: key, Cells: []doc.Cell{doc.S(key), doc.S(label), c}})
	}
	add("title", "Titre", typed(b.Title))
	add("company", "Société de production", typed(b.Company))
	add("version", "Version", typed(b.Version))
	add("date", "Date", editable(doc.D(b.Date)))
	add("grid", "Nomenclature", doc.S(b.Grid))
	add("kind", "Genre", typed(string(b.Kind)))
	add("minutes", "Durée en minutes", editable(doc.N(b.Minutes)))
	add("staff", "Effectif de la société", editable(doc.N(b.Staff)))
	add("accident_rate", "Taux d'accident du travail notifié (fraction)", accident)
	add("territory", "Lieu de la paie", typed(b.Territory))
	add("payroll", "Options de paie", doc.S(string(payroll)))
	add("unit", "Unité d'arrondi", doc.S(b.Rounding.Unit))
	add("mode", "Mode d'arrondi", doc.S(b.Rounding.Mode))
	add("level", "Niveau d'arrondi", doc.S(b.Rounding.Level))
	value := doc.Num(episodes, -1)
	if _, ok := b.Variables["episodes"]; ok {
		value = value.With("{vars!v_episodes.value}")
	}
	add("episodes", "Nombre d'épisodes", value)
	return append([]doc.Block{params, s.variables(page), s.currencies(page), s.groups(page)}, s.lists(page)...)
}

// variables are the named numbers of the formulas.
func (s *sheet) variables(page string) doc.Table {
	vars := doc.Table{Key: "vars", Sheet: page, Title: "Variables", Protected: true,
		Columns: []doc.Column{{Key: "name", Title: "Variable", Width: 4}, {Key: "value", Title: "Nombre", Width: 2, Kind: doc.Number}}}
	for _, name := range sortedKeys(s.b.Variables) {
		vars.Rows = append(vars.Rows, doc.Row{Key: "v_" + name, Cells: []doc.Cell{doc.S(name), typedNumber(s.b.Variables[name], true)}})
	}
	return vars
}

// currencies are the rates of exchange, with room for five more.
func (s *sheet) currencies(page string) doc.Table {
	cur := doc.Table{Key: "cur", Sheet: page, Title: "Devises", Protected: true,
		Columns: []doc.Column{{Key: "code", Title: "Devise", Width: 2},
			{Key: "rate", Title: "Euros pour une unité", Width: 2, Kind: doc.Number}}}
	cur.Rows = append(cur.Rows, doc.Row{Key: "first"})
	for _, code := range sortedKeys(s.b.Currencies) {
		cur.Rows = append(cur.Rows, doc.Row{Cells: []doc.Cell{typed(code), typedNumber(s.b.Currencies[code], true)}})
	}
	for range 5 {
		cur.Rows = append(cur.Rows, doc.Row{Cells: []doc.Cell{typed(""), typedNumber(decimal.Zero, false)}})
	}
	cur.Rows = append(cur.Rows, doc.Row{Key: "last"})
	return cur
}

// groups tell which groups of lines are in the devis.
func (s *sheet) groups(page string) doc.Table {
	groups := doc.Table{Key: "groups", Sheet: page, Title: "Groupes", Protected: true,
		Columns: []doc.Column{{Key: "name", Title: "Groupe", Width: 3}, {Key: "on", Title: "Dans le devis", Width: 2}}}
	groups.Rows = append(groups.Rows, doc.Row{Key: "first"})
	off := map[string]bool{}
	names := map[string]bool{}
	for _, g := range s.b.GroupsOff {
		off[g], names[g] = true, true
	}
	for i := range s.b.Lines {
		if s.b.Lines[i].Group != "" {
			names[s.b.Lines[i].Group] = true
		}
	}
	for _, g := range sortedKeys(names) {
		on := "oui"
		if off[g] {
			on = "non"
		}
		groups.Rows = append(groups.Rows, doc.Row{Cells: []doc.Cell{typed(g), typed(on)}})
	}
	groups.Rows = append(groups.Rows, doc.Row{Key: "last"})
	return groups
}

// lists are the user's accounts and charge rates, and the shares that do not fit the sheet of lines.
func (s *sheet) lists(page string) []doc.Block {
	b := s.b
	accounts := doc.Table{Sheet: page, Title: "Comptes ajoutés", Protected: true,
		Columns: []doc.Column{{Title: "Code du compte"}, {Title: "Nom du compte", Width: 3}, {Title: "Compte parent"},
			{Title: "Catégorie sociale"}}}
	for _, a := range b.Accounts {
		accounts.Rows = append(accounts.Rows, doc.Row{Cells: []doc.Cell{typed(a.Code), typed(a.Label), typed(a.Parent), typed(a.Category)}})
	}
	rates := doc.Table{Sheet: page, Title: "Taux de charges du devis", Protected: true, Columns: []doc.Column{
		{Title: "Code du taux"}, {Title: "Nom du taux", Width: 3}, {Title: "Compte de charges"},
		{Title: "Taux appliqué", Kind: doc.Percent}, {Title: "Plafond d'assiette", Kind: doc.Number}, {Title: "Portée du plafond"}}}
	for _, ch := range b.Charges {
		top := doc.Cell{}
		if ch.Ceiling != nil {
			top = doc.Num(*ch.Ceiling, -1)
		}
		rates.Rows = append(rates.Rows, doc.Row{Cells: []doc.Cell{doc.S(ch.ID), doc.S(ch.Label), doc.S(ch.Account), doc.Pct(ch.Rate, 4),
			top, doc.S(ch.Scope)}})
	}
	shares := doc.Table{Sheet: "Répartitions", Title: "Répartitions sur les autres axes", Protected: true, Columns: []doc.Column{
		{Title: "Identifiant de la ligne", Width: 2}, {Title: "Ligne", Width: 4}, {Title: "Axe", Width: 2},
		{Title: "Valeur de l'axe", Width: 2}, {Title: "Fraction", Kind: doc.Percent}, {Title: "Euros", Kind: doc.Number}}}
	put := func(id, label string, list map[string]map[string]decimal.Decimal, amounts bool, skip func(axis string) bool) {
		for _, axis := range sortedKeys(list) {
			if skip(axis) {
				continue
			}
			for _, value := range sortedKeys(list[axis]) {
				row := []doc.Cell{doc.S(id), doc.S(label), doc.S(axis), doc.S(value), editable(doc.Pct(list[axis][value], 4)), {}}
				if amounts {
					row[4], row[5] = doc.Cell{}, typedNumber(list[axis][value], true)
				}
				shares.Rows = append(shares.Rows, doc.Row{Cells: row})
			}
		}
	}
	never := func(string) bool { return false }
	for i := range b.Lines {
		l := &b.Lines[i]
		put(l.ID, l.Label, l.Shares, false, func(axis string) bool {
			_, _, _, ok := simple(l, axis)
			return ok && (axis == TerritoryAxis || axis == CreditAxis)
		})
		put(l.ID, l.Label, l.Split, true, never)
	}
	for k := range b.Percents {
		put(b.Percents[k].ID, b.Percents[k].Label, b.Percents[k].Shares, false, never)
	}
	var out []doc.Block
	if len(accounts.Rows) > 0 {
		out = append(out, accounts)
	}
	if len(rates.Rows) > 0 {
		out = append(out, rates)
	}
	if len(shares.Rows) > 0 {
		out = append(out, shares)
	}
	return out
}
