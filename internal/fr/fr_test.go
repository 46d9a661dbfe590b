package fr_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestNumbers(t *testing.T) {
	assert.Equal(t, "1\u202f234\u202f567,50\u00a0€", fr.Euros(dec("1234567.495")))
	assert.Equal(t, "-1,00\u00a0€", fr.Euros(dec("-1")))
	assert.Equal(t, "0,00\u00a0€", fr.Euros(dec("-0.001")), "no minus zero")
	assert.Equal(t, "40,9\u00a0%", fr.Percent(dec("0.4094"), 1))
	assert.Equal(t, "0,5", fr.Plain(dec("0.50")))
	assert.Equal(t, "12\u202f345", fr.Int(12345))
}

func TestDates(t *testing.T) {
	d := moteur.NewDate(2026, time.March, 1)
	assert.Equal(t, "dimanche 1er mars 2026", fr.LongDate(d))
	assert.Equal(t, "01/03/2026", fr.ShortDate(d))
	assert.Equal(t, "dim. 01/03", fr.DayMonth(d))
	assert.Equal(t, "à confirmer", fr.Date(moteur.Date{}))
}

func TestClockAndLengths(t *testing.T) {
	assert.Equal(t, "2 3/8", fr.Eighths(19))
	assert.Equal(t, "2'05\"", fr.Timing(125*time.Second))
	assert.Equal(t, "7\u00a0h\u00a030", fr.Hours(450*time.Minute))
	assert.Equal(t, "1\u00a0jour", fr.Plural(1, "jour", "jours"))
}

func TestWords(t *testing.T) {
	for n, want := range map[int64]string{
		0: "zéro", 1: "un", 16: "seize", 17: "dix-sept", 21: "vingt-et-un", 70: "soixante-dix", 71: "soixante-et-onze", 77: "soixante-dix-sept",
		80: "quatre-vingts", 81: "quatre-vingt-un", 91: "quatre-vingt-onze", 99: "quatre-vingt-dix-neuf", 100: "cent", 200: "deux-cents", 201: "deux-cent-un",
		1000: "mille", 2871: "deux-mille-huit-cent-soixante-et-onze", 80000: "quatre-vingt-mille", 200000: "deux-cent-mille",
		1000000: "un-million", 2000001: "deux-millions-un", -1: "-1",
	} {
		assert.Equal(t, want, fr.Words(n))
	}
}

func TestFold(t *testing.T) {
	assert.Equal(t, "decor", fr.Fold("DÉCOR "))
	assert.Equal(t, "oeuvre", fr.Fold("Œuvre"))
	assert.Equal(t, "nguyen tran", fr.Fold("\u00a0Nguyễn \t Trần\n"))
	assert.Equal(t, "l'ete - 1", fr.Fold("L’e\u0301te\u0301 — 1"), "accents apart from their letters, quotes and dashes")
	assert.Equal(t, "skoda łodz", fr.Fold("Škoda ŁÓDŹ"), "ł is a letter, not an accent")
	assert.Equal(t, "가", fr.Fold("가"), "a syllable is not its first letter")
	assert.Equal(t, "abc…", fr.Shorten("abcd", 3))
	assert.Equal(t, "été", fr.Shorten("été", 3))
	assert.Equal(t, "le-phare-d-elise", fr.Slug("Le Phare d’Élise"))
	assert.Equal(t, "Été", fr.Capital("été"))
}

// Fold agrees with its obvious twin: decompose, drop accents, lower, squeeze.
func TestFoldAgreesWithTwin(t *testing.T) {
	twin := func(s string) string {
		s = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "–", "-", "—", "-", "‑", "-", "−", "-", "œ", "oe", "Œ", "oe", "æ", "ae", "Æ", "ae").Replace(s)
		var b strings.Builder
		for _, r := range norm.NFD.String(s) {
			if !unicode.Is(unicode.Mn, r) {
				b.WriteRune(unicode.ToLower(r))
			}
		}
		return strings.Join(strings.Fields(b.String()), " ")
	}
	letters := rapid.SampledFrom([]rune("aZ éÉœŒç’–—\t\u00a0\u0301ñÿŠžŁßğİıẾệ12-'"))
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(letters).Draw(t, "text"))
		assert.Equal(t, twin(s), fr.Fold(s), "%q", s)
		assert.Equal(t, fr.Fold(s), fr.Fold(fr.Fold(s)), "%q", s)
	})
}

// What Fold gives, Fold leaves as it is.
func TestFoldOfFolded(t *testing.T) {
	for _, s := range []string{"", " ", "a", "a  b", " a", "a ", "Décor", "\t", "l'été", "12 bis", "x\x7f", "\u00ad", "A-B", "a\u00a0b"} {
		once := fr.Fold(s)
		assert.Equal(t, once, fr.Fold(once), "%q", s)
		assert.Equal(t, once, strings.Join(strings.Fields(once), " "), "%q", s)
	}
}
