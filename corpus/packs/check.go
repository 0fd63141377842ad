package packs

import (
	"regexp"
	"strings"
	"sync"

	"locus/corpus"
)

// maxWeight bounds a cue's weight on both sides: 1 suffices alone, so more than
// twice that is a slip of the pen.
const maxWeight = 2

var theoryID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$`) })

// check tests the pack as a whole.
func (r *reader) check(name string) {
	if r.pack.Name == "" {
		r.fault(place{name, 0}, "the pack has no name")
	}
	if len(r.pack.Theories) == 0 {
		r.fault(place{name, 0}, "the pack has no theories")
	}
	ids := r.ids()
	aliases := map[string]corpus.TheoryID{}
	for i, t := range r.pack.Theories {
		r.theory(r.theories[i], t, ids, aliases)
	}
	printed, families := map[string]string{}, map[string]int{}
	for i, p := range r.pack.People {
		r.person(r.people[i], p, ids, printed)
		r.family(i, families)
	}
	r.lists(r.same, r.pack.Words.Same, "same")
	r.lists(r.apart, r.pack.Words.Apart, "")
	r.lists(r.synonyms, r.pack.Words.Synonyms, "synonyms")
}

// ids gathers the theories' ids and refuses one that stands twice.
func (r *reader) ids() map[corpus.TheoryID]bool {
	ids := map[corpus.TheoryID]bool{}
	for i, t := range r.pack.Theories {
		if ids[t.ID] {
			r.fault(r.theories[i], "theory %q stands twice", t.ID)
		}
		ids[t.ID] = true
	}
	return ids
}

// theory checks one theory and its cues.
func (r *reader) theory(at place, t corpus.Theory, ids map[corpus.TheoryID]bool, aliases map[string]corpus.TheoryID) {
	if !theoryID().MatchString(string(t.ID)) {
		r.fault(at, "theory id %q is not of small letters, digits and hyphens, with slashes between levels", t.ID)
	}
	if parent := t.ID.Parent(); parent != "" && !ids[parent] {
		r.fault(at, "theory %q stands below %q, which is missing", t.ID, parent)
	}
	if strings.TrimSpace(t.Label) == "" {
		r.fault(at, "theory %q has no label", t.ID)
	}
	for _, a := range t.Aliases {
		key := fold(a)
		if key == "" {
			r.fault(at, "theory %q has an empty alias", t.ID)
		} else if other, ok := aliases[key]; ok {
			r.fault(at, "alias %q of theory %q is one of %q too", a, t.ID, other)
		}
		aliases[key] = t.ID
	}
	cues := map[string]bool{}
	for _, c := range t.Cues {
		key := fold(c.Text)
		switch {
		case key == "":
			r.fault(at, "theory %q has an empty cue", t.ID)
		case cues[key]:
			r.fault(at, "cue %q of theory %q stands twice", c.Text, t.ID)
		case c.Weight == 0 || !(c.Weight >= -maxWeight && c.Weight <= maxWeight):
			r.fault(at, "cue %q of theory %q has weight %v, which is 0 or beyond %d", c.Text, t.ID, c.Weight, maxWeight)
		}
		cues[key] = true
		for _, n := range c.Needs {
			if fold(n) == "" {
				r.fault(at, "cue %q of theory %q needs an empty word", c.Text, t.ID)
			}
		}
	}
}

// person checks one person; printed maps every printed form to its bearer.
func (r *reader) person(at place, p corpus.Person, ids map[corpus.TheoryID]bool, printed map[string]string) {
	if fold(p.Name) == "" || fold(p.Family) == "" {
		r.fault(at, "person %q has no name or no family name", p.Name)
		return
	}
	if !strings.Contains(p.Name, p.Family) {
		r.fault(at, "the family name %q is not part of the name %q", p.Family, p.Name)
	}
	for _, form := range append([]string{p.Name}, p.Variants...) {
		key := fold(form)
		switch other, ok := printed[key]; {
		case key == "":
			r.fault(at, "person %q has an empty variant", p.Name)
		case ok && other == p.Name:
			r.fault(at, "%q stands twice for %q", form, p.Name)
		case ok:
			r.fault(at, "%q is printed for %q and for %q", form, other, p.Name)
		}
		printed[key] = p.Name
	}
	for _, t := range p.Theories {
		if !ids[t] {
			r.fault(at, "person %q speaks for %q, which is no theory of the pack", p.Name, t)
		}
	}
}

// family refuses two people of one family name, unless both are marked common: alone
// the name could mean either.
func (r *reader) family(i int, families map[string]int) {
	p := r.pack.People[i]
	key := fold(p.Family)
	j, ok := families[key]
	if ok && !(p.Common && r.pack.People[j].Common) {
		r.fault(r.people[i], "%q and %q share a family name; mark both as common", r.pack.People[j].Name, p.Name)
	}
	families[key] = i
}

// lists checks word lists: two entries or more, none empty, none twice in a list;
// where kind is given, none in two lists, since the lists would be one.
func (r *reader) lists(at []place, lists [][]string, kind string) {
	in := map[string]int{}
	for i, list := range lists {
		if len(list) < 2 {
			r.fault(at[i], "a list of words needs two or more")
		}
		seen := map[string]bool{}
		for _, w := range list {
			key := fold(w)
			j, other := in[key]
			switch {
			case key == "":
				r.fault(at[i], "a list of words holds an empty one")
			case seen[key]:
				r.fault(at[i], "%q stands twice in one list", w)
			case kind != "" && other:
				r.fault(at[i], "%q stands in the list of line %d of %s too; join the lists", w, at[j].line, at[j].file)
			}
			seen[key], in[key] = true, i
		}
	}
}

// fold is the form in which names and cues are compared here: small letters,
// blanks squeezed. Accents count: Wæver and Waever are two printed forms.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
