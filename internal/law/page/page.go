// Package page makes the page of all legal values of the library, LAW.md, out of the tables of the rooms: each value with its
// dates and its source, and by room how many were verified. A test keeps the page current; `go generate ./internal/law` writes it.
package page

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/house"
	"github.com/moteur-film/moteur/internal/law"
)

// Table is a table of a room, with all its values.
type Table struct {
	Room, File, Title string
	Values            []law.Found
}

// Tables reads every table of the house, in order of their files: those of a folder rules beside Go code.
func Tables(root fs.FS) ([]Table, error) {
	var out []Table
	err := house.Walk(root, func(name string) error {
		room, _, ok := strings.Cut(name, "/rules/")
		if !ok || path.Ext(name) != ".json" {
			return nil
		}
		if code, err := fs.Glob(root, room+"/*.go"); err != nil || len(code) == 0 {
			return err
		}
		b, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		title, values, err := law.Walk(b)
		if err != nil {
			return fmt.Errorf("%s : %w", name, err)
		}
		out = append(out, Table{Room: room, File: name, Title: title, Values: values})
		return nil
	})
	slices.SortFunc(out, func(a, b Table) int { return cmp.Compare(a.File, b.File) })
	return out, err
}

// Text is the page of the tables, in Markdown.
func Text(tables []Table) string {
	var b strings.Builder
	b.WriteString(`# Legal values

Every value of law or usage that Moteur reads, with the dates it holds, the last day it was seen in force and its source. This page
is generated from the tables by ` + "`go generate ./internal/law`" + `; a test keeps it current. The words are those of the package page of
` + "`internal/law`" + `: "≤" before a first day says that the start is not known and that the value is known to hold on that day; "always"
is a definition, a usage or a choice of the library; "never" is a value that no day is known on which it was seen in force.

`)
	summary(&b, tables)
	for _, t := range tables {
		t.write(&b)
	}
	return b.String()
}

// count is what the summary says of a room.
type count struct {
	tables, values, verified, unknown, unseen int
	oldest, newest                            moteur.Date
}

func (c *count) add(t Table) {
	c.tables++
	for _, v := range t.Values {
		c.values++
		if v.Verified {
			c.verified++
		}
		if v.StartUnknown {
			c.unknown++
		}
		if v.Unseen {
			c.unseen++
		}
		if d := v.Seen; !d.IsZero() {
			if c.oldest.IsZero() || d.Before(c.oldest) {
				c.oldest = d
			}
			if d.After(c.newest) {
				c.newest = d
			}
		}
	}
}

func (c count) row(b *strings.Builder, name string) {
	share := 0
	if c.values > 0 {
		share = (200*c.verified + c.values) / (2 * c.values) // rounded to the nearest
	}
	fmt.Fprintf(b, "| %s | %d | %d | %d | %d %% | %d | %d | %s | %s |\n", name, c.tables, c.values, c.verified, share, c.unknown, c.unseen,
		c.oldest, c.newest)
}

func summary(b *strings.Builder, tables []Table) {
	b.WriteString("| room | tables | values | verified | share | start unknown | never seen | oldest last seen | newest |\n")
	b.WriteString("| --- | --: | --: | --: | --: | --: | --: | --- | --- |\n")
	var all, room count
	for i, t := range tables {
		all.add(t)
		room.add(t)
		if i+1 == len(tables) || tables[i+1].Room != t.Room {
			room.row(b, "`"+t.Room+"`")
			room = count{}
		}
	}
	all.row(b, "**all**")
}

// write prints one table: its values, then the sources they name by number.
func (t Table) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s\n\n`%s`\n\n", cell(t.Title, 200), t.File)
	b.WriteString("| id | value | from | to | last seen | verified | source |\n| --- | --- | --- | --- | --- | --- | --: |\n")
	var sources []string
	for _, v := range t.Values {
		n := slices.Index(sources, v.Source)
		if n < 0 {
			n = len(sources)
			sources = append(sources, v.Source)
		}
		verified := "yes"
		if !v.Verified {
			verified = "no"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s | %s | %d |\n", cell(v.ID, 80), cell(strings.TrimSpace(v.Value+" "+v.Unit), 60), from(v),
			v.To,
			seen(v), verified, n+1)
	}
	b.WriteString("\n")
	for i, s := range sources {
		fmt.Fprintf(b, "%d. %s\n", i+1, cell(s, 400))
	}
}

func from(v law.Found) string {
	switch {
	case v.Timeless:
		return "always"
	case v.StartUnknown && v.From.IsZero():
		return "unknown"
	case v.StartUnknown:
		return "≤ " + v.From.String()
	}
	return v.From.String()
}

func seen(v law.Found) string {
	switch {
	case v.Timeless:
		return ""
	case v.Unseen:
		return "never"
	}
	return v.Seen.String()
}

// cell is a text on one line, safe in a Markdown table, cut at a number of runes.
func cell(s string, most int) string {
	s = strings.NewReplacer("|", "\\|", "\n", " ", "\r", " ").Replace(s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return s
}
