package cnc_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/law"
)

// delegates are so many producteurs délégués with equal shares.
func delegates(n int64) []points.Producer {
	var out []points.Producer
	for range n {
		p := producer()
		p.Share = decInt(1).DivRound(decInt(n), 4)
		out = append(out, p)
	}
	return out
}

func TestConditions(t *testing.T) {
	shootDay := date(2026, time.May, 4)
	for _, c := range []struct {
		name, id string
		edit     func(*cnc.Request)
		want     cnc.Verdict
	}{
		{"company", "company", nil, cnc.Met},
		{"company short of cash", "company", func(r *cnc.Request) { r.Facts.Producers[0].CashPaid = dec("0") }, cnc.Unmet},
		{"no délégué", "company", func(r *cnc.Request) { r.Facts.Producers[0].Delegate = false }, cnc.Unmet},
		{"three délégués", "delegates", func(r *cnc.Request) { r.Facts.Producers = delegates(3) }, cnc.Unmet},
		{"two délégués", "delegates", func(r *cnc.Request) { r.Facts.Producers = delegates(2) }, cnc.Met},
		{"sixty minutes", "feature", func(r *cnc.Request) { r.Facts.Film.Minutes = 60 }, cnc.Unmet},
		{"sixty-one minutes", "feature", func(r *cnc.Request) { r.Facts.Film.Minutes = 61 }, cnc.Met},
		{"minimum", "minimum", nil, cnc.Met},
		{"European", "european", nil, cnc.Met},
		{"not European", "european", func(r *cnc.Request) {
			author(points.Director, "US")(&r.Facts)
			cast(func(p *points.Performance) { p.Person = "US" })(&r.Facts)
		}, cnc.Unmet},
		{"European, documentary has no scale", "european", func(r *cnc.Request) { r.Facts.Film.Kind = moteur.Documentary }, cnc.Unknown},
		{"intensity", "intensity", nil, cnc.Met},
		{"intensity passed", "intensity", func(r *cnc.Request) { r.Plan.Resources[0].Amount = dec("850000.01") }, cnc.Unmet},
		{"intensity to the cent", "intensity", func(r *cnc.Request) { r.Plan.Resources[0].Amount = dec("850000") }, cnc.Met},
		{"intensity of a first film", "intensity", func(r *cnc.Request) { r.Plan.Resources[0].Amount = dec("900000"); r.Facts.Film.DirectorRank = 1 }, cnc.Met},
		{"pay unknown", "pay", nil, cnc.Unknown},
		{"pay under", "pay", func(r *cnc.Request) { r.Plan.Pays = []financing.GlobalPay{{Person: "Anne", Amount: dec("375000")}} }, cnc.Met},
		{"pay over", "pay", func(r *cnc.Request) { r.Plan.Pays = []financing.GlobalPay{{Person: "Anne", Amount: dec("375000.01")}} }, cnc.Unmet},
		{"chain unknown", "chain", nil, cnc.Unknown},
		{"chain signed", "chain", func(r *cnc.Request) {
			r.Chain = []cnc.ChainLink{{Work: "scénario", From: "P. Petit", Signed: day, Register: "2026.1"}}
		}, cnc.Met},
		{"chain not registered", "chain", func(r *cnc.Request) { r.Chain = []cnc.ChainLink{{Work: "scénario", From: "P. Petit", Signed: day}} }, cnc.Unmet},
		{"chain lapsed", "chain", func(r *cnc.Request) {
			r.Chain = []cnc.ChainLink{{Work: "option", Signed: day.AddDays(-400), Until: day.AddDays(-1), Register: "1"}}
		}, cnc.Unmet},
		{"carbon", "carbon-forecast", func(r *cnc.Request) {
			r.Carbon = []cnc.Carbon{{Tool: "Carbon'Clap", Lines: []cnc.CarbonLine{{Source: "transport", KgCO2e: dec("12000")}}}}
		}, cnc.Met},
		{"no carbon", "carbon-forecast", nil, cnc.Unmet},
		{"harassment", "vhss-company", func(r *cnc.Request) { r.Have = []cnc.Have{{Piece: "com-vhss"}} }, cnc.Met},
		{"crew not trained", "vhss-crew", nil, cnc.Unmet},
		{"no child", "children", nil, cnc.Void},
		{"child", "children", func(r *cnc.Request) { r.Situation.Minors = true }, cnc.Unmet},
		{"shoot ahead", "before-shoot", nil, cnc.Unmet},
		{"approval given", "before-shoot", func(r *cnc.Request) { r.Situation.ApprovalGiven = true }, cnc.Met},
		{"no duty before the shoot", "before-shoot", func(r *cnc.Request) { r.Plan.Resources = r.Plan.Resources[:1] }, cnc.Void},
		{"coproducer not registered", "contracts-registered", func(r *cnc.Request) {
			r.Plan.Resources = append(r.Plan.Resources, resource(financing.CoProducer, "1000"))
		}, cnc.Unmet},
		{"parity not claimed", "parity", nil, cnc.Void},
		{"parity", "parity", func(r *cnc.Request) {
			r.Situation.ParityBonus, r.Women = true, []points.ParityPost{points.ParityProducer, points.ParityPost(points.Director), points.ParityPost(points.Writer), points.ParityPost(points.PictureEditor)}
		}, cnc.Met},
		{"parity short", "parity", func(r *cnc.Request) {
			r.Situation.ParityBonus, r.Women = true, []points.ParityPost{points.ParityProducer}
		}, cnc.Unmet},
		{"gap", "plan", nil, cnc.Unknown},
		{"credit scale not found", "credit-scale", nil, cnc.Unknown},
		{"preservation", "preservation", func(r *cnc.Request) { r.Have = []cnc.Have{{Piece: "ap-preservation"}} }, cnc.Met},
		{"accessibility", "accessibility", nil, cnc.Unmet},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := request()
			r.Facts = shotOn(r.Facts, shootDay)
			if c.edit != nil {
				c.edit(&r)
			}
			got := condition(t, r, day, c.id)
			assert.Equal(t, c.want, got.Verdict, got.Detail)
			assert.NotEmpty(t, got.Detail)
			assert.NotEmpty(t, got.Source.Text)
			if c.want == cnc.Unmet {
				assert.NotEmpty(t, got.Todo)
			}
		})
	}
}

func TestEligibleRefusesFalseFigures(t *testing.T) {
	r := request()
	r.Facts.Crew[0].Pay = dec("-1")
	_, err := cnc.Eligible(r, day)
	var refused *moteur.ReportError
	assert.True(t, errors.As(err, &refused))
	_, err = cnc.Eligible(request(), date(1990, time.January, 1))
	assert.ErrorIs(t, err, law.ErrBefore)
}

func TestBlockingByDeadline(t *testing.T) {
	r := request()
	r.Facts.Film.Timeline[moteur.VisaGranted] = date(2026, time.December, 1)
	e, err := cnc.Eligible(r, day)
	require.NoError(t, err)
	blocking := e.Blocking(cnc.ProductionApproval)
	require.NotEmpty(t, blocking)
	last := moteur.Date{}
	for _, c := range blocking {
		if !c.Deadline.IsZero() {
			assert.False(t, c.Deadline.Before(last))
			last = c.Deadline
		}
	}
}

func TestCalendar(t *testing.T) {
	r := request()
	r.Facts.Film.Timeline = moteur.Timeline{moteur.ShootStart: date(2026, time.May, 4), moteur.InvestmentApproval: date(2026, time.April, 10), moteur.VisaGranted: date(2027, time.June, 30), moteur.Released: date(2027, time.September, 8)}
	r.Plan.Resources = append(r.Plan.Resources, resource(financing.AdvanceOnReceipts, "100000"), resource(financing.Sofica, "100000"))
	r.Situation.Dates = map[string]moteur.Date{"avance_notice": date(2025, time.March, 31), "first_showing": date(2027, time.July, 31)}
	r.Situation.MusicAid, r.Situation.VFXAid = true, true
	c, err := cnc.Calendar(r, day)
	require.NoError(t, err)
	for id, want := range map[string]moteur.Date{
		"ai-before-shoot":     date(2026, time.May, 3),
		"ci-before-shoot":     date(2026, time.May, 3),
		"cvs":                 date(2026, time.May, 3),
		"sofica-payment":      date(2026, time.May, 3),
		"visa-after-ai":       date(2028, time.April, 10),
		"visa-request":        date(2027, time.June, 30),
		"ap-after-visa":       date(2028, time.February, 29),
		"compte-production":   date(2028, time.February, 29),
		"ci-definitif":        date(2028, time.February, 29),
		"compte-exploitation": date(2028, time.March, 8),
		"avance-lapse":        date(2027, time.March, 31),
		"music":               date(2027, time.June, 8),
		"privileged-debts":    date(2027, time.November, 4),
		"privileged-action":   date(2028, time.February, 29),
		"vhss-crew":           date(2026, time.May, 19),
	} {
		d, ok := c.Find(id)
		require.True(t, ok, id)
		assert.Equal(t, want, d.By, id)
		assert.False(t, d.Passed(want), id)
		assert.True(t, d.Passed(want.AddDays(1)), id)
	}
	d, _ := c.Find("visa-after-ai")
	assert.Equal(t, date(2030, time.April, 10), d.Extended)
	_, ok := c.Find("avance-lapse-animation")
	assert.False(t, ok)
	for i, x := range c.Items[1:] {
		assert.False(t, !x.By.IsZero() && x.By.Before(c.Items[i].By), "in order")
	}
	var a, b bytes.Buffer
	require.NoError(t, c.WriteICS(&a))
	require.NoError(t, c.WriteICS(&b))
	assert.Equal(t, a.String(), b.String())
	assert.Equal(t, strings.Count(a.String(), "BEGIN:VEVENT"), strings.Count(a.String(), "@le-phare"))
	assert.Contains(t, a.String(), "DTSTART;VALUE=DATE:20260503")
}

func TestAnimationDeadlines(t *testing.T) {
	r := cnc.Request{Facts: animation(), Plan: financing.Plan{Resources: []financing.Resource{resource(financing.AdvanceOnReceipts, "1")}}}
	r.Situation.Dates = map[string]moteur.Date{"avance_notice": date(2026, time.January, 10), "prep_notice": date(2026, time.January, 10)}
	c, err := cnc.Calendar(r, day)
	require.NoError(t, err)
	d, _ := c.Find("avance-lapse-animation")
	assert.Equal(t, date(2029, time.January, 10), d.By)
	assert.True(t, len(c.Report.Unverified()) > 0)
	d, _ = c.Find("prep-lapse-animation")
	assert.Equal(t, date(2030, time.January, 10), d.By)
}

func TestTraining(t *testing.T) {
	f := fiction()
	f.Crew = append(f.Crew, points.Technician{Person: "BE", Post: points.UnitManager, Law: "FR"}, points.Technician{Person: "CN", Post: points.FirstAssistant, Law: "FR"})
	f.Scenes = 40
	f.Cast[0].Person, f.Cast[0].Scenes = "US", 10
	f.Cast[1].Scenes = 9
	who := func(shoot moteur.Date) []string {
		out, _, err := cnc.Training(f, shoot)
		require.NoError(t, err)
		var ids []string
		for _, t := range out {
			ids = append(ids, t.Person)
		}
		return ids
	}
	assert.Equal(t, []string{"FR", "US"}, who(date(2025, time.December, 31)))
	assert.Equal(t, []string{"FR", "BE", "CN", "US"}, who(date(2026, time.January, 1)))
	_, _, err := cnc.Training(f, date(2024, time.December, 31))
	assert.ErrorIs(t, err, law.ErrBefore)
	_, report, err := cnc.Training(f, date(2026, time.January, 1))
	require.NoError(t, err)
	assert.Empty(t, report.Unverified(), "the wider list was published by the CNC")
	assert.True(t, report.Has("cnc/training/day"))
	assert.True(t, report.Has("cnc/training/validity"), "six months, from 2026 on")
	_, report, err = cnc.Training(f, date(2025, time.December, 31))
	require.NoError(t, err)
	assert.False(t, report.Has("cnc/training/validity"))
	f.Crew = append(f.Crew, points.Technician{Person: "JP", Post: points.CostumeHead, Law: "FR"})
	assert.NotContains(t, who(date(2025, time.June, 2)), "JP", "no chef costumier in the list")
	assert.NotContains(t, who(date(2026, time.June, 2)), "JP")
}

// Features of fiction are trained from shoots of 2025-01-01 on, fictions of television of more than fifteen shooting days from those of
// 2026-05-01; the others never.
func TestCrewTrainingIsDue(t *testing.T) {
	for _, c := range []struct {
		kind moteur.Kind
		days int
		on   moteur.Date
		due  bool
	}{
		{moteur.Feature, 10, date(2024, time.December, 31), false}, {moteur.Feature, 10, date(2025, time.January, 1), true},
		{moteur.TVFilm, 16, date(2026, time.April, 30), false}, {moteur.TVFilm, 16, date(2026, time.May, 1), true},
		{moteur.Series, 16, date(2026, time.May, 1), true}, {moteur.Series, 15, date(2026, time.May, 1), false},
		{moteur.Short, 16, date(2026, time.May, 1), false}, {moteur.Documentary, 16, date(2026, time.May, 1), false},
	} {
		f := shotOn(fiction(), c.on)
		f.Film.Kind, f.Shooting = c.kind, []points.ShootingDays{{Place: "Brest", Days: c.days}}
		calendar, err := cnc.Calendar(cnc.Request{Facts: f}, date(2026, time.October, 1))
		require.NoError(t, err)
		d, ok := calendar.Find("vhss-crew")
		assert.Equal(t, c.due, ok, "%+v", c)
		if ok {
			assert.Equal(t, c.on.AddDays(15), d.By, "the set module, within fifteen days")
		}
	}
}

// The legal deposit at the CNC is due two months after the visa, six under one hour; the CNC may audit three years from the visa.
func TestFromTheVisa(t *testing.T) {
	for minutes, months := range map[int]int{59: 6, 60: 2, 95: 2, 0: 2} {
		f := fiction()
		f.Film.Minutes = minutes
		f.Film.Timeline = moteur.Timeline{moteur.VisaGranted: date(2026, time.March, 31), moteur.ProductionApproval: date(2026, time.November, 2)}
		c, err := cnc.Calendar(cnc.Request{Facts: f}, day)
		require.NoError(t, err)
		short, isShort := c.Find("legal-deposit-short")
		long, isLong := c.Find("legal-deposit")
		require.True(t, isShort != isLong, "one of the two: %d minutes", minutes)
		if isShort {
			long = short
		}
		assert.Equal(t, date(2026, time.March, 31).AddMonths(months), long.By, "%d minutes", minutes)
		audit, ok := c.Find("control")
		require.True(t, ok)
		assert.Equal(t, date(2029, time.March, 31), audit.By, "from the visa, not from the approval")
		assert.True(t, audit.Source.Verified)
	}
}

// Carbon accounts of animation from 2025-03-01 on are to be confirmed; those of live action are read.
func TestCarbonOfAnimation(t *testing.T) {
	for _, c := range []struct {
		kind       moteur.Kind
		on         moteur.Date
		due, doubt bool
	}{
		{moteur.Animation, date(2025, time.February, 28), false, false}, {moteur.Animation, date(2025, time.March, 1), true, true},
		{moteur.Feature, date(2025, time.March, 1), true, false}, {moteur.Documentary, date(2025, time.March, 1), true, false},
	} {
		f := fiction()
		f.Film.Kind = c.kind
		e, err := cnc.Eligible(cnc.Request{Facts: f}, c.on)
		require.NoError(t, err)
		x, ok := e.Condition("carbon-forecast")
		require.True(t, ok)
		assert.Equal(t, c.due, x.Verdict != cnc.Void, "%+v", c)
		assert.Equal(t, c.doubt, !x.Source.Verified, "%+v", c)
	}
}

// The parity bonus of an animation is answered when the production gives its count, and not known before.
func TestParityCount(t *testing.T) {
	r := cnc.Request{Facts: fiction(), ParityVariant: "3d", Situation: cnc.Situation{ParityBonus: true}}
	r.Facts.Film.Kind = moteur.Animation
	verdict := func() cnc.Verdict {
		e, err := cnc.Eligible(r, day)
		require.NoError(t, err)
		x, _ := e.Condition("parity")
		return x.Verdict
	}
	assert.Equal(t, cnc.Unknown, verdict())
	r.ParityCount = &points.ParityCount{Points: 7}
	assert.Equal(t, cnc.Unmet, verdict())
	r.ParityCount.Extra = true
	assert.Equal(t, cnc.Met, verdict())
}
