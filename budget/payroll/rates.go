package payroll

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

var one = decimal.NewFromInt(1)

// Rates are the barèmes of one date under given options, resolved once and used for any number of pays. The value is
// read-only and safe for concurrent use.
type Rates struct {
	on       moteur.Date
	opts     Settings
	profiles map[Profile]profileRates
	table    law.Table // of the charges
	pjss     decimal.Decimal
	artist   artistCeiling
	smic     decimal.Decimal // of the date
	smicRef  decimal.Decimal // of the reduced rates; zero when unknown
	dfs      map[DeductionGroup]decimal.Decimal
	dfsCap   decimal.Decimal
	dfsFloor decimal.Decimal // of the deducted base, in SMIC of the hours paid
	extra    flatExtra
	limits   thresholds
	notes    moteur.Report // what the options leave open

	reduction *reduction // nil when there is none on the date, or none is wanted
}

type profileRates struct {
	lines  []rateLine
	report moteur.Report
	err    error
}

// base kinds of a line; the codes stand in the "kind" of the table's entries.
const (
	baseGross        = "gross"
	baseGrossBefore  = "gross_before_deduction"
	baseT1Security   = "t1_security"
	baseT1           = "t1"
	baseT2           = "t2"
	baseUnemployment = "unemployment"
	baseCET          = "cet"
	baseAPEC         = "apec"
	baseAuthor       = "author"
)

// Lines with a rule of their own.
const (
	shortContract       = "chomage_cddu_court" // unemployment surcharge of short contracts
	extraApprenticeship = "csa_apprentissage"  // by the staff and its share of trainees
)

type rateLine struct {
	id, label, kind string
	rate            decimal.Decimal
	reduced         decimal.Decimal
	reducedMax      decimal.Decimal // ratio of pay to SMIC; zero when there is no reduced rate
	source          moteur.Source
	flat            bool // stands on the assiette forfaitaire of extras where it applies
}

// flatExtra is the option of an assiette forfaitaire for extras engaged by the day: SMIC hours a day, the pay of a day under which
// it is allowed as a share of the monthly ceiling, and the lines it serves. The zero value is the option not taken.
type flatExtra struct {
	hours, limit decimal.Decimal
	lines        []string
}

// RatesOn resolves the rates in force on a date. Errors name the option that cannot be read; a line that has no value at
// that date makes Charge refuse the profiles that need it, not the others.
func RatesOn(on moteur.Date, o Settings) (*Rates, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	t, err := chargesTable()
	if err != nil {
		return nil, err
	}
	if err := o.known(t); err != nil {
		return nil, err
	}
	profs, err := profilesTable()
	if err != nil {
		return nil, err
	}
	r := &Rates{on: on, opts: o, table: t, profiles: make(map[Profile]profileRates, len(profs.Entries)),
		dfs: map[DeductionGroup]decimal.Decimal{}}
	b := law.Open(on, &r.notes, t).At("rates")
	r.limits = readThresholds(b)
	r.readCeilings(b)
	if o.FlatDeduction {
		for _, g := range []DeductionGroup{Deduction25, Deduction20} {
			r.dfs[g] = b.Number("dfs." + string(g)).Shift(-2)
		}
		r.dfsCap, r.dfsFloor = b.Number("dfs.cap"), b.Number("dfs.floor")
	}
	if o.FlatExtraBase {
		r.extra = flatExtra{b.Number("extra.flat.hours"), b.Number("extra.flat.limit"), strings.Fields(b.Text("extra.flat.lines"))}
	}
	if !o.NoGeneralReduction {
		r.readReduction(b)
	}
	r.noteOptions()
	factor, reducedLines := b.Number("artist_factor"), strings.Fields(b.Text("artist_factor.lines"))
	if err := b.Err(); err != nil {
		return nil, fmt.Errorf("payroll : %w", err)
	}
	for _, e := range profs.Entries {
		r.profiles[Profile(e.ID)] = r.resolve(t, profs, Profile(e.ID), factor, reducedLines)
	}
	return r, nil
}

// readReduction reads the general reduction of the date, and says when there is none.
func (r *Rates) readReduction(b law.Book) {
	if r.reduction = readReduction(b, r.opts.Staff); r.reduction == nil {
		r.notes.Notef("", "payroll/reduction-none", "Réduction générale non relevée au %s : aucune n'est appliquée.", r.on)
		return
	}
	r.reduction.smic = reductionSMIC(b, r.table, &r.notes)
}

// readCeilings reads what the oldest dates do not have: the ceilings of a day, the SMIC and the day of an artist.
func (r *Rates) readCeilings(b law.Book) {
	read := func(id string) decimal.Decimal {
		if !b.Has(id) {
			return decimal.Zero
		}
		return b.Number(id)
	}
	r.pjss, r.smic, r.smicRef = read("PJSS"), read("SMIC_hour"), read("smic_reference")
	r.artist.day = read("artist_day_hours").Mul(read("PHSS"))
	r.artist.from = int(read("artist_day_max").IntPart())
}

// known refuses the lines of charges that the table does not hold.
func (o Settings) known(t law.Table) error {
	for _, id := range append(slices.Sorted(maps.Keys(o.Rates)), o.Skip...) {
		if _, ok := t.Entry(id); !ok {
			var lines []strict.Value
			for _, e := range t.Entries {
				lines = append(lines, strict.Value{Code: e.ID, Label: e.Label})
			}
			return fmt.Errorf("payroll : ligne de charges inconnue : %q%s", id, strict.Suggest(id, lines))
		}
	}
	return nil
}

func (o Settings) check() error {
	rates := map[string]decimal.Decimal{}
	for id, v := range o.Rates {
		rates[id] = v
	}
	if o.AccidentRate != nil {
		rates["accident_rate"] = *o.AccidentRate
	}
	if o.TraineeShare != nil {
		rates["trainee_share"] = *o.TraineeShare
	}
	if o.MobilityRate != nil {
		rates["mobility_rate"] = *o.MobilityRate
	}
	for id, v := range rates {
		if money.Guard(v) != nil || v.IsNegative() || v.GreaterThan(one) {
			return fmt.Errorf("payroll : taux %q hors limites : attendu une fraction entre 0 et 1 (0,016 pour 1,6 %%)", id)
		}
	}
	if c := o.PaidLeaveCap; c != nil && (money.Guard(*c) != nil || c.IsNegative()) {
		return fmt.Errorf("payroll : plafond des congés « paid_leave_cap » hors limites : attendu un montant en euros")
	}
	if o.Staff < 0 {
		return fmt.Errorf("payroll : effectif « staff » négatif : %d", o.Staff)
	}
	switch o.Territory {
	case "", "paris", "alsace-moselle":
	default:
		if o.MobilityRate == nil {
			return fmt.Errorf("payroll : territoire %q sans taux de versement mobilité connu : donnez « mobility_rate »%s", o.Territory,
				strict.SuggestCodes(o.Territory, []string{"paris", "alsace-moselle"}))
		}
	}
	if s := o.TraineeShare; s != nil && (money.Guard(*s) != nil || s.IsNegative() || s.GreaterThan(one)) {
		return fmt.Errorf("payroll : part d'alternants hors limites : attendu une fraction entre 0 et 1 (0,05 pour 5 %%)")
	}
	if o.Staff < 0 {
		return fmt.Errorf("payroll : effectif négatif (%d)", o.Staff)
	}
	return nil
}

func (r *Rates) noteOptions() {
	o := r.opts
	switch {
	case o.MobilityRate == nil && o.Territory == "":
		r.notes.Notef("", "payroll/territory-unset", "Lieu de travail non indiqué : le versement mobilité n'est pas compté.")
	case o.MobilityRate == nil && o.Territory == "alsace-moselle":
		r.notes.Notef("", "payroll/territory-unset", "Alsace-Moselle : le versement mobilité dépend de la commune ; donnez son taux.")
	}
	if o.Staff == 0 {
		r.notes.Notef("", "payroll/staff-unset",
			"Effectif non indiqué : compté sous %d salariés pour le FNAL, et assez nombreux pour le versement mobilité et la formation "+
				"des permanents.", r.limits.fnal)
	}
	if _, given := o.Rates[extraApprenticeship]; o.Staff >= r.limits.apprenticeship && o.TraineeShare == nil && !given {
		r.notes.Notef("", "payroll/rate-missing",
			"Effectif de %d salariés et plus : contribution supplémentaire à l'apprentissage non comptée, faute de la part d'alternants "+
				"(« trainee_share »).", r.limits.apprenticeship)
	}
}

// lineIDs applies staff, territory and skips to the lines of a profile.
func (r *Rates) lineIDs(ids []string) []string {
	var out []string
	for _, id := range ids {
		switch {
		case slices.Contains(r.opts.Skip, id):
			continue
		case id == "fnal_lt50" && r.opts.Staff >= r.limits.fnal:
			id = "fnal_ge50"
		case id == "mobilite_paris":
			if (r.opts.Staff > 0 && r.opts.Staff < r.limits.mobility) || (r.opts.MobilityRate == nil && r.opts.Territory != "paris") {
				continue
			}
		}
		out = append(out, id)
		if id == "taxe_apprentissage" && r.opts.Staff >= r.limits.fnal && !slices.Contains(r.opts.Skip, "peec") {
			out = append(out, "peec")
		}
		if _, given := r.opts.Rates[extraApprenticeship]; id == "taxe_apprentissage" && r.opts.Staff >= r.limits.apprenticeship &&
			(given || r.opts.TraineeShare != nil) && !slices.Contains(r.opts.Skip, extraApprenticeship) {
			out = append(out, extraApprenticeship)
		}
	}
	return out
}

func (r *Rates) resolve(t, profs law.Table, p Profile, factor decimal.Decimal, reducedLines []string) profileRates {
	var pr profileRates
	list, err := profs.Text(string(p), r.on)
	if err != nil {
		pr.err = fmt.Errorf("payroll : %w", err)
		return pr
	}
	list.Source.Note = ""
	read := list
	read.Source.Verified = true // that it was not read is said below, by the name of the profile
	read.Use(&pr.report, "profile")
	if !list.Source.Verified {
		pr.report.Add(moteur.Issue{Path: "profile", Severity: moteur.Notice, Rule: moteur.RuleUnverified, Source: list.Source,
			Message: fmt.Sprintf("À confirmer : lignes de charges du profil %s.", p.Label())})
	}
	if p == Foreigner {
		pr.report.Warnf("profile", "payroll/foreign-scheme",
			"Régime étranger : aucune charge française ; certificat A1 ou convention bilatérale à conserver, charges du pays à ajouter.")
	}
	for _, id := range r.lineIDs(strings.Fields(list.Value)) {
		if id == shortContract && r.leavesSurcharge(t, &pr.report) {
			continue
		}
		l, err := r.line(t, id, &pr.report)
		switch {
		case errors.Is(err, law.ErrEmpty):
			e, _ := t.Entry(id)
			pr.report.Notef("charges."+id, "payroll/rate-missing",
				"%s : taux non relevé, ligne non comptée ; donnez-le dans payroll.rates du devis.", e.Label)
			continue
		case err != nil:
			pr.err = fmt.Errorf("payroll : %w", err)
			return pr
		}
		_, given := r.opts.Rates[id]
		l.flat = slices.Contains(r.extra.lines, id)
		if p.artist() && slices.Contains(reducedLines, id) && !given {
			l.rate, l.reduced = r.abate(l.rate, factor), r.abate(l.reduced, factor)
		}
		pr.lines = append(pr.lines, l)
	}
	return pr
}

// leavesSurcharge tells that the surcharge of short contracts is left out, and says so: its rate of the date is not confirmed, and
// the settings neither ask for it nor give a rate.
func (r *Rates) leavesSurcharge(t law.Table, rep *moteur.Report) bool {
	c, err := t.Decimal(shortContract, r.on)
	if _, given := r.opts.Rates[shortContract]; err != nil || c.Source.Verified || given || r.opts.ShortContractSurcharge {
		return false
	}
	e, _ := t.Entry(shortContract)
	rep.Add(moteur.Issue{Path: "charges." + shortContract, Severity: moteur.Notice, Rule: "payroll/short-contract", Source: c.Source,
		Message: fmt.Sprintf("%s : non comptée au %s, où rien ne la confirme ; à demander au gestionnaire de paie "+
			"(« short_contract_surcharge » la compte).", e.Label, r.on)})
	return true
}

// apprenticeship is the rate of the extra apprenticeship levy for the share of trainees of the settings: bounds are "below", and the
// first slice is dearer for the largest firms.
func (r *Rates) apprenticeship(b law.Book) (decimal.Decimal, moteur.Source) {
	place := ""
	if r.opts.Territory == "alsace-moselle" {
		place = ".alsace-moselle"
	}
	scale, src := b.Bands(extraApprenticeship + ".scale" + place)
	for i, band := range scale {
		if !band.Open && !r.opts.TraineeShare.LessThan(band.To) {
			continue
		}
		if i == 0 && r.opts.Staff >= b.Int("staff.apprenticeship.large") {
			return b.Number(extraApprenticeship + ".large" + place).Shift(-2), b.Source(extraApprenticeship + ".large" + place)
		}
		return band.Value.Shift(-2), src
	}
	return decimal.Zero, src
}

// abate applies the artists' factor and rounds the rate to two decimals of a percent unless ExactRates.
func (r *Rates) abate(rate, factor decimal.Decimal) decimal.Decimal {
	rate = rate.Mul(factor)
	if r.opts.ExactRates {
		return rate
	}
	return rate.Round(4)
}

func (r *Rates) line(t law.Table, id string, rep *moteur.Report) (rateLine, error) {
	e, _ := t.Entry(id)
	l := rateLine{id: id, label: e.Label, kind: e.Kind}
	given := func(v decimal.Decimal, why string) rateLine {
		l.rate, l.source = v, moteur.Source{Text: why, Verified: true}
		return l
	}
	if v, ok := r.opts.Rates[id]; ok {
		rep.Notef("charges."+id, "payroll/rate-given", "%s : taux donné par l'employeur (%s %%), au lieu de la table.", e.Label, v.Shift(2))
		return given(v, "taux donné par l'employeur"), nil
	}
	if id == "atmp_technicien" && r.opts.AccidentRate != nil {
		return given(*r.opts.AccidentRate, "taux notifié par la CARSAT ou la CRAMIF"), nil
	}
	if id == "mobilite_paris" && r.opts.MobilityRate != nil {
		l.label = "Versement mobilité"
		return given(*r.opts.MobilityRate, "taux du lieu de travail donné par l'employeur"), nil
	}
	if id == extraApprenticeship {
		b := law.Open(r.on, rep, t).At("charges." + id)
		l.rate, l.source = r.apprenticeship(b)
		return l, b.Err()
	}
	look := id
	if id == "formation_permanent" {
		if b := law.Open(r.on, rep, t).At("charges." + id); r.opts.Staff == 0 || r.opts.Staff >= b.Int("staff.training") {
			look += ".ge11"
		}
	}
	if r.opts.Territory == "alsace-moselle" && (id == "atmp_artiste" || id == "taxe_apprentissage") {
		look = id + ".alsace-moselle"
	}
	c, err := t.Decimal(look, r.on)
	if err != nil {
		return l, err
	}
	l.rate, l.source = c.Use(rep, "charges."+id).Shift(-2), c.Source
	if red, err := t.Decimal(id+".reduced", r.on); err == nil {
		limit, err := t.Decimal(id+".reduced.max", r.on)
		if err != nil {
			return l, err
		}
		l.reduced, l.reducedMax = red.Use(rep, "charges."+id).Shift(-2), limit.Use(rep, "charges."+id)
	}
	return l, nil
}
