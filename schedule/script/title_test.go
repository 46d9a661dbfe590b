package script_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
)

// titles writes a title page as key=value lines.
func titles(s script.Script) string {
	var b strings.Builder
	for _, e := range s.TitlePage {
		b.WriteString(e.Key + "=" + strings.ReplaceAll(e.Value, "\n", "/") + ";")
	}
	return b.String()
}

// A title page without keys is read where it stands first, and nothing of the story with it.
func TestTitlePagesWithoutKeys(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"one author":            {"LE PONT\nÉcrit par\nAnne Test\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test;"},
		"two authors":           {"LE PONT\n\nÉcrit par\nAnne Test\net Paul Essai\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test et Paul Essai;"},
		"two on the credit":     {"LE PONT\nÉcrit par Anne Test\net Paul Essai\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test et Paul Essai;"},
		"a sign between":        {"LE PONT\n\nÉcrit par\n\nAnne Test\n&\nPaul Essai\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test & Paul Essai;"},
		"a title of two lines":  {"LE PONT\nD'ÈVE\n\nÉcrit par\nAnne Test\n", "Title=LE PONT/D'ÈVE;Credit=Écrit par;Author=Anne Test;"},
		"a version above":       {"Version 3\n\nLE PONT\nUn film de\nAnne Test\n", "Draft date=Version 3;Title=LE PONT;Credit=Un film de;Author=Anne Test;"},
		"a company above":       {"LES FILMS DU QUAI\nprésentent\n\nLE PONT\nÉcrit par Anne\n", "Title=LE PONT;Credit=Écrit par;Author=Anne;Contact=LES FILMS DU QUAI/présentent;"},
		"a date":                {"LE PONT\nÉcrit par\nAnne Test\n12 mars 2026\nanne@test.fr\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test;Draft date=12 mars 2026;Contact=anne@test.fr;"},
		"a genre above":         {"Un film de genre\n\nLE PONT\nÉcrit par Anne\n", "Title=LE PONT;Credit=Écrit par;Author=Anne;Contact=Un film de genre;"},
		"keys after a blank":    {"Titre : LE PONT\n\nÉcrit par : Anne Test\n\nContact: anne@test.fr\n", "Titre=LE PONT;Écrit par=Anne Test;Contact=anne@test.fr;"},
		"a cold open":           {"NOIR.\n\nUn revolver tombe.\n\nLUCIE (8 ans)\nPapa ?\n\nLE PONT\nÉcrit par\nAnne Test\n", ""},
		"a speech above":        {"PAUL\nJ'ai tout écrit.\n\nLE PONT\nÉcrit par Anne\n", ""},
		"a sentence above":      {"Une voix chante au loin.\n\nLE PONT\nÉcrit par Anne\n", ""},
		"a transition above":    {"FADE IN:\n\nLE PONT\nÉcrit par Anne\n", ""},
		"a subtitle":            {"LE PONT\n(titre provisoire)\nÉcrit par\nAnne Test\n", "Title=LE PONT/(titre provisoire);Credit=Écrit par;Author=Anne Test;"},
		"an episode":            {"LE PONT\nSaison 2, épisode 3\nÉcrit par\nAnne Test\n", "Title=LE PONT/Saison 2, épisode 3;Credit=Écrit par;Author=Anne Test;"},
		"a source":              {"LE PONT\nÉcrit par\nAnne Test\nLibrement inspiré de la vie de Zoé\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test;Source=Librement inspiré de la vie de Zoé;"},
		"two columns":           {"LE PONT\nÉcrit par\nAnne Test\nFilms du Quai\tVersion 4 bis\n12 rue X      3 mars 2026\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test;Draft date=Version 4 bis;Draft date=3 mars 2026;Contact=Films du Quai/12 rue X;"},
		"two credits":           {"LE PONT\nÉcrit par\nAnne Test\nDialogues\nPaul Essai\n", "Title=LE PONT;Credit=Écrit par;Author=Anne Test;Credit=Dialogues;Author=Paul Essai;"},
		"the authors in a line": {"LE PONT\nAuteurs :\nAnne Test\n", "Title=LE PONT;Credit=Auteurs :;Author=Anne Test;"},
	} {
		t.Run(name, func(t *testing.T) {
			s := french(c.text + "\nINT. CAFÉ - JOUR\n\nElle boit.\n")
			assert.Equal(t, c.want, titles(s))
			for _, e := range s.Elements {
				assert.NotEqual(t, "LE PONT", e.Name, "a title is no role")
			}
			if c.want == "" {
				var all []string
				for _, e := range s.Elements {
					all = append(all, e.Text)
				}
				assert.Equal(t, strings.Fields(c.text+"INT. CAFÉ - JOUR Elle boit."), strings.Fields(strings.Join(all, " ")))
			}
		})
	}
}

// What is written as a key below a title page is no key when it was no key: a mark keeps it in the story.
func TestFirstParagraphIsNoTitle(t *testing.T) {
	for name, s := range map[string]script.Script{
		"keys":    {TitlePage: []script.TitleEntry{{Key: "Title", Value: "LE PONT"}}},
		"lines":   {TitlePage: []script.TitleEntry{{Key: "Title", Value: "LE PONT\nD'ÈVE"}, {Key: "Author", Value: "Anne"}}},
		"nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			s.French, s.AnyHeading = true, true
			s.Elements = []script.Element{{Kind: script.Action, Text: "Titre : LE MUR"}, {Kind: script.Action, Text: "Il entre."}}
			var b bytes.Buffer
			_, err := script.WriteFountain(&b, s)
			require.NoError(t, err)
			got := script.ParseText(b.String(), script.Settings{French: true, AnyHeading: true})
			assert.Equal(t, titles(s), titles(got))
			require.Len(t, got.Elements, 2)
			assert.Equal(t, "Titre : LE MUR", got.Elements[0].Text)
		})
	}
}

// A cue above words that would make it a title keeps its mark; a role may have a name that title pages announce authors with.
func TestCueAboveCredit(t *testing.T) {
	for _, c := range [][2]string{{"PAUL", "Écrit par Anne."}, {"AUTEUR", "Bonjour."}, {"SCÉNARIO", "Bonjour."}} {
		s := script.Script{French: true, Elements: []script.Element{{Kind: script.Action, Text: "Il lit."},
			{Kind: script.Cue, Text: c[0], Name: c[0]}, {Kind: script.Dialogue, Text: c[1]}}}
		var b bytes.Buffer
		_, err := script.WriteFountain(&b, s)
		require.NoError(t, err)
		got := french(b.String())
		require.Len(t, got.Elements, 3)
		assert.Equal(t, script.Cue, got.Elements[1].Kind)
	}
}
