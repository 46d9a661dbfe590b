// Package hiring is l'embauche: from a person and an engagement to the papers of the production office, checked against the law of
// the first day.
//
// An Engagement is a literal: Employer, Employee (identity, NIR, IBAN, address), film, job, dates, pay. From it:
//
//	contract, err := hiring.NewContract(engagement) // mandatory mentions, clauses, split of a performer's pay
//	ready := contract.Ready()                       // nothing missing: it may be signed
//	err = contract.WritePDF(w)
//
// NewDPAE declares hires to the URSSAF (WriteXML, ValidateDPAE), NewRegister keeps the registre, WorkPermit tells who needs a
// permit, ChildFile gathers what the commission des enfants asks, Deadlines and Duties list what to do by when and the proof to
// keep. Every problem is in a report, by path and rule.
//
// NewOffice does all of it for a shoot, from the lines of the devis that pay people, one Input (hiring.json) and the days of the crew:
// Papers are its files, WriteSummary one screen.
//
// Personal data stay where they belong: Redacted leaves of a person only what a paper may show (rules/privacy.json), a NIR and an
// IBAN never print nor reach a log or an error by themselves. What the person is paid is computed by package payroll.
package hiring
