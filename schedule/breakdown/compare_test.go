package breakdown_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

const draft1 = `INT. BAR - JOUR

Paul essuie un verre.

PAUL
Encore toi.

EXT. RUE - NUIT

Marie court. Un chien aboie.

MARIE
Attends !

INT. CHAMBRE - NUIT

Marie dort.

INT. BAR - SOIR

Le bar est vide. Paul ferme.

PAUL
C'est fini.
`

// The second draft drops the bedroom, adds a car, moves the empty bar to the front, and gives the street a knife and Paul.
const draft2 = `INT. BAR - SOIR

Le bar est vide. Paul ferme.

PAUL
C'est fini.

INT. BAR - JOUR

Paul essuie un verre.

PAUL
Encore toi.

INT. VOITURE - JOUR

Marie conduit vers la mer.

EXT. RUE - NUIT

Marie court, un couteau à la main. Un chien aboie.

MARIE
Attends !

PAUL
Non.
`

func down(text string) breakdown.Breakdown {
	return breakdown.New(script.ParseText(text, script.Settings{French: true}), breakdown.Settings{})
}

func TestCompare(t *testing.T) {
	c := breakdown.Compare(down(draft1), down(draft2))
	require.Len(t, c.Added, 1)
	assert.Equal(t, "INT. VOITURE - JOUR", c.Added[0].Heading)
	require.Len(t, c.Dropped, 1)
	assert.Equal(t, "INT. CHAMBRE - NUIT", c.Dropped[0].Heading)
	require.Len(t, c.Moved, 1)
	assert.Equal(t, "INT. BAR - SOIR", c.Moved[0].New.Heading)
	assert.Equal(t, "4", c.Moved[0].Old.Number)
	require.Len(t, c.Changed, 1)
	ch := c.Changed[0]
	assert.Equal(t, "EXT. RUE - NUIT", ch.New.Heading)
	assert.True(t, ch.Text)
	assert.Equal(t, []string{"PAUL"}, ch.RolesAdded)
	assert.Equal(t, []string{"Accessoires : couteau"}, ch.ElementsAdded)
	assert.Equal(t, 1, c.Same)

	same := breakdown.Compare(down(draft1), down(draft1))
	assert.Equal(t, breakdown.Comparison{Same: 4}, same)
	var pdf bytes.Buffer
	require.NoError(t, c.WritePDF(&pdf))
	assert.Contains(t, c.String(), "1\u00a0ajoutée, 1\u00a0supprimée, 1\u00a0déplacée, 1\u00a0modifiée, 1\u00a0inchangée")
}

func TestUpdateKeepsDecisions(t *testing.T) {
	old := down(draft1)
	street := &old.Scenes[1]
	street.Elements[0].State = breakdown.Rejected // no dog
	street.Elements = append(street.Elements, breakdown.Need{Category: breakdown.Props, Name: "sac de Marie", State: breakdown.Kept})
	street.Comments, street.StoryDay = "Louer la rue", 2
	street.Eighths, street.ByHand = 7, []string{"eighths"}
	old.Scenes[0].Elements[0].State = breakdown.Kept                                                                                           // the glass
	old.Scenes[3].Elements = []breakdown.Need{{Category: breakdown.Props, Name: "enseigne", Text: "enseigne", Line: 3, State: breakdown.Kept}} // words the new draft has not
	old.Scenes[2].Comments = "Draps blancs"                                                                                                    // in the dropped scene
	old.Roles[0].Number, old.Roles[0].Name = 12, "PAUL LE BARMAN"

	got, c := breakdown.Update(old, down(draft2))
	require.Len(t, got.Scenes, 4)
	numbers := []string{}
	for _, s := range got.Scenes {
		numbers = append(numbers, s.Number)
	}
	assert.Equal(t, []string{"4", "1", "1A", "2"}, numbers, "made-up numbers stay those of the scene")
	s := got.Scenes[3]
	assert.Equal(t, 7, s.Eighths)
	assert.Equal(t, breakdown.ByHand, s.EighthsFrom)
	assert.Equal(t, "Louer la rue", s.Comments)
	assert.Equal(t, 2, s.StoryDay)
	states := map[string]breakdown.State{}
	for _, n := range s.Elements {
		states[n.Name] = n.State
	}
	assert.Equal(t, map[string]breakdown.State{"couteau": breakdown.Proposed, "chien": breakdown.Rejected, "sac de Marie": breakdown.Kept}, states)
	assert.Equal(t, breakdown.Kept, got.Scenes[1].Elements[0].State)
	assert.Equal(t, "enseigne", got.Scenes[0].Elements[0].Name)
	rep := got.Report()
	assert.True(t, rep.Has("breakdown/kept-but-gone"))
	assert.True(t, rep.Has("breakdown/decisions-dropped"))
	assert.Equal(t, "PAUL LE BARMAN", got.Roles[slices.IndexFunc(got.Roles, func(r breakdown.Role) bool { return r.ID == "PAUL" })].Name)
	assert.Len(t, c.Added, 1)
	assert.Equal(t, breakdown.Rejected, old.Scenes[1].Elements[0].State, "the input is not changed")

	again, c2 := breakdown.Update(got, down(draft2))
	assert.Equal(t, got.Scenes, again.Scenes, "an update with nothing new changes nothing")
	assert.Empty(t, c2.Added)
	assert.Empty(t, c2.Dropped)
}

func TestUpdateKeepsMerges(t *testing.T) {
	b := sampleBreakdown(t)
	b.Aliases[0].State = breakdown.Kept
	assert.Equal(t, map[string]string{"MARC KERMADEC": "MARC"}, b.Merges())
	got, _ := breakdown.Update(b, sampleBreakdown(t))
	require.Len(t, got.Roles, 3)
	assert.Equal(t, []string{"MARC", "LÉA"}, got.Scenes[2].Roles)
	assert.Equal(t, breakdown.Speaking, got.Scenes[2].Presences[0].Mode)
	assert.Empty(t, got.Aliases)
	direct := breakdown.New(script.ParseText(sample, script.Settings{French: true}), breakdown.Settings{Aliases: b.Merges()})
	assert.Equal(t, direct.Scenes[2].Roles, got.Scenes[2].Roles)
	assert.Equal(t, direct.Roles[1].Words, got.Roles[1].Words)
}

// On a real script, scenes cut, moved and added at random are all told, and nothing else is.
func TestCompareShuffledCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/full")
	text, err := os.ReadFile(filepath.Join(dir, "gasadadava-second-draft.fountain"))
	if err != nil {
		t.Skip(err)
	}
	old := breakdown.New(script.ParseText(string(text), script.Settings{}), breakdown.Settings{})
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		fresh := old
		fresh.Scenes = slices.Clone(old.Scenes)
		from, to := r.IntN(len(fresh.Scenes)), r.IntN(len(fresh.Scenes)-1)
		moved := fresh.Scenes[from]
		fresh.Scenes = slices.Insert(slices.Delete(fresh.Scenes, from, from+1), to, moved)
		cut := r.IntN(len(fresh.Scenes))
		gone := fresh.Scenes[cut]
		fresh.Scenes = slices.Delete(fresh.Scenes, cut, cut+1)
		at := r.IntN(len(fresh.Scenes))
		fresh.Scenes = slices.Insert(fresh.Scenes, at, breakdown.Scene{Number: "N", Invented: true, Heading: "INT. MARS - DAY", Set: "MARS", Digest: "x", Eighths: 3})
		c := breakdown.Compare(old, fresh)
		require.Len(t, c.Added, 1)
		assert.Equal(t, "INT. MARS - DAY", c.Added[0].Heading)
		require.Len(t, c.Dropped, 1)
		assert.Equal(t, gone.Digest, old.Scenes[c.Dropped[0].Index].Digest)
		assert.LessOrEqual(t, len(c.Moved), 1)
		assert.Empty(t, c.Changed)
	}
}

func TestCompareWrittenNumbers(t *testing.T) {
	a := strings.NewReplacer("INT. BAR - JOUR", "INT. BAR - JOUR #1#", "EXT. RUE - NUIT", "EXT. RUE - NUIT #2#").Replace(draft1)
	b := strings.ReplaceAll(strings.ReplaceAll(a, "INT. BAR - JOUR", "INT. CAFÉ - JOUR"), "Paul essuie un verre.", "Autre chose.")
	c := breakdown.Compare(down(a), down(b))
	require.Len(t, c.Changed, 1)
	assert.True(t, c.Changed[0].Heading)
	assert.Equal(t, "1", c.Changed[0].Old.Number)
	assert.Empty(t, c.Added)
}

// A new heading does not hide that the text changed too, and alone it changes no text.
func TestComparisonTellsTextAndHeading(t *testing.T) {
	of := func(text string) breakdown.Breakdown { return breakdown.New(french(text), breakdown.Settings{}) }
	old := of("INT. BAR - JOUR #1#\n\nAnna entre et s'assoit.\n")
	for text, want := range map[string]bool{"INT. CAFÉ - JOUR #1#\n\nAnna entre et s'assoit.\n": false, "INT. CAFÉ - JOUR #1#\n\nAnna sort.\n": true} {
		c := breakdown.Compare(old, of(text))
		require.Len(t, c.Changed, 1)
		assert.True(t, c.Changed[0].Heading)
		assert.Equal(t, want, c.Changed[0].Text)
		printed := fmt.Sprint(c.Document())
		assert.Equal(t, want, strings.Contains(printed, "; texte"), printed)
	}
}
