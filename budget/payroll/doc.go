// Package payroll computes what people cost on a French film, and prepares the papers of hiring: minimum pay of the
// agreement (IDCC 3097), working time turned into pay lines, employer charges, contracts, hiring declarations (DPAE),
// registers and time sheets.
//
// Every legal value comes from the dated tables of rules/, with its source; a result that leans on an unverified value
// lists it in its Report ("à confirmer"). Nothing is sent anywhere: the package computes and writes files.
//
// Start with Charges for the cost of one pay; to price many lines, resolve the rates once:
//
//	rates, err := payroll.RatesOn(date, payroll.Options{Territory: "paris", Staff: 12})
//	charged, err := rates.Charge(payroll.Pay{Profile: payroll.Cadre, Gross: gross, Span: engagement})
package payroll
