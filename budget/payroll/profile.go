package payroll

// Profile is the profil social of a person paid on the film: it selects the employer charges.
type Profile string

// The profiles.
const (
	Technician Profile = "technicien"       // non-cadre technician or worker
	Cadre      Profile = "technicien_cadre" // cadre technician
	Performer  Profile = "artiste"
	Director   Profile = "realisateur"
	Extra      Profile = "complement" // figuration
	Musician   Profile = "musicien"
	Author     Profile = "auteur"
	Permanent  Profile = "permanent"
	Foreigner  Profile = "etranger"
	NoCharges  Profile = "aucune"
)
