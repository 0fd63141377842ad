package tag

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

// person is somebody who can be named.
type person struct {
	name     string   // canonical
	initials string   // of the given names, folded
	family   string   // key
	printed  []string // the family name as printed, of a person learnt
	common   bool     // the family name alone names nobody for certain
}

// variant is a printed form: the keys of its words, and whom it names.
type variant struct {
	keys   []string
	person int
	alone  bool // the family name by itself
}

// roster is the persons a pack knows, ready for matching. It is read only.
type roster struct {
	persons  []person
	first    map[string][]variant // by the key of the first word, longest first
	theories map[string][]corpus.TheoryID
}

func newRoster(pack *corpus.Pack) *roster {
	r := &roster{first: map[string][]variant{}, theories: map[string][]corpus.TheoryID{}}
	for _, p := range pack.People {
		given := strings.TrimSpace(strings.TrimSuffix(p.Name, p.Family))
		r.persons = append(r.persons, person{name: p.Name, initials: initialsOf(given), family: key(p.Family), common: p.Common})
		r.theories[p.Name] = p.Theories
		id := len(r.persons) - 1
		r.add(p.Name, id, key(p.Name) == key(p.Family))
		if p.Family != "" {
			r.add(p.Family, id, true)
		}
		for _, v := range p.Variants {
			r.add(v, id, len(nameWords(v)) == 1)
		}
	}
	r.order()
	return r
}

// add adds a printed form of a person; the same form again adds nothing.
func (r *roster) add(form string, id int, alone bool) {
	var keys []string
	for _, w := range nameWords(form) {
		k := w.key
		if k == "" {
			k = key(form[w.start:w.end])
		}
		keys = append(keys, k)
	}
	if len(keys) == 0 || keys[0] == "" {
		return
	}
	for _, v := range r.first[keys[0]] {
		if v.person == id && strings.Join(v.keys, " ") == strings.Join(keys, " ") {
			return
		}
	}
	r.first[keys[0]] = append(r.first[keys[0]], variant{keys: keys, person: id, alone: alone})
}

// order puts the longest variants first, so that a full name wins.
func (r *roster) order() {
	for _, list := range r.first {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].keys) > len(list[j].keys) })
	}
}

// cast is the persons of one document: those of the roster and those learnt
// from its record, references and citations.
type cast struct {
	roster  *roster
	local   roster
	entries []corpus.Reference
	lower   map[string]bool // words the document prints in lower case
	full    map[string]bool // canonical names the document prints in full
	names   [][]nameWord    // of each passage
	hits    []hit           // of the passage at hand
	before  []hit           // of the passage before it
}

// hit is a person's name in a passage: byte offsets into the passage's text.
type hit struct {
	start, end int
	name       string
}

// learn takes the authors of the document and of its references.
func (c *cast) learn(doc *corpus.Document) {
	c.local = roster{first: map[string][]variant{}}
	c.entries = doc.References
	c.lower, c.full = map[string]bool{}, map[string]bool{}
	c.names = make([][]nameWord, len(doc.Passages))
	for i, p := range doc.Passages {
		c.names[i] = nameWords(p.Text)
		if p.Kind == corpus.ReferenceK {
			continue
		}
		for _, w := range c.names[i] {
			if !w.upper {
				c.lower[p.Text[w.start:w.end]] = true
			}
		}
	}
	for _, n := range doc.Work.Authors {
		c.meet(n)
	}
	for _, r := range doc.References {
		for _, n := range r.Authors {
			c.meet(n)
		}
	}
	c.variants()
	for i, p := range doc.Passages {
		if p.Kind == corpus.ReferenceK {
			continue
		}
		for _, h := range c.scan(p.Text, c.names[i], func(v variant) bool { return !v.alone }) {
			c.full[h.name] = true
		}
	}
}

// meet gives the canonical name of a printed name with given names, learning it
// where it is new; "" for a body.
func (c *cast) meet(n corpus.Name) string {
	if n.Given == "" || key(n.Family) == "" {
		return ""
	}
	initials := initialsOf(n.Given)
	for _, p := range c.roster.persons {
		if p.family == key(n.Family) && compatible(p.initials, initials) {
			return p.name
		}
	}
	for i := range c.local.persons {
		p := &c.local.persons[i]
		same := p.family == key(n.Family) && compatible(p.initials, initials)
		if same || len(initials) > 1 && p.initials == initials && likeName(p.family, n.Family) > 0 {
			if !slices.Contains(p.printed, n.Family) {
				p.printed = append(p.printed, n.Family)
			}
			return p.name
		}
	}
	p := person{name: n.Display(), initials: initials, family: key(n.Family), printed: []string{n.Family}}
	p.common = c.lower[strings.ToLower(n.Family)] || utf8.RuneCountInString(p.family) < 3
	c.local.persons = append(c.local.persons, p)
	return p.name
}

// compatible reports whether two rows of initials can be one person's: one
// begins with the other.
func compatible(a, b string) bool {
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// variants makes the printed forms of the persons learnt. A family name that
// several persons bear names none of them alone.
func (c *cast) variants() {
	bearers := map[string]int{}
	for _, p := range c.local.persons {
		bearers[p.family]++
	}
	for _, p := range c.roster.persons {
		bearers[p.family]++
	}
	for id := range c.local.persons {
		p := &c.local.persons[id]
		c.local.add(p.name, id, false)
		p.common = p.common || bearers[p.family] > 1
		for _, family := range p.printed {
			c.local.add(family, id, true)
		}
	}
	c.local.order()
}

// scan lists the names in a text, given its words, in order, the longest form at each place.
func (c *cast) scan(text string, list []nameWord, accept func(variant) bool) []hit {
	var out []hit
	for i := 0; i < len(list); i++ {
		if !list[i].upper {
			continue
		}
		n, name := c.at(text, list, i, accept)
		if n == 0 {
			continue
		}
		out = append(out, hit{start: list[i].start, end: list[i+n-1].end, name: name})
		i += n - 1
	}
	return out
}

// at finds the name that begins at word i: how many words it has, and whose it
// is. The pack's names win over those learnt where both are as long.
func (c *cast) at(text string, list []nameWord, i int, accept func(variant) bool) (int, string) {
	best, name := 0, ""
	for _, r := range []*roster{c.roster, &c.local} {
		for _, v := range r.first[list[i].key] {
			if len(v.keys) <= best {
				break
			}
			if !fits(text, list[i:], v.keys) || accept != nil && !accept(v) {
				continue
			}
			p := r.persons[v.person]
			if v.alone && (p.common && !c.full[p.name] || c.otherGiven(text, list, i, p)) {
				continue
			}
			best, name = len(v.keys), p.name
			break
		}
	}
	return best, name
}

// fits reports whether the words stand next to each other at the head of list.
func fits(text string, list []nameWord, keys []string) bool {
	if len(list) < len(keys) || !list[len(keys)-1].upper {
		return false
	}
	for i, k := range keys {
		got := list[i].key
		if got == "" {
			got = key(text[list[i].start:list[i].end])
		}
		if got != k {
			return false
		}
		if i > 0 && strings.Trim(text[list[i-1].end:list[i].start], " .\u00a0-\n") != "" {
			return false
		}
	}
	return true
}

// titles may stand before a family name without being a given name.
var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "professor": true, "sir": true,
	"president": true, "secretary": true, "scholar": true, "theorist": true, "realist": true, "author": true, "general": true}

// otherGiven reports whether the word before word i is a given name or an
// initial that is not the person's: "Edward Buzan" is not Barry Buzan.
func (c *cast) otherGiven(text string, list []nameWord, i int, p person) bool {
	if i == 0 || p.initials == "" {
		return false
	}
	w := list[i-1]
	gap := text[w.end:list[i].start]
	initial := utf8.RuneCountInString(w.key) == 1
	if !w.upper || gap != " " && !(initial && (gap == ". " || gap == ".")) || titles[w.key] {
		return false
	}
	if low := strings.ToLower(text[w.start:w.end]); !initial && (words.Function(low) || c.lower[low] || strings.HasSuffix(low, "ist")) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w.key)
	return r != 0 && unicode.IsLetter(r) && !strings.ContainsRune(p.initials, r)
}

// people names the persons of a passage, by their first places, and keeps the
// places for the decision about the voice.
func (c *cast) people(p *corpus.Passage, list []nameWord) []corpus.Mention {
	c.before, c.hits = c.hits, nil
	found := map[string]*corpus.Mention{}
	note := func(name string, start, end int, role corpus.Role) {
		m := found[name]
		if m == nil {
			m = &corpus.Mention{Name: name, Role: corpus.Mentioned, Span: corpus.Span{Start: p.Span.Start + start, End: p.Span.Start + end}, As: p.Text[start:end]}
			found[name] = m
		}
		if start+p.Span.Start < m.Span.Start {
			m.Span, m.As = corpus.Span{Start: p.Span.Start + start, End: p.Span.Start + end}, p.Text[start:end]
		}
		if role == corpus.Cited && m.Role == corpus.Mentioned {
			m.Role = corpus.Cited
		}
	}
	for _, x := range p.Citations {
		for _, who := range c.citedIn(x) {
			start := x.Span.Start - p.Span.Start
			note(who.name, start+who.start, start+who.end, corpus.Cited)
		}
	}
	c.hits = c.scan(p.Text, list, nil)
	for _, h := range c.hits {
		note(h.name, h.start, h.end, corpus.Mentioned)
	}
	out := make([]corpus.Mention, 0, len(found))
	for _, m := range found {
		out = append(out, *m)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Span.Start != out[j].Span.Start {
			return out[i].Span.Start < out[j].Span.Start
		}
		return out[i].Name < out[j].Name
	})
	return out
}

// citedIn names the persons of a citation, with their places in its text. An
// author whom nothing else tells of is known by the name printed; a body is none.
func (c *cast) citedIn(x corpus.Citation) []hit {
	var out []hit
	at := 0
	for _, printed := range splitCited(x.Author) {
		i := strings.Index(x.Text[at:], printed)
		if i < 0 {
			return out
		}
		start := at + i
		at = start + len(printed)
		name := c.citedName(x, printed, len(out))
		if name != "" {
			out = append(out, hit{start: start, end: at, name: name})
		}
	}
	return out
}

// citedName is the canonical name of the n-th author of a citation.
func (c *cast) citedName(x corpus.Citation, printed string, n int) string {
	if x.Reference > 0 && x.Reference <= len(c.entries) {
		authors := c.entries[x.Reference-1].Authors
		if n < len(authors) && (n == 0 || likeName(authors[n].Family, lastWord(printed)) > 0 || likeName(authors[n].Family, printed) > 0) {
			return c.meet(authors[n])
		}
	}
	for _, form := range []string{printed, lastWord(printed)} {
		for _, v := range c.roster.first[key(form)] {
			if p := c.roster.persons[v.person]; v.alone && !p.common {
				return p.name
			}
		}
	}
	if name := c.spelt(printed); name != "" {
		return name
	}
	if printed == strings.ToUpper(printed) || len(strings.Fields(printed)) > 3 {
		return ""
	}
	return printed
}

// spelt is the one person learnt from the document whose family name is the
// printed one in another spelling, "" where there is none or more than one.
func (c *cast) spelt(printed string) string {
	name := ""
	for _, p := range c.local.persons {
		for _, family := range p.printed {
			if likeName(family, printed) == 0 {
				continue
			}
			if name != "" && name != p.name {
				return ""
			}
			name = p.name
		}
	}
	return name
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
