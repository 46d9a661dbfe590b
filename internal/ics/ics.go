// Package ics writes calendar files (RFC 5545) that every agenda reads: the shooting calendar, calls, deadlines. The library
// behind it folds lines and escapes texts; this package fixes what must not vary: the stamp comes from the caller, UIDs are
// stable, times are written in UTC.
package ics

import (
	"fmt"
	"io"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"

	"github.com/moteur-film/moteur"
)

// Event is one entry of a calendar.
type Event struct {
	// UID is stable from version to version: "appel-marchal-2027-05-03@le-dernier-bac".
	UID string
	// Day makes an all-day event, to Last when set. Otherwise Start and End are clock times with their zone.
	Day, Last   moteur.Date
	Start, End  time.Time
	Summary     string
	Description string
	Location    string
	// Sequence grows by one at each new version.
	Sequence int
	// Cancelled withdraws the event.
	Cancelled bool
}

// Method is what a calendar file asks of the agenda that opens it (RFC 5546).
type Method string

// The methods: Publish shows a calendar, Request convenes a person, Cancel withdraws a convocation.
const (
	Publish Method = "PUBLISH"
	Request Method = "REQUEST"
	Cancel  Method = "CANCEL"
)

// Write writes a calendar to publish; stamp is the date of the version.
func Write(w io.Writer, name string, stamp time.Time, events []Event) error {
	return WriteAs(w, Publish, name, stamp, events)
}

// WriteAs writes a calendar with a method; stamp is the date of the version. A cancelled event may have no time.
func WriteAs(w io.Writer, m Method, name string, stamp time.Time, events []Event) error {
	cal := ical.NewCalendar()
	cal.SetMethod(ical.Method(m))
	cal.SetProductId("-//Moteur//moteur//FR")
	cal.SetXWRCalName(name)
	for i, e := range events {
		if e.UID == "" || e.Day.IsZero() && e.Start.IsZero() && m != Cancel {
			return fmt.Errorf("calendrier : l'événement %d (%s) n'a pas d'identifiant ou pas de date", i+1, e.Summary)
		}
		ev := cal.AddEvent(e.UID)
		ev.SetDtStampTime(stamp.UTC())
		ev.SetSequence(e.Sequence)
		ev.SetSummary(clean(e.Summary))
		if e.Description != "" {
			ev.SetDescription(clean(e.Description))
		}
		if e.Location != "" {
			ev.SetLocation(clean(e.Location))
		}
		if e.Cancelled {
			ev.SetStatus(ical.ObjectStatusCancelled)
		}
		if !e.Day.IsZero() {
			last := e.Day
			if e.Last.After(last) {
				last = e.Last
			}
			ev.SetAllDayStartAt(e.Day.Time())
			ev.SetAllDayEndAt(last.AddDays(1).Time()) // the end of an all-day event is excluded
			continue
		}
		if e.Start.IsZero() {
			continue
		}
		ev.SetStartAt(e.Start.UTC())
		if e.End.After(e.Start) {
			ev.SetEndAt(e.End.UTC())
		}
	}
	return cal.SerializeTo(w, ical.WithNewLineWindows)
}

// clean drops control characters other than line ends, which a calendar may not hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
