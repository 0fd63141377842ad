package tag

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

// bearer is a person as one work was read, or two united by what the works say.
type bearer struct {
	work    corpus.WorkID
	name    string // as the work was read
	given   []string
	family  string         // key, without particles; of a bare name all of it
	known   bool           // to the pack
	author  bool           // of the work
	told    bool           // by the user
	printed []corpus.Count // forms in passages, by form
	titles  []string       // what the person wrote: a title's key and the place among its authors
}

// bare reports whether only a family name is known.
func (b *bearer) bare() bool { return len(b.given) == 0 && !b.known }

// People says who is who across works: every person that any of them names or has
// for an author, each once, by name.
//
// Two names are one person's where the family names are the same, but for accents,
// blanks and particles, the given names agree, and no third name of the library
// agrees with one of them and not with the other: "M. Kaldor" is Mary Kaldor as long
// as no Martin is known. A family name that is spelt otherwise, or an initial that
// two persons share, needs evidence: the same title of a work, at the same place
// among its authors. A family name by itself is whoever alone bears it. Nobody is
// joined to a second person of the pack.
//
// The order in which works came does not matter (TestOrderOfAddingChangesNoPerson).
// The error says that a trace cannot be read.
func (t *Tagger) People(x *Traces) ([]corpus.Bearer, error) {
	all, err := x.bearers()
	if err != nil {
		return nil, err
	}
	return t.union(all), nil
}

// PeopleSince is People, given who was who before the traces were changed since they
// were opened or saved: only those are looked at who share a family name or a title
// with somebody of the works changed, or with one of these, and so on. It gives what
// People gives (TestPeopleSinceAreAllPeople).
func (t *Tagger) PeopleSince(x *Traces, before []corpus.Bearer) ([]corpus.Bearer, error) {
	all, err := x.bearers()
	if err != nil {
		return nil, err
	}
	lost, err := x.lostBearers()
	if err != nil {
		return nil, err
	}
	touched := x.near(all, lost)
	is := make(map[corpus.WorkID]map[string]bool, len(touched)) // who is touched, by work
	for _, b := range append(lost, touched...) {
		if is[b.work] == nil {
			is[b.work] = map[string]bool{}
		}
		is[b.work][b.name] = true
	}
	out := t.union(touched)
	for i := range before {
		stays := true
		for work, names := range before[i].Names {
			if slices.ContainsFunc(names, func(n string) bool { return is[work][n] }) {
				stays = false
				break
			}
		}
		if stays {
			out = append(out, before[i])
		}
	}
	sortPeople(out)
	return out, nil
}

// union says who is who among bearers.
func (t *Tagger) union(all []bearer) []corpus.Bearer {
	slices.SortFunc(all, func(a, b bearer) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(string(a.work), string(b.work)))
	})
	u := newUnion(all)
	u.byName()
	u.byTitles()
	families := u.families()
	for _, family := range slices.Sorted(maps.Keys(families)) {
		u.byFamily(families[family])
	}
	u.bareNames(t.people)
	return u.people()
}

// sortPeople puts persons in order: by name, and of one name by the first of the
// names and works they were read by.
func sortPeople(people []corpus.Bearer) {
	first := func(p *corpus.Bearer) (name, work string) {
		for id, names := range p.Names {
			for _, n := range names {
				if name == "" && work == "" || cmp.Or(strings.Compare(n, name), strings.Compare(string(id), work)) < 0 {
					name, work = n, string(id)
				}
			}
		}
		return name, work
	}
	slices.SortFunc(people, func(a, b corpus.Bearer) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		an, aw := first(&a)
		bn, bw := first(&b)
		return cmp.Or(strings.Compare(an, bn), strings.Compare(aw, bw))
	})
}

// bearers lists the persons of one document.
func (t *Tagger) bearers(doc *corpus.Document) []bearer {
	c := &cast{roster: t.people, schools: t.schools}
	c.learn(doc)
	found, forms := map[string]*bearer{}, map[string]map[string]int{}
	get := func(name string) *bearer {
		if found[name] == nil {
			b := c.bearer(name)
			b.work = doc.Work.ID
			found[name] = &b
		}
		return found[name]
	}
	for i, n := range doc.Work.Authors {
		if name := c.meet(n); name != "" {
			b := get(name)
			b.author, b.told = true, doc.Work.Stated["authors"] == corpus.ByUser
			b.wrote(doc.Work.Title, i)
		}
	}
	for _, r := range doc.References {
		for i, n := range r.Authors {
			if name := c.meet(n); name != "" {
				get(name).wrote(r.Title, i)
			}
		}
	}
	for i := range doc.Passages {
		for _, m := range doc.Passages[i].People {
			get(m.Name)
			if forms[m.Name] == nil {
				forms[m.Name] = map[string]int{}
			}
			forms[m.Name][m.As]++
		}
	}
	out := make([]bearer, 0, len(found))
	for _, name := range slices.Sorted(maps.Keys(found)) {
		b := *found[name]
		for _, form := range slices.Sorted(maps.Keys(forms[name])) {
			b.printed = append(b.printed, corpus.Count{Value: form, Count: forms[name][form]})
		}
		out = append(out, b)
	}
	return out
}

// bearer reads a name by which a document knows a person.
func (c *cast) bearer(name string) bearer {
	b := bearer{name: name}
	for _, p := range c.roster.persons {
		if p.name == name {
			b.known, b.given, b.family = true, givenRow(p.given), familyKey(strings.TrimPrefix(name, p.given))
			return b
		}
	}
	for _, p := range c.local.persons {
		if p.name == name && len(p.printed) > 0 {
			b.given, b.family = givenRow(p.given), familyKey(p.printed[0])
			return b
		}
	}
	b.family = familyKey(name)
	return b
}

// shortTitle is how many letters a title needs to tell one work from another.
const shortTitle = 12

// wrote notes a title that has the person at a place among its authors.
func (b *bearer) wrote(title string, place int) {
	k := key(title)
	if utf8.RuneCountInString(k) < shortTitle {
		return
	}
	if k = fmt.Sprintf("%s %d", k, place); !slices.Contains(b.titles, k) {
		b.titles = append(b.titles, k)
	}
}

// givenRow is the given names one by one, initials in a row parted, particles
// of the family name behind them left off.
func givenRow(given string) []string {
	var row []string
	for _, w := range nameWords(given) {
		printed := given[w.start:w.end]
		switch k := key(printed); {
		case k == "":
		case initial(k, printed):
			for _, r := range k {
				row = append(row, string(r))
			}
		default:
			row = append(row, k)
		}
	}
	for len(row) > 1 && particles[row[len(row)-1]] {
		row = row[:len(row)-1]
	}
	return row
}

// familyKey is the key of a family name without the particles before it.
func familyKey(family string) string {
	list := strings.Fields(family)
	for len(list) > 1 && particles[words.Fold(list[0])] {
		list = list[1:]
	}
	k := strings.Join(list, " ")
	if articled(strings.ToLower(k[:min(len(k), 1)]) + k[min(len(k), 1):]) {
		_, k, _ = strings.Cut(k, "-")
	}
	return key(k)
}

// oneRow reports whether two rows of given names can be one person's: each the
// same or the other's initial, as far as both go. Unlike sameGiven it takes no
// likeness of spelling but that of transliterations, since nothing else of the two
// works agrees.
func oneRow(a, b []string) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		ra, na := utf8.DecodeRuneInString(a[i])
		rb, nb := utf8.DecodeRuneInString(b[i])
		if ra != rb || na < len(a[i]) && nb < len(b[i]) && latin(a[i]) != latin(b[i]) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// latin rewrites what transliterations of one given name vary: doubled letters,
// ou and o for u, ee for i, e for a within the name. "Mohammed" and "Muhamad" are
// one; "Maria" and "Mario", "Frances" and "Francis" are two.
func latin(given string) string {
	list := []rune(strings.NewReplacer("ou", "u", "oo", "u", "ee", "i").Replace(given))
	var out []rune
	for i, r := range list {
		switch {
		case i == 0 || i == len(list)-1:
		case r == 'o':
			r = 'u'
		case r == 'e':
			r = 'a'
		}
		if len(out) == 0 || out[len(out)-1] != r {
			out = append(out, r)
		}
	}
	return string(out)
}
