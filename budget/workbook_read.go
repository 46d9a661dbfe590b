package budget

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// Reading is an edited workbook that was read back: the devis it holds, and what its spreadsheet program computed.
type Reading struct {
	Budget Budget `json:"budget"`
	// Total and Lines are the workbook's own results: the total, and the amount kept for each line by its ID.
	Total decimal.Decimal            `json:"total"`
	Lines map[string]decimal.Decimal `json:"lines"`
	// Report names every problem by its cell ("Lignes!F12"). Cells that could not be read count as blank.
	Report moteur.Report `json:"report"`
	// Cells gives the cell of each path of the Budget ("lines[3].rate" → "Lignes!J9"); see Named.
	Cells map[string]string `json:"cells,omitempty"`
}

// Named is a report on the Budget with its paths in the words of the workbook: what Compute, Check or Agree find is named by sheet and
// cell. A path without a cell of its own takes that of what holds it; one that has none keeps its words.
func (r Reading) Named(found moteur.Report) moteur.Report {
	out := moteur.Report{Issues: slices.Clone(found.Issues)}
	for k := range out.Issues {
		path := out.Issues[k].Path
		for at := path; at != ""; at = at[:max(strings.LastIndexByte(at, '.'), 0)] {
			if cell, ok := r.Cells[at]; ok {
				out.Issues[k].Path = cell
				break
			}
		}
	}
	return out
}

// ReadWorkbook reads a workbook written by Estimate.WriteXLSX and edited by people. A cell that holds something else
// than what its column asks is an error named by sheet and cell in Reading.Report; the error of ReadWorkbook is for files
// that are no such workbook at all. Formulas are never evaluated: compute the Budget to have its figures, and see Agree.
func ReadWorkbook(r io.Reader) (Reading, error) {
	wb, err := xlsx.Read(r, xlsx.Limits{})
	if err != nil {
		return Reading{}, fmt.Errorf("devis : %w", err)
	}
	b := bookReader{wb: wb, out: Reading{Lines: map[string]decimal.Decimal{}, Cells: map[string]string{}}}
	lines, ok := wb.Sheet("Lignes")
	if !ok {
		return Reading{}, errors.New("devis : le classeur n'a pas de feuille « Lignes »")
	}
	head, ok := lines.Find("Compte", "Intitulé", "Tarif", "Statut")
	if !ok {
		return Reading{}, errors.New("devis : la feuille « Lignes » a perdu ses titres de colonnes")
	}
	b.settings()
	b.lines(head)
	b.percents()
	b.shares()
	b.rescale()
	b.total()
	return b.out, nil
}

// bookReader reads one workbook.
type bookReader struct {
	wb  xlsx.Workbook
	out Reading
}

// put notes the cell of a path of the devis.
func (b *bookReader) put(path string, h xlsx.Head, row int, title string) {
	b.out.Cells[path] = h.Ref(row, title)
}

// rescale brings the splits by amounts to what their lines have become.
func (b *bookReader) rescale() {
	var found moteur.Report
	b.out.Budget, found = b.out.Budget.Rescaled()
	b.out.Report.Merge("", b.out.Named(found))
}

func (b *bookReader) fail(ref, format string, args ...any) {
	b.out.Report.Errorf(ref, "budget/cell", format, args...)
}

// decimal reads a number, nil when the cell is blank or unreadable.
func (b *bookReader) decimal(h xlsx.Head, row int, title string) *decimal.Decimal {
	d, ok, err := h.Decimal(row, title)
	var cell *xlsx.CellError
	switch {
	case errors.As(err, &cell):
		b.fail(cell.Ref, "Un nombre est attendu dans « %s », la cellule contient « %s ».", title, fr.Clip(cell.Text))
		return nil
	case err != nil:
		b.fail(h.Ref(row, title), "%s.", err)
		return nil
	case !ok:
		return nil
	}
	return &d
}

func (b *bookReader) value(h xlsx.Head, row int, title string) decimal.Decimal {
	if d := b.decimal(h, row, title); d != nil {
		return *d
	}
	return decimal.Zero
}

func (b *bookReader) date(h xlsx.Head, row int, title string) moteur.Date {
	d, err := h.Date(row, title)
	var cell *xlsx.CellError
	if errors.As(err, &cell) {
		b.fail(cell.Ref, "Une date est attendue dans « %s », la cellule contient « %s ».", title, fr.Clip(cell.Text))
	}
	return d
}

// tables returns the head of a table of the settings sheet.
func (b *bookReader) table(sheet string, titles ...string) (xlsx.Head, bool) {
	s, ok := b.wb.Sheet(sheet)
	if !ok {
		return xlsx.Head{}, false
	}
	return s.Find(titles...)
}

// rows visits the rows of a table: those whose first titled cell is filled, until the next table or the end of the sheet.
func rows(h xlsx.Head, first string, stop func(row int) bool, visit func(row int)) {
	for r := h.Row + 1; r < len(h.Sheet.Rows); r++ {
		if stop != nil && stop(r) {
			return
		}
		if h.Text(r, first) != "" {
			visit(r)
		}
	}
}

func (b *bookReader) settings() {
	out := &b.out.Budget
	const page = "Paramètres"
	if h, ok := b.table(page, "Paramètre", "Valeur"); ok {
		for r := h.Row + 1; r < h.End(); r++ {
			b.setting(h, r, h.Text(r, "Clé"))
		}
	}
	if h, ok := b.table(page, "Variable", "Nombre"); ok {
		for r := h.Row + 1; r < h.End(); r++ {
			if name := h.Text(r, "Variable"); name != "" {
				if out.Variables == nil {
					out.Variables = map[string]decimal.Decimal{}
				}
				out.Variables[name] = b.value(h, r, "Nombre")
				b.put("variables."+name, h, r, "Nombre")
			}
		}
	}
	next := func(h xlsx.Head, titles ...string) func(int) bool {
		after, ok := h.Sheet.FindFrom(h.Row+1, titles...)
		return func(r int) bool { return ok && r >= after.Row-1 }
	}
	if h, ok := b.table(page, "Devise", "Euros pour une unité"); ok {
		rows(h, "Devise", next(h, "Groupe", "Dans le devis"), func(r int) {
			if v := b.decimal(h, r, "Euros pour une unité"); v != nil {
				if out.Currencies == nil {
					out.Currencies = map[string]decimal.Decimal{}
				}
				out.Currencies[h.Text(r, "Devise")] = *v
				b.put("currencies."+h.Text(r, "Devise"), h, r, "Euros pour une unité")
			}
		})
	}
	if h, ok := b.table(page, "Groupe", "Dans le devis"); ok {
		rows(h, "Groupe", next(h, "Code du compte", "Nom du compte"), func(r int) {
			switch fr.Fold(h.Text(r, "Dans le devis")) {
			case "non":
				b.put(fmt.Sprintf("groups_off[%d]", len(out.GroupsOff)), h, r, "Groupe")
				out.GroupsOff = append(out.GroupsOff, h.Text(r, "Groupe"))
			case "oui", "":
			default:
				if _, rates := h.Sheet.FindFrom(h.Row+1, "Code du taux"); !rates {
					b.fail(h.Ref(r, "Dans le devis"), "Répondez oui ou non, la cellule contient « %s ».",
						fr.Clip(h.Text(r, "Dans le devis")))
				}
			}
		})
	}
	if h, ok := b.table(page, "Code du compte", "Nom du compte"); ok {
		for r := h.Row + 1; r < h.End(); r++ {
			b.put(fmt.Sprintf("accounts[%d]", len(out.Accounts)), h, r, "Code du compte")
			out.Accounts = append(out.Accounts, Account{Code: h.Text(r, "Code du compte"), Label: h.Text(r, "Nom du compte"),
				Parent: h.Text(r, "Compte parent"), Category: h.Text(r, "Catégorie sociale")})
		}
	}
	if h, ok := b.table(page, "Code du taux", "Nom du taux"); ok {
		for r := h.Row + 1; r < h.End(); r++ {
			b.put(fmt.Sprintf("charges[%d]", len(out.Charges)), h, r, "Code du taux")
			b.put(fmt.Sprintf("charges[%d].account", len(out.Charges)), h, r, "Compte de charges")
			b.put(fmt.Sprintf("charges[%d].scope", len(out.Charges)), h, r, "Portée du plafond")
			out.Charges = append(out.Charges, Charge{ID: h.Text(r, "Code du taux"), Label: h.Text(r, "Nom du taux"),
				Account: h.Text(r, "Compte de charges"),
				Rate:    b.value(h, r, "Taux appliqué"), Ceiling: b.decimal(h, r, "Plafond d'assiette"),
				Scope: h.Text(r, "Portée du plafond")})
		}
	}
}

// word reads a cell that holds a value of a closed list, by its code or its French words.
func (b *bookReader) word(h xlsx.Head, r int, column string, accepted []strict.Value) string {
	text := h.Text(r, column)
	code, ok := strict.Word(text, accepted)
	if !ok {
		b.fail(h.Ref(r, column), "« %s » n'est pas accepté%s.", fr.Clip(text), strict.Suggest(text, accepted))
	}
	return code
}

func (b *bookReader) setting(h xlsx.Head, r int, key string) {
	out := &b.out.Budget
	v := h.Text(r, "Valeur")
	switch key {
	case "unit", "mode", "level":
		b.put("rounding", h, r, "Valeur")
	default:
		b.put(key, h, r, "Valeur")
	}
	count := func() int {
		n, _, err := h.Int(r, "Valeur")
		if err != nil {
			b.fail(h.Ref(r, "Valeur"), "Un nombre entier est attendu, la cellule contient « %s ».", fr.Clip(v))
		}
		return n
	}
	switch key {
	case "title":
		out.Title = v
	case "company":
		out.Company = v
	case "version":
		out.Version = v
	case "date":
		out.Date = b.date(h, r, "Valeur")
	case "grid":
		out.Grid = v
	case "kind":
		out.Kind = moteur.Kind(b.word(h, r, "Valeur", strict.Accepted(reflect.TypeFor[moteur.Kind]())))
	case "minutes":
		out.Minutes = count()
	case "staff":
		out.Staff = count()
	case "accident_rate":
		out.AccidentRate = b.decimal(h, r, "Valeur")
	case "territory":
		out.Territory = v
	case "payroll":
		if v == "" {
			return
		}
		for _, i := range strict.Decode("", []byte(v), &out.Payroll).Issues {
			b.fail(h.Ref(r, "Valeur"), "Options de paie, %s : %s.", i.Path, i.Message)
		}
	case "unit":
		out.Rounding.Unit = v
	case "mode":
		out.Rounding.Mode = v
	case "level":
		out.Rounding.Level = v
	}
}

// lines reads the sheet of lines. A row without account, label, rate and entered amount is blank.
func (b *bookReader) lines(h xlsx.Head) {
	taken := map[string]bool{}
	for r := h.Row + 1; r < len(h.Sheet.Rows); r++ {
		if id := h.Text(r, "Identifiant"); id != "" {
			taken[id] = true
		}
	}
	fresh := 0
	for r := h.Row + 1; r < len(h.Sheet.Rows); r++ {
		if h.Text(r, "Compte") == "" && h.Text(r, "Intitulé") == "" && h.Text(r, "Tarif") == "" && h.Text(r, "Montant saisi") == "" {
			continue
		}
		l := Line{ID: h.Text(r, "Identifiant"), Account: h.Text(r, "Compte"), Label: h.Text(r, "Intitulé"),
			QuantityFormula: h.Text(r, "Formule de quantité"), Unit: unitCode(h.Text(r, "Unité")), Rate: b.value(h, r, "Tarif"),
			Currency: h.Text(r, "Devise"), Entered: b.decimal(h, r, "Montant saisi"),
			Profile: payroll.Profile(b.word(h, r, "Profil", strict.Accepted(reflect.TypeFor[payroll.Profile]()))),
			Group:   h.Text(r, "Groupe"), Person: h.Text(r, "Personne"), Role: h.Text(r, "Rôle"), Job: h.Text(r, "Fonction"),
			Basis: payroll.Basis(b.word(h, r, "Base du tarif", strict.Accepted(reflect.TypeFor[payroll.Basis]()))),
			From:  h.Text(r, "Source au plan"), Note: h.Text(r, "Note"),
			Span: moteur.Span{From: b.date(h, r, "Du"), To: b.date(h, r, "Au")}}
		for l.ID == "" {
			fresh++
			if id := fmt.Sprintf("ligne-%d", fresh); !taken[id] {
				l.ID, taken[id] = id, true
			}
		}
		if l.Account == "" {
			b.fail(h.Ref(r, "Compte"), "La ligne « %s » n'a pas de compte.", fr.Clip(l.Label))
		}
		if l.QuantityFormula == "" {
			l.Quantity = b.value(h, r, "Quantité")
		}
		b.number(h, r, &l)
		switch fr.Fold(h.Text(r, "Par épisode")) {
		case "":
		case "oui":
			l.PerEpisode = true
		default:
			b.fail(h.Ref(r, "Par épisode"), "Répondez oui ou laissez vide, la cellule contient « %s ».", fr.Clip(h.Text(r, "Par épisode")))
		}
		status, ok := statusCode(h.Text(r, "Statut"))
		if !ok {
			b.fail(h.Ref(r, "Statut"), "Statut de paie inconnu : « %s ».", fr.Clip(h.Text(r, "Statut")))
		}
		l.Status = status
		if l.Profile != "" && !l.Profile.Valid() {
			b.fail(h.Ref(r, "Profil"), "Profil social inconnu : « %s ».", fr.Clip(string(l.Profile)))
			l.Profile = ""
		}
		for _, id := range strings.Split(h.Text(r, "Taux de charges"), ",") {
			if id = strings.TrimSpace(id); id != "" {
				l.Charges = append(l.Charges, id)
			}
		}
		b.lineShares(h, r, &l)
		for _, c := range lineCells {
			b.put(linePath(len(b.out.Budget.Lines))+c[0], h, r, c[1])
		}
		b.out.Budget.Lines = append(b.out.Budget.Lines, l)
		if kept := b.decimal(h, r, "Montant retenu"); kept != nil {
			b.out.Lines[l.ID] = *kept
		}
	}
}

// number reads how many people or things a line counts. A zero that is typed counts nothing, as in the workbook: Line.Number has 1 for
// it, so the quantity is what becomes zero.
func (b *bookReader) number(h xlsx.Head, r int, l *Line) {
	n := b.decimal(h, r, "Nb")
	switch {
	case n == nil || n.Equal(one):
	case n.IsZero():
		l.Quantity, l.QuantityFormula, l.From = decimal.Zero, "", ""
		b.out.Report.Warnf(h.Ref(r, "Nb"), "budget/cell", "Le nombre de la ligne %s est 0 : elle est lue avec une quantité de 0.", l.Name())
	default:
		l.Number = *n
	}
}

// lineCells are the columns of the fields of a line that a report names.
var lineCells = [][2]string{{"", "Intitulé"}, {".account", "Compte"}, {".number", "Nb"}, {".quantity", "Quantité"},
	{".quantity_formula", "Formule de quantité"}, {".unit", "Unité"}, {".per_episode", "Par épisode"}, {".rate", "Tarif"},
	{".currency", "Devise"}, {".entered", "Montant saisi"}, {".status", "Statut"}, {".profile", "Profil"},
	{".charges", "Taux de charges"}, {".shares.territory", "Part France"}, {".shares.credit", "Part éligible"}, {".group", "Groupe"},
	{".span", "Du"}, {".person", "Personne"}, {".role", "Rôle"}, {".job", "Fonction"}, {".basis", "Base du tarif"},
	{".from", "Source au plan"}, {".note", "Note"}}

// percentCells are those of a percent line.
var percentCells = [][2]string{{"", "Intitulé"}, {".account", "Compte"}, {".base", "Base"}, {".except", "Sauf"}, {".rate", "Taux"},
	{".cap", "Plafond"}, {".fixed", "Forfait"}, {".entered", "Montant saisi"}}

// lineShares reads the two axes that stand on the line.
func (b *bookReader) lineShares(h xlsx.Head, r int, l *Line) {
	set := func(axis, home, other string, share decimal.Decimal, title string) {
		if share.IsNegative() || share.GreaterThan(one) {
			b.fail(h.Ref(r, title), "Une part est comprise entre 0 et 100 %%, la cellule contient « %s ».", fr.Clip(h.Text(r, title)))
			return
		}
		if l.Shares == nil {
			l.Shares = map[string]map[string]decimal.Decimal{}
		}
		l.Shares[axis] = map[string]decimal.Decimal{}
		if share.IsPositive() {
			l.Shares[axis][home] = share
		}
		if rest := one.Sub(share); rest.IsPositive() {
			l.Shares[axis][other] = rest
		}
	}
	country := h.Text(r, "Hors de France")
	if share := b.decimal(h, r, "Part France"); share != nil && country != "voir Répartitions" {
		if country == "" {
			country = Abroad
		}
		if !(l.Status == Foreign && share.IsZero() && country == Abroad) {
			set(TerritoryAxis, France, country, *share, "Part France")
		}
	}
	if share := b.decimal(h, r, "Part éligible"); share != nil {
		set(CreditAxis, Eligible, "out", *share, "Part éligible")
	}
}

func (b *bookReader) percents() {
	h, ok := b.table("Pourcentages", "Identifiant", "Base", "Taux")
	if !ok {
		return
	}
	rows(h, "Identifiant", nil, func(r int) {
		p := Percent{ID: h.Text(r, "Identifiant"), Account: h.Text(r, "Compte"), Label: h.Text(r, "Intitulé"), Base: h.Text(r, "Base"),
			Rate: b.value(h, r, "Taux"),
			Cap:  b.decimal(h, r, "Plafond"), Fixed: b.decimal(h, r, "Forfait"), Entered: b.decimal(h, r, "Montant saisi")}
		for _, x := range strings.Split(h.Text(r, "Sauf"), ",") {
			if x = strings.TrimSpace(x); x != "" {
				p.Except = append(p.Except, x)
			}
		}
		for _, c := range percentCells {
			b.put(percentPath(len(b.out.Budget.Percents))+c[0], h, r, c[1])
		}
		b.out.Budget.Percents = append(b.out.Budget.Percents, p)
	})
}

// shares reads the axes that do not fit the sheet of lines.
func (b *bookReader) shares() {
	h, ok := b.table("Répartitions", "Identifiant de la ligne", "Axe", "Valeur de l'axe")
	if !ok {
		return
	}
	lines, percents, paths := map[string]*Line{}, map[string]*Percent{}, map[string]string{}
	for i := range b.out.Budget.Lines {
		lines[b.out.Budget.Lines[i].ID], paths[b.out.Budget.Lines[i].ID] = &b.out.Budget.Lines[i], linePath(i)
	}
	for k := range b.out.Budget.Percents {
		percents[b.out.Budget.Percents[k].ID], paths[b.out.Budget.Percents[k].ID] = &b.out.Budget.Percents[k], percentPath(k)
	}
	fresh := map[string]bool{} // axes that this sheet has started: it replaces what the line's own cells said
	put := func(m *map[string]map[string]decimal.Decimal, id, axis, value string, d decimal.Decimal) {
		if *m == nil {
			*m = map[string]map[string]decimal.Decimal{}
		}
		if key := id + "\x00" + axis; !fresh[key] {
			fresh[key], (*m)[axis] = true, map[string]decimal.Decimal{}
		}
		(*m)[axis][value] = d
	}
	rows(h, "Identifiant de la ligne", nil, func(r int) {
		id, axis, value := h.Text(r, "Identifiant de la ligne"), h.Text(r, "Axe"), h.Text(r, "Valeur de l'axe")
		fractionCell, amount := b.decimal(h, r, "Fraction"), b.decimal(h, r, "Euros")
		l, p := lines[id], percents[id]
		b.put(paths[id]+".shares."+axis, h, r, "Fraction") // checkAxis names fractions and amounts so
		b.put(paths[id]+".split."+axis, h, r, "Euros")
		switch {
		case l == nil && p == nil:
			b.fail(h.Ref(r, "Identifiant de la ligne"), "La répartition vise une ligne absente du devis : « %s ».", fr.Clip(id))
		case amount != nil && l != nil:
			delete(l.Shares, axis)
			put(&l.Split, id, axis, value, *amount)
		case fractionCell != nil && l != nil:
			put(&l.Shares, id, axis, value, *fractionCell)
		case fractionCell != nil:
			put(&p.Shares, id, axis, value, *fractionCell)
		}
	})
}

func (b *bookReader) total() {
	if h, ok := b.table("Devis", "Compte", "Intitulé", "Montant"); ok {
		for r := h.Row + 1; r < len(h.Sheet.Rows); r++ {
			if h.Text(r, "Compte") == "" && strings.HasPrefix(fr.Fold(h.Text(r, "Intitulé")), "total") {
				b.out.Total = b.value(h, r, "Montant")
			}
		}
	}
}

// Agree holds what the workbook's own program computed against the library: one warning a line, and one for the total,
// with the difference in euros. A line typed in the workbook has its charges only here; a changed duration moves ceilings.
func Agree(r Reading, e Estimate) moteur.Report {
	var out moteur.Report
	for i, a := range e.Lines {
		kept := a.Amount
		if !a.Active {
			kept = decimal.Zero
		}
		if was, ok := r.Lines[a.Line]; ok && !was.Sub(kept).Abs().LessThan(halfCent) {
			out.Warnf(linePath(i), "budget/workbook-differs", "Ligne %s : %s dans le classeur, %s calculé.", e.Budget.Lines[i].Name(),
				fr.Euros(was), fr.Euros(kept))
		}
	}
	if gap := e.Total.Sub(r.Total); !gap.Abs().LessThan(halfCent) {
		out.Warnf("total", "budget/workbook-differs", "Total : %s dans le classeur, %s calculé (écart %s).", fr.Euros(r.Total),
			fr.Euros(e.Total), fr.Euros(gap))
	}
	return out
}

var halfCent = decimal.New(5, -3)
