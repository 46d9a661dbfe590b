package breakdown

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

type roleTerm struct {
	words  []uint64
	role   int32
	common bool
	next   int32
}

// roles lists who speaks, in order of first cue, with the merges the caller decided.
func (d *breaker) roles() {
	var all ages
	for i := range d.s.Elements {
		e := &d.s.Elements[i]
		d.castTags(e)
		switch e.Kind {
		case script.Cue:
			k := d.role(e.Name, e.Line)
			d.cueAge(k, i, &all)
		case script.Heading:
			if e.Scene != nil {
				for _, name := range e.Scene.Arc {
					d.role(name, e.Line)
				}
			}
		case script.Action:
			d.introduced(e, &all)
		}
	}
	d.tellAges(&all)
	d.compileRoles()
}

// role finds or makes the role of a name.
func (d *breaker) role(name string, line int) int32 {
	if k, ok := d.index[name]; ok {
		return k
	}
	key := roleKey(script.Plain(name))
	k, ok := d.keys[key]
	if !ok {
		if to, merged := d.alias(name, key); merged {
			k = d.role(to, line)
			r := &d.out.Roles[k]
			if roleKey(to) != key {
				r.Aliases = append(r.Aliases, cleanName(name))
			}
		} else {
			k = int32(len(d.out.Roles))
			id := cleanName(name)
			d.out.Roles = append(d.out.Roles, Role{ID: id, Name: id, Number: int(k) + 1, Line: line})
		}
		d.keys[key] = k
	}
	d.index[name] = k
	return k
}

// alias tells which role a name was merged into. A chain of merges is followed a few steps only.
func (d *breaker) alias(name, key string) (string, bool) {
	if len(d.set.Aliases) == 0 {
		return "", false
	}
	to, ok := d.set.Aliases[name]
	if !ok {
		for a, t := range d.set.Aliases {
			if roleKey(a) == key {
				to, ok = t, true
			}
		}
	}
	return to, ok && roleKey(to) != key && !d.loops(to, key)
}

// loops tells whether the merges starting at a name come back to a key.
func (d *breaker) loops(name, key string) bool {
	for range 8 {
		k := roleKey(name)
		if k == key {
			return true
		}
		next, ok := "", false
		for a, t := range d.set.Aliases {
			if roleKey(a) == k {
				next, ok = t, true
			}
		}
		if !ok {
			return false
		}
		name = next
	}
	return true
}

// cleanName is the name of a role without emphasis, on one line, white space squeezed.
func cleanName(s string) string {
	s = fr.Visible(script.Plain(s))
	if !strings.ContainsAny(s, "\t\n\u00a0") && !strings.Contains(s, "  ") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// compileRoles makes the table that finds role names in the description.
func (d *breaker) compileRoles() {
	add := func(name string, k int32) {
		ws := hashWords(name)
		if len(ws) == 0 || len(ws) > maxTermWords {
			return
		}
		d.roleTerms = append(d.roleTerms, roleTerm{words: ws, role: k, common: d.m.common[fr.Fold(name)]})
	}
	for k := range d.out.Roles {
		r := &d.out.Roles[k]
		add(r.Name, int32(k))
		for _, a := range r.Aliases {
			add(a, int32(k))
		}
	}
	slices.SortStableFunc(d.roleTerms, func(a, b roleTerm) int { return len(b.words) - len(a.words) })
	d.roleTable = newHashTable(len(d.roleTerms))
	for i := len(d.roleTerms) - 1; i >= 0; i-- {
		slot := d.roleTable.put(d.roleTerms[i].words[0])
		d.roleTerms[i].next = d.roleTable.vals[slot] - 1
		d.roleTable.vals[slot] = int32(i) + 1
	}
	d.seen = make([]seenAt, len(d.out.Roles))
	d.roleScenes = make([]int32, len(d.out.Roles))
}

// present notes a role in the current scene and returns its place among the presences.
func (d *breaker) present(k int32, mode Mode, text string, line int) int {
	for int(k) >= len(d.seen) {
		d.seen = append(d.seen, seenAt{})
		d.roleScenes = append(d.roleScenes, 0)
	}
	if s := d.seen[k]; s.stamp == d.stamp {
		return int(s.at)
	}
	at := len(d.presences)
	d.seen[k] = seenAt{stamp: d.stamp, at: int32(at)}
	if at < len(d.who) {
		d.who[at] = k
	} else {
		d.who = append(d.who, k)
	}
	state := State("")
	if mode == Silent {
		state = Proposed
	}
	d.presences = append(d.presences, Presence{Role: d.out.Roles[k].ID, Mode: mode, Text: text, Line: line, State: state})
	return at
}

// cue notes who speaks. The words that say how the role is heard may stand under the name, between brackets.
func (d *breaker) cue(e, next *script.Element) int {
	k := d.role(e.Name, e.Line)
	voice := e.Voice(d.s.French)
	if voice == "" && next != nil && next.Kind == script.Parenthetical {
		voice = next.Voice(d.s.French)
	}
	if voice == "" && (strings.HasPrefix(e.Name, "VOIX OFF") || strings.HasPrefix(e.Name, "VOICE OVER")) {
		voice = script.OffVoice // a voice that has no other name
	}
	mode := Speaking
	if voice == script.OffVoice {
		mode = Off
	}
	at := d.present(k, mode, e.Text, e.Line)
	p := &d.presences[at]
	p.Cues++
	p.State = ""
	switch {
	case voice == script.OffVoice:
		p.Off = true
		if p.Mode == Silent && p.Cues == 1 && p.Text != e.Text {
			p.State = Proposed // seen in the description, heard off
		}
	case voice == script.PhoneVoice:
		p.Phone = true
		p.Mode = Speaking
	default:
		p.Mode = Speaking
	}
	return at
}

// matchRole finds the longest role name at word i. A common noun counts only in capitals.
func (d *breaker) matchRole(text string, ws []word, i int) (role int32, n int) {
	k := d.roleTable.get(ws[i].hash)
	if k == 0 {
		return 0, 0
	}
	for j := k - 1; j >= 0; j = d.roleTerms[j].next {
		t := &d.roleTerms[j]
		if len(t.words) > len(ws)-i || t.common && !ws[i].upper {
			continue
		}
		ok := true
		for x := 1; x < len(t.words) && ok; x++ {
			ok = t.words[x] == ws[i+x].hash
		}
		if ok && (len(t.words) > 1 || ws[i].to-ws[i].from > 1) {
			return t.role, len(t.words)
		}
	}
	return 0, 0
}

// listScenes gives each role the numbers of its scenes.
func (d *breaker) listScenes() {
	total := 0
	for _, n := range d.roleScenes {
		total += int(n)
	}
	block := make([]string, 0, total)
	at := make(map[string]int, len(d.out.Roles))
	for k := range d.out.Roles {
		at[d.out.Roles[k].ID] = k
		n := int(d.roleScenes[k])
		d.out.Roles[k].Scenes = block[len(block) : len(block) : len(block)+n][:0:n]
		block = block[:len(block)+n]
	}
	for i := range d.out.Scenes {
		for _, id := range d.out.Scenes[i].Roles {
			r := &d.out.Roles[at[id]]
			r.Scenes = append(r.Scenes, d.out.Scenes[i].Number)
		}
	}
	for k := range d.out.Roles {
		if r := &d.out.Roles[k]; !r.Speaking {
			r.State = Proposed
		}
	}
}

// roleKey is what two spellings of one role have in common: capitals and accents aside, brackets and caret off.
func roleKey(name string) string {
	if i := strings.IndexByte(name, '('); i > 0 {
		name = name[:i]
	}
	return fr.Fold(strings.TrimRight(strings.TrimSpace(name), "^ \t"))
}
