// Package uss reads and writes schedules in the Universal Schedule Standard (.uss), the file that scheduling programs exchange.
//
//	f, report, err := uss.Read(file, "film.uss")
//	for _, strip := range f.Breakdowns {
//		fmt.Println(strip.Type, strip.ID)
//	}
//	err = uss.Write(out, f)
//
// [Read] forgives what published files get wrong, and tells each fault in its report; [Write] writes to the letter of the standard.
// Keys that the standard does not name are kept as they are written ([Foreign]). schedule/breakdown makes scenes and roles of a
// [File], and writes them back into one.
package uss
