package hiring

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
)

// NIR is a numéro de sécurité sociale: 13 characters and a key of two digits. It prints masked everywhere (String, every
// verb of fmt, slog); only Reveal and the text of JSON, meant for the employer's own file, hold the digits.
type NIR struct{ text string }

// ErrNIR is the error of a text that is no NIR. It never quotes the text.
var ErrNIR = errors.New("numéro de sécurité sociale invalide")

const maskedNIR = "• •• •• •• ••• ••• ••"

// ParseNIR reads a NIR of 15 characters, spaces, dots and dashes allowed: "1 84 12 76 451 089 46". Corsican departments
// 2A and 2B are accepted. It checks the shape and the key; the error wraps ErrNIR and says what is wrong without quoting.
func ParseNIR(s string) (NIR, error) {
	if len(s) > 40 {
		return NIR{}, fmt.Errorf("%w : trop long", ErrNIR)
	}
	t := strings.ToUpper(strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ".", "", "-", "").Replace(s))
	if len(t) != 15 {
		return NIR{}, fmt.Errorf("%w : %d caractères, il en faut 15 (13 et la clé)", ErrNIR, len(t))
	}
	n := NIR{text: t}
	body, ok := n.number()
	if !ok {
		return NIR{}, fmt.Errorf("%w : caractère inattendu", ErrNIR)
	}
	key, err := strconv.ParseUint(t[13:], 10, 8)
	if err != nil {
		return NIR{}, fmt.Errorf("%w : clé illisible", ErrNIR)
	}
	if !strings.ContainsRune("123478", rune(t[0])) {
		return NIR{}, fmt.Errorf("%w : premier chiffre", ErrNIR)
	}
	month, _ := strconv.Atoi(t[3:5])
	if !(month >= 1 && month <= 12) && !(month >= 20 && month <= 42) && month < 50 {
		return NIR{}, fmt.Errorf("%w : mois de naissance", ErrNIR)
	}
	if want := 97 - body%97; want != key {
		return NIR{}, fmt.Errorf("%w : la clé ne correspond pas", ErrNIR)
	}
	return n, nil
}

// number is the 13 characters as a number, Corsica 2A as 19 and 2B as 18.
func (n NIR) number() (uint64, bool) {
	t := n.text[:13]
	switch t[5:7] {
	case "2A":
		t = t[:5] + "19" + t[7:]
	case "2B":
		t = t[:5] + "18" + t[7:]
	}
	v, err := strconv.ParseUint(t, 10, 64)
	return v, err == nil
}

// IsZero tells whether the NIR is absent, which is lawful (foreign staff not yet registered).
func (n NIR) IsZero() bool { return n.text == "" }

// Reveal returns the 15 characters, for the documents that need them; see Paper.Shows.
func (n NIR) Reveal() string { return n.text }

// Body returns the first 13 characters, Key the last two.
func (n NIR) Body() string {
	if n.IsZero() {
		return ""
	}
	return n.text[:13]
}

// Key returns the two digits of control.
func (n NIR) Key() string {
	if n.IsZero() {
		return ""
	}
	return n.text[13:]
}

// String returns the masked form.
func (n NIR) String() string {
	if n.IsZero() {
		return ""
	}
	return maskedNIR
}

// Format prints the masked form under every verb.
func (n NIR) Format(f fmt.State, _ rune) { fmt.Fprint(f, n.String()) }

// LogValue gives the masked form to log/slog.
func (n NIR) LogValue() slog.Value { return slog.StringValue(n.String()) }

// MarshalText writes the full number, for the employer's own file.
func (n NIR) MarshalText() ([]byte, error) { return []byte(n.text), nil }

// UnmarshalText reads what ParseNIR reads; an empty text is an absent NIR.
func (n *NIR) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*n = NIR{}
		return nil
	}
	v, err := ParseNIR(string(b))
	if err != nil {
		return err
	}
	*n = v
	return nil
}

// Matches tells whether the NIR agrees with a sex and a birth date. Months above 12 stand for uncertain civil status and
// always agree.
func (n NIR) Matches(sex Sex, birth moteur.Date) bool {
	if n.IsZero() {
		return true
	}
	male := n.text[0] == '1' || n.text[0] == '3' || n.text[0] == '7'
	if (sex == Female && male) || (sex == Male && !male) {
		return false
	}
	if birth.IsZero() {
		return true
	}
	year, _ := strconv.Atoi(n.text[1:3])
	month, _ := strconv.Atoi(n.text[3:5])
	return year == birth.Year()%100 && (month > 12 || month == int(birth.Month()))
}
