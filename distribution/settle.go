package distribution

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/support"
	"github.com/moteur-film/moteur/internal/law"
)

// Statement is a relevé de recettes: every step from the ticket to each party, in order.
type Statement struct {
	Title string      `json:"title"`
	Date  moteur.Date `json:"date"` // of the release
	On    moteur.Date `json:"on"`   // of the statement
	// Weeks are the box office of each cinema week.
	Weeks []WeekAmounts `json:"weeks"`
	Steps []Line        `json:"steps"`
	// Shares is what each party gets of the receipts shared; they add up to Shareable.
	Shares    []PartyShare    `json:"shares"`
	Shareable decimal.Decimal `json:"shareable"`
	BreakEven BreakEven       `json:"break_even"`
	Report    moteur.Report   `json:"report"`
}

// WeekAmounts is a cinema week shared between the State, the CNC, the cinemas and the distributor, to the cent.
type WeekAmounts struct {
	Week        int             `json:"week"`
	Admissions  int             `json:"admissions"`
	Gross       decimal.Decimal `json:"gross_ttc"`
	VAT         decimal.Decimal `json:"vat"`
	TSA         decimal.Decimal `json:"tsa"`
	Base        decimal.Decimal `json:"base_film"`
	RentalRate  decimal.Decimal `json:"rental_rate"`
	Rental      decimal.Decimal `json:"distributor_rental"`
	MusicInfo   decimal.Decimal `json:"sacem_info"` // borne by the cinema, for information
	CinemaShare decimal.Decimal `json:"exhibitor_after_sacem"`
}

// Line is a step of the statement with its stable identifier: T cinema, M other modes, R receipts, A advance, S support, U authors
// and performers, P parties.
type Line struct {
	ID   string      `json:"id"`
	Step moteur.Step `json:"step"`
}

// PartyShare is what a party gets.
type PartyShare struct {
	Party  string          `json:"party"`
	Amount decimal.Decimal `json:"amount"`
}

// BreakEven is the point mort: the entries at which the distributor has recouped, zero when it never does.
type BreakEven struct {
	// NetPerAdmission is what one entry leaves after commission, on average over the run, to six decimals.
	NetPerAdmission decimal.Decimal `json:"net_per_admission"`
	Costs           int             `json:"pa"`         // release costs, at the average
	CostsAndMG      int             `json:"pa_plus_mg"` // release costs and guarantee, at the average
	CostsByWeek     int             `json:"pa_by_week"` // release costs, walking the weeks' own rates; 0 when the run is too short
}

// Forecast tells that the statement was written before the release: its receipts are expected, none is earned.
func (s Statement) Forecast() bool { return s.On.Before(s.Date) }

// Amount returns the amount of a step, zero when the statement has no such step.
func (s Statement) Amount(id string) decimal.Decimal {
	for _, l := range s.Steps {
		if l.ID == id {
			return l.Step.Value
		}
	}
	return decimal.Zero
}

// settlement carries the statement while it is built.
type settlement struct {
	r    Release
	book law.Book
	out  Statement
	last map[string]moteur.Step
}

func (s *settlement) add(id string, step moteur.Step) moteur.Step {
	s.out.Steps = append(s.out.Steps, Line{ID: id, Step: step})
	s.last[id] = step
	return step
}

// Settle walks the receipts of a release from the ticket to each party. Each step is rounded once to the cent, half away
// from zero; box office is rounded per week, never per ticket; the shares of the parties add up to what is shared.
// It refuses, with the errors of Check, a release that cannot be settled.
func Settle(r Release) (Statement, error) {
	rep := Check(r)
	if err := rep.Err(); err != nil {
		return Statement{Report: rep}, err
	}
	s := &settlement{r: r, last: map[string]moteur.Step{}, out: Statement{Title: r.Title, Date: r.Date, On: r.On, Report: rep}}
	if r.On.IsZero() {
		s.out.On = r.Date
	}
	var err error
	if s.book, err = openReceipts(r.Date, &s.out.Report); err != nil {
		return Statement{Report: rep}, err
	}
	for _, stage := range []func() error{s.boxOffice, s.theatrical, s.modes, s.receipts, s.support, s.authors, s.parties} {
		if err := stage(); err != nil {
			return Statement{Report: s.out.Report}, err
		}
	}
	s.breakEven()
	return s.out, nil
}

var zero = decimal.Zero

func given(label string, d decimal.Decimal) moteur.Step { return moteur.Given(label, d) }

// Ticket shares the box office of entries at one price: VAT (inside the price), TSA, base film and the distributor's rental.
// Each amount is rounded once, on the whole.
func Ticket(w Week, on moteur.Date) (WeekAmounts, error) {
	b, err := openReceipts(on, nil)
	if err != nil {
		return WeekAmounts{}, err
	}
	tsa, found := support.TicketTax(on)
	if err := found.Err(); err != nil {
		return WeekAmounts{}, err
	}
	return ticket(b, w, tsa.Value)
}

func ticket(b law.Book, w Week, tsa decimal.Decimal) (WeekAmounts, error) {
	out := WeekAmounts{Admissions: w.Admissions, RentalRate: w.RentalRate, Gross: w.Price.Mul(dec(int64(w.Admissions))).Round(2)}
	vat, sacem := b.At("vat").Number("vat"), b.At("sacem").Number("sacem")
	if err := b.Err(); err != nil {
		return WeekAmounts{}, err
	}
	out.VAT = out.Gross.Mul(vat).DivRound(vat.Add(dec(1)), 2)
	out.TSA = out.Gross.Mul(tsa).Round(2)
	out.Base = out.Gross.Sub(out.VAT).Sub(out.TSA)
	out.Rental = out.Base.Mul(w.RentalRate).Round(2)
	out.MusicInfo = out.Gross.Mul(sacem).Round(2)
	out.CinemaShare = out.Base.Sub(out.Rental).Sub(out.MusicInfo)
	return out, nil
}

func (s *settlement) boxOffice() error {
	tax, found := support.TicketTax(s.r.Date)
	s.out.Report.Merge("weeks", found)
	if err := found.Err(); err != nil {
		return err
	}
	var gross, vat, tsa, rental []moteur.Step
	for i, w := range s.r.Weeks {
		a, err := ticket(s.book, w, tax.Value)
		if err != nil {
			return err
		}
		a.Week = i + 1
		s.out.Weeks = append(s.out.Weeks, a)
		label := fmt.Sprintf("semaine %d", i+1)
		gross, vat, tsa = append(gross, given(label, a.Gross)), append(vat, given(label, a.VAT)), append(tsa, given(label, a.TSA))
		rental = append(rental, moteur.Times(label, given("base film", a.Base), given("taux de location", w.RentalRate)))
	}
	t1 := s.add("T1", moteur.Sum("Recette guichet TTC", gross...))
	t2 := s.add("T2", moteur.Sum("TVA comprise dans le prix", vat...))
	t3 := s.add("T3", moteur.Sum("Taxe sur le prix des entrées (TSA)", tsa...))
	s.add("T4", moteur.Minus("Base film", t1, t2, t3))
	s.add("T5", moteur.Sum("Recettes brutes distributeur", rental...))
	return nil
}

// tiers applies a rate by slice of an amount.
func tiers(label string, base moteur.Step, list []Tier) moteur.Step {
	var parts []moteur.Step
	from := zero
	for _, t := range list {
		to := base.Value
		if t.UpTo != nil && t.UpTo.LessThan(to) {
			to = *t.UpTo
		}
		if !to.GreaterThan(from) {
			break
		}
		parts = append(parts, moteur.Times("tranche", given("assiette de la tranche", to.Sub(from)), given("taux", t.Rate)))
		from = to
	}
	return moteur.Sum(label, parts...)
}

func capped(label string, actual, limit decimal.Decimal) moteur.Step {
	if limit.IsZero() {
		return moteur.Sum(label, given("dépensé", actual))
	}
	return moteur.Least(label, given("dépensé", actual), given("plafond du contrat", limit))
}

func (s *settlement) theatrical() error {
	t := s.r.Theatrical
	t5 := s.last["T5"]
	t6 := s.add("T6", tiers("Commission du distributeur", t5, t.Commission))
	t7 := s.add("T7", moteur.Minus("Après commission", t5, t6))
	t8 := s.add("T8", capped("Frais d'édition opposables", t.ReleaseCosts, t.CostCap))
	t9 := s.add("T9", moteur.Least("Frais d'édition récupérés", t7, t8))
	s.add("T10", moteur.Minus("Frais d'édition restant à récupérer", t8, t9))
	rest := moteur.Minus("reste", t7, t9)
	mg := given("minimum garanti", t.Guarantee)
	t11 := s.add("T11", moteur.Least("Minimum garanti récupéré en salles", rest, mg))
	s.add("T12", moteur.Minus("Minimum garanti restant à récupérer", mg, t11))
	s.add("T13", moteur.Minus("Salles : excédent au producteur", t7, t9, t11))
	return nil
}

func (s *settlement) modes() error {
	costsLeft, mgLeft := s.last["T10"], s.last["T12"]
	for _, m := range s.r.Modes {
		id := "M_" + m.ID + "_"
		gross := given(m.Label+", recette brute", m.Gross)
		fee := s.add(id+"1", moteur.Times(m.Label+" : commission", gross, given("taux", m.Commission)))
		costs := s.add(id+"2", capped(m.Label+" : frais opposables", m.Costs, m.CostCap))
		net := s.add(id+"3", moteur.Most(m.Label+" : net", moteur.Minus("recette moins commission et frais", gross, fee, costs),
			given("zéro", zero)))
		if !slices.Contains(s.r.Theatrical.CrossWith, m.ID) {
			continue
		}
		pa := s.add(id+"4", moteur.Least(m.Label+" : retenu pour les frais d'édition", net, costsLeft))
		costsLeft = moteur.Minus("frais d'édition restants", costsLeft, pa)
		mg := s.add(id+"5", moteur.Least(m.Label+" : retenu pour le minimum garanti", moteur.Minus("reste", net, pa), mgLeft))
		mgLeft = moteur.Minus("minimum garanti restant", mgLeft, mg)
		s.add(id+"6", moteur.Minus(m.Label+" : excédent au producteur", net, pa, mg))
	}
	s.add("T14", moteur.Sum("Minimum garanti non récupéré", mgLeft))
	return nil
}

// net is what a mode leaves to the producer.
func (s *settlement) net(id string) moteur.Step {
	if step, ok := s.last["M_"+id+"_6"]; ok {
		return step
	}
	return s.last["M_"+id+"_3"]
}

func (s *settlement) receipts() error {
	var plan []moteur.Step
	for _, p := range s.r.PlanReceipts {
		plan = append(plan, given(p.Name, p.Amount))
	}
	r1 := s.add("R1", moteur.Sum("Préventes et MG déjà au plan de financement", plan...))
	parts := []moteur.Step{r1, s.last["T13"]}
	for _, m := range s.r.Modes {
		parts = append(parts, s.net(m.ID))
	}
	r2 := s.add("R2", moteur.Sum("Recettes nettes part producteur (protocole de transparence)", parts...))
	s.add("R3", moteur.Minus("Recettes à partager, hors plan", r2, r1))
	a := s.r.Advance
	over := moteur.Most("recettes au-delà de la franchise", moteur.Minus("recettes moins franchise", s.last["T13"],
		given("franchise", a.Franchise)), given("zéro", zero))
	s.add("A1", moteur.Least("Remboursement de l'avance sur recettes",
		moteur.Times("part remboursable", over, given("taux", a.Rate)),
		moteur.Times("plafond", given("avance", a.Amount), given("part remboursable au plus", a.CapShare))))
	return nil
}

// generated is the producer's automatic support: as the CNC notified it, or that of the box office.
func (s *settlement) generated() (moteur.Step, error) {
	const label = "Soutien automatique généré"
	if told := s.r.Amortisation.Support; !told.IsZero() {
		return moteur.Sum(label, given("notifié par le CNC", told)), nil
	}
	points := s.r.Points
	if points.IsZero() {
		points = dec(100)
	}
	out, err := support.Cinema(s.last["T1"].Value, points, s.r.Date)
	s.out.Report.Merge("weeks", out.Report)
	out.Step.Label = label
	return out.Step, err
}

func (s *settlement) support() error {
	generated, err := s.generated()
	if err != nil {
		return err
	}
	s1 := s.add("S1", generated)
	s2 := s.add("S2", moteur.Times("Soutien compté dans l'amortissement", s1,
		moteur.Minus("part comptée", given("tout", dec(1)), given("abattement", s.r.Amortisation.SupportAbatement))))
	s3 := s.add("S3", moteur.Sum("Recettes comptées dans l'amortissement", s.last["R2"], s2))
	cost := s.r.Amortisation.FilmCost
	if cost.IsZero() {
		cost = s.r.FilmCost
	}
	s.add("S4", moteur.Most("Recettes après amortissement", moteur.Minus("recettes moins coût", s3, given("coût du film", cost)),
		given("zéro", zero)))
	if !cost.IsPositive() {
		s.out.Report.Warnf("film_cost", "distribution/no-cost", "Le coût du film n'est pas renseigné : l'amortissement n'est pas mesuré.")
		return nil
	}
	s.add("S5", moteur.Ratio("Amortissement, en pour cent", moteur.TimesExact("recettes × 100", s3, given("cent", dec(100))),
		given("coût du film", cost), 2))
	return nil
}

func (s *settlement) authors() error {
	a := s.r.Authors
	u1 := s.add("U1", moteur.Times("Auteurs : salles, sur le prix public HT", moteur.Minus("recette HT", s.last["T1"], s.last["T2"]),
		given("taux", a.PublicPriceRate)))
	var nets []moteur.Step
	for _, m := range a.NetModes {
		nets = append(nets, moteur.Times(m, s.net(m), given("taux", a.NetRate)))
	}
	u2 := s.add("U2", moteur.Sum("Auteurs : autres modes, sur le net", nets...))
	u3 := s.add("U3", moteur.Times("Auteurs : complément après amortissement", s.last["S4"], given("taux", a.AfterRate)))
	earned := moteur.Sum("dû aux auteurs", u1, u2, u3)
	advance := given("à-valoir versé", a.Advance)
	s.add("U4", moteur.Most("Auteurs : à payer au-delà de l'à-valoir", moteur.Minus("dû moins à-valoir", earned, advance),
		given("zéro", zero)))
	s.add("U5", moteur.Most("Auteurs : à-valoir non encore couvert", moteur.Minus("à-valoir moins dû", advance, earned),
		given("zéro", zero)))
	s.add("U6", moteur.Times("Artistes-interprètes : complément après amortissement", s.last["S4"], given("taux", s.r.PerformersAfterRate)))
	return nil
}

func (s *settlement) parties() error {
	left := moteur.Minus("recettes moins remboursements et droits", s.last["R3"], s.last["A1"], s.last["U4"], s.last["U6"])
	p0 := s.add("P0", moteur.Most("Reste pour les investisseurs", left, given("zéro", zero)))
	if left.Value.IsNegative() {
		s.out.Report.Warnf("", "distribution/over-allocated",
			"Les droits dus dépassent les recettes à partager de %s € : le producteur doit la différence.", left.Value.Neg().StringFixed(2))
	}
	so := s.r.Sofica
	var nets []moteur.Step
	for _, m := range so.Modes {
		nets = append(nets, s.net(m))
	}
	p1 := s.add("P1", moteur.Least("Assiette du couloir SOFICA", moteur.Sum("nets des modes du couloir", nets...), p0))
	p2 := s.add("P2", moteur.Least("SOFICA jusqu'à sa mise", moteur.Times("couloir", p1, given("taux", so.RateUntil)),
		given("mise", so.Invested)))
	beyond := moteur.Most("assiette au-delà de la mise", moteur.Minus("assiette non employée", p1, ratioOrAll(p2, so.RateUntil, p1)),
		given("zéro", zero))
	p3 := s.add("P3", moteur.Times("SOFICA au-delà de sa mise", beyond, given("second taux", so.RateAfter)))
	rest := moteur.Minus("reste", p0, p2, p3)
	p4 := s.add("P4", moteur.Least("Région", moteur.Times("part de la région", rest, given("taux", s.r.Region.Rate)),
		moteur.Times("plafond", given("aide", s.r.Region.Amount), given("part remboursable au plus", s.r.Region.CapShare))))
	p5 := s.add("P5", moteur.Minus("Pot des coproducteurs", p0, p2, p3, p4))
	others := []moteur.Step{}
	for i, c := range s.r.Coproducers {
		if i > 0 {
			others = append(others, s.add(fmt.Sprintf("P6_%d", i), moteur.Times(c.Name, p5, given("part", c.Share))))
		}
	}
	if len(s.r.Coproducers) > 0 {
		s.add("P6_0", moteur.Minus(s.r.Coproducers[0].Name+", avec le centime résiduel", p5, others...))
	}
	s.out.Shareable = moteur.Most("", s.last["R3"], given("", zero)).Value
	shares := []PartyShare{{"CNC (avance sur recettes)", s.last["A1"].Value}, {"Auteurs", s.last["U4"].Value},
		{"Artistes-interprètes", s.last["U6"].Value},
		{"SOFICA", p2.Value.Add(p3.Value)}, {"Région", p4.Value}}
	for i, c := range s.r.Coproducers {
		shares = append(shares, PartyShare{c.Name, s.last[fmt.Sprintf("P6_%d", i)].Value})
	}
	s.out.Shares = shares
	return nil
}

// ratioOrAll is the base that an amount used at a rate, all of it when the rate is zero.
func ratioOrAll(used moteur.Step, at decimal.Decimal, all moteur.Step) moteur.Step {
	if at.IsZero() {
		return all
	}
	return moteur.Ratio("assiette employée", used, given("taux", at), 2)
}

func (s *settlement) breakEven() {
	admissions := 0
	for _, w := range s.r.Weeks {
		admissions += w.Admissions
	}
	net := s.last["T7"].Value
	if admissions == 0 || !net.IsPositive() {
		return
	}
	costs := s.last["T8"].Value
	count := dec(int64(admissions))
	entries := func(amount decimal.Decimal) int { return int(amount.Mul(count).DivRound(net, 6).Ceil().IntPart()) }
	b := &s.out.BreakEven
	b.NetPerAdmission = net.DivRound(count, 6)
	b.Costs, b.CostsAndMG = entries(costs), entries(costs.Add(s.r.Theatrical.Guarantee))
	kept := net.DivRound(s.last["T5"].Value, 12) // what commission leaves of a euro of rental
	left, seen := costs, 0
	for _, w := range s.out.Weeks {
		weekNet := w.Rental.Mul(kept)
		if weekNet.LessThan(left) || w.Admissions == 0 {
			left, seen = left.Sub(weekNet), seen+w.Admissions
			continue
		}
		b.CostsByWeek = seen + int(left.Mul(dec(int64(w.Admissions))).DivRound(weekNet, 6).Ceil().IntPart())
		return
	}
}
