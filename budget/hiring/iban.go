package hiring

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
)

// IBAN is a bank account. It prints masked everywhere, as a NIR does; Reveal holds the account.
type IBAN struct{ text string }

// ErrIBAN is the error of a text that is no IBAN. It never quotes the text.
var ErrIBAN = errors.New("IBAN invalide")

// ibanLengths are the lengths of countries that a French production pays most (ISO 13616 registry); others are checked by
// their key alone.
var ibanLengths = map[string]int{"FR": 27, "MC": 27, "BE": 16, "CH": 21, "DE": 22, "ES": 24, "GB": 22, "IE": 22, "IT": 27, "LU": 20,
	"NL": 18, "PT": 25, "AT": 20, "PL": 28, "SE": 24, "DK": 18, "NO": 15, "FI": 18, "GR": 27, "RO": 24}

// ParseIBAN reads an IBAN, spaces and hyphens allowed, and checks its shape, its length where the country's is known, and its key
// (ISO 7064, remainder 1 of 97).
func ParseIBAN(s string) (IBAN, error) {
	if len(s) > 60 {
		return IBAN{}, fmt.Errorf("%w : trop long", ErrIBAN)
	}
	t := strings.ToUpper(strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "-", "").Replace(s))
	if len(t) < 15 || len(t) > 34 {
		return IBAN{}, fmt.Errorf("%w : longueur %d", ErrIBAN, len(t))
	}
	if want, ok := ibanLengths[t[:2]]; ok && want != len(t) {
		return IBAN{}, fmt.Errorf("%w : %d caractères, il en faut %d pour ce pays", ErrIBAN, len(t), want)
	}
	rem := 0
	for i, r := range t[4:] + t[:4] {
		letter := r >= 'A' && r <= 'Z'
		digit := r >= '0' && r <= '9'
		country := i >= len(t)-4 && i < len(t)-2
		key := i >= len(t)-2
		switch {
		case digit && !country:
			rem = (rem*10 + int(r-'0')) % 97
		case letter && !key:
			rem = (rem*100 + int(r-'A') + 10) % 97
		default:
			return IBAN{}, fmt.Errorf("%w : caractère inattendu", ErrIBAN)
		}
	}
	if rem != 1 {
		return IBAN{}, fmt.Errorf("%w : la clé ne correspond pas", ErrIBAN)
	}
	return IBAN{text: t}, nil
}

// IsZero tells whether the account is absent.
func (b IBAN) IsZero() bool { return b.text == "" }

// Reveal returns the account without spaces, for the payment order alone.
func (b IBAN) Reveal() string { return b.text }

// String returns the masked form: the country and nothing else.
func (b IBAN) String() string {
	if b.IsZero() {
		return ""
	}
	return b.text[:2] + "•• •••• •••• ••••"
}

// Format prints the masked form under every verb.
func (b IBAN) Format(f fmt.State, _ rune) { fmt.Fprint(f, b.String()) }

// LogValue gives the masked form to log/slog.
func (b IBAN) LogValue() slog.Value { return slog.StringValue(b.String()) }

// MarshalText writes the full account, for the employer's own file.
func (b IBAN) MarshalText() ([]byte, error) { return []byte(b.text), nil }

// UnmarshalText reads what ParseIBAN reads; an empty text is an absent account.
func (b *IBAN) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*b = IBAN{}
		return nil
	}
	v, err := ParseIBAN(string(text))
	if err != nil {
		return err
	}
	*b = v
	return nil
}
