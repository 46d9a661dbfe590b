package breakdown_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

const sample = `Titre: Le Phare
Auteur: Une autrice

# ACTE I

INT. PHARE - CUISINE - JOUR #1#

= Élise attend des nouvelles.

ÉLISE (62 ans) pose un couteau sur la table. Une dizaine de pêcheurs crient au loin.

ÉLISE
Tu rentres quand ?

MARC (Voix off)
Demain, si la mer le veut.

EXT. PORT - NUIT #2#

LÉA (8 ans) court avec son chien. Un feu brûle. Une chanson de Johnny Hallyday sort d'un bar.

LÉA
Papa !

INT. / EXT. VOITURE - CONTINU #3#

Marc conduit. Léa dort. Marc Kermadec chante.

MARC KERMADEC
C'est encore loin.
`

func sampleBreakdown(t testing.TB) breakdown.Breakdown {
	t.Helper()
	s, err := script.Parse(strings.NewReader(sample), script.Settings{Name: "phare.fountain", French: true})
	require.NoError(t, err)
	return breakdown.New(s, breakdown.Settings{})
}

func sheets(b breakdown.Breakdown) breakdown.Sheets {
	return breakdown.Sheets{Breakdown: b, Company: "Films du Phare", Date: moteur.NewDate(2026, time.March, 2), Version: "v1"}
}

func TestSheetsText(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, sheets(sampleBreakdown(t)).WriteText(&b))
	testkit.Golden(t, "depouillement.txt", b.String())
}

func TestBreakdownJSON(t *testing.T) {
	b := sampleBreakdown(t)
	require.Len(t, b.Scenes, 3)
	assert.Equal(t, "Le Phare", b.Title)
	assert.Equal(t, "fr", b.Language)
	s := b.Scenes[0]
	assert.Equal(t, "Élise attend des nouvelles.", s.Summary)
	assert.Equal(t, "ACTE I", s.Section)
	assert.Equal(t, []string{"ÉLISE", "MARC"}, s.Roles)
	assert.Equal(t, []string{"ÉLISE"}, s.OnCamera())
	assert.Equal(t, []breakdown.Need{{Category: breakdown.Props, Name: "couteau", Text: "couteau", Line: 10, Count: 1, State: breakdown.Proposed}}, s.Elements)
	assert.Equal(t, []breakdown.Extra{{Kind: "pêcheurs", Count: 10, Text: "pêcheurs", Line: 10, State: breakdown.Proposed}}, s.Extras)
	assert.Equal(t, []breakdown.Flag{{Kind: breakdown.FlagWeapons, Text: "couteau", Line: 10, State: breakdown.Proposed}}, s.Flags)
	flags := map[breakdown.FlagKind]int{}
	for _, f := range b.Scenes[1].Flags {
		flags[f.Kind]++
	}
	assert.Equal(t, map[breakdown.FlagKind]int{breakdown.FlagChildren: 1, breakdown.FlagAnimals: 1, breakdown.FlagFire: 1, breakdown.FlagProtected: 2, breakdown.FlagNightExt: 1}, flags)
	assert.Equal(t, script.Night, b.Scenes[2].Light)
	assert.Equal(t, 8, b.Roles[2].Age)
	require.Len(t, b.Aliases, 1)
	assert.Equal(t, "MARC", b.Aliases[0].Role)
	assert.Equal(t, "MARC KERMADEC", b.Aliases[0].Other)

	merged := breakdown.New(script.ParseText(sample, script.Settings{French: true}), breakdown.Settings{Aliases: map[string]string{"MARC KERMADEC": "MARC"}})
	assert.Empty(t, merged.Aliases)
	require.Len(t, merged.Roles, 3)
	assert.Equal(t, []string{"MARC KERMADEC"}, merged.Roles[1].Aliases)
	assert.Equal(t, []string{"MARC", "LÉA"}, merged.Scenes[2].Roles)
}

func TestCueOfSeveralRoles(t *testing.T) {
	b := breakdown.New(french("INT. A - JOUR\n\nMARIE\nOui.\n\nPAUL\nNon.\n\nMARIE ET PAUL\nPeut-être.\n"), breakdown.Settings{})
	assert.True(t, b.Report().Has("breakdown/several-roles"))
	assert.Len(t, b.Roles, 3, "told, never split in silence")
}

// What the workbook shows comes back as it was.
func TestWorkbookRoundTrip(t *testing.T) {
	b := sampleBreakdown(t)
	b.Scenes[0].Elements = append(b.Scenes[0].Elements, breakdown.Need{Category: "Éléphants", Name: "=1+1", State: breakdown.Rejected})
	b.Scenes[2].Comments, b.Scenes[2].StoryDay = "deux\nlignes", 3
	var buf, again bytes.Buffer
	require.NoError(t, sheets(b).WriteXLSX(&buf))
	require.NoError(t, sheets(b).WriteXLSX(&again))
	assert.Equal(t, buf.Bytes(), again.Bytes(), "same input, same bytes")
	back, rep, err := breakdown.ReadXLSX(bytes.NewReader(buf.Bytes()))
	require.NoError(t, err)
	assert.Empty(t, rep.Issues)
	b.Issues = []moteur.Issue{}
	assert.Equal(t, b, back)
}

// edited writes the workbook with some cells changed, as a person would. set gives a text or a number to the cell of a sheet, a title and
// a row (from 1); a row just after the last one is added. Sheets named in drop are deleted.
func edited(t *testing.T, b breakdown.Breakdown, change func(set func(sheet, title string, row int, v any)), drop ...string) []byte {
	t.Helper()
	d := breakdown.Sheets{Breakdown: b}.Workbook()
	change(func(sheet, title string, row int, v any) {
		for k, block := range d.Blocks {
			table, ok := block.(doc.Table)
			if !ok || table.Sheet != sheet {
				continue
			}
			for len(table.Rows) < row {
				table.Rows = append(table.Rows, doc.Row{Cells: make([]doc.Cell, len(table.Columns))})
			}
			c := slices.IndexFunc(table.Columns, func(c doc.Column) bool { return c.Title == title })
			require.GreaterOrEqual(t, c, 0, title)
			cell := doc.S(fmt.Sprint(v))
			if n, ok := v.(int); ok {
				cell = doc.N(n)
			}
			for len(table.Rows[row-1].Cells) <= c { // the row of totals has fewer
				table.Rows[row-1].Cells = append(table.Rows[row-1].Cells, doc.Cell{})
			}
			table.Rows[row-1].Cells[c] = cell
			d.Blocks[k] = table
			return
		}
		t.Fatalf("no sheet %s", sheet)
	})
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b doc.Block) bool { table, ok := b.(doc.Table); return ok && slices.Contains(drop, table.Sheet) })
	var out bytes.Buffer
	require.NoError(t, xlsx.Write(&out, d))
	return out.Bytes()
}

func TestWorkbookEdited(t *testing.T) {
	b := sampleBreakdown(t)
	data := edited(t, b, func(set func(string, string, int, any)) {
		set("Éléments", "État", 1, "gardé")
		set("Éléments", "État", 2, "Rejeté")
		rows := 0
		for i := range b.Scenes {
			rows += len(b.Scenes[i].Elements)
		}
		set("Éléments", "Séquence", rows+1, "2")
		set("Éléments", "Catégorie", rows+1, "accessoires")
		set("Éléments", "Élément", rows+1, "laisse")
		set("Séquences", "Huitièmes", 1, 9)
		set("Séquences", "Effet", 2, "aube")
		set("Séquences", "Rôles", 2, "LÉA ; LE DOUANIER")
		set("Présences", "État", 2, "rejeté")
	})
	back, rep, err := breakdown.ReadXLSX(bytes.NewReader(data))
	require.NoError(t, err)
	require.Len(t, rep.Issues, 1)
	assert.Contains(t, rep.Issues[0].Message, "LE DOUANIER")
	assert.Equal(t, breakdown.Kept, back.Scenes[0].Elements[0].State)
	assert.Equal(t, breakdown.Rejected, back.Scenes[1].Elements[0].State)
	last := back.Scenes[1].Elements[len(back.Scenes[1].Elements)-1]
	assert.Equal(t, breakdown.Need{Category: breakdown.Props, Name: "laisse", State: breakdown.Kept}, last)
	assert.Equal(t, 9, back.Scenes[0].Eighths)
	assert.Equal(t, script.Dawn, back.Scenes[1].Light)
	assert.Equal(t, []string{"ÉLISE"}, back.Scenes[0].Roles)
	assert.Equal(t, []string{"LÉA", "LE DOUANIER"}, back.Scenes[1].OnCamera())
	assert.Equal(t, "LE DOUANIER", back.Roles[len(back.Roles)-1].ID)
}

func TestWorkbookFaults(t *testing.T) {
	data := edited(t, sampleBreakdown(t), func(set func(string, string, int, any)) {
		set("Éléments", "État", 1, "peut-être")
		set("Éléments", "Séquence", 2, "99")
		set("Séquences", "Huitièmes", 1, "beaucoup")
		set("Séquences", "I/E", 2, "dehors")
	}, "Rapprochements")
	_, rep, err := breakdown.ReadXLSX(bytes.NewReader(data))
	require.NoError(t, err)
	var got []string
	for _, i := range rep.Issues {
		sheet, _, _ := strings.Cut(i.Path, "!")
		got = append(got, i.Rule+" "+sheet)
	}
	assert.Equal(t, []string{"breakdown/cell Séquences", "breakdown/cell Séquences", "breakdown/cell Éléments", "breakdown/cell-unknown-scene Éléments", "breakdown/sheet-missing Rapprochements"}, got)
	_, _, err = breakdown.ReadXLSX(strings.NewReader("not a workbook"))
	require.Error(t, err)
}

func TestPDFIsSound(t *testing.T) {
	var a, b bytes.Buffer
	require.NoError(t, sheets(sampleBreakdown(t)).WritePDF(&a))
	require.NoError(t, sheets(sampleBreakdown(t)).WritePDF(&b))
	assert.Equal(t, a.Bytes(), b.Bytes())
	qpdf := testkit.Tool(t, "qpdf")
	path := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(path, a.Bytes(), 0o644))
	out, err := exec.Command(qpdf, "--check", path).CombinedOutput()
	require.NoError(t, err, string(out))
}

// Another spreadsheet program computes the same totals, and what it saves reads back the same.
func TestWorkbookIsLive(t *testing.T) {
	b := sampleBreakdown(t)
	var buf bytes.Buffer
	require.NoError(t, sheets(b).WriteXLSX(&buf))
	files := map[string][]byte{"depouillement.xlsx": buf.Bytes()}
	require.NotZero(t, testkit.Formulas(t, buf.Bytes()))
	again := testkit.Recalculate(t, files)["depouillement.xlsx"]
	require.Empty(t, testkit.Differences(t, buf.Bytes(), again))
	back, rep, err := breakdown.ReadXLSX(bytes.NewReader(again))
	require.NoError(t, err)
	assert.Empty(t, rep.Issues)
	b.Issues = []moteur.Issue{}
	assert.Equal(t, b, back)
}

// Every word of the sheets stands inside its page.
func TestSheetsOnPaper(t *testing.T) {
	var pdf bytes.Buffer
	require.NoError(t, sheets(sampleBreakdown(t)).WritePDF(&pdf))
	text := testkit.Paper(t, pdf.Bytes())
	for _, word := range []string{"Dépouillement", "PHARE", "Armes", "ÉLISE"} {
		assert.Contains(t, text, word)
	}
}
