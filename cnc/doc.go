// Package cnc answers the CNC: points, agréments, pieces, dossiers, notes, and the closing of the film.
package cnc
