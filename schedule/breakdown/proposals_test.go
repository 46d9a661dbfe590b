package breakdown_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// proposalsOf lists what a description proposes: "category:words" for elements and figuration.
func proposalsOf(t *testing.T, text string) []string {
	t.Helper()
	s := script.ParseText("INT. SALLE - JOUR\n\nPAUL\nBon.\n\n"+text+"\n", script.Settings{French: true})
	b := breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Scenes, 1, text)
	var out []string
	for _, n := range b.Scenes[0].Elements {
		out = append(out, string(n.Category)+":"+n.Text)
	}
	for _, x := range b.Scenes[0].Extras {
		out = append(out, "extras:"+x.Text)
	}
	return out
}

// What is denied, compared, thought of, said of something else, or a verb of the same letters is not there; what stands beside it is.
func TestWhatIsNotThere(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Paul n'a pas de marteau.", ""},
		{"Il n'a jamais eu de chien, seulement une tortue.", "animals:tortue"},
		{"Elle ne prend plus de médicament.", ""},
		{"Ni valise ni passeport : rien sur le lit.", ""},
		{"Il sort sans parapluie.", ""},
		{"Sans un mot, il pose son violon.", "music:violon"},
		{"Il ne lâche pas la valise.", "props:valise"},
		{"Aucun soldat dans la rue.", ""},
		{"Plus de bougies. Un couloir.", ""},
		{"Faute de marteau, Paul attend.", ""},
		{"Elle hurle comme une sirène.", ""},
		{"Il dort comme un ours dans un lit.", ""},
		{"Tel un chevalier, Paul salue.", ""},
		{"Une tache ressemble à un dragon.", ""},
		{"On dirait un fantôme.", ""},
		{"Comme Paul ouvre une bouteille, on sonne.", "props:bouteille"},
		{"Paul rêve d'un voilier.", ""},
		{"Elle songe à la grange et aux chevaux.", ""},
		{"Une odeur de poulet flotte.", ""},
		{"Une photo d'éléphant sur la table.", "props:photo"},
		{"Le film montre des chevaux.", ""},
		{"Paul affiche un sourire.", ""},
		{"Il marche, montre la rue, porte la main au front.", ""},
		{"La rue est ferme sous le gel.", ""},
		{"Paul la masque à ses yeux.", ""},
		{"Elle met un masque.", "costumes:masque"},
		{"Il court, tombe amoureux. Elle tombe sur une amie.", ""},
		{"Un coup de fil. Un coup d'œil.", ""},
		{"Il a une fièvre de cheval et un chat dans la gorge.", ""},
		{"Elle lui a posé un lapin.", ""},
		{"Une statue en bois, une table en verre.", "set_dressing:statue"},
		{"La mère embrasse le bébé sur le front.", "minors:bébé"},
		{"Pieds nus, Paul attend.", ""},
		{"Une main d'enfant sur la vitre.", ""},
		{"Paul fait semblant de s'évanouir.", ""},
		{"Paul manque de tomber dans l'escalier.", ""},
		{"Son fils l'attend.", ""},
		{"Sa mère et leur médecin de famille.", ""},
		{"Le feu passe au rouge : un feu rouge.", ""},
		{"Il monte la tente comme on dompte un tigre.", "props:tente"},
		{"Elle ne toucherait pas une grenade.", ""},
		{"Il a un sourire de requin.", ""},
		{"Il regarde les visages des gendarmes.", ""},
		{"Elle prend la parole, tend la main, pose une question.", ""},
		{"L'une tombe. Le papier en tombe.", "props:papier"},
		{"Un bouquet tombe du pont.", "props:bouquet"},
		{"Paul se glisse sous la couette, la tête sur l'oreiller.", ""},
		{"Au volant, Paul sourit.", ""},
		{"Il n'a pas les alliances.", ""},
		{"Il cherche une serviette.", ""},
		{"Une clôture coupée à la cisaille.", ""},
		{"Une pluie de reproches, la clé du mystère.", ""},
		{"Sur la paroi, une flèche gravée.", ""},
		{"Il pousse une porte contre le mur, jette sa veste à terre.", ""},
		{"Une vague passe par-dessus bord.", ""},
		{"Paul vacille, se renverse dans son fauteuil.", ""},
		{"Il marche en crabe.", ""},
		{"Il sourit, ressort.", ""},
		{"De tout son poids, il pèse sur le levier.", ""},
		{"Une brouette de foin.", "props:brouette"},
		{"La veste d'Irène, le manteau de cet homme.", ""},
		{"Un os en guise de massue.", ""},
		{"Paul ouvre le sac, la laisse tomber. Il leur montre la rue.", "props:sac"},
		{"Il la retient par la ceinture.", ""},
		{"Il parle avec un accent, avec une lenteur terrible, avec une moue.", ""},
		{"Une main se plaque sur la vitre. Sa manche brûle.", "effects:Sa manche brûle"},
		{"Il compte deux piloriers et des picoteurs.", ""},
		{"Elle sort de sa poche une rose séchée.", "props:une rose"},
		{"Des échasses contre le mur.", "props:échasses"},
		{"Il la coince par la manche, une guirlande de salive aux dents.", ""},
		{"Le gardien, un vieux Breton, TIENNE (65 ans), attend.", ""},
		{"À l'écran, un gendarme salue.", "vfx:À l'écran"},
	} {
		got := proposalsOf(t, c.text)
		if c.want == "" {
			assert.Empty(t, got, c.text)
			continue
		}
		assert.Contains(t, got, c.want, c.text)
		assert.Len(t, got, 1+strings.Count(c.text, "sonne"), "%s: %v", c.text, got)
	}
}

// What is there is proposed in its category, in its forms.
func TestWhatIsThere(t *testing.T) {
	for _, c := range []struct{ text, category, words string }{
		{"Des tenailles, un sécateur, des cisailles.", "props", "sécateur"},
		{"Il brandit une tronçonneuse.", "props", "tronçonneuse"},
		{"Au mur, une carte et des photos.", "set_dressing", "carte"},
		{"Elle découpe un canard.", "props", "canard"},
		{"Les deux hommes se battent dans la boue.", "stunts", "se battent"},
		{"Paul dévale les marches.", "stunts", "dévale"},
		{"Marie tombe du balcon.", "stunts", "tombe du balcon"},
		{"Il gifle le garde.", "stunts", "gifle"},
		{"Ils s'embrassent.", "intimacy", "s'embrassent"},
		{"Nue, elle traverse la chambre.", "intimacy", "Nue"},
		{"La vitre vole en éclats.", "effects", "vole en éclats"},
		{"Le pare-brise éclate.", "effects", "pare-brise éclate"},
		{"Une gerbe d'étincelles.", "effects", "étincelles"},
		{"Le spectre se dématérialise.", "vfx", "se dématérialise"},
		{"Sur l'écran, une vidéo de surveillance.", "vfx", "Sur l'écran"},
		{"Les décombres d'une chapelle.", "set_dressing", "décombres"},
		{"Un hublot fissuré.", "set_dressing", "fissuré"},
		{"Une trentaine de manifestants.", "extras", "manifestants"},
		{"Deux brancardiers passent.", "extras", "brancardiers"},
		{"Des gamins courent.", "minors", "gamins"},
		{"Un enfant de six ans.", "minors", "enfant"},
		{"La lèvre fendue, il sourit.", "makeup", "lèvre fendue"},
		{"Sa chemise est trempée.", "costumes", "chemise est trempée"},
		{"Un scaphandre, un tricorne.", "costumes", "tricorne"},
		{"Une ambulance s'arrête.", "vehicles", "ambulance"},
		{"Une péniche glisse.", "vehicles", "péniche"},
		{"On joue de l'accordéon.", "music", "accordéon"},
		{"La radio diffuse « Le Temps des cerises ».", "music", "Le Temps des cerises"},
		{"Le tocsin. Une alarme.", "sound", "tocsin"},
		{"Son portable vibre.", "sound", "portable vibre"},
		{"Plan de drone.", "equipment", "drone"},
		{"Il brandit un aspersoir.", "props", "aspersoir"},
		{"Il ouvre la porte avec un palpeur.", "props", "palpeur"},
		{"Une houlette à la main, il attend.", "props", "houlette"},
		{"Elle agite une sonnette.", "props", "sonnette"},
		{"Un chien aboie au loin.", "sound", "chien aboie"},
		{"Des dessins scotchés au mur.", "set_dressing", "dessins"},
		{"Le front en sang, il se relève.", "makeup", "front en sang"},
		{"La joue lacérée.", "makeup", "joue lacérée"},
		{"Une tenue de plongée.", "costumes", "tenue de plongée"},
		{"La robe en lambeaux.", "costumes", "robe en lambeaux"},
		{"Les appliques s'éteignent.", "effects", "appliques s'éteignent"},
		{"Une bouteille contre le mur.", "props", "bouteille"},
		{"La digue cède.", "effects", "digue cède"},
		{"Il saute du mur.", "stunts", "saute du mur"},
		{"Elle est projetée à travers une porte.", "stunts", "est projetée"},
		{"La camionnette part dans le fossé.", "stunts", "part dans le fossé"},
		{"L'autoradio crache « Ne me quitte pas ».", "music", "Ne me quitte pas"},
		{"Il pousse le garde contre le mur.", "stunts", "pousse le garde"},
		{"Paul bondit et saute par-dessus la barrière.", "stunts", "saute par-dessus"},
		{"Il sort de sa poche un palpeur et deux grattoirs.", "props", "grattoirs"},
		{"Sur la table, un palpeur, une poinçonneuse.", "props", "poinçonneuse"},
		{"On entend passer un train.", "sound", "train"},
		{"Un canard en plastique.", "props", "canard"},
		{"Deux clavecinistes attendent.", "extras", "clavecinistes"},
		{"Une trentaine de picoteurs attendent.", "extras", "picoteurs"},
		{"Pompes éventrées, vitres brisées.", "set_dressing", "Pompes"},
		{"Un tablier de boulanger.", "costumes", "tablier de boulanger"},
		{"Un soupirail, de la paille.", "set_dressing", "paille"},
		{"Un sifflet.", "sound", "sifflet"},
		{"ODILE (61 ans), blouse, bottes blanches, entre.", "costumes", "blouse"},
		{"Elle entre, toque en plastique, et sourit.", "costumes", "toque en plastique"},
		{"Un sifflet et une corde.", "props", "sifflet"},
		{"Une camionnette couverte de boue attend.", "set_dressing", "couverte de boue"},
		{"Elle boit à même une dame-jeanne.", "props", "dame-jeanne"},
		{"Une mouche au coin de la bouche.", "makeup", "mouche"},
		{"Il pose sa faux.", "props", "sa faux"},
		{"Les blessés attendent.", "extras", "blessés"},
		{"Un gilet à sequins.", "costumes", "gilet à sequins"},
		{"Un chandail en mohair.", "costumes", "chandail en mohair"},
		{"Des choux roulent.", "props", "choux"},
		{"Des tuyaux rouges.", "props", "tuyaux"},
		{"Un dragon de chiffon.", "props", "dragon"},
	} {
		got := proposalsOf(t, c.text)
		assert.True(t, slices.ContainsFunc(got, func(p string) bool {
			category, words, _ := strings.Cut(p, ":")
			return category == c.category && strings.Contains(words, c.words)
		}), "%s: %v", c.text, got)
	}
}

// The figuration is counted by the whole number before it.
func TestCounts(t *testing.T) {
	for text, want := range map[string]int{
		"Deux cents soldats attendent.": 200, "Quatre-vingts soldats attendent.": 80, "Quatre-vingt-dix soldats attendent.": 90,
		"Soixante-douze soldats attendent.": 72, "Vingt et un soldats attendent.": 21, "Trois mille soldats attendent.": 3000, "Cent mille soldats attendent.": 100_000,
		"Deux cent cinquante soldats attendent.": 250, "Une dizaine de soldats attend.": 10, "Cent soldats attendent.": 100,
		"Une centaine de soldats attend.": 100, "Trois soldats attendent.": 3, "Un soldat attend.": 1,
	} {
		b := breakdown.New(french("INT. A - JOUR\n\n"+text+"\n"), breakdown.Settings{})
		if assert.Len(t, b.Scenes[0].Extras, 1, text) {
			assert.Equal(t, want, b.Scenes[0].Extras[0].Count, text)
		}
	}
}

// A flag is certain when the text leaves no choice.
func TestCertainFlags(t *testing.T) {
	for _, c := range []struct {
		text string
		kind breakdown.FlagKind
		sure bool
	}{
		{"EXT. RUE - NUIT\n\nRien.", breakdown.FlagNightExt, true},
		{"EXT. RUE - AUBE\n\nRien.", breakdown.FlagNightExt, false},
		{"EXT. RUE - JOUR\n\nUne voiture attend.", breakdown.FlagRoad, false},
		{"EXT. RUE - JOUR\n\nUne voiture file vers le port.", breakdown.FlagRoad, true},
		{"INT. RUE - JOUR\n\nDes bougies.", breakdown.FlagFire, false},
		{"INT. RUE - JOUR\n\nLe rideau s'enflamme.", breakdown.FlagFire, true},
		{"INT. RUE - JOUR\n\nIl vide un verre de vin.", breakdown.FlagDrugs, true},
		{"INT. RUE - JOUR\n\nUne échelle contre le mur.", breakdown.FlagHeight, false},
		{"INT. RUE - JOUR\n\nDeux gendarmes.", breakdown.FlagUniformPol, true},
		{"INT. RUE - JOUR - 1911\n\nDeux gendarmes.", breakdown.FlagUniformPol, false},
		{"INT. RUE - JOUR\n\nUn pistolet.", breakdown.FlagWeapons, true},
		{"INT. RUE - JOUR\n\nUne valse au loin.", breakdown.FlagProtected, false},
	} {
		b := breakdown.New(script.ParseText(c.text+"\n", script.Settings{French: true}), breakdown.Settings{})
		i := slices.IndexFunc(b.Scenes[0].Flags, func(f breakdown.Flag) bool { return f.Kind == c.kind })
		if assert.GreaterOrEqual(t, i, 0, c.text) {
			assert.Equal(t, c.sure, b.Scenes[0].Flags[i].Sure, c.text)
		}
	}
}

// An animal that was given a name is found by it; the age of a child is read where it is written.
func TestNamesAndAges(t *testing.T) {
	s := script.ParseText("INT. A - JOUR\n\nUn chien roux, Brutus, dort. LÉA, 9 ans, lit.\n\nINT. B - JOUR\n\nBrutus gronde. Léa rit.\n", script.Settings{French: true})
	b := breakdown.New(s, breakdown.Settings{})
	var got [2][]string
	for i := range b.Scenes {
		for _, n := range b.Scenes[i].Elements {
			got[i] = append(got[i], string(n.Category)+":"+n.Name)
		}
	}
	assert.Equal(t, []string{"animals:chien", "minors:LÉA"}, got[0])
	assert.Equal(t, []string{"animals:chien"}, got[1], "the flag alone tells a child who is there by name")
	assert.True(t, slices.ContainsFunc(b.Scenes[1].Flags, func(f breakdown.Flag) bool { return f.Kind == breakdown.FlagChildren && f.Sure }))
}

// A child that was told before is not told again, a noun in capitals introduces a role, and both keep their flags.
func TestToldBefore(t *testing.T) {
	s := script.ParseText("EXT. PLAGE - JOUR\n\nILIÈS (7 ans) court.\n\nEXT. PLAGE - JOUR\n\nElle suit l'enfant des yeux. Une FEMME attend.\n",
		script.Settings{French: true})
	b := breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Scenes, 2)
	require.Len(t, b.Scenes[0].Elements, 1)
	assert.Equal(t, breakdown.Minors, b.Scenes[0].Elements[0].Category)
	assert.Empty(t, b.Scenes[1].Elements)
	assert.Empty(t, b.Scenes[1].Extras)
	require.Len(t, b.Scenes[1].Flags, 1)
	assert.Equal(t, breakdown.FlagChildren, b.Scenes[1].Flags[0].Kind)
}

// An adjective alone stands for a child once one was told, not before, nor in front of a noun.
func TestLittleOne(t *testing.T) {
	b := breakdown.New(french("INT. A - JOUR\n\nIl tient le petit par la main.\n\nINT. B - JOUR\n\nUn petit garçon de six ans l'observe.\n\n"+
		"INT. C - JOUR\n\nIl tient le petit par la main.\n\nINT. D - JOUR\n\nIl tient le petit sac par la main.\n"), breakdown.Settings{})
	var minors []string
	for i := range b.Scenes {
		for _, n := range b.Scenes[i].Elements {
			if n.Category == breakdown.Minors {
				minors = append(minors, b.Scenes[i].Number+" "+n.Text)
			}
		}
	}
	assert.Contains(t, minors, "3 le petit")
	for _, m := range minors {
		assert.False(t, strings.HasPrefix(m, "1 ") || strings.HasPrefix(m, "4 "), m)
	}
}

// Years that pass are nobody's age; an empty net that is hauled is no fall.
func TestYearsThatPass(t *testing.T) {
	b := breakdown.New(french("INT. A - JOUR\n\nCARTON : DIX ANS PLUS TARD\n\nIls tirent un filet vide, dix ans après.\n\nLOU, dix ans, entre.\n\nINT. B - JOUR\n\nPaul jette le sac dans le vide.\n"), breakdown.Settings{})
	minors, stunts := 0, 0
	for _, n := range b.Scenes[0].Elements {
		if n.Category == breakdown.Minors {
			minors++
			assert.Equal(t, 7, n.Line)
		}
		if n.Category == breakdown.Stunts {
			stunts++
		}
	}
	assert.Equal(t, 1, minors)
	assert.Zero(t, stunts)
	assert.True(t, slices.ContainsFunc(b.Scenes[1].Elements, func(n breakdown.Need) bool { return n.Category == breakdown.Stunts }))
}

// A bandage is a state of continuity in the scenes after the one where its role was hurt, and the film is of the year that its first
// sentence tells.
func TestAfterwards(t *testing.T) {
	s := script.ParseText("EXT. PONT - JOUR\n\nJuin 1940. PAUL tombe du pont. Deux soldats le regardent.\n\nPAUL\nAh !\n\nINT. BAR - JOUR\n\nPaul boit, la main bandée.\n",
		script.Settings{French: true})
	b := breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Scenes, 2)
	uniforms := slices.IndexFunc(b.Scenes[0].Flags, func(f breakdown.Flag) bool { return f.Kind == breakdown.FlagUniformPol })
	require.GreaterOrEqual(t, uniforms, 0)
	assert.False(t, b.Scenes[0].Flags[uniforms].Sure)
	var got []breakdown.Category
	for _, n := range b.Scenes[1].Elements {
		got = append(got, n.Category)
	}
	assert.Contains(t, got, breakdown.Makeup)
	assert.Contains(t, got, breakdown.Continuity)
}
