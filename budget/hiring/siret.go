package hiring

import (
	"errors"
	"fmt"
	"strings"
)

// ErrSIRET is the error of a text that is no SIRET or SIREN.
var ErrSIRET = errors.New("SIRET invalide")

// laPoste is the SIREN whose establishments need not pass Luhn: the sum of their digits is a multiple of 5.
const laPoste = "356000000"

// CheckSIRET checks a SIRET (14 digits) or a SIREN (9), spaces allowed, and returns it without spaces. Luhn holds for both numbers
// of a SIRET, the whole and the SIREN it begins with, but for the establishments of La Poste. Zeros alone are no number.
func CheckSIRET(s string) (string, error) {
	if len(s) > 40 {
		return "", fmt.Errorf("%w : trop long", ErrSIRET)
	}
	t := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(s)
	if len(t) != 14 && len(t) != 9 {
		return "", fmt.Errorf("%w : %d chiffres, il en faut 14 (ou 9 pour un SIREN)", ErrSIRET, len(t))
	}
	if strings.Trim(t, "0123456789") != "" {
		return "", fmt.Errorf("%w : %q", ErrSIRET, s)
	}
	if strings.Trim(t[:9], "0") == "" {
		return "", fmt.Errorf("%w : le SIREN de %q n'a que des zéros", ErrSIRET, s)
	}
	plain := 0
	for i := range len(t) {
		plain += int(t[i] - '0')
	}
	if !luhn(t) && !(len(t) == 14 && strings.HasPrefix(t, laPoste) && plain%5 == 0) {
		return "", fmt.Errorf("%w : la clé de %q ne correspond pas", ErrSIRET, s)
	}
	if !luhn(t[:9]) {
		return "", fmt.Errorf("%w : la clé du SIREN de %q, ses 9 premiers chiffres, ne correspond pas", ErrSIRET, s)
	}
	return t, nil
}

// luhn tells whether the key of a text of digits is right: every second digit from the right counts double, the sum ends in 0.
func luhn(t string) bool {
	sum := 0
	for i := range len(t) {
		d := int(t[len(t)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
