package film

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
)

// WriteSummary prints what a producer asks first (days, cost, what is still to finance, lowest month, points, what blocks the
// agrément), then every error and every warning by document, and where the information is.
func (c Chain) WriteSummary(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s — %s\n\n", c.Folder.Film.Title, c.Folder.Film.Kind.Label())
	c.shoot(&b)
	c.money(&b)
	if c.HasPoints() {
		row(&b, "Points", "%d sur 100, dont %d hors langue", c.Points.TotalRounded, c.Points.OutsideRounded)
	}
	if c.HasReceipts() {
		row(&b, "Recettes", "%s de recettes nettes part producteur, dont %s à partager", fr.Euros(c.Statement.Amount("R2")),
			fr.Euros(c.Statement.Shareable))
	}
	if c.HasPoints() {
		blocks(&b, c.Approval)
	}
	c.found(&b)
	for _, line := range c.Stated() {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func row(w io.Writer, label, format string, args ...any) {
	fmt.Fprintf(w, "%-22s %s\n", label, fmt.Sprintf(format, args...))
}

func (c Chain) shoot(w io.Writer) {
	row(w, "Scénario", "%s, %s, %s", fr.Plural(len(c.Breakdown.Played()), "séquence", "séquences"),
		fr.Plural(len(c.Problem.Roles), "rôle", "rôles"), length(c.Problem))
	days := c.Result.Plan.Days
	if len(days) == 0 {
		row(w, "Tournage", "pas de plan")
		return
	}
	row(w, "Tournage", "%s, du %s au %s ; plan %s, au plus à %s du meilleur possible",
		fr.Plural(c.Result.Plan.Figures(c.Problem).Days, "jour", "jours"), fr.Date(days[0].Date), fr.Date(days[len(days)-1].Date),
		c.Result.Status.Label(), fr.Percent(c.Result.Gap, 1))
}

func (c Chain) money(w io.Writer) {
	row(w, "Devis", "%s HT", fr.Euros(c.Estimate.Total))
	if len(c.Plan.Resources) > 0 {
		label, gap := "Reste à trouver", c.Summary.Gap
		if gap.IsNegative() {
			label, gap = "Excédent", gap.Neg()
		}
		row(w, label, "%s (acquis %s, en cours %s)", fr.Euros(gap), fr.WholeEuros(c.Summary.Secured), fr.WholeEuros(c.Summary.Pending))
		if c.Summary.Intensity.Known {
			row(w, "Aides publiques", "%s de l'assiette, limite %s", fr.Percent(c.Summary.Intensity.Ratio, 1),
				fr.Percent(c.Summary.Intensity.Rate, 0))
		}
	}
	if c.Credit.Amount.IsPositive() {
		row(w, "Crédit d'impôt", "%s", fr.Euros(c.Credit.Amount))
	}
	if c.Cash.Lowest.Amount.IsNegative() {
		row(w, "Trésorerie au plus bas", "%s, %s", fr.Euros(c.Cash.Lowest.Amount), fr.MonthYear(c.Cash.Lowest.Date))
	}
}

// length is the minutage of the film.
func length(p schedule.Problem) string {
	seconds := 0
	for _, s := range p.Scenes {
		seconds += s.Seconds
	}
	return fr.Hours(time.Duration(seconds)*time.Second) + " à l'écran"
}

// blocks prints what still blocks the agrément des investissements.
func blocks(w io.Writer, d cnc.Dossier) {
	missing := d.List.Missing()
	fmt.Fprintf(w, "\nCe qui bloque l'agrément des investissements : %s\n", fr.Plural(len(missing), "pièce", "pièces"))
	for _, m := range missing {
		fmt.Fprintf(w, "  – %s (%s)\n", m.Label, m.State.Label())
	}
}

// WriteFindings prints the errors and the warnings found so far, by document and place: for a chain that stopped.
func (c Chain) WriteFindings(w io.Writer) error {
	var b bytes.Buffer
	c.findings(&b)
	_, err := w.Write(b.Bytes())
	return err
}

// found prints the errors and the warnings, and counts the information that the controls hold.
func (c Chain) found(w io.Writer) {
	c.findings(w)
	fmt.Fprintf(w, "\n%s, dont %s à confirmer : 00-controles.pdf\n",
		fr.Plural(len(c.Report.Of(moteur.Notice)), "information", "informations"), fr.Plural(len(c.Report.Doubts()), "valeur", "valeurs"))
}

// findings prints the errors and the warnings, by document and place.
func (c Chain) findings(w io.Writer) {
	controls := c.Controls()
	for _, severity := range []moteur.Severity{moteur.Error, moteur.Warning} {
		groups := controls.Of(severity)
		fmt.Fprintf(w, "\n%s : %d\n", headings[severity], len(c.Report.Of(severity)))
		for _, g := range groups {
			fmt.Fprintf(w, "  %s\n", g.Document)
			for _, i := range g.Issues {
				fmt.Fprintf(w, "  – %s%s\n", at(i.Path), i.Message)
			}
		}
	}
}

func at(path string) string {
	if path == "" {
		return ""
	}
	return path + " : "
}
