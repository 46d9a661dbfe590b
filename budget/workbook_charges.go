package budget

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/money"
)

// charges is the sheet of charges: one row an amount of Estimate.Charges.
func (s *sheet) charges() doc.Table {
	t := doc.Table{Key: "charges", Sheet: "Charges", Protected: true, Columns: []doc.Column{
		{Key: "code", Title: "Compte", Width: 1}, {Key: "at", Title: "Rang du compte", Kind: doc.Int, Hidden: true}, {Key: "label",
			Title: "Ligne", Width: 5},
		{Key: "charge", Title: "Taux", Width: 2}, {Key: "base", Title: "Assiette", Width: 2.2, Kind: doc.Amount},
		{Key: "each", Title: "Par personne", Kind: doc.Amount, Hidden: true}, {Key: "people", Title: "Personnes", Kind: doc.Int,
			Hidden: true}, {Key: "more", Title: "Dont un centime de plus", Kind: doc.Int, Hidden: true},
		{Key: "one", Title: "Charges d'une personne", Kind: doc.Amount, Hidden: true},
		{Key: "other", Title: "Charges d'une personne au centime de plus", Kind: doc.Amount, Hidden: true},
		{Key: "amount", Title: "Charges", Width: 2.2, Kind: doc.Amount},
		{Key: "share", Title: "Part des salaires", Width: 1.4, Kind: doc.Percent}, {Key: "abroad", Title: "Étranger", Kind: doc.Amount,
			Hidden: true}, {Key: "eligible", Title: "Éligible", Kind: doc.Amount, Hidden: true},
	}}
	t.Rows = append(t.Rows, doc.Row{Key: "first"})
	rates := map[string]*Charge{}
	for k := range s.b.Charges {
		rates[s.b.Charges[k].ID] = &s.b.Charges[k]
	}
	used := map[string][]string{}
	bl := newBiller(s.b, s.t)
	for k, ch := range s.e.Charges {
		i := s.lineOf[ch.Line]
		l := &s.b.Lines[i]
		pay := "{lignes!l" + strconv.Itoa(i) + ".amount}"
		base, amount, label := live(doc.Eur(ch.Base), pay), doc.Eur(ch.Amount), "charges légales"
		head := make([]doc.Cell, 5) // what one person is paid and bears, and how many there are
		if own := rates[ch.Charge]; own != nil {
			label = own.Label
			if own.Ceiling != nil {
				room := own.Ceiling.String()
				if key := own.key(l); key != "" {
					for _, before := range used[key] {
						room += "-" + before
					}
					used[key] = append(used[key], "{c"+strconv.Itoa(k)+".base}")
				}
				base = live(base, "MIN("+pay+","+room+")")
			}
			amount = live(amount, s.line("{@.base}*"+own.Rate.String()))
		} else if f := s.legal(bl, i); f != "" {
			head = s.perHead(bl, i, f)
			amount = live(amount, s.line("({@.people}-{@.more})*{@.one}+{@.more}*{@.other}"))
		}
		share := money.Share(ch.Amount, ch.Base, 4)
		abroad := ch.Amount.Sub(partOf(s.e, TerritoryAxis, ch.Amount, l, France))
		eligible := partOf(s.e, CreditAxis, ch.Amount, l, Eligible)
		abroadCell, eligibleCell := doc.Eur(abroad), doc.Eur(eligible)
		if s.splits() {
			line := "{lignes!l" + strconv.Itoa(i)
			abroadCell = live(abroadCell, `IF(`+line+`.share}="",0,`+s.R("{@.amount}-"+s.R("{@.amount}*"+line+".share}"))+`)`)
			eligibleCell = live(eligibleCell, `IF(`+line+`.credit}="",0,`+s.R("{@.amount}*"+line+".credit}")+`)`)
		}
		t.Rows = append(t.Rows, doc.Row{Key: "c" + strconv.Itoa(k), Cells: []doc.Cell{
			doc.S(ch.Account), doc.N(s.index[s.t.byCode[ch.Account]]), doc.S(l.Label), doc.S(label), base, head[0], head[1], head[2],
			head[3], head[4], amount,
			live(doc.Pct(share, 2), "IF({@.base}=0,0,ROUND({@.amount}/{@.base},4))"), abroadCell, eligibleCell,
		}})
	}
	t.Rows = append(t.Rows, doc.Row{Key: "last"})
	return t
}

// perHead are the cells of one person of line i: the pay in whole cents, the persons, those who have a cent more, and the charges of one
// of each kind, by the formula of the charges of a pay.
func (s *sheet) perHead(bl *biller, i int, charges string) []doc.Cell {
	l, a := &s.b.Lines[i], &s.e.Lines[i]
	p, people, more := bl.pays(l, a, bl.profileOf(l, &s.t.nodes[s.t.byCode[l.Account]].Account))
	number := "{lignes!l" + strconv.Itoa(i) + ".number}"
	other := decimal.Zero
	first := bl.charge(p).total
	if more > 0 {
		p.Gross = p.Gross.Add(cent)
		other = bl.charge(p).total
	}
	return []doc.Cell{
		live(doc.Eur(p.Gross.Sub(decimal.NewFromInt(min(more, 1)).Mul(cent))), "INT(ROUND({@.base}*100,0)/{@.people})/100"),
		live(doc.N(int(people)), "IF("+number+"=INT("+number+"),MAX(1,"+number+"),1)"),
		live(doc.N(int(more)), "ROUND(({@.base}-{@.each}*{@.people})*100,0)"),
		live(doc.Eur(first), strings.ReplaceAll(charges, gross, "{@.each}")),
		live(doc.Eur(other), "IF({@.more}=0,0,"+strings.ReplaceAll(charges, gross, "({@.each}+0.01)")+")"),
	}
}

// key names what a ceiling counts together, empty for a ceiling by line.
func (ch *Charge) key(l *Line) string {
	switch {
	case ch.Scope == "account":
		return ch.ID + "\x00account\x00" + l.Account
	case ch.Scope == "person" && l.Person != "":
		return ch.ID + "\x00person\x00" + l.Person
	}
	return ""
}

// percents is the sheet of percent lines.
func (s *sheet) percents() doc.Table {
	t := doc.Table{Key: "pct", Sheet: "Pourcentages", Protected: true, Columns: []doc.Column{
		{Key: "id", Title: "Identifiant", Width: 1.6}, {Key: "account", Title: "Compte", Width: 1}, {Key: "label", Title: "Intitulé",
			Width: 4}, {Key: "base_text", Title: "Base", Width: 3},
		{Key: "except", Title: "Sauf", Width: 2}, {Key: "base", Title: "Montant de la base", Width: 2.2, Kind: doc.Amount}, {Key: "rate",
			Title: "Taux", Width: 1.3, Kind: doc.Percent},
		{Key: "cap", Title: "Plafond", Width: 2, Kind: doc.Number}, {Key: "fixed", Title: "Forfait", Width: 2,
			Kind: doc.Number}, {Key: "computed", Title: "Montant calculé", Width: 2.2, Kind: doc.Amount},
		{Key: "entered", Title: "Montant saisi", Width: 2, Kind: doc.Number}, {Key: "amount", Title: "Montant retenu", Width: 2.2,
			Kind: doc.Amount},
		{Key: "abroad", Title: "Étranger", Kind: doc.Amount, Hidden: true}, {Key: "eligible", Title: "Éligible", Kind: doc.Amount,
			Hidden: true},
	}}
	opt := func(d *decimal.Decimal) doc.Cell {
		if d == nil {
			return typedNumber(decimal.Zero, false)
		}
		return typedNumber(*d, true)
	}
	for k, a := range s.e.Percents {
		p := &s.b.Percents[k]
		terms, _ := s.c.names.parseBase(p.Base)
		base := live(doc.Eur(a.Base), s.base(k, p, terms))
		abroad, eligible := doc.Eur(decimal.Zero), doc.Eur(decimal.Zero)
		if w, ok := p.Shares[TerritoryAxis]; ok {
			abroad = doc.Eur(a.Amount.Sub(s.c.parts(TerritoryAxis, a.Amount, w)[France]))
			f := w[France]
			abroad = live(abroad, s.R("{@.amount}-"+s.R("{@.amount}*"+f.String())))
		}
		if w, ok := p.Shares[CreditAxis]; ok {
			eligible = live(doc.Eur(s.c.parts(CreditAxis, a.Amount, w)[Eligible]), s.R("{@.amount}*"+w[Eligible].String()))
		}
		t.Rows = append(t.Rows, doc.Row{Key: "p" + strconv.Itoa(k), Cells: []doc.Cell{
			doc.S(p.ID), doc.S(p.Account), typed(p.Label), doc.S(p.Base), doc.S(strings.Join(p.Except,
				", ")), base, editable(doc.Pct(p.Rate, 4)), opt(p.Cap), opt(p.Fixed),
			live(doc.Eur(a.Computed), s.own(`MIN(IF({@.fixed}="",{@.base}*{@.rate},{@.fixed}),IF({@.cap}="",1E+15,{@.cap}))`)),
			opt(p.Entered),
			live(doc.Eur(a.Amount), `IF({@.entered}="",{@.computed},`+s.own("{@.entered}")+`)`), abroad, eligible,
		}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{{}, {}, doc.S("Aucun frais en pourcentage.").As(doc.Muted)}}}
	}
	return t
}

// base is the formula of a base: the direct part of its accounts, the earlier percents that stand on them, lines, less
// what is excluded.
func (s *sheet) base(k int, p *Percent, terms []term) string {
	var out []string
	add := func(minus bool, ref string) {
		if minus {
			ref = "-" + ref
		}
		out = append(out, ref)
	}
	for _, t := range terms {
		switch t.kind {
		case termAccount:
			for _, i := range s.c.names.accounts(t) {
				if _, ok := s.index[i]; ok {
					add(t.minus, "{devis!"+nodeKey(i)+".direct}")
				}
				for j := 0; j < k; j++ {
					if s.t.under(s.t.byCode[s.b.Percents[j].Account], i) {
						add(t.minus, "{p"+strconv.Itoa(j)+".amount}")
					}
				}
			}
		case termDirect:
			for _, i := range s.shown {
				if s.t.nodes[i].parent < 0 && s.t.nodes[i].direct {
					add(t.minus, "{devis!"+nodeKey(i)+".direct}")
				}
			}
		case termLine:
			add(t.minus, "{lignes!l"+strconv.Itoa(t.line)+".amount}")
		case termPercent:
			add(t.minus, "{p"+strconv.Itoa(t.percent)+".amount}")
		}
	}
	if len(p.Except) > 0 {
		s.c.bases = make([][]term, len(s.b.Percents))
		s.c.bases[k] = terms
		s.c.nodeOf = make([]int, len(s.b.Lines))
		for i := range s.b.Lines {
			s.c.nodeOf[i] = s.t.byCode[s.b.Lines[i].Account]
		}
		s.c.exclude(k, p, func(kind byte, i int, n int64) {
			ref := map[byte]string{'l': "{lignes!l", 'c': "{charges!c", 'p': "{p"}[kind] + strconv.Itoa(i) + ".amount}"
			switch n {
			case 1:
				add(true, ref)
			case -1:
				add(false, ref)
			default:
				add(true, strconv.FormatInt(n, 10)+"*"+ref)
			}
		})
	}
	f := strings.ReplaceAll(plus(out), "+-", "-")
	if s.round.level == levelLine {
		f = "ROUND(" + f + "," + strconv.Itoa(int(max(s.round.places, 2))) + ")"
	}
	return f
}
