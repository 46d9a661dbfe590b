package law

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/money"
)

// measures are the units of numbers: the first word of a unit, "EUR" of "EUR/semaine de 39 h".
var measures = []string{"EUR", "euros", "ratio", "fraction", "percent", "h", "heures", "hours", "jours", "days", "semaines", "mois", "ans",
	"années", "min", "minutes", "points", "salariés", "coefficient", "multiple", "facteur"}

// measured refuses a text where the unit is that of a number; a ratio may be written as a fraction, "1/3".
func measured(unit, value string) error {
	word, _, _ := strings.Cut(strings.ReplaceAll(unit, "/", " "), " ")
	if !slices.Contains(measures, word) {
		return nil
	}
	parts := []string{value}
	if word == "ratio" {
		parts = strings.SplitN(value, "/", 2)
	}
	for _, p := range parts {
		if _, err := money.Parse(p); err != nil {
			return fmt.Errorf("n'est pas un nombre (%s) : %q", unit, value)
		}
	}
	return nil
}

// unique refuses a key given twice in an object: encoding/json would keep the last. Keys are compared as encoding/json does, whatever
// their case.
func unique(dec *json.Decoder) error {
	start, err := dec.Token()
	if err != nil {
		return err
	}
	if start != json.Delim('{') && start != json.Delim('[') {
		return nil
	}
	seen := map[string]bool{}
	for dec.More() {
		if start == json.Delim('{') {
			token, err := dec.Token()
			if err != nil {
				return err
			}
			key := strings.ToLower(fmt.Sprint(token))
			if seen[key] {
				return fmt.Errorf("clé %q donnée deux fois dans un objet", token)
			}
			seen[key] = true
		}
		if err := unique(dec); err != nil {
			return err
		}
	}
	_, err = dec.Token()
	return err
}

// strict reads one JSON value and refuses the fields it has no place for and those given twice.
func strict(b []byte, into any) error {
	if err := unique(json.NewDecoder(bytes.NewReader(b))); err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("une seconde valeur suit la première")
	}
	return nil
}
