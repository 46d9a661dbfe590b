package hiring_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"github.com/moteur-film/moteur/schedule/labour"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

func performerEngagement(t testing.TB) hiring.Engagement {
	e := sampleEngagement(t)
	e.Job, e.Basis, e.Rate, e.Hours = "artiste-interprète", payroll.DayBasis, dec("650"), decimal.Zero
	e.Motive = e.UsageMotive()
	e.Performer = &hiring.PerformerTerms{Role: "ÉLISE", Dates: []moteur.Date{date("2026-05-18"), date("2026-05-19"), date("2026-06-02")}, Options: []moteur.Date{date("2026-06-26")},
		Rehearsals: 1, PostSync: 1, Credit: "en premier au générique de début", Travel: "train en première classe, défraiement de la production"}
	e.Parts = []hiring.PayPart{{Label: "Postsynchronisation", Amount: dec("325"), Unit: "par jour"}}
	return e
}

func extraEngagement(t testing.TB) hiring.Engagement {
	e := sampleEngagement(t)
	e.Job = "acteur de complément"
	e.Motive = e.UsageMotive()
	e.Job, e.Basis, e.Rate, e.Hours = "silhouette muette", payroll.DayBasis, dec("150"), decimal.Zero
	e.Span.To = e.Span.From
	return e
}

func authorEngagement(t testing.TB) hiring.Engagement {
	e := sampleEngagement(t)
	e.Job, e.Profile, e.Basis, e.Rate = "", payroll.Author, "", decimal.Zero
	e.Rights = &hiring.AuthorTerms{Work: "scénario et dialogues", Contribution: "auteure unique", Rights: "exploitation cinématographique et audiovisuelle, monde entier, 30 ans",
		Modes: []hiring.PayPart{{Label: "Exploitation en salles", Amount: dec("1.5"), Unit: "% du prix payé par le public"}}, Guarantee: hiring.PayPart{Amount: dec("30000"), Unit: "brut, hors TVA"}}
	return e
}

func contract(t testing.TB, e hiring.Engagement) hiring.Contract {
	c, err := hiring.NewContract(e)
	require.NoError(t, err)
	return c
}

func TestContracts(t *testing.T) {
	director := sampleEngagement(t)
	director.Job, director.Basis, director.Rate, director.Hours = "réalisateur", payroll.Week39, dec("3100"), decimal.Zero
	for name, e := range map[string]hiring.Engagement{"technician": sampleEngagement(t), "performer": performerEngagement(t), "extra": extraEngagement(t), "author": authorEngagement(t), "director": director} {
		t.Run(name, func(t *testing.T) {
			c := contract(t, e)
			require.NoError(t, c.Report.Err())
			assert.True(t, c.Ready())
			printed := text.String(c.Document())
			testkit.Golden(t, "contract_"+name+".txt", printed)
			assert.NotContains(t, printed, "[à compléter]")
			assert.NotContains(t, printed, e.Employee.IBAN.Reveal(), "no contract shows a bank account")
			var a, b bytes.Buffer
			require.NoError(t, c.WritePDF(&a))
			require.NoError(t, c.WritePDF(&b))
			assert.Equal(t, a.Bytes(), b.Bytes(), "same bytes")
		})
	}
	letter := contract(t, sampleEngagement(t))
	letter.Letter = true
	assert.Contains(t, text.String(letter.Document()), "Lettre d'engagement")
}

// Emptying what a mention needs makes it missing: an error with that mention's id.
func TestMandatoryMentions(t *testing.T) {
	for _, c := range []struct {
		id     string
		change func(*hiring.Engagement)
	}{
		{"motive", func(e *hiring.Engagement) { e.Motive = " " }},
		{"employer", func(e *hiring.Engagement) { e.Employer.Company.Legal = "" }},
		{"employee", func(e *hiring.Engagement) { e.Employee.Address = moteur.Address{} }},
		{"film", func(e *hiring.Engagement) { e.Film.Title = "" }},
		{"job", func(e *hiring.Engagement) { e.Job = "homme-orchestre" }},
		{"term", func(e *hiring.Engagement) { e.Span.To = moteur.Date{} }},
		{"trial", func(e *hiring.Engagement) { e.Trial = "" }},
		{"pay", func(e *hiring.Engagement) { e.Rate = decimal.Zero }},
		{"pay_rhythm", func(e *hiring.Engagement) { e.Rhythm = "" }},
		{"hours", func(e *hiring.Engagement) { e.Hours = decimal.Zero }},
		{"retirement", func(e *hiring.Engagement) { e.Employer.Retirement = hiring.Body{} }},
		{"welfare", func(e *hiring.Engagement) { e.Employer.Welfare = hiring.Body{} }},
		{"paid_leave", func(e *hiring.Engagement) { e.Employer.PaidLeave = hiring.Body{} }},
		{"urssaf", func(e *hiring.Engagement) { e.Employer.Company.URSSAF = "" }},
		{"agreement", func(e *hiring.Engagement) { e.Agreement = 1234 }},
	} {
		t.Run(c.id, func(t *testing.T) {
			e := sampleEngagement(t)
			c.change(&e)
			got := contract(t, e)
			assert.True(t, got.Report.Has("mention/"+c.id), "%v", got.Report)
			assert.False(t, got.Ready())
			assert.Contains(t, text.String(got.Document()), "pas prêt à signer")
		})
	}
	imprecise := sampleEngagement(t)
	imprecise.Span.To, imprecise.MinimumDays, imprecise.Object = moteur.Date{}, 30, "fin des prises de vues"
	assert.False(t, contract(t, imprecise).Report.Has("mention/term"), "a least length and an object replace the term")

	author := authorEngagement(t)
	author.Employee.Sex, author.Employee.BirthPlace, author.Employee.BirthDepartment = "", "", ""
	assert.True(t, contract(t, author).Ready(), "an author is not declared by a DPAE")

	late := sampleEngagement(t)
	late.Signed = late.Span.From.AddDays(1)
	assert.True(t, contract(t, late).Report.Has("contract.deadline"))
	late.Signed = late.Span.From
	assert.False(t, contract(t, late).Report.Has("contract.deadline"))

	low := sampleEngagement(t)
	low.Rate = dec("1500")
	assert.True(t, contract(t, low).Report.Has("payroll/below-minimum"))

	foreign := sampleEngagement(t)
	foreign.Employee.Person.Nationality = "CA"
	assert.True(t, contract(t, foreign).Ready(), "less than three months")
	foreign.Span.To = foreign.Span.From.AddMonths(3)
	assert.True(t, contract(t, foreign).Report.Has("foreign.check"), "three months and a day")
}

// plain prints a document with common spaces.
func plain(d doc.Document) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text.String(d))
}

// A child's contract names the legal representatives, the authorisation and the share at the Caisse des dépôts; it is not ready
// without them. From 16 on none is asked.
func TestChildContract(t *testing.T) {
	tenth := dec("0.1")
	ready := func() hiring.Engagement {
		e := performerEngagement(t)
		e.Employee.Person.Birth, e.Employee.NIR = date("2014-12-03"), hiring.NIR{}
		e.Employee.Minor = &payroll.Minor{Birth: e.Employee.Person.Birth, Representatives: []string{"Claire Lefèvre, mère", "Paul Lefèvre, père"},
			Authorisation: &payroll.Authorisation{Ref: "75-2026-118", Issued: date("2026-04-02"), Span: e.Span, ParentsShare: &tenth}}
		return e
	}
	whole := contract(t, ready())
	require.True(t, whole.Ready(), "%v", whole.Report)
	printed := plain(whole.Document())
	for _, want := range []string{"Claire Lefèvre, mère et Paul Lefèvre, père", "75-2026-118", "2 avril 2026", "est de 10,00 %", "soit 90,00 %", "Caisse des dépôts"} {
		assert.Contains(t, printed, want)
	}
	two := dec("2")
	for rule, change := range map[string]func(*payroll.Minor){
		"minor.representatives": func(m *payroll.Minor) { m.Representatives = nil },
		"minor.authorisation":   func(m *payroll.Minor) { m.Authorisation = nil },
		"minor.nest_egg":        func(m *payroll.Minor) { m.Authorisation.ParentsShare = nil },
		"minor.nest_egg ":       func(m *payroll.Minor) { m.Authorisation.ParentsShare = &two },
		"minor.authorisation ":  func(m *payroll.Minor) { m.Authorisation.Span.To = m.Authorisation.Span.To.AddDays(-1) },
	} {
		e := ready()
		change(e.Employee.Minor)
		got := contract(t, e)
		assert.True(t, got.Report.Has(strings.TrimSpace(rule)), "%s: %v", rule, got.Report)
		assert.False(t, got.Ready(), rule)
	}
	none := ready()
	none.Employee.Minor = nil
	assert.True(t, contract(t, none).Report.Has("minor.representatives"))
	older := ready()
	older.Employee.Person.Birth = older.Span.From.AddMonths(-16 * 12)
	older.Employee.Minor = nil
	assert.True(t, contract(t, older).Ready(), "sixteen on the first day")
}

// Dates that contradict each other and a permit that ends inside the engagement are not ready; a minimum nobody can check and a
// missing hour of hire are said.
func TestEngagementDates(t *testing.T) {
	for _, c := range []struct {
		name, rule string
		change     func(*hiring.Engagement)
		ready      bool
	}{
		{"end before start", "engagement/span", func(e *hiring.Engagement) { e.Span.From, e.Span.To = e.Span.To, e.Span.From }, false},
		{"a day before the engagement", "engagement/dates", func(e *hiring.Engagement) { e.Performer.Dates[0] = e.Span.From.AddDays(-1) }, false},
		{"a day after it", "engagement/dates", func(e *hiring.Engagement) { e.Performer.Dates[0] = e.Span.To.AddDays(1) }, false},
		{"an option after it", "engagement/dates", func(e *hiring.Engagement) { e.Performer.Options = []moteur.Date{e.Span.To.AddDays(1)} }, false},
		{"permit until the day before the last", "employee/permit-expired", func(e *hiring.Engagement) { e.Employee.PermitUntil = e.Span.To.AddDays(-1) }, false},
		{"permit already over", "employee/permit-expired", func(e *hiring.Engagement) { e.Employee.PermitUntil = e.Span.From.AddDays(-1) }, false},
		{"no hour of hire", "engagement/start-time", func(e *hiring.Engagement) { e.StartTime = labour.Clock{} }, true},
		{"another agreement", "payroll/minimum-unknown", func(e *hiring.Engagement) { e.Agreement = payroll.Audiovisual }, true},
	} {
		e := performerEngagement(t)
		e.Performer.Dates = slices.Clone(e.Performer.Dates)
		c.change(&e)
		got := contract(t, e)
		assert.True(t, got.Report.Has(c.rule), "%s: %v", c.name, got.Report)
		assert.Equal(t, c.ready, got.Ready(), "%s: %v", c.name, got.Report)
	}
	e := performerEngagement(t)
	e.Employee.PermitUntil = e.Span.To
	assert.True(t, contract(t, e).Ready(), "a permit to the last day")
}

// The contract of a technician says the hours of presence of a shooting week; that of an extra its days.
func TestHoursAndDatesInContracts(t *testing.T) {
	e := sampleEngagement(t)
	assert.Contains(t, text.String(contract(t, e).Document()), "46 heures de présence sont payées 43 heures", "class 43/46, five days")
	e.Basis = payroll.Shoot6
	assert.Contains(t, text.String(contract(t, e).Document()), "56 heures de présence sont payées 52 heures")
	e.Basis = payroll.Week39
	assert.NotContains(t, text.String(contract(t, e).Document()), "présence")

	x := extraEngagement(t)
	x.Span = moteur.Span{From: date("2026-05-18"), To: date("2026-05-20")}
	assert.True(t, contract(t, x).Report.Has("mention/dates"), "three days, which ones?")
	x.Performer = &hiring.PerformerTerms{Dates: []moteur.Date{date("2026-05-18"), date("2026-05-20")}}
	got := contract(t, x)
	assert.False(t, got.Report.Has("mention/dates"))
	assert.Contains(t, plain(got.Document()), "Jours de travail : 18 mai 2026 et 20 mai 2026")
}

func TestSplitPerformer(t *testing.T) {
	s, err := hiring.SplitPerformer(dec("650"), date("2026-05-18"))
	require.NoError(t, err)
	within(t, dec("435.50"), s.Performance, decimal.Zero, "performance")
	within(t, dec("214.50"), s.Rights, decimal.Zero, "rights")
	rapid.Check(t, func(t *rapid.T) {
		base := decimal.New(rapid.Int64Range(0, 100_000_000).Draw(t, "cents"), -2)
		s, err := hiring.SplitPerformer(base, date("2026-05-18"))
		if err != nil {
			t.Fatal(err)
		}
		var sum decimal.Decimal
		for _, m := range s.Modes {
			sum = sum.Add(m.Amount)
		}
		if !s.Performance.Add(s.Rights).Equal(base) || !sum.Equal(s.Rights) {
			t.Fatalf("split of %s does not add up: %v", base, s)
		}
	})
	_, err = hiring.SplitPerformer(dec("650"), date("2013-12-31"))
	require.Error(t, err)
}

// What a paper of the room shows never goes beyond the privacy table.
func TestPrivacy(t *testing.T) {
	for _, p := range []hiring.Paper{hiring.PaperCallSheet, hiring.PaperBudget, hiring.PaperCrewList, hiring.PaperTimeSheet, hiring.PaperExtrasSheet, hiring.PaperDeadlines, hiring.PaperRegister, hiring.PaperChildFile} {
		assert.False(t, p.Shows(hiring.FieldNIR), "%s", p)
		assert.False(t, p.Shows(hiring.FieldBank), "%s", p)
	}
	assert.True(t, hiring.PaperPaymentOrder.Shows(hiring.FieldBank))
	assert.False(t, hiring.PaperContract.Shows(hiring.FieldBank))
	assert.False(t, hiring.Paper("unheard of").Shows(hiring.FieldName), "an unknown paper shows nothing")

	e := sampleEmployee(t)
	for _, p := range []hiring.Paper{hiring.PaperCallSheet, hiring.PaperContract, hiring.PaperDPAE, hiring.PaperRegister, "unheard of"} {
		r := e.Redacted(p)
		assert.Equal(t, p.Shows(hiring.FieldNIR), !r.NIR.IsZero(), "%s", p)
		assert.Equal(t, p.Shows(hiring.FieldBank), !r.IBAN.IsZero(), "%s", p)
		assert.Equal(t, p.Shows(hiring.FieldBirth), !r.Person.Birth.IsZero(), "%s", p)
		assert.Equal(t, p.Shows(hiring.FieldContact), r.Person.Phone != "", "%s", p)
		assert.Equal(t, p.Shows(hiring.FieldAddress), r.Address.Street != "", "%s", p)
	}
	testkit.Golden(t, "privacy.txt", text.String(hiring.PrivacyDocument(date("2026-01-01"))))
}

func TestDocuments(t *testing.T) {
	register := hiring.NewRegister(sampleFilm(), []hiring.Engagement{performerEngagement(t), extraEngagement(t), sampleEngagement(t)}, date("2026-05-18"))
	extras := hiring.ExtrasSheet{Film: sampleFilm(), Date: date("2026-05-18"), Place: "Port de Doëlan", Rows: []hiring.ExtraRow{{Name: "A. Le Bihan", Job: "Figurant", Call: at(7)}}}
	duties, _, err := hiring.Duties(hiring.DutyFacts{Staff: 20, Foreign: true, Minors: true, Proofs: map[string]string{"duerp": "DUERP v3"}}, date("2026-05-18"))
	require.NoError(t, err)
	for name, d := range map[string]doc.Document{"register": register.Document(), "extras": extras.Document(), "duties": hiring.DutiesDocument(sampleFilm(), duties, date("2026-05-18"))} {
		t.Run(name, func(t *testing.T) {
			printed := text.String(d)
			testkit.Golden(t, name+".txt", printed)
			e := sampleEmployee(t)
			assert.NotContains(t, printed, e.NIR.Body())
			assert.NotContains(t, printed, e.IBAN.Reveal())
		})
	}
	var a bytes.Buffer
	require.NoError(t, register.WriteXLSX(&a))
	require.NoError(t, extras.WritePDF(&a))
}

func TestPayrollCSV(t *testing.T) {
	e := sampleEngagement(t)
	e.Employee.Person.FirstName = "=HYPERLINK(\"x\")"
	people := []hiring.PersonTime{{Engagement: e, Sheet: sampleSheet(t)}}
	for _, full := range []bool{false, true} {
		var b bytes.Buffer
		require.NoError(t, hiring.WritePayrollCSV(&b, people, full))
		got := b.String()
		assert.Equal(t, full, strings.Contains(got, e.Employee.NIR.Reveal()))
		assert.NotContains(t, got, e.Employee.IBAN.Reveal())
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(got, "\ufeff")))
		r.Comma = ';'
		rows, err := r.ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, len(people[0].Sheet.Lines)+1)
		var sum decimal.Decimal
		for _, row := range rows[1:] {
			assert.True(t, strings.HasPrefix(row[2], "'="), "a formula is defused")
			sum = sum.Add(dec(strings.Replace(row[10], ",", ".", 1)))
		}
		assert.True(t, sum.Equal(people[0].Sheet.Gross.Add(people[0].Sheet.Allowances)))
	}
}

// Values of the room read back from JSON as they were.
func TestJSON(t *testing.T) {
	again := func(v, into any) {
		b, err := json.Marshal(v)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(b, into))
		c, err := json.Marshal(into)
		require.NoError(t, err)
		assert.JSONEq(t, string(b), string(c), "%T", v)
	}
	again(sampleEngagement(t), &hiring.Engagement{})
	again(performerEngagement(t), &hiring.Engagement{})
	again(contract(t, performerEngagement(t)), &hiring.Contract{})
	again(sampleSheet(t), &payroll.TimeSheet{})
	again(sampleDPAE(t), &hiring.DPAE{})
	charged, err := payroll.Charges(payroll.Pay{Profile: payroll.Performer, Gross: dec("650"), Date: date("2026-06-01"), Days: 1}, payroll.Settings{})
	require.NoError(t, err)
	again(charged, &payroll.Charged{})
	b, err := json.Marshal(labour.Day{Date: date("2026-05-18"), RDV: at(7.5), End: at(25.5)})
	require.NoError(t, err)
	assert.JSONEq(t, `{"date":"2026-05-18","rdv":"07:30","end":"25:30"}`, string(b))
}

func TestDuties(t *testing.T) {
	ids := func(staff int, on string) string {
		d, _, err := hiring.Duties(hiring.DutyFacts{Staff: staff}, date(on))
		require.NoError(t, err)
		s := ""
		for _, x := range d {
			s += x.ID + " "
		}
		return s
	}
	assert.NotContains(t, ids(19, "2026-01-01"), "disability_6")
	assert.Contains(t, ids(20, "2026-01-01"), "disability_6")
	assert.NotContains(t, ids(249, "2026-01-01"), "harassment_officer")
	assert.Contains(t, ids(250, "2026-01-01"), "harassment_officer")
	assert.NotContains(t, ids(1, "2024-12-31"), "vhss ")
	assert.Contains(t, ids(1, "2025-01-01"), "vhss ")
	d, doubts, err := hiring.Duties(hiring.DutyFacts{Proofs: map[string]string{"duerp": "x"}}, date("2026-01-01"))
	require.NoError(t, err)
	rep := hiring.CheckDuties(d)
	assert.True(t, rep.Has("duty/equal_pay"))
	assert.False(t, rep.Has("duty/duerp"))
	assert.True(t, doubts.Has(moteur.RuleSeen), "the list was last read in 2023")
}

func TestDeadlines(t *testing.T) {
	var days []moteur.Date
	for i := range 20 {
		days = append(days, date("2026-05-18").AddDays(i/5*7+i%5))
	}
	all, err := hiring.Deadlines(hiring.HireFacts{ShootDays: days, Kind: moteur.Feature, Paid: []moteur.Date{date("2026-05-31")}})
	require.NoError(t, err)
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "%s %s %s\n", d.By, d.Rule, d.Label)
	}
	testkit.Golden(t, "deadlines.txt", b.String())
	tv := func(n int, start string) int {
		var ds []moteur.Date
		for i := range n {
			ds = append(ds, date(start).AddDays(i))
		}
		all, err := hiring.Deadlines(hiring.HireFacts{ShootDays: ds, Kind: moteur.TVFilm})
		require.NoError(t, err)
		vhss := slices.DeleteFunc(all, func(d moteur.Deadline) bool { return !strings.HasPrefix(d.Rule, "vhss.") })
		return len(vhss)
	}
	assert.Zero(t, tv(16, "2026-04-30"), "the day before")
	assert.NotZero(t, tv(16, "2026-05-01"), "the day of")
	assert.Zero(t, tv(15, "2026-05-01"), "fifteen days are not above fifteen")
	d, err := hiring.ChildFile{FirstDay: date("2026-05-18"), Commission: date("2026-05-04")}.Deadlines()
	require.NoError(t, err)
	assert.Equal(t, date("2026-04-04"), d[0].By)
	d, err = hiring.ChildFile{FirstDay: date("2026-05-04")}.Deadlines()
	require.NoError(t, err)
	assert.Equal(t, date("2026-04-04"), d[0].By, "without a commission, from the first day")
}
