// Package distribution is the exploitation of the film: the windows in which it may be shown, and the receipts, from the
// cinema ticket to each party.
//
// Describe the release and its contracts in a Release, then Settle it:
//
//	statement, err := distribution.Settle(release)
//	statement.Amount("R2")     // recettes nettes part producteur
//	statement.WritePDF(w)      // the relevé, with every step
//
// Every amount of the Statement is a moteur.Step that prints its derivation. Box office is rounded once per cinema week;
// each later step once, to the cent; the producteur délégué takes the residual cent, so that the shares add up to what is
// shared. Windows gives the chronologie des médias from the release date; rates and delays are dated data in rules/, each with
// its source, and an unverified one is listed in the Report.
package distribution
