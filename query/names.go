package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"locus/corpus"
	"locus/corpus/words"
)

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// Generations is what a Finder may implement to let the names of its works,
// authors and persons be kept between questions: Generation changes whenever
// what the Finder answers could have changed. Without it they are read anew for
// every question.
type Generations interface {
	Generation() string
}

// names knows how people, works and theories are called: what the pack says
// and what the index holds. People are known from the start, since any question
// may name one; the values of other fields are listed when first asked for.
type names struct {
	generation string
	finder     Finder
	pack       *corpus.Pack
	people     []named // person values, with the pack's variants
	authors    func() []named
	// What words of a question name outright: theories by the stems of a label
	// or alias, persons by the forms of a name.
	theoryStems map[string][]string
	called      map[string][]string

	mu     sync.Mutex
	values map[corpus.Field][]string
	counts counts
}

// of lists the values of a field, in order.
func (n *names) of(ctx context.Context, f corpus.Field) ([]string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if values, ok := n.values[f]; ok {
		return values, nil
	}
	counts, err := n.finder.Values(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("list the values of %s: %w", f, err)
	}
	values := make([]string, len(counts))
	for i, c := range counts {
		values[i] = c.Value
	}
	n.values[f] = values
	return values, nil
}

// named is a value of a field and the folded names it goes by. words are the
// folded words of the value itself.
type named struct {
	value string
	keys  []string
	words []string
}

// names gives the names of the index's present state.
func (s *Searcher) names(ctx context.Context) (*names, error) {
	generation := ""
	if g, ok := s.finder.(Generations); ok {
		generation = g.Generation()
		if n := s.known.Load(); n != nil && n.generation == generation {
			return n, nil
		}
	}
	n := &names{generation: generation, finder: s.finder, pack: s.pack(), values: map[corpus.Field][]string{}}
	persons, err := n.of(ctx, corpus.FieldPerson)
	if err != nil {
		return nil, err
	}
	authors, err := n.of(ctx, corpus.FieldAuthor)
	if err != nil {
		return nil, err
	}
	n.people = peopleNamed(n.pack, persons, true)
	n.authors = sync.OnceValue(func() []named { return peopleNamed(n.pack, authors, false) })
	n.theoryStems = s.theoryStems()
	n.called = called(s.pack(), n.people)
	if generation != "" {
		s.known.Store(n)
	}
	return n, nil
}

// theoryKey folds a theory's name; hyphens, slashes and blanks are one.
func theoryKey(name string) string { return strings.Join(nameWords(name), " ") }

func theoriesNamed(pack *corpus.Pack, values []string) []named {
	var out []named
	add := func(id string, keys ...string) {
		n := named{value: id}
		for _, k := range append(keys, id, id[strings.LastIndexByte(id, '/')+1:]) {
			if k := theoryKey(k); k != "" && !slices.Contains(n.keys, k) {
				n.keys = append(n.keys, k)
			}
		}
		out = append(out, n)
	}
	for _, t := range pack.Theories {
		add(string(t.ID), append([]string{t.Label}, t.Aliases...)...)
	}
	for _, v := range values {
		if _, ok := pack.Theory(corpus.TheoryID(v)); !ok {
			add(v)
		}
	}
	return out
}

// peopleNamed lists the values of a person field with every name they go by;
// with all, the people of the pack too, whether or not the index names them.
func peopleNamed(pack *corpus.Pack, values []string, all bool) []named {
	var out []named
	known := map[string]bool{}
	add := func(value string, keys ...string) {
		if known[value] {
			return
		}
		known[value] = true
		n := named{value: value, words: nameWords(value)}
		key := func(words []string) {
			if k := strings.Join(words, " "); k != "" && !slices.Contains(n.keys, k) {
				n.keys = append(n.keys, k)
			}
		}
		for _, k := range keys {
			key(nameWords(k))
		}
		key(n.words)
		out = append(out, n)
	}
	inPack := map[string]*corpus.Person{}
	for i := range pack.People {
		p := &pack.People[i]
		inPack[words.Fold(p.Name)] = p
		if all {
			add(p.Name, append([]string{p.Family}, p.Variants...)...)
		}
	}
	for _, v := range values {
		if p := inPack[words.Fold(v)]; p != nil {
			add(v, append([]string{p.Family, p.Name}, p.Variants...)...)
		} else {
			add(v)
		}
	}
	return out
}

// sameName reports whether every word asked is a word of the name, an initial
// standing for a word it begins. Words are compared whole: Walt is not Waltz.
func sameName(asked, name []string) bool {
	if len(asked) == 0 {
		return false
	}
	used := make([]bool, len(name))
	long := false
next:
	for _, a := range asked {
		for i, w := range name {
			if !used[i] && a == w {
				used[i], long = true, long || len([]rune(a)) > 1
				continue next
			}
		}
		for i, w := range name {
			if !used[i] && initial(a, w) {
				used[i] = true
				continue next
			}
		}
		return false
	}
	return long
}

func initial(a, b string) bool {
	x, y := []rune(a), []rune(b)
	return (len(x) == 1 || len(y) == 1) && x[0] == y[0]
}

// find gives the values that go by the name asked: those with it as one of
// their names and those it is a part of; where several words are asked and
// some value has them as its name, only such.
func find(asked string, among []named) []string {
	askedWords := nameWords(asked)
	key := strings.Join(askedWords, " ")
	var exact, part []string
	for _, n := range among {
		switch {
		case slices.Contains(n.keys, key):
			exact = append(exact, n.value)
		case sameName(askedWords, n.words):
			part = append(part, n.value)
		}
	}
	if len(askedWords) > 1 && len(exact) > 0 {
		// The same person under initials in a reference list is asked too.
		for _, n := range among {
			if !slices.Contains(exact, n.value) && len(n.words) == len(askedWords) && sameName(askedWords, n.words) {
				exact = append(exact, n.value)
			}
		}
		return exact
	}
	return append(exact, part...)
}

// theoryStems maps the stems of the labels and aliases of theories to their ids.
func (s *Searcher) theoryStems() map[string][]string {
	out := map[string][]string{}
	for _, t := range s.pack().Theories {
		for _, name := range append([]string{t.Label}, t.Aliases...) {
			var stems []string
			for _, token := range s.words().Tokens(name) {
				if !token.Extra {
					stems = append(stems, token.Stem)
				}
			}
			if key := strings.Join(stems, " "); key != "" {
				out[key] = union(out[key], []string{string(t.ID)})
			}
		}
	}
	return out
}

// called maps the names that name a person outright to the persons: whole names
// of anyone, and of the pack's people the family name and its variants unless
// they are ordinary words.
func called(pack *corpus.Pack, people []named) map[string][]string {
	common := map[string]bool{}
	inPack := map[string]bool{}
	for _, p := range pack.People {
		common[p.Name], inPack[p.Name] = p.Common, true
	}
	out := map[string][]string{}
	for _, n := range people {
		for _, key := range n.keys {
			if strings.Contains(key, " ") || inPack[n.value] && !common[n.value] {
				out[key] = union(out[key], []string{n.value})
			}
		}
	}
	return out
}
