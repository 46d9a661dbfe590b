package strict_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/strict"
)

type status string

func (status) Accepted() []string {
	return []string{"salarie", "auteur", "facture", "etranger", "forfait"}
}

func (s status) Label() string {
	return map[status]string{"salarie": "salarié", "auteur": "droits d'auteur", "facture": "sur facture", "etranger": "étranger", "forfait": "forfait"}[s]
}

type agreement int

func (agreement) Accepted() []string { return []string{"3097", "2642"} }

type hour int

func (h *hour) UnmarshalText(b []byte) error {
	var hh, mm int
	if n, err := fmt.Sscanf(string(b), "%d:%d", &hh, &mm); n != 2 || err != nil || mm > 59 {
		return fmt.Errorf("%w : %q", errors.New("heure illisible, attendu HH:MM"), b)
	}
	*h = hour(hh*60 + mm)
	return nil
}

func (h hour) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%02d:%02d", h/60, h%60), nil }

type mark struct {
	ID   string `json:"id"`
	Note string `json:"note,omitempty"`
}

type line struct {
	mark
	Status status           `json:"status,omitempty"`
	Rate   decimal.Decimal  `json:"rate"`
	Number decimal.Decimal  `json:"number,omitzero" unset:"1"`
	Extra  *decimal.Decimal `json:"extra,omitempty"`
	Start  moteur.Date      `json:"start,omitzero"`
	Call   hour             `json:"call,omitzero"`
	Done   bool             `json:"done,omitempty"`
	Days   int8             `json:"days,omitempty"`
	Count  uint             `json:"count,omitempty"`
	Law    agreement        `json:"law,omitempty"`
	Firm   [2]string        `json:"firm"`
	Words  []string         `json:"words,omitempty"`
	Photo  []byte           `json:"photo,omitempty"`
	Sub    *folder          `json:"sub,omitempty"`
	Free   any              `json:"free,omitempty"`
	hidden int              //lint:ignore U1000 a field without a key, which no file can name
	Never  string           `json:"-"`
	Level  string           `json:"level,omitempty" accepts:"line,account,total"`
	Rule   int              `json:"rule,omitempty" accepts:"3097,2642,-1"`
	Share  decimal.Decimal  `json:"share,omitzero" fraction:"1"`
	Place  string           `json:"place,omitempty" code:"country"`
	Said   []string         `json:"said,omitempty" code:"language"`
	Modes  []string         `json:"modes,omitempty" accepts:"salles,video,tv"`
}

type folder struct {
	Title    string                `json:"title"`
	Budget   lines                 `json:"budget"`
	Timeline moteur.Timeline       `json:"timeline,omitempty"`
	Shares   map[string]line       `json:"shares,omitempty"`
	Weeks    map[int]string        `json:"weeks,omitempty"`
	ByStatus map[status][]hour     `json:"by_status,omitempty"`
	Dates    map[moteur.Date]int64 `json:"dates,omitempty"`
}

type lines struct {
	Lines []line `json:"lines"`
}

// one puts members inside the fourth line of a budget: they stand on line 4 of the file.
func one(members string) string {
	return "{\"title\": \"Le Dernier Bac\",\n \"budget\": {\"lines\": [\n  {}, {}, {},\n  {" + strings.ReplaceAll("\"firm\": [\"\", \"\"], "+members, "\n", "\n   ") + "}\n ]}}"
}

func firm(s string) string { return strings.ReplaceAll(s, "{}", `{"firm": ["", ""]}`) }

var faults = []struct {
	name, text, path, rule string
	says                   []string
}{
	{"status", one(`"status": "salarié"`), "f.json:4 budget.lines[3].status", strict.RuleValue, []string{"« salarié »", "salarie (salarié)", "plus proches"}},
	{"status as number", one(`"status": 3`), "f.json:4 budget.lines[3].status", strict.RuleType, []string{"texte est attendu", "plus proches"}},
	{"int list", one(`"law": 3098`), "f.json:4 budget.lines[3].law", strict.RuleValue, []string{"3098", "valeurs acceptées : 3097"}},
	{"list of a field", one(`"level": "acount"`), "f.json:4 budget.lines[3].level", strict.RuleValue, []string{"« acount »", "account"}},
	{"list of a number", one(`"rule": 2097`), "f.json:4 budget.lines[3].rule", strict.RuleValue, []string{"3097"}},
	{"country", one(`"place": "France"`), "f.json:4 budget.lines[3].place", strict.RuleValue, []string{"code de pays", "FR (France)"}},
	{"country of three letters", one(`"place": "BEL"`), "f.json:4 budget.lines[3].place", strict.RuleValue, []string{"BE (Belgique)"}},
	{"old country", one(`"place": "UK"`), "f.json:4 budget.lines[3].place", strict.RuleValue, []string{"GB (Royaume-Uni)"}},
	{"language", one(`"said": ["fr", "français"]`), "f.json:4 budget.lines[3].said[1]", strict.RuleValue, []string{"code de langue", "fr (français)"}},
	{"list of a list", one(`"modes": ["tv", "vidéo"]`), "f.json:4 budget.lines[3].modes[1]", strict.RuleValue, []string{"video"}},
	{"event", `{"timeline": {"shoot_star": "2027-05-03"}}`, "f.json:1 timeline.shoot_star", strict.RuleKey, []string{"shoot_start"}},
	{"map of list", `{"by_status": {"auteurs": []}}`, "f.json:1 by_status.auteurs", strict.RuleKey, []string{"auteur (droits d'auteur)"}},
	{"unknown key", one(`"statut": "auteur"`), "f.json:4 budget.lines[3].statut", strict.RuleKey, []string{"« statut »", "status"}},
	{"case of a key", one(`"Rate": 3`), "f.json:4 budget.lines[3].Rate", strict.RuleKey, []string{"s'écrit « rate »"}},
	{"misplaced key", `{"status": "auteur"}`, "f.json:1 status", strict.RuleKey, []string{"se place sous « budget.lines[] »"}},
	{"Go name", one(`"Never": "x"`), "f.json:4 budget.lines[3].Never", strict.RuleKey, []string{"inconnue"}},
	{"twice", one("\"rate\": 1,\n\"rate\": 2"), "f.json:5 budget.lines[3].rate", strict.RuleDuplicate, []string{"ligne 4"}},
	{"twice in a map", `{"weeks": {"1": "a", "1": "b"}}`, "f.json:1 weeks.1", strict.RuleDuplicate, []string{"déjà donnée"}},
	{"map of ints", `{"weeks": {"un": "a"}}`, "f.json:1 weeks.un", strict.RuleKey, []string{"nombre entier"}},
	{"map of dates", `{"dates": {"2027-02-30": 1}}`, "f.json:1 dates.2027-02-30", strict.RuleKey, []string{"date invalide"}},
	{"second value", "{\"title\": \"A\"}\n{\"title\": \"B\"}", "f.json:2", strict.RuleSyntax, []string{"après la fin"}},
	{"text for a number", one(`"days": "12"`), "f.json:4 budget.lines[3].days", strict.RuleType, []string{"sans guillemets : 12"}},
	{"number for a text", one(`"id": 12`), "f.json:4 budget.lines[3].id", strict.RuleType, []string{`"12"`}},
	{"text for a bool", one(`"done": "oui"`), "f.json:4 budget.lines[3].done", strict.RuleType, []string{"écrivez true"}},
	{"object for a list", one(`"words": {"a": 1}`), "f.json:4 budget.lines[3].words", strict.RuleType, []string{"une liste"}},
	{"list for an amount", one(`"rate": [1]`), "f.json:4 budget.lines[3].rate", strict.RuleType, []string{"nombre"}},
	{"pair", one(`"sub": {"budget": {"lines": [{"firm": ["a"]}]}}`), "f.json:4 budget.lines[3].sub.budget.lines[0].firm", strict.RuleType, []string{"1 valeurs, il en faut 2"}},
	{"decimal comma in a text", one(`"rate": "1 234,50"`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{`"1234.5"`}},
	{"decimal comma", one(`"rate": 12,50, "id": "a"`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"12,50", "12.5"}},
	{"decimal comma at the end", one(`"rate": 12,50`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"12.5"}},
	{"spaces in a number", one(`"rate": 12 000,50`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"12000.5"}},
	{"euro", one(`"rate": 12€`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"12"}},
	{"percent", one(`"rate": "7,5 %"`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{`"0.075"`}},
	{"bare percent", one(`"rate": 7.5%`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"0.075"}},
	{"empty amount", one(`"rate": ""`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"vide"}},
	{"huge exponent", one(`"rate": "1e1000000000"`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"n'est pas un nombre"}},
	{"large exponent", one(`"rate": "1e40"`), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"trop de chiffres"}},
	{"digits", one(`"rate": ` + strings.Repeat("7", 50)), "f.json:4 budget.lines[3].rate", strict.RuleNumber, []string{"trop de chiffres"}},
	{"leading zero", one(`"days": 012`), "f.json:4 budget.lines[3].days", strict.RuleNumber, []string{"12"}},
	{"day of no month", one(`"start": "2027-02-30"`), "f.json:4 budget.lines[3].start", strict.RuleFormat, []string{"30 février 2027 n'existe pas"}},
	{"month of no year", one(`"start": "2027-13-01"`), "f.json:4 budget.lines[3].start", strict.RuleFormat, []string{"mois 13"}},
	{"French date", one(`"start": "08/03/2027"`), "f.json:4 budget.lines[3].start", strict.RuleFormat, []string{`"2027-03-08"`}},
	{"no date", one(`"start": "lundi"`), "f.json:4 budget.lines[3].start", strict.RuleFormat, []string{"AAAA-MM-JJ"}},
	{"no hour", one(`"call": "25h72"`), "f.json:4 budget.lines[3].call", strict.RuleFormat, []string{"heure illisible"}},
	{"null", one(`"rate": null`), "f.json:4 budget.lines[3].rate", strict.RuleNull, []string{"retirez la clé"}},
	{"null text", one(`"id": null`), "f.json:4 budget.lines[3].id", strict.RuleNull, []string{"un texte"}},
	{"null date", one(`"start": null`), "f.json:4 budget.lines[3].start", strict.RuleNull, []string{"une date"}},
	{"out of range", one(`"days": 300`), "f.json:4 budget.lines[3].days", strict.RuleNumber, []string{"hors limites"}},
	{"negative", one(`"count": -3`), "f.json:4 budget.lines[3].count", strict.RuleNumber, []string{"positif"}},
	{"fraction", one(`"days": 1.5`), "f.json:4 budget.lines[3].days", strict.RuleNumber, []string{"entier"}},
	{"whole with a point", one(`"days": 10.0`), "f.json:4 budget.lines[3].days", strict.RuleNumber, []string{"s'écrit 10"}},
	{"zero read as unset", one(`"number": "0.00"`), "f.json:4 budget.lines[3].number", strict.RuleZero, []string{"vaut 1"}},
	{"percentage", one(`"share": "10"`), "f.json:4 budget.lines[3].share", strict.RuleRate, []string{"1\u202f000 %", `"0.1" pour 10 %`}},
	{"base 64", one(`"photo": "é"`), "f.json:4 budget.lines[3].photo", strict.RuleFormat, []string{"base 64"}},
	{"free number", one(`"free": [1e999]`), "f.json:4 budget.lines[3].free", strict.RuleNumber, []string{"hors limites"}},
	{"trailing comma", one(`"id": "a",`), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{"virgule en trop avant « } »"}},
	{"trailing comma in a list", one(`"words": ["a",]`), "f.json:4 budget.lines[3].words", strict.RuleSyntax, []string{"virgule en trop avant « ] »"}},
	{"two commas", one(`"id": "a",, "rate": 1`), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{"virgule en trop"}},
	{"missing comma", one("\"id\": \"a\"\n\"rate\": 1"), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{`virgule manquante après « "a" »`}},
	{"line comment", one("\"id\": \"a\" // note\n"), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{"commentaires"}},
	{"block comment", one(`/* note */ "id": "a"`), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{"commentaires"}},
	{"hash comment", one("\"id\": \"a\" # note\n"), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{"commentaires"}},
	{"single quotes", one(`"id": 'a'`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{`guillemets droits : "a"`}},
	{"curly quotes", one(`"id": “a”`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{`guillemets droits : "a"`}},
	{"French quotes", one(`"id": « a »`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{`guillemets droits : "a"`}},
	{"bare key", one(`id: "a"`), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{"« id » s'écrit entre guillemets"}},
	{"bare word", one(`"id": a b`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{`"a b"`}},
	{"True", one(`"done": True`), "f.json:4 budget.lines[3].done", strict.RuleSyntax, []string{"s'écrit true"}},
	{"equals", one(`"id" = "a"`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{"« = »"}},
	{"no colon", one(`"id" "a"`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{"« : » est attendu"}},
	{"no value", one(`"id": , "rate": 1`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{"une valeur est attendue"}},
	{"open text", one("\"id\": \"a,\n\"rate\": 1"), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{"manque le guillemet"}},
	{"tab in a text", one("\"id\": \"a\tb\""), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{`\t`}},
	{"Windows path", one(`"id": "C:\qui"`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{`\\`}},
	{"half a pair", one(`"id": "\ud800x"`), "f.json:4 budget.lines[3].id", strict.RuleSyntax, []string{"pas un caractère"}},
	{"no-break space", one("\u00a0\"id\": \"a\""), "f.json:4 budget.lines[3]", strict.RuleSyntax, []string{"U+00A0"}},
	{"never closed", `{"title": "A", "budget": {"lines": [`, "f.json:1 budget.lines", strict.RuleSyntax, []string{"jamais fermé"}},
	{"wrong bracket", "{\"budget\": {\"lines\": [\n}}", "f.json:2 budget.lines", strict.RuleSyntax, []string{"« } » ferme « [ » ouvert ligne 1"}},
	{"empty", " \n", "f.json:1", strict.RuleSyntax, []string{"vide"}},
	{"not JSON", "%PDF-1.7", "f.json:1", strict.RuleSyntax, []string{"une valeur est attendue"}},
	{"too deep", strings.Repeat("[", 100000), "f.json:1 ", strict.RuleSize, []string{"niveaux"}},
	{"root", `["a"]`, "f.json:1", strict.RuleType, []string{"un objet"}},
	{"mixed bytes", "{\"title\": \"É\",\n \"budget\": \"\xe9\"}", "f.json:2", strict.RuleEncoding, []string{"pas en UTF-8"}},
}

func TestFaults(t *testing.T) {
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			kept := folder{Title: "avant"}
			rep := strict.Decode("f.json", []byte(firm(c.text)), &kept)
			require.Error(t, rep.Err())
			assert.Equal(t, folder{Title: "avant"}, kept, "a refused file changes nothing")
			require.Len(t, rep.Issues, 1, "%v", rep.Issues)
			got := rep.Issues[0]
			if c.name == "too deep" {
				assert.True(t, strings.HasPrefix(got.Path, c.path))
			} else {
				assert.Equal(t, c.path, got.Path)
			}
			assert.Equal(t, c.rule, got.Rule)
			for _, s := range c.says {
				assert.Contains(t, strings.ReplaceAll(got.Message, "\u00a0", " "), s)
			}
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	text := "{\n \"title\": \"A\"\n \"budget\": {\"lines\": [\n  {\"rate\": 12,50, \"status\": \"salarié\", \"firm\": [\"\",\"\"],},\n  {\"start\": \"2027-02-30\", \"statut\": 1, \"firm\": [\"\",\"\"]} // fin\n ]}\n}"
	var got []string
	for _, i := range strict.Decode("film.json", []byte(text), &folder{}).Issues {
		got = append(got, i.Path+" "+i.Rule)
	}
	assert.Equal(t, []string{
		"film.json:2 json/syntax", "film.json:4 budget.lines[0].rate json/number", "film.json:4 budget.lines[0] json/syntax", "film.json:5 budget.lines json/syntax",
		"film.json:4 budget.lines[0].status json/value", "film.json:5 budget.lines[1].start json/format", "film.json:5 budget.lines[1].statut json/key",
	}, got)
}

func TestFiftyFaults(t *testing.T) {
	rep := strict.Decode("f.json", []byte(`{"budget": {"lines": [`+strings.Repeat("7,", 80)+`7]}}`), &folder{})
	require.Len(t, rep.Issues, 51)
	assert.Contains(t, rep.Issues[50].Message, "d'autres fautes")
}

func TestEncodings(t *testing.T) {
	text := "{\n\"title\": \"L'œuvre d'Élise – 5 €\"}"
	windows, err := charmap.Windows1252.NewEncoder().String(text)
	require.NoError(t, err)
	wide := func(s string, little bool) string {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			if little {
				b = append(b, byte(u), byte(u>>8))
			} else {
				b = append(b, byte(u>>8), byte(u))
			}
		}
		return string(b)
	}
	for _, c := range []struct {
		name, data string
		warned     bool
	}{
		{"UTF-8", text, false}, {"mark", "\ufeff" + text, false}, {"Windows", windows, true}, {"UTF-16 LE", wide("\ufeff"+text, true), false},
		{"UTF-16 BE", wide("\ufeff"+text, false), false}, {"UTF-16 without mark", wide(text, true), false}, {"UTF-16 BE without mark", wide(text, false), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f folder
			rep := strict.Decode("f.json", []byte(c.data), &f)
			require.NoError(t, rep.Err())
			assert.Equal(t, "L'œuvre d'Élise – 5 €", f.Title)
			if !c.warned {
				assert.Empty(t, rep.Issues)
				return
			}
			require.Len(t, rep.Issues, 1)
			assert.Equal(t, "f.json:2", rep.Issues[0].Path)
			assert.Equal(t, moteur.Warning, rep.Issues[0].Severity)
			assert.Contains(t, rep.Issues[0].Message, "œuvre")
		})
	}
	for _, broken := range []string{wide(text, true) + "x", wide(text, true) + "\x00\xd8", wide(text, true) + "\x00\xd8a\x00"} {
		assert.Error(t, strict.Decode("f.json", []byte(broken), &folder{}).Err())
	}
}

func TestAccepts(t *testing.T) {
	text := one(`"status": "auteur", "rate": "12.50", "number": 2, "extra": null, "start": "2027-05-03", "call": "7:30", "law": 0, "level": "total", "place": "BE", "said": ["fr", "gsw", "br"], "rule": -1, "share": "1", "modes": ["tv", "salles"], "photo": "AAEC",
"sub": {"title": "", "budget": {"lines": null}, "shares": {"NORA": {"firm": ["a", "b"]}}}, "free": {"a": [1, true, null]}, "words": null`)
	var got, want folder
	rep := strict.Decode("f.json", []byte(firm(text)), &got)
	require.Empty(t, rep.Issues)
	require.NoError(t, json.Unmarshal([]byte(firm(text)), &want))
	assert.Equal(t, want, got)
	assert.Equal(t, status("auteur"), got.Budget.Lines[3].Status)
}

// What encoding/json writes for bytes that are no text is a sign like another; half of a pair is none.
func TestEscapes(t *testing.T) {
	var s string
	require.Empty(t, strict.Decode("f.json", []byte(`"a\ufffd\u00e9\ud83d\ude00"`), &s).Issues)
	assert.Equal(t, "a\ufffdé😀", s)
	for _, half := range []string{`"\ud83d"`, `"\ud83dx"`, `"\ud83d\u00e9"`, `"\ude00"`, `"\ufff"`} {
		assert.ErrorContains(t, strict.Decode("f.json", []byte(half), &s).Err(), "n'est pas un caractère", half)
	}
}

func TestRead(t *testing.T) {
	var f folder
	assert.Empty(t, strict.Read("f.json", strings.NewReader(`{"title": "A"}`), &f).Issues)
	assert.Equal(t, "A", f.Title)
	assert.Error(t, strict.Read("f.json", broken{}, &f).Err())
	assert.True(t, strict.Decode("f.json", make([]byte, strict.MaxBytes+1), &f).Has(strict.RuleSize))
	assert.Error(t, strict.Decode("f.json", nil, f).Err(), "not a pointer")
	many := strict.Decode("f.json", []byte("["+strings.Repeat("0,", 1<<20)+"0]"), new(any))
	assert.True(t, many.Has(strict.RuleSize))
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("disque") }

func TestNearest(t *testing.T) {
	accepted := strict.Accepted(reflect.TypeFor[status]())
	for given, want := range map[string]string{"salarié": "salarie", "Salariee": "salarie", "facture": "facture", "droits d’auteur": "auteur", "étrangers": "etranger", "fortfait": "forfait", "afcture": "facture"} {
		assert.Equal(t, want, strict.Nearest(given, accepted, 1)[0].Code, given)
	}
	assert.Empty(t, strict.Suggest("x", nil))
	for given, want := range map[string]string{"Salarié": "salarie", "droits d'auteur": "auteur", " FORFAIT ": "forfait", "": ""} {
		code, ok := strict.Word(given, accepted)
		assert.True(t, ok, given)
		assert.Equal(t, want, code)
	}
	_, ok := strict.Word("salariés", accepted)
	assert.False(t, ok)
	assert.Empty(t, strict.Accepted(reflect.TypeFor[string]()))
}

func TestKeys(t *testing.T) {
	keys, rep := strict.Find(reflect.TypeFor[folder](), "budget.lines.status")
	require.Empty(t, rep.Issues)
	require.Len(t, keys, 1)
	assert.Equal(t, "budget.lines[].status", keys[0].Path)
	assert.Equal(t, "salarie (salarié)", keys[0].Values[0].String())
	keys, _ = strict.Find(reflect.TypeFor[folder](), "status")
	assert.Len(t, keys, 2)
	keys, _ = strict.Find(reflect.TypeFor[folder](), "timeline")
	require.Len(t, keys, 1)
	assert.Contains(t, keys[0].Values, strict.Value{Code: "shoot_start", Label: moteur.ShootStart.Label()})
	_, rep = strict.Find(reflect.TypeFor[folder](), "statu")
	require.Error(t, rep.Err())
	assert.Contains(t, rep.Issues[0].Message, "status")
}
