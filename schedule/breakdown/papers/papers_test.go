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
	read "github.com/moteur-film/moteur/schedule/script/pdf"
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

// A new day of the story starts when the light goes back, and where the text says that days pass; an omitted scene has none.
func TestContinuityDays(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"the light goes back": {"1 INT. A - JOUR\n\nx\n\n2 INT. A - SOIR\n\nx\n\n3 INT. A - AUBE\n\nx\n\n4 INT. A - CRÉPUSCULE\n\nx\n\n5 INT. A - MATIN\n\nx\n\n" +
			"6 INT. A - NUIT\n\nx\n\n7 INT. A - JOUR\n\nx\n", "1:1 2:1 3:2 4:2 5:3 6:3 7:4"},
		"the heading": {"1 INT. A - JOUR\n\nx\n\n2 INT. A - LE LENDEMAIN - JOUR\n\nx\n\n3 INT. A - LE SURLENDEMAIN\n\nx\n\n4 INT. A - JOUR (LE LENDEMAIN)\n\nx\n", "1:1 2:2 3:4 4:5"},
		"a line of the text": {"1 INT. A - JOUR\n\nx\n\nTROIS JOURS PLUS TARD\n\n2 INT. A - NUIT\n\nUne semaine plus tard, ils dansent.\n\n3 INT. A - JOUR\n\nx\n\n" +
			"CARTON : DIX ANS PLUS TARD\n\nIls dansent.\n\n4 INT. A - NUIT\n\nIl dit qu'il viendra trois jours plus tard, ou jamais.\n", "1:1 2:11 3:12 4:13"},
		"days of the week": {"1 INT. A - LUNDI - JOUR\n\nx\n\n2 MARDI - INT. A - JOUR\n\nx\n\n3 INT. A - MARDI SOIR\n\nx\n\n4 INT. A - VENDREDI - NUIT\n\nx\n\n" +
			"5 INT. A - JOUR\n\nx\n\n6 INT. A - DIMANCHE - JOUR\n\nx\n\n7 INT. A - UNE SEMAINE PLUS TARD - DIMANCHE\n\nx\n", "1:1 2:2 3:2 4:5 5:6 6:7 7:14"},
		"from noon to the morning": {"1 INT. A - MATIN\n\nx\n\n2 INT. A - MIDI\n\nx\n\n3 INT. A - MATIN\n\nx\n\n4 INT. A - APRÈS-MIDI\n\nx\n\n5 INT. A - LE MATIN\n\nx\n", "1:1 2:1 3:2 4:2 5:3"},
		"omitted, and other times": {"1 INT. A - NUIT\n\nx\n\n2 OMIS\n\n3 INT. A - JOUR\n\nx\n\n4 INT. A - NUIT (RÊVE)\n\nx\n\n5 INT. A - JOUR\n\nx\n", "1:1 3:2 5:2"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := script.Parse(strings.NewReader(c.text), script.Settings{Name: "a.fountain", French: true})
			require.NoError(t, err)
			var got []string
			d := papers.Continuity{Book: papers.Book{Script: s, Breakdown: breakdown.New(s, breakdown.Settings{})}}.Document()
			for _, b := range d.Blocks {
				if table, ok := b.(doc.Table); ok {
					for _, r := range table.Rows {
						if day, proposed := strings.CutSuffix(r.Cells[0].Label(), " ?"); len(r.Cells) > 1 && proposed {
							got = append(got, r.Cells[1].Label()+":"+day)
						}
					}
				}
			}
			assert.Equal(t, c.want, strings.Join(got, " "))
		})
	}
}

// Elements whose words overlap are each marked.
func TestMarkedOverlap(t *testing.T) {
	s, err := script.Parse(strings.NewReader("INT. A - NUIT\n\nLa lampe à pétrole faiblit. Ils tirent un filet.\n"), script.Settings{Name: "a.fountain", French: true})
	require.NoError(t, err)
	b := breakdown.New(s, breakdown.Settings{NoProposals: true})
	b.Scenes[0].Elements = []breakdown.Need{
		{Category: breakdown.Props, Name: "lampe à pétrole", Text: "lampe à pétrole", Line: 3, State: breakdown.Kept},
		{Category: breakdown.Effects, Name: "lumière (faiblir)", Text: "lampe à pétrole faiblit", Line: 3, State: breakdown.Proposed},
		{Category: breakdown.Props, Name: "lampe", Text: "lampe", Line: 3, State: breakdown.Kept},
		{Category: breakdown.Stunts, Name: "projection", Text: "tirent un filet", Line: 3, State: breakdown.Kept},
		{Category: breakdown.Props, Name: "filet", Text: "filet", Line: 3, State: breakdown.Kept},
	}
	got := text.String(papers.Marked{Book: papers.Book{Script: s, Breakdown: b}}.Document())
	assert.Contains(t, got, "La lampe à pétrole["+breakdown.Props.Code()+"] faiblit["+breakdown.Effects.Code()+"?]")
	assert.Contains(t, got, "tirent un filet["+breakdown.Stunts.Code()+" "+breakdown.Props.Code()+"]")
	assert.NotContains(t, got, "Aussi")
}

// A heading that a person wrote otherwise in the workbook does not lose the marks of its scene.
func TestMarkedUnderAnotherHeading(t *testing.T) {
	b := book(t)
	b.Breakdown.Scenes[0].Heading, b.Breakdown.Scenes[0].ByHand = "INT. SÉMAPHORE - NUIT", []string{"heading"}
	assert.Contains(t, text.String(papers.Marked{Book: b}.Document()), "pose un couteau[A?] sur la table")
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

// A screenplay in several scripts at once is read back from its own paper: what its letters draw comes back, what they do not is told.
func TestForeignScripts(t *testing.T) {
	s := script.ParseText("Titre : Ελλάδα 好\n\nINT. PHARE - NUIT\n\nПривет, товарищ. Καλημέρα σας! 你好 🎬 ✓ ½ œ — …\n\nÉLISE\nДо свидания, Żółć, ğüş, ночь.\n\nEXT. QUAI - JOUR\n\nΘάλασσα.\n",
		script.Settings{Name: "phare.fountain", French: true})
	b := papers.Book{Script: s, Breakdown: breakdown.New(s, breakdown.Settings{})}
	var paper bytes.Buffer
	require.NoError(t, papers.Screenplay{Book: b}.WritePDF(&paper))
	got, err := read.Parse(&paper, script.Settings{Name: "phare.pdf", French: true})
	require.NoError(t, err)
	said := ""
	for _, i := range b.Unprinted().Issues {
		said += i.Message
	}
	drawn := strings.NewReplacer("你", "□", "好", "□", "🎬", "□", "✓", "√")
	var want, have []string
	for _, e := range s.Elements {
		want = append(want, drawn.Replace(e.Text))
	}
	for _, e := range got.Elements {
		have = append(have, e.Text)
	}
	assert.Equal(t, want, have)
	assert.Equal(t, "Ελλάδα □", got.Title())
	for _, r := range "好你🎬" {
		assert.Contains(t, said, string(r))
	}
}

// The screenplay alone: its title page, its text and the numbers of its scenes, nothing of the breakdown; and the signs that its letters lack.
func TestScreenplay(t *testing.T) {
	b := book(t)
	got := text.String(papers.Screenplay{Book: b}.Document())
	for _, words := range []string{"Le Phare", "1       INT. PHARE - CUISINE - NUIT  1", "pose un couteau sur la table", "(bas)", "CUT TO:"} {
		assert.Contains(t, got, words)
	}
	assert.NotContains(t, got, "[")
	assert.Empty(t, b.Unprinted().Issues)
	b.Script.Elements[3].Text += " 你好 et 你"
	rep := b.Unprinted()
	require.Len(t, rep.Issues, 2)
	assert.Contains(t, rep.Issues[0].Message, "你")
	assert.True(t, strings.HasPrefix(rep.Issues[0].Path, "phare.fountain:"), rep.Issues[0].Path)
}

// Two speeches at once stand one under the other on paper: it is told.
func TestDualDialogueOnPaper(t *testing.T) {
	s := script.ParseText("INT. A - JOUR\n\nLe vent.\n\nMARIE\nPardon.\n\nPAUL ^\nPardon.\n", script.Settings{Name: "du.fountain", French: true})
	rep := papers.Book{Script: s, Breakdown: breakdown.New(s, breakdown.Settings{})}.Unprinted()
	require.Len(t, rep.Issues, 1)
	assert.Equal(t, "du.fountain:8", rep.Issues[0].Path)
	assert.Contains(t, rep.Issues[0].Message, "PAUL")
}
