package schedule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

const specialScript = `Title: Les Deux Rives

INT. GRANGE - JOUR #1#

PAUL donne à manger au chien. Des chiens aboient. Un couteau sur la table.

PAUL
Viens.

EXT. GRANGE - NUIT #2#

Bagarre. Coup de feu. La grange prend feu. Plan filmé par un drone. Un tracteur passe.

PAUL
Sors !

EXT. GRANGE - JOUR #3#

PAUL, une cicatrice au front, regarde la grange calcinée. Le chien hurle.

PAUL
Il faudra la reconstruire.

EXT. GRANGE - JOUR #4#

PAUL sourit devant la grange repeinte. Une mouette.

PAUL
Voilà.
`

func specialBreakdown() breakdown.Breakdown {
	return breakdown.New(script.ParseText(specialScript, script.Settings{French: true}), breakdown.Settings{})
}

// Elements that ask for special gear or a team become equipment, in doubt until a person keeps one; the usual departments bring a knife.
func TestSpecialsOfBreakdown(t *testing.T) {
	b := specialBreakdown()
	p := schedule.FromBreakdown(b, schedule.Defaults{First: moteur.NewDate(2027, 3, 1)})
	names := map[string]string{}
	for _, e := range p.Equipment {
		names[e.ID] = e.Name
	}
	assert.Equal(t, map[string]string{"chien": "Chien et dresseur (à confirmer)", "cascades": "Équipe cascades (à confirmer)",
		"armes": "Armurier (à confirmer)", "effets": "Effets spéciaux de plateau (à confirmer)", "drone": "Drone (à confirmer)",
		"tracteur": "Tracteur de jeu (à confirmer)", "maquillage": "Maquillage d'effets spéciaux (à confirmer)"}, names)
	assert.Equal(t, []string{"chien"}, p.Scenes[0].Needs)
	assert.ElementsMatch(t, []string{"cascades", "armes", "effets", "drone", "tracteur"}, p.Scenes[1].Needs)
	assert.Empty(t, p.Scenes[3].Needs)
	assert.True(t, p.Equipment[0].DayRate.Equal(decimal.NewFromInt(500)))
	require.NoError(t, p.Check().Err())

	for i := range b.Scenes[0].Elements {
		b.Scenes[0].Elements[i].State = breakdown.Kept
	}
	for i := range b.Scenes[1].Elements {
		b.Scenes[1].Elements[i].State = breakdown.Rejected
	}
	p = schedule.FromBreakdown(b, schedule.Defaults{First: moteur.NewDate(2027, 3, 1), GearDay: decimal.NewFromInt(700)})
	require.Len(t, p.Equipment, 2)
	assert.Equal(t, "Chien et dresseur", p.Equipment[0].Name)
	assert.True(t, p.Equipment[0].DayRate.Equal(decimal.NewFromInt(700)))
	assert.Empty(t, p.Scenes[1].Needs)
}

func TestProvides(t *testing.T) {
	for _, c := range []struct {
		name     string
		category breakdown.Category
		element  string
		want     bool
	}{
		{"Chien Bosco et dresseuse", breakdown.Animals, "chien", true},
		{"Ménagerie et dresseurs", breakdown.Animals, "loup", true},
		{"Chienlit", breakdown.Animals, "chien", false},
		{"Équipe cascades", breakdown.Stunts, "chute à l'eau", true},
		{"Équipe cascades", breakdown.Stunts, "falaise", false},
		{"Effets de pluie", breakdown.Effects, "pluie", true},
		{"Effets de pluie", breakdown.Effects, "feu", false},
		{"Grue 12 m", breakdown.Equipment, "grue", true},
		{"Grue 12 m", breakdown.Equipment, "", false},
		{"Grues", breakdown.Equipment, "grue", true},
	} {
		e := schedule.Equipment{ID: "x", Name: c.name}
		assert.Equal(t, c.want, e.Provides(breakdown.Need{Category: c.category, Name: c.element}), "%s, %s", c.name, c.element)
	}
}

// States of sets and persons propose what to shoot before and after, and impose nothing.
func TestProposeContinuity(t *testing.T) {
	b := specialBreakdown()
	got := schedule.ProposeContinuity(b)
	require.Len(t, got, 3)
	assert.Equal(t, schedule.Continuity{State: "cicatrice", Role: "PAUL", Scene: "3", Text: "cicatrice", Line: 19,
		Before: []string{"1", "2"}, After: []string{"3", "4"}}, got[0])
	assert.Equal(t, schedule.Continuity{State: "brûlé", Set: "GRANGE", Scene: "3", Text: "grange calcinée",
		Line: 19, Before: []string{"1", "2"}, After: []string{"3", "4"}, Thing: "grange"}, got[1])
	assert.Equal(t, "repeint", got[2].State)
	assert.Equal(t, []string{"1", "2", "3"}, got[2].Before)
	assert.Equal(t, []string{"4"}, got[2].After)
	assert.Empty(t, schedule.FromBreakdown(b, schedule.Defaults{}).Precedences)

	for i := range b.Scenes {
		for k := range b.Scenes[i].Elements {
			b.Scenes[i].Elements[k].State = breakdown.Rejected
		}
	}
	assert.Empty(t, schedule.ProposeContinuity(b))
	assert.Empty(t, schedule.ProposeContinuity(breakdown.Breakdown{}))

	wet := breakdown.New(script.ParseText("INT. BAR - JOUR #1#\n\nPAUL boit.\n\nPAUL\nBon.\n\nINT. BAR - JOUR #2#\n\nPAUL attend.\n\nINT. BAR - JOUR #3#\n\n"+
		"PAUL, trempé, entre.\n\nINT. BAR - JOUR #4#\n\nPAUL mange.\n", script.Settings{French: true}), breakdown.Settings{})
	got = schedule.ProposeContinuity(wet)
	require.Len(t, got, 1)
	assert.Equal(t, []string{"2"}, got[0].Before, "a state that passes concerns the scenes beside it")
	assert.Equal(t, []string{"3"}, got[0].After)
}

// Wounds are proposed in one word whatever tells them, what is broken until it is repaired, a beard until it is shaved.
func TestProposeContinuityOfWoundsAndEnds(t *testing.T) {
	var text strings.Builder
	for i, action := range []string{"PAUL entre.", "PAUL est blessé à la tête, du sang coule.", "PAUL, le bras dans le plâtre.", "PAUL porte la barbe.",
		"La porte fracassée pend sur ses gonds.", "PAUL s'est rasé la barbe. La porte est réparée.", "PAUL, une blessure au front, s'assied."} {
		fmt.Fprintf(&text, "INT. CUISINE - JOUR #%d#\n\n%s\n\nPAUL\nOui.\n\n", i+1, action)
	}
	got := map[string]schedule.Continuity{}
	for _, c := range schedule.ProposeContinuity(breakdown.New(script.ParseText(text.String(), script.Settings{French: true}), breakdown.Settings{})) {
		assert.NotContains(t, got, c.State, "once")
		got[c.State] = c
	}
	assert.Equal(t, []string{"2", "3", "4", "5", "6", "7"}, got["blessure"].After)
	assert.Equal(t, []string{"2"}, got["sang"].After)
	assert.Equal(t, []string{"1", "2"}, got["bras plâtré"].Before)
	assert.Equal(t, []string{"4", "5"}, got["barbe"].After, "until it is shaved")
	assert.Equal(t, []string{"6", "7"}, got["rasé"].After)
	assert.Equal(t, []string{"5"}, got["cassé"].After, "until it is repaired")
	assert.Equal(t, "CUISINE", got["cassé"].Set)
}

// What the words of a screenplay tell of a body, a set or a vehicle is proposed, until they end it or weeks have healed it.
func TestProposeContinuityOfTheText(t *testing.T) {
	var text strings.Builder
	for i, s := range []struct{ heading, action string }{
		{"INT. CUISINE - JOUR", "LÉA et MARC entrent. La vitre est propre."},
		{"INT. CUISINE - JOUR", "LÉA se coupe le doigt. MARC brise la vitre."},
		{"INT. SALON - JOUR", "LÉA a la main bandée. MARC, la jambe dans le plâtre."},
		{"INT. CUISINE - NUIT", "MARC regarde la vitre. LÉA dort."},
		{"EXT. COUR - JOUR", "La voiture rouge attend. LÉA entre en voiture."},
		{"EXT. RUE - JOUR", "LÉA percute un mur : la voiture est cabossée."},
		{"INT. CUISINE - JOUR - TROIS SEMAINES PLUS TARD", "La vitre est remplacée. LÉA lit, MARC aussi."},
		{"INT. SALON - JOUR", "On enlève le plâtre de MARC. LÉA, crâne rasé, sourit."},
		{"INT. SALON - JOUR", "MARC court. LÉA se coupe le pouce."},
	} {
		fmt.Fprintf(&text, "%s #%d#\n\n%s\n\nLÉA\nOui.\n\nMARC\nNon.\n\n", s.heading, i+1, s.action)
	}
	got := map[string]schedule.Continuity{}
	for _, c := range schedule.ProposeContinuity(breakdown.New(script.ParseText(text.String(), script.Settings{French: true}), breakdown.Settings{})) {
		got[c.State+" "+c.Role+c.Set+" "+c.Scene] = c
	}
	cut := got["blessure LÉA 2"]
	assert.Equal(t, []string{"1"}, cut.Before)
	assert.Equal(t, []string{"2", "3", "4", "5", "6"}, cut.After)
	assert.Equal(t, "à confirmer : 21\u00a0jours plus tard à la séquence 7, l'état peut avoir disparu", cut.Doubt)
	assert.Equal(t, []string{"9"}, got["blessure LÉA 9"].After, "another wound, later")
	assert.Equal(t, []string{"2", "4"}, got["cassé CUISINE 2"].After, "until it is replaced")
	assert.Equal(t, "vitre", got["cassé CUISINE 2"].Thing)
	assert.Equal(t, []string{"3", "4", "5", "6", "7"}, got["jambe plâtrée MARC 3"].After, "until it is taken off")
	assert.Equal(t, []string{"5"}, got["accidenté RUE 6"].Before, "a car goes from set to set")
	assert.Equal(t, []string{"8", "9"}, got["crâne rasé LÉA 8"].After)
}

// The words that call for a crane or a vehicle, and those that do not: what the camera team brings, a sound that is cut, one cat told twice.
func TestNeedsOfTheWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Plan à la grue.", []string{"grue"}},
		{"Une grue porte la caméra.", []string{"grue"}},
		{"Mouvement de grue sur le port.", []string{"grue"}},
		{"La caméra suit Eva.", nil},
		{"ÉCRAN NOIR. SON COUPÉ.", nil},
		{"Le son est coupé.", nil},
		{"Son coupé démarre.", []string{"son coupé"}},
		{"Un chat noir dort.\n\nLe chat s'étire.", []string{"chat"}},
		{"Un chat noir et un chat roux dorment.", []string{"chat noir", "chat roux"}},
		{"Une grue cendrée passe.", []string{"grue cendrée"}},
	} {
		p := planned("INT. SALON - JOUR\n\nEVA entre.\n\nEVA\nOui.\n\n" + c.text + "\n")
		var got []string
		for _, e := range p.Equipment {
			got = append(got, e.ID)
		}
		assert.Equal(t, c.want, got, c.text)
	}
}

// Each thing of a set has its own state, and a vehicle that burns is intact in the scenes before; a bandaged arm is a state of its person.
func TestStatesOfEachThing(t *testing.T) {
	b := breakdown.New(script.ParseText(`INT. ATELIER - JOUR #1#

La voiture est neuve. JEAN la regarde.

JEAN
Elle est belle.

EXT. RUE - NUIT #2#

La voiture brûle.

INT. ATELIER - JOUR #3#

La voiture brûlée. JEAN, le bras bandé.

INT. ATELIER - NUIT #4#

La porte est enfoncée. JEAN casse la vitre d'un coup de poing. Le plafond est détruit.
`, script.Settings{French: true}), breakdown.Settings{})
	var got []string
	for _, c := range schedule.ProposeContinuity(b) {
		got = append(got, fmt.Sprintf("%s %s%s %s > %s", c.State, c.Role, c.Thing, strings.Join(c.Before, ","), strings.Join(c.After, ",")))
	}
	assert.ElementsMatch(t, []string{"brûlé voiture 1 > 2,3", "bandage JEAN 1 > 3,4", "cassé vitre 1,3 > 4", "cassé porte 1,3 > 4",
		"cassé plafond 1,3 > 4"}, got)
	for line, burnt := range map[string]bool{"La voiture brûle.": true, "La maison brûle.": true, "La voiture brûle un feu rouge.": false} {
		s := breakdown.New(script.ParseText("EXT. RUE - NUIT\n\n"+line+"\n", script.Settings{French: true}), breakdown.Settings{}).Scenes[0]
		assert.Equal(t, burnt, len(s.States) == 1, line)
	}
}
