package cnc

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/unicode/norm"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
)

// Piece is a pièce of a dossier: a document that another room prints, or a paper that the user attaches. It is written once,
// straight into the archive, so that a large one needs no memory.
type Piece struct {
	// Number is the number in the dossier ("07", "07-2"); Assemble gives it.
	Number string `json:"number,omitempty"`
	// ID is the piece of the checklist it answers; empty for an annex.
	ID string `json:"id,omitempty"`
	// Name is the file name with its extension: a plain name, no folder.
	Name  string `json:"name"`
	Label string `json:"label,omitempty"` // empty takes the checklist's
	// Issued is the date of the paper; pieces of limited validity need it.
	Issued moteur.Date `json:"issued,omitzero"`
	// Attached marks a paper given by the user, not printed by a room.
	Attached bool `json:"attached,omitempty"`
	// Write writes the whole content. It may be called more than once and must write the same bytes.
	Write func(io.Writer) error `json:"-"`
}

// Attach makes a piece of a paper given by the user; open is called each time its content is needed.
func Attach(id, name string, issued moteur.Date, open func() (io.ReadCloser, error)) Piece {
	return Piece{ID: id, Name: name, Issued: issued, Attached: true, Write: func(w io.Writer) error {
		r, err := open()
		if err != nil {
			return err
		}
		_, err = io.Copy(w, r)
		return errors.Join(err, r.Close())
	}}
}

// Dossier is the dossier of a request, ready to be written: numbered pieces, what is missing, and what remains to be confirmed.
type Dossier struct {
	Procedure Procedure      `json:"procedure"`
	Label     string         `json:"label"`
	Film      moteur.Film    `json:"film"`
	On        moteur.Date    `json:"on"`
	List      PieceList      `json:"list"`
	Pieces    []Piece        `json:"pieces"`
	Amounts   []SummaryField `json:"amounts,omitempty"` // figures of the summary page
	// Report holds what was found; its unverified values go to the internal page, never to the CNC. Merge into it the reports
	// of the other rooms' documents.
	Report moteur.Report `json:"report"`
}

// SummaryField is a labelled figure of the summary page.
type SummaryField struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Assemble puts the pieces in the order of the checklist and numbers them. A piece is in the dossier or among the missing ones, never
// both: papers given by the user that cannot be sent (see InspectPieces), expired or without the date that decides, are left out and named
// in the report, as is a piece that Request.Have tells in hand without its file; a printed sheet that does not stand in for the paper
// itself is an annex. It is built even when pieces are missing; it refuses, with the report as error, a file name that is not a plain one,
// a name given twice, and facts from which a figure would be false.
func Assemble(r Request, p Procedure, pieces []Piece, on moteur.Date) (Dossier, error) {
	d := Dossier{Procedure: p, Film: r.Facts.Film, On: on}
	d.Report.Merge("", CheckNames(pieces))
	d.Report.Merge("", checkRequest(r))
	if err := d.Report.Err(); err != nil {
		return Dossier{}, err
	}
	sound := pieces[:0:0]
	for _, x := range pieces {
		if _, found := InspectPiece(x, AttachmentLimits{}); !x.Attached || found.Err() == nil {
			sound = append(sound, x)
		}
	}
	told := r.Have
	r.Have = nil
	r = r.With(sound)
	var err error
	if d.List, err = Checklist(r, p, on); err != nil {
		return Dossier{}, err
	}
	d.Label = d.List.Label
	d.Report.Merge("", d.List.Report)
	d.Pieces = pieces
	_, found := InspectPieces(d, AttachmentLimits{})
	d.Report.Merge("", found)
	d.unjoined(told)
	d.Pieces = number(d.List, d.joined(sound))
	d.figures(r)
	d.pages(r)
	return d, nil
}

// joined are the pieces that the dossier holds: not those that the list counts as missing, expired or without date.
func (d *Dossier) joined(pieces []Piece) []Piece {
	var out []Piece
	for _, p := range pieces {
		item, _ := d.List.Item(p.ID)
		if p.Attached && (item.State == Expired || item.State == Undated) {
			continue
		}
		if !p.Attached && (item.State == Missing || item.State == Optional) {
			p.ID = "" // a sheet that does not stand in for the paper itself
		}
		out = append(out, p)
	}
	return out
}

// unjoined warns of the pieces told in hand whose file is not given.
func (d *Dossier) unjoined(told []Have) {
	for i, h := range told {
		if item, ok := d.List.Item(h.Piece); ok && item.State == Missing && !h.Generated {
			d.Report.Warnf(fmt.Sprintf("have[%d]", i), "cnc/piece-not-joined",
				"%s : dite en main, mais son fichier n'est pas joint ; elle reste à remettre.", item.Label)
		}
	}
}

// pages warns of a printed synopsis that is longer than the text allows.
func (d *Dossier) pages(r Request) {
	for _, item := range d.List.Items {
		if item.MaxPages == 0 || r.Facts.Film.Synopsis == "" {
			continue
		}
		if n, err := Synopsis(r.Facts.Film, d.On).Pages(); err == nil && n > item.MaxPages {
			d.Report.Warnf(item.ID, "cnc/piece-pages", "%s : le synopsis imprimé tient en %d pages, %d au plus.", item.Label, n,
				item.MaxPages)
		}
	}
}

// With is the request with these pieces in hand.
func (r Request) With(pieces []Piece) Request {
	r.Have = slices.Clone(r.Have)
	for _, p := range pieces {
		if p.ID != "" {
			r.Have = append(r.Have, Have{Piece: p.ID, Name: p.Name, Issued: p.Issued, Generated: !p.Attached})
		}
	}
	return r
}

// number orders the pieces by the checklist, annexes last.
func number(list PieceList, pieces []Piece) []Piece {
	var out []Piece
	taken := make([]bool, len(pieces))
	n := 0
	for _, item := range list.Items {
		if item.File == "" {
			continue
		}
		n++
		var mine []Piece
		for i, p := range pieces {
			if p.ID == item.ID {
				taken[i] = true
				mine = append(mine, p)
			}
		}
		for k, p := range mine {
			p.Number = fmt.Sprintf("%02d", n)
			if len(mine) > 1 {
				p.Number = fmt.Sprintf("%02d-%d", n, k+1)
			}
			if p.Label == "" {
				p.Label = item.Label
			}
			out = append(out, p)
		}
	}
	for i, p := range pieces {
		if !taken[i] {
			n++
			p.Number = fmt.Sprintf("%02d", n)
			if p.Label == "" {
				p.Label = "Annexe : " + p.Name
			}
			out = append(out, p)
		}
	}
	return out
}

// File is the name of the piece in the archive: its number and its name.
func (p Piece) File() string { return p.Number + "-" + norm.NFC.String(p.Name) }

// figures computes what the summary page shows, from the same facts as the sheets.
func (d *Dossier) figures(r Request) {
	add := func(label, value string) { d.Amounts = append(d.Amounts, SummaryField{label, value}) }
	add("Coût prévu", fr.Euros(r.Plan.Cost))
	if result, err := points.Count(r.Facts, d.On); err == nil {
		add("Points", fmt.Sprintf("%s (%d arrondis), dont %s hors langue", result.Total.Label(), result.TotalRounded,
			result.Outside.Label()))
		add("Coefficient du soutien", fr.Plain(result.Coefficient))
		add("Initiative", result.InitiativeLabel())
		d.Report.Merge("points", result.Report)
	} else if re := moteur.AsReport(err, "points", "cnc/points"); len(re.Issues) > 0 {
		for _, i := range re.Issues {
			i.Severity = moteur.Warning // the sheet is left out, no figure is false
			d.Report.Add(i)
		}
	}
	if e, err := points.CountEuropean(r.Facts, d.On); err == nil {
		add("Barème européen", fmt.Sprintf("%s points sur %s", e.Total.Label(), e.Max.Label()))
		d.Report.Merge("european", e.Report)
	}
	if parity, err := r.parity(d.On); err == nil && r.parityGiven() {
		add("Parité", fmt.Sprintf("%d points sur %d", parity.Points, parity.Total))
		d.Report.Merge("parity", parity.Report)
	}
	if shoot := r.shootStart(); r.Texts.VHSS != "" && !shoot.IsZero() {
		if _, report, err := Training(r.Facts, shoot); err == nil {
			d.Report.Merge("training", report)
		}
	}
	if len(r.Plan.Pays) > 0 {
		_, report := financing.PayCeiling(r.Plan.Cost, r.Facts.Film.Kind == moteur.Documentary, d.On)
		d.Report.Merge("pays", report)
	}
}

// Unverified lists the rules to confirm that the dossier leans on, for the internal page.
func (d Dossier) Unverified() []moteur.Issue { return d.Report.Doubts() }
