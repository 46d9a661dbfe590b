package film_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/film"
)

// typing is an error typed in the sample film.
type typing struct{ name, text, typed, key, says string }

// broken are typing errors in the sample film: a text of film.json and what is typed in its place, the first time it comes; the key
// that is told, and what the sentence says.
var broken = []typing{
	{"status", `"status": "salarie"`, `"status": "salarié"`, "budget.lines[", "salarie (salarié)"},
	{"profile", `"profile": "technicien_cadre"`, `"profile": "cadre"`, "budget.lines[", "technicien_cadre"},
	{"person of a line", `"person": "quere",`, `"person": "queré",`, "budget.lines[0].person", "quere"},
	{"percentage", `"rate": "0.0165"`, `"rate": "1.65"`, "budget.percents[0].rate", "0.0165"},
	{"ten for ten percent", `"rate": "0.08"`, `"rate": "10"`, "budget.percents[2].rate", `"0.1" pour 10`},
	{"decimal comma", `"rate": "46000.00"`, `"rate": "46 000,00"`, "budget.lines[0].rate", `"46000"`},
	{"bare decimal comma", `"rate": "46000.00"`, `"rate": 46000,50`, "budget.lines[0].rate", "46000.5"},
	{"euro sign", `"rate": "46000.00"`, `"rate": "46000 €"`, "budget.lines[0].rate", `"46000"`},
	{"number zero", `"id": "L001",`, `"id": "L001", "number": 0,`, "budget.lines[0].number", "vaut 1"},
	{"key twice", `"id": "L001",`, `"id": "L001", "rate": "1",`, "budget.lines[0].rate", "déjà donnée"},
	{"unknown key", `"id": "L001",`, `"id": "L001", "statut": "auteur",`, "budget.lines[0].statut", "status"},
	{"case of a key", `"id": "L001",`, `"ID": "L001",`, "budget.lines[0].ID", "« id »"},
	{"null", `"rate": "46000.00"`, `"rate": null`, "budget.lines[0].rate", "retirez la clé"},
	{"date", `"visa": "2027-12-14"`, `"visa": "2027-02-30"`, "film.timeline.visa", "30 février 2027"},
	{"French date", `"visa": "2027-12-14"`, `"visa": "14/12/2027"`, "film.timeline.visa", "2027-12-14"},
	{"event", `"visa": "2027-12-14"`, `"visas": "2027-12-14"`, "film.timeline.visas", "visa"},
	{"kind of film", `"kind": "feature"`, `"kind": "long métrage"`, "film.kind", "feature (long métrage de fiction)"},
	{"language", `"language": "fr"`, `"language": "français"`, "film.language", "fr (français)"},
	{"nationality", `"nationality": "PL"`, `"nationality": "Pologne"`, "people[", "PL (Pologne)"},
	{"director", `"director": "quere"`, `"director": "Quéré"`, "film.director", "quere"},
	{"kind of resource", `"kind": "credit_impot"`, `"kind": "credit_impots"`, "financing.resources[3].kind", "credit_impot (crédit d'impôt)"},
	{"state of a resource", `"state": "confirme"`, `"state": "confirmé"`, "financing.resources[0].state", "confirme"},
	{"contract given to the bank", `{"resource": "canal"}`, `{"resource": "canal+"}`, "cash.facility.assigned[0].resource", "canal"},
	{"resource twice", `"id": "industrie"`, `"id": "numeraire"`, "financing.resources[1].id", "déjà pris"},
	{"share", `"rights_share": "0.11"`, `"rights_share": "11"`, "financing.resources[4].rights_share", `"0.11"`},
	{"role of an author", `"role": "composer"`, `"role": "compositeur"`, "request.facts.authors[3].role", "composer"},
	{"person of the points", `"person": "stoll", "role"`, `"person": "stol", "role"`, "request.facts.authors[2].person", "stoll"},
	{"post of parity", `"photography"`, `"photographie"`, "request.women[", "photography"},
	{"officer", `"officers": ["le-goff"]`, `"officers": ["legoff"]`, "request.facts.producers[0].officers[0]", "le-goff"},
	{"mode of receipts", `"cross_recoup_with": ["video"]`, `"cross_recoup_with": ["vidéo"]`, "release.theatrical.cross_recoup_with", "vidéo"},
	{"hour", `"day_call": "08:00"`, `"day_call": "08:75"`, "shoot.shape.day_call", "08:75"},
	{"agreement", `"agreement": 3097`, `"agreement": 3079`, "shoot.rules.agreement", "3097"},
	{"light", `"needs": ["pluie", "vfx"], "place": "INT"`, `"needs": ["pluie", "vfx"], "place": "INT", "light": "jour"`, "shoot.scenes.46.light", "day (JOUR)"},
	{"equipment", `"needs": ["chien"]`, `"needs": ["chiens"]`, "shoot.scenes.1.needs[0]", "chien"},
	{"role of a scene", `"with": ["GILDAS"]`, `"with": ["GILDA"]`, "shoot.scenes.2.with[0]", "GILDAS"},
	{"performer", `"performer": "darcourt"`, `"performer": "d'arcourt"`, "shoot.roles[", "darcourt"},
	{"scene", `{"before": "21"`, `{"before": "121"`, "shoot.precedences[0].before", "21"},
	{"place", `"sets": ["PORT DU ROSMEUR", `, `"sets": ["PORT DE ROSMEUR", `, "shoot.locations", "PORT DU ROSMEUR"},
	{"role of a sheet", `"NORA": {"prep"`, `"NORAH": {"prep"`, "sheets.cast.NORAH", "NORA"},
	{"supplier", `"suppliers": {`, `"suppliers": {"17": ["Loueur", "FR"],`, "suppliers.17", "71"},
	{"trailing comma", `"agreement": 3097}`, `"agreement": 3097,}`, "shoot.rules", "virgule en trop"},
	{"missing comma", `"title": "Le Dernier Bac",`, `"title": "Le Dernier Bac"`, "film", "virgule manquante"},
	{"comment", `"title": "Le Dernier Bac",`, `"title": "Le Dernier Bac", // titre provisoire`, "film", "commentaires"},
	{"curly quotes", `"title": "Le Dernier Bac"`, `"title": “Le Dernier Bac”`, "film.title", "guillemets droits"},
	{"text for a number", `"minutes": 95`, `"minutes": "95"`, "film.minutes", "sans guillemets"},
	{"fraction of a minute", `"minutes": 95`, `"minutes": 95.5`, "film.minutes", "entier"},
}

// later are typing errors that only the plan or the devis can tell, those that one run of the chain tells together in one list.
var later = map[string][]typing{
	"questions": {
		{"computed", `"facts": {`, `"facts": {"scenes": 12,`, "request.facts.scenes", "calcule"},
		{"unit", `"unit": "week"`, `"unit": "semaine"`, "budget.lines[", "week (semaines)"},
		{"job", `"job": "Scripte cinéma"`, `"job": "Script cinéma"`, "budget.lines[", "Scripte"},
		{"group left out", `"percents": [`, `"groups_off": ["grue"], "percents": [`, "budget.groups_off[0]", "aucune ligne"},
	},
	"figures": {
		{"account", `"account": "1211"`, `"account": "12111"`, "budget.lines[0].account", "1211 ("},
		{"figure of the plan", `"from": "plan:role:SOLANGE"`, `"from": "plan:rôle:SOLANGE"`, "budget.lines[", "plan:role:SOLANGE"},
		{"figure without its head", `"from": "plan:crew_weeks"`, `"from": "crew_weeks"`, "budget.lines[", "plan:crew_weeks"},
	},
	"zone": {
		{"zone of holidays", `"zone": "FR"`, `"zone": "France"`, "shoot.calendar.zone", "France"},
	},
}

// folder is the sample film with another film.json.
func folder(t *testing.T, text string) fs.FS {
	t.Helper()
	script, err := fs.ReadFile(film.Sample(), "le-dernier-bac.fountain")
	require.NoError(t, err)
	return fstest.MapFS{"film.json": {Data: []byte(text)}, "le-dernier-bac.fountain": {Data: script}}
}

func sampleText(t *testing.T) string {
	t.Helper()
	b, err := fs.ReadFile(film.Sample(), "film.json")
	require.NoError(t, err)
	return string(b)
}

// No typing error passes in silence: each is an error, or a warning of the chain, that names the file, the line and the key, with what
// was meant.
func TestBrokenFolders(t *testing.T) {
	for _, c := range broken {
		t.Run(c.name, func(t *testing.T) {
			f, err := film.Open(folder(t, c.in(t, sampleText(t))))
			if err == nil {
				_, err = f.Problem()
			}
			c.told(t, moteur.AsReport(err, "", "test"))
		})
	}
}

// together is what is told of the sample film with all the errors of a list at once.
func together(t *testing.T, list []typing) moteur.Report {
	t.Helper()
	text := sampleText(t)
	for _, c := range list {
		text = c.in(t, text)
	}
	f, err := film.Open(folder(t, text))
	require.NoError(t, err)
	c, err := film.Run(context.Background(), f, film.Settings{Moves: 1})
	found := c.Report
	found.Merge("", moteur.AsReport(err, "", "test"))
	return found
}

func TestBrokenPlansAndDevis(t *testing.T) {
	for name, list := range later {
		t.Run(name, func(t *testing.T) {
			found := together(t, list)
			for _, c := range list {
				c.told(t, found)
			}
		})
	}
}

// in types the error in a film.json.
func (c typing) in(t *testing.T, text string) string {
	t.Helper()
	require.Contains(t, text, c.text)
	return strings.Replace(text, c.text, c.typed, 1)
}

// told asserts that one of the findings names the file, a line, the key, and says what was meant.
func (c typing) told(t *testing.T, found moteur.Report) {
	t.Helper()
	for _, i := range found.Issues {
		if strings.Contains(i.Path, "film.json:") && strings.Contains(i.Path, " "+c.key) && strings.Contains(plain(i.Message), c.says) {
			assert.NotEqual(t, moteur.Notice, i.Severity)
			return
		}
	}
	require.Fail(t, "not told", "%s: %v", c.typed, found.Issues[:min(8, len(found.Issues))])
}

func plain(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func TestBrokenFiles(t *testing.T) {
	sample := sampleText(t)
	for name, text := range map[string]string{
		"second object": sample + "{}", "cut": sample[:len(sample)/2], "empty": "", "mixed bytes": strings.Replace(sample, "Quéré", "Qu\xe9r\xe9", 1),
	} {
		_, err := film.Open(folder(t, text))
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), "film.json:", name)
	}
	f, err := film.Open(folder(t, "\ufeff"+sample))
	require.NoError(t, err)
	assert.Equal(t, "Le Dernier Bac", f.Film.Title)
}
