package main

import (
	"fmt"
	"io"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
)

// summary prints one screen: what a producer asks first.
func summary(w io.Writer, c film.Chain, agreement cnc.Dossier, out string, files int) {
	row := func(label, format string, args ...any) {
		fmt.Fprintf(w, "%-22s %s\n", label, fmt.Sprintf(format, args...))
	}
	fmt.Fprintf(w, "%s — %s\n\n", c.Folder.Film.Title, c.Folder.Film.Kind.Label())
	days := c.Result.Plan.Days
	row("Scénario", "%s, %s, %s", fr.Plural(len(c.Breakdown.Scenes), "séquence", "séquences"),
		fr.Plural(len(c.Problem.Roles), "rôle", "rôles"), length(c.Problem))
	row("Tournage", "%s, du %s au %s ; plan %s, au plus %s du meilleur possible", fr.Plural(len(days), "jour", "jours"),
		fr.Date(days[0].Date), fr.Date(days[len(days)-1].Date),
		c.Result.Status.Label(), "à "+fr.Percent(c.Result.Gap, 1))
	row("Devis", "%s HT", fr.Euros(c.Estimate.Total))
	if len(c.Plan.Resources) > 0 {
		label := "Reste à trouver"
		gap := c.Summary.Gap
		if gap.IsNegative() {
			label, gap = "Excédent", gap.Neg()
		}
		row(label, "%s (acquis %s, en cours %s)", fr.Euros(gap), fr.WholeEuros(c.Summary.Secured), fr.WholeEuros(c.Summary.Pending))
		if c.Summary.Intensity.Known {
			row("Aides publiques", "%s de l'assiette, limite %s", fr.Percent(c.Summary.Intensity.Ratio, 1),
				fr.Percent(c.Summary.Intensity.Rate, 0))
		}
	}
	if c.Credit.Amount.IsPositive() {
		row("Crédit d'impôt", "%s", fr.Euros(c.Credit.Amount))
	}
	if c.Cash.Lowest.Amount.IsNegative() {
		row("Trésorerie au plus bas", "%s, %s", fr.Euros(c.Cash.Lowest.Amount), fr.MonthYear(c.Cash.Lowest.Date))
	}
	if c.HasPoints() {
		row("Points", "%d sur 100, dont %d hors langue", c.Points.TotalRounded, c.Points.OutsideRounded)
	}
	if c.HasReceipts() {
		row("Recettes", "%s de recettes nettes part producteur, dont %s à partager", fr.Euros(c.Statement.Amount("R2")),
			fr.Euros(c.Statement.Shareable))
	}
	if c.HasPoints() {
		blocks(w, agreement)
	}
	count := map[moteur.Severity]int{}
	for _, i := range c.Report.Issues {
		count[i.Severity]++
	}
	row("\nContrôles", "%s, %s, %s (dont %s à confirmer)", fr.Plural(count[moteur.Error], "erreur", "erreurs"),
		fr.Plural(count[moteur.Warning], "avertissement", "avertissements"),
		fr.Plural(count[moteur.Notice], "information", "informations"), fr.Plural(len(c.Report.Doubts()), "valeur", "valeurs"))
	first(w, c.Report.Of(moteur.Error), 6, func(i moteur.Issue) string { return i.String() })
	for _, line := range c.Stated() {
		fmt.Fprintf(w, "  %s\n", line)
	}
	fmt.Fprintf(w, "%s dans %s\n", fr.Plural(files, "document", "documents"), out)
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
	first(w, missing, 8, func(m cnc.PieceItem) string { return fmt.Sprintf("%s (%s)", m.Label, m.State.Label()) })
}

// first prints the first lines of a list and counts the others.
func first[T any](w io.Writer, list []T, most int, line func(T) string) {
	for _, x := range list[:min(most, len(list))] {
		fmt.Fprintf(w, "  – %s\n", line(x))
	}
	if more := len(list) - most; more > 0 {
		fmt.Fprintf(w, "  … et %s\n", fr.Plural(more, "autre", "autres"))
	}
}
