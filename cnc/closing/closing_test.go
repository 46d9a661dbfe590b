package closing_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/closing"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
)

func closingInput(t *testing.T) closing.Input {
	t.Helper()
	line := func(id, account, amount string) budget.Line {
		return budget.Line{ID: id, Account: account, Label: id, Quantity: dec("1"), Unit: "flat", Rate: dec(amount), Status: budget.Invoice}
	}
	devis, err := budget.Compute(budget.Budget{Title: "Le Phare", Version: "v1", Date: day, Lines: []budget.Line{line("camera", "71", "100000"), line("montage", "81", "50000"), line("voyage", "61", "20000")},
		Percents: []budget.Percent{{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: dec("0.1"), Base: "1..9"}}})
	require.NoError(t, err, "%v", devis.Report.Issues)
	cost, err := follow.Track(devis, follow.Tracking{Movements: []follow.Movement{
		{ID: "1", Date: day, Kind: follow.Invoiced, Line: "camera", Amount: dec("110000")}, {ID: "2", Date: day, Kind: follow.Invoiced, Line: "montage", Amount: dec("30000")},
		{ID: "3", Date: day, Kind: follow.Invoiced, Line: "montage", Amount: dec("15000"), Abroad: true}, {ID: "4", Date: day, Kind: follow.Invoiced, Line: "voyage", Amount: dec("20000")}},
		Closed: []string{"camera", "montage", "voyage"}})
	require.NoError(t, err)
	r := request()
	r.Plan = financing.Plan{Cost: dec("175000"), Resources: []financing.Resource{resource(financing.ProducerCash, "175000"), {ID: "c", Label: "Vuurtoren", Party: "Vuurtoren", Kind: financing.CoProducer, State: financing.Registered}}}
	r.Facts.Film.Timeline = moteur.Timeline{moteur.VisaGranted: date(2027, time.January, 31), moteur.Released: date(2027, time.March, 3)}
	r.Carbon = []cnc.Carbon{{Tool: "SeCO2", Lines: []cnc.CarbonLine{{Source: "transport", KgCO2e: dec("900")}}}, {Final: true, Tool: "SeCO2", Lines: []cnc.CarbonLine{{Source: "transport", KgCO2e: dec("1000")}, {Source: "énergie", KgCO2e: dec("50.5")}}}}
	provisional := fiction()
	author(points.Composer, "US")(&provisional)
	return closing.Input{Request: r, Provisional: provisional, ProvisionalOn: day, Devis: devis, Cost: cost, Reasons: map[string]string{"7": "deux jours de plus", "8": "montage plus court"},
		Clearances: []closing.Clearance{{Item: "musique du générique", Settled: true}}}
}

func TestClose(t *testing.T) {
	in := closingInput(t)
	c, err := closing.Close(in, date(2027, time.June, 1))
	require.NoError(t, err)
	post := func(code string) closing.PostCost {
		for _, p := range c.Posts {
			if p.Code == code {
				return p
			}
		}
		t.Fatalf("post %s", code)
		return closing.PostCost{}
	}
	assert.Equal(t, "10000", post("7").Variance.String())
	assert.Equal(t, "-5000", post("8").Variance.String())
	assert.Equal(t, "15000", post("8").Abroad.String())
	assert.Equal(t, "30000", post("8").France.String())
	assert.Equal(t, "175000", c.Total.Final.String())
	assert.True(t, c.Total.Budget.Equal(in.Devis.Total))
	assert.True(t, c.Total.Variance.Equal(c.Total.Final.Sub(c.Total.Budget)))
	assert.Equal(t, "1050.5", c.Emitted.String())
	require.Len(t, c.Changed, 1)
	assert.Equal(t, "II.2.c", c.Changed[0].Code)
	for _, x := range c.Checks {
		switch x.ID {
		case "plan", "carbon", "clearances":
			assert.True(t, x.Done, x.Detail)
		case "ap-cac", "ap-depot", "ap-access":
			assert.False(t, x.Done)
		}
	}
	var to []string
	for _, r := range c.Returns {
		to = append(to, r.Due.String()+" "+r.To)
	}
	assert.Contains(t, to, "2027-09-30 Vuurtoren")
	assert.Contains(t, to, "2027-09-30 Anne Martin")
	assert.Contains(t, to, "2027-09-03 Les Films du Phare")
	assert.Contains(t, to, "2032-09-03 Les Films du Phare")
	var ics bytes.Buffer
	require.NoError(t, closing.WriteReturnsICS(&ics, "Le Phare", c.Returns, day))
	assert.Equal(t, len(c.Returns), strings.Count(ics.String(), "BEGIN:VEVENT"))
}

func TestCloseSaysWhatIsOpen(t *testing.T) {
	in := closingInput(t)
	var err error
	in.Cost, err = follow.Track(in.Devis, follow.Tracking{})
	require.NoError(t, err)
	c, err := closing.Close(in, day)
	require.NoError(t, err)
	assert.True(t, c.Report.Has("cnc/closing/open"))
	in = closingInput(t)
	in.Reasons, in.Clearances = nil, []closing.Clearance{{Item: "tableau", Owner: "musée"}}
	c, err = closing.Close(in, day)
	require.NoError(t, err)
	assert.True(t, c.Report.Has("cnc/closing/reason"))
	for _, x := range c.Checks {
		if x.ID == "clearances" {
			assert.False(t, x.Done)
			assert.Contains(t, x.Detail, "tableau : musée")
		}
	}
	in.Devis.Total = in.Devis.Total.Add(dec("1"))
	_, err = closing.Close(in, day)
	var refused *moteur.ReportError
	assert.True(t, errors.As(err, &refused), "another devis")
}

func TestAuditBundle(t *testing.T) {
	c, err := closing.Close(closingInput(t), day)
	require.NoError(t, err)
	var a, b bytes.Buffer
	require.NoError(t, c.AuditBundle([]cnc.Piece{text("", "releve.txt", "x")}).WriteZip(&a))
	require.NoError(t, c.AuditBundle([]cnc.Piece{text("", "releve.txt", "x")}).WriteZip(&b))
	assert.True(t, bytes.Equal(a.Bytes(), b.Bytes()))
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	require.NoError(t, err)
	assert.Len(t, z.File, 6)
	assert.Error(t, c.AuditBundle([]cnc.Piece{text("", "../x.txt", "x")}).WriteZip(&a))
}

func TestArchive(t *testing.T) {
	item := func(category, name string, from moteur.Date) closing.ArchiveItem {
		return closing.ArchiveItem{Category: category, From: from, Piece: text("", name, name)}
	}
	end := date(2027, time.December, 31)
	a, err := closing.ArchiveOf(request().Facts.Film, []closing.ArchiveItem{item("rights", "chaine.txt", moteur.Date{}), item("accounts", "grand-livre.txt", end), item("payroll", "bulletins.txt", moteur.Date{})}, day)
	require.NoError(t, err)
	require.Len(t, a.Entries, 3)
	assert.Equal(t, "accounts", a.Entries[0].Category)
	assert.Equal(t, date(2037, time.December, 31), a.Entries[0].Until)
	assert.True(t, a.Report.Has("cnc/archive-date"))
	require.Len(t, a.Report.Unverified(), 1, "the terms are read in the texts, but for rights")
	assert.Contains(t, a.Report.Unverified()[0].Message, "retention/rights")
	terms, err := closing.ArchiveOf(request().Facts.Film, []closing.ArchiveItem{item("hours", "heures.txt", end), item("hours_days", "forfaits.txt", end), item("aid", "aides.txt", end), item("credit", "credit.txt", end),
		item("commercial", "contrats.txt", end), item("social", "dsn.txt", end), item("medical", "registre.txt", end)}, day)
	require.NoError(t, err)
	assert.Empty(t, terms.Report.Unverified())
	for _, e := range terms.Entries {
		years := map[string]int{"hours": 1, "hours_days": 3, "aid": 3, "credit": 6, "commercial": 5, "social": 3, "medical": 5}[e.Category]
		assert.Equal(t, end.AddMonths(12*years), e.Until, e.Category)
		assert.Equal(t, e.Category == "aid", e.Anchor == "visa", "%s is counted from: %s", e.Category, e.Anchor)
	}
	for _, e := range a.Entries {
		if e.Category == "rights" {
			assert.True(t, e.Until.IsZero())
		}
	}
	var out bytes.Buffer
	require.NoError(t, a.WriteZip(&out))
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	require.NoError(t, err)
	r, err := z.Open("le-phare-archives/accounts/grand-livre.txt")
	require.NoError(t, err)
	require.NoError(t, r.Close())
	for _, bad := range [][]closing.ArchiveItem{{item("inconnue", "x.txt", end)}, {item("accounts", "../x.txt", end)}, {item("accounts", "x.txt", end), item("accounts", "X.txt", end)}} {
		_, err := closing.ArchiveOf(request().Facts.Film, bad, day)
		var refused *moteur.ReportError
		assert.True(t, errors.As(err, &refused))
	}
}
