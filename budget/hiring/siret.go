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

// CheckSIRET checks a SIRET (14 digits) or a SIREN (9), spaces allowed, and returns it without spaces. Luhn holds for
// all but the establishments of La Poste.
func CheckSIRET(s string) (string, error) {
	if len(s) > 40 {
		return "", fmt.Errorf("%w : trop long", ErrSIRET)
	}
	t := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(s)
	if len(t) != 14 && len(t) != 9 {
		return "", fmt.Errorf("%w : %d chiffres, il en faut 14 (ou 9 pour un SIREN)", ErrSIRET, len(t))
	}
	sum, plain := 0, 0
	for i := range len(t) {
		c := t[len(t)-1-i]
		if c < '0' || c > '9' {
			return "", fmt.Errorf("%w : %q", ErrSIRET, s)
		}
		d := int(c - '0')
		plain += d
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	if sum%10 != 0 && !(len(t) == 14 && strings.HasPrefix(t, laPoste) && plain%5 == 0) {
		return "", fmt.Errorf("%w : la clé de %q ne correspond pas", ErrSIRET, s)
	}
	return t, nil
}
