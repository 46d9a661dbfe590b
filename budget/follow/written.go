package follow

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// The forms of a number without its sign: plain, or with its thousands parted by points, commas or apostrophes.
var (
	plainAmount   = regexp.MustCompile(`^\d+([.,]\d+)?$`)
	groupedAmount = regexp.MustCompile(`^\d{1,3}((\.\d{3})+(,\d+)?|(,\d{3})+(\.\d+)?|('\d{3})+([.,]\d+)?)$`)
	twofoldAmount = regexp.MustCompile(`^[1-9]\d{0,2}[.,]\d{3}$`)
)

var (
	errAmount  = errors.New("montant illisible")
	errTwofold = errors.New("montant ambigu (milliers ou décimales)")
)

var amountSigns = strings.NewReplacer(" ", "", "\t", "", "\u00a0", "", "\u202f", "", "\u2009", "", "€", "", "EUR", "", "−", "-", "’", "'")

// parseAmount reads an amount as accounting programs write it: "1 234,50 €", "1.234,50", "1,234.50", "(120,00)", "120,00-". An
// amount that reads in two ways ("1.234") is an error.
func parseAmount(s string) (decimal.Decimal, error) {
	t := amountSigns.Replace(s)
	negative := false
	switch inner, ok := strings.CutPrefix(t, "("); {
	case ok:
		if inner, ok = strings.CutSuffix(inner, ")"); !ok {
			return decimal.Zero, errAmount
		}
		t, negative = inner, true
	case strings.HasSuffix(t, "-"):
		t, negative = t[:len(t)-1], true
	case strings.HasPrefix(t, "-"):
		t, negative = t[1:], true
	case strings.HasPrefix(t, "+"):
		t = t[1:]
	}
	switch {
	case twofoldAmount.MatchString(t):
		return decimal.Zero, errTwofold
	case plainAmount.MatchString(t):
	case groupedAmount.MatchString(t):
		last := strings.LastIndexAny(t, ".,")
		if last >= 0 && strings.Count(t, t[last:last+1]) > 1 {
			last = -1 // the mark comes twice: it parts thousands
		}
		t = ungrouped(t, last)
	default:
		return decimal.Zero, errAmount
	}
	d, err := money.Parse(strings.Replace(t, ",", ".", 1))
	if negative {
		d = d.Neg()
	}
	return d, err
}

// ungrouped drops the marks of thousands of a number and makes a point of the mark at the place of its decimals; -1: none.
func ungrouped(t string, decimals int) string {
	drop := strings.NewReplacer(".", "", ",", "", "'", "")
	if decimals < 0 {
		return drop.Replace(t)
	}
	return drop.Replace(t[:decimals]) + "." + t[decimals+1:]
}

// parseDay reads "2026-03-03", "03/03/2026", "3.3.26", "20260303", with or without an hour after it.
func parseDay(s string) (moteur.Date, bool) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " ")
	if len(s) == 8 && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0 {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(s) > 10 {
		return moteur.Date{}, false
	}
	if len(parts[0]) != 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	var n [3]int
	for i, p := range parts {
		var err error
		if n[i], err = strconv.Atoi(p); err != nil {
			return moteur.Date{}, false
		}
	}
	if len(parts[0]) == 2 {
		n[0] += 2000
	}
	d, err := moteur.ParseDate(fmt.Sprintf("%04d-%02d-%02d", n[0], n[1], n[2]))
	return d, err == nil
}
