package film

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/strict"
)

// WriteHelp prints, in French, what a key of film.json may hold: its kind of value and every accepted word of a closed list or of a
// table: the accounts of the default grid, the jobs of the agreement, the units, the figures of the plan. The key is a path
// ("budget.lines.status") or its end ("status"); "clés" prints all keys, without the tables. An unknown key is an error that names
// the nearest.
func WriteHelp(w io.Writer, key string) error {
	t := reflect.TypeFor[Folder]()
	keys := strict.Keys(t)
	if key != "clés" && key != "cles" {
		found, wrong := strict.Find(t, key)
		if err := wrong.Err(); err != nil {
			return err
		}
		keys = found
	}
	var b bytes.Buffer
	for _, k := range keys {
		fmt.Fprintf(&b, "%s : %s", k.Path, k.Holds)
		if k.Unset != "" {
			fmt.Fprintf(&b, " ; absente, elle vaut %s", k.Unset)
		}
		fmt.Fprintln(&b)
		values := k.Values
		if key != "clés" && key != "cles" { // all keys at once leave out the long tables
			values = slices.Concat(k.Values, listed(k.Path))
		}
		for _, v := range values {
			fmt.Fprintf(&b, "    %s\n", v)
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// WriteSchema writes the JSON Schema of film.json, for editors that check and complete it while it is written.
func WriteSchema(w io.Writer) error {
	b, err := strict.Schema(reflect.TypeFor[Folder](), "film.json")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// listed are the words of the tables that a key takes its values from, none for other keys.
func listed(path string) []strict.Value {
	switch path {
	case "budget.lines[].from":
		return figures
	case "budget.lines[].account", "budget.percents[].account", "budget.charges[].account", "budget.accounts[].parent":
		var out []strict.Value
		grid, _ := budget.LoadGrid("") // embedded: always read
		for _, a := range grid.Accounts {
			out = append(out, strict.Value{Code: a.Code, Label: a.Label})
		}
		return out
	case "budget.lines[].unit":
		var out []strict.Value
		for _, unit := range budget.Units() {
			out = append(out, strict.Value{Code: unit, Label: budget.UnitLabel(unit)})
		}
		return out
	case "budget.lines[].job":
		var out []strict.Value
		for _, list := range []func() ([]payroll.Job, error){payroll.Jobs, payroll.JobsOfTitle3} {
			jobs, _ := list() // embedded: always read
			for _, j := range jobs {
				out = append(out, strict.Value{Code: j.Name})
			}
		}
		return out
	case "budget.grid":
		var out []strict.Value
		for _, id := range append(budget.GridIDs(), budget.NoGrid) {
			out = append(out, strict.Value{Code: id})
		}
		return out
	case "suppliers":
		var out []strict.Value
		accounts, _ := points.AccountPosts() // embedded: always read
		for _, a := range accounts {
			out = append(out, strict.Value{Code: a.Account, Label: a.Post.Label()})
		}
		return out
	}
	return nil
}

// figures are the figures of the plan that a line of the devis takes its quantity from; ID stands for an identifier of the folder,
// SORTE for a kind of figuration.
var figures = []strict.Value{
	{Code: "plan:shoot_days", Label: "jours de tournage"}, {Code: "plan:unit_days", Label: "jours de toutes les équipes"},
	{Code: "plan:shoot_weeks", Label: "semaines civiles avec un jour de tournage"},
	{Code: "plan:crew_weeks", Label: "jours de tournage, en semaines de travail"}, {Code: "plan:nights", Label: "jours de nuit"},
	{Code: "plan:premium_hours", Label: "heures de majoration des journées (nuit, dimanche, férié, sixième jour)"},
	{Code: "plan:overtime_hours", Label: "heures de majoration des semaines"}, {Code: "plan:week_days", Label: "jours d'une semaine"},
	{Code: "plan:away_days", Label: "jours sur un lieu loin de la base"},
	{Code: "plan:role_days", Label: "jours travaillés de tous les rôles"},
	{Code: "plan:extras", Label: "jours de figuration"}, {Code: "plan:featured", Label: "jours de silhouettes"},
	{Code: "plan:meals", Label: "repas"}, {Code: "plan:moves", Label: "changements de lieu"}, {Code: "plan:km", Label: "kilomètres"},
	{Code: "plan:role:ID", Label: "jours payés d'un rôle"}, {Code: "plan:worked:ID", Label: "jours travaillés d'un rôle"},
	{Code: "plan:travel:ID", Label: "jours de voyage d'un rôle"}, {Code: "plan:stays:ID", Label: "séjours d'un rôle"},
	{Code: "plan:location:ID", Label: "jours d'un lieu"}, {Code: "plan:equipment:ID", Label: "jours payés d'un matériel"},
	{Code: "plan:unit:ID", Label: "jours d'une équipe"}, {Code: "plan:extras:SORTE", Label: "jours d'une sorte de figuration"},
}
