package film

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// Showing is what the présentation of the film shows beside the words and the figures of the folder: pictures, whose files stand beside
// film.json, and films to compare it with.
type Showing struct {
	Poster *Image  `json:"poster,omitempty"`
	Mood   []Image `json:"mood,omitempty"`
	// Cast are pictures by role, Places by location: by their ID in « shoot ».
	Cast        map[string]Image `json:"cast,omitempty"`
	Places      map[string]Image `json:"places,omitempty"`
	Comparables []cnc.Comparable `json:"comparables,omitempty"`
}

// Image is a picture of the folder, JPEG or PNG, and what it shows.
type Image struct {
	File string `json:"file"`
	Alt  string `json:"alt,omitempty"`
}

// images are the pictures of the presentation by their paths, in order.
func (s Showing) images() (paths []string, images []Image) {
	add := func(path string, x Image) { paths, images = append(paths, path), append(images, x) }
	if s.Poster != nil {
		add("pitch.poster", *s.Poster)
	}
	for i, x := range s.Mood {
		add(fmt.Sprintf("pitch.mood[%d]", i), x)
	}
	for _, id := range slices.Sorted(maps.Keys(s.Cast)) {
		add("pitch.cast."+id, s.Cast[id])
	}
	for _, id := range slices.Sorted(maps.Keys(s.Places)) {
		add("pitch.places."+id, s.Places[id])
	}
	return paths, images
}

// pictures reads the pictures of the presentation, each once. One that is missing or unreadable is told, and the page does without it.
func (f *Folder) pictures(dir fs.FS) {
	paths, images := f.Pitch.images()
	for i, x := range images {
		if slices.ContainsFunc(f.Pictures, func(p File) bool { return p.Name == x.File }) {
			continue
		}
		var b []byte
		err := errors.New("le fichier doit être dans le dossier du film")
		if fs.ValidPath(x.File) {
			if b, err = read(dir, x.File); errors.Is(err, fs.ErrNotExist) {
				err = errors.New("le fichier n'est pas dans le dossier" + nearFile(dir, x.File))
			}
		}
		if err == nil {
			b, err = doc.ReadPicture(b)
		}
		if err != nil {
			f.read.Warnf(paths[i]+".file", "film/picture", "Image %s : %s ; la page s'en passe.", fr.Quote(fr.Clip(x.File)), err)
			continue
		}
		f.Pictures = append(f.Pictures, File{x.File, b})
	}
}

// picture is a picture of the folder, nil when its file could not be read.
func (f Folder) picture(x Image) *cnc.PitchPicture {
	for _, p := range f.Pictures {
		if p.Name == x.File {
			return &cnc.PitchPicture{Data: p.Data, Alt: x.Alt}
		}
	}
	return nil
}

// Pitch is the présentation of the film: its request, the pictures of the folder, the places of the plan on a map, one point a base.
func (c Chain) Pitch() cnc.Pitch {
	f := c.Folder
	out := cnc.Pitch{Request: c.Request(), Cast: map[string]cnc.PitchPicture{}, Comparables: f.Pitch.Comparables}
	if x := f.Pitch.Poster; x != nil {
		out.Poster = f.picture(*x)
	}
	for _, x := range f.Pitch.Mood {
		if p := f.picture(x); p != nil {
			out.Mood = append(out.Mood, *p)
		}
	}
	for _, r := range c.Problem.Roles {
		if x, ok := f.Pitch.Cast[r.ID]; ok {
			if p := f.picture(x); p != nil {
				out.Cast[r.Name] = *p
			}
		}
	}
	out.Places = c.mapped()
	return out
}

// mapped are the places of the plan with a position, those of one base together: their days, and the first of their pictures.
func (c Chain) mapped() []cnc.PitchPlace {
	var out []cnc.PitchPlace
	days := c.Result.Plan.BaseDays(c.Problem)
	at := map[string]int{}
	for _, l := range c.Problem.Locations {
		base := cmp.Or(l.Base, l.ID)
		if l.LatMilli == 0 && l.LonMilli == 0 || days[base] == 0 {
			continue
		}
		k, seen := at[base]
		if !seen {
			k = len(out)
			at[base] = k
			out = append(out, cnc.PitchPlace{Name: cmp.Or(l.Base, l.Name), Days: days[base], Lat: float64(l.LatMilli) / 1000,
				Lon: float64(l.LonMilli) / 1000})
		}
		if x, ok := c.Folder.Pitch.Places[l.ID]; ok && out[k].Picture == nil {
			if p := c.Folder.picture(x); p != nil {
				if p.Alt == "" {
					p.Alt = l.Name
				}
				out[k].Picture = p
			}
		}
	}
	return out
}

// showing tells the pictures of roles and places that the film does not have, and comparable films without a year or a source.
func (c Chain) showing() moteur.Report {
	var found moteur.Report
	var roles, places []string
	for _, r := range c.Problem.Roles {
		roles = append(roles, r.ID)
	}
	for _, l := range c.Problem.Locations {
		places = append(places, l.ID)
	}
	known := func(path, what string, keys []string, list []string) {
		for _, id := range keys {
			if !slices.Contains(list, id) {
				found.Warnf(path+id, "film/picture", "%s %s inconnu du film%s.", what, fr.Quote(fr.Clip(id)), strict.SuggestCodes(id, list))
			}
		}
	}
	known("pitch.cast.", "Rôle", slices.Sorted(maps.Keys(c.Folder.Pitch.Cast)), roles)
	known("pitch.places.", "Lieu", slices.Sorted(maps.Keys(c.Folder.Pitch.Places)), places)
	for i, x := range c.Folder.Pitch.Comparables {
		if x.Title == "" || x.Year < 1895 || x.Source == "" || x.Entries < 0 || x.Cost.IsNegative() {
			found.Warnf(fmt.Sprintf("pitch.comparables[%d]", i), "film/comparable",
				"Film comparable %s : il lui faut un titre, une année, une source, et des chiffres positifs.", fr.Quote(fr.Clip(x.Title)))
		}
	}
	return found
}
