package closing

import (
	"embed"

	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var rulesFS embed.FS

// retentionTable says how long the documents of each category are kept.
var retentionTable = law.Entries(rulesFS, "retention")
