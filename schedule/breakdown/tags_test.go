package breakdown_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

const taggedFilm = `<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Number="1" Type="Scene Heading"><Text TagNumber="5">INT. CAFÉ - JOUR</Text></Paragraph>
<Paragraph Type="Action"><Text>Marie pose un </Text><Text TagNumber="1">couteau</Text><Text> près du </Text><Text TagNumber="2" RevisionID="2">vélo rouge</Text><Text>. Un </Text>` +
	`<Text TagNumber="3">éléphant</Text><Text> passe. </Text><Text TagNumber="4">LE GÉANT</Text><Text> rit.</Text></Paragraph>
<Paragraph Type="Character"><Text>MARIE</Text></Paragraph><Paragraph Type="Dialogue"><Text TagNumber="9">Oui.</Text></Paragraph>
<Paragraph Number="2" Type="Scene Heading"><Text>EXT. RUE - NUIT</Text></Paragraph>
<Paragraph Type="Action"><Text>Une épée brille.</Text></Paragraph>
</Content>
<Revisions><Revision ID="2" Name="Rose"/></Revisions>
<TagData><TagCategories><TagCategory Color="#FFFF00000000" Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Props" Number="5" Style="Bold"/>
<TagCategory Id="04721a56-f54b-49c8-80ad-d53887d6b851" Name="Vehicles" Number="4"/><TagCategory Id="aaaa" Name="Éléphants" Number="40"/>
<TagCategory Id="01fc9642-84ff-4366-b37c-a3068dee57e8" Name="Cast" Number="1"/><TagCategory Id="028a4e2b-b507-4d09-88ab-90e3edae9071" Name="Background Actors" Number="2"/></TagCategories>
<TagDefinitions><TagDefinition CatId="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Id="d1" Label="couteau de cuisine" Number="1" Extra="x"/>
<TagDefinition CatId="04721a56-f54b-49c8-80ad-d53887d6b851" Id="d2" Label="vélo de Marie" Number="2"/><TagDefinition CatId="AAAA" Id="d3" Label="Dumbo" Number="3"/>
<TagDefinition CatId="01fc9642-84ff-4366-b37c-a3068dee57e8" Id="d4" Label="Le Géant" Number="4"/><TagDefinition CatId="028a4e2b-b507-4d09-88ab-90e3edae9071" Id="d5" Label="clients (12)" Number="5"/>
<TagDefinition CatId="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Id="d6" Label="journal" Number="6"/></TagDefinitions>
<Tags><Tag Number="1"><DefId>d1</DefId></Tag><Tag Number="2"><DefId>d2</DefId></Tag><Tag Number="3"><DefId>d3</DefId></Tag><Tag Number="4"><DefId>d4</DefId></Tag>
<Tag Number="5"><DefId>d5</DefId><DefId>d6</DefId></Tag></Tags></TagData></FinalDraft>`

func readFDX(t require.TestingT, text string) script.Script {
	s, err := script.ParseFDX(strings.NewReader(text), script.Settings{Name: "a.fdx", French: true})
	require.NoError(t, err)
	return s
}

// rewrite hands the breakdown back to the screenplay, writes it and reads it again.
func rewrite(t require.TestingT, b breakdown.Breakdown, s script.Script) script.Script {
	s, _ = b.Tag(s)
	var out bytes.Buffer
	rep, err := script.WriteFDX(&out, s)
	require.NoError(t, err)
	require.Empty(t, rep.Issues)
	return readFDX(t, out.String())
}

// tags lists the elements and extras kept, as "1 props couteau «words»".
func tags(b breakdown.Breakdown) []string {
	out := []string{}
	for _, sc := range b.Scenes {
		for _, n := range sc.Elements {
			if n.State == breakdown.Kept {
				out = append(out, sc.Number+" "+string(n.Category)+" "+n.Name+" «"+n.Text+"»")
			}
		}
		for _, x := range sc.Extras {
			if x.State == breakdown.Kept {
				out = append(out, sc.Number+" figuration "+x.Kind+" «"+x.Text+"»")
			}
		}
	}
	return out
}

func TestTagsBecomeElements(t *testing.T) {
	s := readFDX(t, taggedFilm)
	b := breakdown.New(s, breakdown.Settings{})
	assert.ElementsMatch(t, []string{"1 props couteau de cuisine «couteau»", "1 Éléphants Dumbo «éléphant»", "1 props journal «»", "1 vehicles vélo de Marie «vélo rouge»", "1 figuration clients «»"}, tags(b))
	assert.Equal(t, 12, b.Scenes[0].Extras[0].Count)
	assert.Equal(t, []string{"Rose"}, b.Scenes[0].Revised)
	assert.Empty(t, b.Scenes[1].Revised)
	var paper strings.Builder
	require.NoError(t, breakdown.Sheets{Breakdown: b}.WriteText(&paper))
	assert.Contains(t, paper.String(), "révisé (Rose)")
	assert.Contains(t, b.Scenes[0].Roles, "Le Géant")
	assert.True(t, b.Report().Has("breakdown/tag-unknown"), "a number that nothing defines is told")
	for _, n := range b.Scenes[0].Elements {
		assert.NotEqual(t, breakdown.Weapons, n.Category, "who tagged the knife said what it is")
	}
	assert.Equal(t, tags(b), tags(breakdown.New(rewrite(t, b, s), breakdown.Settings{})))
	assert.Equal(t, s.Raw, rewrite(t, b, s).Raw, "nothing to add: the parts are as they were")
}

func TestTagsAreHandedBack(t *testing.T) {
	s := readFDX(t, taggedFilm)
	b := breakdown.New(s, breakdown.Settings{})
	b.Scenes[0].Elements[0].State = breakdown.Rejected
	rejected := b.Scenes[0].Elements[0].Name
	for i := range b.Scenes[1].Elements {
		b.Scenes[1].Elements[i].State = breakdown.Kept
	}
	b.Scenes[1].Elements = append(b.Scenes[1].Elements, breakdown.Need{Category: breakdown.Effects, Name: "pluie & vent", State: breakdown.Kept},
		breakdown.Need{Category: "Drones", Name: "petit drone", State: breakdown.Kept})
	changed := s
	changed.Elements = append([]script.Element{}, s.Elements...)
	changed.Elements[0].Text = "EXT. PLAGE - NUIT" // the heading changed since
	back := breakdown.New(rewrite(t, b, changed), breakdown.Settings{})
	got := strings.Join(tags(back), "\n")
	assert.NotContains(t, got, rejected)
	assert.Contains(t, got, "1 props journal «»")
	assert.Contains(t, got, "1 figuration clients «»")
	assert.Contains(t, got, "2 weapons épée «épée»")
	assert.Contains(t, got, "2 effects pluie & vent «»")
	assert.Contains(t, got, "2 Drones petit drone «»")
	assert.Equal(t, tags(back), tags(breakdown.New(rewrite(t, back, rewrite(t, b, changed)), breakdown.Settings{})), "once more is the same")
}

// Whatever was kept is tagged, whatever the words, and read again; what stood there stays.
func TestTagsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := readFDX(t, taggedFilm)
		b := breakdown.New(s, breakdown.Settings{})
		words := []string{"Marie", "couteau", "pose un couteau", "rouge", "rouge. Un", "Oui.", "épée brille", "", "absent", "INT. CAFÉ", "JOUR", "Une"}
		for range rapid.IntRange(0, 6).Draw(t, "added") {
			sc := &b.Scenes[rapid.IntRange(0, 1).Draw(t, "scene")]
			sc.Elements = append(sc.Elements, breakdown.Need{
				Category: rapid.SampledFrom([]breakdown.Category{breakdown.Props, breakdown.Weapons, breakdown.Other, "Maison"}).Draw(t, "category"),
				Name:     rapid.SampledFrom([]string{"un", "deux", "<trois>", "quatre \"4\""}).Draw(t, "name"), Text: rapid.SampledFrom(words).Draw(t, "words"), State: breakdown.Kept})
		}
		want := map[string]bool{}
		for _, line := range tags(b) {
			name, _, _ := strings.Cut(line, " «")
			want[name] = true
		}
		got := map[string]bool{}
		for _, line := range tags(breakdown.New(rewrite(t, b, s), breakdown.Settings{})) {
			name, _, _ := strings.Cut(line, " «")
			got[name] = true
		}
		assert.Equal(t, want, got)
	})
}

// The words of a tag are proposed no more, whole or in part; a word tagged twice counts twice; tags of the cast are roles, whatever the
// identifier of their category.
func TestTagsAreNotProposedAgain(t *testing.T) {
	const text = `<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. BAR - JOUR</Text></Paragraph><Paragraph Type="Action">` +
		`<Text>La </Text><Text TagNumber="1">fiole d'arsenic</Text><Text> brille. Une </Text><Text TagNumber="2">valise</Text><Text>, une autre </Text>` +
		`<Text TagNumber="2">valise</Text><Text>. </Text><Text TagNumber="3">ODILE</Text><Text> dort.</Text></Paragraph></Content><TagData><TagCategories>` +
		`<TagCategory Id="k1" Name="Props" Number="1"/><TagCategory Id="k2" Name="Cast Members" Number="2"/></TagCategories><TagDefinitions>` +
		`<TagDefinition CatId="k1" Id="e1" Label="poison" Number="1"/><TagDefinition CatId="k1" Id="e2" Label="valise" Number="2"/>` +
		`<TagDefinition CatId="k2" Id="e3" Label="Odile" Number="3"/></TagDefinitions><Tags><Tag Number="1"><DefId>e1</DefId></Tag>` +
		`<Tag Number="2"><DefId>e2</DefId></Tag><Tag Number="3"><DefId>e3</DefId></Tag></Tags></TagData></FinalDraft>`
	b := breakdown.New(readFDX(t, text), breakdown.Settings{})
	require.Len(t, b.Scenes[0].Elements, 2)
	for _, n := range b.Scenes[0].Elements {
		assert.Equal(t, breakdown.Kept, n.State, n.Name)
		assert.Equal(t, map[string]int{"poison": 1, "valise": 2}[n.Name], n.Count, n.Name)
	}
	require.Len(t, b.Roles, 1)
	assert.Equal(t, "Odile", b.Roles[0].Name)
}
