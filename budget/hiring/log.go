package hiring

import (
	"log/slog"

	"github.com/moteur-film/moteur/internal/fr"
)

// A value of log/slog that stands in a structure is written whole by a JSON handler, NIR and accounts included: every type that holds
// some says only what it is.

// LogValue gives only the identifier to log/slog.
func (e Engagement) LogValue() slog.Value { return slog.StringValue("engagement " + e.ID) }

// LogValue gives only the identifier to log/slog.
func (c Contract) LogValue() slog.Value { return slog.StringValue("contrat " + c.Engagement.ID) }

// LogValue gives only the identifier to log/slog.
func (h Hire) LogValue() slog.Value { return slog.StringValue("embauche " + h.Employee.Person.ID) }

// LogValue gives only the number of hires to log/slog.
func (d DPAE) LogValue() slog.Value {
	return slog.StringValue("DPAE, " + fr.Plural(len(d.Hires), "embauche", "embauches"))
}

// LogValue gives only the identifier to log/slog.
func (f ChildFile) LogValue() slog.Value {
	return slog.StringValue("dossier d'enfant " + f.Child.Person.ID)
}

// LogValue gives only the identifier to log/slog.
func (i Identity) LogValue() slog.Value { return slog.StringValue("identité " + i.Person) }

// LogValue gives only the number of people to log/slog.
func (in Input) LogValue() slog.Value {
	return slog.StringValue("embauches, " + fr.Plural(len(in.People), "personne", "personnes"))
}

// LogValue gives only the number of people to log/slog.
func (o Office) LogValue() slog.Value {
	return slog.StringValue("bureau, " + fr.Plural(len(o.Time), "personne", "personnes"))
}

// LogValue gives only the identifier to log/slog.
func (t PersonTime) LogValue() slog.Value { return slog.StringValue("relevé " + t.Engagement.ID) }

// LogValue gives only the number of engagements to log/slog.
func (r Register) LogValue() slog.Value {
	return slog.StringValue("registre, " + fr.Plural(len(r.Engagements), "engagement", "engagements"))
}
