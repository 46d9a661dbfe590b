package payroll

import "github.com/moteur-film/moteur"

// Profile is the profil social of a person paid on the film: it selects the employer charges.
type Profile string

// The profiles.
const (
	Technician Profile = "technicien_non_cadre" // technician or worker, not a cadre
	Cadre      Profile = "technicien_cadre"     // cadre technician
	Performer  Profile = "artiste"
	Director   Profile = "realisateur_technicien" // technician's contract, artists' reduced rates
	Extra      Profile = "complement"             // figuration
	Musician   Profile = "musicien"
	Author     Profile = "auteur"
	Permanent  Profile = "permanent" // non-cadre, without a term
	Foreigner  Profile = "etranger"
	NoCharges  Profile = "aucune"
)

// Profiles lists the profiles in the order documents show them.
func Profiles() []Profile {
	return []Profile{Technician, Cadre, Performer, Director, Extra, Musician, Author, Permanent, Foreigner, NoCharges}
}

var profileLabels = map[Profile]string{
	Technician: "technicien non-cadre", Cadre: "technicien cadre", Performer: "artiste-interprète", Director: "réalisateur",
	Extra: "acteur de complément", Musician: "musicien", Author: "auteur", Permanent: "salarié permanent",
	Foreigner: "salarié d'un régime étranger", NoCharges: "sans charges",
}

// Label returns the French words.
func (p Profile) Label() string {
	if l, ok := profileLabels[p]; ok {
		return l
	}
	return string(p)
}

// Accepted lists the codes of the profiles.
func (Profile) Accepted() []string { return moteur.Codes(Profiles()...) }

// Valid tells whether the profile is one of Profiles.
func (p Profile) Valid() bool { return profileLabels[p] != "" }

// artist tells whether the reduced rates of artists apply.
func (p Profile) artist() bool {
	return p == Performer || p == Director || p == Extra || p == Musician
}

// cadre tells whether the person contributes as a cadre.
func (p Profile) cadre() bool { return p == Cadre || p == Director }
