package cnc

import (
	"bytes"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// AttachmentLimits bound the papers given by the user. The zero value bounds nothing but emptiness.
type AttachmentLimits struct {
	MaxBytes int64 `json:"max_bytes,omitempty"` // of one file; 0 means no bound
}

// Inspection is what the check of a paper saw.
type Inspection struct {
	Name string `json:"name"`
	Type string `json:"type"` // pdf, png, jpeg, zip, docx, xlsx, odt, mp4, mkv, wav, mp3, text, xml, unknown
	Size int64  `json:"size"`
}

const headSize, tailSize = 512 << 10, 64 << 10

// sample keeps the head and the tail of a stream, whatever its length.
type sample struct {
	head, tail []byte
	size       int64
}

func (s *sample) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	if room := headSize - len(s.head); room > 0 {
		s.head = append(s.head, p[:min(room, len(p))]...)
	}
	if len(p) >= tailSize {
		s.tail = append(s.tail[:0], p[len(p)-tailSize:]...)
		return len(p), nil
	}
	if over := len(s.tail) + len(p) - tailSize; over > 0 {
		s.tail = append(s.tail[:0], s.tail[over:]...)
	}
	s.tail = append(s.tail, p...)
	return len(p), nil
}

// magic numbers of the accepted types.
var magics = []struct {
	kind  string
	at    int
	bytes string
}{
	{"pdf", 0, "%PDF-"}, {"png", 0, "\x89PNG\r\n\x1a\n"}, {"jpeg", 0, "\xff\xd8\xff"}, {"zip", 0, "PK\x03\x04"}, {"zip", 0,
		"PK\x05\x06"}, {"mp4", 4, "ftyp"},
	{"mkv", 0, "\x1a\x45\xdf\xa3"}, {"wav", 0, "RIFF"}, {"mp3", 0, "ID3"}, {"ole", 0, "\xd0\xcf\x11\xe0"}, {"exe", 0, "MZ"}, {"elf", 0,
		"\x7fELF"},
}

// extensions accepted for each type.
var extensions = map[string][]string{
	"pdf": {".pdf"}, "png": {".png"}, "jpeg": {".jpg", ".jpeg"}, "zip": {".zip", ".docx", ".xlsx", ".odt", ".ods", ".pptx"}, "mp4": {".mp4",
		".mov", ".m4v", ".m4a"},
	"mkv": {".mkv"}, "wav": {".wav"}, "mp3": {".mp3"}, "ole": {".doc", ".xls", ".msg"}, "text": {".txt", ".csv", ".fountain", ".srt", ".md",
		".xml", ".fdx", ".html", ".eml", ".ics", ".json"},
}

func kindOf(head []byte) string {
	for _, m := range magics {
		if len(head) >= m.at+len(m.bytes) && string(head[m.at:m.at+len(m.bytes)]) == m.bytes {
			return m.kind
		}
	}
	if !bytes.ContainsRune(head[:min(len(head), 4096)], 0) {
		return "text"
	}
	return "unknown"
}

// InspectPiece reads a paper once, in constant memory, and says whether it can be sent: not empty, not too large, of the type
// that its extension announces, readable (a PDF has its end, an image its size, an archive its directory).
func InspectPiece(p Piece, limits AttachmentLimits) (Inspection, moteur.Report) {
	var r moteur.Report
	got := Inspection{Name: p.Name}
	if p.Write == nil {
		r.Errorf(p.Name, "cnc/attachment-open", "La pièce %q n'a pas de contenu.", p.Name)
		return got, r
	}
	var s sample
	if err := p.Write(&s); err != nil {
		r.Errorf(p.Name, "cnc/attachment-open", "La pièce %q ne s'ouvre pas : %v.", p.Name, err)
		return got, r
	}
	if got.Size = s.size; s.size > 0 {
		got.Type = kindOf(s.head)
	}
	ext := strings.ToLower(path.Ext(p.Name))
	switch {
	case s.size == 0:
		r.Errorf(p.Name, "cnc/attachment-empty", "La pièce %q est vide.", p.Name)
		return got, r
	case limits.MaxBytes > 0 && s.size > limits.MaxBytes:
		r.Errorf(p.Name, "cnc/attachment-size", "La pièce %q pèse %s octets, la limite est de %s.", p.Name, fr.Int(int(s.size)),
			fr.Int(int(limits.MaxBytes)))
	case got.Type == "exe" || got.Type == "elf":
		r.Errorf(p.Name, "cnc/attachment-type", "La pièce %q est un programme.", p.Name)
	case got.Type == "unknown":
		r.Warnf(p.Name, "cnc/attachment-type", "Le type de la pièce %q n'est pas reconnu.", p.Name)
	case !slices.Contains(extensions[got.Type], ext):
		r.Errorf(p.Name, "cnc/attachment-type", "La pièce %q porte l'extension %s mais son contenu est de type %s.", p.Name, ext, got.Type)
	}
	if why := broken(got.Type, s); why != "" {
		r.Errorf(p.Name, "cnc/attachment-open", "La pièce %q ne s'ouvrirait pas : %s.", p.Name, why)
	}
	return got, r
}

func broken(kind string, s sample) string {
	switch kind {
	case "pdf":
		if end := s.tail[max(0, len(s.tail)-2048):]; !bytes.Contains(end, []byte("%%EOF")) || !bytes.Contains(s.tail, []byte("startxref")) {
			return "fin du PDF absente, fichier tronqué"
		}
		if bytes.Contains(s.tail, []byte("/Encrypt")) {
			return "PDF protégé par un mot de passe"
		}
	case "png", "jpeg":
		c, _, err := image.DecodeConfig(bytes.NewReader(s.head))
		if err != nil || c.Width == 0 || c.Height == 0 {
			return "image illisible"
		}
		if kind == "png" && !bytes.Contains(s.tail, []byte("IEND")) {
			return "image tronquée"
		}
	case "zip":
		if !bytes.Contains(s.tail, []byte("PK\x05\x06")) {
			return "archive tronquée"
		}
	}
	return ""
}

// InspectPieces checks every paper given by the user: content, and validity on the date of the dossier. A finding on a paper begins with
// its file name, or the ID of its piece.
func InspectPieces(d Dossier, limits AttachmentLimits) ([]Inspection, moteur.Report) {
	var r moteur.Report
	var out []Inspection
	for _, p := range d.Pieces {
		if !p.Attached {
			continue
		}
		got, report := InspectPiece(p, limits)
		out = append(out, got)
		r.Merge("", report)
		if _, ok := d.List.Item(p.ID); !ok && p.ID != "" {
			r.Warnf(p.Name, "cnc/piece-unknown", "La pièce %q (%s) n'est pas dans la liste de cette demande ; elle est jointe en annexe.",
				p.Name, p.ID)
		}
	}
	for _, item := range d.List.Items {
		switch item.State {
		case Expired:
			r.Errorf(item.ID, "cnc/attachment-expired", "%s : périmée, valable jusqu'au %s.", item.Label, fr.Date(item.Expires))
		case Undated:
			r.Errorf(item.ID, "cnc/attachment-undated", "%s : la date du document décide de sa validité, elle n'est pas renseignée.",
				item.Label)
		}
	}
	return out, r
}

// Bytes makes a piece of bytes already in memory.
func Bytes(id, name string, content []byte) Piece {
	return Piece{ID: id, Name: name, Write: func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}}
}
