package film_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/testkit"
)

// figure is a figure of the film and how each paper prints it; the first group of a pattern is what is compared.
type figure struct {
	name string
	in   map[string]string
}

const (
	euros = `(-?[\d ]+,\d\d)`
	day   = `(\d+(?:er)? \p{L}+ \d{4})`
)

// figures are those that two papers share.
var figures = []figure{
	{"cost", map[string]string{"03-devis": `Total hors taxes +` + euros, "04-plan-de-financement": `Coût du film +` + euros,
		"fiche-de-demande": `Coût +` + euros, "00-sommaire": `Coût prévu +` + euros, "11-note-de-production": `Coût +` + euros,
		"11-presentation": `Coût +` + euros, "fiche-du-plafond-de-remuneration": `Coût du film +` + euros, "devis": `Total hors taxes +` + euros,
		"plan-de-financement": `Coût du film +` + euros, "03-devis.xlsx": `Total hors taxes +` + euros, "devis.xlsx": `Total hors taxes +` + euros,
		"04-plan-de-financement.xlsx": `Coût du film +` + euros}},
	{"to find", map[string]string{"04-plan-de-financement": `Reste à trouver +` + euros + ` +-?\d+,\d %`,
		"11-note-de-production": `Reste à trouver +` + euros, "11-presentation": `Reste à trouver +` + euros,
		"04-plan-de-financement.xlsx": `Reste à trouver +` + euros}},
	{"resources", map[string]string{"04-plan-de-financement": `Total des ressources +` + euros, "fiche-de-demande": `Ressources +` + euros,
		"11-note-de-production": `(?m)^ *Total +` + euros, "04-plan-de-financement.xlsx": `Total des ressources +` + euros}},
	{"secured", map[string]string{"04-plan-de-financement": `(?m)^ *Acquis +` + euros, "11-note-de-production": `Acquis +` + euros,
		"11-presentation": `Acquis +` + euros, "04-plan-de-financement.xlsx": `(?m)^ *Acquis +` + euros}},
	{"credit", map[string]string{"04-plan-de-financement": `Crédit d'impôt cinéma · .*? oui +` + euros,
		"05-credit-d-impot": `(?m)^ *Crédit d'impôt +` + euros, "05-credit-d-impot.xlsx": `(?m)^ *Crédit d'impôt +` + euros,
		"04-plan-de-financement.xlsx": `Crédit d'impôt cinéma · .*? oui +` + euros}},
	{"shooting days", map[string]string{"02-plan-de-travail.xlsx": `Jours de tournage : +(\d+)`, "02-plan-de-travail": `Jours de tournage +(\d+)`, "11-note-de-production": `(\d+) jours de tournage`,
		"11-presentation": `(\d+) jours de tournage`, "fiche-technique": `Tournage +(\d+) jours`,
		"lieux-et-jours-de-tournage": `Jours de tournage +(\d+),`, "plan-de-travail": `Jours de tournage +(\d+)`}},
	{"days in France", map[string]string{"fiche-technique": `dont (\d+) en France`, "lieux-et-jours-de-tournage": `dont (\d+) en France`}},
	{"days of places", map[string]string{"02-plan-de-travail.xlsx": `Jours de lieu : +(\d+)`, "02-plan-de-travail": `Jours de lieu +(\d+)`, "lieux-et-jours-de-tournage": `(?m)^ *Total +(\d+)`}},
	{"days of each place", map[string]string{"11-note-de-production": `\((\d+) jours?\)`, "11-presentation": `\((\d+) jours?\)`,
		"lieux-et-jours-de-tournage": `(?:décor naturel|studio) +(\d+)`}},
	{"performers", map[string]string{"11-note-de-production": `(?m)^– .+? : (\p{L}[^\d\n]*)$`,
		"liste-des-interpretes": `(?m)^ *\S.*?  +(\p{L}.+?)  +(?:[A-Z]{2}|–) +\d`}},
	{"minutes", map[string]string{"fiche-de-demande": `Durée prévue +(\d+) minutes`, "11-note-de-production": `Durée +(\d+) minutes`,
		"11-presentation": `Durée +(\d+) minutes`, "fiche-technique": `Durée +(\d+) minutes`}},
	{"language", map[string]string{"fiche-de-demande": `Langue +(.*)`, "11-note-de-production": `Langue +(.*)`, "fiche-technique": `Langue +(.*)`}},
	{"points", map[string]string{"08-points.xlsx": `Total : (≈ [\d,]+|[\d,]+) points`, "08-points": `Total +(≈ [\d,]+|[\d,]+) points`, "points": `Total +(≈ [\d,]+|[\d,]+) points`,
		"00-sommaire": `Points +(≈ [\d,]+|[\d,]+)`, "11-note-de-production": `Points +(≈ [\d,]+|[\d,]+)`}},
	{"first day", map[string]string{"02-plan-de-travail": `Dates +du ` + day, "fiche-de-demande": `Début du tournage +` + day,
		"lieux-et-jours-de-tournage": `Début du tournage +` + day, "11-note-de-production": `Premier jour de tournage +` + day,
		"fiche-technique": `à partir du +` + day}},
	{"wrap", map[string]string{"02-plan-de-travail": `Dates +du .*? au ` + day, "fiche-de-demande": `Fin du tournage +` + day,
		"lieux-et-jours-de-tournage": `Fin du tournage +` + day, "11-note-de-production": `Dernier jour de tournage +` + day}},
}

// read finds the figure in the papers, by name: each place where a paper prints it, "" where it does not.
func (f figure) read(papers map[string]string) map[string]string {
	out := map[string]string{}
	for name, pattern := range f.in {
		values := []string{}
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(papers[name], -1) {
			if v := strings.TrimSpace(m[1]); !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		out[name] = strings.Join(values, " and ")
	}
	return out
}

// faults are the figures on which two papers differ, and those that a paper does not print.
func faults(papers map[string]string) []string {
	var out []string
	for _, f := range figures {
		got := f.read(papers)
		seen := map[string]bool{}
		for _, v := range got {
			seen[v] = true
		}
		if len(seen) != 1 || seen[""] {
			out = append(out, fmt.Sprintf("%s: %v", f.name, got))
		}
	}
	return out
}

// number is a cell that holds one.
var number = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// cells are the rows of a workbook as text, a line each, its numbers written to the cent.
func cells(t require.TestingT, content []byte) string {
	wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
	require.NoError(t, err)
	var out strings.Builder
	for _, s := range wb.Sheets {
		for _, row := range s.Rows {
			for _, c := range row {
				if number.MatchString(c) {
					c = fr.Number(decimal.RequireFromString(c), 2)
				}
				if c != "" {
					out.WriteString("  " + c)
				}
			}
			out.WriteString("\n")
		}
	}
	return plain(out.String())
}

// printed are the papers of a chain as text, by their name, without extension when they are PDF: those of the archive by their name
// without number.
func printed(t require.TestingT, tool, dir string, c film.Chain) map[string]string {
	out := map[string]string{}
	add := func(name string, b []byte) {
		file := filepath.Join(dir, "paper.pdf")
		require.NoError(t, os.WriteFile(file, b, 0o600))
		text, err := exec.Command(tool, "-layout", file, "-").Output()
		require.NoError(t, err, name)
		out[strings.TrimSuffix(name, ".pdf")] = plain(string(text))
	}
	kept := []string{"02-plan-de-travail.pdf", "03-devis.pdf", "04-plan-de-financement.pdf", "05-credit-d-impot.pdf", "08-points.pdf",
		"11-note-de-production.pdf", "11-presentation.pdf"}
	books := []string{"02-plan-de-travail.xlsx", "03-devis.xlsx", "04-plan-de-financement.xlsx", "05-credit-d-impot.xlsx", "08-points.xlsx"}
	for _, d := range film.Documents(c) {
		var b bytes.Buffer
		if slices.Contains(kept, d.Name) || slices.Contains(books, d.Name) || strings.HasSuffix(d.Name, ".zip") {
			require.NoError(t, d.Write(&b), d.Name)
		}
		switch {
		case slices.Contains(kept, d.Name):
			add(d.Name, b.Bytes())
		case slices.Contains(books, d.Name):
			out[d.Name] = cells(t, b.Bytes())
		case strings.HasSuffix(d.Name, ".zip"):
			z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
			require.NoError(t, err)
			for _, f := range z.File {
				number, name, _ := strings.Cut(path.Base(f.Name), "-")
				if path.Ext(name) != ".pdf" && name != "devis.xlsx" {
					continue
				}
				if number == "00" {
					name = "00-" + name
				}
				r, err := f.Open()
				require.NoError(t, err)
				content, err := io.ReadAll(r)
				require.NoError(t, err)
				if path.Ext(name) == ".xlsx" {
					out[name] = cells(t, content)
				} else {
					add(name, content)
				}
			}
		}
	}
	return out
}

func chainOf(t require.TestingT, change func(*film.Folder)) film.Chain {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	change(&f)
	c, err := film.Run(context.Background(), f, film.Settings{Moves: 2000})
	require.NoError(t, err)
	return c
}

// The figures of the sample film agree in all its papers; a figure changed in one paper, or taken away, is told.
func TestFiguresOfTheSampleAgree(t *testing.T) {
	papers := printed(t, testkit.Tool(t, "pdftotext"), t.TempDir(), chainOf(t, func(*film.Folder) {}))
	require.Empty(t, faults(papers))
	assert.NotContains(t, papers["plan-de-travail"], "€", "the plan of the archive shows no pay")
	for _, f := range figures {
		for name, value := range f.read(papers) {
			other := strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return '0' + (r-'0'+1)%10
				}
				return r
			}, value)
			if other == value {
				other += " et grec"
			}
			at := regexp.MustCompile(f.in[name]).FindStringSubmatchIndex(papers[name])
			mutant := maps.Clone(papers)
			mutant[name] = papers[name][:at[2]] + other + papers[name][at[3]:]
			assert.NotEmpty(t, faults(mutant), "%s in %s: %q made %q", f.name, name, value, other)
			mutant[name] = strings.ReplaceAll(papers[name], papers[name][at[2]:at[3]], "")
			assert.NotEmpty(t, faults(mutant), "%s taken from %s", f.name, name)
		}
	}
}

// The figures agree in the papers of random films: other prices, amounts, countries, dates.
func TestFiguresOfRandomFilmsAgree(t *testing.T) {
	tool, dir, films := testkit.Tool(t, "pdftotext"), t.TempDir(), 0
	most := 20
	if testing.Short() {
		most = 2
	}
	rapid.Check(t, func(t *rapid.T) {
		if films++; films > most {
			return
		}
		c := chainOf(t, func(f *film.Folder) {
			for i := range f.Budget.Lines {
				if l := &f.Budget.Lines[i]; rapid.IntRange(0, 9).Draw(t, "line") == 0 {
					l.Rate = l.Rate.Mul(decimal.New(rapid.Int64Range(100, 140).Draw(t, "rate"), -2)).Round(2)
				}
			}
			for i := range f.Shoot.Roles {
				o := &f.Shoot.Roles[i]
				o.DayRate = o.DayRate.Mul(decimal.New(rapid.Int64Range(100, 130).Draw(t, "day"), -2)).Round(2)
			}
			for i := range f.Financing.Resources {
				if x := &f.Financing.Resources[i]; x.Party == "Noordzee Film" {
					x.Amount = decimal.New(rapid.Int64Range(1_000_000, 40_000_000).Draw(t, "partner"), -2)
				}
			}
			for account, s := range f.Suppliers {
				f.Suppliers[account] = [2]string{s[0], rapid.SampledFrom([]string{"FR", "BE", "DE"}).Draw(t, "country")}
			}
			f.Film.Minutes = rapid.IntRange(80, 120).Draw(t, "minutes")
			f.Shoot.Shape.Minutes = rapid.SampledFrom([]int{450, 480, 510}).Draw(t, "shape")
		})
		if found := faults(printed(t, tool, dir, c)); len(found) > 0 {
			t.Fatalf("%s", strings.Join(found, "\n"))
		}
	})
}
