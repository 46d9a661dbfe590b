package film

import (
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Office makes the papers of hiring and pay: the film's people engaged on the salaried lines of its devis, on the terms of the input,
// for the days they worked. Their hours are those of the shoot's time zone, unless the input says another.
func (f Folder) Office(input hiring.Input, days []labour.Day) (hiring.Office, error) {
	var offers []hiring.Offer
	for _, l := range ratesOnce(f).Budget.Lines {
		if l.Status == budget.Salaried && l.Person != "" {
			offers = append(offers, hiring.Offer{Line: l.ID, Person: l.Person, Job: l.Job, Profile: l.Profile, Role: l.Role, Span: l.Span,
				Rate: l.Rate, Basis: l.RateBasis()})
		}
	}
	if input.Terms.Clock == "" {
		input.Terms.Clock = labour.TimeZone(f.Shoot.Calendar.Clock)
	}
	return hiring.NewOffice(f.Film, f.People, offers, input, days)
}
