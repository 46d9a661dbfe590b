package hiring

import (
	"embed"
	"sync"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var ruleFiles embed.FS

// The dated tables, parsed once and never modified.
var (
	mentionsTable  = table("mentions")
	dutiesTable    = table("duties")
	privacyTable   = table("privacy")
	performerTable = table("performer")
)

func table(name string) func() (law.Table, error) {
	return sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/"+name+".json") })
}

// ageIn is the age in full years, 0 when the birth is not known.
func ageIn(birth, on moteur.Date) int {
	age, _ := moteur.Person{Birth: birth}.AgeOn(on)
	return age
}
