package labour_test

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

func ExampleParseClock() {
	tuesday := moteur.NewDate(2027, 6, 15)
	for _, text := range []string{"7h30", "27:30", "03:30+1", "00:00", ""} {
		c, err := labour.ParseClock(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%q %q\n", c, c.Label(tuesday))
	}
	// Output:
	// "07:30" "07:30"
	// "27:30" "03:30 (mer.)"
	// "27:30" "03:30 (mer.)"
	// "00:00" "00:00"
	// "" "à confirmer"
}

// The night of 27 March 2027 has an hour less.
func ExampleTimeZone_Elapsed() {
	wrap := labour.Moment{Date: moteur.NewDate(2027, 3, 27), At: labour.At(26, 0)}
	call := labour.Moment{Date: moteur.NewDate(2027, 3, 28), At: labour.At(13, 0)}
	rest, err := labour.TimeZone("Europe/Paris").Elapsed(wrap, call)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rest/60, "h")
	// Output: 10 h
}

func ExampleNewCalendar() {
	c, err := labour.NewCalendar(labour.Place{Zone: "FR-67"})
	if err != nil {
		fmt.Println(err)
		return
	}
	thursday := moteur.NewDate(2027, 3, 25)
	fmt.Println(c.Holiday(thursday.AddDays(1)))
	fmt.Println(c.Ahead(thursday, 1))
	// Output:
	// Vendredi saint
	// 2027-03-30
}

func ExampleSchoolDay() {
	for _, d := range []moteur.Date{moteur.NewDate(2027, 2, 12), moteur.NewDate(2027, 2, 15), moteur.NewDate(2031, 2, 17)} {
		school, known, err := labour.SchoolDay("A", d, nil, "")
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(d, school, known)
	}
	// Output:
	// 2027-02-12 true true
	// 2027-02-15 false true
	// 2031-02-17 false false
}
