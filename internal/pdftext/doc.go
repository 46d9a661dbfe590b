// Package pdftext reads the letters of a PDF and where they stand. PDFium does the reading, compiled to WebAssembly: it runs in a
// sandbox, without the disk and without the network, within bounds of memory and time.
//
//	letters, err := pdftext.Read(ctx, file, pdftext.Limits{})
//
// The first document of a process pays for the compilation of PDFium (two to four seconds, four hundred megabytes for that time);
// the next ones find it compiled.
//
// This package alone knows the library: what it gives is a plain list of letters. PDFium and the library have their notices in the
// NOTICE file of the project.
package pdftext
