package cnc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// Procedure is a demande made to the CNC, to the tax or to a region.
type Procedure string

// The procedures.
const (
	InvestmentApproval  Procedure = "agrement_investissements"
	ProductionApproval  Procedure = "agrement_production"
	VisaRequest         Procedure = "visa"
	AdvanceProvisional  Procedure = "avance_provisoire"
	AdvanceFinal        Procedure = "avance_definitive"
	AdvanceAfter        Procedure = "avance_apres_realisation"
	CreditProvisional   Procedure = "credit_impot_provisoire"
	CreditFinal         Procedure = "credit_impot_definitif"
	ForeignCreditDemand Procedure = "c2i_provisoire"
	SelectiveAid        Procedure = "aide_selective"
	RegionalAid         Procedure = "aide_regionale"
)

// PieceState is the état of a piece in a checklist.
type PieceState string

// The states.
const (
	NotRequired PieceState = "sans_objet"
	Optional    PieceState = "facultative"
	Missing     PieceState = "manquante"
	Expired     PieceState = "perimee"
	Undated     PieceState = "non_datee" // in hand, but its date decides and is unknown
	Ready       PieceState = "prete"
)

// Label returns the French word.
func (s PieceState) Label() string {
	switch s {
	case NotRequired:
		return "sans objet"
	case Expired:
		return "périmée"
	case Undated:
		return "non datée"
	case Ready:
		return "prête"
	}
	return string(s)
}

// PieceList is the liste des pièces of a request on a date.
type PieceList struct {
	Procedure Procedure   `json:"procedure"`
	Label     string      `json:"label"`
	Film      string      `json:"film"`
	On        moteur.Date `json:"on"`
	// Due is the last day to make the request; unset when its event has no date or no text bounds it.
	Due    moteur.Date   `json:"due,omitzero"`
	Items  []PieceItem   `json:"items"`
	Report moteur.Report `json:"report"`
}

// PieceItem is a piece with what the film makes of it.
type PieceItem struct {
	ID       string     `json:"id"`
	Label    string     `json:"label"`
	Required bool       `json:"required"`
	State    PieceState `json:"state"`
	Reason   string     `json:"reason"` // why it is required or not
	Supplier string     `json:"supplier"`
	// PrintedBy names the room that can print it: budget, financing, schedule, payroll, cnc, postprod; empty when someone must give it.
	PrintedBy string `json:"printed_by,omitempty"`
	// Form tells that the CNC's own form exists and that its fields are not known: our sheet stands in for it and says so.
	Form     bool          `json:"form,omitempty"`
	File     string        `json:"file,omitempty"` // file name in the dossier
	Issued   moteur.Date   `json:"issued,omitzero"`
	Expires  moteur.Date   `json:"expires,omitzero"` // the last day it is valid
	MaxPages int           `json:"max_pages,omitempty"`
	Source   moteur.Source `json:"source"`
}

// Blocks tells whether the item keeps the dossier from being complete.
func (i PieceItem) Blocks() bool {
	return i.Required && (i.State == Missing || i.State == Expired || i.State == Undated)
}

// Missing lists the required items that are not ready.
func (l PieceList) Missing() []PieceItem {
	return slices.DeleteFunc(slices.Clone(l.Items), func(i PieceItem) bool { return !i.Blocks() })
}

// Item returns the item of that ID.
func (l PieceList) Item(id string) (PieceItem, bool) {
	for _, i := range l.Items {
		if i.ID == id {
			return i, true
		}
	}
	return PieceItem{}, false
}

type pieceTable struct {
	ID, Title  string
	Facts      map[string]string `json:"facts"` // the words of the conditions
	Procedures []procedureRule   `json:"procedures"`
	Pieces     []pieceRule       `json:"pieces"`
}

type procedureRule struct {
	ID     Procedure   `json:"id"`
	Label  string      `json:"label"`
	From   moteur.Date `json:"from"`
	Common bool        `json:"common"` // the pieces common to the aids of the CNC are due as well
	// Deadline is the ID of the deadline by which the request is made.
	Deadline string `json:"deadline"`
}

type pieceRule struct {
	law.Dated
	ID        string    `json:"id"`
	Procedure Procedure `json:"procedure"`
	Label     string    `json:"label"`
	When      string    `json:"when"`
	Supplier  string    `json:"supplier"`
	PrintedBy string    `json:"printed_by"`
	Common    bool      `json:"common"`
	Form      bool      `json:"form"`
	Optional  bool      `json:"optional"`
	// Original tells that a printed sheet does not stand in for the paper itself.
	Original    bool        `json:"original"`
	MaxPages    int         `json:"max_pages"`
	ValidMonths int         `json:"valid_months"`
	NotFor      []Procedure `json:"not_for"`
	// Doubt names a fact that, when it holds, makes the rule one to confirm.
	Doubt     string `json:"doubt"`
	DoubtNote string `json:"doubt_note"`
}

// Label returns the French name of the procedure.
func (p Procedure) Label() string {
	if table, err := piecesTable(); err == nil {
		for _, x := range table.Procedures {
			if x.ID == p {
				return x.Label
			}
		}
	}
	return string(p)
}

// Procedures lists the procedures that a checklist can be asked for.
func Procedures() []Procedure {
	return []Procedure{InvestmentApproval, ProductionApproval, VisaRequest, AdvanceProvisional, AdvanceFinal, AdvanceAfter,
		CreditProvisional, CreditFinal, ForeignCreditDemand, SelectiveAid, RegionalAid}
}

// Checklist lists the pieces of a procedure for a film and its plan on a date: required or not and why, state, supplier, expiry,
// which room prints it, file name. Pieces common to the aids of the CNC come first. It refuses an unknown procedure and a date
// before the texts of the procedure (law.ErrBefore).
func Checklist(r Request, p Procedure, on moteur.Date) (PieceList, error) {
	table, err := piecesTable()
	if err != nil {
		return PieceList{}, err
	}
	k := slices.IndexFunc(table.Procedures, func(x procedureRule) bool { return x.ID == p })
	if k < 0 {
		return PieceList{}, fmt.Errorf("cnc : procédure inconnue %q", p)
	}
	proc := table.Procedures[k]
	if on.Before(proc.From) {
		return PieceList{}, fmt.Errorf("cnc : pièces (%s) : %w au %s", proc.Label, law.ErrBefore, on)
	}
	list := PieceList{Procedure: p, Label: proc.Label, Film: r.Facts.Film.Title, On: on}
	b, err := openRules(on, &list.Report)
	if err != nil {
		return PieceList{}, err
	}
	e := r.evaluator(b, p)
	if r.shootStart().IsZero() {
		list.Report.Notef("film.timeline", "cnc/shoot-unknown", "Début du tournage non daté : les règles du %s sont appliquées.",
			fr.Date(on))
	}
	calendar, err := Calendar(r, on)
	if err != nil {
		return PieceList{}, err
	}
	if d, ok := calendar.Find(proc.Deadline); ok {
		list.Due = d.By
	}
	number := 0
	for _, rule := range table.Pieces {
		if rule.Procedure != p && !(rule.Common && proc.Common) || slices.Contains(rule.NotFor, p) || !rule.Holds(on) {
			continue
		}
		e.piece = rule.ID
		item, err := e.item(table.Title, rule, r, on, &list.Report)
		if err != nil {
			return PieceList{}, err
		}
		if item.Required || item.State == Optional {
			number++
			item.File = fmt.Sprintf("%02d-%s", number, fr.Slug(shorten(rule.Label)))
		}
		list.Items = append(list.Items, item)
	}
	return list, nil
}

func (e evaluator) item(table string, rule pieceRule, r Request, on moteur.Date, report *moteur.Report) (PieceItem, error) {
	v, err := e.eval(rule.When)
	if err != nil {
		return PieceItem{}, fmt.Errorf("pièce %s : %w", rule.ID, err)
	}
	cited := law.Cite(table, "pieces/"+rule.ID, "exigée", rule.Dated, on)
	e.doubt(&cited.Source, v, rule.Doubt, rule.DoubtNote)
	item := PieceItem{ID: rule.ID, Label: rule.Label, Required: v.holds && !rule.Optional, State: NotRequired, Reason: v.reason(),
		Supplier: rule.Supplier, PrintedBy: rule.PrintedBy, Form: rule.Form, MaxPages: rule.MaxPages, Source: cited.Source}
	if !v.holds {
		return item, nil
	}
	cited.Use(report, rule.ID)
	item.State = Missing
	if rule.Optional {
		item.State = Optional
	}
	for _, h := range r.Have {
		if h.Piece != rule.ID || h.Generated && rule.Original {
			continue
		}
		item.Issued, item.State = h.Issued, Ready
		if rule.ValidMonths > 0 && !h.Generated {
			item.Expires, item.State = validity(h.Issued, rule.ValidMonths, on)
		}
		if item.State == Ready {
			break
		}
	}
	return item, nil
}

// validity is the last day a paper "of less than n months" is valid, and its state on a date.
func validity(issued moteur.Date, months int, on moteur.Date) (moteur.Date, PieceState) {
	if issued.IsZero() {
		return moteur.Date{}, Undated
	}
	last := issued.AddMonths(months).AddDays(-1)
	if on.After(last) {
		return last, Expired
	}
	return last, Ready
}

// shorten keeps what comes before the first bracket, comma, colon or semicolon, for file names.
func shorten(s string) string {
	if i := strings.IndexAny(s, "(,:;"); i > 0 {
		s = s[:i]
	}
	if len(s) > 60 {
		if i := strings.LastIndexByte(s[:60], ' '); i > 0 {
			s = s[:i]
		}
	}
	return s
}
