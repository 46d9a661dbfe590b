package budget

import (
	"embed"
	"sync"

	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var ruleFiles embed.FS

// The dated tables, parsed once and never modified.
var (
	unitsTable    = table("units")
	indirectTable = table("indirect")
	checksTable   = table("checks")
)

func table(name string) func() (law.Table, error) {
	return sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/"+name+".json") })
}
