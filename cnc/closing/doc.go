// Package closing closes a film (clôture): the final cost against the devis, the final points beside the first ones, what is left to
// settle, the accounts to send, the papers to keep.
//
// Close takes an Input (the request of the agrément de production, the facts of the agrément des investissements, the frozen devis and
// its last cost report) and answers a Closing: the final cost by post in France and abroad, each variance with its reason, the points
// that changed, the carbon accounts, the Checks still open and the calendar of Returns (redditions de comptes). It refuses facts or a
// cost report from which a figure would be false.
//
//	closed, err := closing.Close(in, on)
//	err = closed.WritePDF(w)                       // the closing report
//	err = closed.CertifiedCost().WritePDF(w)       // what the auditor certifies
//	err = closed.AuditBundle(papers).WriteZip(w)   // the package for the auditor
//
// ArchiveOf sorts the documents of the production by retention period, from the dated table rules/retention.json;
// ProductionArchive.WriteZip writes them with their hashes. WriteReturnsICS writes the accounts to send as calendar events.
//
// Amounts are decimals in euros to the cent.
package closing
