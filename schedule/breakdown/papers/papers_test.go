package papers_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/breakdown/papers"
	"github.com/moteur-film/moteur/schedule/script"
)

const film = `Titre: Le Phare

# ACTE I

INT. PHARE - CUISINE - NUIT

ÉLISE (62 ans) pose un couteau sur la table. Une dizaine de pêcheurs crient au loin. Le Couteau brille.

ÉLISE
(bas)
Tu rentres quand, avec ce couteau ?

MARC
Demain.

===

EXT. PORT - JOUR

Marc répare un vélo.

MARC
Voilà.

> CUT TO:

INT. GRENIER - JOUR - FLASHBACK

Élise, couverte de boue, attend.
`

func book(t testing.TB) papers.Book {
	t.Helper()
	s, err := script.Parse(strings.NewReader(film), script.Settings{Name: "phare.fountain", French: true})
	require.NoError(t, err)
	return papers.Book{Script: s, Breakdown: breakdown.New(s, breakdown.Settings{}), Company: "Films du Phare"}
}

func TestMarked(t *testing.T) {
	b := book(t)
	for i := range b.Breakdown.Scenes[0].Elements {
		b.Breakdown.Scenes[0].Elements[i].State = breakdown.Kept
	}
	b.Breakdown.Scenes[1].Elements = append(b.Breakdown.Scenes[1].Elements, breakdown.Need{Category: "Drones", Name: "petit drone", State: breakdown.Kept},
		breakdown.Need{Category: breakdown.Props, Name: "vélo", Text: "vélo", Line: 21, State: breakdown.Rejected})
	got := text.String(papers.Marked{Book: b}.Document())
	for _, words := range []string{
		"1       INT. PHARE - CUISINE - NUIT  1", "pose un couteau[A] sur la table", "Le Couteau[A] brille", "pêcheurs[F?] crient", "avec ce couteau ?", "Aussi : petit drone[•]", "Accessoires[A]", "Drones[•]", "ACTE I", "CUT TO:",
	} {
		assert.Contains(t, got, words)
	}
	assert.NotContains(t, got, "vélo[A]", "what is rejected is not marked")
}

// Every word of the screenplay that is printed is on the marked copy, and each underlay has its letters.
func TestMarkedLosesNothing(t *testing.T) {
	b := book(t)
	d := papers.Marked{Book: b}.Document()
	all := ""
	for _, block := range d.Blocks {
		play, ok := block.(doc.Play)
		if !ok {
			continue
		}
		for _, p := range play.Paras {
			last := len(p.Runs) - 1
			for i, r := range p.Runs {
				all += r.Text
				if r.Fill != "" && (i == last || p.Runs[i+1].Fill != r.Fill) {
					assert.NotEmpty(t, r.Code, r.Text)
				}
			}
			all += "\n"
		}
	}
	for _, e := range b.Script.Elements {
		if e.PrintedLines() > 0 {
			assert.Contains(t, all, e.Printed())
		}
	}
}

func TestSides(t *testing.T) {
	s := papers.Sides{Book: book(t), Role: "marc", Performer: "Jean Dupont"}
	d, err := s.Document()
	require.NoError(t, err)
	assert.Equal(t, "Jean Dupont", d.Watermark)
	got := text.String(d)
	assert.Contains(t, got, "1, 2")
	assert.Contains(t, got, "Demain.")
	assert.NotContains(t, got, "GRENIER", "scenes of others are left out")
	play := d.Blocks[1].(doc.Play)
	for _, p := range play.Paras {
		mine := strings.Contains(p.Text(), "MARC") && len(p.Runs) == 1 && !strings.Contains(p.Text(), ".") || p.Text() == "Demain." || p.Text() == "Voilà."
		assert.Equal(t, mine, p.Bar != "", p.Text())
	}
	s.Scenes = []string{"2"}
	d, err = s.Document()
	require.NoError(t, err)
	assert.NotContains(t, text.String(d), "Demain.")
	s.Scenes = []string{"3"}
	_, err = s.Document()
	require.ErrorContains(t, err, "3")
	_, err = papers.Sides{Book: book(t), Role: "Personne"}.Document()
	require.ErrorContains(t, err, "ÉLISE")
}

func TestContinuity(t *testing.T) {
	b := book(t)
	got := text.String(papers.Continuity{Book: b}.Document())
	day1, day2, other := strings.Index(got, "Jour 1"), strings.Index(got, "Jour 2"), strings.Index(got, "FLASHBACK")
	assert.Less(t, day1, day2)
	assert.Less(t, day2, other)
	assert.Contains(t, got, "2 ?", "a proposed day says so")
	b.Breakdown.Scenes[0].StoryDay, b.Breakdown.Scenes[1].StoryDay, b.Breakdown.Scenes[2].StoryDay = 5, 3, 4
	got = text.String(papers.Continuity{Book: b}.Document())
	assert.NotContains(t, got, "?\u00a0")
	assert.Less(t, strings.Index(got, "PORT"), strings.Index(got, "GRENIER"))
	assert.Less(t, strings.Index(got, "GRENIER"), strings.Index(got, "CUISINE"))
}

func TestCross(t *testing.T) {
	g := book(t).Breakdown.RoleGrid()
	assert.Equal(t, []string{"1 ÉLISE", "2 MARC"}, g.Heads)
	require.Len(t, g.Rows, 4)
	assert.Equal(t, "P", g.Rows[0].Cells[0].Text)
	assert.Equal(t, "2", g.Rows[0].Tail[0])
	assert.Empty(t, g.Rows[1].Cells[0].Text)
	assert.Equal(t, "M?", g.Rows[2].Cells[0].Text)
	assert.Equal(t, "2", g.Rows[3].Cells[0].Text)
}

// The name of the performer is on every page of the sides, and the file is the same twice.
func TestSidesOnPaper(t *testing.T) {
	b := book(t)
	var plain, named, again bytes.Buffer
	d, err := papers.Sides{Book: b, Role: "ÉLISE"}.Document()
	require.NoError(t, err)
	d.Watermark = ""
	require.NoError(t, pdf.Write(&plain, d))
	for _, w := range []*bytes.Buffer{&named, &again} {
		require.NoError(t, papers.Sides{Book: b, Role: "ÉLISE", Performer: "Jeanne"}.WritePDF(w))
	}
	assert.Equal(t, named.Bytes(), again.Bytes())
	assert.Greater(t, named.Len(), plain.Len())
}

// Every word of the papers stands inside its page; nothing at all is printed too.
func TestOnPaper(t *testing.T) {
	for name, write := range map[string]func(papers.Book) func(*bytes.Buffer) error{
		"marked": func(b papers.Book) func(*bytes.Buffer) error {
			return func(w *bytes.Buffer) error { return papers.Marked{Book: b}.WritePDF(w) }
		},
		"continuity": func(b papers.Book) func(*bytes.Buffer) error {
			return func(w *bytes.Buffer) error { return papers.Continuity{Book: b}.WritePDF(w) }
		},
		"cross": func(b papers.Book) func(*bytes.Buffer) error {
			return func(w *bytes.Buffer) error { return papers.Cross{Book: b}.WritePDF(w) }
		},
		"sides": func(b papers.Book) func(*bytes.Buffer) error {
			return func(w *bytes.Buffer) error {
				if len(b.Breakdown.Roles) == 0 {
					return nil
				}
				d, err := papers.Sides{Book: b, Role: "ÉLISE"}.Document()
				require.NoError(t, err)
				assert.Equal(t, "ÉLISE", d.Watermark)
				d.Watermark = "" // it crosses the words on purpose
				return pdf.Write(w, d)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out, again bytes.Buffer
			require.NoError(t, write(book(t))(&out))
			require.NoError(t, write(book(t))(&again))
			assert.Equal(t, out.Bytes(), again.Bytes(), "same input, same bytes")
			assert.Contains(t, testkit.Paper(t, out.Bytes()), "PHARE")
			require.NoError(t, write(papers.Book{})(&bytes.Buffer{}))
		})
	}
}
