package follow

import (
	"embed"
	"sync"

	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var ruleFiles embed.FS

// accountsTable holds the accounts of the plan comptable that a FEC is read with, parsed once and never modified.
var accountsTable = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/accounts.json") })
