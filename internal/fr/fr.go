// Package fr writes numbers, dates and words as French documents do: U+202F between thousands, U+00A0 before € and %,
// decimal comma, dates in full.
package fr

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

const (
	// NBSP is the no-break space put before €, %, : and inside « ».
	NBSP = "\u00a0"
	// NNBSP is the narrow no-break space put between thousands and before ; ! ?.
	NNBSP = "\u202f"
)

// Number writes a decimal rounded (half away from zero) to the given number of decimals: "1 234,50".
func Number(d decimal.Decimal, places int32) string {
	s := d.StringFixed(places)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, frac, _ := strings.Cut(s, ".")
	var b strings.Builder
	if neg && strings.Trim(s, "0.") != "" {
		b.WriteString("-")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(NNBSP)
		}
		b.WriteRune(r)
	}
	if frac != "" {
		b.WriteString("," + frac)
	}
	return b.String()
}

// Plain writes a decimal with the decimals it has and no more: "0,5", "1 234".
func Plain(d decimal.Decimal) string {
	s := d.String()
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return Number(d, int32(len(s)-i-1))
	}
	return Number(d, 0)
}

// Int writes a whole number: "12 345".
func Int(n int) string { return Number(decimal.NewFromInt(int64(n)), 0) }

// Euros writes an amount to the cent: "1 234,50 €".
func Euros(d decimal.Decimal) string { return Number(d, 2) + NBSP + "€" }

// SignedEuros writes an amount with its sign, "+1 234,50 €": what a gap is.
func SignedEuros(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + Euros(d)
	}
	return Euros(d)
}

// WholeEuros writes an amount to the euro: "1 235 €".
func WholeEuros(d decimal.Decimal) string { return Number(d, 0) + NBSP + "€" }

// Percent writes a fraction as a percentage: 0.409 gives "40,9 %" with one decimal.
func Percent(fraction decimal.Decimal, places int32) string {
	return Number(fraction.Shift(2), places) + NBSP + "%"
}

var days = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
var months = [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
	"décembre"}

// Weekday returns the French day name.
func Weekday(w time.Weekday) string { return days[w] }

// Month returns the French month name.
func Month(m time.Month) string { return months[m] }

// Date writes "3 mars 2026" ("1er mars 2026"); an unset date is "à confirmer".
func Date(d moteur.Date) string {
	if d.IsZero() {
		return "à confirmer"
	}
	day := strconv.Itoa(d.Day())
	if d.Day() == 1 {
		day = "1er"
	}
	return fmt.Sprintf("%s %s %d", day, months[d.Month()], d.Year())
}

// LongDate writes "mardi 3 mars 2026"; an unset date is "à confirmer".
func LongDate(d moteur.Date) string {
	if d.IsZero() {
		return Date(d)
	}
	return days[d.Weekday()] + " " + Date(d)
}

// ShortDate writes "03/03/2026"; an unset date is "–".
func ShortDate(d moteur.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.Time().Format("02/01/2006")
}

// DayMonth writes "mar. 03/03"; an unset date is "–".
func DayMonth(d moteur.Date) string {
	if d.IsZero() {
		return "–"
	}
	return days[d.Weekday()][:3] + ". " + d.Time().Format("02/01")
}

// MonthYear writes "mars 2026".
func MonthYear(d moteur.Date) string {
	if d.IsZero() {
		return Date(d)
	}
	return fmt.Sprintf("%s %d", months[d.Month()], d.Year())
}

// Eighths writes a page count in eighths: "2 3/8", "5/8", "1"; 0 is "0".
func Eighths(n int) string {
	whole, rest := n/8, n%8
	switch {
	case rest == 0:
		return strconv.Itoa(whole)
	case whole == 0:
		return fmt.Sprintf("%d/8", rest)
	}
	return fmt.Sprintf("%d %d/8", whole, rest)
}

// Timing writes a length of screen time as the script supervisor does: 2'05".
func Timing(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	return fmt.Sprintf("%d'%02d\"", s/60, s%60)
}

// Hours writes a duration in hours and minutes: "7 h 30", "11 h".
func Hours(d time.Duration) string {
	m := int(d.Round(time.Minute) / time.Minute)
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	if m%60 == 0 {
		return fmt.Sprintf("%s%d%sh", sign, m/60, NBSP)
	}
	return fmt.Sprintf("%s%d%sh%s%02d", sign, m/60, NBSP, NBSP, m%60)
}

// Plural writes a count with its noun: Plural(2, "jour", "jours") gives "2 jours"; 0 and 1 take the singular.
func Plural(n int, one, many string) string {
	if n > 1 || n < -1 {
		return Int(n) + NBSP + many
	}
	return Int(n) + NBSP + one
}

// List joins words: "a, b et c".
func List(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " et " + words[len(words)-1]
}

// Quote puts a text between French quotation marks.
func Quote(s string) string { return "«" + NBSP + s + NBSP + "»" }

// Capital sets the first letter in capital.
func Capital(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// Slug turns a text into a safe ASCII file name part: "Le Phare d'Élise" gives "le-phare-d-elise".
func Slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range Fold(s) {
		if r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		} else {
			dash = true
		}
	}
	if b.Len() == 0 {
		return "film"
	}
	return b.String()
}

var units = [...]string{"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
	"quatorze", "quinze", "seize"}
var tens = [...]string{"", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"}

// Words writes a whole number from 0 to 999 999 999 999 in letters, with the hyphens of the 1990 spelling:
// 2871 gives "deux-mille-huit-cent-soixante-et-onze". Outside that range it returns the digits.
func Words(n int64) string {
	if n < 0 || n > 999_999_999_999 {
		return strconv.FormatInt(n, 10)
	}
	if n < 1000 {
		return hundreds(int(n), true)
	}
	var parts []string
	for _, scale := range []struct {
		value int64
		name  string
	}{{1_000_000_000, "milliard"}, {1_000_000, "million"}} {
		if q := n / scale.value; q > 0 {
			name := scale.name
			if q > 1 {
				name += "s"
			}
			parts = append(parts, hundreds(int(q), true)+"-"+name)
			n %= scale.value
		}
	}
	if q := n / 1000; q > 0 {
		if q == 1 {
			parts = append(parts, "mille")
		} else {
			parts = append(parts, hundreds(int(q), false)+"-mille")
		}
		n %= 1000
	}
	if n > 0 {
		parts = append(parts, hundreds(int(n), true))
	}
	return strings.Join(parts, "-")
}

// hundreds writes 1 to 999; last tells whether "cents" and "vingts" may take their plural.
func hundreds(n int, last bool) string {
	if n < 100 {
		return below100(n, last)
	}
	s := "cent"
	if q := n / 100; q > 1 {
		s = units[q] + "-cent"
		if n%100 == 0 && last {
			s += "s"
		}
	}
	if n%100 > 0 {
		s += "-" + below100(n%100, last)
	}
	return s
}

func below100(n int, last bool) string {
	if n <= 16 {
		return units[n]
	}
	t, u := n/10, n%10
	if t == 7 || t == 9 {
		u += 10
	}
	s := tens[t]
	switch {
	case u == 0:
		if t == 8 && last {
			s += "s"
		}
		return s
	case (u == 1 || u == 11) && t != 8 && t != 9:
		s += "-et"
	}
	if u <= 16 {
		return s + "-" + units[u]
	}
	return s + "-dix-" + units[u-10]
}

// Dotted joins the parts that say something with a middle dot: "Canal+ · préachat".
func Dotted(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// Dash is the text, or a dash when there is none.
func Dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// YesNo is "oui" or "non".
func YesNo(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}

// Uncapital writes the first letter small: the words of a sentence inside another one.
func Uncapital(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}
