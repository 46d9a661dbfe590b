package points

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

const france = "FR"

var definitions = moteur.Source{Text: "RGA art. 120-1", Verified: true}

func home(country string) string {
	if country == "" {
		return france
	}
	return strings.ToUpper(country)
}

// assimilated tells whether a person counts as French (RGA art. 120-1), with the reason.
func (b *book) assimilated(p moteur.Person) (bool, string) {
	switch {
	case p.Nationality == "":
		if b.longPermit(p) {
			return true, fmt.Sprintf("titre de séjour de %d ans", p.PermitYears)
		}
		return false, "nationalité non renseignée"
	case p.Nationality == france:
		return true, "nationalité française"
	}
	if c, ok := b.member(p.Nationality); ok && (c.Source.Verified || !b.longPermit(p)) {
		return true, fmt.Sprintf("%s : %s", p.Nationality, c.Use(b.report, p.ID))
	}
	if b.longPermit(p) {
		return true, fmt.Sprintf("titre de séjour de %d ans", p.PermitYears)
	}
	return false, fmt.Sprintf("nationalité %s non assimilée", p.Nationality)
}

// longPermit tells whether a residence permit makes its holder count as French; before the text no permit does.
func (b *book) longPermit(p moteur.Person) bool {
	return b.Has("permit.years") && decimal.NewFromInt(int64(p.PermitYears)).GreaterThanOrEqual(b.Number("permit.years"))
}

// established tells whether a firm is established in France: seat in France, or seat in the EU or EEA with a stable
// installation in France.
func (b *book) established(country string, installed bool) (bool, string) {
	c := home(country)
	if c == france {
		return true, "siège en France"
	}
	if _, ok := b.member(c, "eu", "eea"); !ok {
		return false, "siège hors Union européenne et EEE (" + c + ")"
	}
	if installed {
		return true, "siège " + c + ", installation stable en France"
	}
	return false, "siège " + c + " sans installation en France"
}

// Status answers, on a date, who counts as French: persons, companies, the film itself. Its doubts are said in the report it was
// opened with.
type Status struct{ book *book }

// Open reads the texts in force on a date.
func Open(on moteur.Date, report *moteur.Report) (Status, error) {
	b, err := openBook(on, report)
	return Status{b}, err
}

// Company tells whether a producer meets the conditions of a production company (RGA art. 211-3), with all that is missing.
func (s Status) Company(f Facts, p Producer) (bool, string, error) { return s.book.company(f, p) }

// Initiative is the film's initiative: French or not, with its reason.
func (s Status) Initiative(f Facts) Fact { return s.book.initiative(f) }

// Expression tells whether the film is an œuvre d'expression originale française, with its reason.
func (s Status) Expression(f Facts) Fact { return s.book.expression(f) }

// Assimilation tells whether each person of the facts is French or assimilated on a date, with the reason.
func Assimilation(f Facts, on moteur.Date) ([]Fact, moteur.Report, error) {
	var report moteur.Report
	b, err := openBook(on, &report)
	if err != nil {
		return nil, report, err
	}
	var out []Fact
	for _, p := range f.People {
		ok, why := b.assimilated(p)
		out = append(out, Fact{ID: p.ID, Label: p.Name(), Holds: ok, Reason: why, Source: definitions})
	}
	return out, report, nil
}

// Person finds a person by ID; an unknown ID is a person of unknown nationality.
func (f Facts) Person(id string) moteur.Person {
	for _, p := range f.People {
		if p.ID == id {
			return p
		}
	}
	return moteur.Person{ID: id, LastName: id}
}

// company tells whether a producer meets art. 211-3, with all that is missing.
func (b *book) company(f Facts, p Producer) (bool, string, error) {
	capital, cash := b.Number("company.capital"), b.Number("company.cash")
	if err := b.Err(); err != nil {
		return false, "", fmt.Errorf("cnc : %w", err)
	}
	var miss []string
	if ok, why := b.established(p.Company.Country, p.Installed); !ok {
		miss = append(miss, why)
	}
	if p.Company.Capital.LessThan(capital) {
		miss = append(miss, fmt.Sprintf("capital de %s, %s exigés", fr.WholeEuros(p.Company.Capital), fr.WholeEuros(capital)))
	}
	if p.CashPaid.LessThan(cash) {
		miss = append(miss, fmt.Sprintf("capital libéré en numéraire de %s, %s exigés", fr.WholeEuros(p.CashPaid), fr.WholeEuros(cash)))
	}
	if len(p.Officers) == 0 {
		miss = append(miss, "dirigeants non renseignés")
	}
	for _, id := range p.Officers {
		if ok, why := b.assimilated(f.Person(id)); !ok {
			miss = append(miss, f.Person(id).Name()+" : "+why)
		}
	}
	european := 0
	for _, id := range p.Board {
		if ok, _ := b.assimilated(f.Person(id)); ok {
			european++
		}
	}
	if len(p.Board) > 0 && 2*european <= len(p.Board) {
		miss = append(miss, fmt.Sprintf("conseil d'administration : %d membres assimilés sur %d", european, len(p.Board)))
	}
	if p.NonEuropeanControl {
		miss = append(miss, "contrôlée par des personnes non européennes")
	}
	if len(miss) > 0 {
		return false, fr.Capital(strings.Join(miss, " ; ")), nil
	}
	return true, "répond aux conditions de l'article 211-3", nil
}

// initiative computes the film's initiative: française when every producer is established in France, or when the French share
// of the finance is the largest and a French délégué acquired the rights.
func (b *book) initiative(f Facts) Fact {
	fact := Fact{ID: "initiative", Label: "Film d'initiative française", Source: definitions}
	shares := map[string]decimal.Decimal{}
	var foreign []string
	rights := false
	for _, p := range f.Producers {
		if ok, _ := b.established(p.Company.Country, p.Installed); ok {
			shares[france] = shares[france].Add(p.Share)
			rights = rights || p.Delegate && p.Rights
			continue
		}
		c := p.Seat()
		shares[c] = shares[c].Add(p.Share)
		foreign = append(foreign, c)
	}
	if len(f.Producers) == 0 {
		fact.Reason = "Aucun producteur renseigné."
		return fact
	}
	if len(foreign) == 0 {
		fact.Holds, fact.Reason = true, "Tous les producteurs sont établis en France."
		return fact
	}
	slices.Sort(foreign)
	for _, c := range foreign {
		if shares[c].GreaterThanOrEqual(shares[france]) {
			fact.Reason = fmt.Sprintf("La part française (%s) n'est pas la plus importante : %s apporte %s.",
				fr.Percent(shares[france], 2), c, fr.Percent(shares[c], 2))
			return fact
		}
	}
	if !rights {
		fact.Reason = fmt.Sprintf("La part française (%s) est la plus importante, mais aucun délégué établi en France n'a acquis les "+
			"droits de l'œuvre ou du scénario.", fr.Percent(shares[france], 2))
		return fact
	}
	fact.Holds = true
	fact.Reason = fmt.Sprintf("La part française (%s) est la plus importante et un délégué établi en France a acquis les droits.",
		fr.Percent(shares[france], 2))
	return fact
}

// frenchShare returns the share of French and regional languages, whether they are the most used, and whether shares are known.
func (b *book) frenchShare(f Facts) (share decimal.Decimal, most, known bool) {
	if len(f.Language.Spoken) == 0 {
		most = b.frenchLanguage(f.Film.Language)
		if most && len(f.Film.OtherLanguages) == 0 {
			share = decimal.NewFromInt(1)
		}
		return share, most, len(f.Film.OtherLanguages) == 0
	}
	others := map[string]decimal.Decimal{}
	for _, s := range f.Language.Spoken {
		if b.frenchLanguage(s.Language) {
			share = share.Add(s.Share)
			continue
		}
		others[s.Language] = others[s.Language].Add(s.Share)
	}
	most = share.IsPositive()
	for _, o := range others {
		if o.GreaterThanOrEqual(share) {
			most = false
		}
	}
	return share, most, true
}

func (b *book) frenchLanguage(code string) bool {
	if code == "fr" {
		return true
	}
	if !slices.Contains(b.countries.Regional.Codes, code) {
		return false
	}
	r := b.countries.Regional
	law.Cite(b.countries.Title, "countries/regional_languages", code, r.Dated, b.On()).Use(b.report, "language")
	return true
}

// expression computes the œuvre d'expression originale française: wholly or mainly in French or a regional language.
func (b *book) expression(f Facts) Fact {
	fact := Fact{ID: "expression", Label: "Expression originale française", Source: definitions}
	share, most, known := b.frenchShare(f)
	half := decimal.New(5, -1)
	switch {
	case !known && most:
		fact.Holds, fact.Reason = true,
			"La langue principale est le français ou une langue régionale de France ; parts des langues non renseignées."
	case !known || !share.IsPositive():
		fact.Reason = "La langue principale n'est ni le français ni une langue régionale de France."
	case share.GreaterThan(half):
		fact.Holds, fact.Reason = true, "Français ou langue régionale : "+fr.Percent(share, 1)+" des dialogues et de la voix hors champ."
	default:
		fact.Reason = "Français ou langue régionale : " + fr.Percent(share, 1) + " seulement des dialogues et de la voix hors champ."
	}
	return fact
}
