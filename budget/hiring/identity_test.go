package hiring_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/testkit"
)

func TestNIR(t *testing.T) {
	for _, good := range []string{
		"2 55 08 14 168 025 38", // specimen printed by public pages
		"1 84 12 76 451 089 46", // specimen of the carte Vitale
		"255081416802538",
	} {
		n, err := hiring.ParseNIR(good)
		require.NoError(t, err, good)
		assert.Len(t, n.Reveal(), 15)
		assert.Equal(t, n.Reveal(), n.Body()+n.Key())
	}
	for _, c := range []struct{ name, text string }{
		{"wrong key", "2 55 08 14 168 025 39"}, {"short", "2 55 08 14 168 025"}, {"letters", "2 55 08 14 168 O25 38"}, {"empty", ""},
		{"month 13", "2 55 13 14 168 025 38"}, {"first digit", "9 55 08 14 168 025 38"}, {"long", strings.Repeat("1", 100)}, {"Corsica out of place", "2A5081416802538"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := hiring.ParseNIR(c.text)
			require.Error(t, err)
			assert.True(t, errors.Is(err, hiring.ErrNIR))
			if c.text != "" {
				assert.NotContains(t, err.Error(), c.text)
			}
		})
	}
}

// withKey finds the key of 13 characters by trying them all: a slow twin of the division.
func withKey(t testing.TB, body string) hiring.NIR {
	found := hiring.NIR{}
	for k := 1; k <= 97; k++ {
		if n, err := hiring.ParseNIR(fmt.Sprintf("%s%02d", body, k)); err == nil {
			require.True(t, found.IsZero(), "one key only")
			found = n
		}
	}
	require.False(t, found.IsZero(), "a key exists")
	return found
}

func TestNIRCorsica(t *testing.T) {
	for body, twin := range map[string]string{"155082A123456": "1550819123456", "155082B123456": "1550818123456"} {
		assert.Equal(t, withKey(t, twin).Key(), withKey(t, body).Key(), body)
	}
}

func TestNIRMatches(t *testing.T) {
	n, err := hiring.ParseNIR("2 55 08 14 168 025 38")
	require.NoError(t, err)
	assert.True(t, n.Matches(hiring.Female, date("1955-08-14")))
	assert.False(t, n.Matches(hiring.Male, date("1955-08-14")))
	assert.False(t, n.Matches(hiring.Female, date("1955-09-14")))
	assert.True(t, hiring.NIR{}.Matches(hiring.Male, date("1955-09-14")))
}

func TestIBAN(t *testing.T) {
	for _, good := range []string{"FR14 2004 1010 0505 0001 3M02 606", "FR76 3000 6000 0112 3456 7890 189", "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "BE68 5390 0754 7034"} {
		b, err := hiring.ParseIBAN(good)
		require.NoError(t, err, good)
		assert.Equal(t, strings.ReplaceAll(good, " ", ""), b.Reveal())
	}
	for _, bad := range []string{"FR14 2004 1010 0505 0001 3M02 607", "FR76 3000 6000 0112 3456 7890 18", "FR", "", "1234", "FRA4 2004 1010 0505 0001 3M02 606", "FR14 2004 1010 0505 0001 3M02 é06"} {
		_, err := hiring.ParseIBAN(bad)
		assert.True(t, errors.Is(err, hiring.ErrIBAN), bad)
	}
}

func TestSIRET(t *testing.T) {
	for _, good := range []string{"732 829 320 00074", "732829320", "35600000000048", "35600000049837"} {
		_, err := hiring.CheckSIRET(good)
		require.NoError(t, err, good)
	}
	// the last three: zeros alone, and a whole whose key is right over a SIREN whose key is wrong
	for _, bad := range []string{"732 829 320 00075", "7328293200007", "", "73282932A00074", "35600000000049", "00000000000000", "000000000", "11122233344455"} {
		_, err := hiring.CheckSIRET(bad)
		assert.True(t, errors.Is(err, hiring.ErrSIRET), bad)
	}
}

// Nothing but Reveal and the employer's own JSON lets a NIR or an account out: no verb of fmt, no log, no error.
func TestSecretsStayMasked(t *testing.T) {
	e := sampleEmployee(t)
	secrets := []string{e.NIR.Reveal(), e.NIR.Body(), e.IBAN.Reveal()}
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		l := slog.New(h)
		l.Info("hire", "employee", e, "nir", e.NIR, "iban", e.IBAN)
	}
	text := log.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		text += fmt.Sprintf(verb, e) + fmt.Sprintf(verb, e.NIR) + fmt.Sprintf(verb, e.IBAN) + fmt.Sprintf(verb, &e)
	}
	text += fmt.Sprint(e.Check(date("2026-06-01")))
	other := e
	other.Person.Birth = date("1990-01-01")
	text += fmt.Sprint(other.Check(date("2026-06-01")))
	for _, s := range secrets {
		assert.NotContains(t, text, s)
	}
	b, err := json.Marshal(e)
	require.NoError(t, err)
	var back hiring.Employee
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, e.NIR.Reveal(), back.NIR.Reveal())
	assert.Equal(t, e.IBAN.Reveal(), back.IBAN.Reveal())
}

func sampleEmployer() hiring.Employer {
	paris := func(street, zip string) moteur.Address {
		return moteur.Address{Street: street, Zip: zip, City: "Paris"}
	}
	return hiring.Employer{
		Company: moteur.Company{Name: "Les Films de la Côte", Form: "SARL", Capital: dec("50000"), SIRET: "732 829 320 00074", NAF: "59.11C", URSSAF: "117", Address: paris("12 rue de l'Échiquier", "75010"),
			Phone: "+33 1 42 00 00 00", Country: "FR", Staff: 4, Legal: "Jeanne Morel", Title: "gérante"},
		ObjectNumber: "24F0123456", Retirement: hiring.Body{Name: "Audiens Retraite", Address: paris("74 rue Jean Bleuzen", "92170")}, Welfare: hiring.Body{Name: "Audiens Prévoyance", Address: paris("74 rue Jean Bleuzen", "92170")},
		PaidLeave: hiring.Body{Name: "Congés Spectacles", Address: paris("74 rue Jean Bleuzen", "92170")}, Health: hiring.Body{Name: "Thalie Santé", Address: paris("7 rue Bergère", "75009")}, HealthCode: "01",
	}
}

func sampleEmployee(t testing.TB) hiring.Employee {
	b, err := hiring.ParseIBAN("FR14 2004 1010 0505 0001 3M02 606")
	require.NoError(t, err)
	return hiring.Employee{
		Person: moteur.Person{ID: "p1", FirstName: "Héloïse", LastName: "Lefèvre-Œuvrard", Birth: date("1984-12-03"), Nationality: "FR", Residence: "FR", Phone: "06 00 00 00 00", Email: "heloise@example.org"},
		Sex:    hiring.Female, BirthPlace: "Saint-Étienne", BirthDepartment: "42", BirthCountry: "FR", NIR: withKey(t, "2841242218045"), IBAN: b,
		Address: moteur.Address{Street: "3 allée des Tilleuls", Zip: "69003", City: "Lyon"}, LeaveFundNumber: "L123456",
	}
}

func sampleEngagement(t testing.TB) hiring.Engagement {
	e := hiring.Engagement{
		ID: "e1", Film: sampleFilm(), Employer: sampleEmployer(), Employee: sampleEmployee(t), Job: "1er assistant opérateur cinéma",
		Span: moteur.Span{From: date("2026-05-18"), To: date("2026-06-26")}, StartTime: at(8), Place: "Paris et Finistère", Basis: payroll.Shoot5, Rate: dec("1600"), Rhythm: "chaque semaine, à terme échu",
		Hours: dec("39"), Trial: "aucune", Signed: date("2026-05-11"), SignedAt: "Paris",
	}
	e.Motive = e.UsageMotive()
	return e
}

// The identifiers found in the field: those that are good are read, those that are wrong refused.
func TestIdentifiersFound(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(testkit.Cases(t, "found"), "identifiers.tsv"))
	require.NoError(t, err)
	read := map[string]func(string) error{
		"siret": func(s string) error { _, err := hiring.CheckSIRET(s); return err },
		"iban":  func(s string) error { _, err := hiring.ParseIBAN(s); return err },
		"nir":   func(s string) error { _, err := hiring.ParseNIR(s); return err },
	}
	rows := strings.Split(strings.TrimSpace(string(b)), "\n")[1:]
	require.NotEmpty(t, rows)
	for _, row := range rows {
		cells := strings.Split(strings.TrimSpace(row), "\t")
		require.Len(t, cells, 3)
		require.Contains(t, read, cells[0])
		assert.Equal(t, cells[2] == "ok", read[cells[0]](cells[1]) == nil, row)
	}
}

// exported are the structures and texts that the package exports, one value of each.
var exported = []any{hiring.AuthorContract{}, hiring.AuthorTerms{}, hiring.Body{}, hiring.Change{}, hiring.ChildFile{}, hiring.ChildPaper{}, hiring.CommonTerms{}, hiring.Contract{},
	hiring.DPAE{}, hiring.Duty{}, hiring.DutyFacts{}, hiring.Employee{}, hiring.Employer{}, hiring.Engagement{}, hiring.ExtraRow{}, hiring.ExtrasSheet{}, hiring.Field(""), hiring.Hire{},
	hiring.HireFacts{}, hiring.IBAN{}, hiring.Identity{}, hiring.Input{}, hiring.Mention{}, hiring.NIR{}, hiring.Offer{}, hiring.Office{}, hiring.OfficePaper{}, hiring.Paper(""),
	hiring.PayPart{}, hiring.PerformerTerms{}, hiring.Permit{}, hiring.PersonTime{}, hiring.Register{}, hiring.Role{}, hiring.Sex(""), hiring.Split{}, hiring.SplitMode{}}

// No verb of fmt and no handler of slog prints the NIR or the account that a value of any exported type holds, however deep.
func TestNoTypePrintsSecrets(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	declared, listed := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		for name, o := range f.Scope.Objects {
			if o.Kind == ast.Typ && ast.IsExported(name) && !strings.HasSuffix(file, "_test.go") {
				declared[name] = true
			}
		}
	}
	e := sampleEmployee(t)
	holders := 0
	for _, v := range exported {
		listed[reflect.TypeOf(v).Name()] = true
		full := reflect.New(reflect.TypeOf(v)).Elem()
		if !fill(full, e, 0) {
			continue
		}
		holders++
		x := full.Interface()
		var log bytes.Buffer
		for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
			slog.New(h).Info("value", "x", x, "pointer", full.Addr().Interface(), slog.Group("group", "x", x))
		}
		printed := log.String()
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			printed += fmt.Sprintf(verb, x) + fmt.Sprintf(verb, full.Addr().Interface())
		}
		for _, secret := range []string{e.NIR.Reveal(), e.NIR.Body(), e.IBAN.Reveal()} {
			assert.NotContains(t, printed, secret, "%T", x)
		}
	}
	assert.Equal(t, declared, listed, "the list is that of the exported types")
	assert.GreaterOrEqual(t, holders, 12)
}

// fill puts the person's NIR and account wherever a value can hold them; it tells whether it did.
func fill(v reflect.Value, e hiring.Employee, depth int) bool {
	switch {
	case depth > 8:
		return false
	case v.Type() == reflect.TypeFor[hiring.NIR]():
		v.Set(reflect.ValueOf(e.NIR))
		return true
	case v.Type() == reflect.TypeFor[hiring.IBAN]():
		v.Set(reflect.ValueOf(e.IBAN))
		return true
	}
	found := false
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				found = fill(v.Field(i), e, depth+1) || found
			}
		}
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		if found = fill(p.Elem(), e, depth+1); found {
			v.Set(p)
		}
	case reflect.Slice:
		s := reflect.MakeSlice(v.Type(), 1, 1)
		if found = fill(s.Index(0), e, depth+1); found {
			v.Set(s)
		}
	}
	return found
}
