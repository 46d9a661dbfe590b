package hiring_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/internal/testkit"
)

func sampleDPAE(t testing.TB) hiring.DPAE {
	return hiring.NewDPAE(sampleEmployer(), []hiring.Hire{sampleEngagement(t).Hire()}, true, date("2026-05-12"))
}

func xmlOf(t testing.TB, d hiring.DPAE) []byte {
	var b bytes.Buffer
	require.NoError(t, d.WriteXML(&b))
	return b.Bytes()
}

func TestDPAE(t *testing.T) {
	d := sampleDPAE(t)
	require.NoError(t, d.Report.Err())
	raw := xmlOf(t, d)
	require.NoError(t, hiring.ValidateDPAE(bytes.NewReader(raw)).Err())
	utf8 := make([]rune, len(raw))
	for i, c := range raw {
		utf8[i] = rune(c)
	}
	testkit.Golden(t, "dpae.xml", string(utf8))
	assert.Equal(t, raw, xmlOf(t, d), "same bytes")
	assert.Contains(t, string(raw), "C\xf4te", "the employer's accents stay, in ISO-8859-1")
	assert.Contains(t, string(raw), "<rxpers:FR_PersonIdentity.Surname.Text>LEFEVRE-OEUVRARD<")

	var changed []string
	for _, c := range d.Changes {
		changed = append(changed, c.Before+" > "+c.After)
	}
	assert.Contains(t, changed, "Lefèvre-Œuvrard > LEFEVRE-OEUVRARD")
	assert.Contains(t, changed, "Saint-Étienne > SAINT-ETIENNE")
}

func TestDPAENames(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		cut            bool
	}{
		{"accents", "Élodie Nuñez", "ELODIE NUNEZ", false},
		{"apostrophe", "d’Haussonville", "D'HAUSSONVILLE", false},
		{"digits and signs go", "Martin 2 (fils)", "MARTIN FILS", false},
		{"long", "Wolfeschlegelsteinhausenbergerdorff", "WOLFESCHLEGELSTEINHAUSENBERGERDO", true},
		{"Polish, Danish", "Łukasz Sørensen", "LUKASZ SORENSEN", false},
		{"Greek", "Παπαδάκη", "PAPADAKI", false},
		{"Cyrillic", "Кирилл", "KIRILL", false},
		{"Vietnamese", "Đặng", "DANG", false},
		{"33", strings.Repeat("B", 33), strings.Repeat("B", 32), true},
		{"exactly 32", strings.Repeat("A", 32), strings.Repeat("A", 32), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := sampleEngagement(t).Hire()
			h.Employee.Person.LastName = c.in
			d := hiring.NewDPAE(sampleEmployer(), []hiring.Hire{h}, true, date("2026-05-12"))
			assert.Contains(t, string(xmlOf(t, d)), "<rxpers:FR_PersonIdentity.Surname.Text>"+c.want+"<")
			reported := false
			for _, ch := range d.Changes {
				if ch.Before == c.in {
					reported = true
					assert.Equal(t, c.want, ch.After)
					assert.Equal(t, c.cut, ch.Cut)
				}
			}
			assert.Equal(t, c.in != c.want, reported)
		})
	}
	h := sampleEngagement(t).Hire()
	h.Employee.Person.LastName = "王小明"
	d := hiring.NewDPAE(sampleEmployer(), []hiring.Hire{h}, true, date("2026-05-12"))
	assert.True(t, errors.Is(d.WriteXML(&bytes.Buffer{}), hiring.ErrDPAE), "a name without any letter of the layout")
}

func TestDPAEForeignWithoutNIR(t *testing.T) {
	h := sampleEngagement(t).Hire()
	h.Employee.NIR, h.Employee.BirthDepartment, h.Employee.BirthPlace, h.Employee.Person.Nationality = hiring.NIR{}, "99", "Montréal", "CA"
	d := hiring.NewDPAE(sampleEmployer(), []hiring.Hire{h}, false, date("2026-05-12"))
	require.NoError(t, d.Report.Err())
	raw := string(xmlOf(t, d))
	assert.NotContains(t, raw, "FR_NNI")
	assert.Contains(t, raw, "<FR_DUE_Upload.Test.Indicator>120<")
}

func TestDPAEWindow(t *testing.T) {
	h := sampleEngagement(t).Hire() // hired on 2026-05-18
	for _, c := range []struct {
		sending string
		late    bool
		warn    bool
	}{{"2026-05-09", true, false}, {"2026-05-10", false, false}, {"2026-05-17", false, false}, {"2026-05-18", false, true}, {"2026-05-19", true, false}} {
		t.Run(c.sending, func(t *testing.T) {
			d := hiring.NewDPAE(sampleEmployer(), []hiring.Hire{h}, true, date(c.sending))
			errs, warns := 0, 0
			for _, i := range d.Report.Issues {
				if i.Rule == "dpae.window" && i.Severity == moteur.Error {
					errs++
				}
				if i.Rule == "dpae/send" && i.Severity == moteur.Warning {
					warns++
				}
			}
			assert.Equal(t, c.late, errs > 0)
			assert.Equal(t, c.warn, warns > 0)
		})
	}
}

func TestDPAERefuses(t *testing.T) {
	for _, c := range []struct {
		name, rule string
		change     func(*hiring.Employer, *hiring.Hire)
	}{
		{"siret", "employer/siret", func(e *hiring.Employer, _ *hiring.Hire) { e.Company.SIRET = "732 829 320 00075" }},
		{"naf", "employer/naf", func(e *hiring.Employer, _ *hiring.Hire) { e.Company.NAF = "5911" }},
		{"urssaf", "employer/urssaf", func(e *hiring.Employer, _ *hiring.Hire) { e.Company.URSSAF = "" }},
		{"phone", "dpae/phone", func(e *hiring.Employer, _ *hiring.Hire) { e.Company.Phone = "" }},
		{"health", "dpae/health-code", func(e *hiring.Employer, _ *hiring.Hire) { e.HealthCode = "" }},
		{"end", "dpae/end", func(_ *hiring.Employer, h *hiring.Hire) { h.End = moteur.Date{} }},
		{"order", "dpae/end", func(_ *hiring.Employer, h *hiring.Hire) { h.End = h.Start.AddDays(-1) }},
		{"nature", "dpae/nature", func(_ *hiring.Employer, h *hiring.Hire) { h.Nature = "stage" }},
		{"birth", "employee/birth", func(_ *hiring.Employer, h *hiring.Hire) { h.Employee.Person.Birth = moteur.Date{} }},
		{"nir mismatch", "employee/nir-mismatch", func(_ *hiring.Employer, h *hiring.Hire) { h.Employee.Sex = hiring.Male }},
		{"department", "employee/birth-department", func(_ *hiring.Employer, h *hiring.Hire) { h.Employee.BirthDepartment = "00" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, h := sampleEmployer(), sampleEngagement(t).Hire()
			c.change(&e, &h)
			d := hiring.NewDPAE(e, []hiring.Hire{h}, true, date("2026-05-12"))
			assert.True(t, d.Report.Has(c.rule), "%v", d.Report)
			var b bytes.Buffer
			err := d.WriteXML(&b)
			require.True(t, errors.Is(err, hiring.ErrDPAE))
			assert.Zero(t, b.Len(), "nothing is written")
			assert.NotContains(t, err.Error(), h.Employee.NIR.Body())
		})
	}
}

func TestValidateDPAE(t *testing.T) {
	good := string(xmlOf(t, sampleDPAE(t)))
	for _, c := range []struct{ name, old, new, rule string }{
		{"missing element", "<FR_Employer.URSSAF.Code>117</FR_Employer.URSSAF.Code>", "", "dpae/layout"},
		{"unknown element", "<FR_EmployerContact>", "<FR_Surprise/><FR_EmployerContact>", "dpae/layout"},
		{"order", "<FR_Contract.Nature.Code>CDD</FR_Contract.Nature.Code>", "", "dpae/layout"},
		{"lower case", "LEFEVRE", "Lefevre", "dpae/value"},
		{"time without seconds", "08:00:00", "08:00", "dpae/value"},
		{"siret key", "73282932000074", "73282932000075", "dpae/siret"},
		{"date out of the calendar", "2026-06-26", "2026-06-31", "dpae/end"},
		{"end before start", "2026-06-26", "2026-05-01", "dpae/end"},
		{"text between elements", "<FR_DuesGroup>", "<FR_DuesGroup>x", "dpae/layout"},
		{"indicator", "Indicator>1<", "Indicator>2<", "dpae/value"},
		{"broken", "</FR_DUE_Upload>", "", "dpae/xml"},
		{"entity", "<FR_DUE_Upload ", "<!DOCTYPE x [<!ENTITY a \"b\">]><FR_DUE_Upload ", "dpae/xml"},
		{"root", "FR_DUE_Upload", "FR_DUE_Download", "dpae/layout"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.new, 1)
			if c.name == "root" {
				text = strings.ReplaceAll(good, c.old, c.new)
			}
			require.NotEqual(t, good, text)
			rep := hiring.ValidateDPAE(strings.NewReader(text))
			assert.True(t, rep.Has(c.rule), "%v", rep)
			require.Error(t, rep.Err())
		})
	}
}

func FuzzValidateDPAE(f *testing.F) {
	f.Add(xmlOf(f, sampleDPAE(f)))
	f.Add([]byte("<FR_DUE_Upload/>"))
	f.Add([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?><a><b></a>`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		hiring.ValidateDPAE(bytes.NewReader(b)) // no panic, no endless reading
	})
}

func FuzzParseNIR(f *testing.F) {
	f.Add("2 55 08 14 168 025 38")
	f.Add("155082A12345605")
	f.Fuzz(func(t *testing.T, s string) {
		n, err := hiring.ParseNIR(s)
		if err == nil && (len(n.Reveal()) != 15 || strings.Contains(n.String(), n.Body())) {
			t.Fatal("accepted a NIR of a wrong shape, or showed it")
		}
	})
}
