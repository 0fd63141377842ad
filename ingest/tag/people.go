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
	given    string   // as printed
	initials string   // of the given names, folded
	family   string   // key
	whole    string   // key of first given and family name
	printed  []string // the family name as printed, of a person learnt
	forms    []string // further whole forms the document prints
	common   bool     // the family name alone names nobody for certain
	author   bool     // of the document
	borrowed bool     // a person of the pack, with forms learnt from the document
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
	// The persons by family name, and by the skeletons of family and whole name.
	family     map[string][]*person
	bySkeleton map[string][]*person
	whole      map[string]*person
}

func newRoster(pack *corpus.Pack) *roster {
	r := &roster{first: map[string][]variant{}, theories: map[string][]corpus.TheoryID{}}
	for _, p := range pack.People {
		given := strings.TrimSpace(strings.TrimSuffix(p.Name, p.Family))
		r.persons = append(r.persons, person{name: p.Name, given: given, initials: initialsOf(given), family: key(p.Family),
			whole: key(firstGiven(given) + p.Family), common: p.Common})
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
	r.index()
	return r
}

// index files the persons by their names and skeletons. Two persons of one
// skeleton leave its place for whole names empty.
func (r *roster) index() {
	r.family, r.bySkeleton, r.whole = map[string][]*person{}, map[string][]*person{}, map[string]*person{}
	for i := range r.persons {
		p := &r.persons[i]
		if p.given == "" {
			continue
		}
		r.family[p.family] = append(r.family[p.family], p)
		s := skeleton(p.family)
		r.bySkeleton[s] = append(r.bySkeleton[s], p)
		w := skeleton(p.whole)
		if _, two := r.whole[w]; two {
			p = nil
		}
		r.whole[w] = p
	}
}

// only is the one person whose family name has a skeleton, nil where there is
// none or more than one.
func (r *roster) only(skeleton string) *person {
	if list := r.bySkeleton[skeleton]; len(list) == 1 {
		return list[0]
	}
	return nil
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
	roster    *roster
	local     roster
	schools   schools
	entries   []corpus.Reference
	lower     map[string]bool          // words the document prints in lower case
	full      map[string]bool          // canonical names the document prints in full
	signs     map[corpus.TheoryID]bool // theories that the passage at hand names, above and below
	names     [][]nameWord             // of each passage
	named     []hit                    // schools in the passage at hand
	bodies    []hit                    // bodies and documents in the passage at hand
	hits      []hit                    // of the passage at hand
	beforeLen int                      // of its text
	before    []hit                    // of the passage before it
}

// hit is a person's name in a passage: byte offsets into the passage's text.
type hit struct {
	start, end int
	name       string
	aside      bool // within the brackets of a citation
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
	for i := range c.local.persons {
		c.local.persons[i].author = true
	}
	for _, r := range doc.References {
		for _, n := range r.Authors {
			c.meet(n)
		}
	}
	for i := range doc.Passages {
		if p := &doc.Passages[i]; p.Kind != corpus.ReferenceK {
			c.learnText(p, c.names[i])
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
	if name := c.known(n, initials); name != "" {
		c.full[name] = true
		return name
	}
	for i := range c.local.persons {
		p := &c.local.persons[i]
		same := p.family == key(n.Family) && compatible(p.initials, initials) && sameGiven(p.given, n.Given)
		if same || len(initials) > 1 && p.initials == initials && likeName(p.family, n.Family) > 0 {
			if !slices.Contains(p.printed, n.Family) {
				p.printed = append(p.printed, n.Family)
			}
			return p.name
		}
	}
	p := person{name: n.Display(), given: n.Given, initials: initials, family: key(n.Family), printed: []string{n.Family}}
	p.common = c.lower[strings.ToLower(n.Family)] || utf8.RuneCountInString(p.family) < 3
	c.local.persons = append(c.local.persons, p)
	return p.name
}

// known is the person of the pack who bears a name, in one of the printed forms
// the pack lists or with given names that agree.
func (c *cast) known(n corpus.Name, initials string) string {
	form := nameWords(n.Display())
	if len(form) > 0 {
		for _, v := range c.roster.first[form[0].key] {
			if len(v.keys) == len(form) && fits(n.Display(), form, v.keys) {
				return c.roster.persons[v.person].name
			}
		}
	}
	if len(initials) > 1 {
		for _, p := range c.roster.bySkeleton[skeleton(n.Family)] {
			if len(skeleton(p.family)) >= 3 && c.roster.abbreviates(p, initials) {
				return p.name
			}
		}
	}
	for _, p := range c.roster.family[key(n.Family)] {
		if compatible(p.initials, initials) && sameGiven(p.given, n.Given) {
			return p.name
		}
	}
	return ""
}

// abbreviates reports whether the pack prints a person with these initials.
func (r *roster) abbreviates(p *person, initials string) bool {
	for _, v := range r.first[initials[:1]] {
		if r.persons[v.person].name == p.name && strings.Join(v.keys[:len(v.keys)-1], "") == initials {
			return true
		}
	}
	return p.initials == initials
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
		if !p.borrowed {
			bearers[p.family]++
		}
	}
	for _, p := range c.roster.persons {
		bearers[p.family]++
	}
	for id := range c.local.persons {
		p := &c.local.persons[id]
		c.local.add(p.name, id, false)
		for _, form := range p.forms {
			c.local.add(form, id, false)
		}
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
			if v.alone && (p.common && !c.signed(text, list, i, p) && !c.enumerated(text, list, i) || c.otherGiven(text, list, i, p)) {
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
	if len(list) < len(keys) {
		return false
	}
	if last := list[len(keys)-1]; !last.upper && !articled(text[last.start:last.end]) {
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
// initial that is not the person's: "Edward Buzan" is not Barry Buzan. At the
// head of a sentence only a known given name is one: "Unlike Buzan".
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
	if !initial {
		low := strings.ToLower(text[w.start:w.end])
		if words.Function(low) || c.lower[low] || strings.HasSuffix(low, "ist") {
			return false
		}
		opens := i == 1 || strings.ContainsAny(text[list[i-2].end:w.start], ".!?:;\"“\n")
		among := i > 1 && list[i-2].upper && nextTo(text, list, i-1) // the end of a title
		if (opens || among) && !givenNames()[w.key] {
			return false
		}
		if len(p.given) > 2 && givenNames()[w.key] {
			return !slices.ContainsFunc(strings.Fields(p.given), func(g string) bool { return likeGiven(g, w.key) })
		}
	}
	r, _ := utf8.DecodeRuneInString(w.key)
	return unicode.IsLetter(r) && !strings.ContainsRune(p.initials, r) && !(initial && spellsGiven(w.key, p.given))
}

// signed reports whether a common family name at word i names its bearer: the
// document prints the full name, or the passage names a school the person
// speaks for and no further capital follows.
func (c *cast) signed(text string, list []nameWord, i int, p person) bool {
	if c.full[p.name] {
		return true
	}
	if c.lower[strings.ToLower(text[list[i].start:list[i].end])] || i+1 < len(list) && list[i+1].upper && text[list[i].end:list[i+1].start] == " " {
		return false
	}
	return slices.ContainsFunc(c.roster.theories[p.name], func(t corpus.TheoryID) bool { return c.signs[t] })
}
