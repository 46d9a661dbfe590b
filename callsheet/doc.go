// Package callsheet makes the daily papers of a shoot: the feuille de service of a day, each performer's call, the
// sign-in sheet of the extras, messages and calendar entries, and the rapport de production that closes the day.
//
// Make computes a Sheet from the breakdown and the plan de travail: scenes in shooting order, calls counted back from each
// performer's first scene, departments, meals, sun, the two next days. What people type (weather, contacts, risks, menus)
// stands in Sheet.Written; computing again (Revise) never touches it and lists what changed for whom.
//
// Check reads a sheet, computed or typed, before it is sent: rests, spans, meals, children, light, permits, sums. Its rules
// are those of the payroll room, dated and sourced, each issue with its rule id.
//
//	s, err := callsheet.Make(callsheet.Input{Film: film, Problem: problem, Plan: plan}, 0)
//	report := callsheet.Check(s, callsheet.Settings{})
//	err = s.WritePDF(w)
//
// DayReport.HotDay puts a report beside the sheet of its day, line by line of the devis, for the coût de la veille.
//
// The same sheet prints in English (English) and in large type (LargePrint). UnitList is the crew list, read back from the
// workbook people edit; Permit and CheckPermits follow the authorisations of the places; Deadlines gives the last days of
// the formalities before a shoot.
//
// Hours are clocks of the shooting day (labour.Clock), so that a night call at half past one is 25:30; an unknown hour prints
// "à confirmer". Nothing here sends anything: the room prepares files and texts.
package callsheet
