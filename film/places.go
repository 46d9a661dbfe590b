package film

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/strict"
)

// standing says where what a document names stands in film.json: a path that begins with from begins there with to.
type standing struct{ document, from, to string }

// standings lists the places in film.json of what the documents name; the first that fits holds. An empty to is not of the file.
var standings = []standing{
	{folderDocument, "", "."},
	{"plan de travail", "days[", ""}, {"plan de travail", "", "shoot."},
	{"devis", "accounts.", ""}, {"devis", "bands.", ""}, {"devis", "ratios.", ""}, {"devis", "", "budget."},
	{"plan de financement", "pays[", ""}, {"plan de financement", "", "financing."},
	{"trésorerie", "settings", "cash"}, {"trésorerie", "plan.", "financing."}, {"trésorerie", "estimate.", "budget."},
	{"feuilles de service", "", "sheets."}, {sheetName, "written.", "sheets.written."},
	{"points", "cast", ""}, {"points", "crew", ""}, {"points", "spend", ""}, {"points", "shooting", ""},
	{"points", "people", "people"}, {"points", "", "request.facts."},
	{"agrément", "plan.", "financing."}, {"agrément", "film.", "film."}, {"agrément", "", "request."},
	{"recettes", "", "release."},
}

// located gives what a document found in the files its file and line: "lines[3].status" of the devis becomes
// "film.json:101 budget.lines[3].status", the heading of a scene "ecluse.fountain:12 scenes[1]".
func (r *runner) located(document string, found moteur.Report) moteur.Report {
	out := moteur.Report{Issues: slices.Clone(found.Issues)}
	for k, i := range out.Issues {
		at := r.standsAt(document, i.Path)
		if at == "" && strings.HasSuffix(i.Rule, "/missing-value") { // the law has none at the date of the documents
			at = r.Folder.line("", "budget.date")
		}
		if at != "" {
			out.Issues[k].Path = at
		}
	}
	return out
}

// standsAt is the file, the line and the key of what a document names, "" when it is not of the files.
func (r *runner) standsAt(document, path string) string {
	if document == "plan de travail" && strings.HasPrefix(path, "scenes[") {
		return r.sceneAt(path)
	}
	if number, ok := strings.CutPrefix(path, "séquence "); ok && document == folderDocument {
		return r.headingAt(number, path)
	}
	for _, s := range standings {
		if s.document == document && strings.HasPrefix(path, s.from) {
			if s.to == "" || path == "" {
				return ""
			}
			part, whole := strings.CutSuffix(s.to, ".")
			rest := strings.TrimPrefix(path, s.from)
			if whole {
				return r.Folder.line(part, rest)
			}
			return r.Folder.line("", s.to+rest)
		}
	}
	return ""
}

// line is "film.json:101 budget.lines[3].status" for a path in a part of the file, "" for what is not there.
func (f Folder) line(part, path string) string {
	one := moteur.Report{Issues: []moteur.Issue{{Path: path}}}
	if at := f.places.Locate(part, one).Issues[0].Path; at != path {
		return at
	}
	if whole := part + "." + path; part != "" && path != "" && keys()[inList.ReplaceAllString(whole, "[]")] { // a key left out
		return f.line("", whole)
	}
	return ""
}

// keys are the paths that film.json may have, without their indices.
var keys = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, k := range strict.Keys(reflect.TypeFor[Folder]()) {
		out[k.Path], out[strings.TrimSuffix(k.Path, "[]")] = true, true
	}
	return out
})

// inList matches an index of a path.
var inList = regexp.MustCompile(`\[\d+\]`)

// sceneAt places what the plan says of a scene: a decision of film.json, else the heading of the screenplay.
func (r *runner) sceneAt(path string) string {
	var i int
	scenes := r.Breakdown.Played()
	if _, err := fmt.Sscanf(path, "scenes[%d]", &i); err != nil || i < 0 || i >= len(scenes) {
		return ""
	}
	scene := scenes[i]
	_, key, _ := strings.Cut(path, "].")
	if _, decided := r.Folder.Shoot.Scenes[scene.Number]; decided && key != "" {
		return r.Folder.line("", "shoot.scenes."+scene.Number+"."+key)
	}
	if scene.Line == 0 {
		return ""
	}
	return fmt.Sprintf("%s:%d %s", r.Folder.Screenplay, scene.Line, path)
}

// headingAt is the place of a scene in the screenplay, by its number.
func (r *runner) headingAt(number, path string) string {
	for _, scene := range r.Breakdown.Scenes {
		if scene.Number == number && scene.Line > 0 {
			return fmt.Sprintf("%s:%d %s", r.Folder.Screenplay, scene.Line, path)
		}
	}
	return ""
}

// refused is the error of a room under the name of its document, with its findings placed in the files.
func (r *runner) refused(document string, err error) error {
	if found := (*moteur.ReportError)(nil); errors.As(err, &found) {
		err = r.located(document, moteur.Report{Issues: found.Issues}).Err()
	}
	return fmt.Errorf("%s : %w", document, err)
}
