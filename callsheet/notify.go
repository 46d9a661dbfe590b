package callsheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/ics"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Invitation is the calendar entry of one person on one day: it keeps its UID from version to version, and is withdrawn when
// the person is no longer called.
type Invitation struct {
	Film      string          `json:"film"` // short name in the UID: "baie"
	Domain    string          `json:"domain"`
	Day       int             `json:"day"`
	Who       string          `json:"who"` // "role-1", "regie"
	Version   int             `json:"version"`
	Date      moteur.Date     `json:"date"`
	Start     labour.Clock    `json:"start"`
	End       labour.Clock    `json:"end"`
	Zone      labour.TimeZone `json:"zone,omitempty"`
	Summary   string          `json:"summary"`
	Place     string          `json:"place,omitempty"`
	Notes     string          `json:"notes,omitempty"`
	Cancelled bool            `json:"cancelled,omitempty"`
}

// UID is the entry's stable identity: "baie-j12-role-1@example.org".
func (v Invitation) UID() string {
	domain := v.Domain
	if domain == "" {
		domain = "moteur.invalid"
	}
	return fmt.Sprintf("%s-j%d-%s@%s", fr.Slug(v.Film), v.Day, fr.Slug(v.Who), domain)
}

// WriteICS writes the entry as a calendar file: a convocation (REQUEST), or its withdrawal (CANCEL). Its SEQUENCE is the
// version less one; times are written in UTC. Sent unset means midnight of the day.
func (v Invitation) WriteICS(w io.Writer, sent labour.Moment) error {
	e := ics.Event{UID: v.UID(), Sequence: max(v.Version-1, 0), Summary: v.Summary, Location: v.Place, Description: v.Notes,
		Cancelled: v.Cancelled}
	method := ics.Request
	if v.Cancelled {
		method = ics.Cancel
	}
	if v.Start.Known() && !v.Date.IsZero() {
		var err error
		if e.Start, err = v.Zone.Instant(labour.Moment{Date: v.Date, At: v.Start}); err != nil {
			return err
		}
		if v.End.Known() {
			if e.End, err = v.Zone.Instant(labour.Moment{Date: v.Date, At: v.End}); err != nil {
				return err
			}
		}
	} else if !v.Cancelled {
		return fmt.Errorf("callsheet : invitation de %s : heure à confirmer", v.Who)
	}
	stamp := v.Date.Time()
	if !sent.IsZero() {
		var err error
		if stamp, err = v.Zone.Instant(sent); err != nil {
			return err
		}
	}
	if stamp.IsZero() {
		stamp = moteur.NewDate(2000, 1, 1).Time()
	}
	return ics.WriteAs(w, method, v.Film, stamp, []ics.Event{e})
}

// Invite is the invitation of a role called on the sheet; false when the role is not called or its hours are unknown.
func (s Sheet) Invite(role, domain string) (Invitation, bool) {
	for _, c := range s.Cast {
		if !c.Plays(role) || c.Status == HoldsCall || !c.Prep.Known() {
			continue
		}
		start := c.Prep
		if c.Pickup.Known() {
			start = c.Pickup
		}
		return Invitation{
			Film: s.Film, Domain: domain, Day: s.Day, Who: "role-" + role, Version: s.Version, Date: s.Date, Start: start, End: c.Out,
			Zone: s.Zone,
			Summary: fmt.Sprintf("%s J%d : HMC %s, PAT %s", s.Film, s.Day, c.Prep.Label(s.Date),
				c.Ready.Label(s.Date)), Place: s.where(), Notes: s.callText(c),
		}, true
	}
	return Invitation{}, false
}

func (s Sheet) where() string {
	if len(s.Places) == 0 {
		return ""
	}
	return join(", ", s.Places[0].Name, s.Places[0].Address)
}

// callText is a performer's call in one paragraph.
func (s Sheet) callText(c CastCall) string {
	parts := []string{}
	if c.Pickup.Known() {
		parts = append(parts, "Départ "+c.Pickup.Label(s.Date)+paren(c.From))
	}
	parts = append(parts, "HMC "+c.Prep.Label(s.Date), "PAT "+c.Ready.Label(s.Date), "fin prévue "+c.Out.Label(s.Date))
	return strings.Join(parts, ", ") + ". Feuille de service version " + fmt.Sprint(s.Version) + "."
}

func paren(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// Text is the text message of a role called on the sheet, already written for GSM-7; "" when the role is not called.
func (s Sheet) Text(role string) string {
	for _, c := range s.Cast {
		if !c.Plays(role) || c.Status == HoldsCall {
			continue
		}
		t := fmt.Sprintf("%s J%d %s: %s HMC %s, PAT %s", s.Film, s.Day, strings.Replace(fr.DayMonth(s.Date), ".", "", 1), c.Characters(),
			c.Prep.Label(s.Date), c.Ready.Label(s.Date))
		if c.Pickup.Known() {
			t += ", départ " + c.Pickup.Label(s.Date)
		}
		return Rewrite(fmt.Sprintf("%s. Feuille v%d", t, s.Version))
	}
	return ""
}
